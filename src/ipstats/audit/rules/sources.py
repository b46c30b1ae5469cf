"""One fact in several sources: their bounds meet, or they conflict; and a recovered figure against a published one."""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence import Evidence, Figure
from ..findings import Finding, Said, best, plain, printed, range_text
from .declared import Rule
from .sums import sharp


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each figure that is not the preferred one of its fact, beside the one that is."""
    for beside in evidence.figures.values():
        if len(beside) < 2 or not beside[0].known:
            continue
        for figure in beside[1:]:
            if figure.recovered:
                # It follows from what its source knew: any vintage that was published may bear it out.
                published = [one for one in beside if one.known and not one.recovered] or beside[:1]
                yield best([_checked(evidence, one, figure) for one in published])
            elif figure.known:
                yield _checked(evidence, beside[0], figure)


def _checked(evidence: Evidence, preferred: Figure, figure: Figure) -> Finding:
    names = evidence.names
    divisor = names.metrics[figure.metric].divisor
    mine, other = evidence.bounds(figure), evidence.bounds(preferred)
    shown, against = printed(figure, divisor), printed(preferred, divisor)
    code, other_code = names.sources[figure.source].code, names.sources[preferred.source].code
    same_publisher = names.sources[figure.source].publisher == names.sources[preferred.source].publisher
    how = Said("Recovered as", "推算为") if figure.recovered else Said("Printed as", "公布为")
    there = Said("as", how.zh)
    if figure.recovered != preferred.recovered:
        there = Said("recovered as", "推算为") if preferred.recovered else Said("printed as", "公布为")
    both = Said(
        f"{how.en} {shown} ({code}) and {there.en} {against} ({other_code})",
        f"{code} {how.zh} {shown}，{other_code} {there.zh} {against}",
    )
    meets = mine.intersect(other) is not None
    if meets:
        verdict = "reproduced" if mine == other or (figure.recovered and mine.low == mine.high) else "consistent"
        end = Said(
            "the same" if mine == other else "which agree within the print",
            "一致" if mine == other else "在印刷精度内相符",
        )
    else:
        # They have nothing in common, so that one of them begins above where the other ends.
        above = mine.low is not None and other.high is not None and mine.low > other.high
        more, less = (mine, other) if above else (other, mine)
        assert more.low is not None
        assert less.high is not None
        apart = more.low - less.high
        by = plain(apart)
        # A later edition of one publisher revises; two publishers contradict each other.
        revised = same_publisher and not figure.recovered and figure.source != preferred.source
        verdict = "question" if revised else "contradicted"
        end = (
            Said(f"a revision by {by} at the least, by the same publisher", f"系同一发布机构修订，至少相差 {by}")
            if revised
            else Said(f"apart by {by} at the least", f"至少相差 {by}")
        )
    return Finding(
        "sources", verdict, figure, shown, other, Said(f"{both.en}: {end.en}.", f"{both.zh}：{end.zh}。"),
        implied=range_text(other), sharpness=sharp(figure, other, divisor), inputs=[("figure", figure), ("preferred", preferred)],
    )  # fmt: skip


RULE = Rule(
    "sources",
    "多源比对",
    "One fact in several sources",
    "What several sources print for one fact must agree within the print. A later edition of the same publisher revises, "
    "which is a question and no contradiction; a recovered figure is held against the published one.",
    "多个来源对同一事实的数据应在印刷精度内一致；同一发布机构的后续版本属修订，列为存疑；推算数与公布数比对。",
    check,
    verdicts=("reproduced", "consistent", "question", "contradicted"),
)
