"""Load the figures of one source: staged as they come, checked, and merged in a few statements."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select

from ...errors import SeedError, SeedFolderError
from .. import schema
from .catalogue import Catalogue
from .merging import Stage, run
from .report import LoadReport
from .rows import FigureRows, RowSource


def load_figures(
    connection: Connection,
    file: RowSource,
    catalogue: Catalogue,
    source: Callable[[], int],
    report: LoadReport,
    *,
    partial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> int | None:
    """Load the rows of a file and count them in ``report``; the number of their source, if there are any.

    ``source`` gives that number when all rows are staged. Raises :class:`SeedFolderError` with the rows that
    cannot be loaded; with ``partial`` they are counted and left out. What this source has stated already must
    be stated the same, always.
    """
    rows = FigureRows(file, catalogue, partial=partial, progress=progress)
    with Stage(connection) as stage:
        stage.fill(rows)
        if rows.errors and not partial:
            raise SeedFolderError(list(rows.errors), rows.more)
        report.rejected += len(rows.errors) + rows.more
        if not stage.count:
            return None
        source_id = source()
        _withdraw_recovered(connection, source_id)
        report.new = stage.merge(source_id, catalogue)
        report.same = stage.count - report.new
        if report.same and (wrong := _contradictory(file, stage, source_id)):
            raise SeedFolderError(wrong, 0)
        if report.new:
            report.shared = stage.settle(source_id)
            report.conflicts = stage.disputed(source_id) if report.shared else 0
    return source_id


def _contradictory(file: RowSource, stage: Stage, source_id: int) -> list[SeedError]:
    """Rows that state a fact twice, or other than the same source did before."""
    return [
        SeedError(*file.where(again), None, None, f"the same fact as {_place(file, line)}", "One figure a fact and source")
        for line, again in stage.duplicates()
    ] or [
        SeedError(
            *file.where(line), "published", now, f"loaded already from this source as {before!r}",
            "What was loaded is never overwritten: a new edition is a source of its own",
        )
        for line, now, before in stage.conflicts(source_id)
    ]  # fmt: skip


def _place(file: RowSource, line: int) -> str:
    name, number = file.where(line)
    return name if number is None else f"line {number}"


def _withdraw_recovered(connection: Connection, source_id: int) -> None:
    """Take back what was recovered where the source itself now states the figure."""
    if connection.scalar(select(schema.derivations.c.year).where(schema.derivations.c.source_id == source_id).limit(1)):
        run(connection, "withdraw_derivations", source_id=source_id)
        run(connection, "withdraw_recovered", source_id=source_id)
