"""A stated rank, of a level or of a growth, and a stated change of rank; with regions unknown, the ranks still possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ... import sharpness
from ...numbers import Bounds, growth
from ..evidence import NATION, Claim, Evidence, Figure
from ..findings import Finding, Said, grade
from .declared import Rule

#: So many regions without a figure are named in a sentence; more are counted.
_NAMED = 4


@dataclass(frozen=True)
class Place:
    """Where a region can stand: the best and the worst rank, among how many, and who has no figure.

    ``figure`` is its own figure, ``None`` where it has none; ``broken`` is a year in which the series breaks.
    """

    best: int
    worst: int
    of: int
    unknown: tuple[int, ...]
    figure: Figure | None
    inputs: tuple[Figure, ...] = ()
    broken: int | None = None


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each stated rank and change of rank."""
    for claim in evidence.claims:
        if claim.kind == "rank":
            yield _rank(evidence, claim)
        elif claim.kind == "rank_change" and claim.base_year is not None:
            yield _change(evidence, claim, claim.base_year)


def place(evidence: Evidence, claim: Claim, year: int) -> Place:
    """Where the region of a claim stands in a year, by what is known of the others."""
    names = evidence.names
    metric, region, item, part, _ = claim.fact
    scope = claim.scope or NATION
    members = set(names.members(scope, year, (names.regions[region].level,))) | {region}
    panel = dict(evidence.by_panel.get((metric, item, part, year), {}))
    if own := evidence.stated((metric, region, item, part, year), claim.source):
        panel[region] = own[0]
    bounds: dict[int, Bounds] = {}
    inputs: list[Figure] = []
    before_year = claim.base_year if claim.base_year is not None and year == claim.year else year - 1
    base = evidence.by_panel.get((metric, item, part, before_year), {}) if claim.subject == "growth" else {}
    breaks = evidence.breaks((metric, region, item, part, year), before_year) if claim.subject == "growth" else []
    broken = breaks[0] if breaks else None
    for member in sorted(members):
        figure = panel.get(member)
        if figure is None:
            continue
        found: Bounds | None = evidence.bounds(figure)
        if claim.subject == "growth":
            before = base.get(member)
            found = None if before is None or found is None else growth(found, evidence.bounds(before))
            if before is not None:
                inputs.append(before)
        inputs.append(figure)
        if found is not None:
            bounds[member] = found
    unknown = tuple(member for member in sorted(members) if member not in bounds and member != region)
    mine = bounds.get(region)
    if mine is None:
        return Place(1, len(members), len(members), unknown, None, tuple(inputs), broken)
    above = below = 0
    for member, other in bounds.items():
        if member == region:
            continue
        above += _surely_more(other, mine)
        below += not _possibly_more(other, mine)
    return Place(1 + above, len(members) - below, len(members), unknown, panel.get(region), tuple(inputs), broken)


def _surely_more(other: Bounds, mine: Bounds) -> bool:
    return other.low is not None and mine.high is not None and other.low > mine.high


def _possibly_more(other: Bounds, mine: Bounds) -> bool:
    return other.high is None or mine.low is None or other.high > mine.low


def _among(evidence: Evidence, claim: Claim, found: Place) -> Said:
    names = evidence.names
    scope = names.regions[claim.scope or NATION]
    what = Said("by growth ", "按增长率") if claim.subject == "growth" else Said("", "")
    return Said(f"{what.en}among the {found.of} regions of {scope.en}", f"{scope.zh} {found.of} 个地区中{what.zh}")


def _unknown(evidence: Evidence, found: Place) -> Said:
    names = [evidence.names.regions[region] for region in found.unknown]
    if not names:
        return Said("", "")
    if len(names) <= _NAMED:
        return Said(", ".join(name.en for name in names), "、".join(name.zh for name in names))
    return Said(f"{len(names)} regions", f"{len(names)} 个地区")


