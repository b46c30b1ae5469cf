"""NDJSON: one object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import Look
from .jsons import objects_of

if TYPE_CHECKING:
    from ..results import Result


def write(result: Result, look: Look) -> str:
    """The answer, each row a line."""
    return "".join(line + "\n" for line in objects_of(result))
