"""Load a published file as it is: a workbook, a CSV or a Parquet file. It is its own source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, text

from ...errors import IpstatsError, ReadError, SeedError, SeedFolderError
from ...sources.statements import Reading, Statement
from ...sources.vocabulary import Vocabulary
from .catalogue import Catalogue
from .figures import load_figures
from .recovering import recover
from .report import LoadReport
from .rows import RowSource
from .sources import known_source, make_source, source_code

#: What a file that does not say where it was published is preferred by: after official tables, as a report is.
_PRIORITY = 50


class StatementRows:
    """The figures of a workbook as rows; those that cannot be loaded are named, or left out if ``partial``."""

    columns = ("region", "period", "metric", "patent_type", "published", "status", "locator")

    def __init__(self, reading: Reading) -> None:
        self.name = reading.name
        self.statements = [statement for statement in reading.statements if statement.kind == "level"]

    def where(self, line: int) -> tuple[str, int | None]:
        """The cell that a row comes from."""
        return f"{self.name}, {self.statements[line - 1].locator}", None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each figure; one that was recovered is the blank that it is in print, and is recovered anew."""
        for number, statement in enumerate(self.statements, 1):
            if statement.doubt:
                continue
            status = "O" if statement.status == "I" else statement.status
            yield number, [
                statement.region_code, statement.period, statement.metric, statement.patent_type,
                statement.published, status, statement.locator,
            ]  # fmt: skip

    def doubtful(self) -> list[Statement]:
        """The statements that cannot be loaded as they are."""
        return [statement for statement in self.statements if statement.doubt]


def load_file(
    connection: Connection,
    path: Path,
    *,
    password: str | None = None,
    partial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> LoadReport:
    """Load a file on a connection whose transaction the caller commits.

    Raises :class:`ReadError` where it cannot be read, and :class:`SeedFolderError` with every row that cannot
    be loaded; with ``partial``, those are left out and counted.
    """
    from ...sources.files import sha256_of
    from ...sources.opening import kind_of

    kind = kind_of(path)
    catalogue = Catalogue.read(connection)
    file: RowSource
    title, rejected = "", 0
    if kind in ("text", "parquet"):
        from ...sources.tidy import open_tidy

        file = open_tidy(path, kind)
    else:
        from ...sources.workbooks import read_workbook

        reading = read_workbook(path, _vocabulary(connection), password)
        _refuse(reading, partial)
        file, title = StatementRows(reading), reading.title
        rejected = len(file.doubtful())
    checksum = sha256_of(path)
    report = LoadReport(path.name, rejected=rejected)
    name = getattr(file, "source_name", None)

    def source() -> int:
        return _source(connection, path.name, title, checksum, name() if name is not None else None)

    source_id = load_figures(connection, file, catalogue, source, report, partial=partial, progress=progress)
    if source_id is not None:
        report.metrics = catalogue.used()
        report.recovered = recover(connection, catalogue, source_id)
        report.code = source_code(connection, source_id)
    return report


def _vocabulary(connection: Connection) -> Vocabulary:
    return Vocabulary.read(lambda sql: connection.execute(text(sql)))


def _refuse(reading: Reading, partial: bool) -> None:
    """Stop at a workbook with something in it that cannot be loaded, unless the rest of it is asked for."""
    if not any(statement.kind == "level" and not statement.doubt for statement in reading.statements):
        if reading.errors:
            raise _all(reading.errors)
        doubts = "; ".join(dict.fromkeys(statement.doubt for statement in reading.statements if statement.doubt))
        raise ReadError(reading.name, None, None, doubts or "no figures in it", "See what is read: ipstats read FILE")
    if partial:
        return
    if reading.errors:
        raise _all(reading.errors)
    doubtful = [statement for statement in reading.statements if statement.doubt]
    if doubtful:
        raise SeedFolderError(
            [
                SeedError(f"{reading.name}, {item.locator}", None, None, item.published, item.doubt)
                for item in doubtful[:20]
            ],
            max(0, len(doubtful) - 20),
            "Nothing was loaded. Write a seed folder to correct, `ipstats read FILE -o FOLDER/`, or load the rest, --partial.",
        )


def _all(errors: list[ReadError]) -> IpstatsError:
    if len(errors) == 1:
        return errors[0]
    return SeedFolderError(list(errors[:20]), max(0, len(errors) - 20), errors[0].advice)


def _source(connection: Connection, name: str, title: str, checksum: str, said: str | None) -> int:
    """The source that a file is: known by its contents, or by the name that its rows give."""
    known = known_source(connection, checksum if said is None else None, said)
    if known is not None:
        return known
    stem = re.sub(r"[^\w]+", "-", name.rpartition(".")[0] or name).strip("-").lower()
    today = date.today().isoformat()
    return make_source(
        connection,
        {
            "code": said or f"{stem}-{checksum[:8]}",
            "name_zh": said or f"{name}（{title}）" if title else said or name,
            "name_en": said or name,
            "edition": "",
            "publisher": "",
            "published": today,
            "language": "zh",
            "priority": _PRIORITY,
            "checksum": checksum,
            "note": f"The file {name} as it was loaded on {today}; it names no publication.",
        },
    )
