"""Ask a question of an open database: select, run, and tell the reader what was taken for granted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..errors import NothingMatchesError, UnknownNameError, UsageError
from ..names import join_names, nearest
from ..results import Cell, Column, Note, Result, exact
from ..store.reading import Reader, scalars
from .basis import Basis, basis
from .columns import COLUMNS, WORDS, plain
from .compose import Condition, Select, all_of, among, any_of
from .declared import CITATION, CITE, GROWTH_FROM, QUESTIONS, RANKINGS, SUMS, Question
from .naming import (
    MetricGroup,
    item_codes,
    level_code,
    metric_groups,
    plan_years,
    region_codes,
    scope_code,
    years_in,
)
from .newest import latest_conditions
from .notes import first_of, remarks
from .summing import level_added, missing, refuse, span
from .verdicts import beside, contradicted

#: The nation: ranks are among all its regions unless told otherwise.
NATION = "100000"


#: Views whose rows are made of the figures of one region.
_OF_ONE_REGION = ("facts", "growth", "growth_from", "citations")


@dataclass(frozen=True, eq=False, repr=False)
class Asked:
    """What the user asked for, in the user's words."""

    metric: Sequence[str] = ()
    region: Sequence[str] = ()
    year: Sequence[str] = ()
    from_year: int | None = None
    to_year: int | None = None
    plan: str | None = None
    level: str | None = None
    scope: str | None = None
    of: str | None = None
    beside: Sequence[str] = ()
    program: Sequence[str] = ()
    case: Sequence[str] = ()
    by: str = "value"
    base: str = "prev"
    over: str = "years"
    sort: str | None = None
    top: int | None = None
    all: bool = False
    cite: bool = False
    as_of: str | None = None
    source: Sequence[str] = ()


def ask(reader: Reader, name: str, asked: Asked) -> Result:
    """Answer the question ``name``.

    Raises :class:`UnknownNameError` for words that select nothing known, and :class:`NothingMatchesError`,
    which says which selector left nothing, where they are known and no figure matches.
    """
    question = _question(name, asked)
    notes: list[Note] = []
    on = basis(reader, asked.as_of, asked.source)
    groups = metric_groups(reader, asked.metric) if question.has_metric and asked.metric else []
    if question.name == "sum":
        # What is worked out is a ratio, and never summed.
        on.declared = {}
        notes += refuse(reader, asked.over, groups)
    conditions, years = _conditions(reader, question, asked, groups, on, notes)
    metrics = {metric for group in groups for metric in group.metrics} if groups else None
    if not question.has_metric:
        metrics = set()
    _take_top(reader, question, asked, on, conditions)
    regions = region_codes(reader, asked.region) if asked.region and question.view in _OF_ONE_REGION else ()
    select = on.select(question.view, question.column_ids, conditions, metrics, regions, years)
    select.order = _order(question, asked)
    if asked.top is not None and question.name != "ranking":
        select.limit = asked.top + 1
    rows = list(reader.select(select.sql(), select.values())[1])
    if not rows:
        raise _nothing(reader, question, on, conditions, metrics)
    columns, cells = question.columns, _exact_rows(question.columns, rows)
    if "base_year" in question.column_ids:
        columns, cells = _with_compound_rate(columns, cells)
    if asked.top is not None and select.limit is not None and len(rows) > asked.top:
        cells = cells[: asked.top]
        notes.append(first_of(asked.top))
    if question.name == "sum":
        notes += missing(reader, on, columns, cells)
    found = contradicted(reader, on, columns, cells)
    notes += on.notes(reader) + remarks(columns, cells, contradicted=not found) + found
    shown = question.shown
    if asked.cite and "locator" in question.column_ids:
        if not on.conditions:
            columns, cells = beside(reader, columns, cells)
        shown = (*shown, plain("figure_verdict", only_if_any=True), *CITATION)
    return Result(question.name, columns, cells, notes, shown, WORDS | _units(reader, columns, cells), select.literal())


