"""From a text as it was laid out to paragraphs as they are meant, each character with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress
from operator import add, itemgetter, not_

from .characters import folded, is_han
from .furniture import without_furniture
from .lines import Lines, ends, lines_of, starts_of
from .seldom import seldom

#: Whether a word of the lexicon lies across the end of one line and the start of the next.
Spans = Callable[[str, str], bool]

_FRONT = seldom(
    r"^(?:标题|题目|发布日期|发布时间|成文日期|日期|来源|作者|文号|发布机构|索引号|责任编辑|published|title)："
)
#: With what the names of the parts of the front matter begin, and how far into a line they go.
_NAMING, _LONGEST_NAME = frozenset("标题发成日来作文索责pt"), 10
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章节编篇部][\s、：]?")
#: The numbers of headings, each level in a group of its own.
_LEVELS = re.compile(
    r"([一二三四五六七八九十]{1,3})[、.．]|（([一二三四五六七八九十]{1,3})）|(\d{1,2})[.、．](?![\d%])|（(\d{1,2})）"
)
_NUMBERED = frozenset("第一二三四五六七八九十（0123456789")
_SQUARES, _LONGEST_MARKED = tuple("□■◆★◇○●▲"), 16
_BULLETS = ("——", *"●•◆■▲★◇□○※")
#: With what a line begins that may begin something else than the rest of a sentence.
_TELLING = frozenset("—●•◆■▲★◇□○※").union(_NUMBERED, _NAMING)
_FIGURES = seldom(r"。|\d[万亿]?[件项家元%]")
_CLAUSE = re.compile(r"[，；。：！？]")
_BARE_YEAR = seldom(r"(?:19|20)\d{2}年(?:度)?(?:[^，。；：\d]{2,12}：)?")
#: How a line goes on with the sentence of the one before, and how one with a number begins another.
_RUNNING_ON = frozenset("，。、；：）%0123456789万亿千余多件项个家起")
_ITEM = seldom(r"[一二三四五六七八九十]+、")
_BEGINS = seldom(r"(?:19|20)\d{2}年|\d{1,2}[.、月]")
_DIGIT, _HEAD = re.compile(r"\d"), re.compile("[^。，：]*")
#: Lines longer than this are never headings.
_LONGEST_HEADING = 45


@dataclass(slots=True)
class Paragraph:
    """A paragraph or a heading in one form of each character, without layout.

    ``pieces`` lead from places in it to places in the text as given, as those of a line do; ``section`` are the
    numbers of the headings above it as printed: ``三（二）1``.
    """

    text: str
    pieces: list[tuple[int, int]]
    heading: bool
    section: str
    headings: tuple[str, ...]
    begins: list[int]  #: where the pieces begin

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text as given of a piece of the paragraph."""
        pieces = self.pieces
        if len(pieces) == 1:
            origin = pieces[0][1]  # of the only one, which begins where it does
            return origin + start, origin + end
        begins = self.begins
        first, origin = pieces[bisect_right(begins, start) - 1]
        last, behind = pieces[bisect_right(begins, end - 1) - 1]
        return origin + start - first, behind + end - last

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
    printed = plain.split("\n")
    starts = starts_of(printed)
    # In one form each, more characters than before can end a line.
    as_given = len(printed) == text.count("\n") + 1
    layout = Layout([], line_starts=starts if as_given else starts_of(text.split("\n")))
    lines = without_furniture(lines_of(plain, printed, starts))
    lines.ends = list(map(ends, lines.texts))
    sections, paragraphs = _Sections(), layout.paragraphs
    for first, behind, heading in _groups(lines, spans, layout):
        whole, pieces, begins = _joined(lines, first, behind)
        if heading or whole[0] in _NUMBERED:
            sections.enter(whole, heading)
        paragraphs.append(Paragraph(whole, pieces, heading, sections.numbers, sections.texts, begins))
    return layout


