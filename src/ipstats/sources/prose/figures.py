"""The figures of a paragraph: each number with its qualifiers, multiplier and unit; what only looks like one is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, repeat
from operator import attrgetter

from ...errors import PrintedNumberError
from ...numbers import MULTIPLIERS, parse_printed
from .figure import BEFORE_ENDS, HAN, OWN_BEFORE, Figure, Value, of_digits, word_before
from .seldom import seldom
from .standings import standings
from .words import CALENDAR_UNITS, COUNT_UNITS, IDIOMS, TIME_NOUNS, TIMES

#: How most units begin: they are tried first.
_USUAL = "件%年个月日元家项"


def _any_of(words: Sequence[str]) -> str:
    """A pattern of any of some units, the longest first of those that begin alike."""
    return "|".join(
        re.escape(word) for word in sorted(words, key=lambda word: (_USUAL.find(word[0]) % len(words), -len(word)))
    )


_DIGITS = r"(?:\d{1,3}(?=[, ])(?:(?:,\d{3}){1,8}(?!\d)|(?: \d{3}){1,6}(?![\d ]))|\d{1,2} \d{1,3}(?=[件项家人个元万亿])|\d{1,30})(?:\.\d{1,20})?"
_NUMERAL = rf"[{HAN}][〇零{HAN}百千万亿]{{0,20}}(?:点[〇零{HAN}]{{1,6}})?"
_MULT = "万亿|千万|百万|十万|千亿|百亿|亿|万|千|百|十"
_NUMBER = rf"(?:{_DIGITS}|{_NUMERAL}|[百千万](?=[余多]))(?:[余多](?!年))?(?:{_MULT})?(?:[余多](?!年))?"
_RATIO_UNITS = (
    "个百分点",
    "百分点",
    "%",
    "‰",
    "倍半",
    "倍",
    "成半",
    *(f"成{digit}" for digit in "一二三四五六七八九"),
    "成",
    "件/万人",
    "件/百万人",
    "件/亿元",
    "元/人",
    "个/万人",
    "项/万人",
)
_WORDS = [*COUNT_UNITS, *CALENDAR_UNITS, *_RATIO_UNITS, "元人民币", "人民币"]
#: 44件次之 counts 件.
_UNIT = re.sub("(?<=[件项家人])次(?=[|])", "次(?![之于])", _any_of(_WORDS))
_UNIT_BEGINS = "".join(sorted({word[0] for word in _WORDS}))
#: An alternative that may be empty takes much less than a group that may be missing.
_FIGURE = re.compile(
    rf"(?:(?P<percent>[百千]分之(?:{_DIGITS}|{_NUMERAL}|百)(?:[余多])?(?:(?:至|到|-|~)(?:百分之)?(?:{_DIGITS}|{_NUMERAL}))?)"
    rf"|(?P<part>(?:[{HAN}百]{{1,3}}|\d{{1,3}})分之(?:[{HAN}]{{1,3}}|\d{{1,3}})(?![\d点.])|\d{{1,2}}/\d{{1,2}}(?![\d/]))"
    rf"|(?P<half>过半数?(?!百|夜|天)|半数(?:以上)?|一半(?:以上)?)"
    rf"|(?P<number>[+-]?{_NUMBER})(?:(?P<unit>{_UNIT})|)"
    rf"(?:[至到\-—~](?P<second>{_NUMBER})(?:(?P<second_unit>{_UNIT})|)|))"
    r"(?:(?P<after>以上|有余|以下|以内|左右|上下|余(?!年)|多(?!年|家|个|项|名|[出于了收])|(?<=[%倍一二三四五六七八九])[强弱](?![制势调化]))|)"
)
_SHARED = seldom(rf"(?:[、和与及]{_DIGITS}){{1,10}}(?P<unit>{_UNIT})")
_APART = re.compile(
    r"(约|大约|近|接近|几乎|超过|不足|不到)(?:占(?:全[国省市区州县]|总[量数]|[^，。；\d占]{0,12})?的?|全[国省市区州县]的|(?:为|是)[^，。；占]{1,10}的)$"
)
_SCORES = re.compile(r"(?<=\d)分$")
_IMPLIED = seldom(
    rf"(?:百|千|万|百万|千万|亿|百亿|千亿|万亿)(?:[余多])?(?P<unit>{_UNIT})(?P<after>以上)?(?P<mark>大关|台阶|关口)?"
)
_SHORTER = seldom("(?:缩短|压缩|压减|延长|减少|增加)了?约?$")
_TIME_NOUN = seldom("|".join(TIME_NOUNS))
_IDIOM = seldom("|".join(sorted(map(re.escape, IDIOMS), key=len, reverse=True)))
#: What may not stand before a number of a figure: letters and marks of other numberings.
_NOT_BEFORE = seldom(
    r"(?:第|每|前|(?<![汕包码龙])头|(?<!gd)(?<!pc)(?<!r&)[a-z]|[a-z]-|no\.|〔|\[|[\d.][.\-/:：]|q|zl|周|星期|初|之)$"
)
#: The last characters of these, of which most numbers have none before them.
_LAST_BEFORE = frozenset("第每前头周期初之abcdefghijklmnopqrstuvwxyz-./:：〔[")
_NOT_AFTER_UNIT = {
    "人": "民才士口均大工员类", "部": "门委分队署", "条": "例件款", "家": "庭长属", "期": "间限货", "处": "于理罚置长级分", "成": "员立为果本功熟效绩都长份交品就",
    "名": "单牌优录称义城", "项": "目", "个": "人体别税性", "类": "似别型推", "种": "植子类", "位": "于置居列次一", "台": "湾阶北州风", "起": "来草诉源到步点",
    "场": "所地景", "间": "接隔", "张": "家", "套": "路", "本": "地市省区年级科", "例": "如", "户": "籍", "支": "持付撑", "所": "有属在", "座": "谈",
    "批": "准复评发", "只": "有要", "分": "别析类布之局", "次": "日年", "元": "旦件", "包": "括", "门": "类", "集": "体中群聚成", "首": "次先个位", "款": "项", "份": "额",
    "片": "区", "头": "部", "件": "均", "吨": "位", "盘": "活", "处理": "", "块": "链", "字": "号", "班": "子", "对": "",
}  # fmt: skip

#: What stands before a number that is to be looked at.
_TOUCHING = _LAST_BEFORE | BEFORE_ENDS
#: Units of one character that most figures have and those of most dates; and what may stand behind none of them, as
#: a longer unit, the end of a range or a word goes on with it.
_PLAIN_UNITS, _PLAIN_DATES = "件%元家项起宗户", "年月日"
_GOES_ON = "/次套人度代级份至到\\-—~以有左上余多强弱" + "".join(map(_NOT_AFTER_UNIT.get, _PLAIN_UNITS, repeat("")))
#: Where a number can begin. One of digits is looked at as far as its unit: 14105件，, as most are. One in characters
#: has something behind it that goes on with it, or counts nothing: 一是, 统一的.
_START = re.compile(
    rf"[\d{HAN}百千万过半+-](?:(?<=[0-9])(?<![的{re.escape(''.join(sorted(_TOUCHING)))}].)[0-9]{{0,11}}+"
    rf"(?=(\.[0-9]{{1,6}}+|)([万亿]?+)(?:([{_PLAIN_UNITS}])|[{_PLAIN_DATES}])(?![{_GOES_ON}])())"
    rf"|(?<=\d)\d*|(?<=[{HAN}百千万])(?=[〇零{HAN}百千万亿点余多至到\-—~以有左上强弱半{_UNIT_BEGINS}])|(?<=过)(?=半)|(?<=半)(?=数)|(?<=[+-])(?=\d))"
)

_CALENDAR = frozenset(CALENDAR_UNITS)
_BY_START, _SPAN = attrgetter("start"), attrgetter("start", "end")
#: Units as they are printed, and as they are meant.
_UNITS = {"百分点": "个百分点", "元人民币": "元", "人民币": "元"}
#: Of more digits a figure is read with care.
_MOST_DIGITS = 20


def find_figures(text: str, taken: bytearray) -> list[Figure]:
    """The figures of a paragraph, in its order.

    ``taken`` has 1 at each character that is known to be something else: of a date, a title in 《》, a word of the
    lexicon such as 三种专利.
    """
    found = standings(text, taken)
    claimed: list[tuple[int, int]] = sorted(map(_SPAN, found))
    at, next_claimed, known, shares = 0, 0, taken.find, "占" in text
    for mark in _START.finditer(text):
        position = mark.start()
        if position < at:
            continue
        if claimed:
            while next_claimed < len(claimed) and claimed[next_claimed][1] <= position:
                next_claimed += 1
            if next_claimed < len(claimed) and claimed[next_claimed][0] <= position:
                continue
        if mark.lastindex:
            fraction, power, unit, _ = mark.groups()
            at = mark.end(2) + 1
            if known(1, position, at) >= 0:
                continue
            if unit is not None:
                figure = of_digits(mark[0], fraction, power, unit, position, at)
                if shares and text.find("占", position - 10 if position > 10 else 0, position) >= 0:
                    figure.qualifier = _led(text, position) or "exact"
                found.append(figure)
                continue
        number = _FIGURE.match(text, position)
        if number is None:
            implied = _implied(text, position) if text[position] in "百千万" else None
            if implied is not None:
                found.append(implied)
                at = implied.end
            continue
        at = number.end()
        if known(1, position, at) < 0:
            other = _number(number, text)
            if other is not None:
                found.append(other)
                at = other.end
    found.sort(key=_BY_START)
    if "百分点" in text:
        for last, figure in pairwise(found):
            if (
                last.unit == "个"
                and figure.unit == "个百分点"
                and text[last.end : figure.start] in ("和", "、", "与", "及")
            ):
                last.unit = "个百分点"  # 5.2个和3.8个百分点
    return found


def _implied(text: str, position: int) -> Figure | None:
    """近万件, 突破百亿元: the one before 万 is not printed."""
    word = word_before(text, position)
    match = _IMPLIED.match(text, position)
    if match is None or match["unit"] in _CALENDAR:
        return None
    if word in ("近", "超", "超过", "突破", "逾", "破", "将近", "接近", "不足", "不到"):
        return _parsed(text, position - len(word), match.end("after" if match["after"] else "unit"), match["unit"])
    if match["after"]:
        return _parsed(text, position, match.end("after"), match["unit"])
    if match["mark"] and (figure := _parsed(text[:position] + "近" + text[position:], position, match.end("unit") + 1, match["unit"])):  # fmt: skip
        # 跃上万件台阶: no more is said than that it was reached.
        return replace(figure, end=match.end("unit"), qualifier="exact")
    return None


def _number(match: re.Match[str], text: str) -> Figure | None:
    """The figure of a number that is not plain, or stands beside other words."""
    start, end = match.span()
    first, own_unit, second, second_unit, after = match.group("number", "unit", "second", "second_unit", "after")
    if first is None:
        return _relative(match, text)
    unit = second_unit or own_unit or ""
    if second and not _is_range(match):
        # 由3件到5件 are two figures.
        end = match.end("unit") if own_unit else match.end("number")
        unit = own_unit or ""
    if unit in _CALENDAR and not (unit in TIMES and _is_of_time(text, start)):
        return None
    if unit == "台" and text.startswith("县", end):
        return None  # 三台县
    if unit == "台" and first in "三五" and text[start - 1 : start] == "、" and text.startswith("、", end):
        return None  # 江油、三台、安县
    in_characters = first[0] not in "+-0123456789"
    before, following = text[start - 1 : start], text[end : end + 1]
    if before in _LAST_BEFORE and _NOT_BEFORE.search(text[max(0, start - 3) : start]):
        return None
    if not (in_characters or unit) and following.isascii() and following.isalnum():
        return None
    if first[0] in "+-" and before.isalnum() and before.isascii():
        return None
    tenths = unit == "成" and following == "为" and word_before(text, start)  # 近七成为著作权纠纷
    if unit and not after and following and following in _NOT_AFTER_UNIT.get(unit, "") and not tenths:
        return None
    if in_characters and not _is_counted(first, unit, text, start, end):
        return None
    if unit == "个" and _IDIOM.match(text, end):
        return None
    word = word_before(text, start)
    shared = ""
    if not unit and not in_characters and (one := _SHARED.match(text, end)) and one["unit"] not in _CALENDAR:
        shared = one["unit"]  # 分别为12、15和20件
    figure = None if in_characters or word or second or after else _plain_digits(text, start, end, first, unit)
    if figure is None:
        figure = _parsed(text, start - len(word), end, unit)
    if figure is not None and shared and not re.fullmatch(r"(?:19|20)\d\d", first):
        figure.unit = {"百分点": "个百分点"}.get(shared, shared)
        return figure
    if figure is not None:
        figure.bare = in_characters and len(first) == 1
        if not unit and not _stands_alone(text, figure):
            return None
    return figure


def _plain_digits(text: str, start: int, end: int, number: str, unit: str) -> Figure | None:
    """The figure of digits with a plain multiplier and unit; ``None`` where it takes more to read."""
    digits = number.rstrip("十百千万亿")
    whole, point, fraction = digits.partition(".")
    power = number[len(digits) :]
    if not (whole + fraction).isdigit() or len(digits) > _MOST_DIGITS or unit[:1] in ("成", "倍"):
        return None
    if power and power not in MULTIPLIERS:
        return None
    figure = of_digits(whole, point + fraction, power, _UNITS.get(unit, unit), start, end)
    figure.qualifier = _led(text, start) or "exact"
    return figure


def _is_of_time(text: str, start: int) -> bool:
    """Whether the words before a number say that it is a time: 审查周期9天, 平均审理天数9天，比上年缩短3天."""
    clauses = re.split("[，。；]", text[max(0, start - 28) : start])
    if _TIME_NOUN.search(clauses[-1]):
        return True
    return len(clauses) > 1 and _SHORTER.search(clauses[-1]) is not None and _TIME_NOUN.search(clauses[-2]) is not None


def _is_range(match: re.Match[str]) -> bool:
    """Whether two numbers are the ends of one range."""
    if match["unit"] and match["second_unit"] and match["unit"] != match["second_unit"]:
        return False
    try:
        printed = parse_printed(_plain(match[0]))
    except PrintedNumberError:
        return False
    return printed.number is None


#: Nouns that end in 数: 三十件 after one of them are no "several".
_COUNTS = ("件数", "总数", "人数", "项数", "家数", "户数", "量数", "次数", "权数", "请数")


def _is_counted(numeral: str, unit: str, text: str, start: int, end: int) -> bool:
    """Whether a numeral in characters counts something, and is no part of a word or an idiom."""
    before, after = text[max(0, start - 2) : start], text[end : end + 1]
    if not unit or (
        not before.endswith(_COUNTS)
        and before.endswith(
            ("几", "数", "第", "好", "十", "百", "千", "万", "亿", "统", "唯", "同", "单", "逐", "每", "万", "进", "专")
        )
    ):
        return False
    if numeral[0] == "一" and len(numeral) == 1:
        return before.endswith(("仅", "只", "仅有", "只有")) or unit in ("倍", "倍半") or unit.startswith("成")
    if len(numeral) > 1 or unit.startswith("成") or unit in ("倍", "倍半", "%", "个百分点", "百分点", "元"):
        return True
    if unit in ("件", "家", "起", "宗", "户", "名", "所", "枚", "人", "例", "册", "台", "亩"):
        return True
    return (
        after in ("，", "。", "；", "、", "）", "") and bool(before) and before[-1] not in "，。；、（分为这那有共列按"
    )


def _stands_alone(text: str, figure: Figure) -> bool:
    """Whether a number without a unit can be a figure: at the end of a clause, and not like a year or a code."""
    printed = text[figure.start : figure.end]
    if re.fullmatch(r"(?:19|20)\d\d|\d{7,}|0\d+|\d{1,2}", printed):
        return False
    before, after = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 1]
    return after in ("，", "。", "；", "、", "）") and before.endswith(("为", "达", "达到", "至", "到"))


def _relative(match: re.Match[str], text: str) -> Figure | None:
    start = match.start()
    if match["half"] and not re.search(
        r"(?:占|达|近|超|比重|比例|总量|总数|的|为|约|有|其中)[^，。；]{0,8}$|(?:不到|不足|增长|增加|减少|下降|降低)$",
        text[max(0, start - 10) : start],
    ):
        return None
    if match["part"] and not match["part"][0].isdigit() and text[start - 1 : start] in ("第", "几"):
        return None
    if match["part"] and "/" in match["part"] and _NOT_BEFORE.search(text[max(0, start - 3) : start]):
        return None
    if match["percent"] and match["percent"][0] == "百" and match["percent"].endswith(("分之一百", "分之百")):
        return Figure(start, match.end(), "number", Decimal(100), "%")
    word = word_before(text, start)
    unit = "‰" if (match["percent"] or "")[:1] == "千" else "%"
    return _parsed(text, start - len(word), match.end(), unit)


def _plain(text: str) -> str:
    """A figure in the form in which printed numbers are read: 82~85分 are points, and no fraction."""
    text = text.replace("有余", "余").replace("~", "至")
    return _SCORES.sub("", text) if "至" in text else text


def _led(text: str, start: int) -> str:
    """The qualifier of 约占四成 and 接近全省的一半, whose word does not touch the number."""
    if text.find("占", start - 10 if start > 10 else 0, start) < 0 and text[start - 1 : start] != "的":
        return ""
    found = _APART.search(text, max(0, start - 14), start)
    return (
        ""
        if found is None
        else {"超过": "more_than", "超": "more_than", "不足": "less_than", "不到": "less_than"}.get(found[1], "about")
    )


def _parsed(text: str, start: int, end: int, unit: str) -> Figure | None:
    """The figure that a stretch is printed as; ``None`` where it is none after all."""
    own = next((word for word in OWN_BEFORE if text.startswith(word, start)), "") if text[start] == "不" else ""
    try:
        printed = parse_printed(_plain(text[start + len(own) : end]))
    except PrintedNumberError:
        return None
    value: Value = printed.fraction if printed.number is None and printed.fraction is not None else printed.number
    if unit == "倍半" and isinstance(value, Decimal):
        value, unit = value + Decimal("0.5"), "倍"
    if isinstance(value, Decimal) and value.is_zero() and unit not in ("%", "‰"):
        value = Decimal(0)
    if value is None and printed.low is None:
        return None
    low, high = (printed.low, printed.high) if value is None else (None, None)
    base = _UNITS.get(unit, "%" if unit.startswith("成") else unit)
    return Figure(
        start,
        end,
        "times" if unit == "倍" else "number",
        value,
        base,
        OWN_BEFORE.get(own) or _led(text, start) or printed.qualifier,
        low,
        high,
        decimals=printed.decimals,
        unit_mult=printed.unit_mult,
    )
