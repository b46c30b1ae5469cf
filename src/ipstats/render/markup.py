"""HTML for notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from .cells import shown_cells

if TYPE_CHECKING:
    from ..results import Result


def html_table(result: Result, lang: str = "en") -> str:
    """The table that people read, as an HTML table."""
    columns, headings, rows = shown_cells(result, lang)
    styles = ["text-align:right" if column.is_number else "text-align:left" for column in columns]

    def line(tag: str, cells: list[str]) -> str:
        inner = "".join(
            f'<{tag} style="{style}">{escape(cell)}</{tag}>' for cell, style in zip(cells, styles, strict=True)
        )
        return f"<tr>{inner}</tr>"

    body = "".join(line("td", row) for row in rows)
    notes = "".join(f"<p>{escape(note.label(lang))}</p>" for note in result.notes)
    return f"<table><thead>{line('th', headings)}</thead><tbody>{body}</tbody></table>{notes}"
