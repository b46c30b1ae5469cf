"""The tables: one of figures, one of claims, and the small dimensions around them.

The line of ``doc`` beside each column is what ``docs/schema.md`` prints. Constraints are named, so that a
message from either database says which rule of the model was broken.

Figures are kept as whole numbers: ``value / metrics.divisor`` is the figure in the base unit of its metric.
Nothing here is a binary fraction, on SQLite or on PostgreSQL, and sums and comparisons are exact on both.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

#: Text sorts by code point on both databases, so that the same question gives the same order.
Words = Text().with_variant(Text(collation="C"), "postgresql")

#: Bound on a stored figure: within it the integer arithmetic of the views cannot overflow 64 bits, and a
#: client without decimals (SQLite's own) still shows each digit of ``value / divisor``.
LARGEST = 10**15 - 1

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _names(zh: str, en: str) -> tuple[Column[str], Column[str]]:
    return (
        Column("name_zh", Words, nullable=False, doc=zh),
        Column("name_en", Words, nullable=False, doc=en),
    )


region_levels = Table(
    "region_levels",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False, doc="Order of the levels, the nation first"),
    Column("code", Words, nullable=False, unique=True, doc="country, macro_region, province, hmt_region, ..."),
    *_names("Name of the level in Chinese", "Name of the level in English"),
    comment="The levels at which regions are ranked and summed.",
)

regions = Table(
    "regions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, doc="The six digits of `code` as a number"),
    Column("code", Words, nullable=False, doc="GB/T 2260 code, six digits; the nation is 100000"),
    Column("iso", Words, doc="ISO 3166-2 code, where there is one"),
    *_names("Short name in Chinese: 新疆, 全国", "Name in English"),
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
    *_names("Name in Chinese: 十三五", "Name in English"),
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
    Column("id", SmallInteger, primary_key=True, autoincrement=False, doc="0 the year, 1-12 months, 21-22 halves, 31-34 quarters"),
    Column("suffix", Words, nullable=False, unique=True, doc="What follows the year in SDMX form: -S1, -Q3, -07"),
    *_names("Name in Chinese", "Name in English"),
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
    *_names("Name in Chinese", "Name in English"),
    comment="The three kinds of patent of Chinese law, and their total.",
)

cases = Table(
    "cases",
    metadata,
    Column("code", Words, primary_key=True, doc="Kind of enforcement case"),
    Column("position", SmallInteger, nullable=False, doc="Order in tables"),
    *_names("Name in Chinese", "Name in English"),
    Column("parent", Words, ForeignKey("cases.code"), doc="The kind that this one is part of"),
    Column("procedure", Words, nullable=False, doc="How a case of this kind ends: mediation, investigation, or any"),
    Column("closed_term_zh", Words, nullable=False, doc="The word for closing one in Chinese: 结案, 调处, 查处"),
    comment="Kinds of enforcement case, and where each sits in the procedure.",
)

award_levels = Table(
    "award_levels",
    metadata,
    Column("code", Words, primary_key=True, doc="first, second, third, excellence"),
    Column("position", SmallInteger, nullable=False, doc="Order in tables, the highest first"),
    *_names("Name in Chinese", "Name in English"),
    comment="Levels at which a program gives awards.",
)

programs = Table(
    "programs",
    metadata,
    Column("code", Words, primary_key=True, doc="Short code of the program"),
    *_names("Name in Chinese", "Name in English"),
    Column("kind", Words, nullable=False, doc="implementation, pilot, award, financing, protection, assessment, standard"),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="Region that runs it"),
    comment="Named programs: implementation plans, pilots, awards, pledge financing, market cultivation.",
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
    *_names("Label of the item in Chinese; empty for none and for a total", "Label in English"),
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
    Column("id", Integer, primary_key=True, autoincrement=False, doc="Number of the metric; keys of figures begin with it"),
    Column("code", Words, nullable=False, doc="subject.measure: patent.grants, trademark.applications"),
    Column("subject", Words, nullable=False, doc="What is counted: patent, trademark, case"),
    Column("measure", Words, nullable=False, doc="What happened to it: applications, grants, in_force"),
    *_names("Name in Chinese", "Name in English"),
    Column("unit", Words, ForeignKey("units.code"), nullable=False, doc="Base unit of its figures"),
    Column("kind", Words, nullable=False, doc="flow (over a period), stock (at its end), ratio, or amount of money"),
    Column("breakdown_kind", SmallInteger, ForeignKey("breakdown_kinds.id"), nullable=False, doc="The one breakdown that it takes"),
    Column("adds_over_regions", SmallInteger, nullable=False, doc="1 where regions may be summed"),
    Column("adds_over_years", SmallInteger, nullable=False, doc="1 where years may be summed"),
    Column("divisor", BigInteger, nullable=False, doc="Figures are kept as whole multiples of 1/divisor of the unit"),
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

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, doc="Number of the source"),
    Column("code", Words, nullable=False, unique=True, doc="Short code: the name of its seed folder"),
    *_names("Title of the publication in Chinese", "Title in English"),
    Column("edition", Words, nullable=False, doc="Edition; a later one is a source of its own"),
    Column("publisher", Words, nullable=False, doc="Who published it"),
    Column("published", Words, nullable=False, doc="Date of publication as far as known: 2017, 2017-04, 2017-04-26"),
    Column("language", Words, nullable=False, doc="Language of the print: zh, en"),
    Column("priority", SmallInteger, nullable=False, doc="Which source is preferred for a fact: the lowest number"),
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
    *_names("Meaning in Chinese", "Meaning in English"),
    comment="Observation status (SDMX CL_OBS_STATUS).",
)

qualifiers = Table(
    "qualifiers",
    metadata,
    Column("code", Words, primary_key=True, doc="exact, rounded, about, at_least, more_than, at_most, less_than"),
    *_names("Meaning in Chinese", "Meaning in English"),
    comment="How a printed figure stands to the true one.",
)

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
    Column("part", SmallInteger, ForeignKey("period_parts.id"), nullable=False, doc="Part of the year; 0 is the whole"),
    Column("year", SmallInteger, ForeignKey("years.year"), nullable=False, doc="Calendar year"),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Where it was published"),
    Column("breakdown_kind", SmallInteger, nullable=False, doc="Kind of the breakdown, so that the database can check it"),
    Column("panel_id", Integer, ForeignKey("panels.id"), doc="Its panel; empty where another source is preferred"),
    Column("value", BigInteger, doc="The figure times metrics.divisor; empty where missing or known as a range"),
    Column("low", BigInteger, doc="Lower bound times divisor; empty where there is none"),
    Column("high", BigInteger, doc="Upper bound times divisor; empty where there is none"),
    Column("decimals", SmallInteger, nullable=False, doc="Digits printed after the point (SDMX DECIMALS)"),
    Column("unit_mult", SmallInteger, nullable=False, doc="Power of ten of the printed unit: 4 for 万 (SDMX UNIT_MULT)"),
    Column("qualifier", Words, ForeignKey("qualifiers.code"), nullable=False, doc="How the print qualifies the figure"),
    Column("status", Words, ForeignKey("statuses.code"), nullable=False, doc="Observation status (SDMX OBS_STATUS)"),
    Column("published", Words, nullable=False, doc="The figure as printed: 21.36万件; empty for a recovered one"),
    Column("locator", Words, nullable=False, doc="Place in the source: section and line, or sheet and cell"),
    PrimaryKeyConstraint(*_FACT),
    ForeignKeyConstraint(["metric_id", "breakdown_kind"], ["metrics.id", "metrics.breakdown_kind"], name="fk_observations_metric_takes_breakdown"),
    ForeignKeyConstraint(["breakdown_id", "breakdown_kind"], ["breakdowns.id", "breakdowns.kind_id"], name="fk_observations_breakdown_of_kind"),
    CheckConstraint("locator <> ''", name="locator"),
    CheckConstraint("published <> '' OR status IN ('I', 'M', 'O', 'K')", name="published_or_recovered"),
    CheckConstraint("value IS NOT NULL OR low IS NOT NULL OR status IN ('M', 'O', 'K')", name="figure_or_missing"),
    CheckConstraint("value IS NULL OR low IS NULL OR low <= value", name="low_not_above_value"),
    CheckConstraint("value IS NULL OR high IS NULL OR value <= high", name="value_not_above_high"),
    CheckConstraint(f"abs(coalesce(value, low, 0)) <= {LARGEST} AND abs(coalesce(high, 0)) <= {LARGEST}", name="largest"),
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

claim_kinds = Table(
    "claim_kinds",
    metadata,
    Column("code", Words, primary_key=True, doc="growth, rank, rank_change, share, change, multiple"),
    *_names("Name in Chinese", "Name in English"),
    Column("unit", Words, ForeignKey("units.code"), nullable=False, doc="Unit of its number"),
    comment="Kinds of statement about figures.",
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
    Column("breakdown_kind", SmallInteger, nullable=False, doc="Kind of the breakdown, so that the database can check it"),
    Column("base_year", SmallInteger, ForeignKey("years.year"), doc="Year that it compares with"),
    Column("scope_id", Integer, ForeignKey("regions.id"), doc="Region within which a rank or a share is stated"),
    Column("preferred", SmallInteger, nullable=False, doc="1 in the preferred source of this statement"),
    Column("value", BigInteger, nullable=False, doc="The number stated, times 10000"),
    Column("low", BigInteger, nullable=False, doc="Lowest number that prints so, times 10000"),
    Column("high", BigInteger, nullable=False, doc="Highest number that prints so, times 10000"),
    Column("decimals", SmallInteger, nullable=False, doc="Digits printed after the point"),
    Column("published", Words, nullable=False, doc="The statement's number as printed: -18.78%, 22"),
    Column("locator", Words, nullable=False, doc="Place in the source"),
    PrimaryKeyConstraint(*_FACT, "kind", "subject"),
    ForeignKeyConstraint(["metric_id", "breakdown_kind"], ["metrics.id", "metrics.breakdown_kind"], name="fk_claims_metric_takes_breakdown"),
    ForeignKeyConstraint(["breakdown_id", "breakdown_kind"], ["breakdowns.id", "breakdowns.kind_id"], name="fk_claims_breakdown_of_kind"),
    CheckConstraint("locator <> ''", name="locator"),
    CheckConstraint("published <> ''", name="published"),
    CheckConstraint("subject IN ('level', 'growth')", name="subject"),
    CheckConstraint("preferred IN (0, 1)", name="preferred"),
    CheckConstraint("low <= value AND value <= high", name="bounds_in_order"),
    CheckConstraint("decimals BETWEEN 0 AND 3", name="decimals"),
    sqlite_with_rowid=False,
    comment="One published statement about figures: a growth, a rank, a share.",
)

program_participants = Table(
    "program_participants",
    metadata,
    Column("program", Words, ForeignKey("programs.code"), nullable=False, doc="Program"),
    Column("position", SmallInteger, nullable=False, doc="Order in the source"),
    *_names("Name in Chinese", "Name in English"),
    Column("kind", Words, nullable=False, doc="park, market, technology, patent, enterprise or region"),
    Column("year", SmallInteger, ForeignKey("years.year"), nullable=False, doc="Year"),
    Column("stage", Words, nullable=False, doc="How far it had come: applied, approved, running, review, accepted, awarded"),
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
    *_names("What it is about, in Chinese", "What it is about, in English"),
    Column("issuer", Words, nullable=False, doc="Who issued it"),
    Column("issued", Words, nullable=False, doc="Date of issue: 2016-01-16"),
    Column("program", Words, ForeignKey("programs.code"), doc="Program that rests on it"),
    Column("region_id", Integer, ForeignKey("regions.id"), nullable=False, doc="Region for which it was issued"),
    Column("source_id", Integer, ForeignKey("sources.id"), nullable=False, doc="Where it is named"),
    Column("locator", Words, nullable=False, doc="Place in the source"),
    CheckConstraint("locator <> ''", name="locator"),
    comment="Numbered policy documents behind the programs.",
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
    Column("method", Words, nullable=False, doc="How it was recovered: level_and_growth"),
    Column("from_year", SmallInteger, nullable=False, doc="Year of the level and of the growth"),
    Column("candidates", BigInteger, doc="How many whole numbers are left; empty for a ratio"),
    PrimaryKeyConstraint(*_FACT),
    ForeignKeyConstraint(list(_FACT), [f"observations.{name}" for name in _FACT], name="fk_derivations_observation"),
    CheckConstraint("method IN ('level_and_growth')", name="method"),
    comment="From what each recovered figure (status I) was recovered.",
)
