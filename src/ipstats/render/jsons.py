"""JSON: an array of objects, figures as numbers with all their digits."""

from __future__ import annotations

from decimal import Decimal
from json import JSONEncoder
from typing import TYPE_CHECKING

from . import Look
from .cells import plain

if TYPE_CHECKING:
    from ..results import Result

_encode = JSONEncoder(ensure_ascii=False).encode


def write(result: Result, look: Look) -> str:
    """The answer as one array; an empty one is ``[]``."""
    objects = ",\n".join("  " + line for line in objects_of(result))
    return f"[\n{objects}\n]\n" if objects else "[]\n"


def objects_of(result: Result) -> list[str]:
    """Each row as a JSON object on one line."""
    keys = [_encode(column.id) + ": " for column in result.columns]
    return [
        "{" + ", ".join(key + _value(cell) for key, cell in zip(keys, row, strict=True)) + "}" for row in result.rows
    ]


def _value(cell: object) -> str:
    if cell is None:
        return "null"
    # The json module knows no decimals: it would make a float of 15.10, or a text.
    return plain(cell) if isinstance(cell, int | Decimal) else _encode(cell)
