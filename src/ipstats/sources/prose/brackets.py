"""What stands in brackets: a note on the figure before them, or the figure of what stands just before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .mention import Mention
from .seldom import seldom
from .tokens import Tokens

#: Between a region and a figure that is its own though others are compared with it: 全国平均水平（11.5件）, 沈阳市的27.4亿元.
_ITS_OWN = re.compile(
    r"(?:地区)?(?:的?平均(?:水平|值|数)?)?(?:的|为|是|只有|仅为|仅有)?(?:（(?:同比)?(?:增长|下降|增幅|增速|减少)?为?)?"
)
#: Behind these a region has its own figure: 仅低于乌鲁木齐市的4359件.
_NEXT_TO = ("仅次于", "低于", "少于", "高于", "多于", "不及", "快于", "慢于")
_BESIDE = seldom("[与和同跟](?:邻省|邻近的|毗邻的|周边的)?$")
_BARE = re.compile(r"的?|为|是")
#: So far before a figure the region of it can begin.
_FAR = 16


class Notes:
    """The brackets of a paragraph that stand right behind a figure and hold no other: 4.6件（截至6月底）."""

    def __init__(self, tokens: Tokens) -> None:
        self._closes = dict(_brackets(tokens)) if "（" in tokens.text else {}
        self._opens = list(self._closes)

    def holds(self, position: int) -> bool:
        """Whether a place lies in one of them: what stands there holds for the figure before it alone."""
        if not self._opens:
            return False
        at = bisect_right(self._opens, position) - 1
        return at >= 0 and position < self._closes[self._opens[at]]

    def behind(self, end: int) -> tuple[int, int] | None:
        """The note on the figure that ends there: from where to where it goes."""
        closing = self._closes.get(end)
        return None if closing is None else (end, closing)


def _brackets(tokens: Tokens) -> Iterator[tuple[int, int]]:
    for figure in tokens.figures:
        if tokens.text.startswith("（", figure.end):
            closing = tokens.text.find("）", figure.end)
            if closing > 0 and not tokens.figures_between(figure.end, closing):
                yield figure.end, closing


def owner(tokens: Tokens, start: int) -> Mention | None:
    """The region that a figure is of though it is not the one that the text speaks of.

    That is one in front of a bracket that the figure opens (少于深圳（2874件）), or one that others are compared
    with (仅次于沈阳市的27.4亿元, 全省平均18.96件).
    """
    text = tokens.text
    for mention in reversed(tokens.mentions_in(start - _FAR, start)):
        between = text[mention.end : start]
        if _ITS_OWN.fullmatch(between) and (
            "（" in between or (mention.role == "other" and not _BARE.fullmatch(between))
        ):
            return mention
        if mention.role != "of" and between in ("", "的") and text.endswith(_NEXT_TO, 0, mention.start):
            return mention
        if (
            between == "的"
            and mention.role == "other"
            and _BESIDE.search(text, max(0, mention.start - 8), mention.start)
        ):
            return mention  # 与邻省云南的9件相比
        return None
    return None
