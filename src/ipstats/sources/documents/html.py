"""The words of an HTML page that a reader sees, and what the page says of its title and its date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ...errors import ReadError
from ..files import unreadable
from .markup import names_in, take_apart
from .rows import Line, Lines, lines_of_row
from .texts import LARGEST_TEXT, read_text, refuse_larger, unified
from .words import holds_sentence

_SAVE = "Open it in a browser and save it again, as UTF-8"
_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w-]{1,30})""", re.IGNORECASE)
#: Character sets of Chinese pages. What calls itself GB2312 or GBK has characters of GB18030 in it all the same.
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "gb-2312": "gb18030",
    "x-gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
}  # fmt: skip
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_BLOCKS = names_in("""address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li listing main menu nav ol p pre search
    section summary table tbody tfoot thead ul""")
_EMPTY = names_in("area base br col embed hr img input link meta param source track wbr")
#: Elements without content, and the page itself, which scripts hide until they have run.
_ALWAYS = _EMPTY | {"html", "body"}
#: Not shown, or not as text.
_UNSEEN = names_in("audio canvas datalist iframe noscript object rp rt select svg template video")
#: Elements whose end tag may be left out: what begins next to them ends them, unless it stands in a container within.
_LEFT_OPEN: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "p": (_BLOCKS - {"br"}, frozenset()),
    "li": (names_in("li"), names_in("ul ol menu")),
    "dt": (names_in("dt dd"), names_in("dl")),
    "dd": (names_in("dt dd"), names_in("dl")),
    "td": (names_in("td th tr"), names_in("table")),
    "th": (names_in("td th tr"), names_in("table")),
    "tr": (names_in("tr"), names_in("table")),
}
_PARTS = names_in("tr td th tbody thead tfoot")
#: Tables within tables are rows so deep; deeper ones are paragraphs.
_DEEPEST_TABLE = 20
_TITLES = frozenset(("articletitle", "og:title"))
_DATES = names_in("""pubdate publishdate publish_date publishtime article:published_time og:published_time datepublished
    dcterms.issued dc.date.issued firstpublishedtime""")


@dataclass
class Page:
    """What an HTML page shows, and what its head says."""

    lines: list[Line] = field(default_factory=list)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)

    def text(self) -> Lines:
        """The lines as one text."""
        gathered = Lines()
        for line in self.lines:
            gathered.add(line)
        return gathered

    def best_title(self) -> str:
        """The title of the article, where the page names one; else of the page."""
        for found in (self.named, self.headings):
            if len(set(found)) == 1 and found[0]:
                return found[0]
        return self.title


def read_page(path: Path) -> Page:
    """Read what an HTML page shows. Raises :class:`ReadError` where its characters cannot be told."""
    return page_of(decoded(path))


def holds_prose(path: Path) -> bool:
    """Whether a page says something in sentences, beside what a table has of figures and remarks.

    A page whose characters cannot be told is held to be prose, so that reading it says what is wrong.
    """
    try:
        page = read_page(path)
    except ReadError:
        return True
    return any(holds_sentence(cell) for line in page.lines for cell in line.text.split("\t"))


def page_of(markup: str) -> Page:
    """What a page shows, from its markup."""
    seen = _Seen()
    take_apart(markup, seen)
    seen.close()
    return seen.page


def decoded(path: Path) -> str:
    """The markup of a page. Its characters count before the character set that it names: many name a wrong one."""
    try:
        with path.open("rb") as file:
            named = _CHARSET.search(file.read(4096))
    except OSError as error:
        raise unreadable(path, error) from None
    codec = _CODECS.get(named[1].decode("ascii").lower().replace("_", "-"), "") if named else ""
    if codec != "big5hkscs":
        try:
            return read_text(path, _SAVE)
        except ReadError:
            if not codec:
                raise
    refuse_larger(path, LARGEST_TEXT)
    try:
        text = unified(path.read_bytes().decode(codec))
    except UnicodeDecodeError as error:
        problem = (
            f"not {named[1].decode('ascii') if named else codec}, as the page says: byte {error.start + 1} of the file"
        )
        raise ReadError(path.name, None, None, problem, _SAVE) from None
    if "\0" in text:
        raise ReadError(
            path.name,
            f"line {text.count(chr(10), 0, text.index(chr(0))) + 1}",
            None,
            "a NUL byte: this is no web page",
            _SAVE,
        )
    return text


@dataclass
class _Hidden:
    """An element that is not shown, and how many of each kind are open in it."""

    tag: str
    opened: dict[str, int] = field(default_factory=dict)


@dataclass
class _Table:
    """A table that is open: the cells of its row, each with its lines."""

    row: list[list[Line]] | None = None
    cell: list[Line] | None = None


