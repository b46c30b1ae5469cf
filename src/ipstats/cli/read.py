"""``ipstats read``: what published files say, without changing anything."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import Exit
from .options import (
    DatabaseOption,
    ExcelOption,
    FormatOption,
    LangOption,
    NoPagerOption,
    PasswordOption,
    answer,
    open_for,
    password_in,
)

ReadOutputOption = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE|FOLDER/", help="Write to a file, or, with a / at its end, as a seed folder."
    ),
]


def read(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Workbooks, CSV or Parquet files.")],
    form: FormatOption = None, output: ReadOutputOption = None, password_file: PasswordOption = None,
    excel: ExcelOption = False, lang: LangOption = None, no_pager: NoPagerOption = False, database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Show what published files say, one row a statement: region, period, metric, figure, print and place.

    Nothing is changed. With -o FOLDER/ it is written as a seed folder, to correct by hand and load.
    """
    from ..questions.published import read_file, said, vocabulary
    from .console import complain, say

    password = password_in(password_file)
    with open_for(context, database) as opened:
        names = vocabulary(opened.reader)
    readings = [read_file(path, names, password) for path in files]
    if output is not None and (output.endswith(("/", "\\")) or Path(output).is_dir()):
        from ..sources.drafts import write_draft

        for path, reading in zip(files, readings, strict=True):
            folder = Path(output) if len(files) == 1 else Path(output) / path.stem
            written = write_draft(folder, reading.name, reading.checksum, reading.title, reading.statements, names)
            say(f"wrote {folder}: {', '.join(written)}; correct it and load it: ipstats load {folder}")
    else:
        answer(
            said(readings),
            form=form,
            output=Path(output) if output else None,
            excel=excel,
            lang=lang,
            no_pager=no_pager,
        )
    errors = [error for reading in readings for error in reading.errors]
    for error in errors:
        complain(error)
    if errors:
        raise typer.Exit(Exit.USAGE)
