"""Facts that a text states more than once: one row where they agree, a doubt where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ...numbers import Bounds

if TYPE_CHECKING:
    from .sorting import Entry

#: What is in doubt about a fact that one text prints in two ways.
PRINTED_OTHERWISE = "the same fact is printed otherwise"

#: So many of the other prints are named.
_NAMED = 5

Key = Callable[["Entry"], Any]


def merged(entries: Iterable[Entry], key: Key, whole: Callable[[Entry], bool]) -> tuple[list[Entry], list[Entry]]:
    """One entry for each fact, with the places of all that print the same; and what is left out beside it.

    Where one fact is printed twice, and one print is rounded further than the other, the sharper one is kept.
    Where no figure fits both, each of them is in doubt, and both are kept, so that somebody decides.
    """
    of_fact: dict[Any, list[Entry]] = {}
    for entry in entries:
        # What is open in a doubtful one may be what keeps two facts apart.
        of_fact.setdefault(key(entry) if not entry.doubt or _is_whole(entry) else id(entry), []).append(entry)
    kept: list[Entry] = []
    left_out: list[Entry] = []
    for several in of_fact.values():
        if len(several) == 1:
            kept += several
            continue
        distinct = _same_prints(several)
        sure = [entry for entry in distinct if not entry.doubt]
        kept += [entry for entry in distinct if entry.doubt]
        if len(sure) > 1:
            sure, less = _compared(sure, whole)
            left_out += less
        kept += sure
    return kept, left_out


def _is_whole(entry: Entry) -> bool:
    said = entry.statement
    return bool(said.region_code and said.period and (said.metric or said.metric_zh))


def _same_prints(several: list[Entry]) -> list[Entry]:
    by_print: dict[tuple[str, str, str], Entry] = {}
    # A text may print the same in thousands of places: they are not compared with each other.
    seen: dict[int, tuple[set[str], set[str]]] = {}
    for entry in several:
        first = by_print.setdefault((entry.published, entry.statement.status, entry.doubt), entry)
        if first is entry:
            continue
        if id(first) not in seen:
            seen[id(first)] = set(first.places), set(first.notes)
        places, notes = seen[id(first)]
        first.statements += entry.statements
        for place in entry.places:
            if place not in places:
                places.add(place)
                first.places.append(place)
        for note in entry.notes:
            if note not in notes:
                notes.add(note)
                first.notes.append(note)
    return list(by_print.values())


def _compared(distinct: list[Entry], whole: Callable[[Entry], bool]) -> tuple[list[Entry], list[Entry]]:
    bounds: list[Bounds] = []
    common: Bounds | None = None
    # Of counts that are printed in full, two can only differ.
    counts = {number for entry in distinct if whole(entry) and (number := _in_full(entry)) is not None}
    for entry in distinct if len(counts) < 2 else ():
        one = _bounds(entry, whole(entry))
        common = one if one is None or common is None else common.intersect(one)
        if one is None or common is None:
            break
        bounds.append(one)
    if len(bounds) < len(distinct):
        named = [
            f"{entry.published or 'no figure'} at {entry.places[0] if entry.places else 'another place'}"
            for entry in distinct[: _NAMED + 1]
        ]
        usual = f"{PRINTED_OTHERWISE}: {', '.join(named[:_NAMED])}"
        for place, entry in enumerate(distinct):
            own = f"{PRINTED_OTHERWISE}: {', '.join(named[:place] + named[place + 1 :])}" if place < _NAMED else usual
            entry.doubt = own
        return distinct, []
    widths = [_width(one) for one in bounds]
    keeper = distinct[widths.index(min(widths))]
    less = [entry for entry in distinct if entry is not keeper]
    for entry in less:
        entry.reason = f"printed as {keeper.published} too, which says no less: {keeper.place}"
    return [keeper], less


def _in_full(entry: Entry) -> Decimal | None:
    """A number that is printed to its last digit, and that nothing qualifies; ``None`` for any other."""
    one = entry.printed
    if one is None or one.fraction is not None or one.qualifier != "exact" or one.unit_mult > one.decimals:
        return None
    return one.number


def _bounds(entry: Entry, whole: bool) -> Bounds | None:
    return None if entry.printed is None else entry.printed.bounds(whole=whole)


def _width(bounds: Bounds) -> tuple[int, Fraction]:
    """How far bounds are apart; those without an end are the widest."""
    if bounds.low is None or bounds.high is None:
        return (1, Fraction(0))
    return (0, bounds.high - bounds.low)
