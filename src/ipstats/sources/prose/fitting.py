"""Whether a figure of a printed unit can be of a metric."""

from __future__ import annotations

from ...numbers import COUNT_WORDS
from ..vocabulary import MetricName


def fits(unit: str, metric: MetricName) -> bool:
    """Whether a figure of a printed unit can be of a metric."""
    base = metric.unit.partition("/")[0] if metric.kind == "ratio" else metric.unit
    if unit in (metric.unit, base):
        return True
    if unit in _THINGS and base in _THINGS:
        return True
    if unit == "批次" and base == "批":
        return True
    if base == "笔" and unit in _PLEDGES:
        return True
    if unit in _COPIES and metric.code.endswith(("_confiscated", ".goods_seized")):
        return True
    if unit == "种" and metric.code in ("copyright.exported", "copyright.imported"):
        return True
    return (unit in _BODIES and base in _BODIES) or (unit in _PEOPLE and base in _PEOPLE)


#: Units that count the same sort of thing, one printed for another.
_THINGS = COUNT_WORDS | {"件次", "例", "枚", "份", "条", "次"}
#: Units of what is kept in 笔, and of copies and goods.
_PLEDGES = frozenset("件项份宗单")
_COPIES = frozenset("册张盘套盒部枚本片件")
_BODIES = frozenset(("家", "个", "户", "所"))
_PEOPLE = frozenset(("人", "名", "位"))
