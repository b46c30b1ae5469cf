"""The audit: every rule on made-up figures whose answer is worked out by hand, and on the bundled ones."""

from __future__ import annotations

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from ipstats.audit.rules import RULES
from ipstats.database import Database, load, open_database
from ipstats.errors import NothingMatchesError, UnknownNameError
from ipstats.render import Look, render
from ipstats.store.location import parse
from worlds import on_postgresql, on_sqlite, write_folder

FIGURES = "region,period,metric,patent_type,case_kind,program,published,status,locator"
CLAIMS = "region,period,metric,patent_type,kind,subject,base_year,scope,published,locator"


def figure(region, year, published, what="patent.grants", kind="invention", status="A", case="", program=""):
    return f"{region},{year},{what},{kind},{case},{program},{published},{status},p. 1"


def claim(region, year, kind, published, what="patent.grants", of="invention", subject="level", base="", scope=""):
    return f"{region},{year},{what},{of},{kind},{subject},{base},{scope},{published},p. 2"


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A database of reference data alone."""
    return on_sqlite(tmp_path_factory.mktemp("bare") / "bare.sqlite", [])


@pytest.fixture
def world(tmp_path, bare):
    """A database of made-up figures and claims of one source, or of several by name."""
    made = []

    def make(*figures, claims=(), source="made", more=""):
        files = {"figures": [FIGURES, *figures]}
        if claims:
            files["claims"] = [CLAIMS, *claims]
        made.append(write_folder(tmp_path, source, "2018", more, **files))
        path = Path(shutil.copy(bare, tmp_path / f"{len(made)}.sqlite"))
        load(path, made)
        return open_database(path)

    return make


def rows(database, **selectors):
    """The findings as dictionaries."""
    try:
        return database.audit(**selectors).to_records()
    except NothingMatchesError:
        return []


def one(database, **selectors):
    found = rows(database, **selectors)
    assert len(found) == 1, found
    return found[0]


def parts(region, year, total, *types, what="patent.grants"):
    names = ("total", "invention", "utility_model", "design")
    return [figure(region, year, n, what, kind) for kind, n in zip(names, (total, *types), strict=True) if n != ""]


def test_parts_that_make_their_total_reproduce_it(world):
    found = one(world(*parts("新疆", 2016, 6, 1, 2, 3)), rule="parts")
    assert (found["verdict"], found["published"], found["computed_low"], found["computed_high"]) == (
        "reproduced",
        "6",
        6,
        6,
    )


def test_parts_that_do_not_make_their_total_contradict_it_and_say_by_how_much(world):
    found = one(world(*parts("新疆", 2016, 7, 1, 2, 3)), rule="parts")
    assert found["verdict"] == "contradicted"
    assert found["explanation"] == "The parts (1 + 2 + 3) make 6; 7 is 1 too much."
    assert (found["computed_low"], found["implied"]) == (6, "6")


def test_rounded_parts_are_held_to_what_the_print_allows(world):
    # 1.2万 and 2.3万 are 11500 to 12500 and 22500 to 23500, together with 1: 34001 to 36001.
    held = one(world(*parts("新疆", 2016, 36001, "1.2万", "2.3万", 1)), rule="parts")
    assert (held["verdict"], held["computed_low"], held["computed_high"]) == ("consistent", 34001, 36001)


def test_rounded_parts_that_cannot_reach_the_total_contradict_it(world):
    assert one(world(*parts("新疆", 2016, 36002, "1.2万", "2.3万", 1)), rule="parts")["verdict"] == "contradicted"


def test_a_part_above_its_total_is_contradicted_where_the_others_are_not_printed(world):
    found = one(world(*parts("新疆", 2016, 7, 8, "", "")), rule="parts")
    assert found["verdict"] == "contradicted"
    assert "exceed the total 7 by 1" in found["explanation"]


def test_kinds_of_case_are_parts_of_all_cases(world):
    cases = [
        figure("新疆", 2016, n, "case.accepted", "", case=kind)
        for kind, n in (("total", 9), ("patent_dispute", 4), ("passing_off", 4))
    ]
    assert one(world(*cases), rule="parts")["explanation"] == "The parts (4 + 4) make 8; 9 is 1 too much."


def region_table(year, nation, without=(), change=()):
    """A nation of which each province has its place in the list as its figure."""
    codes = provinces()
    values = {code: n for n, code in enumerate(codes, 1)} | dict(change)
    return [figure("全国", year, nation)] + [figure(code, year, n) for code, n in values.items() if code not in without]


def provinces():
    import csv

    from conftest import ROOT

    with (ROOT / "seeds/reference/regions.csv").open(encoding="utf-8") as file:
        return [row["code"] for row in csv.DictReader(file) if row["level"] == "province"]


def test_provinces_make_the_nation(world):
    # 1 + 2 + ... + 31 = 496.
    found = one(world(*region_table(2016, 496)), rule="regions")
    assert (found["verdict"], found["computed_high"]) == ("reproduced", 496)


def test_a_nation_that_its_provinces_do_not_make_is_contradicted(world):
    assert one(world(*region_table(2016, 497)), rule="regions")["verdict"] == "contradicted"


def test_hong_kong_macao_and_taiwan_count_where_they_are_printed(world):
    more = [figure(name, 2016, n) for name, n in (("香港", 1), ("澳门", 1), ("台湾", 2))]
    assert one(world(*region_table(2016, 500), *more), rule="regions")["verdict"] == "reproduced"


def test_a_nation_with_a_province_missing_is_not_contradicted_and_says_which_is_missing(world):
    found = one(world(*region_table(2016, 496, without=["650000"])), rule="regions")
    assert found["verdict"] == "unverifiable"
    assert found["explanation"] == "No figure of Xinjiang is printed beside it."


def test_provinces_that_already_exceed_the_nation_contradict_it_though_one_is_missing(world):
    # Without Xinjiang, the 31st, they make 465.
    assert one(world(*region_table(2016, 464, without=["650000"])), rule="regions")["verdict"] == "contradicted"


def test_a_macro_region_is_made_of_its_members_of_the_year(world):
    # The north-east has been one since 2012; Liaoning was in the east before.
    north_east = [figure(name, year, 5) for year in (2011, 2012) for name in ("辽宁", "吉林", "黑龙江")]
    found = rows(world(*north_east, figure("东北", 2012, 15), figure("东北", 2011, 15)), rule="regions")
    assert [(row["year"], row["verdict"]) for row in found] == [(2012, "reproduced")]


def test_the_corps_is_never_added_to_the_provinces(world):
    assert one(world(*region_table(2016, 496), figure("兵团", 2016, 100)), rule="regions")["verdict"] == "reproduced"


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("25.0%", "reproduced"), ("25%", "reproduced"), ("25.1%", "contradicted"), ("-25.0%", "contradicted")],
)
def test_a_stated_growth_is_held_to_both_levels(world, stated, verdict):
    found = one(
        world(figure("新疆", 2015, 80), figure("新疆", 2016, 100), claims=[claim("新疆", 2016, "growth", stated)]),
        rule="growths",
    )
    assert (found["verdict"], found["computed_low"], found["computed_high"]) == (verdict, 25, 25)


def test_a_growth_of_the_other_sign_is_gross(world):
    levels = figure("新疆", 2015, 80), figure("新疆", 2016, 100)
    found = one(world(*levels, claims=[claim("新疆", 2016, "growth", "-25.0%")]), rule="growths")
    assert found["gross"] == 1
    assert "the direction is the other one" in found["explanation"]


def test_a_growth_that_fits_only_when_cut_off_says_so(world):
    # 90 to 107 is 18.888...: 18.8 is its digits cut off, 18.9 its rounding.
    levels = figure("新疆", 2015, 90), figure("新疆", 2016, 107)
    found = one(world(*levels, claims=[claim("新疆", 2016, "growth", "18.8%")]), rule="growths")
    assert found["verdict"] == "consistent"
    assert "cut off and not rounded" in found["explanation"]


def test_a_growth_without_its_earlier_level_is_consistent_with_what_it_leaves(world):
    # 14105 / 1.15145 = 12249.77..., 14105 / 1.15135 = 12250.8...: one whole number.
    found = one(world(figure("新疆", 2016, 14105), claims=[claim("新疆", 2016, "growth", "15.14%")]), rule="growths")
    assert (found["verdict"], found["implied"]) == ("consistent", "12250")
    assert "leaves 1 possible" in found["explanation"]


def test_a_growth_without_any_level_is_unverifiable_and_says_what_is_missing(world):
    found = one(world(figure("北京", 2016, 1), claims=[claim("新疆", 2016, "growth", "15.14%")]), rule="growths")
    assert found["verdict"] == "unverifiable"
    assert "No figure of 2016 and 2015 is known" in found["explanation"]


@pytest.mark.parametrize("rule", ["growths", "ranks", "stocks"])
def test_nothing_is_contradicted_across_a_break(world, rule):
    figures = [
        *region_table(2016, 496), *[line.replace(",A,", ",B,") for line in region_table(2017, 496)],
        figure("全国", 2016, 10, "patent.in_force"), figure("全国", 2017, 10_000, "patent.in_force"),
    ]  # fmt: skip
    claims = [
        claim("新疆", 2017, "growth", "77.7%"),
        claim("新疆", 2017, "rank", "9位", subject="growth", base="2016", scope="全国"),
        claim("新疆", 2017, "rank_change", "9位", base="2016", scope="全国"),
    ]
    found = rows(world(*figures, claims=claims), rule=rule)
    assert found
    assert {row["verdict"] for row in found} == {"unverifiable"}
    assert all("break in the series" in row["explanation"] for row in found)


@pytest.mark.parametrize(("stated", "verdict"), [("1位", "reproduced"), ("2位", "contradicted")])
def test_a_stated_rank_is_held_to_the_figures_of_all_regions(world, stated, verdict):
    # Xinjiang has 31, the most.
    found = one(
        world(*region_table(2016, 496), claims=[claim("新疆", 2016, "rank", stated, scope="全国")]), rule="ranks"
    )
    assert (found["verdict"], found["implied"]) == (verdict, "1")


def test_regions_with_equal_figures_share_the_better_rank(world):
    table = region_table(2016, 496, change=[("640000", 31)])
    for code in ("640000", "650000"):
        found = one(
            world(*table, claims=[claim(code, 2016, "rank", "1位", scope="全国")], source=f"of{code}"),
            rule="ranks",
            region=code,
        )
        assert found["verdict"] == "reproduced"


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("3位", "consistent"), ("5位", "consistent"), ("6位", "contradicted"), ("2位", "contradicted")],
)
def test_with_regions_unknown_the_ranks_that_are_possible_are_named(world, stated, verdict):
    # Gansu is 28th in the list: 29, 30 and 31 are above it. One of them and one below it are unknown: 3rd to 5th.
    table = region_table(2016, 496, without=["650000", "110000"])
    found = one(world(*table, claims=[claim("甘肃", 2016, "rank", stated, scope="全国")]), rule="ranks")
    assert (found["verdict"], found["implied"]) == (verdict, "3 to 5")
    assert "Beijing, Xinjiang without a figure" in found["explanation"]


def test_a_rank_within_a_macro_region_counts_its_members_alone(world):
    found = one(
        world(*region_table(2016, 496), claims=[claim("陕西", 2016, "rank", "5位", scope="西部")]), rule="ranks"
    )
    # Gansu, Qinghai, Ningxia and Xinjiang are west and above Shaanxi.
    assert found["verdict"] == "reproduced"


@pytest.mark.parametrize(
    ("stated", "verdict", "gross"), [("2位", "reproduced", 0), ("3位", "contradicted", 0), ("-2位", "contradicted", 1)]
)
def test_a_change_of_rank_is_positive_upwards(world, stated, verdict, gross):
    # In 2015 Gansu is 4th; in 2016 it has 30.5 times its place and is 2nd.
    table = [*region_table(2015, 496), *region_table(2016, 496, change=[("620000", 30)])]
    # 30 and 30: Gansu shares rank 2 with Ningxia, behind Xinjiang.
    found = one(
        world(*table, claims=[claim("甘肃", 2016, "rank_change", stated, base="2015", scope="全国")]), rule="ranks"
    )
    assert (found["verdict"], found["gross"], found["implied"]) == (verdict, gross, "2")


def test_a_change_of_rank_without_the_earlier_figures_says_what_is_missing(world):
    found = one(
        world(*region_table(2016, 496), claims=[claim("甘肃", 2016, "rank_change", "1位", base="2015", scope="全国")]),
        rule="ranks",
    )
    assert found["verdict"] == "unverifiable"
    assert found["explanation"] == "For 2015 there is no figure of Gansu itself, nor of 30 regions."


@pytest.mark.parametrize(
    ("stated", "verdict"), [("33.3%", "reproduced"), ("33.4%", "contradicted"), ("33%", "reproduced")]
)
def test_a_share_in_a_containing_region_is_the_part_over_the_whole(world, stated, verdict):
    levels = figure("新疆", 2016, 10), figure("全国", 2016, 30)
    found = one(world(*levels, claims=[claim("新疆", 2016, "share", stated, scope="全国")]), rule="shares")
    assert (found["verdict"], found["computed_low"], found["computed_high"]) == (
        verdict,
        Decimal("33.3333"),
        Decimal("33.3334"),
    )


def test_a_share_without_a_scope_is_in_the_total_of_the_breakdown(world):
    found = one(
        world(*parts("新疆", 2016, 40, 10, 20, 10), claims=[claim("新疆", 2016, "share", "25%")]), rule="shares"
    )
    assert found["verdict"] == "reproduced"


def test_a_multiple_and_a_change_are_held_to_the_levels(world):
    levels = figure("新疆", 2015, 80), figure("新疆", 2016, 200)
    found = rows(world(*levels, claims=[claim("新疆", 2016, "multiple", "2.5倍", base="2015")]), rule="growths")
    assert [row["verdict"] for row in found] == ["reproduced"]


PER_HEAD = "patent.in_force_per_10k"


def per_head(value, population=((2014, "1万人"), (2015, "2万人"), (2016, "4万人"))):
    people = [figure("新疆", year, text, "population.resident", "") for year, text in population]
    return [figure("新疆", 2016, 30, "patent.in_force"), figure("新疆", 2016, value, PER_HEAD), *people]


@pytest.mark.parametrize(
    ("value", "verdict"), [("15.0件", "consistent"), ("15.9件", "consistent"), ("30件", "contradicted")]
)
def test_a_per_head_figure_is_held_to_the_population_of_the_year_before(world, value, verdict):
    # 30 over 15 000 to 25 000 people is 12 to 20 per 10 000.
    assert one(world(*per_head(value)), rule="per_head")["verdict"] == verdict


def test_a_per_head_figure_says_what_population_it_would_need(world):
    # 30 / 29.5 and 30 / 30.5 of 10 000 people, as whole people.
    assert one(world(*per_head("30件")), rule="per_head")["implied"] == "9837 – 10169"


def test_two_growths_imply_a_third(world):
    claims = [
        claim("新疆", 2016, "growth", "22.46%", "patent.in_force"), claim("新疆", 2016, "growth", "23.26%", PER_HEAD),
    ]  # fmt: skip
    people = [figure("新疆", year, n, "population.resident", "") for year, n in ((2014, 2298), (2015, 2360))]
    found = one(world(*people, claims=claims), rule="implied")
    # 1.22455 / 1.23265 - 1 = -0.6571 %, 1.22465 / 1.23255 - 1 = -0.6409 %; 2360 / 2298 is +2.70 %, which leaves
    # 1.22455 x 2298 / 2360 to 1.22465 x 2298 / 2360 for the growth per head.
    assert (found["verdict"], found["gross"]) == ("contradicted", 1)
    assert found["implied"] == "population.resident -0.66 – -0.64 %"
    assert (found["computed_low"], found["computed_high"]) == (Decimal("19.2379"), Decimal("19.2477"))


def test_two_publishers_that_differ_contradict_each_other_and_one_that_revises_does_not(world):
    world(figure("新疆", 2016, 10), source="first", more='publisher = "A"\npriority = 10')
    world(figure("新疆", 2016, 11), source="second", more='publisher = "B"')
    database = world(figure("新疆", 2016, 12), source="third", more='publisher = "A"')
    assert {row["source"]: row["verdict"] for row in rows(database, rule="sources")} == {
        "second": "contradicted", "third": "question",
    }  # fmt: skip


def test_sources_that_round_one_figure_differently_agree(world):
    world(figure("新疆", 2016, 12049), source="first", more="priority = 10")
    found = one(world(figure("新疆", 2016, "1.2万"), source="second"), rule="sources")
    assert found["verdict"] == "consistent"


def test_a_recovered_figure_is_held_against_the_one_that_is_printed_later(world):
    recovering = [figure("新疆", 2016, 14105)]
    world(*recovering, claims=[claim("新疆", 2016, "growth", "15.14%")], source="report")
    found = one(world(figure("新疆", 2015, 12250), source="yearbook", more="priority = 10"), rule="sources")
    assert (found["source"], found["year"], found["verdict"]) == ("report", 2015, "reproduced")


STOCK = "patent.in_force"


@pytest.mark.parametrize(
    ("region", "now", "verdict"), [("新疆", 15, "consistent"), ("新疆", 16, "question"), ("全国", 16, "contradicted")]
)
def test_what_is_in_force_was_in_force_or_was_granted(world, region, now, verdict):
    figures = figure(region, 2015, 10, STOCK), figure(region, 2016, now, STOCK), figure(region, 2016, 5)
    found = one(world(*figures), rule="stocks")
    assert found["verdict"] == verdict
    assert found["implied"] == ("" if now == 15 else "1")


def test_a_count_to_date_does_not_fall(world):
    total = [
        figure("新疆", year, n, "program.enterprises_total", "", program="p") for year, n in ((2015, 76), (2016, 70))
    ]
    found = one(world_with_program(world, *total), rule="stocks")
    assert (found["verdict"], found["gross"]) == ("contradicted", 1)
    assert "76 in 2015, 70 in 2016, 6 less" in found["explanation"]


def world_with_program(world, *figures):
    original = write_folder

    def with_program(parent, code, published, more="", **files):
        files["programs"] = ["code,name_zh,name_en,kind,region", "p,某项目,Some program,pilot,650000"]
        return original(parent, code, published, more, **files)

    globals()["write_folder"] = with_program
    try:
        return world(*figures)
    finally:
        globals()["write_folder"] = original


def test_more_cases_closed_than_accepted_were_carried_over(world):
    cases = [
        figure("新疆", 2016, n, f"case.{what}", "", case="total") for what, n in (("accepted", 725), ("closed", 738))
    ]
    found = one(world(*cases), rule="stocks")
    assert (found["verdict"], found["implied"]) == ("consistent", "13")


def test_a_figure_far_from_its_own_history_and_its_peers_is_a_question(world):
    """万 printed twice: ten thousand times the year before, where all others kept their figure."""
    table = [
        figure(code, year, 1000 + n) for year in (2013, 2014, 2015, 2016) for n, code in enumerate(provinces()) if (code, year) != ("650000", 2016)
    ]  # fmt: skip
    found = one(world(*table, figure("新疆", 2016, "1030万")), rule="outliers")
    assert (found["verdict"], found["region_code"]) == ("question", "650000")
    assert "10000 times the 1030 of the year before, where the median of 31 regions is 1 times" in found["explanation"]


def test_money_by_the_piece_outside_what_is_usual_is_a_question(world):
    pledged = [
        figure("新疆", 2016, text, f"program.{what}", "", program="p") for what, text in (("rights_pledged", "14项"), ("loans", "73万元"))
    ]  # fmt: skip
    found = one(world_with_program(world, *pledged), rule="outliers")
    assert found["verdict"] == "question"
    assert "52143 yuan each" in found["explanation"]


def test_the_report_is_reproduced_but_for_the_growth_per_head(seeded):
    with open_database(seeded) as database:
        found = rows(database, source="xinjiang-2016", year="2016")
    verdicts = {
        (row["rule"], row["metric"], row["kind"], row["subject"]): row["verdict"]
        for row in found
        if row["kind"] != "level"
    }
    growths = {key[1]: verdict for key, verdict in verdicts.items() if key[0] == "growths"}
    assert growths == {
        "patent.applications": "reproduced", "patent.grants": "reproduced", "patent.in_force": "reproduced",
        "patent.in_force_per_10k": "contradicted", "trademark.applications": "consistent", "trademark.registrations": "consistent",
    }  # fmt: skip
    assert verdicts["ranks", "patent.in_force", "rank", "growth"] == "reproduced"
    assert verdicts["ranks", "pct.applications", "rank", "level"] == "reproduced"
    assert verdicts["ranks", "pct.applications", "rank_change", "level"] == "unverifiable"
    sums = [row["verdict"] for row in found if row["rule"] == "parts"]
    assert sums == ["reproduced"] * 4


def test_the_growth_per_head_says_what_would_fit_and_what_it_would_need(seeded):
    with open_database(seeded) as database:
        found = one(database, source="xinjiang-2016", rule="growths", metric=PER_HEAD)
        implied = one(database, source="xinjiang-2016", rule="implied")
    # 1.5935 / (3072 / 2297.5) and 1.5945 / (3072 / 2298.5), less one.
    assert (found["computed_low"], found["computed_high"]) == (Decimal("19.1753"), Decimal("19.3021"))
    assert found["implied"] == "1.2927 – 1.2937"
    assert implied["implied"] == "population.resident -0.66 – -0.64 %"
    assert "Patents in force per 10 000 people, invention, 2016: 23.26% should be 19.1867 – 19.299" in found["suspects"]


def test_the_official_tables_are_contradicted_nowhere_and_every_printed_sum_is_checked(seeded):
    with open_database(seeded) as database:
        found = [row for row in rows(database) if row["source"].startswith("science-yearbook")]
    assert Counter(row["verdict"] for row in found)["contradicted"] == 0
    kinds = Counter((row["rule"], row["region_code"] == "100000") for row in found)
    # Each row of the 42 tables: the nation, 31 provinces, Hong Kong, Macao and Taiwan, and the macro-regions
    # of 2010 and 2011 (3) and of 2012 to 2016 (4): 42 x 35 + 6 x 3 + 15 x 4 = 1548; and each macro-region and
    # nation in four columns: (42 + 78) x 4.
    assert kinds["parts", True] + kinds["parts", False] == 1548
    assert kinds["regions", True] + kinds["regions", False] == 480


def test_the_regions_that_more_than_granted_rights_moved_into_are_twenty_two(seeded):
    with open_database(seeded) as database:
        stocks = [row for row in rows(database, rule="stocks") if row["metric"] == "patent.in_force"]
    assert len(stocks) == 1908
    moved = {
        (row["region"], row["year"], row["patent_type"]): row["implied"]
        for row in stocks
        if row["verdict"] == "question"
    }
    assert len(moved) == 22
    assert moved["海南", 2020, "invention"] == "403"
    assert moved["河北", 2017, "invention"] == "817"
    assert {row["verdict"] for row in stocks if row["region"] == "全国"} == {"consistent"}


def test_rows_come_the_worst_first(seeded):
    with open_database(seeded) as database:
        verdicts = [(row["verdict"], -row["gross"]) for row in rows(database)]
    order = ["contradicted", "question", "unverifiable", "consistent", "reproduced"]
    assert verdicts == sorted(verdicts, key=lambda pair: (order.index(pair[0]), pair[1]))


def test_every_rule_says_something_of_the_bundled_figures_but_two(seeded):
    """The report states no share, and no rows of the official tables look exchanged."""
    with open_database(seeded) as database:
        assert {row["rule"] for row in rows(database)} == set(RULES) - {"shares", "exchanged"}


def test_as_of_a_day_only_what_was_published_by_then_is_audited(seeded):
    with open_database(seeded) as database:
        found = rows(database, as_of="2016-12-31")
    assert {row["source"] for row in found} & {"xinjiang-2016", "science-yearbook-2017"} == set()
    assert found


def test_what_is_kept_with_the_figures_is_what_the_audit_says(seeded):
    with open_database(seeded) as database:
        live = database.audit(lang="en").to_records()
        stored = database.sql("SELECT * FROM findings").to_records()
        inputs = database.sql(
            "SELECT COUNT(*) AS n FROM findings f WHERE NOT EXISTS (SELECT 1 FROM finding_inputs i WHERE i.metric = f.metric AND i.finding = f.finding)"
        )
    keys = (
        "rule",
        "verdict",
        "region_code",
        "period",
        "metric",
        "published",
        "source",
        "locator",
        "kind",
        "subject",
        "gross",
        "patent_type",
    )
    assert Counter((*tuple(row[key] for key in keys), row["explanation"]) for row in live) == Counter(
        (*tuple(row[key] for key in keys), row["explanation_en"]) for row in stored
    )
    assert inputs.rows == [(0,)]


def test_loading_brings_the_findings_up_to_date(tmp_path, database):
    def verdicts():
        with open_database(database) as opened:
            return Counter(row[0] for row in opened.sql("SELECT verdict FROM findings WHERE rule = 'parts'").rows)

    before = verdicts()
    folder = write_folder(tmp_path, "wrong", "2018", figures=[FIGURES, *parts("西藏", 2016, 9, 1, 2, 3)])
    load(database, [folder])
    assert verdicts() - before == Counter(contradicted=1)


def test_both_databases_give_the_same_findings(tmp_path, postgres_server):
    folders = [
        write_folder(
            tmp_path, "made", "2018", figures=[FIGURES, *region_table(2016, 497), *region_table(2015, 496), *parts("陕西", 2016, 27, 27, 1, 1)[:1]],
            claims=[CLAIMS, claim("新疆", 2016, "growth", "15.14%"), claim("甘肃", 2016, "rank", "3位", scope="全国")],
        )
    ]  # fmt: skip
    with on_postgresql(postgres_server, folders) as url:
        first = on_sqlite(tmp_path / "same.sqlite", folders)
        with Database(parse(str(first), "test")) as one_, Database(parse(url, "test")) as two_:
            for lang in ("en", "zh"):
                same = [render(database.audit(lang=lang), "csv", Look(lang=lang)) for database in (one_, two_)]
                assert same[0] == same[1]
            for view in ("findings", "finding_inputs"):
                assert sorted(map(repr, one_.sql(f"SELECT * FROM {view}").rows)) == sorted(
                    map(repr, two_.sql(f"SELECT * FROM {view}").rows)
                )
        assert same[0].count(b"\n") > 4


def test_an_unknown_rule_or_verdict_is_named_with_those_that_there_are(world):
    database = world(*parts("新疆", 2016, 6, 1, 2, 3))
    for option, word in (("rule", "growth"), ("verdict", "wrong")):
        with pytest.raises(UnknownNameError, match=word):
            database.audit(**{option: word})


def test_the_command_ends_with_one_where_something_is_contradicted_and_with_nothing_otherwise(ipstats, seeded):
    asked = ("audit", "--database", seeded, "--format", "csv")
    wrong = ipstats(*asked, "--source", "xinjiang-2016", "--rule", "growths")
    assert wrong.code == 1
    assert wrong.err == "note: 6 checks: 1 contradicted, 2 consistent, 3 reproduced\n"
    assert ipstats(*asked, "--source", "science-yearbook-2017").code == 0
    assert ipstats(*asked, "--rule", "shares").code == 5


def test_the_chinese_answer_explains_in_chinese(ipstats, seeded):
    said = ipstats(
        "audit", "--database", seeded, "--rule", "ranks", "--year", "2016", "--verdict", "reproduced", "--lang", "zh"
    )
    assert "在全国 31 个地区中按增长率居第 22 位，与公布一致。" in said.out
    assert said.err == "注：核对 2 项：矛盾 0，复现 2\n"


def test_a_figure_that_is_contradicted_is_noted_below_every_table_that_shows_it(ipstats, seeded):
    asked = ("--metric", "pct", "--region", "全国", "--year", "2018", "--database", seeded)
    note = "note: contradicted by other figures: China 2018 PCT international patent applications 51893; see ipstats audit --verdict contradicted\n"
    assert note in ipstats("query", "series", *asked).err
    assert note in ipstats("query", "ranking", *asked).err
    assert note in ipstats("query", "series", *asked, "--source", "pct-yearbook-2023").err
    assert note not in ipstats("query", "series", *asked[:4], "--year", "2016", *asked[6:]).err


def test_cite_shows_the_verdict_of_a_figure_beside_it(seeded):
    with open_database(seeded) as database:
        found = database.series(metric="pct", region="全国,北京", year="2018", cite=True).to_records()
    assert {row["region_code"]: row["figure_verdict"] for row in found} == {"100000": "contradicted", "110000": ""}


def test_a_large_database_keeps_no_findings_and_is_audited_all_the_same(tmp_path, database, monkeypatch):
    from ipstats.store.loading import checking

    monkeypatch.setattr(checking, "MOST_FIGURES", 10)
    copy = Path(shutil.copy(database, tmp_path / "large.sqlite"))
    load(copy, [write_folder(tmp_path, "more", "2018", figures=[FIGURES, *parts("西藏", 2016, 9, 1, 2, 3)])])
    with open_database(copy) as opened:
        assert opened.sql("SELECT COUNT(*) FROM findings").rows == [(0,)]
        assert one(opened, rule="parts", region="西藏")["verdict"] == "contradicted"


def test_a_total_that_was_cut_off_and_not_rounded_is_said_to_be(world):
    # 9999 + 9999 + 1 are 19999: 1.9万 is its digits cut off, 2.0万 its rounding.
    found = one(world(*parts("新疆", 2016, "1.9万", 9999, 9999, 1)), rule="parts")
    assert found["verdict"] == "consistent"
    assert "cut off and not rounded" in found["explanation"]


def test_the_one_wrong_cell_of_a_table_is_named_with_what_it_should_be(world):
    table = []
    for n, code in enumerate(provinces(), 1):
        table += parts(code, 2016, 3 * n, n, n, n)
    wrong = [
        line.replace(",31,A", ",13,A") if line.startswith("650000,2016,patent.grants,invention") else line
        for line in table
    ]
    assert wrong != table
    found = rows(world(*parts("全国", 2016, 1488, 496, 496, 496), *wrong), verdict="contradicted")
    # The row of Xinjiang and the column of inventions fail, and only their crossing is in both.
    assert {(row["rule"], row["region_code"]) for row in found} == {("parts", "650000"), ("regions", "100000")}
    assert {row["suspects"] for row in found} == {
        "Xinjiang invention: 13 should be 31, two neighbouring digits swapped (p. 1)"
    }


def test_two_wrong_cells_that_could_be_two_others_are_shown_as_both(world):
    table = []
    for n, code in enumerate(provinces(), 1):
        table += parts(code, 2016, 3 * n, n, n, n)
    wrong = []
    for line in table:
        for code, kind in (("650000", "invention"), ("640000", "design")):
            if line.startswith(f"{code},2016,patent.grants,{kind}"):
                value = int(line.split(",")[6])
                line = line.replace(f",{value},A", f",{value + 5},A")
        wrong.append(line)
    found = rows(world(*parts("全国", 2016, 1488, 496, 496, 496), *wrong), verdict="contradicted")
    assert len(found) == 4
    for row in found:
        assert " or " in row["suspects"]
        for cell in ("Xinjiang invention: 36 should be 31", "Ningxia design: 35 should be 30"):
            assert cell in row["suspects"]


def test_two_provinces_that_changed_places_are_asked_about_though_every_sum_holds(world):
    table = []
    for year in range(2014, 2019):
        for n, code in enumerate(provinces(), 1):
            # In 2016 Ningxia, the 30th, has the figures of Beijing, the first, and the other way round.
            place = {1: 30, 30: 1}.get(n, n) if year == 2016 else n
            table += [figure(code, year, 100 * place + year % 10), figure(code, year, 200 * place, kind="design")]
    found = rows(world(*table), rule="exchanged")
    assert [(row["verdict"], row["region_code"], row["year"]) for row in found] == [("question", "110000", 2016)]
    assert "Beijing and Ningxia (3006, 106) look exchanged" in found[0]["explanation"]
