"""The tables that grow: figures and claims, the panels that figures are ranked in, and what was recovered."""

from __future__ import annotations

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
    UniqueConstraint,
    text,
)

from .base import LARGEST, Words, metadata

panels = Table(
    "panels",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, doc="Number of the panel"),
    Column("metric_id", Integer, ForeignKey("metrics.id"), nullable=False, doc="Metric"),
    Column("year", SmallInteger, ForeignKey("years.year"), nullable=False, doc="Year"),
    Column("level_id", SmallInteger, ForeignKey("region_levels.id"), nullable=False, doc="Level of the regions"),
    Column("breakdown_id", Integer, ForeignKey("breakdowns.id"), nullable=False, doc="Item of the breakdown"),
    Column("part", SmallInteger, ForeignKey("period_parts.id"), nullable=False, doc="Part of the year"),
    Column("figures", Integer, nullable=False, doc="How many regions have a figure in it: what a rank is out of"),
    UniqueConstraint("metric_id", "year", "level_id", "breakdown_id", "part"),
    comment="One fact over all regions of a level in one period: what a ranking ranks. Kept by the loader.",
)

_FACT = ("metric_id", "region_id", "breakdown_id", "part", "year", "source_id")

observations = Table(
    "observations",
    metadata,
    Column("metric_id", Integer, nullable=False, doc="Metric"),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="Region"),
    Column("breakdown_id", Integer, nullable=False, doc="Item of the metric's breakdown; 0 where it takes none"),
    Column(
        "part",
        SmallInteger,
        ForeignKey("period_parts.id"),
        nullable=False,
        doc="Part of the year; 0 is the whole",
    ),
    Column("year", SmallInteger, ForeignKey("years.year"), nullable=False, doc="Calendar year"),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Where it was published"),
    Column(
        "breakdown_kind",
        SmallInteger,
        nullable=False,
        doc="Kind of the breakdown, so that the database can check it",
    ),
    Column("panel_id", Integer, ForeignKey("panels.id"), doc="Its panel; empty where another source is preferred"),
    Column("value", BigInteger, doc="The figure times metrics.divisor; empty where missing or known as a range"),
    Column("low", BigInteger, doc="Lower bound times divisor; empty where there is none"),
    Column("high", BigInteger, doc="Upper bound times divisor; empty where there is none"),
    Column("decimals", SmallInteger, nullable=False, doc="Digits printed after the point (SDMX DECIMALS)"),
    Column(
        "unit_mult",
        SmallInteger,
        nullable=False,
        doc="Power of ten of the printed unit: 4 for 万 (SDMX UNIT_MULT)",
    ),
    Column(
        "qualifier",
        Words,
        ForeignKey("qualifiers.code"),
        nullable=False,
        doc="How the print qualifies the figure",
    ),
    Column(
        "status",
        Words,
        ForeignKey("statuses.code"),
        nullable=False,
        doc="Observation status (SDMX OBS_STATUS)",
    ),
    Column("published", Words, nullable=False, doc="The figure as printed: 21.36万件; empty for a recovered one"),
    Column("locator", Words, nullable=False, doc="Place in the source: section and line, or sheet and cell"),
    PrimaryKeyConstraint(*_FACT),
    ForeignKeyConstraint(
        ["metric_id", "breakdown_kind"],
        ["metrics.id", "metrics.breakdown_kind"],
        name="fk_observations_metric_takes_breakdown",
    ),
    ForeignKeyConstraint(
        ["breakdown_id", "breakdown_kind"],
        ["breakdowns.id", "breakdowns.kind_id"],
        name="fk_observations_breakdown_of_kind",
    ),
    CheckConstraint("locator <> ''", name="locator"),
    CheckConstraint("published <> '' OR status IN ('I', 'M', 'O', 'K')", name="published_or_recovered"),
    CheckConstraint("value IS NOT NULL OR low IS NOT NULL OR status IN ('M', 'O', 'K')", name="figure_or_missing"),
    CheckConstraint("value IS NULL OR low IS NULL OR low <= value", name="low_not_above_value"),
    CheckConstraint("value IS NULL OR high IS NULL OR value <= high", name="value_not_above_high"),
    CheckConstraint(
        f"abs(coalesce(value, low, 0)) <= {LARGEST} AND abs(coalesce(high, 0)) <= {LARGEST}", name="largest"
    ),
    Index(
        "ix_observations_panel",
        "panel_id",
        "value",
        sqlite_where=text("panel_id IS NOT NULL"),
        postgresql_where=text("panel_id IS NOT NULL"),
    ),
    sqlite_with_rowid=False,
    comment="One published or recovered figure: one for each fact and source.",
)

