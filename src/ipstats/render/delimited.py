"""CSV: a header of column ids, one row a fact, plain digits; nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from . import Look
from .cells import plain

if TYPE_CHECKING:
    from ..results import Result

#: A text cell that begins so would be taken for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(result: Result, look: Look) -> str:
    """The answer as CSV; with ``look.excel`` lines end as Excel ends them."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n" if look.excel else "\n")
    writer.writerow([column.id for column in result.columns])
    # All that begins a formula stands before the letters.
    writer.writerows(
        [
            (cell if not cell or cell >= "A" or not cell.startswith(_FORMULA) else "'" + cell)
            if isinstance(cell, str)
            else cell  # the writer has nothing for None, and plain digits for a whole number
            if cell is None or cell.__class__ is int
            else plain(cell)
            for cell in row
        ]
        for row in result.rows
    )
    return buffer.getvalue()
