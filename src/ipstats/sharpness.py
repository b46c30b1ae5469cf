"""How sharp a check is: the share of random printed values that would have passed it.

That a stated growth of 15.14 % leaves a whole base for 14105 says little, because 78 of 100 rates picked at
random do; at 24 two of a thousand do, and the check says much. Every share is exact, and is counted from
intervals, not by trying values one after the other.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import isqrt

from .numbers import Bounds, Printed

#: Rates of growth that are taken for possible, in percent.
LOWEST_RATE, HIGHEST_RATE = -50, 100

#: A rate with more digits after the point is none that is printed.
MOST_DECIMALS = 6

#: A positive share below this is shown as this, in percent: str() would give it an exponent.
_LEAST_SHOWN = Decimal("0.000001")

_HALF = Fraction(1, 2)


def of_growth_from_unknown_base(value: int, decimals: int) -> Fraction:
    """The share of the rates from -50 % to +100 % that some whole base explains at ``value``.

    ``decimals`` is how many digits the rate has after the point, at most six. A base explains a rate where
    the growth from it, rounded, is the rate; of two rates as near as each other it explains both. Raises
    :class:`ValueError` for a value below zero and for decimals that no rate has.

    Growths from neighbouring bases lie apart by 100 value / (base (base + 1)) percent. From the base on where
    that is no more than one unit of the last place, there is one for every rate. Below it no two bases have a
    rate in common, so that rates are counted by their bases.
    """
    if value < 0 or not 0 <= decimals <= MOST_DECIMALS:
        raise ValueError(f"no growth of {decimals} decimals to {value} has a whole base")
    unit = 10**decimals
    if not value:
        # Every base leaves -100 %.
        return Fraction(0)
    # Everything in units of the rate's last place: the growth from a base is reach / base - 100 * unit.
    lowest, highest, reach = LOWEST_RATE * unit, HIGHEST_RATE * unit, 100 * value * unit
    dense = _first_with_product(reach)
    filled = _round_half_up(Fraction(reach, dense) - 100 * unit)
    rates = max(0, min(filled, highest) - lowest + 1)
    if filled < highest:
        top, bottom = highest + 100 * unit + _HALF, lowest + 100 * unit - _HALF
        first = -(-reach * top.denominator // top.numerator)
        last = min(reach * bottom.denominator // bottom.numerator, dense - 1)
        rates += max(0, last - first + 1) + _halves(value, decimals, first, last, top, bottom)
    return Fraction(rates, highest - lowest + 1)


def of_bounds(
    computed: Bounds, printed: Printed, grid_low: int | Decimal | Fraction, grid_high: int | Decimal | Fraction
) -> Fraction:
    """The share of the values printable as ``printed`` is whose own bounds meet the computed ones.

    Those are the values with its decimals and multiplier from ``grid_low`` to ``grid_high``, both in the base
    unit. Each stands for half a unit of its last place either way; with a qualifier of one side, for all on
    that side; a range for what lies between its ends, wherever it begins. Raises :class:`ValueError` where
    nothing in the grid can be printed so.
    """
    low, high = Fraction(grid_low), Fraction(grid_high)
    if printed.direction < 0:
        # The words before the number speak of its size: 减少超过5% is below -5 %.
        return of_bounds(-computed, -printed, -high, -low)
    step = 2 * printed.half_unit
    width = Fraction(0)
    if printed.ends is not None:
        first, last = printed.ends
        assert first.value is not None
        assert last.value is not None
        step, width = 2 * first.half_unit, last.value - first.value
    tried = Bounds(low / step, high / step).integers()
    if not tried:
        raise ValueError(f"nothing from {grid_low} to {grid_high} is printed as {printed.form()} is")
    down, up = _reach(printed, step)
    passing = Bounds(
        None if computed.low is None or up is None else (computed.low - width - up) / step,
        None if computed.high is None or down is None else (computed.high + down) / step,
        computed.low_open or printed.qualifier == "less_than",
        computed.high_open or printed.qualifier == "more_than",
    ).intersect(Bounds(Fraction(tried[0]), Fraction(tried[-1])))
    return Fraction(_count(passing), len(tried))


def of_count(computed: Bounds, digits: int) -> Fraction:
    """The share of the whole numbers of so many digits that are inside the computed bounds.

    One digit are 0 to 9, two 10 to 99 and so on. Raises :class:`ValueError` for less than one digit.
    """
    if digits < 1:
        raise ValueError(f"no whole number has {digits} digits")
    low, high = (10 ** (digits - 1) if digits > 1 else 0), 10**digits - 1
    return Fraction(_count(computed.intersect(Bounds(Fraction(low), Fraction(high)))), high - low + 1)


def of_rank(possible: int, ranked_of: int) -> Fraction:
    """The share of the ranks among ``ranked_of`` regions that are possible.

    Raises :class:`ValueError` where more ranks are possible than there are.
    """
    if not 0 <= possible <= ranked_of or not ranked_of:
        raise ValueError(f"{possible} of {ranked_of} ranks cannot be possible")
    return Fraction(possible, ranked_of)


def as_percent(share: Fraction) -> Decimal:
    """A share in percent, rounded half up to two significant digits, to be shown: 0.002 is ``0.20``.

    ``str()`` of it has no exponent. What is more than nothing is never shown as nothing: below 0.000001 it is
    that. Raises :class:`ValueError` for what is no share.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is no share")
    percent = share * 100
    if percent == 0:
        return Decimal(0)
    if percent < Fraction(_LEAST_SHOWN):
        return _LEAST_SHOWN
    exact = Context(prec=2, rounding=ROUND_HALF_UP).divide(Decimal(percent.numerator), Decimal(percent.denominator))
    # 97 stays 97 and 0.2 becomes 0.20; 100 has no place to lose.
    places = max(0, 1 - exact.adjusted())
    return exact.quantize(Decimal(1).scaleb(-places))


