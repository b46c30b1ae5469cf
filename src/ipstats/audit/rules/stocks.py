"""Stock and flow: what is in force came from before or was granted, what was counted up stays, what was closed was accepted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...numbers import Bounds
from ..evidence import NATION, Evidence, Fact, Figure, Names
from ..findings import Finding, Said, name_of, plain, printed, range_text
from .declared import Rule
from .regions import members_of

#: Stocks, the flow into each, and whether units move between regions.
INTO = (("patent.in_force", "patent.grants"),)

#: How the measure of a metric ends that counts up and never falls: enterprises in a program to date.
CUMULATIVE = ("_total", "_cumulative")

#: What is closed in a period, and what was accepted in it.
_CLOSED = (("case.closed", "case.accepted"),)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each stock beside that of the year before and the flow of the year; each cumulative count; each closing."""
    codes = evidence.names.metric_codes
    into = {codes[stock].id: codes[flow].id for stock, flow in INTO if stock in codes and flow in codes}
    closed = {codes[end].id: codes[start].id for end, start in _CLOSED if end in codes and start in codes}
    rising = {metric.id for metric in codes.values() if metric.kind == "stock" and metric.code.endswith(CUMULATIVE)}
    for fact, beside in evidence.figures.items():
        figure = beside[0]
        if not figure.known:
            continue
        if fact[0] in into:
            found = _stock(evidence, figure, into[fact[0]])
        elif fact[0] in rising:
            found = _cumulative(evidence, figure)
        elif fact[0] in closed:
            found = _closed(evidence, figure, closed[fact[0]])
        else:
            continue
        if found is not None:
            yield found


def _stock(evidence: Evidence, figure: Figure, flow: int) -> Finding | None:
    metric, region, item, part, year = figure.fact
    before = evidence.preferred((metric, region, item, part, year - 1))
    granted = evidence.preferred((flow, region, item, part, year))
    if (
        before is None
        or granted is None
        or before.high is None
        or granted.high is None
        or figure.low is None
        or part != 0
    ):
        return None
    divisor = evidence.names.metrics[metric].divisor
    most = before.high + granted.high
    over = figure.low - most
    shown = f"{printed(before, divisor)} + {printed(granted, divisor)}"
    computed = Bounds(Fraction(0), Fraction(most, divisor))
    stated = printed(figure, divisor)
    inputs: list[tuple[str, Figure]] = [("stock", figure), ("stock before", before), ("flow", granted)]
    implied = Said("", "")
    if over <= 0:
        verdict = "consistent"
        said = Said(
            f"{stated} is within last year's and this year's grants ({shown}).",
            f"{stated} 不超过上年拥有量与当年授权量之和（{shown}）。",
        )
    else:
        by = plain(Fraction(over, divisor))
        implied = Said(by, by)
        moved = _membership_changed(evidence.names, figure.fact)
        broken = region == NATION and "B" in (figure.status, granted.status)
        verdict = "unverifiable" if moved or broken else "contradicted" if region == NATION else "question"
        why = (
            Said("its members changed", "该区域成员有变动")
            if moved
            else Said(f"{year} is a break in the series", f"{year} 年口径中断")
            if broken
            else Said("nothing can have moved into a nation", "全国不存在转入")
            if region == NATION
            else Said(f"at least {by} must have moved in from other regions", f"至少有 {by} 件由外地转入")
        )
        said = Said(
            f"{stated} is {by} more than last year's and this year's grants ({shown}): {why.en}.",
            f"{stated} 比上年拥有量与当年授权量之和（{shown}）多 {by}：{why.zh}。",
        )
    return Finding("stocks", verdict, figure, stated, computed, said, implied=implied, inputs=list(inputs))


def _membership_changed(names: Names, fact: Fact) -> bool:
    region, year = fact[1], fact[4]
    if names.regions[region].level != "macro_region":
        return False
    return members_of(names, region, year, set()) != members_of(names, region, year - 1, set())


def _cumulative(evidence: Evidence, figure: Figure) -> Finding | None:
    metric, region, item, part, year = figure.fact
    before = evidence.preferred((metric, region, item, part, year - 1))
    if before is None or before.low is None or figure.high is None:
        return None
    divisor = evidence.names.metrics[metric].divisor
    stated, earlier = printed(figure, divisor), printed(before, divisor)
    fell = before.low - figure.high
    broken = bool(evidence.breaks(figure.fact, year - 1))
    verdict = "consistent" if fell <= 0 else "unverifiable" if broken else "contradicted"
    by = plain(Fraction(max(fell, 0), divisor))
    said = (
        Said(
            f"A count to date does not fall: {earlier} in {year - 1}, {stated} in {year}, {by} less.",
            f"累计数不应下降：{year - 1} 年 {earlier}，{year} 年 {stated}，少 {by}。",
        )
        if fell > 0
        else Said(f"The count to date went from {earlier} to {stated}.", f"累计数由 {earlier} 增至 {stated}。")
    )
    low = Fraction(before.low, divisor)
    return Finding(
        "stocks",
        verdict,
        figure,
        stated,
        Bounds(low, None),
        said,
        inputs=[("stock", figure), ("stock before", before)],
        gross=verdict == "contradicted",
    )


def _closed(evidence: Evidence, figure: Figure, accepted_metric: int) -> Finding | None:
    _, region, item, part, year = figure.fact
    accepted = evidence.preferred((accepted_metric, region, item, part, year))
    if accepted is None or accepted.high is None or figure.low is None:
        return None
    divisor = evidence.names.metrics[figure.metric].divisor
    over = figure.low - accepted.high
    stated, taken = printed(figure, divisor), printed(accepted, divisor)
    what = name_of(evidence, figure, region=False)
    if over > 0:
        by = plain(Fraction(over, divisor))
        implied = Said(by, by)
        said = Said(
            f"{stated} closed against {taken} accepted: at least {by} were carried over from before.",
            f"结案 {stated}，受理 {taken}：至少 {by} 件为上期结转。",
        )
    else:
        implied = range_text(None)
        said = Said(f"{stated} closed against {taken} accepted ({what.en}).", f"结案 {stated}，受理 {taken}。")
    return Finding(
        "stocks", "consistent", figure, stated, Bounds(Fraction(0), None), said, implied=implied,
        inputs=[("closed", figure), ("accepted", accepted)],
    )  # fmt: skip


RULE = Rule(
    "stocks",
    "存量与流量",
    "Stock and flow",
    "What is in force is at most what was in force a year before and what was granted since: for the nation always, for "
    "a region unless rights moved in, and then it is said how many at the least. A count to date does not fall. More cases "
    "closed than accepted were carried over.",
    "有效量不超过上年有效量与当年授权量之和：全国必须成立，地区则可能有转入，并给出至少转入数；累计数不应下降；结案多于受理的部分为上期结转。",
    check,
    (*INTO, *_CLOSED),
    verdicts=("consistent", "question", "contradicted", "unverifiable"),
)
