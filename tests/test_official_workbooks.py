"""The official tables as they are published: all 42 are read, and every sum in them holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import ROOT
from ipstats.database import open_database
from ipstats.sources.statements import Reading
from ipstats.sources.vocabulary import Vocabulary
from ipstats.sources.workbooks import read_workbook

YEARBOOK = ROOT.parent / "shared" / "yearbook"

pytestmark = pytest.mark.skipif(not YEARBOOK.is_dir(), reason="the published workbooks are not beside the project")

METRICS = {"applications": "patent.applications", "grants": "patent.grants", "in-force": "patent.in_force"}
NAMES = [f"{kind}-{year}" for kind in METRICS for year in range(2010, 2024)]
NATION, BEYOND = "100000", {"710000", "810000", "820000"}


@pytest.fixture(scope="module")
def vocabulary(seeded: Path) -> Vocabulary:
    with open_database(seeded) as database:
        return Vocabulary.read(lambda sql: database.reader.select(sql)[1])


@pytest.fixture(scope="module")
def readings(vocabulary: Vocabulary) -> dict[str, Reading]:
    return {name: read_workbook(YEARBOOK / f"{name}.xls", vocabulary) for name in NAMES}


def figures(reading: Reading) -> dict[str, dict[str, Decimal]]:
    """Region code to patent type to figure."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for statement in reading.statements:
        assert statement.value is not None
        assert statement.patent_type not in found[statement.region_code], "a figure is read once"
        found[statement.region_code][statement.patent_type] = statement.value
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_read_without_a_doubt(readings, name):
    reading = readings[name]
    kind, _, year = name.rpartition("-")
    assert reading.errors == []
    assert {statement.doubt for statement in reading.statements} == {""}
    assert {(s.metric, s.period, s.unit, s.kind) for s in reading.statements} == {(METRICS[kind], year, "件", "level")}
    number = f"{7 if int(year) < 2016 else 8}-{7 + list(METRICS).index(kind)}"
    assert all(statement.locator.startswith(f"table {number}, sheet 1, cell ") for statement in reading.statements)
    assert reading.title.startswith(number)


@pytest.mark.parametrize("name", NAMES)
def test_the_regions_are_those_of_the_year(readings, vocabulary, name):
    year = int(name[-4:])
    macro = {code for code in ("100100", "100200", "100300", "100400") if vocabulary.members(code, year, ["province"])}
    assert len(macro) == (3 if year < 2012 else 4 if year < 2017 else 0)
    provinces = {code for code, region in vocabulary.regions.items() if region.level == "province"}
    assert len(provinces) == 31
    found = figures(readings[name])
    assert set(found) == {NATION} | macro | provinces | BEYOND
    assert all(len(row) == 4 for row in found.values())


@pytest.mark.parametrize("name", NAMES)
def test_types_add_up_in_every_row_and_regions_in_every_column(readings, vocabulary, name):
    found, year = figures(readings[name]), int(name[-4:])
    for row in found.values():
        assert row["total"] == row["invention"] + row["utility_model"] + row["design"]
    for scope in found:
        level = vocabulary.regions[scope].level
        if level == "country":
            members = [code for code in found if vocabulary.regions[code].level in ("province", "hmt_region")]
        elif level == "macro_region":
            members = vocabulary.members(scope, year, ["province"])
        else:
            continue
        for kind, value in found[scope].items():
            assert value == sum(found[member][kind] for member in members), (scope, kind)


def test_all_figures_are_there_and_the_one_that_is_not_printed_is_recovered(readings):
    statements = [statement for reading in readings.values() for statement in reading.statements]
    assert Counter(statement.status for statement in statements) == {"A": 6191, "I": 1}
    missing = next(statement for statement in statements if statement.status == "I")
    assert (missing.region, missing.period, missing.patent_type) == ("吉林", "2019", "design")
    assert (missing.value, missing.published, missing.qualifier) == (2503, "", "exact")
    assert missing.locator == "table 8-7, sheet 1, cell F14"
    assert "the row (31052 - 11269 - 17280) leaves 2503" in missing.note
    assert "the column" in missing.note


#: Every name in these workbooks that is misprinted, found by looking: file, name as printed, region meant.
MISPRINTS = {
    ("applications-2014", "江两", "江西"), ("grants-2012", "山两", "山西"), ("grants-2012", "两藏", "西藏"),
    ("in-force-2014", "四藏", "西藏"), ("in-force-2014", "浙汀", "浙江"), ("in-force-2014", "尔部地区", "东部"),
    ("in-force-2015", "江四", "江西"), ("grants-2012", "Hcbci", "河北"), ("grants-2012", "Hcnan", "河南"),
    ("applications-2018", "Jiangu", "江苏"),
}  # fmt: skip


def misprints_in(readings: dict[str, Reading]) -> set[tuple[str, str, str]]:
    return {
        (name, statement.note.removeprefix("printed ").partition(";")[0].partition(" beside")[0], statement.region)
        for name, reading in readings.items()
        for statement in reading.statements
        if statement.note.startswith("printed ")
    }


def test_the_misprints_are_these_and_each_is_said(readings):
    assert misprints_in(readings) == MISPRINTS


def test_the_evidence_of_the_tables_alone_resolves_the_misprints(vocabulary):
    """Without the misprints among the aliases the same regions come out, by the English and the place."""
    names = {key: codes for key, codes in vocabulary.names.items() if key not in vocabulary.misprints}
    unaware = replace(vocabulary, names=names, misprints=frozenset())
    files = {name for name, *_ in MISPRINTS}
    assert misprints_in({name: read_workbook(YEARBOOK / f"{name}.xls", unaware) for name in files}) == MISPRINTS


def test_a_misprint_says_what_decided(readings):
    notes = {s.note for s in readings["in-force-2015"].statements if s.note}
    assert len(notes) == 1
    note = notes.pop()
    assert note.startswith("printed 江四; read as 江西: English 'Jiangxi'")
    assert note.endswith("its place between 福建 and 山东 agree; sums hold")
