"""The views compute what an exact calculator computes."""

from __future__ import annotations

import random
import sqlite3
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from ipstats.database import Database, load, open_database
from ipstats.results import exact
from ipstats.store.location import parse


def rounded(number: Fraction, places: int) -> Decimal:
    """Half away from zero, as 四舍五入 does."""
    quotient = Decimal(number.numerator) / Decimal(number.denominator)
    return quotient.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


#: Pairs of (earlier, later) that stress the long division: small, large, equal, halves, the largest that fits.
PAIRS = [
    (12250, 14105), (8761, 7116), (3, 1), (1, 3), (7, 7), (1, 10**12), (999_999_999_999_999, 999_999_999_999_998),
    (999_999_999_999_998, 999_999_999_999_999), (200, 201), (8, 9), (10**15 - 1, 1), (16, 15), (6, 0), (40000, 40001),
    *((random.Random(n).randrange(1, 10 ** (n % 15 + 1)), random.Random(n + 999).randrange(0, 10 ** (n % 15 + 1))) for n in range(300)),
]  # fmt: skip


@pytest.fixture(scope="module")
def pairs(tmp_path_factory, seeded):
    """A database in which county n has the figures of pair n for 2001 and 2002, of which it is a share too."""
    import shutil

    path = tmp_path_factory.mktemp("pairs") / "pairs.sqlite"
    shutil.copy(seeded, path)
    folder = path.parent / "pairs"
    folder.mkdir()
    (folder / "source.toml").write_text('code = "pairs"\npublished = "2003"\n', "utf-8")
    regions = ["code,name_zh,name_en,full_name_zh,level,parent,overlaps_parent"]
    figures = ["region,period,metric,patent_type,published,locator"]
    for n, (base, value) in enumerate(PAIRS):
        code = 110101 + n
        regions.append(f"{code},县{n},County {n},第{n}县,county,110000,0")
        figures.append(f"{code},2001,patent.grants,total,{base},row {n}")
        figures.append(f"{code},2002,patent.grants,total,{value},row {n}")
        figures.append(f"{code},2001,patent.grants,design,{min(base, value)},row {n}")
    (folder / "regions.csv").write_text("\n".join(regions) + "\n", "utf-8")
    (folder / "figures.csv").write_text("\n".join(figures) + "\n", "utf-8")
    load(path, [folder])
    return path


def test_growth_is_exact_and_its_bounds_hold_the_true_growth(pairs):
    with open_database(pairs) as database:
        rows = database.growth("patent.grants", level="county", year=2002).to_records()
    assert len(rows) == len(PAIRS)
    for row in rows:
        base, value = PAIRS[int(row["region_code"]) - 110101]
        true = Fraction(value - base, base) * 100
        if (value - base) // base >= 900_000_000:
            assert row["growth_percent"] is None
            continue
        assert row["growth_percent"] == rounded(true, 2), (base, value)
        assert row["growth_low"] <= true <= row["growth_high"], (base, value)
        assert row["growth_high"] - row["growth_low"] <= Decimal("0.0001")


def test_a_share_is_exact_and_its_bounds_hold_the_true_share(pairs):
    with open_database(pairs) as database:
        rows = database.share("design", level="county", year=2001, of="total").to_records()
    assert len(rows) == len(PAIRS)
    for row in rows:
        base, value = PAIRS[int(row["region_code"]) - 110101]
        true = Fraction(min(base, value), base) * 100
        assert row["share_percent"] == rounded(true, 2), (base, value)
        assert row["share_low"] <= true <= row["share_high"], (base, value)


def test_every_figure_comes_out_of_sqlite_with_the_digits_that_went_in(pairs):
    connection = sqlite3.connect(pairs)
    numbers = random.Random(5)
    for _ in range(2000):
        divisor = numbers.choice([100, 10_000, 1_000_000])
        stored = numbers.randrange(-(10**15) + 1, 10**15)
        value = connection.execute(
            "SELECT CASE WHEN ?1 % ?2 = 0 THEN ?1 / ?2 ELSE ?1 * 1.0 / ?2 END", (stored, divisor)
        ).fetchone()[0]
        assert Fraction(exact(value)) == Fraction(stored, divisor)
    connection.close()


