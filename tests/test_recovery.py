"""Recovery: the figures that one source leaves no choice about, chains of them, and what is not recovered."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipstats.audit.evidence import Claim, Evidence, Figure, Item, Metric, Names, Ratio, Region, Source
from ipstats.audit.recovery import recover
from ipstats.database import load, open_database
from worlds import on_sqlite, write_folder

FIGURES = "region,period,metric,patent_type,published,status,locator"
CLAIMS = "region,period,metric,patent_type,kind,subject,base_year,scope,published,locator"


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A database of reference data alone."""
    return on_sqlite(tmp_path_factory.mktemp("bare") / "bare.sqlite", [])


@pytest.fixture
def recovered(tmp_path, bare):
    """What is recovered from figures and claims: (region, year, metric, type) to (low, high, method)."""

    def found(figures, claims=(), code="made"):
        files = {"figures": [FIGURES, *figures]} if figures else {}
        if claims:
            files["claims"] = [CLAIMS, *claims]
        path = Path(shutil.copy(bare, tmp_path / f"{code}.sqlite"))
        load(path, [write_folder(tmp_path, code, "2018", **files)])
        with open_database(path) as opened:
            rows = opened.sql(
                "SELECT region, year, metric, patent_type, low, high, method FROM citations WHERE status = 'I'"
            ).rows
        return {tuple(row[:4]): tuple(row[4:]) for row in rows}

    return found


GRANTS = "patent.grants"


def test_a_part_follows_from_its_share_and_the_total(recovered):
    # 12.3 % of 10 000 is 1225 to 1235.
    found = recovered(
        ["全国,2016,patent.grants,invention,10000,A,a"], ["新疆,2016,patent.grants,invention,share,level,,全国,12.3%,b"]
    )
    assert found == {("新疆", 2016, GRANTS, "invention"): (1225, 1235, "share_and_total")}


def test_a_total_follows_from_a_part_and_its_share(recovered):
    # 24 / 0.505 = 47.5..., 24 / 0.495 = 48.4...: 48.
    found = recovered(
        ["新疆,2016,patent.grants,invention,24,A,a"], ["新疆,2016,patent.grants,invention,share,level,,全国,50%,b"]
    )
    assert found == {("全国", 2016, GRANTS, "invention"): (48, 48, "part_and_share")}


def test_a_population_follows_from_a_figure_and_its_rate(recovered):
    # 3762 / 1.5945 and 3762 / 1.5935 of 10 000 people, at the end of the year before.
    found = recovered(
        ["新疆,2016,patent.in_force,invention,3762,A,a", "新疆,2016,patent.in_force_per_10k,invention,1.594,A,b"]
    )
    assert found == {("新疆", 2015, "population.resident", ""): (23593604, 23608409, "figure_and_rate")}


def test_a_figure_follows_from_a_rate_and_the_population(recovered):
    # 1.5935 to 1.5945 of 2 360 000 to 2 360 000 people: 376.07 to 376.30.
    found = recovered(
        ["新疆,2016,patent.in_force_per_10k,invention,1.594,A,a", "新疆,2015,population.resident,,2360000,A,b"]
    )
    assert found == {("新疆", 2016, "patent.in_force", "invention"): (None, None, None)} or list(found.values()) == []
    found = recovered(
        ["新疆,2016,patent.in_force_per_10k,invention,1.594,A,a", "新疆,2015,population.resident,,2365000,A,b"],
        code="other",
    )
    # 376.86 to 377.10 leaves 377.
    assert found == {("新疆", 2016, "patent.in_force", "invention"): (377, 377, "rate_and_base")}


def test_the_missing_one_of_a_total_and_its_parts_follows_from_the_others(recovered):
    of = "新疆,2016,patent.grants"
    assert recovered([f"{of},total,7116,A,a", f"{of},invention,910,A,b", f"{of},design,1378,A,c"]) == {
        ("新疆", 2016, GRANTS, "utility_model"): (4828, 4828, "total_and_parts")
    }
    parts = [f"{of},invention,910,A,b", f"{of},utility_model,4828,A,d", f"{of},design,1378,A,c"]
    assert recovered(parts, code="sum") == {("新疆", 2016, GRANTS, "total"): (7116, 7116, "parts_of_total")}


def test_a_level_follows_from_the_one_before_and_its_growth(recovered):
    found = recovered(
        ["新疆,2015,patent.grants,total,8761,A,a"], ["新疆,2016,patent.grants,total,growth,level,2015,,-18.78%,b"]
    )
    # 8761 x 0.81215 = 7115.2..., x 0.81225 = 7116.1...: 7116.
    assert found == {("新疆", 2016, GRANTS, "total"): (7116, 7116, "base_and_growth")}


def test_a_chain_is_followed_through_a_recovered_figure(recovered):
    claims = [
        "新疆,2016,patent.grants,total,growth,level,2015,,100.00%,b", "新疆,2015,patent.grants,total,growth,level,2014,,25.00%,c",
    ]  # fmt: skip
    found = recovered(["新疆,2016,patent.grants,total,1000,A,a"], claims)
    assert found == {
        ("新疆", 2015, GRANTS, "total"): (500, 500, "level_and_growth"),
        ("新疆", 2014, GRANTS, "total"): (400, 400, "level_and_growth"),
    }


def test_a_part_follows_from_totals_that_were_recovered(recovered):
    of = "新疆,2016,patent.grants"
    figures = [f"{of},{kind},{n},A,a" for kind, n in (("total", 1000), ("invention", 300), ("utility_model", 600))]
    claims = [
        f"{of},{kind},growth,level,2015,,{rate},b"
        for kind, rate in (("total", "25.00%"), ("invention", "50.00%"), ("utility_model", "20.00%"))
    ]
    found = recovered(figures, claims)
    assert found["新疆", 2015, GRANTS, "design"] == (100, 100, "total_and_parts")


