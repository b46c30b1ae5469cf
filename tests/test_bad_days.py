"""On a bad day: wrong words, broken files, full disks, odd terminals. It says what to do, and nothing is lost."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import pty
import random
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "ipstats")
DATA = Path(__file__).parent / "data"

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
NUMBERED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n"


def failed(ran: object, code: int, *said: str) -> None:
    """It ended with this code and no data, and said these things: what is wrong, and on the last line what to do."""
    assert (ran.code, ran.out) == (code, "")
    assert "Traceback" not in ran.err
    lines = ran.err.splitlines()
    assert lines[0].startswith("ipstats: ")
    assert len(lines) == 2
    for text in said:
        assert text in ran.err


# Wrong words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "series", "--bogus"), ("No such option: --bogus", "See: ipstats query series --help")),
        (
            ("query", "series", "--top", "x"),
            ("'--top': 'x' is not a whole number.", "See: ipstats query series --help"),
        ),
        (("query", "series", "--from", "2016.5"), ("'--from': '2016.5' is not a whole number.", "See: ")),
        (
            ("sql", "SELECT 1", "--time-limit", "soon"),
            ("'--time-limit': 'soon' is not a number.", "See: ipstats sql --help"),
        ),
        (("query", "series", "--top", "0"), ("--top 0", "Ask for at least 1")),
        (("query", "series", "--year", "16ish"), ("not a year: '16ish'", "Write 2016, 2015,2016 or 2010-2016")),
        (
            ("query", "series", "--region", "新僵"),
            ("no region is called '新僵'", "Nearest: 新疆. See them all: ipstats list regions"),
        ),
        (
            ("query", "series", "--metric", "inventoin"),
            ("no metric is called 'inventoin'", "Nearest: invention", "ipstats list metrics"),
        ),
        (("query", "series", "--format", "xml"), ("no format is called 'xml'", "table, csv, json, ndjson, markdown")),
        (("query", "series", "--lang", "fr"), ("no language 'fr'", "--lang is zh or en")),
        (("query", "series", "--sort", "nope"), ("no column is called 'nope'", "See them all: region_code, region, ")),
        (
            ("query", "series", "-o", "answer.doc"),
            ("no format has the ending '.doc': answer.doc", "--format: table, csv"),
        ),
        (("query", "nosuch"), ("No such command", "See: ipstats query --help")),
        (("nosuch",), ("No such command", "See: ipstats --help")),
        (("load", "no-such-folder"), ("no-such-folder: there is no such file", "Check the path")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) and len(value) < 6 and "-" in value[-1] else None,
)
def test_wrong_usage_ends_with_2_and_says_what_would_be_right(
    ipstats: Callable, seeded: Path, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    failed(ipstats(*arguments, env={"IPSTATS_DATABASE": str(seeded)}), 2, *said)


def test_done_is_0_and_nothing_matches_is_5_with_the_selector_that_emptied_it(ipstats: Callable, seeded: Path) -> None:
    ask = ("query", "series", "--database", seeded, "--format", "csv", "--region", "新疆")
    assert ipstats(*ask).code == 0
    failed(ipstats(*ask, "--year", "1901"), 5, "nothing matches --year", "(year = 1901)", "Change or leave out --year")


def test_time_runs_out_with_4(ipstats: Callable, seeded: Path) -> None:
    ran = ipstats("sql", ENDLESS, "--time-limit", "0.2", "--database", seeded)
    failed(ran, 4, "the time limit of 0.2 s was reached", "--time-limit SECONDS")


def test_ctrl_c_during_a_long_query_ends_at_once_with_130(seeded: Path) -> None:
    child = subprocess.Popen(
        [*COMMAND, "sql", ENDLESS, "--database", str(seeded)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    holds, busy = until_open(child, seeded), until_busy(child)
    assert holds
    assert busy
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=30) == (b"", b"interrupted\n")
    assert child.returncode == 130


def until_open(child: subprocess.Popen, path: Path) -> bool:
    """Wait until a process has a file open."""
    if not Path("/proc/self/fd").exists():
        pytest.skip("what another process has open is seen in /proc only")
    deadline = time.monotonic() + 30
    while child.poll() is None and time.monotonic() < deadline:
        for file in Path(f"/proc/{child.pid}/fd").iterdir():
            try:
                if str(file.readlink()) == str(path):
                    return True
            except OSError:
                continue
    return False


def until_busy(child: subprocess.Popen) -> bool:
    """Wait until a process has computed for a third of a second more than it took to get here."""

    def spent() -> int:
        return int(Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[11])

    start, deadline = spent(), time.monotonic() + 30
    while child.poll() is None and time.monotonic() < deadline:
        if spent() - start > os.sysconf("SC_CLK_TCK") // 3:
            return True
    return False


# Databases that are none, or not as they were


def test_a_database_in_a_folder_that_is_not_there_is_not_made(ipstats: Callable, tmp_path: Path) -> None:
    path = tmp_path / "no" / "such" / "folder.sqlite"
    failed(
        ipstats("status", "--database", path),
        3,
        f"there is no database at {path}, and no folder to make it in",
        "Check the path",
    )
    assert list(tmp_path.iterdir()) == []


def text(path: Path) -> None:
    path.write_text("region,period\n新疆,2016\n" * 100, "utf-8")


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)


def others(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE birds (name)")
        connection.execute("INSERT INTO birds VALUES ('hoopoe')")
        connection.commit()


@pytest.mark.parametrize(
    ("make", "said", "advice"),
    [
        (Path.mkdir, "{} is a directory", "Name a file: --database PATH"),
        (Path.touch, "{} is an empty file", "Name another place, or remove it and run: ipstats init"),
        (text, "{} is no SQLite database, or a damaged one (file is not a database)", "Restore it from a copy"),
        (picture, "{} is no SQLite database, or a damaged one (file is not a database)", "Restore it from a copy"),
        (others, "{} is a database, but not one of ipstats", "Name another place: --database PATH"),
    ],
    ids=["directory", "empty", "text", "picture", "of another program"],
)
@pytest.mark.parametrize("verb", [("query", "series"), ("load", DATA / "panel")], ids=lambda verb: verb[0])
def test_what_is_no_database_of_ipstats_is_called_what_it_is_and_left_alone(
    ipstats: Callable, tmp_path: Path, verb: tuple[str, ...], make: Callable[[Path], None], said: str, advice: str
) -> None:
    path = tmp_path / "database.sqlite"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    failed(ipstats(*verb, "--database", path), 3, said.format(path), advice)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("left", [100, 4096, 50_000, -4096, -1])
def test_a_database_that_was_cut_off_is_called_damaged(ipstats: Callable, database: Path, left: int) -> None:
    whole = database.read_bytes()
    database.write_bytes(whole[:left])
    failed(
        ipstats("query", "series", "--all", "--cite", "--database", database), 3, "damaged", "Restore it from a copy"
    )
    assert database.read_bytes() == whole[:left]


def test_flipped_bytes_never_show_a_traceback_and_never_pass_for_wrong_usage(
    database: Path, capfd: pytest.CaptureFixture
) -> None:
    """In-process, for the many kinds of damage there are: each page of the file in turn."""
    from ipstats.database import open_database
    from ipstats.errors import IpstatsError

    whole = database.read_bytes()
    seen, dice = set(), random.Random(2016)
    for page in range(len(whole) // 4096):
        damaged = bytearray(whole)
        for at in dice.sample(range(page * 4096, page * 4096 + 4096), 300):
            damaged[at] ^= dice.randrange(1, 256)
        database.write_bytes(damaged)
        try:
            with open_database(database, time_limit=20) as opened:
                opened.series(all=True, cite=True)
                opened.cite(all=True)
                opened.programs(all=True)
                opened.status()
            seen.add(0)
        except IpstatsError as error:
            seen.add(int(error.exit_code))
        assert database.read_bytes() == damaged
    assert 3 in seen
    assert 2 not in seen, "damage is not the user's mistake"
    assert capfd.readouterr() == ("", "")


def revision(path: Path, number: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
        connection.commit()


@pytest.mark.parametrize(
    "verb", [("query", "series"), ("load", DATA / "panel"), ("migrate",), ("init",)], ids=lambda verb: verb[0]
)
def test_a_newer_database_asks_for_a_newer_ipstats(ipstats: Callable, database: Path, verb: tuple[str, ...]) -> None:
    revision(database, "9999")
    before = database.read_bytes()
    failed(
        ipstats(*verb, "--database", database),
        3,
        f"{database} is of a newer version (schema 9999",
        "pip install --upgrade ipstats",
    )
    assert database.read_bytes() == before


@pytest.mark.parametrize("verb", [("query", "series"), ("load", DATA / "panel")], ids=lambda verb: verb[0])
def test_an_older_database_asks_to_be_migrated(ipstats: Callable, database: Path, verb: tuple[str, ...]) -> None:
    revision(database, "0001")
    before = database.read_bytes()
    ran = ipstats(*verb, "--database", database)
    failed(ran, 3, f"{database} is of an older version (schema 0001", f"ipstats migrate --database {database}")
    assert database.read_bytes() == before


def test_a_locked_database_is_waited_for_a_while_and_then_said_to_be_in_use(database: Path) -> None:
    before = database.read_bytes()
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        verbs = (("load", DATA / "panel"), ("query", "series"), ("migrate",))
        children = [
            subprocess.Popen([*COMMAND, *map(str, verb), "--database", str(database)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for verb in verbs
        ]  # fmt: skip
        said = [child.communicate(timeout=60) for child in children]
        holder.execute("ROLLBACK")
    for child, (out, err) in zip(children, said, strict=True):
        assert (child.returncode, out) == (3, "")
        assert err == f"ipstats: {database} is being written by another process\nWait until it is done and try again\n"
    assert database.read_bytes() == before


def test_a_database_that_is_free_again_in_time_is_read_after_all(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        child = subprocess.Popen(
            [*COMMAND, "status", "--database", str(database)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert until_open(child, database)
        assert child.poll() is None
        holder.execute("ROLLBACK")
    out, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (0, b"")
    assert out


# Places that cannot be written


def powerless() -> None:
    """Run in a child: root without the right to pass over permissions; an ordinary user has nothing to give up."""
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        drop_from_bounding_set, dac_override, dac_read_search = 24, 1, 2
        for right in (dac_override, dac_read_search):
            if prctl(drop_from_bounding_set, right, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


@pytest.fixture
def forbidden(tmp_path: Path) -> Iterator[Path]:
    """A folder that can be read and not written."""
    folder = tmp_path / "forbidden"
    folder.mkdir()
    folder.chmod(0o500)
    try:
        probe = subprocess.run(
            ["/bin/sh", "-c", 'echo > "$0/x"', str(folder)], capture_output=True, preexec_fn=powerless, check=False
        )
    except (OSError, subprocess.SubprocessError):
        pytest.skip("root here cannot give up its rights")
    if probe.returncode == 0:
        pytest.skip("permissions do not bind here")
    yield folder
    folder.chmod(0o700)


def run(
    *arguments: str | Path, preexec: Callable[[], None] | None = None, **options: object
) -> subprocess.CompletedProcess:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=60, preexec_fn=preexec, check=False, **options)  # fmt: skip


def said(ran: subprocess.CompletedProcess, code: int, *texts: str) -> None:
    class Ran:
        out, err = ran.stdout, ran.stderr

    Ran.code = ran.returncode
    failed(Ran, code, *texts)


@pytest.mark.parametrize("verb", ["status", "init"])
def test_a_folder_that_cannot_be_written_is_named_and_another_place_asked_for(forbidden: Path, verb: str) -> None:
    path = forbidden / "new.sqlite"
    ran = run(verb, "--database", path, preexec=powerless)
    said(
        ran,
        3,
        f"the database cannot be made in {forbidden}: Permission denied",
        "--database PATH, or IPSTATS_DATABASE=PATH",
    )
    assert list(forbidden.iterdir()) == []


def test_a_home_that_cannot_be_written_is_named_and_another_place_asked_for(forbidden: Path) -> None:
    home = {"HOME": str(forbidden / "home"), "XDG_DATA_HOME": str(forbidden / "data")}
    ran = run("status", preexec=powerless, env=os.environ | home)
    said(
        ran, 3, "the folder for the database cannot be made", "Permission denied", "Name another place: --database PATH"
    )


def test_a_database_that_may_only_be_read_answers_and_is_not_loaded_into(forbidden: Path, seeded: Path) -> None:
    forbidden.chmod(0o700)
    path = Path(shutil.copy(seeded, forbidden / "database.sqlite"))
    path.chmod(0o400)
    forbidden.chmod(0o500)
    assert run("query", "series", "--database", path, preexec=powerless).returncode == 0
    said(
        run("load", DATA / "panel", "--database", path, preexec=powerless),
        3,
        f"{path} cannot be opened",
        "Check the rights",
    )
    assert path.read_bytes() == seeded.read_bytes()


def test_a_database_that_may_not_be_read_says_so(forbidden: Path, database: Path) -> None:
    database.chmod(0)
    if subprocess.run(["cat", str(database)], capture_output=True, preexec_fn=powerless, check=False).returncode == 0:
        pytest.skip("permissions do not bind here")
    said(
        run("status", "--database", database, preexec=powerless), 3, f"{database} cannot be opened", "Check the rights"
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MiB."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("root cannot mount here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill_up(disk: Path, but: int) -> Path:
    """Fill a disk but for some bytes."""
    file = disk / "filler"
    free = os.statvfs(disk)
    file.write_bytes(bytes(free.f_bavail * free.f_frsize - but))
    return file


def test_a_full_disk_on_the_first_use_leaves_nothing_and_the_next_use_with_space_answers(small_disk: Path) -> None:
    filler = fill_up(small_disk, 200_000)
    path = small_disk / "new.sqlite"
    said(run("status", "--database", path), 3, "no space left on the disk", "Free some space and try again")
    assert list(small_disk.iterdir()) == [filler]
    filler.unlink()
    assert run("status", "--database", path).returncode == 0


def figures(folder: Callable[..., Path]) -> Path:
    regions = ("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽")
    lines = ["region,period,metric,patent_type,published,locator"]
    for i, region in enumerate(regions):
        lines += [
            f"{region},{year},patent.grants,invention,{year + i},table {i} line {year}" for year in range(1986, 2016)
        ]
    return folder("many", figures=lines)


def test_a_full_disk_while_loading_leaves_the_database_with_what_it_had(
    small_disk: Path, reported: Path, folder: Callable[..., Path]
) -> None:
    path = Path(shutil.copy(reported, small_disk / "database.sqlite"))
    filler = fill_up(small_disk, 8192)
    said(run("load", figures(folder), "--database", path), 3, "no space left on the disk", "nothing was changed")
    assert path.read_bytes() == reported.read_bytes()
    assert sorted(small_disk.iterdir()) == sorted([path, filler])
    assert run("status", "--database", path).returncode == 0


def test_a_full_disk_leaves_the_old_file_where_the_answer_does_not_fit(small_disk: Path, seeded: Path) -> None:
    output = small_disk / "answer.csv"
    output.write_text("of yesterday\n")
    filler = fill_up(small_disk, 4096)
    ran = run("sql", NUMBERED.format(9000), "--database", seeded, "-o", output)
    said(ran, 2, f"{output} cannot be written: No space left on device", "Name another file with -o")
    assert output.read_text() == "of yesterday\n"
    assert sorted(small_disk.iterdir()) == sorted([output, filler])


def small_files() -> None:
    """Run in a child: no file may grow beyond 64 KiB."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))


