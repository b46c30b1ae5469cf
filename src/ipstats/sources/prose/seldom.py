"""Patterns that few texts need, as all sources have them."""

from __future__ import annotations

from ..seldom import seldom

__all__ = ["seldom"]
