"""Paragraphs and the rows of tables, as lines of one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .words import holds_sentence

#: A cell of more lines is a column of a page, and not a cell of a table.
_MOST_LINES = 3


@dataclass
class Lines:
    """The text of a document while it is gathered; ``paragraphs`` are the starts of its lines."""

    parts: list[str] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    length: int = 0
    _in_row: bool = False

    def add(self, line: Line) -> None:
        """Add a paragraph or a row: a blank line stands between paragraphs, and none between rows."""
        if self.paragraphs:
            gap = "\n" if line.is_row and self._in_row else "\n\n"
            self.parts.append(gap)
            self.length += len(gap)
        self.paragraphs.append(self.length)
        self.parts.append(line.text)
        self.length += len(line.text)
        self._in_row = line.is_row

    def text(self) -> str:
        """All of it; it ends with a line break."""
        return "".join(self.parts) + "\n" if self.parts else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table whose cells are parted by tabs."""

    text: str
    is_row: bool = False


def lines_of_row(cells: Sequence[list[Line]]) -> list[Line]:
    """A row of a table as one line; one that only lays out a page, as the paragraphs in it."""
    if len(cells) == 1 or any(
        len(cell) > _MOST_LINES or any(line.is_row or holds_sentence(line.text) for line in cell) for cell in cells
    ):
        return [line for cell in cells for line in cell]
    row = "\t".join(" ".join(line.text.replace("\t", " ").replace("\n", " ") for line in cell) for cell in cells)
    return [Line(row.rstrip("\t"), True)] if row.strip() else []
