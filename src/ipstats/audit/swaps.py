"""Rows that may have been exchanged: a question to whoever has the print, never an error.

Where two provinces change places, every sum still holds. What speaks against them is their own past and future:
each row is then much nearer to the neighbouring years of the other than to its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Row = Hashable

#: A row of a table: its figures in the order of the columns, ``None`` where one is missing.
Figures = Sequence[int | Fraction | None]

#: How many times nearer both rows have to be after the exchange, as a mean over all ratios compared.
NEARER = Fraction(5, 4)


@dataclass(frozen=True, slots=True)
class Swap:
    """Two rows that look exchanged.

    ``nearer`` is by how much the worse of both comes nearer to its neighbouring years: the product of all its
    ratios as printed over that after the exchange.
    """

    one: Row
    other: Row
    nearer: Fraction


def suspected_swaps(
    rows: Mapping[Row, Figures],
    before: Mapping[Row, Figures] | None,
    after: Mapping[Row, Figures] | None,
    *,
    nearer: Fraction = NEARER,
) -> list[Swap]:
    """The pairs of rows that were perhaps exchanged, the most suspect first.

    ``before`` and ``after`` are the same rows in the years next to it, where these are known. Rows are as far
    apart as the product of the ratios of their figures, the larger over the smaller, each with one added so that
    nothing is divided by zero. A pair is suspect when both rows come nearer to every neighbouring year that is
    known, by a factor of ``nearer`` for each figure compared; what is missing is not compared, nor are rows without a
    column in common. A row is named in one pair only, the most suspect.
    """
    years = [year for year in (before, after) if year is not None]
    found = []
    for one, other in combinations(rows, 2):
        if all(mine is None or its is None for mine, its in zip(rows[one], rows[other], strict=True)):
            continue
        least: Fraction | None = None
        for above, below, figures in _gains(rows, years, one, other):
            # Multiplied out, because most pairs end here and a fraction would be reduced for nothing.
            if above * nearer.denominator**figures < below * nearer.numerator**figures:
                least = None
                break
            times = Fraction(above) / below
            least = times if least is None else min(least, times)
        if least is not None:
            found.append(Swap(one, other, least))
    found.sort(key=lambda swap: -swap.nearer)
    taken: set[Row] = set()
    kept = []
    for swap in found:
        if taken.isdisjoint((swap.one, swap.other)):
            taken |= {swap.one, swap.other}
            kept.append(swap)
    return kept


def _gains(
    rows: Mapping[Row, Figures], years: Sequence[Mapping[Row, Figures]], one: Row, other: Row
) -> Iterator[tuple[int | Fraction, int | Fraction, int]]:
    """By how much each of two rows comes nearer to each neighbouring year, above and below the line, and over how many figures."""
    for mine, its in ((one, other), (other, one)):
        for year in years:
            gain = _gain(rows[mine], year[mine], year[its]) if mine in year and its in year else None
            if gain is not None:
                yield gain


def _gain(row: Figures, own: Figures, others: Figures) -> tuple[int | Fraction, int | Fraction, int] | None:
    """How many times nearer a row is to another one's year than to its own, and over how many figures."""
    above: int | Fraction = 1
    below: int | Fraction = 1
    known = 0
    for mine, before, its in zip(row, own, others, strict=True):
        if mine is None or before is None or its is None:
            continue
        known += 1
        far, near = (mine, before) if mine > before else (before, mine)
        above, below = above * (far + 1), below * (near + 1)
        far, near = (mine, its) if mine > its else (its, mine)
        above, below = above * (near + 1), below * (far + 1)
    return (above, below, known) if known else None
