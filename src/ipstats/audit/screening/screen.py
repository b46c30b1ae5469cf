"""What each rule must look at in a family of metrics: all that may have one of the verdicts asked for.

The screen never gives a verdict. It passes what the rules would find reproduced or consistent, and what it cannot
tell goes to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..evidence import Names
from ..rules.outliers import EACH, Usual
from . import figures, statements, sums
from .columns import Claims, Key, Packing, Table
from .figures import Panel


@dataclass
class Picked:
    """What is to be looked at: keys by rule, and what is usual in the panels of those that may be outliers."""

    keys: dict[str, set[Key]] = field(default_factory=dict)
    usual: dict[Panel, Usual] = field(default_factory=dict)


def packing_of(names: Names, family: Collection[int]) -> Packing:
    """One packing for all metrics of a family."""
    kinds = {names.metrics[metric].breakdown for metric in family}
    return Packing(1 + max((item.id for item in names.items.values() if item.kind in kinds), default=0))


def screen(
    names: Names,
    tables: Mapping[int, Table],
    claims: Mapping[int, Claims],
    rules: Collection[str],
    verdicts: Collection[str],
) -> Picked:
    """The figures and claims that each of these rules must look at."""
    picked = Picked()
    for rule, found in _all(names, tables, claims, rules, picked.usual if "question" in verdicts else None):
        keys = {key for verdict, key in found if verdict in verdicts}
        if keys:
            picked.keys[rule] = picked.keys.get(rule, set()) | keys
    return picked


def _all(
    names: Names,
    tables: Mapping[int, Table],
    claims: Mapping[int, Claims],
    rules: Collection[str],
    usual: dict[Panel, Usual] | None,
) -> Iterator[tuple[str, Iterable[tuple[str, Key]]]]:
    def asked(rule: str) -> bool:
        return not rules or rule in rules

    for table in tables.values():
        if not len(table.rows):
            continue
        if asked("parts"):
            yield "parts", sums.parts(names, table)
        if asked("regions"):
            yield "regions", sums.regions(names, table)
        if asked("per_head"):
            yield "per_head", statements.per_head(names, table)
        if asked("sources"):
            yield "sources", figures.sources(names, table)
        if asked("exchanged") and usual is not None:
            yield "exchanged", figures.exchanged(names, table)
        if asked("outliers") and usual is not None:
            yield "outliers", figures.outliers(table, usual)
    for metric, stated in claims.items():
        if not len(stated):
            continue
        if asked("growths"):
            yield "growths", statements.growths(names, tables[metric], stated)
        if asked("ranks"):
            yield "ranks", statements.ranks(names, tables[metric], stated)
        if asked("shares"):
            yield "shares", statements.shares(stated)
        if asked("implied"):
            yield "implied", statements.implied(names, stated)
    if asked("stocks"):
        yield "stocks", figures.stocks(names, {metric: table for metric, table in tables.items() if len(table.rows)})


def by_the_piece(names: Names, family: Collection[int]) -> bool:
    """Whether amounts by the piece are looked at in a family: that is not screened."""
    return any(names.metrics[metric].code in (money, things) for metric in family for money, things, _, _ in EACH)
