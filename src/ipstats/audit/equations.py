"""Sums that figures must satisfy, and the same in whole numbers over numbered cells, as the search needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from ..numbers.bounds import Bounds, ceil, floor

#: How much finer than print units are, for each cell, where an end is open: one unit inside it is then as good
#: as any number inside, because all cells together do not make up a printed unit.
FINE = 1_000

#: Whatever identifies a figure: a tuple of region, period and type, or the place in a sheet.
Cell = Hashable


@dataclass(frozen=True, slots=True)
class Equation:
    """A total and the parts that make it; ``rule`` says so in words or by an id, for whoever reads the answer."""

    total: Cell
    parts: tuple[Cell, ...]
    rule: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The total and its parts."""
        return self.total, *self.parts


def crossed(
    rows: Iterable[tuple[Cell, Sequence[Cell], str]],
    columns: Iterable[tuple[Cell, Sequence[Cell], str]],
    present: Iterable[tuple[Cell, Cell]],
) -> list[Equation]:
    """The equations of a table whose rows and whose columns add up.

    ``rows`` are sums among row names (nation, its provinces, rule), each holding in every column; ``columns``
    sums among column names (total, its types, rule), each holding in every row. A cell is (row, column), and
    ``present`` are the cells that the table has, blank ones included; an equation without one of its cells is
    left out.
    """
    there = dict.fromkeys(present)
    row_names = dict.fromkeys(row for row, _ in there)
    column_names = dict.fromkeys(column for _, column in there)
    across = [
        Equation((row, total), tuple((row, part) for part in parts), rule)
        for total, parts, rule in columns
        for row in row_names
    ]
    down = [
        Equation((total, column), tuple((part, column) for part in parts), rule)
        for total, parts, rule in rows
        for column in column_names
    ]
    return [equation for equation in (*across, *down) if all(cell in there for cell in equation.cells)]


@dataclass(slots=True)
class System:
    """Equations over cells numbered from 0, in units so small that every bound is a whole number.

    ``coefficients[e]`` leads from a cell to its factor in equation ``e`` (1 for the total, -1 for a part); the
    sum is zero where the equation holds. ``touching[c]`` are the equations that a cell is in, and
    ``constant[e]`` is what the pinned cells of an equation add up to. ``low`` and
    ``high`` are what print allows, in units of 1 / ``scale``; where an end is open, ``grain`` such units make one
    of print, and the bound is one of them inside the end. A ``blank`` can be anything from zero. ``absurd``
    are the cells whose print no figure can have, such as one below zero: wrong whatever the equations say, and
    otherwise as free as a blank.
    """

    cells: list[Cell]
    equations: list[Equation]
    scale: int
    grain: int
    whole: bool
    low: list[int] = field(default_factory=list)
    high: list[int | None] = field(default_factory=list)
    blank: list[bool] = field(default_factory=list)
    absurd: list[int] = field(default_factory=list)
    coefficients: list[dict[int, int]] = field(default_factory=list)
    touching: list[list[int]] = field(default_factory=list)
    constant: list[int] = field(default_factory=list)

    def pinned(self, cell: int) -> bool:
        """Whether print leaves a cell one value only."""
        return not self.blank[cell] and self.low[cell] == self.high[cell]

    def residual(self, equation: int) -> tuple[int | None, int | None]:
        """Between what total less parts lies, where every cell is within its print."""
        low: int | None = 0
        high: int | None = 0
        for cell, factor in self.coefficients[equation].items():
            ends = self.low[cell], self.high[cell]
            least, most = ends if factor > 0 else (ends[1], ends[0])
            low = None if low is None or least is None else low + factor * least
            high = None if high is None or most is None else high + factor * most
        return low, high

    def end(self, value: int | Fraction) -> tuple[Fraction, bool]:
        """A number of units as a figure, and whether it stands for an open end beside it."""
        figure = Fraction(value) / self.scale
        if self.grain > 1:
            # Of the numbers that print or a sum can have, the one that is no further than all open ends are wide.
            near = (figure * self.scale / self.grain).limit_denominator(FINE // 10) * self.grain / self.scale
            if abs(near - figure) * self.scale * FINE <= self.grain:
                return near, near != figure
        return figure, False

    def fails(self, equation: int) -> bool:
        """Whether an equation cannot hold, whatever the others say."""
        low, high = self.residual(equation)
        return (low is not None and low > 0) or (high is not None and high < 0)


def system_of(cells: Mapping[Cell, Bounds | None], equations: Sequence[Equation], *, whole: bool) -> System:
    """Number the cells of the equations and bring their bounds to one unit.

    Bounds that reach below zero are cut there, and to whole numbers for counts. A cell that is in an equation
    and not in ``cells`` is blank.
    """
    named: dict[Cell, int] = {}
    for equation in equations:
        for cell in equation.cells:
            named.setdefault(cell, len(named))
    scale = grain = 1
    if not whole:
        printed = [bounds for cell in named if (bounds := cells.get(cell)) is not None]
        grain = FINE * len(named) if any(bounds.low_open or bounds.high_open for bounds in printed) else 1
        ends = {end for bounds in printed for end in (bounds.low, bounds.high) if end is not None}
        scale = grain * lcm(*(end.denominator for end in ends))
    system = System(list(named), list(equations), scale, grain, whole)
    for cell in named:
        low, high = _inside(cells.get(cell), scale)
        if high is not None and high < low:
            system.absurd.append(named[cell])
            low, high = 0, None
        system.low.append(low)
        system.high.append(high)
        system.blank.append(low == 0 and high is None)
    system.touching = [[] for _ in named]
    for number, equation in enumerate(equations):
        factors = Counter({named[equation.total]: 1})
        factors.subtract(named[part] for part in equation.parts)
        system.coefficients.append({cell: factor for cell, factor in factors.items() if factor})
        system.constant.append(sum(f * system.low[c] for c, f in system.coefficients[-1].items() if system.pinned(c)))
        for cell in system.coefficients[-1]:
            system.touching[cell].append(number)
    return system


def _inside(bounds: Bounds | None, scale: int) -> tuple[int, int | None]:
    """The least and the largest whole number of units, from zero, inside bounds."""
    low, high = 0, None
    if bounds is not None and bounds.low is not None and bounds.low is bounds.high and bounds.low.denominator == 1:
        # A count printed in full, as nearly all are.
        units = bounds.low.numerator * scale
        return max(0, units + bounds.low_open), units - bounds.high_open
    if bounds is not None and bounds.low is not None:
        end = bounds.low * scale
        low = max(0, floor(end) + 1 if bounds.low_open else ceil(end))
    if bounds is not None and bounds.high is not None:
        end = bounds.high * scale
        high = ceil(end) - 1 if bounds.high_open else floor(end)
    return low, high


def connected(groups: Sequence[Iterable[int]]) -> list[list[int]]:
    """The positions of groups that hang together by a common member, directly or through others."""
    parent = list(range(len(groups)))
    first: dict[int, int] = {}
    for position, members in enumerate(groups):
        for member in members:
            parent[_root(parent, position)] = _root(parent, first.setdefault(member, position))
    found: dict[int, list[int]] = {}
    for position in range(len(groups)):
        found.setdefault(_root(parent, position), []).append(position)
    return sorted(found.values())


def _root(parent: list[int], position: int) -> int:
    while parent[position] != position:
        parent[position] = parent[parent[position]]
        position = parent[position]
    return position
