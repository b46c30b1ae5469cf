"""Which failures have to be explained together, and which can be explained apart.

Failures whose conflicts have no cell in common are searched apart. An explanation could still span two of them
through cells in between, if there are few enough of these: then both are searched again together. What was
searched together and falls into independent choices is taken apart again, so that it is not multiplied out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from .equations import System, connected
from .hitting import Search
from .simplex import Budget, Conflict, Number, Tableau

#: Between what a cell can lie.
Extent = tuple[Number, Number | None]


@dataclass(frozen=True, slots=True)
class Group:
    """Failing equations, and the search for what explains them."""

    equations: frozenset[int]
    search: Search


def groups_of(system: System, part: Sequence[int], most: int, budget: Budget) -> list[Group]:
    """The failures of a connected part of a system, each group searched; none where everything can hold."""
    absurd = _absurd(system, part, budget)
    conflicts = conflicts_of(system, part, budget)
    if not conflicts:
        return absurd
    together = connected([conflict.cells for conflict in conflicts])
    groups = [_searched(system, part, conflicts, positions, most, budget) for positions in together]
    while len(merged := _spanned(system, groups)) < len(groups):
        anew = []
        for numbers in merged:
            positions = [position for number in numbers for position in together[number]]
            # Taken together they need at most as many cells as apart.
            size = max(most, sum(groups[number].search.size for number in numbers))
            one = len(numbers) == 1
            anew.append(groups[numbers[0]] if one else _searched(system, part, conflicts, positions, size, budget))
        together = [[position for number in numbers for position in together[number]] for numbers in merged]
        groups = anew
    return absurd + groups


def conflicts_of(system: System, part: Sequence[int], budget: Budget) -> list[Conflict]:
    """What contradicts itself while every cell is as printed; no two conflicts use the same equation."""
    found = [_failure(system, e) for e in part if system.fails(e)]
    budget.spend(sum(len(system.coefficients[e]) for e in part))
    cells = {cell for e in part for cell in system.coefficients[e]}
    if all(system.pinned(cell) for cell in cells):
        return found
    # Blanks and roundings link equations: each can hold, and not all of them.
    tableau = Tableau(system, budget, part)
    tableau.relax(e for conflict in found for e in conflict.equations)
    while (conflict := tableau.feasible()) is not None:
        found.append(conflict)
        tableau.relax(conflict.equations)
    return found


def _failure(system: System, equation: int) -> Conflict:
    """An equation that fails by itself: its cells without those that can only make it worse."""
    low, high = system.residual(equation)
    too_much = low is not None and low > 0
    amount = low if too_much else high
    assert amount is not None
    cells, alone = set(), set()
    for cell, factor in system.coefficients[equation].items():
        # What has to fall can fall to zero; what has to rise has no end.
        falls = (factor > 0) == too_much
        if system.low[cell] > 0 if falls else system.high[cell] is not None:
            cells.add(cell)
            if not falls or system.low[cell] * abs(factor) >= abs(amount):
                alone.add(cell)
    return Conflict(frozenset(cells), frozenset([equation]), frozenset(alone))


def _searched(
    system: System,
    part: Sequence[int],
    conflicts: Sequence[Conflict],
    positions: Iterable[int],
    most: int,
    budget: Budget,
) -> Group:
    """Search some conflicts, with the equations of the others left out of account."""
    mine = [conflicts[position] for position in positions]
    equations = frozenset(e for conflict in mine for e in conflict.equations)
    others = {e for conflict in conflicts for e in conflict.equations} - equations
    search = Search(Tableau(system, budget, set(part) - others), budget, mine)
    search.run(most)
    return Group(equations, search)


def _absurd(system: System, part: Sequence[int], budget: Budget) -> list[Group]:
    """A group for each figure that cannot be: it is wrong whatever explains the rest, and free there."""
    cells = {cell for e in part for cell in system.coefficients[e]}
    groups = []
    for cell in system.absurd:
        if cell in cells:
            base = Tableau(system, budget, part)
            base.relax(e for conflict in conflicts_of(system, part, budget) for e in conflict.equations)
            groups.append(Group(frozenset(), Search(base, budget, found=[frozenset([cell])], size=1)))
    return groups


def _spanned(system: System, groups: Sequence[Group]) -> list[list[int]]:
    """The groups that one explanation could span, by their numbers.

    An explanation changes cells that hang together by equations. To reach from one group to another it changes
    every cell on some way between them, and those that are neither blank nor rounded count. Where each way has
    more of them than both groups need apart, spanning them is never smaller, nor as small.
    """
    links: list[list[int]] = [[number] for number in range(len(groups))]
    for number, group in enumerate(groups[:-1]):
        costs = _costs(system, group.equations)
        for other in range(number + 1, len(groups)):
            both = group.search.size, groups[other].search.size
            cells = [cell for e in groups[other].equations for cell in system.coefficients[e]]
            nearest = min((costs[cell] for cell in cells if cell in costs), default=None)
            if all(both) and nearest is not None and nearest <= sum(both):
                links.append([number, other])
    whole = [link for link in connected(links) if link]
    return [sorted({number for position in link for number in links[position]}) for link in whole]


def _costs(system: System, equations: Iterable[int]) -> dict[int, int]:
    """How many pinned cells lie on the cheapest way from these equations to each cell, both ends counted."""
    costs: dict[int, int] = {}
    waiting = deque((0, equation) for equation in sorted(equations))
    used = set()
    while waiting:
        cost, equation = waiting.popleft()
        if equation in used:
            continue
        used.add(equation)
        for cell in system.coefficients[equation]:
            price = cost + (1 if system.pinned(cell) else 0)
            if price < costs.get(cell, price + 1):
                costs[cell] = price
                for next_ in system.touching[cell]:
                    (waiting.append if price > cost else waiting.appendleft)((price, next_))
    return costs


def factors(
    system: System, failures: Iterable[int], extents: Mapping[frozenset[int], Mapping[int, Extent]]
) -> list[list[dict[int, Extent]]]:
    """Explanations as independent choices: one of each list makes an explanation.

    Cells belong to one choice where they take each other's place, where a failing equation has both, or where
    what is proposed for one depends on the other. Equations that fail only together with others, by a blank or
    a rounding, tie cells as well, unless that would multiply explanations out.
    """
    explanations = list(extents)
    cells = sorted(frozenset().union(*explanations))
    proposed = {cell: {extents[e][cell] for e in explanations if cell in e} for cell in cells}
    whole = [[dict(extents[e]) for e in explanations]]
    if len(explanations[0]) == 1 or any(len(different) > 1 for different in proposed.values()):
        return whole
    known = {cell: different.copy().pop() for cell, different in proposed.items()}
    tight = list(failures)
    ways = []
    for tying in (tight, [equation for equation in tight if system.fails(equation)]):
        choices = _choices(explanations, cells, [system.coefficients[e].keys() for e in tying])
        if prod(map(len, choices)) == len(explanations):
            ways.append([[{cell: known[cell] for cell in sorted(choice)} for choice in some] for some in choices])
    return min(ways, key=lambda way: sum(map(len, way)), default=whole)


def _choices(
    explanations: Sequence[frozenset[int]], cells: Sequence[int], tying: Sequence[Collection[int]]
) -> list[list[frozenset[int]]]:
    """The parts of explanations in each block of cells that hang together."""
    links = [[cell] for cell in cells]
    for position, cell in enumerate(cells):
        beside = frozenset().union(*(e for e in explanations if cell in e))
        links += [
            [cell, other]
            for other in cells[position + 1 :]
            if other not in beside or any(cell in both and other in both for both in tying)
        ]
    blocks = [{cell for position in link for cell in links[position]} for link in connected(links)]
    return [list(dict.fromkeys(e.intersection(block) for e in explanations)) for block in blocks]
