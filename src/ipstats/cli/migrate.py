"""``ipstats migrate``: bring a database to this version."""

from __future__ import annotations

import typer

from .options import DatabaseOption, chosen


def migrate(context: typer.Context, database: DatabaseOption = None) -> None:
    """Bring an older database up to date, keeping everything in it, and load seeds that came with this version."""
    from ..database import migrate as migrate_database
    from .console import say

    say(migrate_database(chosen(context, database)))
