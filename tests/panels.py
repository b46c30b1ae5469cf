"""Made-up panels written straight into a database: sums that hold, claims that follow, and chosen damage."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

#: The nation, the same without Hong Kong, Macao and Taiwan, and the north-east, a macro-region since 2012.
NATION, WITHOUT, NORTH_EAST = 100_000, 100_010, 100_400

YEARS = range(2010, 2016)


class World:
    """Figures and claims of a database of reference data, to be made and damaged."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance = path, chance
        with closing(sqlite3.connect(path)) as connection:
            self.metrics = {
                row[0]: row for row in connection.execute("SELECT code, id, breakdown_kind, divisor FROM metrics")
            }
            self.provinces = [
                row[0] for row in connection.execute(
                    "SELECT r.id FROM regions r JOIN region_levels l ON l.id = r.level_id WHERE l.code = 'province' ORDER BY 1"
                )
            ]  # fmt: skip
            self.beyond = [
                row[0] for row in connection.execute(
                    "SELECT r.id FROM regions r JOIN region_levels l ON l.id = r.level_id WHERE l.code = 'hmt_region' ORDER BY 1"
                )
            ]  # fmt: skip
            self.types = dict(
                connection.execute("SELECT patent_type, id FROM breakdowns WHERE patent_type IS NOT NULL")
            )
        self.figures: dict[tuple[int, ...], list[Any]] = {}
        self.claims: dict[tuple[Any, ...], list[Any]] = {}

    def figure(
        self, metric: str, region: int, kind: str, year: int, value: int | None, source: int = 1, **more: Any
    ) -> None:
        """A figure; ``more`` are its bounds (its value where none is given), status, and power of ten."""
        _, number, breakdown, _ = self.metrics[metric]
        key = (number, region, self.types[kind] if kind else 0, more.get("part", 0), year, source)
        status, unit_mult = more.get("status", "A"), more.get("unit_mult", 0)
        printed = "" if status == "I" else str(value)
        self.figures[key] = [
            breakdown, value, more.get("low", value), more.get("high", value), 0, unit_mult, "exact", status, printed, "p. 1"
        ]  # fmt: skip

    def claim(self, metric: str, region: int, kind: str, year: int, what: str, value: int, **more: Any) -> None:
        """A claim; its number and bounds are in ten-thousandths."""
        _, number, breakdown, _ = self.metrics[metric]
        subject, source = more.get("subject", "level"), more.get("source", 1)
        half = more.get("half", 0)
        low, high = more.get("low", value - half), more.get("high", value + half)
        key = (number, region, self.types[kind] if kind else 0, 0, year, source, what, subject)
        self.claims[key] = [
            breakdown, more.get("base"), more.get("scope"), 1, value, low, high, 2, str(Fraction(value, 10_000)), "p. 2"
        ]  # fmt: skip

    def sums(
        self,
        metric: str,
        sources: Iterable[int] = (1,),
        *,
        all_provinces: bool = False,
        scale: int = 1,
        beyond: int = 2,
    ) -> None:
        """Figures of all types, of which parts make totals and regions the region above."""
        regions = self.provinces if all_provinces else [210_000, 220_000, 230_000]
        scopes = [NATION, WITHOUT, NORTH_EAST] if all_provinces else [NORTH_EAST]
        inside = {NATION: self.provinces, WITHOUT: self.provinces, NORTH_EAST: [210_000, 220_000, 230_000]}
        kinds = [kind for kind in self.types if kind != "total"]
        for source in sources:
            for year in YEARS:
                made = {
                    (region, kind): scale * self.chance.randint(0, 400) for region in regions for kind in kinds
                }  # fmt: skip
                if all_provinces and self.chance.random() < 0.3:
                    made |= {
                        (region, kind): self.chance.randint(0, 40) for region in self.beyond[:beyond] for kind in kinds
                    }
                for scope in scopes:
                    outside = self.beyond[:beyond] if scope == NATION else []
                    for kind in kinds:
                        made[scope, kind] = sum(made.get((region, kind), 0) for region in [*inside[scope], *outside])
                for region in {region for region, _ in made}:
                    made[region, "total"] = sum(made[region, kind] for kind in kinds)
                for (region, kind), value in made.items():
                    self.figure(metric, region, kind, year, value, source)

    def damage(self, share: float) -> None:
        """Change so many of the figures in some way that print or a reader can bring about."""
        for key in list(self.figures):
            if self.chance.random() < share:
                self.chance.choice(_DAMAGES)(self, key)

    def write(self) -> Path:
        """Put everything in the database."""
        with closing(sqlite3.connect(self.path)) as connection:
            sources = sorted({key[5] for key in (*self.figures, *self.claims)})
            connection.execute("DELETE FROM sources WHERE id <= 9")
            columns = [row[1] for row in connection.execute("PRAGMA table_info(sources)")]
            for number in sources:
                row = dict.fromkeys(columns) | {
                    "id": number, "code": f"s{number}", "name_zh": f"s{number}", "name_en": f"s{number}", "publisher": f"p{number % 2}",
                    "edition": "", "published": f"201{number}", "language": "zh", "priority": 50 - number % 3, "checksum": "", "loaded_at": "2018",
                }  # fmt: skip
                _insert(connection, "sources", [row[name] for name in columns])
            for key, (breakdown, *more) in self.figures.items():
                _insert(connection, "observations", [*key, breakdown, None, *more])
            for key, (breakdown, *more) in self.claims.items():
                _insert(connection, "claims", [*key, breakdown, *more])
            connection.commit()
        return self.path


