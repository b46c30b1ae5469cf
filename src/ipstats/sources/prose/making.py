"""From what was read of a figure to its statement: what it says, where it stands, and what is to be noted."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from ..statements import Statement
from ..vocabulary import Vocabulary
from .cleaning import Layout, Paragraph
from .sentences import Read


class Maker:
    """Turns what was read into statements."""

    def __init__(self, text: str, vocabulary: Vocabulary, layout: Layout, place: Callable[[int], str] | None) -> None:
        self.text, self.vocabulary, self.layout, self.place = text, vocabulary, layout, place
        self._line = range(0)  #: the offsets of the line that the last locator names, in the section that it names
        self._named = "", ""

    def statement(self, read: Read, paragraph: Paragraph) -> Statement:
        """The statement of a figure."""
        verdict, phrase = read.verdict, read.phrase
        start, end = paragraph.span(verdict.start, read.figure.end)
        number = start if verdict.start == read.figure.start else paragraph.place(read.figure.start)
        metric = self.vocabulary.metrics.get(phrase.metric)
        program = phrase.program
        if program and self.vocabulary.programs.get(program, "100000") not in ("100000", read.region.code):
            program = ""  # another region's program of the same name
        qualifier = read.figure.qualifier
        if qualifier == "exact" and _is_rounded(read, metric is not None and metric.counts):
            qualifier = "rounded"
        plain = _is_plain(read)
        name = metric.name_zh if metric else self._printed(paragraph, phrase.name, read.figure.end)
        locator = self.place(number) if self.place else self._locator(paragraph, number)
        note, doubt = ("", "") if plain else ("; ".join(_notes(read)), "; ".join(_doubts(read)))
        # By their names, so many of them would take four times as long.
        return Statement(
            verdict.kind, read.region.code, read.region.name, read.period.value, phrase.metric, name, phrase.patent_type,
            verdict.value, verdict.unit, qualifier, self.text[start:end], locator, note, "F" if read.target else "A",
            doubt, start, end, phrase.case_kind, program, phrase.award_level, verdict.subject, read.base,
            read.scope.code if read.scope else "", verdict.low, verdict.high, _clues(read),
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

    def _locator(self, paragraph: Paragraph, start: int) -> str:
        if start in self._line and paragraph.section == self._named[0]:
            return self._named[1]
        number, starts = self.layout.line_of(start), self.layout.line_starts
        self._line = range(starts[number - 1], starts[number] if number < len(starts) else len(self.text) + 1)
        line = f"line {number}"
        self._named = paragraph.section, f"{paragraph.section}, {line}" if paragraph.section else line
        return self._named[1]


def _is_plain(read: Read) -> bool:
    """Whether nothing of it is open or in doubt, as of nearly all."""
    known = read.region.code and read.period.value and read.verdict.value is not None
    return bool(known) and not (read.phrase.nearly or read.phrase.note or read.target or read.scope_named)


def _is_rounded(read: Read, counts: bool) -> bool:
    """Whether a figure stands for all that rounds to it, as one that does not count things in full does."""
    printed = read.figure
    if not isinstance(read.verdict.value, Decimal) or printed.form not in ("number", "times"):
        return False
    if printed.unit in ("%", "‰", "个百分点", "倍") or (read.phrase.metric and not counts):
        return True
    return printed.unit_mult > printed.decimals if counts else bool(printed.unit_mult or printed.decimals)


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


def _clues(read: Read) -> Callable[[], str]:
    """What words the clues of a statement; it keeps hold of the words alone, and not of all that was read."""
    phrase, verdict, region, period = read.phrase, read.verdict, read.region, read.period
    return partial(
        _why, verdict.kind, read.rule, phrase.name, verdict.clue, region.name, read.region_from,
        period.value, period.found, read.base, read.base_clue, read.scope_named,
    )  # fmt: skip


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
