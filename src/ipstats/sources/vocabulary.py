"""The names that readers know: regions in their standard order, metrics, units, and every alias."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..names import Lookup, nearest, normalize

#: Runs one SELECT and gives its rows.
Rows = Callable[[str], Iterable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region: its code, its short names and its level (country, macro_region, province, hmt_region, ...)."""

    code: str
    name_zh: str
    name_en: str
    level: str
    parent: str


@dataclass(frozen=True, slots=True)
class MetricName:
    """A metric: its code, names, unit, kind (flow, stock, ratio, amount), breakdown and divisor."""

    code: str
    name_zh: str
    name_en: str
    unit: str
    kind: str
    breakdown: str
    divisor: int

    @property
    def counts(self) -> bool:
        """Whether its figures are whole numbers of things."""
        return self.kind in ("flow", "stock") and self.divisor == 1


@dataclass
class Vocabulary:
    """All names of a database in memory.

    ``names`` leads from (kind, normalized name) to what it stands for; kinds are region, metric, subject,
    measure, patent_type, case and program. ``regions`` is in the standard order of GB/T 2260.
    ``memberships`` holds (scope, member, first year, last year). ``misprints`` are the (kind, name) pairs of
    ``names`` that are known from misprints alone. ``award_levels`` leads from the printed name of a level of
    awards to its code, and ``plans`` from the name of a five-year plan to its first and last year;
    ``programs`` leads from a program to the region that runs it.
    """

    names: dict[tuple[str, str], list[str]]
    printed: dict[str, list[str]]
    regions: dict[str, RegionName]
    metrics: dict[str, MetricName]
    units: frozenset[str]
    memberships: list[tuple[str, str, int, int]] = field(default_factory=list)
    misprints: frozenset[tuple[str, str]] = frozenset()
    award_levels: dict[str, str] = field(default_factory=dict)
    plans: dict[str, tuple[int, int]] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)
    prose: object = field(default=None, repr=False, compare=False)  #: what the reader of prose made of the names

    @classmethod
    def read(cls, rows: Rows) -> Vocabulary:
        """Read the names out of a database; ``rows`` runs a SELECT on it."""
        names: dict[tuple[str, str], list[str]] = {}
        printed: dict[str, list[str]] = {}
        for kind, name, target, text in rows(
            "SELECT kind, name, target, printed FROM aliases ORDER BY kind, name, target"
        ):
            names.setdefault((kind, name), []).append(target)
            printed.setdefault(kind, []).append(text)
        return cls(
            names,
            printed,
            {row[0]: RegionName(*row) for row in rows(_REGIONS)},
            {row[0]: MetricName(*row) for row in rows(_METRICS)},
            frozenset(row[0] for row in rows("SELECT code FROM units")),
            [(row[0], row[1], row[2], row[3]) for row in rows(_MEMBERSHIPS)],
            frozenset((row[0], row[1]) for row in rows("SELECT kind, name FROM aliases WHERE note = 'misprint'")),
            {row[0]: row[1] for row in rows("SELECT name_zh, code FROM award_levels")},
            {row[0]: (row[1], row[2]) for row in rows("SELECT name_zh, first_year, last_year FROM plans")},
            {
                row[0]: row[1]
                for row in rows("SELECT p.code, r.code FROM programs p JOIN regions r ON r.id = p.region_id")
            },
        )

    def targets(self, kind: str, text: str) -> list[str]:
        """The codes that a name stands for: none, one, or several where it is ambiguous."""
        return self.names.get((kind, normalize(text)), [])

    def lookup(self, *kinds: str) -> Lookup:
        """A look-up of these kinds for :func:`ipstats.names.segment`."""

        def find(words: Collection[str]) -> dict[str, list[tuple[str, str]]]:
            found: dict[str, list[tuple[str, str]]] = {}
            for word in words:
                meant = [(kind, target) for kind in kinds for target in self.names.get((kind, word), ())]
                if meant:
                    found[word] = meant
            return found

        return find

    def suggestions(self, kind: str, text: str) -> list[str]:
        """Known names that look like ``text``, to be suggested and never taken."""
        return nearest(text, self.printed.get(kind, ()))

    def members(self, scope: str, year: int, levels: Collection[str]) -> list[str]:
        """The regions of these levels that a region holds in a year, in standard order."""
        inside = {member for of, member, first, last in self.memberships if of == scope and first <= year <= last}
        return [code for code, region in self.regions.items() if code in inside and region.level in levels]


_REGIONS = """
SELECT r.code, r.name_zh, r.name_en, l.code, COALESCE(p.code, '')
FROM regions r JOIN region_levels l ON l.id = r.level_id LEFT JOIN regions p ON p.id = r.parent_id
ORDER BY r.id
"""

_METRICS = """
SELECT m.code, m.name_zh, m.name_en, m.unit, m.kind, k.code, m.divisor
FROM metrics m JOIN breakdown_kinds k ON k.id = m.breakdown_kind ORDER BY m.id
"""

_MEMBERSHIPS = """
SELECT s.code, r.code, g.from_year, g.to_year
FROM region_memberships g JOIN regions s ON s.id = g.scope_id JOIN regions r ON r.id = g.region_id
ORDER BY s.id, r.id, g.from_year
"""
