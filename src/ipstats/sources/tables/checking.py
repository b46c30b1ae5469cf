"""What the sums of a table say of its cells: figures missing in print that others give, and figures read twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from ...errors import PrintedNumberError
from ...numbers import Bounds, parse_printed, remainder, total
from ..statements import Statement
from ..vocabulary import Vocabulary
from .sums import parts_of

_PARTS = ("invention", "utility_model", "design")

#: Metric, region, period and patent type.
Key = tuple[str, str, str, str]


@dataclass
class _Rule:
    """A total and its parts, with the word for how they stand to each other in print."""

    whole: Key
    parts: list[Key]
    said: str


@dataclass
class _Cells:
    """The figures of a table by what they state."""

    vocabulary: Vocabulary
    statements: dict[Key, Statement] = field(default_factory=dict)
    bounds: dict[Key, Bounds] = field(default_factory=dict)
    gaps: list[Key] = field(default_factory=list)
    by_region: dict[str, list[Key]] = field(default_factory=dict)
    columns: dict[tuple[str, str, str], list[str]] = field(default_factory=dict)
    rows_hold: dict[str, list[bool | None]] = field(default_factory=dict)


def check(vocabulary: Vocabulary, statements: list[Statement]) -> None:
    """Doubt figures of a table that were read as one and the same, and recover those that are missing."""
    _doubt_what_is_read_twice(statements)
    if not any(statement.status == "O" and not statement.published and not statement.doubt for statement in statements):
        return
    cells = _Cells(vocabulary)
    for statement in statements:
        if statement.doubt:
            continue
        key = (statement.metric, statement.region_code, statement.period, statement.patent_type)
        cells.statements[key] = statement
        cells.columns.setdefault((key[0], key[2], key[3]), []).append(key[1])
        if statement.value is not None:
            try:
                cells.bounds[key] = parse_printed(statement.published).bounds(whole=vocabulary.metrics[key[0]].counts)
            except PrintedNumberError:
                continue
        elif not statement.published and vocabulary.metrics[key[0]].kind != "ratio":
            cells.gaps.append(key)
    for key in cells.bounds:
        cells.by_region.setdefault(key[1], []).append(key)
    # All are worked out from print before one is filled in: a recovered figure proves nothing.
    found = [(key, _recover(cells, key)) for key in cells.gaps]
    for key, (value, reasons) in found:
        if value is not None:
            statement = cells.statements[key]
            statement.value, statement.status, statement.qualifier = Decimal(value), "I", "exact"
            reason = f"not printed; {'; '.join(reasons)}"
            statement.note = f"{statement.note}; {reason}" if statement.note else reason


def _doubt_what_is_read_twice(statements: list[Statement]) -> None:
    """Two different figures for one fact: a heading was not understood, so neither is trusted."""
    seen: dict[Key, list[Statement]] = {}
    for statement in statements:
        if not statement.doubt:
            key = (statement.metric, statement.region_code, statement.period, statement.patent_type)
            seen.setdefault(key, []).append(statement)
    for same in seen.values():
        if len(same) > 1 and len({statement.value for statement in same}) > 1:
            first = [(statement, statement.locator.rpartition(" ")[2]) for statement in same[:4]]
            for statement in same:
                cells = [cell for other, cell in first if other is not statement]
                statement.doubt = f"read as the same figure as cell {', '.join(cells[:3])}, and it is another"


def _recover(cells: _Cells, key: Key) -> tuple[int | None, list[str]]:
    """The one value that the rows and columns through a gap leave for it."""
    left: Bounds | None = Bounds(None, None)
    reasons = []
    for rule, holds in _rules(cells, key):
        if not holds:
            # A sum that holds here and fails there proves nothing, nor does any other beside it.
            return None, []
        if rule.whole == key:
            bounds = total(cells.bounds[part] for part in rule.parts)
        else:
            bounds = remainder(cells.bounds[rule.whole], [cells.bounds[part] for part in rule.parts if part != key])
        left = left.intersect(bounds) if left is not None else None
        reasons.append(rule.said)
    if left is None or not reasons:
        return None, []
    whole = left.integers() if cells.vocabulary.metrics[key[0]].counts else None
    if whole is None or len(whole) != 1 or whole[0] < 0:
        return None, []
    return whole[0], [f"{reason} leaves {whole[0]}" for reason in reasons]


def _rules(cells: _Cells, key: Key) -> Iterator[tuple[_Rule, bool]]:
    """The sums through a gap whose other figures are all printed, and whether they hold wherever they can be tried.

    What holds nowhere is no sum of this table: a nation may count more than its provinces.
    """
    for rule in (*_row_rules(cells, key), *_column_rules(cells, key)):
        others = {rule.whole, *rule.parts} - {key}
        if others <= cells.bounds.keys():
            row = rule.whole[1] == rule.parts[0][1]
            tried = _rows_elsewhere(cells, key[0]) if row else _columns_elsewhere(cells, key, rule)
            if True in tried:
                yield rule, False not in tried


def _row_rules(cells: _Cells, key: Key) -> Iterator[_Rule]:
    metric, region, period, kind = key
    if cells.vocabulary.metrics[metric].breakdown != "patent_type":
        return
    whole, parts = (metric, region, period, "total"), [(metric, region, period, part) for part in _PARTS]
    printed = [cells.statements[part].published for part in parts if part in cells.bounds]
    said = f"the sum of the types ({' + '.join(printed)})"
    if kind != "total" and whole in cells.bounds:
        said = f"the row ({' - '.join([cells.statements[whole].published, *printed])})"
    yield _Rule(whole, parts, said)


def _column_rules(cells: _Cells, key: Key) -> Iterator[_Rule]:
    metric, region, period, kind = key
    present = dict.fromkeys(cells.columns[metric, period, kind])
    for code in present:
        if cells.vocabulary.regions[code].level not in ("country", "macro_region", "province"):
            continue
        for members in parts_of(cells.vocabulary, code, int(period[:4]), present):
            if region == code or region in members:
                name = cells.vocabulary.regions[code].name_zh
                said = f"the column ({name} less its {len(members) - 1} other regions)"
                if region == code:
                    said = f"the column (the sum of its {len(members)} regions)"
                yield _Rule((metric, code, period, kind), [(metric, member, period, kind) for member in members], said)


def _rows_elsewhere(cells: _Cells, metric: str) -> list[bool | None]:
    """Whether the types add up in each row of a metric; a row with a gap says nothing."""
    if metric not in cells.rows_hold:
        cells.rows_hold[metric] = [
            _held(
                cells, _Rule((metric, region, period, "total"), [(metric, region, period, part) for part in _PARTS], "")
            )
            for of, region, period, kind in cells.bounds
            if of == metric and kind == "total"
        ]
    return cells.rows_hold[metric]


def _columns_elsewhere(cells: _Cells, key: Key, rule: _Rule) -> list[bool | None]:
    """Whether the same regions add up in each other column; macro-regions have other members in other years."""
    scope = rule.whole[1]
    lasting = cells.vocabulary.regions[scope].level != "macro_region"
    return [
        _held(cells, _Rule((of, scope, period, kind), [(of, part[1], period, kind) for part in rule.parts], ""))
        for of, _, period, kind in cells.by_region.get(key[1], [])
        if lasting or period == key[2]
    ]


def _held(cells: _Cells, rule: _Rule) -> bool | None:
    if not {rule.whole, *rule.parts} <= cells.bounds.keys():
        return None
    return total(cells.bounds[part] for part in rule.parts).intersect(cells.bounds[rule.whole]) is not None
