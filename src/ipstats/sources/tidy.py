"""Tidy and wide files of figures, CSV or Parquet: a row a figure, or a column a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from ..errors import SeedError
from ..numbers import MULTIPLIERS
from .delimited import open_delimited
from .headings import Headings, period_of, understand
from .statements import MISSING

#: What stands before a text in our own CSV that a spreadsheet would run.
_NEUTRALISED = ("'=", "'+", "'-", "'@", "'\t", "'\r")


class Table(Protocol):
    """A file with a header and rows of text, whatever its format."""

    @property
    def header(self) -> list[str]:
        """The cells of the header."""

    @property
    def line(self) -> int | None:
        """The line of the header, where it is on one."""

    def rows(self, period: int | None = None) -> Iterator[tuple[int, list[str]]]:
        """Each row with its line, as long as the header; ``2016年`` in the column at ``period`` is ``2016``."""


@dataclass
class TidyFile:
    """A file of figures: its columns by their ids, and its rows in that order.

    ``source`` is the heading of a column that names where each row was published, or ``None``.
    """

    path: Path
    name: str
    table: Table
    headings: Headings
    columns: list[str] = field(default_factory=list)
    source: str | None = None
    _sources: dict[str, int] = field(default_factory=dict)

    def where(self, line: int) -> tuple[str, int | None]:
        """The place of a row, for what is said of it."""
        return self.name, line

    def source_name(self) -> str | None:
        """Where the rows read so far were published, by the column that says so; ``None`` where none does.

        Raises :class:`SeedError` where they were not all published in one place.
        """
        if len(self._sources) > 1:
            (first, _), (other, line) = list(self._sources.items())[:2]
            raise SeedError(
                self.name, line, self.source, other, f"another source than that of the rows before ({first!r})",
                "Figures of several sources are several files: load one for each source",
            )  # fmt: skip
        return next(iter(self._sources), None) or None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each figure with the line that its row begins on.

        Raises :class:`SeedError` with the line of a row that cannot be read.
        """
        if self.headings.periods:
            return self._wide()
        if self.headings.as_they_stand:
            return self.table.rows(self.columns.index("period"))
        return self._chosen()

    def _chosen(self) -> Iterator[tuple[int, list[str]]]:
        choose = self._chooser()
        at = self.columns.index("period")
        both = {"value", "published"} <= set(self.columns)
        settle = _settler(self.columns) if both else None
        for line, row in self.table.rows():
            cells = choose(line, row)
            if len(cells[at]) != 4:
                cells[at] = period_of(cells[at])
            if settle is not None:
                settle(cells)
            yield line, cells

    def _wide(self) -> Iterator[tuple[int, list[str]]]:
        choose = self._chooser()
        kept = len(self.headings.columns)
        status = self.columns.index("status")
        locator = self.columns.index("locator")
        own_locator, own_status = locator < kept, status < kept
        for line, row in self.table.rows():
            cells = choose(line, row)
            for place, period, heading in self.headings.periods:
                text = row[place].strip()
                if not text:
                    continue
                figure = [*cells, period, text]
                missing = "O" if text in MISSING else ""
                if not own_status:
                    figure.append(missing)
                elif missing and not figure[status].strip():
                    figure[status] = missing
                if not own_locator:
                    figure.append(f"line {line}, column {heading}")
                yield line, figure

    def _chooser(self) -> Callable[[int, list[str]], list[str]]:
        """From a row as it stands to the cells of the columns that count."""
        choices, kind, source, name = self.headings.choices, self.headings.kind, self.headings.source, self.name
        seen = self._sources
        seen.clear()
        take = itemgetter(*(choice[0] for choice in choices))
        spare = [(target, place) for target, choice in enumerate(choices) for place in choice[1:]]

        def choose(line: int, row: list[str]) -> list[str]:
            if kind is not None and row[kind] not in ("level", ""):
                raise SeedError(
                    name, line, "kind", row[kind], "a claim, not a figure",
                    "Load what `ipstats read FILE -o FOLDER` writes: it keeps claims in a file of their own",
                )  # fmt: skip
            if source is not None and row[source] not in seen and len(seen) < 2:
                seen[row[source]] = line
            cells = list(take(row))
            for target, place in spare:
                if not cells[target]:
                    cells[target] = row[place]
            return cells

        return choose


def _settler(columns: list[str]) -> Callable[[list[str]], None]:
    """Where a figure stands twice, as published and as a value: make both say it with their unit.

    In what ipstats writes, ``value`` is in the base unit and ``unit`` is that unit, while ``published`` may
    read 21.36万. A unit without a multiplier adds nothing to the print, which then stays as it is.
    """
    published, value = columns.index("published"), columns.index("value")
    unit = columns.index("unit") if "unit" in columns else None
    texts = [columns.index(column) for column in ("published", "locator", "note") if column in columns]

    def settle(cells: list[str]) -> None:
        for place in texts:
            if cells[place][:1] == "'" and cells[place].startswith(_NEUTRALISED):
                cells[place] = cells[place][1:]
        if unit is not None and cells[unit] and cells[published]:
            if cells[value]:
                cells[value] += cells[unit]
            if cells[unit][0] not in MULTIPLIERS:
                cells[unit] = ""

    return settle


def open_tidy(path: Path, kind: str = "text") -> TidyFile:
    """Open a file of figures; ``kind`` is ``text`` for CSV or ``parquet``.

    Encoding, delimiter, header, and whether it is long or wide are known then; no row is read yet. Raises
    :class:`SeedError` with the line of what is wrong, and :class:`~ipstats.errors.ReadError` where the file
    as a whole cannot be read.
    """
    name = path.name
    table: Table
    if kind == "parquet":
        from .parquet import ParquetTable

        table = ParquetTable(path, name)
    else:
        table = open_delimited(path, name)
    headings = understand(name, table.line, table.header)
    columns = list(headings.columns)
    if headings.periods:
        columns += ["period", "value", *(column for column in ("status", "locator") if column not in columns)]
    return TidyFile(
        path, name, table, headings, columns, None if headings.source is None else table.header[headings.source].strip()
    )
