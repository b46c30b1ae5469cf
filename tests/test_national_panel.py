"""The national panel: every figure of the official tables is in the seeds, each once, and they add up as printed."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ipstats.names import segment
from ipstats.numbers import parse_printed
from ipstats.sources.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
YEARBOOK = ROOT.parent / "shared" / "yearbook"
FIGURES = ROOT.parent / "shared" / "figures"

needs_workbooks = pytest.mark.skipif(not YEARBOOK.exists(), reason="the workbooks themselves are not in the project")
needs_tables = pytest.mark.skipif(not FIGURES.exists(), reason="the tables as exported are not in the project")

YEARS = range(2010, 2024)
METRICS = {"applications": "patent.applications", "grants": "patent.grants", "in-force": "patent.in_force"}
TYPES = ("total", "invention", "utility_model", "design")


def codes(*divisions: int) -> list[str]:
    """Codes of regions of the first level by their first two digits."""
    return [f"{division}0000" for division in divisions]


#: The western provinces, which are always the same, and the others; the north-east stands alone from 2012.
WEST = codes(15, 45, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65)
COAST = codes(11, 12, 13, 31, 32, 33, 35, 37, 44, 46)
MIDDLE = codes(14, 34, 36, 41, 42, 43)
NORTHEAST = codes(21, 22, 23)

#: The provinces in the order of the tables, and Hong Kong, Macao and Taiwan, which come last.
PROVINCES = sorted([*WEST, *COAST, *MIDDLE, *NORTHEAST])
BESIDE = codes(81, 82, 71)

#: The one blank of the yearbook.
BLANK = ("220000", 2019, "patent.applications", "design")


def macro_regions(year: int) -> dict[str, list[str]]:
    """Which macro-regions the tables of a year print, and what lies in each."""
    if year < 2012:
        return {"100100": [*COAST, "210000"], "100200": [*MIDDLE, "220000", "230000"], "100300": WEST}
    if year < 2017:
        return {"100100": COAST, "100200": MIDDLE, "100300": WEST, "100400": NORTHEAST}
    return {}


def rows_of(source: str) -> list[dict[str, str]]:
    with (SEEDS / source / "figures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def connection(seeded: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{seeded}?mode=ro", uri=True)
    yield connection
    connection.close()


Panel = dict[tuple[str, int, str, str], int]


@pytest.fixture(scope="module")
def patents(connection: sqlite3.Connection) -> Panel:
    """The patents of the yearbooks by (region, year, metric, type), the recovered blank among them."""
    query = """
        SELECT region_code, year, metric, patent_type, value FROM facts
        WHERE source LIKE 'science-yearbook-%' AND value IS NOT NULL
    """
    return {(region, year, metric, kind): value for region, year, metric, kind, value in connection.execute(query)}


def published(connection: sqlite3.Connection, source: str, region: str, year: int, metric: str) -> str:
    """A figure as one source prints it."""
    query = """
        SELECT o.published FROM observations o
        JOIN sources s ON s.id = o.source_id JOIN regions r ON r.id = o.region_id JOIN metrics m ON m.id = o.metric_id
        WHERE s.code = ? AND r.code = ? AND o.year = ? AND m.code = ?
    """
    found = connection.execute(query, (source, region, year, metric)).fetchall()
    assert len(found) == 1
    return str(found[0][0])


def test_every_source_brings_as_many_figures_as_its_tables_have_cells(connection):
    query = """
        SELECT s.code, COUNT(*) FROM observations o JOIN sources s ON s.id = o.source_id
        WHERE s.code <> 'xinjiang-2016' GROUP BY s.code
    """
    expected = {f"science-yearbook-{year + 1}": 3 * 4 * (1 + 31 + 3 + len(macro_regions(year))) for year in YEARS}
    assert sum(expected.values()) == 6191 + 1
    # One table a year of 31 provinces; the first folder holds all years whose series were restated in 2011.
    expected |= {"annual-data-2011": 31 * (11 + 2), "annual-data-2019": 31}
    expected |= {f"annual-data-{year}": 31 * 2 for year in range(2012, 2019)}
    expected |= {"gdp-revised": 31 * 19, "population-revised": 31 * 10}
    # The nation, and in 2016 those from abroad, Shenzhen and the Corps.
    expected |= {"pct-2016": 34 + 4, "pct-yearbook-2023": 3 * 35}
    assert dict(connection.execute(query)) == expected


def test_the_three_types_add_up_to_the_total_in_every_row(patents):
    rows = {(region, year, metric) for region, year, metric, _ in patents}
    assert len(rows) == 1548
    wrong = []
    for row in rows:
        parts = [patents.get((*row, kind)) for kind in TYPES[1:]]
        if None in parts and (*row, "design") == BLANK:
            continue  # Not recovered in this database.
        if sum(parts) != patents[(*row, "total")]:
            wrong.append(row)
    assert wrong == []


def test_provinces_with_hong_kong_macao_and_taiwan_add_up_to_the_nation(patents):
    wrong = []
    for year in YEARS:
        for metric in METRICS.values():
            for kind in TYPES:
                if (year, metric, kind) == BLANK[1:] and BLANK not in patents:
                    continue
                parts = sum(patents[region, year, metric, kind] for region in [*PROVINCES, *BESIDE])
                if parts != patents["100000", year, metric, kind]:
                    wrong.append((year, metric, kind))
    assert wrong == []


def test_macro_regions_are_the_sums_of_their_members_of_the_year(patents):
    printed = {key for key in patents if key[0] in ("100100", "100200", "100300", "100400")}
    expected = {
        (scope, year, metric, kind): sum(patents[region, year, metric, kind] for region in members)
        for year in YEARS
        for scope, members in macro_regions(year).items()
        for metric in METRICS.values()
        for kind in TYPES
    }
    assert len(expected) == 12 * (2 * 3 + 5 * 4)
    assert {key: patents[key] for key in printed} == expected


def test_the_blank_is_missing_in_the_seeds_and_never_zero(connection):
    blanks = [(source, row) for source in sources() for row in rows_of(source) if not row["published"]]
    assert [(source, row["region"], row["status"], row["locator"]) for source, row in blanks] == [
        ("science-yearbook-2020", "220000", "O", "table 8-7, sheet 1, cell F14")
    ]
    found = connection.execute(
        "SELECT value, status FROM facts WHERE region_code = ? AND year = ? AND metric = ? AND patent_type = ?", BLANK
    ).fetchall()
    # What its row and its column both leave for it.
    assert found in ([], [(2503, "I")])


def test_2017_is_a_break_of_applications_and_grants_alone():
    breaks = Counter((row["period"], row["metric"]) for year in YEARS for row in yearbook(year) if row["status"] == "B")
    assert breaks == {("2017", "patent.applications"): 35 * 4, ("2017", "patent.grants"): 35 * 4}


def test_pct_applications_add_up_to_the_domestic_total_but_for_2018(connection):
    query = "SELECT region_code, year, value FROM facts WHERE metric = 'pct.applications' AND source LIKE 'pct-%'"
    figures = {(region, year): value for region, year, value in connection.execute(query)}
    sums = {
        year: (sum(figures[region, year] for region in [*PROVINCES, *BESIDE]), figures["100000", year])
        for year in (2016, 2018, 2022, 2023)
    }
    assert sums == {
        2016: (42173, 42173),
        2018: (51892, 51893),  # As printed.
        2022: (69115, 69115),
        2023: (68780, 68780),
    }
    assert figures["900000", 2016] == 2819
    assert figures["440300", 2016] < figures["440000", 2016]
    assert figures["660000", 2016] <= figures["650000", 2016]


def test_shenzhen_is_not_taken_for_all_of_guangdong(connection):
    query = """
        SELECT value, figures, missing FROM sums_over_regions
        WHERE region_code = '440000' AND metric = 'pct.applications' AND of_level = 'prefecture'
    """
    assert connection.execute(query).fetchall() == [(19647, 1, 20)]


def test_the_figures_of_xinjiang_are_those_that_its_report_speaks_of(patents):
    def xinjiang(year: int, metric: str, kind: str = "total") -> int:
        return patents["650000", year, metric, kind]

    assert [xinjiang(year, "patent.applications") for year in (2015, 2016)] == [12250, 14105]
    assert [xinjiang(year, "patent.grants") for year in (2015, 2016)] == [8761, 7116]
    assert [xinjiang(year, "patent.in_force", "invention") for year in (2015, 2016)] == [3072, 3762]
    assert sum(xinjiang(year, "patent.applications") for year in range(2011, 2016)) == 42464


def test_beijing_of_2016_and_2017_stand_as_printed_on_either_side_of_the_break(patents):
    assert patents["110000", 2016, "patent.applications", "total"] == 189129
    assert patents["110000", 2017, "patent.applications", "total"] == 185928


def test_population_and_product_come_back_with_the_digits_of_each_vintage(connection):
    assert published(connection, "annual-data-2016", "650000", 2015, "population.resident") == "2360万人"
    assert published(connection, "annual-data-2017", "650000", 2016, "economy.gdp") == "9649.70亿元"
    assert published(connection, "gdp-revised", "650000", 2016, "economy.gdp") == "9913.9亿元"


def test_the_revised_vintage_is_preferred(connection):
    query = """
        SELECT metric, source, COUNT(*) FROM facts
        WHERE metric IN ('population.resident', 'economy.gdp') AND source <> 'xinjiang-2016' AND year BETWEEN 2015 AND 2017
        GROUP BY metric, source
    """
    assert connection.execute(query).fetchall() == [
        ("economy.gdp", "gdp-revised", 93),
        ("population.resident", "population-revised", 93),
    ]


def test_no_figure_is_dated_before_the_end_of_its_year(connection):
    query = """
        SELECT COUNT(*), SUM(CAST(SUBSTR(s.published, 1, 4) AS INTEGER) > o.year)
        FROM observations o JOIN sources s ON s.id = o.source_id
    """
    every, later = connection.execute(query).fetchone()
    assert every == later > 8000


def test_the_31_provinces_are_china_without_hong_kong_macao_and_taiwan(connection):
    query = """
        SELECT r.code FROM region_memberships g JOIN regions r ON r.id = g.region_id
        JOIN region_levels l ON l.id = r.level_id
        WHERE g.scope_id = 100010 AND l.code IN ('province', 'hmt_region') AND 2016 BETWEEN g.from_year AND g.to_year
        ORDER BY r.code
    """
    assert [code for (code,) in connection.execute(query)] == PROVINCES


@cache
def sources() -> tuple[str, ...]:
    return tuple(
        folder.name
        for folder in sorted(SEEDS.iterdir())
        if (folder / "source.toml").is_file() and folder.name != "xinjiang-2016"
    )


def yearbook(year: int) -> list[dict[str, str]]:
    return rows_of(f"science-yearbook-{year + 1}")


@cache
def sheet(kind: str, year: int) -> list[list[Any]]:
    """The table of a workbook as it stands, from its first row and column on."""
    import msoffcrypto
    import python_calamine

    plain = io.BytesIO()
    with (YEARBOOK / f"{kind}-{year}.xls").open("rb") as file:
        locked = msoffcrypto.OfficeFile(file)
        locked.load_key(password="VelvetSweatshop")  # Excel's own, built in.
        locked.decrypt(plain)
    plain.seek(0)
    return python_calamine.CalamineWorkbook.from_filelike(plain).get_sheet_by_name("1").to_python(skip_empty_area=False)


def table_rows(kind: str, year: int) -> list[tuple[int, str, list[Any]]]:
    """Row number, region and cells of each line of figures; the region by its place in the table, whatever is printed."""
    lines = [(number, row) for number, row in enumerate(sheet(kind, year), 1) if re.search(r"\d", f"{row[2]}{row[3]}")]
    order = ["100000", *macro_regions(year), *PROVINCES, *BESIDE]
    return [(number, region, row) for (number, row), region in zip(lines, order, strict=True)]


@needs_workbooks
@pytest.mark.parametrize("year", YEARS)
def test_every_cell_of_the_workbooks_is_in_the_seeds_and_nothing_else(year):
    printed = {}
    for kind, metric in METRICS.items():
        title = next(row[0] for row in sheet(kind, year) if re.match(r"\d-\d", row[0]))
        assert f"({year}年)" in title
        for number, region, row in table_rows(kind, year):
            for column, patent_type, cell in zip("CDEF", TYPES, row[2:6], strict=True):
                digits = cell if isinstance(cell, str) else str(int(cell))
                assert isinstance(cell, str) or cell == int(cell)
                where = f"table {title[:3]}, sheet 1, cell {column}{number}"
                printed[region, str(year), metric, patent_type] = (digits, where)
    rows = yearbook(year)
    seeds = {
        (row["region"], row["period"], row["metric"], row["patent_type"]): (row["published"], row["locator"])
        for row in rows
    }
    assert len(seeds) == len(rows)
    assert seeds == printed


@needs_workbooks
@pytest.mark.parametrize("year", YEARS)
def test_every_misprinted_name_is_told_in_the_note_with_its_cell(year, connection):
    names = {
        code: ({zh, full}, en)
        for code, zh, full, en in connection.execute("SELECT code, name_zh, full_name_zh, name_en FROM regions")
    }
    # Other names in use, which are no misprints.
    others = {"100000": "National Total", "100200": "Middle Region", "810000": "Hongkong", "540000": "Xizang"}
    others["100400"] = "Northeast Region"
    (note,) = connection.execute(
        "SELECT note FROM sources WHERE code = ?", (f"science-yearbook-{year + 1}",)
    ).fetchone()
    found = []
    for kind in METRICS:
        for number, region, row in table_rows(kind, year):
            chinese, english = re.sub(r"\s", "", row[0]), " ".join(row[1].split())
            zh, en = names[region]
            if chinese not in zh:
                found.append((chinese, f"A{number}"))
            if english.casefold() not in {en.casefold(), others.get(region, "").casefold()}:
                found.append((english, f"B{number}"))
    expected = {2012: 4, 2014: 4, 2015: 1, 2018: 1}
    assert len(found) == expected.get(year, 0)
    for text, cell in found:
        assert re.search(rf"{text} for \w+ \({cell}\)", note), (text, cell)


#: Each table: the sources whose figures of a metric it holds, and how many figures it has.
TABLES = {
    "population-original-2009-2018": ("annual-data-", "population.resident", 310),
    "population-revised-2015-2024": ("population-revised", "population.resident", 310),
    "gdp-original-2000-2017": ("annual-data-", "economy.gdp", 558),
    "gdp-revised-2006-2024": ("gdp-revised", "economy.gdp", 589),
    "pct-applications-2016-2018-2022-2023": ("pct-", "pct.applications", 143),
}


@needs_tables
def test_no_table_is_left_out():
    assert {path.stem for path in FIGURES.glob("*.csv")} == set(TABLES)


@needs_tables
@pytest.mark.parametrize("table", TABLES)
def test_every_figure_of_the_tables_is_in_the_seeds_and_nothing_else(table, connection):
    prefix, metric, count = TABLES[table]
    regions = {name: code for code, name in connection.execute("SELECT code, name_zh FROM regions")}
    regions |= {"国内合计": "100000", "国外合计": "900000"}
    with (FIGURES / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = Counter(
            (regions[row["region"]], row["year"], row["value"] + ("" if row["unit"] == "件" else row["unit"]))
            for row in csv.DictReader(file)
        )
    assert sum(printed.values()) == count
    seeds = Counter(
        (row["region"], row["period"], row["published"])
        for source in sources()
        if source.startswith(prefix)
        for row in rows_of(source)
        if row["metric"] == metric
    )
    assert seeds == printed


#: Headings of the tables, and what they mean.
HEADINGS = {
    "国内三种专利申请受理数": "total applications", "国内三种专利申请授权数": "total grants",
    "国内三种专利授权数": "total grants", "国内三种专利有效数": "total in_force",
    "Three Kinds of Domestic Patent Applications Accepted": "total applications",
    "Three Kinds of Domestic Patent Applications Granted": "total grants",
    "Three Kinds of Domestic Patents in Force": "total in_force", "发明专利申请授权数": "invention grants",
    "有效发明专利数": "in_force invention", "专利申请授权数": "patent.grants",
    "国内专利申请受理数": "patent.applications", "PCT国际专利申请受理量（含于新疆）": "pct.applications",
    "PCT国际专利申请受理量（含于广东）": "pct.applications",
    "年末常住人口（七普修订前旧口径）": "population.resident",
    "年末常住人口（七普修订口径）": "population.resident", "地区生产总值（四经普前原口径）": "economy.gdp",
    "地区生产总值（五经普修订后）": "economy.gdp",
}  # fmt: skip


@pytest.mark.parametrize(("heading", "meant"), HEADINGS.items())
def test_the_headings_of_the_tables_are_known_and_mean_one_thing(heading, meant, connection):
    names = Vocabulary.read(connection.execute)
    found, unknown = segment(heading, names.lookup("metric", "subject", "measure", "patent_type"))
    assert all(len(targets) == 1 for targets in found)
    assert " ".join(targets[0][1] for targets in found) == meant
    assert unknown == []


@pytest.mark.parametrize("metric", ["population.resident", "economy.gdp"])
def test_original_figures_are_in_the_source_of_the_year_after(metric):
    for source in sources():
        if source.startswith("annual-data-"):
            years = {int(row["period"]) for row in rows_of(source) if row["metric"] == metric}
            first = {"population.resident": 2009, "economy.gdp": 2000}[metric] if source.endswith("2011") else None
            last = int(source[-4:]) - 1
            expected = set(range(first if first else last, last + 1))
            assert years == (set() if (source, metric) == ("annual-data-2019", "economy.gdp") else expected)


def test_what_is_stored_is_what_is_printed_in_base_units(connection):
    query = """
        SELECT o.published, o.value, m.divisor FROM observations o
        JOIN metrics m ON m.id = o.metric_id JOIN sources s ON s.id = o.source_id
        WHERE o.published <> '' AND o.value IS NOT NULL AND s.code <> 'xinjiang-2016'
    """
    rows = connection.execute(query).fetchall()
    assert len(rows) == 6191 + 868 + 310 + 589 + 143
    assert [text for text, value, divisor in rows if parse_printed(text).number * divisor != Decimal(value)] == []
