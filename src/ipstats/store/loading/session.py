"""One transaction for all that is loaded at once, on a file or a server."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ..location import Location
from ..migrating import writing_engine
from ..reading import check_revision, explained
from .folders import LoadReport, load_folder

#: SQLite may keep so many KiB of pages in memory while it loads: a bound that does not grow with the file.
_CACHE_KIB = 16_384


def load_folders(location: Location, folders: list[Path]) -> list[LoadReport]:
    """Load folders into an existing database of this version; with one mistake, none of them is loaded."""
    try:
        with writing_engine(location).connect() as connection:
            if location.path is not None:
                connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KIB}")
            check_revision(location, connection.scalar(text("SELECT version_num FROM alembic_version")))
            reports = [load_folder(connection, folder) for folder in folders]
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


def _server(error: SQLAlchemyError, location: Location) -> Exception:
    from ..server import server_error

    return server_error(error, location)
