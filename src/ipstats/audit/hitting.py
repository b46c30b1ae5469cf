"""All smallest sets of cells that resolve every conflict: what to doubt where something does not add up.

A set explains the failures when freeing its cells leaves no conflict. Each conflict that is met names cells of
which one must be in every explanation, so candidates are sets that hit all conflicts known so far, and a
candidate either explains everything or brings a new conflict to light.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .simplex import Budget, BudgetEndedError, Conflict, Tableau
from .solving import Candidates, SolverMissingError


@dataclass
class Search:
    """A search in one part of a system, and what it found.

    ``base`` is the tableau with all cells as printed. ``found`` are all explanations of ``size`` cells; where
    ``complete`` is false, ``reason`` says what was not tried.
    """

    base: Tableau
    budget: Budget
    conflicts: list[frozenset[int]] = field(default_factory=list)
    found: list[frozenset[int]] = field(default_factory=list)
    size: int = 0
    complete: bool = True
    reason: str = ""

    def explains(self, cells: Iterable[int]) -> bool:
        """Whether everything adds up once these cells are free; a new conflict is kept where it does not."""
        conflict = self.conflict(cells)
        if conflict is not None:
            self.conflicts.append(conflict.cells)
        return conflict is None

    def conflict(self, cells: Iterable[int]) -> Conflict | None:
        """What still contradicts itself when these cells are free, tried exactly."""
        tableau = self.base.copy()
        for cell in sorted(cells):
            tableau.free(cell)
        return tableau.feasible()

    def run(self, most: int) -> None:
        """Find all smallest explanations: by branching up to ``most`` cells, beyond with a solver."""
        whole = self.budget.left
        self.budget.left = whole // 2
        try:
            for self.size in range(1, most + 1):
                self.found = []
                self._extend(frozenset(), set())
                if self.found:
                    return
            self.reason = f"no {most} cells explain it"
        except BudgetEndedError:
            if self.found:
                self.complete = False
                self.reason = f"the budget ended among sets of {self.size} cells: there may be more of them"
                return
            self.reason = f"the budget ended among sets of {self.size} cells"
        self.budget.left = max(self.budget.left, 0) + whole - whole // 2
        self.complete = False
        try:
            self._beyond()
        except SolverMissingError:
            self.size = 0
            self.reason += "; larger sets need the solver, which is not installed: pip install 'ipstats[solver]'"

    def _extend(self, free: frozenset[int], seen: set[frozenset[int]]) -> None:
        """Add cells to ``free``, one for each conflict that it does not hit, up to the size sought."""
        seen.add(free)
        self.budget.spend(len(self.conflicts) + 1)
        open_ = [cells for cells in self.conflicts if cells.isdisjoint(free)]
        if not open_:
            if self.explains(free):
                self.found.append(free)
                return
            open_ = [self.conflicts[-1]]
        left = self.size - len(free)
        if apart(open_) > left:
            return
        # The last cell has to resolve all that is left; an earlier one, the conflict with the fewest ways out.
        ways = frozenset.intersection(*open_) if left == 1 else min(open_, key=len)
        for cell in sorted(ways):
            if (more := free | {cell}) not in seen:
                self._extend(more, seen)

    def _beyond(self) -> None:
        """Let the solver choose smallest candidates, until it has none of the size of the first explanation."""
        before = self.reason
        candidates = Candidates(self.conflicts)
        self.size, self.found = 0, []
        try:
            while (chosen := candidates.smallest(self.budget)) is not None:
                if self.found and len(chosen) > self.size:
                    break
                fresh = self._conflicts_beside(chosen)
                if not fresh:
                    self.found.append(chosen)
                    self.size = len(chosen)
                    candidates.exclude(chosen)
                for cells in fresh:
                    candidates.require(cells)
            self.complete, self.reason = True, ""
        except BudgetEndedError:
            if self.found:
                self.reason = f"the budget ended among sets of {self.size} cells: there may be more of them"
            else:
                self.size = 0
                self.reason = f"{before}; the budget ended before the solver found an explanation"

    def _conflicts_beside(self, chosen: frozenset[int]) -> Sequence[frozenset[int]]:
        """The conflicts that a candidate leaves: several at once, no two with a common cell."""
        fresh: list[frozenset[int]] = []
        free = set(chosen)
        while (conflict := self.conflict(free)) is not None:
            fresh.append(conflict.cells)
            free |= conflict.cells
        self.conflicts += fresh
        return fresh


def apart(conflicts: Iterable[frozenset[int]]) -> int:
    """How many of these conflicts have no cell in common, at the least: as many cells are wrong."""
    used: set[int] = set()
    count = 0
    for cells in sorted(conflicts, key=len):
        if used.isdisjoint(cells):
            used |= cells
            count += 1
    return count
