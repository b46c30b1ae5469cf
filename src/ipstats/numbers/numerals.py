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

    三千零五 is (3005, 0), 一万二千 is (12000, 3), 一万二 the same, 两万 is (20000, 4). Below 万 a numeral is
    written in full, as digits are: 三百 is (300, 0). ``None`` where the text is no numeral, such as the two
    digits side by side of 三五 (three to five) and 二〇一六 (a year).
    """
    return _above(text, _HUNDRED_MILLION, 8) if len(text) <= 40 else None


def _above(text: str, unit: str, power: int) -> Numeral | None:
    """A numeral that ``unit`` parts: what stands before it counts the unit, and what follows is less than one."""
    cut = max(text.rfind(character) for character in unit)
    if cut < 0:
        return _above(text, _TEN_THOUSAND, 4) if power == 8 else _below_ten_thousand(text, 4)
    # 两万亿 is 两万 of 亿, and 十万 ten of 万: only 亿 counts numbers that have a 万 of their own.
    count = _above(text[:cut], _TEN_THOUSAND, 4) if power == 8 else _below_ten_thousand(text[:cut], 4)
    if count is None or not count[0] or _is_short(text[:cut]):
        return None
    rest = text[cut + 1 :]
    if not rest:
        return count[0] * 10**power, count[1] + power
    if DIGITS.get(rest):
        # 一万二: the digit counts the next lower place.
        less: Numeral | None = DIGITS[rest] * 10 ** (power - 1), power - 1
    elif power == 8:
        # 三亿五千 is said of 350 millions too: what has no 万 needs its 零.
        bare = rest.lstrip("零〇")
        clear = bare != rest or any(unit in rest for unit in _TEN_THOUSAND)
        less = _above(bare, _TEN_THOUSAND, 4) if clear and len(rest) - len(bare) < 2 else None
    else:
        less = _below_ten_thousand(rest, 4, last_place=True)
    if less is None or count[1] or (rest.isdecimal() and len(rest) < power):
        return None
    return count[0] * 10**power + less[0], less[1]


def _is_short(text: str) -> bool:
    """Whether the last digit leaves its place out: 一百二万 can be 102 or 120 of 万."""
    return text[-1] in DIGITS and _POWERS.get(text[-2:-1], 1) > 1


def _below_ten_thousand(text: str, power: int, *, last_place: bool = False) -> Numeral | None:
    """A numeral without 万 and 亿; with ``last_place`` its last named place is told, and 0 otherwise."""
    if text.isdecimal() and text.isascii():
        return (int(text), 0) if len(text) <= 4 else None
    if text[:-1].isdecimal() and text[:-1].isascii() and text[-1] in _POWERS:
        return _digits_and_power(text, last_place=last_place)
    number, place, digit, zero = 0, power, None, False
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
        elif zero or (not number and not last_place):
            return None
        else:
            zero = True
    if digit is not None:
        # 三千五 is 3500; after 十, after 零 and by itself a digit counts ones.
        place = place - 1 if number and not zero else 0
        number += digit * 10**place
    elif zero or not number:
        return None
    return number, place if last_place else 0


def _digits_and_power(text: str, *, last_place: bool) -> Numeral | None:
    """Western digits before 十, 百 or 千, as in 3万5千."""
    power = _POWERS[text[-1]]
    number = int(text[:-1]) * 10**power if len(text) <= 3 else 10**4
    return (number, power if last_place else 0) if 0 < number < 10**4 else None
