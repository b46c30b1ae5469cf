"""Per-head figures against the figure and the population, in all vintages, and the population that they would imply."""

from __future__ import annotations

from collections.abc import Iterator

from ...numbers import Bounds
from ..evidence import Evidence, Figure, Ratio
from ..findings import Finding, Said, best, cut_off, grade, plain, printed, range_text, span, whole_range
from .declared import Rule
from .levels import Level, per_unit, quotients
from .sums import sharp


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each printed figure of a declared ratio, by every vintage of what it is divided by."""
    ratios = {ratio.metric: ratio for ratio in evidence.names.ratios}
    for figure in evidence.all():
        ratio = ratios.get(figure.metric)
        if ratio is not None and figure.known and not figure.recovered and figure.part == 0:
            yield _checked(evidence, figure, ratio)


def _checked(evidence: Evidence, figure: Figure, ratio: Ratio) -> Finding:
    names = evidence.names
    over = evidence.stated((ratio.numerator, *figure.fact[1:]), figure.source)
    implied = per_unit(evidence.bounds(over[0]), evidence.bounds(figure), ratio.per) if over else None
    under = names.metrics[ratio.denominator]
    if under.counts:
        implied = whole_range(implied)
    # The rule of the office first; the figure of the year itself where that rule does not fit.
    tried = [
        _against(evidence, figure, level, lag, implied)
        for lag in dict.fromkeys((ratio.lag, 0, 1))
        for level in quotients(evidence, figure.fact, figure.source, lag)
    ]
    declared = [finding for finding, lag in tried if lag == ratio.lag]
    if declared:
        finding = best(declared)
        if finding.verdict == "contradicted":
            others = [found for found, lag in tried if lag != ratio.lag and found.verdict != "contradicted"]
            finding = others[0] if others else finding
        return finding
    what = names.metrics[ratio.numerator] if not over else under
    need = span(implied)
    tail = (
        Said(f"; {figure.published} would need {need.en}", f"；按 {figure.published} 计算应为 {need.zh}")
        if need.en
        else Said("", "")
    )
    return Finding(
        "per_head", "unverifiable", figure, figure.published, None,
        Said(f"No figure of {what.en.lower()} is known for it{tail.en}.", f"缺相应的{what.zh}{tail.zh}。"),
        implied=range_text(implied), inputs=[("figure", figure), *(("numerator", one) for one in over[:1])],
    )  # fmt: skip


def _against(evidence: Evidence, figure: Figure, level: Level, lag: int, implied: Bounds | None) -> tuple[Finding, int]:
    divisor = evidence.names.metrics[figure.metric].divisor
    bounds = evidence.bounds(figure)
    verdict = grade(bounds, level.bounds)
    truncated = verdict == "contradicted" and cut_off(figure, divisor).intersect(level.bounds) is not None
    if truncated:
        verdict = "consistent"
    stated, need = printed(figure, divisor), span(implied)
    end = {
        "reproduced": Said(f"as printed ({stated})", f"与公布的 {stated} 一致"),
        "consistent": Said(f"and {stated} is among them", f"公布的 {stated} 在其中"),
        "contradicted": Said(
            f"not {stated}, which is off by {_off(bounds, level.bounds)} at the least",
            f"而非 {stated}，至少相差 {_off(bounds, level.bounds)}",
        ),
    }[verdict]
    if truncated:
        end = Said(f"and {stated} fits only if its digits were cut off", f"{stated} 只有按截尾才吻合")
    wants = (
        Said(f"; it would need {need.en}", f"；按公布数分母应为 {need.zh}")
        if need.en and verdict != "reproduced"
        else Said("", "")
    )
    said = Said(f"It is {level.what.en}, {end.en}{wants.en}.", f"应为 {level.what.zh}，{end.zh}{wants.zh}。")
    finding = Finding(
        "per_head", verdict, figure, stated, level.bounds, said, implied=range_text(implied),
        sharpness=sharp(figure, level.bounds, divisor), inputs=[("figure", figure), *level.inputs],
    )  # fmt: skip
    return finding, lag


def _off(stated: Bounds, computed: Bounds) -> str:
    if computed.low is not None and stated.high is not None and computed.low > stated.high:
        return plain(computed.low - stated.high)
    return plain(stated.low - computed.high) if stated.low is not None and computed.high is not None else "0"


RULE = Rule(
    "per_head",
    "人均指标",
    "A per-head figure is the figure over the population",
    "A declared ratio is its numerator over its denominator, of the year that the declaration names, in any vintage "
    "that was published; where that does not fit, the year itself and the year before are tried and named.",
    "人均等比率指标等于分子除以分母（按声明的年份、任一公布版本）；不吻合时再试当年和上年，并予说明。",
    check,
)