def of(rows, **keys):
    """The one row with these cells."""
    found = [row for row in rows if all(row[key] == value for key, value in keys.items())]
    assert len(found) == 1, keys
    return found[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request, panel):
    """The panel on each database."""
    place = str(panel) if request.param == "sqlite" else request.getfixturevalue("panel_postgres")
    with Database(parse(place, "test")) as database:
        yield database


def test_growth_says_what_its_base_is(both):
    rows = both.growth("invention grants", year="2015-2017", level="province").to_records()
    assert of(rows, region="甘肃", period="2016")["remark"] == "zero_base"
    assert of(rows, region="甘肃", period="2016")["growth_percent"] is None
    assert of(rows, region="山西", period="2016")["remark"] == "missing_base"
    assert of(rows, region="四川", period="2015")["remark"] == "missing_base"
    assert of(rows, region="北京", period="2017")["remark"] == "break"
    assert of(rows, region="北京", period="2017")["growth_percent"] == Decimal("2.50")
    tibet = of(rows, region="西藏", period="2016")
    # 5 after "more than 1": at most 400 %, and no lower bound.
    assert (tibet["remark"], tibet["growth_low"], tibet["growth_high"]) == ("bounded", None, Decimal("400.0000"))
    assert of(rows, region="山西", period="2015")["value"] is None
    assert of(rows, region="北京", period="2016-S1")["growth_percent"] == Decimal("100.00")


def test_a_stated_growth_is_graded_against_the_levels(both):
    rows = both.growth("invention grants", year="2016,2017", level="province").to_records()
    verdicts = {(row["region"], row["period"]): row["verdict"] for row in rows if row["stated_percent"] is not None}
    assert verdicts == {
        ("北京", "2016"): "reproduced",
        ("四川", "2016"): "contradicted",
        ("新疆", "2016"): "reproduced",
        ("北京", "2017"): "unverifiable",
    }


def test_a_growth_whose_base_was_recovered_from_it_is_consistent_and_no_more(reported):
    with open_database(reported) as database:
        rows = database.growth("patent applications", year=2016).to_records()
    assert [(row["previous_value"], row["previous_status"], row["verdict"]) for row in rows] == [
        (12250, "I", "consistent")
    ]


def test_a_rounded_figure_gives_a_growth_with_bounds(both):
    row = of(both.growth("gdp", region="北京", year=2016).to_records(), period="2016")
    # 2.57 after 2.30 trillion, each half a hundredth either way: 2.565/2.305 to 2.575/2.295.
    assert row["growth_percent"] == Decimal("11.74")
    assert row["growth_low"] <= Fraction(2565, 2305) * 100 - 100
    assert row["growth_low"] == Decimal("11.2798")
    assert row["growth_high"] == Decimal("12.2005")
    assert row["remark"] == "bounded"


def test_equal_figures_share_a_rank_and_the_next_is_left_out(both):
    rows = both.ranking("invention grants", year=2016, level="province").to_records()
    ranks = [(row["rank"], row["region"]) for row in rows if row["period"] == "2016"]
    assert ranks == [(1, "新疆"), (2, "北京"), (3, "四川"), (3, "陕西"), (5, "山西"), (6, "甘肃"), (7, "西藏")]
    assert {row["ranked_of"] for row in rows if row["period"] == "2016"} == {7}


def test_a_missing_figure_is_not_ranked(both):
    rows = both.ranking("invention grants", year=2015, level="province").to_records()
    assert "山西" not in {row["region"] for row in rows}
    assert {row["ranked_of"] for row in rows if row["period"] == "2015"} == {6}


def test_the_first_two_of_a_ranking_are_those_up_to_rank_two_ties_included(both):
    names = [
        row["region"] for row in both.ranking("invention grants", year=2016, level="prefecture", top=2).to_records()
    ]
    assert names == ["乌鲁木齐", "克拉玛依", "昌吉"]


