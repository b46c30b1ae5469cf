"""Rows of a table that look exchanged beside the years next to it: a question, since every sum still holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from ...numbers import Bounds
from ..evidence import Evidence, Figure, Names
from ..findings import Finding, Said, printed
from ..swaps import Figures, suspected_swaps
from .declared import Rule

#: A table of fewer regions is none in which rows are taken for each other.
FEWEST = 8

#: Nor are those of a level of more regions, where pairs would be too many, and too many of them alike.
_MOST = 60

#: A table: metric, part of the year, level of the regions, year.
Table = tuple[int, int, str, int]


def check(evidence: Evidence) -> Iterator[Finding]:
    """Each pair of regions of a level whose figures come nearer to both their neighbouring years exchanged."""
    names = evidence.names
    small = small_levels(names)
    tables: dict[Table, dict[int, dict[int, Figure]]] = defaultdict(lambda: defaultdict(dict))
    for (metric, item, part, year), panel in evidence.by_panel.items():
        # A total follows its parts, and a ratio its two figures.
        if names.metrics[metric].kind != "ratio" and item not in names.children:
            for region, figure in panel.items():
                if figure.value is not None and not figure.recovered:
                    tables[metric, part, names.regions[region].level, year][region][item] = figure
    for (metric, part, level, year), rows in tables.items():
        beside = [tables.get((metric, part, level, year + step)) for step in (-1, 1)]
        if len(rows) < FEWEST or level not in small or not any(beside):
            continue
        items = sorted({item for row in rows.values() for item in row})
        before, after = (None if table is None else _values(table, items) for table in beside)
        for swap in suspected_swaps(_values(rows, items), before, after):
            yield _question(evidence, rows, swap.one, swap.other, items)  # type: ignore[arg-type]


def small_levels(names: Names) -> set[str]:
    """The levels whose regions are few enough to be told from each other."""
    return {level for level, count in Counter(one.level for one in names.regions.values()).items() if count <= _MOST}


def _values(rows: dict[int, dict[int, Figure]], items: list[int]) -> dict[Hashable, Figures]:
    return {region: [row[item].value if item in row else None for item in items] for region, row in rows.items()}


def _question(
    evidence: Evidence, rows: dict[int, dict[int, Figure]], one: int, other: int, items: list[int]
) -> Finding:
    item = next(item for item in items if item in rows[one] and item in rows[other])
    mine, its = rows[one][item], rows[other][item]
    divisor = evidence.names.metrics[mine.metric].divisor
    first, second = evidence.names.regions[one], evidence.names.regions[other]
    said = Said(
        f"The figures of {first.en} and {second.en} ({printed(mine, divisor)}, {printed(its, divisor)}) look exchanged: "
        "each row is nearer to the neighbouring years of the other.",
        f"{first.zh}与{second.zh}的数据（{printed(mine, divisor)}、{printed(its, divisor)}）疑似互换：各自更接近对方相邻年份的数据。",
    )
    bounds: Bounds = evidence.bounds(its)
    inputs: list[tuple[str, Figure]] = [("row", mine), ("other row", its)]
    return Finding("exchanged", "question", mine, printed(mine, divisor), bounds, said, inputs=list(inputs))


RULE = Rule(
    "exchanged",
    "行互换",
    "Rows that look exchanged",
    "In a table of at least eight regions, of a level of at most sixty, two whose figures are much nearer to the neighbouring years of each other than to their own: "
    "a question, because every sum holds as well with them exchanged.",
    "两个同级地区的数据明显更接近对方相邻年份的数据，疑似互换；因各项合计仍成立，仅列为存疑。",
    check,
    verdicts=("question",),
)
