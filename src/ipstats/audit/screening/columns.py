"""Figures and claims of one metric in columns of whole numbers, and the grid in which rules look them up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..evidence import Fact, Names

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: Stand for a bound that is not there: below and above everything, and far enough from the ends of 64 bits
#: that a figure can be added to them.
NO_LOW, NO_HIGH = -(2**62), 2**62

#: Stands for a value that is not there.
NO_VALUE = NO_LOW

#: What the status of a figure says: printed, recovered, printed at a break of the series, not there.
ORDINARY, RECOVERED, BROKEN, MISSING = range(4)

#: Kinds of claims as numbers; another ten says that the claim is about the growth.
OTHER, GROWTH, CHANGE, MULTIPLE, RANK, RANK_CHANGE, SHARE = range(7)
OF_GROWTH = 10

#: A fact is packed in one number: region, item, part and year. What one part of the year is worth in it, and one item.
PART, ITEM = 10_000, 1_000_000

#: So many cells of a grid may be empty for each figure; a family that is thinner is read as a small one is.
_THINNEST = 64
_SMALL = 1_000_000


class Key(NamedTuple):
    """Which figure or claim is to be looked at; ``kind`` is empty for a figure."""

    metric: int
    region: int
    item: int
    part: int
    year: int
    source: int
    kind: str = ""
    subject: str = ""

    @property
    def fact(self) -> Fact:
        """What it is about."""
        return self[:5]


class ThinError(Exception):
    """Figures lie so far apart that a grid would be too large. It never leaves the audit."""


@dataclass(frozen=True)
class Packing:
    """How facts of a family of metrics are packed: ``items`` is one more than the largest item."""

    items: int

    @property
    def per_region(self) -> int:
        """What a region is worth in a packed fact."""
        return self.items * ITEM

    def apart(self, facts: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Regions, items, parts and years of packed facts."""
        region, rest = np.divmod(facts, self.per_region)
        item, rest = np.divmod(rest, ITEM)
        part, year = np.divmod(rest, PART)
        return region, item, part, year


@dataclass(eq=False)
class Rows:
    """The figures of one metric, in the order of facts and sources.

    Numbers are whole, over the divisor of the metric; ``NO_VALUE``, ``NO_LOW`` and ``NO_HIGH`` stand where there
    is none.
    """

    metric: int
    packing: Packing
    fact: Ints
    source: Ints
    value: Ints
    low: Ints
    high: Ints
    state: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.fact)

    def of(self, at: Ints | Mask) -> Rows:
        """Some of the rows. What is one column here stays one column."""
        value = self.value[at]
        low = value if self.low is self.value else self.low[at]
        high = low if self.high is self.low else self.high[at]
        return Rows(self.metric, self.packing, self.fact[at], self.source[at], value, low, high, self.state[at])

    @cached_property
    def known(self) -> Mask:
        """Whether there is a figure, if only a bound of one."""
        known: Mask = (self.state != MISSING) & ((self.low != NO_LOW) | (self.high != NO_HIGH))
        return known

    @cached_property
    def bounded(self) -> bool:
        """Whether every figure that is known has both bounds."""
        return bool(((self.low != NO_LOW) & (self.high != NO_HIGH))[self.known].all())

    @cached_property
    def breaks(self) -> Ints:
        """The facts at which a series is broken, by whichever source."""
        breaks: Ints = self.fact[self.state == BROKEN]
        return breaks

    def keyed(self, at: Iterable[int]) -> Iterator[Key]:
        """The keys of some rows."""
        places = np.fromiter(at, np.int64)
        for fact, source in zip(self.packing_of(self.fact[places]), self.source[places].tolist(), strict=True):
            yield Key(*fact, source)

    def packing_of(self, facts: Ints) -> Iterator[Fact]:
        """Packed facts as facts."""
        for region, item, part, year in zip(*(one.tolist() for one in self.packing.apart(facts)), strict=True):
            yield self.metric, region, item, part, year


