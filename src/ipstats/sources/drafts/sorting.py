"""Sort out what a file says: figures, claims, and what is left out; one row a fact, doubts first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ...numbers import Printed
from ...periods import period_text, year_and_part
from ..statements import Statement
from ..vocabulary import Vocabulary
from .checks import doubt_of, not_kept
from .metrics import DraftedMetric, draft_metrics
from .prints import cell_print, compact
from .repeating import merged

#: So many places of a fact are named in its row; the rest are counted.
_MOST_PLACES = 20


@dataclass(eq=False, slots=True)
class Entry:
    """A statement as a row: its number as a cell, and what is to be said of it.

    ``statements`` are all that say the same, in as many places.
    ``doubt`` is to be settled before it can be loaded, ``reason`` says why it is left out, and ``metric`` is its
    code, or that of the metric that was drafted for it.
    """

    statement: Statement
    published: str
    printed: Printed | None
    doubt: str = ""
    reason: str = ""
    metric: str = ""
    notes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands, all places of it."""
        more = len(self.places) - _MOST_PLACES
        return "; ".join(self.places[:_MOST_PLACES]) + (f"; and {more} more" if more > 0 else "")

    @property
    def note(self) -> str:
        """The doubt, what the reader noted, and the print where the cell has another form of it."""
        return "; ".join(text for text in (self.doubt, *self.notes) if text)

    @property
    def is_drafted(self) -> bool:
        """Whether it is of a metric that the database does not have."""
        return not self.statement.metric


@dataclass
class Draft:
    """What a file says as rows of a seed folder; ``metrics`` are those that no name was known for."""

    figures: list[Entry]
    claims: list[Entry]
    left_out: list[Entry]
    metrics: list[DraftedMetric]


def sort_out(statements: Sequence[Statement], names: Vocabulary) -> Draft:
    """The rows that statements make; every statement is in one of them."""
    figures, claims, left_out = _facts(statements, names)
    claims, less = _one_a_fact(claims, names)
    left_out += less
    order = {id(said): number for number, said in enumerate(statements)}
    for entries in (figures, claims, left_out):
        entries.sort(key=lambda entry: (not entry.doubt, order.get(id(entry.statement), 0)))
    return Draft(figures, claims, left_out, draft_metrics(figures, claims))


def _facts(
    statements: Sequence[Statement], names: Vocabulary, *, noted: bool = True
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """The levels and the claims of statements, those of one fact together, and what is left out beside them.

    Rows are ``noted`` with what is to be said of them, unless their doubts alone are asked for.
    """
    figures: list[Entry] = []
    claims: list[Entry] = []
    left_out: list[Entry] = []
    prints: dict[object, tuple[str, Printed | None]] = {}
    for said in statements:
        entry = _entry(said, prints, noted=noted)
        entry.reason = not_kept(said)
        if entry.reason:
            left_out.append(entry)
            continue
        entry.doubt = doubt_of(said, entry.printed, names)
        (figures if said.kind == "level" else claims).append(entry)

    def counts(entry: Entry) -> bool:
        metric = names.metrics.get(entry.statement.metric)
        return metric is not None and metric.counts

    def ranks(entry: Entry) -> bool:
        return entry.statement.kind in ("rank", "rank_change")

    def series(entry: Entry) -> tuple[str, ...]:
        return _series(entry.statement, names)

    figures, less = merged(figures, series, counts)
    left_out += less
    claims, less = merged(claims, lambda entry: (_claim_key(entry, names), _compared(entry)), ranks)
    left_out += less
    return figures, claims, left_out


def settle_doubts(statements: Sequence[Statement], names: Vocabulary) -> None:
    """Say of each statement what is in doubt about it once all of them are known: a fact that is printed otherwise."""
    figures, claims, _ = _facts([said for said in statements if not said.doubt], names, noted=False)
    for entry in (*figures, *claims):
        for said in entry.statements:
            said.doubt = entry.doubt


def _entry(said: Statement, prints: dict[object, tuple[str, Printed | None]], *, noted: bool) -> Entry:
    published, printed = cell_print(said, prints)
    places = [said.locator] if said.locator else []
    if not noted:
        return Entry(said, published, printed, metric=said.metric, places=places, statements=[said])
    notes = [said.note] if said.note else []
    if said.end and published != said.published and published != (plain := compact(said.published)):
        notes.append(f"printed {plain}")
    if said.kind == "growth" and said.end and not said.base_period:
        notes.append("against what, the text does not say: loading takes the year before")
    return Entry(said, published, printed, metric=said.metric, notes=notes, places=places, statements=[said])


def _series(said: Statement, names: Vocabulary) -> tuple[str, ...]:
    """What two statements of one fact have in common."""
    metric = names.metrics.get(said.metric)
    breakdown = metric.breakdown if metric is not None else ""
    return (
        said.region_code, _one_form(said.period), said.metric or f"{said.metric_zh}/{said.unit if said.kind == 'level' else ''}",
        said.patent_type or ("total" if breakdown == "patent_type" else ""),
        said.case_kind or ("total" if breakdown == "case" else ""), said.program, said.award_level,
    )  # fmt: skip


@lru_cache(1024)
def _one_form(period: str) -> str:
    """A period as it is written, whichever way it was written."""
    parts = year_and_part(period)
    return period_text(*parts) if parts else period


def _claim_key(entry: Entry, names: Vocabulary) -> tuple[object, ...]:
    return _series(entry.statement, names), entry.statement.kind, entry.statement.subject


def _compared(entry: Entry) -> tuple[str, str]:
    """What a claim compares with: the year before where it does not say."""
    said = entry.statement
    now = year_and_part(said.period) if said.kind in ("growth", "rank_change", "change") else None
    before = period_text(now[0] - 1, now[1]) if now else ""
    return said.base_period or before, said.scope_code


def _one_a_fact(claims: list[Entry], names: Vocabulary) -> tuple[list[Entry], list[Entry]]:
    """One claim of a kind for each fact: against the latest base, and in the scope named first."""
    kept: list[Entry] = []
    left_out: list[Entry] = []
    of_fact: dict[object, list[Entry]] = {}
    for entry in claims:
        if entry.doubt:
            kept.append(entry)
        else:
            of_fact.setdefault(_claim_key(entry, names), []).append(entry)
    for several in of_fact.values():
        best = max(several, key=lambda entry: _compared(entry)[0])
        for entry in several:
            if entry is not best:
                entry.reason = _beside(entry, best)
        kept.append(best)
        left_out += [entry for entry in several if entry is not best]
    return kept, left_out


def _beside(entry: Entry, best: Entry) -> str:
    base, scope = _compared(entry)
    with_base = f" against {base}" if base and base != _compared(best)[0] else ""
    within = f" within {scope}" if scope and scope != _compared(best)[1] else ""
    return f"a {entry.statement.kind}{with_base}{within}: one of a fact is kept, {best.published} at {best.place}"
