"""All words that the reader knows, found in one pass: names of metrics, their parts, regions and places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..vocabulary import Vocabulary
from .characters import folded, is_han
from .mention import Region
from .places import DEICTIC, NOT_PLACES, OTHER_PLACES
from .present import SHORT, Present

#: Kinds of names that say what is counted.
COUNTED = frozenset(("metric", "subject", "measure", "patent_type", "case", "program", "award"))
_KINDS = ("metric", "subject", "measure", "patent_type", "case", "program", "region")
#: Words for a sum, which name nothing by themselves.
SUMS = frozenset(("合计", "总计", "总量"))
#: The gap that an alias can have: 新确定…企业.
_GAP = "..."
#: Words that begin with so few characters at the most stand in few places of a text.
_FEW = 80
#: So many branches of a pattern are tried one after the other; more are parted into so many groups.
_BRANCHES, _GROUPS = 16, 4
#: How many of the characters that begin the most words are told apart first, and next.
_FIRST = (16, 80, 208)
_NUMERAL = re.compile("[一二两三四五六七八九十百千万亿半过0-9]")
_MARK = re.compile("[，；：。！？（）【】\u3000—]")
#: Metrics whose names have no near neighbours that mean something else, as 查获 and 查处 do.
_EXACT = frozenset((
    "patent.applications", "patent.grants", "patent.in_force", "patent.in_force_per_10k", "pct.applications",
    "trademark.applications", "trademark.registrations", "copyright.works_registered", "population.resident", "economy.gdp",
))  # fmt: skip
#: What has types, and the measures of it, whose names stand together.
_WITH_TYPES, _FLOWS = frozenset(("patent", "trademark")), frozenset(("applications", "grants"))
#: The number of a session or an award, which its short name leaves open.
_EDITION = re.compile(r"第.{1,4}届|首届")


class Meaning(tuple[tuple[str, str], ...]):
    """What a word stands for, as (kind, target) pairs, and by kind."""

    by_kind: dict[str, list[str]]

    def __new__(cls, pairs: Iterable[tuple[str, str]]) -> Meaning:
        """The meaning of these pairs."""
        made = super().__new__(cls, pairs)
        made.by_kind = {}
        for kind, target in made:
            made.by_kind.setdefault(kind, []).append(target)
        return made


_NO_TARGETS: list[str] = []


_NEW = tuple.__new__


class Term(NamedTuple):
    """A word of the lexicon in a text, and what it stands for."""

    start: int
    end: int
    word: str
    meanings: Meaning

    def targets(self, kind: str) -> list[str]:
        """What it stands for as a name of this kind."""
        return self.meanings.by_kind.get(kind, _NO_TARGETS)


@dataclass(frozen=True, slots=True)
class Gapped:
    """A name in several pieces, in this order within one sentence."""

    pieces: tuple[str, ...]
    kind: str
    target: str


@dataclass
class Lexicon:
    """The names of a vocabulary as prose prints them."""

    vocabulary: Vocabulary
    words: dict[str, Meaning]
    gapped: dict[str, list[Gapped]]  #: by their first piece
    pattern: re.Pattern[str] | Present = field(init=False)  #: the latter as long as one short text is read
    types_inside: dict[str, frozenset[str]] = field(default_factory=dict)
    counting: frozenset[str] = frozenset()  #: words that can name a metric
    numbered: frozenset[str] = frozenset()  #: words with a numeral in them, which is no figure
    placing: frozenset[str] = frozenset()  #: words that name or point at a place
    programs: frozenset[str] = frozenset()  #: words that can name a program
    marked: frozenset[str] = frozenset()  #: words with a mark in them, which parts no clause
    facets: dict[object, object] = field(default_factory=dict)  #: what combinations of words stand for

    def __post_init__(self) -> None:
        self.pattern = Present(self.words, trie, self._of_all)

    def _of_all(self) -> re.Pattern[str]:
        """The pattern of all words."""
        if isinstance(self.pattern, Present):
            self.pattern = re.compile(trie(self.words))
        return self.pattern

    def expect(self, text: str) -> None:
        """Get ready for a text: of a short one only its words are compiled."""
        if isinstance(self.pattern, Present):
            self.pattern.expect(text if len(text) > SHORT else "".join(folded(text).split()))

    @cached_property
    def regions(self) -> dict[str, Region]:
        """The regions of the vocabulary, by their codes."""
        listed = self.vocabulary.regions
        return {code: Region(code, region.name_zh, region.level) for code, region in listed.items()}

    @cached_property
    def parents(self) -> dict[str, str]:
        """The codes of the regions that hold them."""
        return {code: region.parent for code, region in self.vocabulary.regions.items()}

    @cached_property
    def broad(self) -> frozenset[str]:
        """Prefectures that are no cities: 昌吉市 is a city in 昌吉回族自治州."""
        return frozenset([
            target
            for (kind, name), targets in self.vocabulary.names.items()
            if kind == "region" and name.endswith(("自治州", "地区", "盟"))
            for target in targets
        ])  # fmt: skip

    @cached_property
    def near(self) -> dict[str, list[str]]:
        """The names in which a misprint can be told, by what is left of them without any one character."""
        near: dict[str, list[str]] = {}
        for name in _misprintable(self.words):
            for gap in range(len(name)):
                near.setdefault(name[:gap] + "\0" + name[gap + 1 :], []).append(name)
        return near

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Term]:
        """The words in a text, the longest at each place, none over another."""
        stop, words = len(text) if end is None else end, self.words
        return [
            # As Term(…) does, without the call: a text has more words than anything else.
            _NEW(Term, (match.start(), match.end(), word := match[0], words[word]))
            for match in self.pattern.finditer(text, start, stop)
        ]

    def spans(self, left: str, right: str) -> bool:
        """Whether a word lies across the end of one line and the start of the next."""
        head, tail = left[-8:], right[:8]
        return any(match.start() < len(head) < match.end() for match in self.pattern.finditer(head + tail, 0, 16))

    def types_of(self, word: str) -> frozenset[str]:
        """The patent types that a name names inside itself: 万人发明专利拥有量 is of inventions."""
        found = self.types_inside.get(word)
        if found is None:
            inside = {
                target
                for a in range(len(word))
                for b in range(a + 2, min(len(word), a + 8) + 1)
                for kind, target in self.words.get(word[a:b], ())
                if kind == "patent_type" and target != "total"
            }
            found = self.types_inside[word] = frozenset(inside)
        return found

    def corrected(self, text: str, unknown: str) -> tuple[str, str] | None:
        """A stretch with one misprinted character put right, and the note of it; ``None`` where that is not sure.

        ``unknown`` are the characters that belong to no known word. One of them must be one character away from
        a name of four characters or more, and from one name only. Names of regions are never looked at.
        """
        found: dict[str, tuple[int, int, str]] = {}
        for place, character in enumerate(text):
            if character not in unknown:
                continue
            for start in range(max(0, place - 9), place + 1):
                for end in range(max(start + 4, place + 1), min(len(text), start + 10) + 1):
                    names = self.near.get(text[start:place] + "\0" + text[place + 1 : end])
                    if names is None or self._is_whole(text[start:place] + text[place + 1 : end]):
                        continue  # no name, or a word and a character beside it that is none of it
                    found |= {name: (start, end, name) for name in names}
            if found:
                break
        if not found:
            return None
        longest = max(map(len, found))
        names = [name for name in found if len(name) == longest]
        if len({self._meant(name) for name in names}) != 1:
            return None
        start, end, name = found[names[0]]
        return text[:start] + name + text[end:], f"printed {text[start:end]}; read as {'、'.join(sorted(names))}"

    def _is_whole(self, text: str) -> bool:
        """Whether a text is made of words alone."""
        return sum(len(term.word) for term in self.find(text)) == len(text)

    def _meant(self, name: str) -> tuple[tuple[str, str], ...]:
        """What a name of one or two parts stands for."""
        return tuple(sorted({meaning for term in self.find(name) for meaning in term.meanings}))


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon of a vocabulary, built once."""
    if not isinstance(vocabulary.prose, Lexicon):
        vocabulary.prose = _build(vocabulary)
    return vocabulary.prose


