"""Declared ratios: worked out exactly from published figures, of the right publication, and asked like any metric."""

from __future__ import annotations

import random
import sqlite3
from decimal import Decimal
from fractions import Fraction

import pytest

from ipstats.database import Database, load, open_database
from ipstats.errors import NothingMatchesError, SeedFolderError, UsageError
from ipstats.render import Look, render
from worlds import on_postgresql, on_sqlite, write_folder

METRICS = "code,name_zh,name_en,unit,kind,breakdown,adds_over_regions,adds_over_years,divisor"
RATIOS = "metric,numerator,denominator,per,lag,vintage,decimals"
FIGURES = "region,period,metric,published,locator"

#: Declared ratios by code: per how many, and what one of them is kept in.
DECLARED = {
    "made.per_one": (1, 100),
    "made.per_head": (10, 10_000),
    "made.per_10k": (10_000, 10**6),
    "made.per_100m": (10**8, 10**6),
}


def stress() -> list[tuple[str, str]]:
    """Numerators and denominators as printed: tiny, huge, even, odd, zero, rounded, and too far apart."""
    pairs = [
        ("3762", "2360万"), ("0", "7"), ("1", "3"), ("2", "3"), ("1", "1"), ("999999999999999", "1"),
        ("999999999999999", "999999999999998"), ("1", "999999999999999"), ("999999999999998", "999999999999999"),
        ("8", "1000"), ("1", "8"), ("99999", "1"), ("100000", "1"), ("9", "1"), ("10", "1"), ("5", "20000000"),
        ("15", "10000000"), ("999999999999999", "7"), ("999999999999999", "10000000000"), ("12", "0"), ("7", "0.6万"),
        ("7", "1万"), ("21.36万", "13.7亿"), ("1.0亿", "9649.70万"), ("约300", "2.0万"), ("7", "约1万"), ("4", "超过3"),
        ("超过3", "4"), ("920余", "13亿"), ("12", "不足5"), ("0.3万", "0.1亿"), ("12345678901234", "123"),
    ]  # fmt: skip
    for n in range(260):
        numbers = random.Random(n)
        above, below = numbers.randrange(10 ** (n % 15 + 1)), numbers.randrange(1, 10 ** ((n * 7) % 15 + 1))
        kind = n % 4
        printed = str(below) if kind else f"{below % 10**9}.{n % 10}万" if n % 8 else f"{below % 10**6 + 1}亿"
        pairs.append((str(above), printed))
    return pairs


PAIRS = stress()


@pytest.fixture(scope="module")
def stressed(tmp_path_factory):
    """A folder in which county n has the figures of pair n, and four ratios of them."""
    regions = ["code,name_zh,name_en,full_name_zh,level,parent,overlaps_parent"]
    figures = [FIGURES]
    for n, (above, below) in enumerate(PAIRS):
        regions.append(f"{110101 + n},县{n},County {n},第{n}县,county,110000,0")
        figures += [
            f"{110101 + n},2001,made.{what},{text},row {n}" for what, text in (("above", above), ("below", below))
        ]
    metrics = [METRICS, "made.above,分子,Above,件,flow,none,1,1,1", "made.below,分母,Below,人,stock,none,1,0,1"]
    ratios = [RATIOS]
    for code, (per, divisor) in DECLARED.items():
        metrics.append(f"{code},比{per}之{divisor},{code},件/万人,ratio,none,0,0,{divisor}")
        ratios.append(f"{code},made.above,made.below,{per},0,preferred,0")
    return write_folder(
        tmp_path_factory.mktemp("stress"),
        "stress",
        "2002",
        regions=regions,
        metrics=metrics,
        ratios=ratios,
        figures=figures,
    )


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def stress_database(request, tmp_path_factory, stressed):
    if request.param == "sqlite":
        with open_database(on_sqlite(tmp_path_factory.mktemp("stress") / "stress.sqlite", [stressed])) as database:
            yield database
    else:
        with (
            on_postgresql(request.getfixturevalue("postgres_server"), [stressed]) as url,
            open_database(url) as database,
        ):
            yield database


