"""All names of a database in memory, for reading rows: the dimensions are small, and rows name the same few things."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from ...names import named_inside, nearest, normalize
from ...periods import WAYS, year_and_part
from .. import schema
from .reference import FIRST_YEAR, LAST_YEAR


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
        """Year and part of a period: ``2016``, ``2016-S1``, ``2016-Q3``, ``2016-07``, ``2016-01/2016-09``."""
        period = self._periods.get(text)
        if period is None:
            found = year_and_part(text.strip())
            if found is None or found[1] not in self.parts:
                raise CellError("period", text, "not a period", f"Write {WAYS}")
            if not FIRST_YEAR <= found[0] <= LAST_YEAR:
                raise CellError("period", text, f"a year outside {FIRST_YEAR} to {LAST_YEAR}")
            period = self._periods[text] = (found[0], self.parts[found[1]])
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
        text = given[wanted]
        if not text and wanted == "patent_type":
            # 万人发明专利拥有量 says itself that it is of inventions.
            types = named_inside(metric_name, lambda name: self.names.get(("patent_type", name), ())) - {"total"}
            text = types.pop() if len(types) == 1 else ""
        text = text or ("total" if wanted != "program" else "")
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

    def used(self) -> set[int]:
        """The metrics that rows have named so far."""
        return {series.metric.id for series in self._series.values()}

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