def test_a_limit_on_the_size_of_files_leaves_no_half_file_for_an_ordinary_user_either(
    seeded: Path, tmp_path: Path
) -> None:
    output = tmp_path / "answer.csv"
    output.write_text("of yesterday\n")
    ran = run("sql", NUMBERED.format(30_000), "--database", seeded, "-o", output, preexec=small_files)
    said(ran, 2, f"{output} cannot be written: File too large", "Name another file with -o")
    assert output.read_text() == "of yesterday\n"
    path = tmp_path / "new.sqlite"
    ran = run("status", "--database", path, preexec=small_files)
    assert (ran.returncode, ran.stdout) == (3, "")
    assert "Traceback" not in ran.stderr
    assert list(tmp_path.iterdir()) == [output]


# Where the answer goes


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "it is a directory"), ("/", "it is a directory"), ("..", "it is a directory"),
        ("file/below.csv", "Not a directory"), ("no/such/folder.csv", "No such file or directory"),
        ("x" * 300, "File name too long"), ("/proc/answer.csv", ""), ("/dev/full", "No space left on device"),
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_an_answer_that_cannot_be_written_names_the_place(
    ipstats: Callable, seeded: Path, tmp_path: Path, output: str, reason: str
) -> None:
    (tmp_path / "file").write_text("kept")
    ran = ipstats("query", "series", "--format", "csv", "--database", seeded, "-o", output)
    failed(ran, 2, f"ipstats: {output} cannot be written: {reason}", "Name another file with -o")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "kept"


