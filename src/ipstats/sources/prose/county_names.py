"""Counties as prose names them: in full, and in a row without their endings."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from .counties import COUNTIES
from .seldom import seldom

#: The ending of a county, where no longer word goes on with it: 海南区 is none in 海南区域.
_ENDING = re.compile("[县区市旗](?![域级间位划块场民值直长委舰帜袍])")
#: What stands before a name in full.
_BEFORE = frozenset(
    "%）件家元人项个度，。；、：（“”》 \u3000\n和与及在于从对由据向是为占中其年月日底末初省市州区盟县的了以自"
)


def han_but(characters: str) -> str:
    """A set of all Chinese characters but these."""
    ranges, low = [], 0x4E00
    for code in sorted(map(ord, characters)):
        if low < code:
            ranges.append(f"{chr(low)}-{chr(code - 1)}")
        low = code + 1
    return f"[{''.join(ranges)}{chr(low)}-\u9fff]"


#: A name without its ending, in the place of one: 瑞安127万元、乐清241万元. To look first at the character that follows
#: spares most of the others. What the third character is, where it is no digit and no 、, has been told there.
_SHORT = seldom(
    r"[\u3000，；。、：和与及是的中](?=(?![全我本各该其同比较增减上下年截占居授申发有商实外每])[\u4e00-\u9fff]{2,3}?[则仅也达有为以约占近超\d、和与及各均增尚等分依合申授专发下同就])"
    r"(..[^\d、]??)(?=[则仅也达有为以约占近超\d、和与及各均增尚等]|分别|依次|合计|申请|授权|专利|发明|下降|同比|就)"
)
_DIGIT = re.compile(r"\d")
#: So near another place a name without its ending stands.
_NEAR, _BESIDE = 40, 1
_PEOPLES = seldom(
    "(?:各|满|蒙古|回|朝鲜|畲|土家|苗|侗|瑶|壮|仫佬|毛南|黎|羌|彝|藏|仡佬|布依|水|哈尼|傣|佤|拉祜|布朗|白|普米|怒|独龙|傈僳|纳西|土|撒拉|裕固|哈萨克|保安|东乡|达斡尔|鄂温克|锡伯|塔吉克|族)+自治[县旗]$"
)
#: Short names that are words as often.
_WORDS = frozenset(
    [
        "和平",
        "新华",
        "长安",
        "东方",
        "资源",
        "安宁",
        "平安",
        "富民",
        "兴业",
        "民乐",
        "大方",
        "太平",
        "通道",
        "宁静",
        "建设",
        "中心",
        "新城",
        "城中",
        "市中",
        "开发",
        "向阳",
        "前进",
        "友好",
        "永安",
        "高明",
        "正安",
        "公安",
        "建始",
        "文化",
        "城关",
        "安居",
        "普安",
        "上城",
        "下城",
        "拱墅",
        "和县",
        "中方",
        "双方",
        "大同",
        "本溪",
        "南部",
        "中江",
        "西部",
        "东部",
        "中部",
        "新民",
        "灯塔",
        "集美",
        "光明",
        "同心",
        "共和",
        "自流",
        "利辛",
        "合作",
        "大通",
        "大关",
        "江山",
        "新干",
        "全州",
        "都安",
        "富源",
        "会同",
        "道真",
        "万年",
        "中山",
        "河东",
        "河西",
        "河南",
        "江北",
        "江南",
        "海南",
        "海北",
        "安图",
        "红旗",
        "东风",
        "前郭",
        "乐业",
        "明光",
        "明山",
        "集安",
        "达标",
        "宣传",
        "永和",
        "安定",
        "定安",
        "会理",
        "平定",
        "长治",
        "武功",
        "太白",
        "海外",
        "商城",
        "岳西",
        "顺平",
        "凌云",
        "凤凰",
        "石门",
        "龙门",
        "青年",
        "开平",
        "高新",
        "滨海",
        "临海",
        "沿海",
        "沿河",
        "大新",
        "大化",
        "多伦",
        "平原",
        "高原",
        "扶余",
        "黎平",
        "中阳",
        "方正",
        "富裕",
        "望奎",
        "依安",
        "大安",
    ]
)


@cache
def _holders() -> dict[str, set[tuple[str, str]]]:
    """The provinces and prefectures that hold a county, by its name."""
    found: dict[str, set[tuple[str, str]]] = {}
    for key, names in COUNTIES.items():
        code, _, prefecture = key.partition(" ")
        for name in names.split():
            found.setdefault(name, set()).add((f"{code}0000", prefecture))
    return found


@cache
def _shorts() -> dict[str, set[tuple[str, str]]]:
    """The same by names without their endings."""
    found: dict[str, set[tuple[str, str]]] = {}
    for name, holders in _holders().items():
        short = _PEOPLES.sub("", name) if "自治" in name else name[:-1]
        if len(short) > 1:
            found.setdefault(short, set()).update(holders)
    return found


@cache
def _names() -> frozenset[str]:
    """The names of all counties."""
    return frozenset(" ".join(COUNTIES.values()).split())


@cache
def _short_names() -> frozenset[str]:
    """The same without their endings."""
    shorts = [_PEOPLES.sub("", name) if "自治" in name else name[:-1] for name in _names()]
    return frozenset([short for short in shorts if len(short) > 1])


@cache
def _tails() -> frozenset[str]:
    """How the names in full end: a text has many more words that end like a county."""
    return frozenset([name[-3:] for name in _names()])


def holder_of(name: str) -> tuple[str, str]:
    """The code of the province and the prefecture that hold a county; empty where no one does, or several do."""
    holders = _holders().get(name) or _shorts().get(name) or set()
    return next(iter(holders)) if len(holders) == 1 else ("", "")


def is_county(name: str) -> bool:
    """Whether a name is that of a county, in full or without its ending."""
    return name in _names() or name in _short_names()


def in_full(text: str) -> list[tuple[int, int, bool]]:
    """Where counties are named in full, and whether what stands before them is no part of a longer word."""
    found: list[tuple[int, int, bool]] = []
    names, tails = _names(), _tails()
    for ending in _ENDING.finditer(text):
        end = ending.end()
        if text[end - 3 : end] not in tails and text[end - 2 : end] not in names:
            continue
        for length in (3, 4, 2, 5, 6, 7, 8, 9, 10, 11):
            start = end - length
            if start < 0:
                continue
            if text[start:end] in names:
                found.append((start, end, start == 0 or text[start - 1] in _BEFORE))
                break
    return found


def short_names(text: str) -> list[tuple[int, int]]:
    """Where words stand, in the place of a name, that are counties without their endings."""
    if _DIGIT.search(text) is None:
        return []
    names = _short_names()
    return [(match.start(1) - 1, match.end(1) - 1) for match in _SHORT.finditer("\u3000" + text) if match[1] in names]


def in_a_row(text: str, found: list[tuple[int, int]], others: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of the short names ``found`` that are near one another or near other places, ``others``.

    Those that are words as often only stand in one list with such a place.
    """
    near = sorted({*others, *found})
    for span in found:
        far = _BESIDE if text[span[0] : span[1]] in _WORDS else _NEAR
        at = bisect_left(near, span)
        before = near[at - 1] if at else None
        after = near[at + 1] if at + 1 < len(near) else None
        if (before and span[0] - before[1] <= far and "。" not in text[before[1] : span[0]]) or (
            after and after[0] - span[1] <= far and "。" not in text[span[1] : after[0]]
        ):
            yield span


def full_with(name: str, ending: str) -> bool:
    """Whether a name without its ending is that of a county, or of a city or district, as ``ending`` says."""
    return name in _short_names() and name + ending in _names()


def begins_with_county(text: str) -> str:
    """The county that a text begins with, in full or without its ending; empty where it begins with none."""
    names, shorts = _names(), _short_names()
    for length in (4, 3):
        if text[:length] in names:
            return text[:length]
    return next((text[:length] for length in (3, 2) if text[:length] in shorts), "")


def endings_of(name: str) -> list[str]:
    """The names in full that a name without its ending can be."""
    return [name + ending for ending in "县区市旗" if name + ending in _names()]
