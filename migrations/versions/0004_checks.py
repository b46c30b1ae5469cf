"""The checks of published numbers, and more ways to recover a figure.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Text sorts by code point on both databases.
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

BEFORE = "method IN ('level_and_growth', 'total_and_parts')"
NOW = (
    "method IN ('level_and_growth', 'base_and_growth', 'total_and_parts', 'parts_of_total', 'share_and_total', "
    "'part_and_share', 'rate_and_base', 'figure_and_rate')"
)


def _fact() -> list:
    return [
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("subject", WORDS, nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "checks",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        *_fact(),
        sa.Column("rule", WORDS, nullable=False),
        sa.Column("verdict", WORDS, nullable=False),
        sa.Column("gross", sa.SmallInteger(), nullable=False),
        sa.Column("published", WORDS, nullable=False),
        sa.Column("computed_low", sa.BigInteger(), nullable=True),
        sa.Column("computed_high", sa.BigInteger(), nullable=True),
        sa.Column("divisor", sa.BigInteger(), nullable=False),
        sa.Column("implied_zh", WORDS, nullable=False),
        sa.Column("implied_en", WORDS, nullable=False),
        sa.Column("sharpness", WORDS, nullable=True),
        sa.Column("explanation_zh", WORDS, nullable=False),
        sa.Column("explanation_en", WORDS, nullable=False),
        sa.Column("suspects_zh", WORDS, nullable=False),
        sa.Column("suspects_en", WORDS, nullable=False),
        sa.Column("locator", WORDS, nullable=False),
        sa.CheckConstraint(
            "verdict IN ('reproduced', 'consistent', 'unverifiable', 'question', 'contradicted')",
            name=op.f("ck_checks_verdict"),
        ),
        sa.CheckConstraint("gross IN (0, 1)", name=op.f("ck_checks_gross")),
        sa.CheckConstraint("divisor IN (1, 100, 10000, 1000000)", name=op.f("ck_checks_divisor")),
        sa.CheckConstraint("computed_low <= computed_high", name=op.f("ck_checks_bounds_in_order")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_checks_metric_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_checks_source_id")),
        sa.PrimaryKeyConstraint("metric_id", "id", name=op.f("pk_checks")),
        sqlite_with_rowid=False,
        comment="One check of one published number by one rule, with its verdict.",
    )
    op.create_index(
        "ix_checks_contradicted",
        "checks",
        ["metric_id", "region_id", "year"],
        sqlite_where=sa.text("verdict = 'contradicted'"),
        postgresql_where=sa.text("verdict = 'contradicted'"),
    )
    op.create_table(
        "check_inputs",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("role", WORDS, nullable=False),
        sa.Column("of_metric_id", sa.Integer(), nullable=False),
        *_fact(),
        sa.ForeignKeyConstraint(
            ["metric_id", "check_id"], ["checks.metric_id", "checks.id"], name="fk_check_inputs_check"
        ),
        sa.ForeignKeyConstraint(["of_metric_id"], ["metrics.id"], name=op.f("fk_check_inputs_of_metric_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_check_inputs_source_id")),
        sa.PrimaryKeyConstraint("metric_id", "check_id", "position", name=op.f("pk_check_inputs")),
        sqlite_with_rowid=False,
        comment="The figures and claims that a check was computed from.",
    )
    # SQLite cannot change a constraint: there the table is made anew around its rows.
    with op.batch_alter_table("derivations") as table:
        table.drop_constraint(op.f("ck_derivations_method"), type_="check")
        table.create_check_constraint(op.f("ck_derivations_method"), NOW)


def downgrade() -> None:
    with op.batch_alter_table("derivations") as table:
        table.drop_constraint(op.f("ck_derivations_method"), type_="check")
        table.create_check_constraint(op.f("ck_derivations_method"), BEFORE)
    op.drop_table("check_inputs")
    op.drop_index("ix_checks_contradicted", table_name="checks")
    op.drop_table("checks")
