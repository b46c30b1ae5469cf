"""From the cells of a figure or a claim to the numbers that the database keeps; every mistake named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Protocol

from ...errors import PrintedNumberError, SeedError
from ...numbers import COUNT_WORDS, Printed, parse_printed
from ...sources.claims import parse_claim
from ...sources.statements import MISSING
from .. import schema
from .catalogue import Catalogue, CellError, Metric

#: At most so many mistakes are listed; a file with more is not looked at to its end.
MOST_ERRORS = 20

#: Progress is told after every so many rows.
_REPORTED = 20_000

_KEYS = ("metric", "patent_type", "case_kind", "program", "award_level")
#: What stands for a missing figure, with a status that says why.
_MISSING_STATUSES = frozenset("MOK")


#: Columns of a staged figure, in order; ``line`` is where it stands in its file.
STAGED = (
    "line", "metric_id", "region_id", "breakdown_id", "part", "year", "breakdown_kind", "panel_id",
    "value", "low", "high", "decimals", "unit_mult", "qualifier", "status", "published", "locator",
)  # fmt: skip


class RowSource(Protocol):
    """A file of figures, whatever its format: its columns by their ids, and its rows with their lines."""

    name: str

    @property
    def columns(self) -> Sequence[str]:
        """The columns of a row, known when the first row is."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row with its line; cells in the order of ``columns``."""

    def where(self, line: int) -> tuple[str, int | None]:
        """The place of a row: the file, and the line where that is what it has."""


class FigureRows:
    """The rows of a file of figures as staged tuples; what is wrong with them is collected in ``errors``."""

    def __init__(
        self,
        file: RowSource,
        catalogue: Catalogue,
        *,
        partial: bool = False,
        progress: Callable[[str, int], None] | None = None,
    ) -> None:
        self.file = file
        self.catalogue = catalogue
        self.partial = partial
        self.progress = progress
        self.errors: list[SeedError] = []
        self.more = 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        stage = None
        count = 0
        for line, row in self.file.rows():
            if stage is None:
                stage = _FigureStage(self.file, self.catalogue)
            count += 1
            if not count % _REPORTED and self.progress is not None:
                self.progress(self.file.name, count)
            try:
                staged = stage(line, row)
            except CellError as error:
                if len(self.errors) == MOST_ERRORS:
                    self.more += 1
                    if self.more > 1000 and not self.partial:
                        return
                    continue
                place = self.file.where(line)
                self.errors.append(SeedError(*place, error.column, error.text, error.problem, error.advice))
                continue
            if self.partial or not self.errors:
                yield staged


