"""The public views, each a file of SQL that SQLite and PostgreSQL both run; a view uses only earlier ones."""

from __future__ import annotations

from importlib.resources import files

#: All views, in the order in which they can be created.
VIEWS = (
    "stored_observations",
    "stored_sources",
    "stored_claims",
    "stated_figures",
    "ratio_figures",
    "ratios",
    "facts",
    "growth_from",
    "growth",
    "panel_keys",
    "rankings",
    "rankings_of_growth",
    "shares",
    "rankings_of_share",
    "comparisons",
    "case_counts",
    "program_records",
    "sums_over_years",
    "sums_over_regions",
    "statements",
    "citations",
    "findings",
    "finding_inputs",
)


def view_sql(name: str) -> str:
    """The SELECT that defines a view, with its comment."""
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8").strip()
