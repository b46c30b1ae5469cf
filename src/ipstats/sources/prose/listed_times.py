"""Lists of years and of quarters, with as many figures: 1988年至1990年，申请数分别为41件、58件和72件."""

from __future__ import annotations

import re

from .context import Context, Item
from .naming import Namer
from .resolving import is_many, resolved
from .seldom import seldom
from .timeline import Known
from .tokens import Tokens
from .verdict import Verdict

#: Years, or quarters, in a row.
_YEARS = seldom(r"(?<!\d)(?:(?:19|20)\d\d年?[、和]){1,9}(?:19|20)\d\d(?=年|[两三四五六七八九十]年)")
_FROM_TO = seldom("([一二三四])(?:季度)?[至到—-]([一二三四])季度")
_QUARTERS = seldom("[一二三四](?:季度)?(?:[、和][一二三四](?:季度)?){0,2}[、和][一二三四]季度")


def in_time(
    namer: Namer, tokens: Tokens, context: Context, verdict: Verdict, low: int, high: int, run: int, sentence: int
) -> tuple[Item, ...]:
    """The years, or quarters, that the figures of a run go with: 1988年至1990年，申请数分别为41件、58件和72件."""
    times: list[str] = []
    span = context.current_period().value
    if quarters := _quarters_of(tokens.text, sentence, high, run):
        times = [f"{span[:4]}-Q{one}" for one in quarters] if span else []
    elif is_many(span) and int(span[5:]) - int(span[:4]) + 1 == run and len(tokens.mentions_in(low, high)) < 2:
        times = [str(year) for year in range(int(span[:4]), int(span[5:]) + 1)]
    if not times:
        return ()
    phrase = namer.named_by(
        tokens, context, tokens.counted_in(low, high), low, sentence, verdict.unit if verdict.kind == "level" else ""
    )
    return tuple(Item(phrase, None, Known(time, "the list")) for time in times)


def periods_named(tokens: Tokens, context: Context, low: int, high: int, run: int) -> list[Known]:
    """The periods of a clause that names so many and counts nothing: 1996、1997、1998三年; none where it does not."""
    if tokens.counted_in(low, high):
        return []
    if found := _YEARS.search(tokens.text, low, high):
        values = re.findall(r"\d{4}", found[0])
    elif (found := _QUARTERS.search(tokens.text, low, high)) and (year := context.current_period().value[:4]):
        values = [
            f"{year}-Q{'一二三四'.index(quarter) + 1}"
            for quarter in re.findall("[一二三四](?!季)|[一二三四](?=季)", found[0])
        ]
    else:
        named = [one for one in tokens.periods_in(low, high) if one.role in ("of", "from")]
        values = [resolved(one, context.year, context.published)[0] for one in named]
    return [Known(value, "the list") for value in values] if len(values) == run else []


def _quarters_of(text: str, low: int, high: int, run: int) -> range | None:
    """The numbers of the quarters of 一至四季度, where they are as many as the figures."""
    found = _FROM_TO.search(text, low, high)
    if found is None:
        return None
    first, last = ("一二三四".index(quarter) + 1 for quarter in found.groups())
    return range(first, last + 1) if last - first + 1 == run else None


def period_in(tokens: Tokens, context: Context, low: int, high: int) -> Known | None:
    """The period that a part of a list names."""
    for named in tokens.periods_in(low, high):
        if named.end <= high and named.role in ("of", "from"):
            value, note = resolved(named, context.year, context.published)
            return Known(value, "the list", note)
    return None
