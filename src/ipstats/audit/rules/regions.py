"""The regions make the region above, by the membership of that year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from ...numbers import Bounds
from ..evidence import NATION, NATION_WITHOUT_HMT, Evidence, Figure, Names
from ..findings import Finding, Said
from .declared import Rule
from .sums import summed

#: The level whose regions make one of a level.
_BELOW = {"macro_region": ("province",), "province": ("prefecture",), "prefecture": ("county",)}


def members_of(names: Names, scope: int, year: int, present: set[int]) -> frozenset[int]:
    """The regions that make a region in a year.

    The nation is its provinces, with Hong Kong, Macao and Taiwan where any of them is ``present``.
    """
    if scope == NATION:
        beyond = names.members(NATION, year, ("hmt_region",))
        provinces = names.members(NATION, year, ("province",))
        return provinces | beyond if present & beyond else provinces
    if scope == NATION_WITHOUT_HMT:
        return names.members(NATION, year, ("province",))
    below = _BELOW.get(names.regions[scope].level)
    return names.members(scope, year, below) if below else frozenset()


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each region whose parts the same source prints, beside their sum."""
    names = evidence.names
    tables: dict[tuple[int, int, int, int, int], dict[int, Figure]] = defaultdict(dict)
    for figure in evidence.all():
        if figure.known and names.metrics[figure.metric].adds_over_regions:
            tables[figure.metric, figure.item, figure.part, figure.year, figure.source][figure.region] = figure
    for key, figures in tables.items():
        if len(figures) < 2:
            continue
        present = set(figures)
        for scope in sorted(figures):
            members = members_of(names, scope, key[3], present)
            there = [figures[member] for member in sorted(members & figures.keys())]
            if not members or len(there) < 2:
                continue
            whole, missing = figures[scope], sorted(members - figures.keys())
            if not missing:
                yield summed(evidence, "regions", whole, there, _what(names, scope, len(there), key[3]))
            elif 2 * len(there) >= len(members):
                yield _incomplete(evidence, whole, there, missing)


def _what(names: Names, scope: int, count: int, year: int) -> Said:
    region = names.regions[scope]
    if region.level == "macro_region":
        return Said(
            f"the {count} provinces that were in {region.en} in {year}", f"{year}年{region.zh}的 {count} 个省份"
        )
    return Said(f"the {count} regions of {region.en}", f"{region.zh}的 {count} 个地区")


def _incomplete(evidence: Evidence, whole: Figure, there: list[Figure], missing: list[int]) -> Finding:
    """A total with regions missing below it: those that are there must not exceed it."""
    names = evidence.names
    divisor = names.metrics[whole.metric].divisor
    least = sum(part.low or 0 for part in there)
    exceeds = whole.high is not None and whole.high < least
    of = [names.regions[region] for region in missing]
    en, zh = ", ".join(region.en for region in of), "、".join(region.zh for region in of)
    so_far = Fraction(least, divisor)
    said = (
        Said(
            f"{len(there)} regions alone make {so_far}, more than {whole.published}.",
            f"仅 {len(there)} 个地区合计已达 {so_far}，超过公布数 {whole.published}。",
        )
        if exceeds
        else Said(f"No figure of {en} is printed beside it.", f"未公布{zh}的数据。")
    )
    verdict = "contradicted" if exceeds else "unverifiable"
    inputs: list[tuple[str, Figure]] = [("total", whole), *(("part", part) for part in there)]
    return Finding("regions", verdict, whole, whole.published, Bounds(so_far, None), said, inputs=list(inputs))


RULE = Rule(
    "regions",
    "地区合计",
    "The regions make the region above",
    "The figures of the regions of a level add up to that of the region that holds them, by the membership of the "
    "year: provinces with Hong Kong, Macao and Taiwan to the nation, provinces to macro-regions, prefectures to "
    "provinces.",
    "按当年的隶属关系，各地区之和等于上级地区：各省（区、市）及港澳台合计为全国，各省合计为所属区域，各地市合计为全省。",
    check,
)
