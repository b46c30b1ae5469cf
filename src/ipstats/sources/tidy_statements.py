"""The rows of a tidy or wide file as statements: names resolved, figures in base units, doubts said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import PrintedNumberError
from ..numbers import COUNT_WORDS, Printed, parse_printed
from ..periods import WAYS
from .headings import is_period
from .statements import MISSING, Statement
from .tidy import TidyFile, open_tidy
from .vocabulary import MetricName, Vocabulary

#: Notes what is wrong in a column of the row.
Doubt = Callable[[str, str], None]

#: Statuses of a figure that is not there.
_ABSENT = frozenset("MOK")

#: Columns of a figure that a statement has no place for.
_UNKEPT = ("case_kind", "program", "award_level")


def read_tidy(path: Path, kind: str, vocabulary: Vocabulary) -> Iterator[Statement]:
    """Each figure of a CSV (``kind`` is ``text``) or Parquet file as a statement, one row after the other.

    A name that is no alias leaves its code empty, and the ``doubt`` gives the nearest names; nothing is guessed.
    Raises :class:`~ipstats.errors.SeedError` and :class:`~ipstats.errors.ReadError` as
    :func:`~ipstats.sources.tidy.open_tidy` does, and where a row cannot be read.
    """
    file = open_tidy(path, kind)
    reader = _Reader(vocabulary, file)
    for line, row in file.rows():
        yield reader.statement(line, row)


@dataclass
class _Reader:
    """What is known of each text that was seen before: a million rows name the same few things."""

    vocabulary: Vocabulary
    file: TidyFile
    _known: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def statement(self, line: int, row: list[str]) -> Statement:
        """One row, with everything that is wrong in it as its doubt."""
        cells = {column: cell.strip() for column, cell in zip(self.file.columns, row, strict=True)}
        doubts: list[str] = []

        def doubt(column: str, problem: str) -> None:
            doubts.append(f"line {line}, column {column}: {problem}")

        code = self._named("region", cells["region"], doubt)
        metric_code = self._named("metric", cells["metric"], doubt)
        region, metric = self.vocabulary.regions.get(code), self.vocabulary.metrics.get(metric_code)
        period = cells["period"]
        if not is_period(period):
            doubt("period", f"not a period ({period[:60]!r}): write {WAYS}")
            period = ""
        for column in _UNKEPT:
            if cells.get(column):
                doubt(column, f"a breakdown that only loading keeps ({cells[column][:60]!r}): load the file itself")
        status = cells.get("status", "")
        text, printed = self._figure(cells, status, doubt)
        if printed is None and status in ("", "A"):
            status = "O" if text in MISSING or not text else "A"
        if metric is not None and printed is not None:
            self._unit(metric, printed, doubt)
        return Statement(
            kind="level",
            region_code=code,
            region=region.name_zh if region else cells["region"],
            period=period,
            metric=metric_code,
            metric_zh=metric.name_zh if metric else cells["metric"],
            patent_type=self._patent_type(cells.get("patent_type", ""), metric, doubt),
            value=None if printed is None else printed.number,
            unit=metric.unit if metric else printed.unit if printed else cells.get("unit", ""),
            qualifier=_qualifier(printed, metric),
            published=text,
            locator=cells.get("locator") or f"line {line}",
            note=cells.get("note", ""),
            status=status or "A",
            doubt="; ".join(doubts),
        )

    def _named(self, kind: str, text: str, doubt: Doubt) -> str:
        """The one code that a name stands for, or nothing and a doubt."""
        if (kind, text) not in self._known:
            self._known[kind, text] = self._found(kind, text)
        code, problem = self._known[kind, text]
        if problem:
            doubt(kind, problem)
        return code

    def _found(self, kind: str, text: str) -> tuple[str, str]:
        codes = self.vocabulary.targets(kind, text)
        if len(codes) == 1:
            return codes[0], ""
        what = kind.replace("_", " ")
        if codes:
            return "", f"{text!r} stands for several: {', '.join(sorted(codes))}; write the code"
        near = self.vocabulary.suggestions(kind, text)
        return "", f"no {what} is called {text[:60]!r}" + (f"; nearest: {', '.join(near)}" if near else "")

    def _patent_type(self, text: str, metric: MetricName | None, doubt: Doubt) -> str:
        takes = metric is None or metric.breakdown == "patent_type"
        if text and not takes:
            doubt("patent_type", f"a breakdown that the metric does not take ({text[:60]!r})")
            return ""
        if not text:
            return "total" if metric is not None and takes else ""
        return self._named("patent_type", text, doubt)

    def _figure(self, cells: dict[str, str], status: str, doubt: Doubt) -> tuple[str, Printed | None]:
        """The figure as it is printed, with its unit, and what that stands for."""
        text, given = cells.get("published", ""), cells.get("value", "")
        column = "published" if text else "value"
        text = text or given
        if not text or text in MISSING or (status in _ABSENT and not any(map(str.isdigit, text))):
            return text, None
        try:
            printed = parse_printed(text)
            unit = cells.get("unit", "")
            if unit and not printed.unit and not printed.unit_mult:
                text += unit
                printed = parse_printed(text)
            if column == "published" and given and parse_printed(given).number != printed.number:
                doubt("value", f"not the figure that is published ({given[:60]!r})")
        except PrintedNumberError as error:
            doubt(column, error.problem)
            return text, None
        return text, printed

    @staticmethod
    def _unit(metric: MetricName, printed: Printed, doubt: Doubt) -> None:
        if printed.unit in ("", metric.unit, metric.unit.partition("/")[0]):
            return
        if printed.unit in COUNT_WORDS and metric.unit in COUNT_WORDS:
            return
        doubt("unit", f"printed in {printed.unit}, where {metric.code} is in {metric.unit}")


def _qualifier(printed: Printed | None, metric: MetricName | None) -> str:
    """How exact the figure is: what is counted and printed in full is exact, all else is rounded."""
    if printed is None:
        return "exact"
    if printed.qualifier != "exact":
        return printed.qualifier
    counts = metric.counts if metric is not None else not printed.decimals
    return "exact" if counts and printed.unit_mult <= printed.decimals else "rounded"
