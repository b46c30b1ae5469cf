"""The small tables around the figures: regions, years, units, types, metrics, sources and names."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    UniqueConstraint,
)

from .base import Words, metadata, names

region_levels = Table(
    "region_levels",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False, doc="Order of the levels, the nation first"),
    Column("code", Words, nullable=False, unique=True, doc="country, macro_region, province, hmt_region, ..."),
    *names("Name of the level in Chinese", "Name of the level in English"),
    comment="The levels at which regions are ranked and summed.",
)

regions = Table(
    "regions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, doc="The six digits of `code` as a number"),
    Column("code", Words, nullable=False, doc="GB/T 2260 code, six digits; the nation is 100000"),
    Column("iso", Words, doc="ISO 3166-2 code, where there is one"),
    *names("Short name in Chinese: 新疆, 全国", "Name in English"),
    Column("full_name_zh", Words, nullable=False, doc="Official name in Chinese"),
    Column("level_id", SmallInteger, ForeignKey("region_levels.id"), nullable=False, doc="Level of the region"),
    Column("parent_id", Integer, ForeignKey("regions.id"), doc="Region that contains this one"),
    Column(
        "overlaps_parent",
        SmallInteger,
        nullable=False,
        doc="1 where its figures are also in its sisters' (the Corps), so that it is never added to them",
    ),
    Column("note", Words, doc="Where the code comes from, and its history"),
    UniqueConstraint("code"),
    CheckConstraint("length(code) = 6", name="code_six_digits"),
    CheckConstraint("overlaps_parent IN (0, 1)", name="overlaps_parent"),
    comment="Countries, macro-regions, provinces, prefectures and reporting units.",
)

region_memberships = Table(
    "region_memberships",
    metadata,
    Column("scope_id", Integer, ForeignKey("regions.id"), nullable=False, doc="The containing region"),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="A region in it, at any depth"),
    Column("from_year", SmallInteger, nullable=False, doc="First year of the membership"),
    Column("to_year", SmallInteger, nullable=False, doc="Last year of the membership; 9999 while it lasts"),
    PrimaryKeyConstraint("scope_id", "region_id", "from_year"),
    CheckConstraint("from_year <= to_year", name="years_in_order"),
    Index("ix_region_memberships_region", "region_id"),
    comment="Which region lies in which, and when: macro-regions changed their members.",
)

plans = Table(
    "plans",
    metadata,
    Column("number", SmallInteger, primary_key=True, autoincrement=False, doc="Number of the five-year plan"),
    *names("Name in Chinese: 十三五", "Name in English"),
    Column("first_year", SmallInteger, nullable=False, doc="First year of the plan"),
    Column("last_year", SmallInteger, nullable=False, doc="Last year of the plan"),
    CheckConstraint("first_year <= last_year", name="years_in_order"),
    comment="The five-year plans of the People's Republic of China.",
)

years = Table(
    "years",
    metadata,
    Column("year", SmallInteger, primary_key=True, autoincrement=False, doc="Calendar year"),
    Column("plan", SmallInteger, ForeignKey("plans.number"), doc="The five-year plan it falls in, if any"),
    comment="Calendar years.",
)

period_parts = Table(
    "period_parts",
    metadata,
    Column(
        "id",
        SmallInteger,
        primary_key=True,
        autoincrement=False,
        doc="0 the year, 1-12 months, 21-22 halves, 31-34 quarters",
    ),
    Column(
        "suffix",
        Words,
        nullable=False,
        unique=True,
        doc="What follows the year: -S1, -Q3, -07 in SDMX form, -01/YYYY-09 up to a month",
    ),
    *names("Name in Chinese", "Name in English"),
    comment="The parts of a year that a figure can cover (SDMX time formats).",
)

units = Table(
    "units",
    metadata,
    Column("code", Words, primary_key=True, doc="The unit as Chinese statistics print it: 件, 元, %"),
    Column("name_en", Words, nullable=False, doc="Name in English"),
    comment="Units of measure. Multipliers (万, 亿) are not units: see observations.unit_mult.",
)

patent_types = Table(
    "patent_types",
    metadata,
    Column("code", Words, primary_key=True, doc="total, invention, utility_model, design"),
    Column("position", SmallInteger, nullable=False, doc="Order in tables"),
    *names("Name in Chinese", "Name in English"),
    comment="The three kinds of patent of Chinese law, and their total.",
)

cases = Table(
    "cases",
    metadata,
    Column("code", Words, primary_key=True, doc="Kind of enforcement case"),
    Column("position", SmallInteger, nullable=False, doc="Order in tables"),
    *names("Name in Chinese", "Name in English"),
    Column("parent", Words, ForeignKey("cases.code"), doc="The kind that this one is part of"),
    Column(
        "procedure",
        Words,
        nullable=False,
        doc="How a case of this kind ends: mediation, investigation, or any",
    ),
    Column("closed_term_zh", Words, nullable=False, doc="The word for closing one in Chinese: 结案, 调处, 查处"),
    comment="Kinds of enforcement case, and where each sits in the procedure.",
)

breakdown_kinds = Table(
    "breakdown_kinds",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False, doc="Number of the kind"),
    Column("code", Words, nullable=False, unique=True, doc="none, patent_type, case, program"),
    comment="The classifications that a metric can be broken down by.",
)

breakdowns = Table(
    "breakdowns",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, doc="Number of the item; 0 is no breakdown"),
    Column("kind_id", SmallInteger, ForeignKey("breakdown_kinds.id"), nullable=False, doc="Kind of breakdown"),
    Column("patent_type", Words, ForeignKey("patent_types.code"), doc="Patent type, in a breakdown by type"),
    Column("case_kind", Words, ForeignKey("cases.code"), doc="Kind of case, in a breakdown by case"),
    Column("program", Words, ForeignKey("programs.code"), doc="Program, in a breakdown by program"),
    Column("award_level", Words, ForeignKey("award_levels.code"), doc="Level of award within the program"),
    Column("parent_id", Integer, ForeignKey("breakdowns.id"), doc="The item that this one is part of"),
    *names("Label of the item in Chinese; empty for none and for a total", "Label in English"),
    UniqueConstraint("id", "kind_id"),
    UniqueConstraint("patent_type"),
    UniqueConstraint("case_kind"),
    UniqueConstraint("program", "award_level"),
    CheckConstraint("(kind_id = 1) = (patent_type IS NOT NULL)", name="patent_type_by_kind"),
    CheckConstraint("(kind_id = 2) = (case_kind IS NOT NULL)", name="case_by_kind"),
    CheckConstraint("(kind_id = 3) = (program IS NOT NULL)", name="program_by_kind"),
    CheckConstraint("award_level IS NULL OR program IS NOT NULL", name="award_of_program"),
    comment="The items of all breakdowns: one small number where a figure would need four columns.",
)

metrics = Table(
    "metrics",
    metadata,
    Column(
        "id",
        Integer,
        primary_key=True,
        autoincrement=False,
        doc="Number of the metric; keys of figures begin with it",
    ),
    Column("code", Words, nullable=False, doc="subject.measure: patent.grants, trademark.applications"),
    Column("subject", Words, nullable=False, doc="What is counted: patent, trademark, case"),
    Column("measure", Words, nullable=False, doc="What happened to it: applications, grants, in_force"),
    *names("Name in Chinese", "Name in English"),
    Column("unit", Words, ForeignKey("units.code"), nullable=False, doc="Base unit of its figures"),
    Column(
        "kind",
        Words,
        nullable=False,
        doc="flow (over a period), stock (at its end), ratio, or amount of money",
    ),
    Column(
        "breakdown_kind",
        SmallInteger,
        ForeignKey("breakdown_kinds.id"),
        nullable=False,
        doc="The one breakdown that it takes",
    ),
    Column("adds_over_regions", SmallInteger, nullable=False, doc="1 where regions may be summed"),
    Column("adds_over_years", SmallInteger, nullable=False, doc="1 where years may be summed"),
    Column(
        "divisor",
        BigInteger,
        nullable=False,
        doc="Figures are kept as whole multiples of 1/divisor of the unit",
    ),
    Column("definition", Words, doc="What exactly is measured, and by whom"),
    UniqueConstraint("code"),
    UniqueConstraint("id", "breakdown_kind"),
    CheckConstraint("kind IN ('flow', 'stock', 'ratio', 'amount')", name="kind"),
    CheckConstraint("code = subject || '.' || measure", name="code_of_parts"),
    CheckConstraint("divisor IN (1, 100, 10000, 1000000)", name="divisor"),
    CheckConstraint("kind <> 'stock' OR adds_over_years = 0", name="stock_not_over_years"),
    CheckConstraint("kind <> 'ratio' OR (adds_over_regions = 0 AND adds_over_years = 0)", name="ratio_not_summed"),
    comment="What is measured.",
)

declared_ratios = Table(
    "declared_ratios",
    metadata,
    Column("metric_id", Integer, ForeignKey("metrics.id"), primary_key=True, autoincrement=False, doc="The ratio"),
    Column(
        "numerator_id", Integer, ForeignKey("metrics.id"), nullable=False, doc="What is divided; its breakdown stays"
    ),
    Column("denominator_id", Integer, ForeignKey("metrics.id"), nullable=False, doc="By what; it takes no breakdown"),
    Column("per", BigInteger, nullable=False, doc="Per how many units of the denominator: 10000 people"),
    Column("lag", SmallInteger, nullable=False, doc="How many years before its own the denominator is of"),
    Column(
        "vintage",
        Words,
        nullable=False,
        doc="Which publication of the denominator: first (as first published) or preferred",
    ),
    Column("decimals", SmallInteger, nullable=False, doc="Digits that are given after the point"),
    Column(
        "scale", BigInteger, nullable=False, doc="per times both divisors over that of the numerator: a power of ten"
    ),
    CheckConstraint("metric_id NOT IN (numerator_id, denominator_id)", name="not_of_itself"),
    CheckConstraint("lag BETWEEN 0 AND 10", name="lag"),
    CheckConstraint("vintage IN ('first', 'preferred')", name="vintage"),
    CheckConstraint("decimals BETWEEN 0 AND 5", name="decimals"),
    CheckConstraint("scale BETWEEN 1 AND 100000000000000", name="scale"),
    comment="Metrics that are not stored but worked out: a figure over another, per so many of its units.",
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, doc="Number of the source"),
    Column("code", Words, nullable=False, unique=True, doc="Short code: the name of its seed folder"),
    *names("Title of the publication in Chinese", "Title in English"),
    Column("edition", Words, nullable=False, doc="Edition; a later one is a source of its own"),
    Column("publisher", Words, nullable=False, doc="Who published it"),
    Column(
        "published",
        Words,
        nullable=False,
        doc="Date of publication as far as known: 2017, 2017-04, 2017-04-26",
    ),
    Column("language", Words, nullable=False, doc="Language of the print: zh, en"),
    Column(
        "priority",
        SmallInteger,
        nullable=False,
        doc="Which source is preferred for a fact: the lowest number",
    ),
    Column("checksum", Words, doc="SHA-256 of the file that was read, if it was read from one"),
    Column("note", Words, doc="What a reader should know of it"),
    comment="Publications. A later edition is a new source; none overwrites another.",
)

aliases = Table(
    "aliases",
    metadata,
    Column("kind", Words, nullable=False, doc="region, subject, measure, metric, patent_type, case or program"),
    Column("name", Words, nullable=False, doc="The name, normalized (width, case, blanks)"),
    Column("target", Words, nullable=False, doc="Code of what is meant"),
    Column("printed", Words, nullable=False, doc="The name as it is written"),
    Column("note", Words, doc="Why it is here: short form, former name, misprint"),
    PrimaryKeyConstraint("kind", "name", "target"),
    Index("ix_aliases_name", "name"),
    comment="Every name by which a region, a metric or an item of a breakdown is known.",
)

statuses = Table(
    "statuses",
    metadata,
    Column("code", Words, primary_key=True, doc="Code of SDMX CL_OBS_STATUS"),
    *names("Meaning in Chinese", "Meaning in English"),
    comment="Observation status (SDMX CL_OBS_STATUS).",
)

qualifiers = Table(
    "qualifiers",
    metadata,
    Column("code", Words, primary_key=True, doc="exact, rounded, about, at_least, more_than, at_most, less_than"),
    *names("Meaning in Chinese", "Meaning in English"),
    comment="How a printed figure stands to the true one.",
)

claim_kinds = Table(
    "claim_kinds",
    metadata,
    Column("code", Words, primary_key=True, doc="growth, rank, rank_change, share, change, multiple"),
    *names("Name in Chinese", "Name in English"),
    Column("unit", Words, ForeignKey("units.code"), nullable=False, doc="Unit of its number"),
    comment="Kinds of statement about figures.",
)
