"""A figure in a headline that says no period is of when the text below tells the same of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..statements import Statement

#: A headline names the round number that was passed: 突破2500件 for 2563件.
_PASSED = Decimal("1.5")
_NEARLY = Decimal("0.1")
#: What is remarked of a period that is open.
_OPEN = frozenset(("no period is named", "no period is printed", "the period is open"))


def date_headlines(headlines: Iterable[Statement], told: Sequence[Statement]) -> None:
    """Give the figures of headlines that have no period the one of the first figure below that says the same."""
    for one in headlines:
        if one.period or not one.metric:
            continue
        same = next((other for other in told if other is not one and _says(one, other)), None)
        if same is not None:
            one.period = same.period
            one.note, one.doubt = _without_open(one.note), _without_open(one.doubt)
            one.clues = one.why.replace("no period", f"period {same.period} from the text")


def _says(headline: Statement, below: Statement) -> bool:
    """Whether a statement with a period says what a headline says: the same thing, and a value that it allows."""
    if not below.period or (headline.kind, headline.unit) != (below.kind, below.unit):
        return False
    if (headline.metric, headline.patent_type, headline.region) != (below.metric, below.patent_type, below.region):
        return False
    printed, value = headline.value, below.value
    if not isinstance(printed, Decimal) or not isinstance(value, Decimal):
        return False
    if headline.qualifier in ("more_than", "at_least"):
        return printed <= value <= printed * _PASSED
    if headline.qualifier in ("less_than", "at_most"):
        return printed / _PASSED <= value <= printed
    if headline.qualifier in ("about", "rounded"):
        return abs(value - printed) <= abs(printed) * _NEARLY
    return value == printed


def _without_open(remarks: str) -> str:
    return "; ".join(part for part in remarks.split("; ") if part not in _OPEN)
