"""Recover the figures that a source states only through a level and its growth.

A level of 14105 that grew by 15.14 % leaves one whole number for the year before, 12250; 34136 at 35.0 %
leaves nineteen, and then the answer is that range and no number in it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, insert

from ...numbers import Bounds, base_of_growth
from .. import schema
from .merging import Stage, run
from .rows import Catalogue, Metric, Series


def recover(connection: Connection, catalogue: Catalogue, source_id: int) -> int:
    """Add the figures recovered from one source's growths, with status I; how many there are."""
    found = [
        recovered
        for row in run(connection, "recoverable", source_id=source_id).mappings()
        if (recovered := _recovered(catalogue, row))
    ]
    if not found:
        return 0
    with Stage(connection) as stage:
        stage.fill(figure for figure, _ in found)
        stage.merge(source_id, catalogue)
        stage.settle(source_id)
    connection.execute(insert(schema.derivations), [derivation | {"source_id": source_id} for _, derivation in found])
    return len(found)


def _recovered(catalogue: Catalogue, row: Any) -> tuple[tuple[Any, ...], dict[str, Any]] | None:
    metric = Metric(row["metric_id"], row["metric"], row["unit"], row["kind"], row["breakdown_kind"], row["divisor"])
    level = Bounds(
        Fraction(row["low"], metric.divisor),
        None if row["high"] is None else Fraction(row["high"], metric.divisor),
    )
    base = base_of_growth(level, Bounds(_percent(row["growth_low"]), _percent(row["growth_high"])))
    if base is None or base.low is None:
        return None
    low, high = base.scaled(metric.divisor)
    value, candidates = None, None
    if metric.counts:
        whole = base.integers()
        if whole is None:
            low, high = -(-base.low.numerator // base.low.denominator), None
        elif not whole:
            # No whole number fits: the statement contradicts its level, and there is nothing to recover.
            return None
        else:
            low, high, candidates = whole[0], whole[-1], len(whole)
            value = low if candidates == 1 else None
    panel = catalogue.panel(Series(metric, row["breakdown_id"]), row["base_year"], row["level_id"], row["part"])
    locator = f"{row['growth']} ({row['growth_locator']}) to {row['level']} ({row['level_locator']})"
    qualifier = "exact" if value is not None else "rounded"
    figure = (
        0, metric.id, row["region_id"], row["breakdown_id"], row["part"], row["base_year"], metric.breakdown_kind, panel,
        value, low, high, 0, 0, qualifier, "I", "", locator,
    )  # fmt: skip
    keys = {name: row[name] for name in ("metric_id", "region_id", "breakdown_id", "part")}
    return figure, keys | {
        "year": row["base_year"],
        "method": "level_and_growth",
        "from_year": row["year"],
        "candidates": candidates,
    }


def _percent(stored: int | None) -> Fraction | None:
    return None if stored is None else Fraction(stored, 10_000)
