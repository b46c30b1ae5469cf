"""A statement as a row of the page's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..cells import grouped, in_words, plain
from .escaping import escaped
from .labels import label

if TYPE_CHECKING:
    from ...results import Cell, Result

#: The columns of the table, in order.
COLUMNS = ("number", "kind", "published", "region", "period", "metric", "value")


@dataclass(frozen=True)
class Row:
    """A statement on the page: its number, its classes, and where in the text it stands."""

    number: int
    kind: str
    doubt: bool
    target: bool
    start: int
    end: int
    html: str

    @property
    def classes(self) -> str:
        """What it is, for the style sheet and for the filter."""
        return " ".join(
            name for name, is_so in ((self.kind, True), ("doubt", self.doubt), ("target", self.target)) if is_so
        )


def rows_of(result: Result, first: int, lang: str) -> list[Row]:
    """The rows of an answer, numbered from ``first``."""
    names = [column.id for column in result.columns]
    return [
        _row(result, dict(zip(names, cells, strict=True)), number, lang)
        for number, cells in enumerate(result.rows, first)
    ]


def _row(result: Result, record: Mapping[str, Cell], number: int, lang: str) -> Row:
    # A target has no need to be settled: it is not loaded whatever it says.
    target = record["status"] == "F"
    doubt = bool(record["doubt"]) and not target
    start, end = record["start"], record["end"]
    row = Row(
        number, str(record["kind"]), doubt, target, start if isinstance(start, int) else 0, end if isinstance(end, int) else 0, "",
    )  # fmt: skip
    placed = row.end > row.start
    # Where there is no text to go back to, the number is no link.
    to_text = f"{number}: {label('to_text', lang)}"
    link = f'<a class="b" href="#m{number}" aria-label="{escaped(to_text)}">{number}</a>' if placed else str(number)
    missing = f"<em>{escaped(label('open', lang))}</em>"
    cells = [
        escaped(in_words(result, row.kind, lang)),
        escaped(plain(record["published"])),
        _named(record, "region", "region_code") or missing,
        escaped(plain(record["period"])) or missing,
        escaped(_metric(result, record, lang)) or missing,
        escaped(_value(result, record, lang)),
    ]
    inner = "".join(f"<td>{cell}</td>" for cell in cells)
    details = f'<tr><td colspan="{len(cells)}">{_details(result, record, lang)}</td></tr>'
    html = (
        f'<tbody id="r{number}" class="{escaped(row.classes)}"><tr><th scope="rowgroup" rowspan="2">{link}</th>{inner}</tr>'
        f"{details}</tbody>\n"
    )
    return Row(number, row.kind, doubt, target, row.start, row.end, html)


def _named(record: Mapping[str, Cell], name: str, code: str) -> str:
    text = " ".join(plain(record[key]) for key in (name, code) if record[key])
    return escaped(text)


def _metric(result: Result, record: Mapping[str, Cell], lang: str) -> str:
    parts = [plain(record["metric_zh"])]
    parts += [
        in_words(result, plain(record[name]), lang)
        for name in ("patent_type", "case_kind", "program", "award_level")
        if record[name]
    ]
    name = ("·" if lang == "zh" else ", ").join(part for part in parts if part)
    code = plain(record["metric"])
    return f"{name} ({code})" if code and name else name or code


def _value(result: Result, record: Mapping[str, Cell], lang: str) -> str:
    value, low, high = (record[name] for name in ("value", "low", "high"))
    if value is not None:
        text = grouped(value)
    elif low is None and high is None:
        text = "—"
    else:
        text = f"{grouped(low)} – {grouped(high)}"
    qualifier = in_words(result, plain(record["qualifier"]), lang)
    return " ".join(part for part in (qualifier, text, plain(record["unit"])) if part)


def _details(result: Result, record: Mapping[str, Cell], lang: str) -> str:
    """What else was understood; a doubt stands on a line of its own before it, in bold."""
    target = record["status"] == "F"
    lines, rest = [], []
    if target:
        lines.append(f"<strong>{escaped(label('is_target', lang))}</strong>")
    if record["doubt"]:
        lines.append(f"<strong>{escaped(label('in_doubt', lang))}: {escaped(plain(record['doubt']))}</strong>")
    if record["left_out"] and not target:
        lines.append(escaped(f"{label('left_out', lang)}: {plain(record['left_out'])}"))
    if not target and record["status"] not in ("A", ""):
        rest.append(f"{label('status', lang)}: {in_words(result, plain(record['status']), lang)}")
    if not record["metric"] and record["metric_zh"]:
        rest.append(label("unknown_metric", lang))
    if record["subject"] == "growth":
        rest.append(label("of_growth", lang))
    for name, column in (
        ("against", "base_period"), ("within", "scope_code"), ("note", "note"), ("at", "locator"), ("why", "why"),
    ):  # fmt: skip
        if record[column]:
            rest.append(f"{label(name, lang)}: {plain(record[column])}")
    return "\n".join([*lines, escaped(" · ".join(rest))]).strip()
