"""PostgreSQL: engines, and the read-only path to a server."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import DatabaseUnavailableError, IpstatsError, QueryError, TimeLimitError
from .location import Location
from .reading import bounded

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.exc import SQLAlchemyError

#: SQLSTATE of a statement that ran into ``statement_timeout``.
_CANCELED = "57014"

#: Classes of SQLSTATE that are about what was asked: not supported, not one row, data, read-only, syntax, too much.
_OF_THE_QUERY = ("0A", "21", "22", "25", "42", "54", "P0")

_URL = "Write postgresql://user:password@host:port/name"

_FETCH = "FETCH FORWARD 2000 FROM answer"

_SET_LIMIT = "SELECT set_config('statement_timeout', %s, true)"

#: The longest ``statement_timeout`` there is, in milliseconds.
_LONGEST = 2**31 - 1


def server_engine(location: Location, **options: Any) -> Engine:
    """A SQLAlchemy engine for a server. The driver comes with the extra ``postgres``."""
    from sqlalchemy import create_engine
    from sqlalchemy.exc import ArgumentError
    from sqlalchemy.pool import NullPool

    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise DatabaseUnavailableError(
            "the driver for PostgreSQL is not installed", "Install it: pip install 'ipstats[postgres]'"
        ) from None
    try:
        return create_engine(location.url, poolclass=NullPool, **options)
    except ArgumentError as error:
        raise DatabaseUnavailableError(f"{location}: {error}", _URL) from None
    except ValueError:
        # Not shown: where the host was forgotten, what stands in its port's place is the password.
        raise DatabaseUnavailableError("the connection string has a port that is no number", _URL) from None


def server_error(error: SQLAlchemyError, location: Location, time_limit: float | None = None) -> IpstatsError:
    """What an error of the server means for the user, without the statement and without the password."""
    from sqlalchemy.exc import DBAPIError, OperationalError

    origin = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(origin, "sqlstate", None) or ""
    first_line = (str(origin).strip().splitlines() or ["no answer"])[0]
    if state == _CANCELED and time_limit is not None:
        return TimeLimitError(
            f"the time limit of {time_limit:g} s was reached",
            "Narrow the question, or give it longer: --time-limit SECONDS",
        )
    if state.startswith(_OF_THE_QUERY):
        return QueryError(
            first_line,
            "Only statements that read can be run; tables and views are described in docs/schema.md",
        )
    if isinstance(error, OperationalError):
        return DatabaseUnavailableError(
            f"{location}: {first_line}", "Check that the server runs, and the name, user and password"
        )
    return DatabaseUnavailableError(f"{location}: {first_line}", "Check the server's log")


class ServerReader:
    """A connection to PostgreSQL in a read-only transaction with a statement timeout."""

    def __init__(self, location: Location, time_limit: float) -> None:
        from sqlalchemy.exc import SQLAlchemyError

        self.location = location
        self.time_limit = time_limit
        self._errors = SQLAlchemyError
        self._deadline = 0.0
        engine = server_engine(location, connect_args={"connect_timeout": 10})
        try:
            self._connection = engine.connect().execution_options(postgresql_readonly=True)
        except SQLAlchemyError as error:
            raise server_error(error, location) from None

    def select(
        self, sql: str, parameters: Mapping[str, Any] | None = None
    ) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Run one SELECT; see :class:`~ipstats.store.reading.Reader`."""
        from sqlalchemy import text

        self._deadline = time.monotonic() + self.time_limit
        try:
            if parameters is None:
                return self._declared(sql)
            self._connection.exec_driver_sql(_SET_LIMIT, (self._left(),))
            result = self._connection.execute(text(sql), parameters)
            return list(result.keys()), (tuple(row) for row in result)
        except UnicodeEncodeError:
            raise QueryError(
                "the SQL is not UTF-8 text", "Write it in UTF-8, or put it in a file: ipstats sql --file FILE"
            ) from None
        except self._errors as error:
            self._connection.rollback()
            raise server_error(error, self.location, self.time_limit) from None

    def _declared(self, sql: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Run SQL as the query of a cursor, in one prepared statement.

        A cursor takes nothing but a query (no COPY, no SET), and a prepared statement is one statement: what
        comes after a semicolon is an error, so that no text can leave the read-only transaction.
        """
        from psycopg import Error

        cursor = self._connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
        statement = "DECLARE answer NO SCROLL CURSOR FOR\n" + sql.strip().rstrip(";")
        try:
            cursor.execute("CLOSE ALL")
            cursor.execute(_SET_LIMIT, (self._left(),))
            cursor.execute(statement, prepare=True)  # type: ignore[call-arg]
            cursor.execute(_FETCH)
        except Error as error:
            self._connection.connection.rollback()
            raise server_error(_wrapped(error), self.location, self.time_limit) from None
        return [column[0] for column in cursor.description or ()], bounded(self._fetched(cursor))

    def _fetched(self, cursor: Any) -> Iterator[tuple[Any, ...]]:
        from psycopg import Error

        try:
            while rows := cursor.fetchall():
                yield from rows
                # Said anew each time: the limit is one for all rows, and a query may have called set_config.
                cursor.execute(_SET_LIMIT, (self._left(),))
                cursor.execute(_FETCH)
        except Error as error:
            self._connection.connection.rollback()
            raise server_error(_wrapped(error), self.location, self.time_limit) from None

    def _left(self) -> str:
        """The milliseconds that the next statement may take, at least one: 0 would be no limit."""
        left = (self._deadline - time.monotonic()) * 1000
        return str(int(max(1, min(left, _LONGEST))))

    def close(self) -> None:
        self._connection.rollback()
        self._connection.close()


def _wrapped(error: Exception) -> SQLAlchemyError:
    """An error of the driver, as SQLAlchemy would have raised it."""
    import psycopg
    from sqlalchemy.exc import DBAPIError

    wrapped: SQLAlchemyError = DBAPIError.instance(None, None, error, psycopg.Error)
    return wrapped
