"""The table for people, drawn by Rich: it fits the terminal, and no figure is ever cut."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from . import Look
from .cells import shown_cells

if TYPE_CHECKING:
    from ..results import Result

#: A text column may be this narrow, whatever its words; where that does not fit, rows become records.
_NARROWEST = 12

#: Blanks between two columns.
_GAP = 2

#: Wide enough for anything: off a terminal nothing is folded.
_UNBOUNDED = 100_000


def write(result: Result, look: Look) -> str:
    """The answer as a table, or, where the terminal is too narrow for it, as one record after the other."""
    columns, headings, rows = shown_cells(result, look.lang)
    whole = [column.is_number or column.kind == "code" for column in columns]
    width = look.width or _UNBOUNDED
    if look.width is not None and _least_width(headings, whole, rows) > look.width:
        return _records(headings, rows, look)
    table = Table(
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold" if look.color else "",
    )
    for column, heading, cells in zip(columns, headings, _widths(headings, whole, rows, width), strict=True):
        # Cells are parted at blanks; only a text longer than its column is folded inside a word.
        table.add_column(Text(heading), justify="right" if column.is_number else "left", width=cells, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return _drawn(table, look, width)


def _least_width(headings: list[str], whole: list[bool], rows: list[list[str]]) -> int:
    columns = enumerate(zip(headings, whole, strict=True))
    return sum(_least(heading, [row[i] for row in rows], number) + _GAP for i, (heading, number) in columns) - _GAP


def _widths(headings: list[str], whole: list[bool], rows: list[list[str]], width: int) -> list[int]:
    """The cells that each column gets: what it needs, and of what is left over, most to who lacks most.

    Rich would share the lack out among all columns, and cut off the last one.
    """
    columns = list(zip(headings, whole, *rows, strict=True))
    wanted = [max(map(cell_len, [heading, *cells])) for heading, _, *cells in columns]
    given = [_least(heading, list(cells), number) for heading, number, *cells in columns]
    left = width - sum(given) - _GAP * (len(given) - 1)
    while left > 0 and (lack := max(want - have for want, have in zip(wanted, given, strict=True))) > 0:
        position = next(i for i, want in enumerate(wanted) if want - given[i] == lack)
        given[position] += 1
        left -= 1
    return given


def _least(heading: str, cells: list[str], number: bool) -> int:
    """A column of figures or codes holds its longest one; a text may be folded inside a very long word."""
    longest = max(map(_longest_word, [heading, *cells]))
    return longest if number else min(longest, _NARROWEST)


def _longest_word(text: str) -> int:
    return max(cell_len(word) for word in text.split() or [""])


def _drawn(table: Table, look: Look, width: int) -> str:
    buffer = io.StringIO()
    # Given a height too, Rich keeps to the width under TERM=dumb as well.
    console = Console(
        file=buffer, width=width, height=25, force_terminal=look.color, color_system="standard" if look.color else None,
        no_color=not look.color, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    console.print(table)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


def _records(headings: list[str], rows: list[list[str]], look: Look) -> str:
    """One block a row, a line a cell; a text that does not fit goes on below, a figure stays whole."""
    lines = []
    for number, row in enumerate(rows):
        if number:
            lines.append("")
        for heading, cell in zip(headings, row, strict=True):
            if not cell:
                continue
            if cell_len(line := f"{heading}: {cell}") <= (look.width or _UNBOUNDED):
                lines.append(line)
            else:
                lines.append(f"{heading}:")
                lines += _folded(cell, look.width or _UNBOUNDED)
    return "".join(line.rstrip() + "\n" for line in lines)


def _folded(text: str, width: int) -> list[str]:
    """A text over several indented lines, parted at blanks only: what is longer than a line stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and cell_len(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(f"  {word}")
    return lines