def _joined(lines: Lines, first: int, behind: int) -> tuple[str, list[tuple[int, int]], list[int]]:
    """The text of lines that belong together, its pieces, and where they begin."""
    parted = lines.parted
    if behind - first == 1:
        start = lines.starts[first]
        if start not in parted:
            return lines.texts[first], [(0, start)], [0]
        pieces = [(0, start), *parted[start]]
        return lines.texts[first], pieces, [begins for begins, _ in pieces]
    texts, starts = lines.texts[first:behind], lines.starts[first:behind]
    begins = list(accumulate(map(len, texts), initial=0))
    del begins[-1]
    pieces = list(zip(begins, starts, strict=True))
    if not parted.keys().isdisjoint(starts):
        whole, pieces = pieces, []
        for piece in whole:
            pieces.append(piece)
            if piece[1] in parted:
                length = piece[0]
                pieces += [(length + inside, origin) for inside, origin in parted[piece[1]]]
        begins = [begin for begin, _ in pieces]
    return "".join(texts), pieces, begins


def _groups(lines: Lines, spans: Spans, layout: Layout) -> list[tuple[int, int, bool]]:
    """Lines that belong together, from one to before another, and whether they are a heading."""
    width = _wrapped_at(lines)
    groups: list[tuple[int, int, bool]] = []
    first, heading = 0, False
    # Of each line its first character, and whether a sentence ends with the line before it.
    columns = zip(map(itemgetter(0), lines.texts), lines.gaps, chain((True,), lines.ends), strict=False)
    for position, (begins, gap, ended) in enumerate(columns):
        if not (ended or gap or heading or begins in _TELLING) and first < position:
            continue  # most lines go on with what is said, and have nothing that could begin anything else
        text = lines.texts[position]
        if begins in _NAMING and "：" in text[:_LONGEST_NAME] and _FRONT.match(text):
            if first < position:
                groups.append((first, position, heading))
            first, heading = position + 1, False
            name, _, value = text.partition("：")
            if position < 12:
                layout.front.setdefault(name, value)
            if name in ("标题", "题目", "title"):
                first, heading = position, True
                layout.title = layout.title or value
            continue
        if first < position:
            if not ended and _belongs(lines, first, position, heading, width, spans):
                continue
            groups.append((first, position, heading))
        heading = _is_heading(lines, position, width, spans) or (not position and _is_parted_title(lines))
        if heading and not layout.title and not groups and not _numbered(text):
            layout.title = text
        first = position
    if first < len(lines.texts):
        groups.append((first, len(lines.texts), heading))
    return groups