def _build(vocabulary: Vocabulary) -> Lexicon:
    words: dict[str, list[tuple[str, str]]] = {}
    gapped: dict[str, list[Gapped]] = {}
    regions: set[str] = set()
    editions = {
        target
        for (kind, name), targets in vocabulary.names.items()
        for target in targets
        if kind == "program" and _EDITION.search(name)
    }
    named = [
        (kind, name, targets)
        for (kind, name), targets in vocabulary.names.items()
        if kind in _KINDS and _is_prose(name) and not (kind == "region" and (kind, name) in vocabulary.misprints)
    ]
    # All of them in one go: to fold a short name takes hardly longer than to call for it.
    folded_names = folded("\0".join([name for _, name, _ in named])).split("\0") if named else []
    for (kind, name, targets), plain in zip(named, folded_names, strict=True):
        if kind == "program" and not _EDITION.search(name):
            targets = [target for target in targets if target not in editions]  # 中国专利奖 can be of any year
        if _GAP in name:
            pieces = tuple(piece for piece in plain.split(_GAP) if piece)
            for target in targets:
                gapped.setdefault(pieces[0], []).append(Gapped(pieces, kind, target))
            continue
        if kind == "region" and targets:
            regions.add(plain)
        for target in targets:
            _add(words, plain, (kind, target))
    for name, code in vocabulary.award_levels.items():
        if code != "total":
            _add(words, folded(name), ("award", code))
    for name in OTHER_PLACES:
        if name not in regions:
            _add(words, name, ("place", name))
    for name in DEICTIC:
        _add(words, name, ("deictic", name))
    for name in NOT_PLACES:
        _add(words, name, ("idle", name))
    meanings = {pairs: Meaning(pairs) for pairs in set(map(tuple, words.values()))}  # many words mean the same
    frozen = {word: meanings[tuple(pairs)] for word, pairs in words.items()}
    lexicon = Lexicon(vocabulary, frozen, gapped)
    lexicon.counting = _words_of(frozen, COUNTED) - SUMS
    lexicon.numbered = frozenset(word for word in frozen if _NUMERAL.search(word))
    lexicon.marked = frozenset(filter(_MARK.search, frozen))
    lexicon.programs = _words_of(frozen, frozenset(("program",)))
    lexicon.placing = _words_of(frozen, frozenset(("region", "place", "deictic")))
    return lexicon


