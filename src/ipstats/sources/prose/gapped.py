"""Names in several pieces that stand around a figure: 新确定…企业."""

from __future__ import annotations

import re

from .lexicon import Gapped, Lexicon
from .tokens import Tokens

#: So far apart two pieces of a name are at the most, and so far from the first word of a figure they are looked for.
_APART, _REACH = 40, 160
#: No first piece begins so many names.
_MANY = 100_000


class GappedNames:
    """Finds the names in several pieces of a lexicon around the figures of a paragraph."""

    def __init__(self, lexicon: Lexicon) -> None:
        #: The first pieces by their first characters, each with its names, their last pieces and their places in order.
        self._beginning: dict[str, list[tuple[str, list[tuple[str, int, Gapped]]]]] = {}
        for place, (word, names) in enumerate(lexicon.gapped.items()):
            begun = [(gapped.pieces[-1], place * _MANY + number, gapped) for number, gapped in enumerate(names)]
            self._beginning.setdefault(word[0], []).append((word, begun))
        self._first = re.compile(f"[{re.escape(''.join(self._beginning))}]" if self._beginning else "(?!)")

    def around(
        self, tokens: Tokens, left: int, high: int, carried: str
    ) -> tuple[list[tuple[str, str, int]], list[tuple[int, int]]]:
        """What the names between two places stand for, as (kind, target, characters), and where each stands.

        The last piece of a name may be in ``carried``, the words of what the text spoke of before.
        """
        text, stop, beginning = tokens.text, min(high, left + _REACH), self._beginning
        window = text[left:stop]
        found: list[tuple[int, Gapped, list[tuple[int, int]]]] = []
        for character in set(self._first.findall(window)):
            for word, begun in beginning[character]:
                if word not in window:
                    continue
                for last, number, gapped in begun:
                    # The last pieces are seldom there.
                    if (last in window or last in carried) and (places := _pieces(text, gapped, left, stop, carried)):
                        found.append((number, gapped, places))
        if not found:
            return [], []
        if len(found) > 1:  # what the paragraph has all of comes before what it goes on with
            found.sort(key=lambda one: (one[1].pieces[-1] not in text, one[0]))
        return (
            [(gapped.kind, gapped.target, sum(map(len, gapped.pieces))) for _, gapped, _ in found],
            [(places[0][0], places[-1][1]) for _, _, places in found],
        )


def _pieces(text: str, gapped: Gapped, left: int, stop: int, carried: str) -> list[tuple[int, int]]:
    """Where the pieces of a name stand, one behind the other."""
    at = left
    places: list[tuple[int, int]] = []
    for number, piece in enumerate(gapped.pieces):
        position = text.find(piece, at, stop)
        if position < 0 or (places and position - places[-1][1] > _APART):
            if number and number == len(gapped.pieces) - 1 and piece in carried:
                return places
            return []
        places.append((position, position + len(piece)))
        at = position + len(piece)
    return places
