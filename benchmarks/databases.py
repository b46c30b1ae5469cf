"""The large databases: the same made-up figures in ipstats and in DuckDB, generated set-wise in each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

from ipstats import database as library

from .generating import MILLION, TEN_MILLION, Size, metric_code, write_reference
from .report import say

#: Small tables that DuckDB gets as they are in the SQLite file.
_DIMENSIONS = (
    "region_levels", "regions", "region_memberships", "years", "period_parts", "metrics", "breakdowns", "sources", "panels",
)  # fmt: skip

SIZES = {"one million": MILLION, "ten million": TEN_MILLION}


def statement(name: str) -> str:
    """A statement of ``benchmarks/sql``."""
    return files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8")


def sqlite_database(work: Path, size: Size) -> Path:
    """A database of ipstats with so many figures; one that is there already is used again."""
    path = work / f"{size.metrics}-metrics.sqlite"
    if path.exists():
        return path
    say(f"making {size} figures in ipstats …")
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    reference = work / f"reference-{size.metrics}"
    write_reference(reference, size)
    library.initialize(unfinished, bare=True)
    library.load(unfinished, [reference])
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(statement("panels"))
        for number in range(1, size.metrics + 1):
            connection.execute(statement("observations"), {"metric": metric_code(number)})
        connection.commit()
        # What the loader does when it has loaded.
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")
        connection.commit()
    unfinished.rename(path)
    return path


def duckdb_database(work: Path, size: Size) -> Path:
    """The same tables in DuckDB, figures in the same order, so that its zone maps can leave out the rest."""
    import duckdb

    path = work / f"{size.metrics}-metrics.duckdb"
    if path.exists():
        return path
    source = sqlite_database(work, size)
    say(f"making {size} figures in DuckDB …")
    unfinished = path.with_suffix(".unfinished-duckdb")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, duckdb.connect(str(unfinished)) as new:
        for table in (*_DIMENSIONS, "observations"):
            columns = list(old.execute("SELECT name, type FROM pragma_table_info(?)", (table,)))
            declared = ", ".join(f"{name} {kind}" for name, kind in columns)
            new.execute("CREATE TABLE " + table + " (" + declared + ")")
            if table != "observations":
                rows = old.execute("SELECT * FROM " + table)
                lists = [list(values) for values in zip(*rows, strict=True)]
                marks = ", ".join("unnest(?)" for _ in columns)
                new.execute("INSERT INTO " + table + " SELECT " + marks, lists)
        for number in range(1, size.metrics + 1):
            new.execute(statement("observations"), {"metric": metric_code(number)})
        new.execute("ANALYZE")
        new.execute("CHECKPOINT")
    unfinished.rename(path)
    return path


def checksum(connection: Any) -> tuple[int, int]:
    """How many figures there are, and their sum: the same in both, or the comparison means nothing."""
    count, total = connection.execute("SELECT COUNT(*), SUM(value) FROM observations").fetchone()
    return int(count), int(total)
