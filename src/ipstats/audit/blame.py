"""Which claims and figures explain the checks that fail beside the sums: as few as possible (Fellegi and Holt).

A figure that another check reproduces is not doubted: what would mend the one would break the other. Of the rest,
the smallest set is sought that has a part in every failed check, and for each what would satisfy all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations

from ..numbers import Bounds
from .evidence import Claim, Evidence, Figure
from .findings import NOTHING, Finding, Said, name_of, range_text

#: Rules whose failures are explained here; those of sums have equations (see suspects).
RULES = ("growths", "shares", "per_head", "implied", "ranks")

#: Larger sets than this are no explanation that a person would check.
_MOST = 2

#: So many candidates are tried; among more, nothing is singled out.
_CANDIDATES = 60


def name_claims(evidence: Evidence, findings: Sequence[Finding]) -> None:
    """Write into each failed check of a claim or a ratio what explains it together with the others of its region."""
    failed: dict[Hashable, list[Finding]] = defaultdict(list)
    trusted: set[Hashable] = set()
    for finding in findings:
        if finding.verdict == "contradicted" and finding.rule in RULES:
            failed[finding.of.region].append(finding)
        elif finding.verdict == "reproduced":
            trusted |= {_key(of) for _, of in finding.inputs}
            trusted.add(_key(finding.of))
    for group in failed.values():
        said = _said(evidence, group, trusted)
        for finding in group:
            finding.suspects = said


def _key(of: Figure | Claim) -> Hashable:
    return (*of[:6], of.kind, of.subject) if isinstance(of, Claim) else of[:6]


def _said(evidence: Evidence, failed: Sequence[Finding], trusted: set[Hashable]) -> Said:
    candidates: dict[Hashable, Figure | Claim] = {}
    sets: list[set[Hashable]] = []
    for finding in failed:
        inputs = {_key(of): of for _, of in finding.inputs} | {_key(finding.of): finding.of}
        doubted = {key: of for key, of in inputs.items() if key not in trusted}
        sets.append(set(doubted or inputs))
        candidates |= doubted or inputs
    if len(candidates) > _CANDIDATES:
        return NOTHING
    for size in range(1, _MOST + 1):
        hitting = [chosen for chosen in combinations(candidates, size) if all(one & set(chosen) for one in sets)]
        if hitting:
            ways = [_way(evidence, [candidates[key] for key in chosen], failed) for chosen in hitting[:3]]
            return Said(" or ".join(way.en for way in ways), "或".join(way.zh for way in ways))
    return NOTHING


def _way(evidence: Evidence, chosen: Sequence[Figure | Claim], failed: Sequence[Finding]) -> Said:
    en, zh = [], []
    for of in chosen:
        name = name_of(evidence, of)
        should = _should(of, failed)
        text = range_text(should)
        wants = Said(f" should be {text.en}", f" 应为 {text.zh}") if text.en else NOTHING
        en.append(f"{name.en}: {of.published}{wants.en} ({of.locator})")
        zh.append(f"{name.zh}：{of.published}{wants.zh}（{of.locator}）")
    return Said(" and ".join(en), "、".join(zh))


def _should(of: Figure | Claim, failed: Sequence[Finding]) -> Bounds | None:
    """What all the failed checks of a number leave for it."""
    found: Bounds | None = None
    for finding in failed:
        if _key(finding.of) == _key(of) and finding.computed is not None:
            found = finding.computed if found is None else found.intersect(finding.computed)
            if found is None:
                return None
    return found
