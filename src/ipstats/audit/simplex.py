"""Whether equations can hold within bounds, exactly; and where they cannot, which bounds together forbid it.

The simplex method in the form in which solvers of logic use it (Dutertre and de Moura, 2006): every variable
has its own bounds, a violated one is moved into them by a pivot, and where none can be moved, the row at hand is
the proof. All numbers are whole or fractions; Bland's rule of the smallest index makes it end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from .equations import System

Number = int | Fraction

#: What a branching costs, so that a budget ends before the stack does.
BRANCHING = 5_000


class BudgetEndedError(Exception):
    """The steps allowed to a search are used up. It never leaves this package."""


@dataclass(slots=True)
class Budget:
    """How many elementary steps of arithmetic may still be taken: the same on every machine."""

    left: int

    def spend(self, steps: int) -> None:
        """Take some steps; raises ``BudgetEndedError`` where none are left."""
        self.left -= steps
        if self.left < 0:
            raise BudgetEndedError


@dataclass(frozen=True, slots=True)
class Conflict:
    """Cells of which at least one must be other than printed, and the equations that say so.

    ``alone`` are those of them that can be the only one, as far as is known.
    """

    cells: frozenset[int]
    equations: frozenset[int]
    alone: frozenset[int]


class Tableau:
    """The equations over those cells that may vary, and a tentative value for each of them.

    Cells are variables 0, 1, ...; equation ``e`` is the variable ``-1 - e``, the sum of its varying cells, whose
    bounds are what the pinned cells leave for it. Cells are freed one by one, never pinned again: copy it before.
    """

    def __init__(self, system: System, budget: Budget, equations: Iterable[int]) -> None:
        """Begin with all cells as printed; blanks, absurd and rounded cells may vary."""
        self.system, self.budget = system, budget
        self.rows: dict[int, dict[int, Number]] = {}
        self.value: dict[int, Number] = {}
        self.low: dict[int, int | None] = {}
        self.high: dict[int, int | None] = {}
        #: Bounds that come from print, and not from nature or from a branching: (variable, whether the upper).
        self.printed: set[tuple[int, bool]] = set()
        self.equations = frozenset(equations)
        cells = dict.fromkeys(c for e in sorted(self.equations) for c in system.coefficients[e])
        for cell in cells:
            if not system.pinned(cell):
                self._vary(cell)

    def copy(self) -> Tableau:
        """The same, to be changed apart."""
        other = Tableau.__new__(Tableau)
        other.system, other.budget, other.equations = self.system, self.budget, self.equations
        other.rows = {basic: dict(row) for basic, row in self.rows.items()}
        other.value, other.low, other.high = dict(self.value), dict(self.low), dict(self.high)
        other.printed = set(self.printed)
        self.budget.spend(sum(map(len, self.rows.values())) // 8 + 1)
        return other

    def free(self, cell: int) -> None:
        """Let a cell be anything from zero."""
        if cell not in self.value:
            self._vary(cell)
        self.low[cell], self.high[cell] = 0, None
        self.printed -= {(cell, False), (cell, True)}

    def relax(self, equations: Iterable[int]) -> None:
        """Let equations hold or not."""
        for equation in equations:
            if -1 - equation in self.value:
                self.low[-1 - equation] = self.high[-1 - equation] = None
            self.equations -= {equation}

    def _vary(self, cell: int) -> None:
        """Take a cell in as a variable, with its printed value or the least that it can have."""
        system = self.system
        low, high = system.low[cell], system.high[cell]
        column: dict[int, Number] = {}
        mine = [e for e in system.touching[cell] if e in self.equations]
        for equation in mine:
            slack, factor = -1 - equation, system.coefficients[equation][cell]
            if slack not in self.value:
                self.value[slack], self.rows[slack] = 0, {}
                self.low[slack] = self.high[slack] = -system.constant[equation]
            column[slack] = factor
        # In terms of the present basis: what a row says of the equations, it says of their new cell.
        for basic, row in self.rows.items():
            share = column.get(basic, 0) - sum(row[slack] * factor for slack, factor in column.items() if slack in row)
            if share:
                row[cell] = share
        self.budget.spend(len(self.rows) + 1)
        for equation in mine:
            slack, shift = -1 - equation, system.coefficients[equation][cell] * low
            self.value[slack] += shift
            # A pinned cell was counted among the constants, and is a variable from now on.
            lowest, highest = self.low[slack], self.high[slack]
            if system.pinned(cell) and lowest is not None and highest is not None:
                self.low[slack], self.high[slack] = lowest + shift, highest + shift
        self.value[cell], self.low[cell], self.high[cell] = low, low, high
        if cell not in system.absurd:
            self.printed |= {(cell, upper) for upper in (False, True) if (high is not None if upper else low > 0)}

    def feasible(self) -> Conflict | None:
        """Find values within all bounds, whole ones for counts; or the conflict that forbids it."""
        conflict = self._within_bounds()
        if conflict is not None or not self.system.whole:
            return conflict
        broken = min((c for c, v in self.value.items() if c >= 0 and int(v) != v), default=None)
        if broken is None:
            return None
        # Between two whole numbers there is none: both sides are tried, and fail for their own reasons.
        cells: frozenset[int] = frozenset()
        equations: frozenset[int] = frozenset()
        self.budget.spend(BRANCHING)
        middle = self.value[broken] // 1
        for upper in (True, False):
            branch = self.copy()
            if upper:
                branch.high[broken] = middle
            else:
                branch.low[broken] = middle + 1
            branch.printed.discard((broken, upper))
            conflict = branch.feasible()
            if conflict is None:
                self.rows, self.value = branch.rows, branch.value
                return None
            cells, equations = cells | conflict.cells, equations | conflict.equations
        return Conflict(cells, equations, cells)

    def _within_bounds(self) -> Conflict | None:
        while True:
            self.budget.spend(2 * len(self.rows) + 1)
            violated = min((basic for basic in self.rows if self._outside(basic)), default=None)
            if violated is None:
                return None
            low = self.low[violated]
            rise = low is not None and self.value[violated] < low
            target = low if rise else self.high[violated]
            assert target is not None
            row = self.rows[violated]
            entering = min((c for c, factor in row.items() if self._can_move(c, rise == (factor > 0))), default=None)
            if entering is None:
                return self._explained(violated, rise)
            self._move(entering, (target - self.value[violated]), row[entering])
            self._pivot(violated, entering)
            self.value[violated] = target

    def _outside(self, variable: int) -> bool:
        value, low, high = self.value[variable], self.low[variable], self.high[variable]
        return (low is not None and value < low) or (high is not None and value > high)

    def _can_move(self, variable: int, up: bool) -> bool:
        end = self.high[variable] if up else self.low[variable]
        return end is None or (self.value[variable] < end if up else self.value[variable] > end)

    def _move(self, entering: int, needed: Number, factor: Number) -> None:
        """Move a variable outside the basis by ``needed / factor``, and with it all that depend on it."""
        step = over(needed, factor)
        self.value[entering] += step
        for basic, row in self.rows.items():
            share = row.get(entering)
            if share:
                self.value[basic] += share * step

    def _pivot(self, leaving: int, entering: int) -> None:
        """Let ``entering`` take the place of ``leaving`` in the basis; no value changes."""
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        solved = {column: over(-share, factor) for column, share in row.items()}
        solved[leaving] = over(1, factor)
        for other in self.rows.values():
            share = other.pop(entering, 0)
            if share:
                self.budget.spend(2 * len(solved))
                for column, part in solved.items():
                    total = other.get(column, 0) + share * part
                    if total:
                        other[column] = total
                    else:
                        del other[column]
        self.rows[entering] = solved

    def _explained(self, violated: int, rise: bool) -> Conflict:
        """The printed cells that hold a row outside its bounds."""
        row = self.rows[violated]
        cells = {violated} if (violated, not rise) in self.printed else set()
        # How often each equation is used in the proof; the pinned cells that do not cancel are part of it.
        uses: dict[int, Number] = {-1 - violated: 1} if violated < 0 else {}
        for variable, factor in row.items():
            if variable < 0:
                uses[-1 - variable] = -factor
            elif (variable, rise == (factor > 0)) in self.printed:
                cells.add(variable)
        weights: dict[int, Number] = {}
        for equation, times in uses.items():
            self.budget.spend(len(self.system.coefficients[equation]))
            for cell, factor in self.system.coefficients[equation].items():
                if cell not in self.value:
                    weights[cell] = weights.get(cell, 0) + times * factor
        # What is zero cannot be less, so it does not help where less is needed.
        low = self.system.low
        cells |= {cell for cell, weight in weights.items() if weight and (low[cell] > 0 or rise == (weight > 0))}
        return Conflict(frozenset(cells), frozenset(uses), frozenset(cells))

    def extent(self, cell: int) -> tuple[Number, Number | None]:
        """The least and the largest value of a cell that leaves every equation satisfied, whole ones for counts.

        To be asked of a feasible tableau. Where equations have other factors than one, not every number between
        need be possible.
        """
        if self.system.whole:
            least, most = self._whole_end(cell, up=False), self._whole_end(cell, up=True)
        else:
            least, most = self._furthest(cell, up=False), self._furthest(cell, up=True)
        assert least is not None, "no figure is below zero"
        return least, most

    def _whole_end(self, cell: int, *, up: bool) -> Number | None:
        """The last whole number on the way with which all cells can be whole; ``None`` where there is no end."""
        end = self._furthest(cell, up=up)
        tried = self
        while end is not None:
            last = end // 1 if up else -(-end // 1)
            if last == end and all(int(value) == value for number, value in tried.value.items() if number >= 0):
                return last
            self.budget.spend(BRANCHING)
            trial = tried.copy()
            trial.low[cell] = trial.high[cell] = last
            if trial.feasible() is None:
                return last
            tried = tried.copy()
            (tried.high if up else tried.low)[cell] = last - 1 if up else last + 1
            if cell not in tried.rows:
                tried._move(cell, -1 if up else 1, 1)
            conflict = tried.feasible()
            assert conflict is None, "the cell had a whole value with which all others are whole"
            end = tried._furthest(cell, up=up)
        return None

    def _furthest(self, cell: int, *, up: bool) -> Number | None:
        """Move a cell as far as it goes, by Bland's rule; ``None`` where it has no end."""
        while True:
            self.budget.spend(2 * len(self.rows) + 1)
            itself: dict[int, Number] = {cell: 1}
            row = self.rows.get(cell, itself)
            entering = min((c for c, factor in row.items() if self._can_move(c, up == (factor > 0))), default=None)
            if entering is None:
                return self.value[cell]
            rise = up == (row[entering] > 0)
            end = self.high[entering] if rise else self.low[entering]
            room = None if end is None else _size(end - self.value[entering])
            leaving = None
            for basic in sorted(self.rows):
                share = self.rows[basic].get(entering, 0)
                end = self.high[basic] if (share > 0) == rise else self.low[basic]
                if share and end is not None:
                    step = _size(over(end - self.value[basic], share))
                    if room is None or step < room:
                        room, leaving = step, basic
            if room is None:
                return None
            self._move(entering, room if rise else -room, 1)
            if leaving is not None:
                self._pivot(leaving, entering)


def over(dividend: Number, divisor: Number) -> Number:
    """The quotient, as a whole number where it is one: those are fast."""
    if divisor in (1, -1):
        return dividend * int(divisor)
    quotient = Fraction(dividend) / divisor
    return quotient.numerator if quotient.denominator == 1 else quotient


def _size(number: Number) -> Number:
    return number if number >= 0 else -number
