"""What a figure of a paragraph is, and the words before a number that qualify it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ...errors import PrintedNumberError
from ...numbers import MULTIPLIERS, parse_printed

Value = Decimal | Fraction | None


@dataclass(slots=True)
class Figure:
    """A figure in a paragraph: where it stands, what it is worth in base units, and its printed unit.

    ``form`` is number, rank, rank_change, times (翻番, 2.3倍) or flat (持平). ``low`` and ``high`` are the ends
    of a range, whose ``value`` is ``None``.
    """

    start: int
    end: int
    form: str
    value: Value
    unit: str
    qualifier: str = "exact"
    low: Value = None
    high: Value = None
    bare: bool = False  #: a small numeral in characters, which idioms have as well
    decimals: int = 0
    unit_mult: int = 0  #: the power of ten of the printed multiplier

    @property
    def relative(self) -> bool:
        """Whether it is a part of something: a percentage, a fraction, tenths."""
        return self.unit in ("%", "‰")


#: The characters of numerals.
HAN = "一二两三四五六七八九十"
#: Words before a number that qualify it: those that printed numbers do not have, and all.
OWN_BEFORE = {"不得低于": "at_least", "不得少于": "at_least", "不得高于": "at_most", "不得超过": "at_most"}
BEFORE = (
    *OWN_BEFORE,
    "不少于", "不超过", "不低于", "大约", "将近", "接近", "超过", "突破", "至少", "不足", "不到", "至多", "最多", "约", "近", "超", "逾", "破",
)  # fmt: skip


def of_digits(whole: str, fraction: str, power: str, unit: str, start: int, end: int) -> Figure:
    """The figure of digits, the point and what is behind it, 万 or 亿, and a plain unit."""
    if not (fraction or power):
        return Figure(start, end, "number", Decimal(whole), unit)
    places = len(fraction) - 1 if fraction else 0
    shift = MULTIPLIERS[power] if power else 0
    if not shift:
        value = Decimal(whole + fraction)
    elif shift >= places:
        value = Decimal(int(whole + fraction[1:]) * 10 ** (shift - places))
    else:
        value = Decimal(f"{whole}{fraction[1:]}E{shift - places}")
    if not value and unit not in ("%", "‰"):
        value = Decimal(0)
    return Figure(start, end, "number", value, unit, decimals=places, unit_mult=shift)


#: Words that end like one of them: 侦破2.43万起.
_NO_QUALIFIER = ("侦破", "攻破", "告破")


def value_of(text: str) -> Decimal | None:
    """The number that a text prints; ``None`` where it prints none."""
    try:
        return parse_printed(text).number
    except PrintedNumberError:
        return None


def read_word(word: str) -> str:
    """What a word before a number makes of it."""
    return parse_printed(f"{word}1").qualifier if word and word not in OWN_BEFORE else "exact"


#: The last characters of them: most numbers have none before them.
BEFORE_ENDS = frozenset(word[-1] for word in BEFORE)


def word_before(text: str, position: int) -> str:
    """The word that qualifies the number at a place; empty where none stands before it."""
    if text[position - 1 : position] not in BEFORE_ENDS:
        return ""
    head = text[max(0, position - 4) : position]
    if not head.endswith(BEFORE) or head.endswith(_NO_QUALIFIER):
        return ""
    return next(word for word in BEFORE if head.endswith(word))
