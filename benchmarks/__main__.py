"""``python -m benchmarks [NAME...] [--keep FOLDER]``: run the benchmarks and print their table."""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from importlib import import_module
from pathlib import Path

from .report import Line, say, table

#: In the order in which they run; each is a module of this package with a function ``measure``.
NAMES = ("start", "first", "load", "tidy", "large", "audit", "prose", "disk")


def main() -> None:
    """Run what is named, or everything; the table goes to standard output, progress to standard error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Compare ipstats with general tools.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(NAMES)}; all without it")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep made databases there, for another run")
    given = parser.parse_args()
    if unknown := set(given.names) - set(NAMES):
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    with tempfile.TemporaryDirectory(prefix="ipstats-benchmarks-") as temporary:
        work = (given.keep or Path(temporary)).absolute()
        work.mkdir(parents=True, exist_ok=True)
        lines: list[Line] = []
        for name in given.names or NAMES:
            say(f"{name} …")
            lines += import_module(f".{name}", __package__).measure(work)
    say(f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}")
    print(table(lines))


if __name__ == "__main__":
    main()
