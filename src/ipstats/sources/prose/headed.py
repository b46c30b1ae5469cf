"""What a heading says of the figures below it: their subjects, their program, and the thing that they count."""

from __future__ import annotations

from typing import NamedTuple

from .facets import NOTHING, Phrase, facets_of
from .lexicon import Lexicon
from .phrases import Resolver


class Heading(NamedTuple):
    """What a heading names: subjects, the program that is named last, and what it says of what is counted below it."""

    subjects: frozenset[str]
    programs: tuple[str, ...]
    named: Phrase


_EMPTY = Heading(frozenset(), (), NOTHING)


class Headings:
    """Reads headings, each text once."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver) -> None:
        self.lexicon, self.resolver = lexicon, resolver
        self._known: dict[str, Heading] = {}

    def of(self, text: str) -> Heading:
        """What the text of a heading names."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._read(text)
        return found

    def _read(self, text: str) -> Heading:
        terms = self.lexicon.find(text)
        if not terms:
            return _EMPTY
        subjects: set[str] = set()
        programs: list[str] = []
        for term in terms:
            kinds = term.meanings.by_kind
            subjects.update(kinds.get("subject", ()))
            if "patent_type" in kinds:
                subjects.add("patent")
            if "program" in kinds:
                subjects.add("program")
                programs = kinds["program"]
        counting = [term for term in terms if term.word in self.lexicon.counting]
        name = "".join(term.word for term in counting)
        named = self.resolver.phrase(name, facets_of(self.lexicon, counting), "", "") if counting else NOTHING
        return Heading(frozenset(subjects), tuple(programs), named)
