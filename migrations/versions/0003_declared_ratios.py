"""Metrics that are worked out from others, and figures recovered from a total and its parts.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Text sorts by code point on both databases.
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "declared_ratios",
        sa.Column("metric_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("numerator_id", sa.Integer(), nullable=False),
        sa.Column("denominator_id", sa.Integer(), nullable=False),
        sa.Column("per", sa.BigInteger(), nullable=False),
        sa.Column("lag", sa.SmallInteger(), nullable=False),
        sa.Column("vintage", WORDS, nullable=False),
        sa.Column("decimals", sa.SmallInteger(), nullable=False),
        sa.Column("scale", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "metric_id NOT IN (numerator_id, denominator_id)", name=op.f("ck_declared_ratios_not_of_itself")
        ),
        sa.CheckConstraint("lag BETWEEN 0 AND 10", name=op.f("ck_declared_ratios_lag")),
        sa.CheckConstraint("vintage IN ('first', 'preferred')", name=op.f("ck_declared_ratios_vintage")),
        sa.CheckConstraint("decimals BETWEEN 0 AND 5", name=op.f("ck_declared_ratios_decimals")),
        sa.CheckConstraint("scale BETWEEN 1 AND 100000000000000", name=op.f("ck_declared_ratios_scale")),
        sa.ForeignKeyConstraint(["metric_id"], ["metrics.id"], name=op.f("fk_declared_ratios_metric_id")),
        sa.ForeignKeyConstraint(["numerator_id"], ["metrics.id"], name=op.f("fk_declared_ratios_numerator_id")),
        sa.ForeignKeyConstraint(["denominator_id"], ["metrics.id"], name=op.f("fk_declared_ratios_denominator_id")),
        sa.PrimaryKeyConstraint("metric_id", name=op.f("pk_declared_ratios")),
        comment="Metrics that are not stored but worked out: a figure over another, per so many of its units.",
    )
    # SQLite cannot change a constraint: there the table is made anew around its rows.
    with op.batch_alter_table("derivations") as table:
        table.drop_constraint(op.f("ck_derivations_method"), type_="check")
        table.create_check_constraint(
            op.f("ck_derivations_method"), "method IN ('level_and_growth', 'total_and_parts')"
        )


def downgrade() -> None:
    with op.batch_alter_table("derivations") as table:
        table.drop_constraint(op.f("ck_derivations_method"), type_="check")
        table.create_check_constraint(op.f("ck_derivations_method"), "method IN ('level_and_growth')")
    op.drop_table("declared_ratios")
