"""Read a gold set from its folder, and say of each row that cannot be right where it is and why."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from ipstats.errors import ReadError
from ipstats.store.bundled import bundled

from .printed import numbers_in
from .statements import COLUMNS, KINDS, MORE_COLUMNS, Item, Text, Value, decoded

#: A gold set is written by hand: what is larger is something else.
MOST_BYTES = 4_000_000
MOST_TEXTS = 2_000

_STATUSES = ("", "A", "F")
_QUALIFIERS = ("", "exact", "rounded", "about", "at_least", "more_than", "at_most", "less_than")
_PERIOD = re.compile(r"(\d{4})(?:-(?:S[12]|Q[1-4]|(?:0[1-9]|1[0-2])))?(?:/(\d{4})(?:-(?:0[1-9]|1[0-2]))?)?")

#: The unit of a kind that has one only.
_UNIT_OF = {"growth": {"%"}, "share": {"%"}, "rank": {"位"}, "rank_change": {"位"}}

#: How far after a number its unit may stand: lists name it once, at their end.
_UNIT_WITHIN = 80


def read_gold(folder: Path) -> tuple[list[Text], list[ReadError]]:
    """All texts of a folder with their statements, and what is wrong with them.

    Raises :class:`~ipstats.errors.ReadError` where there is no gold set at all, or one that is too large.
    """
    texts = dict(_texts(folder))
    errors: list[ReadError] = []
    for place, row in _rows(folder / "gold.csv"):
        text = texts.get(row["file"])
        if text is None:
            errors.append(ReadError("gold.csv", place, row["file"], "there is no such text in the folder"))
            continue
        try:
            text.items.append(_item(row, int(place.removeprefix("line ")), len(text.text)))
        except ValueError as error:
            errors.append(ReadError("gold.csv", place, _shown(row), str(error)))
    for text in texts.values():
        text.items.sort(key=lambda item: (item.start, item.end))
        errors += _doubts(text)
    return list(texts.values()), errors


def _texts(folder: Path) -> Iterator[tuple[str, Text]]:
    paths = sorted(folder.glob("*.txt"))
    if not paths or not (folder / "gold.csv").is_file():
        raise ReadError(str(folder), None, None, "no gold set", "It is a folder with texts (*.txt) and gold.csv")
    if len(paths) > MOST_TEXTS:
        raise ReadError(str(folder), None, None, f"{len(paths)} texts; at most {MOST_TEXTS} are read")
    for path in paths:
        yield path.name, Text(path.name, _content(path))


def _content(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise ReadError(path.name, None, None, f"larger than {MOST_BYTES} bytes")
    try:
        return decoded(path)
    except UnicodeDecodeError as error:
        raise ReadError(path.name, f"byte {error.start}", None, "not UTF-8", "Save it as UTF-8") from None


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of ``gold.csv`` with its line."""
    reader = csv.reader(io.StringIO(_content(path)), strict=True)
    try:
        header = next(reader, [])
        missing = [name for name in COLUMNS if name not in header]
        unknown = [name for name in header if name not in (*COLUMNS, *MORE_COLUMNS)]
        if missing or unknown or len(set(header)) < len(header):
            raise ReadError(
                "gold.csv",
                "line 1",
                ",".join(header),
                f"missing {', '.join(missing)}" if missing else f"unknown or repeated {', '.join(unknown or header)}",
                f"Columns: {', '.join(COLUMNS)}; and if you want {', '.join(MORE_COLUMNS)}",
            )
        for row in reader:
            if len(row) != len(header):
                raise ReadError(
                    "gold.csv", f"line {reader.line_num}", ",".join(row), f"{len(row)} cells, not {len(header)}"
                )
            yield f"line {reader.line_num}", dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise ReadError("gold.csv", f"line {reader.line_num}", None, f"not CSV: {error}") from None


def _shown(row: dict[str, str]) -> str:
    return ",".join(row[name] for name in COLUMNS)