def test_a_file_in_a_folder_that_cannot_be_written_is_not_written(forbidden: Path, seeded: Path) -> None:
    ran = run("query", "series", "--database", seeded, "-o", forbidden / "answer.csv", preexec=powerless)
    said(ran, 2, f"{forbidden / 'answer.csv'} cannot be written: Permission denied", "Name another file with -o")


@pytest.mark.parametrize("form", ["table", "csv", "json", "ndjson", "markdown"])
def test_a_pipe_and_a_file_get_the_same_bytes(reported: Path, tmp_path: Path, form: str) -> None:
    ask = [
        *COMMAND,
        "query",
        "series",
        "--all",
        "--cite",
        "--lang",
        "zh",
        "--format",
        form,
        "--database",
        str(reported),
    ]
    piped = subprocess.run(ask, capture_output=True, check=True).stdout
    assert len(piped) > 1000
    assert subprocess.run([*ask, "-o", "answer"], capture_output=True, check=True, cwd=tmp_path).stdout == b""
    assert (tmp_path / "answer").read_bytes() == piped
    with (tmp_path / "redirected").open("wb") as file:
        subprocess.run(ask, stdout=file, stderr=subprocess.DEVNULL, check=True)
    assert (tmp_path / "redirected").read_bytes() == piped


def test_standard_output_by_its_name_is_standard_output_be_it_a_pipe_or_a_file_that_is_added_to(
    seeded: Path, tmp_path: Path
) -> None:
    """As root, too, nothing in /dev is replaced by a file."""
    before = Path("/dev/stdout").readlink()
    ask = [*COMMAND, "sql", "SELECT 1 AS one", "--format", "csv", "-o", "/dev/stdout", "--database", str(seeded)]
    assert subprocess.run(ask, capture_output=True, check=True).stdout == b"one\n1\n"
    with (tmp_path / "log").open("ab") as file:
        file.write(b"before\n")
        file.flush()
        subprocess.run(ask, stdout=file, check=True, preexec_fn=powerless_in_dev)
    assert (tmp_path / "log").read_bytes() == b"before\none\n1\n"
    assert Path("/dev/stdout").readlink() == before


