"""From a text as it was laid out to paragraphs as they are meant, each character with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from .characters import folded, is_han
from .furniture import without_furniture
from .seldom import seldom

#: Whether a word of the lexicon lies across the end of one line and the start of the next.
Spans = Callable[[str, str], bool]

_STOPS, _CLOSING = frozenset("。！？…"), frozenset("”’）》]")
_TERMINAL = seldom(r"[。！？…][”’）》\]]*$")
_FRONT = re.compile(
    r"^(?:标题|题目|发布日期|发布时间|成文日期|日期|来源|作者|文号|发布机构|索引号|责任编辑|published|title)："
)
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节编篇部][\s、：]?")
#: The numbers of headings, each level in a group of its own.
_LEVELS = re.compile(
    r"([一二三四五六七八九十]{1,3})[、.．]|（([一二三四五六七八九十]{1,3})）|(\d{1,2})[.、．](?![\d%])|（(\d{1,2})）"
)
_NUMBERED = frozenset("第一二三四五六七八九十（0123456789")
_SQUARES, _LONGEST_MARKED = tuple("□■◆★◇○●▲"), 16
_BULLETS = ("——", *"●•◆■▲★◇□○※")
#: How far into a line the name of a part of the front matter goes.
_LONGEST_NAME = 10
_FIGURES = re.compile(r"。|\d[万亿]?[件项家元%]")
_CLAUSE = re.compile(r"[，；。：！？]")
_BARE_YEAR = seldom(r"(?:19|20)\d{2}年(?:度)?(?:[^，。；：\d]{2,12}：)?")
#: How a line goes on with the sentence of the one before, and how one with a number begins another.
_RUNNING_ON = frozenset("，。、；：）%0123456789万亿千余多件项个家起")
_BEGINS = re.compile(r"(?:19|20)\d{2}年|\d{1,2}[.、月]")
_DIGIT = re.compile(r"\d")
_BLANKS = re.compile("[ \u3000][ \u3000]*")
#: A heading that begins a paragraph, before the wide blank that ends it: 专利代理　1986年…
_RUN_IN = seldom("[\u4e00-\u9fff、]{2,14}")
_BULLET = seldom("(?:[■□◆●] ?|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、)?")
#: Lines longer than this are never headings.
_LONGEST_HEADING = 45


@dataclass(slots=True)
class Line:
    """A line without its blanks. ``pieces`` are the places in it where a piece begins that is whole in the text,
    each with the place of its first character there.
    """

    text: str
    pieces: list[tuple[int, int]]
    gap: bool  #: a blank line, or a page's end, stands before it
    ends: bool = field(init=False)  #: whether a sentence ends with it

    def __post_init__(self) -> None:
        last = self.text[-1:]
        self.ends = last in _STOPS or (last in _CLOSING and _TERMINAL.search(self.text[-6:]) is not None)


@dataclass(slots=True)
class Paragraph:
    """A paragraph or a heading in one form of each character, without layout.

    ``pieces`` lead from places in it to places in the text as given, as those of a line do; ``section`` are the
    numbers of the headings above it as printed: ``三（二）1``.
    """

    text: str
    pieces: list[tuple[int, int]]
    heading: bool
    section: str = ""
    headings: tuple[str, ...] = ()
    begins: list[int] = field(init=False)  #: where the pieces begin

    def __post_init__(self) -> None:
        self.begins = [begins for begins, _ in self.pieces]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text as given of a piece of the paragraph."""
        return self.place(start), self.place(end - 1) + 1

    def place(self, position: int) -> int:
        """The offset in the text as given of a character of the paragraph."""
        begins, origin = self.pieces[bisect_right(self.begins, position) - 1 if len(self.begins) > 1 else 0]
        return origin + position - begins


@dataclass
class Layout:
    """A text as paragraphs, and what its first lines say of it."""

    paragraphs: list[Paragraph]
    front: dict[str, str] = field(default_factory=dict)
    title: str = ""
    line_starts: list[int] = field(default_factory=list)

    def line_of(self, offset: int) -> int:
        """The number of the line that an offset stands in, from 1."""
        return bisect_right(self.line_starts, offset)


