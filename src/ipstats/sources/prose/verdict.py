"""What a figure states, as a verdict, and the words of growth that stand before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .figure import Figure, Value
from .seldom import seldom
from .words import DIRECTIONS, GROWTH_NOUNS, LINKS


@dataclass(slots=True)
class Verdict:
    """The kind of a figure, its value and unit as that kind has them, and the words that told.

    ``start`` is where its span begins; ``cut`` where the words before it that name the thing end.
    """

    kind: str
    value: Value
    unit: str
    start: int
    cut: int
    clue: str
    low: Value = None
    high: Value = None
    subject: str = "level"
    sign: int = 1


#: What is said against another time.
CHANGES = frozenset(("growth", "change", "rank_change"))


def any_of(words: object) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


PLAIN = {word: sign for word, sign in DIRECTIONS.items() if len(word) > 1 or word in "增升涨跌降减"}
DIRECTION = re.compile(rf"(?P<way>{any_of(PLAIN)})(?:幅度)?(?P<link>(?:{LINKS}|到|至){{0,3}})$")
#: 多, 高 and the like are words of growth only where something is compared.
COMPARED = re.compile(
    r"(?P<way>高出|多出|多|少|高|低|快|慢)(?P<link>了|出|约|近|收|结|办|立|审|发|建|设|签|登记|注册|审结|受理|办结|立案|查处|授权|申请)?$"
)
#: So far before a figure that is compared with, the word for comparing stands.
_FAR = 20
#: How the words of both end; no word of growth stands before a figure that has none of these before it.
ENDS = frozenset(
    [word[-1] for word in PLAIN]
    + list("：度到至出约近收结办立审发建设签登记册理处权请多少高低快慢了")
    + list(re.sub(r"[^\u4e00-\u9fff]", "", LINKS))
)
COMPARISON = seldom(r"(?:比|较|于|过|同期)")
NOUN = seldom(rf"(?P<way>{any_of(GROWTH_NOUNS)})(?P<link>(?:{LINKS}|均|依次){{0,3}})$")
TO = re.compile("[到至]")
ANY_NOUN = seldom(any_of(GROWTH_NOUNS))
ANY_DIRECTION = seldom(any_of([word for word in PLAIN if len(word) > 1]))


def way_before(text: str, left_start: int, figure: Figure) -> tuple[re.Match[str] | None, int, str]:
    """The word of growth just before a figure, and its sign."""
    if not figure.start or text[figure.start - 1] not in ENDS:
        return None, 1, ""
    at = max(left_start, figure.start - 14)
    found = DIRECTION.search(text, at, figure.start)
    if found is None:
        found = COMPARED.search(text, at, figure.start)
        # 多了112件 and 多出112件 compare by themselves
        told = found is not None and (found["link"] in ("了", "出") or found["way"] in ("多出", "高出"))
        # 比“十一五”末的10件多1.7件: compared with the figure right before it
        back = left_start - _FAR if found is not None and found.start() == left_start else left_start
        if found is not None and not told and not COMPARISON.search(text, max(0, back), found.start()):
            found = None
    if found is None:
        return None, 1, ""
    return found, DIRECTIONS.get(found["way"].removesuffix("出"), 1), found[0]


def same_kind(figure: Figure, before: Verdict, unit: str) -> Verdict:
    """A figure of the kind of the one before it in a list."""
    sign = before.sign if figure.value is None or figure.value >= 0 else 1
    return signed(before.kind, figure, sign, unit, figure.start, figure.start, "same kind as the figure before it")


def signed(
    kind: str, figure: Figure, sign: int, unit: str, start: int, cut: int, clue: str, subject: str = "level"
) -> Verdict:
    """The verdict of a figure that goes up or down, as ``sign`` says: its value and its bounds with that sign."""
    value, low, high = figure.value, figure.low, figure.high
    if sign < 0:
        value = None if value is None else -value
        low, high = None if high is None else -high, None if low is None else -low
    return Verdict(kind, value, unit, start, cut, clue, low, high, subject, sign)


def adjoins(link: str) -> bool:
    """Whether nothing stands between a word of growth and its figure."""
    return link in ("", "了")
