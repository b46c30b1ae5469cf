"""The latest year of each metric, for answers that are asked without a region and without a year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..results import Note
from ..store.reading import Reader, scalars
from .basis import Basis
from .compose import Condition, all_of, among, any_of
from .declared import Question
from .naming import MetricGroup
from .notes import latest as latest_places
from .notes import latest_year

_COLUMNS = ("metric", "patent_type", "case_kind", "year", "region_level", "figures")

#: A metric and the items of its breakdown that can be ranked: year, level, and how many regions have a figure.
Places = dict[tuple[str, str, str], list[tuple[int, str, int]]]


def latest_conditions(
    reader: Reader, question: Question, groups: list[MetricGroup], level: str | None, on: Basis, notes: list[Note]
) -> tuple[list[Condition], tuple[int, int] | None]:
    """Conditions for the latest year of each metric and the level that has the most regions in it.

    The first and the last of these years come with them; ``None`` where there are no figures.
    """
    if question.view == "program_records":
        newest = on.select("program_records", ["MAX(year)"], [], set())
        year = next(iter(scalars(reader, newest.sql(), newest.values())), None)
        if year is None:
            return [], None
        notes.append(latest_year(year))
        return [Condition("year = :latest", {"latest": year}, "the latest year")], (year, year)
    latest: dict[str, tuple[int, str]] = {}
    for (metric, patent_type, case_kind), places in _places(reader, groups, on).items():
        if not groups or any(group.holds(metric, patent_type=patent_type, case_kind=case_kind) for group in groups):
            best = min(places, key=lambda place: (-place[0], -place[2], place[1]))
            before = latest.get(metric)
            if before is None or (-best[0], best[1]) < (-before[0], before[1]):
                latest[metric] = best[:2]
    if not latest:
        return [], None
    by_place: dict[tuple[int, str], list[str]] = {}
    for metric in sorted(latest):
        by_place.setdefault(latest[metric], []).append(metric)
    parts = []
    for number, ((year, of_level), metrics) in enumerate(sorted(by_place.items())):
        part = [Condition(f"year = :latest{number}", {f"latest{number}": year})]
        if not level:
            # Of a sum, the level is that of the regions that are added up.
            column = "of_level" if question.view == "sums_over_regions" else "region_level"
            part.append(Condition(f"{column} = :of_level{number}", {f"of_level{number}": of_level}))
        if len(by_place) > 1 and question.has_metric:
            part.append(among("metric", metrics, f"latest{number}_"))
        parts.append(all_of(part))
    years = sorted({year for year, _ in by_place})
    notes.append(latest_places([str(year) for year in years], [level] if level else sorted({of for _, of in by_place})))
    return [any_of(parts, "the latest year")], (years[0], years[-1])


def _places(reader: Reader, groups: Iterable[MetricGroup], on: Basis) -> Places:
    """Where there are figures, those included that are worked out from others."""
    asked = {metric for group in groups for metric in group.metrics}
    needed = asked | {operand for metric in asked for operand in on.declared.get(metric, ())}
    stored = Basis({}, on.conditions)
    panels = stored.select("panel_keys", _COLUMNS, [among("metric", sorted(needed), "panel")] if needed else [], needed)
    places: Places = {}
    for metric, patent_type, case_kind, *place in reader.select(panels.sql(), panels.values())[1]:
        places.setdefault((metric, patent_type, case_kind), []).append(_place(place))
    for metric, (numerator, denominator) in on.declared.items():
        if asked and metric not in asked:
            continue
        over = {
            (year + on.lags[metric], level): figures for year, level, figures in places.get((denominator, "", ""), ())
        }
        for (of, patent_type, case_kind), those in list(places.items()):
            found = [
                (year, level, min(figures, over[year, level]))
                for year, level, figures in those
                if (year, level) in over
            ]
            if of == numerator and found:
                places.setdefault((metric, patent_type, case_kind), []).extend(found)
    return places


def _place(cells: list[Any]) -> tuple[int, str, int]:
    year, level, figures = cells
    # Of two levels with as many regions the provinces come first.
    return int(year), str(level), int(figures) * 2 + (level == "province")