def laid_out(text: str, spans: Spans) -> Layout:
    """Take a text apart into paragraphs; ``spans`` tells a broken word from two."""
    plain = folded(text)
    lengths = map(len, text.split("\n"))
    layout = Layout([], line_starts=list(accumulate(map((1).__add__, lengths), initial=0))[:-1])
    lines = without_furniture(list(_lines(plain)))
    sections = _Sections()
    for group, heading in _groups(lines, spans, layout):
        line = group[0] if len(group) == 1 else _joined(group)
        sections.enter(line.text, heading)
        layout.paragraphs.append(
            Paragraph(line.text, line.pieces, heading, "".join(sections.numbers), tuple(sections.texts))
        )
    return layout


def _joined(lines: list[Line]) -> Line:
    pieces, length = [], 0
    for line in lines:
        pieces += [(begins + length, origin) for begins, origin in line.pieces]
        length += len(line.text)
    return Line("".join([line.text for line in lines]), pieces, False)


def _lines(text: str) -> Iterator[Line]:
    """The lines that hold something, without blanks that only lay out."""
    start, gap = 0, True
    for between in text.split("\n"):
        for number, piece in enumerate(between.split("\f") if "\f" in between else (between,)):
            line = _without_blanks(piece, start, gap or number > 0) if piece else None
            start += len(piece) + 1
            gap = line is None or not line.text
            if line is not None and line.text:
                yield line


def _without_blanks(text: str, start: int, gap: bool) -> Line:
    """A line without its blanks, but for those between Latin words and between numbers."""
    if " " not in text and "\u3000" not in text:
        return Line(text, [(0, start)], gap)
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    at = length = 0
    end = len(text.rstrip(" \u3000"))
    for blank in _BLANKS.finditer(text, 0, end):
        before, after = text[blank.start() - 1] if blank.start() else "", text[blank.end()]
        keep = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
        if blank[0][0] == "\u3000" and length <= 1 and end - blank.end() > 12:
            bullet = _BULLET.match(text)
            keep = keep or _RUN_IN.fullmatch(text, bullet.end() if bullet else 0, blank.start()) is not None
        stop = blank.start() + 1 if keep else blank.start()
        if stop > at:
            parts.append(text[at:stop])
            pieces.append((length, start + at))
            length += stop - at
        at = blank.end()
    if end > at:
        parts.append(text[at:end])
        pieces.append((length, start + at))
    return Line("".join(parts), pieces, gap)


def _groups(lines: list[Line], spans: Spans, layout: Layout) -> Iterator[tuple[list[Line], bool]]:
    """Lines that belong together, and whether they are a heading."""
    width = _wrapped_at(lines)
    group: list[Line] = []
    heading = False
    for position, line in enumerate(lines):
        if "：" in line.text[:_LONGEST_NAME] and _FRONT.match(line.text):
            if group:
                yield group, heading
            group, heading = [], False
            if position < 12:
                name, _, value = line.text.partition("：")
                layout.front.setdefault(name, value)
            if line.text.startswith(("标题", "题目", "title")):
                group, heading = [line], True
                layout.title = layout.title or line.text.partition("：")[2]
            continue
        if group and _belongs(group, line, heading, width, spans):
            group.append(line)
            continue
        if group:
            yield group, heading
        following = lines[position + 1] if position + 1 < len(lines) else None
        group, heading = [line], _is_heading(line, following, width, spans)
        heading = heading or (not position and _is_parted_title(line, following))
        if heading and not layout.title and _level(line.text) is None and not layout.paragraphs:
            layout.title = line.text
    if group:
        yield group, heading


