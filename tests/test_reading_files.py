"""Published files through the command line: read without a change, written as a seed folder, and loaded as they are."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import pty
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import Ran
from ipstats.database import Database, load, open_database
from ipstats.errors import ReadError, SeedFolderError
from ipstats.store.location import parse
from workbooks import write_workbook
from worlds import on_postgresql, write_folder

TIDY = """\
地区,年份,指标,专利类型,数值,出处
新疆,2018,专利授权量,合计,9658,表1
甘肃,2018,专利授权量,,13958,表1
甘肃,2017,专利授权量,发明,1.0万,表1
青海,2018,商标申请量,,920余,"表2，注"
"""

WIDE = "地区,指标,2015年,2016年\n北京,年末常住人口,2170.5万人,—\n新疆,年末常住人口,2360万人,2398万人\n"

SHEET = [
    ["2-3 国内专利申请授权数(2018年)"],
    ["单位：件"],
    ["地区", "Region", "合计", "发明", "实用新型", "外观设计"],
    ["北京", "Beijing", 6, 1, 2, 3],
    ["天津", "Tianjin", 15, 4, 5, 6],
]


@pytest.fixture
def write(tmp_path):
    """Write a file of text, or of a sheet."""

    def to(name: str, content: str | list[list[str | int]]) -> Path:
        if isinstance(content, list):
            return write_workbook(tmp_path / name, content)
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
        return path

    return to


@pytest.fixture
def ipstats(monkeypatch, capsys, tmp_path):
    """Run the command line as the fixture of this name does elsewhere, but in this process."""
    from ipstats.cli.console import run

    def here(*arguments: str | Path) -> Ran:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["ipstats", *map(str, arguments)])
        code = run()
        return Ran(int(code), *capsys.readouterr())

    return here


def said(database, source: str = "") -> list[tuple[object, ...]]:
    """All facts that are stored beside the report, or by one source: what they say, and not who says it."""
    names = (
        "region_code",
        "period",
        "metric",
        "patent_type",
        "value",
        "low",
        "high",
        "decimals",
        "unit_mult",
        "qualifier",
    )
    with open_database(database) as opened:
        rows = opened.cite(all=True).to_records()
    kept = (row for row in rows if (row["source"] == source if source else row["source"] != "xinjiang-2016"))
    return sorted({tuple(row[name] for name in (*names, "published", "status", "locator")) for row in kept}, key=repr)


# Reading.


def test_what_a_file_says_is_a_row_a_statement_and_nothing_is_changed(ipstats, database, write):
    before = database.read_bytes()
    ran = ipstats("read", write("a.csv", TIDY), "--format", "csv", "--database", database)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "kind,region_code,region,year,period,metric,metric_zh,patent_type,value,unit,qualifier,published,locator,note,"
        "start,end,case_kind,program,award_level,subject,base_period,scope_code,low,high,status\n"
        "level,650000,新疆,2018,2018,patent.grants,专利授权量,total,9658,件,exact,9658,表1,,,,,,,,,,,,A\n"
        "level,620000,甘肃,2018,2018,patent.grants,专利授权量,total,13958,件,exact,13958,表1,,,,,,,,,,,,A\n"
        "level,620000,甘肃,2017,2017,patent.grants,专利授权量,invention,10000,件,rounded,1.0万,表1,,,,,,,,,,,,A\n"
        "level,630000,青海,2018,2018,trademark.applications,商标申请量,,920,件,at_least,920余,表2，注,,,,,,,,,,,,A\n"
    )
    assert database.read_bytes() == before


def test_every_format_says_the_same(ipstats, database, write):
    path = write("a.csv", TIDY)

    def shown(form):
        ran = ipstats("read", path, "--format", form, "--database", database)
        assert ran.code == 0
        return ran.out

    records = json.loads(shown("json"), parse_float=str)
    assert [json.loads(line, parse_float=str) for line in shown("ndjson").splitlines()] == records
    # In CSV an empty text and nothing are the same.
    lines = list(csv.DictReader(io.StringIO(shown("csv"))))
    assert lines == [{key: "" if cell is None else str(cell) for key, cell in record.items()} for record in records]
    for form in ("table", "markdown"):
        text = shown(form)
        assert all(figure in text for figure in ("9,658", "13,958", "1.0万", "920余", "新疆", "表2，注"))


def test_several_files_are_read_one_after_the_other(ipstats, database, write):
    ran = ipstats(
        "read", write("a.csv", TIDY), write("s.xlsx", SHEET), write("w.csv", WIDE), "-f", "csv", "--database", database
    )
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.code, len(rows)) == (0, 4 + 8 + 4)
    assert rows[4]["locator"] == "table 2-3, sheet 1, cell C4"
    missing = next(row for row in rows if row["published"] == "—")
    assert (missing["region"], missing["period"], missing["value"]) == ("北京", "2016", "")


def test_what_is_in_doubt_is_said_in_the_note_and_an_error_with_its_place(ipstats, database, write):
    ran = ipstats(
        "read", write("odd.csv", "地区,年份,指标,数值\n新疆省,2018,商标申请量,3\n"), "-f", "csv", "--database", database
    )
    assert ran.code == 0
    assert "no region is called '新疆省'; nearest: 新疆" in ran.out
    ran = ipstats("read", write("bad.csv", "地区,年份,指标,数值\n新疆,2018,商标申请量,3,4\n"), "--database", database)
    assert (ran.code, ran.out) == (2, "")
    assert "bad.csv, line 2" in ran.err
    ran = ipstats("read", "nowhere.csv", "--database", database)
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", "ipstats: nowhere.csv: there is no such file")


def test_the_library_reads_as_the_command_does(ipstats, database, write):
    path = write("a.csv", TIDY)
    with open_database(database) as opened:
        result = opened.read(path)
    assert [row["published"] for row in result.to_records()] == ["9658", "13958", "1.0万", "920余"]
    assert [row["value"] for row in result.to_records()] == [9658, 13958, 10000, 920]


# As a seed folder.


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", TIDY), ("w.csv", WIDE), ("s.xlsx", SHEET), ("s.xls", SHEET)],
    ids=["tidy", "wide", "xlsx", "xls"],
)
def test_a_file_and_the_folder_that_is_written_of_it_hold_the_same_facts(
    ipstats, database, write, tmp_path, name, content
):
    path = write(name, content)
    other = Path(shutil.copy(database, tmp_path / "other.sqlite"))
    written = ipstats("read", path, "-o", "drafted/", "--database", database)
    assert (written.code, written.out) == (0, "")
    assert written.err == "wrote drafted: figures.csv, source.toml; correct it and load it: ipstats load drafted\n"
    from_folder = ipstats("load", "drafted", "--database", database)
    from_file = ipstats("load", path, "--database", other)
    assert (from_folder.code, from_file.code) == (0, 0)
    assert said(database) == said(other)
    assert len(said(database)) == {"a.csv": 4, "w.csv": 4}.get(name, 8)
    source = tomllib.loads((tmp_path / "drafted" / "source.toml").read_text("utf-8"))
    assert source["checksum"] == sha256(path.read_bytes()).hexdigest()
    assert source["published"] == date.today().isoformat()
    # It is the file's own source: the file brings nothing new after the folder.
    again = ipstats("load", path, "--database", database)
    count = len(said(database))
    assert f": 0 figures new, {count} the same as before" in again.err


def test_drafts_of_two_files_of_one_name_are_two_sources(ipstats, database, write, tmp_path):
    first = write("one/data.csv", TIDY)
    second = write("two/data.csv", "地区,年份,指标,数值\n宁夏,2018,商标申请量,7\n")
    for path in (first, second):
        assert ipstats("read", path, "-o", f"{path.parent.name}-draft/", "--database", database).code == 0
    ran = ipstats("load", "one-draft", "two-draft", "--database", database)
    assert ran.code == 0
    codes = [line.partition(":")[0] for line in ran.err.splitlines()]
    assert len(set(codes)) == 2


def test_several_files_are_a_folder_each(ipstats, database, write, tmp_path):
    ran = ipstats("read", write("a.csv", TIDY), write("w.csv", WIDE), "-o", "drafts/", "--database", database)
    assert ran.code == 0
    assert sorted(path.name for path in (tmp_path / "drafts").iterdir()) == ["a", "w"]
    assert ipstats("load", "drafts/a", "drafts/w", "--database", database).code == 0


def test_a_folder_with_files_in_it_is_left_alone(ipstats, database, write, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    ran = ipstats("read", write("a.csv", TIDY), "-o", "mine", "--database", database)
    assert (ran.code, ran.out) == (2, "")
    assert "holds files already" in ran.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_a_heading_of_no_known_metric_becomes_a_drafted_metric_and_the_folder_loads(ipstats, database, write, tmp_path):
    path = write(
        "odd.csv",
        "地区,年份,指标,数值\n新疆,2018,地理标志数,12件\n甘肃,2018,地理标志数,3件\n新疆,2018,人均快递量,3.25件/人\n",
    )
    assert ipstats("load", path, "--database", database).code == 2
    written = ipstats("read", path, "-o", "odd/", "--database", database)
    assert "metrics.csv, units.csv" in written.err
    with (tmp_path / "odd" / "metrics.csv").open(encoding="utf-8", newline="") as file:
        drafted = list(csv.DictReader(file))
    assert [(row["name_zh"], row["unit"], row["kind"], row["divisor"]) for row in drafted] == [
        ("地理标志数", "件", "flow", "1"), ("人均快递量", "件/人", "ratio", "100"),
    ]  # fmt: skip
    # Nothing is taken for granted of what adds up.
    assert {row["adds_over_regions"] + row["adds_over_years"] for row in drafted} == {"00"}
    ran = ipstats("load", "odd", "--database", database)
    assert ran.code == 0
    assert ": 3 figures new" in ran.err
    with open_database(database) as opened:
        assert [row["value"] for row in opened.series("地理标志数", year=2018, sort="-value").to_records()] == [12, 3]
        assert [str(row["value"]) for row in opened.series("人均快递量").to_records()] == ["3.25"]


# Loading.


def test_a_file_loaded_twice_brings_nothing_new(ipstats, database, write, tmp_path):
    path = write("a.csv", TIDY)
    source = f"a-{sha256(path.read_bytes()).hexdigest()[:8]}"
    first = ipstats("load", path, "--database", database)
    assert (first.code, first.out) == (0, "")
    assert first.err == "a.csv: 4 figures new, 0 the same as before, 0 in conflict with another source, 0 rejected\n"
    once = said(database, source)
    # Known by its contents, whatever it is called.
    for again in (path, Path(shutil.copy(path, tmp_path / "renamed.txt"))):
        ran = ipstats("load", again, "--database", database)
        assert (ran.code, ran.err) == (
            0, f"{again.name}: 0 figures new, 4 the same as before, 0 in conflict with another source, 0 rejected\n",
        )  # fmt: skip
    assert said(database) == said(database, source) == once
    assert len(once) == 4


def test_a_changed_file_is_another_source_and_its_conflicts_are_counted(ipstats, database, write):
    ipstats("load", write("a.csv", TIDY), "--database", database)
    changed = TIDY.replace("9658", "9659").replace("1.0万", "10400")
    ran = ipstats("load", write("a.csv", changed), "--database", database)
    # 10400 is what 1.0万 may stand for; 9659 is not 9658.
    assert ran.err == (
        "a.csv: 4 figures new, 0 the same as before, 4 also stated by another source,"
        " 1 in conflict with another source, 0 rejected\n"
    )
    with open_database(database) as opened:
        assert sum(str(row["code"]).startswith("a-") for row in opened.list("sources").to_records()) == 2
        cited = opened.cite("patent.grants", region="新疆", year=2018).to_records()
    assert sorted(row["value"] for row in cited) == [9658, 9659]


def test_a_column_that_names_the_source_makes_it(ipstats, database, write):
    path = write("a.csv", "地区,年份,指标,数值,来源\n新疆,2018,商标申请量,3,my-bulletin\n")
    assert ipstats("load", path, "--database", database).code == 0
    with open_database(database) as opened:
        assert "my-bulletin" in {row["code"] for row in opened.list("sources").to_records()}
    # The same source cannot say something else in another file.
    ran = ipstats(
        "load", write("b.csv", "地区,年份,指标,数值,来源\n新疆,2018,商标申请量,4,my-bulletin\n"), "--database", database
    )
    assert ran.code == 2
    assert "b.csv, line 2, column published: loaded already from this source as '3'" in ran.err


BAD = "地区,年份,指标,数值\n新疆,2019,商标申请量,12\n新疆省,2018,商标申请量,3\n新疆,2018,商标申请量,abc\n"


def test_with_one_mistake_nothing_is_loaded_and_with_partial_the_rest_is(ipstats, database, write):
    before = said(database)
    good, bad = write("a.csv", TIDY), write("bad.csv", BAD)
    ran = ipstats("load", good, bad, "--database", database)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[:3] == [
        "ipstats: 2 rows cannot be loaded:",
        "  bad.csv, line 3, column region: no region of this name ('新疆省') — Nearest: 新疆, 新疆兵团",
        "  bad.csv, line 4, column value: not a printed number ('abc') — Write it as printed: 14105, 21.36万件, 920余, 15.0%",
    ]
    assert said(database) == before == []
    ran = ipstats("load", bad, "--partial", "--database", database)
    assert (ran.code, ran.err) == (
        1, "bad.csv: 1 figure new, 0 the same as before, 0 in conflict with another source, 2 rejected\n",
    )  # fmt: skip
    assert [row[:3] for row in said(database)] == [("650000", "2019", "trademark.applications")]


def test_rejected_rows_are_all_counted_with_partial(database, write):
    rows = "".join(f"某地,{1980 + n},商标申请量,{n}\n" for n in range(45))
    (report,) = load(
        database, [write("many.csv", f"地区,年份,指标,数值\n{rows}新疆,2018,商标申请量,5\n")], partial=True
    )
    assert (report.new, report.rejected) == (1, 45)


def test_a_workbook_with_a_doubt_is_loaded_only_in_part(ipstats, database, write):
    path = write("s.xlsx", [*SHEET, ["某省", "Nowhere", 7, 1, 2, 4]])
    ran = ipstats("load", path, "--database", database)
    assert (ran.code, ran.out) == (2, "")
    assert "s.xlsx" in ran.err
    assert "A6" in ran.err
    assert said(database) == []
    ran = ipstats("load", path, "--partial", "--database", database)
    assert (ran.code, ran.err.endswith(" 4 rejected\n")) == (1, True)
    assert {row[0] for row in said(database)} == {"110000", "120000"}


def test_a_file_without_figures_is_said_to_be_one(ipstats, database, write):
    ran = ipstats("load", write("empty.csv", "地区,年份,指标,数值\n"), "--database", database)
    assert ran.code == 0
    assert "empty.csv: 0 figures new" in ran.err
    assert said(database) == []
    with open_database(database) as opened:
        assert {row["code"] for row in opened.list("sources").to_records()} == {"xinjiang-2016"}


# Passwords.


@pytest.mark.parametrize("verb", ["read", "load"])
def test_a_password_file_that_cannot_be_read_is_wrong_usage(ipstats, database, write, tmp_path, verb):
    path = write("a.csv", TIDY)
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    for name in ("nowhere", "binary", "."):
        ran = ipstats(verb, path, "--password-file", name, "--database", database)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"ipstats: the password file {name} cannot be read: ")
        assert ran.err.endswith("Its first line is the password\n")


def test_a_password_is_the_first_line_of_its_file_and_is_never_shown(ipstats, database, write, tmp_path):
    import msoffcrypto

    # Notes of many lines: very short files are not decrypted again by the tool that encrypts them here.
    plain = write("plain.xlsx", [*SHEET, *[[os.urandom(40).hex()] for _ in range(150)]])
    locked = tmp_path / "locked.xlsx"
    with plain.open("rb") as file, locked.open("wb") as out:
        msoffcrypto.OfficeFile(file).encrypt("pass word", out)
    (tmp_path / "right").write_bytes(b"\xef\xbb\xbfpass word\r\nanother line\n")
    (tmp_path / "wrong").write_text("secret-but-wrong\n", "utf-8")
    ran = ipstats("load", locked, "--database", database)
    assert ran.code == 2
    assert "--password-file FILE" in ran.err
    ran = ipstats("load", locked, "--password-file", "wrong", "--database", database)
    assert ran.code == 2
    assert "password" in ran.err
    assert "secret-but-wrong" not in ran.err
    ran = ipstats("load", locked, "--password-file", "right", "--database", database)
    assert (ran.code, said(database) != []) == (0, True)
    assert "pass word" not in ran.err


# Progress.


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    """A file of 41 250 figures: progress is told after every 20 000."""
    path = tmp_path_factory.mktemp("long") / "long.csv"
    periods = [f"{year}-{month:02}" for year in range(1950, 2075) for month in range(1, 13)]
    regions = [f"{code}0000" for code in (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33)]
    kinds = ("total", "invention", "design")[: 41_250 // (len(periods) * len(regions)) + 1]
    lines = [f"{region},{period},patent.grants,{kind},7" for kind in kinds for region in regions for period in periods]
    path.write_text("region,period,metric,patent_type,value\n" + "\n".join(lines[:41_250]) + "\n", "utf-8")
    return path


def test_progress_is_told_on_a_terminal_and_nowhere_else(ipstats, database, long_file):
    """Standard error is a terminal for the first load, and a pipe for the second."""
    command = [sys.executable, "-m", "ipstats", "load", str(long_file), "--database", str(database)]
    master, slave = pty.openpty()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave)
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
    out, _ = child.communicate(timeout=60)
    assert (child.returncode, out) == (0, b"")
    text = shown.decode()
    assert "\r\x1b[Klong.csv: 20,000 rows\r\x1b[Klong.csv: 40,000 rows" in text
    # The line is gone when it is done.
    assert text.rpartition("\r\x1b[K")[2].startswith("long.csv: 41250 figures new")
    piped = ipstats("load", long_file, "--database", database)
    assert piped.err.splitlines() == [
        "long.csv: 0 figures new, 41250 the same as before, 0 in conflict with another source, 0 rejected"
    ]


# Two databases.


def test_a_load_into_postgresql_is_the_same_as_into_sqlite(database, write, postgres_server, tmp_path):
    paths = [
        write("a.csv", TIDY),
        write("w.csv", WIDE),
        write("s.xlsx", SHEET),
        write("a2.csv", TIDY.replace("9658", "9659")),
    ]
    query = "SELECT * FROM citations ORDER BY metric, patent_type, region_code, period, source"
    with on_postgresql(postgres_server, [write_folder(tmp_path, "before", "2017")]) as url:
        answers = []
        for place in (database, url):
            reports = [str(report) for report in load(place, paths)]
            again = [str(report) for report in load(place, paths)]
            with pytest.raises((SeedFolderError, ReadError)) as caught:
                load(place, [write("bad.csv", BAD)])
            with Database(parse(str(place), "test")) as opened:
                rows = [row for row in opened.sql(query).rows if "xinjiang-2016" not in row]
            answers.append((reports, again, str(caught.value), rows))
    assert answers[0] == answers[1]
    assert len(answers[0][3]) == 4 + 4 + 8 + 4
