"""Cells in words: how a figure, its bounds, its status and its remark read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..results import Cell, Column, Result, Shown

#: Before a figure that the print qualifies.
_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "about": "≈ "}

_MINUS = "\u2212"

_BROKEN = re.compile(r"\s*[\n\t\f\r]\s*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def plain(cell: object) -> str:
    """A cell in plain digits: no thousands separators, no exponent, nothing for nothing."""
    if cell is None:
        return ""
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def grouped(cell: Cell) -> str:
    """A number as a person reads it: thousands apart, a true minus."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    return format(cell, ",f" if isinstance(cell, Decimal) else ",").replace("-", _MINUS)


def shown_cells(result: Result, lang: str) -> tuple[list[Column], list[str], list[list[str]]]:
    """The columns of the table that a person reads, their headings, and its cells."""
    shown = [item for item in _all_shown(result) if not item.only_if_any or _is_used(result, item)]
    at = {column.id: i for i, column in enumerate(result.columns)}
    headings = [item.column.label(lang) for item in shown]
    rows = []
    for row in result.rows:
        record = {name: row[i] for name, i in at.items()}
        rows.append([_shown(result, item, record, lang) for item in shown])
    return [item.column for item in shown], headings, rows


def _all_shown(result: Result) -> tuple[Shown, ...]:
    if result.shown:
        return result.shown
    from ..results import Shown

    return tuple(Shown(column, (column.id,), (column.id,)) for column in result.columns)


def _is_used(result: Result, item: Shown) -> bool:
    names = [column.id for column in result.columns]
    if item.column.id not in names:
        return False
    position = names.index(item.column.id)
    return any(row[position] not in (None, "", *item.usual) for row in result.rows)


def _shown(result: Result, item: Shown, record: Mapping[str, Cell], lang: str) -> str:
    names = item.zh if lang == "zh" else item.en
    if item.column.is_number:
        return _number(result, item.column, record, lang)
    joint = item.joint[0 if lang == "zh" else 1]
    cells = [
        in_words(result, plain(record.get(name)), lang) if _is_code(result, item, name) else plain(record.get(name))
        for name in names
    ]
    text = _harmless(joint.join(cell for cell in cells if cell), item.column.kind == "print")
    unit = in_words(result, plain(record.get(item.column.unit)), lang)
    return text if not unit else f"{text}（{unit}）" if lang == "zh" else f"{text} ({unit})"


def _harmless(text: str, on_one_line: bool) -> str:
    """A text of a file in a cell: nothing in it moves a cursor, and a number that print breaks over two lines is one."""
    if text.isprintable():
        return text
    return _CONTROL.sub("\ufffd", _BROKEN.sub(" ", text) if on_one_line else text)


def _is_code(result: Result, item: Shown, name: str) -> bool:
    return item.column.kind == "code" or any(column.id == name and column.kind == "code" for column in result.columns)


def in_words(result: Result, code: str, lang: str) -> str:
    """A code as the reader's language says it."""
    words = result.words.get(code)
    return code if words is None else words[0 if lang == "zh" else 1]


def _number(result: Result, column: Column, record: Mapping[str, Cell], lang: str) -> str:
    value = record.get(column.id)
    if column.kind == "number":
        return plain(value)
    low, high = record.get(column.low), record.get(column.high)
    remark = plain(record.get(column.remark)) if column.remark else ""
    words = in_words(result, remark, lang) if remark not in ("", "A") else ""
    if value is not None:
        if column.qualifier and record.get(column.qualifier) == "computed":
            # What was worked out is shown with the decimals declared; other formats give all that are kept.
            value = _at_most(value, max(int(record.get("decimals") or 0), 3))
        text = grouped(value)
        if column.id == "value":
            text = _SIGNS.get(plain(record.get("qualifier")), "") + text + _margin(record, value, low, high)
        if remark == "bounded" and (low is not None or high is not None):
            text += f" [{_range(column, record, low, high)}]"
    else:
        text = _range(column, record, low, high)
    if not text:
        return words or "—"
    if not words:
        return text
    # Flags follow their figure, as in official tables: I recovered, B over a break. The notes say which is which.
    return f"{text} {remark if column.remark.endswith('status') else words}" if remark != "bounded" else text


def _at_most(value: Cell, places: int) -> Cell:
    if not isinstance(value, Decimal):
        return value
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if exponent < -places else value  # type: ignore[operator]


def _range(column: Column, record: Mapping[str, Cell], low: Cell, high: Cell) -> str:
    """What a figure can be, rounded outwards to the places of its column, or one more than were printed."""
    places = column.decimals
    if places is None:
        places = max(int(record.get("decimals") or 0) - int(record.get("unit_mult") or 0), 0) + 1
    below, above = _rounded(low, places, ROUND_FLOOR), _rounded(high, places, ROUND_CEILING)
    if low is not None and high is not None:
        return f"{grouped(below)} – {grouped(above)}"
    if low is None and high is None:
        return ""
    return f"≥ {grouped(below)}" if high is None else f"≤ {grouped(above)}"


def _rounded(cell: Cell, places: int, rounding: str) -> Cell:
    if not isinstance(cell, Decimal):
        return cell
    return cell.quantize(Decimal(1).scaleb(-places), rounding=rounding)


def _margin(record: Mapping[str, Cell], value: Cell, low: Cell, high: Cell) -> str:
    """What rounding leaves open, as ± half a unit of the last place."""
    if record.get("qualifier") != "rounded" or isinstance(value, str) or isinstance(low, str) or isinstance(high, str):
        return ""
    if value is None or low is None or high is None or low == high:
        return ""
    below, above = Decimal(value) - Decimal(low), Decimal(high) - Decimal(value)
    half = max(below, above).normalize()
    return f" ±{format(half, ',f')}"
