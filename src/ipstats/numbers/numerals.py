"""Numbers in Chinese characters: 三千零五, 两万, 一万二, and 1亿2000万, where digits stand among them."""

from __future__ import annotations

#: Chinese digits, everyday and formal.
DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
          "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "兩": 2, "貳": 2, "參": 3, "陸": 6}  # fmt: skip

_POWERS = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3}
_TEN_THOUSAND, _HUNDRED_MILLION = "万萬", "亿億"

#: Every character that a numeral is made of, Western digits apart.
CHARACTERS = "".join((*DIGITS, *_POWERS, _TEN_THOUSAND, _HUNDRED_MILLION))

#: A numeral as (number, power of ten of its last named place).
Numeral = tuple[int, int]


def read_numeral(text: str) -> Numeral | None:
    """The number that a numeral stands for, and the place of its last named digit as a power of ten.

    三千零五 is (3005, 0), 一万二千 is (12000, 3), 一万二 the same, 二十万 is (200000, 5). Below 万 a numeral is
    written in full, as digits are: 三百 is (300, 0). ``None`` where the text is no numeral, such as the two
    digits side by side of 三五 (three to five) and 二〇一六 (a year), or where it could be one of two.
    """
    if len(text) > 40:
        return None
    if not any(unit in text for unit in _TEN_THOUSAND + _HUNDRED_MILLION):
        found = _below_ten_thousand(text)
        return None if found is None else (found[0], 0)
    return _counted(text, _HUNDRED_MILLION, 8) or _counted(text, _TEN_THOUSAND, 4)


def _counted(text: str, unit: str, power: int) -> Numeral | None:
    """A numeral that ``unit`` parts: what stands before it counts the unit, and what follows is less than one."""
    cut = max(text.rfind(character) for character in unit)
    count = None if cut < 1 or _is_short(text[:cut]) else _section(text[:cut], power)
    if count is None or not count[0]:
        return None
    rest = text[cut + 1 :]
    if not rest:
        return count[0] * 10**power, count[1] + power
    less = _rest(rest, power)
    return None if less is None else (count[0] * 10**power + less[0], less[1])


def _section(text: str, power: int) -> Numeral | None:
    """What counts a unit: of 亿 it can have a 万 of its own, as in 两万亿."""
    return (_counted(text, _TEN_THOUSAND, 4) if power == 8 else None) or _below_ten_thousand(text)


def _rest(text: str, power: int) -> Numeral | None:
    """What follows 万 or 亿."""
    if DIGITS.get(text):
        # 一万二: the digit counts the next lower place.
        return DIGITS[text] * 10 ** (power - 1), power - 1
    bare = text[1:] if text[0] in "零〇" else text
    if power == 8:
        # 三亿五千 is said of 350 millions too: what has no 万 needs its 零.
        clear = bare != text or any(unit in text for unit in _TEN_THOUSAND)
    else:
        # 3万5 can be 3.5万; 12万3456 has all its digits.
        clear = not text.isdecimal() or len(text) == power
    return _section(bare, power) if clear and bare else None


def _is_short(text: str) -> bool:
    """Whether the last digit leaves its place out: 一百二万 can be 102 or 120 of 万."""
    return len(text) > 1 and text[-1] in DIGITS and text[-2] in "百千佰仟" + _TEN_THOUSAND


def _below_ten_thousand(text: str) -> Numeral | None:
    """A numeral without 万 and 亿, and the place of its last named digit."""
    if text.isdecimal() and text.isascii():
        return (int(text), 0) if len(text) <= 4 else None
    if text[:-1].isdecimal() and text[:-1].isascii() and text[-1] in _POWERS and len(text) <= 4:
        power = _POWERS[text[-1]]
        number = int(text[:-1]) * 10**power
        return (number, power) if 0 < number < 10**4 else None
    number, place, digit, zero = 0, 4, None, False
    for character in text:
        if character in _POWERS:
            here = _POWERS[character]
            # 十二 is 一十二, and 一百十 is 一百一十: no other place goes without its digit.
            if here >= place or (digit is None and here != 1):
                return None
            number += (1 if digit is None else digit) * 10**here
            place, digit, zero = here, None, False
        elif (value := DIGITS.get(character)) is None or digit is not None:
            return None
        elif value:
            digit = value
        elif zero or not number:
            return None
        else:
            zero = True
    if digit is not None:
        # 三千五 is 3500; after 十, after 零 and by itself a digit counts ones.
        place = place - 1 if number and not zero else 0
        number += digit * 10**place
    elif zero or not number:
        return None
    return number, place
