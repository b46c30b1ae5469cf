"""Named programs: who takes part, what is awarded, and the documents behind them."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
)

from .base import Words, metadata, names

award_levels = Table(
    "award_levels",
    metadata,
    Column("code", Words, primary_key=True, doc="first, second, third, excellence"),
    Column("position", SmallInteger, nullable=False, doc="Order in tables, the highest first"),
    *names("Name in Chinese", "Name in English"),
    comment="Levels at which a program gives awards.",
)

programs = Table(
    "programs",
    metadata,
    Column("code", Words, primary_key=True, doc="Short code of the program"),
    *names("Name in Chinese", "Name in English"),
    Column(
        "kind",
        Words,
        nullable=False,
        doc="implementation, pilot, award, financing, protection, assessment, standard",
    ),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="Region that runs it"),
    comment="Named programs: implementation plans, pilots, awards, pledge financing, market cultivation.",
)

program_participants = Table(
    "program_participants",
    metadata,
    Column("program", Words, ForeignKey("programs.code"), nullable=False, doc="Program"),
    Column("position", SmallInteger, nullable=False, doc="Order in the source"),
    *names("Name in Chinese", "Name in English"),
    Column("kind", Words, nullable=False, doc="park, market, technology, patent, enterprise or region"),
    Column("year", SmallInteger, ForeignKey("years.year"), nullable=False, doc="Year"),
    Column(
        "stage",
        Words,
        nullable=False,
        doc="How far it had come: applied, approved, running, review, accepted, awarded",
    ),
    Column("award_level", Words, ForeignKey("award_levels.code"), doc="Award, where it got one"),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Where it is named"),
    Column("locator", Words, nullable=False, doc="Place in the source"),
    PrimaryKeyConstraint("program", "source_id", "position"),
    CheckConstraint("locator <> ''", name="locator"),
    comment="Parks, markets, technologies and patents that take part in a program.",
)

documents = Table(
    "documents",
    metadata,
    Column("number", Words, primary_key=True, doc="Document number as printed: 新政办发〔2016〕2号"),
    *names("What it is about, in Chinese", "What it is about, in English"),
    Column("issuer", Words, nullable=False, doc="Who issued it"),
    Column("issued", Words, nullable=False, doc="Date of issue: 2016-01-16"),
    Column("program", Words, ForeignKey("programs.code"), doc="Program that rests on it"),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="Region for which it was issued"),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Where it is named"),
    Column("locator", Words, nullable=False, doc="Place in the source"),
    CheckConstraint("locator <> ''", name="locator"),
    comment="Numbered policy documents behind the programs.",
)
