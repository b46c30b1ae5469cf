"""Workbooks of our own making, one a quirk: each format, each layout, each misprint, and files made to harm."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipstats.database import open_database
from ipstats.errors import ReadError
from ipstats.names import normalize
from ipstats.numbers import parse_printed
from ipstats.sources.opening import kind_of
from ipstats.sources.statements import Reading
from ipstats.sources.tables.grid import column_name, split_marks
from ipstats.sources.vocabulary import Vocabulary
from ipstats.sources.workbooks import read_workbook
from workbooks import letters, write_ods_content, write_workbook, write_xlsx_parts, xlsx_cell, xlsx_sheet

TITLE = "8-7 国内三种专利申请数按地区分布(2031年)"
UNIT = "单位:件"
HEADS = ["地区", "Region", "合计\nTotal", "发明\nInvention", "实用新型\nUtility Model", "外观设计\nDesign"]
SMALL = [[TITLE], [UNIT], HEADS, ["北京", "Beijing", 6, 1, 2, 3], ["天津", "Tianjin", 15, 4, 5, 6]]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(scope="session")
def vocabulary(seeded: Path) -> Vocabulary:
    with open_database(seeded) as database:
        return Vocabulary.read(lambda sql: database.reader.select(sql)[1])


@pytest.fixture
def read(vocabulary, tmp_path):
    """Write rows as a workbook, and read it."""

    def write_and_read(rows, merges=(), format="xlsx", names=vocabulary) -> Reading:
        return read_workbook(write_workbook(tmp_path / f"made-up.{format}", rows, merges), names)

    return write_and_read


def cells(reading: Reading) -> list[tuple[str, str, str, str, Decimal | None]]:
    """Region, period, metric, patent type and value of each statement."""
    return [(s.region, s.period, s.metric, s.patent_type, s.value) for s in reading.statements]


def by_cell(reading: Reading) -> dict[str, object]:
    """The statements by the address of their cell."""
    return {statement.locator.rpartition(" ")[2]: statement for statement in reading.statements}


# Formats and layouts


@pytest.mark.parametrize("format", ["xls", "xlsx", "ods"])
def test_each_format_gives_the_same_statements(read, format):
    reading = read({"1": SMALL, "CNKI": [["http://www.example.org/"]]}, format=format)
    assert reading.errors == []
    assert reading.title == TITLE
    assert len(reading.checksum) == 64
    assert cells(reading) == [
        (region, "2031", "patent.applications", kind, value)
        for region, row in (("北京", (6, 1, 2, 3)), ("天津", (15, 4, 5, 6)))
        for kind, value in zip(("total", "invention", "utility_model", "design"), row, strict=True)
    ]
    first = reading.statements[0]
    assert first.locator == "table 8-7, sheet 1, cell C4"
    assert (first.kind, first.region_code, first.metric_zh, first.unit) == ("level", "110000", "专利申请量", "件")
    assert (first.published, first.qualifier, first.status, first.note, first.doubt) == ("6", "exact", "A", "", "")


@pytest.mark.parametrize("format", ["xls", "xlsx", "ods"])
def test_a_header_of_merged_cells_covers_its_columns(read, format):
    rows = [["3-1 各地区专利授权量"], [UNIT], ["地区", "2030年", "", "2031年", ""], ["", "合计", "发明", "合计", "发明"],
            ["北京", 6, 1, 2012, 3]]  # fmt: skip
    reading = read(rows, [(2, 1, 2, 2), (2, 3, 2, 4), (2, 0, 3, 0)], format)
    assert cells(reading) == [
        ("北京", "2030", "patent.grants", "total", 6), ("北京", "2030", "patent.grants", "invention", 1),
        ("北京", "2031", "patent.grants", "total", 2012), ("北京", "2031", "patent.grants", "invention", 3),
    ]  # fmt: skip
    # Without a merged cell the year is printed once over its columns all the same.
    assert cells(read(rows)) == cells(reading)


def test_a_page_heading_is_no_title_and_its_year_no_reference_year(read):
    for heading in ("七、科技活动成果", "中国科技统计年鉴—2032"):
        reading = read([[heading], *SMALL])
        assert reading.title == TITLE
        assert {s.period for s in reading.statements} == {"2031"}


def test_stacked_tables_are_read_each_with_its_own_title_and_unit(read):
    second = [["8-8 国内三种专利授权数(2030年)"], ["单位：万件"], HEADS, ["北京", "Beijing", "6.50", "1.5", "2", "3"]]
    reading = read([*SMALL, ["注：样本。"], [], *second])
    assert len(reading.statements) == 12
    last = reading.statements[-4]
    assert (last.metric, last.period, last.locator) == ("patent.grants", "2030", "table 8-8, sheet 1, cell C11")
    assert (last.published, last.value, last.qualifier) == ("6.50万件", 65000, "rounded")


def test_tables_side_by_side_are_told_apart(read):
    titles = ["8-7 国内三种专利申请数(2031年)", "", "", None, "8-8 国内三种专利授权数(2031年)"]
    heads = ["地区", "合计", "发明", None, "地区", "合计", "发明"]
    rows = [titles, [UNIT], heads, ["北京", 6, 1, None, "河北", 60, 10], ["天津", 7, 2, None, "山西", 70, 20]]
    assert cells(read(rows))[4:] == [
        ("河北", "2031", "patent.grants", "total", 60), ("河北", "2031", "patent.grants", "invention", 10),
        ("山西", "2031", "patent.grants", "total", 70), ("山西", "2031", "patent.grants", "invention", 20),
    ]  # fmt: skip
    # One table in two halves has one title.
    halves = [[TITLE], *rows[1:]]
    assert {metric for _, _, metric, _, _ in cells(read(halves))} == {"patent.applications"}


def test_a_continued_table_has_the_title_of_the_table_before_it(read):
    reading = read([*SMALL, [], ["续表"], HEADS, ["河北", "Hebei", 9, 2, 3, 4]])
    assert cells(reading)[-4] == ("河北", "2031", "patent.applications", "total", 9)
    assert reading.statements[-1].locator == "table 8-7, sheet 1, cell F9"


def test_years_stand_in_the_columns(read):
    rows = [["3-1 各地区专利授权量"], [UNIT], ["地区", "2029", 2030, "2031年"], ["北京", 6, 1, 2012], ["天津", 7, 2, 2]]
    assert cells(read(rows))[:3] == [
        ("北京", "2029", "patent.grants", "total", 6), ("北京", "2030", "patent.grants", "total", 1),
        ("北京", "2031", "patent.grants", "total", 2012),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "period"),
    [("2031年上半年", "2031-S1"), ("2031年第三季度", "2031-Q3"), ("2031年7月", "2031-07"), ("2031年末", "2031")],
)
def test_a_part_of_a_year_is_a_period(read, heading, period):
    assert cells(read([[f"各地区专利授权量({heading})"], ["地区", "合计"], ["北京", 6]])) == [
        ("北京", period, "patent.grants", "total", 6)
    ]
    assert cells(read([["各地区专利授权量"], ["地区", heading, "2030年"], ["北京", 6, 5]]))[0][1] == period


@pytest.mark.parametrize(
    ("span", "period"),
    [
        ("1-9月", "2031-01/2031-09"),
        ("1—11月", "2031-01/2031-11"),
        ("1月至6月", "2031-S1"),
        ("1-12月", "2031"),
        ("2-9月", ""),
    ],
)
def test_the_months_since_january_in_a_title_are_a_period(read, span, period):
    reading = read([[f"2031年{span}各地区专利授权量"], ["地区", "合计"], ["北京", 6]])
    assert [(one.period, bool(one.doubt)) for one in reading.statements] == [(period, not period)]


@pytest.mark.parametrize("head", [["年份", "北京", "天津 Tianjin"], ["", "北 京\nBeijing", "天   津"]])
def test_regions_stand_in_the_columns_and_years_in_the_stub(read, head):
    reading = read([["国内三种专利有效数"], [UNIT], head, ["2030", 1, 2], ["2031", 4, 5]])
    assert cells(reading) == [
        ("北京", "2030", "patent.in_force", "total", 1), ("天津", "2030", "patent.in_force", "total", 2),
        ("北京", "2031", "patent.in_force", "total", 4), ("天津", "2031", "patent.in_force", "total", 5),
    ]  # fmt: skip


def test_types_stand_in_the_stub_and_regions_in_the_columns(read):
    rows = [
        ["国内三种专利有效数(2031年)"],
        [UNIT],
        ["", "北京", "天津"],
        ["合计", 3, 7],
        ["其中：发明", 1, 2],
        ["#外观设计", 2, 5],
    ]
    assert cells(read(rows))[2:] == [
        ("北京", "2031", "patent.in_force", "invention", 1), ("天津", "2031", "patent.in_force", "invention", 2),
        ("北京", "2031", "patent.in_force", "design", 2), ("天津", "2031", "patent.in_force", "design", 5),
    ]  # fmt: skip


def test_what_is_of_which_belongs_to_the_total_above_it(read):
    rows = [
        ["专利情况(2031年)"],
        [UNIT],
        ["指标", "新疆"],
        ["专利申请受理数", 100],
        ["  其中：发明", 30],
        ["专利授权数", 80],
        ["#发明", 20],
    ]
    assert cells(read(rows)) == [
        ("新疆", "2031", "patent.applications", "total", 100), ("新疆", "2031", "patent.applications", "invention", 30),
        ("新疆", "2031", "patent.grants", "total", 80), ("新疆", "2031", "patent.grants", "invention", 20),
    ]  # fmt: skip


def test_a_region_printed_once_stands_for_the_rows_below(read):
    rows = [
        ["各省专利授权(2031年)"],
        ["地区", "类型", "数量"],
        ["北京", "合计", 1],
        ["", "发明", 2],
        ["天津", "合计", 5],
    ]
    assert [cell[0] for cell in cells(read(rows))] == ["北京", "北京", "天津"]


def test_the_row_that_numbers_the_columns_is_no_figure(read):
    reading = read([[TITLE], [UNIT], ["地区", "合计", "发明"], ["甲", "1", "2"], ["北京", 1, 2]])
    assert cells(reading) == [
        ("北京", "2031", "patent.applications", "total", 1),
        ("北京", "2031", "patent.applications", "invention", 2),
    ]


def test_a_unit_column_gives_each_row_its_unit(read):
    rows = [
        ["北京主要指标"],
        ["指标", "单位", "2030", "2031"],
        ["地区生产总值", "亿元", "1,030.5", "40"],
        ["年末常住人口", "万人", "25.5", "26"],
    ]
    assert [(s.metric, s.period, s.published, s.value, s.region) for s in read(rows).statements] == [
        ("economy.gdp", "2030", "1,030.5亿元", 103_050_000_000, "北京"), ("economy.gdp", "2031", "40亿元", 4_000_000_000, "北京"),
        ("population.resident", "2030", "25.5万人", 255_000, "北京"), ("population.resident", "2031", "26万人", 260_000, "北京"),
    ]  # fmt: skip


def test_a_unit_stands_in_the_heading(read):
    rows = [
        ["主要经济指标(2031年)"],
        ["地区", "地区生产总值(亿元)", "年末常住人口（万人）"],
        ["北京", "1,234.56", "２１００"],
    ]
    gdp, population = read(rows).statements
    assert (gdp.published, gdp.value, gdp.unit, gdp.qualifier) == ("1,234.56亿元", 123_456_000_000, "元", "rounded")
    assert (population.published, population.value) == ("２１００万人", 21_000_000)
    for statement in (gdp, population):
        assert parse_printed(statement.published).number == statement.value


def test_an_amount_without_a_unit_is_doubted(read):
    statement = read([["各地区GDP(2031年)"], ["地区", "GDP"], ["北京", 300]]).statements[0]
    assert statement.metric == "economy.gdp"
    assert "no unit is printed" in statement.doubt


# What is printed in a cell


def test_footnote_marks_are_no_digits_and_their_notes_are_kept(read):
    rows = [[TITLE], [UNIT], ["地区", "合计", "发明"], ["北京①", "1,234*", "１２"], ["新疆 1)", "55²", 3],
            ["注：① 不含某区。"], ["* 修订数"], ["1) 含兵团"]]  # fmt: skip
    found = by_cell(read(rows))
    assert (found["B4"].published, found["B4"].value) == ("1,234", 1234)
    assert found["B4"].note == "mark ①: 不含某区; mark *: 修订数"
    assert (found["C4"].published, found["C4"].value) == ("１２", 12)
    assert (found["B5"].region, found["B5"].value) == ("新疆", 55)
    assert found["B5"].note.startswith("mark 1): 含兵团")


@given(st.integers(0, 10**9), st.sampled_from(["①", "*", "②③", "¹", " 1)", "＊"]))
def test_a_mark_never_changes_a_figure(value, mark):
    assert split_marks(f"{value}{mark}") == (str(value), mark.strip())


@pytest.mark.parametrize("sign", ["-", "—", "…", "……", "#", "", "－", "..."])
@pytest.mark.parametrize("format", ["xls", "xlsx"])
def test_what_is_not_printed_is_missing_and_never_zero(read, sign, format):
    statement = by_cell(read([*SMALL, ["河北", "Hebei", 9, sign, "", 4]], format=format))["D6"]
    assert (statement.value, statement.status, statement.published, statement.doubt) == (None, "O", sign, "")


def test_a_printed_zero_is_a_figure(read):
    statement = by_cell(read([*SMALL, ["河北", "Hebei", 9, 0, "", 4]]))["D6"]
    assert (statement.value, statement.status, statement.published) == (0, "A", "0")


def test_a_text_among_figures_is_an_error_with_its_cell(read):
    reading = read([*SMALL, ["河北", "Hebei", 9, "无法统计", 1, 4], ["山西", "Shanxi", 1, 1, 1, 1]])
    assert [str(error).partition("\n")[0] for error in reading.errors] == [
        "made-up.xlsx, sheet 1, cell D6: not a figure ('无法统计')"
    ]
    assert by_cell(reading)["D6"].value is None


@given(st.decimals(min_value=0, max_value=10**9, places=2))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None)
def test_a_number_cell_is_read_as_the_shortest_decimal(vocabulary, tmp_path, number):
    row = xlsx_cell(1, 0, TITLE), xlsx_cell(2, 0, "地区") + xlsx_cell(2, 1, "发明(万件)"), xlsx_cell(3, 0, "北京")
    body = f"<row>{row[0]}</row><row>{row[1]}</row><row>{row[2]}<c r='B3'><v>{number}</v></c></row>"
    path = write_xlsx_parts(tmp_path / "numbers.xlsx", ["1"], {SHEET: xlsx_sheet(body)})
    statement = read_workbook(path, vocabulary).statements[0]
    assert statement.value == number * 10_000
    assert "e" not in statement.published.casefold()
    assert statement.published == f"{number:f}".rstrip("0").rstrip(".") + "万件"


# Metrics


def test_a_heading_of_no_known_metric_is_kept_as_printed_with_a_doubt(read):
    reading = read([["8-9 科技情况(2031年)"], [UNIT], ["地区", "专利申请数", "科技论文数"], ["北京", 1, 2]])
    known, unknown = reading.statements
    assert (known.metric, known.doubt) == ("patent.applications", "")
    assert (unknown.metric, unknown.metric_zh, unknown.value, unknown.unit) == ("", "科技论文数", 2, "件")
    assert "科技论文数" in unknown.doubt


@pytest.mark.parametrize(
    "title",
    ["8-9 高技术产业专利申请数(2031年)", "8-9 规模以上工业企业专利申请数(2031年)", "高等学校三种专利申请数(2031年)"],
)
def test_a_title_that_narrows_what_is_counted_is_not_the_metric(read, title):
    for statement in read([[title], [UNIT], ["地区", "合计", "发明"], ["北京", 1, 2]]).statements:
        assert statement.metric == ""
        assert "may narrow" in statement.doubt


def test_a_title_about_abroad_and_rows_of_provinces_are_doubted(read):
    statement = read([["国外三种专利申请数(2031年)"], [UNIT], ["地区", "合计"], ["北京", 1]]).statements[0]
    assert "of which 北京 is no part" in statement.doubt or "may narrow" in statement.doubt


def test_a_growth_rate_beside_a_count_is_not_the_count(read):
    rows = [
        ["8-7 国内三种专利申请数(2031年)"],
        ["地区", "合计(件)", "发明(%)", "比上年增长(%)"],
        ["北京", 1, 30, "2.5"],
    ]
    count, share, rate = read(rows).statements
    assert count.metric == "patent.applications"
    assert (rate.metric, rate.unit, rate.published) == ("", "%", "2.5%")
    assert share.metric == ""
    assert "printed in %" in share.doubt


def test_two_figures_read_as_one_fact_are_both_doubted(read):
    reading = read([["8-7 国内三种专利申请数(2031年)"], [UNIT], ["地区", "合计", "合计"], ["北京", 1, 2]])
    assert all("read as the same figure" in statement.doubt for statement in reading.statements)


def test_a_table_without_a_year_is_an_error(read):
    reading = read([["8-7 国内三种专利申请数"], [UNIT], ["地区", "合计"], ["北京", 1]])
    assert "no year is printed" in str(reading.errors[0])
    assert reading.statements[0].doubt == "no year is printed"


# Names


def provinces(vocabulary, chinese=None, english=None, nation=True, only=None):
    """A table of all provinces in which everything adds up, with some names printed otherwise."""
    regions = [r for r in vocabulary.regions.values() if r.level == "province" and (not only or r.name_zh in only)]
    rows = [[TITLE], [UNIT], HEADS]
    if nation:
        whole = sum(range(1, len(regions) + 1))
        rows.append(["全国", "National Total", 6 * whole, whole, 2 * whole, 3 * whole])
    for number, region in enumerate(regions, 1):
        zh = (chinese or {}).get(region.name_zh, region.name_zh)
        en = region.name_en if english is None else english.get(region.name_zh, region.name_en)
        rows.append([zh, en, 6 * number, number, 2 * number, 3 * number])
    return rows


NO_ENGLISH = dict.fromkeys(
    [
        "北京",
        "天津",
        "河北",
        "山西",
        "内蒙古",
        "辽宁",
        "吉林",
        "黑龙江",
        "上海",
        "江苏",
        "浙江",
        "安徽",
        "福建",
        "江西",
        "山东",
        "河南",
        "湖北",
        "湖南",
        "广东",
        "广西",
        "海南",
        "重庆",
        "四川",
        "贵州",
        "云南",
        "西藏",
        "陕西",
        "甘肃",
        "青海",
        "宁夏",
        "新疆",
    ],
    "",
)


@pytest.mark.parametrize("name", ["内蒙 古", "北   京", "北京 Beijing", "北京\nBeijing", "北京Beijing", "北京市"])
def test_names_are_read_through_blanks_and_both_languages(read, name):
    region = "内蒙古" if "内" in name else "北京"
    assert cells(read([[TITLE], ["地区", "合计"], [name, 1]]))[0][0] == region


def test_a_misprint_is_resolved_where_the_evidence_leaves_one_region(read, vocabulary):
    reading = read(provinces(vocabulary, {"江西": "江匝"}))
    assert reading.errors == []
    found = [s for s in reading.statements if s.note]
    assert {(s.region, s.region_code) for s in found} == {("江西", "360000")}
    assert {s.note for s in found} == {
        "printed 江匝; read as 江西: English 'Jiangxi' and its place between 福建 and 山东 agree; sums hold"
    }


def test_place_and_elimination_decide_without_english(read, vocabulary):
    reading = read(provinces(vocabulary, {"江西": "江匝", "山西": "山匝"}, NO_ENGLISH))
    assert reading.errors == []
    assert {(s.region, s.note.partition(";")[0]) for s in reading.statements if s.note} == {
        ("江西", "printed 江匝"), ("山西", "printed 山匝"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("chinese", "english", "only", "candidates"),
    [
        # Two unknown names next to each other can stand either way.
        ({"江西": "江匝", "福建": "福匝"}, NO_ENGLISH, None, "It may be 福建 or 江西"),
        # In a part of the provinces, what stands between 辽宁 and 黑龙江 need not be 吉林.
        ({"吉林": "某市"}, NO_ENGLISH, ("辽宁", "吉林", "黑龙江"), "It may be 吉林"),
        # The English names a region that has its own row.
        ({"江西": "江匝"}, {"江西": "Gansu"}, None, ""),
    ],
)
def test_a_misprint_is_an_error_where_more_than_one_region_is_left(
    read, vocabulary, chinese, english, only, candidates
):
    reading = read(provinces(vocabulary, chinese, english, nation=only is None, only=only))
    assert len(reading.errors) == len(chinese)
    assert candidates in str(reading.errors[0])
    unknown = [s for s in reading.statements if not s.region_code]
    assert {s.region for s in unknown} == set(chinese.values())
    assert all(s.doubt for s in unknown)


def test_sums_that_contradict_a_misprint_keep_it_unresolved(read, vocabulary):
    rows = provinces(vocabulary, {"江西": "江匝"})
    rows[3][3] += 1
    reading = read(rows)
    assert [error.place for error in reading.errors] == ["sheet 1, cell A18"]


def test_sums_of_macro_regions_tell_two_misprints_apart(read, vocabulary):
    year = 2015
    members = vocabulary.members("100200", year, ["province"])
    rows = provinces(vocabulary, {"福建": "某建", "江西": "某西"}, NO_ENGLISH)
    rows[0] = [TITLE.replace("2031", str(year))]
    number = {row[0]: row[3] for row in rows[4:]} | {"江西": 14}
    middle = sum(number[vocabulary.regions[code].name_zh] for code in members)
    rows.insert(4, ["中部", "", 6 * middle, middle, 2 * middle, 3 * middle])
    reading = read(rows)
    assert reading.errors == []
    assert {(s.region, s.note.partition(";")[0]) for s in reading.statements if s.note} == {
        ("福建", "printed 某建"), ("江西", "printed 某西"),
    }  # fmt: skip


@pytest.mark.parametrize(("region", "english", "other"), [("陕西", "Shanxi", "山西"), ("江西", "Jiangsu", "江苏")])
def test_languages_that_name_two_regions_are_an_error_with_both(read, vocabulary, region, english, other):
    reading = read(provinces(vocabulary, english={region: english}))
    assert len(reading.errors) == 1
    assert region in str(reading.errors[0])
    assert f"{english} beside it is {other}" in str(reading.errors[0])
    assert {s.region for s in reading.statements if not s.region_code} == {region}


def test_misprinted_english_beside_clear_chinese_is_a_note(read, vocabulary):
    reading = read(provinces(vocabulary, english={"河北": "Hxbxi"}))
    assert reading.errors == []
    assert {(s.region, s.note.partition(":")[0]) for s in reading.statements if s.note} == {
        ("河北", "printed Hxbxi beside 河北")
    }


def test_a_name_of_several_regions_is_never_guessed(read, vocabulary):
    names = vocabulary.names | {("region", normalize("某州")): ["420000", "430000"]}
    reading = read([*SMALL, ["某州", "", 1, 1, 1, 1]], names=replace(vocabulary, names=names))
    assert len(reading.errors) == 1
    assert {s.region for s in reading.statements if not s.region_code} == {"某州"}


def test_a_total_over_all_provinces_is_the_nation_where_it_adds_up(read, vocabulary):
    rows = provinces(vocabulary)
    rows[3][:2] = ["合计", "Total"]
    reading = read(rows)
    assert reading.errors == []
    assert reading.statements[0].region_code == "100000"
    assert "add up" in reading.statements[0].note
    rows[3][2] += 1
    assert read(rows).statements[0].region_code == ""


# Missing figures


def test_a_missing_figure_is_recovered_where_row_and_column_agree(read, vocabulary):
    rows = provinces(vocabulary)
    rows[10][5] = ""
    reading = read(rows)
    statement = by_cell(reading)["F11"]
    assert (statement.region, statement.value, statement.status, statement.published) == ("吉林", 21, "I", "")
    assert statement.note == (
        "not printed; the row (42 - 7 - 14) leaves 21; the column (全国 less its 30 other regions) leaves 21"
    )


def test_a_missing_figure_stays_missing_where_row_and_column_disagree(read, vocabulary):
    rows = provinces(vocabulary)
    rows[10][5], rows[3][5] = "", rows[3][5] + 1
    assert by_cell(read(rows))["F11"].status == "O"


def test_a_missing_figure_stays_missing_where_nothing_gives_it(read, vocabulary):
    rows = provinces(vocabulary, nation=False)
    rows[10][4] = rows[10][5] = ""
    found = by_cell(read(rows))
    assert found["F11"].status == found["E11"].status == "O"


def test_a_dash_is_what_was_printed_and_is_not_recovered(read, vocabulary):
    rows = provinces(vocabulary)
    rows[10][5], rows[12][4] = "-", ""
    found = by_cell(read(rows))
    assert (found["F11"].value, found["F11"].status, found["F11"].published) == (None, "O", "-")
    assert (found["E13"].value, found["E13"].status) == (18, "I")


def test_a_sum_that_fails_in_another_row_recovers_nothing(read, vocabulary):
    rows = provinces(vocabulary, nation=False)
    rows[10][5] = ""
    assert by_cell(read(rows))["F11"].value == 24
    rows[5][3] += 1
    assert by_cell(read(rows))["F11"].value is None


def test_rounded_figures_leave_no_single_value(read, vocabulary):
    rows = [[str(Decimal(c) / 10) if isinstance(c, int) else c for c in row] for row in provinces(vocabulary)]
    rows[1], rows[10][5] = ["单位：万件"], ""
    assert (by_cell(read(rows))["F11"].value, by_cell(read(rows))["F11"].status) == (None, "O")


# Passwords


def encrypted(path: Path, password: str) -> Path:
    import msoffcrypto

    # Padded with a part that readers pass over: the encryption of very short files is not undone by the tool.
    rows = "".join(
        f"<row>{''.join(xlsx_cell(r, c, cell) for c, cell in enumerate(row))}</row>" for r, row in enumerate(SMALL, 1)
    )
    plain = write_xlsx_parts(
        path.with_name("plain.xlsx"), ["1"], {SHEET: xlsx_sheet(rows), "xl/x.bin": os.urandom(9000)}
    )
    with plain.open("rb") as file, path.open("wb") as out:
        msoffcrypto.OfficeFile(file).encrypt(password, out)
    return path


def test_the_built_in_password_is_tried_without_asking(vocabulary, tmp_path):
    path = encrypted(tmp_path / "published.xls", "VelvetSweatshop")
    assert kind_of(path) == "xlsx"
    assert len(read_workbook(path, vocabulary).statements) == 8


def test_another_password_is_asked_for_and_tried(vocabulary, tmp_path):
    path = encrypted(tmp_path / "secret.xlsx", "pass word")
    with pytest.raises(ReadError, match="--password-file FILE"):
        read_workbook(path, vocabulary)
    for wrong in ("", "other"):
        with pytest.raises(ReadError, match="password"):
            read_workbook(path, vocabulary, wrong)
    assert len(read_workbook(path, vocabulary, "pass word").statements) == 8


def test_a_password_that_takes_hours_to_try_is_refused(vocabulary, tmp_path):
    path = encrypted(tmp_path / "trap.xlsx", "VelvetSweatshop")
    data = path.read_bytes()
    assert b'spinCount="100000"' in data
    # A longer number in the place of the blank and the quotes around it: the container stays as it is.
    path.write_bytes(data.replace(b'spinCount="100000" saltSize="16"', b'spinCount="9000000" saltSize="1"'))
    with pytest.raises(ReadError, match="hours"):
        read_workbook(path, vocabulary)


def test_macros_are_passed_over(vocabulary, tmp_path):
    rows = "".join(
        f"<row>{''.join(xlsx_cell(r, c, cell) for c, cell in enumerate(row))}</row>" for r, row in enumerate(SMALL, 1)
    )
    path = write_xlsx_parts(tmp_path / "a.xlsm", ["1"], {SHEET: xlsx_sheet(rows), "xl/vbaProject.bin": b"\0" * 5000})
    assert len(read_workbook(path, vocabulary).statements) == 8


# Files that cannot be read


def packed(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b"%PDF-1.7\n", "a PDF"), (b"\x89PNG\r\n\x1a\n", "an image"), (b"<html><table>", "HTML"),
        (b"\xff\xd8\xff\xe0", "an image"), (b"PK\x03\x04" + bytes(40), "damaged or cut off"), (b"\x00\x01\x02", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "damaged or cut off"), (b"PAR1 cut", "Parquet"),
        (packed(("word/document.xml", b"")), "a Word document"), (packed(("word/x.xml", b"")), "another format than .docx"), (packed(("a.txt", b"")), "holds no workbook"),
        (packed(("xl/workbook.bin", b"")), ".xlsb"), (packed(("xl/workbook.xml", b"<")), "damaged or cut off"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_said(vocabulary, tmp_path, content, said):
    path = tmp_path / "table.xls"
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read_workbook(path, vocabulary)
    assert said in caught.value.problem
    assert caught.value.advice


def test_a_text_is_told_by_its_content(vocabulary, tmp_path):
    path = tmp_path / "table.xls"
    path.write_text("地区,件\n北京,1\n", "utf-8")
    assert kind_of(path) == "text"
    with pytest.raises(ReadError, match="holds text"):
        read_workbook(path, vocabulary)
    for missing in (tmp_path, tmp_path / "none.xls"):
        with pytest.raises(ReadError):
            kind_of(missing)


@pytest.mark.parametrize("format", ["xls", "xlsx", "ods"])
def test_the_kind_does_not_depend_on_the_name(tmp_path, format):
    path = write_workbook(tmp_path / f"a.{format}", SMALL)
    assert kind_of(path.rename(tmp_path / "table.csv")) == format


def test_a_workbook_without_a_table_says_so(read):
    assert "no table" in str(read([["http://www.example.org/"], [], ["just", "words"]]).errors[0])


# Files made to harm

SMALL_BODY = "".join(
    f'<row r="{r}">{"".join(xlsx_cell(r, c, cell) for c, cell in enumerate(row))}</row>'
    for r, row in enumerate(SMALL, 1)
)


@pytest.fixture
def spoiled(tmp_path, vocabulary):
    """Read the small workbook with more rows in its sheet."""

    def read_with(more="", head="", ranges=""):
        parts = {SHEET: xlsx_sheet(SMALL_BODY + more, ranges, head)}
        return read_workbook(write_xlsx_parts(tmp_path / "made-up.xlsx", ["1"], parts), vocabulary)

    return read_with


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "cell XFD1048576"),
        ('<row r="6"><c r="ZZZZZZZ6"><v>1</v></c></row>', "cell ZZZZZZZ6"),
        ('<row r="9999999999"><c r="A9999999999"><v>1</v></c></row>', "used area"),
    ],
)
def test_a_cell_far_away_is_refused_before_memory_is_taken_for_it(spoiled, more, said):
    with pytest.raises(ReadError, match=said):
        spoiled(more)


def test_rows_and_cells_that_hold_nothing_do_no_harm(spoiled):
    assert len(spoiled('<row r="1048576"><c r="XFD1048576" s="0"/></row>').statements) == 8
    assert len(spoiled("<row/>" * 50_000).statements) == 8
    merged = "".join(f'<mergeCell ref="A{row}:B{row + 2000}"/>' for row in range(1, 500))
    assert len(spoiled(ranges=merged + '<mergeCell ref="A1:XFD1048576"/>').statements) == 8


def test_xml_that_declares_entities_is_refused(spoiled, tmp_path, vocabulary):
    with pytest.raises(ReadError, match="declares entities"):
        spoiled(head=ENTITIES)
    with pytest.raises(ReadError, match="declares entities"):
        read_workbook(write_ods_content(tmp_path / "a.ods", "<table:table/>", ENTITIES), vocabulary)


def test_a_zip_bomb_is_refused_by_what_it_declares_and_by_what_it_is(tmp_path, vocabulary):
    path = tmp_path / "bomb.xlsx"
    write_xlsx_parts(path, ["1"], {SHEET: xlsx_sheet(SMALL_BODY + " " * 30_000_000)})
    with pytest.raises(ReadError, match="inflates"):
        read_workbook(path, vocabulary)
    lying = bytearray(path.read_bytes())
    entry = lying.rfind(b"PK\x01\x02", 0, lying.rfind(SHEET.encode()))
    struct.pack_into("<I", lying, entry + 24, 1000)
    path.write_bytes(lying)
    with pytest.raises(ReadError):
        read_workbook(path, vocabulary)


@pytest.mark.parametrize(
    "row",
    [
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row><table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/></table:table-row>',
    ],
)
def test_repeated_cells_of_an_ods_are_counted_before_they_are_made(tmp_path, vocabulary, row):
    path = write_ods_content(tmp_path / "a.ods", f'<table:table table:name="1">{row}{row}{row}</table:table>')
    with pytest.raises(ReadError, match="used area"):
        read_workbook(path, vocabulary)


def test_a_far_cell_in_an_xls_is_refused(tmp_path, vocabulary):
    path = write_workbook(tmp_path / "a.xls", SMALL)
    data = bytearray(path.read_bytes())
    # The first row of numbers (record MULRK, of four cells) is moved to the last row and column there can be.
    at = data.index(b"\xbd\x00\x1e\x00")
    struct.pack_into("<HH", data, at + 4, 65535, 65535)
    path.write_bytes(data)
    with pytest.raises(ReadError, match="cell CRXP65536"):
        read_workbook(path, vocabulary)
    assert column_name(65535) == letters(65535) == "CRXP"


def test_formulas_without_a_result_are_named_with_the_way_out(spoiled, tmp_path, vocabulary):
    name = '<c r="A6" t="inlineStr"><is><t>河北</t></is></c>'
    reading = spoiled(f'<row r="6">{name}<c r="C6"><f>SUM(C4:C5)</f></c><c r="D6"><f>1+1</f><v>2</v></c></row>')
    assert [str(error) for error in reading.errors] == [
        "made-up.xlsx, sheet 1, cell C6: formulas without a stored result: C6\nOpen the file in Excel and save it"
    ]
    found = by_cell(reading)
    assert (found["C6"].value, found["C6"].doubt) == (None, "a formula whose result is not stored")
    assert found["D6"].value == 2
    rows = "<table:table-row><table:table-cell table:formula='of:=1+1'/></table:table-row>"
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    head = "".join(f"<table:table-row>{text.format(cell)}</table:table-row>" for cell in (TITLE, UNIT))
    head += f"<table:table-row>{text.format('地区')}{text.format('合计')}{text.format('发明')}</table:table-row>"
    rows = f"<table:table-row>{text.format('北京')}<table:table-cell table:formula='of:=1+1'/>"
    rows += '<table:table-cell office:value-type="float" office:value="4"/></table:table-row>'
    path = write_ods_content(tmp_path / "a.ods", f'<table:table table:name="1">{head}{rows}</table:table>')
    assert "formulas without a stored result: B4" in str(read_workbook(path, vocabulary).errors[0])


@pytest.fixture(scope="module")
def samples(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("samples")
    return {kind: write_workbook(folder / f"a.{kind}", SMALL).read_bytes() for kind in ("xls", "xlsx", "ods")}


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_workbook_ends_in_a_reading_or_an_error_of_ours(vocabulary, samples, tmp_path, data):
    content = bytearray(samples[data.draw(st.sampled_from(sorted(samples)))])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    path = tmp_path / "damaged"
    path.write_bytes(content)
    # Anything but one of the two would end the test.
    with suppress(ReadError):
        assert isinstance(read_workbook(path, vocabulary), Reading)


TEXTS = st.one_of(
    st.sampled_from([TITLE, UNIT, *HEADS, "北京", "Tianjin", "江匝", "全国", "其中：发明", "续表", "注：样本", "2030", "2031年", "-", "…", "单位：", "8-8", "(", "①", "=?"]),
    st.integers(0, 3000),
    st.text(max_size=6).filter(lambda text: text.isprintable()),
)  # fmt: skip


@given(st.lists(st.lists(TEXTS, max_size=6), max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_sheet_of_cells_is_read_without_a_traceback(vocabulary, rows):
    from ipstats.sources.tables.grid import Grid
    from ipstats.sources.tables.reading import read_grid

    cells = {r: {c: str(cell) for c, cell in enumerate(row) if str(cell).strip()} for r, row in enumerate(rows)}
    reading = Reading("made-up", "")
    read_grid(Grid("1", {r: row for r, row in cells.items() if row}), vocabulary, reading)
    for statement in reading.statements:
        # Whatever is not doubted can be loaded as it is.
        assert statement.doubt or (statement.region_code and statement.period and statement.metric)
        if statement.value is not None and statement.status == "A":
            assert parse_printed(statement.published).number == statement.value
