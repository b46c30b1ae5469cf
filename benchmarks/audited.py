"""The database of the audit: ten million county figures with their printed totals, and claims about them.

Counties lie in made-up prefectures, ten to a province. Prefectures, provinces and the nation print totals. Each
province claims its growth and its rank in every year, each county in one. Some of all that is wrong, at known places.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ipstats import database as library

from .databases import statement
from .generating import REGIONS, Size, county_code, metric_code, provinces, write_metrics, write_source
from .report import say

PREFECTURES = 310
FIRST_PREFECTURE = 690_001

#: Small tables that DuckDB gets as they are in the SQLite file.
_DIMENSIONS = ("region_levels", "regions", "years", "metrics", "sources", "panels")

#: So many of each kind are wrong: totals, and growths and ranks of provinces and of counties.
WRONG = 5


def write_reference(folder: Path, size: Size) -> None:
    """A seed folder that declares counties, the prefectures that hold them, and the metrics."""
    folder.mkdir(parents=True, exist_ok=True)
    write_source(folder)
    write_metrics(folder, size)
    with (folder / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["code", "iso", "name_zh", "name_en", "full_name_zh", "level", "parent", "overlaps_parent", "note"]
        )
        for number in range(PREFECTURES):
            code, parent = FIRST_PREFECTURE + number, provinces()[number % len(provinces())]
            zh = f"试验市{number:03}"
            writer.writerow((code, "", zh, f"Trial Prefecture {number:03}", zh, "prefecture", parent, 0, ""))
        for number in range(REGIONS):
            code, parent = county_code(number), FIRST_PREFECTURE + number % PREFECTURES
            zh = f"试验县{number:04}"
            writer.writerow((code, "", zh, f"Trial County {number:04}", zh, "county", parent, 0, ""))


def figures(size: Size) -> int:
    """How many figures there are, totals included."""
    return size.figures // REGIONS * (REGIONS + PREFECTURES + len(provinces()) + 1)


def fill(connection: Any, size: Size) -> None:
    """Figures and claims, in a database that knows the names; the same on SQLite and DuckDB."""
    for number in range(1, size.metrics + 1):
        metric = {"metric": metric_code(number)}
        connection.execute(statement("audit_counties"), metric)
        for level in ("prefecture", "province", "country"):
            connection.execute(statement("audit_totals"), metric | {"level": level})
        connection.execute(statement("audit_growths"), metric)
        connection.execute(statement("audit_ranks"), metric)
    for kind, metric, region, year in wrong(size):
        found = {"metric": metric_code(metric), "region": region, "year": year}
        connection.execute(statement("audit_wrong_total" if kind == "regions" else "audit_wrong_claim"), found | (
            {} if kind == "regions" else {"kind": {"growths": "growth", "ranks": "rank"}[kind]}
        ))  # fmt: skip


def wrong(size: Size) -> Iterator[tuple[str, int, int, int]]:
    """What is wrong: rule, number of the metric, region, year."""
    for n in range(WRONG):
        metric = 1 + n * 7 % size.metrics
        yield "regions", metric, FIRST_PREFECTURE + 37 * n, 1985 + 3 * n
        yield "regions", 1 + (n * 7 + 3) % size.metrics, provinces()[5 * n], 1983 + 5 * n
        for kind in ("growths", "ranks"):
            county = 700 * n + 11
            yield kind, metric, provinces()[3 * n + 1], 1990 + 2 * n
            yield kind, metric, county_code(county), 1981 + county_code(county) % 39


def sqlite_audited(work: Path, size: Size) -> Path:
    """The database of ipstats; one that is there already is used again."""
    path = work / f"{size.metrics}-audited.sqlite"
    if path.exists():
        return path
    say(f"making {figures(size):,} figures with claims in ipstats …")
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    reference = work / f"audited-reference-{size.metrics}"
    write_reference(reference, size)
    library.initialize(unfinished, bare=True)
    library.load(unfinished, [reference])
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(statement("audit_panels"))
        fill(connection, size)
        connection.commit()
        # What the loader does when it has loaded.
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")
        connection.commit()
    unfinished.rename(path)
    return path


def duckdb_audited(work: Path, size: Size) -> Path:
    """The same rows in DuckDB, in the order of their key."""
    import duckdb

    path = work / f"{size.metrics}-audited.duckdb"
    if path.exists():
        return path
    source = sqlite_audited(work, size)
    say(f"making {figures(size):,} figures with claims in DuckDB …")
    unfinished = path.with_suffix(".unfinished-duckdb")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, duckdb.connect(str(unfinished)) as new:
        for table in (*_DIMENSIONS, "observations", "claims"):
            columns = list(old.execute("SELECT name, type FROM pragma_table_info(?)", (table,)))
            new.execute("CREATE TABLE " + table + " (" + ", ".join(f"{name} {kind}" for name, kind in columns) + ")")
            if table in _DIMENSIONS:
                lists = [list(values) for values in zip(*old.execute("SELECT * FROM " + table), strict=True)]
                marks = ", ".join("unnest(?)" for _ in columns)
                new.execute("INSERT INTO " + table + " SELECT " + marks, lists)
        fill(new, size)
        new.execute("ANALYZE")
        new.execute("CHECKPOINT")
    unfinished.rename(path)
    return path
