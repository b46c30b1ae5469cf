"""Tidy and wide files: any encoding and delimiter, every figure with its line, nothing mangled, nothing guessed."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import sys
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from ipstats.errors import IpstatsError, ReadError, SeedError
from ipstats.questions.columns import COLUMNS
from ipstats.sources.delimited import MOST_LINES
from ipstats.sources.encodings import LONGEST_LINE
from ipstats.sources.files import sha256_of
from ipstats.sources.headings import known_cells
from ipstats.sources.tidy import open_tidy
from ipstats.sources.tidy_statements import read_tidy
from ipstats.sources.vocabulary import Vocabulary

FIGURES = ROOT.parent / "shared" / "figures"

HEAD = "地区,年份,指标,数值\n"
ROWS = HEAD + "新疆,2016,专利授权量,7116\n北京,2015,专利授权量,94031\n"


@pytest.fixture
def write(tmp_path):
    """Write a file; text is written in UTF-8."""

    def to(content: str | bytes, name: str = "figures.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to


@pytest.fixture(scope="module")
def names(seeded) -> Vocabulary:
    from ipstats.database import open_database

    with open_database(seeded) as database:
        return Vocabulary.read(lambda sql: database.reader.select(sql)[1])


def rows(path: Path, kind: str = "text") -> list[tuple[int, dict[str, str]]]:
    """The rows of a file with their lines, by column."""
    file = open_tidy(path, kind)
    return [(line, dict(zip(file.columns, row, strict=True))) for line, row in file.rows()]


def refused(path: Path, kind: str = "text") -> SeedError:
    """The error that a file ends in."""
    with pytest.raises(SeedError) as caught:
        list(open_tidy(path, kind).rows())
    return caught.value


# Encodings


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"), (b"\xef\xbb\xbf", "utf-8"), (b"", "gb18030"), (b"\x84\x31\x95\x33", "gb18030"),
        (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-16-le"), (b"", "utf-16-be"),
    ],
)  # fmt: skip
def test_every_encoding_and_delimiter_gives_the_same_rows(write, mark, codec, delimiter, ending):
    path = write(mark + ROWS.replace(",", delimiter).replace("\n", ending).encode(codec))
    assert rows(path) == [
        (2, {"region": "新疆", "period": "2016", "metric": "专利授权量", "value": "7116"}),
        (3, {"region": "北京", "period": "2015", "metric": "专利授权量", "value": "94031"}),
    ]


def test_the_encoding_is_that_of_the_whole_file_and_not_of_its_beginning(write):
    plain = "region,year,metric,value\n" + "650000,2016,patent.grants,5\n" * 100_000
    (line, last) = rows(write((plain + "新疆,2016,专利授权量,7\n").encode("gb18030")))[-1]
    assert (line, last["region"], last["metric"]) == (100_002, "新疆", "专利授权量")


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (ROWS.encode() + b"\xff\n", 4, "lines of the file are UTF-8, and this is not: byte 96 of the file is 0xff"),
        (ROWS.encode("gb18030") + b"\xff\n", 4, "neither UTF-8 nor GB18030"),
        ("region,year,metric,value\nQuébec,2016,patent.grants,5\n".encode("latin-1"), 2, "neither UTF-8 nor GB18030"),
        ("region,year,metric,value\n臺灣,2016,專利授權量,5\n".encode("big5"), 2, "neither UTF-8 nor GB18030"),
        (b"\xff\xfe" + ROWS.encode("utf-16-le") + b"x", 4, "not UTF-16, as the file begins"),
        (b"\xef\xbb\xbf" + HEAD.encode() + "新疆,".encode("gb18030"), 2, "not UTF-8, as the file begins"),
        (b"region,year,metric,value\n650000,2016,patent.grants,\0\n", 2, "a NUL byte"),
        (ROWS.encode() + "上海,2016,专利授权量,1\n".encode("gb18030"), 4, "lines of the file are UTF-8"),
    ],
)
def test_text_that_fits_no_encoding_is_an_error_with_its_line_and_byte(write, content, line, problem):
    error = refused(write(content))
    assert error.line == line
    assert problem in error.problem


def test_utf8_that_lost_a_byte_is_not_read_as_other_words(write):
    # 北京 without its last byte, then a line end less, passes for GB18030 as a whole.
    whole = (
        "region,year,metric,value,note\n650000,2016,patent.grants,5,上海\n650000,2017,patent.grants,6,北京ab\n".encode()
    )
    broken = whole.replace("北京a".encode(), "北京a".encode()[:-2] + b"a")
    broken.decode("gb18030")
    assert refused(write(broken)).line == 3


def test_text_that_is_two_encodings_at_once_is_not_guessed(write):
    # The byte pair of 路 is also a sign in UTF-8, and nothing else in the file tells which it is.
    text = "region,year,metric,value,note\n650000,2016,patent.grants,5,{}\n"
    assert "both UTF-8 and GB18030" in refused(write(text.format("路").encode("gb18030"))).problem
    assert rows(write(text.format("Ürümqi").encode()))[0][1]["note"] == "Ürümqi"
    assert rows(write(text.format("新疆·路").encode()))[0][1]["note"] == "新疆·路"


def test_a_line_without_end_is_refused_in_little_memory(write):
    path = write(b"region,year,metric,value\n650000,2016,patent.grants," + b"9" * 30_000_000)
    tracemalloc.start()
    try:
        error = refused(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (error.line, f"more than {LONGEST_LINE} characters" in error.problem) == (2, True)
    assert peak < 20_000_000


@pytest.mark.parametrize("block", [3, 4, 5, 7])
def test_the_place_of_an_error_does_not_depend_on_where_the_blocks_are_cut(write, monkeypatch, block):
    monkeypatch.setattr("ipstats.sources.files.BLOCK", block)
    for codec, wrong in (("utf-8", b"\xe6\x96,"), ("gb18030", b"\x81\x30\xff"), ("utf-16-le", b"\0\xd8,\0")):
        mark = b"\xff\xfe" if codec == "utf-16-le" else b""
        before = mark + ROWS.encode(codec)
        error = refused(write(before + wrong + "京\n".encode(codec)))
        assert error.line == 4
        assert f"byte {len(before) + 1} of the file is 0x{wrong[:1].hex()}" in error.problem
        error = refused(write(mark + (ROWS + "京\0\n").encode(codec)))
        assert (error.line, "a NUL byte" in error.problem) == (4, True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 30), st.sampled_from(["\n", "\r", "\r\n"]))
def test_the_longest_line_is_found_wherever_the_blocks_are_cut(monkeypatch, tmp_path, lengths, block, ending):
    monkeypatch.setattr("ipstats.sources.files.BLOCK", block)
    monkeypatch.setattr("ipstats.sources.encodings.LONGEST_LINE", 40)
    path = tmp_path / "lines.csv"
    path.write_text(ending.join(["region,year,metric,value", *("x" * length for length in lengths)]), newline="")
    too_long = next((number for number, length in enumerate(lengths, 2) if length > 40), None)
    if too_long is None:
        open_tidy(path)
    else:
        error = refused(path)
        assert ("a line of more than 40" in error.problem, error.line) == (True, too_long)


# Headings


@pytest.mark.parametrize(
    "header",
    [
        "region,year,metric,value", "region_code,period,metric_zh,value", "区域,时期,指标名称,值", "省份,年,指标,数值",
        " Region , YEAR ,Metric,VALUE", "地 区,年份,指标,数值",
    ],
)  # fmt: skip
def test_headings_are_known_in_either_language(write, header):
    file = open_tidy(write(header + "\n新疆,2016,专利授权量,7116\n"))
    assert file.columns == ["region", "period", "metric", "value"]
    assert list(file.rows()) == [(2, ["新疆", "2016", "专利授权量", "7116"])]


def test_all_columns_of_a_figure_can_be_there(write):
    head = "note,locator,status,unit,published,award_level,program,case_kind,patent_type,metric,period,region"
    assert open_tidy(write(head)).columns == head.split(",")
    head = "备注,位置,状态,单位,原文,奖项,项目,案件类型,类型,指标,时期,地区"
    assert open_tidy(write(head)).columns == [
        "note", "locator", "status", "unit", "published", "award_level", "program", "case_kind", "patent_type",
        "metric", "period", "region",
    ]  # fmt: skip


def test_every_column_that_ipstats_writes_is_known(write):
    assert [name for name in COLUMNS if not known_cells([name])] == []
    head = ",".join(COLUMNS)
    assert open_tidy(write(head + "\n")).columns[:3] == ["region", "period", "metric"]


@pytest.mark.parametrize(
    ("header", "column", "problem", "advice"),
    [
        (
            "region,year,metric,value,colour",
            "colour",
            "no such column here",
            "Known columns: region_code or region (地区)",
        ),
        ("region,year,年份,metric,value", "年份", "two columns of this name: also year", ""),
        ("region,metric,2016,2016年", "2016年", "two columns of this period: also 2016", ""),
        ("region,year,metric,value,", None, "a column without a name", "Name column 5"),
        ("地区,2015,2016", "metric", "this column is missing", "Add a column metric (指标)"),
        ("metric,2015,2016", "region", "this column is missing", "Add a column region (地区)"),
        ("region,metric,value", "period", "this column is missing", "Add a column year (年份)"),
        ("region,metric,year", "value", "this column is missing", "Add a column value (数值)"),
        ("region,metric,year,2016", "period", "has no such column", "Write a row a figure"),
        ("region,metric,20166", "20166", "no such column here", "a year a column"),
    ],
)
def test_a_header_that_is_not_understood_is_named_with_a_way_out(write, header, column, problem, advice):
    error = refused(write(header + "\n"))
    assert (error.line, error.column) == (1, column)
    assert problem in error.problem
    assert advice in error.advice


# Rows


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ("a,b,c", 3, "3 cells where the header has 4"),
        ('"a,2016,c,1\n', 3, "not CSV"),
        ('a"x"b,2016,c,1\n"a"b,2016,c,1', 4, "not CSV"),
        ('"two\nlines",2016,c,1\nonly', 5, "1 cells"),
        ('"' + "x\n" * (MOST_LINES + 1) + '",2016,c,1', 3, f"a row of more than {MOST_LINES} lines"),
        ('"\n",' * 5000, 3, f"a row of more than {MOST_LINES} lines"),
    ],
)
def test_a_row_that_is_no_row_is_named_by_its_line(write, lines, line, problem):
    error = refused(write("region,year,metric,value\nx,2016,c,1\n" + lines))
    assert error.line == line
    assert problem in error.problem


def test_the_900_000th_line_is_named(write):
    text = "region,year,metric,value\n" + "新疆,2016,专利授权量,5\n" * 899_998
    path = write(text + "新疆,2016,5\n" + "新疆,2016,专利授权量,5\n" * 100)
    assert refused(path).line == 900_000
    path = write(text.encode() + b"\xe6\x96,2016,patent.grants,5\n")
    assert refused(path).line == 900_000


def test_rows_of_nothing_are_passed_over_and_counted_as_lines(write):
    path = write('\n\nregion,year,metric,value\n\n,,,\n"a\nb",2016,c,1\n\n,2016,c,2\n')
    assert [(line, row["region"]) for line, row in rows(path)] == [(6, "a\nb"), (9, "")]
    many = "region,year,metric,value\n" + "\n" * (2 * MOST_LINES) + '"a",2016,c,1\n'
    assert [line for line, _ in rows(write(many))] == [2 * MOST_LINES + 2]


@pytest.mark.parametrize("content", ["region,year,metric,value", "region,year,metric,value\r\n", "地区,指标,2016\n"])
def test_a_header_alone_is_a_file_without_figures(write, content):
    assert rows(write(content)) == []


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_a_file_of_nothing_is_an_error(write, content):
    assert "the file is empty" in refused(write(content)).problem


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ReadError):
            open_tidy(path)
        with pytest.raises(ReadError):
            sha256_of(path)


@pytest.mark.parametrize(
    ("cell", "period"),
    [("2016", "2016"), ("2016年", "2016"), (" 2016年度 ", "2016"), ("2016-S1", "2016-S1"), ("20166", "20166")],
)
def test_a_year_may_be_written_with_its_word(write, cell, period):
    text = "region,year,metric,{}value\nx,{},c,{}1\n"
    assert rows(write(text.format("", cell, "")))[0][1]["period"] == period
    assert rows(write(text.format("low,", cell, ",")))[0][1]["period"] == period


def test_a_row_that_needs_no_change_is_not_copied(write):
    file = open_tidy(write("value,年份,metric_zh,region,unit\n1,2016,c,x,件\n"))
    assert file.columns == ["value", "period", "metric", "region", "unit"]
    assert list(file.rows()) == [(2, ["1", "2016", "c", "x", "件"])]
    assert list(file.rows()) == list(file.rows())


# Wide files


def test_a_column_a_year_is_a_row_a_figure(write):
    path = write("地区,指标,单位,2015,2016年,2017-S1\n新疆,专利授权量,件,8761,,-\n\n北京,专利授权量,万件, ,……,5\n")
    assert rows(path) == [
        (line, {"region": region, "metric": "专利授权量", "unit": unit, "period": period, "value": value,
                "status": status, "locator": f"line {line}, column {column}"})
        for line, region, unit, period, value, status, column in [
            (2, "新疆", "件", "2015", "8761", "", "2015"),
            (2, "新疆", "件", "2017-S1", "-", "O", "2017-S1"),
            (4, "北京", "万件", "2016", "……", "O", "2016年"),
            (4, "北京", "万件", "2017-S1", "5", "", "2017-S1"),
        ]
    ]  # fmt: skip


def test_a_wide_file_may_say_status_and_place_itself(write):
    path = write("region,metric,status,locator,patent_type,2016,2017\nx,m,,p. 5,design,-,1\ny,m,K,p. 6,,-,2\n")
    assert [(row["status"], row["locator"], row["patent_type"]) for _, row in rows(path)] == [
        ("O", "p. 5", "design"), ("", "p. 5", "design"), ("K", "p. 6", ""), ("K", "p. 6", ""),
    ]  # fmt: skip


# What ipstats itself writes


def test_a_code_counts_before_a_label_and_a_period_before_a_year(write):
    path = write(
        "region_code,region,year,period,metric,metric_zh,low,value\n650000,北京,2016,2016-S1,patent.grants,x,0,1\n,北京,2016,,,专利授权量,0,2\n"
    )
    assert [row for _, row in rows(path)] == [
        {"region": "650000", "period": "2016-S1", "metric": "patent.grants", "value": "1"},
        {"region": "北京", "period": "2016", "metric": "专利授权量", "value": "2"},
    ]


def test_what_was_published_stays_as_it_was_printed_and_is_checked_against_its_value(write):
    path = write(
        "region,year,metric,unit,value,published\n"
        "x,2016,c,件,213600,21.36万\nx,2016,c,件,14105,14105\nx,2016,c,件,12250,\nx,2016,c,万件,21.36,21.36\nx,2016,r,%,-18.78,'-18.78%\n"
    )
    assert [(row["published"], row["value"], row["unit"]) for _, row in rows(path)] == [
        ("21.36万", "213600件", ""), ("14105", "14105件", ""), ("", "12250", "件"), ("21.36", "21.36万件", "万件"),
        ("-18.78%", "-18.78%", ""),
    ]  # fmt: skip


def test_what_a_query_writes_is_read_as_it_was(seeded, ipstats, tmp_path):
    """All facts of the seeds, out as CSV and read again: the same names, and the figures printed the same."""
    answer = ipstats("sql", "SELECT * FROM facts WHERE published <> ''", "--database", seeded, "--format", "csv")
    assert answer.code == 0, answer.err
    (tmp_path / "out.csv").write_text(answer.out, "utf-8")
    found = rows(tmp_path / "out.csv")
    written = list(csv.DictReader(io.StringIO(answer.out)))
    assert len(found) == len(written) > 100
    for (_, row), cells in zip(found, written, strict=True):
        assert (row["region"], row["metric"]) == (cells["region_code"], cells["metric"])
        assert row["published"] == cells["published"].removeprefix("'")


def test_a_claim_is_not_taken_for_a_figure(write):
    head = (
        "kind,region_code,region,year,period,metric,metric_zh,patent_type,value,unit,qualifier,published,locator,note\n"
    )
    level = "level,650000,新疆,2016,2016,patent.grants,专利授权量,total,7116,件,exact,7116件,line 4,\n"
    assert [row["published"] for _, row in rows(write(head + level))] == ["7116件"]
    error = refused(write(head + level + level.replace("level", "growth")))
    assert (error.line, error.column) == (3, "kind")
    assert "a claim, not a figure" in error.problem
    assert "read FILE -o" in error.advice


def test_a_column_of_sources_names_one_source_or_is_refused(write):
    file = open_tidy(write("region,year,metric,value,来源\nx,2016,c,1,a\nx,2017,c,1,a\n"))
    assert (file.source, file.source_name()) == ("来源", None)
    list(file.rows())
    assert file.source_name() == "a"
    file = open_tidy(write("region,year,metric,value,source\nx,2016,c,1,a\nx,2017,c,1,b\n"))
    list(file.rows())
    with pytest.raises(SeedError, match=r"line 3, column source: another source than that of the rows before \('a'\)"):
        file.source_name()
    assert open_tidy(write(HEAD)).source is None


# Statements


def read(path: Path, names: Vocabulary, kind: str = "text"):
    return list(read_tidy(path, kind, names))


def test_a_row_is_read_as_a_statement(write, names):
    (said,) = read(
        write("地区,年份,指标,数值,单位,类型,备注\n新 疆,2016年,Patent grants,２.１３６,万件,发明,n\n"), names
    )
    assert (said.kind, said.region_code, said.region, said.period, said.year) == (
        "level",
        "650000",
        "新疆",
        "2016",
        2016,
    )
    assert (said.metric, said.metric_zh, said.patent_type) == ("patent.grants", "专利授权量", "invention")
    assert (said.value, said.unit, said.qualifier, said.published) == (Decimal(21360), "件", "rounded", "２.１３６万件")
    assert (said.locator, said.note, said.status, said.doubt) == ("line 2", "n", "A", "")


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        ("新江,2016,专利授权量,,5", "line 2, column region: no region is called '新江'; nearest: "),
        ("新疆,2016,专利受权量,,5", "line 2, column metric: no metric is called '专利受权量'; nearest: "),
        ("新疆,20166,专利授权量,,5", "line 2, column period: not a period ('20166')"),
        ("新疆,2016,专利授权量,发名,5", "line 2, column patent_type: no patent type is called '发名'"),
        ("新疆,2016,商标申请量,发明,5", "line 2, column patent_type: a breakdown that the metric does not take"),
        ("新疆,2016,专利授权量,,five", "line 2, column value: not a printed number: 'five'"),
        ("新疆,2016,专利授权量,,5元", "line 2, column unit: printed in 元, where patent.grants is in 件"),
        (f"新疆,2016,专利授权量,,{'9' * 400}", "line 2, column value: a number of 400 digits"),
    ],
)
def test_what_is_not_known_is_a_doubt_with_its_line_and_never_a_guess(write, names, row, doubt):
    (said,) = read(write("region,year,metric,patent_type,value\n" + row + "\n"), names)
    assert said.doubt.startswith(doubt)
    column = doubt.split("column ")[1].split(":")[0]
    empty = {"region": "region_code", "metric": "metric", "period": "period", "patent_type": "patent_type"}
    if column in empty:
        assert getattr(said, empty[column]) == ""
    elif column == "value":
        assert said.value is None


def test_an_ambiguous_name_is_a_doubt_with_all_that_it_stands_for(write, names):
    known = Vocabulary({**names.names, ("region", "two"): ["610000", "140000"]}, names.printed, names.regions, names.metrics, names.units)  # fmt: skip
    (said,) = read(write("region,year,metric,value\nTwo,2016,patent.grants,5\n"), known)
    assert (said.region_code, said.region) == ("", "Two")
    assert "stands for several: 140000, 610000" in said.doubt


def test_a_missing_figure_has_a_status_and_is_never_zero(write, names):
    said = read(write("region,year,metric,value\n新疆,2016,patent.grants,-\n新疆,2017,patent.grants,\n"), names)
    assert [(item.value, item.status, item.published, item.doubt) for item in said] == [
        (None, "O", "-", ""), (None, "O", "", ""),
    ]  # fmt: skip


def test_a_figure_published_otherwise_than_its_value_is_a_doubt(write, names):
    text = "region,year,metric,unit,value,published\n新疆,2016,patent.grants,件,{},21.36万\n"
    assert [item.doubt for item in read(write(text.format(213600)), names)] == [""]
    assert "not the figure that is published" in read(write(text.format(213601)), names)[0].doubt


def test_what_a_statement_cannot_hold_is_a_doubt(write, names):
    (said,) = read(write("region,year,metric,case_kind,value\n新疆,2016,case.closed,patent_dispute,5\n"), names)
    assert "column case_kind: a breakdown that only loading keeps" in said.doubt


@pytest.mark.skipif(not FIGURES.is_dir(), reason="the shared figures are not here")
@pytest.mark.parametrize(
    "name", ["gdp-original-2000-2017", "population-original-2009-2018", "pct-applications-2016-2018-2022-2023"]
)
def test_official_figures_are_read(names, name):
    with (FIGURES / f"{name}.csv").open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    said = read(FIGURES / f"{name}.csv", names)
    assert [(item.published, item.year) for item in said] == [
        (row["value"] + row["unit"], int(row["year"])) for row in printed
    ]
    words = {"国内合计": "全国", "国外合计": "国外"}
    assert [item.region for item in said] == [words.get(row["region"], row["region"]) for row in printed]
    assert all(item.region_code for item in said)
    factor = {"亿元": 10**8, "万人": 10**4, "件": 1}
    assert [item.value for item in said] == [Decimal(row["value"]) * factor[row["unit"]] for row in printed]


# Parquet


@pytest.fixture
def parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="Parquet is not installed: pip install '.[parquet]'")
    from pyarrow.parquet import write_table

    def to(columns: dict, **options) -> Path:
        path = tmp_path / "figures.parquet"
        write_table(pyarrow.table(columns), path, **options)
        return path

    return to


def test_parquet_is_read_like_csv(parquet, names):
    import pyarrow

    path = parquet(
        {"地区": pyarrow.array(["新疆", "北京", None]), "year": pyarrow.array([2016, 2015, None], pyarrow.int16()),
         "metric": pyarrow.array(["专利授权量", "专利授权量", None]).dictionary_encode(),
         "value": pyarrow.array([7116, None, None], pyarrow.int64())},
    )  # fmt: skip
    assert rows(path, "parquet") == [
        (1, {"region": "新疆", "period": "2016", "metric": "专利授权量", "value": "7116"}),
        (2, {"region": "北京", "period": "2015", "metric": "专利授权量", "value": ""}),
    ]
    assert [(item.region_code, item.value, item.status) for item in read(path, names, "parquet")] == [
        ("650000", Decimal(7116), "A"), ("110000", None, "O"),
    ]  # fmt: skip


def test_numbers_of_parquet_come_out_as_they_are(parquet):
    import pyarrow

    cells = {
        "float64": [0.1, 14105.0, 1e22, 1.594, 9649.7, float("nan")],
        "float32": [0.1, 14105.0, 1.5e-7, 1.594, 9649.7, None],
        "int64": [2**63 - 1, -1, 0, 1, 2, None],
        "uint64": [2**64 - 1, 1, 0, 1, 2, None],
        "decimal": [Decimal("9649.70"), Decimal("-0.01"), Decimal("123456789012345678901234567890.12"), None, Decimal(5), None],
    }  # fmt: skip
    types = {"float64": pyarrow.float64(), "float32": pyarrow.float32(), "int64": pyarrow.int64(),
             "uint64": pyarrow.uint64(), "decimal": pyarrow.decimal128(38, 2)}  # fmt: skip
    shown = {
        "float64": ["0.1", "14105", "10000000000000000000000", "1.594", "9649.7", ""],
        "float32": ["0.1", "14105", "0.00000015", "1.594", "9649.7", ""],
        "int64": ["9223372036854775807", "-1", "0", "1", "2", ""],
        "uint64": ["18446744073709551615", "1", "0", "1", "2", ""],
        "decimal": ["9649.70", "-0.01", "123456789012345678901234567890.12", "", "5.00", ""],
    }
    for name, values in cells.items():
        path = parquet({"region": ["x"] * 6, "year": ["2016年"] * 6, "metric": ["m"] * 6, "value": pyarrow.array(values, types[name])})  # fmt: skip
        found = rows(path, "parquet")
        assert [row["value"] for _, row in found] == shown[name], name
        assert {row["period"] for _, row in found} == {"2016"}


def test_a_wide_parquet_file_is_read_too(parquet):
    path = parquet({"region": ["x", "y"], "metric": ["m", "m"], "2015": [1, None], "2016": [2, 3]})
    assert [(line, row["period"], row["value"]) for line, row in rows(path, "parquet")] == [
        (1, "2015", "1"), (1, "2016", "2"), (2, "2016", "3"),
    ]  # fmt: skip


def test_parquet_of_other_columns_is_refused(parquet):
    assert refused(parquet({"region": ["x"], "colour": [1]}), "parquet").column == "colour"
    error = refused(parquet({"region": ["x"], "year": [[2016]], "metric": ["m"], "value": [1]}), "parquet")
    assert (error.column, "no names and no figures" in error.problem) == ("year", True)
    error = refused(parquet({"region": ["x", "y" * 30_000], "year": ["2016"] * 2, "metric": ["m"] * 2, "value": [1, 1]}), "parquet")  # fmt: skip
    assert (error.line, error.column) == (2, "region")


def test_a_text_repeated_many_times_takes_the_room_of_one(parquet):
    import pyarrow

    path = parquet({"region": pyarrow.array(["x" * 19_000] * 30_000).dictionary_encode(), "year": [2016] * 30_000,
                    "metric": ["m"] * 30_000, "value": [1] * 30_000})  # fmt: skip
    before = pyarrow.total_allocated_bytes()
    assert sum(1 for _ in open_tidy(path, "parquet").rows()) == 30_000
    assert pyarrow.total_allocated_bytes() - before < 50_000_000


def test_parquet_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ReadError, match=r"pip install 'ipstats\[parquet\]'"):
        open_tidy(tmp_path / "figures.parquet", "parquet")


def test_damaged_parquet_is_an_error(parquet, tmp_path):
    path = parquet({"region": ["x"] * 50, "year": ["2016"] * 50, "metric": ["m"] * 50, "value": list(range(50))})
    whole = path.read_bytes()
    for broken in (b"", b"PAR1", whole[:-20], whole[: len(whole) // 2] + b"PAR1", b"PAR1" + whole[100:]):
        path.write_bytes(broken)
        with pytest.raises(ReadError, match="Parquet"):
            list(open_tidy(path, "parquet").rows())
    path.unlink()
    with pytest.raises(ReadError, match="there is no such file"):
        open_tidy(path, "parquet")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_parquet_with_changed_bytes_is_rows_or_an_error(parquet, data):
    path = parquet({"region": ["x", "新疆"] * 9, "year": ["2016"] * 18, "metric": ["m"] * 18, "value": [1.5] * 18})
    content = bytearray(path.read_bytes())
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(4, len(content) - 9), st.integers(0, 255)), min_size=1, max_size=4)
    ):
        content[place] = byte
    path.write_bytes(content)
    with contextlib.suppress(IpstatsError):
        list(open_tidy(path, "parquet").rows())


# Whatever comes


PIECES = st.sampled_from([
    b"region,year,metric,value\n", HEAD.encode(), HEAD.encode("gb18030"), b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b",2015,2016\n", b"region,metric", b",", b"\t", b";", b'"', b"\n", b"\r", b"\0", "新疆".encode(), "新疆".encode("gb18030"),
    "新疆".encode("utf-16-le"), b"650000,2016,patent.grants,5\n", b"2016", b"-", b"\xff",
])  # fmt: skip


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(PIECES | st.binary(max_size=8), max_size=12).map(b"".join))
def test_any_bytes_are_rows_or_an_error(tmp_path, names, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with contextlib.suppress(IpstatsError):
        list(read_tidy(path, "text", names))


CELL = st.text(st.characters(codec="gb2312", exclude_categories=("Cc", "Cs")), max_size=8) | st.sampled_from(
    ['"', 'a"b', "a,b;c\td", "新\n疆", "-", "'", "=1"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
    st.sampled_from([("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("gb18030", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff"), ("utf-16-le", b"")]),
    st.sampled_from([",", "\t", ";"]),
)  # fmt: skip
def test_what_is_written_comes_back_equal(tmp_path, table, encoding, delimiter):
    assume(all(any(row) for row in table))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["地区", "年份", "指标", "数值"])
    writer.writerows([(region, "2016", metric, value) for region, metric, value in table])
    codec, mark = encoding
    path = tmp_path / "back.csv"
    path.write_bytes(mark + buffer.getvalue().encode(codec))
    file = open_tidy(path)
    assert file.columns == ["region", "period", "metric", "value"]
    assert [tuple(row) for _, row in file.rows()] == [
        (region, "2016", metric, value) for region, metric, value in table
    ]


def test_a_checksum_is_that_of_the_bytes(write):
    content = ROWS.encode() * 50_000
    assert sha256_of(write(content)) == hashlib.sha256(content).hexdigest()
