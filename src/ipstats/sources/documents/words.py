"""What tells prose from a table of figures: sentences."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

from ...errors import IpstatsError
from ..encodings import LONGEST_LINE
from ..headings import known_cells
from ..seldom import seldom

_DELIMITERS = (",", "\t", ";")
#: So much of a text is looked at, and so many of its lines.
_HEAD, _LINES = 65_536, 200

# Every pattern has a bounded reach, so that a text without any end of a sentence is looked through once.
_SENTENCE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9％%）”》]{2}[。！？]")
_CLAUSE = seldom(r"[\u4e00-\u9fff0-9％%][，；]")
_ENGLISH = re.compile(r"[a-z]{2}[.!?](?=\s|$)")
#: How a line below a table begins that explains it.
_REMARK = re.compile(r"\s*[（(]?(注|资料来源|数据来源|来源|说明|备注|单位|note|source)", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6} \S")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,40}?---[ \t]*(?:\n|$)")


def holds_sentence(block: str) -> bool:
    """Whether a paragraph or a cell says something, and is no remark on a table."""
    if len(block) < 8 or _REMARK.match(block):
        return False
    return bool(_SENTENCE.search(block) or (block.count(" ") >= 4 and _ENGLISH.search(block)))


def is_prose(head: str) -> bool:
    """Whether a text is prose, by its beginning; a table of CSV or with tabs is none.

    A first line with headings that a table of figures has makes it a table, and so do lines that all have the
    same number of cells. What is left is prose where it has sentences, or the marks of a Markdown document.
    """
    head = head[:_HEAD].replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").lstrip()
    lines = [line[:LONGEST_LINE] for line in islice((line for line in head.split("\n") if line.strip()), _LINES)]
    if not lines or any(known_cells(lines[0].split(mark)) >= 2 for mark in _DELIMITERS):
        return False
    if _FRONT_MATTER.match(head) or _HEADING.match(head):
        return True
    if any(_has_columns(lines, mark) for mark in _DELIMITERS):
        return False
    if _SENTENCE.search(head) or (len(_CLAUSE.findall(head)) >= 2 and not _has_columns(lines, "，")):
        return True
    return head.count(" ") >= 4 * len(lines) and len(_ENGLISH.findall(head)) >= min(2, len(lines))


def front_matter(text: str) -> dict[str, str]:
    """The keys of the front matter between two lines ``---`` at the beginning, in lower case, with their values."""
    found: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text):
        for line in match[0].split("\n")[1:-1]:
            key, colon, value = line.replace("：", ":", 1).partition(":")
            if colon:
                found.setdefault(key.strip().lower(), value.strip().strip("\"'"))
    return found


def _has_columns(lines: list[str], mark: str) -> bool:
    """Whether all lines have as many cells as the first, and that more than one."""
    if lines[0].count(mark) == 0:
        return False
    import csv

    # The last line may be cut off; two lines of prose can have a comma each.
    whole = lines[:-1] if len(lines) > 2 else lines
    try:
        widths = {len(row) for row in csv.reader(whole, delimiter=mark, strict=True)}
    except csv.Error:
        return False
    return len(widths) == 1 and (len(lines) > 2 or not any(_SENTENCE.search(line) or _says(line) for line in lines))


def _says(line: str) -> bool:
    """Whether a line is a sentence of English."""
    return line.count(" ") >= 4 and _ENGLISH.search(line) is not None


def file_holds_prose(path: Path) -> bool:
    """Whether a text file holds prose and no table; one that cannot be read as text is no prose.

    Raises :class:`~ipstats.errors.ReadError` where there is no file.
    """
    from .texts import form_of_text

    try:
        form = form_of_text(path, path.name)
    except IpstatsError:
        return False
    with form.open(path) as text:
        return is_prose(text.read(_HEAD))
