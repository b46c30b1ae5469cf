"""``ipstats load``: seed folders into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import DatabaseOption, chosen


def load(
    context: typer.Context,
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER...", help="Seed folders: source.toml and CSV files.")
    ],
    database: DatabaseOption = None,
) -> None:
    """Load seed folders in one transaction; with one mistake nothing is loaded."""
    from ..database import load as load_into
    from .console import say

    for report in load_into(chosen(context, database), folders, say=say):
        say(str(report))