def _first_with_product(least: int) -> int:
    """The first base whose product with the next one is not below ``least``."""
    base = max(1, (isqrt(4 * least + 1) - 1) // 2)
    while base * (base + 1) < least:
        base += 1
    return base


def _halves(value: int, decimals: int, first: int, last: int, top: Fraction, bottom: Fraction) -> int:
    """How many bases lead to the middle between two rates of the grid, and so explain both.

    From ``base`` that is where 200 value 10**decimals / base is odd: it is a divisor with all factors two of
    that number.
    """
    doubled = 200 * value * 10**decimals
    twos = doubled & -doubled
    found = 0
    for divisor in _divisors(doubled // twos):
        base = twos * divisor
        found += first <= base <= last and bottom < Fraction(doubled, 2 * base) < top
    return found


def _divisors(odd: int) -> list[int]:
    """The divisors of an odd number."""
    found, factor = [1], 3
    while odd > 1:
        if factor * factor > odd:
            factor = odd
        power, powers = 1, [1]
        while odd % factor == 0:
            odd //= factor
            power *= factor
            powers.append(power)
        if len(powers) > 1:
            found = [divisor * power for divisor in found for power in powers]
        factor += 2
    return found


def _reach(printed: Printed, step: Fraction) -> tuple[Fraction | None, Fraction | None]:
    """How far down and up from its number a printed value stands for something; ``None`` is without end."""
    if printed.qualifier in ("at_least", "more_than"):
        return Fraction(0), None
    if printed.qualifier in ("at_most", "less_than"):
        return None, Fraction(0)
    return step / 2, step / 2


def _count(bounds: Bounds | None) -> int:
    whole = None if bounds is None else bounds.integers()
    # Not len(), which ends at 2**63.
    return 0 if not whole else whole[-1] - whole[0] + 1


def _round_half_up(number: Fraction) -> int:
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
