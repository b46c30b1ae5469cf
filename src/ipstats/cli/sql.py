"""``ipstats sql``: a SELECT of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .options import (
    DatabaseOption,
    ExcelOption,
    LangOption,
    NoPagerOption,
    OutputOption,
    TimeLimitOption,
    answer,
    open_for,
)


def sql(
    context: typer.Context,
    statement: Annotated[str | None, typer.Argument(metavar="[SQL]", help="A SELECT; without it, from --file or standard input.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", metavar="FILE", help="Read the statement from a file.")] = None,
    max_rows: Annotated[int, typer.Option("--max-rows", metavar="N", help="Give at most so many rows.")] = 100_000,
    time_limit: TimeLimitOption = 60.0,
    form: Annotated[str | None, typer.Option("--format", metavar="FORMAT", help="table, csv, json, ndjson or markdown.")] = None,
    output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None, no_pager: NoPagerOption = False,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Run one SELECT, read-only by construction, within a time limit and a limit of rows."""
    if not 0 < max_rows < sys.maxsize:
        from ..errors import UsageError

        raise UsageError(f"--max-rows {max_rows}", "Ask for at least 1, and for no more than there can be")
    text = _statement(statement, file)
    with open_for(context, database, time_limit) as opened:
        result = opened.sql(text, max_rows=max_rows)
    answer(result, form=form, output=output, excel=excel, lang=lang, no_pager=no_pager)


def _statement(statement: str | None, file: Path | None) -> str:
    from ..errors import UsageError

    if statement is not None and file is not None:
        raise UsageError("SQL was given twice: as an argument and with --file", "Give one of them")
    if statement is not None and statement != "-":
        text = statement
    elif file is not None:
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise UsageError(f"{file} cannot be read: {reason}", "Give a file of SQL") from None
    elif statement is None and sys.stdin.isatty():
        raise UsageError("no SQL was given", 'For example: ipstats sql "SELECT region, value FROM facts LIMIT 5"')
    else:
        text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    if not text.strip():
        raise UsageError("the SQL is empty", 'For example: ipstats sql "SELECT region, value FROM facts LIMIT 5"')
    return text
