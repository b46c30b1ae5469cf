"""Figures and claims in memory, indexed as the rules look them up; it knows nothing of databases and files.

Figures are whole numbers over the divisor of their metric, as they are stored, so that sums and comparisons
within a metric need no fractions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ..numbers import Bounds

#: A figure's place in the model: metric, region, item of the breakdown, part of the year, year.
Fact = tuple[int, int, int, int, int]

#: Statuses of a figure that is not there.
_MISSING = frozenset("MOK")

#: The region that all others lie in, and the same without Hong Kong, Macao and Taiwan.
NATION, NATION_WITHOUT_HMT = 100_000, 100_010


class Metric(NamedTuple):
    """A metric as the rules need it; ``kind`` is flow, stock, ratio or amount."""

    id: int
    code: str
    zh: str
    en: str
    unit: str
    kind: str
    divisor: int
    adds_over_regions: int
    breakdown: int

    @property
    def counts(self) -> bool:
        """Whether its figures are whole numbers of things."""
        return self.divisor == 1 and self.kind in ("flow", "stock")


class Region(NamedTuple):
    """A region; ``level`` is the code of its level."""

    id: int
    code: str
    zh: str
    en: str
    level: str
    parent: int | None
    overlaps_parent: int


class Item(NamedTuple):
    """An item of a breakdown: a patent type, a kind of case, a level of award."""

    id: int
    kind: int
    zh: str
    en: str
    parent: int | None
    patent_type: str
    case_kind: str
    program: str
    award_level: str


class Source(NamedTuple):
    """A publication, with what prefers it among others."""

    id: int
    code: str
    publisher: str
    edition: str
    published: str
    priority: int


class Ratio(NamedTuple):
    """A declared ratio: one figure over another, ``lag`` years before its own, per so many units of it."""

    metric: int
    numerator: int
    denominator: int
    per: int
    lag: int


class Figure(NamedTuple):
    """One published or recovered figure; ``value`` and the bounds are whole numbers over the metric's divisor."""

    metric: int
    region: int
    item: int
    part: int
    year: int
    source: int
    value: int | None
    low: int | None
    high: int | None
    decimals: int
    unit_mult: int
    qualifier: str
    status: str
    published: str
    locator: str
    method: str = ""

    @property
    def fact(self) -> Fact:
        """What it is a figure of."""
        return self[:5]

    @property
    def known(self) -> bool:
        """Whether there is a figure, if only a bound of one."""
        return self.status not in _MISSING and (self.low is not None or self.high is not None)

    @property
    def recovered(self) -> bool:
        """Whether it was not printed but follows from what was."""
        return self.status == "I"


class Claim(NamedTuple):
    """One published statement about figures; its numbers are in ten-thousandths."""

    metric: int
    region: int
    item: int
    part: int
    year: int
    source: int
    kind: str
    subject: str
    base_year: int | None
    scope: int | None
    value: int
    low: int | None
    high: int | None
    decimals: int
    published: str
    locator: str

    @property
    def fact(self) -> Fact:
        """What it is a statement about."""
        return self[:5]

    @property
    def number(self) -> Fraction:
        """The number stated."""
        return Fraction(self.value, 10_000)

    @property
    def bounds(self) -> Bounds:
        """The numbers that print so."""
        low = None if self.low is None else Fraction(self.low, 10_000)
        return Bounds(low, None if self.high is None else Fraction(self.high, 10_000))