claims = Table(
    "claims",
    metadata,
    Column("metric_id", Integer, nullable=False, doc="Metric"),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="Region"),
    Column("breakdown_id", Integer, nullable=False, doc="Item of the metric's breakdown"),
    Column("part", SmallInteger, ForeignKey("period_parts.id"), nullable=False, doc="Part of the year"),
    Column("year", SmallInteger, ForeignKey("years.year"), nullable=False, doc="Calendar year"),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Where it was published"),
    Column("kind", Words, ForeignKey("claim_kinds.code"), nullable=False, doc="What is stated"),
    Column("subject", Words, nullable=False, doc="What it is stated of: level, or growth (22nd by growth)"),
    Column(
        "breakdown_kind",
        SmallInteger,
        nullable=False,
        doc="Kind of the breakdown, so that the database can check it",
    ),
    Column("base_year", SmallInteger, ForeignKey("years.year"), doc="Year that it compares with"),
    Column("scope_id", Integer, ForeignKey("regions.id"), doc="Region within which a rank or a share is stated"),
    Column("preferred", SmallInteger, nullable=False, doc="1 in the preferred source of this statement"),
    Column("value", BigInteger, nullable=False, doc="The number stated, times 10000"),
    Column("low", BigInteger, doc="Lowest number that prints so, times 10000; empty where there is none"),
    Column("high", BigInteger, doc="Highest number that prints so, times 10000; empty where there is none"),
    Column("decimals", SmallInteger, nullable=False, doc="Digits printed after the point"),
    Column("published", Words, nullable=False, doc="The statement's number as printed: -18.78%, 22"),
    Column("locator", Words, nullable=False, doc="Place in the source"),
    PrimaryKeyConstraint(*_FACT, "kind", "subject"),
    ForeignKeyConstraint(
        ["metric_id", "breakdown_kind"],
        ["metrics.id", "metrics.breakdown_kind"],
        name="fk_claims_metric_takes_breakdown",
    ),
    ForeignKeyConstraint(
        ["breakdown_id", "breakdown_kind"],
        ["breakdowns.id", "breakdowns.kind_id"],
        name="fk_claims_breakdown_of_kind",
    ),
    CheckConstraint("locator <> ''", name="locator"),
    CheckConstraint("published <> ''", name="published"),
    CheckConstraint("subject IN ('level', 'growth')", name="subject"),
    CheckConstraint("preferred IN (0, 1)", name="preferred"),
    CheckConstraint("low <= value AND value <= high", name="bounds_in_order"),
    CheckConstraint("decimals BETWEEN 0 AND 3", name="decimals"),
    sqlite_with_rowid=False,
    comment="One published statement about figures: a growth, a rank, a share.",
)

derivations = Table(
    "derivations",
    metadata,
    Column("metric_id", Integer, nullable=False, doc="Metric of the recovered figure"),
    Column("region_id", Integer, nullable=False, doc="Its region"),
    Column("breakdown_id", Integer, nullable=False, doc="Its breakdown"),
    Column("part", SmallInteger, nullable=False, doc="Its part of the year"),
    Column("year", SmallInteger, nullable=False, doc="Its year"),
    Column("source_id", Integer, nullable=False, doc="Its source, which is that of the claim"),
    Column(
        "method",
        Words,
        nullable=False,
        doc="How: level_and_growth, total_and_parts, share_and_total, rate_and_base, and others",
    ),
    Column("from_year", SmallInteger, nullable=False, doc="Year of the figures that it was recovered from"),
    Column("candidates", BigInteger, doc="How many whole numbers are left; empty for a ratio"),
    PrimaryKeyConstraint(*_FACT),
    ForeignKeyConstraint(list(_FACT), [f"observations.{name}" for name in _FACT], name="fk_derivations_observation"),
    CheckConstraint(
        "method IN ('level_and_growth', 'base_and_growth', 'total_and_parts', 'parts_of_total', 'share_and_total', "
        "'part_and_share', 'rate_and_base', 'figure_and_rate')",
        name="method",
    ),
    comment="From what each recovered figure (status I) was recovered.",
)
