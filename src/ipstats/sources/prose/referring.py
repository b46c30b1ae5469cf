"""Figures that name nothing and point back: a target of the figure before, the former of two, or the latter."""

from __future__ import annotations

import re

from .context import Context, Item

_AIM = r"(?:目标|规划|计划|任务|考核|约束性)(?:目标|任务|指标)?(?:值|数|要求)?"
#: 3件的规划目标, 3件这一目标
_AIM_BEHIND = re.compile(rf"(?:的|这一|这个|以上的)?[^，。；、\d]{{0,6}}{_AIM}")
#: 目标3件, 规划目标为3件
_AIM_BEFORE = re.compile(rf"{_AIM}(?:为|是|定为|设为|：|的|应为|仅为)?$")
_POINTING = re.compile("前者|后者")
_SENTENCE = re.compile("[。；]")
#: So far behind a figure or before it the word for a target stands.
_NEAR = 16


def is_aim(text: str, left: int, start: int, end: int) -> bool:
    """Whether a figure at ``start`` to ``end`` is said to be the target of what stands before."""
    if _AIM_BEHIND.match(text, end, end + _NEAR):
        return True
    return _AIM_BEFORE.search(text, max(left, start - _NEAR), start) is not None


def pointed(context: Context, text: str, left: int, start: int) -> Item | None:
    """What 前者 or 后者 before a figure stands for: one of the last two levels."""
    words = _POINTING.findall(text, left, start)
    if not words:
        return None
    two = context.recent if len(context.recent) > 1 else context.earlier if not context.recent else []
    if len(two) < 2:
        return None
    return two[-2] if words[-1] == "前者" else two[-1]
