"""The tables: one of figures, one of claims, and the small dimensions around them.

The line of ``doc`` beside each column is what ``docs/schema.md`` prints. Constraints are named, so that a
message from either database says which rule of the model was broken.

Figures are kept as whole numbers: ``value / metrics.divisor`` is the figure in the base unit of its metric.
Nothing here is a binary fraction, on SQLite or on PostgreSQL, and sums and comparisons are exact on both.
"""

from __future__ import annotations

from .base import LARGEST, Words, metadata
from .checks import check_inputs, checks
from .dimensions import (
    aliases,
    breakdown_kinds,
    breakdowns,
    cases,
    claim_kinds,
    declared_ratios,
    metrics,
    patent_types,
    period_parts,
    plans,
    qualifiers,
    region_levels,
    region_memberships,
    regions,
    sources,
    statuses,
    units,
    years,
)
from .figures import claims, derivations, observations, panels
from .programs import award_levels, documents, program_participants, programs

__all__ = [
    "LARGEST",
    "Words",
    "aliases",
    "award_levels",
    "breakdown_kinds",
    "breakdowns",
    "cases",
    "check_inputs",
    "checks",
    "claim_kinds",
    "claims",
    "declared_ratios",
    "derivations",
    "documents",
    "metadata",
    "metrics",
    "observations",
    "panels",
    "patent_types",
    "period_parts",
    "plans",
    "program_participants",
    "programs",
    "qualifiers",
    "region_levels",
    "region_memberships",
    "regions",
    "sources",
    "statuses",
    "units",
    "years",
]
