"""The audit as an answer: the rules applied to an open database, one row a check, the worst first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from .. import sharpness
from ..audit.auditing import audit, families
from ..audit.evidence import Claim, Names
from ..audit.findings import VERDICTS, Finding
from ..audit.rules import RULES
from ..audit.suspects import name_suspects
from ..errors import NothingMatchesError, UnknownNameError
from ..names import nearest
from ..periods import period_text
from ..results import Cell, Column, Note, Result, Shown
from ..store.evidence import read_evidence, read_names
from ..store.reading import Reader, scalars
from .basis import basis, source_codes
from .columns import COLUMNS, PERIOD, REGION, WORDS, columns, plain
from .compose import Select
from .naming import metric_groups, region_codes, years_in

#: Digits after the point to which computed bounds are given: of percentages and ranks, and of figures.
_PLACES, _PLACES_OF_FIGURES = 4, 6

#: A database with more figures is screened where only what does not hold is asked for.
LARGE = 200_000

_COLUMNS = (
    Column("rule", "规则", "rule", "code"),
    COLUMNS["verdict"],
    *columns("region", "year", "metric", "published"),
    Column("computed_low", "计算下限", "computed low", "number"),
    Column("computed_high", "计算上限", "computed high", "number"),
    Column("implied", "隐含", "implied"),
    Column("sharpness", "误通过率（%）", "chance pass %", "number"),
    Column("explanation", "说明", "explanation"),
    *columns("source", "locator"),
    Column("gross", "严重", "gross", "number"),
    Column("suspects", "疑误单元格", "suspects"),
    *columns("region_code", "region_en", "period", "metric_zh", "metric_en", "patent_type", "case_kind", "program"),
    *columns("award_level", "item_zh", "item_en"),
    Column("kind", "类别", "kind", "code"),
    Column("subject", "对象", "subject", "code"),
)

_SHOWN = (
    Shown(Column("verdict", "核对", "verdict", "code"), ("verdict",), ("verdict",)),
    Shown(_COLUMNS[0], ("rule",), ("rule",)),
    REGION,
    PERIOD,
    Shown(Column("metric", "指标", "metric"), ("metric_zh", "item_zh"), ("metric_en", "item_en")),
    plain("published"),
    Shown(_COLUMNS[9], ("sharpness",), ("sharpness",), only_if_any=True),
    Shown(_COLUMNS[10], ("explanation",), ("explanation",)),
    Shown(_COLUMNS[14], ("suspects",), ("suspects",), only_if_any=True),
    plain("source"),
    plain("locator"),
)


@dataclass(frozen=True, eq=False, repr=False)
class Audited:
    """What is to be audited, in the user's words; everything where nothing is named."""

    metric: Sequence[str] = ()
    region: Sequence[str] = ()
    year: Sequence[str] = ()
    source: Sequence[str] = ()
    rule: Sequence[str] = ()
    verdict: Sequence[str] = ()
    as_of: str | None = None


def audit_database(reader: Reader, asked: Audited, lang: str = "en") -> Result:
    """Audit an open database: a :class:`~ipstats.results.Result` with one row a check, the worst first.

    ``lang`` is the language of the explanations, zh or en. Raises :class:`UnknownNameError` for words that name
    nothing, and :class:`NothingMatchesError` where no check is left.
    """
    rules, verdicts = chosen("rule", asked.rule, tuple(RULES)), chosen("verdict", asked.verdict, VERDICTS)
    names = read_names(reader_rows(reader))
    wanted = Wanted(reader, names, asked)
    on = basis(reader, asked.as_of, ())
    sources = None
    if on.conditions:
        select = Select("sources", ["id"], on.conditions)
        sources = {row[0] for row in reader.select(select.sql(), select.values())[1]}
    found: list[Finding] = []
    together = list(families(names, wanted.metrics))
    if verdicts and _is_large(reader) and not {"consistent", "reproduced"} & set(verdicts) and _has_numpy():
        from .screened import Asked, screened

        for findings in screened(reader, names, together, Asked(rules, verdicts, sources, wanted)):
            found += findings
        together = []
    for metrics in together:
        evidence = read_evidence(reader_rows(reader), names, metrics, sources)
        # All of them first: what explains a failure depends on what else fails, and on what does not.
        findings = audit(evidence)
        name_suspects(evidence, findings)
        found += [one for one in findings if _chosen(one, rules, verdicts) and wanted(one.of)]
    if not found:
        raise NothingMatchesError(
            "no check is left by these options", "See what there is: ipstats audit, or ipstats status"
        )
    return answer_of(names, worst_first(found), lang, on.notes(reader))


def _chosen(finding: Finding, rules: Collection[str], verdicts: Collection[str]) -> bool:
    return (not rules or finding.rule in rules) and (not verdicts or finding.verdict in verdicts)


def _is_large(reader: Reader) -> bool:
    """Whether there are more figures than are all read into memory, counted no further than need be."""
    first = "SELECT COUNT(*) FROM (SELECT 1 AS one FROM stored_observations LIMIT :most) first_figures"
    return int(scalars(reader, first, {"most": LARGE + 1})[0]) > LARGE


def _has_numpy() -> bool:
    """Whether the extra ``large`` is there; without it a large database is audited as a small one, and slower."""
    from importlib.util import find_spec

    return find_spec("numpy") is not None


def reader_rows(reader: Reader) -> Any:
    """The rows of a SELECT on an open database."""
    return lambda sql, parameters: reader.select(sql, parameters)[1]


