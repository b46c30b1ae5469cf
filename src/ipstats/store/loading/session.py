"""One transaction for all that is loaded at once, on a file or a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..location import Location
from ..migrating import writing_engine
from ..reading import check_revision, explained
from .checking import keep_checks
from .folders import load_folder
from .report import LoadReport

#: SQLite may keep so many KiB of pages in memory while it loads: a bound that does not grow with the file.
_CACHE_KIB = 16_384


def load_paths(
    location: Location,
    paths: Sequence[Path],
    *,
    password: str | None = None,
    published: str = "",
    partial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> list[LoadReport]:
    """Load seed folders and published files into an existing database of this version, in one transaction.

    With one mistake nothing of any of them is loaded; with ``partial``, rows of files that cannot be loaded
    are left out and counted. ``password`` opens encrypted files, ``published`` is the date of publication of reports in prose, and ``progress`` is told of files with
    many rows: name, and rows so far.
    """
    try:
        with writing_engine(location).connect() as connection:
            if location.path is not None:
                connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
            check_revision(location, connection.scalar(text("SELECT version_num FROM alembic_version")))
            reports = [
                load_path(connection, path, password=password, published=published, partial=partial, progress=progress)
                for path in paths
            ]
            changed = [report.touched for report in reports if report.changed]
            if changed:
                whole = any(metrics is None for metrics in changed)
                keep_checks(connection, None if whole else set().union(*(metrics or () for metrics in changed)))
            connection.commit()
            if location.path is not None and any(report.new for report in reports):
                # The planner chooses among indexes by what the tables hold; a sample of each will do.
                connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
                connection.exec_driver_sql("ANALYZE")
                connection.commit()
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise explained(error.orig, str(location)) from None
        raise _server(error, location) from None
    except SQLAlchemyError as error:
        raise _server(error, location) from None
    except sqlite3.Error as error:
        raise explained(error, str(location)) from None
    return reports


def load_path(
    connection: Connection,
    path: Path,
    *,
    password: str | None = None,
    published: str = "",
    partial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> LoadReport:
    """Load a seed folder or a published file on a connection whose transaction the caller commits."""
    if path.is_dir():
        return load_folder(connection, path)
    from .files import load_file

    return load_file(connection, path, password=password, published=published, partial=partial, progress=progress)


def _server(error: SQLAlchemyError, location: Location) -> Exception:
    from ..server import server_error

    return server_error(error, location)
