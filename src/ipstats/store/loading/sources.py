"""The sources of figures: made known when they are first loaded, and never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select

from ...errors import SeedError
from ...sources.folder import Folder
from .. import schema


def known_source(connection: Connection, checksum: str | None, code: str | None) -> int | None:
    """The number of the source with this code, or of the file with this checksum."""
    table = schema.sources
    found = select(table.c.id).where(table.c.code == code if code is not None else table.c.checksum == checksum)
    number: int | None = connection.scalar(found.order_by(table.c.id).limit(1))
    return number


def source_code(connection: Connection, number: int) -> str:
    """The code of a source by its number."""
    return str(connection.scalar(select(schema.sources.c.code).where(schema.sources.c.id == number)))


def make_source(connection: Connection, row: dict[str, Any]) -> int:
    """Make a source known; its number."""
    table = schema.sources
    number = int(connection.scalar(select(func.max(table.c.id))) or 0) + 1
    connection.execute(insert(table), [row | {"id": number}])
    return number


def folder_source(connection: Connection, folder: Folder) -> int:
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
        return make_source(connection, row)
    for key in ("edition", "published", "publisher"):
        if known[key] != row[key]:
            raise SeedError(
                f"{folder.path.name}/source.toml", None, key, str(row[key]),
                f"source {row['code']} is loaded already, with {known[key]!r}", "A new edition is a new source: give it a code of its own",
            )  # fmt: skip
    return int(known["id"])
