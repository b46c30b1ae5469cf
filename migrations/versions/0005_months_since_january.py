"""Figures of the months since January (1 to 9 of a year), as news print them: parts of a year beside the others.

Revision 0005, after 0004. No table changes. The parts are reference data, which bringing a database up to date
loads anew, with the names that came since, and the views are defined anew on every such occasion: they write such
a period with its year in it twice.
"""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing but reference data and views is new."""


def downgrade() -> None:
    """Nothing to take back: who has figures of such parts keeps them."""
