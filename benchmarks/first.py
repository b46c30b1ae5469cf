"""``first``: the first use, when the database is made from the bundled seeds; the whole process.

There is nothing to compare it with: what counts is that a newcomer does not wait. Processor time is shown
beside the seconds that it may take.
"""

from __future__ import annotations

from pathlib import Path

from .measuring import Program, best_runs
from .programs import installed
from .report import Line

ROUNDS = 5

#: Seconds of processor time.
MOST = 3.0


def measure(work: Path) -> list[Line]:
    """``init``, and a question that finds no database."""
    ours, _ = installed(work, "ipstats")
    target = work / "first.sqlite"
    growth = ("query", "growth", "--metric", "invention", "--format", "csv")
    programs = {
        name: Program([ours, *words, "--database", target], before=lambda: target.unlink(missing_ok=True))
        for name, words in (("init", ("init",)), ("the first question", growth))
    }
    spent = best_runs(programs, ROUNDS)
    return [Line("first", name, "what it may take", one.processor, MOST, "s", 1.0) for name, one in spent.items()]
