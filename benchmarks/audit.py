"""``audit``: every published number recomputed: of the bundled panel, and of ten million figures beside DuckDB.

The large database has printed totals and claims about growth and rank, some of them wrong (``audited.py``).
ipstats is asked for what is contradicted, by all its rules, and words each finding with its bounds and the cells
that explain it. DuckDB computes the same sums, growths and ranks in SQL, in the leanest form found, with all its
threads, and returns keys. Both must find the same. Each runs in a process of its own, from its start to its end.

Growths of all figures against those of their peers are asked of ipstats too, in a run of their own; DuckDB then
computes the growth of every figure and its quartiles beside the rest.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from pathlib import Path

from ipstats import database as library

from .audited import duckdb_audited, figures, sqlite_audited, wrong
from .databases import statement
from .generating import MILLION, TEN_MILLION, Size, metric_code
from .measuring import Program, Spent, best_runs
from .report import Line, say

ROUNDS = 5

#: Seconds of processor for the audit of the bundled panel, and how many times DuckDB's clock time for the large one.
MOST_SECONDS, TARGET = 3.0, 1.5

#: How much more memory ten times the figures may take.
MEMORY_TARGET = 1.5

_OURS = """
import sys
from ipstats.database import open_database
with open_database(sys.argv[1], time_limit=600) as database:
    database.audit(**({"verdict": sys.argv[2].split(",")} if len(sys.argv) > 2 else {}))
"""

_THEIRS = """
import sys, duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    for statement in sys.argv[2:]:
        connection.execute(statement).fetchall()
"""

#: The rules that are compared, with DuckDB's statement for each.
RULES = {"regions": "audited_sums", "growths": "audited_growths", "ranks": "audited_ranks"}


def measure(work: Path) -> list[Line]:
    """The bundled panel, and the made-up figures at two sizes."""
    bundled = work / "audit-bundled.sqlite"
    bundled.unlink(missing_ok=True)
    library.initialize(bundled)
    say("audit: the bundled panel …")
    small = best_runs({"ours": _ours(bundled)}, ROUNDS)["ours"]
    lines = [
        Line("audit", "all checks of the bundled panel, processor", "a bound", small.processor, MOST_SECONDS, "s", 1.0)
    ]
    peaks: dict[str, float] = {}
    for size in (MILLION, TEN_MILLION):
        _apart(prepare, work, size)
        lines += _compared(sqlite_audited(work, size), duckdb_audited(work, size), size, peaks)
    one, ten = (peaks[str(size)] for size in (MILLION, TEN_MILLION))
    lines.append(
        Line("audit", "contradictions: peak memory, ten times the figures", "itself", ten, one, "MB", MEMORY_TARGET)
    )
    return lines


def prepare(work: Path, size: Size) -> None:
    """Make both databases, and see that they are answered alike."""
    check(sqlite_audited(work, size), duckdb_audited(work, size), size)


def _apart(call: Callable[[Path, Size], None], work: Path, size: Size) -> None:
    """Call in a process of its own: the memory that this one takes would count as that of the programs it starts."""
    process = get_context("spawn").Process(target=call, args=(work, size))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"the databases of {size} figures could not be prepared; see above")


def _compared(ours: Path, theirs: Path, size: Size, peaks: dict[str, float]) -> list[Line]:
    count = f"{figures(size):,}"
    say(f"audit: {count} figures …")
    spent = best_runs(
        {
            "contradicted": _ours(ours, "contradicted"), "all": _ours(ours, "contradicted,question"),
            "DuckDB": _theirs(theirs, RULES.values()), "DuckDB, all": _theirs(theirs, [*RULES.values(), "audited_steps"]),
        },
        ROUNDS,
    )  # fmt: skip
    peaks[str(size)] = spent["contradicted"].memory
    target = TARGET if size is TEN_MILLION else None
    return [
        *_both(f"{count}: contradictions", spent["contradicted"], spent["DuckDB"], target),
        *_both(f"{count}: contradictions and questions", spent["all"], spent["DuckDB, all"], target),
    ]


def _both(what: str, ours: Spent, theirs: Spent, target: float | None) -> list[Line]:
    return [
        Line("audit", f"{what}, clock", "DuckDB, all threads", ours.wall, theirs.wall, "s", target),
        Line("audit", f"{what}, processor", "DuckDB, all threads", ours.processor, theirs.processor, "s"),
        Line("audit", f"{what}, peak memory", "DuckDB, all threads", ours.memory, theirs.memory, "MB"),
    ]


def _ours(path: Path, *verdicts: str) -> Program:
    # The package that runs here, whichever is installed.
    return Program(
        [sys.executable, "-c", _OURS, path, *verdicts], {"PYTHONPATH": str(Path(library.__file__).parents[1])}
    )


def _theirs(path: Path, names: Iterable[str]) -> Program:
    return Program([sys.executable, "-c", _THEIRS, path, *(statement(name) for name in names)])


def check(ours: Path, theirs: Path, size: Size) -> None:
    """Raise ``RuntimeError`` unless both find the same, and all claims and totals among it that were made wrong."""
    import duckdb

    with library.open_database(ours, time_limit=600) as database:
        rows = database.audit(verdict="contradicted", rule=list(RULES)).to_records()
    found = {(row["rule"], row["metric"], int(row["region_code"]), row["year"]) for row in rows}
    with duckdb.connect(str(theirs), read_only=True) as connection:
        codes = dict(connection.execute("SELECT id, code FROM metrics").fetchall())
        same = {
            (rule, codes[metric], region, year)
            for rule, name in RULES.items()
            for metric, region, year in connection.execute(statement(name)).fetchall()
        }
    if found != same:
        raise RuntimeError(f"ipstats and DuckDB differ in {sorted(found ^ same)[:5]}")
    made = {(rule, metric_code(metric), region, year) for rule, metric, region, year in wrong(size)}
    if not made <= found:
        raise RuntimeError(f"what was made wrong is not found: {sorted(made - found)[:5]}")
