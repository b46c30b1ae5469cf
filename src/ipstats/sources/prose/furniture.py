"""What a page prints around its text: its number and its running heading, which can part a sentence in two."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .seldom import seldom

if TYPE_CHECKING:
    from .cleaning import Line

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
_CHAPTER_LINE = seldom(r"第[一二三四五六七八九十\d]{1,3}[章编篇][^，。；：]{0,20}(?:[·|—\-]?\d{1,4})?")
#: What a number on a line of its own goes on with, where it is a figure and no number of a page.
_AFTER_FIGURE = seldom(r"[，。、；）%‰余多万亿千百件项个家人元次起宗户位名倍年月日]")
_NUMBERED = seldom(r"[一二三四五六七八九十（\d]{1,3}[、.）]")
_BARE_YEAR = seldom(r"(?:19|20)\d{2}年(?:度)?")
_DATED = re.compile(r"\d{4}|年鉴|公报|白皮书|^第")
_DIGITS = re.compile(r"\d+")
#: It begins with a set of characters: so it is looked for much faster than with branches.
_SAYS = re.compile(r"[，。；：！？\d](?:(?<!\d)|[万亿]?[件项家元%])")
_TERMINAL = seldom(r"[。！？…][”’）》\]]*$")


def without_furniture(lines: list[Line]) -> list[Line]:
    """The lines of a text without page numbers and running headings."""
    numbers = [
        len(line.text) <= _LONGEST and line.text[0] in _NUMBERING and _is_page_number(lines, position)
        for position, line in enumerate(lines)
    ]
    silent = [len(line.text) <= _LONGEST and not _SAYS.search(line.text) for line in lines]
    shapes = [_shape(line.text) if says_nothing else "" for line, says_nothing in zip(lines, silent, strict=True)]
    seen = Counter(shapes)
    kept: list[Line] = []
    gap = False
    for position, line in enumerate(lines):
        if numbers[position] or (
            silent[position] and kept and _is_running(lines, position, numbers, seen[shapes[position]], kept[-1])
        ):
            gap = gap or line.gap
            continue
        line.gap = line.gap or gap
        kept.append(line)
        gap = False
    return kept


def _shape(text: str) -> str:
    return _DIGITS.sub("#", text) if not text.isalpha() else text


def _is_page_number(lines: list[Line], position: int) -> bool:
    text = lines[position].text
    if _PAGE_NUMBER.fullmatch(text):
        return True
    if not _BARE_NUMBER.fullmatch(text):
        return False
    following = lines[position + 1].text if position + 1 < len(lines) else ""
    return not _AFTER_FIGURE.match(following)


def _is_running(lines: list[Line], position: int, numbers: list[bool], again: int, last: Line) -> bool:
    """Whether a line that says nothing is a running heading: printed again and again, or between the halves of a sentence.

    ``again`` tells how many such lines there are, and ``last`` is the line that was kept before it.
    """
    line = lines[position]
    last_one = position + 1 == len(lines)
    beside = (position > 0 and numbers[position - 1]) or (not last_one and numbers[position + 1])
    following = None if last_one else lines[position + 1]
    alone = line.gap or (following is not None and following.gap)
    if _BARE_YEAR.fullmatch(line.text):
        return False  # 1991年, above the entries of that year
    if again >= 2 and (beside or alone or again >= 3) and not _NUMBERED.match(line.text):
        return True
    if _TERMINAL.search(last.text[-6:]) or not (len(last.text) > 12 or "，" in last.text or "、" in last.text):
        return False
    named = _RUNNING.fullmatch(line.text) or _CHAPTER_LINE.fullmatch(line.text)
    return named is not None and (beside or alone or _DATED.search(line.text) is not None)
