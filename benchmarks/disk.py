"""``disk``: bytes on disk for each figure, with every index, its print and its place in the source."""

from __future__ import annotations

from pathlib import Path

from .databases import SIZES, duckdb_database, sqlite_database
from .report import Line


def measure(work: Path) -> list[Line]:
    """The size of the whole file over the number of its figures, beside the same tables in DuckDB."""
    lines = []
    for name, size in SIZES.items():
        ours = sqlite_database(work, size).stat().st_size / size.figures
        theirs = duckdb_database(work, size).stat().st_size / size.figures
        lines.append(Line("disk", f"{name} figures", "DuckDB, compressed, no index", ours, theirs, "bytes"))
    return lines
