"""Make figures: as a seed folder, and straight in a database. Every run makes the same ones."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

REGIONS = 3_200
FIRST_YEAR, LAST_YEAR = 1980, 2019
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

#: Codes of the made-up counties: no code of GB/T 2260 begins with 70.
FIRST_COUNTY = 700_001

_PROVINCES = (
    *range(110_000, 160_000, 10_000), *range(210_000, 240_000, 10_000), *range(310_000, 380_000, 10_000),
    *range(410_000, 470_000, 10_000), *range(500_000, 550_000, 10_000), *range(610_000, 660_000, 10_000),
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """So many metrics, of all regions and years."""

    metrics: int

    @property
    def figures(self) -> int:
        return self.metrics * REGIONS * len(YEARS)

    def __str__(self) -> str:
        return f"{self.figures:,}"


QUARTER_MILLION, MILLION, TEN_MILLION = Size(2), Size(8), Size(80)


def metric_code(number: int) -> str:
    """Code of the made-up metric of this number, counted from 1."""
    return f"made.m{number:02}"


def county_code(number: int) -> int:
    """Code of the made-up county of this number, counted from 0."""
    return FIRST_COUNTY + number


def figure(metric: int, region: int, year: int) -> int:
    """A figure that differs from region to region and moves from year to year; ties come up, as they do."""
    level = (region * 7_919 + metric * 104_729) % 9_973
    return 1_000 + level * (year - 1_950) + (region * 31 + year * 1_009 + metric * 13) % 20_011


def provinces() -> tuple[int, ...]:
    """The codes of the provinces."""
    return _PROVINCES


def write_source(folder: Path) -> None:
    """The publication that all made-up figures are in."""
    (folder / "source.toml").write_text('code = "made"\ntitle_en = "Made-up figures"\npublished = "2026-11"\n', "utf-8")


def write_reference(folder: Path, size: Size) -> None:
    """A seed folder that declares the counties, under the provinces in turn, and the metrics."""
    folder.mkdir(parents=True, exist_ok=True)
    write_source(folder)
    write_metrics(folder, size)
    with (folder / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["code", "iso", "name_zh", "name_en", "full_name_zh", "level", "parent", "overlaps_parent", "note"]
        )
        for number in range(REGIONS):
            code, parent = county_code(number), _PROVINCES[number % len(_PROVINCES)]
            zh = f"试验县{number:04}"
            writer.writerow((code, "", zh, f"Trial County {number:04}", zh, "county", parent, 0, ""))


def write_metrics(folder: Path, size: Size) -> None:
    """The metrics, all of them flows that add up over regions."""
    with (folder / "metrics.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "code",
                "name_zh",
                "name_en",
                "unit",
                "kind",
                "breakdown",
                "adds_over_regions",
                "adds_over_years",
                "divisor",
                "definition",
            ]
        )
        for number in range(1, size.metrics + 1):
            code = metric_code(number)
            writer.writerow(
                (code, f"试验指标{number:02}", f"Trial metric {number:02}", "件", "flow", "none", 1, 1, 1, "")
            )


def facts(size: Size, order: str) -> Iterator[tuple[int, int, int]]:
    """Metric, region number and year of each figure: ``by year`` as yearbooks print, or ``by key`` as stored."""
    metrics, regions = range(1, size.metrics + 1), range(REGIONS)
    if order == "by key":
        yield from product(metrics, regions, YEARS)
    else:
        for year, region, metric in product(YEARS, regions, metrics):
            yield metric, region, year


def write_folder(folder: Path, size: Size, order: str = "by year") -> Path:
    """A seed folder with its regions, its metrics and its figures."""
    write_reference(folder, size)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("region,period,metric,published,locator\n")
        for metric, region, year in facts(size, order):
            code = county_code(region)
            value = figure(metric, code, year)
            file.write(f"{code},{year},{metric_code(metric)},{value},table {metric} page {year - 1900}\n")
    return folder
