"""What the columns of a table of figures mean, in either language: the header of a tidy or a wide file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..errors import SeedError
from ..names import normalize
from ..periods import year_and_part

#: The columns of a figure. For each, its names; where several groups are there the first that is not empty counts.
_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "region": (
        ("region_code", "地区代码", "行政区划代码", "区划代码"),
        ("region", "地区", "区域", "省份", "地区名称", "省（区、市）"),
        ("region_en", "地区（英文）"),
    ),
    "period": (("period", "时期"), ("year", "年份", "年", "年度")),
    "metric": (
        ("metric", "metric_code", "指标代码"),
        ("metric_zh", "指标", "指标名称"),
        ("metric_en", "指标（英文）"),
    ),
    "patent_type": (("patent_type", "专利类型", "类型"),),
    "case_kind": (("case_kind", "案件类型"),),
    "program": (("program", "项目"),),
    "award_level": (("award_level", "奖项"),),
    "value": (("value", "数值", "值"),),
    "published": (("published", "原文"),),
    "unit": (("unit", "单位", "计量单位"),),
    "status": (("status", "状态"),),
    "locator": (("locator", "出处", "位置"),),
    "note": (("note", "备注"),),
}

#: Columns that ipstats itself writes beside them: they say nothing new, and are passed over.
_PASSED = """
    region_level low high decimals unit_mult qualifier source item_zh item_en previous_value previous_low previous_high
    previous_status growth_percent growth_low growth_high stated_percent stated_decimals compound_percent base_year
    verdict figure_verdict remark rank ranked_of scope scope_en scope_code whole_value share_of whole whole_en share_percent share_low
    share_high whole_status other_region_code other_region other_region_en other_value difference ratio other_status
    other_source other_locator preferred publication publication_en edition publisher published_on method candidates
    case_zh case_en procedure closed_term_zh accepted closed carried_over_at_least accepted_status closed_status
    accepted_locator closed_locator program_zh program_en program_kind record item detail_zh detail_en
    previous_qualifier other_qualifier from_year to_year of_level figures missing printed_value
    start end subject base_period why
    来源 级别 下限 上限 限定 小数位数 倍数幂 doubt
    """

_FOUND = {
    normalize(name): (column, rank)
    for column, groups in _NAMES.items()
    for rank, names in enumerate(groups)
    for name in names
}
_OURS = frozenset(normalize(name) for name in _PASSED.split())
_SOURCE = frozenset(("source", "来源"))
_YEAR = re.compile(r"(\d{4})\s*年度?", re.ASCII)


def period_of(text: str) -> str:
    """A period in SDMX form, where ``2016年`` is ``2016``; any other text comes back as it is."""
    plain = text.strip()
    match = _YEAR.fullmatch(plain)
    return match[1] if match else plain


def is_period(text: str) -> bool:
    """Whether a text is a period that can be loaded: ``2016``, ``2016-S1``, ``2016-Q3``, ``2016-07``, ``2016-01/2016-09``."""
    return year_and_part(text) is not None


def known_cells(cells: Sequence[str]) -> int:
    """How many cells of a first line can be headings of a table of figures."""
    return sum(normalize(cell) in _FOUND or normalize(cell) in _OURS or _as_period(cell) != "" for cell in cells)


def _as_period(cell: str) -> str:
    text = period_of(unicodedata.normalize("NFKC", cell)).upper()
    return text if is_period(text) else ""


@dataclass
class Headings:
    """The header of a file, understood.

    ``columns`` are the columns of a figure that the file has, and ``choices`` the places where each of them
    stands, the one that counts first. A wide file has ``periods``: place, period and heading of each column of
    figures. ``kind`` is the place of a column that tells figures from claims, ``source`` that of one that
    names where each row was published, and ``width`` how many cells a row has.
    """

    width: int
    columns: list[str] = field(default_factory=list)
    choices: list[list[int]] = field(default_factory=list)
    periods: list[tuple[int, str, str]] = field(default_factory=list)
    kind: int | None = None
    source: int | None = None

    @property
    def as_they_stand(self) -> bool:
        """Whether each column of the file is one column of a figure, so that its rows need no change."""
        return len(self.columns) == self.width and not {"value", "published"} <= set(self.columns)


def understand(name: str, line: int | None, cells: Sequence[str]) -> Headings:
    """Read the header of a file that errors call ``name``.

    Raises :class:`SeedError` for a heading that is not known, one that is there twice, and one that is missing.
    """
    headings = Headings(len(cells))
    places: dict[str, dict[int, int]] = {}
    for place, cell in enumerate(cells):
        key = normalize(cell)
        if not key:
            raise SeedError(
                name, line, None, ",".join(cells), "a column without a name", f"Name column {place + 1}, or delete it"
            )
        if key in _SOURCE:
            headings.source = place
        if key == "kind" and headings.kind is None:
            headings.kind = place
        elif key in _FOUND:
            column, rank = _FOUND[key]
            if rank in places.setdefault(column, {}):
                first = cells[places[column][rank]].strip()
                raise SeedError(name, line, cell.strip(), None, f"two columns of this name: also {first}")
            places[column][rank] = place
        elif period := _as_period(cell):
            if twice := [head for _, other, head in headings.periods if other == period]:
                raise SeedError(name, line, cell.strip(), None, f"two columns of this period: also {twice[0]}")
            headings.periods.append((place, period, cell.strip()))
        elif key not in _OURS:
            raise SeedError(name, line, cell.strip(), None, "no such column here", _known())
    for column in _NAMES:
        if column in places:
            headings.columns.append(column)
            headings.choices.append([places[column][rank] for rank in sorted(places[column])])
    _complete(name, line, headings)
    if not headings.periods and all(len(choice) == 1 for choice in headings.choices):
        # The order of the file is kept, so that a row that needs no other change can go on as it is.
        order = sorted(range(len(headings.columns)), key=lambda i: headings.choices[i])
        headings.columns = [headings.columns[i] for i in order]
        headings.choices = [headings.choices[i] for i in order]
    return headings


def _complete(name: str, line: int | None, headings: Headings) -> None:
    has = set(headings.columns)
    if headings.periods and (both := [column for column in ("period", "value", "published") if column in has]):
        raise SeedError(
            name, line, both[0], None, f"a table with a column a period ({headings.periods[0][2]}) has no such column",
            "Write a row a figure (year, value), or a column a year",
        )  # fmt: skip
    needed = {
        "region": "Add a column region (地区) with the name or code of each row's region",
        "metric": "Add a column metric (指标) that says what is counted, and unit (单位) where it is not the metric's own",
    }
    if not headings.periods:
        needed["period"] = "Add a column year (年份), or a column for each year, headed 2016"
        if not {"value", "published"} & has:
            needed["value"] = "Add a column value (数值) that holds the figures"
    for column, advice in needed.items():
        if column not in has:
            raise SeedError(name, line, column, None, "this column is missing", advice)


def _known() -> str:
    shown = (f"{groups[0][0]} ({groups[0][1]})" if len(groups) == 1 else _pair(groups) for groups in _NAMES.values())
    return f"Known columns: {', '.join(shown)}; or a year a column"


def _pair(groups: tuple[tuple[str, ...], ...]) -> str:
    return f"{groups[0][0]} or {groups[1][0]} ({groups[1][1]})"