def _wrapped_at(lines: Lines) -> float:
    """The width at which the lines of a text break; without end where each paragraph is one line."""
    texts = list(compress(lines.texts, map(not_, lines.ends)))
    if len(texts) < 4 or len(texts) * 5 < len(lines.texts) * 2:
        return 10_000
    encoded = "\n".join(texts).encode("utf-8", "replace").split(b"\n")
    widths = sorted(map(add, map(len, texts), map(len, encoded)))  # of each, as _width counts it, four times
    widest = widths[-1 - len(widths) // 10] / 4
    most = 2 * widest
    # No character is wider than one.
    if max(map(len, lines.texts)) > most and any(_width(text) > most for text in lines.texts if len(text) > most):
        return 10_000  # the short lines are headings
    return widest if widest <= 60 else 10_000


def _width(text: str) -> float:
    # Han characters have three bytes each, and those of half their width one.
    return (len(text) + len(text.encode("utf-8", "replace"))) / 4


def _numbered(text: str) -> re.Match[str] | None:
    """The number that a heading begins with, in the group of its level; of no group for a chapter."""
    if text[0] not in _NUMBERED:
        return None
    return _CHAPTER.match(text) if text[0] == "第" else _LEVELS.match(text)


def _is_heading(lines: Lines, position: int, width: float, spans: Spans) -> bool:
    texts = lines.texts
    text, following = texts[position], texts[position + 1] if position + 1 < len(texts) else None
    if text[0] in "12" and following is not None and _BARE_YEAR.fullmatch(text):
        return True  # 1991年, alone above the events of that year
    if len(text) > _LONGEST_HEADING or lines.ends[position] or text[-1] in "，、；：":
        return False
    if _numbered(text):
        return not _FIGURES.search(text)
    if following is None or _CLAUSE.search(text) or text[-1].isdigit():
        return False
    if text[0] in _TELLING and text.startswith(_BULLETS):
        # □ 知识产权运用, alone on its line, before a paragraph
        return (
            text.startswith(_SQUARES)
            and len(text) <= _LONGEST_MARKED
            and not following.startswith(_BULLETS)
            and lines.ends[position + 1]
        )
    # A line without any mark of a sentence, before one: a title, unless the sentence runs on over its end.
    if width < 10_000 and _width(text) > width * 0.75:
        return False
    runs_on = following[0] in _RUNNING_ON and not _BEGINS.match(following)
    return not runs_on and not spans(text, following)


def _is_parted_title(lines: Lines) -> bool:
    """Whether the first line is a title of two parts: 浙江：执法“快”字当头."""
    text, gap_behind = lines.texts[0], lines.gaps[1:2]
    if gap_behind != [True] or len(text) > _LONGEST_HEADING or text.count("：") != 1:
        return False
    return not text.endswith("：") and not _FIGURES.search(text) and len(_CLAUSE.findall(text)) == 1


def _belongs(lines: Lines, first: int, position: int, heading: bool, width: float, spans: Spans) -> bool:
    """Whether a line goes on with what the lines before it say, which no sentence ends with."""
    last, text = lines.texts[position - 1 : position + 1]
    gap = lines.gaps[position]
    if text.startswith(_BULLETS):
        return False
    if heading:
        # A numbered heading that fills its line goes on with a short rest; all else ends with its line.
        if gap or _numbered(text):
            return False
        if len(last) + len(text) <= _LONGEST_HEADING and spans(last, text):
            return True
        if width >= 10_000 or not _numbered(lines.texts[first]):
            return False
        full = _width(last) >= width * 0.75
        return full and _width(text) <= width * 0.6 and not _CLAUSE.search(text) and not text[0].isdigit()
    if _numbered(text) and not _goes_on(last, text):
        return False
    # （2007年第5期） below a title, or —— 2013年2月24日在…会议上
    aside = position - first == 1 and (
        (last[0] == "（" and last[-1] == "）") or (last[0] == "—" and last[-1] == "上" and lines.ends[position])
    )
    return not (gap and (aside or last.endswith(("；", "："))))


def _goes_on(last: str, text: str) -> bool:
    """Whether a line that begins like a numbered heading goes on with a number or a list."""
    return last[-1].isdigit() or (last.endswith(("、", "，", "第", "（")) and not _ITEM.match(text))


class _Sections:
    """The headings above the present place."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str, str]] = []
        self.numbers = ""  #: as printed
        self.texts: tuple[str, ...] = ()

    def enter(self, text: str, heading: bool) -> None:
        """See a paragraph: one that begins with a number opens a section."""
        numbered = _numbered(text)
        if numbered:
            level = numbered.lastindex or 0
            self._open = [entry for entry in self._open if entry[0] < level]
            number = numbered[level] if level else numbered[0].strip("、： ")
            number = f"（{number}）" if level in (2, 4) else number
            self._open.append((level, number, text if heading else _run_in(text)))
        elif heading:
            year = _BARE_YEAR.fullmatch(text)  # of a chronicle, until the next
            below = self._open and (len(text) > 14 or _DIGIT.search(text))  # a date or a publisher is no heading
            if (below and not year) or any(level > 0 for level, _, _ in self._open):
                return
            above = [entry for entry in self._open if entry[0] < 0 and not _BARE_YEAR.fullmatch(entry[2])]
            self._open = [*above, (-1, "", text)][-2:]
        else:
            return
        self.numbers = "".join([number for _, number, _ in self._open])
        self.texts = tuple([text for _, _, text in self._open if text])


def _run_in(text: str) -> str:
    """The heading with which a paragraph begins: ``（一）专利申请。2016年，…``"""
    head = _HEAD.match(text, 0, _LONGEST_HEADING + 1)
    return head[0] if head and len(head[0]) <= _LONGEST_HEADING and is_han(head[0][-1:]) else ""
