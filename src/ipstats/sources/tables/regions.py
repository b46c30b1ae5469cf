"""Which region a printed name is: by exact alias, or by evidence of the table that leaves exactly one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import prod

from ...errors import ReadError
from ...names import join_names, normalize
from ..statements import Reading
from ..vocabulary import Vocabulary
from .axes import Axis, Entry
from .finding import Table
from .grid import figure_of
from .places import Place
from .sums import Vector, adds_up, bounds_of, parts_of, sums_with
from .words import Words

#: So many ways to give regions to unknown names are tried against the sums.
_MOST_WAYS = 64
#: Similar names are looked for so many times: it takes time, and a table of a thousand unknown names needs another aid.
_MOST_SUGGESTIONS = 20
#: Levels whose regions are printed in no fixed order.
_ORDERLESS = frozenset(("hmt_region", "reporting_unit"))


#: Names of the whole of a region, whatever its level.
_ALL_OF = re.compile(r"^全(?:省|区|市|州|自治区|县)")


@dataclass
class _Slot:
    """A name along the axis, with the rows or columns next to each other that bear it."""

    entries: list[Entry]
    code: str = ""
    doubt: str = ""
    note: str = ""
    figures: Vector = ()
    english: str = ""
    position: int = 0
    misprint: bool = False
    known_as: list[str] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)

    @property
    def printed(self) -> str:
        """The name as printed, in Chinese where it is."""
        return self.entries[0].zh or self.entries[0].en


def name_regions(
    vocabulary: Vocabulary,
    words: Words,
    reading: Reading,
    table: Table,
    axis: Axis,
    across: Axis,
    caption: tuple[int | None, str],
) -> dict[int, Place]:
    """The region of each row (or column) of a table; what stays unknown is among the errors of ``reading``."""
    places: dict[int, Place] = {}
    for run in _runs(axis, words, vocabulary):
        if not all(slot.code for slot in run):
            for slot in run:
                slot.figures = _figures(table, slot, axis, across)
        _Namer(vocabulary, reading, table, run, *caption).name()
        for slot in run:
            name = vocabulary.regions[slot.code].name_zh if slot.code else slot.printed
            for entry in slot.entries:
                places[entry.index] = Place(slot.code, name, slot.doubt, slot.note)
    return places


def _figures(table: Table, slot: _Slot, axis: Axis, across: Axis) -> Vector:
    cells = [(entry.index, other.index) for entry in slot.entries for other in across.entries]
    return [bounds_of(figure_of(table.grid.text(*(cell if axis.of_rows else cell[::-1])))) for cell in cells]


def _runs(axis: Axis, words: Words, vocabulary: Vocabulary) -> Iterator[list[_Slot]]:
    """The names along an axis; where they begin anew (a second year below the first), a second run."""
    run: list[_Slot] = []
    seen: set[str] = set()
    for entry in axis.entries:
        if not entry.named:
            continue
        if run and (run[-1].entries[0].zh, run[-1].entries[0].en) == (entry.zh, entry.en):
            run[-1].entries.append(entry)
            continue
        slot = _slot(entry, words, vocabulary)
        if slot.code and slot.code in seen:
            yield run
            run, seen = [], set()
        seen.add(slot.code)
        run.append(slot)
    if run:
        yield run


def _slot(entry: Entry, words: Words, vocabulary: Vocabulary) -> _Slot:
    """A name with what its two languages say of it."""
    slot = _Slot([entry])
    chinese, english = words.regions(entry.zh) if entry.zh else [], words.regions(entry.en) if entry.en else []
    key = ("region", normalize(entry.zh))
    slot.misprint = key in vocabulary.misprints
    # A name that stands for several regions is as open as a misprint: something else must decide.
    slot.known_as = vocabulary.names.get(key, []) if slot.misprint else chinese if len(chinese) > 1 else []
    slot.english = english[0] if len(english) == 1 else ""
    if len(chinese) == 1 and slot.english not in ("", chinese[0]):
        other = vocabulary.regions[slot.english]
        slot.doubt = (
            f"{entry.zh} is {vocabulary.regions[chinese[0]].name_en}, and {entry.en} beside it is {other.name_zh}"
        )
        slot.candidates = [chinese[0], slot.english]
    elif len(chinese) == 1:
        slot.code = chinese[0]
        if entry.en and not english:
            slot.note = f"printed {entry.en} beside {entry.zh}: no English name known here; the Chinese one is clear"
    elif not entry.zh and slot.english:
        slot.code = slot.english
    return slot


class _Namer:
    """Finds the regions of the names that are no aliases."""

    def __init__(
        self, vocabulary: Vocabulary, reading: Reading, table: Table, run: list[_Slot], year: int | None, titled: str
    ) -> None:
        self.vocabulary, self.reading, self.table, self.run = vocabulary, reading, table, run
        self.year, self.titled = year, titled
        for position, slot in enumerate(run):
            slot.position = position
        self.order = {code: position for position, code in enumerate(vocabulary.regions)}

    def name(self) -> None:
        """Give each name its region, a note on how it was found, or a doubt and an error."""
        unknown = [slot for slot in self.run if not slot.code and not slot.doubt]
        parts = [slot for slot in unknown if not self._is_total(slot)]
        self._survey()
        for slot in parts:
            slot.candidates = self._candidates(slot)
        self._tell_apart_by_sums(parts)
        claimed = Counter(slot.candidates[0] for slot in parts if len(slot.candidates) == 1)
        for slot in parts:
            if len(slot.candidates) == 1 and claimed[slot.candidates[0]] == 1:
                slot.code = slot.candidates[0]
        figures = self._figures()
        held = {slot.code: sums_with(self.vocabulary, slot.code, self.year, figures) for slot in parts if slot.code}
        for slot in parts:
            if slot.code:
                self._judge(slot, parts, held[slot.code])
        for slot in unknown:
            if slot not in parts:
                self._name_total(slot)
        for slot in self.run:
            if not slot.code:
                self._report(slot)

    def _figures(self) -> dict[str, Vector]:
        return {slot.code: slot.figures for slot in self.run if slot.code}

    def _survey(self) -> None:
        """Where the names that are sure stand, by level; and what is left of each level."""
        self.places: dict[str, tuple[list[int], list[str]]] = {}
        for position, slot in enumerate(self.run):
            if slot.code:
                positions, codes = self.places.setdefault(self._level(slot.code), ([], []))
                positions.append(position)
                codes.append(slot.code)
        self.ordered = {
            # Only in the standard order does a place say anything.
            level: len(codes) > 1 and level not in _ORDERLESS and codes == sorted(codes, key=self.order.__getitem__)
            for level, (_, codes) in self.places.items()
        }
        self.left: dict[str, list[str]] = {}

    def _level(self, code: str) -> str:
        return self.vocabulary.regions[code].level

    def _remaining(self, level: str) -> list[str]:
        if level not in self.left:
            self.left[level] = self._find_remaining(level)
        return self.left[level]

    def _find_remaining(self, level: str) -> list[str]:
        """The regions of a level that are not named in the table; of macro-regions those of the year."""
        named = {slot.code for slot in self.run if slot.code}
        known = [code for code in named if self._level(code) == level]
        parents = {self.vocabulary.regions[code].parent for code in known}
        return [
            code
            for code, region in self.vocabulary.regions.items()
            if region.level == level
            and code not in named
            and (not parents or region.parent in parents)
            and (level != "macro_region" or not self.year or self.vocabulary.members(code, self.year, ["province"]))
        ]

    def _candidates(self, slot: _Slot) -> list[str]:
        """What a name can be: not named elsewhere, in its place in the standard order, and as the English says."""
        position = slot.position
        levels = set(self.places)
        levels |= {self._level(code) for code in (slot.english, *slot.known_as) if code}
        found = [
            code
            for level in sorted(levels)
            for code in self._remaining(level)
            if self._fits_place(code, position, bool(slot.english))
        ]
        if slot.english:
            found = [code for code in found if code == slot.english]
        if slot.known_as:
            found = [code for code in found if code in slot.known_as]
        return found

    def _neighbours(self, position: int, level: str) -> tuple[str, str]:
        positions, codes = self.places.get(level, ([], []))
        at = bisect_left(positions, position)
        after = at + (at < len(positions) and positions[at] == position)
        return codes[at - 1] if at else "", codes[after] if after < len(codes) else ""

    def _fits_place(self, code: str, position: int, told: bool) -> bool:
        level = self._level(code)
        before, after = self._neighbours(position, level)
        if not before and not after:
            return told
        beside = [self.run[at].code for at in (position - 1, position + 1) if 0 <= at < len(self.run)]
        named = [self._level(other) for other in beside if other]
        if named and level not in named and not told:
            return False
        if not self.ordered.get(level, False):
            return True
        place = self.order[code]
        return (not before or self.order[before] < place) and (not after or place < self.order[after])

    def _tell_apart_by_sums(self, unknown: list[_Slot]) -> None:
        """Where several regions are left for some names, the sums of macro-regions can leave one way to give them."""
        open_ = [slot for slot in unknown if len(slot.candidates) > 1]
        if not open_ or prod(len(slot.candidates) for slot in open_) > _MOST_WAYS:
            return
        known = self._figures() | {slot.candidates[0]: slot.figures for slot in unknown if len(slot.candidates) == 1}
        fitting: list[tuple[str, ...]] = []
        for way in product(*(slot.candidates for slot in open_)):
            if len(set(way)) < len(way) or known.keys() & set(way):
                continue
            figures = known | {code: slot.figures for code, slot in zip(way, open_, strict=True)}
            held = [sums_with(self.vocabulary, code, self.year, figures) for code in way]
            if False not in held:
                if None in held:
                    return
                fitting.append(way)
        if len(fitting) == 1:
            for slot, code in zip(open_, fitting[0], strict=True):
                slot.candidates = [code]

    def _judge(self, slot: _Slot, unknown: list[_Slot], held: bool | None) -> None:
        """Keep the region found for a name where the evidence is enough, and say what it was."""
        code, region = slot.code, self.vocabulary.regions[slot.code]
        level = region.level
        alike = [other for other in unknown if other.candidates and self._level(other.candidates[0]) == level]
        slot.code = ""
        eliminated = len(self._remaining(level)) <= len(alike)
        if held is False or not (slot.english or slot.misprint or held or eliminated):
            return
        slot.code = code
        reasons = []
        if slot.english:
            reasons.append(f"English '{slot.entries[0].en}'")
        if slot.misprint:
            reasons.append("a misprint known from elsewhere")
        before, after = self._neighbours(slot.position, level)
        if self.ordered.get(level, False) and (before or after):
            names = [self.vocabulary.regions[other].name_zh for other in (before, after) if other]
            reasons.append(
                f"its place {'between' if len(names) > 1 else 'after' if before else 'before'} {join_names(names)}"
            )
        if eliminated and not slot.english:
            reasons.append("no other region left")
        agree = "agree" if len(reasons) > 1 else "says so"
        sums = "; sums hold" if held else "; no sums to check it by"
        slot.note = f"printed {slot.printed}; read as {region.name_zh}: {join_names(reasons)} {agree}{sums}"

    def _is_total(self, slot: _Slot) -> bool:
        """Whether a name says total: 合计, Total; or all of the region that the title names: 全区, 全省合计."""
        named = {_ALL_OF.sub("", normalize(text)) for text in (slot.entries[0].zh, slot.entries[0].en) if text}
        targets = [self.vocabulary.names.get(("patent_type", name), []) for name in named]
        return "" in named or any(found == ["total"] for found in targets)

    def _name_total(self, slot: _Slot) -> None:
        """A total over regions is the region that they make up, where all of them are there and add up to it."""
        figures = self._figures()
        parents = {
            self.vocabulary.regions[code].parent for code in figures if self._level(code) in ("province", "prefecture")
        }
        slot.candidates = [code for code in self.order if code in parents and code not in figures]
        for code in slot.candidates:
            name = self.vocabulary.regions[code].name_zh
            for parts in parts_of(self.vocabulary, code, self.year, figures):
                if adds_up(slot.figures, [figures[part] for part in parts]):
                    slot.code = code
                    slot.note = (
                        f"printed {slot.printed}; read as {name}: the {len(parts)} regions of it add up to the figures"
                    )
                    return
            told = code == self.titled and _ALL_OF.match(normalize(slot.printed))
            if told and sums_with(self.vocabulary, code, self.year, figures | {code: slot.figures}) is not False:
                slot.code = code
                slot.note = f"printed {slot.printed}; read as {name}, which the title names"
                return
        slot.doubt = f"{slot.printed} is a total of regions, and does not say of which"

    def _report(self, slot: _Slot) -> None:
        names = [self.vocabulary.regions[code].name_zh for code in slot.candidates]
        slot.doubt = slot.doubt or f"{slot.printed} is no region known here"
        if names:
            advice = f"It may be {' or '.join(names[:6])}"
        else:
            few = len(self.reading.errors) < _MOST_SUGGESTIONS
            near = self.vocabulary.suggestions("region", slot.printed) if few else []
            advice = f"Nearest: {', '.join(near)}" if near else ""
        english = slot.entries[0].en if slot.entries[0].zh else ""
        shown = f"{slot.printed} {english}".strip()
        advice = (
            f"{advice}. Correct the cell, or add the name to the aliases" if advice else "Add the name to the aliases"
        )
        place = self.table.grid.place(*slot.entries[0].place)
        self.reading.errors.append(ReadError(self.reading.name, place, shown, slot.doubt, advice))