def test_a_rank_within_a_region_counts_that_region_only(both):
    west = both.ranking("invention grants", year=2016, level="province", scope="西部").to_records()
    assert [(row["rank"], row["region"]) for row in west] == [
        (1, "新疆"), (2, "四川"), (2, "陕西"), (4, "甘肃"), (5, "西藏"),
    ]  # fmt: skip
    inside = both.ranking("invention grants", year=2016, scope="新疆", level="prefecture").to_records()
    assert [(row["rank"], row["ranked_of"]) for row in inside] == [(1, 3), (2, 3), (2, 3)]


def test_growth_is_ranked_by_its_exact_value(both):
    rows = both.ranking("invention grants", year=2016, level="province", by="growth").to_records()
    annual = [(row["rank"], row["region"], row["growth_percent"]) for row in rows if row["period"] == "2016"]
    assert annual == [
        (1, "西藏", Decimal("400.00")), (2, "北京", Decimal("100.00")), (3, "陕西", Decimal("12.50")),
        (4, "新疆", Decimal("3.76")), (5, "四川", Decimal("-10.00")),
    ]  # fmt: skip


def test_shares_are_of_the_total_or_of_a_region(both):
    rows = both.share("invention grants", region=["新疆", "乌鲁木齐"], year=2016).to_records()
    shares = {(row["region"], row["share_of"]): row["share_percent"] for row in rows}
    assert shares == {
        ("新疆", "100000"): Decimal("75.83"), ("新疆", "100300"): Decimal("275.76"),
        ("新疆", "total"): Decimal("12.79"),
        ("乌鲁木齐", "100000"): Decimal("50.00"), ("乌鲁木齐", "100300"): Decimal("181.82"),
        ("乌鲁木齐", "650000"): Decimal("65.93"),
    }  # fmt: skip


def test_a_ratio_has_no_share_and_no_sum(both):
    from ipstats.errors import NothingMatchesError

    with pytest.raises(NothingMatchesError):
        both.share("patent.in_force_per_10k", year=2016)


def test_a_comparison_says_how_much_more_and_how_many_times(both):
    row = of(both.compare("invention grants", region="北京", beside="甘肃", year=2016).to_records(), period="2016")
    assert (row["value"], row["other_value"], row["difference"], row["ratio"]) == (400, 30, 370, Decimal("13.33"))


def test_growth_over_several_years_has_a_compound_rate(both):
    row = of(both.growth("invention grants", region="北京", year=2016, base="first").to_records(), period="2016")
    # 100 in 2014, 400 in 2016: four times in two years is twice a year.
    assert (row["base_year"], row["growth_percent"], row["compound_percent"]) == (
        2014,
        Decimal("300.00"),
        Decimal("100.00"),
    )
    row = of(both.growth("invention grants", region="北京", year=2016, base="2015").to_records(), period="2016")
    assert (row["growth_percent"], row["compound_percent"]) == (Decimal("100.00"), None)


def test_the_cases_say_how_many_were_carried_over(both):
    rows = both.cases(region="新疆").to_records()
    counted = {row["case_kind"]: (row["accepted"], row["closed"], row["carried_over_at_least"]) for row in rows}
    assert counted == {"total": (725, 738, 13), "patent_dispute": (114, 127, 13), "passing_off": (611, 611, None)}


def test_a_later_priority_steps_behind_and_the_next_source_is_cited(both):
    rows = both.cite("invention grants", region="新疆", year=2016).to_records()
    assert [(row["source"], row["preferred"], row["published"]) for row in rows] == [
        ("xinjiang-2016", 1, "910件"), ("panel", 0, "910"),
    ]  # fmt: skip


def test_a_published_figure_is_preferred_to_a_recovered_one(both):
    rows = both.cite("patents in force", region="新疆", year=2015).to_records()
    assert [(row["source"], row["preferred"], row["status"], row["value"]) for row in rows] == [
        ("panel", 1, "A", 3072), ("xinjiang-2016", 0, "I", 3072),
    ]  # fmt: skip
    # With a published base the stated growth can be reproduced: 3762 / 3072 = 1.224609…
    growth = both.growth("patents in force", region="新疆", year=2016).to_records()
    assert [(row["growth_percent"], row["verdict"]) for row in growth] == [(Decimal("22.46"), "reproduced")]
