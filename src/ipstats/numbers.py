"""Printed figures, and the exact bounds that follow from the print.

A figure printed as ``21.36万`` stands for anything that rounds to it: half a unit of its last place either
way, in the printed unit (万 and 亿 multiply). A count printed in full is exact. All arithmetic is on integers,
``Decimal`` and ``Fraction``; nothing passes through ``float``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .errors import PrintedNumberError

#: Powers of ten that Chinese print writes as a character after the digits.
MULTIPLIERS = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}

#: Measure words of Chinese that all count single things: 3件 of what is kept in 项 is three.
COUNT_WORDS = frozenset("件项个起宗")

#: Words before a number and what they make of it.
_BEFORE = {
    "约": "about", "大约": "about", "近": "about", "将近": "about", "接近": "about",
    "超过": "more_than", "超": "more_than", "突破": "more_than", "逾": "more_than",
    "至少": "at_least", "不少于": "at_least", "不足": "less_than", "不到": "less_than",
    "至多": "at_most", "不超过": "at_most",
}  # fmt: skip

#: Words after the digits (or after the unit) and what they make of the number.
_AFTER = {"余": "at_least", "多": "at_least", "以上": "at_least", "左右": "about", "以下": "at_most"}


def _any_of(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PRINTED = re.compile(
    rf"(?P<before>{_any_of(_BEFORE)})?(?P<sign>[-+−]?)"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,400})(?:\.(?P<fraction>\d{1,400}))?"
    rf"(?P<after>[余多])?(?P<mult>{_any_of(MULTIPLIERS)})?(?P<after_mult>[余多])?"
    rf"(?P<unit>[^\d\s.,余多]{{0,12}}?)(?P<end>{_any_of(_AFTER)})?",
    re.ASCII,
)

#: Digits that a figure may have: more is a slip of the pen or an attack, not a statistic.
MOST_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Bounds:
    """A closed interval of rational numbers; ``None`` is an open side without end."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def exactly(cls, number: int | Decimal | Fraction) -> Bounds:
        """The interval that holds one number."""
        return cls(Fraction(number), Fraction(number))

    def __contains__(self, number: int | Decimal | Fraction) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)

    def intersect(self, other: Bounds) -> Bounds | None:
        """What both allow, or ``None`` where nothing is left."""
        lows = [end for end in (self.low, other.low) if end is not None]
        highs = [end for end in (self.high, other.high) if end is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return None if low is not None and high is not None and low > high else Bounds(low, high)

    def integers(self) -> range | None:
        """The whole numbers inside; ``None`` where they are without end."""
        if self.low is None or self.high is None:
            return None
        return range(_ceil(self.low), _floor(self.high) + 1)

    def scaled(self, divisor: int) -> tuple[int | None, int | None]:
        """Both ends times ``divisor`` as whole numbers, rounded outwards so that nothing is lost."""
        return (
            None if self.low is None else _floor(self.low * divisor),
            None if self.high is None else _ceil(self.high * divisor),
        )


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it was printed.

    ``number`` is in the base unit (``21.36万`` is 213600), ``decimals`` the digits after the printed point,
    ``unit_mult`` the power of ten of the printed multiplier, ``unit`` the word after it, and ``qualifier``
    one of exact, about, at_least, more_than, at_most, less_than.
    """

    text: str
    number: Decimal
    decimals: int
    unit_mult: int
    unit: str
    qualifier: str

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed place, in the base unit."""
        return Fraction(10) ** (self.unit_mult - self.decimals) / 2

    def bounds(self, *, whole: bool) -> Bounds:
        """What the true figure can be.

        With ``whole`` the figure counts things: printed in full it is exact, and rounded it is a whole
        number inside the rounding. Otherwise half a unit of the last place is open either way. "At least"
        and "less than" are open to one side; "about" says no more than the digits do, at the least.
        """
        number = Fraction(self.number)
        if self.qualifier in ("at_least", "more_than"):
            return Bounds(number + (1 if whole and self.qualifier == "more_than" else 0), None)
        if self.qualifier in ("at_most", "less_than"):
            return Bounds(None, number - (1 if whole and self.qualifier == "less_than" else 0))
        if self.qualifier == "about":
            # No rounding is stated: half a unit of the last digit that is not a padding zero.
            zeros = len(digits := str(abs(int(self.number)))) - len(digits.rstrip("0")) if self.decimals == 0 else 0
            half = self.half_unit if self.decimals else Fraction(10) ** max(zeros, self.unit_mult) / 2
            return Bounds(number - half, number + half)
        if whole and self.unit_mult <= self.decimals:
            return Bounds(number, number)
        if whole:
            inside = Bounds(number - self.half_unit, number + self.half_unit).integers()
            assert inside is not None
            return Bounds(Fraction(inside[0]), Fraction(inside[-1]))
        return Bounds(number - self.half_unit, number + self.half_unit)


def parse_printed(text: str) -> Printed:
    """Read one printed number: ``14105``, ``21.36万件``, ``920余件``, ``-18.78%``, ``约3.5亿元``.

    Full-width digits and punctuation, blanks inside and thousands separators are read as print has them.
    Raises :class:`~ipstats.errors.PrintedNumberError` where the text is anything else.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _PRINTED.fullmatch(plain)
    if match is None:
        raise PrintedNumberError(
            f"not a printed number: {text[:60]!r}", "Write it as printed: 14105, 21.36万件, 920余, 15.0%"
        )
    whole = match["whole"].replace(",", "")
    fraction = match["fraction"] or ""
    if len(whole) + len(fraction) > MOST_DIGITS:
        raise PrintedNumberError(
            f"a number of {len(whole) + len(fraction)} digits: {text[:30]!r}…",
            f"A figure has at most {MOST_DIGITS} digits",
        )
    sign = "-" if match["sign"] in ("-", "−") else ""
    after = match["after"] or match["after_mult"] or match["end"]
    qualifier = _BEFORE.get(match["before"] or "") or _AFTER.get(after or "", "exact")
    unit_mult = MULTIPLIERS[match["mult"]] if match["mult"] else 0
    number = Decimal(f"{sign}{whole}{fraction or ''}").scaleb(unit_mult - len(fraction))
    return Printed(text, _plain(number), len(fraction), unit_mult, match["unit"], qualifier)


def _plain(number: Decimal) -> Decimal:
    """The same number without a positive exponent: 2136E+2 is 213600."""
    exponent = number.as_tuple().exponent
    return Decimal(int(number)) if isinstance(exponent, int) and exponent > 0 else number


def remainder(total: Bounds, parts: Iterable[Bounds]) -> Bounds:
    """What a total leaves for the one part that is not among ``parts``.

    9871 less 4100, 5100 and so on is one number; where any of them is rounded, it is a range.
    """
    low, high = total.low, total.high
    for part in parts:
        low = None if low is None or part.high is None else low - part.high
        high = None if high is None or part.low is None else high - part.low
    return Bounds(low, high)


def growth(value: Bounds, base: Bounds) -> Bounds | None:
    """Growth from ``base`` to ``value`` in percent; ``None`` where the base can be zero or less."""
    if base.low is None or base.low <= 0:
        return None
    low = None if value.low is None else _grown(value.low, base.high if value.low >= 0 else base.low)
    high = None if value.high is None else _grown(value.high, base.low if value.high >= 0 else base.high)
    return Bounds(low, high)


def _grown(value: Fraction, base: Fraction | None) -> Fraction:
    return Fraction(-100) if base is None else (value - base) * 100 / base


def base_of_growth(value: Bounds, percent: Bounds) -> Bounds | None:
    """The base from which ``value`` grew by ``percent``.

    The inverse of :func:`growth`: ``14105`` at 15.14 ± 0.005 % leaves [12249.77, 12250.84]. ``None`` where
    a growth of -100 % or less is possible, which leaves any base.
    """
    if value.low is None or value.low < 0 or percent.low is None or percent.low <= -100:
        return None
    low = Fraction(0) if percent.high is None else value.low * 100 / (100 + percent.high)
    high = None if value.high is None else value.high * 100 / (100 + percent.low)
    return Bounds(low, high)


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


def _floor(number: Fraction) -> int:
    return number.numerator // number.denominator


def _ceil(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)
