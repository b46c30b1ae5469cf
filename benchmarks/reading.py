"""``python -m benchmarks.reading [GOLD] [--held-out] [--errors] [--check]``: how well prose is read.

Each text of a gold set is given to the reader, and what it finds is compared with what a careful reader found.
See docs/gold.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from ipstats.errors import Exit, IpstatsError, ReadError, UsageError

from .gold.folder import read_gold
from .gold.matching import Matched, match
from .gold.report import as_json, as_table
from .gold.statements import Item, Text, Value

#: From a text to the statements in it.
Reader = Callable[[Text], list[Item]]

#: Wrong rows of a gold set that are shown.
_MOST_SHOWN = 20


def main(arguments: list[str] | None = None, reader: Callable[[], Reader] | None = None) -> int:
    """Measure, or check, and print; the exit code is 0, or 2 for a gold set or an option that is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description="Measure how well prose is read.")
    parser.add_argument("gold", nargs="?", type=Path, default=Path(__file__).parent / "gold", metavar="GOLD")
    parser.add_argument("--held-out", action="store_true", help="the other of the two halves written first")
    parser.add_argument("--errors", action="store_true", help="each statement missed, invented or wrong in a field")
    parser.add_argument("--check", action="store_true", help="only check the gold set itself")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    given = parser.parse_args(arguments)
    try:
        texts = _checked(_folder(given.gold, held_out=given.held_out))
        if given.check:
            print(f"{len(texts)} texts, {sum(len(text.items) for text in texts)} statements: nothing is wrong")
            return Exit.DONE
        outcomes = measured(texts, (reader or installed_reader)())
    except IpstatsError as error:
        print(error, file=sys.stderr)
        return Exit.USAGE
    show = as_json if given.format == "json" else as_table
    print(show(outcomes, errors=given.errors))
    return Exit.DONE


def _folder(gold: Path, *, held_out: bool) -> Path:
    """The folder itself, or the half of it that is meant."""
    if held_out or not (gold / "gold.csv").exists():
        gold = gold / ("held_out" if held_out else "open")
    return gold


def _checked(folder: Path) -> list[Text]:
    texts, errors = read_gold(folder)
    if errors:
        lines = [
            f"  {error.problem}" + (f" — {error.advice}" if error.advice else "") for error in errors[:_MOST_SHOWN]
        ]
        more = [f"  … and {len(errors) - _MOST_SHOWN} more"] if len(errors) > _MOST_SHOWN else []
        raise ReadError(str(folder), None, None, "\n".join([f"{len(errors)} wrong in the gold set", *lines, *more]))
    return texts


def measured(texts: Iterable[Text], reader: Reader) -> list[tuple[Text, Matched]]:
    """What became of the statements of each text."""
    return [(text, match(text.items, reader(text))) for text in texts]


def installed_reader() -> Reader:
    """The reader of the project, with the names of the bundled seeds: what ``ipstats read`` says of each text as a file."""
    try:
        from ipstats.sources.reports import read_report
    except ModuleNotFoundError as error:
        raise UsageError(f"there is no reader of prose here: {error}", "--check works without one") from None
    vocabulary = _vocabulary()

    def read(text: Text) -> list[Item]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / text.name
            path.write_text(text.text, "utf-8")
            return [item_of(one) for one in read_report(path, vocabulary).statements]

    return read


def _vocabulary() -> Any:
    from ipstats.database import open_database
    from ipstats.sources.vocabulary import Vocabulary
    from ipstats.store.building import build_sqlite

    with tempfile.TemporaryDirectory(prefix="ipstats-reading-") as folder:
        path = Path(folder) / "seeds.sqlite"
        build_sqlite(path)
        with open_database(path) as database:
            return Vocabulary.read(lambda sql: database.reader.select(sql)[1])


def item_of(statement: Any) -> Item:
    """A statement of the reader in the form in which it is compared."""
    value = statement.value
    ends = (statement.low, statement.high) if value is None else (value, value)
    patent_type = statement.patent_type
    return Item(
        statement.start,
        statement.end,
        statement.kind,
        None if ends[0] is None or ends[1] is None else Value(Fraction(ends[0]), Fraction(ends[1])),
        statement.unit,
        statement.region_code or statement.region,
        statement.period,
        f"{statement.metric}/{patent_type}" if statement.metric and patent_type else statement.metric,
        statement.status,
        getattr(statement, "qualifier", ""),
        getattr(statement, "subject", ""),
    )


if __name__ == "__main__":
    sys.exit(main())
