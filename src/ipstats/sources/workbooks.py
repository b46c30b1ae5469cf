"""Workbooks as they are published, opened within limits: each sheet as cells of text, each table as statements."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..errors import ReadError
from .containers import OLE, plain_ole
from .files import sha256_of, unreadable
from .opening import LARGEST_WORKBOOK, kind_of
from .packages import checked_package
from .statements import Reading
from .tables.grid import NO_RESULT, Grid
from .tables.reading import read_grid
from .vocabulary import Vocabulary

#: Cells that all merged ranges of a sheet may cover together.
MOST_MERGED = 200_000

_SAVE_AGAIN = "Fetch it again; if it opens in Excel or LibreOffice, save it there as .xlsx"


def read_workbook(path: Path, vocabulary: Vocabulary, password: str | None = None) -> Reading:
    """Read every table of a workbook (.xls, .xlsx, .ods) into statements.

    ``password`` is tried where the file is encrypted, and Excel's built-in one does not open it. What cannot be
    understood of a table is in the ``errors`` of the reading. Raises :class:`~ipstats.errors.ReadError` where
    the file cannot be opened, or is larger than a published table can be. Nothing in the file is run.
    """
    kind = kind_of(path)
    if kind not in ("xls", "xlsx", "ods"):
        what = {"pdf": "a PDF", "docx": "a Word document", "html": "a web page (HTML)"}.get(kind, kind)
        advice = "Read it as what it is, or copy its table into a workbook"
        raise ReadError(path.name, None, None, f"not a workbook: it holds {what}", advice)
    reading = Reading(path.name, sha256_of(path))
    for grid in open_grids(path, kind, password):
        read_grid(grid, vocabulary, reading)
    if not reading.statements and not reading.errors:
        reading.errors.append(
            ReadError(
                path.name, None, None, "no table was found in it", "A table has named rows and columns of figures"
            )
        )
    return reading


def open_grids(path: Path, kind: str, password: str | None) -> list[Grid]:
    """The visible worksheets of a workbook as cells of text."""
    try:
        if path.stat().st_size > LARGEST_WORKBOOK:
            raise ReadError(
                path.name,
                None,
                None,
                f"larger than {LARGEST_WORKBOOK // 1024**2} MB",
                "Save the sheet with the table alone",
            )
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    if data.startswith(OLE):
        data = plain_ole(path.name, data, password)
    if data.startswith(OLE):
        return _grids(path.name, data, {})
    package = checked_package(path.name, data, kind)
    return _grids(path.name, package.data, package.gaps)


def _grids(name: str, data: bytes, gaps: dict[str, list[tuple[int, int]]]) -> list[Grid]:
    """The sheets of a workbook that was checked."""
    import python_calamine

    try:
        with _silence():
            return _read_sheets(python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)), gaps)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the Rust library is no Exception
        problem = str(error).partition("\n")[0][:200]
        raise ReadError(name, None, None, f"a damaged workbook ({problem})", _SAVE_AGAIN) from None


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing reaches standard error: a panic of the Rust library is written there before it can be caught."""
    try:
        kept = os.dup(2)
    except OSError:  # there is none
        yield
        return
    if sys.stderr:
        sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _read_sheets(workbook: Any, gaps: dict[str, list[tuple[int, int]]]) -> list[Grid]:
    """The visible worksheets; sheets of macros and charts hold no table."""
    return [
        _grid(sheet.name, workbook.get_sheet_by_index(position), gaps.get(sheet.name, []))
        for position, sheet in enumerate(workbook.sheets_metadata)
        if str(sheet.typ) == "SheetTypeEnum.WorkSheet" and str(sheet.visible) == "SheetVisibleEnum.Visible"
    ]


def _grid(name: str, sheet: Any, gaps: list[tuple[int, int]]) -> Grid:
    grid = Grid(name)
    if sheet.start is not None:
        for row, values in enumerate(sheet.iter_rows()):
            found = {c: text for c, value in enumerate(values) if value != "" and (text := _text(value)).strip()}
            if found:
                grid.cells[row] = found
    for row, column in gaps:
        grid.cells.setdefault(row, {})[column] = NO_RESULT
    grid.cells = {row: dict(sorted(grid.cells[row].items())) for row in sorted(grid.cells)}
    left_over = MOST_MERGED
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        # A merged range over more than a header or a stub is no part of a table.
        size = (bottom - top + 1) * (right - left + 1)
        if 0 < size <= min(left_over, 5_000):
            left_over -= size
            grid.merged |= {
                (row, column): (top, left) for row in range(top, bottom + 1) for column in range(left, right + 1)
            }
    return grid


def _text(value: Any) -> str:
    """A cell as it is shown: a number with at most 15 digits, as a spreadsheet has, and no exponent."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        number = Decimal(format(value, ".15g"))
        if not number.is_finite():
            return str(value)
        text = format(number, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return str(value)
