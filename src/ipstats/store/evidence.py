"""Figures, claims and names out of an open database, as the audit takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from ..audit.evidence import Claim, Evidence, Figure, Item, Metric, Names, Ratio, Region, Source

#: Runs one SELECT with its parameters and gives its rows.
Rows = Callable[[str, Mapping[str, Any]], Iterable[Sequence[Any]]]


def read_names(rows: Rows) -> Names:
    """The dimensions of a database."""
    return Names(
        metrics={row[0]: Metric(*row) for row in rows(_METRICS, {})},
        regions={row[0]: Region(*row) for row in rows(_REGIONS, {})},
        items={row[0]: Item(*row) for row in rows(_ITEMS, {})},
        sources={row[0]: Source(*row) for row in rows(_SOURCES, {})},
        ratios=[Ratio(*row) for row in rows(_RATIOS, {})],
        memberships=[(row[0], row[1], row[2], row[3]) for row in rows(_MEMBERSHIPS, {})],
        suffixes={row[0]: row[1] for row in rows(_PARTS, {})},
    )


def read_evidence(
    rows: Rows, names: Names, metrics: Collection[int] | None = None, sources: Collection[int] | None = None
) -> Evidence:
    """The figures and claims of these metrics and sources; of all where they are not named.

    A figure that was recovered counts only where its source is among them.
    """
    evidence = Evidence(names)
    known = names.metrics if metrics is None else metrics
    for metric in sorted(known):
        methods = {row[:6]: row[6] for row in map(tuple, rows(_METHODS, {"metric": metric}))}
        evidence.add(
            Figure._make((*row, methods.get(tuple(row[:6]), "")))
            for row in rows(_FIGURES, {"metric": metric})
            if sources is None or row[5] in sources
        )
        evidence.claims += [
            Claim._make(row) for row in rows(_CLAIMS, {"metric": metric}) if sources is None or row[5] in sources
        ]
    return evidence


_METRICS = """
SELECT id, code, name_zh, name_en, unit, kind, divisor, adds_over_regions, breakdown_kind FROM metrics ORDER BY id
"""

_REGIONS = """
SELECT r.id, r.code, r.name_zh, r.name_en, l.code, r.parent_id, r.overlaps_parent
FROM regions r JOIN region_levels l ON l.id = r.level_id ORDER BY r.id
"""

_ITEMS = """
SELECT
  id, kind_id, name_zh, name_en, parent_id, COALESCE(patent_type, ''), COALESCE(case_kind, ''), COALESCE(program, ''),
  COALESCE(award_level, '')
FROM breakdowns ORDER BY id
"""

_SOURCES = "SELECT id, code, publisher, edition, published, priority FROM sources ORDER BY id"

_RATIOS = "SELECT metric_id, numerator_id, denominator_id, per, lag FROM declared_ratios ORDER BY metric_id"

_MEMBERSHIPS = "SELECT scope_id, region_id, from_year, to_year FROM region_memberships ORDER BY 1, 2, 3"

_PARTS = "SELECT id, suffix FROM period_parts ORDER BY id"

_FIGURES = """
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, value, low, high, decimals, unit_mult, qualifier, status,
  published, locator
FROM stored_observations WHERE metric_id = :metric
ORDER BY region_id, breakdown_id, part, year, source_id
"""

_METHODS = """
SELECT metric_id, region_id, breakdown_id, part, year, source_id, method FROM derivations WHERE metric_id = :metric
"""

_CLAIMS = """
SELECT
  metric_id, region_id, breakdown_id, part, year, source_id, kind, subject, base_year, scope_id, value, low, high,
  decimals, published, locator
FROM stored_claims WHERE metric_id = :metric
ORDER BY region_id, breakdown_id, part, year, source_id, kind, subject
"""
