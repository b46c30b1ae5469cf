"""From pieces of print on a page to its lines in reading order: rows, columns, and what stands across them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import TypeVar

#: Coordinates are in points from the upper left corner. They place print on paper; no figure is computed from them.
#: A gap of so many ems ends a piece; the gap between two columns is wider.
_PIECE_GAP = 0.9
#: A gap within a row that parts the cells of a table.
_CELL_GAP = 1.5
#: A column of prose is at least so many ems wide, and its lines cover so much of it.
_NARROWEST, _COVERED = 8, 0.6
#: Columns are looked for so deep within columns, and for each beginning that so many pieces share.
_DEEPEST, _SHARED, _MOST_EDGES = 4, 3, 24
#: A page of more pieces has no columns that anybody reads.
_MOST_PIECES = 50_000


@dataclass(slots=True)
class Glyph:
    """One character: its left and right edge, its baseline from the top of the page, and the size of its print."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class Piece:
    """Characters of one line without a wide gap between them."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(slots=True)
class PrintedLine:
    """A line as it is read: its words, where it stands, and the size of its print."""

    text: str
    base: float
    size: float


T = TypeVar("T", Glyph, Piece)


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """The lines of a page in the order of reading: column after column, and what stands across them in its place.

    The order in which the characters come does not matter. The cells of a row of a table are parted by a tab.
    """
    return list(_ordered(list(_pieces(glyphs)), 0))


def _pieces(glyphs: Iterable[Glyph]) -> Iterator[Piece]:
    """Join characters that follow each other on one baseline."""
    for row in _on_one_line(sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)), 0.35):
        row.sort(key=lambda glyph: glyph.left)
        words: list[str] = []
        start = row[0]
        last = row[0]
        spaced = False
        size = 0.0
        for glyph in row:
            if glyph.text.isspace():
                spaced = True
                continue
            if words and glyph.text == last.text and glyph.left - last.left < 0.2 * glyph.size:
                continue  # printed twice, so that it looks bold
            gap = glyph.left - last.right
            if words and gap > _PIECE_GAP * max(glyph.size, last.size):
                yield Piece("".join(words), start.left, last.right, start.base, size)
                words = []
            if not words:
                start, size = glyph, glyph.size
            elif spaced or (gap > 0.2 * glyph.size and _is_latin(glyph.text) and _is_latin(last.text)):
                words.append(" ")
            words.append(glyph.text)
            size = max(size, glyph.size)
            last, spaced = glyph, False
        if words:
            yield Piece("".join(words), start.left, last.right, start.base, size)


def _is_latin(text: str) -> bool:
    return text < "\u2000"


def _on_one_line(items: Iterable[T], tolerance: float) -> Iterator[list[T]]:
    """Group what stands on one baseline; ``items`` come from top to bottom."""
    row: list[T] = []
    for item in items:
        if row and item.base - row[0].base > tolerance * max(row[0].size, item.size):
            yield row
            row = []
        row.append(item)
    if row:
        yield row


def _ordered(pieces: list[Piece], depth: int) -> Iterator[PrintedLine]:
    if not pieces:
        return
    rows = list(_on_one_line(sorted(pieces, key=lambda piece: (piece.base, piece.left)), 0.3))
    gutter = _gutter(rows) if depth < _DEEPEST and len(pieces) <= _MOST_PIECES else None
    if gutter is None:
        yield from _printed(rows)
        return
    for across, group in groupby(rows, gutter.is_crossed):
        band = list(group)
        if across or not gutter.parts(band, strictly=False):
            yield from _printed(band)
        else:
            yield from _ordered([piece for row in band for piece in row if not gutter.is_right(piece)], depth + 1)
            yield from _ordered([piece for row in band for piece in row if gutter.is_right(piece)], depth + 1)


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A blank between two columns, by the place where the right one begins, and the size of the print."""

    edge: float
    em: float

    def is_right(self, piece: Piece) -> bool:
        """Whether a piece stands in the right column."""
        return piece.left >= self.edge - 0.3 * self.em

    def is_crossed(self, row: list[Piece]) -> bool:
        """Whether something in a row stands across."""
        return any(piece.right > self.edge - 0.1 * self.em and not self.is_right(piece) for piece in row)

    def parts(self, band: list[list[Piece]], *, strictly: bool) -> bool:
        """Whether rows that nothing crosses are two columns of prose, and no table.

        ``strictly`` where there is nothing else to show that the page has columns here.
        """
        for right in (False, True):
            rows = [found for row in band if (found := [piece for piece in row if self.is_right(piece) == right])]
            if not rows:
                if strictly:
                    return False
                continue
            width = max(row[-1].right for row in rows) - min(row[0].left for row in rows)
            covered = median(sum(piece.right - piece.left for piece in row) for row in rows)
            if strictly and (len(rows) < _SHARED or width < _NARROWEST * self.em or covered < _COVERED * width):
                return False
            if len(rows) > 2 and covered < 0.4 * width:
                return False
        return True


def _gutter(rows: list[list[Piece]]) -> _Gutter | None:
    """The gutter that parts most lines into columns, or ``None`` where the rows are of one column."""
    pieces = [piece for row in rows for piece in row]
    em = median(piece.size for piece in pieces)
    lefts = sorted(piece.left for piece in pieces)
    edges: dict[int, float] = {}
    for left in lefts:
        edges.setdefault(round(left / (0.5 * em)), left)
    shared = {
        edge: bisect_left(lefts, edge + 2.6 * em) - bisect_left(lefts, edge)
        for edge in edges.values()
        if edge > lefts[0] + _NARROWEST * em
    }
    best, found = 0, None
    for edge in sorted(shared, key=lambda edge: (-shared[edge], edge))[:_MOST_EDGES]:
        if shared[edge] < _SHARED:
            break
        gutter = _Gutter(edge, em)
        score = 0
        for across, group in groupby(rows, gutter.is_crossed):
            if not across and gutter.parts(band := list(group), strictly=True):
                score += len(band)
        if score > best:
            best, found = score, gutter
    return found


def _printed(rows: list[list[Piece]]) -> Iterator[PrintedLine]:
    """Rows as lines; the first line of a paragraph keeps its indent."""
    lefts = sorted(row[0].left for row in rows)
    margin = lefts[len(lefts) // 10]
    for row in rows:
        row.sort(key=lambda piece: piece.left)
        size = max(piece.size for piece in row)
        words = [
            "\u3000\u3000" if len(row) == 1 and 1.5 * size <= row[0].left - margin <= 2.6 * size else "",
            row[0].text,
        ]
        for last, piece in pairwise(row):
            words += "\t" if piece.left - last.right > _CELL_GAP * size else " ", piece.text
        yield PrintedLine("".join(words), row[0].base, size)
