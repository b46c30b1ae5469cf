"""``load``: a seed folder of a million figures into a bare database, beside ``.import`` of the sqlite3 shell.

``ipstats load`` decodes and checks each cell, finds names, works out bounds, stages, refuses what
contradicts, prefers among sources, keeps foreign keys and constraints, counts panels and analyzes; its
folder carries the regions and metrics too. ``sqlite3`` is handed the finished columns, ids and all, in the
same order of rows, and puts them into a table with the same primary key and the same index, without
constraints. Processor time is compared. Two orders are measured: by year, as yearbooks are printed, and by
key, in which an import is cheapest.

The memory of the loading process is its peak, at a quarter of a million and at a million figures.
"""

from __future__ import annotations

import csv
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from ipstats import database as library

from .generating import MILLION, QUARTER_MILLION, county_code, facts, figure, write_folder
from .measuring import Program, Spent, best_runs
from .programs import installed
from .report import Line, say

ROUNDS = 3
TARGET = 3.0

#: A process may differ by so much from run to run without growing.
MEMORY_TARGET = 1.1

_ORDERS = ("by year", "by key")


def measure(work: Path) -> list[Line]:
    """Time in both orders, and memory at both sizes."""
    shell = shutil.which("sqlite3")
    if shell is None:
        raise SystemExit("there is no sqlite3 command to compare with")
    ours, _ = installed(work, "ipstats")
    bare, empty = work / "bare.sqlite", work / "empty.sqlite"
    _make_bare(bare)
    make_empty(bare, empty)
    lines = []
    for order in _ORDERS:
        say(f"load: {MILLION} figures {order} …")
        folder = write_folder(work / f"million {order}", MILLION, order)
        ready = write_ready(bare, folder, order)
        spent = best_runs(
            {"ours": _load(ours, folder, bare, work), "theirs": imported(shell, ready, empty, work)}, ROUNDS
        )
        one, other = spent["ours"].processor, spent["theirs"].processor
        lines.append(Line("load", f"{MILLION} figures {order}", "sqlite3 .import", one, other, "s", TARGET))
    small = once(_load(ours, write_folder(work / "quarter", QUARTER_MILLION), bare, work))
    large = once(_load(ours, work / "million by year", bare, work))
    lines.append(
        Line(
            "load",
            f"peak memory of {MILLION}",
            f"of {QUARTER_MILLION}",
            large.memory,
            small.memory,
            "MB",
            MEMORY_TARGET,
        )
    )
    return lines


def once(program: Program) -> Spent:
    """What a single run takes."""
    return best_runs({"": program}, 1)[""]


def _load(ours: Path, folder: Path, bare: Path, work: Path) -> Program:
    target = work / "loaded.sqlite"
    return Program([ours, "load", folder, "--database", target], before=lambda: shutil.copyfile(bare, target))


def imported(shell: str, ready: Path, empty: Path, work: Path) -> Program:
    """The shell with a file of finished columns, and the table for them."""
    target = work / "imported.sqlite"
    command = f".import --csv '{ready}' observations"
    return Program([shell, target, command], before=lambda: shutil.copyfile(empty, target))


def _make_bare(bare: Path) -> None:
    bare.unlink(missing_ok=True)
    library.initialize(bare, bare=True)


def make_empty(bare: Path, empty: Path) -> None:
    """The table of figures with its key and its index, and nothing else of its constraints."""
    empty.unlink(missing_ok=True)
    with closing(sqlite3.connect(bare)) as model, closing(sqlite3.connect(empty)) as connection:
        columns = model.execute(
            "SELECT name, type, \"notnull\", pk FROM pragma_table_info('observations') ORDER BY cid"
        ).fetchall()
        declared = [f"{name} {kind}{' NOT NULL' if needed else ''}" for name, kind, needed, _ in columns]
        key = ", ".join(name for name, _, _, place in sorted(columns, key=lambda one: one[3]) if place)
        connection.execute(
            "CREATE TABLE observations (" + ", ".join(declared) + ", PRIMARY KEY (" + key + ")) WITHOUT ROWID"
        )
        for (index,) in model.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'observations' AND sql IS NOT NULL"
        ):
            connection.execute(index)


def write_ready(bare: Path, folder: Path, order: str) -> Path:
    """The rows as the table keeps them, in the order of the folder's figures."""
    with closing(sqlite3.connect(bare)) as connection:
        metrics = connection.execute("SELECT MAX(id) FROM metrics").fetchone()[0]
    ready = folder.with_suffix(".csv")
    panels: dict[tuple[int, int], int] = {}
    with ready.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for metric, region, year in facts(MILLION, order):
            code = county_code(region)
            value = figure(metric, code, year)
            panel = panels.setdefault((metric, year), len(panels) + 1)
            row = (metrics + metric, code, 0, 0, year, 1, 0, panel, value, value, value, 0, 0, "exact", "A", value)
            writer.writerow((*row, f"table {metric} page {year - 1900}"))
    return ready
