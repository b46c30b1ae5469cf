"""``ipstats list``: what the program knows."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import (
    DatabaseOption,
    ExcelOption,
    FormatOption,
    LangOption,
    NoPagerOption,
    OutputOption,
    answer,
    open_for,
)

_WHAT = ("metrics", "regions", "sources", "questions", "rules", "programs", "cases")


def list_(
    context: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of {', '.join(_WHAT)}.", autocompletion=lambda: list(_WHAT))],
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    no_pager: NoPagerOption = False, database: DatabaseOption = None,
) -> None:  # fmt: skip
    """List metrics, regions, sources, questions, rules of the audit, programs or cases."""
    if what in ("questions", "rules"):
        from ..questions.lists import list_known

        result = list_known(None, what)
    else:
        with open_for(context, database) as opened:
            result = opened.list(what)
    answer(result, form=form, output=output, excel=excel, lang=lang, no_pager=no_pager)
