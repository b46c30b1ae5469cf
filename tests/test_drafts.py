"""What is read from prose as rows of a seed folder: nothing is lost, doubts come first, and no target is a fact."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipstats.database import load, open_database
from ipstats.questions.published import said as published_said
from ipstats.questions.published import vocabulary
from ipstats.render import Look, render
from ipstats.sources.claims import parse_claim
from ipstats.sources.drafts import settle_doubts, sort_out, write_draft
from ipstats.sources.drafts.cells import claim_cells, figure_cells, left_out_cells, neutral
from ipstats.sources.folder import SeedFile
from ipstats.sources.statements import Reading, Statement
from ipstats.sources.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def names(reported: Path) -> Vocabulary:
    """The names of the bundled reference data and of the report's programs."""
    with open_database(reported) as database:
        return vocabulary(database.reader)


def said(published: str, value: str | int | Fraction | None, **fields: object) -> Statement:
    """A statement of prose about patents granted in Hubei in 2017, unless the fields say otherwise."""
    number = Decimal(value) if isinstance(value, str | int) else value
    kind = fields.get("kind", "level")
    usual: dict[str, object] = {
        "kind": "level", "region_code": "420000", "region": "湖北", "period": "2017", "metric": "patent.grants",
        "metric_zh": "专利授权量", "patent_type": "total", "unit": "件", "qualifier": "exact", "locator": "一, line 2",
        "start": 7, "end": 7 + len(published),
    }  # fmt: skip
    if kind == "growth":
        usual |= {"unit": "%", "base_period": "2016"}
    return Statement(**(usual | {"value": number, "published": published} | fields))  # type: ignore[arg-type]


def cells_of(names: Vocabulary, *statements: Statement) -> dict[str, list[dict[str, str]]]:
    """The cells of the rows that statements make, by file."""
    draft = sort_out(statements, names)
    return {
        "figures": [figure_cells(entry) for entry in draft.figures],
        "claims": [claim_cells(entry) for entry in draft.claims],
        "left-out": [left_out_cells(entry) for entry in draft.left_out],
    }


# The number of a row.


@pytest.mark.parametrize(
    ("kind", "print_", "value", "unit", "qualifier", "cell"),
    [
        ("growth", "减少 18.78%", "-18.78", "%", "rounded", "-18.78%"),
        ("growth", "增\n长15.0%", "15.0", "%", "rounded", "15.0%"),
        ("growth", "１５．１４％", "15.14", "%", "rounded", "15.14%"),
        ("growth", "下降百分之五", "-5", "%", "rounded", "-5%"),
        # What is worded says by itself how far it reaches: 2.3倍 is 230 % within five points.
        ("growth", "增长2.3倍", "230", "%", "rounded", "增长2.3倍"),
        ("growth", "翻了一番", "100", "%", "exact", "翻了一番"),
        ("growth", "下降近两成", "-20", "%", "about", "下降近两成"),
        ("growth", "减少超过5%", "-5", "%", "more_than", "减少超过5%"),
        ("growth", "持平", "0", "%", "exact", "0%"),
        # The number alone, where the words that give it its meaning stand elsewhere.
        ("growth", "2.3倍", "130", "%", "rounded", "约130%"),
        ("rank", "第22位", "22", "位", "exact", "22位"),
        ("rank", "首位", "1", "位", "exact", "1位"),
        ("rank", "并列第3位", "3", "位", "exact", "3位"),
        ("rank_change", "提高一位", "1", "位", "exact", "1位"),
        ("rank_change", "后移2位", "-2", "位", "exact", "-2位"),
        ("share", "12.3%", "12.3", "%", "rounded", "12.3%"),
        ("share", "三成", "30", "%", "rounded", "三成"),
        ("share", "过半", "50", "%", "more_than", "过半"),
        ("change", "提高1.2个百分点", "1.2", "个百分点", "rounded", "1.2个百分点"),
        ("change", "回落0.3个百分点", "-0.3", "个百分点", "rounded", "-0.3个百分点"),
    ],
)  # fmt: skip
def test_the_number_of_a_claim_is_one_that_loads_as_what_was_printed(names, kind, print_, value, unit, qualifier, cell):
    statement = said(print_, value, kind=kind, unit=unit, qualifier=qualifier)
    [row] = cells_of(names, statement)["claims"]
    assert row["published"] == cell
    assert parse_claim(kind, cell).value == Fraction(value)
    printed = "".join(print_.split())
    assert (f"printed {printed}" in row["note"]) == (printed != cell)


