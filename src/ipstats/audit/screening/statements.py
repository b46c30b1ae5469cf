"""Which claims must be looked at: growths against both levels, ranks and their changes among all regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..evidence import NATION, Names
from .columns import (
    CHANGE,
    GROWTH,
    MULTIPLE,
    NO_HIGH,
    NO_LOW,
    OF_GROWTH,
    PART,
    RANK,
    RANK_CHANGE,
    RECOVERED,
    SHARE,
    Claims,
    Ints,
    Key,
    Mask,
    Rows,
    Table,
    above,
    at_most,
)

#: Growths nearer than this are not told apart here but by the rule.
_NEAR = 1e-9


def growths(names: Names, table: Table, claims: Claims) -> Iterator[tuple[str, Key]]:
    """Growths, changes and multiples that the levels of both years do not bear out."""
    claims = claims.of(np.isin(claims.kind, (GROWTH, CHANGE, MULTIPLE)) & (claims.base_year > 0))
    if not len(claims):
        return
    if any(ratio.metric == claims.metric for ratio in names.ratios):
        # Levels may be worked out from other figures, in several ways.
        yield from _all(claims)
        return
    top, known, odd = table.stated(claims.fact, claims.source)
    base, base_known, base_odd = table.stated(claims.fact - claims.year + claims.base_year, claims.source)
    odd |= base_odd
    both = known & base_known & ~odd
    wrong, gaps = np.zeros(len(claims), np.bool_), ~both & ~odd
    at = np.flatnonzero(both)
    if len(at):
        gaps[at] |= table.crossed(claims.fact[at], claims.base_year[at])
        wrong[at], none = _off(names.metrics[claims.metric].divisor, claims.of(at), top.of(at), base.of(at))
        # A multiple of what is below zero, or can be zero, is left to the rule.
        odd[at] |= (claims.kind[at] == MULTIPLE) & (base.low[at] <= 0)
        # Where there is no growth from the preferred base there may be one from that of another source.
        several = none & table.several(base.fact[at])
        odd[at] |= several
        gaps[at] |= none
    yield from (("contradicted", key) for key in claims.of(odd | (wrong & ~gaps)).keyed())
    yield from (("unverifiable", key) for key in claims.of(odd | gaps).keyed())


def _all(claims: Claims) -> Iterator[tuple[str, Key]]:
    for key in claims.keyed():
        yield "contradicted", key
        yield "unverifiable", key


def _off(divisor: int, claims: Claims, top: Rows, base: Rows) -> tuple[Mask, Mask]:
    """Whether no growth between two levels prints as stated, and whether there is none at all."""
    kind = claims.kind
    wrong = np.zeros(len(claims), np.bool_)
    ends = (top.low, top.high, base.low, base.high, claims.low, claims.high)
    bounded = np.logical_and.reduce([(end != NO_LOW) & (end != NO_HIGH) for end in ends])
    # A level below zero is divided by the base that makes the most of it, or the least.
    under_low, under_high = np.where(top.low >= 0, base.high, base.low), np.where(top.high >= 0, base.low, base.high)
    for one, scale, more in ((GROWTH, 1_000_000, 1_000_000), (MULTIPLE, 10_000, 0)):
        at = np.flatnonzero((kind == one) & bounded & (base.low > 0))
        wrong[at] = above(top.low[at], scale, claims.high[at] + more, under_low[at])
        wrong[at] |= above(claims.low[at] + more, under_high[at], top.high[at], scale)
    at = np.flatnonzero((kind == CHANGE) & bounded)
    wrong[at] = above(top.low[at] - base.high[at], 10_000, claims.high[at], divisor)
    wrong[at] |= above(claims.low[at], divisor, top.high[at] - base.low[at], 10_000)
    # Where an end is open the rule decides.
    return wrong | ~bounded, (kind == GROWTH) & (base.low <= 0)


def ranks(names: Names, table: Table, claims: Claims) -> Iterator[tuple[str, Key]]:
    """Ranks and changes of rank that the figures of all regions do not bear out."""
    kind = claims.kind % OF_GROWTH
    claims = claims.of((kind == RANK) | ((kind == RANK_CHANGE) & (claims.base_year > 0)))
    if not len(claims):
        return
    by_growth = claims.kind >= OF_GROWTH
    change = claims.kind % OF_GROWTH == RANK_CHANGE
    base = np.where(claims.base_year > 0, claims.base_year, claims.year - 1)
    best, worst, odd, gaps = _Places(names, table, claims)(claims.year, base)
    # Across a break a rank by growth says nothing, nor does a change of rank.
    gaps |= (by_growth | change) & table.crossed(claims.fact, base)
    at = np.flatnonzero(change)
    if len(at):
        then = claims.of(at)
        earlier = base[at]
        before = _Places(names, table, then)(earlier, earlier - 1)
        best[at], worst[at] = before[0] - worst[at], before[1] - best[at]
        odd[at] |= before[2]
        gaps[at] |= before[3]
    open_ended = (claims.low == NO_LOW) | (claims.high == NO_HIGH)
    wrong = (claims.low > worst * 10_000) | (claims.high < best * 10_000) | open_ended
    yield from (("contradicted", key) for key in claims.of(odd | (wrong & ~gaps)).keyed())
    yield from (("unverifiable", key) for key in claims.of(odd | gaps).keyed())


#: Best and worst ranks, whether the rule must tell, whether nothing is known, and among how many.
_Found = tuple[Ints, Ints, Mask, Mask, Ints]

#: More levels of regions, and more regions, than there are.
_LEVELS, _SCOPES = 100, 1_000_000


@dataclass(frozen=True)
class _Panel:
    """Where a panel stands in the grid: its plane and year, and the regions that are ranked, ``count`` in all."""

    plane: int
    year: int
    places: Ints
    inside: Mask
    count: int

    def of(self, own: Ints) -> Ints:
        """Among how many each of these regions is ranked: itself is always among them."""
        return np.where(self.inside[own], self.count, self.count + 1)


class _Places:
    """Where the regions of claims can stand among the others of their level and scope."""

    def __init__(self, names: Names, table: Table, claims: Claims) -> None:
        self.names, self.table, self.claims = names, table, claims
        self.grid = table.grid
        first = table.first
        known = first.known
        low = np.where(known, first.low, NO_LOW)
        # By item, year and region: all regions of a year are looked at together.
        self.low = _by_region_last(self.grid.box(low, NO_LOW))
        self.high = (
            self.low
            if first.low is first.high
            else _by_region_last(self.grid.box(np.where(known, first.high, NO_HIGH), NO_HIGH))
        )
        self.there = _by_region_last(self.grid.flags(known))
        self.planes = {plane: at for at, plane in enumerate(self.grid.planes.tolist())}
        self.years = {year: at for at, year in enumerate(self.grid.years.tolist())}

    def __call__(self, years: Ints, before: Ints) -> tuple[Ints, Ints, Mask, Mask]:
        """The best and worst rank of each claim in its year, whether the rule must tell, and whether it is open.

        ``before`` are the years that growths are reckoned from.
        """
        claims = self.claims
        count = len(claims)
        best, worst = np.ones(count, np.int64), np.zeros(count, np.int64)
        odd, gaps = np.zeros(count, np.bool_), np.ones(count, np.bool_)
        mine, known, strange = self.table.stated(claims.fact - claims.year + years, claims.source)
        odd |= strange
        region, rest = np.divmod(claims.fact, claims.packing.per_region)
        own = np.searchsorted(self.grid.regions, region)
        by_growth = claims.kind >= OF_GROWTH
        scope = np.where(claims.scope > 0, claims.scope, NATION)
        # All that a panel is chosen by, in two numbers.
        panels = ((rest // PART * PART + years) * _LEVELS + self._levels(region)) * _SCOPES + self._number(scope)
        bases = np.where(by_growth, before, -1)
        order = np.lexsort((bases, panels))
        new = (panels[order[1:]] != panels[order[:-1]]) | (bases[order[1:]] != bases[order[:-1]])
        for at in np.split(order, np.flatnonzero(new) + 1):
            at = at[known[at]]
            if not len(at):
                continue
            one = at[0]
            panel = self._panel(int(rest[one] // PART), int(years[one]), int(scope[one]), int(region[one]))
            low = mine.low[at]
            ends = low, low if mine.high is mine.low else mine.high[at]
            found = (
                self._by_growth(panel, ends, own[at], int(before[one]))
                if by_growth[one]
                else self._by_level(panel, ends, own[at])
            )
            best[at], worst[at], unsure, nothing, of = found
            odd[at] |= unsure
            gaps[at] = nothing | (worst[at] - best[at] + 1 >= of)
        return best, worst, odd, gaps

    def _number(self, regions: Ints) -> Ints:
        """The place of regions among all by their ids."""
        if "ids" not in self.grid.kept:
            self.grid.kept["ids"] = np.array(sorted(self.names.regions), np.int64)
        number: Ints = np.searchsorted(self.grid.kept["ids"], regions)
        return number

    def _levels(self, regions: Ints) -> Ints:
        """A number for the level of each region."""
        if "levels" not in self.grid.kept:
            numbers: dict[str, int] = {}
            levels = [self.names.regions[one].level for one in sorted(self.names.regions)]
            self.grid.kept["levels"] = np.array([numbers.setdefault(one, len(numbers)) for one in levels], np.int64)
        level: Ints = self.grid.kept["levels"][self._number(regions)]
        return level

    def _panel(self, plane: int, year: int, scope: int, region: int) -> _Panel:
        """The panel of a year in which a region is ranked among those of its level."""
        grid = self.grid
        level = self.names.regions[region].level
        key = ("members", scope, year, level)
        if key not in grid.kept:
            members = np.array(sorted(self.names.members(scope, year, (level,))), np.int64)
            at = np.minimum(np.searchsorted(grid.regions, members), len(grid.regions) - 1)
            inside = np.zeros(len(grid.regions), np.bool_)
            inside[at[grid.regions[at] == members]] = True
            grid.kept[key] = np.flatnonzero(inside), inside, len(members)
        places, inside, count = grid.kept[key]
        return _Panel(self.planes[plane], self.years[year], places, inside, count)

    def _by_level(self, panel: _Panel, mine: tuple[Ints, Ints], own: Ints) -> _Found:
        """Ranks by the figures themselves; ``own`` are the places of the regions in the grid."""
        low, high = self.low[panel.plane, panel.year], self.high[panel.plane, panel.year]
        known = self.there[panel.plane, panel.year]
        others = panel.places if known.all() else panel.places[known[panel.places]]
        up_to = at_most(low[others], mine[1])
        less = up_to.copy() if self.high is self.low and mine[0] is mine[1] else at_most(high[others], mine[0])
        there = panel.inside[own] & known[own]
        more = len(others) - up_to - (there & (low[own] > mine[1]))
        less -= there & (high[own] <= mine[0])
        of = panel.of(own)
        nothing = np.zeros(len(own), np.bool_)
        return 1 + more, of - less, nothing, nothing, of

    def _by_growth(self, panel: _Panel, mine: tuple[Ints, Ints], own: Ints, before: int) -> _Found:
        """Ranks by the growth from an earlier year; ``own`` are the places of the regions in the grid."""
        of = panel.of(own)
        at = self.years.get(before)
        if at is None:
            nobody = np.ones(len(own), np.bool_)
            return np.ones(len(own), np.int64), of, ~nobody, nobody, of
        plane, year = panel.plane, panel.year
        base_low, base_high = self.low[plane, at], self.high[plane, at]
        based = self.there[plane, at] & (base_low > 0)
        least, most = _grown(self.low[plane, year], self.high[plane, year], base_low, base_high)
        known = based & self.there[plane, year]
        others = panel.places[known[panel.places]]
        my_least, my_most = _grown(*mine, base_low[own], base_high[own])
        there = panel.inside[own] & known[own]
        ranks = []
        for guard in (_NEAR, -_NEAR):
            highest, lowest = _beyond(my_most, guard), _beyond(my_least, -guard)
            more = len(others) - at_most(least[others], highest) - (there & (least[own] > highest))
            less = at_most(most[others], lowest) - (there & (most[own] <= lowest))
            ranks.append((1 + more, of - less))
        (best, worst), (best_at_least, worst_at_most) = ranks
        unsure = ((best != best_at_least) | (worst != worst_at_most)) & based[own]
        return best, worst, unsure, ~based[own], of


def _by_region_last(box: NDArray[Any]) -> NDArray[Any]:
    """A box by region, item and year as one by item, year and region, with the regions side by side."""
    return np.ascontiguousarray(box.transpose(1, 2, 0))


def _beyond(number: NDArray[np.float64], guard: float) -> NDArray[np.float64]:
    """Numbers farther up by a part of themselves; one without end stays so."""
    moved: NDArray[np.float64] = number + guard * (1 + np.minimum(np.abs(number), 1e300))
    return moved


def _grown(low: Ints, high: Ints, base_low: Ints, base_high: Ints) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """By which factor a figure grew at the least and at the most, nearly; nonsense where the base can be zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        least = low / np.where(low >= 0, base_high, base_low)
        most = high / np.where(high >= 0, base_low, base_high)
    return np.where(low == NO_LOW, -np.inf, least), np.where(high == NO_HIGH, np.inf, most)


def shares(claims: Claims) -> Iterator[tuple[str, Key]]:
    """Every stated share: they are few, and what they are a share of is found in several ways."""
    yield from _all(claims.of(claims.kind % OF_GROWTH == SHARE))


def implied(names: Names, claims: Claims) -> Iterator[tuple[str, Key]]:
    """Every growth of a declared ratio."""
    if any(ratio.metric == claims.metric for ratio in names.ratios):
        yield from _all(claims.of((claims.kind == GROWTH) & (claims.base_year > 0)))


def per_head(names: Names, table: Table) -> Iterator[tuple[str, Key]]:
    """Every printed figure of a declared ratio."""
    rows = table.rows
    if any(ratio.metric == rows.metric for ratio in names.ratios):
        _, _, part, _ = rows.packing.apart(rows.fact)
        for key in rows.keyed(np.flatnonzero(rows.known & (rows.state != RECOVERED) & (part == 0))):
            yield "contradicted", key
            yield "unverifiable", key
