"""What a gold set holds: texts, and the statements that a careful reader finds in them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

#: What a statement can be. ``any`` marks a figure on which the contract is silent: it is not scored.
KINDS = ("level", "growth", "rank", "rank_change", "share", "change", "any")

#: Columns that every ``gold.csv`` has, in this order.
COLUMNS = ("file", "start", "end", "kind", "value", "unit", "region", "period", "metric")

#: Columns that it may have besides.
MORE_COLUMNS = ("status", "qualifier", "subject", "note")

#: Characters before and after a statement that a message shows.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in its base unit, or a range where ``low`` and ``high`` differ."""

    low: Fraction
    high: Fraction

    @classmethod
    def parse(cls, text: str) -> Value:
        """Read ``213600``, ``-18.78``, ``50/3`` or ``3..5``. Raises ``ValueError`` for anything else."""
        low, dots, high = text.partition("..")
        ends = _number(low), _number(high if dots else low)
        if dots and ends[0] >= ends[1]:
            raise ValueError(text)
        return cls(*ends)

    def __str__(self) -> str:
        low, high = _plain(self.low), _plain(self.high)
        return low if low == high else f"{low}..{high}"


def _number(text: str) -> Fraction:
    if not re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30}|/[1-9][0-9]{0,5})?", text):
        raise ValueError(text)
    return Fraction(text)


def _plain(number: Fraction) -> str:
    """A decimal where it ends, and a fraction of integers where it does not."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1 or not places:
        return str(number)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, of the gold set or of the reader, in a form in which the two can be compared.

    ``start`` and ``end`` are offsets into the text. ``value`` is ``None`` for kind ``any`` alone, or where the
    reader gives none. ``region`` is a code, or a name as printed. ``metric`` is a code, ``/`` and the patent type
    where the metric takes one. ``status`` is F for a target or a plan. An empty field is one that the text leaves open.
    """

    start: int
    end: int
    kind: str
    value: Value | None = None
    unit: str = ""
    region: str = ""
    period: str = ""
    metric: str = ""
    status: str = ""
    qualifier: str = ""
    subject: str = ""
    line: int = 0

    def overlap(self, other: Item) -> int:
        """How many characters both hold."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(slots=True)
class Text:
    """One text of a gold set with its statements in order of place."""

    name: str
    text: str
    items: list[Item] = field(default_factory=list)

    def place(self, start: int) -> str:
        """Where an offset is: ``a.txt, line 3``."""
        return f"{self.name}, line {self.text.count(chr(10), 0, start) + 1}"

    def around(self, item: Item) -> str:
        """The statement in brackets, with some characters of its neighbourhood, in one line."""
        before = self.text[max(0, item.start - _AROUND) : item.start]
        after = self.text[item.end : item.end + _AROUND]
        return f"{before}[{self.text[item.start : item.end]}]{after}".replace("\n", "↵")

    @property
    def front(self) -> tuple[str, datetime.date | None]:
        """Title and date of publication from the first lines. Raises ``ValueError`` for a date that is none."""
        title, published = "", None
        for line in self.text.split("\n"):
            key, colon, rest = line.partition("：")
            if not colon or key not in ("标题", "发布日期", "来源"):
                break
            if key == "标题":
                title = rest.strip()
            elif key == "发布日期":
                published = datetime.date.fromisoformat(rest.strip())
        return title, published


def decoded(path: Path) -> str:
    """The text of a file: UTF-8, without a byte order mark, every end of line a newline.

    Raises ``UnicodeDecodeError`` where it is no UTF-8.
    """
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
