"""``ipstats query``: the questions, each with the selectors that it takes."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from .lean import LeanCommand, LeanGroup, named
from .options import (
    AllOption,
    AsOfOption,
    CaseOption,
    CiteOption,
    DatabaseOption,
    ExcelOption,
    FormatOption,
    FromOption,
    LangOption,
    LevelOption,
    MetricOption,
    NoPagerOption,
    OutputOption,
    PlanOption,
    ProgramOption,
    RegionOption,
    ShowSqlOption,
    SortOption,
    SourceOption,
    TimeLimitOption,
    ToOption,
    TopOption,
    YearOption,
    answer,
    open_for,
)

#: An option by its name in the library: its declaration, and its default.
Options = dict[str, tuple[Any, Any]]

_WHAT: Options = {"metric": (MetricOption, None)}
_WHERE_AND_WHEN: Options = {
    "region": (RegionOption, None),
    "year": (YearOption, None),
    "from_year": (FromOption, None),
    "to_year": (ToOption, None),
    "plan": (PlanOption, None),
}
_LEVEL: Options = {"level": (LevelOption, None)}
_BASIS: Options = {"as_of": (AsOfOption, None), "source": (SourceOption, None)}
_WHICH: Options = {"sort": (SortOption, None), "top": (TopOption, None), "all": (AllOption, False)}
_CITE: Options = {"cite": (CiteOption, False)}
#: How the answer is to look, not what is asked.
_LOOK: Options = {
    "form": (FormatOption, None),
    "output": (OutputOption, None),
    "excel": (ExcelOption, False),
    "lang": (LangOption, None),
    "show_sql": (ShowSqlOption, False),
    "no_pager": (NoPagerOption, False),
}
_DATABASE: Options = {"time_limit": (TimeLimitOption, 60.0), "database": (DatabaseOption, None)}

_FACTS = _WHAT | _WHERE_AND_WHEN | _LEVEL

BaseOption = Annotated[
    str,
    typer.Option(
        "--base",
        metavar="prev|first|YEAR",
        help="What the growth is over; over more than a year the compound rate is given too.",
    ),
]
OverOption = Annotated[
    str, typer.Option("--over", metavar="years|regions", help="What is added up: years, or the regions of --level.")
]
ByOption = Annotated[str, typer.Option("--by", metavar="value|growth|share", help="What is ranked.")]
ScopeOption = Annotated[
    str | None, typer.Option("--scope", metavar="REGION", help="Rank within a region; the nation without it.")
]
OfOption = Annotated[
    str | None, typer.Option("--of", metavar="total|REGION", help="The share of what: of the total, or of a region.")
]
WithOption = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="NAME", help="The regions to compare with; all of the level without it."),
]

#: The questions in the order of their help: what each is for, and the options that it takes.
QUESTIONS: dict[str, tuple[str, Options]] = {
    "growth": (
        "Growth over the year before, with exact bounds, and what was stated against it.",
        _FACTS | {"base": (BaseOption, "prev")} | _WHICH | _CITE,
    ),
    "ranking": (
        "The place among the regions of a level; equal figures share a place, and the next one is left out.",
        _FACTS | {"by": (ByOption, "value"), "scope": (ScopeOption, None), "of": (OfOption, None)} | _WHICH | _CITE,
    ),
    "series": ("Figures through the years, with bounds, status and the print.", _FACTS | _WHICH | _CITE),
    "share": (
        "Shares in the total of a breakdown, or in a containing region, with exact bounds.",
        _FACTS | {"of": (OfOption, None)} | _WHICH | _CITE,
    ),
    "sum": (
        "Sums over years (--plan 12, --year 2011-2015), or over the regions of a level inside a region.",
        _FACTS | {"over": (OverOption, "years")} | _WHICH,
    ),
    "compare": (
        "Regions side by side: how much more, and how many times.",
        _FACTS | {"beside": (WithOption, None)} | _WHICH | _CITE,
    ),
    "cases": (
        "Enforcement cases by kind: accepted, closed, and how many must have been carried over.",
        {"case": (CaseOption, None)} | _WHERE_AND_WHEN | _LEVEL | _WHICH,
    ),
    "programs": (
        "Programs: their figures, who took part and how far they came, and the documents behind them.",
        {"program": (ProgramOption, None)} | _WHERE_AND_WHEN | _WHICH | _CITE,
    ),
}

_LISTS = ("metric", "region", "year", "program", "case", "beside", "source")


def asking(name: str, purpose: str, options: Options) -> Callable[..., None]:
    """A command that asks the question ``name``; its signature is made of the declared options."""

    def command(context: typer.Context, **given: Any) -> None:
        look = {key: given.pop(key) for key in _LOOK}
        database, time_limit = given.pop("database"), given.pop("time_limit")
        selectors = {key: value or () if key in _LISTS else value for key, value in given.items()}
        with open_for(context, database, time_limit) as opened:
            result = opened.ask(name, **selectors)
        answer(result, **look)

    keyword = Parameter.KEYWORD_ONLY
    parameters = [Parameter("context", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)]
    for key, (declared, default) in (options | _BASIS | _LOOK | _DATABASE).items():
        parameters.append(Parameter(key, keyword, default=default, annotation=declared))
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__name__, command.__doc__ = name, purpose
    return command


#: Where each figure was published: asked of the same figures as a question.
cite = asking(
    "cite",
    "Show where figures were published: publication, section and line, the print, and other sources of the fact.",
    _FACTS | _WHICH,
)


def build(*, every: bool = False) -> typer.Typer:
    """The sub-command with all questions, or with those that are named on the command line."""
    app = typer.Typer(
        help="Ask a question: growth, ranking, series, share, sum, compare, cases, programs.",
        cls=LeanGroup,
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    for name in QUESTIONS if every else named(QUESTIONS) or QUESTIONS:
        app.command(name, cls=LeanCommand)(asking(name, *QUESTIONS[name]))
    return app
