"""What a page prints around its text: its number and its running heading, which can part a sentence in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from itertools import compress, count, repeat
from operator import contains, itemgetter, not_

from .lines import Lines, ends
from .seldom import seldom

_PAGE_NUMBER = seldom(
    r"(?:[-—·~|]+\d{1,4}[-—·~|]+|第\d{1,4}页(?:[，,/]?共\d{1,4}页)?|page ?\d{1,4}(?: ?of ?\d{1,4})?|\d{1,4}/\d{1,4}|[ivxl]{1,6})"
)
#: With what a page number begins, and how long it and a running heading are at the most.
_NUMBERING = frozenset("-—·~|第p0123456789ivxl")
_LONGEST = 32
_BARE_NUMBER = re.compile(r"\d{1,4}")
_RUNNING = seldom(
    r"(?:\d{1,4}[·|—\-]?)?(?=.{2,30}$)[^，。；：！？、\d]*(?:\d{4}(?:年度?)?)?[^，。；：！？、\d]*"
    r"(?:年鉴|公报|白皮书|状况|报告|年报|要览|概况|概览|汇编|综述|志|简报|月报)(?:[（(]?\d{4}年?度?[）)]?)?(?:[·|—\-]?\d{1,4}|第\d{1,4}页)?"
)
#: One of the names in it; it begins with a set of characters, and is looked for much faster.
_NAMES = seldom(
    "[鉴报书况告览编述志](?:(?<=年鉴)|(?<=[公年简月]报)|(?<=白皮书)|(?<=[状概]况)|(?<=报告)|(?<=[要概]览)|(?<=汇编)|(?<=综述)|(?<=志))"
)
_CHAPTER_LINE = seldom(r"第[一二三四五六七八九十\d]{1,3}[章编篇][^，。；：]{0,20}(?:[·|—\-]?\d{1,4})?")
#: What a number on a line of its own goes on with, where it is a figure and no number of a page.
_AFTER_FIGURE = seldom(r"[，。、；）%‰余多万亿千百件项个家人元次起宗户位名倍年月日]")
_NUMBERED = seldom(r"[一二三四五六七八九十（\d]{1,3}[、.）]")
_BARE_YEAR = seldom(r"(?:19|20)\d{2}年(?:度)?")
_DATED = re.compile(r"\d{4}|年鉴|公报|白皮书|^第")
_DIGITS = re.compile(r"\d\d*")
#: What a line says: a mark of a sentence, or a figure. It begins with a set of characters: so it is looked for much
#: faster than with branches.
_SAYS = seldom(r"[，。；：！？\d](?:(?<!\d)|[万亿]?[件项家元%])")


def without_furniture(lines: Lines) -> Lines:
    """The lines of a text without page numbers and running headings."""
    texts = lines.texts
    numbering = compress(count(), map(_NUMBERING.__contains__, map(itemgetter(0), texts)))
    numbers = {one for one in numbering if len(texts[one]) <= _LONGEST and _is_page_number(texts, one)}
    # Most lines that say something have a comma or a stop, which is found faster.
    quiet = compress(enumerate(texts), map(not_, map(contains, texts, repeat("，"))))
    silent = [
        position for position, text in quiet if "。" not in text and len(text) <= _LONGEST and not _SAYS.search(text)
    ]
    shapes = _DIGITS.sub("#", "\n".join([texts[position] for position in silent])).split("\n")
    again = dict(zip(silent, map(Counter(shapes).__getitem__, shapes), strict=False))
    dropped: list[int] = []
    last = -1  # the line that was kept before
    for position in sorted(numbers.union(silent)):
        if not dropped or dropped[-1] != position - 1:
            last = position - 1
        if position in numbers or (last >= 0 and _is_running(lines, position, numbers, again[position], texts[last])):
            dropped.append(position)
    return lines.without(dropped)


def _is_page_number(texts: list[str], position: int) -> bool:
    text = texts[position]
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if not _BARE_NUMBER.fullmatch(text):
        return False
    following = texts[position + 1] if position + 1 < len(texts) else ""
    return not _AFTER_FIGURE.match(following)


def _is_running(lines: Lines, position: int, numbers: Set[int], again: int, last: str) -> bool:
    """Whether a line that says nothing is a running heading: printed again and again, or between the halves of a sentence.

    ``again`` tells how many such lines there are, and ``last`` is the line that was kept before it.
    """
    text = lines.texts[position]
    if text[0] in "12" and _BARE_YEAR.fullmatch(text):
        return False  # 1991年, above the entries of that year
    if again >= 2 and not _NUMBERED.match(text) and (again >= 3 or _is_alone(lines, position, numbers)):
        return True
    if not (len(last) > 12 or "，" in last or "、" in last) or ends(last):
        return False
    named = (_NAMES.search(text) and _RUNNING.fullmatch(text)) or _CHAPTER_LINE.fullmatch(text)
    return named is not None and (_is_alone(lines, position, numbers) or _DATED.search(text) is not None)


def _is_alone(lines: Lines, position: int, numbers: Set[int]) -> bool:
    """Whether a line stands beside the number of a page, or a blank line."""
    gaps = lines.gaps
    beside = position - 1 in numbers or position + 1 in numbers
    return beside or gaps[position] or (position + 1 < len(gaps) and gaps[position + 1])
