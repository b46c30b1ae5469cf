"""Figures of a metric in columns: what is left out of the reading, since the metric before had it, changes nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ipstats.audit.screening.columns import PART, Packing
from ipstats.database import open_database
from ipstats.store.columns import ColumnReader
from ipstats.store.evidence import read_names
from panels import World
from worlds import on_sqlite

REGIONS, YEARS, KINDS = (210_000, 220_000, 230_000), range(2010, 2015), ("invention", "utility_model", "design")
PACKING = Packing(100)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A database of reference data alone."""
    return on_sqlite(tmp_path_factory.mktemp("bare") / "bare.sqlite", [])


def a_box(bare: Path, folder: Path) -> World:
    """Two metrics, each with a figure of every region, type and year."""
    world = World(Path(shutil.copy(bare, folder / "box.sqlite")), random.Random(3))
    for metric in ("patent.applications", "patent.grants"):
        for region in REGIONS:
            for kind in KINDS:
                for year in YEARS:
                    world.figure(metric, region, kind, year, world.chance.randint(0, 10**6))
    return world


def tables(
    path: Path, *metrics: str, monkeypatch: pytest.MonkeyPatch | None = None
) -> tuple[list[tuple[object, ...]], int]:
    """The rows of the last of these metrics, read one after the other, and how often no facts were read."""
    spared = 0
    same = ColumnReader._same_facts

    def counted(self, *arguments):
        nonlocal spared
        found = same(self, *arguments)
        spared += found is not None
        return found

    with pytest.MonkeyPatch.context() as patch, open_database(path) as database:
        patch.setattr(ColumnReader, "_same_facts", counted)
        reader = database._reader
        names = read_names(lambda sql, values: reader.select(sql, values)[1])
        columns = ColumnReader(reader, names, None)
        try:
            for metric in metrics:
                table = columns.table(names.metric_codes[metric].id, PACKING)
        finally:
            columns.close()
    rows = table.rows
    read = [rows.fact, rows.source, rows.value, rows.low, rows.high, rows.state.astype(np.int64)]
    return list(zip(*(column.tolist() for column in read), strict=True)), spared


def key(world: World, region: int = 220_000, kind: str = "invention", year: int = 2012) -> tuple[int, ...]:
    return (world.metrics["patent.grants"][1], region, world.types[kind], 0, year, 1)


def test_the_facts_of_a_second_metric_with_the_same_ones_are_not_read_again(bare, tmp_path):
    path = a_box(bare, tmp_path).write()
    alone, _ = tables(path, "patent.grants")
    after, spared = tables(path, "patent.applications", "patent.grants")
    assert (after, spared) == (alone, 1)
    assert len(after) == len(REGIONS) * len(KINDS) * len(YEARS)
    assert {row[0] % PART for row in after} == set(YEARS)


def left_out(world: World) -> None:
    del world.figures[key(world)]


def one_instead_of_another(world: World, *, region: int = 220_000, kind: str = "invention", year: int = 2012) -> None:
    """As many figures as before, one of them elsewhere."""
    del world.figures[key(world)]
    world.figure("patent.grants", region, kind, year, 77)


def of_the_last_region(world: World) -> None:
    """A figure of the same place in the order, of another region of the run."""
    del world.figures[key(world, region=230_000, kind="invention", year=2010)]
    world.figure("patent.grants", 220_000, "invention", 2015, 77)


CHANGES: dict[str, Callable[[World], None]] = {
    "one is missing": left_out,
    "one is of another region": lambda world: one_instead_of_another(world, region=650_000),
    "one is of a year before": lambda world: one_instead_of_another(world, year=2009),
    "one is of a year after": lambda world: one_instead_of_another(world, year=2015),
    "one is of the total": lambda world: one_instead_of_another(world, kind="total"),
    "one of a region counts for another": of_the_last_region,
    "one more is of another region": lambda world: world.figure("patent.grants", 650_000, "invention", 2012, 5),
    "one more is of another year": lambda world: world.figure("patent.grants", 220_000, "invention", 2020, 5),
    "one more is of another source": lambda world: world.figure("patent.grants", 220_000, "invention", 2012, 5, 2),
    "one more is of a part of the year": lambda world: world.figure(
        "patent.grants", 220_000, "invention", 2012, 5, part=1
    ),
    "one is of a part of the year": lambda world: None,
    "one is of another source": lambda world: None,
    "one is rounded": lambda world: world.figure("patent.grants", 220_000, "invention", 2012, 5, low=4, high=6),
    "one is at a break": lambda world: world.figure("patent.grants", 220_000, "invention", 2012, 5, status="B"),
    "one has bounds and no value": lambda world: world.figure(
        "patent.grants", 220_000, "invention", 2012, None, low=5, high=5
    ),
    "one is open": lambda world: world.figure("patent.grants", 220_000, "invention", 2012, 5, high=None),
    "there are none": lambda world: (
        [world.figures.pop(one) for one in list(world.figures) if one[0] == key(world)[0]] and None
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_metric_with_other_figures_than_the_one_before_is_read_as_it_is(bare, tmp_path, change):
    world = a_box(bare, tmp_path)
    change(world)
    path = world.write()
    alone, _ = tables(path, "patent.grants")
    after, _ = tables(path, "patent.applications", "patent.grants")
    assert after == alone
    expected = sorted(
        (((region * PACKING.items + item) * 100 + part) * PART + year, source)
        for (metric, region, item, part, year, source) in world.figures
        if metric == world.metrics["patent.grants"][1]
    )
    assert [row[:2] for row in after] == expected


def test_rows_that_come_in_another_order_are_put_in_that_of_facts(bare, tmp_path, monkeypatch):
    """A server gives them as it has them: here each answer is turned round."""
    path = a_box(bare, tmp_path).write()
    expected, _ = tables(path, "patent.grants")
    select = ColumnReader._select

    def turned(self, sql, values):
        rows = select(self, sql, values)
        if "first_region" not in values or len(rows[0]) < 2:
            return rows
        return [tuple(",".join(reversed(text.split(","))) if text else text for text in row) for row in rows]

    monkeypatch.setattr(ColumnReader, "_select", turned)
    found, _ = tables(path, "patent.grants")
    assert found == expected
