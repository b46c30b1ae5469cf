"""Statistics in running text: each figure and each claim, with what it is of and why it was read so."""

from __future__ import annotations

from .characters import language_note
from .reading import read_prose

__all__ = ["language_note", "read_prose"]
