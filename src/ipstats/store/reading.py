"""The read-only path: open a database, run a SELECT within limits, and nothing else.

On SQLite this needs the standard library only; a server is reached by ``store.server``.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

from ..errors import (
    DatabaseDamagedError,
    DatabaseLockedError,
    DatabaseMissingError,
    DatabaseUnavailableError,
    DatabaseVersionError,
    IpstatsError,
    QueryError,
    TimeLimitError,
    UsageError,
)
from .location import Location

#: Schema revisions that this version knows, oldest first; the last one is its own.
REVISIONS = ("0001", "0002", "0003", "0004", "0005")

#: A statement may run this long, in seconds, unless told otherwise.
TIME_LIMIT = 60.0

_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)

#: Errors that are about what was asked.
_OF_THE_SQL = ("SQLITE_ERROR", "SQLITE_TOOBIG", "SQLITE_MISMATCH", "SQLITE_RANGE", "")

#: Functions that reach beyond the database, where a build of SQLite has them.
_NOT_ALLOWED = ("load_extension", "fts3_tokenizer", "readfile", "writefile", "edit")

#: No text or blob that a query builds may be longer than this many bytes. One function call cannot be
#: stopped by a time limit, and some take the square of this.
_LONGEST_VALUE = 1_000_000

#: After so many of its steps SQLite asks whether the time is over: less than a millisecond.
_STEPS = 10_000

#: Nor may all the cells that free SQL returns take more than about this many bytes of memory together.
_LARGEST_ANSWER = 250_000_000

#: Seconds to wait for another process that writes.
_PATIENCE = 5.0

Row = tuple[Any, ...]


class Reader(Protocol):
    """An open database that can only be read."""

    def select(self, sql: str, parameters: Mapping[str, Any] | None = None) -> tuple[list[str], Iterator[Row]]:
        """Run one SELECT; column names, and the rows as they come."""

    def close(self) -> None: ...


def open_reader(location: Location, time_limit: float = TIME_LIMIT) -> Reader:
    """Open an existing database read-only, and check that it is one of this version."""
    if not time_limit > 0:
        raise UsageError(f"a time limit of {time_limit:g} s", "Give it some seconds: --time-limit 60")
    reader: Reader
    if location.path is not None:
        reader = SqliteReader(location.path, time_limit)
    else:
        from .server import ServerReader

        reader = ServerReader(location, time_limit)
    try:
        check_revision(location, _revision(reader))
    except BaseException:
        reader.close()
        raise
    return reader


def _revision(reader: Reader) -> str | None:
    try:
        rows = list(reader.select("SELECT version_num FROM alembic_version")[1])
    except QueryError:
        return None
    return str(rows[0][0]) if rows else None


def check_revision(location: Location, revision: str | None) -> None:
    """Raise :class:`DatabaseVersionError` unless the revision is this version's own."""
    if revision == REVISIONS[-1]:
        return
    if revision is None:
        raise DatabaseVersionError(
            f"{location} is a database, but not one of ipstats",
            "Name another place: --database PATH"
            if location.is_sqlite
            else "Name another one, or fill it: ipstats init --database URL",
        )
    if revision in REVISIONS:
        raise DatabaseVersionError(
            f"{location} is of an older version (schema {revision}, this is {REVISIONS[-1]})",
            f"Bring it up to date, keeping everything in it: ipstats migrate --database {location}",
        )
    raise DatabaseVersionError(
        f"{location} is of a newer version (schema {revision}, this is {REVISIONS[-1]})",
        "Upgrade ipstats: pip install --upgrade ipstats",
    )


