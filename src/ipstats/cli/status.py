"""``ipstats status``: the database that is in use."""

from __future__ import annotations

import typer

from .options import DatabaseOption, FormatOption, LangOption, OutputOption, answer, open_for


def status(
    context: typer.Context, form: FormatOption = None, output: OutputOption = None, lang: LangOption = None,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Show where the database is, its revision, what it holds and from which sources."""
    with open_for(context, database) as opened:
        result = opened.status()
    answer(result, form=form, output=output, lang=lang)
