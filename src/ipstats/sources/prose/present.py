"""The words that one short text has: to compile a pattern of all takes longer than such a text is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from operator import add

#: A text of more characters has so many words that all of them are compiled at once.
SHORT = 8_000
#: So often words are compiled that a text turns out to have beside.
_MORE = 3


class Present:
    """What stands for the pattern of all words while one short text is read, and has its methods.

    It is compiled from the words of that text alone. What else is looked through can have others, as a word whose
    misprint has been put right: they are told first, and compiled too.
    """

    def __init__(
        self, words: Iterable[str], trie: Callable[[Iterable[str]], str], whole: Callable[[], re.Pattern[str]]
    ):
        self._words, self._trie, self._whole = words, trie, whole
        self._text = ""
        self._here: list[str] = []
        self._others: dict[str, list[str]] = {}  #: words that are not compiled, by their first two characters
        self._left = _MORE
        self._pattern: re.Pattern[str] | None = None

    def expect(self, text: str) -> None:
        """Get ready for a text, which has no blanks; of a second one all words are compiled."""
        if self._pattern is not None or len(text) > SHORT:
            self._pattern = self._all()
            return
        self._text = text
        starts = set(map(add, text, text[1:]))
        for word in self._words:
            start = word[:2]
            if len(start) < 2 or (start in starts and word in text):
                self._here.append(word)
            else:
                self._others.setdefault(start, []).append(word)
        self._pattern = self._compiled()

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """The words in a part of a text."""
        return self._fitting(text).finditer(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """The word that a text begins with."""
        return self._fitting(text).match(text)

    def _fitting(self, text: str) -> re.Pattern[str]:
        """A pattern that finds in a text what the one of all words would find."""
        if self._pattern is None:
            self._pattern = self._all()
        elif text not in self._text and (more := self._others_in(text)):
            self._left -= 1
            if self._left < 0:
                self._pattern = self._all()
            else:
                self._here += more
                for word in more:
                    self._others[word[:2]].remove(word)
                self._pattern = self._compiled()
        return self._pattern

    def _others_in(self, text: str) -> list[str]:
        """The words in a text that are not compiled."""
        others = self._others
        return [
            word for start in others.keys() & set(map(add, text, text[1:])) for word in others[start] if word in text
        ]

    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._trie(self._here) if self._here else "(?!)")

    def _all(self) -> re.Pattern[str]:
        self._others = {}
        return self._whole()