def test_a_sixth_is_loaded_as_a_sixth(names):
    [row] = cells_of(names, said("六分之一", Fraction(50, 3), kind="share", unit="%"))["claims"]
    assert parse_claim("share", row["published"]).value == Fraction(50, 3)


def test_what_a_multiple_of_the_year_before_can_mean_is_not_narrowed(names):
    [row] = cells_of(names, said("2.3倍", "130", kind="growth", qualifier="rounded"))["claims"]
    bounds = parse_claim("growth", row["published"]).bounds(whole=False)
    # 2.25 to 2.35 times the base is 125 to 135 % more.
    assert (bounds.low, bounds.high) == (125, 135)


@pytest.mark.parametrize(
    ("print_", "value", "qualifier", "cell"),
    [
        ("21.36\n万件", "213600", "rounded", "21.36万件"),
        ("24 件", "24", "exact", "24件"),
        ("920\n余件", "920", "at_least", "920余件"),
        ("两万件", "20000", "rounded", "两万件"),
        ("三十六件", "36", "exact", "三十六件"),
        # A text that the number itself does not show, as in a total told by its two halves.
        ("各一半", "36", "exact", "36件"),
    ],
)
def test_the_figure_of_a_level_is_its_print_without_the_breaks_of_the_line(names, print_, value, qualifier, cell):
    [row] = cells_of(names, said(print_, value, qualifier=qualifier))["figures"]
    assert row["published"] == cell


def test_a_range_of_a_level_is_a_figure_and_one_of_a_claim_is_left_out(names):
    level = said("3至5件", None, low=Decimal(3), high=Decimal(5))
    claim = said("增长5%至8%", None, kind="growth", low=Decimal(5), high=Decimal(8))
    rows = cells_of(names, level, claim)
    assert [row["published"] for row in rows["figures"]] == ["3至5件"]
    assert [row["reason"] for row in rows["left-out"]] == ["a range: a claim is one number"]


# What has no place in a database.


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (said("12件", 12, status="F"), "a target or a forecast, and no fact"),
        (said("12件", 12, period="2017-04/2017-09"), "of 2017-04/2017-09: figures are kept by year"),
        (said("12件", 12, period="2011/2015"), "of 2011/2015: figures are kept by year"),
        (said("增加300件", 300, kind="change", unit="件"), "a change in 件: only changes in percentage points"),
        (said("增长5%", 5, kind="growth", period="2017-Q2", base_period="2017-Q1"), "compared with 2017-Q1"),
        (said("增长5%", 5, kind="growth", period="2017-S1", base_period="2016"), "compared with 2016"),
    ],
    ids=["target", "part of a year", "several years", "absolute change", "quarter before", "half against year"],
)
def test_what_is_not_kept_is_left_out_with_the_reason(names, statement, reason):
    rows = cells_of(names, statement)
    assert (rows["figures"], rows["claims"]) == ([], [])
    assert rows["left-out"][0]["reason"].startswith(reason)
    assert rows["left-out"][0]["published"] == statement.published