def worst_first(found: list[Finding]) -> list[Finding]:
    """Findings of several audits in one order."""
    places, order = {name: i for i, name in enumerate(VERDICTS)}, {name: i for i, name in enumerate(RULES)}
    return sorted(found, key=lambda one: (places[one.verdict], not one.gross, order[one.rule]))


def answer_of(names: Names, found: list[Finding], lang: str, notes: Sequence[Note] = ()) -> Result:
    """Findings as an answer, with a summary as its last note."""
    rows = [_row(names, finding, lang) for finding in found]
    words = {rule.id: (rule.zh, rule.en) for rule in RULES.values()}
    return Result("audit", _COLUMNS, rows, [*notes, summary(found)], _SHOWN, WORDS | words)


def summary(found: Collection[Finding]) -> Note:
    """How many checks there were, by verdict."""
    counts = {verdict: sum(finding.verdict == verdict for finding in found) for verdict in VERDICTS}
    gross = sum(finding.gross for finding in found)
    en = ", ".join(
        f"{count} {WORDS[verdict][1]}{f' ({gross} gross)' if gross and verdict == 'contradicted' else ''}"
        for verdict, count in counts.items()
        if count or verdict == "contradicted"
    )
    zh = "，".join(
        f"{WORDS[verdict][0]} {count}{f'（严重 {gross}）' if gross and verdict == 'contradicted' else ''}"
        for verdict, count in counts.items()
        if count or verdict == "contradicted"
    )
    checks = "check" if len(found) == 1 else "checks"
    return Note(f"{len(found)} {checks}: {en}", f"核对 {len(found)} 项：{zh}")


def contradictions(result: Result) -> int:
    """How many rows of an audit are contradicted."""
    at = next(i for i, column in enumerate(result.columns) if column.id == "verdict")
    return sum(row[at] == "contradicted" for row in result.rows)


class Placed(Protocol):
    """What is of some metric, region, item of a breakdown, year and source."""

    @property
    def metric(self) -> int: ...
    @property
    def region(self) -> int: ...
    @property
    def item(self) -> int: ...
    @property
    def year(self) -> int: ...
    @property
    def source(self) -> int: ...


class Wanted:
    """Whether a figure or a claim was asked for."""

    def __init__(self, reader: Reader, names: Names, asked: Audited) -> None:
        self.names = names
        groups = metric_groups(reader, asked.metric) if asked.metric else []
        self.metrics = {names.metric_codes[code].id for group in groups for code in group.metrics} if groups else None
        self.items = [({names.metric_codes[code].id for code in group.metrics}, group.items) for group in groups]
        codes = set(region_codes(reader, asked.region)) if asked.region else None
        self.regions = (
            None if codes is None else {region.id for region in names.regions.values() if region.code in codes}
        )
        self.years = [span for text in asked.year for span in years_in(text)]
        known = set(source_codes(reader, asked.source))
        self.sources = {source.id for source in names.sources.values() if source.code in known} if known else None

    def __call__(self, of: Placed) -> bool:
        if self.regions is not None and of.region not in self.regions:
            return False
        if self.sources is not None and of.source not in self.sources:
            return False
        if self.years and not any(first <= of.year <= last for first, last in self.years):
            return False
        return self.metrics is None or any(
            of.metric in metrics and self._of_items(of, items) for metrics, items in self.items
        )

    def _of_items(self, of: Placed, items: Mapping[str, Collection[str]]) -> bool:
        item = self.names.items[of.item]
        return all(getattr(item, column) in codes for column, codes in items.items())


def chosen(what: str, words: Sequence[str], known: Sequence[str]) -> list[str]:
    """Codes out of words with commas, each of them known."""
    chosen = [word.strip().lower() for text in words for word in text.replace("，", ",").split(",") if word.strip()]
    for word in chosen:
        if word not in known:
            raise UnknownNameError(what, word, nearest(word, known), f"{', '.join(known)}")
    return chosen


def _row(names: Names, finding: Finding, lang: str) -> tuple[Cell, ...]:
    of, zh = finding.of, lang == "zh"
    region, metric, item = names.regions[of.region], names.metrics[of.metric], names.items[of.item]
    places = _PLACES if isinstance(of, Claim) else _PLACES_OF_FIGURES
    low = high = None
    if finding.computed is not None:
        low, high = _rounded(finding.computed.low, places, up=False), _rounded(finding.computed.high, places, up=True)
    return (
        finding.rule, finding.verdict, region.zh, of.year, metric.code, finding.published, low, high,
        finding.implied.zh if zh else finding.implied.en, percent(finding.sharpness),
        finding.explanation.zh if zh else finding.explanation.en, names.sources[of.source].code, of.locator,
        int(finding.gross), finding.suspects.zh if zh else finding.suspects.en, region.code, region.en,
        period_text(of.year, names.suffixes[of.part]), metric.zh, metric.en, item.patent_type, item.case_kind, item.program,
        item.award_level, item.zh, item.en, of.kind if isinstance(of, Claim) else "level",
        of.subject if isinstance(of, Claim) else "",
    )  # fmt: skip


def percent(share: Fraction | None) -> Cell:
    """A share in percent, to two significant digits."""
    return None if share is None else sharpness.as_percent(share)


def _rounded(number: Fraction | None, places: int, *, up: bool) -> Cell:
    """A bound to so many decimals, rounded outwards."""
    if number is None or number.denominator == 1:
        return None if number is None else int(number)
    scaled = number * 10**places
    whole = -(-scaled.numerator // scaled.denominator) if up else scaled.numerator // scaled.denominator
    return Decimal(whole).scaleb(-places).normalize()
