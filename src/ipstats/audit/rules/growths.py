"""A stated growth, change or multiple against the two levels, or against a recovered one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ... import sharpness
from ...numbers import Bounds, base_of_growth, difference, growth, ratio
from ..evidence import Claim, Evidence
from ..findings import Finding, Said, best, cut_off, grade, name_of, plain, range_text, span, whole_range
from .declared import Rule
from .levels import Level, levels

#: The rates among which a random one is drawn, in percent, to say how sharp a check is.
GRID = (-50, 100)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each stated growth of a level, by the figures of all sources."""
    for claim in evidence.claims:
        if claim.kind in ("growth", "multiple", "change") and claim.subject == "level" and claim.base_year is not None:
            yield _checked(evidence, claim, claim.base_year)


def _checked(evidence: Evidence, claim: Claim, base_year: int) -> Finding:
    tops = levels(evidence, claim.fact, claim.source)
    bases = levels(evidence, (*claim.fact[:4], base_year), claim.source)
    missing = [(claim.year, tops), (base_year, bases)]
    gaps = [year for year, known in missing if not known]
    implied = _base(evidence, claim, tops)
    if gaps:
        years = " and ".join(map(str, gaps))
        here = name_of(evidence, claim)
        need = _needed(implied, base_year) if tops else Said("", "")
        return Finding(
            "growths", "unverifiable", claim, claim.published, None,
            Said(f"No figure of {years} is known for {here.en}{need.en}.", f"{here.zh}：缺 {'、'.join(map(str, gaps))} 年的数据{need.zh}。"),
            implied=range_text(implied),
            inputs=[("claim", claim), *(pair for level in tops[:1] for pair in level.inputs)],
        )  # fmt: skip
    # Figures of the claim's own source, or printed ones, say more than any other that happens to fit.
    tried = [_between(evidence, claim, top, base, implied) for top in tops[:1] for base in bases if not base.recovered]
    tried = tried or [_between(evidence, claim, top, base, implied) for top in tops[:1] for base in bases]
    tried = [finding for finding in tried if finding is not None]
    if not tried:
        return Finding(
            "growths", "unverifiable", claim, claim.published, None,
            Said(f"The figure of {base_year} can be zero or less, which leaves no growth.", f"{base_year} 年的数可能为零或负，无法计算增长率。"),
            inputs=[("claim", claim)],
        )  # fmt: skip
    finding = best([one for one in tried if one is not None])
    if broken := evidence.breaks(claim.fact, base_year):
        finding.verdict, finding.gross = "unverifiable", False
        year = broken[0]
        finding.explanation = Said(
            f"{year} is a break in the series: what was published for {base_year} counts differently. Across it: {finding.explanation.en}",
            f"{year} 年口径中断，{base_year} 年公布数统计口径不同。跨中断计算：{finding.explanation.zh}",
        )
    return finding


def _needed(implied: Bounds | None, year: int) -> Said:
    if implied is None:
        return Said("", "")
    text = span(implied)
    return Said(f"; the claim needs {text.en} in {year}", f"；按此说法，{year} 年应为 {text.zh}")


def _base(evidence: Evidence, claim: Claim, tops: list[Level]) -> Bounds | None:
    """The base that the claim leaves for the level beside it."""
    if not tops:
        return None
    if claim.kind == "growth":
        found = base_of_growth(tops[0].bounds, claim.bounds)
    elif claim.kind == "multiple":
        found = ratio(tops[0].bounds, claim.bounds)
    else:
        found = difference(tops[0].bounds, claim.bounds)
    counts = evidence.names.metrics[claim.metric].counts
    return whole_range(found) if counts and found is not None else found


def computed_of(kind: str, value: Bounds, base: Bounds) -> Bounds | None:
    """What a growth (percent), a change (difference) or a multiple (quotient) must be between two levels."""
    if kind == "growth":
        return growth(value, base)
    return difference(value, base) if kind == "change" else ratio(value, base)