class SqliteReader:
    """A SQLite file opened so that no statement can change anything, there or elsewhere."""

    def __init__(
        self, path: Path, time_limit: float = TIME_LIMIT, *, longest: int = _LONGEST_VALUE, steps: int = _STEPS
    ) -> None:
        """``longest`` is the length in bytes that no text of an answer may exceed; the time is looked at every so many ``steps``."""
        self.path = path
        self.time_limit = time_limit
        self._deadline = 0.0
        self._patience = min(_PATIENCE, time_limit)
        if not is_there(path):
            raise DatabaseMissingError(f"there is no database at {path}", "Make one: ipstats init --database PATH")
        if (unfit := _no_database(path)) is not None:
            raise unfit
        try:
            self._recover()
            self._connection = sqlite3.connect(
                f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=self._patience
            )
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise explained(error, str(path)) from None
        try:
            self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
            (page_size,) = self._connection.execute("PRAGMA page_size").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._connection.close()
            raise explained(error, str(path)) from None
        if path.stat().st_size % page_size:
            # SQLite would take what is missing of the last page for zeros.
            self._connection.close()
            raise _damaged(str(path), "it ends in the middle of a page")
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, longest)
        self._connection.set_authorizer(_authorize)
        self._connection.set_progress_handler(self._out_of_time, steps)

    def _recover(self) -> None:
        # A write that was killed leaves a journal, which a read-only connection may not roll back.
        if Path(f"{self.path}-journal").exists():
            with closing(sqlite3.connect(self.path, timeout=self._patience)) as connection:
                connection.execute("SELECT 1 FROM sqlite_master").fetchone()

    def _out_of_time(self) -> bool:
        return time.monotonic() > self._deadline

    def select(self, sql: str, parameters: Mapping[str, Any] | None = None) -> tuple[list[str], Iterator[Row]]:
        """Run one SELECT; see :class:`Reader`. Without parameters it is a user's own, and its size is bounded."""
        self._deadline = time.monotonic() + self.time_limit
        try:
            cursor = self._connection.execute(sql, parameters or {})
        except UnicodeEncodeError:
            raise QueryError(
                "the SQL is not UTF-8 text", "Write it in UTF-8, or put it in a file: ipstats sql --file FILE"
            ) from None
        except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError) as error:
            raise self._explained(error, parameters is None) from None
        if cursor.description is None:
            raise QueryError("that is no SELECT", "Only statements that read can be run: SELECT …, WITH … SELECT …")
        rows = self._rows(cursor, parameters is None)
        return [column[0] for column in cursor.description], bounded(rows) if parameters is None else rows

    def _rows(self, cursor: sqlite3.Cursor, free: bool) -> Iterator[Row]:
        try:
            # Not "yield from": left halfway, that would ask the cursor to close, perhaps after the connection.
            for row in cursor:
                yield row
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._explained(error, free) from None

    def _explained(self, error: Exception, free: bool) -> IpstatsError:
        name = getattr(error, "sqlite_errorname", "")
        if name == "SQLITE_INTERRUPT":
            if not self._out_of_time():
                # Python took Ctrl-C while SQLite asked for the time: the driver drops that exception.
                raise KeyboardInterrupt from None
            return TimeLimitError(
                f"the time limit of {self.time_limit:g} s was reached",
                "Narrow the question, or give it longer: --time-limit SECONDS",
            )
        if name == "SQLITE_AUTH" or "not authorized" in str(error):
            return QueryError(
                f"not allowed: {error}", "Only statements that read can be run: SELECT …, WITH … SELECT …"
            )
        if name in _OF_THE_SQL and "disk" not in str(error):
            if not free:
                # The program's own SQL on a database of its own version: it is not as it was written.
                return _damaged(str(self.path), error)
            return QueryError(
                str(error),
                "Tables and views are described in docs/schema.md; list them: ipstats list questions",
            )
        return explained(error, str(self.path))

    def close(self) -> None:
        self._connection.close()


def _authorize(action: int, _: str | None, name: str | None, *__: str | None) -> int:
    refused = action not in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and str(name).lower() in _NOT_ALLOWED)
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def explained(error: Exception, where: str) -> IpstatsError:
    """What an error of SQLite means for the user: locked, damaged, full, not allowed."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DatabaseLockedError(
            f"{where} is being written by another process", "Wait until it is done and try again"
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")) or isinstance(error, UnicodeDecodeError):
        return _damaged(where, error)
    no_such = "no such table" in str(error) or "no such column" in str(error)
    if (no_such or name.startswith("SQLITE_CANTOPEN")) and (unfit := _no_database(Path(where))) is not None:
        return unfit
    if no_such:
        return DatabaseVersionError(
            f"{where} is a database, but not one of ipstats ({error})", "Name another place: --database PATH"
        )
    if name.startswith("SQLITE_FULL"):
        return DatabaseUnavailableError(
            f"{where}: no space left on the disk", "Free some space and try again; nothing was changed"
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return DatabaseUnavailableError(
            f"{where} cannot be opened ({error})", "Check the rights on the file and its folder"
        )
    return DatabaseUnavailableError(f"{where}: {error}", "Check the disk and the rights on the file")


def _damaged(where: str, why: object) -> DatabaseDamagedError:
    reason = "a text in it is not UTF-8" if isinstance(why, UnicodeDecodeError) else why
    return DatabaseDamagedError(
        f"{where} is no SQLite database, or a damaged one ({reason})",
        "Restore it from a copy, or move it away and run: ipstats init",
    )


def _no_database(path: Path) -> DatabaseDamagedError | None:
    """What a path is that SQLite could only say it cannot open, or take for a database without tables."""
    if path.is_dir():
        return DatabaseDamagedError(f"{path} is a directory", "Name a file: --database PATH")
    if path.is_file() and path.stat().st_size == 0:
        return DatabaseDamagedError(
            f"{path} is an empty file", "Name another place, or remove it and run: ipstats init"
        )
    return None


def is_there(path: Path) -> bool:
    """Whether there is something at a path. Raises :class:`DatabaseUnavailableError` where it cannot be told."""
    try:
        return path.exists()
    except OSError as error:
        raise DatabaseUnavailableError(
            f"{path} cannot be reached: {error.strerror or error}",
            "Name another place: --database PATH, or IPSTATS_DATABASE=PATH",
        ) from None


def bounded(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of free SQL; raises :class:`QueryError` before they fill the memory."""
    taken = 0
    for row in rows:
        taken += sum(16 + (len(cell) if isinstance(cell, str | bytes) else 0) for cell in row)
        if taken > _LARGEST_ANSWER:
            raise QueryError(
                "the answer is too large for the memory", "Choose fewer columns or rows: WHERE …, LIMIT …, --max-rows N"
            )
        yield row


def scalars(reader: Reader, sql: str, parameters: Mapping[str, Any] | None = None) -> Sequence[Any]:
    """The first column of each row."""
    return [row[0] for row in reader.select(sql, parameters)[1]]
