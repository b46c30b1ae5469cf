"""What is read out of the report of 2016 is what its seed folder holds, up to a few corrections by hand."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from conftest import REPORT as SEEDS
from conftest import ROOT
from ipstats.database import open_database
from ipstats.questions.published import read_file, vocabulary
from ipstats.sources.drafts import Draft, sort_out
from ipstats.sources.drafts.cells import claim_cells, figure_cells

REPORT = ROOT.parent / "shared" / "sources" / "xinjiang-2016-ip.txt"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the report itself is not part of the project")

FIGURE = ("region", "period", "metric", "patent_type", "case_kind", "program", "award_level")
CLAIM = (*FIGURE, "kind", "subject", "base_year", "scope")

#: What a hand corrected in the seed folder: by file, the locator as read and as it is in the folder. A number that
#: is printed on two lines is read at its first word, and the folder names the line with its digits.
CORRECTED: dict[str, dict[str, str]] = {
    "figures": {},
    "claims": {"三（一）, line 53": "三（一）, line 54"},
}


@pytest.fixture(scope="module")
def draft(reported: Path) -> Draft:
    """The rows that are made of the report with the names of its own seed folder."""
    with open_database(reported) as database:
        names = vocabulary(database.reader)
    reading = read_file(REPORT, names)
    return sort_out(reading.statements, names)


def rows_of(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts(rows: Iterable[dict[str, str]], columns: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {tuple(row[column] for column in (*columns, "published")) for row in rows}


def test_the_figures_are_those_of_the_seed_folder(draft):
    seeded = facts(rows_of("figures"), FIGURE)
    read = facts((figure_cells(entry) for entry in draft.figures), FIGURE)
    assert (seeded - read, read - seeded) == (set(), set())


def test_the_claims_are_those_of_the_seed_folder(draft):
    seeded = facts(rows_of("claims"), CLAIM)
    read = facts((claim_cells(entry) for entry in draft.claims), CLAIM)
    assert (seeded - read, read - seeded) == (set(), set())


@pytest.mark.parametrize("name", ["figures", "claims"])
def test_each_stands_where_the_seed_folder_says_up_to_the_corrections(draft, name):
    columns, cells, entries = {
        "figures": (FIGURE, figure_cells, draft.figures), "claims": (CLAIM, claim_cells, draft.claims),
    }[name]  # fmt: skip
    places = {tuple(row[column] for column in columns): row["locator"] for row in rows_of(name)}
    moved = {}
    for entry in entries:
        row = cells(entry)
        seeded = places.get(tuple(row[column] for column in columns))
        if seeded is not None and row["locator"] != seeded and CORRECTED[name].get(row["locator"]) != seeded:
            moved[row["locator"]] = seeded
    assert moved == {}


def test_nothing_of_the_report_is_in_doubt_or_left_out(draft):
    assert [(entry.published, entry.doubt) for entry in (*draft.figures, *draft.claims) if entry.doubt] == []
    assert [(entry.published, entry.reason) for entry in draft.left_out] == []
    assert draft.metrics == []