def _add(words: dict[str, list[tuple[str, str]]], word: str, meaning: tuple[str, str]) -> None:
    known = words.setdefault(word, [])
    if meaning not in known:
        known.append(meaning)


def _words_of(words: dict[str, Meaning], kinds: frozenset[str]) -> frozenset[str]:
    return frozenset([word for word, meanings in words.items() if not kinds.isdisjoint(meanings.by_kind)])


def _misprintable(words: dict[str, Meaning]) -> list[str]:
    """The names of four characters and more in which a misprint can be told, those in two parts among them."""
    kinds = [(word, meanings.by_kind) for word, meanings in words.items()]
    types = [word for word, targets in kinds if "patent_type" in targets]
    heads = [
        word for word, targets in kinds
        if "patent_type" in targets or not _WITH_TYPES.isdisjoint(targets.get("subject", ()))
    ]  # fmt: skip
    lasts = [word for word, targets in kinds if not _FLOWS.isdisjoint(targets.get("measure", ()))]
    names = [word for word, targets in kinds if not _EXACT.isdisjoint(targets.get("metric", ()))]
    names += types
    names += [first + last for first in heads if len(first) < 7 for last in lasts]
    return [name for name in dict.fromkeys(names) if 4 <= len(name) <= 10 and all(map(is_han, name))]


def _is_prose(name: str) -> bool:
    """Whether a name is one that Chinese prose prints: codes and English names are not."""
    return len(name) > 1 if is_han(name[-1:]) or any(map(is_han, name)) else name in ("pct", "gdp", "r&d")


