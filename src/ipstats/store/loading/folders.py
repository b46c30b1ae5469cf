"""Load a seed folder in one transaction: everything in it, or, with one mistake, nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from ...errors import SeedError, SeedFolderError
from ...sources.folder import Folder, SeedFile, read_folder
from .. import schema
from .merging import Stage, run
from .recovering import recover
from .reference import REFERENCE_FILES, checked_records, load_reference_files
from .rows import Catalogue, CellError, FigureRows, claim_row

_CLAIM_COLUMNS = (
    "region", "period", "metric", "patent_type?", "case_kind?", "program?", "award_level?",
    "kind", "subject", "base_year?", "scope?", "published", "locator?",
)  # fmt: skip
_PARTICIPANT_COLUMNS = ("program", "name_zh", "name_en", "kind", "year", "stage", "award_level?", "locator")
_DOCUMENT_COLUMNS = ("number", "name_zh", "name_en", "issuer", "issued", "program?", "region", "locator")

#: All files that a seed folder may hold.
SEED_FILES = (*REFERENCE_FILES, "figures", "claims", "participants", "documents")


@dataclass
class LoadReport:
    """What loading a folder did."""

    source: str
    reference: int = 0
    new: int = 0
    same: int = 0
    shared: int = 0
    claims: int = 0
    recovered: int = 0
    records: int = 0

    def __str__(self) -> str:
        parts = [f"{_counted(self.new, 'figure')} new", f"{self.same} the same as before"]
        if self.shared:
            parts.append(f"{self.shared} also stated by another source")
        parts.append(f"{_counted(self.claims, 'claim')} new")
        if self.recovered:
            parts.append(f"{_counted(self.recovered, 'figure')} recovered")
        if self.records:
            parts.append(f"{_counted(self.records, 'record')} of programs new")
        if self.reference:
            parts.append(f"{_counted(self.reference, 'row')} of reference data new")
        return f"{self.source}: {', '.join(parts)}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def load_reference(connection: Connection, path: Path, *, replace: bool = False) -> int:
    """Load a folder of reference data alone; the number of rows that are new."""
    return load_reference_files(connection, Folder(path, None), replace=replace)


def load_folder(connection: Connection, path: Path) -> LoadReport:
    """Load a seed folder on a connection whose transaction the caller commits.

    Raises :class:`SeedFolderError` with every mistake found (file, line, column and text). The caller rolls back.
    """
    folder = read_folder(path)
    for file in sorted(path.glob("*.csv")):
        if file.stem not in SEED_FILES:
            raise SeedError(
                f"{path.name}/{file.name}",
                None,
                None,
                None,
                "no such file in a seed folder",
                f"Known files: {', '.join(SEED_FILES)}",
            )
    try:
        return _load(connection, folder)
    except SeedError as error:
        raise SeedFolderError([error], 0) from None


def _load(connection: Connection, folder: Folder) -> LoadReport:
    assert folder.source is not None
    report = LoadReport(str(folder.source["code"]))
    report.reference = load_reference_files(connection, folder)
    source_id = _source(connection, folder)
    catalogue = Catalogue.read(connection)
    if (file := folder.file("figures")) is not None:
        _load_figures(connection, file, catalogue, source_id, report)
    if (file := folder.file("claims")) is not None:
        report.claims = _load_claims(connection, file, catalogue, source_id)
    report.recovered = recover(connection, catalogue, source_id)
    for name in ("participants", "documents"):
        if (file := folder.file(name)) is not None:
            report.records += _load_records(connection, name, file, catalogue, source_id)
    return report


def _source(connection: Connection, folder: Folder) -> int:
    """The number of the folder's source, which is made known where it is new."""
    said = folder.source or {}
    table = schema.sources
    title = str(said.get("title_zh") or said.get("title_en") or said["code"])
    row = {
        "code": str(said["code"]),
        "name_zh": title,
        "name_en": str(said.get("title_en") or title),
        "edition": str(said.get("edition", "")),
        "publisher": str(said.get("publisher", "")),
        "published": str(said["published"]),
        "language": str(said.get("language", "zh")),
        "priority": int(said.get("priority", 50)),
        "checksum": str(said.get("checksum") or folder.checksum),
        "note": str(said["note"]) if said.get("note") else None,
    }
    known = connection.execute(select(table).where(table.c.code == row["code"])).mappings().first()
    if known is None:
        number = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
        connection.execute(insert(table), [row | {"id": number}])
        return number
    for key in ("edition", "published", "publisher"):
        if known[key] != row[key]:
            raise SeedError(
                f"{folder.path.name}/source.toml", None, key, str(row[key]),
                f"source {row['code']} is loaded already, with {known[key]!r}", "A new edition is a new source: give it a code of its own",
            )  # fmt: skip
    return int(known["id"])


