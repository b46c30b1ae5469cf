"""From what was read of a figure to its statement: what it says, where it stands, and what is to be noted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from ..statements import Statement
from ..vocabulary import Vocabulary
from .cleaning import Layout, Paragraph
from .sentences import Read

_PRINTED = frozenset(("number", "times"))
_RELATIVE = frozenset(("%", "‰", "个百分点", "倍"))
#: The kinds of metrics that count things.
_COUNTED = frozenset(("flow", "stock"))


class Maker:
    """Turns what was read into statements."""

    def __init__(self, text: str, vocabulary: Vocabulary, layout: Layout, place: Callable[[int], str] | None) -> None:
        self.text, self.vocabulary, self.layout, self.place = text, vocabulary, layout, place
        self._line = range(0)  #: the offsets of the line that the last locator names, in the section that it names
        self._section = self._locator = ""
        self.metrics = vocabulary.metrics

    def statement(self, read: Read, paragraph: Paragraph) -> Statement:
        """The statement of a figure."""
        figure, verdict, region = read.figure, read.verdict, read.region
        # All at once: a few of them by their names would take longer.
        named, _, code, patent_type, case_kind, program, award_level, _, nearly, misprint, _ = read.phrase
        when, found, _ = read.period
        value, target, pieces = verdict.value, read.target, paragraph.pieces
        behind = bisect_right(paragraph.begins, verdict.start)
        if behind == len(pieces) or figure.end <= pieces[behind][0]:  # all of it stands in one line
            begins, origin = pieces[behind - 1]
            shift = origin - begins
            start, end, number = verdict.start + shift, figure.end + shift, figure.start + shift
        else:
            start, end = paragraph.span(verdict.start, figure.end)
            number = start if verdict.start == figure.start else paragraph.place(figure.start)
        metric = self.metrics.get(code)
        if program and self.vocabulary.programs.get(program, "100000") not in ("100000", region.code):
            program = ""  # another region's program of the same name
        qualifier = figure.qualifier
        if qualifier == "exact" and figure.form in _PRINTED and isinstance(value, Decimal):
            # A figure stands for all that rounds to it, unless it counts things in full.
            counts = metric is not None and metric.divisor == 1 and metric.kind in _COUNTED
            if figure.unit in _RELATIVE or not counts:
                rounded = bool(code or figure.unit in _RELATIVE or figure.unit_mult or figure.decimals)
            else:
                rounded = figure.unit_mult > figure.decimals
            qualifier = "rounded" if rounded else qualifier
        name = metric.name_zh if metric is not None else self._printed(paragraph, named, figure.end)
        if self.place:
            locator = self.place(number)
        elif number in self._line and paragraph.section == self._section:
            locator = self._locator
        else:
            locator = self._located(paragraph.section, number)
        scope_named = read.scope_named
        open_to_doubt = target or scope_named or nearly or misprint or value is None
        if when and region.code and not open_to_doubt:
            note = doubt = ""  # as nearly all
        else:
            note, doubt = "; ".join(_notes(read)), "; ".join(_doubts(read))
        # What words the clues keeps hold of the words alone, and not of all that was read.
        clues = partial(
            _why, verdict.kind, read.rule, named, verdict.clue, region.name, read.region_from,
            when, found, read.base, read.base_clue, scope_named,
        )  # fmt: skip
        # By their names, so many of them would take four times as long.
        return Statement(
            verdict.kind, region.code, region.name, when, code, name, patent_type,
            value, verdict.unit, qualifier, self.text[start:end], locator, note, "F" if target else "A",
            doubt, start, end, case_kind, program, award_level, verdict.subject, read.base,
            read.scope.code if read.scope is not None else "", verdict.low, verdict.high, clues,
        )  # fmt: skip

    def _printed(self, paragraph: Paragraph, name: str, end: int) -> str:
        """A name as it is printed: Latin letters as they are, without the breaks of lines."""
        at = paragraph.text.rfind(name, max(0, end - 400), end + 60) if name else -1
        if at < 0:
            return name
        first, last = paragraph.span(at, at + len(name))
        if last - first == len(name):
            return self.text[first:last]
        return "".join(self.text[paragraph.place(place)] for place in range(at, at + len(name)))

    def _located(self, section: str, start: int) -> str:
        number, starts = self.layout.line_of(start), self.layout.line_starts
        self._line = range(starts[number - 1], starts[number] if number < len(starts) else len(self.text) + 1)
        line = f"line {number}"
        self._section, self._locator = section, f"{section}, {line}" if section else line
        return self._locator


def _notes(read: Read) -> list[str]:
    phrase = read.phrase
    notes = [f"{phrase.open_words} may narrow {phrase.nearly}"] if phrase.nearly else []
    if phrase.note:
        notes.append(phrase.note)
    if not read.region.name:
        notes.append(read.region_note or "no region is named")
    if not read.period.value:
        notes.append(read.period.note or "no period is named")
    if read.scope is None and read.scope_named:
        notes.append(f"within {read.scope_named}")
    if read.target:
        notes.append(f"a target or a forecast ({read.target})")
    return notes


def _doubts(read: Read) -> list[str]:
    doubts = []
    if not read.region.code:
        doubts.append(f"{read.region.name} is not in the list of regions" if read.region.name else "the region is open")
    if not read.period.value:
        doubts.append("the period is open")
    if read.verdict.value is None:
        doubts.append("a range")
    if read.target:
        doubts.append("no fact yet")
    return doubts


def _why(
    kind: str, rule: str, name: str, clue: str, region: str, region_from: str,
    period: str, period_from: str, base: str, base_clue: str, scope: str,
) -> str:  # fmt: skip
    clues = [f"subject {name}" if name else "no subject", clue]
    where = f"region {region} from {region_from}" if region else "no region"
    when = f"period {period} from {period_from}" if period else "no period"
    rest = [f"against {base} ({base_clue})"] if base else []
    rest += [f"within {scope}"] if scope else []
    said = kind if rule == kind else f"{kind}, {rule}"
    return f"{said}: {', '.join(clues)}; " + "; ".join([where, when, *rest])
