"""Metrics that no name is known for, drafted from what their figures say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...numbers import COUNT_WORDS

if TYPE_CHECKING:
    from .sorting import Entry

#: The columns of ``metrics.csv``.
METRIC_COLUMNS = (
    "code", "name_zh", "name_en", "unit", "kind", "breakdown", "adds_over_regions", "adds_over_years", "divisor",
    "definition",
)  # fmt: skip

#: In what a metric is drafted that no figure gives a unit.
_NO_UNIT = "个"


@dataclass
class DraftedMetric:
    """A metric that no name is known for: what its figures say of it."""

    code: str
    name: str
    unit: str = ""
    places: int = 0
    by_type: bool = False

    def row(self) -> list[str]:
        """Its row of ``metrics.csv``, to be completed by hand."""
        unit = self.unit or _NO_UNIT
        kind = "ratio" if unit.startswith("%") or "/" in unit else "amount" if unit == "元" else "flow"
        divisor = next((power for power in (1, 100, 10_000) if 10**self.places <= power), 1_000_000)
        return [
            self.code, self.name, self.name, unit, kind, "patent_type" if self.by_type else "none", "0", "0", str(divisor),
            f"Drafted from the name {self.name} as printed: confirm code, names, unit, kind and what adds up.",
        ]  # fmt: skip


def draft_metrics(figures: Iterable[Entry], claims: Iterable[Entry]) -> list[DraftedMetric]:
    """A metric for each unknown name, and for each kind of unit that it is printed with; entries learn its code."""
    drafted: dict[tuple[str, str], DraftedMetric] = {}
    of_name: dict[str, DraftedMetric] = {}
    for entry in figures:
        name = entry.statement.metric_zh
        if entry.statement.metric or not name:
            continue
        unit = entry.statement.unit
        metric = of_name.get(name) if not unit else drafted.get((name, _family(unit)))
        if metric is None and (bare := of_name.get(name)) is not None and not bare.unit:
            metric = drafted[name, _family(unit)] = bare
        if metric is None:
            # One name for things in 件 and in 元 is two metrics.
            full = name if name not in of_name else f"{name}（{unit}）"
            metric = DraftedMetric(f"draft.metric_{len(drafted) + 1}", full)
            drafted[name, _family(unit)] = metric
            of_name.setdefault(name, metric)
        metric.unit = metric.unit or unit
        metric.by_type = metric.by_type or bool(entry.statement.patent_type)
        if entry.printed is not None:
            metric.places = max(metric.places, entry.printed.decimals - entry.printed.unit_mult)
        entry.metric = metric.code
    for entry in claims:
        name = entry.statement.metric_zh
        if entry.statement.metric or not name:
            continue
        metric = of_name.get(name)
        if metric is None:
            metric = of_name[name] = drafted[name, ""] = DraftedMetric(f"draft.metric_{len(drafted) + 1}", name)
        metric.by_type = metric.by_type or bool(entry.statement.patent_type)
        entry.metric = metric.code
    return list({id(metric): metric for metric in drafted.values()}.values())


def _family(unit: str) -> str:
    return "件" if unit in COUNT_WORDS else unit
