"""Patterns that few texts need: compiled when they are first asked for, as that takes longer than a short text does."""

from __future__ import annotations

import re
from typing import Any, cast


class Seldom:
    """A pattern that is compiled at its first use, and has the methods of the compiled one from then on."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def seldom(pattern: str) -> re.Pattern[str]:
    """A pattern as :func:`re.compile` makes it, not compiled before it is used."""
    return cast("re.Pattern[str]", Seldom(pattern))
