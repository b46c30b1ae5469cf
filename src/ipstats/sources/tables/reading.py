"""From the tables of a sheet to statements: each cell with its region, period, metric and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...errors import PrintedNumberError, ReadError
from ...numbers import parse_figure
from ..statements import Reading, Statement
from ..vocabulary import Vocabulary
from .axes import Axis, Entry, columns_of, rows_of
from .caption import Caption, read_caption
from .checking import check
from .finding import Table, find_tables
from .grid import Grid, figure_of, kind_of_cell, split_marks
from .metrics import Meaning, meaning_of
from .places import Place
from .regions import name_regions
from .words import Facets, Words


@dataclass
class Read:
    """A table with its axes, and what was read from it."""

    table: Table
    caption: Caption
    rows: Axis
    columns: Axis
    places: dict[int, Place] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


def read_grid(grid: Grid, vocabulary: Vocabulary, reading: Reading) -> None:
    """Read every table of a sheet, and add to ``reading`` what it states and what cannot be understood."""
    words = Words(vocabulary)
    caption: Caption | None = None
    for table in find_tables(grid, words.names_region):
        caption = read_caption(table, words, caption)
        read = Read(table, caption, rows_of(table, words), columns_of(table, words))
        if not _is_table(read):
            continue
        reading.title = reading.title or caption.title
        _Reader(vocabulary, words, reading, read).read()
        check(vocabulary, read.statements)
        reading.statements.extend(read.statements)


def _is_table(read: Read) -> bool:
    """Figures without any name beside them, and any known word over them, are no table."""
    named = any(entry.named or entry.words or entry.period for entry in read.rows.entries)
    headed = read.caption.title or any(entry.words or entry.period or entry.named for entry in read.columns.entries)
    return named and bool(headed)


class _Reader:
    """Reads the cells of one table."""

    def __init__(self, vocabulary: Vocabulary, words: Words, reading: Reading, read: Read) -> None:
        self.vocabulary, self.words, self.reading, self.read_ = vocabulary, words, reading, read
        self._meanings: dict[tuple[int, int], Meaning] = {}
        self._no_result: list[tuple[int, int]] = []

    def read(self) -> None:
        """Read the table into the figures of ``read``."""
        read = self.read_
        axis = read.rows if read.rows.regional else read.columns
        across = read.columns if axis is read.rows else read.rows
        if axis.regional:
            caption = (read.caption.year, read.caption.place.code)
            read.places = name_regions(self.vocabulary, self.words, self.reading, read.table, axis, across, caption)
        undated = False
        for row in read.rows.entries:
            blank = all(not kind_of_cell(read.table.grid.text(row.index, c.index)) for c in read.columns.entries)
            if blank and not row.named:
                continue
            for column in read.columns.entries:
                statement = self._statement(row, column)
                if statement is not None:
                    read.statements.append(statement)
                    undated = undated or not statement.period
        if self._no_result:
            grid = read.table.grid
            cells = ", ".join(grid.address(*cell) for cell in self._no_result[:5])
            more = f" and {len(self._no_result) - 5} more" if len(self._no_result) > 5 else ""
            self._error(
                self._no_result[0],
                None,
                f"formulas without a stored result: {cells}{more}",
                "Open the file in Excel and save it",
            )
        if undated:
            self._error(
                None,
                read.caption.title,
                "no year is printed in its title or its headings",
                "Write the year into the title",
            )

    def _statement(self, row: Entry, column: Entry) -> Statement | None:
        read = self.read_
        text = read.table.grid.text(row.index, column.index)
        meaning = self._meaning(row, column)
        if not text and not column.words and not column.period and not column.named:
            return None
        place = self._place(row, column)
        caption = read.caption
        statement = Statement(
            kind="level",
            region_code=place.code,
            region=place.name,
            period=column.period or row.period or caption.period,
            metric=meaning.metric.code if meaning.metric else "",
            metric_zh=meaning.metric.name_zh if meaning.metric else self._heading(row, column),
            patent_type=meaning.patent_type,
            value=None,
            unit=meaning.metric.unit if meaning.metric else meaning.unit.base if meaning.unit else "",
            qualifier="exact",
            published="",
            locator=f"{caption.locator}{read.table.grid.place(row.index, column.index)}",
        )
        doubts = [place.doubt, meaning.doubt, "" if statement.period else "no year is printed"]
        doubts.append(self._value(statement, text, meaning, (row.index, column.index)))
        statement.doubt = "; ".join(doubt for doubt in doubts if doubt)
        marks = dict.fromkeys(re.findall(r"\d{1,2}[)）]|\S", "".join((row.marks, column.marks, split_marks(text)[1]))))
        notes = [place.note, *(caption.note_of(mark) for mark in marks)]
        statement.note = "; ".join(note for note in notes if note)
        return statement

    def _value(self, statement: Statement, text: str, meaning: Meaning, cell: tuple[int, int]) -> str:
        """Put the value of a cell into its statement; what is doubtful about it."""
        kind = kind_of_cell(text)
        if kind in ("", "missing"):
            statement.status, statement.published = "O", text.strip()
            return ""
        if kind == "unknown":
            statement.status = "O"
            self._no_result.append(cell)
            return "a formula whose result is not stored"
        plain = split_marks(text)[0].strip()
        printed = figure_of(text)
        if kind == "text" or printed is None:
            statement.status, statement.published = "O", text.strip()
            self._error(cell, text, "not a figure", "A missing figure is printed as -, … or blank")
            return "no figure stands in the cell"
        unit = meaning.unit
        if unit and not printed.unit_mult and not printed.unit and (unit.multiplier or unit.base in ("%", "‰")):
            plain += str(unit)
            try:
                printed = parse_figure(plain)
            except PrintedNumberError:
                return f"no figure of {unit}"
        number = printed.number
        assert number is not None
        statement.published, statement.value = plain, number
        statement.qualifier = printed.qualifier
        statement.unit = statement.unit or printed.unit
        whole = meaning.metric.counts if meaning.metric else printed.decimals == 0 and not printed.unit_mult
        bounds = printed.bounds(whole=whole)
        if printed.qualifier == "exact" and bounds.low != bounds.high:
            statement.qualifier = "rounded"
        if printed.unit == "%" and meaning.metric and meaning.metric.unit != "%":
            return f"printed in %, where {meaning.metric.code} is in {meaning.metric.unit}"
        if meaning.metric and meaning.metric.counts and number < 0:
            return "a count below zero"
        if meaning.metric and number * meaning.metric.divisor != int(number * meaning.metric.divisor):
            return f"finer than {meaning.metric.code} can be"
        return ""

    def _meaning(self, row: Entry, column: Entry) -> Meaning:
        key = (id(row.facets), id(column.facets))
        found = self._meanings.get(key)
        if found is None:
            caption = self.read_.caption
            heading = _both(row, column)
            found = self._meanings[key] = meaning_of(self.vocabulary, heading, caption.facets, caption.units)
        return found

    def _place(self, row: Entry, column: Entry) -> Place:
        read = self.read_
        entry = row if read.rows.regional else column
        if row.named and not read.rows.regional and not read.columns.regional:
            codes = self.words.regions(row.zh or row.en)
            if len(codes) == 1:
                return Place(codes[0], self.vocabulary.regions[codes[0]].name_zh)
        place = read.places.get(entry.index)
        titled = read.caption.place
        if place is None or not titled.code or not place.code or self._root(place.code) == self._root(titled.code):
            return place or titled
        # 国外 in a title and provinces below it: one of the two is not what it seems.
        return Place(
            place.code, place.name, f"the title names {titled.name}, of which {place.name} is no part", place.note
        )

    def _root(self, code: str) -> str:
        regions = self.vocabulary.regions
        for _ in range(len(regions)):
            if regions[code].parent not in regions:
                break
            code = regions[code].parent
        return code

    def _heading(self, row: Entry, column: Entry) -> str:
        """The heading of an unknown metric, as printed."""
        texts = []
        for text in [*column.words, *row.words]:
            zh = " ".join(split_marks(text)[0].split())
            if zh not in texts:
                texts.append(zh)
        said = row.facets.unknown or column.facets.unknown or row.facets.measured or column.facets.measured
        return " ".join(texts) if texts and (said or not self.read_.caption.subject) else self.read_.caption.subject

    def _error(self, cell: tuple[int, int] | None, text: str | None, problem: str, advice: str) -> None:
        grid = self.read_.table.grid
        place = grid.place(*cell) if cell else grid.place(self.read_.table.rows[0])
        self.reading.errors.append(ReadError(self.reading.name, place, text, problem, advice))


def _both(row: Entry, column: Entry) -> Facets:
    """The words of a row and of a column together: a patent type of one is within the total of the other."""
    facets = row.facets.joined(column.facets)
    if row.facets.types - {"total"} or column.facets.types - {"total"}:
        facets.types = facets.types - {"total"}
    facets.units = column.units or row.units
    return facets
