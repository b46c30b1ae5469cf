"""Periods: a year, a part of it, and its months since January, from the text of a report to an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipstats.database import load, open_database
from ipstats.errors import SeedFolderError
from ipstats.periods import period_text, year_and_part
from worlds import on_postgresql

HEAD = "region,period,metric,patent_type,published,status,locator"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2016", (2016, "")),
        ("2016-S2", (2016, "-S2")),
        ("2016-Q3", (2016, "-Q3")),
        ("2016-07", (2016, "-07")),
        ("2016-01/2016-09", (2016, "-01/YYYY-09")),
        # What has a name of its own is the same however it is written.
        ("2016-01/2016-12", (2016, "")),
        ("2016-01/2016-06", (2016, "-S1")),
        ("2016-07/2016-12", (2016, "-S2")),
        ("2016-01/2016-03", (2016, "-Q1")),
        ("2016-10/2016-12", (2016, "-Q4")),
        ("2016-05/2016-05", (2016, "-05")),
        # No part of one year, or none that is kept.
        ("2016-02/2016-09", None),
        ("2015-01/2016-09", None),
        ("2016-09/2016-01", None),
        ("2015/2016", None),
        ("2016-13", None),
        ("2016-S3", None),
        ("２０１６", None),
        ("2016 ", None),
        ("", None),
    ],
)
def test_a_period_has_a_year_and_a_part(text, parts):
    assert year_and_part(text) == parts


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 12))
def test_months_in_a_row_are_read_back_as_they_are_written(year, first, last):
    parts = year_and_part(f"{year}-{first:02}/{year}-{last:02}")
    if parts is not None:
        assert parts[0] == year
        assert year_and_part(period_text(*parts)) == parts


def of_three_quarters(earlier="7038", later="7911"):
    return [
        HEAD,
        f"新疆,2015-01/2015-09,patent.applications,total,{earlier},,p. 1",
        f"新疆,2016-01/2016-09,patent.applications,total,{later},,p. 1",
        # A month, a quarter and a year beside them are other facts.
        "新疆,2016-09,patent.applications,total,1012,,p. 1",
        "新疆,2016-Q3,patent.applications,total,2907,,p. 1",
    ]


ASKED = "SELECT period, previous_value, value, growth_percent FROM growth WHERE source = 'mine' ORDER BY period"


def test_figures_since_january_are_kept_and_compared_with_those_of_the_same_months(database, folder):
    load(database, [folder(figures=of_three_quarters())])
    with open_database(database) as opened:
        rows = {row[0]: row for row in opened.sql(ASKED).rows}
    # 7911 over 7038 is 1.124041…
    assert rows["2016-01/2016-09"][1:3] == (7038, 7911)
    assert str(rows["2016-01/2016-09"][3]).startswith("12.4")
    assert [row[1] for period, row in rows.items() if period != "2016-01/2016-09"] == [None] * 3


def test_half_a_year_is_one_fact_however_its_months_are_written(database, folder):
    rows = [
        HEAD,
        "新疆,2016-S1,patent.grants,total,3400,,p. 1",
        "新疆,2016-01/2016-06,patent.grants,total,3400,,p. 2",
    ]
    with pytest.raises(SeedFolderError, match="line 3"):
        load(database, [folder(figures=rows)])


def test_months_that_do_not_begin_in_january_are_refused_with_a_way_out(database, folder):
    with pytest.raises(SeedFolderError) as refused:
        load(database, [folder(figures=[HEAD, "新疆,2016-02/2016-09,patent.grants,total,3400,,p. 1"])])
    assert "not a period" in str(refused.value)
    assert "2016-01/2016-09" in str(refused.value)


def test_both_databases_write_such_a_period_alike(tmp_path, database, folder, postgres_server):
    load(database, [folder(figures=of_three_quarters())])
    asked = "SELECT period, value FROM facts WHERE source = 'mine' ORDER BY period"
    with open_database(database) as opened:
        ours = opened.sql(asked).rows
    with on_postgresql(postgres_server, [tmp_path / "mine"]) as url, open_database(url) as opened:
        assert opened.sql(asked).rows == ours
    assert ("2016-01/2016-09", 7911) in ours


TEXT = """标题：2017年前三季度新疆专利情况
发布日期：2017-10-20

前三季度，全区专利申请7911件，同比增长12.4%。
"""


def test_what_a_report_says_of_three_quarters_is_drafted_loaded_and_answered(ipstats, database, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(TEXT, "utf-8")
    draft = tmp_path / "draft"
    assert ipstats("read", report, "-o", f"{draft}/", "--database", database).code == 0
    assert not (draft / "left-out.csv").exists()
    assert 'title_zh = "2017年前三季度新疆专利情况"' in (draft / "source.toml").read_text("utf-8")
    assert "1 figure new" in ipstats("load", draft, "--database", database).err
    # The figure of the year before is not printed: 7911 over 1.1235 to 1.1245 is 7036 to 7041.
    asked = "SELECT low, high FROM facts WHERE period = '2016-01/2016-09' AND metric = 'patent.applications'"
    answer = ipstats("sql", asked, "--database", database, "--format", "csv")
    assert answer.out == "low,high\n7036,7041\n"
