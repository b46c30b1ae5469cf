"""Figures in digits, as a cell of a table or a plain text prints them: 14105, 21.36万件, 920余件, -18.78%."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from ..errors import PrintedNumberError
from .printed import Printed
from .words import AFTER, AT_THE_END, BEFORE, MULTIPLIERS, any_of

#: Digits that a figure may have: more is a slip of the pen or an attack, not a statistic.
MOST_DIGITS = 30

_FIGURE = re.compile(
    rf"(?P<before>{any_of(BEFORE)})?(?P<sign>[-+−]?)"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,400})(?:\.(?P<fraction>\d{1,400}))?"
    rf"(?P<after>[余多])?(?P<mult>{any_of(MULTIPLIERS)})?(?P<after_mult>[余多])?"
    rf"(?P<unit>[^\d\s.,余多]{{0,12}}?)(?P<end>{AT_THE_END})?",
    re.ASCII,
)


def parse_figure(text: str) -> Printed:
    """Read one figure that is printed in digits: ``14105``, ``21.36万件``, ``920余件``, ``-18.78%``, ``约3.5亿元``.

    This is what a cell of a table may hold: it has a ``number``, and is neither a range nor a fraction (3-5 and
    1/6 in a cell are months or days more often than figures). Full-width digits and punctuation, blanks inside
    and thousands separators are read as print has them.
    Raises :class:`~ipstats.errors.PrintedNumberError` where the text is anything else.
    """
    figure = read_figure(text, plain_form(text))
    if figure is None:
        raise not_a_number(text)
    return figure


def plain_form(text: str) -> str:
    """The text in half-width characters, without blanks and line breaks."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).split())


def not_a_number(text: str) -> PrintedNumberError:
    """The error about a text that is no printed number."""
    return PrintedNumberError(
        f"not a printed number: {text[:60]!r}", "Write it as printed: 14105, 21.36万件, 920余, 15.0%"
    )


def read_figure(text: str, plain: str) -> Printed | None:
    """The figure that ``plain`` prints in digits, or ``None``; ``text`` is what it stands for in the file.

    Raises :class:`~ipstats.errors.PrintedNumberError` for more digits than a figure has.
    """
    match = _FIGURE.fullmatch(plain)
    if match is None:
        return None
    before, sign, whole, fraction, after, mult, after_mult, unit, end = match.groups()
    if "," in whole:
        whole = whole.replace(",", "")
    places = len(fraction) if fraction else 0
    if len(whole) + places > MOST_DIGITS:
        raise PrintedNumberError(
            f"a number of {len(whole) + places} digits: {text[:30]!r}…", f"A figure has at most {MOST_DIGITS} digits"
        )
    qualifier = "exact"
    if before:
        qualifier = BEFORE[before]
    elif word := after or after_mult or end:
        qualifier = AFTER[word]
    digits = f"-{whole}" if sign and sign != "+" else whole
    if mult is None:
        return Printed(text, Decimal(f"{digits}.{fraction}" if fraction else digits), places, 0, unit, qualifier)
    power = MULTIPLIERS[mult]
    if power >= places:
        # Without an exponent: 2136E+2 is 213600.
        number = Decimal(int(f"{digits}{fraction or ''}{'0' * (power - places)}"))
    else:
        number = Decimal(f"{digits}{fraction}E{power - places}")
    return Printed(text, number, places, power, unit, qualifier)