@dataclass
class Names:
    """The dimensions that figures refer to by number."""

    metrics: dict[int, Metric]
    regions: dict[int, Region]
    items: dict[int, Item]
    sources: dict[int, Source]
    ratios: list[Ratio]
    memberships: list[tuple[int, int, int, int]]
    suffixes: dict[int, str]

    @cached_property
    def metric_codes(self) -> dict[str, Metric]:
        """Metrics by their codes."""
        return {metric.code: metric for metric in self.metrics.values()}

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The items that each item is divided into."""
        children: dict[int, list[int]] = defaultdict(list)
        for item in self.items.values():
            if item.parent is not None:
                children[item.parent].append(item.id)
        return dict(children)

    @cached_property
    def _members(self) -> dict[int, list[tuple[int, int, int]]]:
        members: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for scope, region, first, last in self.memberships:
            members[scope].append((region, first, last))
        return dict(members)

    def members(self, scope: int, year: int, levels: Iterable[str]) -> frozenset[int]:
        """The regions of these levels that a region holds in a year; a unit that overlaps its parent is left out."""
        levels = tuple(levels)
        key = (scope, year, levels)
        found = self._known_members.get(key)
        if found is None:
            found = self._known_members[key] = frozenset(
                region
                for region, first, last in self._members.get(scope, ())
                if first <= year <= last
                and self.regions[region].level in levels
                and not self.regions[region].overlaps_parent
            )
        return found

    @cached_property
    def _known_members(self) -> dict[tuple[int, int, tuple[str, ...]], frozenset[int]]:
        return {}


@dataclass
class Evidence:
    """All that the rules look at: figures by fact, the preferred one first, and the claims."""

    names: Names
    figures: dict[Fact, list[Figure]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)

    def add(self, figures: Iterable[Figure]) -> None:
        """Add figures, and put the preferred one of each fact first again."""
        touched: dict[Fact, list[Figure]] = {}
        for figure in figures:
            fact = figure[:5]
            beside = self.figures.get(fact)
            if beside is None:
                self.figures[fact] = [figure]
            else:
                beside.append(figure)
                touched[fact] = beside
        for beside in touched.values():
            beside.sort(key=self._preference)

    def _preference(self, figure: Figure) -> tuple[int, int, tuple[int, ...], int]:
        source = self.names.sources[figure.source]
        place = 2 if figure.value is None and figure.low is None else 1 if figure.recovered else 0
        # Dates are texts of different lengths (2017, 2017-04): the latest first.
        return place, source.priority, (*tuple(-ord(character) for character in source.published), 1), source.id

    def all(self) -> Iterator[Figure]:
        """Every figure of every source."""
        for beside in self.figures.values():
            yield from beside

    def preferred(self, fact: Fact) -> Figure | None:
        """The preferred figure of a fact, if one is known."""
        beside = self.figures.get(fact)
        return beside[0] if beside and beside[0].known else None

    def stated(self, fact: Fact, source: int) -> list[Figure]:
        """The known figures of a fact: that of this source first, then in the order of preference."""
        beside = [figure for figure in self.figures.get(fact, ()) if figure.known]
        return sorted(beside, key=lambda figure: (figure.recovered, figure.source != source))

    def bounds(self, figure: Figure) -> Bounds:
        """What a figure can be, in the base unit of its metric."""
        divisor = self.names.metrics[figure.metric].divisor
        low = None if figure.low is None else Fraction(figure.low, divisor)
        if figure.high == figure.low:
            return Bounds(low, low)
        return Bounds(low, None if figure.high is None else Fraction(figure.high, divisor))

    def breaks(self, fact: Fact, base_year: int) -> list[int]:
        """The years after ``base_year`` in which the series of a fact is broken, by whichever source."""
        metric, region, item, part, year = fact
        return [
            between
            for between in range(base_year + 1, year + 1)
            if any(figure.status == "B" for figure in self.figures.get((metric, region, item, part, between), ()))
        ]

    @cached_property
    def by_panel(self) -> dict[tuple[int, int, int, int], dict[int, Figure]]:
        """The preferred figures of all regions: (metric, item, part, year) to region to figure."""
        panels: dict[tuple[int, int, int, int], dict[int, Figure]] = defaultdict(dict)
        for (metric, region, item, part, year), beside in self.figures.items():
            if beside[0].known:
                panels[metric, item, part, year][region] = beside[0]
        return dict(panels)
