"""Totals and their parts: which regions add up to which in a year, and whether printed figures do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ...numbers import Bounds, Printed, total
from ..vocabulary import Vocabulary

#: The figures of one name, in the order of the table; ``None`` where one is missing.
Vector = Sequence[Bounds | None]


def bounds_of(printed: Printed | None) -> Bounds | None:
    """What a printed figure can be, before its metric is known: a number without decimals counts things."""
    return None if printed is None else printed.bounds(whole=printed.decimals == 0 or printed.unit_mult > 0)


def parts_of(vocabulary: Vocabulary, code: str, year: int | None, present: Iterable[str]) -> list[list[str]]:
    """The sets of regions that can add up to a region, all of them among those ``present``.

    A nation is its provinces, with Hong Kong, Macao and Taiwan or without; a macro-region its members of that
    year; a province its prefectures.
    """
    there = set(present)
    region = vocabulary.regions[code]
    if region.level == "macro_region":
        sets = [vocabulary.members(code, year, ["province"])] if year else []
    elif region.level == "country":
        provinces = [other.code for other in vocabulary.regions.values() if other.level == "province"]
        beyond = [other.code for other in vocabulary.regions.values() if other.level == "hmt_region"]
        sets = [provinces + beyond] if there & set(beyond) else [provinces]
    else:
        sets = [[o.code for o in vocabulary.regions.values() if o.parent == code and o.level == "prefecture"]]
    return [parts for parts in sets if parts and set(parts) <= there]


def adds_up(whole: Vector, parts: Sequence[Vector]) -> bool | None:
    """Whether parts add up to their total in every column that has all of them; ``None`` where none has."""
    found = None
    for position, sum_ in enumerate(whole):
        column = [part[position] for part in parts]
        known = [figure for figure in column if figure is not None]
        if sum_ is None or len(known) < len(column):
            continue
        if total(known).intersect(sum_) is None:
            return False
        found = True
    return found


def sums_with(vocabulary: Vocabulary, code: str, year: int | None, figures: Mapping[str, Vector]) -> bool | None:
    """Whether the sums of a table that a region takes part in hold; ``None`` where there are none."""
    found = None
    for whole in figures:
        if vocabulary.regions[whole].level not in ("country", "macro_region", "province"):
            continue
        for parts in parts_of(vocabulary, whole, year, figures):
            if code != whole and code not in parts:
                continue
            held = adds_up(figures[whole], [figures[part] for part in parts])
            if held is False:
                return False
            found = found or held
    return found
