"""Stage figures and merge them set-wise: the same few statements for ten rows and for ten million."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, insert, text

from .. import schema
from .catalogue import Catalogue
from .rows import STAGED


def statement(name: str) -> str:
    """The text of a statement of this package."""
    return files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8")


def run(connection: Connection, name: str, **parameters: Any) -> Any:
    """Run a statement of this package."""
    return connection.execute(text(statement(name)), parameters)


class Stage:
    """The temporary table of staged figures; empty at the start, gone at the end."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.count = 0
        self.first_new_panel: int | None = None

    def __enter__(self) -> Stage:
        self.connection.execute(text("DROP TABLE IF EXISTS stage"))
        run(self.connection, "stage")
        return self

    def __exit__(self, *_: object) -> None:
        if not self.connection.invalidated and self.connection.in_transaction():
            for table in ("stage", "contested"):
                self.connection.execute(text("DROP TABLE IF EXISTS " + table))

    def fill(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows as they come, in memory that does not grow with their number."""
        if self.connection.dialect.name == "postgresql":
            cursor = self.connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
            with cursor.copy("COPY stage FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    self.count += 1
            return
        cursor = self.connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
        marks = ", ".join("?" * len(STAGED))
        statement_text = "INSERT INTO stage VALUES (" + marks + ")"  # noqa: S608 - marks only
        # The driver takes one row after the other from the iterator: there is never a list of them.
        self.count += cursor.executemany(statement_text, rows).rowcount  # type: ignore[arg-type]

    def merge(self, source_id: int, catalogue: Catalogue) -> int:
        """Insert the staged figures and prefer among sources; the number of figures that are new.

        Fewer than staged means that some were there already or stood twice: see :meth:`duplicates` and
        :meth:`conflicts`.
        """
        if catalogue.new_panels:
            self.first_new_panel = catalogue.new_panels[0]["id"]
            self.connection.execute(insert(schema.panels), catalogue.new_panels)
            catalogue.new_panels.clear()
        new: int = run(self.connection, "merge", source_id=source_id).rowcount
        return new

    def settle(self, source_id: int) -> int:
        """Prefer one source for each fact, and count the panels anew; how many of them another source prints."""
        self.connection.execute(text("DROP TABLE IF EXISTS contested"))
        # Whatever another source states has a panel already; a new one holds the figures of this source alone.
        before = schema.LARGEST if self.first_new_panel is None else self.first_new_panel
        run(self.connection, "contested", source_id=source_id, first_new_panel=before)
        several = self.connection.scalar(text("SELECT COUNT(*) FROM contested")) or 0
        if several:
            run(self.connection, "step_back")
            run(self.connection, "prefer")
        run(self.connection, "count_panels")
        return int(run(self.connection, "stated_elsewhere", source_id=source_id).scalar() or 0) if several else 0

    def disputed(self, source_id: int) -> int:
        """How many of the staged figures no figure fits that another source prints for the fact."""
        return int(run(self.connection, "disputed", source_id=source_id).scalar() or 0)

    def duplicates(self) -> list[tuple[int, int]]:
        """Lines of the staged rows that state one fact twice."""
        return [(row[0], row[1]) for row in run(self.connection, "duplicates")]

    def conflicts(self, source_id: int) -> list[tuple[int, str, str]]:
        """Lines whose figure the same source states otherwise, with both figures."""
        return [(row[0], row[1], row[2]) for row in run(self.connection, "conflicts", source_id=source_id)]
