"""What the audit found about the figures of an answer: a verdict beside each, and a note on what is contradicted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import DatabaseDamagedError
from ..results import Cell, Column, Note
from ..store.reading import Reader
from .basis import Basis
from .columns import COLUMNS
from .compose import Condition, Select, among

#: What names a fact in an answer and in the findings; what an answer has no column for is not asked.
_KEYS = ("metric", "region_code", "period", "patent_type", "case_kind", "program", "award_level")

#: A note names at most so many contradictions.
_NAMED = 3

#: Nothing of what a finding was computed from is from another source.
_ELSEWHERE = (
    "NOT EXISTS (SELECT 1 FROM finding_inputs i"
    " WHERE i.metric = findings.metric AND i.finding = findings.finding AND i.source NOT IN (asked))"
)

#: Verdicts, the worst first.
_WORST = ("contradicted", "question", "unverifiable", "consistent", "reproduced")


def contradicted(reader: Reader, on: Basis, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Note]:
    """A note where something that the answer shows is contradicted.

    Where the answer rests on some sources alone, only what they contradict among themselves counts.
    """
    ids = [column.id for column in columns]
    keys = [key for key in _KEYS if key in ids]
    if "region_code" not in keys or "period" not in keys or not rows:
        return []
    found = _contradictions(reader, on)
    if not found:
        return []
    at = [ids.index(key) for key in keys]
    shown = {tuple(row[i] for i in at) for row in rows}
    hit = [one for one in found if tuple(one[key] for key in keys) in shown]
    # One number can fail several rules: it is named once.
    en_of = list(
        dict.fromkeys(f"{one['region_en']} {one['period']} {one['metric_en']} {one['published']}" for one in hit)
    )
    zh_of = list(dict.fromkeys(f"{one['region']} {one['period']} {one['metric_zh']} {one['published']}" for one in hit))
    if not hit:
        return []
    en, zh, more = "; ".join(en_of[:_NAMED]), "；".join(zh_of[:_NAMED]), max(0, len(en_of) - _NAMED)
    return [
        Note(
            f"contradicted by other figures: {en}{f' and {more} more' if more else ''}; see ipstats audit --verdict contradicted",
            f"与其他数据矛盾：{zh}{f'，另有 {more} 项' if more else ''}；见 ipstats audit --verdict contradicted",
        )
    ]


def _contradictions(reader: Reader, on: Basis) -> list[dict[str, Any]]:
    shown = (*_KEYS, "region", "region_en", "metric_zh", "metric_en", "published")
    select = Select(
        "findings", shown, [Condition("verdict = 'contradicted'")], "metric, region_code, period, finding", 1000
    )
    if on.conditions:
        # Of what it was computed from, nothing may be from a source that is not asked.
        asked = Select("sources", ["code"], on.conditions)
        select.conditions.append(
            Condition(
                # Names of ours alone; what the user gave is bound.
                _ELSEWHERE.replace("asked", asked.sql()),
                asked.values(),
            )
        )
    return [dict(zip(shown, row, strict=True)) for row in reader.select(select.sql(), select.values())[1]]


def beside(
    reader: Reader, columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]
) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """An answer with the worst verdict on each figure itself as its last column; empty where it was not checked."""
    ids = [column.id for column in columns]
    if not rows or any(key not in ids for key in (*_KEYS, "source")):
        return columns, rows
    keys = (*_KEYS, "source")
    at = [ids.index(key) for key in keys]
    conditions = [Condition("kind = 'level'"), among("metric", sorted({str(row[at[0]]) for row in rows}), "metric_")]
    regions = sorted({str(row[at[1]]) for row in rows})
    if len(regions) < 100:
        conditions.append(among("region_code", regions, "region_"))
    select = Select("findings", (*keys, "verdict"), conditions)
    worst: dict[tuple[Any, ...], int] = {}
    for row in reader.select(select.sql(), select.values())[1]:
        if row[-1] not in _WORST:
            raise DatabaseDamagedError(
                f"a damaged database ({row[-1]!r} is no verdict)",
                "Restore it from a copy, or move it away and run: ipstats init",
            )
        place = _WORST.index(row[-1])
        worst[tuple(row[:-1])] = min(place, worst.get(tuple(row[:-1]), len(_WORST)))
    found = [worst.get(tuple(row[i] for i in at)) for row in rows]
    return (*columns, COLUMNS["figure_verdict"]), [
        (*row, "" if place is None else _WORST[place]) for row, place in zip(rows, found, strict=True)
    ]
