"""From the cells of a figure or a claim to the numbers that the database keeps; every mistake named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from ...errors import PrintedNumberError, SeedError
from ...names import nearest, normalize
from ...numbers import Printed, parse_printed
from ...sources.folder import SeedFile
from .. import schema
from .reference import FIRST_YEAR, LAST_YEAR

#: At most so many mistakes are listed; a file with more is not looked at to its end.
MOST_ERRORS = 20

_KEYS = ("metric", "patent_type", "case_kind", "program", "award_level")
_PERIOD = re.compile(r"(\d{4})(-[A-Z0-9]{2})?", re.ASCII)

#: Measure words of Chinese that all count single things: 3件 of a metric kept in 项 is three.
_COUNT_WORDS = frozenset("件项个起宗")

#: What stands for a missing figure, with a status that says why.
_MISSING_STATUSES = frozenset("MOK")


@dataclass(frozen=True)
class Metric:
    """What a row needs to know of its metric."""

    id: int
    code: str
    unit: str
    kind: str
    breakdown_kind: int
    divisor: int

    @cached_property
    def counts(self) -> bool:
        """Whether its figures are whole numbers of things."""
        return self.kind in ("flow", "stock") and self.divisor == 1


@dataclass(frozen=True)
class Series:
    """A metric and an item of its breakdown."""

    metric: Metric
    breakdown_id: int


@dataclass
class Catalogue:
    """All names in memory: the dimensions are small, and a million rows name the same few things."""

    metrics: dict[str, Metric]
    regions: dict[str, tuple[int, int]]
    names: dict[tuple[str, str], list[str]]
    items: dict[tuple[int, str | None, str | None, str | None, str | None], int]
    parts: dict[str, int]
    statuses: frozenset[str]
    claim_units: dict[str, str]
    panels: dict[tuple[int, int, int, int, int], int]
    new_panels: list[dict[str, int]] = field(default_factory=list)
    _series: dict[tuple[str, ...], Series] = field(default_factory=dict)
    _places: dict[str, tuple[int, int]] = field(default_factory=dict)
    _periods: dict[str, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, connection: Connection) -> Catalogue:
        """Read the dimensions of a database."""

        def rows(table: Any) -> Any:
            return connection.execute(select(table)).mappings()

        names: dict[tuple[str, str], list[str]] = {}
        for row in rows(schema.aliases):
            names.setdefault((row["kind"], row["name"]), []).append(row["target"])
        keys = ("metric_id", "year", "level_id", "breakdown_id", "part")
        return cls(
            metrics={
                row["code"]: Metric(
                    row["id"], row["code"], row["unit"], row["kind"], row["breakdown_kind"], row["divisor"]
                )
                for row in rows(schema.metrics)
            },
            regions={row["code"]: (row["id"], row["level_id"]) for row in rows(schema.regions)},
            names=names,
            items={
                (
                    row["kind_id"],
                    row["patent_type"],
                    row["case_kind"],
                    row["program"],
                    row["award_level"],
                ): row["id"]
                for row in rows(schema.breakdowns)
            },
            parts={row["suffix"]: row["id"] for row in rows(schema.period_parts)},
            statuses=frozenset(row["code"] for row in rows(schema.statuses)),
            claim_units={row["code"]: row["unit"] for row in rows(schema.claim_kinds)},
            panels={tuple(row[key] for key in keys): row["id"] for row in rows(schema.panels)},
        )

    def named(self, kind: str, text: str, what: str) -> str:
        """The code of what a name stands for. Raises ``_Unknown`` where it is none, or several."""
        found = self.names.get((kind, normalize(text)), [])
        if len(found) == 1:
            return found[0]
        if found:
            raise CellError(what, text, f"stands for several: {', '.join(sorted(found))}", "Write the code")
        near = nearest(text, [name for of_kind, name in self.names if of_kind == kind])
        raise CellError(
            what,
            text,
            f"no {kind.replace('_', ' ')} of this name",
            f"Nearest: {', '.join(near)}" if near else "",
        )

    def region(self, text: str, column: str = "region") -> tuple[int, int]:
        """Id and level of a region."""
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = self.regions[self.named("region", text, column)]
        return place

    def period(self, text: str) -> tuple[int, int]:
        """Year and part of a period in SDMX form: ``2016``, ``2016-S1``, ``2016-Q3``, ``2016-07``."""
        period = self._periods.get(text)
        if period is None:
            match = _PERIOD.fullmatch(text.strip())
            if match is None or (match[2] or "") not in self.parts:
                raise CellError("period", text, "not a period", "Write 2016, 2016-S1, 2016-Q3 or 2016-07")
            if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
                raise CellError("period", text, f"a year outside {FIRST_YEAR} to {LAST_YEAR}")
            period = self._periods[text] = (int(match[1]), self.parts[match[2] or ""])
        return period

    def series(self, cells: tuple[str, ...]) -> Series:
        """The metric and the item of its breakdown that the cells metric, patent_type, … name."""
        series = self._series.get(cells)
        if series is None:
            series = self._series[cells] = self._find_series(*(cell.strip() for cell in cells))
        return series

    def _find_series(
        self, metric_name: str, patent_type: str, case_kind: str, program: str, award_level: str
    ) -> Series:
        metric = self.metrics[self.named("metric", metric_name, "metric")]
        given = {"patent_type": patent_type, "case_kind": case_kind, "program": program}
        wanted = (None, "patent_type", "case_kind", "program")[metric.breakdown_kind]
        for column, text in given.items():
            if text and column != wanted:
                takes = f"{metric.code} takes {wanted or 'no breakdown'}"
                raise CellError(
                    column,
                    text,
                    f"a breakdown that the metric does not take ({takes})",
                    "Leave the cell empty",
                )
        if wanted is None:
            return Series(metric, self.items[0, None, None, None, None])
        text = given[wanted] or ("total" if wanted != "program" else "")
        if not text:
            raise CellError(wanted, "", f"{metric.code} needs one")
        code = self.named({"case_kind": "case"}.get(wanted, wanted), text, wanted)
        columns: dict[str, str | None] = {
            "patent_type": None,
            "case_kind": None,
            "program": None,
            wanted: code,
        }
        item = self.items.get((metric.breakdown_kind, *columns.values(), award_level or None))  # type: ignore[arg-type]
        if item is None:
            raise CellError("award_level", award_level, f"{code} gives no such award", "Declare it in awards.csv")
        return Series(metric, item)

    def panel(self, series: Series, year: int, level: int, part: int) -> int:
        """The panel of a figure; a new one is noted, to be inserted before the figures are."""
        key = (series.metric.id, year, level, series.breakdown_id, part)
        number = self.panels.get(key)
        if number is None:
            number = self.panels[key] = (
                max(self.panels.values(), default=0) + 1 if not self.new_panels else self.new_panels[-1]["id"] + 1
            )
            names = ("metric_id", "year", "level_id", "breakdown_id", "part")
            self.new_panels.append(dict(zip(names, key, strict=True)) | {"id": number, "figures": 0})
        return number


class CellError(Exception):
    """What is wrong with one cell of a row."""

    def __init__(self, column: str, text: str, problem: str, advice: str = "") -> None:
        self.column, self.text, self.problem, self.advice = column, text, problem, advice


#: Columns of a staged figure, in order; ``line`` is where it stands in its file.
STAGED = (
    "line", "metric_id", "region_id", "breakdown_id", "part", "year", "breakdown_kind", "panel_id",
    "value", "low", "high", "decimals", "unit_mult", "qualifier", "status", "published", "locator",
)  # fmt: skip


class FigureRows:
    """The rows of ``figures.csv`` as staged tuples; what is wrong with them is collected in ``errors``."""

    def __init__(self, file: SeedFile, catalogue: Catalogue) -> None:
        self.file = file
        self.catalogue = catalogue
        self.errors: list[SeedError] = []
        self.more = 0
        self.count = 0

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        rows = self.file.rows()
        stage = None
        for line, row in rows:
            if stage is None:
                stage = _FigureStage(self.file, self.catalogue)
            try:
                staged = stage(line, row)
            except CellError as error:
                if len(self.errors) == MOST_ERRORS:
                    self.more += 1
                    if self.more > 1000:
                        return
                    continue
                self.errors.append(
                    SeedError(self.file.name, line, error.column, error.text, error.problem, error.advice)
                )
                continue
            self.count += 1
            if not self.errors:
                yield staged


class _FigureStage:
    """One row at a time; each cell that was seen before costs one look-up."""

    def __init__(self, file: SeedFile, catalogue: Catalogue) -> None:
        columns = file.columns
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
            value, low, high, decimals, unit_mult, qualifier, text = self._printed(metric, text, row, status)
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
        if not text or text in ("-", "…", "—"):
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
        if stored is None or plain.number * metric.divisor != stored:
            raise CellError("value", text, "not the figure that is published", "Leave one of the two cells empty")


def _parsed(column: str, text: str) -> Printed:
    try:
        return parse_printed(text)
    except PrintedNumberError as error:
        raise CellError(column, text, error.problem.split(":")[0], error.advice) from None


def stored_figure(metric: Metric, printed: Printed) -> tuple[int | None, int | None, int | None, int, int, str]:
    """Value, bounds, decimals, multiplier and qualifier of a printed figure, as the table keeps them."""
    units = {metric.unit, metric.unit.partition("/")[0], ""}
    if printed.unit not in units and not (printed.unit in _COUNT_WORDS and metric.unit in _COUNT_WORDS):
        raise CellError(
            "published", printed.text, f"printed in {printed.unit}, where {metric.code} is in {metric.unit}"
        )
    scaled = printed.number * metric.divisor
    if scaled != int(scaled):
        finest = "whole numbers" if metric.divisor == 1 else f"{len(str(metric.divisor)) - 1} decimals"
        raise CellError("published", printed.text, f"finer than {metric.code} is kept ({finest} of {metric.unit})")
    value = int(scaled)
    low, high = printed.bounds(whole=metric.counts).scaled(metric.divisor)
    if metric.counts and value < 0:
        raise CellError("published", printed.text, "a count below zero")
    if low is None and metric.kind != "ratio" and value >= 0:
        low = 0
    if max(abs(value), abs(high or 0)) > schema.LARGEST:
        raise CellError("published", printed.text, f"more than the largest figure that can be kept ({schema.LARGEST})")
    qualifier = printed.qualifier
    if qualifier == "exact" and not low == value == high:
        qualifier = "rounded"
    # "More than 3" of what is counted begins at 4: then the figure is known by its bounds alone.
    inside = (low is None or low <= value) and (high is None or value <= high)
    return value if inside else None, low, high, printed.decimals, printed.unit_mult, qualifier


def claim_row(
    catalogue: Catalogue, file: SeedFile, line: int, record: dict[str, str], source_id: int
) -> dict[str, Any]:
    """A row of ``claims.csv`` as the table keeps it."""
    try:
        return _claim(catalogue, line, record) | {"source_id": source_id}
    except CellError as error:
        raise SeedError(file.name, line, error.column, error.text, error.problem, error.advice) from None


def _claim(catalogue: Catalogue, line: int, record: dict[str, str]) -> dict[str, Any]:
    series = catalogue.series(tuple(record[key] for key in _KEYS))
    region, _ = catalogue.region(record["region"])
    year, part = catalogue.period(record["period"])
    if record["kind"] not in catalogue.claim_units:
        raise CellError("kind", record["kind"], f"not one of {', '.join(catalogue.claim_units)}")
    if record["subject"] not in ("level", "growth"):
        raise CellError("subject", record["subject"], "not one of level, growth")
    printed = _parsed("published", record["published"])
    unit = catalogue.claim_units[record["kind"]]
    if printed.unit not in ("", unit):
        raise CellError("published", printed.text, f"printed in {printed.unit}, where a {record['kind']} is in {unit}")
    if printed.decimals > 3 or printed.unit_mult or abs(printed.number) > 10**9:
        raise CellError("published", printed.text, "a statement has at most 3 decimals, and no multiplier")
    bounds = printed.bounds(whole=record["kind"] in ("rank", "rank_change"))
    low, high = bounds.scaled(10_000)
    base_year = catalogue.period(record["base_year"])[0] if record["base_year"] else None
    if record["kind"] in ("growth", "change", "multiple", "rank_change") and base_year is None:
        base_year = year - 1
    return {
        "metric_id": series.metric.id, "region_id": region, "breakdown_id": series.breakdown_id, "part": part, "year": year,
        "kind": record["kind"], "subject": record["subject"], "breakdown_kind": series.metric.breakdown_kind,
        "base_year": base_year, "scope_id": catalogue.region(record["scope"], "scope")[0] if record["scope"] else None,
        "preferred": 1, "value": int(printed.number * 10_000), "low": low, "high": high, "decimals": printed.decimals,
        "published": record["published"], "locator": record["locator"] or f"line {line}",
    }  # fmt: skip
