"""Read a document of prose into statements: open it, find out when it was published, and read its text."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .drafts.sorting import settle_doubts
from .opening import PROSE_KINDS
from .statements import Reading, Statement
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .documents.document import Document

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

#: What is in doubt where the year of publication is known and the month would decide.
_MONTH = "of which period it is depends on the month of publication: give it, --published 2017-04"


def is_report(path: Path, kind: str) -> bool:
    """Whether a file of this kind (see :func:`~ipstats.sources.opening.kind_of`) is prose, and no table."""
    if kind == "text":
        from .documents.words import file_holds_prose

        return file_holds_prose(path)
    return kind in PROSE_KINDS


def publication(text: str) -> tuple[date, date]:
    """The first and the last day that a date such as 2017-04-26, 2017-04 or 2017 can mean.

    Raises :class:`~ipstats.errors.UsageError` where it is no date.
    """
    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        raise UsageError(f"not a date: {text!r}", "Write 2017, 2017-04 or 2017-04-26") from None


def read_report(path: Path, names: Vocabulary, *, password: str | None = None, published: str = "") -> Reading:
    """Read a text, a PDF, a .docx or an HTML page of prose.

    ``published`` is the date of publication as far as it is known; without it, what the document says of itself
    counts. Raises :class:`~ipstats.errors.ReadError` where it cannot be read, and
    :class:`~ipstats.errors.UsageError` for what is no date.
    """
    from .documents.reading import open_document
    from .prose import language_note

    days = publication(published) if published else None
    document = open_document(path, password=password)
    known = published.strip() or (document.published.isoformat() if document.published else "")
    if days is None and document.published is not None:
        days = (document.published, document.published)
    statements = _statements(document, names, days[1] if days else None)
    if days is not None and days[0].month != days[1].month:
        _leave_open(statements, _statements(document, names, days[0]))
    settle_doubts(statements, names)
    reading = Reading(
        document.name, document.checksum, document.title, statements, [], document.text, known, list(document.notes)
    )
    if note := language_note(document.text):
        reading.notes.append(f"{document.name}: {note}")
    elif not statements:
        reading.notes.append(f"{document.name}: no figures found in it")
    return reading


def _statements(document: Document, names: Vocabulary, published: date | None) -> list[Statement]:
    from .prose import read_prose

    # What a document says of its region in its head counts as its title does.
    title = document.title if document.region in document.title else f"{document.region} {document.title}"
    # A plain text has sections, which say more than the number of a paragraph.
    place = None if document.kind == "text" else document.place
    return read_prose(document.text, names, published=published, title=title.strip(), place=place)


def _leave_open(late: list[Statement], early: list[Statement]) -> None:
    """Leave open what would be of another period, had the same text been published early in the year."""
    other = {(said.start, said.end, said.kind): said for said in early}
    for said in late:
        twin = other.get((said.start, said.end, said.kind))
        if twin is None or (twin.period, twin.base_period) == (said.period, said.base_period):
            continue
        if twin.period != said.period:
            said.period = ""
        said.base_period = ""
        said.doubt = "; ".join(text for text in (said.doubt, _MONTH) if text)
