"""From what a file says to the rows of a seed folder: figures, claims, and what is left out, each with its reason."""

from .folder import write_draft
from .sorting import Draft, Entry, settle_doubts, sort_out

__all__ = ["Draft", "Entry", "settle_doubts", "sort_out", "write_draft"]
