"""Figures that say nothing of their own: how many a list has, and among how many a rank is."""

from __future__ import annotations

from .figure import Figure
from .seldom import seldom
from .verdict import Verdict

#: 渝北、九龙坡、渝中3个区: how many they are is part of their names.
_OF_NAMES = seldom("[\u4e00-\u9fff]{2,6}[、和][\u4e00-\u9fff]{1,9}(?<!等)$")
_NAMED = seldom(
    "(?:[\u4e00-\u9fff]{2,4}(?:公司|企业|高校))|(?:省|区|县|市|州|公司|企业|高校|中院|[\u4e00-\u9fff]{0,6}法院|[\u4e00-\u9fff]{0,4}院(?!士)|海关|中级)(?!场)"
)
#: A number that only counts the areas that are listed behind it: 超过千亿元的省（市）有6个，分别为…
_SUMS_UP = seldom("，(?:分别|依次|即|为|是|包括)")
_AREAS_ARE = seldom("(?:省|市|区|县|州|盟|）)(?:共|仅|只)?有$")
_RANKED = seldom(
    r"(?:州市|盟市|市县|县市|省|自治区|城市|副省级|地级市|计划单列|市州|地州市|县|区|设区市|市)[^，。；]{0,18}(?:第[一二三四五六七八九十\d]|首位|榜首)"
)
#: Units of what a list can have so many of.
COUNTERS = frozenset(("个", "座", "家", ""))


def is_aside(text: str, figure: Figure, verdict: Verdict) -> bool:
    """Whether a figure only counts what is listed beside it, or among how many a rank is: 在15个副省级城市中排第3位."""
    if verdict.kind != "level" or figure.unit not in COUNTERS:
        return False
    if _OF_NAMES.search(text[max(0, figure.start - 14) : figure.start]) and _NAMED.match(text, figure.end):
        return True
    if (
        figure.unit == "个"
        and _SUMS_UP.match(text, figure.end)
        and _AREAS_ARE.search(text[max(0, figure.start - 12) : figure.start])
    ):
        return True
    return bool(_RANKED.match(text[figure.end : figure.end + 26]))
