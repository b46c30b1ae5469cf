"""Names in several pieces that stand around a figure: 新确定…企业."""

from __future__ import annotations

from .lexicon import Gapped, Lexicon
from .tokens import Tokens

#: So far apart two pieces of a name are at the most, and so far from the first word of a figure they are looked for.
_APART, _REACH = 40, 160


class GappedNames:
    """Finds the names in several pieces of a lexicon, paragraph by paragraph."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = lexicon.gapped
        self._seen: Tokens | None = None
        self._here: list[Gapped] = []  #: those that the paragraph has all pieces of
        self._open: list[Gapped] = []  #: those whose last piece it has not

    def around(
        self, tokens: Tokens, left: int, high: int, carried: str
    ) -> tuple[list[tuple[str, str, int]], list[tuple[int, int]]]:
        """What the names between two places stand for, as (kind, target, characters), and where each stands.

        The last piece of a name may be in ``carried``, the words of what the text spoke of before.
        """
        self._look(tokens)
        found: list[tuple[str, str, int]] = []
        spans: list[tuple[int, int]] = []
        text, stop = tokens.text, min(high, left + _REACH)
        present = self._here
        if self._open and carried:
            present = present + [gapped for gapped in self._open if gapped.pieces[-1] in carried]
        for gapped in present:
            if text.find(gapped.pieces[0], left, stop) < 0:
                continue
            places = _pieces(text, gapped, left, stop, carried)
            if places:
                found.append((gapped.kind, gapped.target, sum(map(len, gapped.pieces))))
                spans.append((places[0][0], places[-1][1]))
        return found, spans

    def _look(self, tokens: Tokens) -> None:
        """Look once for the names that can stand in a paragraph."""
        if self._seen is tokens:
            return
        self._seen, text = tokens, tokens.text
        self._here, self._open = [], []
        known: dict[str, bool] = {}  #: whether a piece is in the text

        def has(piece: str) -> bool:
            found = known.get(piece)
            if found is None:
                found = known[piece] = piece in text
            return found

        for first, group in self._names.items():
            if first in text:
                for gapped in group:
                    if len(gapped.pieces) == 2 or all(map(has, gapped.pieces[1:-1])):
                        (self._here if has(gapped.pieces[-1]) else self._open).append(gapped)


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
