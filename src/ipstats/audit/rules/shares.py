"""A stated share against the part and the whole, of a breakdown or of a region."""

from __future__ import annotations

from collections.abc import Iterator

from ...numbers import share, whole_of_share
from ..evidence import Claim, Evidence
from ..findings import Finding, Said, best, cut_off, grade, range_text, span
from .declared import Rule
from .growths import within_grid
from .levels import Level, levels


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each stated share, by the figures of all sources."""
    for claim in evidence.claims:
        if claim.kind == "share":
            yield _checked(evidence, claim)


def _checked(evidence: Evidence, claim: Claim) -> Finding:
    names = evidence.names
    metric, region, item, part, year = claim.fact
    if claim.scope is not None and claim.scope != region:
        whole = (metric, claim.scope, item, part, year)
        of = Said(names.regions[claim.scope].en, names.regions[claim.scope].zh)
    else:
        parent = names.items[item].parent
        whole = (metric, region, parent if parent is not None else item, part, year)
        of = Said("the total", "合计")
    parts, wholes = levels(evidence, claim.fact, claim.source), levels(evidence, whole, claim.source)
    inputs = [("claim", claim)]
    if not parts or not wholes or whole == claim.fact:
        lacking = [] if parts else [Said("the part", "分项数")]
        lacking += [] if wholes and whole != claim.fact else [Said(f"of {of.en}", f"{of.zh}数")]
        return Finding(
            "shares", "unverifiable", claim, claim.published, None,
            Said(f"No figure {' and '.join(one.en for one in lacking)} is known.", f"缺{'、'.join(one.zh for one in lacking)}。"),
            inputs=list(inputs),
        )  # fmt: skip
    tried = [found for whole_level in wholes if (found := _share(claim, parts[0], whole_level, of)) is not None]
    return best(tried) if tried else Finding(
        "shares", "unverifiable", claim, claim.published, None, Said("The whole can be zero.", "总体可能为零。"), inputs=list(inputs)
    )  # fmt: skip


def _share(claim: Claim, part: Level, whole: Level, of: Said) -> Finding | None:
    computed = share(part.bounds, whole.bounds)
    if computed is None:
        return None
    verdict = grade(claim.bounds, computed)
    truncated = verdict == "contradicted" and cut_off(claim, 10_000).intersect(computed) is not None
    if truncated:
        verdict = "consistent"
    made, stated = span(computed), claim.published
    end = {
        "reproduced": Said(", as stated", "，与公布一致"),
        "consistent": Said(f", and {stated} is among them", f"，公布的 {stated} 在其中"),
        "contradicted": Said(f", not {stated}", f"，而非 {stated}"),
    }[verdict]
    if truncated:
        end = Said(f"; {stated} fits only if its digits were cut off", f"；{stated} 只有按截尾才吻合")
    said = Said(
        f"{part.what.en} in {whole.what.en} of {of.en} is {made.en} %{end.en}.",
        f"{part.what.zh} 占{of.zh} {whole.what.zh} 的 {made.zh}%{end.zh}。",
    )
    return Finding(
        "shares", verdict, claim, claim.published, computed, said,
        implied=range_text(whole_of_share(part.bounds, claim.bounds)), sharpness=within_grid(computed, claim.decimals, 0, 100),
        inputs=[("claim", claim), *part.inputs, *(("whole", one) for _, one in whole.inputs)],
    )  # fmt: skip


RULE = Rule(
    "shares",
    "占比",
    "A stated share is the part over the whole",
    "A share is the figure over that of the containing region, or over the total of its breakdown, within the rounding "
    "of all three.",
    "占比等于该数与上级地区数或合计之比，按各自的舍入范围计算。",
    check,
)
