"""Formats of an answer, one a file; each renders a :class:`~ipstats.results.Result` and knows nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..results import Result


@dataclass(frozen=True, eq=False, repr=False)
class Look:
    """How an answer is to look: language of the labels, width and colour of the terminal, Excel's dialect."""

    lang: str = "en"
    width: int | None = None
    color: bool = False
    excel: bool = False


@dataclass(frozen=True, eq=False, repr=False)
class Format:
    """A format: its name, what it is good for, the endings of its files, and the module that renders it."""

    name: str
    purpose: str
    endings: tuple[str, ...]
    module: str


FORMATS = {
    form.name: form
    for form in (
        Format("table", "for people: fits the terminal, and never cuts a figure", (".txt",), "table"),
        Format(
            "csv",
            "for programs and spreadsheets: one row a fact, codes before labels, plain digits",
            (".csv",),
            "delimited",
        ),
        Format("json", "one array of objects; figures are numbers with all their digits", (".json",), "jsons"),
        Format("ndjson", "one object a line, to stream", (".ndjson", ".jsonl"), "ndjson"),
        Format("markdown", "a table to paste into a document", (".md", ".markdown"), "markdown"),
    )
}


def format_named(name: str | None, output: Path | None, default: str = "table") -> str:
    """The format asked for, or that of the file's ending. Raises :class:`UsageError` for an unknown one."""
    if name is not None:
        if name not in FORMATS:
            raise UsageError(f"no format is called {name!r}", f"--format is one of {', '.join(FORMATS)}")
        return name
    if output is None:
        return default
    for form in FORMATS.values():
        if output.suffix.lower() in form.endings:
            return form.name
    raise UsageError(
        f"no format has the ending {output.suffix!r}: {output.name}",
        f"Say which with --format: {', '.join(FORMATS)}",
    )


def render(result: Result, form: str, look: Look) -> bytes:
    """The answer in a format, as the bytes that go to a file or to standard output."""
    from importlib import import_module

    write: Callable[[Result, Look], str] = import_module(f".{FORMATS[form].module}", __name__).write
    text = write(result, look)
    if look.excel:
        # Excel takes UTF-8 for what it is only behind a byte order mark.
        return b"\xef\xbb\xbf" + text.encode()
    return text.encode()
