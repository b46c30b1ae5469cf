"""Regional intellectual-property statistics: every figure traced to print, every claim recomputed.

>>> import ipstats
>>> database = ipstats.open()                                  # doctest: +SKIP
>>> database.growth(metric="invention").to_pandas()            # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from .database import Database

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(database: str | Path | None = None, **options: Any) -> Database:
    """Open a database, made on first use; see :func:`ipstats.database.open_database`."""
    from .database import open_database

    return open_database(database, **options)
