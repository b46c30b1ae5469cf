"""Opens a document of prose, whatever its format."""

from __future__ import annotations

from pathlib import Path

from ...errors import ReadError
from ..files import sha256_of
from ..opening import PROSE_KINDS, kind_of
from .document import Document
from .sayings import day_in, published_in, title_of


def open_document(path: Path, *, password: str | None = None) -> Document:
    """Read the words of a text, a Markdown file, a PDF with a text layer, a .docx or an HTML page.

    What it is, is decided by its contents. ``password`` opens an encrypted PDF or .docx. Nothing in the file is
    run, and no link is followed. Raises :class:`~ipstats.errors.ReadError` where it is none of these, cannot be
    read as a whole, or holds no words.
    """
    kind = kind_of(path, password)
    read = {"text": _text, "pdf": _pdf, "docx": _docx, "html": _html}.get(kind)
    if read is None:
        raise ReadError(path.name, None, None, f"not prose: it holds {kind}", "Read it as the table that it is")
    document = read(path, sha256_of(path), password)
    if not document.text.replace("\ufeff", "").replace("\u200b", "").strip():
        raise ReadError(path.name, None, None, "it holds no words", "Check that it is the file that was published")
    return document


def _text(path: Path, checksum: str, password: str | None) -> Document:
    from .texts import read_text
    from .words import front_matter

    text = read_text(path)
    front = front_matter(text)
    stated = front.get("date") or front.get("published") or front.get("日期") or ""
    published = day_in(stated) if stated else published_in(text)
    title = front.get("title") or front.get("标题") or ("" if front else title_of(text))
    region = front.get("region") or front.get("地区") or ""
    return Document(path.name, checksum, "text", text, title, published, region)


def _pdf(path: Path, checksum: str, password: str | None) -> Document:
    from .pdf import read_pdf

    pages = read_pdf(path, password)
    return Document(
        path.name, checksum, "pdf", pages.text, pages.title, published_in(pages.text), breaks=pages.breaks, notes=pages.notes
    )  # fmt: skip


def _docx(path: Path, checksum: str, password: str | None) -> Document:
    from .docx import read_docx

    words = read_docx(path, password)
    text = words.lines.text()
    title = words.title or title_of(text)
    return Document(
        path.name, checksum, "docx", text, title, published_in(text), paragraphs=tuple(words.lines.paragraphs)
    )


def _html(path: Path, checksum: str, password: str | None) -> Document:
    from .html import read_page

    page = read_page(path)
    lines = page.text()
    text = lines.text()
    title = page.best_title() or title_of(text)
    published = published_in(text, page.dates)
    return Document(path.name, checksum, "html", text, title, published, paragraphs=tuple(lines.paragraphs))


__all__ = ["PROSE_KINDS", "Document", "open_document"]