class _FigureStage:
    """One row at a time; each cell that was seen before costs one look-up."""

    def __init__(self, file: RowSource, catalogue: Catalogue) -> None:
        columns = list(file.columns)
        known = {"region", "period", *_KEYS, "value", "published", "unit", "status", "locator", "note"}
        for column in columns:
            if column not in known:
                raise SeedError(
                    file.name, 1, column, None, "no such column here", f"Columns: {', '.join(sorted(known))}"
                )
        for column in ("region", "period", "metric"):
            if column not in columns:
                raise SeedError(file.name, 1, column, None, "this column is missing")
        if "value" not in columns and "published" not in columns:
            raise SeedError(
                file.name, 1, "published", None, "this column is missing", "It holds the figures as printed"
            )

        def at(column: str) -> int:
            # One past the end of each row stands an empty cell, for the columns that are not there.
            return columns.index(column) if column in columns else len(columns)

        self.catalogue = catalogue
        self.region, self.period = at("region"), at("period")
        self.keys = itemgetter(*(at(column) for column in _KEYS))
        self.value, self.published, self.unit = at("value"), at("published"), at("unit")
        self.status, self.locator = at("status"), at("locator")
        self._statuses: dict[str, str] = {}

    def __call__(self, line: int, row: list[str]) -> tuple[Any, ...]:
        row.append("")
        catalogue = self.catalogue
        series = catalogue.series(self.keys(row))
        metric = series.metric
        region, level = catalogue.region(row[self.region])
        year, part = catalogue.period(row[self.period])
        status = self._statuses.get(row[self.status]) or self._status(row[self.status])
        printed, given = row[self.published].strip(), row[self.value].strip()
        text = printed or given
        # The first 99 of 100 figures are plain digits, and need no parsing.
        if metric.counts and text.isdecimal() and text.isascii() and len(text) < 16 and not row[self.unit]:
            value = low = high = int(text)
            decimals, unit_mult, qualifier = 0, 0, "exact"
        else:
            try:
                value, low, high, decimals, unit_mult, qualifier, text = self._printed(metric, text, row, status)
            except CellError as error:
                if error.column == "published" and not printed and self.value < len(row) - 1:
                    error.column = "value"
                raise
        if given and printed:
            self._agree(metric, value, given)
        panel = catalogue.panel(series, year, level, part)
        locator = row[self.locator].strip() or f"line {line}"
        return (
            line, metric.id, region, series.breakdown_id, part, year, metric.breakdown_kind, panel,
            value, low, high, decimals, unit_mult, qualifier, status, text, locator,
        )  # fmt: skip

    def _status(self, cell: str) -> str:
        status = cell.strip() or "A"
        if status not in self.catalogue.statuses:
            raise CellError("status", status, "not a status of SDMX CL_OBS_STATUS", "A for a normal figure")
        self._statuses[cell] = status
        return status

    def _printed(self, metric: Metric, text: str, row: list[str], status: str) -> tuple[Any, ...]:
        if not text or text.casefold() in MISSING:
            if status not in _MISSING_STATUSES:
                raise CellError(
                    "published",
                    text,
                    "no figure",
                    "A missing figure has status O (missing), M (cannot exist) or K",
                )
            return None, None, None, 0, 0, "exact", text
        printed = _parsed("published", text)
        unit = row[self.unit].strip()
        if unit and not printed.unit and not printed.unit_mult:
            printed = _parsed("unit", text + unit)
            text = text + unit
        return *stored_figure(metric, printed), text

    @staticmethod
    def _agree(metric: Metric, stored: int | None, text: str) -> None:
        plain = _parsed("value", text)
        if stored is None or plain.number is None or plain.number * metric.divisor != stored:
            raise CellError("value", text, "not the figure that is published", "Leave one of the two cells empty")


def _parsed(column: str, text: str) -> Printed:
    try:
        return parse_printed(text)
    except PrintedNumberError as error:
        raise CellError(column, text, error.problem.split(":")[0], error.advice) from None


def stored_figure(metric: Metric, printed: Printed) -> tuple[int | None, int | None, int | None, int, int, str]:
    """Value, bounds, decimals, multiplier and qualifier of a printed figure, as the table keeps them."""
    units = {metric.unit, metric.unit.partition("/")[0], ""}
    if printed.unit not in units and not (printed.unit in COUNT_WORDS and metric.unit in COUNT_WORDS):
        raise CellError(
            "published", printed.text, f"printed in {printed.unit}, where {metric.code} is in {metric.unit}"
        )
    if printed.direction:
        raise CellError("published", printed.text, f"a change, where {metric.code} is a level")
    value = _stored_value(metric, printed)
    low, high = printed.bounds(whole=metric.counts).scaled(metric.divisor)
    lowest = low if value is None else value
    if lowest is None:
        raise CellError("published", printed.text, "neither a number nor a lowest one")
    if metric.counts and lowest < 0:
        raise CellError("published", printed.text, "a count below zero")
    if low is None and metric.kind != "ratio" and lowest >= 0:
        low = 0
    if max(abs(lowest), abs(high or 0)) > schema.LARGEST:
        raise CellError("published", printed.text, f"more than the largest figure that can be kept ({schema.LARGEST})")
    qualifier = printed.qualifier
    if qualifier == "exact" and not low == value == high:
        qualifier = "rounded"
    # "More than 3" of what is counted begins at 4: then the figure is known by its bounds alone.
    inside = value is not None and (low is None or low <= value) and (high is None or value <= high)
    return value if inside else None, low, high, printed.decimals, printed.unit_mult, qualifier