def test_of_two_ranks_of_one_fact_the_first_is_kept_and_the_other_is_left_out(names):
    nation = said("第8位", 8, kind="rank", unit="位", scope_code="100000")
    centre = said("第1位", 1, kind="rank", unit="位", scope_code="100200", locator="一, line 3")
    rows = cells_of(names, nation, centre)
    assert [(row["published"], row["scope"]) for row in rows["claims"]] == [("8位", "100000")]
    assert rows["left-out"][0]["reason"] == "a rank within 100200: one of a fact is kept, 8位 at 一, line 2"


def test_of_two_growths_that_against_the_latest_base_is_kept(names):
    far = said("增长61%", 61, kind="growth", base_period="2012", qualifier="rounded")
    near = said("增长8%", 8, kind="growth", base_period="2016", qualifier="rounded")
    rows = cells_of(names, far, near)
    assert [(row["published"], row["base_year"]) for row in rows["claims"]] == [("8%", "2016")]
    assert rows["left-out"][0]["reason"].startswith("a growth against 2012: one of a fact is kept")


# A fact that stands twice.


def test_a_fact_that_stands_twice_is_one_row_that_names_both_places(names):
    rows = cells_of(names, said("14105件", 14105), said("14105 件", 14105, locator="三, line 51"))
    [row] = rows["figures"]
    assert (row["published"], row["locator"], row["note"]) == ("14105件", "一, line 2; 三, line 51", "")
    assert rows["left-out"] == []


def test_the_total_that_is_not_called_so_is_the_same_fact(names):
    rows = cells_of(names, said("14105件", 14105), said("14105件", 14105, patent_type="", locator="三, line 51"))
    assert len(rows["figures"]) == 1


def test_of_a_fact_printed_in_full_and_rounded_the_full_print_is_kept(names):
    rows = cells_of(
        names, said("11.02万件", 110200, qualifier="rounded"), said("110234件", 110234, locator="三, line 51"),
    )  # fmt: skip
    assert [row["published"] for row in rows["figures"]] == ["110234件"]
    [left] = rows["left-out"]
    assert left["published"] == "11.02万件"
    assert left["reason"] == "printed as 110234件 too, which says no less: 三, line 51"


def test_a_fact_printed_in_two_ways_that_no_figure_fits_is_in_doubt_both_times_and_first(names):
    statements = [
        said("24件", 24, metric="pct.applications", metric_zh="PCT国际专利申请量", patent_type=""),
        said("40837件", 40837), said("40847件", 40847, locator="三, line 51"),
    ]  # fmt: skip
    rows = cells_of(names, *statements)["figures"]
    assert [row["published"] for row in rows] == ["40837件", "40847件", "24件"]
    assert rows[0]["note"] == "the same fact is printed otherwise: 40847件 at 三, line 51"
    assert rows[1]["note"] == "the same fact is printed otherwise: 40837件 at 一, line 2"
    settle_doubts(statements, names)
    assert [bool(statement.doubt) for statement in statements] == [False, True, True]


def test_of_what_region_a_figure_is_keeps_two_facts_apart(names):
    open_ = [said("12件", 12, region_code="", region="", locator=f"line {n}") for n in (1, 2)]
    rows = cells_of(names, *open_)["figures"]
    assert [row["locator"] for row in rows] == ["line 1", "line 2"]


# Doubts.


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"region_code": "", "region": ""}, "of which region it is, the text leaves open"),
        ({"region_code": "", "region": "库车县"}, "no region is called '库车县'"),
        ({"period": ""}, "of which period it is, the text leaves open"),
        ({"metric": "", "metric_zh": ""}, "what it is a figure of, the text leaves open"),
        ({"metric": "program.projects", "patent_type": ""}, "program.projects is of a program, and which one"),
        ({"metric": "trademark.applications"}, "a breakdown that trademark.applications does not take: total"),
        (
            {"published": "12万元", "value": Decimal(120000), "unit": "元"},
            "printed in 元, where patent.grants is in 件",
        ),
        ({"published": "1.594件", "value": Decimal("1.594")}, "finer than patent.grants is kept"),
        ({"doubt": "the reader's own"}, "the reader's own"),
    ],
)
def test_what_loading_would_refuse_is_in_doubt_with_the_reason(names, fields, doubt):
    sure = said("7件", 7, metric="trademark.registrations", metric_zh="商标核准注册量", patent_type="")
    published, value = fields.pop("published", "12件"), fields.pop("value", Decimal(12))
    rows = cells_of(names, sure, said(published, value, **fields))["figures"]
    assert rows[0]["note"].startswith(doubt)
    assert rows[1]["published"] == "7件"


