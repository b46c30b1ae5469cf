"""Recover the figures that a source does not print but leaves no choice about.

A level of 14105 that grew by 15.14 % leaves one whole number for the year before, 12250; 34136 at 35.0 %
leaves nineteen, and then the answer is that range and no number in it. A blank among the parts of a total
is what the total and the other parts leave for it.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, insert, text

from ...audit.evidence import Claim, Evidence, Figure
from ...audit.recovery import recover as follow
from ...numbers import Bounds, remainder
from .. import schema
from ..evidence import read_names
from .catalogue import Catalogue, Metric, Series
from .merging import Stage, run

#: Where more figures than this stand in families with one missing, nobody left the one out by chance, and it is
#: not recovered: memory must not grow with a file.
MOST_INCOMPLETE = 100_000


def recover(connection: Connection, catalogue: Catalogue, source_id: int) -> int:
    """Add the figures recovered from what one source prints, with status I; how many there are."""
    # Blanks first: a level that was one may have a growth.
    gaps = groupby(run(connection, "gaps", source_id=source_id).mappings(), key=itemgetter(*_FACT))
    blanks = [found for _, rows in gaps if (found := _blank(catalogue, list(rows)))]
    count = _put(connection, catalogue, source_id, blanks)
    # A round builds on the one before, and so do the rows.
    return count + _put(connection, catalogue, source_id, _following(connection, catalogue, source_id))


def recover_again(connection: Connection) -> int:
    """Recover what follows from sources that an earlier version loaded, which knew fewer ways; how many figures."""
    catalogue = Catalogue.read(connection)
    numbers = connection.execute(text("SELECT id FROM sources ORDER BY id")).scalars().all()
    return sum(recover(connection, catalogue, number) for number in numbers)


def _following(connection: Connection, catalogue: Catalogue, source_id: int) -> list[Recovered]:
    """What follows from the claims, the ratios and the incomplete families of a source."""
    rows = {tuple(row) for row in run(connection, "concerned", source_id=source_id)}
    families = run(connection, "incomplete", source_id=source_id, most=MOST_INCOMPLETE + 1).all()
    if len(families) <= MOST_INCOMPLETE:
        # A figure of an incomplete family can be of a series that is concerned, too.
        rows.update(tuple(row) for row in families)
    figures = [Figure(*row) for row in sorted(rows, key=itemgetter(0, 1, 2, 3, 4))]
    if not figures:
        return []
    names = read_names(lambda sql, parameters: connection.execute(text(sql), parameters))
    evidence = Evidence(names)
    evidence.add(figures)
    evidence.claims = [Claim(*row) for row in run(connection, "claims_of_source", source_id=source_id)]
    levels = dict(catalogue.regions.values())
    found = []
    for one in follow(evidence, source_id):
        metric = catalogue.metrics[names.metrics[one.fact[0]].code]
        keys = {
            "region_id": one.fact[1],
            "breakdown_id": one.fact[2],
            "part": one.fact[3],
            "level_id": levels[one.fact[1]],
        }
        row = _row(
            catalogue, metric, keys | {"metric_id": metric.id}, one.bounds, one.fact[4], one.from_year, one.method, one.reason
        )  # fmt: skip
        if row is not None:
            found.append(row)
    return found


#: A recovered figure as a staged row, and what it was recovered from.
Recovered = tuple[tuple[Any, ...], dict[str, Any]]

_FACT = ("metric_id", "region_id", "breakdown_id", "part", "year")


def _put(connection: Connection, catalogue: Catalogue, source_id: int, found: list[Recovered]) -> int:
    if not found:
        return 0
    with Stage(connection) as stage:
        stage.fill(figure for figure, _ in found)
        run(connection, "drop_gaps", source_id=source_id)
        stage.merge(source_id, catalogue)
        stage.settle(source_id)
    connection.execute(insert(schema.derivations), [derivation | {"source_id": source_id} for _, derivation in found])
    return len(found)


def _blank(catalogue: Catalogue, rows: list[Any]) -> Recovered | None:
    """What the row and the column of a blank leave for it, both of them where both can be worked out."""
    metric = _metric(rows[0])
    left: Bounds | None = None
    reasons = []
    for way, beside in groupby(rows, key=itemgetter("way")):
        first, *others = beside
        known = [bounds for row in (first, *others) if (bounds := _bounds(row, metric)) is not None]
        if not first["is_whole"] or len(known) <= len(others):
            continue
        rest = remainder(known[0], known[1:])
        left = rest if left is None else left.intersect(rest)
        if left is None:
            return None
        reasons.append(f"total less the other {way}s")
    if left is None or left.low is None or left.high is None or left.low < 0:
        return None
    locator = f"{rows[0]['locator']} (blank): {' and '.join(reasons)}"
    return _row(catalogue, metric, rows[0], left, rows[0]["year"], rows[0]["year"], "total_and_parts", locator)


def _metric(row: Any) -> Metric:
    return Metric(row["metric_id"], row["metric"], row["unit"], row["kind"], row["breakdown_kind"], row["divisor"])


def _bounds(row: Any, metric: Metric) -> Bounds | None:
    if row["low"] is None or row["high"] is None:
        return None
    return Bounds(Fraction(row["low"], metric.divisor), Fraction(row["high"], metric.divisor))


def _row(
    catalogue: Catalogue, metric: Metric, row: Any, bounds: Bounds, year: int, from_year: int, method: str, locator: str
) -> Recovered | None:
    assert bounds.low is not None
    low, high = bounds.scaled(metric.divisor)
    value, candidates = None, None
    if metric.counts:
        whole = bounds.integers()
        if whole is None:
            low, high = -(-bounds.low.numerator // bounds.low.denominator), None
        elif not whole:
            # No whole number fits: the statement contradicts its level, and there is nothing to recover.
            return None
        else:
            low, high, candidates = whole[0], whole[-1], len(whole)
            value = low if candidates == 1 else None
    elif low == high:
        value = low
    panel = catalogue.panel(Series(metric, row["breakdown_id"]), year, row["level_id"], row["part"])
    qualifier = "exact" if value is not None else "rounded"
    figure = (
        0, metric.id, row["region_id"], row["breakdown_id"], row["part"], year, metric.breakdown_kind, panel,
        value, low, high, 0, 0, qualifier, "I", "", locator,
    )  # fmt: skip
    keys = {name: row[name] for name in ("metric_id", "region_id", "breakdown_id", "part")}
    return figure, keys | {"year": year, "method": method, "from_year": from_year, "candidates": candidates}
