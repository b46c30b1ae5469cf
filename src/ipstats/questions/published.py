"""What published files say, as an answer: one row a statement, with the names of an open database."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from ..results import Cell, Column, Result, Shown
from ..sources.statements import Reading, Statement
from ..sources.vocabulary import Vocabulary
from ..store.reading import Reader
from .columns import COLUMNS, WORDS, columns, plain
from .remarks import clues, remark

_KIND = Column("kind", "类别", "kind", "code")

_COLUMNS = (
    _KIND,
    *columns(
    "region_code", "region", "year", "period", "metric", "metric_zh", "patent_type", "value", "unit", "qualifier",
    "published", "locator", "note", "start", "end", "case_kind", "program", "award_level", "subject", "base_period",
    "scope_code", "low", "high", "status",
    ),
)  # fmt: skip

_SHOWN = (
    Shown(_KIND, ("kind",), ("kind",), only_if_any=True, usual=("level",)),
    plain("region"),
    Shown(Column("metric", "指标", "metric"), ("metric_zh",), ("metric_zh",)),
    *(
        Shown(COLUMNS[name], (name,), (name,), only_if_any=True)
        for name in ("patent_type", "case_kind", "program", "award_level")
    ),
    *(plain(name) for name in ("period", "value", "unit", "published")),
    plain("qualifier", only_if_any=True, usual=("exact", "rounded")),
    plain("status", only_if_any=True, usual=("A", "O", "I")),
    plain("locator"),
    plain("note", only_if_any=True),
)

_TYPES = {
    "invention": ("发明", "invention"), "utility_model": ("实用新型", "utility model"), "design": ("外观设计", "design"),
}  # fmt: skip

#: The kinds of statement, the statuses that a figure of a file can have, and what a claim is about.
_KINDS = {
    "level": ("数据", "level"), "growth": ("增长", "growth"), "rank": ("位次", "rank"),
    "rank_change": ("位次变动", "change of rank"), "share": ("占比", "share"), "change": ("变动", "change"),
    "F": ("目标", "target"),
}  # fmt: skip


def vocabulary(reader: Reader) -> Vocabulary:
    """The names of an open database."""
    return Vocabulary.read(lambda sql: reader.select(sql)[1])


def read_file(path: Path, names: Vocabulary, password: str | None = None, published: str = "") -> Reading:
    """Read a published file of any known format; nothing is changed.

    ``published`` is the date of publication of a report in prose, as far as it is known. Raises
    :class:`~ipstats.errors.ReadError` or :class:`~ipstats.errors.SeedError`, with the place, where it cannot be
    read. What can be read and not be understood is among the ``errors`` of the reading.
    """
    from ..sources.files import sha256_of
    from ..sources.opening import kind_of
    from ..sources.reports import is_report, read_report

    kind = kind_of(path, password)
    if is_report(path, kind):
        return read_report(path, names, password=password, published=published)
    if kind in ("text", "parquet"):
        from ..sources.tidy_statements import read_tidy

        return Reading(path.name, sha256_of(path), path.name, list(read_tidy(path, kind, names)))
    from ..sources.workbooks import read_workbook

    return read_workbook(path, names, password)


def said(readings: Sequence[Reading], *, why: bool = False, lang: str = "en") -> Result:
    """The statements of files as an answer; with ``why`` a last column has the rule and the clues of each.

    ``lang`` is the language of what is remarked on them: en or zh.
    """
    statements = [statement for reading in readings for statement in reading.statements]
    rows = [_row(statement, lang) + ((_clues(statement, lang),) if why else ()) for statement in statements]
    more = ("why",) if why else ()
    shown = _SHOWN + tuple(plain(name) for name in more)
    return Result("read", _COLUMNS + columns(*more), rows, [], shown, WORDS | _TYPES | _KINDS)


def reviewed(reading: Reading, names: Vocabulary, lang: str = "en") -> Result:
    """The statements of one file for whoever looks them through.

    Beside why each was read so there is what is in doubt about it, and why it would be left out of a draft.
    """
    from ..sources.drafts import sort_out

    answer = said([reading], why=True, lang=lang)
    reasons = {
        id(statement): entry.reason
        for entry in sort_out(reading.statements, names).left_out
        for statement in entry.statements
    }
    note = [column.id for column in answer.columns].index("note")
    rows = [
        (
            *row[:note],
            _remark(statement.note, lang),
            *row[note + 1 :],
            _remark(statement.doubt, lang),
            _remark(reasons.get(id(statement), ""), lang),
        )
        for row, statement in zip(answer.rows, reading.statements, strict=True)
    ]
    return Result(
        "read",
        (*answer.columns, *columns("doubt"), Column("left_out", "不入库", "left out")),
        rows,
        [],
        (),
        answer.words,
    )


def _remark(text: str, lang: str) -> str:
    return remark(text) if lang == "zh" else text


def _clues(said: Statement, lang: str) -> str:
    return clues(said.why) if lang == "zh" else said.why


def _row(said: Statement, lang: str) -> tuple[Cell, ...]:
    note = f"{said.doubt}; {said.note}" if said.doubt and said.note else said.doubt or said.note
    start, end = (said.start, said.end) if said.end else (None, None)
    low, high = said.low, said.high
    return (
        said.kind, said.region_code, said.region, said.year, said.period, said.metric, said.metric_zh, said.patent_type,
        _number(said.value), said.unit, said.qualifier, said.published, said.locator, _remark(note, lang), start, end,
        said.case_kind, said.program, said.award_level, "" if said.kind == "level" else said.subject, said.base_period,
        said.scope_code,
        None if low is None else _number(low), None if high is None else _number(high), said.status,
    )  # fmt: skip


def _number(number: Decimal | Fraction | None) -> Cell:
    if number is None or number == int(number):
        return None if number is None else int(number)
    # A sixth has no decimal that ends.
    return str(number) if isinstance(number, Fraction) else number
