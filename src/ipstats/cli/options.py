"""Options that several verbs share, declared once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ..database import Database
    from ..results import Result


def _complete(kinds: tuple[str, ...]) -> Callable[[str], list[str]]:
    """Names of these kinds that begin as typed, out of the database that is there; none where there is none."""

    def complete(incomplete: str) -> list[str]:
        from .completing import names

        return names(kinds, incomplete)

    return complete


DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", metavar="PATH|URL", help="The database: a SQLite file or postgresql://…"),
]
MetricOption = Annotated[
    list[str] | None,
    typer.Option(
        "--metric", "-m", metavar="WORDS", help="Words that narrow: invention, grants, 发明授权, patent.grants. Several add up.",
        autocompletion=_complete(("metric", "subject", "measure", "patent_type")),
    ),
]  # fmt: skip
RegionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        "-r",
        metavar="NAME",
        help="A region by name, code or pinyin; several by commas.",
        autocompletion=_complete(("region",)),
    ),
]
YearOption = Annotated[
    list[str] | None, typer.Option("--year", "-y", metavar="YEAR", help="2016, 2015,2016 or 2010-2016.")
]
FromOption = Annotated[int | None, typer.Option("--from", metavar="YEAR", help="From this year on.")]
ToOption = Annotated[int | None, typer.Option("--to", metavar="YEAR", help="Up to this year.")]
PlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="PLAN", help="The years of a five-year plan: 12 or 十三五.")
]
LevelOption = Annotated[
    str | None, typer.Option("--level", metavar="LEVEL", help="Regions of one level: province, prefecture.")
]
ProgramOption = Annotated[
    list[str] | None,
    typer.Option(
        "--program", metavar="NAME", help="A program by name or code.", autocompletion=_complete(("program",))
    ),
]
CaseOption = Annotated[
    list[str] | None,
    typer.Option("--case", metavar="KIND", help="A kind of case by name or code.", autocompletion=_complete(("case",))),
]
SortOption = Annotated[
    str | None,
    typer.Option("--sort", metavar="COLUMN", help="Sort by a column; -COLUMN for the largest first."),
]
TopOption = Annotated[
    int | None,
    typer.Option("--top", metavar="N", help="The first N, the largest first; ties at the end of a ranking stay."),
]
AllOption = Annotated[bool, typer.Option("--all", help="All years and levels, not the latest year only.")]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Answer with what had been published by then: 2017-12-31."),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="CODE", help="Answer from one source, or some; see list sources."),
]
CiteOption = Annotated[bool, typer.Option("--cite", help="Show source and place beside each row.")]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, json, ndjson or markdown.",
        autocompletion=lambda: ["table", "csv", "json", "ndjson", "markdown"],
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write to a file; its ending says the format."),
]
PasswordOption = Annotated[
    Path | None,
    typer.Option(
        "--password-file", metavar="FILE", help="The password of an encrypted file, on the first line of a file."
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When a report was published: 2017, 2017-04 or 2017-04-26."),
]
PublishedOnOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When a report was published: 2017-04-26, 2017-04 or 2017."),
]
ExcelOption = Annotated[bool, typer.Option("--excel", help="CSV for Excel: byte order mark and CRLF.")]
LangOption = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", help="Language of the labels.", autocompletion=lambda: ["zh", "en"]),
]
ShowSqlOption = Annotated[bool, typer.Option("--show-sql", help="Print the SQL that was run, on standard error.")]
NoPagerOption = Annotated[bool, typer.Option("--no-pager", help="Never show a long answer with a pager.")]
TimeLimitOption = Annotated[
    float, typer.Option("--time-limit", metavar="SECONDS", help="Stop a query that runs longer.")
]


def open_for(context: typer.Context, database: str | None, time_limit: float = 60.0) -> Database:
    """The database that is meant, made on first use; ``--database`` may stand before or after the verb."""
    from ..database import open_database
    from .console import say

    return open_database(chosen(context, database), time_limit=time_limit, say=say)


def password_in(file: Path | None) -> str | None:
    """The first line of a file that holds a password."""
    if file is None:
        return None
    from ..errors import UsageError

    try:
        return file.read_text("utf-8-sig").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"the password file {file} cannot be read: {error}", "Its first line is the password"
        ) from None


def chosen(context: typer.Context, database: str | None) -> str | None:
    """What ``--database`` says, after the verb or before it."""
    before = context.find_root().params.get("database")
    return database if database is not None else before


def answer(
    result: Result, *, form: str | None = None, output: Path | None = None, excel: bool = False, lang: str | None = None,
    show_sql: bool = False, no_pager: bool = False,
) -> None:  # fmt: skip
    """Render an answer and deliver it: data to standard output or a file, notes to standard error."""
    from ..render import Look, format_named, render
    from ..render.output import deliver, is_terminal, terminal_width, wants_color
    from .console import say

    name = format_named(form, output, "csv" if excel else "table")
    if excel and name != "csv":
        from ..errors import UsageError

        raise UsageError(f"--excel goes with CSV, not with {name}", "Leave out --format, or say --format csv")
    on_terminal = output is None and name == "table"
    look = Look(
        # Where there are no labels, the user's configuration need not be read for their language.
        lang=language(lang) if lang is not None or name in ("table", "markdown") else "en",
        width=terminal_width() if on_terminal else None,
        color=on_terminal and wants_color(),
        excel=excel,
    )
    data = render(result, name, look)
    if show_sql and result.sql:
        say(result.sql)
    deliver(data, output, pager=not no_pager and output is None and is_terminal())
    if result.name == "series" and on_terminal and is_terminal():
        from ..render.sparks import sparklines

        # Drawn beside the answer and no part of it: what goes to a pipe or a file is the same without.
        for line in sparklines(result, look.lang):
            say(line)
    for note in result.notes:
        say(f"注：{note.zh}" if look.lang == "zh" else f"note: {note}")


def language(lang: str | None) -> str:
    """The language of the labels: option, user configuration, English."""
    from ..errors import UsageError
    from ..store.location import configuration

    said = lang if lang is not None else configuration().get("lang", "en")
    if said not in ("zh", "en"):
        raise UsageError(f"no language {said!r}", "--lang is zh or en")
    return str(said)
