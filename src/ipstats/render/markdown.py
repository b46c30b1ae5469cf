"""Markdown: the table that people read, to paste into a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import Look
from .cells import shown_cells

if TYPE_CHECKING:
    from ..results import Result


def write(result: Result, look: Look) -> str:
    """The answer as a pipe table, numbers to the right; its notes below it."""
    columns, headings, rows = shown_cells(result, look.lang)
    rule = ["---:" if column.is_number else "---" for column in columns]
    lines = [_line(headings), "| " + " | ".join(rule) + " |", *(_line(row) for row in rows)]
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