def powerless_in_dev() -> None:
    """Run in a child: should the test fail, it must not fail at the cost of the machine's /dev."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        new_mounts, private, read_only = 0x20000, 0x44000, 0x1021
        if (
            libc.unshare(new_mounts)
            or libc.mount(b"none", b"/", None, private, None)
            or libc.mount(b"/dev", b"/dev", None, 0x1000, None)
            or libc.mount(b"none", b"/dev", None, read_only, None)
        ):
            os._exit(77)


def test_a_file_is_replaced_as_a_whole_keeps_its_rights_and_a_link_stays_a_link(
    ipstats: Callable, seeded: Path, tmp_path: Path
) -> None:
    output, link = tmp_path / "kept.csv", tmp_path / "link.csv"
    output.write_text("of yesterday, and longer than the answer of today\n" * 3)
    output.chmod(0o640)
    link.symlink_to("kept.csv")
    assert ipstats("sql", "SELECT 1 AS one", "--database", seeded, "-o", link).code == 0
    assert output.read_text() == "one\n1\n"
    assert output.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert sorted(tmp_path.iterdir()) == [output, link]


def shell(line: str, **environment: str) -> subprocess.CompletedProcess:
    quoted = line.replace("ipstats", f"'{sys.executable}' -m ipstats", 1)
    return subprocess.run(["bash", "-c", quoted], capture_output=True, text=True, encoding="utf-8", env=os.environ | environment, timeout=60, check=False)  # fmt: skip


needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


@needs_bash
def test_a_reader_who_has_read_enough_is_no_error(seeded: Path) -> None:
    ran = shell(
        f'ipstats sql "{NUMBERED.format(90_000)}" --format csv --database {seeded} | head -1; echo "${{PIPESTATUS[@]}}"'
    )
    assert (ran.stdout, ran.stderr) == ("i\n0 0\n", "")


def test_a_reader_who_was_gone_before_the_answer_came_is_no_error_either(seeded: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ask = [*COMMAND, "query", "series", "--all", "--format", "csv", "--database", str(seeded)]
    ran = subprocess.run(ask, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(writing)
    assert ran.returncode == 0
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr


@needs_bash
def test_a_closed_or_full_standard_output_is_said_and_a_closed_standard_error_spoils_no_data(seeded: Path) -> None:
    ask = f"ipstats query series --format csv --database {seeded}"
    closed = shell(f"{ask} >&-")
    assert (closed.returncode, closed.stderr) == (2, "ipstats: standard output is closed\nName a file with -o\n")
    full = shell(f"{ask} >/dev/full")
    message = "ipstats: standard output cannot be written: No space left on device\nName a file with -o\n"
    assert (full.returncode, full.stderr) == (2, message)
    silent, usual = shell(f"{ask} 2>&-"), shell(ask)
    assert usual.stderr.startswith("note: ")
    assert (silent.returncode, silent.stdout) == (0, usual.stdout)
    assert shell(f"{ask} --bogus 2>&-").returncode == 2
    assert shell(f"{ask} 2>/dev/full").stdout == usual.stdout


# Surroundings


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1:strict"}],
    ids=str,
)  # fmt: skip
def test_the_locale_changes_neither_what_is_understood_nor_what_is_said(
    ipstats: Callable, seeded: Path, environment: dict
) -> None:
    ask = ("query", "series", "--region", "新疆", "--lang", "zh", "--database", seeded)
    usual = ipstats(*ask)
    assert "新疆" in usual.out
    assert ipstats(*ask, env=environment) == usual
    failed(ipstats(*ask, "--region", "新僵", env=environment), 2, "no region is called '新僵'", "Nearest: 新疆")


def without_home(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name != "HOME" and not name.startswith("XDG_")}


@pytest.fixture
def nobody(tmp_path: Path) -> list[str]:
    """The words before a command that run it as a user whom the machine does not know."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can become another user, with setpriv")
    # The interpreter may lie in a folder of root's own: the right to read everything stays, that to write goes.
    words = ["setpriv", "--reuid", "54321", "--regid", "54321", "--clear-groups", "--inh-caps=-all,+dac_read_search", "--ambient-caps", "+dac_read_search"]  # fmt: skip
    if subprocess.run([*words, sys.executable, "-c", ""], capture_output=True, check=False).returncode:
        pytest.skip("setpriv cannot do that here")
    return words


