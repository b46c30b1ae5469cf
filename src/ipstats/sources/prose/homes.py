"""Which of the regions that a text without a title names it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from .county_names import begins_with_county, endings_of
from .mention import NOWHERE, Mention, Region
from .places import DEICTIC
from .seldom import seldom

#: What goes on with a name behind a province, and what is before one that is compared with.
_NAMES = seldom("[\u4e00-\u9fff]{2,12}(?:会|奖|杯|局|院|厅|办|活动|行动|工程|计划|项目|基金)")
_COMPARES = seldom("[比于较与同和超过]$")
_QUOTED = seldom("“([一-鿿]{4,12})”")
#: What stands before the subject of the first sentence: its heading, and when.
_HEADS = seldom(
    "(?:【[^】]{1,12}】|[\u4e00-\u9fff]{2,6}[\u3000 ：:])?(?:[^，。；：]{0,14}年(?:度|底|末)?(?:\\d{1,2}月(?:\\d{1,2}日)?)?[^，。；：]{0,12}，?)?(?:[\u4e00-\u9fff]{2,4}$)?"
)
#: The paragraphs of a text, and the regions that each names.
Texts = Sequence[tuple[str, list[Mention]]]


class Known(Protocol):
    """The places that are known, by their codes."""

    known: dict[str, Region]

    def within(self, region: Region, wider: Region) -> bool:
        """Whether a region lies in another one; one of which nothing is known may."""

    def parent(self, region: Region) -> str:
        """The code of the region that holds a region; empty where that is not known."""

    def can_be(self, word: str, region: Region, levels: tuple[str, ...]) -> bool:
        """Whether a region can be what a word like 全市 stands for, of which ``levels`` are the levels."""


def first_of(count: Counter[Region]) -> Counter[Region]:
    """The place that a text names first and as often as any that holds it: 晋江市, of 泉州 and 福建."""
    first = next(iter(count), NOWHERE)
    narrow = first.level in ("place", "prefecture") and count[first] > 1 and len(count) > 1
    narrow = narrow and first.name[-1] in "市县区旗州盟"  # not 日本
    return Counter({first: count[first]}) if narrow and count[first] >= max(count.values()) else count


def opens_with(places: Known, count: Counter[Region], texts: Texts) -> Region | None:
    """The place that the first sentence is about, where all others named hold it or lie within it: 浏阳市, 长沙市, 湖南省."""
    head = next(((text, of) for text, mentions in texts if (of := [one for one in mentions if one.role == "of"])), None)
    if head is None or len(count) < 2:
        return None
    text, mentions = head
    first = mentions[0].region or NOWHERE
    if first.level not in ("place", "prefecture") or not _HEADS.fullmatch(text[: mentions[0].start]):
        return None
    around = all(one == first or places.within(one, first) or places.within(first, one) for one in count)
    said = all(places.can_be(word, first, DEICTIC[word]) for word in pointing_words(texts) if DEICTIC[word])
    renamed = first.name[-1] == "县" and any("设市" in text or "建市" in text for text, _ in texts)
    return first if around and (said or renamed) else None


def only_province(texts: Texts) -> Region | None:
    """The one province that a text of 全省 names in full at all, if only in a name: 湖南省专利发明博览会."""
    if not any(word[-1] == "省" for word in pointing_words(texts)):
        return None
    named = {one.region for _, mentions in texts for one in mentions if one.region is not None}
    provinces = [region for region in named if region.level == "province"]
    full = any(
        one.word.endswith("省")
        and one.role == "other"
        and _NAMES.match(text, one.end)
        and not _COMPARES.search(text[: one.start])
        for text, mentions in texts
        for one in mentions
        if one.region in provinces and not one.beside
    )
    return provinces[0] if len(provinces) == 1 and full else None


def only_city(places: Known, texts: Texts) -> Region | None:
    """The one city that a text of 全市 names at all, if only in a name: 株洲电力机车研究所."""
    words = pointing_words(texts)
    named = {one.region for _, mentions in texts for one in mentions if one.region is not None and not one.beside}
    cities = [region for region in named if region.level in ("prefecture", "place")]
    if len(cities) != 1 or not words or any(word[-1] != "市" for word in words):
        return None
    return cities[0] if all(places.can_be(word, cities[0], DEICTIC[word]) for word in words) else None


def only_county(texts: Texts) -> str:
    """The one county that the names in a text of 全县 begin with: “安溪铁观音”."""
    words = pointing_words(texts)
    if not words or words.most_common(1)[0][0] not in ("全县", "我县"):
        return ""
    begun = {begins_with_county(quoted) for text, _ in texts for quoted in _QUOTED.findall(text)} - {""}
    full = [name for one in begun for name in ([one] if one[-1] in "县区市旗" else endings_of(one))]
    return full[0] if len(full) == 1 and full[0][-1] == "县" else ""


def as_wide(places: Known, region: Region, texts: Texts) -> Region:
    """The province of a city, where a text speaks of 全省 and of nothing narrower."""
    if region.level not in ("prefecture", "place"):
        return region
    words = pointing_words(texts)
    province = places.known.get(places.parent(region), NOWHERE)
    wide = words.total() > 1 and all(places.can_be(word, province, DEICTIC[word]) for word in words)
    return province if province.level == "province" and wide else region


def of_its_level(places: Known, count: Counter[Region], texts: Texts) -> Counter[Region]:
    """Of regions of several levels in a text of 全州, the one that can be meant and is named first and most."""
    words = pointing_words(texts)
    if len(words) != 1 or len(count) < 3:
        return count
    word = next(iter(words))
    levels = DEICTIC.get(word, ())
    fit = [region for region in count if places.can_be(word, region, levels)] if levels else []
    first = fit[0] if fit and "country" not in levels else None
    if first is None or first is not next(iter(count)) or count[first] < max(count[one] for one in fit):
        return count
    return Counter({first: count[first]})


def pointing_words(texts: Texts) -> Counter[str]:
    """The words that point at what a text is about, 全省 or 我市, and how often each does."""
    return Counter(
        one.word
        for _, mentions in texts
        for one in mentions
        if one.pointing and one.word[0] in "全我" and one.role == "of" and one.word != "全国"
    )
