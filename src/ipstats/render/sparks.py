"""A line of small bars for each series of an answer: how it went through the years, to be seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from .cells import grouped

if TYPE_CHECKING:
    from ..results import Cell, Result

_BARS = "▁▂▃▄▅▆▇█"

#: More series than this are not to be seen at a glance.
_MOST = 12

_KEY = ("region_code", "metric", "patent_type", "case_kind", "program", "award_level")


def spark(values: Sequence[Cell]) -> str:
    """A bar for each value, from nothing to the largest of them; a blank where there is none.

    >>> spark([0, 5, None, 10])
    '▁▄ █'
    """
    known = [value for value in values if isinstance(value, int | Decimal)]
    top = max(known, default=0)
    bars = ""
    for value in values:
        if not isinstance(value, int | Decimal):
            bars += " "
        elif top <= 0 or value <= 0:
            bars += _BARS[0]
        else:
            bars += _BARS[int(value * (len(_BARS) - 1) // top)]
    return bars


def sparklines(result: Result, lang: str) -> list[str]:
    """A line for each series of three years or more: name, first year, bars, last year, least and most."""
    at = {column.id: i for i, column in enumerate(result.columns)}
    if not {"year", "period", "value", "region_en", *_KEY} <= at.keys():
        return []
    series: dict[tuple[Cell, ...], dict[int, Cell]] = {}
    names: dict[tuple[Cell, ...], str] = {}
    for row in result.rows:
        year = row[at["year"]]
        if str(year) != row[at["period"]] or not isinstance(year, int):
            continue
        key = tuple(row[at[name]] for name in _KEY)
        series.setdefault(key, {})[year] = row[at["value"]]
        labels = ("region", "metric_zh", "item_zh") if lang == "zh" else ("region_en", "metric_en", "item_en")
        names[key] = ("·" if lang == "zh" else ", ").join(str(row[at[name]]) for name in labels if row[at[name]])
    lines = []
    for key, by_year in series.items():
        first, last = min(by_year), max(by_year)
        values = [by_year.get(year) for year in range(first, last + 1)]
        known = [value for value in values if isinstance(value, int | Decimal)]
        if len(known) > 2:
            lines.append(f"{names[key]}  {first} {spark(values)} {last}  {grouped(min(known))} – {grouped(max(known))}")
    return lines if len(lines) <= _MOST else []