def trie(words: Iterable[str]) -> str:
    """One pattern for all words that takes the longest at each place, and looks at each character once."""
    ordered = sorted(set(words))
    branches = _branches(ordered, 0, len(ordered), 0)
    if len(branches) <= _BRANCHES:
        return _alternatives(branches)
    if len(branches) > _FEW and all(len(word) > 1 for word in ordered):
        return _by_two(branches, ordered)
    # A pattern that begins with a set of characters passes over what none of them is in much faster. Of the branches
    # behind it, those of the most words come first.
    rest = [(character, _behind([character], body.removeprefix(re.escape(character)))) for character, body in branches]
    rest.sort(key=lambda branch: -len(branch[1]))
    return f"{_one_of([character for character, _ in branches])}(?:{_parted(rest, _behind)})"


def _by_two(branches: list[tuple[str, str]], words: Iterable[str]) -> str:
    """Branches behind looks at two characters: most characters begin some word, and hardly any two of a text one."""
    seconds: dict[str, set[str]] = {}
    for word in words:
        seconds.setdefault(word[0], set()).add(word[1])

    def look(characters: list[str], body: str) -> str:
        return f"(?={_one_of(characters)}{_one_of(sorted(set().union(*map(seconds.__getitem__, characters))))}){body}"

    begun = Counter(word[0] for word in words)
    branches = sorted(branches, key=lambda branch: -begun[branch[0]])
    # The characters that begin the most words are in the most places of a text, and are told first.
    bounds = [0, *(bound for bound in _FIRST if bound < len(branches)), len(branches)]
    groups = [branches[low:high] for low, high in pairwise(bounds)]
    parts = "|".join(look([character for character, _ in group], f"(?:{_parted(group, look)})") for group in groups)
    return look([character for character, _ in branches], f"(?:{parts})")


def _escaped(text: str) -> str:
    """A text as a pattern: most are of letters and digits alone, which is told much faster than they are escaped."""
    return text if text.isalnum() else re.escape(text)


def _branches(words: list[str], low: int, high: int, at: int) -> list[tuple[str, str]]:
    """How sorted words that are the same up to a place go on: patterns, each with its first character."""
    branches = []
    while low < high:
        first, start = words[low], low
        character = first[at]
        low += 1
        while low < high and words[low][at] == character:
            low += 1
        last, common = words[low - 1], at + 1
        # What all of them have in common ends where the first and the last of them part.
        while common < len(first) and first[common] == last[common]:
            common += 1
        body = _escaped(first[at:common])
        if start + 1 < low:
            ends = len(first) == common
            rest = _alternatives(_branches(words, start + ends, low, common))
            if not ends:
                body += rest
            elif len(rest) == 1 or rest.startswith(("(?:", "[")):
                body += rest + "?"
            else:
                body += f"(?:{rest})?"
        branches.append((character, body))
    return branches


def _alternatives(branches: list[tuple[str, str]]) -> str:
    if len(branches) == 1:
        return branches[0][1]
    if all(len(body) == 1 for _, body in branches):
        return _one_of([character for character, _ in branches])  # the same as a group of them, compiled faster
    return f"(?:{_parted(branches, _ahead)})"


def _parted(branches: list[tuple[str, str]], look: Callable[[list[str], str], str]) -> str:
    """Branches, each with its first character, in groups of groups: one after the other they would all be tried."""
    if len(branches) <= _BRANCHES:
        return "|".join(body for _, body in branches)
    size = max(_BRANCHES, -(-len(branches) // _GROUPS))
    groups = [branches[at : at + size] for at in range(0, len(branches), size)]
    return "|".join(look([character for character, _ in group], f"(?:{_parted(group, look)})") for group in groups)


def _ahead(characters: list[str], body: str) -> str:
    """A pattern behind a look at the next character, which is one of these."""
    return f"(?={_one_of(characters)}){body}"


def _behind(characters: list[str], body: str) -> str:
    """A pattern behind one of these characters, which has been read."""
    return f"(?<={_one_of(characters)}){body}"


def _one_of(characters: list[str]) -> str:
    return f"[{_escaped(''.join(characters))}]"
