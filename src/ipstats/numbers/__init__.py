"""Printed figures, and the exact bounds that follow from the print.

A figure printed as ``21.36万`` stands for anything that rounds to it: half a unit of its last place either
way, in the printed unit (万 and 亿 multiply). A count printed in full is exact. All arithmetic is on integers,
``Decimal`` and ``Fraction``; nothing passes through ``float``.
"""

from __future__ import annotations

from .arithmetic import (
    base_of_growth,
    difference,
    growth,
    part_of_share,
    product,
    ratio,
    remainder,
    share,
    total,
    value_of_growth,
    whole_of_share,
)
from .bounds import Bounds
from .figures import MOST_DIGITS, parse_figure
from .phrases import parse_printed
from .printed import Printed
from .rates import compound_rate, growth_percent
from .words import COUNT_WORDS, MULTIPLIERS

__all__ = [
    "COUNT_WORDS",
    "MOST_DIGITS",
    "MULTIPLIERS",
    "Bounds",
    "Printed",
    "base_of_growth",
    "compound_rate",
    "difference",
    "growth",
    "growth_percent",
    "parse_figure",
    "parse_printed",
    "part_of_share",
    "product",
    "ratio",
    "remainder",
    "share",
    "total",
    "value_of_growth",
    "whole_of_share",
]
