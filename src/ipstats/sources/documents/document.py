"""What a document of prose is once it was read: its text, what is known about it, and where each character stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property

#: Stands between the pages of a PDF, behind the line break that ends the page.
PAGE_BREAK = "\f"


@dataclass(frozen=True)
class Document:
    """A document as it was read; every offset is one into ``text``.

    ``kind`` is ``text``, ``pdf``, ``docx`` or ``html``. ``checksum`` is the SHA-256 of the file. ``title``,
    ``published`` and ``region`` are what the document says of itself; empty or ``None`` where it does not, or not
    plainly. ``breaks`` are the starts of the pages of a PDF, each with its number. ``paragraphs`` are the starts
    of the paragraphs of a .docx or an HTML page, a row of a table being one. ``notes`` say what was left out.
    """

    name: str
    checksum: str
    kind: str
    text: str
    title: str = ""
    published: date | None = None
    region: str = ""
    breaks: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, offset: int) -> str:
        """Where a character stands: ``page 3, line 12`` in a PDF, ``paragraph 7`` or else ``line 12``.

        Raises :class:`ValueError` where the text has no such offset.
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"the text has {len(self.text)} characters, and none at {offset}")
        if self.paragraphs:
            return f"paragraph {max(bisect_right(self.paragraphs, offset), 1)}"
        line = bisect_right(self._lines, offset)
        if not self.breaks:
            return f"line {line}"
        start, page = self.breaks[max(bisect_right(self.breaks, offset, key=lambda item: item[0]) - 1, 0)]
        return f"page {page}, line {line - bisect_right(self._lines, start) + 1}"

    @cached_property
    def _lines(self) -> list[int]:
        """The start of each line."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]
