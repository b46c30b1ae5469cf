"""Numbers as running text prints them: in words, as ranges and shares, with words of direction before them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction

from .figures import MOST_DIGITS, not_a_number, plain_form, read_figure
from .numerals import CHARACTERS, DIGITS, read_numeral
from .printed import Printed
from .words import AFTER, AT_THE_END, BEFORE, BETWEEN, DIRECTIONS, MULTIPLIERS, PLAIN, any_of

#: A printed number is no longer than this; what is longer is running text.
_LONGEST = 100

#: What a unit of a figure in digits cannot begin with: then words go on with the number (3成, 6分之一, 1.2百分点).
_GOES_ON = frozenset(("成", "分", "半", "万", "亿", *DIGITS, *(word[0] for word in BETWEEN)))

#: What the unit behind a numeral cannot begin with: it is half of a share or of a range.
_NO_UNIT = ("分之", "分点", "成", *BETWEEN)

_WIDE = Context(prec=2 * MOST_DIGITS)

_LEAD = re.compile(
    rf"(?P<early>{any_of(BEFORE)})?(?:(?P<direction>{any_of(DIRECTIONS)})了?)?"
    rf"(?:{any_of(PLAIN)})?(?P<before>{any_of(BEFORE)})?"
)
_END = r"(?P<end>余|多|以上|以下|以内|左右|上下|强|弱)?"
#: A number of the kind that stands in a share: 12, 12.5, 十二, 十二点五, 百.
_SHORT = (
    rf"(?:\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,{MOST_DIGITS}}})?|[{CHARACTERS}]{{1,20}}(?:点[{''.join(DIGITS)}]{{1,20}})?)"
)
_PERCENT = re.compile(rf"(?P<of>[百千万])分之(?P<number>{_SHORT}){_END}", re.ASCII)
_TENTHS = re.compile(
    rf"(?P<sign>[-−])?(?P<number>{_SHORT})(?P<after>[余多])?成(?P<more>[半{''.join(DIGITS)}])?{_END}", re.ASCII
)
_PARTS = re.compile(rf"(?P<of>[\d{CHARACTERS}]{{1,8}})分之(?P<part>[\d{CHARACTERS}]{{1,8}}){_END}", re.ASCII)
_SLASH = re.compile(rf"(?P<sign>[-−])?(?P<part>\d{{1,4}})/(?P<of>\d{{1,4}}){_END}", re.ASCII)
_HALF = re.compile(rf"(?P<over>过)?(?:一半|半数?){_END}")
_NUMERAL = re.compile(
    rf"(?P<run>[{CHARACTERS}\d]{{1,40}}+)(?:点(?P<point>[{''.join(DIGITS)}]{{1,20}}+))?"
    rf"(?P<after>[余多])?(?P<mult>{any_of(MULTIPLIERS)})?(?P<unit>[^\d\s.,余多]{{0,12}}?)(?P<end>{AT_THE_END})?",
    re.ASCII,
)
_RANGE = re.compile(rf"(?P<first>.+?)(?:{any_of(BETWEEN)})(?P<second>.+)")


def parse_printed(text: str) -> Printed:
    """Read one printed number, in digits or in words.

    Besides what :func:`~ipstats.numbers.parse_figure` reads, these are understood: Chinese numerals (两万件,
    三千零五, 百余家), shares (百分之五, 三成五, 一半, 六分之一, 1/6), ranges (3至5件, 10万至20万元, 百分之三至五)
    and words before the number: of direction, which give it its sign (减少18.78%, 增长近两成), and of degree.

    Numerals below 万 are counts in full (三百 is 300); from 万 on the last digit that is named is as far as they
    go (两万 is 2万, 一万二千 is 1.2万, 二十万 is 2十万), because they have no other way to print a nought. 成 are tens of percent: 三成 is 30 % within five points, 三成五 within half a
    point. In a range the first end takes over the unit of the second, and its multiplier where that leaves it
    the lower one: 3至5万 is from 3万, and 8000至1万 from 8000.

    Raises :class:`~ipstats.errors.PrintedNumberError` where the text is anything else.
    """
    plain = plain_form(text)
    figure = read_figure(text, plain)
    if figure is not None and figure.unit[:1] not in _GOES_ON:
        return figure
    found = _phrase(text, plain) if len(plain) <= _LONGEST else None
    if found is not None:
        return found
    if figure is None:
        raise not_a_number(text)
    return figure


def _phrase(text: str, plain: str) -> Printed | None:
    lead = _LEAD.match(plain)
    assert lead is not None
    if lead["early"] and lead["before"]:
        return None
    word = lead["before"] or lead["early"]
    rest = plain[lead.end() :]
    found = _range(rest) or _single(rest, qualified=bool(word))
    if found is None:
        return None
    if word and found.ends and BEFORE[word] != "about":
        return None
    qualifier = BEFORE[word] if word else found.qualifier
    direction = DIRECTIONS[lead["direction"]] if lead["direction"] else 0
    if direction < 0:
        if any(value is not None and value < 0 for value in (found.value, found.low)):
            # 减少-5%: whether the sign or the word is to be believed, the print does not say.
            return None
        found = -found
    return replace(found, text=text, qualifier=qualifier, direction=direction)


def _single(plain: str, *, qualified: bool = False) -> Printed | None:
    """One number without words before it."""
    for read in (_percent, _fraction, _tenths):
        if (found := read(plain)) is not None:
            return found
    if "百分点" in plain and "个百分点" not in plain:
        plain = plain.replace("百分点", "个百分点", 1)
    figure = read_figure(plain, plain)
    if figure is not None and figure.unit[:1] not in _GOES_ON:
        return figure if plain[0] in "+-−" or plain[0].isdecimal() else None
    return _numeral(plain, qualified=qualified)


def _percent(plain: str) -> Printed | None:
    """百分之五, 百分之十二点五, 百分之百, 千分之三."""
    match = _PERCENT.fullmatch(plain)
    if match is None:
        return None
    number = Decimal(100) if match["number"] == "百" else _short(match["number"])
    if number is None:
        return None
    if match["of"] == "万":
        number = number.scaleb(-2, _WIDE)
    places = -int(number.as_tuple().exponent)
    return Printed(plain, number, places, 0, "‰" if match["of"] == "千" else "%", AFTER.get(match["end"], "exact"))


def _fraction(plain: str) -> Printed | None:
    """六分之一, 1/6, 一半, 过半: an exact share in percent."""
    if match := _HALF.fullmatch(plain):
        # 半数以上 is a majority.
        over = match["over"] or match["end"] == "以上"
        return Printed(
            plain, Decimal(50), 0, 0, "%", "more_than" if over else AFTER.get(match["end"], "exact"), None, Fraction(50)
        )
    match = _SLASH.fullmatch(plain) or _PARTS.fullmatch(plain)
    if match is None:
        return None
    part, of = _short(match["part"]), _short(match["of"])
    if part is None or of is None or not 0 < part < of or of > 1000:
        return None
    fraction = Fraction(part) / Fraction(of) * (-100 if match.groupdict().get("sign") else 100)
    return Printed(plain, _finite(fraction), 0, 0, "%", AFTER.get(match["end"], "exact"), None, fraction)


def _finite(fraction: Fraction) -> Decimal | None:
    """The decimal that a fraction is, where it has an end."""
    rest = fraction.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return Decimal(fraction.numerator) / Decimal(fraction.denominator) if rest == 1 else None


def _tenths(plain: str) -> Printed | None:
    """三成, 三成五, 3.5成: tens of percent."""
    match = _TENTHS.fullmatch(plain)
    number = _short(match["number"]) if match else None
    if match is None or number is None:
        return None
    if match["more"]:
        if match["after"] or number != int(number) or "." in match["number"]:
            return None
        number += Decimal(5 if match["more"] == "半" else DIGITS[match["more"]]).scaleb(-1)
    places = -int(number.as_tuple().exponent)
    if match["sign"] and number:
        number = number.copy_negate()
    return Printed(
        plain, _plain(number.scaleb(1, _WIDE)), places, 1, "%", AFTER.get(match["after"] or match["end"], "exact")
    )


def _numeral(plain: str, *, qualified: bool) -> Printed | None:
    """两万件, 三十六, 十多万元, 三点五亿元, 百余家."""
    match = _NUMERAL.fullmatch(plain)
    if match is None or match["unit"].startswith(_NO_UNIT):
        return None
    word = match["after"] or match["end"]
    run = match["run"]
    if run[0].isdecimal() and run[:-1].isdecimal() and not match["mult"]:
        # One multiplier behind digits is a figure, with the precision of one.
        return None
    if run[0] in "百千万亿" and (qualified or word):
        # 近万件 is about one 万; 万件 alone is a unit.
        run = f"一{run}"
    power = MULTIPLIERS[match["mult"]] if match["mult"] else 0
    qualifier = AFTER[word] if word else "exact"
    if match["point"]:
        number = _short(f"{run}点{match['point']}")
        if number is None:
            return None
        scaled = _plain(number.scaleb(power, _WIDE))
        return Printed(plain, scaled, len(match["point"]), power, match["unit"], qualifier)
    numeral = read_numeral(run)
    if numeral is None:
        return None
    value, place = numeral[0] * 10**power, numeral[1] + power
    return Printed(plain, Decimal(value), *_scale(value, place), match["unit"], qualifier)


def _scale(value: int, place: int) -> tuple[int, int]:
    """Decimals and multiplier that say that a number goes as far as this place: 1.2万, 2十万, 0.002万亿."""
    if not place:
        return 0, 0
    head = 12 if value >= 10**12 else 8 if value >= 10**8 else 4
    if place > head:
        head = place if place in MULTIPLIERS.values() else 12
    # No multiplier is above 万亿: 二十万亿 is 20万亿.
    return max(0, head - place), head


def _short(text: str) -> Decimal | None:
    """A number of digits or characters and nothing else, with its decimals."""
    if text[0] in "0123456789":
        if text.replace(".", "", 1).isdecimal() and len(text) <= MOST_DIGITS:
            return Decimal(text)
        return None
    whole, _, point = text.partition("点")
    numeral = (0, 0) if whole in ("零", "〇") else read_numeral(whole)
    if numeral is None or (point and numeral[1]):
        return None
    digits = "".join(str(DIGITS[character]) for character in point)
    return Decimal(f"{numeral[0]}.{digits}" if digits else numeral[0])


def _plain(number: Decimal) -> Decimal:
    """The same number without a positive exponent: 2136E+2 is 213600."""
    exponent = number.as_tuple().exponent
    return Decimal(int(number)) if isinstance(exponent, int) and exponent > 0 else number


def _range(plain: str) -> Printed | None:
    """3至5件, 10万至20万元, 30%-40%, 百分之三至五."""
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    first, second = _single(match["first"]), _single(match["second"])
    if first is None or second is None or first.qualifier != "exact" or second.qualifier not in ("exact", "about"):
        return None
    qualifier = second.qualifier
    if match["first"][1:3] == "分之" and not second.unit:
        second = replace(second, unit=first.unit)
    elif not first.unit:
        first = _taking_over(first, second)
    second = replace(second, qualifier="exact")
    if first.unit != second.unit or first.fraction or second.fraction or first.number is None or second.number is None:
        return None
    if first.number >= second.number:
        return None
    return Printed(plain, None, second.decimals, second.unit_mult, second.unit, qualifier, (first, second))


def _taking_over(first: Printed, second: Printed) -> Printed:
    """The first end of a range with the unit of the second, and its multiplier where that can be."""
    assert first.number is not None
    if second.unit_mult and not first.unit_mult and second.number is not None:
        scaled = _plain(first.number.scaleb(second.unit_mult, _WIDE))
        if scaled < second.number:
            first = replace(first, number=scaled, unit_mult=second.unit_mult)
    return replace(first, unit=second.unit)
