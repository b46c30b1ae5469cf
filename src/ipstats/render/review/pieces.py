"""Cut a text at the ends of the spans that are marked in it, which may overlap and lie in each other."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: A piece is marked for at most so many of the spans that it lies in, the innermost first.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text from ``start`` to ``end``, and the numbers of the spans that it lies in, innermost first.

    ``first`` are those of them that have not been marked before: they begin here.
    """

    start: int
    end: int
    spans: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


def pieces(length: int, spans: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    """The pieces of a text of this length, in its order and without gaps.

    ``spans`` are (start, end, number). One that is empty, or does not lie in the text, is passed over.
    """
    inside = sorted((start, end, number) for start, end, number in spans if 0 <= start < end <= length)
    cuts = sorted({0, length, *(start for start, _, _ in inside), *(end for _, end, _ in inside)})
    # The innermost is the one that begins last, and of several that begin together the shortest.
    active: list[tuple[int, int, int]] = []
    next_one = 0
    for start, end in pairwise(cuts):
        active = [one for one in active if one[1] > start]
        first = []
        while next_one < len(inside) and inside[next_one][0] == start:
            begin, stop, number = inside[next_one]
            insort(active, (-begin, stop, number))
            first.append(number)
            next_one += 1
        yield Piece(start, end, tuple(number for _, _, number in active[:_MOST]), tuple(first))