def _rank(evidence: Evidence, claim: Claim) -> Finding:
    found = place(evidence, claim, claim.year)
    among, unknown = _among(evidence, claim, found), _unknown(evidence, found)
    computed = Bounds(Fraction(found.best), Fraction(found.worst))
    stated = int(claim.number)
    verdict = grade(claim.bounds, computed)
    possible = found.worst - found.best + 1
    if found.figure is None or possible >= found.of:
        return _unverifiable(claim, computed, _nothing_known(evidence, claim, claim.year, found, unknown))
    where = (
        Said(str(found.best), str(found.best))
        if possible == 1
        else Said(f"{found.best} to {found.worst}", f"{found.best} 至 {found.worst}")
    )
    gaps = Said(f" ({unknown.en} without a figure)", f"（{unknown.zh}无数据）") if unknown.en else Said("", "")
    if verdict == "contradicted":
        off = found.best - stated if stated < found.best else stated - found.worst
        end = Said(f", not {stated}: off by {off}", f"，而非第 {stated} 位，相差 {off} 位")
    elif verdict == "reproduced":
        end = Said(", as stated", "，与公布一致")
    else:
        end = Said(
            f", and {stated} is among {possible} that are possible",
            f"，公布的第 {stated} 位是 {possible} 个可能位次之一",
        )
    said = Said(
        f"The rank {among.en} is {where.en}{gaps.en}{end.en}.", f"在{among.zh}居第 {where.zh} 位{gaps.zh}{end.zh}。"
    )
    finding = Finding(
        "ranks", verdict, claim, claim.published, computed, said, implied=where,
        sharpness=sharpness.of_rank(possible, found.of), inputs=[("claim", claim), *(("region", figure) for figure in found.inputs)],
    )  # fmt: skip
    if found.broken is not None:
        finding.verdict = "unverifiable"
        finding.explanation = Said(
            f"{found.broken} is a break in the series; across it: {said.en}",
            f"{found.broken} 年口径中断；跨中断计算：{said.zh}",
        )
    return finding


def _change(evidence: Evidence, claim: Claim, base_year: int) -> Finding:
    now, before = place(evidence, claim, claim.year), place(evidence, claim, base_year)
    computed = Bounds(Fraction(before.best - now.worst), Fraction(before.worst - now.best))
    for year, found in ((claim.year, now), (base_year, before)):
        if found.figure is None or found.worst - found.best + 1 >= found.of:
            return _unverifiable(
                claim, computed, _nothing_known(evidence, claim, year, found, _unknown(evidence, found))
            )
    if broken := evidence.breaks(claim.fact, base_year):
        across = Said(
            f"{broken[0]} is a break in the series: both years count differently.",
            f"{broken[0]} 年口径中断，两年统计口径不同。",
        )
        return _unverifiable(claim, computed, across)
    verdict = grade(claim.bounds, computed)
    stated, up = int(claim.number), Said("places up", "位（上升为正）")
    low, high = int(computed.low or 0), int(computed.high or 0)
    made = Said(str(low), str(low)) if low == high else Said(f"{low} to {high}", f"{low} 至 {high}")
    gross = verdict == "contradicted" and ((stated > 0 and high < 0) or (stated < 0 and low > 0))
    end = {
        "reproduced": Said("as stated", "与公布一致"),
        "consistent": Said(f"and {stated} is among them", f"公布的 {stated} 在其中"),
        "contradicted": Said(f"not {stated}", f"而非 {stated}")
        if not gross
        else Said(f"not {stated}, the other way", f"而非 {stated}，方向相反"),
    }[verdict]
    said = Said(
        f"From rank {_ranks(before)} in {base_year} to {_ranks(now)} in {claim.year} is {made.en} {up.en}, {end.en}.",
        f"由 {base_year} 年第 {_ranks(before)} 位到 {claim.year} 年第 {_ranks(now)} 位，变动 {made.zh} {up.zh}，{end.zh}。",
    )
    return Finding(
        "ranks", verdict, claim, claim.published, computed, said, implied=made, gross=gross,
        sharpness=sharpness.of_rank(high - low + 1, 2 * now.of - 1),
        inputs=[("claim", claim), *(("region", figure) for figure in (*now.inputs, *before.inputs))],
    )  # fmt: skip


def _ranks(found: Place) -> str:
    return str(found.best) if found.best == found.worst else f"{found.best}–{found.worst}"


def _nothing_known(evidence: Evidence, claim: Claim, year: int, found: Place, unknown: Said) -> Said:
    own = evidence.names.regions[claim.region]
    if found.figure is None:
        what = Said(f"no figure of {own.en} itself", f"缺{own.zh}本身的数据")
        if found.unknown:
            what = Said(f"{what.en}, nor of {unknown.en}", f"{what.zh}，也缺 {unknown.zh}的数据")
    else:
        what = Said(f"no figure of {unknown.en}", f"缺 {unknown.zh}的数据")
    return Said(f"For {year} there is {what.en}.", f"{year} 年{what.zh}。")


def _unverifiable(claim: Claim, computed: Bounds, said: Said) -> Finding:
    return Finding("ranks", "unverifiable", claim, claim.published, computed, said, inputs=[("claim", claim)])


RULE = Rule(
    "ranks",
    "位次",
    "A stated rank is the rank of the figures",
    "A rank of a level or of a growth is one more than the number of regions of the same level and scope with more; "
    "regions without a figure, and figures known as ranges, leave several ranks possible. A change of rank is positive "
    "upwards.",
    "数值或增长率的位次，等于同级同范围内更大的地区数加一；缺数或仅知区间时，位次有多种可能。位次上升为正。",
    check,
)
