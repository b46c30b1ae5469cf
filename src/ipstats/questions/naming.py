"""From the user's words to metrics, regions, levels, plans and years of an open database."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import product

from ..errors import AmbiguousNameError, UnknownNameError, UsageError
from ..names import named_inside, nearest, normalize, pieces, segment
from ..store.reading import Reader

#: Which kind of breakdown an item belongs to, and the column of the views that holds its code.
_ITEM_KINDS = {"patent_type": (1, "patent_type"), "case": (2, "case_kind"), "program": (3, "program")}
_METRIC_KINDS = ("metric", "subject", "measure", *_ITEM_KINDS)

#: So many names are asked for in one statement.
_MOST_NAMES = 400


@dataclass(eq=False, repr=False)
class MetricGroup:
    """Some metrics, and the items of their breakdown that are meant (none: all of them)."""

    metrics: list[str]
    items: dict[str, list[str]] = field(default_factory=dict)

    def holds(self, metric: str, **items: str | None) -> bool:
        """Whether a metric with these items of its breakdown is meant."""
        return metric in self.metrics and all(
            column not in items or items[column] in codes for column, codes in self.items.items()
        )


def look_up(reader: Reader, names: Collection[str], kinds: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """What normalized names stand for: name to (kind, target) pairs."""
    wanted, allowed = sorted(names), set(kinds)
    found: dict[str, list[tuple[str, str]]] = {}
    for start in range(0, len(wanted), _MOST_NAMES):
        some = {f"n{i}": name for i, name in enumerate(wanted[start : start + _MOST_NAMES])}
        marks = ", ".join(":" + key for key in some)
        sql = "SELECT name, kind, target FROM aliases WHERE name IN (" + marks + ") ORDER BY kind, target"  # noqa: S608 - marks only
        for name, kind, target in reader.select(sql, some)[1]:
            if kind in allowed:
                found.setdefault(name, []).append((kind, target))
    return found


def _known_names(reader: Reader, kinds: Iterable[str]) -> list[str]:
    allowed = set(kinds)
    rows = reader.select(
        "SELECT kind, printed FROM aliases WHERE COALESCE(note, '') <> 'misprint' ORDER BY length(printed), printed", {}
    )[1]
    return [printed for kind, printed in rows if kind in allowed]


def metric_groups(reader: Reader, texts: Iterable[str]) -> list[MetricGroup]:
    """The metrics that each text narrows to; several texts add up.

    A text is cut into known names, each of which narrows: ``invention grants`` is grants, of inventions.
    Names of one kind widen: ``patent trademark`` is both. Raises :class:`UnknownNameError`.
    """
    groups: list[MetricGroup] = []
    for text in texts:
        whole = look_up(reader, [normalize(text)], ["metric"]).get(normalize(text), [])
        if len(whole) == 1:
            groups.append(MetricGroup([whole[0][1]], _types_inside(reader, text)))
            continue
        metrics = [
            tuple(row)
            for row in reader.select("SELECT code, subject, measure, breakdown_kind FROM metrics ORDER BY id", {})[1]
        ]
        found, unknown = segment(text, lambda names: look_up(reader, names, _METRIC_KINDS))
        if unknown or not found:
            word = unknown[0] if unknown and found else text
            raise UnknownNameError(
                "metric", word, nearest(word, _known_names(reader, _METRIC_KINDS)), "ipstats list metrics"
            )
        narrowed = [group for choice in product(*found) if (group := _narrowed(metrics, choice)).metrics]
        if not narrowed:
            codes = [str(code) for code, *_ in metrics]
            raise UnknownNameError("metric", text, nearest(text, codes), "ipstats list metrics")
        groups.extend(narrowed)
    return _united(groups)


def _types_inside(reader: Reader, text: str) -> dict[str, list[str]]:
    """The patent types that the name of a metric names itself: 万人发明专利拥有量 is of inventions."""
    normal = normalize(text)
    known = look_up(reader, {normal[a:b] for a, b in pieces(normal)}, ["patent_type"])
    types = named_inside(text, lambda name: [target for _, target in known.get(name, ())]) - {"total"}
    return {"patent_type": sorted(types)} if types else {}


def _narrowed(metrics: list[tuple[object, ...]], choice: tuple[tuple[str, str], ...]) -> MetricGroup:
    wanted: dict[str, set[str]] = {}
    for kind, target in choice:
        wanted.setdefault(kind, set()).add(target)
    chosen = []
    for code, subject, measure, breakdown_kind in metrics:
        own = {"metric": code, "subject": subject, "measure": measure}
        by_name = all(own[kind] in targets for kind, targets in wanted.items() if kind in own)
        by_item = all(_ITEM_KINDS[kind][0] == breakdown_kind for kind in wanted if kind in _ITEM_KINDS)
        if by_name and by_item:
            chosen.append(str(code))
    items = {_ITEM_KINDS[kind][1]: sorted(targets) for kind, targets in wanted.items() if kind in _ITEM_KINDS}
    return MetricGroup(chosen, items)


def _united(groups: list[MetricGroup]) -> list[MetricGroup]:
    """Groups with the same items as one, each metric once."""
    united: list[MetricGroup] = []
    for group in groups:
        same = next((other for other in united if other.items == group.items), None)
        if same is None:
            united.append(MetricGroup(list(dict.fromkeys(group.metrics)), group.items))
        else:
            same.metrics = list(dict.fromkeys(same.metrics + group.metrics))
    return united


def region_codes(reader: Reader, texts: Iterable[str]) -> list[str]:
    """Codes of regions by any of their names; commas and 、 part several."""
    names = [name.strip() for text in texts for name in re.split(r"[,，、;；]", text) if name.strip()]
    if not names:
        raise UsageError("no region is named", "Give a name or a code: --region 新疆, --region 650000")
    found = look_up(reader, {normalize(name) for name in names}, ["region"])
    codes: list[str] = []
    for name in names:
        targets = [target for _, target in found.get(normalize(name), [])]
        if len(targets) > 1:
            raise AmbiguousNameError(
                f"{name!r} stands for several regions: {', '.join(targets)}",
                "Give the code of the one that is meant",
            )
        if not targets:
            raise UnknownNameError(
                "region", name, nearest(name, _known_names(reader, ["region"])), "ipstats list regions"
            )
        codes.append(targets[0])
    return list(dict.fromkeys(codes))


def item_codes(reader: Reader, kind: str, texts: Iterable[str], listing: str) -> list[str]:
    """Codes of programs or kinds of case by any of their names."""
    codes = []
    for text in texts:
        targets = [target for _, target in look_up(reader, [normalize(text)], [kind]).get(normalize(text), [])]
        if len(targets) != 1:
            raise UnknownNameError(kind, text, nearest(text, _known_names(reader, [kind])), listing)
        codes.append(targets[0])
    return codes


def level_code(reader: Reader, text: str) -> str:
    """Code of a level of regions by its code or its name in either language."""
    rows = list(reader.select("SELECT code, name_zh, name_en FROM region_levels ORDER BY id", {})[1])
    for row in rows:
        if normalize(text) in {normalize(name) for name in row}:
            return str(row[0])
    raise UnknownNameError("level", text, nearest(text, [name for row in rows for name in row]), "ipstats list regions")


def plan_years(reader: Reader, text: str) -> tuple[int, int]:
    """First and last year of a five-year plan: ``12``, ``十三五``, ``13th five-year plan``."""
    rows = list(
        reader.select("SELECT number, name_zh, name_en, first_year, last_year FROM plans ORDER BY number", {})[1]
    )
    for number, zh, en, first, last in rows:
        if normalize(text).removeprefix("第") in {
            str(number),
            normalize(zh),
            normalize(en),
            normalize(en).split()[0],
        }:
            return int(first), int(last)
    raise UnknownNameError(
        "five-year plan",
        text,
        nearest(text, [name for row in rows for name in row[1:3]]),
        f"1 to {rows[-1][0]}, 一五 to {rows[-1][1]}",
    )


def years_in(text: str) -> list[tuple[int, int]]:
    """Years as first and last: ``2016``, ``2015,2016``, ``2010-2016``. Raises :class:`UsageError`."""
    spans = []
    for part in re.split(r"[,，、]", text):
        match = re.fullmatch(r"\s*(\d{4})\s*年?\s*(?:[-–—~至]\s*(\d{4})\s*年?\s*)?", part, re.ASCII)
        if match is None:
            raise UsageError(f"not a year: {part.strip()!r}", "Write 2016, 2015,2016 or 2010-2016")
        first = int(match[1])
        spans.append((first, int(match[2] or first)))
    return spans


def scope_code(reader: Reader, text: str) -> str:
    """Code of the region within which is ranked or shared."""
    return region_codes(reader, [text])[0]
