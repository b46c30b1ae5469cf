"""What a region is in a text, and where a text names one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its code, empty where it is not in the list, and its name (short, or as printed)."""

    code: str
    name: str
    level: str = "place"


@dataclass(slots=True)
class Mention:
    """A region as a paragraph names it. ``role`` is of, scope (a rank or share is within it) or other.

    ``region`` is ``None`` for a word that points at one and finds none; ``word`` is as printed.
    """

    start: int
    end: int
    role: str
    word: str
    region: Region | None
    pointing: str = ""
    several: bool = False  #: whether it is short for a list of places: 长株潭三市
    beside: bool = False  #: whether the text's own region is only compared with it: 浙江同期
    titular: bool = False  #: whether it only says who gave a title: 浙江省著名商标


class Over:
    """The mentions of a paragraph by the characters that they lie over: none is looked for among all."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._at: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.add(mention)

    def add(self, mention: Mention) -> None:
        """See one more."""
        for place in range(mention.start, mention.end):
            self._at.setdefault(place, []).append(mention)

    def remove(self, mentions: list[Mention]) -> None:
        """Forget some."""
        for mention in mentions:
            for place in range(mention.start, mention.end):
                self._at[place].remove(mention)

    def between(self, start: int, end: int) -> list[Mention]:
        """Those that lie over a stretch, or over a part of it."""
        found = {id(one): one for place in range(start, end) for one in self._at.get(place, ())}
        return list(found.values())


#: The code of the nation without Hong Kong, Macao and Taiwan.
MAINLAND = "100010"
NOWHERE = Region("", "", "")
