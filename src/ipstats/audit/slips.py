"""Which slip of the pen would have made the printed figure out of another one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..numbers import Bounds

#: What 万 multiplies by.
WAN = 10_000

#: Every slip that has a name, the likeliest first; ``""`` is none of them.
SLIPS = (
    "exchanged with another cell",
    "printed in another cell",
    "万 lost",
    "万 doubled",
    "two neighbouring digits swapped",
    "one digit changed",
    "a zero lost",
    "a zero too many",
    "a digit lost",
    "a digit too many",
    "",
)


def rank(slip: str) -> int:
    """The place of a slip among all, 0 for the likeliest."""
    return SLIPS.index(slip)


def slip(printed: Bounds | None, proposed: Bounds | None) -> str:
    """The slip that leads from what is proposed to what was printed; empty where none of those known does.

    A rounded figure is compared by its printed digits, and only where what is proposed is about as narrow as
    print: a range that many figures fit says nothing of how one of them was misprinted.
    """
    print_ = digits_of(printed)
    if print_ is None or printed is None or printed.high is None or proposed is None:
        return ""
    if proposed.low is None or proposed.high is None or proposed.high - proposed.low > 2 * print_[1]:
        return ""
    number, unit = print_
    half = printed.high - number * unit
    for name, meant in sorted(_meant(number), key=lambda pair: rank(pair[0])):
        if proposed.low <= meant * unit + half and meant * unit - half <= proposed.high:
            return name
    if number > 0 and proposed.low // WAN * unit == number * unit != 0 and proposed.low >= WAN:
        # The digits behind 万 were dropped with it: 21.36万 printed as 21.
        return "万 lost"
    return ""


def digits_of(bounds: Bounds | None) -> tuple[int, Fraction] | None:
    """The digits of a printed figure as a whole number, and the unit of the last of them.

    ``None`` where the bounds are not those of a figure rounded half a unit either way, nor of a whole number.
    """
    if bounds is None or bounds.low is None or bounds.high is None:
        return None
    unit = bounds.high - bounds.low or Fraction(1)
    number = (bounds.low + bounds.high) / 2 / unit
    return (int(number), unit) if number.denominator == 1 and number >= 0 else None


def _meant(number: int) -> Iterator[tuple[str, int]]:
    """Every number that a slip would have turned into this one."""
    digits = str(number)
    yield "万 lost", number * WAN
    if number and number % WAN == 0:
        yield "万 doubled", number // WAN
    for place, digit in enumerate(digits):
        before, after = digits[:place], digits[place + 1 :]
        if after and after[0] != digit:
            yield from _number("two neighbouring digits swapped", before + after[0] + digit + after[1:])
        for other in "0123456789":
            if other != digit:
                yield from _number("one digit changed", before + other + after)
        yield from _number("a zero too many" if digit == "0" else "a digit too many", before + after)
    for place in range(len(digits) + 1):
        for other in "0123456789":
            name = "a zero lost" if other == "0" else "a digit lost"
            yield from _number(name, digits[:place] + other + digits[place:])


def _number(name: str, digits: str) -> Iterator[tuple[str, int]]:
    """A number that can be printed so: none begins with a zero but zero."""
    if digits and (digits == "0" or digits[0] != "0"):
        yield name, int(digits)
