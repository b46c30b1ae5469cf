"""What keeps a statement from being loaded: doubts, to be settled by hand, and kinds that are not kept at all."""

from __future__ import annotations

from collections.abc import Callable

from ...numbers import COUNT_WORDS, Printed
from ...periods import year_and_part
from ..headings import is_period
from ..statements import Statement
from ..vocabulary import MetricName, Vocabulary
from .prints import CLAIM_UNITS

#: A claim is kept with at most so many decimals.
_MOST_DECIMALS = 3


def not_kept(said: Statement) -> str:
    """Why a database has no place for a statement; empty where it has one."""
    if said.kind == "level" and said.status != "F" and said.period.isdecimal():
        return ""  # a fact of a year, as most are
    for rule in _RULES:
        if reason := rule(said):
            return reason
    return ""


def _target(said: Statement) -> str:
    return "a target or a forecast, and no fact" if said.status == "F" else ""


def _span(said: Statement) -> str:
    if not said.period or is_period(said.period):
        return ""
    return f"of {said.period}: figures are kept by year, half-year, quarter, month or months since January"


def _absolute(said: Statement) -> str:
    if said.kind == "change" and said.unit != CLAIM_UNITS["change"]:
        return f"a change in {said.unit or 'units'}: only changes in percentage points are kept"
    return ""


def _base(said: Statement) -> str:
    """A claim is kept with the year that it compares with, and not with another part of a year."""
    if said.kind == "level" or not said.base_period or not is_period(said.period):
        return ""
    now, base = year_and_part(said.period), year_and_part(said.base_period)
    if now is None or base is None or base[1] != now[1] or base[0] >= now[0]:
        return f"compared with {said.base_period}: claims compare with the same part of an earlier year"
    return ""


def _several(said: Statement) -> str:
    if said.kind != "level" and said.value is None:
        return "a range: a claim is one number"
    return ""


_RULES: tuple[Callable[[Statement], str], ...] = (_target, _span, _absolute, _base, _several)


def doubt_of(said: Statement, printed: Printed | None, names: Vocabulary) -> str:
    """What loading would say against a statement that its reader has no doubt about; empty where nothing."""
    if said.doubt:
        return said.doubt
    if not said.region_code:
        return f"no region is called {said.region!r}" if said.region else "of which region it is, the text leaves open"
    if not said.period:
        return "of which period it is, the text leaves open"
    if not said.metric and not said.metric_zh:
        return "what it is a figure of, the text leaves open"
    metric = names.metrics.get(said.metric)
    return (_breakdown(said, metric) if metric is not None else "") or _number(said, printed, metric)


def _breakdown(said: Statement, metric: MetricName) -> str:
    if said.patent_type or said.case_kind or said.program:
        for kind, code in (("patent_type", said.patent_type), ("case", said.case_kind), ("program", said.program)):
            if code and kind != metric.breakdown:
                return f"a breakdown that {metric.code} does not take: {code}"
    if metric.breakdown == "program" and not said.program:
        return f"{metric.code} is of a program, and which one, the text leaves open"
    return ""


def _number(said: Statement, printed: Printed | None, metric: MetricName | None) -> str:
    if said.kind != "level":
        if printed is None:
            return "its number cannot be loaded as it is printed"
        if printed.decimals - printed.unit_mult > _MOST_DECIMALS:
            return f"more than {_MOST_DECIMALS} decimals"
        return ""
    if printed is None:
        return "" if said.status in ("O", "M", "K", "I") else "its number cannot be loaded as it is printed"
    if metric is None:
        return ""
    if printed.unit not in ("", metric.unit, metric.unit.partition("/")[0]) and not (
        printed.unit in COUNT_WORDS and metric.unit in COUNT_WORDS
    ):
        return f"printed in {printed.unit}, where {metric.code} is in {metric.unit}"
    if printed.number is not None and printed.fraction is None and printed.decimals <= printed.unit_mult:
        # A whole number is fine enough for any metric.
        return "a count below zero" if metric.counts and printed.number < 0 else ""
    if printed.value is not None and (printed.value * metric.divisor).denominator != 1:
        return f"finer than {metric.code} is kept"
    if metric.counts and printed.value is not None and printed.value < 0:
        return "a count below zero"
    return ""
