"""The tables of the audit: each check of a published number, and what it was computed from. Kept by the loader."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    text,
)

from .base import Words, metadata


def _fact() -> list[Column[Any]]:
    return [
        Column("region_id", Integer, nullable=False, doc="Its region"),
        Column("breakdown_id", Integer, nullable=False, doc="Its item of the breakdown"),
        Column("part", SmallInteger, nullable=False, doc="Its part of the year"),
        Column("year", SmallInteger, nullable=False, doc="Its year"),
        Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Its source"),
        Column("kind", Words, nullable=False, doc="level for a figure, or the kind of the claim: growth, rank, share"),
        Column("subject", Words, nullable=False, doc="level or growth, for a claim; empty for a figure"),
    ]


checks = Table(
    "checks",
    metadata,
    Column("metric_id", Integer, ForeignKey("metrics.id"), nullable=False, doc="Metric of the number checked"),
    Column("id", Integer, nullable=False, autoincrement=False, doc="Number of the check within its metric"),
    *_fact(),
    Column("rule", Words, nullable=False, doc="Rule that it was checked by"),
    Column("verdict", Words, nullable=False, doc="reproduced, consistent, unverifiable, question or contradicted"),
    Column("gross", SmallInteger, nullable=False, doc="1 where the sign or the direction is contradicted"),
    Column("published", Words, nullable=False, doc="The number as printed"),
    Column("computed_low", BigInteger, doc="The least that it should be, times divisor, rounded down"),
    Column("computed_high", BigInteger, doc="The most that it should be, times divisor, rounded up"),
    Column("divisor", BigInteger, nullable=False, doc="By what the bounds are divided"),
    Column("implied_zh", Words, nullable=False, doc="What another figure would have to be, in Chinese"),
    Column("implied_en", Words, nullable=False, doc="What another figure would have to be, in English"),
    Column("sharpness", Words, doc="Percent of random numbers of the same print that would have passed, as text"),
    Column("explanation_zh", Words, nullable=False, doc="The finding in a sentence, in Chinese"),
    Column("explanation_en", Words, nullable=False, doc="The finding in a sentence, in English"),
    Column("suspects_zh", Words, nullable=False, doc="Cells that explain a failed sum, in Chinese"),
    Column("suspects_en", Words, nullable=False, doc="Cells that explain a failed sum, in English"),
    Column("locator", Words, nullable=False, doc="Place in the source"),
    PrimaryKeyConstraint("metric_id", "id"),
    CheckConstraint(
        "verdict IN ('reproduced', 'consistent', 'unverifiable', 'question', 'contradicted')", name="verdict"
    ),
    CheckConstraint("gross IN (0, 1)", name="gross"),
    CheckConstraint("divisor IN (1, 100, 10000, 1000000)", name="divisor"),
    CheckConstraint("computed_low <= computed_high", name="bounds_in_order"),
    Index(
        "ix_checks_contradicted",
        "metric_id",
        "region_id",
        "year",
        sqlite_where=text("verdict = 'contradicted'"),
        postgresql_where=text("verdict = 'contradicted'"),
    ),
    sqlite_with_rowid=False,
    comment="One check of one published number by one rule, with its verdict.",
)

check_inputs = Table(
    "check_inputs",
    metadata,
    Column("metric_id", Integer, nullable=False, doc="Metric of the check"),
    Column("check_id", Integer, nullable=False, doc="Number of the check within its metric"),
    Column("position", SmallInteger, nullable=False, doc="Order of what it was computed from"),
    Column("role", Words, nullable=False, doc="Part in the computation: total, part, base, claim, denominator"),
    Column("of_metric_id", Integer, ForeignKey("metrics.id"), nullable=False, doc="Metric of this figure or claim"),
    *_fact(),
    PrimaryKeyConstraint("metric_id", "check_id", "position"),
    ForeignKeyConstraint(["metric_id", "check_id"], ["checks.metric_id", "checks.id"], name="fk_check_inputs_check"),
    sqlite_with_rowid=False,
    comment="The figures and claims that a check was computed from.",
)
