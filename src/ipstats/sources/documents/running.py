"""Running heads and page numbers: what stands at the edge of pages and is repeated there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

#: A page number, plain or between dashes, and what the print around a running head may have of it.
_NUMBER = r"[0-9０-９]{1,4}|[ivxlcIVXLC]{1,7}"
_ONLY = re.compile(rf"(?:[-—–─·•.\s|/]|第)*({_NUMBER})(?:[-—–─·•.\s|]|页)*(?:[/／共\s]+(?:{_NUMBER})\s*页?)?")
_DECORATED = re.compile(rf"[-—–─·•]\s*(?:{_NUMBER})\s*[-—–─·•]|第\s*(?:{_NUMBER})\s*页.*")
_AT_AN_END = re.compile(
    rf"^(?:[-—–─·•|\s])*(?:{_NUMBER})(?=[-—–─·•|\s])[-—–─·•|\s]*|[-—–─·•|\s]+(?:{_NUMBER})[-—–─·•|\s]*$"
)

#: So many lines at the top and at the bottom of a page can be such; they stand within so many ems of its edge.
_MOST_LINES, _REACH = 3, 6
#: A longer line is none, and none is what states something: better a head too many than a figure too few.
_LONGEST = 100
_STATES = re.compile("[，。；！？,;%％]")
#: Heads of facing pages differ: the same one comes again at the latest so many pages on.
_APART = 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its words, its distance from the uppermost and the lowest line, its size, and whether it stands aslant."""

    text: str
    above: float
    below: float
    size: float
    aslant: bool


def without_running_heads(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], list[str]]:
    """The lines of each page without those that run through the document; and these, each once, most frequent first.

    A head is one where a page near by has the same words at the same place; a number alone is that of the page
    where one near by fits to it, or where it is printed as such (``— 12 —``).
    """
    edges = [_edge(page) for page in pages]
    marks = [{mark for line in edge for mark in _marks(line, number)} for number, edge in enumerate(edges)]
    counted: Counter[str] = Counter()
    kept = []
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        near = [*marks[max(number - _APART, 0) : number], *marks[number + 1 : number + 1 + _APART]]
        repeated = [line for line in edge if _is_repeated(line, number, near)]
        running = {id(line) for line in repeated if not _stands_within(line, page, repeated)}
        for line in repeated:
            if id(line) in running:
                counted["page numbers" if _value(line) is not None else _words(line)] += 1
        kept.append([line for line in page if id(line) not in running])
    return kept, [text for text, _ in counted.most_common()]


def _is_repeated(line: PageLine, page: int, near: Sequence[set[tuple[str, str, int]]]) -> bool:
    return bool(_DECORATED.fullmatch(line.text.strip())) or any(
        mark in other for mark in _marks(line, page) for other in near
    )


def _stands_within(line: PageLine, page: Sequence[PageLine], repeated: Sequence[PageLine]) -> bool:
    """Whether something that is not repeated stands between a line and the edge of the page."""
    zone = _zone(line)
    if zone == "aslant":
        return False
    outside = [
        other
        for other in page
        if not other.aslant
        and _zone(other) == zone
        and (other.above < line.above if zone == "top" else other.below < line.below)
    ]
    return any(other not in repeated for other in outside)


def _edge(page: Sequence[PageLine]) -> list[PageLine]:
    """The lines that can be running heads: the outermost ones, and those in another direction than the page."""
    short = [line for line in page if len(line.text) <= _LONGEST and not _STATES.search(line.text)]
    upright = [line for line in short if not line.aslant]
    top = sorted(upright, key=lambda line: line.above)[:_MOST_LINES]
    bottom = sorted(upright, key=lambda line: line.below)[:_MOST_LINES]
    found = [line for line in top if line.above <= _REACH * line.size]
    found += [line for line in bottom if line.below <= _REACH * line.size and line not in found]
    return found + [line for line in short if line.aslant]


def _zone(line: PageLine) -> str:
    if line.aslant:
        return "aslant"
    return "top" if line.above <= line.below else "bottom"


def _marks(line: PageLine, page: int) -> list[tuple[str, str, int]]:
    """What a line has in common with the one at its place on another page, if it runs through both."""
    zone, value, words = _zone(line), _value(line), _words(line)
    if value is not None:
        return [(zone, "", value - page)]
    distance = {"top": line.above, "bottom": line.below}.get(zone, 0)
    return [(zone, words, round(distance / 4))] if words else []


def _words(line: PageLine) -> str:
    """The words of a running head without the page number."""
    return _AT_AN_END.sub("", re.sub(r"[ \t\u3000]+", " ", line.text)).strip()


def _value(line: PageLine) -> int | None:
    """The number of a line that is a page number alone."""
    match = _ONLY.fullmatch(line.text.strip())
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else _roman(match[1].lower())


def _roman(text: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in text]
    return sum(
        -value if any(later > value for later in values[index + 1 :]) else value for index, value in enumerate(values)
    )
