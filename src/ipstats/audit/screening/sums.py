"""Which sums must be looked at: of regions to the region above, of parts to their total, in one source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..evidence import NATION, Names
from ..rules.regions import members_of
from .columns import ITEM, NO_HIGH, NO_LOW, PART, Grid, Ints, Key, Mask, Rows, Table, ThinError

#: More addends than this could leave 64 bits; a sum of more is not worked out here.
MOST_ADDENDS = 4_000


@dataclass(frozen=True)
class _Sums:
    """Sums that hold in some years: where their totals stand among the regions of a grid, and where their parts.

    ``parts`` are those of all sums one after the other, and each begins at its place in ``starts``; ``sizes``
    counts also the parts that have no figure. ``beyond`` are Hong Kong, Macao and Taiwan, and ``signs`` is 1 for a
    sum that holds where any of them is printed, -1 where none is, 0 for all others.
    """

    years: slice
    totals: Ints
    parts: Ints
    starts: Ints
    sizes: Ints
    signs: Ints
    beyond: Ints


def regions(names: Names, table: Table) -> Iterator[tuple[str, Key]]:
    """Regions whose parts do not make them, and those with parts missing, each with the verdict it can have."""
    if not names.metrics[table.rows.metric].adds_over_regions:
        return
    for rows, grid in by_source(table):
        low, high, there = _boxes(rows, grid)
        for sums in _sums(names, grid):
            at = (slice(None), slice(None), sums.years)
            holds = there[at][sums.totals] & _fits(sums.signs, np.asarray(there[at][sums.beyond].any(axis=0)))
            count = np.add.reduceat(there[at][sums.parts], sums.starts, axis=0, dtype=np.int64)
            least, most, open_low, open_high = _made(low[at], high[at], sums.parts, sums.starts, exact=low is high)
            whole_low, whole_high = low[at][sums.totals], high[at][sums.totals]
            size = sums.sizes[:, None, None]
            holds &= count >= 2
            off = _off(whole_low, whole_high, least, most, open_low, open_high)
            wrong = holds & np.where(count == size, off, (whole_high < least) & (2 * count >= size))
            gaps = holds & (count < size) & (2 * count >= size) & (whole_high >= least)
            yield from _found("contradicted", rows, grid, sums, wrong)
            yield from _found("unverifiable", rows, grid, sums, gaps)


def parts(names: Names, table: Table) -> Iterator[tuple[str, Key]]:
    """Totals of a breakdown that their parts do not make, or that parts exceed."""
    if names.metrics[table.rows.metric].kind == "ratio":
        return
    per_item = ITEM // PART
    if not names.children.keys() & set((table.grid.planes // per_item).tolist()):
        return
    for rows, grid in by_source(table):
        low, high, there = _boxes(rows, grid)
        where = {int(plane): at for at, plane in enumerate(grid.planes)}
        for plane, at in where.items():
            item, part = divmod(plane, per_item)
            children = names.children.get(item, [])
            # A part that is itself a total is a total only, as the rule has it.
            single = [where[child * per_item + part] for child in children
                      if child not in names.children and child * per_item + part in where]  # fmt: skip
            if not single:
                continue
            starts = np.zeros(1, np.int64)
            inside = np.array(single, np.int64)
            turned = low.swapaxes(0, 1), high.swapaxes(0, 1)
            least, most, open_low, open_high = _made(*turned, inside, starts, exact=low is high)
            count = there[:, single].sum(axis=1)
            off = _off(low[:, at], high[:, at], least, most, open_low, open_high)[0]
            wrong = there[:, at] & np.where(count == len(children), off, (count > 0) & (high[:, at] < least[0]))
            marked = np.zeros(grid.shape, np.bool_)
            marked[:, at] = wrong
            for key in _keys(rows, grid.facts(marked, rows.packing)):
                yield "contradicted", key


def by_source(table: Table) -> Iterator[tuple[Rows, Grid]]:
    """The figures of each source with their grid."""
    rows = table.rows
    if (rows.source == rows.source[0]).all():
        yield rows, table.grid
        return
    for source in np.unique(rows.source):
        own = rows.of(rows.source == source)
        yield own, Grid.of(own.fact, own.packing)


def _boxes(rows: Rows, grid: Grid) -> tuple[Ints, Ints, Mask]:
    """Both bounds in the box of the grid, zero where no figure is known, and where one is."""
    if rows.low is rows.high:
        low = grid.box(rows.low)
        return low, low, grid.flags(rows.known)
    low, high = np.where(rows.known, rows.low, 0), np.where(rows.known, rows.high, 0)
    return grid.box(low), grid.box(high), grid.flags(rows.known)


def _made(
    low: Ints, high: Ints, inside: Ints, starts: Ints, *, exact: bool
) -> tuple[Ints, Ints, Mask | bool, Mask | bool]:
    """The sums of both bounds, with nothing for one that is not there, and whether one of them is not there."""
    of_low = low[inside]
    if exact:
        least = np.add.reduceat(of_low, starts, axis=0)
        return least, least, False, False
    of_high = high[inside]
    no_low, no_high = of_low == NO_LOW, of_high == NO_HIGH
    least = np.add.reduceat(np.where(no_low, 0, of_low), starts, axis=0)
    most = np.add.reduceat(np.where(no_high, 0, of_high), starts, axis=0)
    return least, most, np.logical_or.reduceat(no_low, starts, axis=0), np.logical_or.reduceat(no_high, starts, axis=0)


def _off(low: Ints, high: Ints, least: Ints, most: Ints, open_low: Mask | bool, open_high: Mask | bool) -> Mask:
    """Whether nothing of what a total can be is among what its parts can make."""
    off: Mask = ((high < least) & np.logical_not(open_low)) | ((low > most) & np.logical_not(open_high))
    return off


def _fits(signs: Ints, any_beyond: Mask) -> Mask:
    """Whether a sum holds, by what is printed of Hong Kong, Macao and Taiwan."""
    of = signs[:, None, None]
    fits: Mask = (of == 0) | ((of > 0) == any_beyond[None])
    return fits


def _sums(names: Names, grid: Grid) -> list[_Sums]:
    """The sums over the regions of a grid, for each run of years without a change of membership."""
    if "sums" not in grid.kept:
        grid.kept["sums"] = list(_sums_of(names, grid))
    kept: list[_Sums] = grid.kept["sums"]
    return kept


def _sums_of(names: Names, grid: Grid) -> Iterator[_Sums]:
    turns = {turn for _, _, first, last in names.memberships for turn in (first, last + 1)}
    cuts = sorted({0, len(grid.years), *np.searchsorted(grid.years, np.array(sorted(turns), np.int64)).tolist()})
    for first, last in pairwise(cuts):
        year = int(grid.years[first])
        sums: list[tuple[int, Ints, int, int]] = []
        outside = names.members(NATION, year, ("hmt_region",))
        for at, scope in enumerate(grid.regions.tolist()):
            plain, beyond = members_of(names, scope, year, set()), members_of(names, scope, year, set(outside))
            variants = [(plain, 0)] if plain == beyond else [(plain, -1), (beyond, 1)]
            for members, sign in variants:
                inside = _places(grid.regions, members)
                if len(inside) > MOST_ADDENDS:
                    raise ThinError
                if len(inside) > 1:
                    sums.append((at, inside, len(members), sign))
        if sums:
            totals, inside_all, sizes, signs = zip(*sums, strict=True)
            lengths = [len(one) for one in inside_all]
            yield _Sums(
                slice(first, last), np.array(totals), np.concatenate(inside_all), np.cumsum([0, *lengths[:-1]]),
                np.array(sizes), np.array(signs), _places(grid.regions, outside),
            )  # fmt: skip


def _places(regions: Ints, members: frozenset[int]) -> Ints:
    """Where these regions stand among others, without those that do not."""
    wanted = np.array(sorted(members), np.int64)
    at = np.searchsorted(regions, wanted)
    at[at == len(regions)] = 0
    return at[regions[at] == wanted] if len(regions) else at[:0]


def _found(verdict: str, rows: Rows, grid: Grid, sums: _Sums, marked: Mask) -> Iterator[tuple[str, Key]]:
    if not marked.any():
        return
    at, plane, year = np.nonzero(marked)
    facts = (
        grid.regions[sums.totals[at]] * rows.packing.per_region
        + grid.planes[plane] * PART
        + grid.years[sums.years][year]
    )
    for key in _keys(rows, facts):
        yield verdict, key


def _keys(rows: Rows, facts: Ints) -> Iterator[Key]:
    source = int(rows.source[0]) if len(rows) else 0
    for fact in rows.packing_of(facts):
        yield Key(*fact, source)
