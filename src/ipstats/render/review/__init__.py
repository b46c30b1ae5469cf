"""A page to review what was read out of a text: each statement marked where it stands, beside a table of them."""

from .page import Section, page

__all__ = ["Section", "page"]
