"""The number of a statement as a cell that can be loaded: as printed where that reads as the same number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from ...errors import PrintedNumberError
from ...numbers import COUNT_WORDS, Printed, parse_printed
from ..claims import parse_claim
from ..statements import Statement

#: Words that give a number its qualifier, in front of it.
_WORDS = {"about": "约", "at_least": "至少", "more_than": "超过", "at_most": "至多", "less_than": "不足"}

#: The units of claims, as they are loaded.
CLAIM_UNITS = {"growth": "%", "rank": "位", "rank_change": "位", "share": "%", "change": "个百分点"}

#: Words that say how much something is without saying how exactly.
_IN_WORDS = re.compile("倍|番|成|分之|半|平")

#: A percentage with no more than a word of direction before it.
_PLAIN = re.compile(r"(?:增长|增加|提高|上升|减少|下降|降低|回落)?了?(\d+(?:\.\d+)?)(?:%|个百分点)", re.ASCII)

#: A number with more digits is read with care.
_MOST_DIGITS = 20

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?", re.ASCII)

Parse = Callable[[str], Printed]


def compact(text: str) -> str:
    """A printed text without the line breaks and blanks inside."""
    return "".join(text.split())


def cell_print(statement: Statement, known: dict[object, tuple[str, Printed | None]]) -> tuple[str, Printed | None]:
    """The number of a statement for a cell, and what it reads as; ``None`` where it does not read as a number.

    ``known`` are those found so far, and is added to: the same numbers are printed again and again.
    """
    if statement.kind == "level" and (plain := _plain_count(statement)) is not None:
        return plain
    key = (
        statement.kind, statement.published, statement.unit, statement.value, statement.qualifier,
        statement.low, statement.high, not statement.end,
    )  # fmt: skip
    found = known.get(key)
    if found is None:
        found = known[key] = figure_print(statement) if statement.kind == "level" else claim_print(statement)
    return found


def _plain_count(statement: Statement) -> tuple[str, Printed] | None:
    """14105件, as most levels are printed: there is nothing to read; ``None`` for any other."""
    unit = statement.unit
    if not statement.end or unit not in COUNT_WORDS:
        return None
    text = compact(statement.published)
    if not text.isalnum() or text != f"{statement.value!s}{unit}":
        return None
    assert isinstance(statement.value, Decimal)
    return text, Printed(text, statement.value, 0, 0, unit, "exact")


def figure_print(statement: Statement) -> tuple[str, Printed | None]:
    """The figure of a level for a cell, and what it reads as; ``None`` where it does not read as a number."""
    if not statement.end:
        # A cell of a table was read as it stands, and is loaded as it stands.
        return statement.published, _read(parse_printed, statement.published)
    text = compact(statement.published)
    printed = _read(parse_printed, text)
    if printed is not None and not printed.direction and _says(printed, statement):
        return text, printed
    return _rebuilt(parse_printed, statement, statement.unit)


def claim_print(statement: Statement) -> tuple[str, Printed | None]:
    """The number of a claim for a cell, and what it reads as: 减少 18.78% is -18.78%, and 第22位 is 22位."""

    def parse(text: str) -> Printed:
        return parse_claim(statement.kind, text)

    unit = CLAIM_UNITS.get(statement.kind, statement.unit)
    whole = statement.kind in ("rank", "rank_change")
    text = compact(statement.published)
    if (said := _PLAIN.fullmatch(text)) and (known := _plain_claim(statement, said[1], unit)) is not None:
        return known
    printed = _read(parse, text)
    if printed is not None and (printed.unit not in ("", unit) or not _says(printed, statement)):
        printed = None
    for plain in _signed(statement, unit):
        # Plain digits, where they say as much as the print does, and no more.
        found = _read(parse, plain)
        if found is None or not _says(found, statement):
            continue
        if printed is None:
            # A word that says how much does not say how exactly.
            fits = not _IN_WORDS.search(text)
        else:
            fits = printed.bounds(whole=whole) == found.bounds(whole=whole)
        if fits:
            return plain, found
    return (text, printed) if printed is not None else _rebuilt(parse, statement, unit)


def _plain_claim(statement: Statement, digits: str, unit: str) -> tuple[str, Printed] | None:
    """减少18.78%, as most claims are printed: nothing is lost with the word before it, which the sign stands for."""
    value = statement.value
    if statement.qualifier not in ("exact", "rounded", "") or not isinstance(value, Decimal):
        return None
    sign = "-" if value < 0 else ""
    number = Decimal(sign + digits)
    if number != value or len(digits) > _MOST_DIGITS:
        return None
    text = f"{sign}{digits}{unit}"
    return text, Printed(text, number, len(digits.partition(".")[2]), 0, unit, "exact")


def _signed(statement: Statement, unit: str) -> list[str]:
    """The number in digits with its sign and unit, where nothing qualifies it: those of the print, or its value."""
    value = statement.value
    if statement.qualifier not in ("exact", "rounded", "") or value is None:
        return []
    plain = compact(statement.published)
    digits = _DIGITS.findall(plain if plain.isascii() else unicodedata.normalize("NFKC", plain))
    found = [digits[0].replace(",", "")] if len(digits) == 1 else []
    if value == int(value) and not digits:
        found.append(str(abs(int(value))))
    sign = "-" if value < 0 else ""
    return [f"{sign}{number}{unit}" for number in found]


def _read(parse: Parse, text: str) -> Printed | None:
    try:
        return parse(text)
    except PrintedNumberError:
        return None


def _says(printed: Printed, statement: Statement) -> bool:
    """Whether a print reads as the number that the statement has."""
    if statement.value is None:
        ends = (printed.low, printed.high)
        return None not in ends and ends == (statement.low, statement.high)
    if printed.fraction is None and isinstance(statement.value, Decimal):
        return printed.number == statement.value
    return printed.value == statement.value


def _rebuilt(parse: Parse, statement: Statement, unit: str) -> tuple[str, Printed | None]:
    """The number of a print that cannot be loaded as it is, in plain digits."""
    if statement.value is None:
        if statement.low is None or statement.high is None:
            return compact(statement.published), None
        text = f"{_plain(statement.low)}至{_plain(statement.high)}{unit}"
        return text, _read(parse, text)
    value, word = statement.value, _WORDS.get(statement.qualifier, "")
    if statement.kind != "level":
        if value < 0 and word:
            # What is said of the size of a fall: 减少超过5% is below -5 %.
            word, value = f"减少{word}", -value
        elif _IN_WORDS.search(statement.published):
            # How far 230 % reaches that was printed as 2.3倍, the digits do not say: no further than "about".
            word = word or "约"
    text = f"{word}{_plain(value)}{unit}"
    return text, _read(parse, text)


def _plain(number: Decimal | Fraction | int) -> str:
    if isinstance(number, Fraction) and number.denominator != 1:
        # Thirds and sixths in whole percent: a fraction is told no finer.
        return str((number.numerator * 2 + number.denominator) // (2 * number.denominator))
    number = Decimal(int(number)) if number == int(number) else number
    return f"{number:f}"
