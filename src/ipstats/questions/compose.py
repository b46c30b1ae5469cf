"""Compose the SELECT of a question out of declared names and bound values: the one place where SQL is joined.

Names of views and columns come from the declarations, never from the user; what the user gave is bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False, repr=False)
class Condition:
    """A condition with its values, and the option of the user that it comes from."""

    sql: str
    values: dict[str, Any] = field(default_factory=dict)
    option: str = ""


@dataclass(eq=False, repr=False)
class Select:
    """A SELECT in parts.

    ``ctes`` are put in front of it by name, each with its text and values; ``also`` is another SELECT of the
    same columns whose rows are added.
    """

    view: str
    columns: Sequence[str]
    conditions: list[Condition] = field(default_factory=list)
    order: str = ""
    limit: int | None = None
    ctes: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    also: Select | None = None

    def sql(self) -> str:
        """The text, with names for the values."""
        parts = ["SELECT", "  " + ", ".join(self.columns), "FROM " + self.view]
        if self.conditions:
            parts.append("WHERE " + "\n  AND ".join(condition.sql for condition in self.conditions))
        if self.ctes:
            named = (name + " AS (\n" + text + "\n)" for name, text, _ in self.ctes)
            parts.insert(0, "WITH " + ", ".join(named))
        if self.also is not None:
            # In brackets of its own, so that what it puts in front is seen by it alone.
            both = ["\n".join(parts), "UNION ALL", "SELECT * FROM (", self.also.sql(), ") worked_out"]
            parts = ["SELECT * FROM (", *both, ") answer"]
        if self.order:
            parts.append("ORDER BY " + self.order)
        if self.limit is not None:
            parts.append("LIMIT " + str(int(self.limit)))
        return "\n".join(parts)

    def values(self) -> dict[str, Any]:
        """The values by name."""
        values = {name: value for condition in self.conditions for name, value in condition.values.items()}
        for _, _, of_cte in self.ctes:
            values |= of_cte
        return values | (self.also.values() if self.also is not None else {})

    def literal(self) -> str:
        """The text with its values written in, to be run anywhere."""
        values = self.values()
        # In one pass: what a value holds is never taken for another name.
        return re.sub(r":([A-Za-z_]\w*)", lambda match: quoted(values[match[1]]), self.sql(), flags=re.ASCII) + ";"


def quoted(value: Any) -> str:
    """A value as SQL writes it."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"


def among(column: str, values: Iterable[Any], prefix: str, option: str = "") -> Condition:
    """``column`` is one of ``values``; ``prefix`` keeps the names of its values apart from others'."""
    named = {f"{prefix}{number}": value for number, value in enumerate(values)}
    if len(named) == 1:
        return Condition(column + " = :" + next(iter(named)), named, option)
    return Condition(column + " IN (" + ", ".join(":" + name for name in named) + ")", named, option)


def any_of(conditions: Sequence[Condition], option: str = "") -> Condition:
    """At least one of the conditions holds."""
    values: dict[str, Any] = {}
    for condition in conditions:
        values |= condition.values
    if len(conditions) == 1:
        return Condition(conditions[0].sql, values, option)
    return Condition("(" + " OR ".join("(" + condition.sql + ")" for condition in conditions) + ")", values, option)


def all_of(conditions: Sequence[Condition], option: str = "") -> Condition:
    """All of the conditions hold."""
    values: dict[str, Any] = {}
    for condition in conditions:
        values |= condition.values
    return Condition(" AND ".join(condition.sql for condition in conditions), values, option)