class _Seen:
    """Gathers what is shown; told of the tags and texts of a page."""

    def __init__(self) -> None:
        self.page = Page()
        self.words: list[str] = []
        self.spaced = True
        self.hidden: _Hidden | None = None
        #: How many of each kind are open around what is read.
        self.around: dict[str, int] = {}
        self.tables: list[_Table] = []
        self.too_deep = 0
        self.preformatted = 0
        self.in_title = False
        self.heading: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self.hidden is not None and not self._shown_again(tag, start=True):
            return
        if (tag in _BLOCKS or tag in _PARTS) and tag not in _EMPTY:
            self.around[tag] = self.around.get(tag, 0) + 1
        if tag == "title":
            self.in_title = not self.page.title
        elif tag == "meta":
            self._meta(attributes)
        elif self._hides(tag, attributes):
            self._end_line(tag)
            self.hidden = _Hidden(tag)
            self.around[tag] = max(self.around.get(tag, 0) - 1, 0)
        elif tag == "table" or tag in _PARTS:
            self._start_in_table(tag)
        elif tag in _BLOCKS:
            self._flush()
            if tag == "pre":
                self.preformatted += 1
            elif tag == "h1":
                self.heading = []

    def _hides(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Whether an element and all in it is not shown; a row or a cell is one in a table alone."""
        if tag in _ALWAYS or (tag in _PARTS and not self.tables):
            return False
        return tag in _UNSEEN or "hidden" in attributes or bool(_HIDING.search(attributes.get("style", "")))

    def end(self, tag: str) -> None:
        """An element ends."""
        if self.hidden is not None and not self._shown_again(tag, start=False):
            return
        self.around[tag] = max(self.around.get(tag, 0) - 1, 0)
        if tag == "title":
            self.in_title = False
        elif tag == "table" or tag in _PARTS:
            self._end_in_table(tag)
        elif tag in _BLOCKS:
            self._flush()
            if tag == "pre":
                self.preformatted = max(self.preformatted - 1, 0)
            elif tag == "h1" and self.heading is not None:
                self.page.headings.append(_SPACES.sub(" ", "".join(self.heading)).strip())
                self.heading = None

    def text(self, text: str) -> None:
        """Text between tags."""
        if self.hidden is not None:
            return
        if self.in_title:
            self.page.title = _SPACES.sub(" ", text).strip()[:300]
            return
        if self.heading is not None:
            self.heading.append(text)
        if self.preformatted:
            first, *rest = text.split("\n")
            self._say(first.rstrip())
            for line in rest:
                self._flush()
                self._say(line.rstrip())
        else:
            self._say(_SPACES.sub(" ", text))

    def close(self) -> None:
        """The page ends, and with it all that is open."""
        while self.tables:
            self._end_in_table("table")
        self._flush()

    def _say(self, text: str) -> None:
        if self.spaced:
            text = text.lstrip(" ")
        if text:
            self.words.append(text)
            self.spaced = text[-1] == " "

    def _flush(self) -> None:
        """End the line, if there is one."""
        line = "".join(self.words).strip(" \t")
        self.words, self.spaced = [], True
        if line.strip():
            self._sink().append(Line(line))

    def _end_line(self, tag: str) -> None:
        if tag in _BLOCKS or tag in ("td", "th", "tr"):
            self._flush()

    def _sink(self) -> list[Line]:
        for table in reversed(self.tables):
            if table.cell is not None:
                return table.cell
        return self.page.lines

    def _meta(self, attributes: Mapping[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        content = _SPACES.sub(" ", attributes.get("content", "")).strip()[:300]
        if name in _TITLES and content:
            self.page.named.append(content)
        elif name in _DATES and content:
            self.page.dates.append(content)

    def _start_in_table(self, tag: str) -> None:
        self._flush()
        if tag == "table":
            if len(self.tables) < _DEEPEST_TABLE:
                self.tables.append(_Table())
            else:
                self.too_deep += 1
        elif self.tables and not self.too_deep:
            table = self.tables[-1]
            table.cell = None
            if tag in ("td", "th"):
                table.row = [] if table.row is None else table.row
                table.cell = []
                table.row.append(table.cell)
            else:
                self._end_row(table)

    def _end_in_table(self, tag: str) -> None:
        self._flush()
        if tag == "table" and self.too_deep:
            self.too_deep -= 1
        elif self.tables and not self.too_deep:
            table = self.tables[-1]
            table.cell = None
            if tag not in ("td", "th"):
                self._end_row(table)
            if tag == "table":
                self.tables.pop()

    def _end_row(self, table: _Table) -> None:
        """The row goes to where the table stands."""
        row, table.row, table.cell = table.row, None, None
        if row:
            self._sink().extend(lines_of_row(row))

    def _shown_again(self, tag: str, *, start: bool) -> bool:
        """Whether a tag ends what is hidden without being a part of it; what is within is counted.

        The end tag of what is open around it, and not within, ends it too: of a hidden element that is never
        closed, no more is hidden than that holds. A paragraph holds no blocks.
        """
        hidden = self.hidden
        assert hidden is not None
        opened = hidden.opened
        if start:
            siblings, containers = _LEFT_OPEN.get(hidden.tag, (frozenset(), frozenset()))
            if tag in siblings and not any(opened.get(container) for container in containers):
                self.hidden = None
                return True
            if tag not in _EMPTY:
                opened[tag] = opened.get(tag, 0) + 1
        elif opened.get(tag):
            opened[tag] -= 1
        elif tag == hidden.tag:
            self.hidden = None
        elif self.around.get(tag) and (tag in _BLOCKS or tag in _PARTS) and not (tag == "p" and hidden.tag in _BLOCKS):
            self.hidden = None
            return True
        return False
