"""Intervals of rational numbers with open and closed ends: what a figure can be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

#: What is taken for an exact number.
Exact = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Bounds:
    """An interval of rational numbers; ``None`` is a side without end.

    Both ends belong to it unless ``low_open`` or ``high_open`` says otherwise. A side without end is never
    open, so that two intervals with the same numbers are equal.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low_open and self.low is None:
            object.__setattr__(self, "low_open", False)
        if self.high_open and self.high is None:
            object.__setattr__(self, "high_open", False)

    @classmethod
    def exactly(cls, number: Exact) -> Bounds:
        """The interval that holds one number."""
        return cls(Fraction(number), Fraction(number))

    def __contains__(self, number: Exact) -> bool:
        if self.low is not None and (number < self.low or (self.low_open and number == self.low)):
            return False
        return not (self.high is not None and (number > self.high or (self.high_open and number == self.high)))

    def __neg__(self) -> Bounds:
        """The interval of the numbers with their signs turned."""
        return Bounds(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def covers(self, other: Bounds) -> bool:
        """Whether every number of ``other`` is in here."""
        return self.intersect(other) == other

    def intersect(self, other: Bounds) -> Bounds | None:
        """What both allow, or ``None`` where nothing is left."""
        low, low_open = self.low, self.low_open
        if other.low is not None and (low is None or other.low > low):
            low, low_open = other.low, other.low_open
        elif other.low == low:
            low_open = low_open or other.low_open
        high, high_open = self.high, self.high_open
        if other.high is not None and (high is None or other.high < high):
            high, high_open = other.high, other.high_open
        elif other.high == high:
            high_open = high_open or other.high_open
        if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
            return None
        return Bounds(low, high, low_open, high_open)

    def integers(self) -> range | None:
        """The whole numbers inside; ``None`` where they are without end."""
        if self.low is None or self.high is None:
            return None
        first = floor(self.low) + 1 if self.low_open else ceil(self.low)
        last = ceil(self.high) - 1 if self.high_open else floor(self.high)
        return range(first, max(first, last + 1))

    def scaled(self, divisor: int) -> tuple[int | None, int | None]:
        """Both ends times ``divisor`` as whole numbers, rounded outwards so that nothing is lost.

        Whether an end is open is not kept.
        """
        return (
            None if self.low is None else floor(self.low * divisor),
            None if self.high is None else ceil(self.high * divisor),
        )


def floor(number: Fraction) -> int:
    """The largest whole number that is not above ``number``."""
    return number.numerator // number.denominator


def ceil(number: Fraction) -> int:
    """The smallest whole number that is not below ``number``."""
    return -(-number.numerator // number.denominator)
