"""Make a database: beside its place, and renamed into it when it is whole."""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import DatabaseDamagedError, DatabaseUnavailableError
from .bundled import bundled, seed_folders
from .location import Location
from .reading import is_there, open_reader

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: What is left of a build that was killed is removed when it is this old, in seconds.
_ABANDONED = 3600.0


def build_sqlite(path: Path, *, bare: bool = False) -> bool:
    """Make a SQLite database at ``path`` from the bundled seeds; whether this process made it.

    It is built in a file beside it and linked into its place in one step, so that whenever this ends there
    is no database or a whole one. Where two processes build at once, the first to finish wins and the other
    one's work is dropped: both find the same database.
    """
    if path.is_dir():
        raise DatabaseDamagedError(f"{path} is a directory", "Name a file: --database PATH")
    _remove_abandoned(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns():x}.building")
    try:
        _fill(unfinished, bare)
        return _into_place(unfinished, path)
    except OSError as error:
        raise _unavailable(path, error) from None
    finally:
        for leftover in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _fill(path: Path, bare: bool) -> None:
    from sqlalchemy.exc import DBAPIError

    from .migrating import sqlite_engine
    from .reading import explained

    # Made with these rights from the start: figures may be confidential before they are published.
    path.touch(mode=0o600)
    try:
        engine = sqlite_engine(path)
        with engine.connect() as connection:
            # Nobody else sees this file and a failed build is thrown away: no journal is needed.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA journal_mode = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            fill(connection, bare=bare)
            connection.commit()
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise explained(error.orig, f"a file in {path.parent}") from None
        raise
    except sqlite3.Error as error:
        # Out of rows that go past SQLAlchemy to the driver.
        raise explained(error, f"a file in {path.parent}") from None
    with path.open("rb") as file:
        os.fsync(file.fileno())


def fill(connection: Connection, *, bare: bool = False, progress: Callable[[str], None] | None = None) -> None:
    """Create tables and views on an open connection, and load reference data and, unless ``bare``, all seeds."""
    from .loading import keep_checks, load_folder, load_reference
    from .migrating import define_views, upgrade

    upgrade(connection)
    define_views(connection)
    load_reference(connection, bundled("seeds") / "reference")
    for folder in () if bare else seed_folders():
        report = load_folder(connection, folder)
        if progress is not None:
            progress(str(report))
    if not bare:
        keep_checks(connection)


def _into_place(unfinished: Path, path: Path) -> bool:
    try:
        # A link is made or not made, and never replaces what another process put there meanwhile.
        os.link(unfinished, path)
    except FileExistsError:
        return False
    except OSError:
        # A file system without links: a rename is as whole, if not as careful.
        if path.exists():
            return False
        unfinished.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    return True


def _remove_abandoned(path: Path) -> None:
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.building*"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _ABANDONED:
                leftover.unlink()


def _unavailable(path: Path, error: OSError) -> DatabaseUnavailableError:
    reason = error.strerror or str(error)
    return DatabaseUnavailableError(
        f"the database cannot be made in {path.parent}: {reason}",
        "Name another place: --database PATH, or IPSTATS_DATABASE=PATH",
    )


def initialize(location: Location, *, bare: bool = False, progress: Callable[[str], None] | None = None) -> bool:
    """Make the database that ``location`` names; False where one is there already.

    A SQLite file is built beside its place. On a server the tables are made and filled in one transaction.
    """
    if location.path is not None:
        if is_there(location.path):
            # Left as it is, where it is one of this version; what else may be there is said in the usual words.
            open_reader(location).close()
            return False
        try:
            location.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unavailable(location.path, error) from None
        return build_sqlite(location.path, bare=bare)
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError

    from .migrating import writing_engine
    from .server import server_error

    try:
        with writing_engine(location).begin() as connection:
            # Two that start at once: the second waits here, and then finds the tables of the first.
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(4932519)")
            if "alembic_version" in inspect(connection).get_table_names():
                return False
            fill(connection, bare=bare, progress=progress)
    except SQLAlchemyError as error:
        raise server_error(error, location) from None
    return True
