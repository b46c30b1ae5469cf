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
        subjects = {target for term in terms for target in term.targets("subject")}
        if any(term.targets("patent_type") for term in terms):
            subjects.add("patent")
        programs = [term.targets("program") for term in terms if term.targets("program")]
        if programs:
            subjects.add("program")
        counting = [term for term in terms if term.word in self.lexicon.counting]
        name = "".join(term.word for term in counting)
        named = self.resolver.phrase(name, facets_of(self.lexicon, counting), "", "") if counting else NOTHING
        return Heading(frozenset(subjects), tuple(programs[-1]) if programs else (), named)
