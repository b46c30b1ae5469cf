"""Which figures must be looked at for themselves: against other sources, their flow, and their own history."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from ..evidence import NATION, Names
from ..rules import exchanged as swaps
from ..rules import outliers as rule
from ..rules.stocks import CUMULATIVE, INTO
from ..swaps import NEARER
from .columns import BROKEN, ITEM, NO_VALUE, PART, RECOVERED, Ints, Key, Mask, Rows, Table

#: By how much of itself a distance is taken for farther than it is, so that no rounding leaves one out.
_MARGIN = 1e-9


def sources(names: Names, table: Table) -> Iterator[tuple[str, Key]]:
    """Figures that another source prints otherwise, beyond what the print allows."""
    if table.counts is None:
        return
    rows = table.rows
    of = np.repeat(np.arange(len(table.first)), table.counts)
    first = table.first.of(of)
    apart = (rows.low > first.high) | (first.low > rows.high)
    # What was recovered is held against every vintage; here it passes by the preferred one alone.
    recovered = rows.state == RECOVERED
    looked_at = rows.known & first.known & (rows.source != first.source)
    looked_at &= apart | (recovered & (first.state == RECOVERED))
    publishers = {source.publisher: number for number, source in enumerate(names.sources.values())}
    ids = np.array(sorted(names.sources), np.int64)
    publisher = np.array([publishers[names.sources[one].publisher] for one in ids.tolist()], np.int64)
    same = publisher[np.searchsorted(ids, rows.source)] == publisher[np.searchsorted(ids, first.source)]
    revised = looked_at & same & ~recovered
    yield from (("question", key) for key in rows.keyed(np.flatnonzero(revised)))
    yield from (("contradicted", key) for key in rows.keyed(np.flatnonzero(looked_at & ~revised)))


def stocks(names: Names, tables: Mapping[int, Table]) -> Iterator[tuple[str, Key]]:
    """Stocks above what came before and was added, and counts to date that fell."""
    codes = names.metric_codes
    for stock, flow in INTO:
        if stock in codes and flow in codes and codes[stock].id in tables and codes[flow].id in tables:
            rows = tables[codes[stock].id].first
            before, was = _at(tables[codes[stock].id], rows.fact - 1)
            added, there = _at(tables[codes[flow].id], rows.fact)
            _, _, part, _ = rows.packing.apart(rows.fact)
            over = rows.known & was & there & (part == 0) & (rows.low > before.high + added.high)
            for key in rows.keyed(np.flatnonzero(over)):
                for verdict in (
                    ("contradicted", "unverifiable") if key.region == NATION else ("question", "unverifiable")
                ):
                    yield verdict, key
    for metric, table in tables.items():
        if names.metrics[metric].kind == "stock" and names.metrics[metric].code.endswith(CUMULATIVE):
            rows = table.first
            before, was = _at(table, rows.fact - 1)
            for key in rows.keyed(np.flatnonzero(rows.known & was & (before.low > rows.high))):
                yield "contradicted", key
                yield "unverifiable", key


def _at(table: Table, facts: Ints) -> tuple[Rows, Mask]:
    """The preferred figures of facts, and whether they are known."""
    at, there = table.grid.find(facts)
    found = table.first.of(at)
    return found, there & found.known


#: A panel: metric, item, part and year.
Panel = tuple[int, int, int, int]


def outliers(table: Table, usual: dict[Panel, rule.Usual]) -> Iterator[tuple[str, Key]]:
    """Figures whose step from the year before is far from those of the other regions.

    What is usual in their panels is put into ``usual``, exactly: a rounded quotient is never on the other side of
    another one, so that the places of the exact ones are known but for those that are rounded to the same.
    """
    first, grid = table.first, table.grid
    # What is not positive has no step; the figure itself must not be at a break, that before it must be known.
    now = grid.box(np.where((first.value > 0) & (first.state != BROKEN), first.value, 0))
    base = grid.box(np.where((first.value > 0) & first.known, first.value, 0))
    follows = np.flatnonzero(np.diff(grid.years) == 1)
    now, base = now[:, :, follows + 1], base[:, :, follows]
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where((now > 0) & (base > 0), now / base, np.nan)
    count = np.count_nonzero(~np.isnan(steps), axis=0)
    ordered = np.sort(steps, axis=0)
    below, median, above = (_quantile(ordered, count, share) for share in _SHARES)
    narrowest = rule.NARROWEST.numerator / rule.NARROWEST.denominator
    with np.errstate(divide="ignore", invalid="ignore"):
        up = (steps / median - 1) / np.maximum((above - median) / median, narrowest)
        down = (median / steps - 1) / np.maximum((median - below) / below, narrowest)
        far = (np.maximum(up, down) > rule.FAR * (1 - _MARGIN)) & (count >= rule.FEWEST)
    for plane, year in zip(*np.nonzero(far.any(axis=0)), strict=True):
        panel = (first.metric, *divmod(int(grid.planes[plane]), ITEM // PART), int(grid.years[follows[year] + 1]))
        column = steps[:, plane, year], ordered[:, plane, year], now[:, plane, year], base[:, plane, year]
        peers = int(count[plane, year])
        quarter, half, three_quarters = (exact_at(*column, (peers - 1) * one // all_) for one, all_ in _SHARES)
        usual[panel] = rule.Usual(quarter, half, three_quarters, peers)
    marked = np.zeros(grid.shape, np.bool_)
    marked[:, :, follows + 1] = far
    at, _ = grid.find(grid.facts(marked, first.packing))
    for key in first.keyed(np.sort(at)):
        yield "question", key


def exchanged(names: Names, table: Table) -> Iterator[tuple[str, Key]]:
    """Figures of rows that may be nearer to the neighbouring years of each other than to their own.

    Rows are as far apart as the logarithms of their figures, in sum: those of the ratios that the rule multiplies.
    """
    first, grid = table.first, table.grid
    if names.metrics[first.metric].kind == "ratio":
        return
    small = swaps.small_levels(names)
    levels = np.array([names.regions[region].level for region in grid.regions.tolist()])
    there = first.known & (first.value != NO_VALUE) & (first.state != RECOVERED)
    odd = grid.flags(there & (first.value < 0))
    logarithms = np.where(there & (first.value >= 0), np.log1p(np.maximum(first.value, 0)), np.nan)
    box = np.full(grid.shape, np.nan)
    box.reshape(-1)[slice(None) if grid.place is None else grid.place] = logarithms
    items, parts = np.divmod(grid.planes, ITEM // PART)
    adds = np.isin(items, list(names.children))
    for part in np.unique(parts).tolist():
        planes = np.flatnonzero((parts == part) & ~adds)
        for level in sorted(small & set(levels.tolist())):
            rows = np.flatnonzero(levels == level)
            if len(rows) < swaps.FEWEST or not len(planes):
                continue
            ours = np.ix_(rows, planes, np.arange(len(grid.years)))
            marked = np.zeros(grid.shape, np.bool_)
            marked[ours] = (_nearer(box[ours], grid.years) | odd[ours].any(axis=(0, 1)))[:, None, :]
            at, stands = grid.find(grid.facts(marked, first.packing))
            for key in first.keyed(np.sort(at[stands])):
                yield "question", key


def _nearer(box: NDArray[np.float64], years: Ints) -> Mask:
    """Which rows, in which years, come nearer to all neighbouring years when exchanged with some other row.

    ``box`` has the logarithms by row, item and year.
    """
    count, _, length = box.shape
    nearer = np.zeros((count, length), np.bool_)
    least = math.log(NEARER) - _MARGIN
    for year in range(length):
        now = box[:, None, :, year]
        both, any_known = np.ones((count, count), np.bool_), np.zeros((count, count), np.bool_)
        for other in (year - 1, year + 1):
            if not 0 <= other < length or abs(int(years[other] - years[year])) != 1:
                continue
            beside = box[None, :, :, other]
            gain = np.abs(now - box[:, None, :, other]) - np.abs(now - beside)
            known = np.count_nonzero(~np.isnan(gain), axis=2)
            far = (np.nansum(gain, axis=2) >= known * least - _MARGIN) | (known == 0)
            both &= far & far.T
            any_known |= (known > 0) | (known > 0).T
        pairs = both & any_known
        np.fill_diagonal(pairs, False)
        nearer[:, year] = pairs.any(axis=1)
    return nearer


#: The quarter, the half and three quarters.
_SHARES = ((1, 4), (1, 2), (3, 4))


def exact_at(steps: NDArray[np.float64], ordered: NDArray[np.float64], now: Ints, base: Ints, place: int) -> Fraction:
    """The step at a place of the order of all, exactly."""
    alike = np.flatnonzero(steps == ordered[place])
    before = int(np.searchsorted(ordered, ordered[place], "left"))
    exact = sorted(Fraction(n, b) for n, b in zip(now[alike].tolist(), base[alike].tolist(), strict=True))
    return exact[place - before]


def _quantile(ordered: NDArray[np.float64], count: Ints, share: tuple[int, int]) -> NDArray[np.float64]:
    place = np.maximum(count - 1, 0) * share[0] // share[1]
    at: NDArray[np.float64] = np.take_along_axis(ordered, place[None], axis=0)[0]
    return at
