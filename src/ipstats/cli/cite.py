"""``ipstats cite``: where each figure was published."""

from __future__ import annotations

import typer

from .options import (
    AllOption,
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
    RegionOption,
    ShowSqlOption,
    SortOption,
    TimeLimitOption,
    ToOption,
    TopOption,
    YearOption,
)
from .query import ask


def cite(
    context: typer.Context, metric: MetricOption = None, region: RegionOption = None, year: YearOption = None,
    from_year: FromOption = None, to_year: ToOption = None, plan: PlanOption = None, level: LevelOption = None,
    sort: SortOption = None, top: TopOption = None, all: AllOption = False,
    form: FormatOption = None, output: OutputOption = None, excel: ExcelOption = False, lang: LangOption = None,
    show_sql: ShowSqlOption = False, no_pager: NoPagerOption = False, time_limit: TimeLimitOption = 60.0,
    database: DatabaseOption = None,
) -> None:  # fmt: skip
    """Show where figures were published: publication, section and line, the print, and other sources of the fact."""
    ask(**locals(), name="cite")
