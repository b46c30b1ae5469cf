"""The database as an object, for scripts and notebooks; the command line is a thin skin over it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from .results import Cell, Column, Result, exact
from .store.location import Location, locate
from .store.reading import TIME_LIMIT, Reader, is_there, open_reader

if TYPE_CHECKING:
    from .store.loading.report import LoadReport

#: ``sql`` returns at most so many rows unless told otherwise.
MOST_ROWS = 100_000

Words = str | Sequence[str]


class Database:
    """An open database, which can be asked but not changed.

    Each question is a method and returns a :class:`~ipstats.results.Result`. Its selectors are those of the
    command line: ``metric`` and ``region`` take any name, or several; ``year`` a year, a text such as
    ``"2010-2016"``, or several; ``plan`` a five-year plan.
    """

    def __init__(self, location: Location, *, time_limit: float = TIME_LIMIT) -> None:
        self.location = location
        self._reader: Reader = open_reader(location, time_limit)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._reader.close()

    @property
    def reader(self) -> Reader:
        """The read-only connection."""
        return self._reader

    def ask(self, name: str, **selectors: Any) -> Result:
        """Answer a question by its name; see the methods for the selectors."""
        from .questions.asking import Asked, ask

        for key in ("metric", "region", "year", "beside", "program", "case", "source"):
            if key in selectors:
                selectors[key] = _several(selectors[key])
        return ask(self._reader, name, Asked(**selectors))

    def growth(self, metric: Words = (), **selectors: Any) -> Result:
        """Growth over the year before, or with ``base="first"`` or ``base="2012"`` over another year."""
        return self.ask("growth", metric=metric, **selectors)

    def ranking(self, metric: Words = (), **selectors: Any) -> Result:
        """Places among the regions of a level, ``by`` value, growth or share, within a ``scope``."""
        return self.ask("ranking", metric=metric, **selectors)

    def series(self, metric: Words = (), **selectors: Any) -> Result:
        """Figures through the years."""
        return self.ask("series", metric=metric, **selectors)

    def share(self, metric: Words = (), **selectors: Any) -> Result:
        """Shares in the total of a breakdown, or (``of``) in a region."""
        return self.ask("share", metric=metric, **selectors)

    def sum(self, metric: Words = (), **selectors: Any) -> Result:
        """Sums ``over`` years or regions; of a stock over years, or of a ratio, it is refused with the reason."""
        return self.ask("sum", metric=metric, **selectors)

    def compare(self, metric: Words = (), **selectors: Any) -> Result:
        """Regions side by side; ``beside`` names the others."""
        return self.ask("compare", metric=metric, **selectors)

    def cases(self, **selectors: Any) -> Result:
        """Enforcement cases by kind."""
        return self.ask("cases", **selectors)

    def programs(self, **selectors: Any) -> Result:
        """Programs with their figures, participants and documents."""
        return self.ask("programs", **selectors)

    def cite(self, metric: Words = (), **selectors: Any) -> Result:
        """Where each figure was published, and by which other sources."""
        return self.ask("cite", metric=metric, **selectors)

    def audit(self, *files: str | Path, lang: str = "en", **selectors: Any) -> Result:
        """Every published number recomputed and graded, one row a check, the worst first; with files, what they say.

        ``lang`` is the language of the explanations. Selectors are ``metric``, ``region``, ``year``, ``source``,
        ``rule``, ``verdict`` and ``as_of``; for files also ``password`` and ``published``.
        """
        from .questions.auditing import Audited, audit_database

        of_files = {key: selectors.pop(key) for key in ("password", "published") if key in selectors}
        for key in ("metric", "region", "year", "source", "rule", "verdict"):
            if key in selectors:
                selectors[key] = _several(selectors[key])
        if not files:
            return audit_database(self._reader, Audited(**selectors), lang)
        from .questions.auditing_files import audit_files

        return audit_files(self._reader, [Path(file) for file in files], Audited(**selectors), lang, **of_files)

    def read(self, *files: str | Path, password: str | None = None, published: str = "", why: bool = False) -> Result:
        """What published files say, one row a statement; nothing is changed.

        ``published`` is the date of publication of reports in prose (2017-04-26, 2017-04 or 2017); ``why`` adds
        a column with the rule and the clues of each statement. Raises :class:`~ipstats.errors.ReadError` for the first thing that cannot be understood.
        """
        from .questions.published import read_file, said, vocabulary

        names = vocabulary(self._reader)
        readings = [read_file(Path(file), names, password, published) for file in files]
        for reading in readings:
            for error in reading.errors:
                raise error
        return said(readings, why=why)

    def list(self, what: str) -> Result:
        """What is known: metrics, regions, sources, programs, cases or questions."""
        from .questions.lists import list_known

        return list_known(self._reader, what)

    def status(self) -> Result:
        """Where the database is, its revision, and what it holds."""
        from .questions.lists import status

        return status(self._reader, str(self.location), self.location.origin)

    def sql(self, statement: str, *, max_rows: int = MOST_ROWS) -> Result:
        """Run one SELECT. Read-only by construction; more than ``max_rows`` rows are cut, with a note."""
        from .questions.notes import cut_after

        names, rows = self._reader.select(statement)
        taken = [tuple(_cell(value) for value in row) for row in islice(rows, max_rows + 1)]
        notes = []
        if len(taken) > max_rows:
            del taken[max_rows:]
            notes.append(cut_after(max_rows))
        return Result("sql", _inferred(names, taken), taken, notes, sql=statement)


def _several(words: Any) -> tuple[str, ...]:
    if isinstance(words, str | int):
        return (str(words),)
    return tuple(str(word) for word in words or ())


def _cell(value: Any) -> Cell:
    return value.hex() if isinstance(value, bytes) else exact(value)


def _inferred(names: list[str], rows: list[tuple[Cell, ...]]) -> tuple[Column, ...]:
    """Columns of free SQL: of numbers where all that is there is one. A name that comes twice gets a number."""
    columns: list[Column] = []
    for position, name in enumerate(names):
        unique, number = name, 2
        while any(column.id == unique for column in columns):
            unique, number = f"{name}_{number}", number + 1
        values = [row[position] for row in rows if row[position] is not None]
        kind = "number" if values and not any(isinstance(value, str) for value in values) else "text"
        columns.append(Column(unique, unique, unique, kind))
    return tuple(columns)


def open_database(
    database: str | Path | None = None,
    *,
    time_limit: float = TIME_LIMIT,
    say: Callable[[str], None] | None = None,
) -> Database:
    """Open a database, and make it first where there is none.

    ``database`` is a path or a SQLAlchemy URL; without it, ``IPSTATS_DATABASE``, the user's configuration and
    the user's data directory are looked at in this order. A SQLite file that is not there is made from the
    bundled seeds, and ``say`` is told so.
    """
    location = locate(str(database) if database is not None else None)
    make_sure(location, say)
    return Database(location, time_limit=time_limit)


def make_sure(location: Location, say: Callable[[str], None] | None = None) -> None:
    """Make the SQLite file of ``location`` from the bundled seeds, unless it is there."""
    if location.path is None or is_there(location.path):
        return
    from .errors import DatabaseMissingError, DatabaseUnavailableError

    if location.origin == "default":
        try:
            location.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnavailableError(
                f"the folder for the database cannot be made: {location.path.parent}: {error.strerror}",
                "Name another place: --database PATH",
            ) from None
    elif not is_there(location.path.parent):
        raise DatabaseMissingError(
            f"there is no database at {location.path}, and no folder to make it in", "Check the path"
        )
    from .store.building import build_sqlite

    if build_sqlite(location.path) and say is not None:
        say(f"made the database {location.path} from the bundled seeds")


def load(
    database: str | Path | None,
    paths: Sequence[Path],
    *,
    password: str | None = None,
    published: str = "",
    partial: bool = False,
    say: Callable[[str], None] | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> list[LoadReport]:
    """Load seed folders and published files into a database, all in one transaction.

    With one mistake nothing is loaded, unless ``partial``: then rows of files that cannot be loaded are left
    out and counted. ``password`` opens encrypted files, ``published`` is the date of publication of reports in
    prose, and ``progress`` is told of files with many rows.
    Raises :class:`~ipstats.errors.SeedFolderError` with every mistake (file, line or cell, column and text),
    and :class:`~ipstats.errors.ReadError` for a file that cannot be read.
    """
    location = locate(str(database) if database is not None else None)
    make_sure(location, say)
    gc.enable()
    from .store.loading.session import load_paths

    return load_paths(location, list(paths), password=password, published=published, partial=partial, progress=progress)


def initialize(
    database: str | Path | None = None, *, bare: bool = False, say: Callable[[str], None] | None = None
) -> tuple[Location, bool]:
    """Make the database from the bundled seeds, ``bare`` with reference data only; whether it was made."""
    location = locate(str(database) if database is not None else None)
    from .store.building import initialize as initialize_at

    return location, initialize_at(location, bare=bare, progress=say)


def migrate(database: str | Path | None = None) -> str:
    """Bring a database to this version's schema, keeping everything in it; what was done, in a sentence."""
    location = locate(str(database) if database is not None else None)
    from .store.migrating import migrate as migrate_at

    return migrate_at(location)
