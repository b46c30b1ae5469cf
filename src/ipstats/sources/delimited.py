"""CSV as it is found: its delimiter, its header and its rows with their lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import SeedError
from .encodings import TextForm, form_of
from .files import unreadable
from .headings import known_cells, period_of

_DELIMITERS = (",", "\t", ";")

#: A row may stand on at most this many lines, so that an open quote does not fill the memory.
MOST_LINES = 1000

_ADVICE = "Quote a cell that holds a comma, a quote or a line break"


@dataclass
class Delimited:
    """A CSV file that is open to be read: its header and the line that this is on."""

    path: Path
    name: str
    form: TextForm
    delimiter: str
    header: list[str]
    line: int

    def rows(self, period: int | None = None) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it begins on, as long as the header; rows of nothing are passed over.

        ``period`` is the place of a column in which ``2016年`` becomes ``2016``.
        """
        start = self.line
        try:
            with self.form.open(self.path) as text:
                lines = _Bounded(text, self.name)
                reader = csv.reader(lines if self.form.quoted else text, delimiter=self.delimiter, strict=True)
                while not next(reader):
                    pass
                at = 0 if period is None else period
                usual = -1 if period is None else 4
                width = len(self.header)
                lines.start = reader.line_num
                start = reader.line_num + 1
                for row in reader:
                    lines.start = reader.line_num
                    line, start = start, lines.start + 1
                    # Whatever is done here is done a million times: a row as it should be is looked at three times.
                    if len(row) != width:
                        if row:
                            raise self._ragged(line, row)
                        continue
                    if len(row[at]) != usual:
                        if not any(row):
                            continue
                        if period is not None:
                            row[at] = period_of(row[at])
                    yield line, row
        except csv.Error as error:
            raise SeedError(self.name, start, None, None, f"not CSV: {error}", _ADVICE) from None
        except (UnicodeDecodeError, StopIteration):
            raise SeedError(self.name, start, None, None, "the file changed while it was read", "Try again") from None
        except OSError as error:
            raise unreadable(self.path, error) from None

    def _ragged(self, line: int, row: list[str]) -> SeedError:
        problem = f"{len(row)} cells where the header has {len(self.header)}"
        return SeedError(self.name, line, None, self.delimiter.join(row), problem, _ADVICE)


class _Bounded:
    """The lines of a file in which a quoted cell may hold line breaks; a row without end is an error."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self.text, self.name = text, name
        self.start = self.count = 0

    def __iter__(self) -> Iterator[str]:
        for line in self.text:
            self.count += 1
            if self.count - self.start > MOST_LINES:
                raise SeedError(
                    self.name, self.start + 1, None, None, f"a row of more than {MOST_LINES} lines", "A quote may be left open"
                )  # fmt: skip
            yield line


def open_delimited(path: Path, name: str) -> Delimited:
    """Find encoding, delimiter and header of a CSV file. Raises :class:`SeedError` with the line of what is wrong."""
    form = form_of(path, name, lambda line: max(known_cells(line.split(mark)) for mark in _DELIMITERS) >= 2)
    best: tuple[int, int] = (-1, 0)
    found: Delimited | None = None
    problem: SeedError | None = None
    for delimiter in _DELIMITERS:
        try:
            with form.open(path) as text:
                reader = csv.reader(_Bounded(text, name), delimiter=delimiter, strict=True)
                header = next((row for row in reader if row), None)
                line = reader.line_num
        except csv.Error as error:
            problem = problem or SeedError(name, 1, None, None, f"not CSV: {error}", _ADVICE)
            continue
        if header is None:
            raise SeedError(name, 1, None, None, "the file is empty", "Its first line names the columns")
        header[0] = header[0].removeprefix("\ufeff")
        fit = known_cells(header), len(header)
        if fit > best:
            best, found = fit, Delimited(path, name, form, delimiter, header, line)
    if found is None:
        assert problem is not None
        raise problem
    return found
