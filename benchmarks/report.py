"""The table that a run prints: what was compared, both figures, their ratio, and the target."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One comparison: ``ours`` beside ``theirs`` in ``unit``; the target is the largest ratio that will do."""

    benchmark: str
    what: str
    beside: str
    ours: float
    theirs: float
    unit: str
    target: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "reached" if self.ratio <= self.target else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """The line as texts."""
        target = "" if self.target is None else f"<= {self.target:g}"
        ours, theirs = f"{self.ours:.4g} {self.unit}", f"{self.theirs:.4g} {self.unit}"
        return self.benchmark, self.what, self.beside, ours, theirs, f"{self.ratio:.2f}", target, self.verdict


_HEADER = ("benchmark", "what", "beside", "ours", "theirs", "ratio", "target", "")


def table(lines: list[Line]) -> str:
    """All lines as a Markdown table with columns of equal width."""
    rows = [_HEADER, *(line.cells() for line in lines)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEADER))]
    texts = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([texts[0], rule, *texts[1:]])


def say(message: str) -> None:
    """Progress, on standard error: the table alone goes to standard output."""
    print(message, file=sys.stderr, flush=True)
