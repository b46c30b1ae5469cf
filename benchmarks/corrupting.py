"""``python -m benchmarks.corrupting``: misprint the official tables at random, and see what is found again.

Every table of the bundled yearbooks is corrupted in every way of ``KINDS``, some times each. Measured is how often
it is seen that something is wrong (detected), how often the cells that were changed are among the smallest
explanations (located), how often they are the only one (alone), and how often the first explanation gives back the
true figures (repaired). The same seed makes the same misprints.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from random import Random

from ipstats.audit.equations import Equation, crossed
from ipstats.audit.locating import Located, locate
from ipstats.audit.swaps import suspected_swaps
from ipstats.numbers import Bounds

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
NATION = "100000"
MACRO_REGIONS = ("100100", "100200", "100300", "100400")
TYPES = ("invention", "utility_model", "design")
COLUMNS = ("total", *TYPES)
WAN = 10_000

#: Region and patent type.
Cell = tuple[str, str]
Figures = dict[Cell, int | None]


@dataclass(frozen=True)
class Table:
    """An official table: its figures, its sums, and its rows in printed order without nation and macro-regions."""

    metric: str
    year: int
    figures: Figures
    equations: list[Equation]
    provinces: list[str]
    macro_region: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.metric.partition('.')[2]} {self.year}"

    def rows(self, figures: Figures | None = None) -> dict[str, list[int | None]]:
        """The figures of each province, in the order of the columns."""
        given = self.figures if figures is None else figures
        return {code: [given[code, column] for column in COLUMNS] for code in self.provinces}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def tables() -> dict[tuple[str, int], Table]:
    """The 42 tables by metric and year."""
    members = _read(SEEDS / "reference" / "memberships.csv")
    figures: dict[tuple[str, int], Figures] = {}
    for path in sorted(SEEDS.glob("science-yearbook-*/figures.csv")):
        for row in _read(path):
            of = figures.setdefault((row["metric"], int(row["period"])), {})
            of[row["region"], row["patent_type"]] = int(row["published"]) if row["published"] else None
    return {key: _table(*key, of, members) for key, of in figures.items()}


def _table(metric: str, year: int, figures: Figures, members: list[dict[str, str]]) -> Table:
    regions = list(dict.fromkeys(region for region, _ in figures))
    provinces = [code for code in regions if code not in (NATION, *MACRO_REGIONS)]
    inside = {
        row["region"]: row["scope"]
        for row in members
        if row["scope"] in MACRO_REGIONS and int(row["from_year"]) <= year <= int(row["to_year"])
    }
    sums = [(NATION, provinces, "nation")]
    for macro in MACRO_REGIONS:
        if macro in regions:
            sums.append((macro, [code for code in provinces if inside.get(code) == macro], "macro-region"))
    return Table(metric, year, figures, crossed(sums, [("total", TYPES, "types")], figures), provinces, inside)


def exact(figures: Mapping[Cell, int | None]) -> dict[Cell, Bounds | None]:
    """Counts as they are printed in full."""
    return {cell: None if value is None else Bounds.exactly(value) for cell, value in figures.items()}


def rounded(figures: Mapping[Cell, int | None], unit: int = 100) -> dict[Cell, Bounds | None]:
    """Counts as they are printed rounded to a unit: 100 for 万 with two decimals."""
    found: dict[Cell, Bounds | None] = {}
    for cell, value in figures.items():
        near = None if value is None else (value + unit // 2) // unit * unit
        found[cell] = None if near is None else Bounds(Fraction(near - unit // 2), Fraction(near + unit // 2))
    return found


#: Changes some cells of a table; ``None`` where the chance led nowhere.
Corruption = Callable[[Table, Random], Figures | None]


def _changed(table: Table, changes: Figures) -> Figures | None:
    """The table with these cells changed, if any of them is."""
    figures = table.figures | changes
    return figures if any(figures[cell] not in (table.figures[cell], None) for cell in changes) else None


def _cell(table: Table, random: Random) -> tuple[Cell, int]:
    cell = random.choice([cell for cell, value in table.figures.items() if value])
    value = table.figures[cell]
    assert value is not None
    return cell, value


def one_digit(value: int, random: Random) -> int:
    """The number with one digit changed, and as many digits."""
    digits = str(value)
    place = random.randrange(len(digits))
    others = [digit for digit in "0123456789" if digit != digits[place] and (place or digit != "0" or len(digits) == 1)]
    return int(digits[:place] + random.choice(others) + digits[place + 1 :])


def _digit(table: Table, random: Random) -> Figures | None:
    cell, value = _cell(table, random)
    return _changed(table, {cell: one_digit(value, random)})


def _two_digits(table: Table, random: Random) -> Figures | None:
    (one, its), (other, others) = _cell(table, random), _cell(table, random)
    if one[0] == other[0] or one[1] == other[1]:
        return None
    return _changed(table, {one: one_digit(its, random), other: one_digit(others, random)})


def _neighbouring_digits(table: Table, random: Random) -> Figures | None:
    cell, value = _cell(table, random)
    digits = str(value)
    places = [place for place in range(len(digits) - 1) if digits[place] != digits[place + 1]]
    if not places:
        return None
    place = random.choice(places)
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    return _changed(table, {cell: int(swapped)})


def _exchanged_below(table: Table, random: Random) -> Figures | None:
    place, column = random.randrange(len(table.provinces) - 1), random.choice(COLUMNS)
    one, other = (table.provinces[place], column), (table.provinces[place + 1], column)
    return _changed(table, {one: table.figures[other], other: table.figures[one]})


def _moved_down(table: Table, random: Random) -> Figures | None:
    """A block of a column one row down: its first cell is blank, and what stood under it is lost."""
    length, column = random.randint(3, 8), random.choice(COLUMNS)
    start = random.randrange(len(table.provinces) - length + 1)
    rows = table.provinces[start : start + length]
    moved = {(below, column): table.figures[above, column] for above, below in pairwise(rows)}
    return _changed(table, {(rows[0], column): None, **moved})


def _wan_lost(table: Table, random: Random) -> Figures | None:
    cell, value = _cell(table, random)
    return _changed(table, {cell: value // WAN}) if value >= WAN else None


def _wan_doubled(table: Table, random: Random) -> Figures | None:
    cell, value = _cell(table, random)
    return _changed(table, {cell: value * WAN})


def _rows_exchanged(table: Table, random: Random, *, seen: bool) -> Figures | None:
    one, other = random.sample(table.provinces, 2)
    if (table.year < 2017 and table.macro_region.get(one) != table.macro_region.get(other)) != seen:
        return None
    changes = {(one, column): table.figures[other, column] for column in COLUMNS}
    return _changed(table, changes | {(other, column): table.figures[one, column] for column in COLUMNS})


KINDS: dict[str, Corruption] = {
    "one digit changed": _digit,
    "one digit changed in each of two cells, other rows and columns": _two_digits,
    "two neighbouring digits swapped": _neighbouring_digits,
    "万 lost": _wan_lost,
    "万 doubled": _wan_doubled,
    "a cell exchanged with the one below": _exchanged_below,
    "3 to 8 cells of a column moved one row down": _moved_down,
    "two provinces exchanged, of two macro-regions": lambda t, r: _rows_exchanged(t, r, seen=True),
    "two provinces exchanged, nothing printed between them and the nation": lambda t, r: _rows_exchanged(
        t, r, seen=False
    ),
}

ROUNDED = "one digit changed, all printed in 万 with two decimals"


@dataclass
class Score:
    """How often what was found, of how many tries; and the seconds of processor that each took."""

    tries: int = 0
    detected: int = 0
    located: int = 0
    alone: int = 0
    repaired: int = 0
    complete: int = 0
    asked: int = 0
    seconds: list[float] = field(default_factory=list)

    def count(self, found: Located, wrong: Mapping[Cell, int], seconds: float) -> None:
        """Take one answer in: ``wrong`` are the changed cells with their true figures."""
        sets = [[{proposal.cell for proposal in e} for e in component.explanations] for component in found.components]
        first = {p.cell: p for component in found.components for p in (component.explanations or ((),))[0]}
        located = bool(sets) and set().union(*(cells for one in sets for cells in one)) >= wrong.keys()
        located = located and all(any(cells == wrong.keys() & set().union(*one) for cells in one) for one in sets)
        self.tries += 1
        self.detected += bool(found.components)
        self.located += located
        self.alone += located and all(len(one) == 1 for one in sets)
        self.repaired += first.keys() == wrong.keys() and all(
            (at := first[cell].proposed) is not None and value in at for cell, value in wrong.items()
        )
        self.complete += found.complete
        self.seconds.append(seconds)

    def cells(self) -> tuple[str, ...]:
        """The score as texts."""
        shares = [f"{100 * n / self.tries:.1f} %" for n in (self.detected, self.located, self.alone, self.repaired)]
        spent = f"{1000 * statistics.median(self.seconds):.1f}", f"{1000 * max(self.seconds):.0f}"
        asked = f"{100 * self.asked / self.tries:.1f} %" if self.asked else ""
        return str(self.tries), *shares, f"{self.tries - self.complete}", asked, *spent


def tried(
    table: Table, figures: Figures, score: Score, *, bounds: Callable[..., dict[Cell, Bounds | None]] = exact
) -> None:
    """Look for what was changed in a table, and count what came of it."""
    printed, was = bounds(figures), bounds(table.figures)
    wrong = {
        cell: value
        for cell, value in table.figures.items()
        if value is not None and printed[cell] not in (None, was[cell])
    }
    started = time.process_time()
    found = locate(printed, table.equations)
    score.count(found, wrong, time.process_time() - started)


def neighbours(table: Table) -> tuple[dict[str, list[int | None]] | None, ...]:
    """The rows of the year before and after."""
    near = [tables().get((table.metric, table.year + step)) for step in (-1, 1)]
    return tuple(None if other is None else other.rows() for other in near)


def asked(table: Table, figures: Figures) -> bool:
    """Whether the rows that were exchanged, and no others, look exchanged beside their neighbouring years."""
    before, after = neighbours(table)
    changed = {region for (region, _), value in figures.items() if value != table.figures[region, _]}
    return [{swap.one, swap.other} for swap in suspected_swaps(table.rows(figures), before, after)] == [changed]


def measure(rounds: int, seed: int, only: Callable[[str], bool] = bool) -> dict[str, dict[str, Score]]:
    """The score of each kind in each table."""
    scores: dict[str, dict[str, Score]] = {}
    for kind, corrupt in KINDS.items():
        for table in tables().values():
            random = Random(f"{seed} {kind} {table.name}")
            score = Score()
            for _ in range(rounds if only(kind) else 0):
                made = (corrupt(table, random) for _ in range(1000))
                figures = next((figures for figures in made if figures is not None), None)
                if figures is not None:
                    tried(table, figures, score)
                    score.asked += "provinces" in kind and asked(table, figures)
            if score.tries:
                scores.setdefault(kind, {})[table.name] = score
    for table in tables().values():
        random, score = Random(f"{seed} {ROUNDED} {table.name}"), Score()
        while only(ROUNDED) and score.tries < rounds:
            cell, value = _cell(table, random)
            digits = (value + 50) // 100
            if digits:
                tried(table, table.figures | {cell: one_digit(digits, random) * 100}, score, bounds=rounded)
        if score.tries:
            scores.setdefault(ROUNDED, {})[table.name] = score
    return scores


def every_cell(seed: int) -> Score:
    """One digit of every cell of every table, one cell at a time."""
    random, score = Random(seed), Score()
    for table in tables().values():
        for cell, value in table.figures.items():
            if value is not None:
                tried(table, table.figures | {cell: one_digit(value, random)}, score)
    return score


def merged(scores: Mapping[str, Score]) -> Score:
    """The sum of scores."""
    total = Score()
    for score in scores.values():
        for name in ("tries", "detected", "located", "alone", "repaired", "complete", "asked"):
            setattr(total, name, getattr(total, name) + getattr(score, name))
        total = replace(total, seconds=total.seconds + score.seconds)
    return total


_HEADER = (
    "misprint", "tries", "detected", "located", "alone", "repaired", "not complete", "asked about", "median ms", "most ms"
)  # fmt: skip


def markdown(rows: list[tuple[str, ...]]) -> str:
    """Rows under the header, as a Markdown table."""
    lines = [_HEADER, tuple("---" for _ in _HEADER), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, and print the tables to standard output."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corrupting", description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, help="tries for each kind and table (10)")
    parser.add_argument("--seed", type=int, default=1, help="for other misprints (1)")
    parser.add_argument("--kind", default="", help="only kinds with this text in their names")
    parser.add_argument("--tables", action="store_true", help="also a line for each kind and table")
    given = parser.parse_args()
    false = sum(len(suspected_swaps(table.rows(), *neighbours(table))) for table in tables().values())
    scores = measure(given.rounds, given.seed, lambda kind: given.kind in kind)
    rows = [(kind, *merged(of).cells()) for kind, of in scores.items()]
    if not given.kind:
        rows.append(("one digit, every cell of every table", *every_cell(given.seed).cells()))
    print(markdown(rows))
    pairs = sum(len(list(combinations(table.provinces, 2))) for table in tables().values())
    print(f"\nUncorrupted: {false} of {pairs} pairs of rows look exchanged.")
    if given.tables:
        for kind, of in scores.items():
            print(f"\n{markdown([(f'{kind}: {name}', *score.cells()) for name, score in of.items()])}")


if __name__ == "__main__":
    main()
