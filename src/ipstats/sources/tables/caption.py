"""The caption of a table: its number, title, reference period, unit line, and the notes below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ...periods import period_text, year_and_part
from .finding import CONTINUED, TABLE_NUMBER, UNIT_LINE, Table, is_title, is_unit_line
from .grid import is_cjk, sdmx
from .places import Place
from .words import Facets, Unit, Words

_CHAPTER = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、章篇]|.*年鉴\s*[-—–]*\s*(?:\d{4})?\s*年?\s*$|chapter\b)", re.IGNORECASE
)
_YEARS = re.compile(r"(?<!\d)(19[4-9]\d|20\d\d)(?!\d)", re.ASCII)
_PART = re.compile(
    r"(?P<year>19[4-9]\d|20\d\d)年?\s*(?:(?P<half>[上下])半年|第?(?P<quarter>[1-4一二三四])季度?"
    r"|[Qq](?P<q>[1-4])|S(?P<s>[12])|(?P<month>1[0-2]|0?[1-9])月份?)",
    re.ASCII,
)
_SPAN = re.compile(r"\d{4}\s*年?\s*[-—–~～至到]\s*\d{4}|\d{1,2}\s*[-—–~～至到]\s*\d{1,2}\s*月")
_FROM_JANUARY = re.compile(
    r"(?<!\d)((?:19[4-9]|20\d)\d)\s*年?\s*1\s*月?\s*[-—–~～至到]\s*(1[0-2]|[2-9])\s*月", re.ASCII
)
_MARK = re.compile(r"[①-⑳⑴-⒇*＊†]|(?<![\da-z])\d{1,2}[)）]")


@dataclass
class Caption:
    """What stands above and below a table."""

    number: str = ""
    title: str = ""
    subject: str = ""
    period: str = ""
    units: list[Unit] = field(default_factory=list)
    facets: Facets = field(default_factory=Facets)
    place: Place = field(default_factory=lambda: Place("", "", "no region is named"))
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def year(self) -> int | None:
        """The reference year, where one is printed."""
        return int(self.period[:4]) if self.period else None

    @property
    def locator(self) -> str:
        """The head of a locator: ``table 8-7, ``, or nothing where the title has no number."""
        return f"table {self.number}, " if self.number else ""

    def note_of(self, mark: str) -> str:
        """What a footnote mark stands for."""
        text = self.notes.get(mark)
        return f"mark {mark}: {text}" if text else f"mark {mark}"


def read_caption(table: Table, words: Words, before: Caption | None) -> Caption:
    """The caption of a table; one that continues the table before it (续表) has that one's title."""
    caption = Caption()
    titles = []
    for *_, text in table.caption:
        found = UNIT_LINE.search(text)
        if found or is_unit_line(text):
            units = words.units((found["zh"] or found["en"] or "") if found else text)
            if units and (is_cjk(text) or not caption.units):
                caption.units = units
            text = text[: found.start()] if found else ""
        if text.strip(" (（"):
            titles.append(text.strip())
    corner = [table.grid.text(row, column) for row in table.header for column in table.stubs]
    for text in corner:
        if (found := UNIT_LINE.search(text)) and not caption.units:
            caption.units = words.units(found["zh"] or found["en"] or "")
    caption.notes = _notes(table.notes)
    title = _title(titles, words)
    if before and (CONTINUED.match(title) or not titles):
        caption.number, caption.title, caption.subject = before.number, before.title, before.subject
        caption.period, caption.facets, caption.place = before.period, before.facets, before.place
        caption.units = caption.units or before.units
        return caption
    _read_title(caption, title, words)
    if not caption.period:
        others = [_period(text) for text in titles if text != title and not _CHAPTER.match(text)]
        caption.period = next((period for period in others if period), "")
    return caption


def _title(titles: list[str], words: Words) -> str:
    """The title among the lines above a table: numbered, or else the one that says what is counted."""
    numbered = [text for text in titles if is_title(text)]
    if numbered:
        # The number may stand before the title in each of its languages.
        return ([text for text in numbered if is_cjk(text)] or numbered)[-1]
    rest = [text for text in titles if not _CHAPTER.match(text)]
    chinese = [text for text in rest if is_cjk(text)]
    telling = [text for text in chinese or rest if words.facets(text, title=True)]
    return (telling or chinese or rest or [""])[0]


def _read_title(caption: Caption, title: str, words: Words) -> None:
    number = TABLE_NUMBER.match(title)
    if number:
        caption.number = (number[1] or number[2]).translate(str.maketrans("－—–", "---"))
    caption.title = " ".join(title.split())
    caption.period = _period(title)
    rest = title[number.end() :] if number else title
    rest = _PART.sub(" ", _SPAN.sub(" ", _FROM_JANUARY.sub(" ", rest)))
    rest = re.sub(r"(?<!\d)(?:19[4-9]\d|20\d\d)\s*年?(?:度|末|底)?", " ", rest)
    rest = re.sub(r"[(（]\s*[)）]", " ", rest)
    caption.subject = " ".join(rest.split())
    caption.facets = words.facets(caption.subject, title=True)
    caption.place = _place(caption.subject, words)


def _period(text: str) -> str:
    """The one period that a title names; none where it names a span, or several."""
    if found := _FROM_JANUARY.search(text):
        since_january = year_and_part(f"{found[1]}-01/{found[1]}-{found[2]:0>2}")
        assert since_january is not None
        return period_text(*since_january)
    if _SPAN.search(text):
        return ""
    if found := _PART.search(text):
        return sdmx(found)
    years = dict.fromkeys(_YEARS.findall(text))
    return next(iter(years)) if len(years) == 1 else ""


def _place(title: str, words: Words) -> Place:
    """The region that a title names, for a table whose rows and columns name none."""
    codes = words.regions_in(title)
    if len(codes) == 1:
        return Place(codes[0], words.vocabulary.regions[codes[0]].name_zh)
    nation = next((code for code, region in words.vocabulary.regions.items() if region.level == "country"), "")
    said = next((word for word in ("国内", "我国") if word in title and "国内外" not in title), "")
    if not codes and nation and said:
        return Place(
            nation, words.vocabulary.regions[nation].name_zh, note=f"no region is named; the title says {said}"
        )
    return Place("", "", "no region is named" if not codes else "the title names several regions")


def _notes(lines: list[str]) -> dict[str, str]:
    """The notes below a table by their marks."""
    notes: dict[str, str] = {}
    for line in lines:
        found = list(_MARK.finditer(line))
        for position, mark in enumerate(found):
            end = found[position + 1].start() if position + 1 < len(found) else len(line)
            text = line[mark.end() : end].strip(" 　:：。;；.")
            if text:
                notes.setdefault(mark[0], text)
    return notes
