"""Rates of growth: how print words them, and what several years make of them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction

from ..errors import PrintedNumberError
from .figures import MOST_DIGITS, plain_form
from .numerals import read_numeral
from .phrases import parse_printed
from .printed import Printed
from .words import AFTER, BEFORE, any_of

_WIDE = Context(prec=2 * MOST_DIGITS)

_DOUBLED = re.compile(
    rf"(?P<before>{any_of(BEFORE)})?翻了?(?:(?P<times>[一二两三四五六七八九十]|[1-9])?番|[一1]?倍)(?P<end>多|余|有余|以上|左右)?"
)
_SAME = re.compile(r"(?:[与和同较比][^持]{1,20})?(?P<nearly>基本|大体|大致|总体)?持平")
#: The words that make what follows a level of the earlier one, and not an addition to it.
_LEVEL = re.compile(
    r"(?:(?:增长|增加|提高|上升|扩大|提升|攀升|发展|减少|下降|降低)(?:到|至|为)|(?:是|为|相当于|达到|达)(?=[^的]{1,30}的))"
    r"(?P<of>[^的]{1,30}的)?"
)


def growth_percent(text: str) -> Printed:
    """Read how much something grew, as print words it, in percent.

    - ``增长15.14%``, ``-18.78%``, 下降百分之五, 增长两成, 减少一半 are as printed.
    - 增长2.3倍 is 230 % within five points, and 增长1倍 is 100 % within fifty: half a unit of the last place.
    - 增长到2.3倍, 是上年的2.3倍, 为上年的2.3倍 are 130 %, 为上年的80% is -20 %: the rest is what it grew by.
    - 翻番 and 翻一番 are "at least" 100 %, 翻两番 "at least" 300 %: who writes so claims that a threshold was
      passed, and 120 % makes the claim no less true. One that was nearly reached is printed as 近翻番.
    - 持平 and 零增长 are 0 % within half a point, 基本持平 "about" 0 %, which is five points either way.

    A bare 2.3倍 may be either an addition or a level, and 减少2倍 has no meaning: both are refused, and so are
    percentage points (个百分点), which are no growth. Raises :class:`~ipstats.errors.PrintedNumberError`.
    """
    plain = plain_form(text)
    if len(plain) <= 100:
        found = _worded(plain) or _level(plain) or _added(plain)
        if found is not None:
            return replace(found, text=text)
    raise PrintedNumberError(
        f"not a rate of growth: {text[:60]!r}", "Write it as printed: 增长15.14%, -18.78%, 增长2.3倍, 翻一番, 持平"
    )


def _worded(plain: str) -> Printed | None:
    """Growth that is told by a word: 翻番, 持平."""
    if match := _SAME.fullmatch(plain):
        return Printed(plain, Decimal(0), 0, 0, "%", "about" if match["nearly"] else "exact")
    if plain == "零增长":
        return Printed(plain, Decimal(0), 0, 0, "%", "exact")
    match = _DOUBLED.fullmatch(plain)
    if match is None:
        return None
    times = match["times"] or "1"
    doubled = int(times) if times.isascii() else (read_numeral(times) or (1, 0))[0]
    end = match["end"] or ""
    qualifier = BEFORE[match["before"]] if match["before"] else AFTER.get(end, "at_least")
    return Printed(plain, Decimal(100 * (2**doubled - 1)), 0, 0, "%", qualifier)


def _level(plain: str) -> Printed | None:
    """Growth that is told by what the earlier level became: 增长到2.3倍, 是上年的2.3倍."""
    lead = _LEVEL.match(plain)
    if lead is None:
        return None
    printed = _parsed(plain[lead.end() :])
    if printed is None or printed.direction or (printed.unit == "%" and not lead["of"]):
        # 提高到80% is what a rate became, and not what it grew by.
        return None
    return _in_percent(printed, less=100)


def _added(plain: str) -> Printed | None:
    """Growth that is told by what was added: 增长2.3倍, 增长15.14%."""
    printed = _parsed(plain)
    if printed is None or ((printed.unit == "倍" or printed.fraction is not None) and not printed.direction):
        return None
    return None if printed.unit == "倍" and printed.direction < 0 else _in_percent(printed, less=0)


def _parsed(plain: str) -> Printed | None:
    try:
        return parse_printed(plain) if plain else None
    except PrintedNumberError:
        return None


def _in_percent(printed: Printed, *, less: int) -> Printed | None:
    """A multiple or a percentage as growth in percent, with ``less`` points of it taken away."""
    if printed.unit not in ("倍", "%") or (printed.unit == "倍" and printed.unit_mult):
        return None
    if printed.ends is not None:
        first, last = (_in_percent(end, less=less) for end in printed.ends)
        assert first is not None
        assert last is not None
        return replace(printed, ends=(first, last), unit="%", unit_mult=last.unit_mult)
    power = 2 if printed.unit == "倍" else 0
    number = printed.number
    if number is not None:
        scaled = _WIDE.scaleb(number, power)
        # Without an exponent above zero, and with no place that was not printed.
        number = _WIDE.subtract(Decimal(f"{scaled:f}"), Decimal(less)) if less or power else number
    fraction = None if printed.fraction is None else printed.fraction - less
    return replace(printed, number=number, fraction=fraction, unit="%", unit_mult=printed.unit_mult + power)


def compound_rate(value: Fraction, base: Fraction, years: int, places: int = 2) -> Decimal | None:
    """Average yearly growth in percent over ``years``, rounded half up to ``places`` decimals.

    Exact: the root is never drawn; a whole number of the last place is searched whose power fits.
    ``None`` where base or value is not positive.
    """
    if base <= 0 or value < 0 or years < 1:
        return None
    unit = 10 ** (places + 2)
    # The largest n with ((n - 1/2) / unit) ** years <= value / base, so that n / unit is the nearest factor.
    target = value / base * (2 * unit) ** years
    low, high = 0, 1
    while (2 * high - 1) ** years <= target:
        high *= 2
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if (2 * middle - 1) ** years <= target else (low, middle - 1)
    return Decimal(low - unit).scaleb(-places)