def _stored_value(metric: Metric, printed: Printed) -> int | None:
    """The printed number as the table keeps it; ``None`` for a range, which its bounds alone tell."""
    if printed.number is None:
        return None
    scaled = printed.number * metric.divisor
    if scaled != int(scaled):
        finest = "whole numbers" if metric.divisor == 1 else f"{len(str(metric.divisor)) - 1} decimals"
        raise CellError("published", printed.text, f"finer than {metric.code} is kept ({finest} of {metric.unit})")
    return int(scaled)


def claim_row(
    catalogue: Catalogue, where: tuple[str, int | None], record: dict[str, str], source_id: int
) -> dict[str, Any]:
    """A row of ``claims.csv`` as the table keeps it; ``where`` is its place, for what is wrong with it."""
    try:
        return _claim(catalogue, where[1], record) | {"source_id": source_id}
    except CellError as error:
        raise SeedError(*where, error.column, error.text, error.problem, error.advice) from None


def _claim(catalogue: Catalogue, line: int | None, record: dict[str, str]) -> dict[str, Any]:
    series = catalogue.series(tuple(record[key] for key in _KEYS))
    region, _ = catalogue.region(record["region"])
    year, part = catalogue.period(record["period"])
    if record["kind"] not in catalogue.claim_units:
        raise CellError("kind", record["kind"], f"not one of {', '.join(catalogue.claim_units)}")
    if record["subject"] not in ("level", "growth"):
        raise CellError("subject", record["subject"], "not one of level, growth")
    base_year = catalogue.period(record["base_year"])[0] if record["base_year"] else None
    if record["kind"] in ("growth", "change", "multiple", "rank_change") and base_year is None:
        base_year = year - 1
    return {
        "metric_id": series.metric.id, "region_id": region, "breakdown_id": series.breakdown_id, "part": part, "year": year,
        "kind": record["kind"], "subject": record["subject"], "breakdown_kind": series.metric.breakdown_kind,
        "base_year": base_year, "scope_id": catalogue.region(record["scope"], "scope")[0] if record["scope"] else None,
        "preferred": 1, **_stated(record["kind"], record["published"], catalogue.claim_units[record["kind"]]),
        "published": record["published"], "locator": record["locator"] or f"line {line}",
    }  # fmt: skip


def _stated(kind: str, text: str, unit: str) -> dict[str, Any]:
    """The number of a claim, its bounds and its decimals, as the table keeps them."""
    try:
        printed = parse_claim(kind, text)
    except PrintedNumberError as error:
        raise CellError("published", text, error.problem.split(":")[0], error.advice) from None
    if printed.unit not in ("", unit):
        raise CellError("published", text, f"printed in {printed.unit}, where a {kind} is in {unit}")
    value = printed.value
    if value is None:
        raise CellError("published", text, "a range, where a statement is one number")
    # Tenths (三成) and multiples (增长2.3倍) are printed in tens and in hundreds of percent.
    if printed.decimals > 3 or printed.unit_mult > 2 or abs(value) > 10**9:
        raise CellError("published", text, "a statement has at most 3 decimals, and no multiplier")
    low, high = printed.bounds(whole=kind in ("rank", "rank_change")).scaled(10_000)
    stored = int(value * 10_000)
    # "More than 3 places" begins at 4: a claim is kept with the number that it names, which ends its bounds then.
    low, high = None if low is None else min(low, stored), None if high is None else max(high, stored)
    return {
        "value": stored, "low": low, "high": high,
        "decimals": max(printed.decimals - printed.unit_mult, 0),
    }  # fmt: skip
