"""The lines of a text that hold something, without the blanks that only lay them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, chain, compress, count, repeat
from operator import contains, not_, or_

from .seldom import seldom

_BLANKS = " \u3000"
_LATIN = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
#: A heading that begins a paragraph, before the wide blank that ends it: 专利代理　1986年…
_RUN_IN = seldom("[\u4e00-\u9fff、]{2,14}")
_BULLET = seldom("(?:[■□◆●] ?|（[一二三四五六七八九十]{1,2}）|[一二三四五六七八九十]{1,2}、)?")
_STOPS, _ENDING = frozenset("。！？…"), frozenset("。！？…”’）》]")
_TERMINAL = seldom(r"[。！？…][”’）》\]]*$")


@dataclass(slots=True)
class Lines:
    """The lines of a text without their blanks: what is known of each in a column, as a text has very many."""

    texts: list[str]
    starts: list[int]  #: the place of the first character in the text
    gaps: list[bool]  #: whether a blank line, or a page's end, stands before it
    #: Of a line that had blanks inside, by where it starts: where the further pieces begin that are whole in the text,
    #: each with the place of its first character there.
    parted: dict[int, list[tuple[int, int]]]
    ends: list[bool] = field(default_factory=list)  #: whether a sentence ends with it

    def without(self, dropped: list[int]) -> Lines:
        """The lines but for some, in their order; the gap before one of those is before the next line."""
        if not dropped:
            return self
        kept, gaps = bytearray(b"\1") * len(self.texts), [*self.gaps, False]
        for position in dropped:
            kept[position] = 0
            gaps[position + 1] = gaps[position + 1] or gaps[position]
        texts, starts = list(compress(self.texts, kept)), list(compress(self.starts, kept))
        return Lines(texts, starts, list(compress(gaps, kept)), self.parted)


def starts_of(printed: list[str]) -> list[int]:
    """Where each line begins in its text."""
    return list(accumulate(map((1).__add__, map(len, printed)), initial=0))[:-1]


def lines_of(plain: str, printed: list[str], starts: list[int]) -> Lines:
    """The lines that hold something, of a text that was printed in lines that start at these places."""
    if "\f" in plain:
        printed = plain.replace("\f", "\n").split("\n")
        starts = starts_of(printed)
    # A column at a time: that takes much less than a line at a time.
    texts, places = list(filter(None, printed)), list(compress(starts, printed))
    gaps = list(compress(map(not_, chain(("",), printed)), printed))
    if "\f" in plain:
        gaps = [gap or plain[start - 1] == "\f" for gap, start in zip(gaps, places, strict=True)]
    lines, blank = Lines(texts, places, gaps, {}), []
    spaced = map(contains, texts, repeat(" "))
    if "\u3000" in plain:
        spaced = map(or_, spaced, map(contains, texts, repeat("\u3000")))
    for position in list(compress(count(), spaced)):
        text = texts[position].strip(_BLANKS)
        if not text:
            blank.append(position)
            gaps[position] = True
            continue
        indent = texts[position].index(text[0])
        places[position] += indent
        if " " in text or "\u3000" in text:
            text, lines.parted[places[position]] = _without_blanks(text, places[position], indent == 0)
        texts[position] = text
    return lines.without(blank)


def _without_blanks(text: str, start: int, at_margin: bool) -> tuple[str, list[tuple[int, int]]]:
    """A line without its blanks, but for those between Latin words and between numbers; and its further pieces."""
    first, *others = text.replace("\u3000", " ").split(" ")
    parts = [first]
    pieces: list[tuple[int, int]] = []
    length = stop = behind = len(first)
    for part in others:
        behind += 1
        if not part:
            continue  # of several blanks in a row
        if (part[0] in _LATIN and text[stop - 1] in _LATIN) or (
            text[stop] == "\u3000"
            and at_margin
            and (not pieces or pieces[-1][0] <= 1)
            and len(text) - behind > 12
            and _runs_in(text, stop)
        ):
            parts.append(text[stop])
            length += 1
        parts.append(part)
        pieces.append((length, start + behind))
        length += len(part)
        stop = behind = behind + len(part)
    return "".join(parts), pieces


def _runs_in(text: str, stop: int) -> bool:
    """Whether a line begins with a heading that goes as far as a blank."""
    bullet = _BULLET.match(text)
    return _RUN_IN.fullmatch(text, bullet.end() if bullet else 0, stop) is not None


def ends(text: str) -> bool:
    """Whether a sentence ends with a line."""
    last = text[-1]
    return last in _ENDING and (last in _STOPS or _TERMINAL.search(text[-6:]) is not None)
