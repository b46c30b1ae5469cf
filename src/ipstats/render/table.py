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

#: A text column is not folded below this many cells; where that does not fit, rows become records.
_NARROWEST = 8

#: Wide enough for anything: off a terminal nothing is folded.
_UNBOUNDED = 100_000


def write(result: Result, look: Look) -> str:
    """The answer as a table, or, where the terminal is too narrow for it, as one record after the other."""
    headings, numbers, rows = shown_cells(result, look.lang)
    width = look.width or _UNBOUNDED
    if look.width is not None and _least_width(headings, numbers, rows) > look.width:
        return _records(headings, rows, look)
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold" if look.color else "")
    for heading, number in zip(headings, numbers, strict=True):
        table.add_column(Text(heading), justify="right" if number else "left", no_wrap=number, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return _drawn(table, look, width)


def _least_width(headings: list[str], numbers: list[bool], rows: list[list[str]]) -> int:
    total = 0
    for i, number in enumerate(numbers):
        widths = [cell_len(row[i]) for row in rows] + [_longest_word(headings[i])]
        total += max(widths) if number else min(max(widths), _NARROWEST)
    return total + 2 * len(numbers)


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
            if cell_len(line := f"{heading}: {cell}") <= (look.width or _UNBOUNDED):
                lines.append(line)
            else:
                lines.append(f"{heading}:")
                lines += _folded(cell, look.width or _UNBOUNDED)
    return "".join(line.rstrip() + "\n" for line in lines)


def _folded(text: str, width: int) -> list[str]:
    """A text over several indented lines, parted at blanks, and inside a word only where it alone is too long."""
    console = Console(width=width, file=io.StringIO())
    return ["  " + line.plain.rstrip() for line in Text(text).wrap(console, max(width - 2, 1))]
