"""The cells of the rows of a seed folder."""

from __future__ import annotations

import re

from .sorting import Entry

FIGURE_COLUMNS = (
    "region", "period", "metric", "patent_type", "case_kind", "program", "award_level", "published", "status", "locator",
    "note",
)  # fmt: skip
CLAIM_COLUMNS = (
    "region", "period", "metric", "patent_type", "case_kind", "program", "award_level", "kind", "subject", "base_year",
    "scope", "published", "locator", "note",
)  # fmt: skip
LEFT_OUT_COLUMNS = (
    "reason", "kind", "region", "period", "metric", "metric_zh", "patent_type", "case_kind", "program", "award_level",
    "subject", "base_period", "scope", "published", "unit", "qualifier", "status", "locator", "note",
)  # fmt: skip

#: A cell holds at most so many characters: a line of a seed folder may not be endless.
_LONGEST = 2_000

#: What no cell can hold: half a character, and what controls a terminal or a printer.
_UNPRINTABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f]")

#: The end of a line, with the blanks around it. Blanks inside a line are kept as they are printed.
_BREAK = re.compile(r"[ \t]*[\n\r\f\t\v\x1c-\x1e\x85\u2028\u2029]+[ \t]*")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str) -> str:
    """A text of a file as a cell or a value can hold it, on one line."""
    line = _UNPRINTABLE.sub("\ufffd", _BREAK.sub(" ", text)).strip()
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def neutral(text: str) -> str:
    """A text of a file as a cell that no spreadsheet runs."""
    text = clean(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


def figure_cells(entry: Entry) -> dict[str, str]:
    """A row of ``figures.csv``; a figure that was recovered is the blank that it is in print."""
    said = entry.statement
    return {
        "region": said.region_code or neutral(said.region), "period": said.period,
        "metric": entry.metric or neutral(said.metric_zh), "patent_type": said.patent_type, "case_kind": said.case_kind,
        "program": said.program, "award_level": said.award_level, "published": clean(entry.published),
        "status": "O" if said.status == "I" else said.status, "locator": neutral(entry.place), "note": neutral(entry.note),
    }  # fmt: skip


def claim_cells(entry: Entry) -> dict[str, str]:
    """A row of ``claims.csv``."""
    said = entry.statement
    return {
        "region": said.region_code or neutral(said.region), "period": said.period,
        "metric": entry.metric or neutral(said.metric_zh), "patent_type": said.patent_type, "case_kind": said.case_kind,
        "program": said.program, "award_level": said.award_level, "kind": said.kind, "subject": said.subject,
        "base_year": said.base_period[:4], "scope": said.scope_code, "published": clean(entry.published),
        "locator": neutral(entry.place), "note": neutral(entry.note),
    }  # fmt: skip


def left_out_cells(entry: Entry) -> dict[str, str]:
    """A row of ``left-out.csv``, which says why it is no figure and no claim."""
    said = entry.statement
    return {
        "reason": entry.reason, "kind": said.kind, "region": said.region_code or neutral(said.region),
        "period": said.period, "metric": said.metric, "metric_zh": neutral(said.metric_zh),
        "patent_type": said.patent_type, "case_kind": said.case_kind, "program": said.program,
        "award_level": said.award_level, "subject": said.subject, "base_period": said.base_period,
        "scope": said.scope_code, "published": neutral(said.published), "unit": said.unit, "qualifier": said.qualifier,
        "status": said.status, "locator": neutral(entry.place),
        "note": neutral("; ".join(text for text in (said.doubt, *entry.notes) if text)),
    }  # fmt: skip
