"""The names along the rows and along the columns of a table: what region, period and words each carries."""

from __future__ import annotations

from dataclasses import dataclass, field

from .finding import Table
from .grid import fold, is_cjk, kind_of_cell, period_of, split_marks
from .words import Facets, Unit, Words, is_of_which, split_languages, without_lead

_REGION_HEADINGS = ("地区", "省份", "省市", "区域", "地市", "region", "province", "area")
_INDEX_HEADINGS = frozenset(
    ("序号", "编号", "代码", "行政区划代码", "地区代码", "no.", "no", "code", "rank", "位次", "排名", "备注", "note")
)
_UNIT_HEADINGS = frozenset(("单位", "计量单位", "unit", "units", "单位unit"))


@dataclass
class Entry:
    """One row or one column: what stands at its head.

    ``place`` is the cell of its name; ``zh`` and ``en`` the name of its region as printed, with their marks.
    """

    index: int
    place: tuple[int, int]
    zh: str = ""
    en: str = ""
    marks: str = ""
    period: str = ""
    words: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    facets: Facets = field(default_factory=Facets)

    @property
    def named(self) -> bool:
        """Whether a region is named, known or not."""
        return bool(self.zh or self.en)


@dataclass
class Axis:
    """All rows or all columns; ``regional`` says that regions stand along it."""

    entries: list[Entry]
    regional: bool
    of_rows: bool


@dataclass
class _Level:
    """One stub column or one header row: a text for each entry, and the heading over them."""

    texts: list[str]
    places: list[tuple[int, int]]
    heading: str = ""
    role: str = "words"


def rows_of(table: Table, words: Words) -> Axis:
    """The rows of a table."""
    grid = table.grid
    levels = []
    for column in table.stubs:
        heading = " ".join(dict.fromkeys(grid.covering(row, column) for row in table.header))
        texts = [grid.covering(row, column) for row in table.rows]
        levels.append(_Level(texts, [(row, column) for row in table.rows], heading))
    groups = [table.groups.get(row, []) for row in table.rows]
    return Axis(*_axis(table.rows, levels, groups, words), of_rows=True)


def columns_of(table: Table, words: Words) -> Axis:
    """The columns of a table."""
    grid = table.grid
    levels = []
    for row in table.header:
        texts = [grid.covering(row, column) for column in table.columns]
        levels.append(_Level(texts, [(row, column) for column in table.columns]))
    return Axis(*_axis(table.columns, levels, [[] for _ in table.columns], words), of_rows=False)


def _axis(indexes: list[int], levels: list[_Level], groups: list[list[str]], words: Words) -> tuple[list[Entry], bool]:
    for level in levels:
        level.role = _role(level, words)
    _fill(levels)
    regional = any(level.role == "region" for level in levels)
    entries = []
    for position, index in enumerate(indexes):
        first = next((level.places[position] for level in levels if level.texts[position]), None)
        entry = Entry(index, first or (levels[0].places[position] if levels else (0, 0)))
        for level in levels:
            _take(entry, level, position, words)
        _take_groups(entry, groups[position], words, regional)
        chinese = [text for text in entry.words if is_cjk(text)]
        for text in chinese or entry.words:
            entry.facets = entry.facets.joined(words.facets(text))
        entry.units = entry.units or entry.facets.units
        entry.facets.units = entry.units
        entries.append(entry)
    _carry(entries, words)
    return entries, regional


def _role(level: _Level, words: Words) -> str:
    texts = [text for text in level.texts if text.strip()]
    heading = fold(split_marks(level.heading)[0]).casefold()
    if not texts:
        return "none"
    if heading in _INDEX_HEADINGS or "代码" in heading:
        return "none"
    if heading in _UNIT_HEADINGS:
        return "unit"
    regions = sum(words.names_region(text) for text in texts)
    if 2 * regions >= len(texts) or (regions and any(word in heading for word in _REGION_HEADINGS)):
        return "region"
    if 2 * sum(bool(period_of(text)) for text in texts) >= len(texts):
        return "period"
    if all(kind_of_cell(text) in ("figure", "missing") for text in texts):
        return "none"
    return "words"


def _fill(levels: list[_Level]) -> None:
    """A name that is printed once over several rows or columns, without a merged cell, stands for each."""
    for level in levels:
        others = [other for other in levels if other is not level and other.role not in ("none", level.role)]
        if level.role not in ("region", "period") or not others:
            continue
        twins = [other for other in levels if other.role == level.role]
        blank = [not any(twin.texts[position].strip() for twin in twins) for position in range(len(level.texts))]
        for position in range(1, len(level.texts)):
            if blank[position] and any(other.texts[position].strip() for other in others):
                level.texts[position] = level.texts[position - 1]
                level.places[position] = level.places[position - 1]


def _take(entry: Entry, level: _Level, position: int, words: Words) -> None:
    text = level.texts[position]
    if not text.strip() or level.role == "none":
        return
    if level.role == "unit":
        entry.units = words.units(split_marks(text)[0])
    elif level.role == "region":
        marks = split_marks(text)[1]
        entry.marks += "" if marks in ("#", "＃") else marks
        zh, en = split_languages(without_lead(text))
        entry.zh, entry.en = entry.zh or zh, entry.en or en
        if zh:
            entry.place = level.places[position]
    elif period := period_of(text) or (_year_in(text) if level.role == "period" else ""):
        entry.period = period
    elif text not in entry.words:
        entry.marks += split_marks(text)[1]
        entry.words.append(text)


def _year_in(text: str) -> str:
    return next((found for part in split_languages(text) if part and (found := period_of(part))), "")


def _take_groups(entry: Entry, groups: list[str], words: Words, regional: bool) -> None:
    for text in groups:
        if period := period_of(text):
            entry.period = entry.period or period
        elif words.names_region(text):
            if not entry.named and not regional:
                entry.zh, entry.en = split_languages(without_lead(text))
        elif without_lead(text).strip(" :：") and text not in entry.words:
            entry.words.append(text)


def _carry(entries: list[Entry], words: Words) -> None:
    """What is counted is said once: 专利申请 and then 其中：发明 below it, or beside it."""
    said = Facets()
    for entry in entries:
        if entry.facets.measured or entry.facets.unknown:
            # What is unknown below a known heading (合计: 比重) says nothing of the next heading.
            if entry.facets.measured or words.facets(entry.words[0]).unknown:
                said = entry.facets
            if not entry.facets.measured and any(is_of_which(text) for text in entry.words):
                entry.facets = Facets(said.metrics, said.subjects, said.measures, said.types, said.unknown, said.units)
        elif entry.facets.types and (said.measured or said.unknown):
            units = entry.facets.units
            entry.facets = entry.facets.joined(Facets(said.metrics, said.subjects, said.measures, set(), said.unknown))
            entry.facets.units = entry.units = units or said.units
