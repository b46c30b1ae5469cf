"""What numbers a printed statement can mean: a generous list, to catch gold that holds another figure.

It is not a reader. It knows nothing of the words around and says only what the digits and numerals allow, so
that a slip in a gold set is found without asking the reader that the set is to measure.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]"
_ARABIC = re.compile(r"(?P<digits>\d{1,30}(?:\.\d{1,30})?)(?P<mult>[余多]?[十百千万亿]{0,2})")
_CHINESE = re.compile(
    rf"(?P<whole>{_NUMERAL}+)(?:点(?P<places>[零〇一二两三四五六七八九]+))?(?P<mult>[余多]?[万亿]{{0,2}})"
)
_FRACTION = re.compile(rf"(?P<parts>{_NUMERAL}+)分之(?P<of>{_NUMERAL}+(?:点{_NUMERAL}+)?)|(?P<over>\d+)/(?P<under>\d+)")
_TENTHS = re.compile(rf"(?P<tenths>\d+(?:\.\d+)?|{_NUMERAL})成(?P<more>[一二三四五六七八九半])?")
_WORDS = {"持平": 0, "半": 50, "首": 1, "榜": 1, "冠": 1, "翻番": 100, "倍增": 100}


def numbers_in(span: str) -> set[Fraction]:
    """All that the digits and numerals of a span can stand for, signs left out."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", "".join(unicodedata.normalize("NFKC", span).split()))
    found = {Fraction(number) for word, number in _WORDS.items() if word in plain}
    for match in _ARABIC.finditer(plain):
        found |= {Fraction(match["digits"]), Fraction(match["digits"]) * _multiplier(match["mult"])}
    for match in _CHINESE.finditer(plain):
        number = _chinese(match["whole"]) + _places(match["places"])
        found |= {number, number * _multiplier(match["mult"])}
    for match in _FRACTION.finditer(plain):
        if match["over"]:
            found.add(Fraction(int(match["over"]) * 100, max(1, int(match["under"]))))
        else:
            whole, _, places = match["of"].partition("点")
            found.add((_chinese(whole) + _places(places)) * 100 / max(Fraction(1), _chinese(match["parts"])))
    for match in _TENTHS.finditer(plain):
        tenths = _chinese(match["tenths"]) if match["tenths"] in _DIGITS else Fraction(match["tenths"])
        more = match["more"]
        found.add(tenths * 10 + (0 if not more else 5 if more == "半" else _DIGITS[more]))
    for match in re.finditer(rf"(?P<times>{_NUMERAL})倍半", plain):
        found.add(_chinese(match["times"]) + Fraction(1, 2))
    if "番" in plain:
        found |= {Fraction(2 ** int(number) - 1) * 100 for number in found if number.denominator == 1 and number < 10}
    if "倍" in plain:
        found |= {number * 100 for number in found} | {(number - 1) * 100 for number in found}
    return found


def _multiplier(text: str) -> int:
    product = 1
    for character in text:
        product *= _SMALL.get(character) or _LARGE.get(character) or 1
    return product


def _places(text: str | None) -> Fraction:
    digits = "".join(str(_DIGITS[character]) for character in text or "")
    return Fraction(int(digits), 10 ** len(digits)) if digits else Fraction(0)


def _chinese(text: str) -> Fraction:
    """The number of a run of numerals: 两万三千 is 23000, 一九八五 is 1985."""
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return Fraction(int("".join(str(_DIGITS[character]) for character in text)))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL:
            section, digit = section + (digit or 1) * _SMALL[character], 0
        elif character == "万":
            total, section, digit = total + (section + digit or 1) * _LARGE[character], 0, 0
        else:
            total, section, digit = (total + section + digit or 1) * _LARGE[character], 0, 0
    return Fraction(total + section + digit)
