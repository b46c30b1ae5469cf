"""``ipstats audit``: every published number recomputed, and graded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import Exit
from .options import (
    AsOfOption,
    DatabaseOption,
    ExcelOption,
    FormatOption,
    LangOption,
    MetricOption,
    NoPagerOption,
    OutputOption,
    PasswordOption,
    PublishedOnOption,
    RegionOption,
    TimeLimitOption,
    YearOption,
    answer,
    language,
    open_for,
    password_in,
)

RuleOption = Annotated[
    list[str] | None,
    typer.Option("--rule", metavar="RULE", help="Checks of one rule, or some; see list rules."),
]
VerdictOption = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict", metavar="VERDICT", help="contradicted, question, unverifiable, consistent or reproduced.",
        autocompletion=lambda: ["contradicted", "question", "unverifiable", "consistent", "reproduced"],
    ),
]  # fmt: skip
PublishedInOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="CODE", help="Checks of what one source published, or some; see list sources."),
]


def audit(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE...]", help="Reports and tables to audit before they are loaded.")
    ] = None,
    metric: MetricOption = None, region: RegionOption = None, year: YearOption = None, source: PublishedInOption = None,
    rule: RuleOption = None, verdict: VerdictOption = None, as_of: AsOfOption = None,
    published: PublishedOnOption = None, password_file: PasswordOption = None,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    no_pager: NoPagerOption = False, database: DatabaseOption = None, time_limit: TimeLimitOption = 60.0,
) -> None:  # fmt: skip
    """Recompute every published total, growth, rank and share, and grade it; one row a check, the worst first.

    Files are audited against themselves and the database, and not loaded. The exit code is 1 when something is
    contradicted.
    """
    from ..questions.auditing import Audited, audit_database, contradictions

    asked = Audited(metric or (), region or (), year or (), source or (), rule or (), verdict or (), as_of)
    with open_for(context, database, time_limit) as opened:
        if files:
            from ..questions.auditing_files import audit_files

            result = audit_files(
                opened.reader, files, asked, language(lang), password=password_in(password_file), published=published
            )
        else:
            result = audit_database(opened.reader, asked, language(lang))
    answer(result, form=form, output=output, excel=excel, lang=lang, no_pager=no_pager)
    if contradictions(result):
        raise typer.Exit(Exit.FOUND)
