"""Figures and claims of a metric out of an open database in columns, as the screen of the audit takes them.

SQLite hands over each row of an answer as a tuple of Python, which costs more than finding it. Here it writes
the numbers of many rows into one text, which is read as a whole: exact, and several times faster.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..audit.evidence import Names
from ..audit.screening.columns import (
    ITEM,
    MISSING,
    NO_HIGH,
    NO_LOW,
    ORDINARY,
    PART,
    Claims,
    Grid,
    Ints,
    Packing,
    Rows,
    Table,
    parsed,
)
from .reading import Reader, SqliteReader

#: So many regions are read at once: some hundred thousand figures, and some megabytes of text.
_REGIONS = 1_024

#: The longest text that one such answer can be, in bytes; SQLite's own limit.
_LONGEST = 1_000_000_000

#: After so many of its steps SQLite asks whether the time is over. Rarely, for to ask it needs Python for itself.
_STEPS = 1_000_000

#: What stands in a column for a figure that takes more columns to tell.
_NOT_PLAIN = 9_000_000_000_000_000_000


class ColumnReader:
    """A connection of its own to an open database, for one thread."""

    def __init__(self, reader: Reader, names: Names, sources: Collection[int] | None) -> None:
        """``sources`` are those that count; all where it is ``None``."""
        self._reader = _again(reader)
        self._server = not isinstance(self._reader, SqliteReader)
        self._names = names
        self._sources = None if sources is None else np.array(sorted(sources), np.int64)
        ids = sorted(names.regions)
        self._blocks = [(ids[at], ids[min(at + _REGIONS, len(ids)) - 1]) for at in range(0, len(ids), _REGIONS)]
        # Most metrics have figures of the same facts: what was worked out of the last one's serves again.
        self._texts: list[str] = []
        self._fact: Ints = np.zeros(0, np.int64)
        self._grid: Grid | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._reader.close()

    def table(self, metric: int, packing: Packing) -> Table:
        """All figures of a metric. Raises :class:`~ipstats.audit.screening.columns.ThinError`."""
        rows = self._rows(metric, packing)
        table = Table.of(rows, self._names, self._grid)
        self._grid = table.grid if table.first is rows and rows.fact is self._fact else None
        return table

    def _rows(self, metric: int, packing: Packing) -> Rows:
        usual = self._select(_ONE_SOURCE, {"metric": metric})
        source = usual[0][0] if usual else 0
        values = {"metric": metric, "per_region": packing.per_region, "per_item": ITEM, "per_part": PART}
        answers = self._blocks_of(_PLAIN, values | {"source": source, "not_plain": _NOT_PLAIN})
        texts = [row[0] or "" for row in answers]
        fact = self._fact if texts == self._texts else parsed(texts)
        value = parsed([row[1] or "" for row in answers])
        self._texts, self._fact = texts, fact
        plain = value != _NOT_PLAIN
        if self._sources is None and len(value) == len(fact) and plain.all():
            state = np.full(len(fact), ORDINARY, np.int8)
            return Rows(metric, packing, fact, np.full(len(fact), source), value, value, value, state)
        return self._merged(metric, packing, values | {"source": source}, fact, value)

    def _merged(self, metric: int, packing: Packing, values: Mapping[str, int], fact: Ints, value: Ints) -> Rows:
        """All figures, where some are rounded, missing, recovered, or of another source than the usual."""
        plain = np.flatnonzero(value != _NOT_PLAIN)
        fact, value = fact[plain], value[plain]
        source, state = np.full(len(fact), values["source"]), np.full(len(fact), ORDINARY)
        more = self._columns(_MORE, values, 6)
        fact, source, value, low, high, state = (
            np.concatenate(both) for both in zip((fact, source, value, value, value, state), more, strict=True)
        )
        order = np.lexsort((source, fact))
        rows = Rows(metric, packing, fact, source, value, low, high, state.astype(np.int8)).of(order)
        if self._sources is not None:
            rows = rows.of(np.isin(rows.source, self._sources))
        if ((rows.low == rows.value) & (rows.high == rows.value) & (rows.state != MISSING)).all():
            rows.low = rows.high = rows.value
        return rows

    def claims(self, metric: int, packing: Packing) -> Claims:
        """All claims of a metric."""
        values = {"metric": metric, "per_region": packing.per_region, "per_item": ITEM, "per_part": PART}
        fact, source, kind, against, low, high = self._columns(_CLAIMS, values, 6)
        base, scope = against % PART, against // PART
        claims = Claims(metric, packing, fact, source, kind, base, scope, low, high)
        return claims if self._sources is None else claims.of(np.isin(source, self._sources))

    def _columns(self, sql: str, values: Mapping[str, int], count: int) -> list[Ints]:
        values = {**values, "no_low": NO_LOW, "no_high": NO_HIGH}
        answers = self._blocks_of(sql, values)
        return [parsed([row[at] or "" for row in answers]) for at in range(count)]

    def _blocks_of(self, sql: str, values: Mapping[str, int]) -> list[Sequence[Any]]:
        used = {name: value for name, value in values.items() if ":" + name in sql}
        return [
            row
            for first, last in self._blocks
            for row in self._select(sql, {**used, "first_region": first, "last_region": last})
        ]

    def _select(self, sql: str, values: Mapping[str, int]) -> list[Sequence[Any]]:
        return list(self._reader.select(for_server(sql) if self._server else sql, values)[1])


def _again(reader: Reader) -> Reader:
    """Another connection to the same database."""
    if isinstance(reader, SqliteReader):
        return SqliteReader(Path(reader.path), reader.time_limit, longest=_LONGEST, steps=_STEPS)
    from .server import ServerReader

    assert isinstance(reader, ServerReader)
    return ServerReader(reader.location, reader.time_limit)


def for_server(sql: str) -> str:
    """A statement of this module as PostgreSQL has it: another name for the joining, and wide numbers first."""
    joined = re.sub(r"group_concat\((.*)\)(,?)$", r"string_agg(CAST(\1 AS TEXT), ',')\2", sql, flags=re.MULTILINE)
    wide = re.sub(r"\b(region_id|scope_id|breakdown_id|part) \*|COALESCE\((scope_id|base_year), 0\)", _wide, joined)
    return re.sub(r":(no_low|no_high|not_plain|per_region)\b", r"CAST(:\1 AS BIGINT)", wide)


def _wide(match: re.Match[str]) -> str:
    if match[1]:
        return "CAST(" + match[1] + " AS BIGINT) *"
    return "CAST(COALESCE(" + match[2] + ", 0) AS BIGINT)"


_ONE_SOURCE = "SELECT source_id FROM stored_observations WHERE metric_id = :metric LIMIT 1"

# One aggregate a line. All of them take the rows in the same order, and none of them takes a NULL.
_PLAIN = """
SELECT
  group_concat(region_id * :per_region + breakdown_id * :per_item + part * :per_part + year),
  group_concat(CASE WHEN low = value AND high = value AND status = 'A' AND source_id = :source THEN value ELSE :not_plain END)
