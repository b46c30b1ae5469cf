"""What a rule is: its id, its names, what it says, and the function that applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..evidence import Evidence
from ..findings import Finding


@dataclass(frozen=True)
class Rule:
    """A rule: ``zh`` and ``en`` name it, ``says`` is what it holds figures to.

    ``related`` are the codes of metrics that it looks at together, beside declared ratios, and ``verdicts``
    those that it can give.
    """

    id: str
    zh: str
    en: str
    says: str
    says_zh: str
    check: Callable[[Evidence], Iterator[Finding]]
    related: tuple[tuple[str, ...], ...] = ()
    verdicts: tuple[str, ...] = ("reproduced", "consistent", "contradicted", "unverifiable")
