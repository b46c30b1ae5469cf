"""Signs in a text of which region it is about: the number of a document, and what only a nation has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .mention import Mention
from .tellers import NATIONS_OWN

#: The first paragraphs of a text, with the regions that each names.
Texts = Sequence[tuple[str, list[Mention]]]
#: The sign of a municipality in the number of a document; those of provinces are signs of their cities too.
_BY_SIGN = {"京": "110000", "津": "120000", "沪": "310000", "渝": "500000"}
_DOCUMENT = re.compile(
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


def is_national(texts: Texts) -> bool:
    """Whether a text that names no region of its own speaks of what only a nation has."""
    named = [one for _, mentions in texts for one in mentions if one.region is None or one.region.level != "country"]
    if not all(one.role == "other" or one.pointing in ("国内", "全国", "我国") for one in named):
        return False
    return begins_with_nation(texts) or any(NATIONS_OWN.search(text) for text, _ in texts)


def begins_with_nation(texts: Texts) -> bool:
    """Whether the nation is what the first paragraph that names a region is told of first."""
    first = next((one for _, mentions in texts for one in mentions if one.role == "of"), None)
    return first is not None and first.word in ("全国", "我国")
