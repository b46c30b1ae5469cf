"""Rows that may have been exchanged: a question to whoever has the print, never an error.

Where two provinces change places, every sum still holds. What speaks against them is their own past and future:
each row is then much nearer to the neighbouring years of the other than to its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import prod

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
    known, by a factor of ``nearer`` for each figure compared; what is missing is not compared. A row is named
    in one pair only, the most suspect.
    """
    years = [year for year in (before, after) if year is not None]
    found = []
    for one, other in combinations(rows, 2):
        least: Fraction | None = None
        for times, figures in _gains(rows, years, one, other):
            if times < nearer**figures:
                least = None
                break
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
) -> Iterator[tuple[Fraction, int]]:
    """By how much each of two rows comes nearer to each neighbouring year, and over how many figures."""
    for mine, its in ((one, other), (other, one)):
        for year in years:
            gain = _gain(rows[mine], year[mine], year[its]) if mine in year and its in year else None
            if gain is not None:
                yield gain


def _gain(row: Figures, own: Figures, others: Figures) -> tuple[Fraction, int] | None:
    """How many times nearer a row is to another one's year than to its own, and over how many figures."""
    known = [(a, b, c) for a, b, c in zip(row, own, others, strict=True) if None not in (a, b, c)]
    if not known:
        return None
    return Fraction(prod(_ratio(a, b) for a, b, _ in known)) / prod(_ratio(a, c) for a, _, c in known), len(known)


def _ratio(one: int | Fraction | None, other: int | Fraction | None) -> Fraction:
    assert one is not None
    assert other is not None
    small, large = sorted((one, other))
    return Fraction(large + 1) / (small + 1)