def _item(row: dict[str, str], line: int, length: int) -> Item:
    """A row as a statement. Raises ``ValueError`` that says what is wrong with it."""
    if row["kind"] not in KINDS:
        raise ValueError(f"unknown kind {row['kind']!r}; kinds are {', '.join(KINDS)}")
    if not (row["start"].isdecimal() and row["end"].isdecimal() and len(row["start"] + row["end"]) < 20):
        raise ValueError("start and end are no whole numbers")
    start, end = int(row["start"]), int(row["end"])
    if not start < end <= length:
        raise ValueError(f"offsets {start} to {end} outside the text, which has {length} characters")
    if row["kind"] == "any":
        return Item(start, end, "any", line=line)
    try:
        value = Value.parse(row["value"])
    except ValueError:
        raise ValueError(f"no value: {row['value']!r}; write 213600, -18.78, 50/3 or 3..5") from None
    more = {name: row.get(name, "") for name in ("status", "qualifier", "subject")}
    for name, known in (("status", _STATUSES), ("qualifier", _QUALIFIERS), ("subject", ("", "level", "growth"))):
        if more[name] not in known:
            raise ValueError(f"unknown {name} {more[name]!r}; known are {', '.join(filter(None, known))}")
    item = Item(
        start, end, row["kind"], value, row["unit"], row["region"], row["period"], row["metric"], **more, line=line
    )
    for problem in _problems(item):
        raise ValueError(problem)
    return item


def _problems(item: Item) -> Iterator[str]:
    """What the fields of a statement say against each other, without a look at the text."""
    assert item.value is not None
    if not item.unit or item.unit not in _UNIT_OF.get(item.kind, {item.unit}):
        yield f"unit {item.unit!r} does not go with kind {item.kind}"
    if item.kind == "rank" and (item.value.low.denominator != 1 or item.value.low < 1):
        yield f"a rank is a whole number from 1, not {item.value}"
    if item.kind in ("level", "share") and item.value.low < 0:
        yield f"a {item.kind} below zero: {item.value}"
    if item.period:
        match = _PERIOD.fullmatch(item.period)
        if not match or (match[2] and match[2] < match[1]):
            yield f"no period: {item.period!r}; write 2016, 2016-S1, 2016-Q3, 2016-07, 2016-01/2016-09 or 2011/2015"
    if item.region.isdecimal() and item.region not in _regions():
        yield f"no region has the code {item.region!r}"
    code, _, breakdown = item.metric.partition("/")
    if item.metric and code not in _metrics():
        yield f"no metric has the code {code!r}"
    elif item.metric and _metrics()[code] == "patent_type" and breakdown not in _patent_types():
        yield f"{code} takes a patent type, as {code}/invention, not {breakdown!r}"
    elif item.metric and _metrics()[code] != "patent_type" and breakdown:
        yield f"{code} takes no patent type, and {breakdown!r} is given"


def _doubts(text: Text) -> Iterator[ReadError]:
    """What the text says against its statements."""
    try:
        _ = text.front
    except ValueError as error:
        yield ReadError(text.name, "first lines", None, f"no date of publication: {error}", "Write 2017-04-26")
    for before, item in zip(text.items, text.items[1:], strict=False):
        if before.overlap(item):
            yield ReadError("gold.csv", f"line {item.line}", text.around(item), f"overlaps line {before.line}")
    for item in text.items:
        if item.value is None:
            continue
        span, place = text.text[item.start : item.end], f"line {item.line}"
        if span != span.strip():
            yield ReadError("gold.csv", place, text.around(item), "begins or ends with a blank")
        there = numbers_in(span)
        if not {abs(item.value.low), abs(item.value.high)} <= there:
            yield ReadError("gold.csv", place, text.around(item), f"the text does not hold the value {item.value}")
        if item.kind in ("level", "change") and not _has_unit(text.text, item):
            yield ReadError("gold.csv", place, text.around(item), f"the text does not hold the unit {item.unit}")
        if item.region and not item.region.isdecimal() and item.region not in "".join(text.text.split()):
            yield ReadError("gold.csv", place, text.around(item), f"the text does not name the region {item.region}")


def _has_unit(text: str, item: Item) -> bool:
    after = unicodedata.normalize("NFKC", "".join(text[item.start : item.end + _UNIT_WITHIN].split()))
    return item.unit in after or (item.unit == "%" and "百分之" in after)


@cache
def _metrics() -> dict[str, str]:
    """Codes of metrics with their breakdown."""
    return {row["code"]: row["breakdown"] for row in _reference("metrics")}


@cache
def _patent_types() -> frozenset[str]:
    return frozenset(row["code"] for row in _reference("patent_types"))


@cache
def _regions() -> frozenset[str]:
    return frozenset(row["code"] for row in _reference("regions"))


def _reference(name: str) -> Iterable[dict[str, str]]:
    with (bundled("seeds") / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
