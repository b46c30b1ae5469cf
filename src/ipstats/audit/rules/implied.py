"""Two growths that imply a third: of a figure and of the same per head, which leave that of the population."""

from __future__ import annotations

from collections.abc import Iterator

from ...numbers import Bounds, growth, total
from ..evidence import Claim, Evidence, Figure, Metric, Ratio
from ..findings import Finding, Said, best, grade, range_text, span
from .declared import Rule
from .growths import GRID, within_grid


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each growth of a ratio beside the growth of its numerator in the same source."""
    growths: dict[tuple[int | None, ...], Claim] = {
        (*claim.fact, claim.source, claim.base_year): claim
        for claim in evidence.claims
        if claim.kind == "growth" and claim.subject == "level" and claim.base_year is not None
    }
    for ratio in evidence.names.ratios:
        for claim in growths.values():
            if claim.metric == ratio.metric:
                of_figure = growths.get((ratio.numerator, *claim.fact[1:], claim.source, claim.base_year))
                if of_figure is not None:
                    yield _checked(evidence, claim, of_figure, ratio)


def _checked(evidence: Evidence, per_head: Claim, of_figure: Claim, ratio: Ratio) -> Finding:
    implied = third(of_figure.bounds, per_head.bounds)
    under = evidence.names.metrics[ratio.denominator]
    need = span(implied, 2)
    both = Said(
        f"{of_figure.published} of the figure and {per_head.published} per head imply that {under.en.lower()} grew by {need.en} %",
        f"总量增长 {of_figure.published}、人均增长 {per_head.published}，意味着{under.zh}增长 {need.zh}%",
    )
    base_year = per_head.base_year or per_head.year - 1
    tried = []
    for lag in dict.fromkeys((ratio.lag, 0)):
        for now, before in _vintages(evidence, ratio, per_head, lag, base_year):
            grown = growth(evidence.bounds(now), evidence.bounds(before))
            if grown is not None:
                tried.append(_against(evidence, per_head, of_figure, implied, grown, both, now, before))
    if tried and any(evidence.breaks(one.fact, base_year) for one in (per_head, of_figure)):
        finding = best(tried)
        finding.verdict, finding.gross = "unverifiable", False
        finding.explanation = Said(
            f"Across a break in the series: {finding.explanation.en}", f"跨口径中断：{finding.explanation.zh}"
        )
        return finding
    if not tried:
        return Finding(
            "implied", "unverifiable", per_head, per_head.published, None,
            Said(f"{both.en}, of which no figures are known.", f"{both.zh}，但缺其数据。"), implied=_growth_of(under, implied),
            inputs=[("claim", per_head), ("claim", of_figure)],
        )  # fmt: skip
    return best(tried)


def _growth_of(metric: Metric, implied: Bounds) -> Said:
    """The growth that is implied, and of what."""
    text = range_text(implied, 2)
    return Said(f"{metric.code} {text.en} %", f"{metric.code} {text.zh}%")


def third(whole: Bounds, per_head: Bounds) -> Bounds:
    """The growth of the divisor that two growths in percent leave: (1 + a) / (1 + b) - 1."""
    hundred = Bounds.exactly(100)
    return growth(total((whole, hundred)), total((per_head, hundred))) or Bounds(None, None)


def _vintages(evidence: Evidence, ratio: Ratio, claim: Claim, lag: int, base_year: int) -> list[tuple[Figure, Figure]]:
    """The divisor in both years, out of one vintage: one publisher and edition; of any where none has both."""
    key = (ratio.denominator, claim.region, 0, 0)
    pairs = [
        (now, before)
        for now in evidence.figures.get((*key, claim.year - lag), ())
        for before in evidence.figures.get((*key, base_year - lag), ())
        if now.known and before.known and not now.recovered and not before.recovered
    ]
    sources = evidence.names.sources
    alike = [
        pair
        for pair in pairs
        if pair[0].source == pair[1].source or sources[pair[0].source][2:4] == sources[pair[1].source][2:4]
    ]
    return alike or pairs


def _against(
    evidence: Evidence, per_head: Claim, of_figure: Claim, implied: Bounds, grown: Bounds, both: Said, now: Figure, before: Figure
) -> Finding:  # fmt: skip
    under = evidence.names.metrics[now.metric]
    verdict = grade(implied, grown)
    if verdict == "reproduced":
        # What is implied is a range of its own, and not a print that could be reproduced.
        verdict = "consistent"
    made = span(grown, 2)
    figures = f"{before.published} ({before.year}), {now.published} ({now.year})"
    end = (
        Said("which agrees", "相符")
        if verdict == "consistent"
        else Said("so one of the two is wrong", "可见两者必有一误")
    )
    said = Said(
        f"{both.en}; published, it grew by {made.en} % ({figures}), {end.en}.",
        f"{both.zh}；而公布数增长 {made.zh}%（{figures}），{end.zh}。",
    )
    opposite = (implied.high is not None and implied.high < 0 and grown.low is not None and grown.low > 0) or (
        implied.low is not None and implied.low > 0 and grown.high is not None and grown.high < 0
    )
    # What the growth per head should be, with the published growth of the population.
    computed = third(of_figure.bounds, grown)
    return Finding(
        "implied", verdict, per_head, per_head.published, computed, said, implied=_growth_of(under, implied),
        sharpness=within_grid(computed, per_head.decimals, *GRID),
        inputs=[("claim", per_head), ("claim", of_figure), ("denominator", now), ("base denominator", before)],
        gross=verdict == "contradicted" and opposite,
    )  # fmt: skip


RULE = Rule(
    "implied",
    "隐含增长",
    "Two growths imply a third",
    "The growth of a figure and the growth of the same per head leave one growth for the population; it is compared "
    "with the published populations, in every vintage.",
    "总量增长率与人均增长率共同决定人口增长率；与公布的各版本人口数对比。",
    check,
    verdicts=("consistent", "contradicted", "unverifiable"),
)