def _question(name: str, asked: Asked) -> Question:
    if name == "cite":
        return CITE
    if name not in QUESTIONS:
        raise UnknownNameError("question", name, nearest(name, QUESTIONS), "ipstats list questions")
    if name == "ranking":
        if asked.by not in RANKINGS:
            raise UsageError(f"no ranking by {asked.by!r}", f"--by is one of {', '.join(RANKINGS)}")
        return RANKINGS[asked.by]
    if name == "sum":
        if asked.over not in SUMS:
            raise UsageError(f"no sum over {asked.over!r}", f"--over is one of {', '.join(SUMS)}")
        return SUMS[asked.over]
    if name == "growth" and asked.base != "prev":
        if asked.base != "first" and not re.fullmatch(r"\d{4}", asked.base, re.ASCII):
            raise UsageError(f"no base {asked.base!r}", "--base is prev, first or a year")
        return GROWTH_FROM
    return QUESTIONS[name]


def _conditions(
    reader: Reader, question: Question, asked: Asked, groups: list[MetricGroup], on: Basis, notes: list[Note]
) -> tuple[list[Condition], tuple[int, int] | None]:
    """What is asked for, and the first and last year of the figures that are needed, where that is known."""
    conditions = [any_of([_of_group(group, f"m{i}_") for i, group in enumerate(groups)], "--metric")] if groups else []
    for option, kind, column, texts in (
        ("--program", "program", "program", asked.program),
        ("--case", "case", "case_kind", asked.case),
    ):
        if texts:
            conditions.append(among(column, item_codes(reader, kind, texts, f"ipstats list {kind}s"), kind, option))
    if asked.region:
        conditions.append(among("region_code", region_codes(reader, asked.region), "r", "--region"))
    if asked.beside:
        conditions.append(among("other_region_code", region_codes(reader, asked.beside), "b", "--with"))
    if question is SUMS["years"]:
        conditions += span(reader, asked)
    elif question is SUMS["regions"]:
        conditions += level_added(reader, asked)
    if asked.level and question is not SUMS["regions"]:
        conditions.append(Condition("region_level = :level", {"level": level_code(reader, asked.level)}, "--level"))
    conditions += _scope(reader, question, asked)
    if question is SUMS["years"]:
        return conditions, None
    conditions += _years(reader, asked)
    if question.view == "growth_from":
        if asked.base == "first":
            conditions.append(Condition("base_year = first_year", {}, "--base"))
        else:
            conditions.append(Condition("base_year = :base", {"base": int(asked.base)}, "--base"))
    timed = asked.year or asked.from_year is not None or asked.to_year is not None or asked.plan
    years = None
    if question.latest and not (asked.region or timed or asked.all):
        if question.view == "case_counts":
            kinds = item_codes(reader, "case", asked.case, "ipstats list cases")
            groups = [MetricGroup(["case.accepted", "case.closed"], {"case_kind": kinds} if kinds else {})]
        newest, years = latest_conditions(reader, question, groups, asked.level, on, notes)
        conditions += newest
    elif timed:
        years = _span(reader, asked)
    return conditions, years if years is None else (years[0] - _YEARS_BEFORE.get(question.view, 0), years[1])


#: How many years before its own a row of a view reads, where that is known; of other bases all years are read.
_YEARS_BEFORE = {"growth": 1, "rankings_of_growth": 1, "growth_from": 200}


def _span(reader: Reader, asked: Asked) -> tuple[int, int]:
    """The first and the last of the years that are asked for."""
    spans = [span for text in asked.year for span in years_in(text)]
    if asked.plan:
        spans.append(plan_years(reader, asked.plan))
    first = min((span[0] for span in spans), default=asked.from_year if asked.from_year is not None else 0)
    last = max((span[1] for span in spans), default=asked.to_year if asked.to_year is not None else 9999)
    return first, last


def _of_group(group: MetricGroup, prefix: str) -> Condition:
    parts = [among("metric", group.metrics, prefix)]
    parts += [among(column, codes, f"{prefix}{column}") for column, codes in group.items.items()]
    return all_of(parts)