@dataclass(eq=False)
class Claims:
    """The claims of one metric; their numbers are in ten-thousandths, and ``kind`` is as above."""

    metric: int
    packing: Packing
    fact: Ints
    source: Ints
    kind: Ints
    base_year: Ints
    scope: Ints
    low: Ints
    high: Ints

    def __len__(self) -> int:
        return len(self.fact)

    def of(self, at: Ints | Mask) -> Claims:
        """Some of the claims."""
        return Claims(
            self.metric, self.packing, self.fact[at], self.source[at], self.kind[at], self.base_year[at], self.scope[at],
            self.low[at], self.high[at],
        )  # fmt: skip

    @cached_property
    def year(self) -> Ints:
        """The years that they are about."""
        year: Ints = self.fact % PART
        return year

    def keyed(self) -> Iterator[Key]:
        """Their keys."""
        names = ("", "growth", "change", "multiple", "rank", "rank_change", "share")
        region, item, part, year = (one.tolist() for one in self.packing.apart(self.fact))
        for r, i, p, y, source, kind in zip(
            region, item, part, year, self.source.tolist(), self.kind.tolist(), strict=True
        ):
            subject = "growth" if kind >= OF_GROWTH else "level"
            yield Key(self.metric, r, i, p, y, source, names[kind % OF_GROWTH], subject)


