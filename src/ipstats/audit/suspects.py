"""Where the error is: the smallest sets of cells or claims that explain what fails, said in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence

from ..numbers import Bounds
from .blame import name_claims
from .equations import Equation
from .evidence import Evidence, Figure
from .findings import Finding, Said, printed, range_text
from .locating import Component, Explanation, locate
from .rules.regions import members_of

#: So many explanations are written out; more are counted.
_SHOWN = 3

#: The slips of the pen in Chinese.
_SLIPS_ZH = {
    "exchanged with another cell": "与另一单元格互换",
    "printed in another cell": "印在另一单元格",
    "万 lost": "漏“万”",
    "万 doubled": "多“万”",
    "two neighbouring digits swapped": "相邻两位数字颠倒",
    "one digit changed": "一位数字有误",
    "a zero lost": "漏一个零",
    "a zero too many": "多一个零",
    "a digit lost": "漏一位数字",
    "a digit too many": "多一位数字",
}

#: Steps of the search for one table, some tenths of a second. A publication has a misprint here and there; where
#: most of a table fails, it is no misprint that is looked for.
BUDGET = 200_000

#: Over so many shared cells a sum is looked at beside one that fails: first as far as it takes to know whether one
#: cell explains a failure, which is in no other sum then; and farther where it takes several.
_HOPS = (1, 2)

#: A cell of a table of one metric, part of the year, year and source: region and item.
Cell = tuple[int, int]

#: A table: metric, part of the year, year, source.
Table = tuple[int, int, int, int]


def name_suspects(evidence: Evidence, findings: Sequence[Finding]) -> None:
    """Write into each failed check which cells or claims explain it together with the others."""
    name_claims(evidence, findings)
    failed: dict[Table, list[Finding]] = defaultdict(list)
    for finding in findings:
        if (
            finding.verdict == "contradicted"
            and finding.rule in ("parts", "regions")
            and isinstance(finding.of, Figure)
        ):
            failed[_table(finding.of)].append(finding)
    if not failed:
        return
    tables: dict[Table, dict[Cell, Figure]] = {table: {} for table in failed}
    for figure in evidence.all():
        cells = tables.get(_table(figure))
        if cells is not None:
            cells[figure.region, figure.item] = figure
    for table, cells in tables.items():
        wrong = {(finding.rule, (finding.of.region, finding.of.item)) for finding in failed[table]}

        def bounds_of(cell: Cell, here: dict[Cell, Figure] = cells) -> Bounds | None:
            return _bounds(evidence, here[cell])

        whole = evidence.names.metrics[table[0]].counts
        for component in explained(bounds_of, equations_of(evidence, table, cells), wrong, whole=whole):
            said = _said(evidence, cells, component)
            totals = {equation.total for equation in component.failures}
            for finding in failed[table]:
                if (finding.of.region, finding.of.item) in totals:
                    finding.suspects = said


def explained(
    bounds_of: Callable[[Cell], Bounds | None],
    equations: list[Equation],
    wrong: Collection[tuple[str, Cell]],
    *,
    whole: bool,
) -> Sequence[Component]:
    """What explains those sums of a table that are ``wrong``, given as their rules and totals."""
    found: Sequence[Component] = ()
    bounds: dict[Hashable, Bounds | None] = {}
    for hops in _HOPS:
        near = _near(equations, wrong, hops)
        concerned: set[Cell] = {cell for equation in near for cell in equation.cells}  # type: ignore[misc]
        bounds |= {cell: bounds_of(cell) for cell in concerned - bounds.keys()}
        found = locate(bounds, near, whole=whole, budget=BUDGET).components
        if all(one.complete and len(explanation) == 1 for one in found for explanation in one.explanations or ((),)):
            break
    return found


def _near(equations: list[Equation], wrong: Collection[tuple[str, Cell]], hops: int) -> list[Equation]:
    """The sums that fail, and those that hang together with them by so many cells, in their order.

    What mends a sum must not break one that shares a cell with it, nor what mends that one in turn. Sums further
    off are not touched by so few wrong cells; in a table of thousands of regions they are nearly all.
    """
    by_cell: dict[Hashable, list[int]] = defaultdict(list)
    for number, equation in enumerate(equations):
        for cell in equation.cells:
            by_cell[cell].append(number)
    taken = {number for number, equation in enumerate(equations) if (equation.rule, equation.total) in wrong}
    edge = set(taken)
    for _ in range(hops):
        edge = {other for number in edge for cell in equations[number].cells for other in by_cell[cell]} - taken
        taken |= edge
    return [equations[number] for number in sorted(taken)]


def _table(figure: Figure) -> Table:
    return figure.metric, figure.part, figure.year, figure.source


def _bounds(evidence: Evidence, figure: Figure) -> Bounds | None:
    """What is printed in a cell; nothing where it is blank, or was filled from the very sums."""
    return None if figure.recovered or not figure.known else evidence.bounds(figure)


def equations_of(evidence: Evidence, table: Table, cells: dict[Cell, Figure]) -> list[Equation]:
    """The sums of a table: parts to totals in each region, regions to the region above for each item."""
    names = evidence.names
    metric, _, year, _ = table
    equations = []
    regions, items = {region for region, _ in cells}, {item for _, item in cells}
    if names.metrics[metric].kind != "ratio":
        for total, parts in names.children.items():
            for region in sorted(regions):
                if (region, total) in cells and all((region, part) in cells for part in parts):
                    equations.append(Equation((region, total), tuple((region, part) for part in parts), "parts"))
    if names.metrics[metric].adds_over_regions:
        for item in sorted(items):
            present = {region for region, of in cells if of == item}
            for scope in sorted(present):
                members = members_of(names, scope, year, present)
                if len(members) > 1 and members <= present:
                    equations.append(Equation((scope, item), tuple((one, item) for one in sorted(members)), "regions"))
    return equations


def _said(evidence: Evidence, cells: dict[Cell, Figure], component: Component) -> Said:
    if not component.explanations:
        return (
            Said(f"not found: {component.tried}", f"未能定位：{component.tried}") if component.tried else Said("", "")
        )
    shown = [_explanation(evidence, cells, one) for one in component.explanations[:_SHOWN]]
    more = len(component.explanations) - len(shown)
    en, zh = " or ".join(one.en for one in shown), "或".join(one.zh for one in shown)
    return Said(f"{en} or {more} others" if more else en, f"{zh}或另外 {more} 种" if more else zh)


def _explanation(evidence: Evidence, cells: dict[Cell, Figure], explanation: Explanation) -> Said:
    names = evidence.names
    en, zh = [], []
    for proposal in explanation:
        figure = cells[proposal.cell]  # type: ignore[index]
        metric, item, region = names.metrics[figure.metric], names.items[figure.item], names.regions[figure.region]
        shown, right = printed(figure, metric.divisor), range_text(proposal.proposed).en
        slip = f", {proposal.slip}" if proposal.slip else ""
        slip_zh = f"，{_SLIPS_ZH.get(proposal.slip, proposal.slip)}" if proposal.slip else ""
        of, of_zh = f" {item.en}" if item.en else "", f"·{item.zh}" if item.zh else ""
        place = f"{figure.locator}"
        en.append(f"{region.en}{of}: {shown} should be {right or 'another figure'}{slip} ({place})")
        zh.append(f"{region.zh}{of_zh}：{shown} 应为 {right or '其他数'}{slip_zh}（{place}）")
    return Said(" and ".join(en), "、".join(zh))
