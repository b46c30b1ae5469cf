"""Figures and claims of a metric out of an open database in columns, as the screen of the audit takes them.

SQLite hands over each row of an answer as a tuple of Python, which costs more than finding it. Here it writes
the numbers of many rows into one text, which is read as a whole: exact, and several times faster.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
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

#: More changes than these, in the list of regions, between those with facts and those without are not followed.
_MOST_EDGES = 64

#: What stands in a column for a figure that takes more columns to tell.
_NOT_PLAIN = 9_000_000_000_000_000_000


@dataclass(frozen=True)
class Box:
    """Facts that are all those of some regions, items and years, each of the whole year.

    ``runs`` are the first and last of regions that follow each other in the list; ``outside`` are the stretches
    between them, which have no facts. Items and years are the first and the last.
    """

    packing: Packing
    runs: list[tuple[int, int]]
    outside: list[tuple[int, int]]
    items: tuple[int, int]
    years: tuple[int, int]

    @classmethod
    def of(cls, grid: Grid, packing: Packing, regions: Ints) -> Box | None:
        """The box that the facts of a grid are, with all regions that there are; ``None`` where they are none."""
        items, parts = np.divmod(grid.planes, ITEM // PART)
        if grid.place is not None or parts.any() or not (_follow(items) and _follow(grid.years)):
            return None
        inside = np.isin(regions, grid.regions)
        if np.count_nonzero(inside) != len(grid.regions):
            return None
        # Where regions with facts and those without part, and after so many.
        edges = [0, *(np.flatnonzero(np.diff(inside)) + 1).tolist(), len(regions)]
        if len(edges) > _MOST_EDGES:
            return None
        runs: list[tuple[int, int]] = []
        outside: list[tuple[int, int]] = []
        for start, end in pairwise(edges):
            size, stretches = (_REGIONS, runs) if inside[start] else (end - start, outside)
            stretches += [(int(regions[at]), int(regions[min(at + size, end) - 1])) for at in range(start, end, size)]
        ends = (int(items[0]), int(items[-1])), (int(grid.years[0]), int(grid.years[-1]))
        return cls(packing, runs, outside, *ends)


def _follow(numbers: Ints) -> bool:
    """Whether numbers, each larger than the one before, leave none out."""
    return len(numbers) > 0 and int(numbers[-1] - numbers[0]) == len(numbers) - 1


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
        self._regions = np.array(ids, np.int64)
        # Most metrics have figures of the same facts: what was worked out of the last one's serves again.
        self._texts: list[str] = []
        self._fact: Ints = np.zeros(0, np.int64)
        self._grid: Grid | None = None
        self._box: Box | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._reader.close()

    def table(self, metric: int, packing: Packing) -> Table:
        """All figures of a metric. Raises :class:`~ipstats.audit.screening.columns.ThinError`."""
        rows = self._rows(metric, packing)
        table = Table.of(rows, self._names, self._grid)
        grid = table.grid if table.first is rows and rows.fact is self._fact else None
        if grid is not self._grid:
            self._grid = grid
            self._box = None if grid is None or self._server else Box.of(grid, packing, self._regions)
        return table

    def _rows(self, metric: int, packing: Packing) -> Rows:
        usual = self._select(_ONE_SOURCE, {"metric": metric})
        source = usual[0][0] if usual else 0
        values = {"metric": metric, "per_region": packing.per_region, "per_item": ITEM, "per_part": PART}
        if self._box is not None and self._box.packing == packing and self._sources is None:
            same = self._same_facts(self._box, metric, source)
            if same is not None:
                state = np.full(len(same), ORDINARY, np.int8)
                return Rows(metric, packing, self._fact, np.full(len(same), source), same, same, same, state)
        answers = self._blocks_of(_PLAIN, values | {"source": source, "not_plain": _NOT_PLAIN})
        texts = [row[0] or "" for row in answers]
        fact = self._fact if texts == self._texts else parsed(texts)
        value = parsed([row[1] or "" for row in answers])
        if (fact[1:] < fact[:-1]).any():
            # A server gives rows in the order in which it has them.
            order = np.argsort(fact, kind="stable")
            texts, fact, value = [], fact[order], value[order]
        self._texts, self._fact = texts, fact
        plain = value != _NOT_PLAIN
        if self._sources is None and len(value) == len(fact) and plain.all():
            state = np.full(len(fact), ORDINARY, np.int8)
            return Rows(metric, packing, fact, np.full(len(fact), source), value, value, value, state)
        return self._merged(metric, packing, values | {"source": source}, fact, value)

    def _same_facts(self, box: Box, metric: int, source: int) -> Ints | None:
        """The figures of a metric that has one plain figure of each fact of the last one and no other; else ``None``.

        The facts need not be read then. Each row is of a region of the box or of none, and different from the
        others in region, item or year: as many of them as the box has cells, all inside it, are all its cells.
        """
        values = {"metric": metric, "source": source, "not_plain": _NOT_PLAIN}
        values |= {"first_item": box.items[0], "last_item": box.items[1]}
        values |= {"first_year": box.years[0], "last_year": box.years[1]}
        for first, last in box.outside:
            if self._select(_ANY, {"metric": metric, "first_region": first, "last_region": last}):
                return None
        ends = ({"first_region": first, "last_region": last} for first, last in box.runs)
        value = parsed([self._select(_SAME, values | run)[0][0] or "" for run in ends])
        return None if len(value) != len(self._fact) or (value == _NOT_PLAIN).any() else value

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

# The primary key is the only index that finds these rows, so that they come in the order of facts.
# A value is never outside its bounds, so that one whose bounds are the same is that number; without one there is no text.
_SAME = """
SELECT
  group_concat(CASE WHEN low = high AND status = 'A' AND source_id = :source AND part = 0
    AND breakdown_id BETWEEN :first_item AND :last_item AND year BETWEEN :first_year AND :last_year
    THEN value ELSE :not_plain END)
FROM stored_observations
WHERE metric_id = :metric AND region_id BETWEEN :first_region AND :last_region
"""

_ANY = """
SELECT 1 FROM stored_observations
WHERE metric_id = :metric AND region_id BETWEEN :first_region AND :last_region LIMIT 1
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
