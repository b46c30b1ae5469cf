"""``ipstats init``: make a database."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import DatabaseOption, chosen


def init(
    context: typer.Context,
    bare: Annotated[bool, typer.Option("--bare", help="With reference data only: no figures.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Make the database: a SQLite file, or the tables on a server, filled from the bundled seeds."""
    from ..database import initialize
    from .console import say

    location, made = initialize(chosen(context, database), bare=bare, say=say)
    say(f"made the database {location}" if made else f"{location} is there already; it was left as it is")