def _scope(reader: Reader, question: Question, asked: Asked) -> list[Condition]:
    if question.name == "ranking" and asked.by != "share":
        scope = scope_code(reader, asked.scope) if asked.scope else NATION
        return [Condition("scope_code = :scope", {"scope": scope}, "--scope")]
    if asked.of and question.view in ("shares", "rankings_of_share"):
        whole = (
            "total"
            if asked.of in ("total", "合计")
            else NATION
            if asked.of == "country"
            else scope_code(reader, asked.of)
        )
        return [Condition("share_of = :whole", {"whole": whole}, "--of")]
    return []


def _years(reader: Reader, asked: Asked) -> list[Condition]:
    conditions = []
    if asked.year:
        spans = [span for text in asked.year for span in years_in(text)]
        singles = [first for first, last in spans if first == last]
        parts = [among("year", singles, "y")] if singles else []
        parts += [
            Condition(f"year BETWEEN :from{i} AND :to{i}", {f"from{i}": first, f"to{i}": last})
            for i, (first, last) in enumerate(spans)
            if first != last
        ]
        conditions.append(any_of(parts, "--year"))
    if asked.plan:
        first, last = plan_years(reader, asked.plan)
        conditions.append(
            Condition("year BETWEEN :plan_first AND :plan_last", {"plan_first": first, "plan_last": last}, "--plan")
        )
    if asked.from_year is not None:
        conditions.append(Condition("year >= :first", {"first": asked.from_year}, "--from"))
    if asked.to_year is not None:
        conditions.append(Condition("year <= :last", {"last": asked.to_year}, "--to"))
    return conditions


def _order(question: Question, asked: Asked) -> str:
    order = ", ".join(column.strip() + " NULLS LAST" for column in question.order.split(","))
    if asked.sort is not None:
        column, descending = asked.sort.removeprefix("-"), asked.sort.startswith("-")
        column = {"growth": "growth_percent", "share": "share_percent"}.get(column, column)
        if column not in question.column_ids:
            raise UnknownNameError(
                "column", column, nearest(column, question.column_ids), ", ".join(question.column_ids)
            )
        return f"{column}{' DESC' if descending else ''} NULLS LAST, {order}"
    if asked.top is not None and question.name != "ranking":
        return f"{question.measure} DESC NULLS LAST, {order}"
    return order


def _take_top(reader: Reader, question: Question, asked: Asked, on: Basis, conditions: list[Condition]) -> None:
    """Keep the first ``--top`` of a ranking: all up to that rank, ties included."""
    if asked.top is None:
        return
    if asked.top < 1:
        raise UsageError(f"--top {asked.top}", "Ask for at least 1")
    if question.name != "ranking":
        return
    threshold = _threshold(reader, asked.top, conditions) if question.view == "rankings" and not on.conditions else None
    if threshold is not None:
        conditions.append(Condition("ordinal >= :threshold", {"threshold": threshold}, "--top"))
    conditions.append(Condition("rank <= :top", {"top": asked.top}, "--top"))


#: Selectors that a panel knows as well as a figure does.
_OF_PANELS = ("--metric", "--level", "--year", "--plan", "--from", "--to", "the latest year")


def _threshold(reader: Reader, top: int, conditions: list[Condition]) -> int | None:
    """The figure of the last place asked for, where one panel is ranked in the nation.

    It is found by index, so that no rank need be counted of what is behind it.
    """
    of_panels = [condition for condition in conditions if condition.option in _OF_PANELS]
    others = [condition for condition in conditions if condition.option not in _OF_PANELS]
    if not of_panels or [list(condition.values.values()) for condition in others] != [[NATION]]:
        return None
    panels = Select("panel_keys", ["panel_id"], of_panels, limit=2)
    found = scalars(reader, panels.sql(), panels.values())
    if len(found) != 1:
        return None
    sql = "SELECT value FROM observations WHERE panel_id = :panel AND value IS NOT NULL ORDER BY value DESC LIMIT 1 OFFSET :place"
    last = scalars(reader, sql, {"panel": found[0], "place": top - 1})
    return int(last[0]) if last else None


