"""What kind a file is, by what it holds and never by its name; and what keeps it from being read."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ..errors import ReadError
from .files import unreadable

#: A file of at most so many bytes is opened as a workbook.
LARGEST_WORKBOOK = 200 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: How files of other kinds begin, and what to do with them.
_OTHERS = (
    (b"%PDF", "a PDF", "Copy its table into a workbook or a CSV file, or ask the publisher for the workbook"),
    (b"\x89PNG", "an image", "Type the table into a CSV file"),
    (b"\xff\xd8\xff", "an image", "Type the table into a CSV file"),
    (b"GIF8", "an image", "Type the table into a CSV file"),
    (b"Rar!", "a RAR archive", "Unpack it, and read the file in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it, and read the file in it"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it, and read the file in it"),
    (b"SQLite format 3\0", "a SQLite database", "Ask it with --database FILE"),
    (b"\x7fELF", "a program", "Read the file that was published"),
    (b"MZ", "a program", "Read the file that was published"),
)


def kind_of(path: Path) -> str:
    """What a file is by its content: ``xls``, ``xlsx``, ``ods``, ``parquet`` or ``text``.

    Raises :class:`~ipstats.errors.ReadError` where it is none of these, is empty, cut off or cannot be opened.
    """
    if path.is_dir():
        raise ReadError(path.name, None, None, "a folder, not a file", "Name the file in it")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
            file.seek(max(size - 4, 0))
            tail = file.read(4)
    except OSError as error:
        raise unreadable(path, error) from None
    if not head:
        raise ReadError(path.name, None, None, "the file is empty", "Fetch it again")
    if head.startswith(b"PAR1"):
        if tail != b"PAR1" or size < 12:
            raise ReadError(path.name, None, None, "a Parquet file that is cut off", "Fetch it again")
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    # A workbook of Excel 4 or older is a bare stream of records, without a container.
    if head[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08") and head[3:4] == b"\x00":
        raise ReadError(
            path.name,
            None,
            None,
            "a workbook of Excel 4 or older",
            "Open it in Excel or LibreOffice and save it as .xlsx",
        )
    return _kind_of_bytes(path, head)


def _kind_of_bytes(path: Path, head: bytes) -> str:
    for start, what, advice in _OTHERS:
        if head.startswith(start):
            raise ReadError(path.name, None, None, f"{what}, not a table", advice)
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")):
        raise ReadError(
            path.name,
            None,
            None,
            "a web page (HTML), whatever its name says",
            "Open it in Excel and save it as .xlsx, or as CSV",
        )
    if opening.startswith(b"mime-version") or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise ReadError(
            path.name,
            None,
            None,
            "a workbook saved as XML or as a web archive",
            "Open it in Excel and save it as .xlsx",
        )
    if b"\0" in head and not _is_utf16(head):
        raise ReadError(
            path.name,
            None,
            None,
            "a binary file of a kind unknown here",
            "Read .xls, .xlsx, .ods, .parquet, CSV or text",
        )
    return "text"


def _is_utf16(head: bytes) -> bool:
    """Whether bytes with a NUL among them are UTF-16: by its mark, or by ASCII in every other byte."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    even, odd = head[0:200:2], head[1:200:2]
    return any(
        zeros.count(0) > len(zeros) // 4 and 0 not in others and all(byte >= 9 for byte in others)
        for zeros, others in ((even, odd), (odd, even))
    )


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if archive.NameToInfo.get("mimetype", _NONE).file_size < 200 else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError, KeyError) as error:
        raise ReadError(
            path.name, None, None, f"a zip file that is damaged or cut off ({error})", "Fetch it again"
        ) from None
    except Exception as error:  # zlib.error and struct.error have no base of their own
        raise ReadError(path.name, None, None, f"a damaged zip file ({error})", "Fetch it again") from None
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    what, advice = "a zip file that holds no workbook", "Unpack it, and read the file in it"
    if "xl/workbook.bin" in names:
        what, advice = "a binary workbook (.xlsb)", "Open it in Excel and save it as .xlsx"
    elif any(name.startswith("word/") for name in names) or b"opendocument" in kind:
        what, advice = "a text document, not a workbook", "Copy its table into a workbook"
    raise ReadError(path.name, None, None, what, advice)


#: Stands for a part that an archive has not: too large to be read, so that it is not.
_NONE = zipfile.ZipInfo("none")
_NONE.file_size = 1 << 30


def _kind_of_ole(path: Path) -> str:
    from .containers import ole_streams

    names = ole_streams(path)
    if {"workbook", "book"} & names:
        return "xls"
    if "encryptedpackage" in names:
        return "xlsx"
    what = "a Word document" if "worddocument" in names else "an Office file that holds no workbook"
    raise ReadError(path.name, None, None, what, "Copy its table into a workbook, or save it as one")
