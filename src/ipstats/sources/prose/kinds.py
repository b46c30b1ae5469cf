"""What a figure states: a level, a growth, a change, a rank, a change of rank or a share, told by the words around it."""

from __future__ import annotations

import re
from decimal import Decimal

from .figure import Figure
from .percents import percentage
from .seldom import seldom
from .verdict import (
    ANY_DIRECTION,
    ANY_NOUN,
    COMPARED,
    COMPARISON,
    DIRECTION,
    ENDS,
    NOUN,
    PLAIN,
    TO,
    Verdict,
    adjoins,
    any_of,
    same_kind,
    signed,
    way_before,
)
from .words import DIRECTIONS, STANDINGS

_AGAINST = re.compile(r"(高于|低于|多于|少于)[^，。；\d]{2,14}(?<![的有])$")
#: 低于全国8件的平均水平
_MEAN_AFTER = re.compile("的?(?:平均)?(?:水平|平均数|平均值|均值)")
_EARLIER = "of an earlier figure"
#: 户均增收3000元 is how much more each has, and of no figure before.
_EACH = seldom("(?:户均|人均|户均年|人均年|每户|每人|亩均)年?$")
_RANK_LEAD = re.compile(
    rf"(?:{any_of(STANDINGS)})(?:在|为|于|了|至|到|的|全国|全省|全区|全市|西部|中部|东部|各?(?:省|市|区|州|县|城市|省份|地区|省会|自治区|直辖市|副省级|地级|县级|计划单列|设区|同类)*(?:市|中|里)?|十?[一二三四五六七八九]?省区?市?|（|）|、|和|第\d+位|\d+个){{0,6}}$"
)
_STANDS = seldom(r"位居|位列|名列|排名|排在|跃居|稳居|分列|分居|[居列排]")
_STANDING = seldom(any_of(STANDINGS))
_PUT = re.compile(r"(?:放在|摆在|作为|视为|当作)$")
_AGAINST_EARLIER = seldom(
    r"(?:上年|去年|前年|同期|年末|年底|年初|期末|[\d〇零一二三四五六七八九]{4}年|(?:十?[一二三四五六七八九]五|十五)[”’]?(?:期间|时期|末)?|当年|初期|前|期初|时|之初)[^，。；]{0,8}$"
)
#: 是2007年(770件的3.65倍)
_BASE_LEVEL = seldom(r"(?:是|为|相当于|达到|达)(?:(?:19|20)\d\d年|上年|去年|前年|上年同期|去年同期)(?:同期|全年)?的?$")
#: 增幅最大，达1.2倍
_FASTEST = seldom(
    r"(?:增幅|增速|涨幅|升幅)[^，。；\d]{0,6}，(?:仅|只|仅为|高达|达到|达|为|近|约|超过|超|分别为|依次为|分别达)+$"
)
_BECOMES = seldom(r"(?:到|至|为|是|相当于|达|达到|等于|约|近|的)+$")
_FLAT_WITH = seldom(
    r"(?:上年|去年|前一年|上一年|前年|头年|上一季|上期|同期|同比|上月|上季|\d{1,2}月|环比|往年|年初|上年末|[\d]{4}年|基本|大体|大致|总体|保持|比重|占比)"
)


