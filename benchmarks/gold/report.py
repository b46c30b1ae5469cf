"""What a measurement prints: counts and shares for each text and each kind, and every error with its text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .matching import JUDGED, Matched, Score, agrees, match_place, of_kind
from .statements import KINDS, Item, Text

#: Texts with what became of their statements.
Outcomes = Sequence[tuple[Text, Matched]]

_COUNTS = ("gold", "read", "right")
_SHARES = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Error:
    """One statement that was missed, misread (its place found, and its figure not), invented, or wrong in a field."""

    what: str
    place: str
    text: str
    wanted: str
    read: str

    def __str__(self) -> str:
        sides = [f"gold {self.wanted}" if self.wanted else "", f"read {self.read}" if self.read else ""]
        return f"{self.place}: {self.what} {self.text}  {'; '.join(filter(None, sides))}"


def scores(outcomes: Outcomes) -> Iterator[tuple[str, str, Score]]:
    """A score for each text, for each kind, and for all: what it is about, its name, and the counts."""
    for text, outcome in outcomes:
        yield "text", text.name, _sum([outcome])
    for kind in KINDS:
        score = _sum([of_kind(outcome, kind) for _, outcome in outcomes])
        if score.gold or score.found:
            yield "kind", kind, score
    yield "all", "all", _sum([outcome for _, outcome in outcomes])


def _sum(outcomes: Sequence[Matched]) -> Score:
    score = Score()
    for outcome in outcomes:
        score.add(outcome)
    return score


def errors_of(outcomes: Outcomes) -> Iterator[Error]:
    """All errors in the order of the texts and of their places."""
    for text, outcome in outcomes:
        here: list[tuple[int, Error]] = []
        misread = match_place(outcome.missed, outcome.invented)
        beside = [two for _, two in misread]
        for one, two in misread:
            here.append((one.start, _error(text, "misread", one, two)))
        for one in outcome.missed:
            if all(one is not other for other, _ in misread):
                here.append((one.start, _error(text, "missed", one, None)))
        for two in outcome.invented:
            if all(two is not other for other in beside):
                here.append((two.start, _error(text, "invented", None, two)))
        for one, two in outcome.pairs:
            for name, needed in JUDGED.items():
                if (getattr(one, name) or not needed) and not agrees(name, one, two):
                    place = text.place(one.start)
                    wanted, read = getattr(one, name) or "none", getattr(two, name) or "none"
                    here.append((one.start, Error(name, place, text.around(one), wanted, read)))
        yield from (error for _, error in sorted(here, key=lambda pair: pair[0]))


def _error(text: Text, what: str, one: Item | None, two: Item | None) -> Error:
    item = one or two
    assert item is not None
    return Error(what, text.place(item.start), text.around(item), _shown(one), _shown(two))


def _shown(item: Item | None) -> str:
    if item is None:
        return ""
    return " ".join((item.kind, "?" if item.value is None else str(item.value), item.unit, item.metric)).strip()


def as_json(outcomes: Outcomes, *, errors: bool) -> str:
    """Counts as numbers and shares as decimals in texts; a share of nothing is null."""
    answer: dict[str, object] = {"scores": [_record(*one) for one in scores(outcomes)]}
    if errors:
        names = Error.__slots__
        answer["errors"] = [{name: getattr(error, name) for name in names} for error in errors_of(outcomes)]
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _record(about: str, name: str, score: Score) -> dict[str, object]:
    counts = (score.gold, score.found, score.right)
    shares = {name: getattr(score, name) for name in _SHARES} | {name: score.accuracy(name) for name in JUDGED}
    return {
        "about": about,
        "name": name,
        **dict(zip(_COUNTS, counts, strict=True)),
        **{name: None if value is None else str(value) for name, value in shares.items()},
    }


def as_table(outcomes: Outcomes, *, errors: bool) -> str:
    """A line for each text and kind and for all, in columns; errors below."""
    rows = [("", *_COUNTS, *_SHARES, *JUDGED)]
    for about, name, score in scores(outcomes):
        shares: list[Decimal | None] = [score.precision, score.recall, score.f1, *map(score.accuracy, JUDGED)]
        counts = (str(score.gold), str(score.found), str(score.right))
        shown = ("-" if value is None else str(value) for value in shares)
        rows.append((f"kind {name}" if about == "kind" else name, *counts, *shown))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    ]
    return "\n".join([*lines, *(["", *map(str, errors_of(outcomes))] if errors else [])])
