"""Audit files before they are loaded: against themselves and the database, with nothing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from ..audit.auditing import audit, families
from ..audit.evidence import Claim, Evidence, Fact, Figure, Names, Source
from ..audit.findings import VERDICTS, Finding
from ..audit.recovery import recover
from ..audit.rules import RULES
from ..audit.suspects import name_suspects
from ..errors import NothingMatchesError, PrintedNumberError, ReadError
from ..numbers import Bounds, growth_percent, parse_printed
from ..periods import year_and_part
from ..results import Note, Result
from ..sources.drafts.repeating import PRINTED_OTHERWISE
from ..sources.statements import Reading, Statement
from ..store.evidence import read_evidence, read_names
from ..store.reading import Reader
from .auditing import Audited, Wanted, answer_of, chosen, reader_rows, worst_first
from .published import read_file, vocabulary

#: A file is preferred as a loaded one would be: after official tables.
_PRIORITY = 50

#: What a metric with a breakdown is of where nothing else is said.
_BREAKDOWNS = {1: ("patent_type", "total"), 2: ("case_kind", "total"), 3: ("program", "")}


def audit_files(
    reader: Reader,
    files: Sequence[Path],
    asked: Audited,
    lang: str = "en",
    *,
    password: str | None = None,
    published: str | None = None,
) -> Result:
    """Audit what files say, each as a source of its own: an answer as of the database's audit.

    ``published`` is the day that reports were published. Raises :class:`ReadError` for a file that cannot be
    read, and :class:`NothingMatchesError` where nothing in them can be checked.
    """
    rules, verdicts = chosen("rule", asked.rule, tuple(RULES)), chosen("verdict", asked.verdict, VERDICTS)
    known = vocabulary(reader)
    readings = [read_file(path, known, password, published or "") for path in files]
    names = read_names(reader_rows(reader))
    first = max(names.sources, default=0) + 1
    figures: list[Figure] = []
    claims: list[Claim] = []
    left_out = 0
    for number, reading in enumerate(readings, first):
        names.sources[number] = _source(number, reading, published)
        taking = _Taking(names, number)
        for statement in reading.statements:
            taken = taking(statement)
            left_out += taken is None
            if isinstance(taken, Figure):
                figures.append(taken)
            elif taken is not None:
                claims.append(taken)
    mine = set(range(first, first + len(readings)))
    wanted = Wanted(reader, names, replace(asked, source=()))
    found: list[Finding] = []
    checked = 0
    for metrics in families(names, {one.metric for one in figures} | {one.metric for one in claims}):
        evidence = read_evidence(reader_rows(reader), names, metrics)
        evidence.add(figure for figure in _once(figures) if figure.metric in metrics)
        evidence.claims += [claim for claim in claims if claim.metric in metrics]
        for number in mine:
            evidence.add(_recovered(evidence, number))
        findings = audit(evidence)
        name_suspects(evidence, findings)
        checked += sum(one.of.source in mine for one in findings)
        found += [
            one
            for one in findings
            if one.of.source in mine
            and wanted(one.of)
            and (not rules or one.rule in rules)
            and (not verdicts or one.verdict in verdicts)
        ]
    if not found:
        if checked:
            raise NothingMatchesError(
                f"{checked} checks were made, and these options leave none of them", "Leave one of them out"
            )
        _nothing(readings, figures, claims)
    return answer_of(names, worst_first(found), lang, _notes(readings, len(figures) + len(claims), left_out))


def _nothing(readings: Sequence[Reading], figures: Sequence[Figure], claims: Sequence[Claim]) -> None:
    for reading in readings:
        for error in reading.errors:
            raise error
    if not figures and not claims:
        raise ReadError(
            readings[0].name, None, None, "no figure in it can be checked", "See what is read: ipstats read FILE"
        )
    raise NothingMatchesError(
        f"{len(figures)} figures and {len(claims)} claims were read, and no rule has anything to say of them",
        "See what is read: ipstats read FILE",
    )


def _notes(readings: Sequence[Reading], taken: int, left_out: int) -> list[Note]:
    notes = [
        Note(
            f"{taken} statements read from {', '.join(one.name for one in readings)}",
            f"从 {'、'.join(one.name for one in readings)} 读取 {taken} 条",
        )
    ]
    if left_out:
        notes.append(
            Note(
                f"{left_out} statements are not checked: targets, unknown metrics or doubts; ipstats read shows them",
                f"{left_out} 条未核对：目标、未知指标或有疑问；见 ipstats read",
            )
        )
    errors = sum(len(one.errors) for one in readings)
    if errors:
        notes.append(
            Note(f"{errors} places could not be read; ipstats read names them", f"{errors} 处无法读取；见 ipstats read")
        )
    return notes


def _source(number: int, reading: Reading, published: str | None) -> Source:
    stem = re.sub(r"[^\w]+", "-", reading.name.rpartition(".")[0] or reading.name).strip("-").lower()
    return Source(number, stem or reading.name, "", reading.checksum, published or date.today().isoformat(), _PRIORITY)


def _once(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Figures without those that a text repeats to the letter."""
    seen = set()
    for figure in figures:
        key = (figure.fact, figure.source, figure.value, figure.low, figure.high)
        if key not in seen:
            seen.add(key)
            yield figure


