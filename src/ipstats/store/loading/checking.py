"""Keep the checks of published numbers up to date with what is loaded."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, text

from ...audit.auditing import audit, families
from ...audit.evidence import Claim, Figure
from ...audit.findings import Finding
from ...audit.suspects import name_suspects
from ...sharpness import as_percent
from .. import schema
from ..evidence import read_evidence, read_names

#: In a database with more figures, checks are worked out when they are asked for and not kept.
MOST_FIGURES = 200_000


def keep_checks(connection: Connection, metrics: Collection[int] | None = None) -> int:
    """Work out the checks of these metrics, and of those that rules look at together with them, and keep them.

    Without metrics, of all. Returns how many are kept. Where there are more than ``MOST_FIGURES`` figures none
    is: working them out would take longer than loading.
    """
    if _figures(connection) > MOST_FIGURES:
        for table in (schema.check_inputs, schema.checks):
            connection.execute(delete(table))
        return 0

    def rows(sql: str, parameters: Any) -> Any:
        return connection.execute(text(sql), parameters)

    names = read_names(rows)
    count = 0
    for family in families(names, metrics):
        for table in (schema.check_inputs, schema.checks):
            connection.execute(delete(table).where(table.c.metric_id.in_(family)))
        evidence = read_evidence(rows, names, family)
        findings = audit(evidence)
        name_suspects(evidence, findings)
        numbers: dict[int, int] = {}
        kept: list[tuple[int, Finding]] = []
        for finding in findings:
            number = numbers[finding.of.metric] = numbers.get(finding.of.metric, 0) + 1
            kept.append((number, finding))
        if kept:
            divisors = {metric.id: metric.divisor for metric in names.metrics.values()}
            _insert(connection, schema.checks, (_check(number, one, divisors) for number, one in kept))
            _insert(connection, schema.check_inputs, (row for number, one in kept for row in _inputs(number, one)))
        count += len(kept)
    return count


def _figures(connection: Connection) -> int:
    """How many figures there are, counted no further than need be."""
    first = text("SELECT COUNT(*) FROM (SELECT 1 AS one FROM observations LIMIT :most) first_figures")
    return int(connection.scalar(first, {"most": MOST_FIGURES + 1}) or 0)


def _insert(connection: Connection, table: Any, rows: Iterator[tuple[Any, ...]]) -> None:
    """Insert rows of a table in the order of its columns, past the layer that would look at each value."""
    cursor = connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
    if connection.dialect.name == "postgresql":
        with cursor.copy("COPY " + table.name + " FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    cursor.executemany(str(insert(table).compile(dialect=connection.dialect)), rows)  # type: ignore[arg-type]


def _fact(of: Figure | Claim) -> tuple[Any, ...]:
    kind, subject = (of.kind, of.subject) if isinstance(of, Claim) else ("level", "")
    return (*of[1:6], kind, subject)


def _check(number: int, finding: Finding, divisors: dict[int, int]) -> tuple[Any, ...]:
    of = finding.of
    divisor = 10_000 if isinstance(of, Claim) else divisors[of.metric]
    low = high = None
    if finding.computed is not None:
        low, high = finding.computed.scaled(divisor)
    share = finding.sharpness
    return (
        of.metric, number, *_fact(of), finding.rule, finding.verdict, int(finding.gross), finding.published, low, high,
        divisor, finding.implied.zh, finding.implied.en, None if share is None else format(as_percent(share), "f"),
        finding.explanation.zh, finding.explanation.en, finding.suspects.zh, finding.suspects.en, of.locator,
    )  # fmt: skip


def _inputs(number: int, finding: Finding) -> Iterator[tuple[Any, ...]]:
    for position, (role, of) in enumerate(finding.inputs, 1):
        yield finding.of.metric, number, position, role, of.metric, *_fact(of)
