"""Figures, claims and names out of an open database, as the audit takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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


class Some:
    """Reads some of the figures and claims of a database: of a region, or of some years.

    ``sources`` are those that count; all where it is ``None``. A recovered figure comes without its method, of
    which no rule speaks.
    """

    def __init__(self, rows: Rows, sources: Collection[int] | None = None) -> None:
        self._rows, self._sources = rows, sources

    def of_region(self, metric: int, region: int) -> list[Figure]:
        """The figures of a metric in a region."""
        return self._figures(_FIGURES_OF_REGION, {"metric": metric, "region": region})

    def of_years(self, metric: int, first: int, last: int) -> list[Figure]:
        """The figures of a metric in some years."""
        return self._figures(_FIGURES_OF_YEARS, {"metric": metric, "first_year": first, "last_year": last})

    def _figures(self, sql: str, values: Mapping[str, Any]) -> list[Figure]:
        return [
            Figure._make((*row, ""))
            for row in self._rows(sql, values)
            if self._sources is None or row[5] in self._sources
        ]

    def claims(self, metric: int, region: int) -> Iterator[Claim]:
        """The claims of a metric about a region."""
        for row in self._rows(_CLAIMS_OF_REGION, {"metric": metric, "region": region}):
            if self._sources is None or row[5] in self._sources:
                yield Claim._make(row)


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

_FIGURES_OF_REGION = _FIGURES.replace(":metric\n", ":metric AND region_id = :region\n")

_FIGURES_OF_YEARS = _FIGURES.replace(":metric\n", ":metric AND year BETWEEN :first_year AND :last_year\n")

_CLAIMS_OF_REGION = _CLAIMS.replace(":metric\n", ":metric AND region_id = :region\n")
