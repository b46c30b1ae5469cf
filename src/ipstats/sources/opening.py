"""What kind a file is, by what it holds and never by its name; and what keeps it from being read."""

from __future__ import annotations

import re
from pathlib import Path

from ..errors import ReadError
from .files import unreadable

#: A file of at most so many bytes is opened as a workbook.
LARGEST_WORKBOOK = 200 * 1024 * 1024

#: Kinds that hold prose; ``text`` may be a table as well (see ``documents.words``).
PROSE_KINDS = frozenset(("text", "pdf", "docx", "html"))

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: How a page, or a piece of one, begins: a table that a system wrote as .xls has no head.
_HTML = re.compile(
    rb"^(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype html|html|head|body|meta|title|table|div|p|h[1-6]|style|script|center|span|section|article)\b",
    re.DOTALL,
)

#: How files of other kinds begin, and what to do with them.
_OTHERS = (
    (b"\x89PNG", "an image", "Type the table into a CSV file"),
    (b"\xff\xd8\xff", "an image", "Type the table into a CSV file"),
    (b"GIF8", "an image", "Type the table into a CSV file"),
    (b"Rar!", "a RAR archive", "Unpack it, and read the file in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it, and read the file in it"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it, and read the file in it"),
    (b"SQLite format 3\0", "a SQLite database", "Ask it with --database FILE"),
    (b"\x7fELF", "a program", "Read the file that was published"),
    (b"MZ", "a program", "Read the file that was published"),
    (b"{\\rtf", "a document in Rich Text Format", "Open it in Word or LibreOffice and save it as .docx"),
)


def kind_of(path: Path, password: str | None = None) -> str:
    """What a file is by its content: ``xls``, ``xlsx``, ``ods``, ``parquet``, ``pdf``, ``docx``, ``html`` or ``text``.

    An HTML page is ``html`` where it has sentences; one with a table alone is refused, with the way to read that.
    An encrypted file of Office is a workbook, unless ``password`` opens it and shows a document. Raises :class:`~ipstats.errors.ReadError` where it is none of these, is empty, cut off or cannot be opened.
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
        return _kind_of_ole(path, password)
    if b"%PDF-" in head[:1024]:
        return "pdf"
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
            raise ReadError(path.name, None, None, f"{what}, neither a table nor a text", advice)
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if opening.startswith(b"mime-version") or b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise ReadError(
            path.name,
            None,
            None,
            "a workbook saved as XML or as a web archive",
            "Open it in Excel and save it as .xlsx",
        )
    if _is_html(head):
        from .documents.html import holds_prose

        if holds_prose(path):
            return "html"
        raise ReadError(
            path.name,
            None,
            None,
            "a web page (HTML) with a table or a list and no sentences, whatever its name says",
            "Open it in Excel and save it as .xlsx, or as CSV",
        )
    if b"\0" in head and not _is_utf16(head):
        raise ReadError(
            path.name,
            None,
            None,
            "a binary file of a kind unknown here",
            "Read a workbook, CSV, Parquet, PDF, .docx, HTML or text",
        )
    return "text"


def _is_html(head: bytes) -> bool:
    """Whether a file begins as an HTML page, or as a piece of one."""
    plain = head.replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head
    opening = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return opening.startswith(b"<") and _HTML.search(opening) is not None


def _is_utf16(head: bytes) -> bool:
    """Whether bytes with a NUL among them are UTF-16: by its mark, its words, or by ASCII in every other byte."""
    from .documents.texts import is_written

    if any(is_written(head[: len(head) // 2 * 2].decode(codec, "replace")) for codec in ("utf-16-le", "utf-16-be")):
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    even, odd = head[0:200:2], head[1:200:2]
    return any(
        zeros.count(0) > len(zeros) // 4 and 0 not in others and all(byte >= 9 for byte in others)
        for zeros, others in ((even, odd), (odd, even))
    )


def _kind_of_zip(path: Path) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            said = archive.NameToInfo.get("mimetype")
            kind = archive.read("mimetype")[:100] if said is not None and said.file_size < 200 else b""
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
    if "word/document.xml" in names or ("_rels/.rels" in names and any(name.startswith("word/") for name in names)):
        return "docx"
    what, advice = "a zip file that holds no workbook and no document", "Unpack it, and read the file in it"
    if "xl/workbook.bin" in names:
        what, advice = "a binary workbook (.xlsb)", "Open it in Excel and save it as .xlsx"
    elif any(name.startswith("word/") for name in names) or b"opendocument" in kind:
        what, advice = (
            "a text document of another format than .docx",
            "Open it in Word or LibreOffice and save it as .docx",
        )
    raise ReadError(path.name, None, None, what, advice)


def _kind_of_ole(path: Path, password: str | None) -> str:
    from .containers import ole_streams

    names = ole_streams(path)
    if {"workbook", "book"} & names:
        return "xls"
    if "encryptedpackage" in names:
        return "docx" if password is not None and _holds_document(path, password) else "xlsx"
    if "worddocument" in names:
        raise ReadError(
            path.name,
            None,
            None,
            "a Word document in the old format (.doc)",
            "Open it in Word or LibreOffice and save it as .docx",
        )
    raise ReadError(
        path.name,
        None,
        None,
        "an Office file that holds no workbook",
        "Copy its table into a workbook, or save it as one",
    )


def _holds_document(path: Path, password: str) -> bool:
    """Whether what a password opens is a .docx; where it opens nothing, whoever reads the workbook says so."""
    import io
    import zipfile

    from .containers import plain_ole

    try:
        if path.stat().st_size > LARGEST_WORKBOOK:
            return False
        with zipfile.ZipFile(io.BytesIO(plain_ole(path.name, path.read_bytes(), password))) as archive:
            return any(name.startswith("word/") for name in archive.namelist())
    except (ReadError, OSError, zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError):
        return False
