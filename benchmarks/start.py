"""``start``: from nothing to an answer, the whole process, beside ``sqlite-utils`` with the very same SQL.

The database is ready, as it is on every run but the first. ``ipstats`` finds names, asks, checks, renders
and writes CSV; ``sqlite-utils query`` is handed the finished SQL that ``--show-sql`` prints and writes the
same rows as CSV. Each is installed in an environment of its own, so that neither pays for its neighbours,
and each runs once before it is measured, so that both are compiled. Processor time is compared.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from .measuring import Program, best_runs
from .programs import installed
from .report import Line, say

ROUNDS = 15
TARGET = 0.6

_QUESTION = ("query", "growth", "--metric", "invention", "--format", "csv")
_COMPLETED = "ipstats query growth --region 新"


def measure(work: Path) -> list[Line]:
    """The query, ``--help`` and completion, each beside the same run of ``sqlite-utils``."""
    ours, how_ours = installed(work, "ipstats")
    theirs, how_theirs = installed(work, "sqlite-utils")
    say(f"start: ipstats ({how_ours}), sqlite-utils ({how_theirs}) …")
    database = work / "start.sqlite"
    if not database.exists():
        subprocess.run([ours, "init", "--database", database], check=True, capture_output=True)
    environment = {"IPSTATS_DATABASE": str(database)}
    theirs_asked = [theirs, "query", database, _sql(ours, environment), "--csv"]
    if _output([ours, *_QUESTION], environment).count("\n") != _output(theirs_asked, {}).count("\n"):
        raise RuntimeError("the two answers are not of one length")
    if "新疆" not in _output([ours], environment | _completion()):
        raise RuntimeError("nothing was completed")
    programs = {
        "query": Program([ours, *_QUESTION], environment),
        "--help": Program([ours, "--help"], environment),
        "query growth --help": Program([ours, "query", "growth", "--help"], environment),
        "completion of a region": Program([ours], environment | _completion()),
        "sqlite-utils": Program(theirs_asked),
    }
    best_runs(programs, 1)
    spent = best_runs(programs, ROUNDS)
    base = spent.pop("sqlite-utils").processor * 1000
    return [
        Line("start", name, "sqlite-utils query --csv", one.processor * 1000, base, "ms", TARGET)
        for name, one in spent.items()
    ]


def _sql(ours: Path, environment: dict[str, str]) -> str:
    """The SQL that the question runs, with its values written in."""
    # It comes first, and its comments have semicolons too, but at no end of a line.
    return _process([ours, *_QUESTION, "--show-sql"], environment).stderr.partition(";\n")[0] + ";"


def _output(arguments: list[Path | str], environment: dict[str, str]) -> str:
    return _process(arguments, environment).stdout


def _process(arguments: list[Path | str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, env=os.environ | environment, check=True, capture_output=True, encoding="utf-8")


def _completion() -> dict[str, str]:
    """What bash sets when a region is completed."""
    return {"_IPSTATS_COMPLETE": "complete_bash", "COMP_WORDS": _COMPLETED, "COMP_CWORD": "4"}
