"""Figures that name nothing and point back: a target of the figure before, the former of two, or the latter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..vocabulary import MetricName
from .context import Context, Item
from .facets import NOTHING, Phrase

_AIM = r"(?:目标|规划|计划|任务|考核|约束性)(?:目标|任务|指标)?(?:值|数|要求)?"
#: 3件的规划目标, 3件这一目标
_AIM_BEHIND = re.compile(rf"(?:的|这一|这个|以上的)?[^，。；、\d]{{0,6}}{_AIM}")
#: 目标3件, 规划目标为3件
_AIM_BEFORE = re.compile(rf"{_AIM}(?:为|是|定为|设为|：|的|应为|仅为)?$")
#: What only says how a thing is measured: 批次增长53.9%, 案件数由33起增加到284起.
_MEASURED = {
    "批次": ("批",), "货物批次": ("批",), "数量": ("件",), "件数": ("件",), "货物数量": ("件",), "商品数量": ("件",),
    "案值": ("元",), "货值": ("元",), "价值": ("元",), "金额": ("元",), "融资额": ("元",), "成交额": ("元",),
}  # fmt: skip
_CASES = re.compile("(?:案件|案)(?:总?数量?|总量|量)$")
_CASE_NAME = "案件"
_POINTING = re.compile("前者|后者")
_SENTENCE = re.compile("[。；]")
#: So far behind a figure or before it the word for a target stands.
_NEAR = 16
#: So many things told before are looked through.
_TOLD = 12


def is_aim(text: str, left: int, start: int, end: int) -> bool:
    """Whether a figure at ``start`` to ``end`` is said to be the target of what stands before."""
    if _AIM_BEHIND.match(text, end, end + _NEAR):
        return True
    return _AIM_BEFORE.search(text, max(left, start - _NEAR), start) is not None


def measured(context: Context, words: str, metrics: Mapping[str, MetricName]) -> Phrase:
    """What words say that only tell how something is measured: the last thing told that is measured so."""
    told = (*context.told_before[-_TOLD:], *context.told[-_TOLD:])
    if _CASES.fullmatch(words):
        fit = [one for one in told if _CASE_NAME in metrics[one.metric].name_zh]
    elif words in _MEASURED and context.phrase.metric:
        subject = context.phrase.metric.partition(".")[0]
        fit = [
            one for one in told if one.metric.startswith(f"{subject}.") and metrics[one.metric].unit in _MEASURED[words]
        ]
    else:
        return NOTHING
    return fit[-1] if fit else NOTHING


def pointed(context: Context, text: str, left: int, start: int) -> Item | None:
    """What 前者 or 后者 before a figure stands for: one of the last two levels."""
    words = _POINTING.findall(text, left, start)
    if not words:
        return None
    two = context.recent if len(context.recent) > 1 else context.earlier if not context.recent else []
    if len(two) < 2:
        return None
    return two[-2] if words[-1] == "前者" else two[-1]
