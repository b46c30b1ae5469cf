"""``tidy``: one CSV file of a million figures, loaded as it is, beside ``.import`` of the sqlite3 shell.

Regions and metrics are known already. ``ipstats load FILE.csv`` tells encoding, delimiter and headings, takes
the checksum of the file, makes it a source, and then does with each row what it does with one of a seed folder.
``sqlite3`` is handed the finished columns, as in ``load``. Processor time is compared, by year, as one would
export a table.

The memory of the loading process is its peak, at a quarter of a million and at a million figures.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ipstats import database as library

from .generating import MILLION, QUARTER_MILLION, Size, county_code, facts, figure, metric_code, write_reference
from .load import MEMORY_TARGET, ROUNDS, TARGET, imported, make_empty, once, write_ready
from .measuring import Program, best_runs
from .programs import installed
from .report import Line, say

_ORDER = "by year"


def measure(work: Path) -> list[Line]:
    """Time of a million, and memory at both sizes."""
    shell = shutil.which("sqlite3")
    if shell is None:
        raise SystemExit("there is no sqlite3 command to compare with")
    ours, _ = installed(work, "ipstats")
    bare, known, empty = work / "tidy-bare.sqlite", work / "tidy-known.sqlite", work / "tidy-empty.sqlite"
    for path in (bare, known):
        path.unlink(missing_ok=True)
    library.initialize(bare, bare=True)
    shutil.copyfile(bare, known)
    reference = work / "tidy-reference"
    write_reference(reference, MILLION)
    library.load(known, [reference])
    make_empty(bare, empty)
    say(f"tidy: a CSV file of {MILLION} figures …")
    large = write_csv(work / "tidy-million.csv", MILLION)
    small = write_csv(work / "tidy-quarter.csv", QUARTER_MILLION)
    ready = write_ready(bare, work / "tidy-ready", _ORDER)
    spent = best_runs({"ours": _load(ours, large, known, work), "theirs": imported(shell, ready, empty, work)}, ROUNDS)
    one, other = spent["ours"].processor, spent["theirs"].processor
    peak, before = spent["ours"].memory, once(_load(ours, small, known, work)).memory
    return [
        Line("tidy", f"{MILLION} figures in a CSV file", "sqlite3 .import", one, other, "s", TARGET),
        Line("tidy", f"peak memory of {MILLION}", f"of {QUARTER_MILLION}", peak, before, "MB", MEMORY_TARGET),
    ]


def write_csv(path: Path, size: Size) -> Path:
    """A file of figures with the headings that an analyst writes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("region,year,metric,value,locator\n")
        for metric, region, year in facts(size, _ORDER):
            code = county_code(region)
            value = figure(metric, code, year)
            file.write(f"{code},{year},{metric_code(metric)},{value},table {metric} page {year - 1900}\n")
    return path


def _load(ours: Path, file: Path, known: Path, work: Path) -> Program:
    target = work / "tidy-loaded.sqlite"
    return Program([ours, "load", file, "--database", target], before=lambda: shutil.copyfile(known, target))