def _load_figures(
    connection: Connection, file: SeedFile, catalogue: Catalogue, source_id: int, report: LoadReport
) -> None:
    rows = FigureRows(file, catalogue)
    with Stage(connection) as stage:
        stage.fill(rows)
        if rows.errors:
            raise SeedFolderError(rows.errors, rows.more)
        if not stage.count:
            return
        _withdraw_recovered(connection, source_id)
        report.new = stage.merge(source_id, catalogue)
        report.same = stage.count - report.new
        if report.same:
            wrong = [
                SeedError(file.name, again, None, None, f"the same fact as line {line}", "One figure a fact and source")
                for line, again in stage.duplicates()
            ] or [
                SeedError(
                    file.name, line, "published", now, f"loaded already from this source as {before!r}",
                    "What was loaded is never overwritten: a new edition is a source of its own",
                )
                for line, now, before in stage.conflicts(source_id)
            ]  # fmt: skip
            if wrong:
                raise SeedFolderError(wrong, 0)
        if report.new:
            report.shared = stage.settle(source_id)


def _withdraw_recovered(connection: Connection, source_id: int) -> None:
    """Take back what was recovered where the source itself now states the figure."""
    if connection.scalar(select(schema.derivations.c.year).where(schema.derivations.c.source_id == source_id).limit(1)):
        run(connection, "withdraw_derivations", source_id=source_id)
        run(connection, "withdraw_recovered", source_id=source_id)


def _load_claims(connection: Connection, file: SeedFile, catalogue: Catalogue, source_id: int) -> int:
    table = schema.claims
    key = ("metric_id", "region_id", "breakdown_id", "part", "year", "kind", "subject")
    known = {
        tuple(row[name] for name in key): row
        for row in connection.execute(select(table).where(table.c.source_id == source_id)).mappings()
    }
    new: dict[tuple[Any, ...], dict[str, Any]] = {}
    lines: dict[tuple[Any, ...], int] = {}
    for line, record in checked_records(file, _CLAIM_COLUMNS):
        row = claim_row(catalogue, file, line, record, source_id)
        fact = tuple(row[name] for name in key)
        if fact in lines:
            raise SeedError(file.name, line, None, None, f"the same statement as line {lines[fact]}")
        lines[fact] = line
        if fact not in known:
            new[fact] = row
        elif known[fact]["published"] != row["published"]:
            raise SeedError(
                file.name,
                line,
                "published",
                row["published"],
                f"loaded already from this source as {known[fact]['published']!r}",
            )
    if new:
        connection.execute(insert(table), list(new.values()))
        run(connection, "prefer_claims")
    return len(new)


def _load_records(connection: Connection, name: str, file: SeedFile, catalogue: Catalogue, source_id: int) -> int:
    """Participants of programs, and documents behind them."""
    participants = name == "participants"
    table = schema.program_participants if participants else schema.documents
    key = ("program", "source_id", "position") if participants else ("number",)
    known = {tuple(row[column] for column in key): dict(row) for row in connection.execute(select(table)).mappings()}
    programs = {program for kind, program in ((kind, item) for kind, _, _, item, _ in catalogue.items) if kind == 3}
    new = []
    for position, (line, record) in enumerate(
        checked_records(file, _PARTICIPANT_COLUMNS if participants else _DOCUMENT_COLUMNS), 1
    ):
        if record["program"] and record["program"] not in programs:
            raise SeedError(file.name, line, "program", record["program"], "no such code", "Declare it in programs.csv")
        row: dict[str, Any] = record | {"source_id": source_id, "program": record["program"] or None}
        try:
            if participants:
                row |= {
                    "position": position,
                    "year": catalogue.period(record["year"])[0],
                    "award_level": record["award_level"] or None,
                }
            else:
                row["region_id"] = catalogue.region(row.pop("region"))[0]
        except CellError as error:
            raise SeedError(file.name, line, error.column, error.text, error.problem, error.advice) from None
        before = known.get(tuple(row[column] for column in key))
        if before is None:
            new.append(row)
        elif before["name_zh"] != row["name_zh"]:
            raise SeedError(file.name, line, "name_zh", row["name_zh"], f"loaded already as {before['name_zh']!r}")
    if new:
        connection.execute(insert(table), new)
    return len(new)