def test_a_growth_without_a_base_says_which_one_loading_takes(names):
    [row] = cells_of(names, said("增长8%", 8, kind="growth", base_period="", qualifier="rounded"))["claims"]
    assert "loading takes the year before" in row["note"]


# Metrics that nobody knows.


def test_a_name_of_no_known_metric_is_drafted_once_for_its_levels_and_its_claims(names):
    statements = [
        said("42件", 42, metric="", metric_zh="地理标志产品", patent_type=""),
        said("增长5%", 5, kind="growth", metric="", metric_zh="地理标志产品", patent_type="", qualifier="rounded"),
    ]
    draft = sort_out(statements, names)
    assert [(metric.code, metric.name, metric.unit) for metric in draft.metrics] == [
        ("draft.metric_1", "地理标志产品", "件")
    ]
    assert draft.figures[0].metric == draft.claims[0].metric == "draft.metric_1"


def test_one_name_of_things_and_of_money_is_two_metrics(names):
    statements = [
        said("42件", 42, metric="", metric_zh="技术合同", patent_type=""),
        said("35亿元", 3_500_000_000, metric="", metric_zh="技术合同", patent_type="", unit="元"),
    ]
    draft = sort_out(statements, names)
    assert [(metric.name, metric.row()[3], metric.row()[4]) for metric in draft.metrics] == [
        ("技术合同", "件", "flow"), ("技术合同（元）", "元", "amount"),
    ]  # fmt: skip
    assert [entry.doubt for entry in draft.figures] == ["", ""]


# Whatever is in a text.

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
STATEMENTS = st.builds(
    said,
    published=st.sampled_from(
        ["12件", "1.2万件", "增长5%", "第3位", "首位", "各半", "3至5件", "翻番", "35亿元", "=1+1"]
    ),
    value=st.sampled_from([12, 12000, 5, 3, 50, 100, None, Fraction(50, 3)]),
    kind=st.sampled_from(["level", "growth", "rank", "rank_change", "share", "change"]),
    region_code=st.sampled_from(["420000", "430000", ""]),
    region=TEXTS,
    period=st.sampled_from(["2017", "2017-S1", "2017-01/2017-09", "2011/2015", ""]),
    metric=st.sampled_from(["patent.grants", "program.projects", "trademark.applications", ""]),
    metric_zh=TEXTS,
    patent_type=st.sampled_from(["total", "invention", ""]),
    unit=st.sampled_from(["件", "元", "%", "位", "个百分点", ""]),
    qualifier=st.sampled_from(["exact", "rounded", "about", "more_than", "at_least", "less_than", "at_most"]),
    status=st.sampled_from(["A", "F"]),
    locator=TEXTS,
    note=TEXTS,
    doubt=st.sampled_from(["", "", "", "of some sort"]),
    base_period=st.sampled_from(["", "2016", "2012", "2017-Q1"]),
    scope_code=st.sampled_from(["", "100000"]),
    low=st.sampled_from([None, Decimal(3)]),
    high=st.sampled_from([None, Decimal(5)]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(STATEMENTS, max_size=12))
def test_every_statement_is_in_one_row_and_those_in_doubt_come_first(names, statements):
    draft = sort_out(statements, names)
    rows = [*draft.figures, *draft.claims, *draft.left_out]
    assert sorted(id(one) for row in rows for one in row.statements) == sorted(map(id, statements))
    assert all(row.reason for row in draft.left_out)
    assert not any(one.status == "F" for row in (*draft.figures, *draft.claims) for one in row.statements)
    for entries in (draft.figures, draft.claims):
        doubts = [bool(entry.doubt) for entry in entries]
        assert doubts == sorted(doubts, reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, max_size=6), TEXTS, TEXTS)
