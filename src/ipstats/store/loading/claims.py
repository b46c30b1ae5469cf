"""Load the claims of one source: what it states about figures, one statement of a kind for each fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, insert, select

from ...errors import SeedError
from .. import schema
from .catalogue import Catalogue
from .merging import run
from .rows import claim_row

#: The columns of a claim; ``?`` marks what may be empty.
CLAIM_COLUMNS = (
    "region", "period", "metric", "patent_type?", "case_kind?", "program?", "award_level?",
    "kind", "subject", "base_year?", "scope?", "published", "locator?", "note?",
)  # fmt: skip

_KEY = ("metric_id", "region_id", "breakdown_id", "part", "year", "kind", "subject")

#: Gives the place of a row by its line: the file, and the line where that is what it has.
Where = Callable[[int], tuple[str, int | None]]


def load_claims(
    connection: Connection,
    records: Iterable[tuple[int, dict[str, str]]],
    where: Where,
    catalogue: Catalogue,
    source_id: int,
    *,
    wrong: Callable[[SeedError], None] | None = None,
) -> int:
    """Load records with all cells of :data:`CLAIM_COLUMNS`, each with its line; how many claims are new.

    Raises :class:`SeedError` for the first that cannot be loaded, that stands twice, or that this source has
    stated otherwise before. With ``wrong`` those that cannot be loaded are told to it, and left out.
    """
    table = schema.claims
    known = {
        tuple(row[name] for name in _KEY): row
        for row in connection.execute(select(table).where(table.c.source_id == source_id)).mappings()
    }
    new: dict[tuple[Any, ...], dict[str, Any]] = {}
    lines: dict[tuple[Any, ...], int] = {}
    for line, record in records:
        try:
            row = claim_row(catalogue, where(line), record, source_id)
            fact = tuple(row[name] for name in _KEY)
            if fact in lines:
                raise SeedError(*where(line), None, None, f"the same statement as {_place(where(lines[fact]))}")
        except SeedError as error:
            if wrong is None:
                raise
            wrong(error)
            continue
        lines[fact] = line
        if fact not in known:
            new[fact] = row
        elif known[fact]["published"] != row["published"]:
            raise SeedError(
                *where(line),
                "published",
                row["published"],
                f"loaded already from this source as {known[fact]['published']!r}",
            )
    if new:
        connection.execute(insert(table), list(new.values()))
        run(connection, "prefer_claims")
    return len(new)


def _place(where: tuple[str, int | None]) -> str:
    name, line = where
    return name if line is None else f"line {line}"