def test_two_ways_to_one_figure_that_have_nothing_in_common_leave_it_open(recovered):
    of = "新疆,2016,patent.grants"
    figures = [f"{of},{kind},{n},A,a" for kind, n in (("total", 1000), ("invention", 300))]
    claims = [
        f"{of},invention,growth,level,2015,,50.00%,b", f"{of},total,growth,level,2015,,25.00%,c",
        "新疆,2015,patent.grants,invention,share,level,,,30.00%,d",
    ]  # fmt: skip
    found = recovered(figures, claims)
    # From its growth the invention grants of 2015 are 200; from 30 % of the recovered 800 they would be 240.
    assert found["新疆", 2015, GRANTS, "invention"] == (200, 200, "level_and_growth")


def test_nothing_is_recovered_from_a_level_that_begins_a_new_series(recovered):
    assert (
        recovered(
            ["新疆,2017,patent.grants,total,1000,B,a"], ["新疆,2017,patent.grants,total,growth,level,2016,,25.00%,b"]
        )
        == {}
    )


def test_what_its_source_prints_is_not_recovered(recovered):
    assert (
        recovered(
            ["新疆,2016,patent.grants,total,1000,A,a", "新疆,2015,patent.grants,total,900,A,c"],
            ["新疆,2016,patent.grants,total,growth,level,2015,,25.00%,b"],
        )
        == {}
    )


#: A small world without a database: one flow by type, its stock-like numerator, a ratio and a population.
NAMES = Names(
    {
        1: Metric(1, "made.flow", "量", "Flow", "件", "flow", 1, 1, 1),
        2: Metric(2, "made.rate", "率", "Rate", "件/万人", "ratio", 1_000_000, 0, 1),
        3: Metric(3, "made.people", "人口", "People", "人", "stock", 1, 1, 0),
    },
    {1: Region(1, "000001", "甲", "A", "province", None, 0)},
    {
        0: Item(0, 0, "", "", None, "", "", "", ""), 1: Item(1, 1, "", "", None, "total", "", "", ""),
        **{n: Item(n, 1, "", "", 1, kind, "", "", "") for n, kind in ((2, "invention"), (3, "utility_model"), (4, "design"))},
    },
    {1: Source(1, "s", "", "", "2018", 50)},
    [Ratio(2, 1, 3, 10_000, 1)],
    [],
    {0: ""},
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(st.integers(1, 10**7), min_size=8, max_size=8),
    known=st.sets(st.integers(0, 7)),
    stated=st.sets(st.integers(1, 3)),
    decimals=st.integers(0, 2),
)
def test_the_truth_is_always_inside_what_is_recovered(values, known, stated, decimals):
    """Four years of one series and four of another item: whatever is printed and stated, truly rounded."""
    years = (2013, 2014, 2015, 2016)
    truth = {(1, 1, item, 0, year): values[n * 4 + i] for n, item in enumerate((1, 2)) for i, year in enumerate(years)}
    facts = list(truth)
    evidence = Evidence(NAMES)
    evidence.add(
        Figure(*fact, 1, truth[fact], truth[fact], truth[fact], 0, 0, "exact", "A", str(truth[fact]), "p")
        for n, fact in enumerate(facts)
        if n in known
    )
    for item in (1, 2):
        for i in stated:
            now, before = truth[1, 1, item, 0, years[i]], truth[1, 1, item, 0, years[i - 1]]
            unit = 10**decimals
            rate = (
                round((now - before) * 100 * unit, 0) // before
                if (now - before) * 100 * unit % before * 2 < before
                else -(-(now - before) * 100 * unit // before)
            )
            value = int(rate) * 10_000 // unit
            half = 5_000 // unit
            evidence.claims.append(
                Claim(
                    1,
                    1,
                    item,
                    0,
                    years[i],
                    1,
                    "growth",
                    "level",
                    years[i - 1],
                    None,
                    value,
                    value - half,
                    value + half,
                    decimals,
                    "r",
                    "p",
                )
            )
    found = recover(evidence, 1)
    assert len({one.fact for one in found}) == len(found)
    for one in found:
        if one.fact in truth:
            assert truth[one.fact] in one.bounds
            assert one.fact not in {fact for n, fact in enumerate(facts) if n in known}


def test_a_database_of_an_older_version_recovers_what_this_one_would(tmp_path, bare):
    """Brought to the schema before, with what that version recovered taken away again."""
    import sqlite3

    from ipstats.database import migrate

    figures = ["新疆,2016,patent.in_force,invention,3762,A,a", "新疆,2016,patent.in_force_per_10k,invention,1.594,A,b"]
    path = Path(shutil.copy(bare, tmp_path / "old.sqlite"))
    load(path, [write_folder(tmp_path, "made", "2018", figures=[FIGURES, *figures])])
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP VIEW findings; DROP VIEW finding_inputs; DROP TABLE check_inputs; DROP TABLE checks;"
            "DELETE FROM derivations; DELETE FROM observations WHERE status = 'I';"
            "UPDATE alembic_version SET version_num = '0003';"
        )
    assert "from schema 0003 to 0005" in migrate(path)
    with open_database(path) as opened:
        rows = opened.sql("SELECT low, high, method FROM citations WHERE status = 'I'").rows
    assert rows == [(23593604, 23608409, "figure_and_rate")]