def _wrapped_at(lines: list[Line]) -> float:
    """The width at which the lines of a text break; without end where each paragraph is one line."""
    open_widths = sorted([_width(line.text) for line in lines if not line.ends])
    if len(open_widths) < 4 or len(open_widths) * 5 < len(lines) * 2:
        return 10_000
    widest = open_widths[-1 - len(open_widths) // 10]
    # No character is wider than one.
    if any(len(line.text) > 2 * widest and _width(line.text) > 2 * widest for line in lines):
        return 10_000  # the short lines are headings
    return widest if widest <= 60 else 10_000


def _width(text: str) -> float:
    # Han characters have three bytes each, and those of half their width one.
    return (len(text) + len(text.encode("utf-8", "replace"))) / 4


def _level(text: str) -> int | None:
    """The level of a heading by its number: 0 for a chapter, 1 to 4; ``None`` without one."""
    if text[:1] not in _NUMBERED:
        return None
    if _CHAPTER.match(text):
        return 0
    numbered = _LEVELS.match(text)
    return numbered.lastindex if numbered else None


def _is_heading(line: Line, following: Line | None, width: float, spans: Spans) -> bool:
    text = line.text
    if following is not None and _BARE_YEAR.fullmatch(text):
        return True  # 1991年, alone above the events of that year
    if len(text) > _LONGEST_HEADING or line.ends or text.endswith(("，", "、", "；", "：")):
        return False
    if _level(text) is not None:
        return not _FIGURES.search(text)
    if following is None or _CLAUSE.search(text) or text[-1].isdigit():
        return False
    if text.startswith(_BULLETS):
        # □ 知识产权运用, alone on its line, before a paragraph
        return (
            text.startswith(_SQUARES)
            and len(text) <= _LONGEST_MARKED
            and not following.text.startswith(_BULLETS)
            and following.ends
        )
    # A line without any mark of a sentence, before one: a title, unless the sentence runs on over its end.
    if width < 10_000 and _width(text) > width * 0.75:
        return False
    runs_on = following.text[0] in _RUNNING_ON and not _BEGINS.match(following.text)
    return not runs_on and not spans(text, following.text)


def _is_parted_title(line: Line, following: Line | None) -> bool:
    """Whether the first line is a title of two parts: 浙江：执法“快”字当头."""
    text = line.text
    if following is None or not following.gap or len(text) > _LONGEST_HEADING or text.count("：") != 1:
        return False
    return not text.endswith("：") and not _FIGURES.search(text) and len(_CLAUSE.findall(text)) == 1


def _belongs(group: list[Line], line: Line, heading: bool, width: float, spans: Spans) -> bool:
    """Whether a line goes on with what the lines before it say."""
    last = group[-1].text
    if group[-1].ends or line.text.startswith(_BULLETS):
        return False
    if heading:
        # A numbered heading that fills its line goes on with a short rest; all else ends with its line.
        if line.gap or _level(line.text) is not None:
            return False
        if len(last) + len(line.text) <= _LONGEST_HEADING and spans(last, line.text):
            return True
        full = width < 10_000 and _width(last) >= width * 0.75
        short = _width(line.text) <= width * 0.6 and not _CLAUSE.search(line.text) and not line.text[0].isdigit()
        return full and short and _level(group[0].text) is not None
    if _level(line.text) is not None and not _goes_on(last, line.text):
        return False
    # （2007年第5期） below a title, or —— 2013年2月24日在…会议上
    aside = len(group) == 1 and (
        (last[0] == "（" and last[-1] == "）") or (last[0] == "—" and last[-1] == "上" and line.ends)
    )
    return not (line.gap and (aside or last.endswith(("；", "："))))


def _goes_on(last: str, text: str) -> bool:
    """Whether a line that begins like a numbered heading goes on with a number or a list."""
    return last[-1].isdigit() or (
        last.endswith(("、", "，", "第", "（")) and not re.match(r"[一二三四五六七八九十]+、", text)
    )


class _Sections:
    """The headings above the present place."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str, str]] = []

    @property
    def numbers(self) -> list[str]:
        return [number for _, number, _ in self._open]

    @property
    def texts(self) -> list[str]:
        return [text for _, _, text in self._open if text]

    def enter(self, text: str, heading: bool) -> None:
        """See a paragraph: one that begins with a number opens a section."""
        level = _level(text)
        if level is None:
            year = _BARE_YEAR.fullmatch(text)  # of a chronicle, until the next
            below = self._open and (len(text) > 14 or _DIGIT.search(text))  # a date or a publisher is no heading
            if heading and (year or not below) and not any(level > 0 for level, _, _ in self._open):
                above = [entry for entry in self._open if entry[0] < 0 and not _BARE_YEAR.fullmatch(entry[2])]
                self._open = [*above, (-1, "", text)][-2:]
            return
        self._open = [entry for entry in self._open if entry[0] < level]
        if level == 0:
            chapter = _CHAPTER.match(text)
            number = chapter[0].strip("、： ") if chapter else ""
        else:
            numbered = _LEVELS.match(text)
            number = numbered[level] if numbered else ""
            number = f"（{number}）" if level in (2, 4) else number
        self._open.append((level, number, text if heading else _run_in(text)))


def _run_in(text: str) -> str:
    """The heading with which a paragraph begins: ``（一）专利申请。2016年，…``"""
    head = re.split("[。，：]", text[: _LONGEST_HEADING + 1], maxsplit=1)[0]
    return head if len(head) <= _LONGEST_HEADING and is_han(head[-1:]) else ""
