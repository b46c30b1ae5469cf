"""Short ways to say what a text states, for the tests of the reader of prose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ipstats.database import open_database
from ipstats.sources.prose import read_prose
from ipstats.sources.statements import Statement
from ipstats.sources.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[1]

#: The report of 2016, where it lies beside the project.
REPORT = next(
    (path for parent in ROOT.parents if (path := parent / "shared" / "sources" / "xinjiang-2016-ip.txt").exists()),
    ROOT / "no report",
)

Read = Callable[..., list[Statement]]


@pytest.fixture(scope="session")
def names(reported: Path) -> Vocabulary:
    """The names of the reference data and of the report of 2016."""
    with open_database(reported) as database:
        return Vocabulary.read(lambda sql: database.reader.select(sql)[1])


@pytest.fixture(scope="session")
def read(names: Vocabulary) -> Read:
    """Read a text; what it gives is checked against the text."""

    def run(text: str, published: str = "", title: str = "") -> list[Statement]:
        day = date.fromisoformat(published) if published else None
        found = read_prose(text, names, published=day, title=title)
        for one in found:
            assert text[one.start : one.end] == one.published
            assert one.why
        assert [one.start for one in found] == sorted(one.start for one in found)
        return found

    return run


def said(found: list[Statement]) -> list[str]:
    """Kind, value and unit of each statement: ``growth -18.78 %``."""
    return [f"{one.kind} {value_of(one)} {one.unit}".strip() for one in found]


def value_of(one: Statement) -> str:
    """The value as it is compared: a range as its ends."""
    return (
        f"{one.low}..{one.high}"
        if one.value is None
        else f"{one.value:f}"
        if hasattr(one.value, "as_tuple")
        else str(one.value)
    )


def metrics(found: list[Statement]) -> list[str]:
    """The metric of each statement with its item: ``patent.grants/invention``."""
    return ["/".join(filter(None, (one.metric, one.patent_type or one.case_kind))) for one in found]


def regions(found: list[Statement]) -> list[str]:
    """The region of each statement: its code, or its name."""
    return [one.region_code or one.region for one in found]


def periods(found: list[Statement]) -> list[str]:
    """The period of each statement."""
    return [one.period for one in found]
