"""What figures of a list count, where it is said behind the list alone: 泉州9人、莆田5人，起诉人数居前两位."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..vocabulary import MetricName
from .fitting import fits
from .seldom import seldom
from .tokens import Tokens

if TYPE_CHECKING:
    from .sentences import Read

#: What stands between the figures of a list beside the places.
_LISTED = seldom("[、，；：和与及各均有为达仅以约（）　分别居前的是]*")


def name_behind(reads: Sequence[Read], tokens: Tokens, metrics: Mapping[str, MetricName], start: int) -> None:
    """Name the bare figures of places at the head of a sentence by what a claim behind them is of.

    ``reads`` are those of the sentence, which begins at ``start``; those that are named already stay as they are.
    """
    told = next((one for one in reads if one.verdict.kind in ("share", "rank") and one.phrase.own.measures), None)
    if told is None or not told.phrase.metric:
        return
    low = start
    for one in reads:
        if one is told:
            return
        words = tokens.unplaced(low, one.figure.start)
        listed = _LISTED.fullmatch("".join(words.split())) is not None or low == start
        low = one.figure.end
        bare = one.verdict.kind == "level" and listed and one.region.name and not one.phrase.own
        if bare and not one.phrase.metric and fits(one.verdict.unit, metrics[told.phrase.metric]):
            one.phrase = told.phrase