@dataclass(eq=False)
class Grid:
    """Where facts stand in a box of regions, items with parts, and years; each fact once, in their order."""

    fact: Ints
    regions: Ints
    planes: Ints
    years: Ints
    place: Ints | None
    #: What rules have worked out of the names for these regions and years.
    kept: dict[object, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, fact: Ints, packing: Packing) -> Grid:
        """The grid of these facts. Raises :class:`ThinError` where most of it would be empty."""
        region, rest = np.divmod(fact, packing.per_region)
        plane, year = np.divmod(rest, PART)
        regions, planes, years = np.unique(region), np.unique(plane), np.unique(year)
        cells = len(regions) * len(planes) * len(years)
        if cells > _THINNEST * len(fact) + _SMALL:
            raise ThinError
        if cells == len(fact):
            return cls(fact, regions, planes, years, None)
        place = np.searchsorted(regions, region) * len(planes) + np.searchsorted(planes, plane)
        return cls(fact, regions, planes, years, place * len(years) + np.searchsorted(years, year))

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many regions, planes and years."""
        return len(self.regions), len(self.planes), len(self.years)

    def box(self, column: Ints, fill: int = 0) -> Ints:
        """A column of numbers, one for each fact, in the box."""
        if self.place is None:
            return column.reshape(self.shape)
        box = np.full(self.shape, fill, column.dtype)
        box.reshape(-1)[self.place] = column
        return box

    def flags(self, column: Mask) -> Mask:
        """A column of truths in the box; false where there is no fact."""
        if self.place is None:
            return column.reshape(self.shape)
        box = np.zeros(self.shape, np.bool_)
        box.reshape(-1)[self.place] = column
        return box

    def facts(self, marked: Mask, packing: Packing) -> Ints:
        """The packed facts of the marked cells of a box."""
        region, plane, year = np.nonzero(marked)
        return self.regions[region] * packing.per_region + self.planes[plane] * PART + self.years[year]

    def find(self, facts: Ints) -> tuple[Ints, Mask]:
        """At which place each of these facts stands in the column, and whether it does."""
        at = np.searchsorted(self.fact, facts)
        at[at == len(self.fact)] = 0
        return at, self.fact[at] == facts if len(self.fact) else np.zeros(len(facts), np.bool_)


@dataclass(eq=False)
class Table:
    """The figures of a metric: all rows, and the preferred row of each fact with its grid."""

    rows: Rows
    first: Rows
    grid: Grid
    #: Position of the first row of each fact among all, and how many there are; ``None`` where each has one.
    starts: Ints | None
    counts: Ints | None

    @classmethod
    def of(cls, rows: Rows, names: Names, grid: Grid | None = None) -> Table:
        """Rows with what is preferred among them; ``grid`` is one made of the very same facts."""
        if grid is not None and grid.fact is rows.fact:
            return cls(rows, rows, grid, None, None)
        new = np.ones(len(rows), np.bool_)
        new[1:] = rows.fact[1:] != rows.fact[:-1]
        if new.all():
            return cls(rows, rows, Grid.of(rows.fact, rows.packing), None, None)
        starts = np.flatnonzero(new)
        first = rows.of(_preferred(rows, names, new))
        return cls(rows, first, Grid.of(first.fact, rows.packing), starts, np.diff([*starts, len(rows)]))

    def stated(self, facts: Ints, sources: Ints) -> tuple[Rows, Mask, Mask]:
        """What a source goes by for each of these facts: its own printed figure, or else the preferred one.

        Gives a row for each, whether that is known, and whether it is *odd*: there are several figures and it
        takes more to say which.
        """
        at, there = self.grid.find(facts)
        if not len(self.first):
            nothing = np.zeros(len(facts), np.bool_)
            return self.first, nothing, nothing
        if self.starts is None or self.counts is None:
            chosen = self.first.of(at)
            return chosen, there & chosen.known, np.zeros(len(facts), np.bool_)
        # A copy of its own, whose columns may be written to one by one.
        chosen = self.first.of(at)
        chosen.low, chosen.high = chosen.low.copy(), chosen.high.copy()
        several = there & (self.counts[at] > 1)
        odd = several & ~chosen.known
        for more in range(int(self.counts.max())):
            row = np.minimum(self.starts[at] + more, len(self.rows) - 1)
            own = several & (more < self.counts[at]) & (self.rows.source[row] == sources)
            recovered = self.rows.state[row] == RECOVERED
            odd |= own & ~self.rows.known[row]
            take = own & (~recovered | (chosen.state == RECOVERED))
            for name in ("source", "value", "low", "high", "state"):
                column = getattr(chosen, name)
                column[take] = getattr(self.rows, name)[row[take]]
        return chosen, there & chosen.known, odd

    def several(self, facts: Ints) -> Mask:
        """Whether there are several figures of each of these facts."""
        if self.counts is None or not len(self.first):
            return np.zeros(len(facts), np.bool_)
        at, there = self.grid.find(facts)
        several: Mask = there & (self.counts[at] > 1)
        return several

    def crossed(self, facts: Ints, base_years: Ints) -> Mask:
        """Whether a series is broken after the base year and up to each of these facts."""
        breaks = np.unique(self.rows.breaks)
        if not len(breaks):
            return np.zeros(len(facts), np.bool_)
        bases = facts - facts % PART + base_years
        return np.searchsorted(breaks, facts, "right") > np.searchsorted(breaks, bases, "right")


def _preferred(rows: Rows, names: Names, new: Mask) -> Ints:
    """The row of each fact that is preferred: what is known exactly, then by priority, date and source."""
    ordered = sorted(
        names.sources.values(),
        key=lambda one: (one.priority, (*tuple(-ord(character) for character in one.published), 1), one.id),
    )
    ids = np.array([one.id for one in ordered], np.int64)
    ranks = np.argsort(ids)
    rank = ranks[np.searchsorted(ids, rows.source, sorter=ranks)]
    place = np.where(rows.state == RECOVERED, 1, 0)
    place[(rows.value == NO_VALUE) & (rows.low == NO_LOW)] = 2
    number = np.cumsum(new) - 1
    order = np.lexsort((rank, place, number))
    # Facts stay in their order, so that the first of each is where its rows begin.
    preferred: Ints = order[np.flatnonzero(new)]
    return preferred


def above(first: Ints, factor: Ints | int, second: Ints, other: Ints | int) -> Mask:
    """Whether ``first * factor`` is above ``second * other``, exactly, though the products need not fit in 64 bits.

    Quotients of the order of magnitude decide; where the two are as near as a part in a thousand thousand
    million, they are multiplied in full.
    """
    a, b, c, d = np.broadcast_arrays(first, factor, second, other)
    left, right = a.astype(np.float64) * b, c.astype(np.float64) * d
    more: Mask = np.asarray(left > right)
    near = np.abs(left - right) <= 1e-12 * np.maximum(np.abs(left), np.abs(right))
    for at in zip(*np.nonzero(near), strict=True):
        more[at] = int(a[at]) * int(b[at]) > int(c[at]) * int(d[at])
    return more


def at_most(numbers: NDArray[Any], limits: NDArray[Any]) -> Ints:
    """How many of the numbers are at most each of the limits: those are fewer as a rule, and are what is sorted."""
    order = np.argsort(limits)
    below = np.bincount(np.searchsorted(limits[order], numbers, "left"), minlength=len(limits) + 1)
    counts = np.empty(len(limits), np.int64)
    counts[order] = np.cumsum(below)[:-1]
    return counts


def parsed(texts: Sequence[str]) -> Ints:
    """Whole numbers with commas between them; texts that are empty hold none."""
    return np.fromstring(",".join(text for text in texts if text), np.int64, sep=",")
