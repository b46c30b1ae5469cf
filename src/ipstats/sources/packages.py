"""Office files that are zip files of XML (.xlsx, .ods, .docx): inflated within limits, and looked through before they are read."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from ..errors import ReadError
from .containers import LARGEST_AREA, too_wide

#: Bytes that all parts of an Office file may have together when inflated, and one part more than so many times its size.
LARGEST_INFLATED = 300 * 1024 * 1024
_LARGEST_RATIO, _RATIO_FROM = 250, 20 * 1024 * 1024
#: Elements of one sheet: more take minutes, and no published table has them.
_MOST_ELEMENTS = 8_000_000
_MOST_PARTS = 5_000
_BLOCK = 1 << 20

_AGAIN = "Fetch it again; if it opens in Excel or LibreOffice, save it there once more"
_CELL = re.compile(r"([A-Z]{1,7})([0-9]{1,10})$")


@dataclass
class Package:
    """A workbook of checked parts; ``gaps`` are the cells of each sheet with a formula and no stored result."""

    data: bytes
    gaps: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def checked_package(name: str, data: bytes, kind: str) -> Package:
    """Inflate an .xlsx or .ods within limits and look through its parts.

    What is handed on holds these parts and nothing else: no macros, pictures or external links. Raises
    :class:`~ipstats.errors.ReadError` for a zip bomb, XML that declares entities, a used area beyond the limit.
    """
    parts = inflated_parts(name, data)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise ReadError(
            name,
            None,
            None,
            "encrypted with a password in the way of OpenDocument",
            "Open it and save it without a password",
        )
    sheets = _sheet_names(name, parts) if kind == "xlsx" else {}
    gaps: dict[str, list[tuple[int, int]]] = {}
    for part, content in parts.items():
        if not part.endswith((".xml", ".rels")):
            continue
        scan: Scan = Scan(name)
        if part in sheets or part.startswith("xl/worksheets/"):
            scan = _XlsxScan(name, sheets.get(part, part))
        elif part == "content.xml" and kind == "ods":
            scan = _OdsScan(name)
        parse_part(name, part, content, scan)
        gaps |= scan.gaps
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return Package(out.getvalue(), gaps)


def inflated_parts(name: str, data: bytes, what: str = "workbook") -> dict[str, bytes]:
    """The XML parts of an Office file by their names; ``what`` is what errors call it.

    Raises :class:`~ipstats.errors.ReadError` for a zip bomb, and for a zip file that is damaged or cut off.
    """
    try:
        return _inflated(name, data, what)
    except ReadError:
        raise
    except Exception as error:  # zipfile, zlib and struct each have errors of their own
        raise ReadError(name, None, None, f"a damaged or cut off {what} ({error})", _AGAIN) from None


def _inflated(name: str, data: bytes, what: str) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = LARGEST_INFLATED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > _MOST_PARTS:
            raise ReadError(
                name, None, None, f"a zip file of {len(infos)} parts", f"Copy what you need into a new {what}"
            )
        for info in infos:
            if not info.filename.endswith((".xml", ".rels")) and info.filename != "mimetype":
                continue
            # What a part declares is refused first; what it holds is counted all the same.
            _allow(name, info, info.file_size, left, what)
            read = bytearray()
            with archive.open(info) as part:
                while block := part.read(_BLOCK):
                    read += block
                    _allow(name, info, len(read), left, what)
            left -= len(read)
            parts[info.filename.lstrip("/")] = bytes(read)
    return parts


def _allow(name: str, info: zipfile.ZipInfo, size: int, left: int, what: str) -> None:
    if size > left or (size > _RATIO_FROM and size > _LARGEST_RATIO * max(info.compress_size, 1)):
        raise ReadError(
            name, info.filename, None,
            f"it inflates to more than a published {what} can have (limit {LARGEST_INFLATED // 1024**2} MB)",
            f"If it is a {what}, copy what you need into a new one",
        )  # fmt: skip


class Scan:
    """Looks through the XML of a part; what declares entities is refused, whatever they are."""

    #: What errors call the file, its part, and what that is made of.
    what, part, holds = "workbook", "a sheet", "cells"

    def __init__(self, name: str) -> None:
        self.name = name
        self.gaps: dict[str, list[tuple[int, int]]] = {}
        self.elements = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.elements += 1
        if self.elements > _MOST_ELEMENTS:
            raise ReadError(
                self.name,
                None,
                None,
                f"{self.part} of millions of {self.holds}",
                f"Copy what you need into a new {self.what}",
            )

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters inside the element."""