FROM stored_observations
WHERE metric_id = :metric AND region_id BETWEEN :first_region AND :last_region
"""

_MORE = """
SELECT
  group_concat(region_id * :per_region + breakdown_id * :per_item + part * :per_part + year),
  group_concat(source_id),
  group_concat(COALESCE(value, :no_low)),
  group_concat(COALESCE(low, :no_low)),
  group_concat(COALESCE(high, :no_high)),
  group_concat(CASE status WHEN 'I' THEN 1 WHEN 'B' THEN 2 WHEN 'M' THEN 3 WHEN 'O' THEN 3 WHEN 'K' THEN 3 ELSE 0 END)
FROM stored_observations
WHERE metric_id = :metric AND region_id BETWEEN :first_region AND :last_region
  AND CASE WHEN low = value AND high = value AND status = 'A' AND source_id = :source THEN 0 ELSE 1 END = 1
"""

_CLAIMS = """
SELECT
  group_concat(region_id * :per_region + breakdown_id * :per_item + part * :per_part + year),
  group_concat(source_id),
  group_concat(CASE kind WHEN 'growth' THEN 1 WHEN 'change' THEN 2 WHEN 'multiple' THEN 3 WHEN 'rank' THEN 4 WHEN 'rank_change' THEN 5 WHEN 'share' THEN 6 ELSE 0 END + CASE subject WHEN 'growth' THEN 10 ELSE 0 END),
  group_concat(COALESCE(scope_id, 0) * :per_part + COALESCE(base_year, 0)),
  group_concat(COALESCE(low, :no_low)),
  group_concat(COALESCE(high, :no_high))
FROM stored_claims
WHERE metric_id = :metric AND region_id BETWEEN :first_region AND :last_region
"""
