"""Load a published file as it is: a workbook, a CSV, a Parquet file or a report in prose. It is its own source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, text

from ...errors import IpstatsError, ReadError, SeedError, SeedFolderError
from ...sources.drafts.cells import claim_cells, clean, figure_cells
from ...sources.drafts.folder import stem_of
from ...sources.drafts.sorting import Draft, Entry, sort_out
from ...sources.statements import Reading
from ...sources.vocabulary import Vocabulary
from .catalogue import Catalogue
from .claims import load_claims
from .figures import load_figures
from .recovering import recover
from .report import LoadReport
from .rows import RowSource
from .sources import known_source, make_source, source_code

#: What a file that does not say where it was published is preferred by: after official tables, as a report is.
_PRIORITY = 50

#: So many mistakes are listed; the rest are counted.
_LISTED = 20


class EntryRows:
    """Figures that were read as rows; those that cannot be loaded are not among them."""

    columns = (
        "region", "period", "metric", "patent_type", "case_kind", "program", "award_level", "published", "status", "locator",
    )  # fmt: skip

    def __init__(self, name: str, entries: list[Entry]) -> None:
        self.name = name
        self.entries = [entry for entry in entries if not _problem(entry)]

    def where(self, line: int) -> tuple[str, int | None]:
        """The place in the file that a row comes from."""
        return f"{self.name}, {self.entries[line - 1].place}", None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each figure; one that was recovered is the blank that it is in print, and is recovered anew."""
        for number, entry in enumerate(self.entries, 1):
            cells = figure_cells(entry)
            yield number, [cells[column] for column in self.columns]

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each claim, with all its cells."""
        for number, entry in enumerate(self.entries, 1):
            yield number, claim_cells(entry)


def load_file(
    connection: Connection,
    path: Path,
    *,
    password: str | None = None,
    published: str = "",
    partial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> LoadReport:
    """Load a file on a connection whose transaction the caller commits.

    ``published`` is the date of publication of a report in prose. Raises :class:`ReadError` where it cannot be
    read, and :class:`SeedFolderError` with every row that cannot be loaded; with ``partial``, those are left out
    and counted.
    """
    from ...sources.files import sha256_of
    from ...sources.opening import kind_of
    from ...sources.reports import is_report

    kind = kind_of(path, password)
    if is_report(path, kind):
        from ...sources.reports import read_report

        reading = read_report(path, _vocabulary(connection), password=password, published=published)
        return _load_reading(connection, reading, partial, progress)
    if kind not in ("text", "parquet"):
        from ...sources.workbooks import read_workbook

        return _load_reading(connection, read_workbook(path, _vocabulary(connection), password), partial, progress)
    from ...sources.tidy import open_tidy

    catalogue = Catalogue.read(connection)
    file = open_tidy(path, kind)
    whole = Reading(path.name, sha256_of(path))
    report = LoadReport(path.name)
    _load_rows(
        connection, file, catalogue, lambda: _source(connection, whole, file.source_name()), report, partial, progress
    )
    return report


def _load_reading(
    connection: Connection, reading: Reading, partial: bool, progress: Callable[[str, int], None] | None
) -> LoadReport:
    """Load what was read: its figures and its claims, and what has no place in a database is counted."""
    draft = sort_out(reading.statements, _vocabulary(connection))
    _refuse(reading, draft, partial)
    catalogue = Catalogue.read(connection)
    figures, claims = EntryRows(reading.name, draft.figures), EntryRows(reading.name, draft.claims)
    report = LoadReport(reading.name, left_out=len(draft.left_out))
    report.rejected = len(draft.figures) + len(draft.claims) - len(figures.entries) - len(claims.entries)

    def source() -> int:
        return _source(connection, reading, None)

    def wrong(error: SeedError) -> None:
        report.rejected += 1

    def load_its_claims(source_id: int) -> None:
        report.claims = load_claims(
            connection, claims.records(), claims.where, catalogue, source_id, wrong=wrong if partial else None
        )

    try:
        _load_rows(
            connection,
            figures,
            catalogue,
            source,
            report,
            partial,
            progress,
            load_its_claims if claims.entries else None,
        )
    except SeedError as error:
        raise SeedFolderError([error], 0) from None
    return report


def _load_rows(
    connection: Connection,
    file: RowSource,
    catalogue: Catalogue,
    source: Callable[[], int],
    report: LoadReport,
    partial: bool,
    progress: Callable[[str, int], None] | None,
    then: Callable[[int], None] | None = None,
) -> None:
    """Load figures, ``then`` what goes with them, and recover what they leave no choice about."""
    source_id = load_figures(connection, file, catalogue, source, report, partial=partial, progress=progress)
    if then is not None:
        source_id = source() if source_id is None else source_id
        then(source_id)
    if source_id is not None:
        report.metrics = catalogue.used()
        report.recovered = recover(connection, catalogue, source_id)
        report.code = source_code(connection, source_id)


def _vocabulary(connection: Connection) -> Vocabulary:
    return Vocabulary.read(lambda sql: connection.execute(text(sql)))


def _problem(entry: Entry) -> str:
    """Why a row cannot be loaded as it is; empty where it can."""
    if entry.doubt:
        return entry.doubt
    return f"no metric is called {entry.statement.metric_zh!r}" if entry.is_drafted else ""


def _refuse(reading: Reading, draft: Draft, partial: bool) -> None:
    """Stop at a file with something in it that cannot be loaded, unless the rest of it is asked for."""
    entries = [*draft.figures, *draft.claims]
    wrong = [(entry, problem) for entry in entries if (problem := _problem(entry))]
    if len(wrong) == len(entries):
        if reading.errors:
            raise _all(reading.errors)
        said = list(dict.fromkeys([*(problem for _, problem in wrong), *(entry.reason for entry in draft.left_out)]))
        problem = "; ".join(said[:_LISTED]) or "no figures in it"
        raise ReadError(reading.name, None, None, problem, "See what is read: ipstats read FILE")
    if partial:
        return
    if reading.errors:
        raise _all(reading.errors)
    if wrong:
        raise SeedFolderError(
            [
                SeedError(f"{reading.name}, {entry.place}", None, None, entry.statement.published, problem)
                for entry, problem in wrong[:_LISTED]
            ],
            max(0, len(wrong) - _LISTED),
            "Nothing was loaded. Write a seed folder to correct, `ipstats read FILE -o FOLDER/`, or load the rest, --partial.",
        )


def _all(errors: list[ReadError]) -> IpstatsError:
    if len(errors) == 1:
        return errors[0]
    return SeedFolderError(list(errors[:_LISTED]), max(0, len(errors) - _LISTED), errors[0].advice)


def _source(connection: Connection, reading: Reading, said: str | None) -> int:
    """The source that a file is: known by its contents, or by the name that its rows give."""
    known = known_source(connection, reading.checksum if said is None else None, said)
    if known is not None:
        return known
    name, title, today = clean(reading.name), clean(reading.title), date.today().isoformat()
    note = f"The file {name} as it was loaded on {today}"
    return make_source(
        connection,
        {
            "code": said or f"{stem_of(name)}-{reading.checksum[:8]}",
            "name_zh": said or f"{name}（{title}）" if title else said or name,
            "name_en": said or name,
            "edition": "",
            "publisher": "",
            "published": reading.published or today,
            "language": "zh",
            "priority": _PRIORITY,
            "checksum": reading.checksum,
            "note": f"{note}." if reading.published else f"{note}; it names no publication.",
        },
    )
