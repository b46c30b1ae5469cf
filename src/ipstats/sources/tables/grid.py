"""A sheet as cells of text: what each cell is, and which cells are printed as one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from ...errors import PrintedNumberError
from ...numbers import Printed, parse_figure
from ..statements import MISSING

#: Signs that lead to a footnote, before or after a name or a figure. (Width is folded later: ² must not become 2.)
_MARKS = "①-⑳⑴-⒇ⓐ-ⓩ❶-❿*＊†‡§¹²³⁰⁴-⁹"
_LEADING = re.compile(rf"^\s*[{_MARKS}]+")
_TRAILING = re.compile(
    rf"[{_MARKS}]+\s*$|(?<=[^\d\s(（,.])\s*\d{{1,2}}[)）]$|(?<=\d)\s+\d{{1,2}}[)）]$|\[\d{{1,2}}\]$|[(（]注\d{{0,2}}[)）]$"
)

#: Stands for the result of a formula that the file does not hold.
NO_RESULT = "=?"

_YEAR = re.compile(r"(19[4-9]\d|20\d\d|2100)(年)?(度|末|底|年末|年底)?", re.ASCII)
_PART = re.compile(
    r"(?P<year>19[4-9]\d|20\d\d)年?(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4一二三四])季度?"
    r"|[-.]?[Qq](?P<q>[1-4])|[-.]?[Ss](?P<s>[12])|年?(?P<month>1[0-2]|0?[1-9])月份?)",
    re.ASCII,
)


def fold(text: str) -> str:
    """The text with width folded and without blanks, as cells are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_cjk(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any("\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff" for character in text)


@lru_cache(maxsize=4096)
def split_marks(text: str) -> tuple[str, str]:
    """A text without its footnote marks, and the marks: ``北京①`` is ``北京`` and ``①``."""
    marks = ""
    if found := _LEADING.match(text):
        marks, text = found[0].strip(), text[found.end() :]
    while found := _TRAILING.search(text):
        marks, text = f"{found[0].strip()}{marks}", text[: found.start()]
    return text.strip(), marks


@lru_cache(maxsize=4096)
def period_of(text: str) -> str:
    """A text that is nothing but a period, in SDMX form: ``2016年`` is 2016, ``2016年上半年`` 2016-S1."""
    plain = fold(split_marks(text)[0]).strip("()")
    if found := _YEAR.fullmatch(plain):
        return found[1]
    if found := _PART.fullmatch(plain):
        return sdmx(found)
    return ""


def sdmx(found: re.Match[str]) -> str:
    """The SDMX form of a part of a year."""
    if found["half"]:
        return f"{found['year']}-S{1 if found['half'] == '上' else 2}"
    if quarter := found["quarter"] or found["q"]:
        return f"{found['year']}-Q{'一二三四'.find(quarter) + 1 or quarter}"
    return f"{found['year']}-S{found['s']}" if found["s"] else f"{found['year']}-{int(found['month']):02}"


@lru_cache(maxsize=4096)
def figure_of(text: str) -> Printed | None:
    """The figure that a cell holds, without its footnote marks; ``None`` where it holds no figure."""
    plain = split_marks(text)[0]
    if not any(character.isdigit() for character in plain[:12]) or len(plain) > 60:
        return None
    try:
        printed = parse_figure(plain)
    except PrintedNumberError:
        return None
    # A word after the digits is a unit (3.5亿元) or makes a name of them (1季度, 2016年).
    return printed if printed.unit in ("", "%", "‰", "件", "项", "个", "元", "人", "家", "次", "起") else None


@lru_cache(maxsize=8192)
def kind_of_cell(text: str) -> str:
    """``""`` (blank), ``figure``, ``missing``, ``year`` (which may be a figure too), ``unknown`` or ``text``.

    ``unknown`` is a formula without a stored result.
    """
    folded = fold(text)
    if not folded:
        return ""
    if folded.isdecimal() and folded.isascii() and len(folded) != 4:
        return "figure"
    if folded == NO_RESULT:
        return "unknown"
    if folded.casefold() in MISSING:
        return "missing"
    if _YEAR.fullmatch(folded):
        return "year"
    return "text" if figure_of(text) is None else "figure"


def column_name(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass
class Grid:
    """The cells of one sheet that hold something, by row and column from 0; and its merged cells.

    ``merged`` leads from each cell of a merged range to its first cell.
    """

    sheet: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """What is printed in a cell; blank where nothing is."""
        return self.cells.get(row, {}).get(column, "")

    def covering(self, row: int, column: int) -> str:
        """What is printed over a cell: its own text, or that of the merged range it belongs to."""
        own = self.text(row, column)
        return own or self.text(*self.merged.get((row, column), (row, column)))

    def place(self, row: int, column: int | None = None) -> str:
        """Where a cell is, as a reader finds it: ``sheet 1, cell D23``."""
        return f"sheet {self.sheet}, " + (f"row {row + 1}" if column is None else f"cell {self.address(row, column)}")

    @staticmethod
    def address(row: int, column: int) -> str:
        """The address of a cell, as a spreadsheet has it."""
        return f"{column_name(column)}{row + 1}"
