"""Smallest sets that hit all conflicts, chosen by the integer solver HiGHS where branching would take too long.

The solver works in floating point, on a problem of ones and zeros that is kind to it. What it chooses is a
candidate only: whether a set explains the failures is decided elsewhere, exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from .simplex import Budget, BudgetEndedError

#: What one run of the solver costs of a budget, at the least, and for each conflict that it has to consider.
RUN, CONFLICT = 2_000, 50

#: Nodes that a single run may take.
NODES = 1_000

#: Statuses of ``scipy.optimize.milp``.
OPTIMAL, INFEASIBLE = 0, 2


class SolverMissingError(Exception):
    """The extra ``solver`` is not installed. It never leaves this package."""


class Candidates:
    """A set of cells that hits every conflict told so far, as small as can be, again and again."""

    def __init__(self, conflicts: Iterable[frozenset[int]]) -> None:
        """Begin with known conflicts. Raises ``SolverMissingError`` where SciPy is not installed."""
        try:
            self._optimize: Any = import_module("scipy.optimize")
            self._sparse: Any = import_module("scipy.sparse")
        except ImportError as error:
            raise SolverMissingError from error
        self._required = dict.fromkeys(conflicts)
        self._excluded: list[frozenset[int]] = []

    def require(self, conflict: frozenset[int]) -> None:
        """Of these cells at least one is to be in every set."""
        self._required[conflict] = None

    def exclude(self, chosen: frozenset[int]) -> None:
        """Never give this set again, nor one around it."""
        self._excluded.append(chosen)

    def smallest(self, budget: Budget) -> frozenset[int] | None:
        """A smallest set, or ``None`` where there is none. Raises ``BudgetEndedError``."""
        budget.spend(RUN + CONFLICT * len(self._required))
        rows = [*self._required, *self._excluded]
        cells = sorted(frozenset().union(*rows))
        column = {cell: place for place, cell in enumerate(cells)}
        places = [(row, column[cell]) for row, members in enumerate(rows) for cell in sorted(members)]
        matrix = self._sparse.csr_array(
            ([1] * len(places), tuple(zip(*places, strict=True))), shape=(len(rows), len(cells))
        )
        least = [1] * len(self._required) + [0] * len(self._excluded)
        most = [len(members) for members in self._required] + [len(members) - 1 for members in self._excluded]
        answer = self._optimize.milp(
            [1] * len(cells),
            integrality=[1] * len(cells),
            bounds=self._optimize.Bounds(0, 1),
            constraints=self._optimize.LinearConstraint(matrix, least, most),
            options={"node_limit": NODES, "mip_rel_gap": 0},
        )
        if answer.status == INFEASIBLE:
            return None
        if answer.status != OPTIMAL:
            raise BudgetEndedError
        chosen = frozenset(cell for cell in cells if answer.x[column[cell]] > 0.5)
        hits = not any(chosen.isdisjoint(conflict) for conflict in self._required)
        if not hits or any(excluded <= chosen for excluded in self._excluded):
            raise BudgetEndedError
        return chosen
