"""``ipstats query``: the questions."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from .lean import LeanCommand, LeanGroup, named
from .options import (
    AllOption,
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
    TimeLimitOption,
    ToOption,
    TopOption,
    YearOption,
    answer,
    open_for,
)

#: Options that say how the answer is to look, not what is asked.
_LOOK = ("form", "output", "excel", "lang", "show_sql", "no_pager")


def ask(context: typer.Context, name: str, **given: Any) -> None:
    """Ask with the options of the command line, by their names in the library."""
    look = {key: given.pop(key) for key in _LOOK}
    database, time_limit = given.pop("database"), given.pop("time_limit")
    lists = {
        key: given.pop(key) or () for key in ("metric", "region", "year", "program", "case", "beside") if key in given
    }
    with open_for(context, database, time_limit) as opened:
        result = opened.ask(name, **lists, **given)
    answer(result, **look)


def growth(
    context: typer.Context, metric: MetricOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    base: Annotated[str, typer.Option("--base", metavar="prev|first|YEAR", help="What the growth is over; over more than a year the compound rate is given too.")] = "prev",
    sort: SortOption = None, top: TopOption = None, all: AllOption = False, cite: CiteOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Growth over the year before, with exact bounds, and what was stated against it."""
    ask(**locals(), name="growth")


def ranking(
    context: typer.Context, metric: MetricOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    by: Annotated[str, typer.Option("--by", metavar="value|growth|share", help="What is ranked.")] = "value",
    scope: Annotated[str | None, typer.Option("--scope", metavar="REGION", help="Rank within a region; the nation without it.")] = None,
    of: Annotated[str | None, typer.Option("--of", metavar="total|REGION", help="With --by share: the share of what.")] = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False, cite: CiteOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """The place among the regions of a level; equal figures share a place, and the next one is left out."""
    ask(**locals(), name="ranking")


def series(
    context: typer.Context, metric: MetricOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False, cite: CiteOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Figures through the years, with bounds, status and the print."""
    ask(**locals(), name="series")


def share(
    context: typer.Context, metric: MetricOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    of: Annotated[str | None, typer.Option("--of", metavar="total|REGION", help="The share of what: of the total, or of a region.")] = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False, cite: CiteOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Shares in the total of a breakdown, or in a containing region, with exact bounds."""
    ask(**locals(), name="share")


def compare(
    context: typer.Context, metric: MetricOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    beside: Annotated[list[str] | None, typer.Option("--with", metavar="NAME", help="The regions to compare with; all of the level without it.")] = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False, cite: CiteOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Regions side by side: how much more, and how many times."""
    ask(**locals(), name="compare")


def cases(
    context: typer.Context, case: CaseOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Enforcement cases by kind: accepted, closed, and how many must have been carried over."""
    ask(**locals(), name="cases")


def programs(
    context: typer.Context, program: ProgramOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False, cite: CiteOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Programs: their figures, who took part and how far they came, and the documents behind them."""
    ask(**locals(), name="programs")


#: The questions, in the order of their help.
COMMANDS = (growth, ranking, series, share, compare, cases, programs)


def build(*, every: bool = False) -> typer.Typer:
    """The sub-command with all questions, or with those that are named on the command line."""
    app = typer.Typer(
        help="Ask a question: growth, ranking, series, share, compare, cases, programs.",
        cls=LeanGroup,
        rich_markup_mode=None,
        no_args_is_help=True,
    )
    commands = {function.__name__: function for function in COMMANDS}
    for name in commands if every else named(commands):
        app.command(name, cls=LeanCommand)(commands[name])
    return app