def _between(evidence: Evidence, claim: Claim, top: Level, base: Level, implied: Bounds | None) -> Finding | None:
    computed = computed_of(claim.kind, top.bounds, base.bounds)
    if computed is None:
        return None
    own_base = base.recovered and any(level.source == claim.source for _, level in base.inputs)
    verdict = grade(claim.bounds, computed)
    truncated = verdict == "contradicted" and cut_off(claim, 10_000).intersect(computed) is not None
    if (base.recovered and verdict == "reproduced") or truncated:
        verdict = "consistent"
    mark = "%" if claim.kind == "growth" else " 倍" if claim.kind == "multiple" else ""
    made = span(computed)
    both = Said(
        f"From {base.what.en} to {top.what.en} is {made.en}{_mark(claim)}",
        f"由 {base.what.zh} 到 {top.what.zh}，应为 {made.zh}{mark}",
    )
    tail = _tail(
        evidence, claim, verdict, computed, implied, truncated=truncated, own_base=own_base, recovered=base.recovered
    )
    gross = verdict == "contradicted" and _opposite(claim, computed)
    return Finding(
        "growths", verdict, claim, claim.published, computed, Said(f"{both.en}{tail.en}.", f"{both.zh}{tail.zh}。"),
        implied=range_text(implied), sharpness=_sharpness(evidence, claim, top, computed, unknown_base=own_base), gross=gross,
        inputs=[("claim", claim), *top.inputs, *(("base" if name == "level" else f"base {name}", one) for name, one in base.inputs)],
    )  # fmt: skip


def _mark(claim: Claim) -> str:
    return {"growth": " %", "multiple": " times"}.get(claim.kind, "")


def _tail(
    evidence: Evidence, claim: Claim, verdict: str, computed: Bounds, implied: Bounds | None, *, truncated: bool, own_base: bool, recovered: bool
) -> Said:  # fmt: skip
    stated = claim.published
    if truncated:
        return Said(
            f"; {stated} fits only if its digits were cut off and not rounded",
            f"；{stated} 只有按截尾而非四舍五入才吻合",
        )
    if own_base:
        whole = implied.integers() if implied is not None and evidence.names.metrics[claim.metric].counts else None
        count = f", and leaves {len(whole)} possible" if whole is not None else ""
        zh = f"，可能值 {len(whole)} 个" if whole is not None else ""
        return Said(f"; the base follows from this claim{count}", f"；基期数由该说法推得{zh}")
    if recovered and verdict == "consistent":
        return Said(
            f", which agrees with {stated}, but the base is itself recovered",
            f"，与公布的 {stated} 相符，但基期数本身系推算",
        )
    if verdict == "reproduced":
        return Said(f", as stated ({stated})", f"，与公布的 {stated} 一致")
    if verdict == "consistent":
        return Said(f", and {stated} is among them", f"，公布的 {stated} 在其中")
    low, high = claim.bounds.low, claim.bounds.high
    off = computed.low - high if computed.low is not None and high is not None and computed.low > high else None
    if off is None:
        off = low - computed.high if low is not None and computed.high is not None else Fraction(0)
    need = span(implied)
    sign = (" and the direction is the other one", "，且方向相反") if _opposite(claim, computed) else ("", "")
    wants = (
        (f"; it would need {need.en} in {claim.base_year}", f"；按此说法 {claim.base_year} 年应为 {need.zh}")
        if need.en
        else ("", "")
    )
    return Said(
        f", not {stated}, which is off by {plain(off, 4)} at the least{sign[0]}{wants[0]}",
        f"，而非 {stated}，至少相差 {plain(off, 4)}{sign[1]}{wants[1]}",
    )


def _opposite(claim: Claim, computed: Bounds) -> bool:
    """Whether what is stated to rise fell, or the other way round."""
    turn = 1 if claim.kind == "multiple" else 0
    if claim.number > turn:
        return computed.high is not None and computed.high < turn
    return claim.number < turn and computed.low is not None and computed.low > turn


def _sharpness(
    evidence: Evidence, claim: Claim, top: Level, computed: Bounds, *, unknown_base: bool
) -> Fraction | None:
    if claim.kind != "growth":
        return None
    if unknown_base and top.exact and evidence.names.metrics[claim.metric].counts and top.bounds.low is not None:
        return sharpness.of_growth_from_unknown_base(int(top.bounds.low), claim.decimals)
    return within_grid(computed, claim.decimals, *GRID)


def within_grid(computed: Bounds, decimals: int, low: int, high: int) -> Fraction:
    """The share of the numbers with so many decimals between two whole ones that a range would let pass."""
    step = Fraction(1, 10**decimals)
    first = Fraction(low) if computed.low is None else max(Fraction(low), computed.low - step / 2)
    last = Fraction(high) if computed.high is None else min(Fraction(high), computed.high + step / 2)
    inside = Bounds(first / step, last / step).integers() if first <= last else range(0)
    return Fraction(len(inside or ()), (high - low) * 10**decimals + 1)


RULE = Rule(
    "growths",
    "增长率",
    "A stated growth holds between its two levels",
    "A growth, a change or a multiple is what the levels of both years make, within the rounding of all three; where "
    "the earlier level is not printed it is what the claim leaves for it, and then only consistent.",
    "增长率、变动或倍数应与两年数据按各自的舍入范围计算的结果一致；未公布基期数时，由该说法推得，仅能判为相符。",
    check,
)
