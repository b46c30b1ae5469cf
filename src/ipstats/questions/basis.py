"""What an answer rests on: all that is stored, or what had been published by a date, or one source.

The views read ``observations``, ``panels``, ``claims`` and ``sources``. An answer of another basis is the
same text of the same views, below other rows of these names in a WITH. Metrics that are declared and not
stored are worked out there too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from ..errors import AmbiguousNameError, NothingMatchesError, UnknownNameError, UsageError
from ..names import nearest, normalize
from ..results import Note
from ..store.reading import Reader, scalars
from ..store.views import VIEWS, view_sql
from .compose import Condition, Select, among
from .notes import as_of_note, sources_note

#: The tables that are replaced, in the order in which they are made of each other.
_TABLES = ("sources", "stated_figures", "ratio_figures", "observations", "panels", "claims")

#: Those that are stored as they are wanted where all sources are asked, and read faster there than made anew.
_OF_SOURCES = ("sources", "stated_figures", "claims")

#: What is dated by its year or month alone counts as published at the end of it.
_PUBLISHED_BY = """
  CASE length(published)
    WHEN 4 THEN published || '-12' <= :as_of_month WHEN 7 THEN published <= :as_of_month ELSE published <= :as_of
  END
"""


@dataclass(eq=False, repr=False)
class Basis:
    """The sources that are asked, and the metrics that are worked out.

    ``declared`` leads from each declared metric to the two that it is worked out from, and ``lags`` to how many
    years before its own the second is of. ``conditions`` choose among sources; without any, all are asked.
    """

    declared: dict[str, tuple[str, str]]
    conditions: list[Condition] = field(default_factory=list)
    lags: dict[str, int] = field(default_factory=dict)

    @property
    def longest_lag(self) -> int:
        """How many years before its own a figure can be worked out from."""
        return max(self.lags.values(), default=0)

    def select(
        self,
        view: str,
        columns: Iterable[str],
        conditions: list[Condition],
        metrics: Collection[str] | None = None,
        regions: Collection[str] = (),
        years: tuple[int, int] | None = None,
    ) -> Select:
        """A SELECT from a view on this basis.

        ``metrics`` are all that can be in the answer: ``None`` where that is not known, and none where the
        view has no column for them. ``regions`` and ``years`` (first and last) are those whose figures alone it
        needs; without any, all.
        """
        select = Select(view, list(columns), conditions)
        if self.conditions:
            select.ctes = self._ctes(view, metrics or None, regions, years)
        elif self.declared and (metrics is None or not self.declared.keys().isdisjoint(metrics)):
            wanted = self.declared.keys() if metrics is None else self.declared.keys() & set(metrics)
            worked_out = Select(view, select.columns, conditions)
            worked_out.ctes = self._ctes(view, wanted, regions, years)
            if metrics is not None and set(metrics) <= wanted:
                return worked_out
            worked_out.conditions = [*conditions, among("metric", sorted(wanted), "worked_out_")]
            stored = " AND ".join("metric <> '" + code + "'" for code in sorted(self.declared))
            select.conditions = [*conditions, Condition(stored)]
            select.also = worked_out
        return select

    def notes(self, reader: Reader) -> list[Note]:
        """What the answer rests on, where it is not all that is stored."""
        if not self.conditions:
            return []
        count = Select("sources", ["COUNT(*)"], self.conditions)
        asked, of = (
            scalars(reader, count.sql(), count.values())[0],
            scalars(reader, "SELECT COUNT(*) FROM sources", {})[0],
        )
        notes = []
        for condition in self.conditions:
            if condition.option == "--as-of":
                notes.append(as_of_note(condition.values["as_of"], asked, of))
            else:
                notes.append(sources_note(list(condition.values.values())))
        return notes

    def nothing(self) -> NothingMatchesError:
        """That there are such figures, but not on this basis."""
        options = " and ".join(condition.option for condition in self.conditions)
        shown = ", ".join(
            str(value)
            for condition in self.conditions
            for name, value in condition.values.items()
            if name != "as_of_month"
        )
        return NothingMatchesError(
            f"there are such figures, but {options} leaves none of them ({shown})",
            f"Leave out {options}; see when each source was published: ipstats list sources",
        )

    def _ctes(
        self,
        view: str,
        metrics: Collection[str] | None,
        regions: Collection[str],
        years: tuple[int, int] | None,
    ) -> list[tuple[str, str, dict[str, Any]]]:
        values: dict[str, Any] = {}
        for condition in self.conditions:
            values |= condition.values
        chosen = "".join("\n  AND " + condition.sql.strip() for condition in self.conditions)
        ctes: list[tuple[str, str, dict[str, Any]]] = []
        there, of_regions = _only("region", regions)
        then, of_years = "", dict[str, Any]()
        if years is not None:
            then = "\n  AND o.year BETWEEN :not_before AND :not_after"
            of_years = {"not_before": years[0], "not_after": years[1]}
        for table in _TABLES:
            if table in _OF_SOURCES and not self.conditions:
                continue
            text = view_sql(table) if table == "ratio_figures" else _text(table)
            of_table: dict[str, Any] = {}
            if table == "ratio_figures":
                only, of_table = _only("metric", self.declared.keys() if metrics is None else metrics, "ratio")
                # Its rows have no name of their own to be called by.
                text += (only + there + then).replace("o.", "quotients.") if self.declared else "\n  AND FALSE"
                of_table = of_table | of_regions | of_years if self.declared else {}
            elif table == "sources":
                text, of_table = text + chosen, values
            elif table == "stated_figures":
                # What is worked out needs what it is worked out from; nothing else need be looked at.
                operands = {code for metric in metrics or () for code in (metric, *self.declared.get(metric, ()))}
                only, of_table = _only("metric", operands)
                text, of_table = text + only + there, of_table | of_regions
                if years is not None:
                    text += "\n  AND o.year BETWEEN :not_before_of_any AND :not_after"
                    of_table |= {"not_before_of_any": years[0] - self.longest_lag, "not_after": years[1]}
                text += "\n) placed"
            elif table == "observations":
                only, of_table = _only("metric", metrics or (), "answered")
                text = text.replace("WHERE TRUE", "WHERE TRUE" + only + there + then)
                of_table = of_table | of_regions | of_years
            ctes.append((table, text, of_table))
        return ctes + [(name, view_sql(name), {}) for name in _needed(view)]


def _only(dimension: str, codes: Collection[str], prefix: str = "among") -> tuple[str, dict[str, Any]]:
    """The condition that a row ``o`` is of one of these metrics or regions, or nothing where none is named."""
    if not codes:
        return "", {}
    ids = Select(dimension + "s", ["id"], [among("code", sorted(codes), f"{prefix}_{dimension}")])
    return f"\n  AND o.{dimension}_id IN (" + ids.sql() + ")", ids.values()


def _text(name: str) -> str:
    return files(__package__).joinpath("sql", f"{name}.sql").read_text("utf-8").strip()


def _needed(view: str) -> list[str]:
    """The view and the views that it reads, in the order in which they can be made."""
    needed: list[str] = []
    queue = [view]
    while queue:
        name = queue.pop()
        if name not in needed:
            needed.append(name)
            queue += [other for other in re.findall(r"(?:FROM|JOIN) (\w+)", view_sql(name)) if other in VIEWS]
    return [name for name in VIEWS if name in needed and name not in _TABLES]


def basis(reader: Reader, as_of: str | None, sources: Iterable[str]) -> Basis:
    """The basis of an answer. Raises :class:`UsageError` for what is no date, and :class:`UnknownNameError`."""
    sql = """
        SELECT m.code, n.code, d.code, q.lag
        FROM declared_ratios q
        JOIN metrics m ON m.id = q.metric_id
        JOIN metrics n ON n.id = q.numerator_id
        JOIN metrics d ON d.id = q.denominator_id
    """
    rows = list(reader.select(sql, {})[1])
    declared, lags = {row[0]: (row[1], row[2]) for row in rows}, {row[0]: row[3] for row in rows}
    conditions = []
    if as_of is not None:
        day, month = day_and_month(as_of)
        conditions.append(Condition(_PUBLISHED_BY, {"as_of": day, "as_of_month": month}, "--as-of"))
    if codes := source_codes(reader, sources):
        conditions.append(among("code", codes, "source", "--source"))
    return Basis(declared, conditions, lags)


def day_and_month(text: str) -> tuple[str, str]:
    """The last day of a date, a month or a year, and the last month that was over then.

    2017 is 2017-12-31, and December was over; 2017-04-29 is itself, and March was. Raises :class:`UsageError`.
    """
    from calendar import monthrange

    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip(), re.ASCII)
    year, month = (int(match[1]), int(match[2] or 12)) if match is not None else (0, 0)
    if match is not None and year and 1 <= month <= 12:
        last = monthrange(year, month)[1]
        day = int(match[3] or last)
        if 1 <= day <= last:
            before = f"{year:04}-{month - 1:02}" if month > 1 else f"{year - 1:04}-12"
            return f"{year:04}-{month:02}-{day:02}", f"{year:04}-{month:02}" if day == last else before
    raise UsageError(f"not a date: {text!r}", "Write 2017-12-31, 2017-12 or 2017")


def source_codes(reader: Reader, texts: Iterable[str]) -> list[str]:
    """Codes of sources by code or title. Raises :class:`UnknownNameError`."""
    texts = list(texts)
    if not texts:
        return []
    codes: dict[str, set[str]] = {}
    titles: dict[str, set[str]] = {}
    for code, zh, en in reader.select("SELECT code, name_zh, name_en FROM sources ORDER BY id", {})[1]:
        codes.setdefault(normalize(code), set()).add(code)
        for name in (zh, en):
            titles.setdefault(normalize(name), set()).add(code)
    wanted: list[str] = []
    for text in texts:
        # A title may have a comma in it.
        whole = normalize(text) in codes or normalize(text) in titles
        wanted += [word.strip() for word in ([text] if whole else re.split(r"[,，、;；]", text)) if word.strip()]
    if not wanted:
        raise UsageError("no source is named", "Give a code; see them all: ipstats list sources")
    return [_source_code(word, codes, titles) for word in wanted]


def _source_code(word: str, codes: dict[str, set[str]], titles: dict[str, set[str]]) -> str:
    """The source of this code or, where no source has it, of this title."""
    name = normalize(word)
    found = sorted(codes.get(name) or titles.get(name) or ())
    if not found:
        known = sorted(code for several in codes.values() for code in several)
        raise UnknownNameError("source", word, nearest(word, known), "ipstats list sources")
    if len(found) > 1 and word not in found:
        raise AmbiguousNameError(
            f"{word!r} stands for several sources: {', '.join(found)}", "Give the code of the one that is meant"
        )
    return word if word in found else found[0]
