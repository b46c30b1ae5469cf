"""Regions that stand together: one within the other, in one list, as shares of two wholes; and words that count them."""

from __future__ import annotations

import re
from itertools import pairwise

from .mention import Mention
from .seldom import seldom

#: What stands between two regions of a list: 长春中院、吉林中院.
_AND = re.compile("(?:中院|法院|中级法院|海关|知识产权局)?(?:、|，?和|与|以?及)")
_COUNTED_AREAS = seldom(
    r"等\d+个(?:省区市|省市区|省市|省区|省份|省|区县|县区|市县|县市|市州|地州市|州市|地市|市|县|区|州|城市|地区)"
)

_LISTED = seldom("(?:（[^（）]{1,16}）)?[、和与及]")
#: The share between two wholes, and what follows the second.
_SHARE_BETWEEN = re.compile(r"[^，。；、\d]{0,8}\d+(?:\.\d+)?%(?:，?(?:和|与|以?及)|、|，占?)")
_OF_WHOLE = seldom(r"的[^，。；、\d]{0,8}\d+(?:\.\d+)?%")


def grouped(text: str, mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions that stand in one list: 广东、江苏和浙江."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and mention.role == "of" and groups[-1][-1].role == "of":
            between = text[groups[-1][-1].end : mention.start]
            if _AND.fullmatch(between):
                groups[-1].append(mention)
                continue
        groups.append([mention])
    return groups


def is_counted_area(text: str, end: int) -> bool:
    """Whether 等5个地州市 or 三省 stands after a list of regions."""
    return bool(_COUNTED_AREAS.match(text, end))


def nested(mentions: list[Mention], parents: dict[str, str]) -> list[Mention]:
    """江苏省南京市 is one place: the narrower one, from where the wider one begins."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last is not None and last.end == mention.start and mention.pointing and last.role == mention.role == "of":
            last.end = mention.end  # 北京全市, 全省国内
            continue
        if (
            last is not None
            and last.end == mention.start
            and last.region is not None
            and mention.region is not None
            and (not mention.region.code or parents.get(mention.region.code) == last.region.code)
        ):
            mention.start, mention.role = last.start, last.role
            joined[-1] = mention
        else:
            joined.append(mention)
    return joined


def same_role(mentions: list[Mention], text: str) -> list[Mention]:
    """与辽宁、吉林等省区: the first of a list says what the others are named for."""
    if all(mention.role != "other" for mention in mentions):
        return mentions
    for last, mention in pairwise(mentions):
        if last.role == "other" and mention.role == "of" and _LISTED.fullmatch(text, last.end, mention.start):
            mention.role = "other"
    beside: Mention | None = None
    for last, mention in reversed(list(pairwise(mentions))):
        behind = mention is beside or text.startswith(("之后", "之前", "以外", "之外"), mention.end)
        if (
            mention.role == "other"
            and behind
            and last.role == "of"
            and _LISTED.fullmatch(text, last.end, mention.start)
        ):
            last.role, beside = "other", last  # 排在陕西、甘肃之后
    return mentions


def same_share(mentions: list[Mention], text: str) -> list[Mention]:
    """占金华市的48.2%、浙江省的4.6%: the second is a whole too, as the first is."""
    for last, mention in pairwise(mentions):
        if (
            last.role == "scope"
            and mention.role == "of"
            and _SHARE_BETWEEN.fullmatch(text, last.end, mention.start)
            and _OF_WHOLE.match(text, mention.end)
        ):
            mention.role = "scope"
    return mentions
