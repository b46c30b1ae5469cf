"""A number as it was printed, and what its true value can be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from .bounds import Bounds, ceil, floor
from .words import BEFORE, DIRECTIONS, MULTIPLIERS, canonical

_MULTIPLIER_OF = {power: word for word, power in MULTIPLIERS.items()}

#: Figures have more digits than the usual context keeps.
_WIDE = Context(prec=60)

#: Percentage points either way of a share told as a fraction: 六分之一 is said of 16.2 % and of 17.1 %.
FRACTION_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as it was printed.

    ``number`` is in the base unit (``21.36万`` is 213600), ``decimals`` the digits after the printed point,
    ``unit_mult`` the power of ten of the printed multiplier, ``unit`` the word after it, and ``qualifier``
    one of exact, about, at_least, more_than, at_most, less_than.

    ``direction`` is +1 or -1 where a word such as 增长 or 减少 stands before the number, and 0 elsewhere.
    减少 makes the number negative, and a qualifier then speaks of its size: 减少超过5% is below -5 %.

    A range such as ``3至5件`` has both its ends, from low to high, in ``ends``, and no ``number``; ``decimals``,
    ``unit_mult`` and ``unit`` are those of the end printed last. A share printed as a fraction, such as
    六分之一 or 1/6, has its exact value in percent in ``fraction``, and a ``number`` only where that is a
    finite decimal (四分之一 is 25). So ``number`` is ``None`` for ranges and for such as 六分之一, and never
    an approximation.
    """

    text: str
    number: Decimal | None
    decimals: int
    unit_mult: int
    unit: str
    qualifier: str
    ends: tuple[Printed, Printed] | None = None
    fraction: Fraction | None = None
    direction: int = 0

    @property
    def value(self) -> Fraction | None:
        """The printed value, exactly, in the base unit; ``None`` for a range."""
        if self.fraction is not None:
            return self.fraction
        return None if self.number is None else Fraction(*self.number.as_integer_ratio())

    @property
    def low(self) -> Decimal | None:
        """The lower number of a range; ``None`` elsewhere."""
        return None if self.ends is None else self.ends[0].number

    @property
    def high(self) -> Decimal | None:
        """The higher number of a range; ``None`` elsewhere."""
        return None if self.ends is None else self.ends[1].number

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed place, in the base unit."""
        return _half(self.unit_mult - self.decimals)

    def bounds(self, *, whole: bool) -> Bounds:
        """What the true figure can be.

        With ``whole`` the figure counts things: printed in full it is exact, and rounded it is a whole
        number inside the rounding. Otherwise half a unit of the last place is open either way, and both ends
        belong to it, because a half may be rounded up or down. "At least" and "less than" are open to one
        side; "about" says no more than the digits do, at the least. A range reaches from the lowest figure
        that its lower end stands for to the highest of its higher one. A fraction is taken half a percentage
        point either way, and "about" a fraction five.
        """
        return self._bounds(whole, truncated=False)

    def truncated(self, *, whole: bool) -> Bounds:
        """What the true figure can be if the digits after the last printed place were cut off, not rounded.

        A figure then reaches from its print to the next of that length, which does not belong to it: 15.1 is
        [15.1, 15.2), -15.1 is (-15.2, -15.1], and 0.0 is (-0.1, 0.1). ``whole`` is as in :meth:`bounds`.
        What a qualifier or a fraction states is no cut, and is the same as there.
        """
        return self._bounds(whole, truncated=True)

    def form(self) -> str:
        """The parts as one canonical text, which reads as the same parts again.

        Digits, multiplier and unit are as printed (``15.0%``, ``21.36万件``); each qualifier and direction
        has one word, which stands in front: 增长超过12.3%, 至少920件. A fraction is printed as 1/6.
        """
        lead = "" if not self.direction else canonical_direction(self.direction)
        lead += canonical(BEFORE, self.qualifier)
        if self.ends is not None:
            first, last = self.ends if self.direction >= 0 else (-self.ends[1], -self.ends[0])
            return f"{lead}{first.form()}至{last.form()}"
        shown = -self if self.direction < 0 else self
        if shown.fraction is not None:
            part = shown.fraction / 100
            return f"{lead}{part.numerator}/{part.denominator}"
        assert shown.number is not None
        digits = shown.number.scaleb(-self.unit_mult, _WIDE)
        multiplier = _MULTIPLIER_OF[self.unit_mult] if self.unit_mult else ""
        tail = "成" if (self.unit_mult, self.unit) == (1, "%") else f"{multiplier}{self.unit}"
        return f"{lead}{digits:.{self.decimals}f}{tail}"

    def __neg__(self) -> Printed:
        """The same print with its sign turned; a direction is left out."""
        return replace(
            self,
            # Not by the sign of Decimal, whose context rounds to 28 digits.
            number=None if self.number is None else self.number.copy_negate() if self.number else self.number,
            fraction=None if self.fraction is None else -self.fraction,
            ends=None if self.ends is None else (-self.ends[1], -self.ends[0]),
            direction=0,
        )

    def _bounds(self, whole: bool, *, truncated: bool) -> Bounds:
        if self.direction < 0:
            return -((-self)._bounds(whole, truncated=truncated))
        if self.ends is not None:
            first, last = (
                replace(end, qualifier=self.qualifier)._bounds(whole, truncated=truncated) for end in self.ends
            )
            return Bounds(first.low, last.high, first.low_open, last.high_open)
        number = self.value
        assert number is not None
        if self.qualifier in ("at_least", "at_most", "more_than", "less_than"):
            return self._one_sided(number, whole)
        if self.fraction is not None:
            half = FRACTION_HALF * (10 if self.qualifier == "about" else 1)
            return Bounds(number - half, number + half)
        if self.qualifier == "about":
            return self._about(number)
        if whole and self.unit_mult <= self.decimals:
            return Bounds(number, number)
        half = self.half_unit
        if truncated:
            unit = 2 * half
            low, high = (number if number > 0 else number - unit), (number if number < 0 else number + unit)
            found = Bounds(low, high, low_open=number <= 0, high_open=number >= 0)
        else:
            found = Bounds(number - half, number + half)
        if not whole:
            return found
        inside = found.integers()
        assert inside is not None
        return Bounds(Fraction(inside[0]), Fraction(inside[-1]))

    def _one_sided(self, number: Fraction, whole: bool) -> Bounds:
        if self.qualifier == "at_least":
            return Bounds(number, None)
        if self.qualifier == "at_most":
            return Bounds(None, number)
        # Of things that are counted, the first number above 920 is 921.
        if self.qualifier == "more_than":
            return Bounds(Fraction(floor(number) + 1), None) if whole else Bounds(number, None, low_open=True)
        return Bounds(None, Fraction(ceil(number) - 1)) if whole else Bounds(None, number, high_open=True)

    def _about(self, number: Fraction) -> Bounds:
        """No rounding is stated: half a unit of the last digit that is not a padding zero."""
        half = self.half_unit
        if not self.decimals:
            digits = str(abs(int(number)))
            half = _half(max(len(digits) - len(digits.rstrip("0")), self.unit_mult))
        return Bounds(number - half, number + half)


@lru_cache(128)
def _half(power: int) -> Fraction:
    """Half of a power of ten."""
    return Fraction(10) ** power / 2


def canonical_direction(sign: int) -> str:
    """The word for a direction: 增长 or 减少."""
    return next(word for word, direction in DIRECTIONS.items() if direction == sign)
