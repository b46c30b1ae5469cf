"""Plausibility: figures far from their own history and from their peers, as a question and never as an error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from ...numbers import Bounds
from ..evidence import Evidence, Figure
from ..findings import Finding, Said, plain, printed
from .declared import Rule

#: A ratio to the year before is far out when it is beyond this many times the spread of its peers.
FAR = 10

#: No spread is taken for narrower than this: a fifth of the median either way is ordinary.
NARROWEST = Fraction(1, 5)

#: Figures below this many units of their last place vary too much to be questioned.
_SMALLEST = 100

#: So many peers, or years, are needed to speak of what is usual.
FEWEST = 8

#: Money and the things that it went to, and between what amounts one of them lies as a rule, in yuan: a bank
#: rarely lends less than a hundred thousand against a right, or more than a hundred million.
EACH = (("program.loans", "program.rights_pledged", 100_000, 100_000_000),)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each figure whose step from the year before is far from its peers' and from its own; amounts by the piece."""
    panels: dict[tuple[int, int, int, int], list[tuple[Figure, Figure, Fraction]]] = defaultdict(list)
    for fact, beside in evidence.figures.items():
        figure = beside[0]
        metric, region, item, part, year = fact
        before = evidence.preferred((metric, region, item, part, year - 1))
        # A step across a break is the change of what is counted, and not of what happened.
        if (
            figure.value
            and before is not None
            and before.value
            and figure.value > 0
            and before.value > 0
            and figure.status != "B"
        ):
            panels[metric, item, part, year].append((figure, before, Fraction(figure.value, before.value)))
    for steps in panels.values():
        if len(steps) >= FEWEST:
            ratios = sorted(ratio for _, _, ratio in steps)
            usual = Usual(_at(ratios, 1, 4), _at(ratios, 1, 2), _at(ratios, 3, 4), len(steps))
            yield from far_out(evidence, steps, usual)
    yield from _by_the_piece(evidence)


class Usual(NamedTuple):
    """The steps that a quarter, half and three quarters of the regions do not exceed, and how many regions there are."""

    below: Fraction
    median: Fraction
    above: Fraction
    peers: int


def far_out(evidence: Evidence, steps: Iterable[tuple[Figure, Figure, Fraction]], usual: Usual) -> Iterator[Finding]:
    """Those of the steps of one panel that are far from what is usual in it, and in their own region.

    A step is a figure, that of the year before, and the one over the other.
    """
    median = usual.median
    spread_up = max((usual.above - median) / median, NARROWEST)
    spread_down = max((median - usual.below) / usual.below, NARROWEST)
    for figure, before, ratio in steps:
        if max(figure.value or 0, before.value or 0) < _SMALLEST * 10 ** max(figure.unit_mult - figure.decimals, 0):
            continue
        # Symmetrised as Hidiroglou and Berthelot do it, so that a tenth is as far out as ten times.
        far = (ratio / median - 1) / spread_up if ratio >= median else (median / ratio - 1) / spread_down
        if far > FAR and not _ordinary_here(evidence, figure, ratio):
            yield _question(evidence, figure, before, ratio, median, usual.peers)


def _at(ordered: list[Fraction], numerator: int, denominator: int) -> Fraction:
    return ordered[(len(ordered) - 1) * numerator // denominator]


def _ordinary_here(evidence: Evidence, figure: Figure, ratio: Fraction) -> bool:
    """Whether the region itself has taken such steps in other years."""
    metric, region, item, part, year = figure.fact
    over, under, rises = ratio.numerator, ratio.denominator, ratio >= 1
    for other in range(year - 12, year + 13):
        now = evidence.preferred((metric, region, item, part, other))
        before = evidence.preferred((metric, region, item, part, other - 1))
        if other in (year, year + 1) or now is None or before is None or not now.value or not before.value:
            continue
        # A step of two thirds as much, multiplied out: there are dozens of years for each figure that is far out.
        above, below = (now.value, before.value) if before.value > 0 else (-now.value, -before.value)
        if (3 * above * under >= 2 * over * below) if rises else (2 * above * under <= 3 * over * below):
            return True
    return False


def _question(
    evidence: Evidence, figure: Figure, before: Figure, ratio: Fraction, median: Fraction, peers: int
) -> Finding:
    divisor = evidence.names.metrics[figure.metric].divisor
    stated, earlier = printed(figure, divisor), printed(before, divisor)
    times, usual = plain(ratio, 2), plain(median, 2)
    said = Said(
        f"{stated} is {times} times the {earlier} of the year before, where the median of {peers} regions is {usual} times.",
        f"{stated} 为上年 {earlier} 的 {times} 倍，而 {peers} 个地区的中位数为 {usual} 倍。",
    )
    usual_low, usual_high = (
        Fraction(before.value or 0, divisor) * median / 3,
        Fraction(before.value or 0, divisor) * median * 3,
    )
    return Finding(
        "outliers",
        "question",
        figure,
        stated,
        Bounds(usual_low, usual_high),
        said,
        inputs=[("figure", figure), ("year before", before)],
    )


def _by_the_piece(evidence: Evidence) -> Iterator[Finding]:
    codes = evidence.names.metric_codes
    for money, things, least, most in EACH:
        if money not in codes or things not in codes:
            continue
        for fact, beside in list(evidence.figures.items()):
            if fact[0] != codes[money].id:
                continue
            amount, count = beside[0], evidence.preferred((codes[things].id, *fact[1:]))
            if amount.value is None or count is None or not count.value or count.value < 0:
                continue
            each = Fraction(amount.value, codes[money].divisor * count.value)
            if least <= each <= most:
                continue
            stated, of = printed(amount, codes[money].divisor), printed(count, codes[things].divisor)
            thing = codes[things]
            said = Said(
                f"{stated} for {of} ({thing.en.lower()}) is {plain(each, 0)} yuan each, where {least} to {most} is usual.",
                f"{of}（{thing.zh}）共 {stated}，平均每{thing.unit} {plain(each, 0)} 元，通常在 {least} 至 {most} 元之间。",
            )
            per = Fraction(count.value)
            yield Finding(
                "outliers", "question", amount, stated, Bounds(least * per, most * per), said, implied=Said(plain(each, 0), plain(each, 0)),
                inputs=[("amount", amount), ("things", count)],
            )  # fmt: skip


RULE = Rule(
    "outliers",
    "合理性",
    "Plausible against history and peers",
    "A step from the year before that is far outside those of the other regions and of the region itself in other years, "
    "and money by the piece outside what is usual: questions, never errors.",
    "与上年相比的变动远离其他地区和本地区历年水平，或单件金额超出通常范围：仅列为存疑，不作错误。",
    check,
    tuple((money, things) for money, things, _, _ in EACH),
    verdicts=("question",),
)