def test_without_a_home_a_place_is_asked_for_and_a_named_one_works(nobody: list[str], seeded: Path) -> None:
    def ask(*arguments: str) -> subprocess.CompletedProcess:
        environment = without_home(dict(os.environ)) | {"PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [*nobody, *COMMAND, *arguments], capture_output=True, text=True, env=environment, cwd="/", check=False
        )

    said(
        ask("status"),
        3,
        "there is no home directory to keep the database in",
        "--database PATH, or IPSTATS_DATABASE=PATH",
    )
    said(
        ask("status", "--database", "~/x.sqlite"),
        2,
        "is in a home directory that is not known: ~/x.sqlite",
        "Write the whole path",
    )
    named = ask("query", "series", "--database", str(seeded))
    assert named.returncode == 0
    assert "Xinjiang" in named.stdout


def test_without_home_in_the_environment_the_one_of_the_user_is_used_or_a_named_place(seeded: Path) -> None:
    ran = run("status", "--database", seeded, env=without_home(dict(os.environ)))
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_home_that_points_nowhere_does_not_matter_where_the_place_is_named(ipstats: Callable, seeded: Path) -> None:
    nowhere = {"HOME": "/proc/nowhere", "XDG_DATA_HOME": "/proc/nowhere", "XDG_CONFIG_HOME": "/proc/nowhere"}
    assert ipstats("status", "--database", seeded, env=nowhere).code == 0
    failed(
        ipstats("status", env=nowhere),
        3,
        "the folder for the database cannot be made: /proc/nowhere",
        "--database PATH",
    )


