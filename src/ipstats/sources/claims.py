"""How the number of a claim is printed: a growth, a rank, a share, a change."""

from __future__ import annotations

from ..errors import PrintedNumberError
from ..numbers import Printed, growth_percent, parse_printed


def parse_claim(kind: str, text: str) -> Printed:
    """Read the number of a claim of this kind: ``-18.78%``, ``22位``, and in words 减少超过5%, 增长2.3倍, 六分之一.

    A growth comes in percent, however it is worded. Raises :class:`~ipstats.errors.PrintedNumberError`.
    """
    if kind == "growth":
        try:
            return growth_percent(text)
        except PrintedNumberError:
            # 5 without a unit is a growth too, in percent.
            return parse_printed(text)
    return parse_printed(text)
