"""The report on Xinjiang in 2016 as the reader of prose reads it, against its seeds. Skipped where it is absent."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal

import pytest

from ipstats.numbers import parse_printed
from prose import REPORT, ROOT, names, read

__all__ = ["names", "read"]

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="the report itself is not part of the project")

FIELDS = ("region", "period", "metric", "patent_type", "case_kind", "program", "award_level")


def seeds(name: str) -> list[dict[str, str]]:
    """The rows of a seed file of the report."""
    with (ROOT / "seeds" / "xinjiang-2016" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts() -> Counter[tuple[object, ...]]:
    """What the report states, once for each of its places."""
    found: Counter[tuple[object, ...]] = Counter()
    for row in seeds("figures.csv") + seeds("claims.csv"):
        value = parse_printed(row["published"]).number
        for place in row["locator"].split("; "):
            found[row.get("kind") or "level", *(row[field] for field in FIELDS), value, place] += 1
    return found


def test_every_level_and_claim_of_the_report_is_read_with_its_place_and_nothing_else(read):
    found: Counter[tuple[object, ...]] = Counter()
    for one in read(REPORT.read_text("utf-8")):
        fields = (
            one.region_code, one.period, one.metric, one.patent_type, one.case_kind, one.program, one.award_level,
        )  # fmt: skip
        assert isinstance(one.value, Decimal)
        found[one.kind, *fields, one.value, one.locator] += 1
    assert found == facts()


def test_growths_of_the_report_are_against_2015_and_ranks_within_the_nation(read):
    claims = [one for one in read(REPORT.read_text("utf-8")) if one.kind != "level"]
    assert {one.base_period for one in claims if one.kind in ("growth", "rank_change")} == {"2015"}
    assert {one.scope_code for one in claims if one.kind in ("rank", "rank_change")} == {"100000"}
    assert [one.subject for one in claims if one.kind == "rank"] == ["growth", "level"]


def test_the_misprint_of_the_report_is_a_known_one(read):
    (one,) = [one for one in read(REPORT.read_text("utf-8")) if one.published == "920余件"]
    assert (one.metric, one.qualifier) == ("copyright.works_registered", "at_least")
