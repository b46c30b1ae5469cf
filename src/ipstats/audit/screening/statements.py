"""Which claims must be looked at: growths against both levels, ranks and their changes among all regions."""

from __future__ import annotations

from collections.abc import Iterator

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
    # Where an end is open, or a multiple of what can be zero is stated, the rule decides.
    wrong |= ~bounded | ((kind == MULTIPLE) & (base.low <= 0))
    none = (kind != CHANGE) & (base.low <= 0)
    return wrong, none


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


class _Places:
    """Where the regions of claims can stand among the others of their level and scope."""

    def __init__(self, names: Names, table: Table, claims: Claims) -> None:
        self.names, self.table, self.claims = names, table, claims
        self.grid = table.grid
        first = table.first
        known = first.known
        low = np.where(known, first.low, NO_LOW)
        self.low = self.grid.box(low, NO_LOW)
        self.high = (
            self.low if first.low is first.high else self.grid.box(np.where(known, first.high, NO_HIGH), NO_HIGH)
        )
        self.there = self.grid.flags(known)

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
        by_growth = claims.kind >= OF_GROWTH
        level = self._levels()[np.searchsorted(self._ids(), region)]
        scope = np.where(claims.scope > 0, claims.scope, NATION)
        keys = np.stack((rest // PART, years, scope, level, by_growth, np.where(by_growth, before, 0)))
        order = np.lexsort(keys)
        cuts = np.flatnonzero((keys[:, order[1:]] != keys[:, order[:-1]]).any(axis=0)) + 1
        for group in np.split(order, cuts):
            at = group[known[group]]
            if not len(at):
                continue
            one = at[0]
            panel = self._panel(int(rest[one] // PART), int(years[one]), int(scope[one]), int(region[one]))
            if panel is None:
                continue
            found = (
                self._by_growth(panel, mine.of(at), region[at], int(before[one]))
                if by_growth[one]
                else self._by_level(panel, mine.of(at), region[at])
            )
            best[at], worst[at], unsure, nothing, of = found
            odd[at] |= unsure
            gaps[at] = nothing | (worst[at] - best[at] + 1 >= of)
        return best, worst, odd, gaps

    def _ids(self) -> Ints:
        return np.array(sorted(self.names.regions), np.int64)

    def _levels(self) -> Ints:
        """A number for the level of each region, in the order of their ids."""
        numbers: dict[str, int] = {}
        return np.array(
            [numbers.setdefault(self.names.regions[one].level, len(numbers)) for one in sorted(self.names.regions)],
            np.int64,
        )

    def _panel(self, plane: int, year: int, scope: int, region: int) -> tuple[Ints, int, int, int] | None:
        """The regions among which one stands: their places in the grid, how many they are, and plane and year."""
        grid = self.grid
        at_plane, at_year = int(np.searchsorted(grid.planes, plane)), int(np.searchsorted(grid.years, year))
        if at_year == len(grid.years) or grid.years[at_year] != year:
            return None
        level = self.names.regions[region].level
        key = ("members", scope, year, level)
        if key not in grid.kept:
            members = np.array(sorted(self.names.members(scope, year, (level,))), np.int64)
            at = np.minimum(np.searchsorted(grid.regions, members), len(grid.regions) - 1)
            grid.kept[key] = at[grid.regions[at] == members], len(members)
        places, count = grid.kept[key]
        return places, count, at_plane, at_year

    def _among(self, places: Ints, count: int, region: Ints) -> tuple[Ints, Mask, Ints]:
        """Where regions stand in the grid, whether they are among the others, and how many all are then."""
        own = np.searchsorted(self.grid.regions, region)
        inside = np.isin(own, places)
        return own, inside, np.where(inside, count, count + 1)

    def _by_level(
        self, panel: tuple[Ints, int, int, int], mine: Rows, region: Ints
    ) -> tuple[Ints, Ints, Mask, Mask, Ints]:
        places, count, plane, year = panel
        low, high = self.low[:, plane, year], self.high[:, plane, year]
        own, inside, of = self._among(places, count, region)
        lows = np.sort(low[places])
        highs = lows if self.high is self.low else np.sort(high[places])
        if self.high is self.low:
            # A region without a figure has the lowest bound of all; it is not surely below.
            missing = len(places) - int(self.there[places, plane, year].sum())
        else:
            missing = 0
        more = len(lows) - np.searchsorted(lows, mine.high, "right")
        less = np.searchsorted(highs, mine.low, "right") - missing
        there = inside & self.there[own, plane, year]
        more -= there & (low[own] > mine.high)
        less -= there & (high[own] <= mine.low)
        nothing = np.zeros(len(region), np.bool_)
        return 1 + more, of - less, nothing, nothing, of

    def _by_growth(
        self, panel: tuple[Ints, int, int, int], mine: Rows, region: Ints, before: int
    ) -> tuple[Ints, Ints, Mask, Mask, Ints]:
        places, count, plane, year = panel
        own, inside, of = self._among(places, count, region)
        nothing = np.ones(len(region), np.bool_)
        nobody = np.ones(len(region), np.int64)
        at = int(np.searchsorted(self.grid.years, before))
        if at == len(self.grid.years) or self.grid.years[at] != before:
            return nobody, of, ~nothing, nothing, of
        base_low, base_high = self.low[:, plane, at], self.high[:, plane, at]
        both = self.there[:, plane, at] & (base_low > 0)
        least, most = _grown(self.low[:, plane, year], self.high[:, plane, year], base_low, base_high)
        panel_there = both & self.there[:, plane, year]
        my_least, my_most = _grown(mine.low, mine.high, base_low[own], base_high[own])
        lows, highs = np.sort(least[places][panel_there[places]]), np.sort(most[places][panel_there[places]])
        there = inside & panel_there[own]
        counts = []
        for guard in (_NEAR, -_NEAR):
            most_of_all, least_of_all = _beyond(my_most, guard), _beyond(my_least, -guard)
            more = len(lows) - np.searchsorted(lows, most_of_all, "right") - (there & (least[own] > most_of_all))
            less = np.searchsorted(highs, least_of_all, "right") - (there & (most[own] <= least_of_all))
            counts.append((more, less))
        (more, less), (more_at_most, less_at_most) = counts
        unsure = (more != more_at_most) | (less != less_at_most)
        return 1 + more, of - less, unsure & both[own], ~both[own], of


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
