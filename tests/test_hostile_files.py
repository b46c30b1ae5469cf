"""Files made to harm, and files that broke: a clear error with its place, and the database as it was."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipstats.database import load
from ipstats.errors import IpstatsError
from workbooks import write_workbook, write_xlsx_parts, xlsx_cell, xlsx_sheet

TABLE = [
    ["7-8 国内三种专利授权数按地区分布(2014年)"],
    ["单位：件"],
    ["地区", "合计", "发明", "实用新型", "外观设计"],
    ["北京", 71, 23, 36, 12],
    ["天津", 26, 3, 20, 3],
    ["河北", 30, 4, 19, 7],
]
BODY = "".join(
    f'<row r="{r}">{"".join(xlsx_cell(r, c, cell) for c, cell in enumerate(row))}</row>'
    for r, row in enumerate(TABLE, 1)
)
SHEET = "xl/worksheets/sheet1.xml"
HEAD = "region,year,metric,patent_type,value\n"

#: A process that loads may take so much memory.
MEMORY = 1_500_000_000


def bounded() -> None:
    """Run in a child: its memory has an end."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def zip_bomb(path: Path) -> Path:
    return write_xlsx_parts(path / "bomb.xlsx", ["1"], {SHEET: xlsx_sheet(BODY + " " * 400_000_000)})


def a_far_cell(path: Path) -> Path:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return write_xlsx_parts(path / "far.xlsx", ["1"], {SHEET: xlsx_sheet(BODY + far)})


def formulas(path: Path) -> Path:
    row = f'<row r="7">{xlsx_cell(7, 0, "山西")}<c r="B7"><f>SUM(C7:E7)</f></c></row>'
    return write_xlsx_parts(path / "formulas.xlsx", ["1"], {SHEET: xlsx_sheet(BODY + row)})


def truncated(path: Path) -> Path:
    whole = write_workbook(path / "whole.xls", TABLE).read_bytes()
    (path / "cut.xls").write_bytes(whole[: len(whole) // 2])
    return path / "cut.xls"


def text_named_xls(path: Path) -> Path:
    (path / "text.xls").write_text("This is no table at all.\nIt says nothing.\n", "utf-8")
    return path / "text.xls"


def path_outside(path: Path) -> Path:
    folder = path / "folder"
    folder.mkdir()
    (folder / "source.toml").write_text('code = "outside"\npublished = "2017"\nfile = "../../etc/passwd"\n', "utf-8")
    return folder


def link_outside(path: Path) -> Path:
    (path / "secret.txt").write_text("region,period,metric,published\n", "utf-8")
    folder = path / "linked"
    folder.mkdir()
    (folder / "source.toml").write_text('code = "linked"\npublished = "2017"\n', "utf-8")
    (folder / "figures.csv").symlink_to(path / "secret.txt")
    return folder


def broken_line(path: Path) -> Path:
    good = "".join(
        f"{region},{year},patent.grants,design,{year}\n" for region in ("北京", "天津") for year in range(1950, 2000)
    )
    lines = good * 9000
    head, tail = lines[: len(good) * 8999], lines[len(good) * 8999 :]
    (path / "long.csv").write_text(HEAD + head + "北京,2001,patent.grants\n" + tail, "utf-8")
    return path / "long.csv"


def four_hundred_digits(path: Path) -> Path:
    (path / "digits.csv").write_text(f"{HEAD}北京,2016,patent.grants,design,{'9' * 400}\n", "utf-8")
    return path / "digits.csv"


def year_20166(path: Path) -> Path:
    (path / "year.csv").write_text(
        f"{HEAD}北京,2016,patent.grants,design,5\n天津,20166,patent.grants,design,5\n", "utf-8"
    )
    return path / "year.csv"


@pytest.mark.parametrize(
    ("make", "place"),
    [
        (zip_bomb, "bomb.xlsx"),
        (a_far_cell, "cell XFD1048576"),
        (formulas, "formulas.xlsx, sheet 1, cell B7"),
        (truncated, "cut.xls"),
        (text_named_xls, "text.xls"),
        (path_outside, "folder/source.toml, column file: not a key"),
        (link_outside, "linked/figures.csv: a link to a file outside the folder"),
        (broken_line, "long.csv, line 899902: 3 cells where the header has 5"),
        (four_hundred_digits, "digits.csv, line 2, column value: a number of 400 digits"),
        (year_20166, "year.csv, line 3, column period"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_file_made_to_harm_is_named_with_its_place_and_changes_nothing(make, place, database, tmp_path):
    path = make(tmp_path)
    before = database.read_bytes()
    for verb in ("load", "read"):
        if verb == "read" and (path.is_dir() or make is broken_line):
            continue
        ran = subprocess.run(
            [sys.executable, "-m", "ipstats", verb, str(path), "--database", str(database)],
            capture_output=True, encoding="utf-8", timeout=60, preexec_fn=bounded, check=False, env=os.environ,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr
        if verb == "load":
            assert (ran.returncode, ran.stdout) == (2, "")
            assert place in ran.stderr
            assert len(ran.stderr) < 3000
        assert database.read_bytes() == before


def test_a_workbook_of_a_million_empty_rows_is_read_for_what_is_in_it(database, tmp_path):
    empty = "".join(f'<row r="{row}"/>' for row in range(8, 1_000_008))
    path = write_xlsx_parts(tmp_path / "empty.xlsx", ["1"], {SHEET: xlsx_sheet(BODY + empty)})
    ran = subprocess.run(
        [sys.executable, "-m", "ipstats", "load", str(path), "--database", str(database)],
        capture_output=True, encoding="utf-8", timeout=60, preexec_fn=bounded, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr.partition(",")[0]) == (0, "empty.xlsx: 12 figures new")


SAMPLES: dict[str, bytes] = {}


def sample(kind: str, folder: Path) -> bytes:
    if kind not in SAMPLES:
        if kind == "csv":
            rows = [f"{row[0]},2014,patent.grants,design,{row[4]}\n" for row in TABLE[3:]]
            SAMPLES[kind] = (HEAD + "".join(rows)).encode()
        else:
            SAMPLES[kind] = write_workbook(folder / f"sample.{kind}", TABLE).read_bytes()
    return SAMPLES[kind]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["xls", "xlsx", "ods", "csv"]), seed=st.integers(0, 10**6))
def test_a_damaged_file_is_loaded_whole_or_not_at_all(database, tmp_path, kind, seed):
    chance = random.Random(seed)
    data = bytearray(sample(kind, tmp_path))
    for _ in range(chance.randrange(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        del data[chance.randrange(len(data)) :]
    path = tmp_path / f"damaged.{kind}"
    path.write_bytes(data)
    before = database.read_bytes()
    try:
        load(database, [path])
    except IpstatsError:
        assert database.read_bytes() == before
