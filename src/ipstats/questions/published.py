"""What published files say, as an answer: one row a statement, with the names of an open database."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from ..results import Cell, Column, Result, Shown
from ..sources.statements import Reading, Statement
from ..sources.vocabulary import Vocabulary
from ..store.reading import Reader
from .columns import COLUMNS, WORDS, columns, plain

_COLUMNS = (
    Column("kind", "类别", "kind", "code"),
    *columns("region_code", "region", "year", "period", "metric", "metric_zh", "patent_type", "value", "unit"),
    *columns("qualifier", "published", "locator"),
    Column("note", "备注", "note"),
)

_SHOWN = (
    plain("region"),
    Shown(Column("metric", "指标", "metric"), ("metric_zh",), ("metric_zh",)),
    Shown(COLUMNS["patent_type"], ("patent_type",), ("patent_type",), only_if_any=True),
    *(plain(name) for name in ("period", "value", "unit", "published")),
    plain("qualifier", only_if_any=True, usual=("exact", "rounded")),
    plain("locator"),
    Shown(Column("note", "备注", "note"), ("note",), ("note",), only_if_any=True),
)

_TYPES = {
    "invention": ("发明", "invention"), "utility_model": ("实用新型", "utility model"), "design": ("外观设计", "design"),
}  # fmt: skip


def vocabulary(reader: Reader) -> Vocabulary:
    """The names of an open database."""
    return Vocabulary.read(lambda sql: reader.select(sql)[1])


def read_file(path: Path, names: Vocabulary, password: str | None = None) -> Reading:
    """Read a published file of any known format; nothing is changed.

    Raises :class:`~ipstats.errors.ReadError` or :class:`~ipstats.errors.SeedError`, with the place, where it
    cannot be read. What can be read and not be understood is among the ``errors`` of the reading.
    """
    from ..sources.files import sha256_of
    from ..sources.opening import kind_of

    kind = kind_of(path)
    if kind in ("text", "parquet"):
        from ..sources.tidy_statements import read_tidy

        return Reading(path.name, sha256_of(path), path.name, list(read_tidy(path, kind, names)))
    from ..sources.workbooks import read_workbook

    return read_workbook(path, names, password)


def said(readings: Sequence[Reading]) -> Result:
    """The statements of files as an answer."""
    rows = [_row(statement) for reading in readings for statement in reading.statements]
    return Result("read", _COLUMNS, rows, [], _SHOWN, WORDS | _TYPES)


def _row(said: Statement) -> tuple[Cell, ...]:
    note = "; ".join(text for text in (said.doubt, said.note) if text)
    value: Cell
    if said.value is None or said.value == int(said.value):
        value = None if said.value is None else int(said.value)
    else:  # a sixth has no decimal that ends
        value = str(said.value) if isinstance(said.value, Fraction) else said.value
    return (
        said.kind, said.region_code, said.region, said.year, said.period, said.metric, said.metric_zh, said.patent_type,
        value, said.unit, said.qualifier, said.published, said.locator, note,
    )  # fmt: skip
