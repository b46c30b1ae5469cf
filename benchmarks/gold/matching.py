"""Which statement of the reader is which of the gold set, and how many are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from decimal import ROUND_HALF_EVEN, Decimal

from ipstats.names import normalize

from .statements import Item

#: Fields that are judged on what was found, and whether the gold must have one to be judged.
JUDGED = {"region": False, "period": False, "metric": True, "status": False, "qualifier": False, "subject": False}

#: 延边朝鲜族自治州 is 延边州.
_NATIONALITIES = re.compile(
    "(?:(?:朝鲜|土家|苗|侗|布依|彝|哈尼|壮|傣|白|景颇|傈僳|藏|羌|回|蒙古|哈萨克|柯尔克孜)族?)+自治州$"
)
#: Two ways of writing one period.
_SAME_PERIOD = (
    (re.compile(r"(\d{4})-01/\1-06"), r"\1-S1"),
    (re.compile(r"(\d{4})-07/\1-12"), r"\1-S2"),
    (re.compile(r"(\d{4})-01/\1-03"), r"\1-Q1"),
    (re.compile(r"(\d{4})-04/\1-06"), r"\1-Q2"),
    (re.compile(r"(\d{4})-07/\1-09"), r"\1-Q3"),
    (re.compile(r"(\d{4})-10/\1-12"), r"\1-Q4"),
    (re.compile(r"(\d{4})-01/\1-12"), r"\1"),
    (re.compile(r"(\d{4})/\1"), r"\1"),
)


@dataclass(slots=True)
class Matched:
    """What became of the statements of one text."""

    pairs: list[tuple[Item, Item]] = field(default_factory=list)
    missed: list[Item] = field(default_factory=list)
    invented: list[Item] = field(default_factory=list)
    ignored: list[Item] = field(default_factory=list)


def match(gold: Sequence[Item], found: Sequence[Item]) -> Matched:
    """Pair statements of equal kind, value and unit whose spans overlap: one to one, the largest overlap first.

    What the reader says on a span of kind ``any`` is neither right nor invented.
    """
    scored = [item for item in gold if item.kind != "any"]
    pairs = _paired(scored, found, lambda one, two: one.value is not None and _claim(one) == _claim(two))
    silent = [item for item in gold if item.kind == "any"]
    outcome = Matched([(scored[i], found[j]) for i, j in pairs])
    right, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    outcome.missed = [item for i, item in enumerate(scored) if i not in right]
    for j, item in enumerate(found):
        if j not in taken:
            (outcome.ignored if any(item.overlap(one) for one in silent) else outcome.invented).append(item)
    return outcome


def match_place(missed: Sequence[Item], invented: Sequence[Item]) -> list[tuple[Item, Item]]:
    """Statements that were missed, each with one that was invented at its place: what it was misread as."""
    return [(missed[i], invented[j]) for i, j in _paired(missed, invented, lambda one, two: True)]


def _paired(ours: Sequence[Item], theirs: Sequence[Item], fit: Callable[[Item, Item], bool]) -> list[tuple[int, int]]:
    """Numbers of statements that overlap and fit, in order of the first: one to one, the largest overlap first."""
    candidates = sorted(
        (-one.overlap(two), one.start, two.start, i, j)
        for i, one in enumerate(ours)
        for j, two in enumerate(theirs)
        if one.overlap(two) and fit(one, two)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in candidates:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return sorted(partner.items())


def _claim(item: Item) -> tuple[object, ...]:
    return item.kind, item.value, normalize(item.unit)


def agrees(name: str, gold: Item, found: Item) -> bool:
    """Whether the reader's field ``name`` is that of the gold set.

    Regions outside the list agree with and without the last word for their rank (苏州, 苏州市) and the names of
    nationalities in them, periods in
    either of two ways of writing (2016-01/2016-06, 2016-S1). No status is A, no qualifier is exact or rounded,
    and the subject of a rank is its level.
    """
    wanted, there = getattr(gold, name), getattr(found, name)
    if name == "region":
        return _region(wanted) == _region(there)
    if name == "period":
        return _period(wanted) == _period(there)
    default = {"status": "A", "qualifier": "exact", "subject": "level"}.get(name, "")
    return (wanted or default).replace("rounded", "exact") == (there or default).replace("rounded", "exact")


def _region(name: str) -> str:
    plain = _NATIONALITIES.sub("州", normalize(name))
    if len(plain) > len("地区") + 1 and plain.endswith("地区"):
        return plain.removesuffix("地区")  # 定西地区 is 定西
    return plain[:-1] if len(plain) > 2 and plain[-1] in "省市县区州盟" else plain


def _period(text: str) -> str:
    for pattern, short in _SAME_PERIOD:
        text = pattern.sub(short, text)
    return text


@dataclass(slots=True)
class Score:
    """Counts, and the shares that follow from them."""

    gold: int = 0
    found: int = 0
    right: int = 0
    judged: dict[str, int] = field(default_factory=dict)
    agreed: dict[str, int] = field(default_factory=dict)

    def add(self, outcome: Matched) -> None:
        """Count what became of one text."""
        self.right += len(outcome.pairs)
        self.gold += len(outcome.pairs) + len(outcome.missed)
        self.found += len(outcome.pairs) + len(outcome.invented)
        for one, two in outcome.pairs:
            for name, needed in JUDGED.items():
                if not needed or getattr(one, name):
                    self.judged[name] = self.judged.get(name, 0) + 1
                    self.agreed[name] = self.agreed.get(name, 0) + agrees(name, one, two)

    @property
    def precision(self) -> Decimal | None:
        """How many of the statements that were read are right."""
        return share(self.right, self.found)

    @property
    def recall(self) -> Decimal | None:
        """How many of the statements of the gold set were read."""
        return share(self.right, self.gold)

    @property
    def f1(self) -> Decimal | None:
        """The harmonic mean of both."""
        return share(2 * self.right, self.gold + self.found)

    def accuracy(self, name: str) -> Decimal | None:
        """How often a field is right, of the statements found on which it is judged."""
        return share(self.agreed.get(name, 0), self.judged.get(name, 0))


def share(part: int, whole: int) -> Decimal | None:
    """A share to four decimals; ``None`` of nothing."""
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.0001"), ROUND_HALF_EVEN) if whole else None


def of_kind(outcome: Matched, kind: str) -> Matched:
    """The part of an outcome that is about one kind of statement."""

    def only(items: Iterable[Item]) -> list[Item]:
        return [item for item in items if item.kind == kind]

    return Matched(
        [pair for pair in outcome.pairs if pair[0].kind == kind],
        **{one.name: only(getattr(outcome, one.name)) for one in fields(outcome) if one.name != "pairs"},
    )