def _exact_rows(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> list[tuple[Cell, ...]]:
    """Rows with exact cells; a figure keeps the decimals that it was printed with."""
    ids = [column.id for column in columns]
    fixed = [column.decimals if column.kind == "percent" else None for column in columns]
    numeric = [i for i, column in enumerate(columns) if column.is_number]
    printed = (
        (ids.index("value"), ids.index("decimals"), ids.index("unit_mult"))
        if {"value", "decimals", "unit_mult"} <= set(ids)
        else None
    )
    stated = (ids.index("stated_percent"), ids.index("stated_decimals")) if "stated_decimals" in ids else None
    result = []
    for row in rows:
        cells: list[Cell] = list(row)
        for i in numeric:
            cells[i] = exact(cells[i], fixed[i])
        if printed is not None and cells[printed[0]] is not None:
            places = int(cells[printed[1]] or 0) - int(cells[printed[2]] or 0)
            cells[printed[0]] = _at_least(cells[printed[0]], places)
        if stated is not None and cells[stated[0]] is not None:
            cells[stated[0]] = _at_least(cells[stated[0]], int(cells[stated[1]] or 0))
        result.append(tuple(cells))
    return result


def _at_least(cell: Cell, places: int) -> Cell:
    """A number with at least so many decimals: 15 printed as 15.0 is 15.0."""
    if places <= 0 or not isinstance(cell, int | Decimal):
        return cell
    exponent = Decimal(cell).as_tuple().exponent
    return (
        Decimal(cell).quantize(Decimal(1).scaleb(-places)) if isinstance(exponent, int) and -exponent < places else cell
    )


def _with_compound_rate(
    columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]
) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    from fractions import Fraction

    from ..numbers import compound_rate

    at = {column.id: i for i, column in enumerate(columns)}
    result = []
    for row in rows:
        value, base = row[at["value"]], row[at["previous_value"]]
        years = int(row[at["year"]] or 0) - int(row[at["base_year"]] or 0)
        rate: Cell = None
        if isinstance(value, int | Decimal) and isinstance(base, int | Decimal) and years > 1:
            rate = compound_rate(Fraction(value), Fraction(base), years)
        result.append((*row, rate))
    return (*columns, COLUMNS["compound_percent"]), result


def _units(reader: Reader, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> dict[str, tuple[str, str]]:
    """The units of an answer in words: code to (zh, en)."""
    position = next(i for i, column in enumerate(columns) if column.id == "unit")
    used = {row[position] for row in rows}
    return {code: (code, en) for code, en in reader.select("SELECT code, name_en FROM units", {})[1] if code in used}


def _nothing(
    reader: Reader, question: Question, on: Basis, conditions: list[Condition], metrics: set[str] | None
) -> NothingMatchesError:
    """Which selector left nothing: they are added one after the other until no row is left."""

    def left(basis: Basis, some: list[Condition]) -> bool:
        probe = basis.select(question.view, ["1 AS found"], some, metrics)
        probe.limit = 1
        return bool(list(reader.select(probe.sql(), probe.values())[1]))

    if on.conditions and left(Basis(on.declared), conditions):
        return on.nothing()
    taken: list[Condition] = []
    for condition in conditions:
        taken.append(condition)
        if not left(on, taken):
            break
    else:
        return NothingMatchesError(f"no figure answers {question.name}", "See what there is: ipstats status")
    if question.name == "compare" and taken[-1].option != "--metric":
        return NothingMatchesError(
            "no other region of the level has the same figures",
            "Load those of another region: ipstats load FOLDER",
        )
    culprit, before = taken[-1], [item.option for item in taken[:-1] if item.option]
    shown = Select("", [], [culprit]).literal().partition("WHERE ")[2].rstrip(";")
    kept = f" of what {join_names(before)} left" if before else ""
    return NothingMatchesError(
        f"nothing matches {culprit.option}{kept} ({shown})",
        f"Change or leave out {culprit.option}; see what there is: ipstats status",
    )
