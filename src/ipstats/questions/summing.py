"""Sums over years and over regions: which are asked for, which are refused and why, and what was missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..results import Cell, Column, Note
from ..store.reading import Reader, scalars
from .basis import Basis
from .compose import Condition, Select, among
from .naming import MetricGroup, level_code, plan_years, years_in
from .notes import left_out, parts_missing

if TYPE_CHECKING:
    from .asking import Asked

#: The sums of at most so many rows have their missing parts named.
_NAMED = 5

_WHY = {
    ("years", "stock"): "it is a stock, what there is at the end of a year, and what was there before is counted again",
    ("years", "ratio"): "it is a ratio, and what it is divided by differs from year to year",
    ("regions", "ratio"): "it is a ratio, and what it is divided by differs from region to region",
}


def span(reader: Reader, asked: Asked) -> list[Condition]:
    """The first and last year of a sum over years. Raises :class:`UsageError` where they are not said."""
    spans = [span for text in asked.year for span in years_in(text)]
    if asked.plan:
        spans.append(plan_years(reader, asked.plan))
    if asked.from_year is not None and asked.to_year is not None:
        spans.append((asked.from_year, asked.to_year))
    if len(spans) != 1 or spans[0][0] > spans[0][1]:
        raise UsageError(
            "a sum over which years?",
            "Say the first and the last: --year 2011-2015, --from 2011 --to 2015 or --plan 12",
        )
    (first, last), option = spans[0], "--plan" if asked.plan else "--year" if asked.year else "--from"
    return [Condition("from_year = :first AND to_year = :last", {"first": first, "last": last}, option)]


def level_added(reader: Reader, asked: Asked) -> list[Condition]:
    """The level of the regions that are added up, where one is named."""
    if not asked.level:
        return []
    return [Condition("of_level = :of_level", {"of_level": level_code(reader, asked.level)}, "--level")]


def refuse(reader: Reader, over: str, groups: Sequence[MetricGroup]) -> list[Note]:
    """Say which of the metrics asked for are not added up, and why.

    Raises :class:`UsageError` where that is all of them.
    """
    asked = dict.fromkeys(metric for group in groups for metric in group.metrics)
    if not asked:
        return []
    adding = Select("metrics", ["code", "kind", f"adds_over_{over}"], [among("code", asked, "m")])
    refused = {code: kind for code, kind, adds in reader.select(adding.sql(), adding.values())[1] if not adds}
    if not refused:
        return []
    kinds = {_WHY.get((over, kind), "its parts are counted more than once") for kind in refused.values()}
    reason = "; ".join(sorted(kinds))
    if len(refused) == len(asked):
        raise UsageError(
            f"{', '.join(sorted(refused))} cannot be summed over {over}: {reason}",
            "Ask for its figures instead: ipstats query series",
        )
    return [left_out(sorted(refused), over, reason)]


def missing(reader: Reader, on: Basis, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Note]:
    """Which years or regions had no figure, for the first rows that lack some."""
    at = {column.id: i for i, column in enumerate(columns)}
    lacking = [row for row in rows if row[at["missing"]]]
    notes = []
    for row in lacking[:_NAMED]:
        fact = {column: row[at[column]] for column in ("metric", "patent_type", "case_kind", "program", "award_level")}
        conditions = [Condition(column + " = :" + column, {column: value}) for column, value in fact.items()]
        conditions.append(Condition("(value IS NOT NULL OR low IS NOT NULL)"))
        if "from_year" in at:
            parts = _years_without(
                reader, on, conditions, row[at["region_code"]], row[at["from_year"]], row[at["to_year"]]
            )
        else:
            parts = _regions_without(
                reader,
                on,
                conditions,
                row[at["region_code"]],
                str(row[at["of_level"]]),
                row[at["period"]],
                row[at["year"]],
            )
        names = str(row[at["region"]]), str(row[at["region_en"]])
        notes.append(parts_missing(str(row[at["metric"]]), names, str(row[at["period"]]), parts))
    return notes


def _years_without(
    reader: Reader, on: Basis, conditions: list[Condition], region: Any, first: Any, last: Any
) -> list[tuple[str, str]]:
    of_region = Condition("region_code = :region AND period = CAST(year AS TEXT)", {"region": region})
    there = on.select("facts", ["year"], [*conditions, of_region], set())
    known = set(scalars(reader, there.sql(), there.values()))
    return [(str(year), str(year)) for year in range(first, last + 1) if year not in known]


_MEMBERS = """
SELECT r.code, r.name_zh, r.name_en
FROM region_memberships g
JOIN regions r ON r.id = g.region_id AND r.overlaps_parent = 0
JOIN region_levels l ON l.id = r.level_id
JOIN regions s ON s.id = g.scope_id
WHERE s.code = :scope AND :year BETWEEN g.from_year AND g.to_year
  AND (l.code = :level OR :level = 'province+hmt_region' AND l.code IN ('province', 'hmt_region'))
ORDER BY r.id
"""


def _regions_without(
    reader: Reader, on: Basis, conditions: list[Condition], scope: Any, of_level: str, period: Any, year: Any
) -> list[tuple[str, str]]:
    there = on.select("facts", ["region_code"], [*conditions, Condition("period = :period", {"period": period})], set())
    known = set(scalars(reader, there.sql(), there.values()))
    members = reader.select(_MEMBERS, {"scope": scope, "year": year, "level": of_level})[1]
    return [(zh, en) for code, zh, en in members if code not in known]
