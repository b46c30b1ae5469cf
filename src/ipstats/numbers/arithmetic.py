"""Exact arithmetic on what figures can be: every result holds the result of every choice inside its inputs.

Each input is taken to vary by itself. An end of a result is open where no choice inside the inputs reaches
it. Where a result has no meaning, such as a quotient by what can be zero, it is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product as pairs

from .bounds import Bounds, Exact

#: An end of an interval: its side (-1, 0 for a number, +1: without end), the number, whether it is left out.
_End = tuple[int, Fraction, bool]


def total(parts: Iterable[Bounds]) -> Bounds:
    """The sum of figures; that of none is zero."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    low_open = high_open = False
    for part in parts:
        low = None if low is None or part.low is None else low + part.low
        high = None if high is None or part.high is None else high + part.high
        low_open, high_open = low_open or part.low_open, high_open or part.high_open
    return Bounds(low, high, low_open, high_open)


def difference(first: Bounds, second: Bounds) -> Bounds:
    """What is left of ``first`` when ``second`` is taken away."""
    return total((first, -second))


def remainder(whole: Bounds, parts: Iterable[Bounds]) -> Bounds:
    """What a total leaves for the one part that is not among ``parts``.

    9871 less 4100, 5100 and so on is one number; where any of them is rounded, it is a range.
    """
    return difference(whole, total(parts))


def product(first: Bounds, second: Bounds | Exact) -> Bounds:
    """The product of two figures, or of a figure and an exact number."""
    other = second if isinstance(second, Bounds) else Bounds.exactly(second)
    corners = [_times(a, b) for a, b in pairs(_ends(first), _ends(other))]
    low, high = min(corners, key=_as_low), max(corners, key=_as_high)
    return Bounds(
        None if low[0] else low[1],
        None if high[0] else high[1],
        low[2],
        high[2],
    )


def ratio(figure: Bounds, divisor: Bounds) -> Bounds | None:
    """A figure for each one of another, in units of the one by the other; ``None`` where that can be zero."""
    inverse = _inverse(divisor)
    return None if inverse is None else product(figure, inverse)


def growth(value: Bounds, base: Bounds) -> Bounds | None:
    """Growth from ``base`` to ``value`` in percent; ``None`` where the base can be zero or less."""
    return None if not _is_positive(base) else _shifted(ratio(value, base), -1)


def value_of_growth(base: Bounds, percent: Bounds) -> Bounds | None:
    """What ``base`` becomes by a growth of ``percent``; ``None`` where the base can be below zero."""
    if base.low is None or base.low < 0:
        return None
    return product(base, _factor(percent))


def base_of_growth(value: Bounds, percent: Bounds) -> Bounds | None:
    """The base from which ``value`` grew by ``percent``.

    The inverse of :func:`growth`: ``14105`` at 15.14 ± 0.005 % leaves [12249.77, 12250.84]. ``None`` where
    a growth of -100 % or less is possible, which leaves any base, or a value below zero.
    """
    factor = _factor(percent)
    if value.low is None or value.low < 0 or not _is_positive(factor):
        return None
    return ratio(value, factor)


def share(part: Bounds, whole: Bounds) -> Bounds | None:
    """A part in percent of its whole; ``None`` where the whole can be zero or less."""
    return None if not _is_positive(whole) else _shifted(ratio(part, whole), 0)


def whole_of_share(part: Bounds, percent: Bounds) -> Bounds | None:
    """The whole of which ``part`` is so many percent; ``None`` where that can be zero percent."""
    return ratio(product(part, 100), percent)


def part_of_share(whole: Bounds, percent: Bounds) -> Bounds:
    """The part that is so many percent of ``whole``."""
    return product(whole, product(percent, Fraction(1, 100)))


def _is_positive(bounds: Bounds) -> bool:
    return bounds.low is not None and (bounds.low > 0 or (bounds.low == 0 and bounds.low_open))


def _factor(percent: Bounds) -> Bounds:
    """What a growth multiplies its base by: 15 % is 1.15."""
    return product(total((percent, Bounds.exactly(100))), Fraction(1, 100))


def _shifted(quotient: Bounds | None, by: int) -> Bounds | None:
    """A quotient in percent, with so many wholes added."""
    return None if quotient is None else product(total((quotient, Bounds.exactly(by))), 100)


def _inverse(bounds: Bounds) -> Bounds | None:
    """One divided by an interval that does not hold zero; ``None`` for one that does."""
    if 0 in bounds:
        return None
    if not _is_positive(bounds):
        negative = _inverse(-bounds)
        return None if negative is None else -negative
    assert bounds.low is not None
    # Towards its end a number without end makes zero, and zero left out makes one without end.
    low, low_open = (Fraction(0), True) if bounds.high is None else (1 / bounds.high, bounds.high_open)
    return Bounds(low, 1 / bounds.low if bounds.low else None, low_open, bounds.low_open)


def _ends(bounds: Bounds) -> tuple[_End, _End]:
    return (
        (-1, Fraction(0), True) if bounds.low is None else (0, bounds.low, bounds.low_open),
        (1, Fraction(0), True) if bounds.high is None else (0, bounds.high, bounds.high_open),
    )


def _times(first: _End, second: _End) -> _End:
    """The product of two ends, which is reached where both are, or where one is a zero that is reached."""
    signs = [side or (number > 0) - (number < 0) for side, number, _ in (first, second)]
    if not signs[0] or not signs[1]:
        reached = any(not sign and not end[2] for sign, end in zip(signs, (first, second), strict=True))
        return 0, Fraction(0), not reached and (first[2] or second[2])
    if first[0] or second[0]:
        return signs[0] * signs[1], Fraction(0), True
    return 0, first[1] * second[1], first[2] or second[2]


def _as_low(end: _End) -> _End:
    return end


def _as_high(end: _End) -> tuple[int, Fraction, bool]:
    return end[0], end[1], not end[2]
