"""Where the tables of a sheet are: captions, header rows, stubs, body and notes, found by what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from .grid import Grid, fold, is_cjk, kind_of_cell, period_of, split_marks

#: ``8-7``, ``表3``, ``表 1.2``, ``Table 4`` at the head of a title.
TABLE_NUMBER = re.compile(
    r"^\s*(?:(?:续?表|附表|Table)\s*([0-9]{1,3}(?:[-－—–.][0-9]{1,3}){0,3}[A-Za-z]?)|([0-9]{1,3}(?:[-－—–][0-9]{1,3}){1,3}))"
    r"(?=[\s:：、.．]|[^\x00-\x7f]|[A-Z(]|$)\s*[:：、.．]?",
    re.IGNORECASE,
)
CONTINUED = re.compile(r"^\s*(?:\d+[-－]\d+\s*)?[(（]?\s*(?:续表|续\s*\d*\s*[)）]?$|continued)", re.IGNORECASE)
_NOTE = re.compile(
    r"^\s*(?:注\s*\d*\s*[:：]|备注\s*[:：]|说明\s*[:：]|资料来源|数据来源|来源\s*[:：]|notes?\s*[:：.]|sources?\s*[:：]"
    r"|[a-h\d]{1,2}\s*[)）]|[①-⑳⑴-⒇*＊†])",
    re.IGNORECASE,
)
UNIT_LINE = re.compile(
    r"(?:计量)?单位\s*[:：]\s*(?P<zh>.*)|^\s*units?\s*[:：]\s*(?P<en>.*)$", re.IGNORECASE | re.DOTALL
)
_ENGLISH_UNIT = re.compile(r"^\s*[(（][^()（）]{1,40}[)）]\s*$")
#: Kinds of cells that stand where figures stand.
FIGURES = ("figure", "missing", "unknown")
#: Headings of a stub whose cells are no figures although they are digits.
_STUB_HEADINGS = re.compile(
    r"^(?:序号|编号|代码|行政区划代码|地区代码|no\.?|code|rank|位次|年份|年度|年|时间|years?|计量?单位|单位|units?)$",
    re.IGNORECASE,
)
_ROW_NUMBERS = frozenset("甲乙丙丁")


@dataclass
class Table:
    """One table of a sheet: the rows and columns of its parts, counted from 0.

    ``stubs`` and ``columns`` are the columns of its names and of its figures; ``rows`` are those with figures,
    each with the group headings that stand above it in ``groups``. ``caption`` are the texts above the header.
    """

    grid: Grid
    caption: list[tuple[int, int, str]]
    header: list[int]
    rows: list[int]
    stubs: list[int]
    columns: list[int]
    groups: dict[int, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    previous: Table | None = None


@dataclass
class _Band:
    """Rows from a caption to the notes below: one table, or several side by side."""

    above: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    groups: dict[int, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def is_unit_line(text: str) -> bool:
    """Whether a cell says no more than the unit: ``单位：件``, ``(piece)``."""
    if found := UNIT_LINE.search(text):
        return found.start() == 0 or not text[: found.start()].strip(" (（[")
    return (
        bool(_ENGLISH_UNIT.match(text)) and not is_cjk(text) and not any(c.isdigit() for c in text.replace("10000", ""))
    )


def is_title(text: str) -> bool:
    """Whether a cell begins as a title does: with the number of the table, or as the continuation of one."""
    return bool(TABLE_NUMBER.match(text) or CONTINUED.match(text)) and kind_of_cell(text) == "text"


def find_tables(grid: Grid, is_region: Callable[[str], bool]) -> list[Table]:
    """The tables of a sheet, in the order of print; none where the sheet holds none.

    ``is_region`` says whether a text names a region: a row that begins with one is no header, although all its
    figures look like years.
    """
    tables: list[Table] = []
    for band in _Bander(grid, is_region).bands():
        for table in _side_by_side(grid, band):
            table.previous = tables[-1] if tables else None
            tables.append(table)
    return tables


class _Bander:
    """Goes down the rows and says of each what it is: caption, header, body, group heading or note."""

    def __init__(self, grid: Grid, is_region: Callable[[str], bool]) -> None:
        self.grid, self.is_region = grid, is_region
        self.band, self.waiting, self.done = _Band(), list[int](), list[_Band]()
        self.headings: list[str] = []
        self.value_columns: set[int] = set()
        self.year_stubs: set[int] = set()

    def bands(self) -> list[_Band]:
        """The bands of the sheet that have a body."""
        for row in sorted(self.grid.cells):
            cells = sorted(self.grid.cells[row].items())
            if self._is_body(row, cells):
                self._take_body(row, cells)
            elif not self.band.rows:
                self.band.above.append(row)
            else:
                self._take_text(row, cells)
        self._notes(self.waiting)
        self._close()
        return self.done

    def _is_body(self, row: int, cells: list[tuple[int, str]]) -> bool:
        kinds = [kind_of_cell(text) for _, text in cells]
        figures = [column for (column, _), kind in zip(cells, kinds, strict=True) if kind in FIGURES]
        years = [column for (column, _), kind in zip(cells, kinds, strict=True) if kind == "year"]
        first = cells[0][1]
        named = any(self.is_region(text) for (_, text), kind in zip(cells, kinds, strict=True) if kind == "text")
        if figures and self._counts_columns(cells, kinds):
            return False
        if figures and (len(cells) > len(figures) or self.grid.covering(row, max(figures[0] - 1, 0)) or self.band.rows):
            numbered = [kind for (column, _), kind in zip(cells, kinds, strict=True) if column <= figures[-1]]
            # A lone figure with words after it is a page number or a note.
            return len(numbered) > 1 or bool(self.band.rows and figures[0] in self.value_columns) or figures[0] > 0
        if years and (
            (named and kinds[0] == "text") or (self.band.rows and cells[0][0] in self.year_stubs and len(years) > 1)
        ):
            return True
        # A region whose figures are all missing is a row all the same.
        return bool(self.band.rows) and not years and len(cells) < 3 and self._is_known_gap(cells, first)

    def _is_known_gap(self, cells: list[tuple[int, str]], first: str) -> bool:
        inside = all(column not in self.value_columns for column, _ in cells)
        return inside and self.is_region(first) and not fold(first).endswith(("地区", "部", "region", "东北"))

    @staticmethod
    def _counts_columns(cells: list[tuple[int, str]], kinds: list[str]) -> bool:
        """The row that numbers the columns: 甲, 1, 2, 3."""
        numbers = [fold(text).strip("()") for (_, text), kind in zip(cells, kinds, strict=True) if kind == "figure"]
        others = [fold(text) for (_, text), kind in zip(cells, kinds, strict=True) if kind != "figure"]
        counted = [str(number) for number in range(1, len(numbers) + 1)]
        return numbers == counted and len(numbers) > 1 and all(text in _ROW_NUMBERS for text in others)

    def _take_body(self, row: int, cells: list[tuple[int, str]]) -> None:
        if self.waiting:
            self.headings = [text for waiting in self.waiting for text in self.grid.cells[waiting].values()]
            self.waiting = []
        self.band.rows.append(row)
        self.band.groups[row] = self.headings
        kinds = {column: kind_of_cell(text) for column, text in cells}
        self.value_columns |= {column for column, kind in kinds.items() if kind in FIGURES}
        if kinds[cells[0][0]] == "year":
            self.year_stubs.add(cells[0][0])

    def _take_text(self, row: int, cells: list[tuple[int, str]]) -> None:
        texts = [text for _, text in cells]
        if any(is_title(text) or (is_unit_line(text) and UNIT_LINE.search(text)) for text in texts):
            self._next([*self.waiting, row])
        elif _NOTE.match(texts[0]) or self.band.notes:
            if not _NOTE.match(texts[0]) and len(cells) > 1 and self._heads(cells):
                self._next([*self.waiting, row])
                return
            self._notes([*self.waiting, row] if not self.band.notes or _NOTE.match(texts[0]) else self.waiting)
            self.waiting = [] if not self.band.notes or _NOTE.match(texts[0]) else [row]
        elif self._heads(cells):
            self._next([*self.waiting, row])
        else:
            self.waiting.append(row)

    def _heads(self, cells: list[tuple[int, str]]) -> bool:
        """Whether a row in or below a body begins another table: it has words where the figures stood."""
        return len(cells) > 1 and any(column in self.value_columns for column, _ in cells)

    def _notes(self, rows: list[int]) -> None:
        for row in rows:
            self.band.notes.append(" ".join(text.strip() for _, text in sorted(self.grid.cells[row].items())))

    def _next(self, above: list[int]) -> None:
        self._close()
        self.band, self.waiting, self.headings = _Band(above), [], []
        self.value_columns, self.year_stubs = set(), set()

    def _close(self) -> None:
        if self.band.rows:
            self.done.append(self.band)


def _side_by_side(grid: Grid, band: _Band) -> list[Table]:
    """The tables of a band: a new one begins where a stub stands right of figures."""
    columns = sorted({column for row in band.rows for column in grid.cells[row]})
    roles = {column: _is_stub(grid, band, column, columns[0]) for column in columns}
    parts: list[tuple[list[int], list[int]]] = [([], [])]
    for column in columns:
        if roles[column] and parts[-1][1]:
            parts.append(([], []))
        parts[-1][not roles[column]].append(column)
    if len(parts) > 1 and not parts[-1][1]:
        # Names repeated at the right edge belong to the figures left of them.
        parts[-2][0].extend(parts.pop()[0])
    start = _header_start(grid, band, {column for _, values in parts for column in values})
    caption = [(row, column, text) for row in band.above[:start] for column, text in sorted(grid.cells[row].items())]
    header = band.above[start:]
    stubbed = {column for names, _ in parts for column in names}
    if len(header) > 1 and (heading := _group_heading(grid, band, header[-1], stubbed)):
        header = header[:-1]
        band.groups |= {row: [heading] for row in band.rows if not band.groups[row]}
    tables = []
    for number, (stubs, values) in enumerate(parts):
        if not values:
            continue
        left = min([*stubs, *values]) if number else 0
        right = min([*parts[number + 1][0], *parts[number + 1][1]]) if number + 1 < len(parts) else 1 << 20
        # Columns that have a heading and no figure in print belong to the table too.
        rows = [row for row in band.rows if any(left <= column < right for column in grid.cells[row])]
        own = [item for item in caption if left <= item[1] < right]
        rest = [item for item in caption if item[1] < left] if number else []
        table = Table(grid, own, header, rows, stubs, values, band.groups, band.notes)
        if not any(is_title(text) for *_, text in own):
            table.caption = [*rest, *own]
        tables.append(table)
    return tables


def _group_heading(grid: Grid, band: _Band, row: int, stubs: set[int]) -> str:
    """A row right above the body that heads its first rows, as others within the body head those below them."""
    cells = list(grid.cells[row].items())
    if len(cells) != 1 or cells[0][0] not in stubs:
        return ""
    text = cells[0][1]
    return text if period_of(text) or any(band.groups.values()) else ""


def _is_stub(grid: Grid, band: _Band, column: int, first: int) -> bool:
    kinds = [kind_of_cell(grid.text(row, column)) for row in band.rows]
    figures = sum(kind in FIGURES for kind in kinds)
    years, texts = kinds.count("year"), kinds.count("text")
    headings = [fold(split_marks(grid.covering(row, column))[0]) for row in band.above]
    words = [part for heading in headings for part in re.split(r"[\n/]", heading)]
    if any(_STUB_HEADINGS.match(word) for word in words):
        return True
    if years and not figures and not texts:
        explicit = all("年" in grid.text(row, column) for row in band.rows if grid.text(row, column))
        headed = any(period_of(grid.covering(row, column)) for row in band.above)
        return explicit or (column == first and not headed)
    return texts > figures + years


def _header_start(grid: Grid, band: _Band, values: set[int]) -> int:
    """How many of the rows above the body are caption; the others are header."""
    start = 0
    for position, row in enumerate(band.above):
        texts = list(grid.cells[row].values())
        if any(is_title(text) for text in texts) or (
            sum(is_unit_line(text) for text in texts) in (1, 2) and len(texts) < 4
        ):
            start = position + 1
    titled = start > 0
    while start < len(band.above):
        cells = grid.cells[band.above[start]]
        column, text = next(iter(cells.items()))
        if len(cells) > 1 or (_spans_nothing(grid, band.above[start], column) and period_of(text)):
            break
        if titled and column in values and len(text.strip()) < 20 and (is_cjk(text) or len(text.split()) < 3):
            break
        start += 1
    return start if start < len(band.above) or not band.above else _last_resort(grid, band, values)


def _spans_nothing(grid: Grid, row: int, column: int) -> bool:
    return (row, column) not in grid.merged


def _last_resort(grid: Grid, band: _Band, values: set[int]) -> int:
    """Where every row above holds one cell, one in a column of figures is its heading."""
    last = band.above[-1]
    column, text = next(iter(grid.cells[last].items()))
    heads = column in values and not is_title(text) and not is_unit_line(text)
    return len(band.above) - (1 if heads else 0)
