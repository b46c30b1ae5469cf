"""``ipstats load``: seed folders and published files into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import Exit
from .options import DatabaseOption, PasswordOption, PublishedOption, chosen, password_in

PartialOption = Annotated[
    bool, typer.Option("--partial", help="Leave out the rows of a file that cannot be loaded, and count them.")
]


def load(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="FILE|FOLDER...", help="Reports, workbooks, CSV or Parquet files, and seed folders."),
    ],
    password_file: PasswordOption = None,
    published: PublishedOption = None,
    partial: PartialOption = False,
    database: DatabaseOption = None,
) -> None:
    """Load published files and seed folders in one transaction; with one mistake nothing is loaded.

    A file is its own source, known by its contents: loaded twice, it changes nothing.
    """
    from ..database import load as load_into
    from .console import progress, say

    with progress() as told:
        reports = load_into(
            chosen(context, database),
            paths,
            password=password_in(password_file),
            published=published or "",
            partial=partial,
            say=say,
            progress=told,
        )
    for report in reports:
        say(str(report))
    if any(report.rejected for report in reports):
        raise typer.Exit(Exit.FOUND)
