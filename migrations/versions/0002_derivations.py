"""From what each recovered figure was recovered.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Text sorts by code point on both databases.
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "derivations",
        sa.Column("metric_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("breakdown_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.SmallInteger(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("method", WORDS, nullable=False),
        sa.Column("from_year", sa.SmallInteger(), nullable=False),
        sa.Column("candidates", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("method IN ('level_and_growth')", name=op.f("ck_derivations_method")),
        sa.ForeignKeyConstraint(
            ["metric_id", "region_id", "breakdown_id", "part", "year", "source_id"],
            [
                "observations.metric_id",
                "observations.region_id",
                "observations.breakdown_id",
                "observations.part",
                "observations.year",
                "observations.source_id",
            ],
            name="fk_derivations_observation",
        ),
        sa.PrimaryKeyConstraint(
            "metric_id", "region_id", "breakdown_id", "part", "year", "source_id", name=op.f("pk_derivations")
        ),
        comment="From what each recovered figure (status I) was recovered.",
    )


def downgrade() -> None:
    op.drop_table("derivations")
