"""The parts make the total: patent types, kinds of case, levels of award; and no part exceeds its total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from ...numbers import Bounds
from ..evidence import Evidence, Figure
from ..findings import Finding, Said
from .declared import Rule
from .sums import summed


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each total of a breakdown beside its parts, of one source."""
    names = evidence.names
    # (metric, region, part, year, source, total) to the figures of that family.
    families: dict[tuple[int, int, int, int, int, int], dict[int, Figure]] = defaultdict(dict)
    for figure in evidence.all():
        item = names.items[figure.item]
        family = item.id if item.id in names.children else item.parent
        if family is not None and figure.known:
            key = (figure.metric, figure.region, figure.part, figure.year, figure.source, family)
            families[key][figure.item] = figure
    for key, figures in families.items():
        whole = figures.pop(key[-1], None)
        if whole is None or not figures or names.metrics[whole.metric].kind == "ratio":
            continue
        children = names.children[key[-1]]
        missing = [names.items[child] for child in children if child not in figures]
        parts = [figures[child] for child in children if child in figures]
        if not missing:
            yield summed(evidence, "parts", whole, parts, Said("the parts", "各分项"))
        else:
            yield _within(evidence, whole, parts, [Said(item.en, item.zh) for item in missing])


def _within(evidence: Evidence, whole: Figure, parts: list[Figure], missing: list[Said]) -> Finding:
    """A total whose parts are not all there: what is there must not exceed it."""
    divisor = evidence.names.metrics[whole.metric].divisor
    least = sum(part.low or 0 for part in parts)
    computed = Bounds(Fraction(least, divisor), None)
    shown = " + ".join(part.published for part in parts)
    exceeds = whole.high is not None and whole.high < least
    verdict = "contradicted" if exceeds else "consistent"
    without_en, without_zh = ", ".join(one.en for one in missing), "、".join(one.zh for one in missing)
    more = Fraction(least - (whole.high or 0), divisor)
    said = (
        Said(
            f"The parts printed ({shown}) exceed the total {whole.published} by {more}.",
            f"公布的分项（{shown}）超过合计 {whole.published}，多 {more}。",
        )
        if exceeds
        else Said(
            f"The parts printed ({shown}) stay within the total {whole.published}; {without_en} would be the rest.",
            f"公布的分项（{shown}）不超过合计 {whole.published}；其余应为{without_zh}。",
        )
    )
    inputs: list[tuple[str, Figure]] = [("total", whole), *(("part", part) for part in parts)]
    return Finding("parts", verdict, whole, whole.published, computed, said, inputs=list(inputs))


RULE = Rule(
    "parts",
    "分项合计",
    "The parts make the total",
    "Patent types, kinds of case and levels of award add up to the total that the same source prints; where some "
    "are not printed, the others do not exceed it.",
    "同一来源中，各专利类型、案件类型、奖项等级之和等于合计；有分项未公布时，其余分项不超过合计。",
    check,
)
