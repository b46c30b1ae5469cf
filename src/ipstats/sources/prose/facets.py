"""What the words of a phrase stand for, and the phrase that they make."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from .lexicon import COUNTED, SUMS, Lexicon, Term


class Facets(NamedTuple):
    """What the words of a phrase stand for: targets by kind, each with the number of its characters."""

    metrics: tuple[tuple[str, int], ...] = ()
    subjects: tuple[tuple[str, int], ...] = ()
    measures: tuple[tuple[str, int], ...] = ()
    types: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    awards: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()  #: measures named by a word that is long enough to need no subject

    def __bool__(self) -> bool:
        return self is not NO_FACETS and bool(
            self.measures or self.subjects or self.metrics or self.types or self.cases or self.programs or self.awards
        )


NO_FACETS = Facets()


class Phrase(NamedTuple):
    """What a statement is about. ``metric`` is empty where the words are known for nothing; ``name`` are the words.

    ``open_words`` are words of the phrase that may narrow what is counted, so that no metric is taken.
    """

    name: str
    facets: Facets = NO_FACETS
    metric: str = ""
    patent_type: str = ""
    case_kind: str = ""
    program: str = ""
    award_level: str = ""
    open_words: str = ""
    nearly: str = ""  #: the metric that it would be of, but for the open words
    note: str = ""  #: a misprint that was put right
    own: Facets = NO_FACETS  #: of its own words alone

    def __bool__(self) -> bool:
        return bool(self.name or self.metric)


NOTHING = Phrase("")
#: The word of a term.
_WORD = itemgetter(2)


def facets_of(lexicon: Lexicon, terms: Sequence[Term], gapped: Sequence[tuple[str, str, int]] = ()) -> Facets:
    """What some words stand for; ``gapped`` are (kind, target, characters) of names in several pieces."""
    if not terms and not gapped:
        return NO_FACETS
    key = (terms[0][2],) if len(terms) == 1 and not gapped else (*map(_WORD, terms), *gapped)
    found = lexicon.facets.get(key)
    if found is None:
        if len(lexicon.facets) > 20_000:
            lexicon.facets.clear()
        found = lexicon.facets[key] = _facets(lexicon, terms, gapped)
    return found  # type: ignore[return-value]  # the lexicon keeps them, and knows nothing of them


def _facets(lexicon: Lexicon, terms: Sequence[Term], gapped: Sequence[tuple[str, str, int]]) -> Facets:
    by_kind: dict[str, dict[str, int]] = {}
    types: set[str] = set()
    for term in terms:
        for kind, target in term.meanings:
            if kind in COUNTED and kind != "part":
                known = by_kind.setdefault(kind, {})
                known[target] = known.get(target, 0) + len(term.word)
            if kind == "metric":
                types |= lexicon.types_of(term.word)
    for kind, target, length in gapped:
        known = by_kind.setdefault(kind, {})
        known[target] = known.get(target, 0) + length
    types |= set(by_kind.get("patent_type", ()))
    if "total" in types and all(term.word in SUMS for term in terms if "total" in term.targets("patent_type")):
        types.discard("total")  # 合计 and 总量 are said of anything
    if len(types) > 1:
        types.discard("total")
    made = Facets(
        tuple(by_kind.get("metric", {}).items()),
        tuple(by_kind.get("subject", {}).items()),
        tuple(by_kind.get("measure", {}).items()),
        frozenset(types),
        frozenset(by_kind.get("case", ())),
        frozenset(by_kind.get("program", ())),
        frozenset(by_kind.get("award", ())),
        frozenset(target for term in terms if len(term.word) >= 4 for target in term.targets("measure")),
    )
    return made or NO_FACETS