def judged(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict | None:
    """The kind of a figure whose words begin at ``left_start``; ``None`` where it is no statement.

    ``before`` is the figure before it in the same clause list, with its verdict; ``clause`` where the clause begins.
    """
    form, unit = figure.form, figure.unit
    if form == "rank":
        return _rank(text, left_start, figure, before, clause)
    moved = before is not None and before[1].kind == "rank_change" and unit in ("位", "名")
    if before is not None and moved and left_start == before[0].end and figure.start - left_start < 3:
        return same_kind(figure, before[1], "位")
    if form == "number":  # as most are
        if unit == "个百分点":
            return _points(text, left_start, figure)
        if unit in ("%", "‰"):
            return percentage(text, left_start, figure, before, clause)
        return _amount(text, left_start, figure, before)
    if form == "rank_change":
        sign = -1 if figure.value is not None and figure.value < 0 else 1
        clue = text[figure.start : figure.end]
        return Verdict("rank_change", figure.value, "位", figure.start, figure.start, clue, sign=sign)
    if form == "flat":
        return _flat(text, figure, clause)
    return _times(text, left_start, figure, before)


def _rank(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict | None:
    head = text[max(clause, figure.start - 24) : figure.start]
    led = text.startswith("并列", figure.start) or bool(_RANK_LEAD.search(head) or _STANDS.search(head[-14:]))
    follows = before is not None and before[1].kind == "rank" and len(head) <= 24
    if _PUT.search(head) or not (led or follows or not figure.bare):
        return None
    printed = text[figure.start : figure.end]
    if printed in ("首位", "第一位", "第一名", "第一") and not led and not follows:
        return None
    subject = "growth" if ANY_NOUN.search(text, clause, figure.start) else "level"
    standing = _RANK_LEAD.search(text, max(left_start, figure.start - 24), figure.start)
    standing = standing or _STANDS.search(text, left_start, figure.start)
    standing = standing or _STANDING.search(text, left_start, figure.start)
    cut = standing.start() if standing else figure.start
    noun = ANY_NOUN.search(text, left_start, figure.start)
    if noun is not None:
        cut = min(cut, noun.start())
    return Verdict("rank", figure.value, "位", figure.start, cut, f"{printed} after {head[-4:]}", subject=subject)


def _flat(text: str, figure: Figure, clause: int) -> Verdict | None:
    head = text[max(clause, figure.start - 24) : figure.end]
    if not _FLAT_WITH.search(head) or re.search(r"(?:全国|平均|全省)", head):
        return None
    compared = re.search(r"(?:与|同|和|比|较)", text[clause : figure.start])
    cut = clause + compared.start() if compared else figure.start
    return Verdict("growth", Decimal(0), "%", figure.start, cut, text[figure.start : figure.end])


def _times(text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None) -> Verdict | None:
    if figure.unit == "%":
        head = text[left_start : figure.start]
        led = re.search(r"(?:比|较|实现|同比|，)", head)
        cut = left_start + led.start() if led else figure.start
        return Verdict("growth", figure.value, "%", figure.start, cut, text[figure.start : figure.end])
    if figure.value is None:
        return None
    direction = DIRECTION.search(text, max(left_start, figure.start - 12), figure.start)
    if before is not None and before[1].kind == "level" and text[before[0].end : figure.start] == "的":
        compared = _BASE_LEVEL.search(text, max(0, before[0].start - 16), before[0].start)
        if compared is not None:  # 是2007年770件的3.65倍
            clue = f"{compared[0]}… {_EARLIER}"
            return Verdict("growth", figure.value * 100 - 100, "%", figure.start, figure.start, clue)
    percent = figure.value * 100
    if direction and not TO.search(direction["link"]):
        sign = PLAIN[direction["way"]]
        start = direction.start() if adjoins(direction["link"]) else figure.start
        return Verdict("growth", sign * percent, "%", start, direction.start(), direction[0], sign=sign)
    if _FASTEST.search(text, max(0, figure.start - 16), figure.start):
        return Verdict("growth", percent, "%", figure.start, figure.start, "a multiple after a growth")
    listed = before is not None and before[1].kind == "growth" and figure.start - before[0].end < 3
    if listed and before is not None and before[1].clue.endswith(_EARLIER):
        return Verdict("growth", percent - 100, "%", figure.start, figure.start, f"same kind {_EARLIER}")
    if listed or NOUN.search(text, max(left_start, figure.start - 14), figure.start):
        return Verdict("growth", percent, "%", figure.start, figure.start, "a multiple among growths")
    more = COMPARED.search(text, max(left_start, figure.start - 4), figure.start)
    if more and more["way"] in ("多出", "高出") and COMPARISON.search(text, left_start, more.start()):
        return Verdict("growth", percent, "%", more.start(), more.start(), more[0])  # 比2019年多出1.31倍
    becomes = _BECOMES.search(text, max(left_start, figure.start - 10), figure.start)
    earlier = _AGAINST_EARLIER.search(text[left_start : (becomes.start() if becomes else figure.start)])
    if direction or (becomes and (earlier or _AGAINST_EARLIER.search(text[left_start : figure.start]))):
        cut = direction.start() if direction else left_start + (earlier.start() if earlier else 0)
        clue = text[max(left_start, figure.start - 8) : figure.start]
        return Verdict("growth", percent - 100, "%", figure.start, cut, f"{clue} {_EARLIER}")
    return None


def _points(text: str, left_start: int, figure: Figure) -> Verdict | None:
    way, sign, clue = way_before(text, left_start, figure)
    start = figure.start
    cut = figure.start
    if way is not None:
        cut = way.start()
        if adjoins(way["link"] or "") and len(way["way"]) > 1:
            start = way.start()
    else:
        anywhere = list(ANY_DIRECTION.finditer(text, left_start, figure.start))
        if anywhere:
            sign, clue, cut = DIRECTIONS[anywhere[-1][0]], anywhere[-1][0], anywhere[-1].start()
        elif re.search(r"低于|慢于|少于|落后", text[left_start : figure.start]):
            sign, clue = -1, "低于"
        elif re.search(r"高于|快于|高出|领先|多于|优于", text[left_start : figure.start]):
            sign, clue = 1, "高于"
    noun = ANY_NOUN.search(text, left_start, cut)
    return signed("change", figure, sign, "个百分点", start, cut, clue or "个百分点", "growth" if noun else "level")


def _amount(text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None) -> Verdict | None:
    at, way = figure.start, None
    if at and text[at - 1] in ENDS:
        way, sign, clue = way_before(text, left_start, figure)
    if way is not None and (way["link"] or "").startswith("为"):
        pass  # 降为8903件 and 缩短为4.9个月 are what it came to
    elif way is not None and not TO.search(way["link"] or ""):
        if (way["way"] in ("增", "升") and text[way.start() - 1 : way.start()] in ("新",)) or _EACH.search(
            text, max(left_start, way.start() - 4), way.start()
        ):
            way = None
        else:
            start = way.start() if adjoins(way["link"] or "") and len(way["way"]) > 1 else figure.start
            return signed("change", figure, sign, figure.unit, start, way.start(), clue)
    if (
        before is not None
        and before[1].kind == "change"
        and (before[0].unit == figure.unit or text.find("分别", max(0, before[0].start - 16), before[0].start) >= 0)
    ):
        between = text[before[0].end : figure.start]
        if len(between) < 3 and not between.startswith(("，", "；")):
            return same_kind(figure, before[1], figure.unit)
    low = at - 18 if at - 18 > left_start else left_start
    against = _AGAINST.search(text, low, at) if text.find("于", low, at) >= 0 else None
    if against is not None and _MEAN_AFTER.match(text, figure.end):
        return signed("level", figure, 1, figure.unit, figure.start, against.start(), against[0])
    if way is None and against is not None:
        return signed(
            "change",
            figure,
            -1 if against[1] in ("低于", "少于") else 1,
            figure.unit,
            figure.start,
            against.start(),
            against[0],
        )
    cut = way.start() if way is not None else at
    clue = f"number {text[at : figure.end]}"
    return Verdict("level", figure.value, figure.unit, at, cut, clue, figure.low, figure.high)