def _recovered(evidence: Evidence, source: int) -> list[Figure]:
    found = []
    for one in recover(evidence, source):
        metric = evidence.names.metrics[one.fact[0]]
        low, high = one.bounds.scaled(metric.divisor)
        value = low if low == high else None
        qualifier = "exact" if value is not None else "rounded"
        found.append(Figure(*one.fact, source, value, low, high, 0, 0, qualifier, "I", "", one.reason, one.method))
    return found


@dataclass
class _Taking:
    """From statements of one file to figures and claims; ``None`` for one that cannot be checked."""

    names: Names
    source: int

    def __post_init__(self) -> None:
        self.regions = {region.code: region.id for region in self.names.regions.values()}
        self.parts = {suffix: part for part, suffix in self.names.suffixes.items()}
        self.items = {
            (item.kind, item.patent_type, item.case_kind, item.program, item.award_level): item.id
            for item in self.names.items.values()
        }

    def __call__(self, statement: Statement) -> Figure | Claim | None:
        metric = self.names.metric_codes.get(statement.metric)
        region = self.regions.get(statement.region_code)
        period = year_and_part(statement.period)
        if metric is None or region is None or period is None or _open(statement) or statement.status == "F":
            return None
        item = self._item(metric.breakdown, statement)
        part = self.parts.get(period[1])
        if item is None or part is None:
            return None
        fact: Fact = (metric.id, region, item, part, period[0])
        return (
            self._figure(fact, metric.counts, metric.divisor, statement)
            if statement.kind == "level"
            else self._claim(fact, statement)
        )

    def _item(self, kind: int, statement: Statement) -> int | None:
        named = {"patent_type": statement.patent_type, "case_kind": statement.case_kind, "program": statement.program}
        wanted, usual = _BREAKDOWNS.get(kind, ("", ""))
        codes = [named[column] or usual if column == wanted else "" for column in named]
        return self.items.get((kind, *codes, statement.award_level if kind == 3 else ""))  # type: ignore[arg-type]

    def _figure(self, fact: Fact, counts: bool, divisor: int, statement: Statement) -> Figure | None:
        if statement.status == "O" or (statement.value is None and statement.low is None and statement.high is None):
            return None
        try:
            printed = parse_printed(statement.published) if statement.published else None
        except PrintedNumberError:
            printed = None
        if printed is not None:
            bounds = printed.bounds(whole=counts)
        else:
            low = statement.low if statement.value is None else statement.value
            high = statement.high if statement.value is None else statement.value
            bounds = Bounds(None if low is None else Fraction(low), None if high is None else Fraction(high))
        low_, high_ = bounds.scaled(divisor)
        value = None if statement.value is None else Fraction(statement.value) * divisor
        whole = int(value) if value is not None and value.denominator == 1 else None
        if whole is not None and ((low_ is not None and whole < low_) or (high_ is not None and whole > high_)):
            whole = None
        decimals, unit_mult = (printed.decimals, printed.unit_mult) if printed is not None else (0, 0)
        return Figure(
            *fact, self.source, whole, low_, high_, decimals, unit_mult, statement.qualifier, statement.status, _on_one_line(statement.published),
            statement.locator,
        )  # fmt: skip

    def _claim(self, fact: Fact, statement: Statement) -> Claim | None:
        if statement.value is None:
            return None
        value = Fraction(statement.value)
        try:
            read = growth_percent if statement.kind == "growth" else parse_printed
            printed = read(statement.published)
            bounds, decimals = printed.bounds(whole=statement.kind in ("rank", "rank_change")), printed.decimals
            if value not in bounds:
                bounds = Bounds.exactly(value)
        except PrintedNumberError:
            bounds, decimals = Bounds.exactly(value), 0
        low, high = bounds.scaled(10_000)
        base = int(statement.base_period[:4]) if statement.base_period[:4].isdecimal() else None
        if base is None and statement.kind in ("growth", "change", "rank_change"):
            base = fact[4] - 1
        scope = self.regions.get(statement.scope_code)
        return Claim(
            *fact, self.source, statement.kind, statement.subject or "level", base, scope, round(value * 10_000), low, high, decimals,
            _on_one_line(statement.published), statement.locator,
        )  # fmt: skip


def _open(statement: Statement) -> bool:
    """Whether it is open what a statement says; that a text says it in two ways is for the audit to find."""
    return bool(statement.doubt) and not statement.doubt.startswith(PRINTED_OTHERWISE)


def _on_one_line(published: str) -> str:
    """A print without the blanks and line ends that its layout put into it."""
    return "".join(published.split())
