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
RUN, CONFLICT = 2_000, 20

#: Nodes that a single run may take.
NODES = 20_000


class SolverMissingError(Exception):
    """The extra ``solver`` is not installed. It never leaves this package."""


class Candidates:
    """A set of cells that hits every conflict told so far, as small as can be, again and again."""

    def __init__(self, conflicts: Iterable[frozenset[int]]) -> None:
        """Begin with known conflicts. Raises ``SolverMissingError`` where HiGHS is not installed."""
        try:
            self._highs: Any = import_module("highspy")
        except ImportError as error:
            raise SolverMissingError from error
        self._solver: Any = self._highs.Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("random_seed", 0)
        self._solver.setOptionValue("mip_max_nodes", NODES)
        self._columns: dict[int, int] = {}
        self._known: set[frozenset[int]] = set()
        for cells in conflicts:
            self.require(cells)

    def require(self, conflict: frozenset[int]) -> None:
        """Of these cells at least one is to be in every set."""
        if conflict not in self._known:
            self._known.add(conflict)
            self._row(conflict, 1, len(conflict))

    def exclude(self, chosen: frozenset[int]) -> None:
        """Never give this set again, nor one around it."""
        self._row(chosen, 0, len(chosen) - 1)

    def smallest(self, budget: Budget) -> frozenset[int] | None:
        """A smallest set, or ``None`` where there is none. Raises ``BudgetEndedError``."""
        budget.spend(RUN + CONFLICT * len(self._known))
        self._solver.run()
        status = self._solver.getModelStatus()
        if status == self._highs.HighsModelStatus.kInfeasible:
            return None
        if status != self._highs.HighsModelStatus.kOptimal:
            raise BudgetEndedError
        values = self._solver.getSolution().col_value
        chosen = frozenset(cell for cell, column in self._columns.items() if values[column] > 0.5)
        if any(chosen.isdisjoint(conflict) for conflict in self._known):
            raise BudgetEndedError
        return chosen

    def _row(self, cells: frozenset[int], low: int, high: int) -> None:
        for cell in sorted(cells):
            if cell not in self._columns:
                self._columns[cell] = len(self._columns)
                self._solver.addCol(1, 0, 1, 0, [], [])
                self._solver.changeColIntegrality(self._columns[cell], self._highs.HighsVarType.kInteger)
        self._solver.addRow(low, high, len(cells), [self._columns[c] for c in sorted(cells)], [1] * len(cells))
