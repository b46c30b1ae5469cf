"""A database is there whole or not at all, whoever dies, and however many begin at once."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

#: ``ipstats`` that sends itself a signal at a moment: the first SQL statement that begins with a text, or the
#: nth event of the interpreter (``sys.addaudithook``) that has to do with a file being made.
DYING = """
import os, signal, sys
number, kind, wanted, nth, cache = int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
seen = 0
def moment():
    global seen
    seen += 1
    if seen == nth:
        os.kill(os.getpid(), number)
def statement(text):
    if text.lstrip().startswith(wanted):
        moment()
def hook(event, arguments):
    if event == wanted and any(".building" in str(argument) for argument in arguments):
        moment()
if kind == "event":
    sys.addaudithook(hook)
else:
    import sqlite3
    def traced(*arguments, connect=sqlite3.connect, **options):
        connection = connect(*arguments, **options)
        connection.set_trace_callback(statement)
        return connection
    sqlite3.connect = sqlite3.dbapi2.connect = traced
if cache:
    from ipstats.store.loading import session
    session._CACHE_KIB = cache
from ipstats.cli.console import run
sys.exit(run(sys.argv[6:]))
"""

#: Moments of the first use, from the first touch of the disk to the last.
MOMENTS = (
    ("event", "open", 1),
    ("event", "sqlite3.connect", 1),
    ("statement", "CREATE TABLE", 1),
    ("statement", "CREATE TABLE", 12),
    ("statement", "CREATE VIEW", 1),
    ("statement", "INSERT", 1),
    ("statement", "INSERT", 30),
    ("statement", "COMMIT", 1),
    ("statement", "ANALYZE", 1),
    ("event", "open", 2),
    ("event", "os.link", 1),
)

ASK = ("query", "series", "--all", "--format", "csv")


def dying(number: int, moment: tuple[str, str, int], *arguments: str | Path, cache: int = 0) -> subprocess.Popen[bytes]:
    words = [str(int(number)), *map(str, moment), str(cache), *map(str, arguments)]
    return subprocess.Popen([sys.executable, "-c", DYING, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        ]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def is_sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and connection.execute("PRAGMA foreign_key_check").fetchall() == []


def unfinished(folder: Path) -> list[Path]:
    return list(folder.glob(".*.building*"))


def asked(path: Path) -> str:
    """What a whole database answers."""
    ran = subprocess.run(
        [sys.executable, "-m", "ipstats", *ASK, "--database", str(path)], capture_output=True, text=True, check=True
    )
    assert len(ran.stdout.splitlines()) > 20
    return ran.stdout


@pytest.fixture(scope="module")
def answer(seeded: Path) -> str:
    """What every database of all bundled seeds answers."""
    return asked(seeded)


@pytest.fixture(scope="module")
def answer_of_report(reported: Path) -> str:
    """What every database of the report alone answers."""
    return asked(reported)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed_at_any_moment_of_its_first_use_it_leaves_no_database_and_the_next_use_answers(
    tmp_path: Path, seeded: Path, answer: str, ipstats: Callable, number: int
) -> None:
    path = tmp_path / "new.sqlite"
    moments = MOMENTS[number == signal.SIGTERM :: 2]
    for some in (moments[:3], moments[3:]):
        children = [dying(number, moment, *ASK, "--database", path) for moment in some]
        for child in children:
            out, err = child.communicate(timeout=60)
            assert (child.returncode, out) == (-number, b""), err.decode()
        assert not path.exists()
    assert len(unfinished(tmp_path)) >= len(moments) - 1, "they did die in the middle"
    ran = ipstats(*ASK, "--database", path)
    assert (ran.code, ran.out) == (0, answer)
    assert is_sound(path)
    assert counts(path) == counts(seeded)


def test_killed_when_the_database_is_in_its_place_it_leaves_a_whole_one(
    tmp_path: Path, seeded: Path, answer: str, ipstats: Callable
) -> None:
    path = tmp_path / "new.sqlite"
    child = dying(signal.SIGKILL, ("event", "os.remove", 1), *ASK, "--database", path)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out) == (-signal.SIGKILL, b""), err.decode()
    assert is_sound(path)
    assert counts(path) == counts(seeded)
    ran = ipstats(*ASK, "--database", path)
    assert (ran.code, ran.out) == (0, answer)


def test_killed_from_outside_at_any_time_it_leaves_no_database_or_a_whole_one(
    tmp_path: Path, seeded: Path, answer: str, ipstats: Callable
) -> None:
    path = tmp_path / "new.sqlite"
    command = [sys.executable, "-m", "ipstats", *ASK, "--database", str(path)]
    for after in (0.0, 0.1, 0.3):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not unfinished(tmp_path) and child.poll() is None and time.monotonic() < deadline:
            pass
        appeared = time.monotonic()
        while child.poll() is None and time.monotonic() < appeared + after:
            pass
        child.kill()
        child.wait()
        if path.exists():
            assert is_sound(path)
            assert counts(path) == counts(seeded)
            path.unlink()
        for leftover in unfinished(tmp_path):
            leftover.unlink()
    ran = ipstats(*ASK, "--database", path)
    assert (ran.code, ran.out) == (0, answer)


def test_interrupted_during_its_first_use_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    child = subprocess.Popen(
        [sys.executable, "-m", "ipstats", *ASK, "--database", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 30
    while not unfinished(tmp_path) and child.poll() is None and time.monotonic() < deadline:
        pass
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (130, b"", b"interrupted\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("together", [2, 4])
def test_those_that_begin_at_once_on_an_empty_folder_all_answer_the_same_and_make_one_database(
    tmp_path: Path, seeded: Path, answer: str, together: int
) -> None:
    path = tmp_path / "new.sqlite"
    command = [sys.executable, "-m", "ipstats", *ASK, "--database", str(path)]
    children = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(together)
    ]
    said = [child.communicate(timeout=60) for child in children]
    assert [child.returncode for child in children] == [0] * together
    assert [out for out, _ in said] == [answer] * together
    assert sum("made the database" in err for _, err in said) == 1, "one made it, and says so"
    assert list(tmp_path.iterdir()) == [path]
    assert is_sound(path)
    assert counts(path) == counts(seeded)


def test_what_a_killed_build_left_is_removed_after_an_hour_and_not_before(tmp_path: Path) -> None:
    from ipstats.store.building import build_sqlite

    # A name in which a pattern would match something else.
    path = tmp_path / "new[1].sqlite"
    old = [tmp_path / ".new[1].sqlite.77-a.building", tmp_path / ".new[1].sqlite.77-a.building-journal"]
    young = tmp_path / ".new[1].sqlite.78-b.building"
    others = tmp_path / ".new1.sqlite.77-a.building"
    for file in (*old, young, others):
        file.write_bytes(b"left over")
    for file in (*old, others):
        os.utime(file, (time.time() - 3700,) * 2)
    os.utime(young, (time.time() - 3500,) * 2)
    assert build_sqlite(path, bare=True)
    assert sorted(tmp_path.iterdir()) == sorted([path, young, others])


def test_a_database_that_is_there_already_is_left_as_it_is(database: Path, ipstats: Callable) -> None:
    before = database.read_bytes()
    ran = ipstats("init", "--database", database)
    assert ran == type(ran)(0, "", f"{database} is there already; it was left as it is\n")
    assert database.read_bytes() == before
    assert list(database.parent.iterdir()) == [database]


def test_what_is_there_and_is_no_database_is_not_called_one_by_init(tmp_path: Path, ipstats: Callable) -> None:
    file, folder = tmp_path / "notes.txt", tmp_path / "folder"
    file.write_text("These are notes, and there are many of them.\n" * 20)
    folder.mkdir()
    of_file = ipstats("init", "--database", file)
    assert (of_file.code, of_file.out) == (3, "")
    assert of_file.err.startswith(f"ipstats: {file} is no SQLite database, or a damaged one")
    of_folder = ipstats("init", "--database", folder)
    assert of_folder == type(of_folder)(3, "", f"ipstats: {folder} is a directory\nName a file: --database PATH\n")
    assert file.read_text().startswith("These are notes")


def test_a_place_below_a_file_is_no_place_for_a_database(tmp_path: Path, ipstats: Callable) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "below" / "new.sqlite"
    ran = ipstats("init", "--database", path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"ipstats: the database cannot be made in {path.parent}: Not a directory\n")
    assert len(ran.err.splitlines()) == 2


def test_a_database_is_for_its_owner_only(seeded: Path) -> None:
    assert seeded.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def many(folder: Callable[..., Path]) -> Path:
    """A seed folder of some thousand figures."""
    regions = ("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽")
    lines = ["region,period,metric,patent_type,published"]
    for i, region in enumerate(regions):
        lines += [f"{region},{year},patent.grants,invention,{year + i}" for year in range(1986, 2016)]
    return folder("many", figures=lines)


LOADING = (
    (signal.SIGKILL, ("statement", "DROP TABLE IF EXISTS stage", 2)),
    (signal.SIGTERM, ("statement", "COMMIT", 1)),
    (signal.SIGKILL, ("statement", "ANALYZE", 1)),
)


@pytest.mark.parametrize(("number", "moment"), LOADING, ids=["midway", "at the commit", "after the commit"])
def test_killed_while_loading_it_leaves_exactly_what_there_was_and_the_next_query_answers(
    database: Path, many: Path, answer_of_report: str, ipstats: Callable, number: int, moment: tuple[str, str, int]
) -> None:
    before = counts(database)
    # With so little memory for pages, they are written into the file before the transaction is complete.
    child = dying(number, moment, "load", many, "--database", database, cache=1)
    _, err = child.communicate(timeout=60)
    assert child.returncode == -number, err.decode()
    journal = Path(f"{database}-journal")
    if moment[1] == "ANALYZE":
        # The figures were complete before: they stay.
        assert counts(database)["observations"] > before["observations"]
        assert is_sound(database)
        return
    assert journal.exists(), "a hot journal is what there is to recover from"
    ran = ipstats(*ASK, "--database", database)
    assert (ran.code, ran.out) == (0, answer_of_report)
    assert counts(database) == before
    assert is_sound(database)
    assert ipstats("load", many, "--database", database).code == 0
    assert counts(database)["observations"] > before["observations"]


def test_a_transaction_that_died_with_half_of_its_pages_written_is_undone_before_the_first_answer(
    database: Path, answer_of_report: str, ipstats: Callable
) -> None:
    before = database.read_bytes()
    vandal = (
        "import os, signal, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1')\n"
        "connection.execute('BEGIN')\n"
        "connection.execute('UPDATE observations SET value = value + 1, low = low + 1, high = high + 1')\n"
        "connection.execute('UPDATE aliases SET printed = printed || printed')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    died = subprocess.run([sys.executable, "-c", vandal, str(database)], capture_output=True, timeout=30, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert database.read_bytes() != before, "some of it is in the file already"
    ran = ipstats(*ASK, "--database", database)
    assert (ran.code, ran.out) == (0, answer_of_report)
    assert database.read_bytes() == before