def test_the_folder_one_is_in_may_be_gone(seeded: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    line = f"mkdir -p {gone}; cd {gone}; rmdir {gone}; exec {sys.executable} -m ipstats status --database "
    ran = subprocess.run(["/bin/sh", "-c", line + str(seeded)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0
    ran = subprocess.run(["/bin/sh", "-c", line + "x.sqlite"], capture_output=True, text=True, check=False)
    said(ran, 2, "--database is relative to a folder that is gone: x.sqlite", "Write the whole path")


def test_a_configuration_that_cannot_be_read_is_named(ipstats: Callable, tmp_path: Path) -> None:
    file = tmp_path / "ipstats" / "config.toml"
    file.parent.mkdir()
    for content, reason in ((b"lang = zh", "Invalid value"), (b"lang = '\xe9'", "is not UTF-8 text")):
        file.write_bytes(content)
        ran = ipstats("status", env={"XDG_CONFIG_HOME": str(tmp_path)})
        failed(ran, 2, str(file), reason, 'It is TOML: database = "path", lang = "zh"')


# Terminals


def on_a_terminal(
    *arguments: str | Path, columns: int = 80, lines: int = 50, **environment: str
) -> tuple[int, str, str]:
    """Run with standard output on a terminal of a size; the exit code, what it shows, and standard error."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    around = {"TERM": "xterm", "PAGER": "", **environment}
    child = subprocess.Popen([*COMMAND, *map(str, arguments)], stdin=slave, stdout=slave, stderr=subprocess.PIPE, env=os.environ | around, start_new_session=True)  # fmt: skip
    os.close(slave)
    shown = bytearray()
    while True:
        try:
            some = os.read(master, 65_536)
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            break
        if not some:
            break
        shown += some
    os.close(master)
    _, err = child.communicate(timeout=60)
    return child.returncode, shown.decode().replace("\r\n", "\n"), err.decode()


@pytest.mark.parametrize("columns", [40, 10])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_narrow_terminal_shows_every_figure_whole_on_one_line(panel: Path, columns: int, term: str) -> None:
    ask = ("query", "series", "--all", "--database", panel)
    data = run(*ask, "--format", "json").stdout
    code, shown, _ = on_a_terminal(*ask, columns=columns, TERM=term, NO_COLOR="1")
    assert code == 0
    lines = shown.splitlines()
    # What is worked out is shown with the decimals declared for it.
    values = {
        record["value"]
        for record in json.loads(data, parse_float=str)
        if record["value"] is not None and record["qualifier"] != "computed"
    }
    assert len(values) > 40
    for value in values:
        whole, dot, rest = str(value).partition(".")
        printed = f"{int(whole):,}{dot}{rest}".replace("-", "\u2212")
        assert any(printed in line for line in lines), f"{printed} is cut"
    assert "…" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("columns", [40, 10])
def test_a_figure_longer_than_the_terminal_is_wide_is_not_cut_either(seeded: Path, columns: int) -> None:
    statement = "SELECT 1234567890123456 AS large, 'a text' AS text"
    code, shown, _ = on_a_terminal("sql", statement, "--database", seeded, columns=columns)
    assert code == 0
    assert "1234567890123456" in shown


def test_colour_is_for_terminals_that_want_it(seeded: Path) -> None:
    ask = ("query", "series", "--database", seeded)
    assert "\x1b[" in on_a_terminal(*ask, columns=300)[1]
    assert "\x1b[" in on_a_terminal(*ask, columns=300, NO_COLOR="")[1], "an empty NO_COLOR is none"
    assert "\x1b" not in on_a_terminal(*ask, columns=300, NO_COLOR="1")[1]
    assert "\x1b" not in on_a_terminal(*ask, columns=300, TERM="dumb")[1]
    assert "\x1b" not in run(*ask).stdout


def test_a_long_answer_on_a_terminal_goes_through_the_pager_and_a_short_one_does_not(
    seeded: Path, tmp_path: Path
) -> None:
    paged = tmp_path / "paged"
    pager = f"cat > '{paged}'"
    code, shown, _ = on_a_terminal("sql", NUMBERED.format(100), "--database", seeded, lines=24, PAGER=pager)
    assert (code, shown) == (0, "")
    assert [line.strip() for line in paged.read_text().splitlines()][-3:] == ["98", "99", "100"]
    paged.unlink()
    assert (
        "100"
        in on_a_terminal("sql", NUMBERED.format(100), "--no-pager", "--database", seeded, lines=24, PAGER=pager)[1]
    )
    assert "3" in on_a_terminal("sql", NUMBERED.format(3), "--database", seeded, lines=24, PAGER=pager)[1]
    assert (
        len(
            run(
                "sql", NUMBERED.format(100), "--database", seeded, env=os.environ | {"PAGER": pager}
            ).stdout.splitlines()
        )
        == 102
    )
    assert not paged.exists()


@pytest.mark.parametrize("pager", ["doesnotexist", "/dev/null", "", "cat"])
def test_a_pager_that_cannot_be_run_does_not_lose_the_answer(seeded: Path, pager: str) -> None:
    code, shown, _ = on_a_terminal("sql", NUMBERED.format(100), "--database", seeded, lines=24, PAGER=pager)
    assert code == 0
    assert [line.strip() for line in shown.splitlines()][-3:] == ["98", "99", "100"]


def test_a_pager_that_is_left_early_is_no_error(seeded: Path) -> None:
    code, shown, err = on_a_terminal("sql", NUMBERED.format(9000), "--database", seeded, lines=24, PAGER="head -3")
    assert (code, err) == (0, "")
    assert len(shown.splitlines()) == 3


# Completion, which must never complain


def test_completing_a_name_finds_it_and_says_nothing_where_there_is_no_database(
    ipstats: Callable, seeded: Path, tmp_path: Path
) -> None:
    from_shell = {
        "_IPSTATS_COMPLETE": "complete_bash",
        "COMP_WORDS": "ipstats query series --region xinj",
        "COMP_CWORD": "4",
    }
    found = ipstats(env=from_shell | {"IPSTATS_DATABASE": str(seeded)})
    assert "xinjiang" in found.out.lower()
    bad = tmp_path / "bad.sqlite"
    bad.write_text("no database at all\n" * 100)
    for place in (tmp_path / "none.sqlite", bad, "postgresql://u:p@127.0.0.1:1/x", "mysql://x"):
        ran = ipstats(env=from_shell | {"IPSTATS_DATABASE": str(place)})
        assert (ran.out.strip(), ran.err) == ("", "")
    assert list(tmp_path.iterdir()) == [bad]


def test_an_answer_never_replaces_a_database(database: Path) -> None:
    before = database.read_bytes()
    done = run("query", "growth", "--format", "csv", "-o", database, "--database", database)
    assert done.returncode == 2
    assert "it is a SQLite database" in done.stderr
    assert database.read_bytes() == before


def test_a_place_with_any_characters_in_its_name_holds_a_database(tmp_path: Path) -> None:
    place = tmp_path / "what? 100% [a]#b&c=d.sqlite"
    done = run("query", "growth", "--format", "csv", "--database", place)
    assert done.returncode == 0
    assert place.stat().st_size > 0
    assert [path.name for path in tmp_path.iterdir()] == [place.name]


def test_a_name_that_is_too_long_for_a_file_is_refused_with_a_way_out(tmp_path: Path) -> None:
    for verb in (("query", "growth"), ("init",), ("migrate",), ("status",)):
        done = run(*verb, "--database", tmp_path / ("x" * 300))
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert "--database PATH" in done.stderr
