"""Apply the rules to the evidence: every finding, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from .evidence import Claim, Evidence, Figure, Names
from .findings import VERDICTS, Finding
from .rules import RULES

#: Whether a finding about this figure or claim is wanted.
Wanted = Callable[[Figure | Claim], bool]


def audit(evidence: Evidence, rules: Collection[str] = (), wanted: Wanted | None = None) -> list[Finding]:
    """All findings of these rules (of all, where none is named), the worst first; those that are wanted."""
    found = [
        finding
        for name, rule in RULES.items()
        if not rules or name in rules
        for finding in rule.check(evidence)
        if wanted is None or wanted(finding.of)
    ]
    return in_order(found)


def in_order(found: list[Finding]) -> list[Finding]:
    """Findings of one family, the worst first."""
    places = {verdict: place for place, verdict in enumerate(VERDICTS)}
    order = {name: place for place, name in enumerate(RULES)}
    found.sort(
        key=lambda finding: (
            places[finding.verdict], not finding.gross, order[finding.rule], finding.of.metric, finding.of.region,
            finding.of.item, finding.of.year, finding.of.part, finding.of.source,
        )
    )  # fmt: skip
    return found


def families(names: Names, wanted: Collection[int] | None) -> Iterator[set[int]]:
    """Metrics that rules look at together, of those that are wanted: a ratio and what it is of, a stock and its flow."""
    together: list[set[int]] = [{ratio.metric, ratio.numerator, ratio.denominator} for ratio in names.ratios]
    codes = names.metric_codes
    together += [{codes[code].id for code in pair if code in codes} for rule in RULES.values() for pair in rule.related]
    left = {metric: {metric} for metric in names.metrics}
    for group in together:
        merged = set().union(*(left[metric] for metric in group)) if group else set()
        for metric in merged:
            left[metric] = merged
    done: set[int] = set()
    for metric in sorted(names.metrics if wanted is None else wanted):
        if metric not in done:
            done |= left[metric]
            yield left[metric]