def test_a_folder_can_be_read_whatever_stands_in_the_text(tmp_path_factory, names, statements, name, title):
    folder = tmp_path_factory.mktemp("drafts") / "draft"
    reading = Reading(name or "a", "0" * 64, title, statements, text="…")
    draft = sort_out(statements, names)
    written = write_draft(folder, reading, names)
    counts = {"figures": len(draft.figures), "claims": len(draft.claims), "left-out": len(draft.left_out)}
    for stem, count in counts.items():
        records = list(SeedFile(folder / f"{stem}.csv", stem).records()) if f"{stem}.csv" in written else []
        assert len(records) == count
        for _, record in records:
            # What is no number is run by no spreadsheet.
            texts = (record.get(column, "") for column in ("region", "locator", "note", "metric_zh"))
            assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)


def test_a_draft_without_doubts_loads(tmp_path_factory, reported, names):
    """What is not in doubt, loading has nothing against."""

    @settings(max_examples=20, deadline=None)
    @given(st.lists(STATEMENTS, min_size=1, max_size=12))
    def loads(statements):
        settle_doubts(statements, names)
        sure = [statement for statement in statements if not statement.doubt]
        folder = tmp_path_factory.mktemp("drafts")
        write_draft(folder / "draft", Reading("a.txt", "0" * 64, "", sure, text="…", published="2018"), names)
        draft = sort_out(sure, names)
        database = Path(shutil.copy(reported, folder / "database.sqlite"))
        [report] = load(database, [folder / "draft"])
        assert (report.new, report.claims) == (len(draft.figures), len(draft.claims))

    loads()


def test_half_a_character_and_what_moves_a_cursor_are_no_part_of_a_cell():
    assert neutral("一\ud800二\x1b[2J\u0085三 \n 四  五") == "一�二�[2J 三 四  五"
    assert neutral("@SUM(A1)") == "'@SUM(A1)"


def test_a_cell_has_an_end_however_often_a_fact_stands_in_the_text(names):
    many = [said("7件", 7, locator=f"line {number}") for number in range(5000)]
    [row] = cells_of(names, *many)["figures"]
    assert row["locator"].endswith("; line 19; and 4980 more")
    [longest] = cells_of(names, said("7件", 7, note="注" * 100_000))["figures"]
    assert len(longest["note"]) == 2000


def test_the_columns_of_a_table_are_those_that_it_always_had(names, tmp_path):
    """What only prose gives is a column only where it has something in it."""
    table = said("900", 900, start=0, end=0)
    write_draft(tmp_path / "draft", Reading("a.xlsx", "0" * 64, "", [table]), names)
    header = (tmp_path / "draft" / "figures.csv").read_text("utf-8").splitlines()[0]
    assert header == "region,period,metric,patent_type,published,status,locator,note"
    rows = csv.reader(io.StringIO((tmp_path / "draft" / "figures.csv").read_text("utf-8")))
    assert list(rows)[1][4] == "900"


def test_what_a_file_says_moves_no_cursor_in_a_table():
    statement = said("46369\n件", 46369, metric="", metric_zh="一\x1b[2J二", note="三\x9b四")
    answer = published_said([Reading("a.txt", "0" * 64, "", [statement], text="…")])
    table = render(answer, "table", Look()).decode()
    assert "46369 件" in table
    assert not {"\x1b", "\x9b"} & set(table)
    # For programs it is as it stands in the text.
    assert "46369\n件" in render(answer, "csv", Look()).decode()
