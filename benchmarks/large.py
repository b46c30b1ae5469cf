"""``large``: three questions on one and on ten million figures, beside DuckDB on the same rows.

ipstats answers as it answers a script, through ``Database.ask``: names looked up, every label and bound of
the view, cells made exact. ``view`` is the bare SQL that this ends in; for the first ten it holds the figure
of the tenth, which ``ask`` looked up before, so that there it is less than the whole work.

DuckDB gets less to do: the numbers of metric and region are given to it, and it returns labels without
bounds, notes or exact decimals. It has the figures in the order of their key, its threads, and a choice of
formulations, each as text and as a prepared statement, with all threads and with one; the fastest of them
counts. Both must give the same answer.

Clock time is compared, because DuckDB spreads over the processors. Each round asks of five metrics and five
regions, so that nobody is asked the same twice in a row; all take turns, and the best round counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ipstats.database import Database, open_database

from .databases import SIZES, checksum, duckdb_database, sqlite_database, statement
from .generating import county_code, metric_code
from .measuring import Call, Spent, best_calls
from .report import Line, say

ROUNDS = 20


@dataclass(frozen=True)
class Question:
    """A question: how ipstats is asked, which columns must agree, and how DuckDB may be asked."""

    name: str
    asked: str
    selectors: Callable[[Place], dict[str, Any]]
    compared: tuple[str, ...]
    formulations: tuple[str, ...]
    values: tuple[str, ...]
    grows: float | None


@dataclass(frozen=True)
class Place:
    """One metric, one region and one year."""

    metric: int
    region: int
    year: int


PLACES = [Place(1 + n % 8, county_code(37 + 611 * n), 2015 - n) for n in range(5)]

QUESTIONS = (
    Question(
        "growth of a metric in a region", "growth",
        lambda place: {"metric": metric_code(place.metric), "region": str(place.region)},
        ("region_code", "year", "value", "previous_value", "growth_percent"),
        ("growth_window", "growth_join"), ("metric", "region"), 1.2,
    ),
    Question(
        "a year's first ten", "ranking",
        lambda place: {"metric": metric_code(place.metric), "year": str(place.year), "level": "county", "top": 10},
        ("region_code", "year", "value", "rank", "ranked_of"),
        ("top_window", "top_limit"), ("metric", "year"), 1.2,
    ),
    Question(
        "a region's ranks in 40 years", "ranking",
        lambda place: {"metric": metric_code(place.metric), "region": str(place.region)},
        ("region_code", "year", "value", "rank", "ranked_of"),
        ("ranks_window", "ranks_lean", "ranks_join", "ranks_count"), ("metric", "region"), None,
    ),
)  # fmt: skip


class Pair:
    """The same figures, open in ipstats, in plain SQLite and in DuckDB."""

    def __init__(self, work: Path, size: str, stack: ExitStack) -> None:
        import duckdb

        path = sqlite_database(work, SIZES[size])
        self.ipstats: Database = stack.enter_context(open_database(path))
        self.sqlite = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        stack.callback(self.sqlite.close)
        self.duckdb = duckdb.connect(str(duckdb_database(work, SIZES[size])), read_only=True)
        stack.callback(self.duckdb.close)
        self.threads = self.duckdb.execute("SELECT current_setting('threads')").fetchall()[0][0]
        if checksum(self.sqlite) != checksum(self.duckdb):
            raise RuntimeError(f"the databases of {size} figures differ")
        ids = dict(self.sqlite.execute("SELECT code, id FROM metrics"))
        self.values = {
            place: {"metric": ids[metric_code(place.metric)], "region": place.region, "year": place.year}
            for place in PLACES
        }

    def contenders(self, question: Question) -> Iterator[tuple[str, Call]]:
        """Every way of answering a question for all places, by its name."""
        asks = [(question.asked, question.selectors(place)) for place in PLACES]
        yield "ipstats", Call(lambda: [self.ipstats.ask(name, **selectors) for name, selectors in asks])
        views = [self.ipstats.ask(name, **selectors).sql for name, selectors in asks]
        yield "view", Call(lambda: [self.sqlite.execute(sql).fetchall() for sql in views])
        values = [{key: self.values[place][key] for key in question.values} for place in PLACES]
        for name in question.formulations:
            text = statement(name)
            self.duckdb.execute("PREPARE " + name + " AS " + text)
            asked = [(text, one) for one in values]
            prepared = [("EXECUTE " + name + _arguments(one), None) for one in values]
            for threads in sorted({1, self.threads}):
                of_threads = partial(self.duckdb.execute, "SET threads = " + str(threads))
                yield f"{name}, {threads} threads", Call(partial(self._answers, asked), of_threads)
                yield f"{name}, prepared, {threads} threads", Call(partial(self._answers, prepared), of_threads)

    def _answers(self, statements: list[tuple[str, Any]]) -> list[Any]:
        return [self.duckdb.execute(sql, values).fetchall() for sql, values in statements]

    def check(self, question: Question) -> None:
        """Raise ``RuntimeError`` unless ipstats and each formulation give the same answer."""
        for place in PLACES:
            result = self.ipstats.ask(question.asked, **question.selectors(place))
            at = [[column.id for column in result.columns].index(name) for name in question.compared]
            ours = [tuple(_plain(row[i]) for i in at) for row in result.rows]
            for name in question.formulations:
                cursor = self.duckdb.execute(statement(name), {key: self.values[place][key] for key in question.values})
                names = [column[0] for column in cursor.description]
                theirs = [
                    tuple(_plain(row[names.index(key)]) for key in question.compared) for row in cursor.fetchall()
                ]
                if ours != theirs:
                    raise RuntimeError(f"{question.name}: ipstats and {name} differ, at {place}")


def _arguments(values: dict[str, int]) -> str:
    return "(" + ", ".join(f"{name} := {value}" for name, value in values.items()) + ")"


def _plain(cell: Any) -> Any:
    """A cell for comparison: decimals of either side as they print with two digits."""
    return f"{cell:.2f}" if isinstance(cell, float | Decimal) else cell if not isinstance(cell, int) else f"{cell:.2f}"


def measure(work: Path) -> list[Line]:
    """All questions at both sizes."""
    lines: list[Line] = []
    with ExitStack() as stack:
        pairs = {size: Pair(work, size, stack) for size in SIZES}
        for question in QUESTIONS:
            say(f"large: {question.name} …")
            calls = {}
            for size, pair in pairs.items():
                pair.check(question)
                calls |= {f"{size}: {name}": call for name, call in pair.contenders(question)}
            lines += _lines(question, best_calls(calls, ROUNDS))
    return lines


def _lines(question: Question, spent: dict[str, Spent]) -> list[Line]:
    lines = []
    for size in SIZES:
        own = {name.removeprefix(f"{size}: "): one for name, one in spent.items() if name.startswith(size)}
        theirs = {name: one for name, one in own.items() if name not in ("ipstats", "view")}
        fastest = min(theirs, key=lambda name: theirs[name].wall)
        for name in ("ipstats", "view"):
            what = f"{question.name}, {size}: {name}"
            lines.append(Line("large", what, f"DuckDB, {fastest}", _each(own[name]), _each(theirs[fastest]), "ms", 1.0))
    for name in ("ipstats", "view"):
        small, large = (spent[f"{size}: {name}"] for size in ("one million", "ten million"))
        what = f"{question.name}, ten million: {name}"
        lines.append(Line("large", what, "itself on one million", _each(large), _each(small), "ms", question.grows))
    return lines


def _each(spent: Spent) -> float:
    """Milliseconds for one of the questions of a round."""
    return spent.wall * 1000 / len(PLACES)
