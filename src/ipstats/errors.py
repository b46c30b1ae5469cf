"""Every mistake a user can make, as data: a class a kind, with an id, an exit code and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line."""

    DONE = 0  #: done
    FOUND = 1  #: done, and it found something (an audit with contradictions)
    USAGE = 2  #: wrong usage, an unknown name, or input that cannot be taken
    DATABASE = 3  #: the database is missing, locked, damaged or of another version
    TIME_LIMIT = 4  #: the time limit ended it
    NOTHING = 5  #: nothing matches
    INTERRUPTED = 130  #: interrupted from the keyboard


class IpstatsError(Exception):
    """Base of all errors that are about the user's input or surroundings.

    ``problem`` says what was wrong, with the text itself; ``advice`` what to do next.
    """

    id = "error"
    title = "Something in the input was wrong"
    exit_code = Exit.USAGE

    def __init__(self, problem: str, advice: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.problem}\n{self.advice}" if self.advice else self.problem


class UsageError(IpstatsError):
    """Options that contradict each other, or a value of the wrong form."""

    id = "usage"
    title = "The command was not understood"


class UnknownNameError(IpstatsError):
    """A name that is no alias of anything. Similar names are suggested, never taken."""

    id = "unknown-name"
    title = "No such region, metric or other name"

    def __init__(self, what: str, name: str, nearest: list[str], listing: str) -> None:
        near = f"Nearest: {', '.join(nearest)}. " if nearest else ""
        super().__init__(f"no {what} is called {name!r}", f"{near}See them all: {listing}")
        self.name = name
        self.nearest = nearest


class AmbiguousNameError(IpstatsError):
    """A name that stands for several things."""

    id = "ambiguous-name"
    title = "The name stands for several things"


class NothingMatchesError(IpstatsError):
    """The selectors are understood and no figure matches them."""

    id = "nothing-matches"
    title = "No figure matches"
    exit_code = Exit.NOTHING


class DatabaseMissingError(IpstatsError):
    """There is no database where one was asked for."""

    id = "database-missing"
    title = "There is no database there"
    exit_code = Exit.DATABASE


class DatabaseLockedError(IpstatsError):
    """Another process is writing to the database."""

    id = "database-locked"
    title = "The database is in use"
    exit_code = Exit.DATABASE


class DatabaseDamagedError(IpstatsError):
    """The file is no SQLite database, or a damaged one."""

    id = "database-damaged"
    title = "The database cannot be read"
    exit_code = Exit.DATABASE


class DatabaseVersionError(IpstatsError):
    """The database has another schema than this version of ipstats."""

    id = "database-version"
    title = "The database is of another version"
    exit_code = Exit.DATABASE


class DatabaseUnavailableError(IpstatsError):
    """The database cannot be opened or written: no rights, no space, no server."""

    id = "database-unavailable"
    title = "The database cannot be reached or written"
    exit_code = Exit.DATABASE


class QueryError(IpstatsError):
    """SQL that does not run, or that would change something."""

    id = "query"
    title = "The SQL cannot be run"


class TimeLimitError(IpstatsError):
    """A query ran longer than it was allowed to."""

    id = "time-limit"
    title = "The time limit was reached"
    exit_code = Exit.TIME_LIMIT


class OutputError(IpstatsError):
    """The answer cannot be written where it was asked for."""

    id = "output"
    title = "The answer cannot be written"


class PrintedNumberError(IpstatsError):
    """A text that is not a printed number, or not one that the metric can take."""

    id = "printed-number"
    title = "Not a printed number"


class SeedError(IpstatsError):
    """A row of a seed folder that cannot be loaded, with its file, line, column and text."""

    id = "seed"
    title = "A seed folder cannot be loaded"

    def __init__(
        self,
        file: str,
        line: int | None,
        column: str | None,
        text: str | None,
        problem: str,
        advice: str = "",
    ) -> None:
        place = file
        if line is not None:
            place += f", line {line}"
        if column is not None:
            place += f", column {column}"
        shown = "" if text is None else f" ({_shortened(text)!r})"
        super().__init__(f"{place}: {problem}{shown}", advice)
        self.file, self.line, self.column, self.text = file, line, column, text


class SeedFolderError(IpstatsError):
    """All that is wrong with a seed folder; nothing of it was loaded."""

    id = "seeds"
    title = "A seed folder cannot be loaded"

    def __init__(
        self,
        errors: Sequence[IpstatsError],
        more: int,
        advice: str = "Nothing was loaded. Correct the file and load it again.",
    ) -> None:
        lines = [f"  {error.problem}" + (f" — {error.advice}" if error.advice else "") for error in errors]
        if more:
            lines.append(f"  … and {more} more")
        count = len(errors) + more
        super().__init__(
            f"{count} row{'s' if count > 1 else ''} cannot be loaded:\n" + "\n".join(lines),
            advice,
        )
        self.errors = list(errors)


class ReadError(IpstatsError):
    """Something in a published file that cannot be read, with its place (sheet and cell, or line) and its text."""

    id = "read"
    title = "A file cannot be read"

    def __init__(self, file: str, place: str | None, text: str | None, problem: str, advice: str = "") -> None:
        shown = "" if text is None else f" ({_shortened(text)!r})"
        super().__init__(f"{file}{f', {place}' if place else ''}: {problem}{shown}", advice)
        self.file, self.place, self.text = file, place, text


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def all_errors() -> list[type[IpstatsError]]:
    """Every kind of error, in the order of this module, for the documentation."""
    found: list[type[IpstatsError]] = []
    queue: list[type[IpstatsError]] = [IpstatsError]
    while queue:
        kind = queue.pop(0)
        found.extend(kind.__subclasses__())
        queue.extend(kind.__subclasses__())
    return found
