"""Signs in a text of which region it is about: the number of a document, and what only a nation has."""

from __future__ import annotations

from collections.abc import Sequence

from .mention import MAINLAND, Mention
from .seldom import seldom
from .tellers import NATIONS_OWN

#: The first paragraphs of a text, with the regions that each names.
Texts = Sequence[tuple[str, list[Mention]]]
#: The sign of a municipality in the number of a document; those of provinces are signs of their cities too.
_BY_SIGN = {"京": "110000", "津": "120000", "沪": "310000", "渝": "500000"}
_FIGURE = seldom(r"\d|[一二三四五六七八九十百千万][件项家个]")
#: The nation, and the bodies that count what comes from all of it.
_NATION = ("全国", "我国", "国内", "中国专利局", "国家知识产权局")
_CONGRESS = seldom("(?:^|[，。在])([\u4e00-\u9fff]{2,9}[省区市县州旗盟])第[一二三四五六七八九十]{1,3}届人民代表大会")
_DOCUMENT = seldom(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{0,8}(?:依据|根据|按照|印发|关于|以))?([京津沪渝])[\u4e00-\u9fff]{1,5}〔\d{4}〕"
)


def numbered(texts: Texts) -> str:
    """The municipality whose government numbers a document that a text of 全市 is told by: 渝版发〔2006〕17号."""
    for text, _ in texts:
        if (
            "〔" in text
            and (found := _DOCUMENT.search(text)) is not None
            and any("全市" in one or "市" in one for one, _ in texts)
        ):
            return _BY_SIGN[found[1]]
    return ""


def convened(texts: Texts) -> list[str]:
    """The regions of whose people's congress a text begins to tell: 在海南省第七届人民代表大会第三次会议上."""
    return [match[1] for text, _ in texts[:2] if "届人民代表大会" in text for match in _CONGRESS.finditer(text)]


def is_national(texts: Texts) -> bool:
    """Whether a text that names no region of its own speaks of what only a nation has."""
    named = [one for _, mentions in texts for one in mentions if one.region is None or one.region.level != "country"]
    if not all(one.role == "other" or one.pointing in ("国内", "全国", "我国") for one in named):
        return False
    return begins_with_nation(texts) or any(NATIONS_OWN.search(text) for text, _ in texts)


def begins_with_nation(texts: Texts, *, mainland: bool = False) -> bool:
    """Whether the nation, or the ``mainland``, is what the first paragraph that names a region is told of first."""
    for text, mentions in texts:
        for one in mentions:
            if one.role != "of":
                continue
            if one.word not in _NATION or (mainland and (one.region is None or one.region.code != MAINLAND)):
                return False
            others = (
                two.start for two in mentions if two.start > one.start and two.role == "of" and two.word not in _NATION
            )
            following = next(others, len(text))
            if _FIGURE.search(text, one.end, following):
                return True  # and not 1979年全国恢复商标统一注册，内蒙古自治区…
            break
    return False