def _insert(connection: sqlite3.Connection, table: str, row: list[Any]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _wrong(world: World, key: Any) -> None:
    row = world.figures[key]
    if row[1] is not None:
        off = world.chance.choice([-1, 1, 1000])
        row[1:4] = [row[1] + off] * 3
        row[8] = str(row[1])


def _rounded(world: World, key: Any) -> None:
    row = world.figures[key]
    if row[1] is not None:
        value = (row[1] + 50) // 100 * 100
        row[1:4], row[5] = [value, value - 50, value + 50], 2


def _status(world: World, key: Any) -> None:
    row = world.figures[key]
    row[7] = world.chance.choice("BIEKP")
    row[8] = "" if row[7] == "I" else row[8] or "as before"


def _missing(world: World, key: Any) -> None:
    world.figures[key][1:4], world.figures[key][7] = [None, None, None], "O"


def _gone(world: World, key: Any) -> None:
    del world.figures[key]


def _open(world: World, key: Any) -> None:
    row = world.figures[key]
    if row[1] is not None:
        row[world.chance.choice([2, 3])] = None
        if row[2] is not None and world.chance.random() < 0.3:
            row[1] = None


def _other(world: World, key: Any) -> None:
    """Another source prints the same, nearly, or recovered."""
    row = list(world.figures[key])
    if row[1] is not None:
        off = world.chance.choice([0, 0, 1, 5000])
        row[1:4] = [row[1] + off] * 3
        row[7] = world.chance.choice("AAI")
        row[8] = "" if row[7] == "I" else str(row[1])
    world.figures[*key[:5], world.chance.choice([2, 3, 4])] = row


def _negative(world: World, key: Any) -> None:
    row = world.figures[key]
    if row[1] is not None:
        row[1:4] = [-row[1]] * 3


def _huge(world: World, key: Any) -> None:
    world.figures[key][1:4] = [10**15 - 1 - world.chance.randint(0, 3)] * 3


_DAMAGES = (_wrong, _wrong, _rounded, _rounded, _status, _missing, _gone, _open, _other, _other, _negative, _huge)


def statements(world: World, count: int) -> None:
    """Claims of every kind about the figures: most of them follow, and some do not."""
    chance = world.chance
    names = {row[1]: (code, row[3]) for code, row in world.metrics.items()}
    kinds = {number: kind for kind, number in world.types.items()} | {0: ""}
    for key in chance.sample(sorted(world.figures), min(count, len(world.figures))):
        metric, region, item, part, year, source = key
        if part:
            continue
        source = chance.choice([source, source, 5])
        code, divisor = names[metric]
        value, base_year = world.figures[key][1], chance.choice([year - 1, year - 1, year - 3, 2009])
        base = world.figures.get((metric, region, item, 0, base_year, key[5]), [None, None])[1]
        for what, number, half in _numbers(chance, value, base, divisor):
            world.claim(
                code, region, kinds[item], year, what, number, half=half, source=source,
                base=base_year if what in ("growth", "change", "multiple", "rank_change") or chance.random() < 0.3 else None,
                scope=chance.choice([None, NATION, NORTH_EAST]) if what in ("rank", "rank_change", "share") else None,
                subject=chance.choice(["level", "level", "growth"]) if what in ("rank", "rank_change") else "level",
            )  # fmt: skip


def _numbers(
    chance: random.Random, value: int | None, base: int | None, divisor: int
) -> Iterator[tuple[str, int, int]]:
    off = chance.choice([0, 0, 0, 100, -40_000, 51, 50])
    if value is not None and base:
        growth = round(Fraction(value - base, base) * 10_000) * 100
        yield "growth", max(-(10**14), min(10**14, growth)) + off, chance.choice([50, 500, 0])
        yield (
            "multiple",
            max(-(10**14), min(10**14, round(Fraction(value, base) * 100) * 100)) + off,
            chance.choice([50, 0]),
        )
        change = (value - base) * 10_000 // divisor
        if abs(change) < 10**17:
            yield "change", change + off, chance.choice([0, 5000])
    elif chance.random() < 0.3:
        yield "growth", chance.randint(-500_000, 500_000), 50
    yield "rank", 10_000 * chance.choice([1, 1, 2, 3, 7, 31]), 0
    yield "rank_change", 10_000 * chance.choice([-2, -1, 0, 0, 1, 2]), 0
    if chance.random() < 0.3:
        yield "share", 10_000 * chance.randint(1, 100), 5000
