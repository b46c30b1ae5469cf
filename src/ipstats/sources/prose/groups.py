"""Regions that stand in one list, and words that count them."""

from __future__ import annotations

import re

from .mention import Mention

#: What stands between two regions of a list: 长春中院、吉林中院.
_AND = re.compile("(?:中院|法院|中级法院|海关|知识产权局)?(?:、|，?和|与|以?及)")
_COUNTED_AREAS = re.compile(r"等\d+个(?:省区市|省市区|省市|省区|省份|省|市州|地州市|州市|地市|市|县|区|州|城市|地区)")


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
