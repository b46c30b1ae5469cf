"""The tables of figures and claims, and the dimensions around them.

Revision 0001, after nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Text sorts by code point on both databases.
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "aliases",
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("target", WORDS, nullable=False),
        sa.Column("printed", WORDS, nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("kind", "name", "target", name=op.f("pk_aliases")),
        comment="Every name by which a region, a metric or an item of a breakdown is known.",
    )
    op.create_index("ix_aliases_name", "aliases", ["name"], unique=False)
    op.create_table(
        "award_levels",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_award_levels")),
        comment="Levels at which a program gives awards.",
    )
    op.create_table(
        "breakdown_kinds",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdown_kinds")),
        sa.UniqueConstraint("code", name=op.f("uq_breakdown_kinds_code")),
        comment="The classifications that a metric can be broken down by.",
    )
    op.create_table(
        "cases",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("parent", WORDS, nullable=True),
        sa.Column("procedure", WORDS, nullable=False),
        sa.Column("closed_term_zh", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["cases.code"], name=op.f("fk_cases_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_cases")),
        comment="Kinds of enforcement case, and where each sits in the procedure.",
    )
    op.create_table(
        "patent_types",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_patent_types")),
        comment="The three kinds of patent of Chinese law, and their total.",
    )
    op.create_table(
        "period_parts",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("suffix", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period_parts")),
        sa.UniqueConstraint("suffix", name=op.f("uq_period_parts_suffix")),
        comment="The parts of a year that a figure can cover (SDMX time formats).",
    )
    op.create_table(
        "plans",
        sa.Column("number", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("first_year", sa.SmallInteger(), nullable=False),
        sa.Column("last_year", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("first_year <= last_year", name=op.f("ck_plans_years_in_order")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_plans")),
        comment="The five-year plans of the People's Republic of China.",
    )
    op.create_table(
        "qualifiers",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_qualifiers")),
        comment="How a printed figure stands to the true one.",
    )
    op.create_table(
        "region_levels",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region_levels")),
        sa.UniqueConstraint("code", name=op.f("uq_region_levels_code")),
        comment="The levels at which regions are ranked and summed.",
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("edition", WORDS, nullable=False),
        sa.Column("publisher", WORDS, nullable=False),
        sa.Column("published", WORDS, nullable=False),
        sa.Column("language", WORDS, nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("checksum", WORDS, nullable=True),
        sa.Column("note", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("code", name=op.f("uq_sources_code")),
        comment="Publications. A later edition is a new source; none overwrites another.",
    )
    op.create_table(
        "statuses",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_statuses")),
        comment="Observation status (SDMX CL_OBS_STATUS).",
    )
    op.create_table(
        "units",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_units")),
        comment="Units of measure. Multipliers (万, 亿) are not units: see observations.unit_mult.",
    )
    op.create_table(
        "claim_kinds",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("unit", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_claim_kinds_unit")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_claim_kinds")),
        comment="Kinds of statement about figures.",
    )
    op.create_table(
        "metrics",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("measure", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("unit", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("breakdown_kind", sa.SmallInteger(), nullable=False),
        sa.Column("adds_over_regions", sa.SmallInteger(), nullable=False),
        sa.Column("adds_over_years", sa.SmallInteger(), nullable=False),
        sa.Column("divisor", sa.BigInteger(), nullable=False),
        sa.Column("definition", WORDS, nullable=True),
        sa.CheckConstraint("code = subject || '.' || measure", name=op.f("ck_metrics_code_of_parts")),
        sa.CheckConstraint(
            "kind <> 'ratio' OR (adds_over_regions = 0 AND adds_over_years = 0)",
            name=op.f("ck_metrics_ratio_not_summed"),
        ),
        sa.CheckConstraint("kind <> 'stock' OR adds_over_years = 0", name=op.f("ck_metrics_stock_not_over_years")),
        sa.CheckConstraint("kind IN ('flow', 'stock', 'ratio', 'amount')", name=op.f("ck_metrics_kind")),
        sa.CheckConstraint("divisor IN (1, 100, 10000, 1000000)", name=op.f("ck_metrics_divisor")),
        sa.ForeignKeyConstraint(["breakdown_kind"], ["breakdown_kinds.id"], name=op.f("fk_metrics_breakdown_kind")),
        sa.ForeignKeyConstraint(["unit"], ["units.code"], name=op.f("fk_metrics_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_metrics")),
        sa.UniqueConstraint("code", name=op.f("uq_metrics_code")),
        sa.UniqueConstraint("id", "breakdown_kind", name=op.f("uq_metrics_id_breakdown_kind")),
        comment="What is measured.",
    )
    op.create_table(
        "regions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", WORDS, nullable=False),
        sa.Column("iso", WORDS, nullable=True),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("full_name_zh", WORDS, nullable=False),
        sa.Column("level_id", sa.SmallInteger(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("overlaps_parent", sa.SmallInteger(), nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.CheckConstraint("length(code) = 6", name=op.f("ck_regions_code_six_digits")),
        sa.CheckConstraint("overlaps_parent IN (0, 1)", name=op.f("ck_regions_overlaps_parent")),
        sa.ForeignKeyConstraint(["level_id"], ["region_levels.id"], name=op.f("fk_regions_level_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["regions.id"], name=op.f("fk_regions_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regions")),
        sa.UniqueConstraint("code", name=op.f("uq_regions_code")),
        comment="Countries, macro-regions, provinces, prefectures and reporting units.",
    )
    op.create_table(
        "years",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("plan", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["plan"], ["plans.number"], name=op.f("fk_years_plan")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_years")),
        comment="Calendar years.",
    )
    op.create_table(
        "programs",
        sa.Column("code", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_programs_region_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_programs")),
        comment="Named programs: implementation plans, pilots, awards, pledge financing, market cultivation.",
    )
    op.create_table(
        "region_memberships",
        sa.Column("scope_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("from_year", sa.SmallInteger(), nullable=False),
        sa.Column("to_year", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("from_year <= to_year", name=op.f("ck_region_memberships_years_in_order")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_region_memberships_region_id")),
        sa.ForeignKeyConstraint(["scope_id"], ["regions.id"], name=op.f("fk_region_memberships_scope_id")),
        sa.PrimaryKeyConstraint("scope_id", "region_id", "from_year", name=op.f("pk_region_memberships")),
        comment="Which region lies in which, and when: macro-regions changed their members.",
    )
    op.create_index("ix_region_memberships_region", "region_memberships", ["region_id"], unique=False)
    op.create_table(
        "breakdowns",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind_id", sa.SmallInteger(), nullable=False),
        sa.Column("patent_type", WORDS, nullable=True),
        sa.Column("case_kind", WORDS, nullable=True),
        sa.Column("program", WORDS, nullable=True),
        sa.Column("award_level", WORDS, nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.CheckConstraint("(kind_id = 1) = (patent_type IS NOT NULL)", name=op.f("ck_breakdowns_patent_type_by_kind")),
        sa.CheckConstraint("(kind_id = 2) = (case_kind IS NOT NULL)", name=op.f("ck_breakdowns_case_by_kind")),
        sa.CheckConstraint("(kind_id = 3) = (program IS NOT NULL)", name=op.f("ck_breakdowns_program_by_kind")),
        sa.CheckConstraint("award_level IS NULL OR program IS NOT NULL", name=op.f("ck_breakdowns_award_of_program")),
        sa.ForeignKeyConstraint(["award_level"], ["award_levels.code"], name=op.f("fk_breakdowns_award_level")),
        sa.ForeignKeyConstraint(["case_kind"], ["cases.code"], name=op.f("fk_breakdowns_case_kind")),
        sa.ForeignKeyConstraint(["kind_id"], ["breakdown_kinds.id"], name=op.f("fk_breakdowns_kind_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["breakdowns.id"], name=op.f("fk_breakdowns_parent_id")),
        sa.ForeignKeyConstraint(["patent_type"], ["patent_types.code"], name=op.f("fk_breakdowns_patent_type")),
        sa.ForeignKeyConstraint(["program"], ["programs.code"], name=op.f("fk_breakdowns_program")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breakdowns")),
        sa.UniqueConstraint("case_kind", name=op.f("uq_breakdowns_case_kind")),
        sa.UniqueConstraint("id", "kind_id", name=op.f("uq_breakdowns_id_kind_id")),
        sa.UniqueConstraint("patent_type", name=op.f("uq_breakdowns_patent_type")),
        sa.UniqueConstraint("program", "award_level", name=op.f("uq_breakdowns_program_award_level")),
        comment="The items of all breakdowns: one small number where a figure would need four columns.",
    )
    op.create_table(
        "documents",
        sa.Column("number", WORDS, nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("issuer", WORDS, nullable=False),
        sa.Column("issued", WORDS, nullable=False),
        sa.Column("program", WORDS, nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("locator", WORDS, nullable=False),
        sa.CheckConstraint("locator <> ''", name=op.f("ck_documents_locator")),
        sa.ForeignKeyConstraint(["program"], ["programs.code"], name=op.f("fk_documents_program")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_documents_region_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_documents_source_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_documents")),
        comment="Numbered policy documents behind the programs.",
    )
    op.create_table(
        "program_participants",
        sa.Column("program", WORDS, nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("name_zh", WORDS, nullable=False),
        sa.Column("name_en", WORDS, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("stage", WORDS, nullable=False),
        sa.Column("award_level", WORDS, nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("locator", WORDS, nullable=False),
        sa.CheckConstraint("locator <> ''", name=op.f("ck_program_participants_locator")),
        sa.ForeignKeyConstraint(
            ["award_level"], ["award_levels.code"], name=op.f("fk_program_participants_award_level")
        ),
        sa.ForeignKeyConstraint(["program"], ["programs.code"], name=op.f("fk_program_participants_program")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_program_participants_source_id")),
        sa.ForeignKeyConstraint(["year"], ["years.year"], name=op.f("fk_program_participants_year")),
        sa.PrimaryKeyConstraint("program", "source_id", "position", name=op.f("pk_program_participants")),
        comment="Parks, markets, technologies and patents that take part in a program.",
    )
    op.create_table(
        "claims",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=False),
        sa.Column("breakdown_kind", sa.SmallInteger(), nullable=False),
        sa.Column("base_year", sa.SmallInteger(), nullable=True),
        sa.Column("scope_id", sa.Integer(), nullable=True),
        sa.Column("preferred", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("decimals", sa.SmallInteger(), nullable=False),
        sa.Column("published", WORDS, nullable=False),
        sa.Column("locator", WORDS, nullable=False),
        sa.CheckConstraint("locator <> ''", name=op.f("ck_claims_locator")),
        sa.CheckConstraint("published <> ''", name=op.f("ck_claims_published")),
        sa.CheckConstraint("subject IN ('level', 'growth')", name=op.f("ck_claims_subject")),
        sa.CheckConstraint("decimals BETWEEN 0 AND 3", name=op.f("ck_claims_decimals")),
        sa.CheckConstraint("low <= value AND value <= high", name=op.f("ck_claims_bounds_in_order")),
        sa.CheckConstraint("preferred IN (0, 1)", name=op.f("ck_claims_preferred")),
        sa.ForeignKeyConstraint(["base_year"], ["years.year"], name=op.f("fk_claims_base_year")),
        sa.ForeignKeyConstraint(
            ["breakdown_id", "breakdown_kind"],
            ["breakdowns.id", "breakdowns.kind_id"],
            name="fk_claims_breakdown_of_kind",
        ),
        sa.ForeignKeyConstraint(["kind"], ["claim_kinds.code"], name=op.f("fk_claims_kind")),
        sa.ForeignKeyConstraint(
            ["metric_id", "breakdown_kind"],
            ["metrics.id", "metrics.breakdown_kind"],
            name="fk_claims_metric_takes_breakdown",
        ),
        sa.ForeignKeyConstraint(["part"], ["period_parts.id"], name=op.f("fk_claims_part")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_claims_region_id")),
        sa.ForeignKeyConstraint(["scope_id"], ["regions.id"], name=op.f("fk_claims_scope_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_claims_source_id")),
        sa.ForeignKeyConstraint(["year"], ["years.year"], name=op.f("fk_claims_year")),
        sa.PrimaryKeyConstraint(
            "metric_id",
            "region_id",
            "breakdown_id",
            "part",
            "year",
            "source_id",
            "kind",
            "subject",
            name=op.f("pk_claims"),
        ),
        comment="One published statement about figures: a growth, a rank, a share.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "panels",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("level_id", sa.SmallInteger(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["breakdown_id"], ["breakdowns.id"], name=op.f("fk_panels_breakdown_id")),
        sa.ForeignKeyConstraint(["level_id"], ["region_levels.id"], name=op.f("fk_panels_level_id")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_panels_metric_id")),
        sa.ForeignKeyConstraint(["part"], ["period_parts.id"], name=op.f("fk_panels_part")),
        sa.ForeignKeyConstraint(["year"], ["years.year"], name=op.f("fk_panels_year")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panels")),
        sa.UniqueConstraint(
            "metric_id",
            "year",
            "level_id",
            "breakdown_id",
            "part",
            name=op.f("uq_panels_metric_id_year_level_id_breakdown_id_part"),
        ),
        comment="One fact over all regions of a level in one period: what a ranking ranks. Kept by the loader.",
    )
    op.create_table(
        "observations",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_kind", sa.SmallInteger(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=True),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("decimals", sa.SmallInteger(), nullable=False),
        sa.Column("unit_mult", sa.SmallInteger(), nullable=False),
        sa.Column("qualifier", WORDS, nullable=False),
        sa.Column("status", WORDS, nullable=False),
        sa.Column("published", WORDS, nullable=False),
        sa.Column("locator", WORDS, nullable=False),
        sa.CheckConstraint("locator <> ''", name=op.f("ck_observations_locator")),
        sa.CheckConstraint(
            "published <> '' OR status IN ('I', 'M', 'O', 'K')", name=op.f("ck_observations_published_or_recovered")
        ),
        sa.CheckConstraint(
            "value IS NOT NULL OR low IS NOT NULL OR status IN ('M', 'O', 'K')",
            name=op.f("ck_observations_figure_or_missing"),
        ),
        sa.CheckConstraint(
            "abs(coalesce(value, low, 0)) <= 999999999999999 AND abs(coalesce(high, 0)) <= 999999999999999",
            name=op.f("ck_observations_largest"),
        ),
        sa.CheckConstraint(
            "value IS NULL OR high IS NULL OR value <= high", name=op.f("ck_observations_value_not_above_high")
        ),
        sa.CheckConstraint(
            "value IS NULL OR low IS NULL OR low <= value", name=op.f("ck_observations_low_not_above_value")
        ),
        sa.ForeignKeyConstraint(
            ["breakdown_id", "breakdown_kind"],
            ["breakdowns.id", "breakdowns.kind_id"],
            name="fk_observations_breakdown_of_kind",
        ),
        sa.ForeignKeyConstraint(
            ["metric_id", "breakdown_kind"],
            ["metrics.id", "metrics.breakdown_kind"],
            name="fk_observations_metric_takes_breakdown",
        ),
        sa.ForeignKeyConstraint(["panel_id"], ["panels.id"], name=op.f("fk_observations_panel_id")),
        sa.ForeignKeyConstraint(["part"], ["period_parts.id"], name=op.f("fk_observations_part")),
        sa.ForeignKeyConstraint(["qualifier"], ["qualifiers.code"], name=op.f("fk_observations_qualifier")),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_observations_region_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_observations_source_id")),
        sa.ForeignKeyConstraint(["status"], ["statuses.code"], name=op.f("fk_observations_status")),
        sa.ForeignKeyConstraint(["year"], ["years.year"], name=op.f("fk_observations_year")),
        sa.PrimaryKeyConstraint(
            "metric_id", "region_id", "breakdown_id", "part", "year", "source_id", name=op.f("pk_observations")
        ),
        comment="One published or recovered figure: one for each fact and source.",
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_observations_panel",
        "observations",
        ["panel_id", "value"],
        unique=False,
        sqlite_where=sa.text("panel_id IS NOT NULL"),
        postgresql_where=sa.text("panel_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("observations")
    op.drop_table("panels")
    op.drop_table("claims")
    op.drop_table("program_participants")
    op.drop_table("documents")
    op.drop_table("breakdowns")
    op.drop_table("region_memberships")
    op.drop_table("programs")
    op.drop_table("years")
    op.drop_table("regions")
    op.drop_table("metrics")
    op.drop_table("claim_kinds")
    op.drop_table("units")
    op.drop_table("statuses")
    op.drop_table("sources")
    op.drop_table("region_levels")
    op.drop_table("qualifiers")
    op.drop_table("plans")
    op.drop_table("period_parts")
    op.drop_table("patent_types")
    op.drop_table("cases")
    op.drop_table("breakdown_kinds")
    op.drop_table("award_levels")
    op.drop_table("aliases")
