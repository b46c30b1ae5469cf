"""The one type of every answer: columns, rows and notes. Formats render this and know nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

#: A cell: text, a whole number, an exact decimal, or nothing.
Cell = str | int | Decimal | None


class Note(str):
    """A note to an answer: the English text, with the Chinese one beside it."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Note:
        note = super().__new__(cls, en)
        note.zh = zh
        return note

    def label(self, lang: str) -> str:
        """The text in a language."""
        return self.zh if lang == "zh" else str(self)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Column:
    """A column of an answer.

    ``kind`` is text, print (a figure as printed), figure (in the unit of its row), percent, number (a count, a rank,
    a year) or code.
    ``decimals`` fixes how many are shown; ``low`` and ``high`` name the columns of its bounds, ``remark`` a
    column that says why a cell is empty or what to think of it, ``unit`` a column with its unit, and
    ``qualifier`` one that says whether it was printed so or computed.
    """

    id: str
    zh: str
    en: str
    kind: str = "text"
    decimals: int | None = None
    low: str = ""
    high: str = ""
    remark: str = ""
    unit: str = ""
    qualifier: str = ""

    def label(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en

    @property
    def is_number(self) -> bool:
        return self.kind in ("figure", "percent", "number")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Shown:
    """A column of the table that a person reads: a column of the answer, or several put together.

    ``zh`` and ``en`` name the columns whose text is joined with ``joint``; ``only_if_any`` hides it where every
    cell is empty (or has one of the values in ``usual``).
    """

    column: Column
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    joint: tuple[str, str] = ("·", ", ")
    only_if_any: bool = False
    usual: tuple[str, ...] = ()


@dataclass(eq=False, repr=False)
class Result:
    """An answer: named columns, rows of exact cells, and notes for the reader.

    ``shown`` says how a person's table is made of the columns; formats for machines give all columns as they
    are. ``words`` translates codes in ``code`` and ``remark`` columns: code to (zh, en).
    """

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]
    notes: list[Note] = field(default_factory=list)
    shown: tuple[Shown, ...] = ()
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sql: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self)} row{'' if len(self) == 1 else 's'} of {len(self.columns)} columns>"

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def to_records(self) -> list[dict[str, Cell]]:
        """The rows as dictionaries by column id; figures are ``int`` or ``Decimal``."""
        names = [column.id for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a data frame of exact objects: whole numbers as Int64, decimals as ``Decimal``.

        Needs pandas (``pip install 'ipstats[pandas]'``).
        """
        import pandas

        frame = pandas.DataFrame.from_records(
            self.rows, columns=[column.id for column in self.columns], coerce_float=False
        )
        for position, column in enumerate(self.columns):
            values = [row[position] for row in self.rows]
            if column.is_number and all(value is None or isinstance(value, int) for value in values):
                frame[column.id] = pandas.array(values, dtype="Int64")
            else:
                frame[column.id] = pandas.Series(values, dtype="object")
        return frame

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from .render.markup import html_table

        return html_table(self)


def exact(value: Any, decimals: int | None = None) -> Cell:
    """A value of a database as an exact cell.

    SQLite has no decimals: what its views divide by a power of ten comes as the nearest double, and its
    shortest text is the decimal that was meant, because stored figures have at most 15 digits.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        return value if decimals is None else Decimal(value).quantize(Decimal(1).scaleb(-decimals))
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not isinstance(number, Decimal):
        return str(value)
    if not number.is_finite():
        return str(value)
    if decimals is not None:
        return number.quantize(Decimal(1).scaleb(-decimals))
    return int(number) if number == number.to_integral_value() else number.normalize()