def quotients(database: Database) -> dict[tuple[str, str], tuple[Fraction | None, ...]]:
    """Value and bounds of each ratio by metric and region."""
    rows = database.sql("SELECT metric, region_code, value, low, high FROM ratios").rows
    return {
        (metric, region): tuple(None if cell is None else Fraction(cell) for cell in cells)
        for metric, region, *cells in rows
    }


def test_each_ratio_is_what_exact_fractions_make_of_the_stored_figures(stress_database):
    rows = stress_database.sql(
        "SELECT m.code, r.code, o.value, o.low, o.high FROM observations o"
        " JOIN metrics m ON m.id = o.metric_id JOIN regions r ON r.id = o.region_id"
    ).rows
    stored = {(metric, region): tuple(cells) for metric, region, *cells in rows}
    expected = {}
    for code, (per, divisor) in DECLARED.items():
        scale = per * divisor
        for n in range(len(PAIRS)):
            region = str(110101 + n)
            (v, vl, vh), (b, bl, bh) = stored["made.above", region], stored["made.below", region]
            if v is None or b is None or b == 0 or v // b >= 10**15 // scale:
                continue
            value = Fraction((v * scale * 2 + b) // (2 * b), divisor)
            low = None if None in (vl, bh) or not bl else Fraction(vl * scale // bh, divisor)
            too_far = None in (vh, bl) or bl == 0 or vh // bl >= 10**15 // scale
            high = None if too_far else Fraction(-(-vh * scale // bl), divisor)
            expected[code, region] = (value, low, high)
    assert len(expected) > 600
    assert quotients(stress_database) == expected


def test_the_bounds_hold_the_ratio_of_all_figures_that_round_to_the_print(stress_database):
    found = quotients(stress_database)
    held = 0
    for n, (above, below) in enumerate(PAIRS):
        if not (above.isdecimal() and below.endswith("万") and below[:-1].replace(".", "").isdecimal()):
            continue
        # A figure in 万 with so many decimals was rounded by less than half of its last place.
        half = 10_000 // 10 ** len(below[:-1].partition(".")[2]) // 2
        middle = int(Decimal(below[:-1]) * 10_000)
        for people in (middle - half, middle + half - 1, middle + half // 3):
            for code, (per, divisor) in DECLARED.items():
                _, low, high = found.get((code, str(110101 + n)), (None, None, None))
                if people > 0 and low is not None and high is not None:
                    true = Fraction(int(above) * per, people)
                    assert low <= true <= high, (above, below, people, code)
                    if low > 0:
                        assert high - low <= true * 2 * half / (middle - half) + Fraction(2, divisor)
                    held += 1
    assert held > 300


def test_a_ratio_that_would_not_fit_among_the_figures_has_no_row(stress_database):
    n = PAIRS.index(("999999999999999", "1"))
    of_county = {metric for metric, region in quotients(stress_database) if region == str(110101 + n)}
    assert of_county == set()
    n = PAIRS.index(("99999", "1"))
    # 99999 times 10^10 is below 10^15, 100000 times it is not.
    assert ("made.per_10k", str(110101 + n)) in quotients(stress_database)
    n = PAIRS.index(("100000", "1"))
    assert ("made.per_10k", str(110101 + n)) not in quotients(stress_database)


def test_a_numerator_whose_print_could_be_below_zero_gives_no_lower_bound(tmp_path):
    folder = write_folder(
        tmp_path, "balance", "2002",
        metrics=[METRICS, "made.money,余额,Balance,元,amount,none,1,1,100", "made.rate,率,Rate,件/万人,ratio,none,0,0,100"],
        ratios=[RATIOS, "made.rate,made.money,population.resident,1,0,preferred,1"],
        figures=[FIGURES, "北京,2001,made.money,0.0万元,p. 1", "北京,2001,population.resident,7,p. 1"],
    )  # fmt: skip
    with open_database(on_sqlite(tmp_path / "balance.sqlite", [folder])) as database:
        (row,) = database.series("made.rate", region="北京").to_records()
        (money,) = database.series("made.money", region="北京").to_records()
    assert money["low"] == -500
    assert row["value"] == 0
    # 500 yuan over seven people are 71.428…, rounded outwards.
    assert row["low"] is None
    assert row["high"] == Decimal("71.43")


def world(parent):
    """Population first published, printed anew and revised, in three publications; patents; a ratio that is printed too."""
    people = "region,period,metric,published,locator"
    patents = "region,period,metric,patent_type,published,status,locator"
    declared = {
        "metrics": [
            METRICS,
            "made.of_year,当年率,Of the year,件/万人,ratio,patent_type,0,0,1000000",
            "made.of_old,旧年率,Of two years before,件/万人,ratio,patent_type,0,0,1000000",
        ],
        "ratios": [
            RATIOS,
            "made.of_year,patent.in_force,population.resident,10000,0,preferred,3",
            "made.of_old,patent.in_force,population.resident,10000,2,first,2",
        ],
    }
    return [
        write_folder(parent, "early", "2016-02", "priority = 70", figures=[
            people, "新疆,2015,population.resident,2360万人,p. 1", "北京,2015,population.resident,2171万人,p. 1",
            "北京,2014,population.resident,2152万人,p. 1",
        ]),
        write_folder(parent, "again", "2017-02", "priority = 10", figures=[
            people, "新疆,2015,population.resident,2398万人,p. 2", "新疆,2016,population.resident,2428万人,p. 2",
            "北京,2016,population.resident,2173万人,p. 2", "甘肃,2015,population.resident,2523万人,p. 2",
        ]),
        write_folder(parent, "revised", "2021", "priority = 10", figures=[
            people, "新疆,2015,population.resident,2385万人,p. 3", "新疆,2016,population.resident,2428万人,p. 3",
        ]),
        write_folder(parent, "patents", "2017-05", "priority = 30", **declared, figures=[
            patents, "新疆,2016,patent.in_force,invention,3762,A,T1", "新疆,2017,patent.in_force,invention,4549,A,T1",
            "新疆,2015,patent.in_force,invention,3072,A,T1",
            "北京,2016,patent.in_force,invention,166722,A,T1", "北京,2017,patent.in_force,invention,204871,B,T1",
            "甘肃,2016,patent.in_force,invention,4762,A,T1", "甘肃,2016,patent.in_force_per_10k,invention,1.9,A,T2",
        ]),
    ]  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def both(request, tmp_path_factory):
    folders = world(tmp_path_factory.mktemp("ratios"))
    if request.param == "sqlite":
        with open_database(on_sqlite(tmp_path_factory.mktemp("ratios") / "ratios.sqlite", folders)) as database:
            yield database
    else:
        with on_postgresql(request.getfixturevalue("postgres_server"), folders) as url, open_database(url) as database:
            yield database


def values(result) -> dict[tuple[str, str], object]:
    """Values by region and period."""
    records = result.to_records()
    found = {(row["region"], row["period"]): row["value"] for row in records}
    assert len(found) == len(records)
    return found


def per_10k(patents: int, people: str) -> Decimal:
    """Six decimals of a quotient, half up, by exact fractions; the population in 万."""
    exact = Fraction(patents) / Fraction(people)
    return Decimal((exact.numerator * 2 * 10**6 + exact.denominator) // (2 * exact.denominator)) / 10**6


def test_the_denominator_is_of_the_year_and_the_publication_that_are_declared(both):
    # A year before, as first published, whatever was printed since and preferred now.
    assert values(both.series("patent.in_force_per_10k", region="新疆", all=True)) == {
        ("新疆", "2016"): per_10k(3762, "2360"),
        ("新疆", "2017"): per_10k(4549, "2428"),
    }
    # Of the same year, as preferred: priority first, and then the later date.
    assert values(both.series("made.of_year", region="新疆", all=True)) == {
        ("新疆", "2015"): per_10k(3072, "2385"),
        ("新疆", "2016"): per_10k(3762, "2428"),
    }
    # Two years before.
    assert values(both.series("made.of_old", all=True)) == {
        ("北京", "2016"): per_10k(166722, "2152"),
        ("北京", "2017"): per_10k(204871, "2171"),
        ("新疆", "2017"): per_10k(4549, "2360"),
    }


def test_the_place_names_both_figures(both):
    (row,) = both.series("patent.in_force_per_10k", region="新疆", year=2016).to_records()
    assert (row["source"], row["locator"]) == ("patents", "patents, T1 / early, p. 1")
    assert (row["qualifier"], row["status"], row["published"], row["decimals"]) == ("computed", "A", "", 3)


def test_a_break_in_the_numerator_is_one_in_the_ratio(both):
    rows = both.series("patent.in_force_per_10k", region="北京", year=2017).to_records()
    assert [row["status"] for row in rows] == ["B"]


def test_a_printed_figure_comes_before_a_computed_one(both):
    rows = both.series("patent.in_force_per_10k", year=2016, all=True).to_records()
    assert [(row["region"], row["value"], row["qualifier"], row["published"]) for row in rows] == [
        ("北京", per_10k(166722, "2171"), "computed", ""),
        ("甘肃", Decimal("1.9"), "rounded", "1.9"),
        ("新疆", per_10k(3762, "2360"), "computed", ""),
    ]
    cited = both.cite("patent.in_force_per_10k", region="甘肃", year=2016).to_records()
    assert [(row["preferred"], row["value"]) for row in cited] == [(1, Decimal("1.9")), (0, per_10k(4762, "2523"))]


def test_what_can_be_worked_out_takes_the_place_of_a_blank(tmp_path):
    tables = write_folder(tmp_path, "tables", "2017", figures=[
        "region,period,metric,patent_type,published,status,locator", "新疆,2015,population.resident,,2360万人,A,T1",
        "新疆,2016,patent.in_force,invention,3762,A,T2", "新疆,2016,patent.in_force_per_10k,invention,,O,T3",
    ])  # fmt: skip
    with open_database(on_sqlite(tmp_path / "blank.sqlite", [tables])) as database:
        rows = database.series("patent.in_force_per_10k", year=2016, all=True).to_records()
        cited = database.cite("patent.in_force_per_10k", year=2016, all=True).to_records()
    assert [(row["value"], row["status"]) for row in rows] == [(per_10k(3762, "2360"), "A")]
    assert [(row["preferred"], row["status"]) for row in cited] == [(1, "A"), (0, "O")]


def test_every_question_answers_for_a_declared_ratio(both):
    (row,) = both.growth("patent.in_force_per_10k", region="新疆", year=2017).to_records()
    true = (Fraction(4549, 2428) / Fraction(3762, 2360) - 1) * 100
    # What was rounded is rounded both times, so the growth has bounds.
    assert row["growth_low"] < true < row["growth_high"]
    assert abs(Fraction(row["growth_percent"]) - true) < Fraction(1, 100)
    assert (row["remark"], row["previous_value"]) == ("bounded", per_10k(3762, "2360"))
    ranked = both.ranking("patent.in_force_per_10k", year=2016, level="province").to_records()
    assert [(row["rank"], row["ranked_of"], row["region"]) for row in ranked] == [
        (1, 3, "北京"), (2, 3, "甘肃"), (3, 3, "新疆"),
    ]  # fmt: skip
    top = both.ranking("patent.in_force_per_10k", year=2016, level="province", top=1).to_records()
    assert [row["region"] for row in top] == ["北京"]
    grown = both.ranking("patent.in_force_per_10k", by="growth", year=2017, level="province").to_records()
    assert [row["region"] for row in grown] == ["北京", "新疆"]
    (row,) = both.compare("patent.in_force_per_10k", region="北京", beside="新疆", year=2016).to_records()
    assert row["difference"] == per_10k(166722, "2171") - per_10k(3762, "2360")
    for over in ("years", "regions"):
        with pytest.raises(UsageError, match="cannot be summed"):
            both.sum("patent.in_force_per_10k", over=over, year="2016-2017")
    with pytest.raises(NothingMatchesError):
        both.share("patent.in_force_per_10k", year=2016)
    with pytest.raises(NothingMatchesError):
        both.ranking("patent.in_force_per_10k", year=2016, by="share")


def test_stored_and_declared_metrics_are_asked_together(both):
    records = both.series(["patent.in_force", "patent.in_force_per_10k"], region="新疆", year=2016).to_records()
    assert {row["metric"] for row in records} >= {"patent.in_force", "patent.in_force_per_10k"}
    keys = [(row["metric"], row["patent_type"]) for row in records]
    assert sorted(keys) == keys
    everything = both.series(all=True).to_records()
    assert {row["metric"] for row in everything} >= {
        "made.of_year",
        "made.of_old",
        "patent.in_force_per_10k",
        "patent.in_force",
    }


def test_what_a_date_leaves_of_the_denominators_is_what_is_divided_by(both):
    def asked(day):
        return values(both.series("made.of_year", region="新疆", year="2015,2016", as_of=day))

    assert asked("2017-12-31") == {
        ("新疆", "2015"): per_10k(3072, "2398"), ("新疆", "2016"): per_10k(3762, "2428"),
    }  # fmt: skip
    assert asked("2021") == values(both.series("made.of_year", region="新疆", year="2015,2016"))
    alone = values(both.series("made.of_year", region="新疆", year="2015", source=["patents", "early"]))
    assert alone == {("新疆", "2015"): per_10k(3072, "2360")}
    with pytest.raises(NothingMatchesError):
        both.series("made.of_year", region="新疆", year="2016", source="patents")


def test_what_was_recovered_makes_way_for_what_is_worked_out(tmp_path):
    """The report prints 1.594 and its growth; the year before is recovered, unless it can be worked out."""
    report = write_folder(
        tmp_path, "report", "2017",
        figures="region,period,metric,patent_type,published,locator\n新疆,2016,patent.in_force_per_10k,invention,1.594,p. 1\n",
        claims="region,period,metric,patent_type,kind,subject,base_year,published,locator\n"
        "新疆,2016,patent.in_force_per_10k,invention,growth,level,2015,23.26%,p. 1\n",
    )  # fmt: skip
    path = on_sqlite(tmp_path / "recovered.sqlite", [report])
    with open_database(path) as database:
        (row,) = database.series("patent.in_force_per_10k", year=2015, all=True).to_records()
        assert (row["value"], row["status"]) == (None, "I")
    tables = write_folder(tmp_path, "tables", "2016", figures=[
        "region,period,metric,patent_type,published,locator", "新疆,2014,population.resident,,2322万人,T1",
        "新疆,2015,patent.in_force,invention,3072,T2",
    ])  # fmt: skip
    load(path, [tables])
    with open_database(path) as database:
        (row,) = database.series("patent.in_force_per_10k", year=2015, all=True).to_records()
        assert (row["value"], row["status"], row["qualifier"]) == (per_10k(3072, "2322"), "A", "computed")
        (growth,) = database.growth("patent.in_force_per_10k", year=2016).to_records()
    # 1.594 over 1.3230 is 20.48 %, not 23.26 %.
    assert (growth["previous_status"], growth["verdict"]) == ("A", "contradicted")


def test_the_denominator_first_published_is_a_published_one(tmp_path):
    """What is recovered from an early growth was not published first: nobody published it."""
    early = write_folder(
        tmp_path, "early", "2016",
        figures="region,period,metric,published,locator\n新疆,2015,population.resident,14105,p. 1\n",
        claims="region,period,metric,kind,subject,base_year,published,locator\n新疆,2015,population.resident,growth,level,2014,15.14%,p. 1\n",
    )  # fmt: skip
    late = write_folder(tmp_path, "late", "2018", figures=[
        "region,period,metric,patent_type,published,locator", "新疆,2014,population.resident,,2322万人,T1",
        "新疆,2015,patent.in_force,invention,3072,T2",
    ])  # fmt: skip
    with open_database(on_sqlite(tmp_path / "first.sqlite", [early, late])) as database:
        cited = database.cite("population.resident", year=2014).to_records()
        assert {(row["status"], row["value"]) for row in cited} == {("A", 23220000), ("I", 12250)}
        (row,) = database.series("patent.in_force_per_10k", year=2015, all=True).to_records()
    assert (row["status"], row["value"]) == ("A", per_10k(3072, "2322"))


def test_xinjiang_of_2016_is_1_594_as_its_report_prints_it(seeded, ipstats):
    with open_database(seeded) as database:
        rows = database.cite("patent.in_force_per_10k", region="新疆", year=2016).to_records()
    (row,) = [row for row in rows if row["qualifier"] == "computed" and row["patent_type"] == "invention"]
    assert row["value"] == per_10k(3762, "2360") == Decimal("1.594068")
    assert row["low"] <= Fraction(37620000, 23605000)
    assert row["high"] >= Fraction(37620000, 23595000)
    shown = ipstats(
        "query", "series", "--metric", "invention per_10k", "--region", "新疆", "--year", "2015,2016", "--source",
        "science-yearbook-2016,science-yearbook-2017,annual-data-2015,annual-data-2016", "--database", seeded,
    )  # fmt: skip
    # A person reads the decimals that are declared.
    assert [line.split()[-1] for line in shown.out.splitlines()[2:]] == ["1.337", "1.594"]


def test_every_ratio_of_the_bundled_data_is_the_quotient_of_its_two_figures(seeded):
    """Divided anew from the tables below, by the rules of the declarations as they are written here."""
    connection = sqlite3.connect(f"file:{seeded}?mode=ro", uri=True)
    query = """
        SELECT m.code, o.region_id, o.year, o.breakdown_id, o.value, s.published, s.priority, s.id, o.panel_id
        FROM observations o JOIN metrics m ON m.id = o.metric_id JOIN sources s ON s.id = o.source_id
        WHERE m.code IN ('patent.in_force', 'population.resident', 'economy.gdp') AND o.value IS NOT NULL
    """
    first, preferred, patents = {}, {}, {}
    for metric, region, year, item, value, published, priority, source, panel in connection.execute(query):
        if metric == "patent.in_force":
            patents |= {(region, year, item): value} if panel is not None else {}
        elif metric == "economy.gdp":
            preferred |= {(region, year): value} if panel is not None else {}
        else:
            first.setdefault((region, year), []).append((published, priority, source, value))
    divisor = dict(connection.execute("SELECT code, divisor FROM metrics"))
    expected = {}
    for (region, year, item), count in patents.items():
        if (region, year - 1) in first:
            people = min(first[region, year - 1])[-1]
            expected["patent.in_force_per_10k", region, year, item] = Fraction(count * 10_000, people)
        if (region, year) in preferred:
            product = Fraction(preferred[region, year], divisor["economy.gdp"])
            expected["patent.in_force_per_100m_gdp", region, year, item] = count * 10**8 / product
    query = "SELECT m.code, r.region_id, r.year, r.breakdown_id, r.value FROM ratio_figures r JOIN metrics m ON m.id = r.metric_id"
    found = {tuple(key): value for *key, value in connection.execute(query)}
    connection.close()
    assert len(found) > 3000
    assert found == {
        key: (2 * 10**6 * exact.numerator + exact.denominator) // (2 * exact.denominator)
        for key, exact in expected.items()
    }


#: A metric that can be declared as a ratio, and others that cannot.
OTHERS = [
    METRICS, "made.rate,率,Rate,件/万人,ratio,patent_type,0,0,1000000", "made.flow,流,Flow,件,flow,patent_type,1,1,1",
    "made.plain,平,Plain,件/万人,ratio,none,0,0,1000000", "made.money,钱,Money,元,amount,none,1,1,100",
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("made.unknown,patent.in_force,population.resident,10000,0,first,3", "metric", "no such code"),
        ("made.rate,patent.unknown,population.resident,10000,0,first,3", "numerator", "no such code"),
        ("made.rate,patent.in_force,population.unknown,10000,0,first,3", "denominator", "no such code"),
        ("made.flow,patent.in_force,population.resident,10000,0,first,3", "metric", "not a ratio"),
        ("made.rate,made.rate,population.resident,10000,0,first,3", "metric", "a ratio of itself"),
        ("made.plain,patent.in_force,population.resident,10000,0,first,3", "numerator", "another breakdown"),
        ("made.rate,patent.in_force,patent.grants,10000,0,first,3", "denominator", "takes a breakdown"),
        ("made.rate,patent.in_force,population.resident,10000,0,last,3", "vintage", "not one of first, preferred"),
        ("made.rate,patent.in_force,population.resident,10000,0,first,6", "decimals", "not a whole number from 0 to 5"),
        ("made.rate,patent.in_force,population.resident,10000,11,first,3", "lag", "not a whole number from 0 to 10"),
        ("made.rate,patent.in_force,population.resident,10000,-1,first,3", "lag", "not a whole number from 0 to 10"),
        ("made.rate,patent.in_force,population.resident,3000,0,first,3", "per", "not a power of ten"),
        ("made.rate,patent.in_force,population.resident,0,0,first,3", "per", "not a whole number from 1"),
        ("made.rate,patent.in_force,population.resident,1000000000,0,first,3", "per", "not a power of ten up to 10^14"),
        ("made.rate,patent.in_force,population.resident,万,0,first,3", "per", "not a whole number"),
        ("made.rate,patent.in_force,population.resident,,0,first,3", "per", "an empty cell"),
    ],
)
def test_a_ratio_that_is_declared_wrongly_is_named_with_line_and_column(seeded, tmp_path, row, column, problem):
    right = "patent.in_force_per_10k,patent.in_force,population.resident,10000,1,first,3"
    folder = write_folder(tmp_path, "mine", "2020", metrics=OTHERS, ratios=[RATIOS, right, row])
    before = seeded.read_bytes()
    with pytest.raises(SeedFolderError) as caught:
        load(seeded, [folder])
    (error,) = caught.value.errors
    assert (error.file, error.line, error.column) == ("mine/ratios.csv", 3, column)
    assert problem in str(error)
    assert seeded.read_bytes() == before


def test_a_ratio_that_is_declared_already_must_be_declared_the_same(database, tmp_path):
    other = "patent.in_force_per_10k,patent.in_force,population.resident,10000,0,first,3"
    with pytest.raises(SeedFolderError, match=r"ratios\.csv, line 2, column lag: .*known already"):
        load(database, [write_folder(tmp_path, "mine", "2020", ratios=[RATIOS, other])])


def test_both_databases_give_the_same_bytes_for_a_declared_ratio(tmp_path_factory, postgres_server):
    folders = world(tmp_path_factory.mktemp("same"))
    path = on_sqlite(tmp_path_factory.mktemp("same") / "same.sqlite", folders)
    asked: list[tuple[str, dict[str, object]]] = [
        (name, {"metric": "made.of_year", "all": True} | more)
        for name in ("series", "growth", "ranking", "compare", "cite")
        for more in ({}, {"as_of": "2017"}, {"source": "early,patents"})
    ]
    with on_postgresql(postgres_server, folders) as url, open_database(path) as first, open_database(url) as second:
        for name, selectors in asked:
            answers = []
            for database in (first, second):
                try:
                    answers.append(render(database.ask(name, **selectors), "csv", Look()))
                except NothingMatchesError as error:
                    answers.append(str(error).encode())
            assert answers[0] == answers[1], (name, selectors)
