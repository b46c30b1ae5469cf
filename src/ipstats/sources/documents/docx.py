"""The words of a .docx: its paragraphs and tables, and its footnotes at the end."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import ReadError
from ..containers import OLE, plain_ole
from ..files import unreadable
from ..packages import Scan, inflated_parts, parse_part
from .markup import names_in
from .rows import Line, Lines, lines_of_row
from .texts import LARGEST_TEXT, refuse_larger

#: A .docx of more bytes is not opened; pictures count, although they are not looked at.
LARGEST_DOCX = 200 * 1024 * 1024

#: Not words of the document: deleted or moved away, codes of fields, settings, what stands in twice, readings.
_PASSED = names_in("""del moveFrom instrText delText delInstrText Fallback rt sectPr tblPr trPr tcPr tblGrid tabs rPrChange
    pPrChange sdtPr sdtEndPr fldData pict drawing object numPr""")
#: Within what is passed over, the words of text boxes count all the same.
_BOXED = frozenset(("drawing", "pict", "object"))
#: Text boxes and tables stand within each other so deep.
_DEEPEST = 20
_OFF = frozenset(("0", "false", "off"))


@dataclass
class Words:
    """What a .docx holds: its lines, and its title where a paragraph is styled as one."""

    lines: Lines
    title: str = ""


def read_docx(path: Path, password: str | None = None) -> Words:
    """Read a .docx; ``password`` opens one that is encrypted.

    Raises :class:`~ipstats.errors.ReadError` where it is damaged, encrypted, or unfolds beyond the limits.
    """
    refuse_larger(path, LARGEST_DOCX)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from None
    if data.startswith(OLE):
        data = plain_ole(path.name, data, password)
    parts = inflated_parts(path.name, data, "document")
    main = _main_part(path.name, parts)
    body = _Body(path.name, _stylenames_in(path.name, parts))
    parse_part(path.name, main, parts[main], body)
    folder = posixpath.dirname(main)
    for notes in ("footnotes", "endnotes"):
        part = f"{folder}/{notes}.xml"
        if part in parts:
            below = _Body(path.name, {})
            parse_part(path.name, part, parts[part], below)
            body.lines.extend(below.lines)
    gathered = Lines()
    for line in body.lines:
        gathered.add(line)
    return Words(gathered, body.title or body.heading)


def _main_part(name: str, parts: dict[str, bytes]) -> str:
    """The part that is the document: by the links of the package, else by its usual name."""
    found: list[str] = []

    class Links(DocumentScan):
        def start(self, tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                found.append(posixpath.normpath(attributes.get("Target", "").lstrip("/")))

    if "_rels/.rels" in parts:
        parse_part(name, "_rels/.rels", parts["_rels/.rels"], Links(name))
    for part in (*found, "word/document.xml"):
        if part in parts:
            return part
    raise ReadError(name, None, None, "a document without its text", "Open it in Word or LibreOffice and save it again")


def _stylenames_in(name: str, parts: dict[str, bytes]) -> dict[str, str]:
    """The names of the styles by their ids: Word in Chinese numbers these."""
    names: dict[str, str] = {}

    class Styles(DocumentScan):
        style = ""

        def start(self, tag: str, attributes: dict[str, str]) -> None:
            super().start(tag, attributes)
            if tag == "style":
                self.style = attributes.get("styleId", "")
            elif tag == "name" and self.style:
                names.setdefault(self.style, attributes.get("val", "").lower())

    if "word/styles.xml" in parts:
        parse_part(name, "word/styles.xml", parts["word/styles.xml"], Styles(name))
    return names


class DocumentScan(Scan):
    """Looks through a part of a document."""

    what, part, holds = "document", "a text", "elements"


@dataclass
class _Paragraph:
    """A paragraph that is open, and what stands in its text boxes."""

    words: list[str] = field(default_factory=list)
    boxed: list[Line] = field(default_factory=list)
    style: str = ""


class _Body(DocumentScan):
    """Gathers the words of a text, paragraph by paragraph."""

    def __init__(self, name: str, styles: dict[str, str]) -> None:
        super().__init__(name)
        self.styles = styles
        self.lines: list[Line] = []
        self.title = self.heading = ""
        self.paragraphs: list[_Paragraph] = []
        self.sinks: list[list[Line]] = [self.lines]
        self.rows: list[list[list[Line]]] = []
        #: How many elements are open that are passed over; a text box within one begins anew.
        self.passed: list[int] = [0]
        #: Whether a text box within what is passed over counts.
        self.boxed: list[bool] = [True]
        self.taking = self.hidden = self.in_settings = False
        self.left = LARGEST_TEXT

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        if tag == "txbxContent" and (not self.passed[-1] or self.boxed[-1]) and len(self.passed) < _DEEPEST:
            self.passed.append(0)
            self.boxed.append(True)
            self.sinks.append(self.paragraphs[-1].boxed if self.paragraphs else self.lines)
        elif self.passed[-1] or tag in _PASSED:
            if not self.passed[-1]:
                self.boxed[-1] = tag in _BOXED
            self.passed[-1] += 1
        elif tag == "p":
            self.paragraphs.append(_Paragraph())
        elif tag == "tr":
            self.rows.append([])
            if len(self.rows) > _DEEPEST:
                problem = f"tables within tables, more than {_DEEPEST} deep"
                raise ReadError(self.name, None, None, problem, "Copy its text into a new document")
        elif tag == "tc":
            cell: list[Line] = []
            self.sinks.append(cell)
            if self.rows:
                self.rows[-1].append(cell)
        elif self.paragraphs:
            self._start_within(tag, attributes, self.paragraphs[-1])

    def _start_within(self, tag: str, attributes: dict[str, str], paragraph: _Paragraph) -> None:
        """What stands in a paragraph."""
        if tag == "t":
            self.taking = not self.hidden
        elif tag == "r":
            self.hidden = False
        elif tag == "pPr":
            self.in_settings = True
        elif tag == "pStyle":
            paragraph.style = self.styles.get(attributes.get("val", ""), "")
        elif tag == "vanish":
            self.hidden = not self.in_settings and attributes.get("val", "") not in _OFF
        elif tag == "tab":
            paragraph.words.append("\t")
        elif tag in ("br", "cr"):
            paragraph.words.append("\n")
        elif tag == "noBreakHyphen":
            paragraph.words.append("-")

    def text(self, text: str) -> None:
        if self.taking and not self.passed[-1]:
            self.left -= len(text)
            if self.left < 0:
                problem = f"it holds more than {LARGEST_TEXT // 1024**2} million characters"
                raise ReadError(self.name, None, None, problem, "Split it, and read its parts")
            self.paragraphs[-1].words.append(text)

    def end(self, tag: str) -> None:
        if tag == "txbxContent" and len(self.passed) > 1 and not self.passed[-1]:
            self.passed.pop()
            self.boxed.pop()
            self.sinks.pop()
        elif self.passed[-1]:
            self.passed[-1] -= 1
        elif tag == "t":
            self.taking = False
        elif tag == "pPr":
            self.in_settings = False
        elif tag == "p" and self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        elif tag == "tc" and len(self.sinks) > 1:
            self.sinks.pop()
        elif tag == "tr" and self.rows:
            self.sinks[-1].extend(lines_of_row(self.rows.pop()))

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.words).strip("\n\t ")
        if text:
            self.sinks[-1].append(Line(text))
            if paragraph.style in ("title", "标题") and not self.title:
                self.title = text.replace("\n", " ")[:300]
            elif paragraph.style.startswith(("heading ", "标题 ")) and not self.heading:
                self.heading = text.replace("\n", " ")[:300]
        self.sinks[-1].extend(paragraph.boxed)
