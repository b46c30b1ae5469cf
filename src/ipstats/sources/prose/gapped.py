"""Names in several pieces that stand around a figure: 新确定…企业."""

from __future__ import annotations

from .lexicon import Gapped, Lexicon
from .tokens import Tokens

#: So far apart two pieces of a name are at the most, and so far from the first word of a figure they are looked for.
_APART, _REACH = 40, 160


class GappedNames:
    """Finds the names in several pieces of a lexicon around the figures of a paragraph."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = lexicon.gapped
        self._order = {word: number for number, word in enumerate(self._names)}
        self._beginning: dict[str, list[str]] = {}  #: their first pieces by their first characters
        for word in self._names:
            self._beginning.setdefault(word[0], []).append(word)

    def around(
        self, tokens: Tokens, left: int, high: int, carried: str
    ) -> tuple[list[tuple[str, str, int]], list[tuple[int, int]]]:
        """What the names between two places stand for, as (kind, target, characters), and where each stands.

        The last piece of a name may be in ``carried``, the words of what the text spoke of before.
        """
        text, stop, beginning = tokens.text, min(high, left + _REACH), self._beginning
        window = text[left:stop]
        firsts = {word for character in beginning.keys() & window for word in beginning[character] if word in window}
        if not firsts:
            return [], []
        found = [
            (gapped, places)
            for word in (sorted(firsts, key=self._order.__getitem__) if len(firsts) > 1 else firsts)
            for gapped in self._names[word]
            if (gapped.pieces[-1] in window or gapped.pieces[-1] in carried)
            and (places := _pieces(text, gapped, left, stop, carried))
        ]
        if len(found) > 1:  # what the paragraph has all of comes before what it goes on with
            found.sort(key=lambda one: one[0].pieces[-1] not in text)
        return (
            [(gapped.kind, gapped.target, sum(map(len, gapped.pieces))) for gapped, _ in found],
            [(places[0][0], places[-1][1]) for _, places in found],
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