class _Area:
    """The smallest rectangle that holds the cells of a sheet."""

    def __init__(self, name: str) -> None:
        self.name, self.top, self.left, self.bottom, self.right = name, 1 << 40, 1 << 40, -1, -1

    def widen(self, sheet: str, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Take in a cell, or a block of them."""
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom, self.right = max(self.bottom, row + rows - 1), max(self.right, column + columns - 1)
        if (self.bottom - self.top + 1) * (self.right - self.left + 1) > LARGEST_AREA:
            raise too_wide(self.name, sheet, self.bottom, self.right)


class _XlsxScan(Scan):
    """The cells of a sheet of an .xlsx: where they are, and which are formulas without a result."""

    def __init__(self, name: str, sheet: str) -> None:
        super().__init__(name)
        self.sheet, self.area = sheet, _Area(name)
        self.row, self.column = -1, -1
        self.formula = self.value = self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if tag == "c":
            self.column += 1
            if found := _CELL.match(attributes.get("r", "")):
                self.row, self.column = int(found[2]) - 1, _column(found[1])
            self.formula = self.value = False
        elif tag == "row":
            if self.elements > _MOST_ELEMENTS:
                super().start(tag, attributes)
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() and len(number) < 11 else self.row + 1
            self.column = -1
        elif tag == "f":
            self.formula = True
        elif tag in ("v", "is"):
            self.inside = True

    def text(self, text: str) -> None:
        self.value = self.value or self.inside

    def end(self, tag: str) -> None:
        if tag == "c":
            if self.value:
                self.area.widen(self.sheet, self.row, self.column)
            elif self.formula:
                self.gaps.setdefault(self.sheet, []).append((self.row, self.column))
        elif tag in ("v", "is"):
            self.inside = False


class _OdsScan(Scan):
    """The cells of all sheets of an .ods, repeated ones included."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.sheet, self.area = "", _Area(name)
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.formula = self.value = self.full = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        if tag == "table":
            self.sheet, self.area, self.row = attributes.get("name", ""), _Area(self.name), 0
        elif tag == "table-row":
            self.rows, self.column, self.full = _count(attributes.get("number-rows-repeated")), 0, False
        elif tag in ("table-cell", "covered-table-cell"):
            self.columns = _count(attributes.get("number-columns-repeated"))
            self.value = bool(attributes.get("value-type"))
            self.formula = bool(attributes.get("formula"))

    def text(self, text: str) -> None:
        self.value = self.value or bool(text.strip())

    def end(self, tag: str) -> None:
        if tag in ("table-cell", "covered-table-cell"):
            if self.value:
                self.area.widen(self.sheet, self.row, self.column, self.rows, self.columns)
            elif self.formula:
                self.gaps.setdefault(self.sheet, []).append((self.row, self.column))
            self.column += self.columns
            self.value = self.formula = False
        elif tag == "table-row":
            self.row += self.rows


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def parse_part(name: str, part: str, content: bytes, scan: Scan) -> None:
    """Tell a scan of every element of a part. Raises :class:`~ipstats.errors.ReadError` for XML that is not whole."""
    parser = expat.ParserCreate()

    def refuse(*_: Any) -> None:
        raise ReadError(name, part, None, f"XML that declares entities: no {scan.what} needs them", _AGAIN)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    if type(scan) is not Scan:
        _listen(parser, scan, prefixed=b":row" in content or b":table" in content or scan.what != "workbook")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ReadError(name, part, None, f"XML that is damaged or cut off ({error})", _AGAIN) from None


def _listen(parser: expat.XMLParserType, scan: Scan, prefixed: bool) -> None:
    """Tell a scan of every element; prefixes are chosen freely by whoever writes the file, and dropped."""
    parser.CharacterDataHandler = scan.text
    if not prefixed:
        parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
        return

    def start(tag: str, attributes: dict[str, str]) -> None:
        scan.start(tag.rpartition(":")[2], {key.rpartition(":")[2]: value for key, value in attributes.items()})

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: scan.end(tag.rpartition(":")[2])


def _sheet_names(name: str, parts: dict[str, bytes]) -> dict[str, str]:
    """The name of the sheet in each part of an .xlsx."""
    links: dict[str, str] = {}
    found: dict[str, str] = {}

    class Links(Scan):
        def start(self, tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship":
                target = attributes.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                links[attributes.get("Id", "")] = path

    class Sheets(Scan):
        def start(self, tag: str, attributes: dict[str, str]) -> None:
            link = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            if tag == "sheet" and link in links:
                found[links[link]] = attributes.get("name", "")

    parse_part(name, "xl/_rels/workbook.xml.rels", parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), Links(name))
    parse_part(name, "xl/workbook.xml", parts.get("xl/workbook.xml", b"<none/>"), Sheets(name))
    return found
