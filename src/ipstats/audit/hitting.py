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
    conflicts: list[Conflict] = field(default_factory=list)
    found: list[frozenset[int]] = field(default_factory=list)
    size: int = 0
    complete: bool = True
    reason: str = ""

    def explains(self, cells: Iterable[int]) -> bool:
        """Whether everything adds up once these cells are free; a new conflict is kept where it does not."""
        conflict = self.conflict(cells)
        if conflict is not None:
            self.conflicts.append(conflict)
        return conflict is None

    def conflict(self, cells: Iterable[int]) -> Conflict | None:
        """What still contradicts itself when these cells are free, tried exactly."""
        tableau = self.base.copy()
        for cell in sorted(cells):
            tableau.free(cell)
        return tableau.feasible()

    def run(self, most: int) -> None:
        """Find all smallest explanations: by branching up to ``most`` cells, beyond with a solver.

        Where more conflicts than that have no cell in common, as many cells are wrong at the least, and few sets
        of that size, or of one more, are left to try: branching is then the faster way as well.
        """
        # Half of what there is, and the solver has the rest.
        kept = self.budget.left // 2
        self.budget.left -= kept
        try:
            self._branch(most)
        finally:
            self.budget.left = max(self.budget.left, 0) + kept
        if not self.found:
            try:
                self._beyond()
            except SolverMissingError:
                self.size = 0
                self.reason += "; larger sets need the solver, which is not installed: pip install 'ipstats[solver]'"

    def _branch(self, most: int) -> None:
        """Try the sets of each size in turn."""
        least = max(1, len(apart(self.conflicts)))
        most = max(most, least + 1)
        try:
            for size in range(least, most + 1):
                self.size = size
                self._extend(frozenset(), [], 0, set())
                if self.found:
                    return
            self.reason = f"no set of up to {most} cells explains it"
        except BudgetEndedError:
            more = ": there may be more of them" if self.found else ""
            self.reason = f"the budget ended among sets of {self.size} cells{more}"
        self.complete = False

    def _extend(self, free: frozenset[int], open_: list[Conflict], known: int, seen: set[frozenset[int]]) -> None:
        """Add cells to ``free``, one for each conflict that it does not hit, up to the size sought.

        ``open_`` are these conflicts among the first ``known`` ones.
        """
        seen.add(free)
        open_ = open_ + [one for one in self.conflicts[known:] if one.cells.isdisjoint(free)]
        self.budget.spend((len(open_) + len(self.conflicts) - known) // 8 + 1)
        if not open_:
            if self.explains(free):
                self.found.append(free)
                return
            open_ = [self.conflicts[-1]]
        known = len(self.conflicts)
        for cell in sorted(self._ways(open_, self.size - len(free))):
            if (more := free | {cell}) not in seen:
                self._extend(more, [one for one in open_ if cell not in one.cells], known, seen)

    def _ways(self, open_: Sequence[Conflict], left: int) -> frozenset[int]:
        """The cells of which one has to be added, where ``left`` may be."""
        if left == 0:
            return frozenset()
        if left == 1:
            return frozenset.intersection(*(one.alone for one in open_))
        separate = apart(open_)
        if len(separate) > left:
            return frozenset()
        if len(separate) < left:
            return min((one.cells for one in open_), key=len)
        # Each of the cells to come is in one of these: no other can resolve anything.
        inside = frozenset().union(*(one.cells for one in separate))
        return min((one.cells & inside for one in open_), key=len)

    def _beyond(self) -> None:
        """Let the solver choose smallest candidates, until it has none of the size of the first explanation."""
        before = self.reason
        candidates = Candidates(conflict.cells for conflict in self.conflicts)
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

    def _conflicts_beside(self, chosen: frozenset[int]) -> list[frozenset[int]]:
        """The conflicts that a candidate leaves: several at once, no two with a common cell."""
        fresh: list[frozenset[int]] = []
        free = set(chosen)
        while (conflict := self.conflict(free)) is not None:
            fresh.append(conflict.cells)
            free |= conflict.cells
        return fresh


def apart(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Conflicts without a common cell, as many as are easily found: no fewer cells are wrong."""
    used: set[int] = set()
    found = []
    for conflict in sorted(conflicts, key=lambda one: len(one.cells)):
        if used.isdisjoint(conflict.cells):
            used |= conflict.cells
            found.append(conflict)
    return found
