"""A region as it was read from print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A region; ``code`` is empty where the printed name stands for none, and ``doubt`` then says why."""

    code: str
    name: str
    doubt: str = ""
    note: str = ""
