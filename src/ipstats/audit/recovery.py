"""Recover the figures that one source does not print but leaves no choice about, and chains of them.

From a level and its growth, a share and its total, a rate and its base, parts and a total with one missing. What
was recovered serves to recover more, and is never recovered again from what came of it: each fact once, in
rounds, out of facts that were known before the round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..numbers import (
    Bounds,
    base_of_growth,
    part_of_share,
    product,
    ratio,
    remainder,
    total,
    value_of_growth,
    whole_of_share,
)
from .evidence import Claim, Evidence, Fact, Figure

#: A chain of more rounds than this is none that a publication has.
_MOST_ROUNDS = 12


@dataclass(frozen=True)
class Known:
    """A figure that recovery can start from: what it can be, and how it is cited."""

    bounds: Bounds
    cited: str
    broken: bool = False


@dataclass(frozen=True)
class Recovered:
    """A figure that must have been: the range of it, how it was found, and from what.

    ``from_year`` is the year of the figures that it was recovered from, and ``reason`` cites them.
    """

    fact: Fact
    bounds: Bounds
    method: str
    from_year: int
    reason: str


def recover(evidence: Evidence, source: int) -> list[Recovered]:
    """All figures that a source leaves no choice about, beyond those that it prints, in the order of their finding.

    Where two ways to one figure have nothing in common, one of them is wrong and neither is taken.
    """
    known: dict[Fact, Known] = {}
    for figure in evidence.all():
        if figure.source == source and figure.known:
            known[figure.fact] = _printed(evidence, figure)
    stated = {fact for fact, beside in evidence.figures.items() if any(one.source == source for one in beside)}
    claims = [claim for claim in evidence.claims if claim.source == source]
    found: list[Recovered] = []
    refused: set[Fact] = set()
    for _ in range(_MOST_ROUNDS):
        ways: dict[Fact, list[Recovered]] = defaultdict(list)
        for way in _ways(evidence, claims, known):
            if way.fact not in stated and way.fact not in known and way.fact not in refused:
                ways[way.fact].append(way)
        round_ = []
        for fact, several in ways.items():
            one = _together(evidence, several)
            if one is None:
                refused.add(fact)
            else:
                round_.append(one)
        if not round_:
            break
        for one in round_:
            known[one.fact] = Known(one.bounds, f"recovered {one.fact[4]} ({one.reason})")
        found += round_
    return found


def _printed(evidence: Evidence, figure: Figure) -> Known:
    cited = f"{figure.published} ({figure.locator})" if figure.published else f"recovered ({figure.locator})"
    return Known(evidence.bounds(figure), cited, figure.status == "B")


def _together(evidence: Evidence, several: list[Recovered]) -> Recovered | None:
    """What all ways to a figure leave for it; ``None`` where that is nothing."""
    bounds: Bounds | None = several[0].bounds
    for other in several[1:]:
        bounds = None if bounds is None else bounds.intersect(other.bounds)
    counts = evidence.names.metrics[several[0].fact[0]].counts
    if bounds is None or bounds.low is None or (bounds.low < 0 and counts):
        return None
    whole = bounds.integers() if counts else None
    if counts and whole is not None:
        if not whole:
            # No whole number fits: a statement contradicts another, and there is nothing to recover.
            return None
        bounds = Bounds(Fraction(whole[0]), Fraction(whole[-1]))
    reasons = " and ".join(dict.fromkeys(one.reason for one in several))
    return Recovered(several[0].fact, bounds, several[0].method, several[0].from_year, reasons)


def _ways(evidence: Evidence, claims: list[Claim], known: dict[Fact, Known]) -> Iterator[Recovered]:
    for claim in claims:
        if claim.kind == "growth" and claim.subject == "level" and claim.base_year is not None:
            yield from _by_growth(claim, claim.base_year, known)
        elif claim.kind == "share":
            yield from _by_share(evidence, claim, known)
    yield from _by_ratio(evidence, known)
    yield from _by_parts(evidence, known)


def _by_growth(claim: Claim, base_year: int, known: dict[Fact, Known]) -> Iterator[Recovered]:
    before: Fact = (*claim.fact[:4], base_year)
    value, base = known.get(claim.fact), known.get(before)
    said = f"{claim.published} ({claim.locator})"
    if value is not None and base is None and not value.broken:
        bounds = base_of_growth(value.bounds, claim.bounds)
        if bounds is not None:
            yield Recovered(before, bounds, "level_and_growth", claim.year, f"{said} to {value.cited}")
    elif base is not None and value is None:
        bounds = value_of_growth(base.bounds, claim.bounds)
        if bounds is not None:
            yield Recovered(claim.fact, bounds, "base_and_growth", base_year, f"{said} from {base.cited}")


def _by_share(evidence: Evidence, claim: Claim, known: dict[Fact, Known]) -> Iterator[Recovered]:
    metric, region, item, part, year = claim.fact
    if claim.scope is not None and claim.scope != region:
        whole_fact: Fact = (metric, claim.scope, item, part, year)
    else:
        parent = evidence.names.items[item].parent
        if parent is None:
            return
        whole_fact = (metric, region, parent, part, year)
    one, whole = known.get(claim.fact), known.get(whole_fact)
    said = f"{claim.published} ({claim.locator})"
    if whole is not None and one is None:
        yield Recovered(
            claim.fact, part_of_share(whole.bounds, claim.bounds), "share_and_total", year, f"{said} of {whole.cited}"
        )
    elif one is not None and whole is None:
        bounds = whole_of_share(one.bounds, claim.bounds)
        if bounds is not None:
            yield Recovered(whole_fact, bounds, "part_and_share", year, f"{one.cited} at {said}")


def _by_ratio(evidence: Evidence, known: dict[Fact, Known]) -> Iterator[Recovered]:
    ratios = {ratio.metric: ratio for ratio in evidence.names.ratios}
    for fact, rate in list(known.items()):
        declared = ratios.get(fact[0])
        if declared is None or fact[3] != 0:
            continue
        over_fact: Fact = (declared.numerator, *fact[1:])
        under_fact: Fact = (declared.denominator, fact[1], 0, 0, fact[4] - declared.lag)
        over, under = known.get(over_fact), known.get(under_fact)
        if over is not None and under is None:
            bounds = ratio(product(over.bounds, declared.per), rate.bounds)
            if bounds is not None:
                yield Recovered(under_fact, bounds, "figure_and_rate", fact[4], f"{over.cited} at {rate.cited}")
        elif under is not None and over is None:
            bounds = product(product(rate.bounds, under.bounds), Fraction(1, declared.per))
            yield Recovered(over_fact, bounds, "rate_and_base", fact[4], f"{rate.cited} of {under.cited}")


def _by_parts(evidence: Evidence, known: dict[Fact, Known]) -> Iterator[Recovered]:
    """The one of a total and its parts that is missing."""
    children = evidence.names.children
    families: dict[tuple[int, ...], dict[int, Known]] = defaultdict(dict)
    for of, one in known.items():
        item = evidence.names.items[of[2]]
        family = item.id if item.id in children else item.parent
        if family is not None and evidence.names.metrics[of[0]].kind != "ratio":
            families[of[0], of[1], of[3], of[4], family][item.id] = one
    for (metric, region, part, year, family), there in families.items():
        parts = children[family]
        missing = [item for item in (family, *parts) if item not in there]
        if len(missing) != 1 or len(parts) < 2:
            continue
        fact: Fact = (metric, region, missing[0], part, year)
        others = [there[item] for item in parts if item in there]
        if missing[0] == family:
            bounds = total(one.bounds for one in others)
            yield Recovered(
                fact, bounds, "parts_of_total", year, "the sum of " + ", ".join(one.cited for one in others)
            )
        else:
            bounds = remainder(there[family].bounds, (one.bounds for one in others))
            yield Recovered(
                fact,
                bounds,
                "total_and_parts",
                year,
                f"{there[family].cited} less " + ", ".join(one.cited for one in others),
            )
