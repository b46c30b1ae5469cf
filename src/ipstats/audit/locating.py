"""Where the error is: the smallest sets of cells that explain all the sums that fail, and what they should say.

The principle is that of Fellegi and Holt (1976): as few figures as possible are held to be wrong. See
``docs/locating.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ..numbers import Bounds
from .equations import Cell, Equation, System, connected, system_of
from .parting import Group, factors, groups_of
from .simplex import Budget, BudgetEndedError, Number, Tableau
from .slips import SLIPS, rank, slip

#: Elementary steps that a search may take by default: some seconds.
BUDGET = 2_000_000

EXCHANGED, MOVED = SLIPS[:2]


class Proposal(NamedTuple):
    """A cell to be doubted, and what it should say.

    ``proposed`` are the values with which every equation can hold, ``None`` where any will do; of two cells with
    a range each, not every pair need fit. ``slip`` is the misprint that it would be, empty where it is none of
    :data:`~ipstats.audit.slips.SLIPS`.
    """

    cell: Cell
    proposed: Bounds | None
    slip: str

    @property
    def value(self) -> Fraction | None:
        """The one value that satisfies every equation, if there is one."""
        return self.proposed.low if self.proposed is not None and self.proposed.low == self.proposed.high else None


#: Cells that together explain the failures of a component.
Explanation = tuple[Proposal, ...]


@dataclass(frozen=True)
class Component:
    """Failures that have to be explained together, apart from all others.

    ``explanations`` are all smallest ones, the likeliest misprints first. Where ``complete`` is false, ``tried``
    says where the search ended: there may be more explanations, or none was found. A component without failures
    is a figure that cannot be, such as one below zero.
    """

    failures: tuple[Equation, ...]
    explanations: tuple[Explanation, ...]
    complete: bool
    tried: str


@dataclass(frozen=True)
class Located:
    """What explains the failures of a system, component by component; none where everything can hold."""

    components: tuple[Component, ...]

    @property
    def explanations(self) -> list[Explanation]:
        """Those of all components, one after the other: one of each component is needed."""
        return [explanation for component in self.components for explanation in component.explanations]

    @property
    def complete(self) -> bool:
        """Whether every component has all its smallest explanations."""
        return all(component.complete for component in self.components)

    @property
    def tried(self) -> str:
        """Why it is not complete."""
        return "; ".join(dict.fromkeys(component.tried for component in self.components if not component.complete))


def locate(
    cells: Mapping[Cell, Bounds | None],
    equations: Sequence[Equation],
    *,
    most: int = 3,
    whole: bool = True,
    budget: int = BUDGET,
) -> Located:
    """The smallest sets of cells that explain every failing equation.

    ``cells`` are the printed figures with their bounds, ``None`` for a blank, which is free at no cost; no
    figure is below zero, and with ``whole`` all are whole numbers. Sets of up to ``most`` cells, or of one more
    than there are failures without a common cell, are searched by branching; larger ones need the extra
    ``solver``. ``budget`` is the number of elementary steps allowed, for all components together, so that the
    answer does not depend on the speed of the machine.
    """
    system = system_of(cells, equations, whole=whole)
    # A quarter is kept for working out values, so that what was found can be said.
    steps = Budget(budget - budget // 4)
    found: list[Component | Group] = []
    for part in connected(system.coefficients):
        try:
            found += groups_of(system, part, most, steps)
        except BudgetEndedError:
            tried = "the budget ended before it was known whether all equations can hold"
            found.append(Component(tuple(equations[e] for e in part if system.fails(e)), (), False, tried))
    steps.left = max(steps.left, 0) + budget // 4
    components: list[Component] = []
    for one in found:
        components += _components(system, cells, one) if isinstance(one, Group) else [one]
    return Located(tuple(components))


def _components(system: System, cells: Mapping[Cell, Bounds | None], group: Group) -> list[Component]:
    """The components of one group of failures, with what is proposed for each cell."""
    search = group.search
    failures = sorted(group.equations)
    if not search.found:
        return [Component(tuple(system.equations[e] for e in failures), (), False, search.reason)]
    complete, tried, extents = search.complete, search.reason, {}
    try:
        for explanation in search.found:
            extents[explanation] = _extents(search.base, explanation)
    except BudgetEndedError:
        complete, tried = False, "the budget ended while values were worked out: some explanations are left out"
    if not extents:
        return [Component(tuple(system.equations[e] for e in failures), (), complete, tried)]
    made = []
    # Of an incomplete list it cannot be said which choices are independent.
    for choices in factors(system, failures, extents) if complete else [list(extents.values())]:
        inside = {cell for choice in choices for cell in choice}
        mine = tuple(system.equations[e] for e in failures if inside & system.coefficients[e].keys())
        named = [_proposals(system, cells, choice) for choice in choices]
        made.append(Component(mine, tuple(sorted(named, key=_likelihood)), complete, tried))
    return made


def _extents(base: Tableau, explanation: Iterable[int]) -> dict[int, tuple[Number, Number | None]]:
    """Between what the cells of an explanation can lie."""
    tableau = base.copy()
    for cell in sorted(explanation):
        tableau.free(cell)
    conflict = tableau.feasible()
    assert conflict is None, "what explains the failures was tried before"
    return {cell: tableau.extent(cell) for cell in sorted(explanation)}


def _proposals(
    system: System, cells: Mapping[Cell, Bounds | None], choice: Mapping[int, tuple[Number, Number | None]]
) -> Explanation:
    made = []
    for number, (low, high) in choice.items():
        cell = system.cells[number]
        least, low_open = system.end(low)
        most, high_open = (None, False) if high is None else system.end(high)
        proposed = None if least == 0 and most is None else Bounds(least, most, low_open, high_open)
        made.append(Proposal(cell, proposed, slip(cells.get(cell), proposed)))
    return tuple(_exchanged(cells, made))


def _exchanged(cells: Mapping[Cell, Bounds | None], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Say so where a cell should have what was printed in another one of them: two exchanged, or a block moved."""
    partners = {
        (one.cell, other.cell)
        for one in proposals
        for other in proposals
        if one.cell != other.cell and one.proposed is not None and one.proposed == cells.get(other.cell)
    }
    moved = {one for one, _ in partners}
    exchanged = {one for one, other in partners if (other, one) in partners}
    return [
        proposal._replace(slip=EXCHANGED if proposal.cell in exchanged else MOVED)
        if proposal.cell in moved
        else proposal
        for proposal in proposals
    ]


def _likelihood(explanation: Explanation) -> int:
    """A place in the order of explanations: the one that needs the least unlikely slips is first."""
    return sum(rank(proposal.slip) for proposal in explanation)
