"""``python -m benchmarks.gold.author [--check]``: write the texts and ``gold.csv`` of each part from its master.

The masters, ``open.marked`` to ``fortyfifth.marked``, are what is written by hand; all else in the folders follows from
them, so that no offset can be off. ``--check`` only says whether it does.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from pathlib import Path

from ipstats.errors import ReadError

from .marks import Marked, read_master
from .statements import COLUMNS

FOLDER = Path(__file__).parent

#: The two halves that were written together, and the parts written later, each apart from the reader.
HALVES = ("open", "held_out")
PARTS = (
    *HALVES, "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twentyfirst", "twentysecond", "twentythird",
    "twentyfourth", "twentyfifth", "twentysixth", "twentyseventh", "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst",
    "thirtysecond", "thirtythird", "thirtyfourth", "thirtyfifth", "thirtysixth", "thirtyseventh", "thirtyeighth", "thirtyninth",
    "fortieth", "fortyfirst", "fortysecond", "fortythird", "fortyfourth", "fortyfifth",
)  # fmt: skip

#: The columns of what is written here: no notes.
_WRITTEN = (*COLUMNS, "status", "qualifier", "subject")


def masters(part: str) -> list[Marked]:
    """The marked texts of a part."""
    path = FOLDER / f"{part}.marked"
    return read_master(path.read_text("utf-8"), path.name)


def made(texts: list[Marked]) -> dict[str, str]:
    """What the folder of a part holds: each file with its content."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_WRITTEN)
    for one in texts:
        for item in one.text.items:
            value = "" if item.value is None else str(item.value)
            row = (item.start, item.end, item.kind, value, item.unit, item.region, item.period, item.metric)
            writer.writerow((one.text.name, *row, item.status, item.qualifier, item.subject))
    return {one.text.name: one.text.text for one in texts} | {"gold.csv": table.getvalue()}


def stale(part: str) -> list[str]:
    """Files of a part that are not what its master makes of them."""
    wanted, folder = made(masters(part)), FOLDER / part
    there = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in (".txt", ".csv")}
    encoded = {name: content.encode() for name, content in wanted.items()}
    return sorted(name for name in wanted.keys() | there.keys() if encoded.get(name) != there.get(name))


def write(part: str) -> None:
    """Write the folder of a part anew; texts that are in the master no more are removed."""
    wanted, folder = made(masters(part)), FOLDER / part
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.txt"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (folder / name).write_text(content, "utf-8", newline="\n")


def main() -> int:
    """Write all parts, or compare; 1 where something is out of date, 2 where a master is not understood."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gold.author", description=write.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only say what is out of date")
    given = parser.parse_args()
    try:
        if given.check:
            old = [f"{part}/{name}" for part in PARTS for name in stale(part)]
            print("\n".join(old), end="\n" if old else "")
            return 1 if old else 0
        for part in PARTS:
            write(part)
    except ReadError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
