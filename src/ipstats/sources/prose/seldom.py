"""Patterns that few texts need, as all sources have them."""

from __future__ import annotations

from ..seldom import Seldom, seldom

__all__ = ["Seldom", "seldom"]
