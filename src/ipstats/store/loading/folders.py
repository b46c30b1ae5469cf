"""Load a seed folder in one transaction: everything in it, or, with one mistake, nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from ...errors import SeedError, SeedFolderError
from ...sources.folder import Folder, SeedFile, read_folder
from .. import schema
from .catalogue import Catalogue, CellError
from .claims import CLAIM_COLUMNS, load_claims
from .figures import load_figures
from .recovering import recover
from .reference import REFERENCE_FILES, checked_records, load_reference_files
from .report import LoadReport
from .sources import folder_source

_PARTICIPANT_COLUMNS = ("program", "name_zh", "name_en", "kind", "year", "stage", "award_level?", "locator")
_DOCUMENT_COLUMNS = ("number", "name_zh", "name_en", "issuer", "issued", "program?", "region", "locator")

#: All files that a seed folder may hold. What is left out of a draft stays in it to be seen, and is not loaded.
SEED_FILES = (*REFERENCE_FILES, "figures", "claims", "participants", "documents", "left-out")


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
    report = LoadReport(str(folder.source["code"]), str(folder.source["code"]))
    report.reference = load_reference_files(connection, folder)
    source_id = folder_source(connection, folder)
    catalogue = Catalogue.read(connection)
    if (file := folder.file("figures")) is not None:
        load_figures(connection, file, catalogue, lambda: source_id, report)
    if (file := folder.file("claims")) is not None:
        records = checked_records(file, CLAIM_COLUMNS)
        report.claims = load_claims(connection, records, file.where, catalogue, source_id)
    report.metrics = catalogue.used()
    report.recovered = recover(connection, catalogue, source_id)
    for name in ("participants", "documents"):
        if (file := folder.file(name)) is not None:
            report.records += _load_records(connection, name, file, catalogue, source_id)
    return report


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
