"""Bring a database to this version's schema with Alembic, and define the views anew."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from .bundled import bundled, seed_folders
from .location import Location
from .reading import REVISIONS, SqliteReader, check_revision, explained
from .views import VIEWS, view_sql

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` on an open connection, in its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(bundled("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def define_views(connection: Connection) -> None:
    """Drop the views of whatever version, and create this version's."""
    from sqlalchemy import text

    drop_views(connection)
    for name in VIEWS:
        connection.execute(text(f"CREATE VIEW {name} AS\n{view_sql(name)}".replace(":", "\\:")))


def drop_views(connection: Connection) -> None:
    """Drop every view, so that tables can change."""
    from sqlalchemy import inspect, text

    for name in inspect(connection).get_view_names():
        cascade = " CASCADE" if connection.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP VIEW IF EXISTS {connection.dialect.identifier_preparer.quote(name)}{cascade}"))


def sqlite_engine(path: Path) -> Engine:
    """An engine for a SQLite file whose transactions include the schema, with foreign keys on."""
    from sqlalchemy import URL, create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool, connect_args={"timeout": 5.0})

    # The driver would commit before each statement that changes the schema: say BEGIN ourselves
    # (SQLAlchemy documentation, "Serializable isolation / Savepoints / Transactional DDL").
    @event.listens_for(engine, "connect")
    def _(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def writing_engine(location: Location) -> Engine:
    """An engine that may write, for a file or a server."""
    if location.path is not None:
        return sqlite_engine(location.path)
    from .server import server_engine

    return server_engine(location)


def migrate(location: Location) -> str:
    """Bring an existing database up to date, keeping everything in it; what was done, in a sentence.

    Seeds that came with this version are loaded too, unless the database was made without any. It is one
    transaction: interrupted, the database is as it was. A SQLite file is copied first, to
    ``NAME.before-migration``. Raises :class:`DatabaseVersionError` for one that is newer, or not of ipstats.
    """
    from sqlalchemy import inspect, text
    from sqlalchemy.exc import SQLAlchemyError

    from .loading import keep_checks, recover_again

    if location.path is not None:
        # Opened as any reader would: what is missing, damaged or no database is said in the usual words.
        SqliteReader(location.path).close()
    try:
        with writing_engine(location).begin() as connection:
            revision = None
            if "alembic_version" in inspect(connection).get_table_names():
                revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
            if revision not in REVISIONS:
                check_revision(location, revision)
            behind = revision != REVISIONS[-1]
            if not behind and not missing_seeds(connection):
                define_views(connection)
                return f"{location} is up to date (schema {revision})"
            copy = None
            if location.path is not None:
                copy = location.path.with_name(location.path.name + ".before-migration")
                shutil.copy2(location.path, copy)
            if behind:
                drop_views(connection)
                upgrade(connection)
                define_views(connection)
            loaded = _load_missing(connection)
            if behind:
                recover_again(connection)
            keep_checks(connection)
    except SQLAlchemyError as error:
        if isinstance(origin := getattr(error, "orig", None), sqlite3.Error):
            raise explained(origin, str(location)) from None
        from .server import server_error

        raise server_error(error, location) from None
    except sqlite3.Error as error:
        raise explained(error, str(location)) from None
    done = (
        f"brought {location} from schema {revision} to {REVISIONS[-1]}" if behind else f"{location} is of this schema"
    )
    seeds = f", and loaded {loaded} sources that came with this version" if loaded else ""
    kept = f"; a copy of what it was is at {copy}" if copy else ""
    return done + seeds + kept


def missing_seeds(connection: Connection) -> list[Path]:
    """The bundled sources that a database does not have; none of them where it was made without any."""
    import tomllib

    from sqlalchemy import text

    known = {row[0] for row in connection.execute(text("SELECT code FROM sources"))}
    bundled_codes = {}
    for folder in seed_folders():
        with (folder / "source.toml").open("rb") as file:
            bundled_codes[tomllib.load(file)["code"]] = folder
    if known.isdisjoint(bundled_codes):
        return []
    return [folder for code, folder in bundled_codes.items() if code not in known]


def _load_missing(connection: Connection) -> int:
    folders = missing_seeds(connection)
    from .loading import load_folder, load_reference

    # The names of this version, without which its seeds cannot be read; those of the user stay.
    load_reference(connection, bundled("seeds") / "reference", replace=True)
    for folder in folders:
        load_folder(connection, folder)
    return len(folders)
