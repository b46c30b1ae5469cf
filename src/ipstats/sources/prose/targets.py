"""Targets and plans: where in a sentence what is told is no fact yet, and which of its figures are such."""

from __future__ import annotations

import re
from bisect import bisect_left

from .context import Context
from .figure import Figure
from .lexicon import trie
from .resolving import first_year
from .seldom import seldom
from .timeline import Known
from .words import MET, TARGETS

_TARGET = re.compile(trie((*TARGETS, "计划")))
_PLAN = seldom("(?<=[，。；：年])计划(?!单列|项目|生育)")
_MET = seldom(trie(MET))
#: 争取国家经费3万元: what was won.
_WON = seldom("(?:国家|中央|自治区|省|市|上级|到)(?!达|目标)[^，。；]{0,10}(?:项目|资金|经费|补助)")
#: 今年，我们将…: all that follows is to come.
_WILL = seldom(
    "(?:今年|明年|新的一年|今后五年|下一步)，?(?:我们|我[省市区县州]|全[省市区县州]|全局|全市上下)?(?:将|还将|要|还要|计划|拟)|年起，?将|(?:今年|明年)?年?底前，"
)
#: What is foreseen holds up to a semicolon; what is to be reached goes on behind it.
_FORESEEN = frozenset(("预计", "估计", "有望", "可望"))
#: One of these stands in each of them.
_WILL_AT_ALL = re.compile("[将要拟前划]")
_OF_TARGET = seldom("的(?:年度|全年|预期|规划|计划|工作|发展){0,2}(?:目标|任务|指标)(?!的)")
#: 目标20家，实有16家
_AIM = re.compile("目标值?(?:为|是|：|定为)?$")
_BEYOND = seldom("(?:完成|实现|达到|超过|超出|超额|高于|低于|少于)[^，。；]{0,6}$")
#: 为规划目标500家的148.4% says nothing of what follows.
_BESIDE = seldom("(?:为|是|占|相当于|超出|高于|低于|较|比|距)(?:原定|原|全年|年度|既定)?$")
_REACHED = seldom(r"(?:实现|完成|超过|高于|达到|超额)[^，。；]*$")


def targets_in(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Where in a sentence targets begin, and where facts begin again."""
    found = [
        (
            match.start(),
            ""
            if "目标" in match[0]
            and (
                _REACHED.search(text, max(start, match.start() - 16), match.start())
                or _BESIDE.search(text, max(start, match.start() - 6), match.start())
            )
            else match[0],
        )
        for match in _TARGET.finditer(text, start, end)
        if (match[0] != "计划" or _PLAN.match(text, match.start()))
        and (match[0] != "争取" or not _WON.match(text, match.end()))
    ]
    if _WILL_AT_ALL.search(text, start, end):
        found += [(match.end(), match[0]) for match in _WILL.finditer(text, start, end)]
    if not found:
        return found  # as in most sentences
    for start_of, word in list(found):
        if word in _FORESEEN and (stop := text.find("；", start_of, end)) >= 0:
            found.append((stop, ""))  # 预计全年可达3件；1至9月2件
    found += [(match.start(), "") for match in _MET.finditer(text, start, end)]
    return sorted(found)


def target_of(
    text: str,
    figure: Figure,
    targets: list[tuple[int, str]],
    period: Known,
    context: Context,
    headed: str,
    *,
    firm: bool,
) -> str:
    """The word that makes a figure a target; empty for a fact. ``headed`` is a heading of what is to be reached.

    ``firm`` tells that it stands in the paragraph itself, so that a year that has begun says nothing against it.
    """
    if text.startswith("的", figure.end) and _OF_TARGET.match(text, figure.end):
        return "目标"  # 超额完成全年1600亿元的目标
    near = max(0, figure.start - 12)
    aim = _AIM.search(text, near, figure.start)
    if aim is not None and not _BEYOND.search(text, max(0, aim.start() - 10), aim.start()):
        return "目标"
    last = first_year(period.value) or 0
    to_come = (context.published is not None or context.planned) and last > context.now > 0
    if not (targets or headed or context.ahead or to_come):
        return ""
    at = bisect_left(targets, (figure.start, ""))
    word = targets[at - 1][1] if at else ""
    over = bool(last) and (last <= context.now if context.now else context.once is not None)
    if word and not (over and context.once is not None):
        return word
    if (context.ahead and context.ahead == period.value) or to_come:
        return f"{period.value} is still to come"
    return headed if firm or not over or period.found == "the heading" else ""
