"""Read a seed folder: a ``source.toml`` and CSV files, as an analyst edits them."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import SeedError

#: Column names that mean the same, in either language.
HEADERS = {
    "地区": "region", "年份": "period", "年": "period", "year": "period", "时期": "period", "指标": "metric",
    "数值": "value", "原文": "published", "单位": "unit", "状态": "status", "出处": "locator", "专利类型": "patent_type",
    "案件类型": "case_kind", "项目": "program", "奖项": "award_level", "备注": "note",
}  # fmt: skip

#: A file of figures or claims may have lines of at most this many characters.
LONGEST_LINE = 20_000

_SOURCE_KEYS = {
    "code",
    "title_zh",
    "title_en",
    "edition",
    "publisher",
    "published",
    "language",
    "priority",
    "checksum",
    "note",
}


@dataclass
class SeedFile:
    """One CSV file of a folder: its header as column ids, and its rows with their line numbers."""

    path: Path
    name: str
    columns: list[str] = field(default_factory=list)

    def where(self, line: int) -> tuple[str, int | None]:
        """The place of a row, for what is said of it."""
        return self.name, line

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line it begins on, as long as the header; blank lines are passed over."""
        with self.path.open("rb") as raw:
            # A decoding error must name its line, and a line without end must not fill the memory.
            reader = csv.reader(_lines(raw, self.name), strict=True)
            try:
                start = 1
                header = next(reader, None)
                if header is None:
                    raise SeedError(self.name, 1, None, None, "the file is empty", "Its first line names the columns")
                self.columns = _header(self.name, header, HEADERS if self.path.stem in ("figures", "claims") else {})
                width, start = len(self.columns), reader.line_num + 1
                for row in reader:
                    line, start = start, reader.line_num + 1
                    if not row:
                        continue
                    if len(row) != width:
                        raise SeedError(
                            self.name,
                            line,
                            None,
                            ",".join(row),
                            f"{len(row)} cells where the header has {width}",
                        )
                    yield line, row
            except csv.Error as error:
                raise SeedError(
                    self.name,
                    start,
                    None,
                    None,
                    f"not CSV: {error}",
                    "Quote a cell that holds a comma or a quote",
                ) from None

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row as a dictionary with blanks trimmed."""
        for line, row in self.rows():
            yield line, {column: cell.strip() for column, cell in zip(self.columns, row, strict=True)}


def _lines(raw: io.BufferedReader, name: str) -> Iterator[str]:
    number = 0
    while line := raw.readline(LONGEST_LINE * 4):
        number += 1
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise SeedError(name, number, None, None, "not UTF-8 text", "Save the file as CSV UTF-8") from None
        if len(text) > LONGEST_LINE:
            raise SeedError(name, number, None, text, f"a line of more than {LONGEST_LINE} characters")
        if "\0" in text:
            raise SeedError(name, number, None, None, "a NUL byte: this is no text file", "Save the file as CSV UTF-8")
        yield text


def _header(name: str, cells: list[str], words: dict[str, str]) -> list[str]:
    columns = [words.get(cell.strip().lower(), cell.strip().lower()) for cell in cells]
    for column in columns:
        if not column:
            raise SeedError(name, 1, None, ",".join(cells), "a column without a name")
        if columns.count(column) > 1:
            raise SeedError(name, 1, column, None, "two columns of this name")
    return columns


@dataclass
class Folder:
    """A seed folder: where it is, what its source is (``None`` for reference data), and its files."""

    path: Path
    source: dict[str, Any] | None
    checksum: str | None = None

    def file(self, name: str) -> SeedFile | None:
        """A CSV file of the folder, if it is there."""
        path = self.path / f"{name}.csv"
        if not path.is_file():
            return None
        if not path.resolve().is_relative_to(self.path.resolve()):
            raise SeedError(
                f"{self.path.name}/{path.name}",
                None,
                None,
                None,
                "a link to a file outside the folder",
                "Copy the file into it",
            )
        return SeedFile(path, f"{self.path.name}/{path.name}")


def read_folder(path: Path) -> Folder:
    """Open a seed folder and read its ``source.toml``.

    Raises :class:`SeedError` where there is none, or where it does not say what a source must say.
    """
    import tomllib

    if not path.is_dir():
        raise SeedError(
            str(path),
            None,
            None,
            None,
            "there is no such folder",
            "A seed folder holds source.toml and figures.csv",
        )
    toml = path / "source.toml"
    name = f"{path.name}/source.toml"
    if not toml.is_file():
        raise SeedError(
            str(path),
            None,
            None,
            None,
            "no source.toml in it",
            "Say there where the figures were published: docs/load.md",
        )
    try:
        source = tomllib.loads(toml.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(name, None, None, None, f"not TOML: {error}") from None
    for key in sorted(set(source) - _SOURCE_KEYS):
        raise SeedError(
            name,
            None,
            key,
            str(source[key]),
            "not a key of source.toml",
            f"Known keys: {', '.join(sorted(_SOURCE_KEYS))}",
        )
    for key in ("code", "published"):
        if not str(source.get(key, "")).strip():
            raise SeedError(
                name, None, key, None, "missing", 'For example: code = "hubei-2017", published = "2017-04-26"'
            )
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", str(source["published"]), re.ASCII):
        raise SeedError(
            name, None, "published", str(source["published"]), "not a date", "Write 2017, 2017-04 or 2017-04-26"
        )
    if not re.fullmatch(r"[a-z]{2,3}", str(source.get("language", "zh")), re.ASCII):
        raise SeedError(name, None, "language", str(source["language"]), "not a code of ISO 639", "zh or en")
    if not isinstance(source.get("priority", 50), int) or not 0 <= source.get("priority", 50) <= 1000:
        raise SeedError(
            name, None, "priority", str(source["priority"]), "not a whole number from 0 (preferred) to 1000"
        )
    return Folder(path, source, _checksum(path))


def _checksum(folder: Path) -> str:
    """SHA-256 over the names and contents of the folder's files."""
    digest = hashlib.sha256()
    for path in [*sorted(folder.glob("*.csv")), folder / "source.toml"]:
        digest.update(path.name.encode() + b"\0")
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
