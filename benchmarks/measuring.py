"""Measure whole processes by processor time and peak memory, and calls by wall-clock and processor time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_UNWANTED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONUNBUFFERED")


@dataclass(frozen=True)
class Spent:
    """What something took: seconds on the clock, seconds of processor, and peak memory in MB (processes)."""

    wall: float
    processor: float
    memory: float = 0.0


@dataclass(frozen=True)
class Program:
    """A command line with its environment and, perhaps, something to be done before each run, untimed."""

    arguments: Sequence[str | Path]
    environment: Mapping[str, str] | None = None
    before: Callable[[], object] = bool


@dataclass(frozen=True)
class Call:
    """A call in this process, and what is to be done before each, untimed."""

    run: Callable[[], Any]
    before: Callable[[], object] = bool


def run(program: Program) -> Spent:
    """Run a program to its end, its output thrown away. Raises ``CalledProcessError`` where it fails."""
    program.before()
    arguments = [str(argument) for argument in program.arguments]
    started = time.perf_counter()
    process = subprocess.Popen(
        arguments,
        env=_environment() | (program.environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    # Linux counts in KiB, macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def _environment() -> dict[str, str]:
    """This environment without what would keep a program from using its compiled modules, or add to its path."""
    return {name: value for name, value in os.environ.items() if name not in _UNWANTED}


def best_runs(programs: Mapping[str, Program], rounds: int) -> dict[str, Spent]:
    """The best of some rounds, in each of which every program runs once: a disturbance meets them all alike."""
    return _best({name: lambda program=program: run(program) for name, program in programs.items()}, rounds)


def best_calls(calls: Mapping[str, Call], rounds: int) -> dict[str, Spent]:
    """As :func:`best_runs`, for calls in this process; the first round warms up and does not count."""
    for call in calls.values():
        timed(call)
    return _best({name: lambda call=call: timed(call) for name, call in calls.items()}, rounds)


def timed(call: Call) -> Spent:
    """Time one call."""
    call.before()
    wall, processor = time.perf_counter(), time.process_time()
    call.run()
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


def _best(runs: Mapping[str, Callable[[], Spent]], rounds: int) -> dict[str, Spent]:
    spent: dict[str, list[Spent]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, take in runs.items():
            spent[name].append(take())
    return {
        name: Spent(
            min(one.wall for one in taken),
            min(one.processor for one in taken),
            max(one.memory for one in taken),
        )
        for name, taken in spent.items()
    }
