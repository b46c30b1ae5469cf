"""Plain text and Markdown: decoded as it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ...errors import ReadError, SeedError
from ..encodings import TextForm, form_of
from ..files import unreadable

#: A text or an HTML page of more bytes is no publication, and is held in memory as a whole.
LARGEST_TEXT = 50 * 1024 * 1024

_SAVE = "Save the file as UTF-8"
# Patterns as text: they are compiled where a file may be UTF-16, and for no other.
_HAN = "[\u4e00-\u9fff]"
_PRINTED = "[\t\\x20-\\x7e\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def form_of_text(path: Path, name: str) -> TextForm:
    """The encoding of a text file, by all of it; UTF-16 without a mark is told by its words.

    Raises :class:`SeedError` or :class:`ReadError` with the line where it is no text that can be told.
    """
    try:
        status = path.stat()
    except OSError as error:
        raise unreadable(path, error) from None
    return _form(path, name, (status.st_ino, status.st_size, status.st_mtime_ns))


@lru_cache(1)
def _form(path: Path, name: str, _version: tuple[int, int, int]) -> TextForm:
    """The same, looked for once: what a file is, and what it says, are asked one after the other."""
    return form_of(path, name, is_written, longest=LARGEST_TEXT)


def is_written(line: str) -> bool:
    """Whether what could be UTF-16 reads as Chinese or English print."""
    return len(re.findall(_PRINTED, line)) * 10 >= len(line) * 9 and bool(re.search(_HAN, line) or line.isascii())


def read_text(path: Path, save: str = _SAVE) -> str:
    """The text of a file, without its byte order mark and with ``\\n`` for every line end.

    Raises :class:`ReadError` where it is too large, no text, or of an encoding that cannot be told.
    """
    refuse_larger(path, LARGEST_TEXT)
    try:
        form = form_of_text(path, path.name)
        return plain(path, form)
    except SeedError as error:
        place = None if error.line is None else f"line {error.line}"
        said = error.problem.partition(": ")[2] or error.problem
        raise ReadError(path.name, place, None, said, save) from None


def plain(path: Path, form: TextForm) -> str:
    """The whole text of a file whose encoding is known."""
    try:
        with form.open(path) as file:
            text = file.read()
    except UnicodeDecodeError:
        raise ReadError(path.name, None, None, "the file changed while it was read", "Try again") from None
    except OSError as error:
        raise unreadable(path, error) from None
    return unified(text)


def unified(text: str) -> str:
    """The text with ``\\n`` for every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_larger(path: Path, limit: int) -> None:
    """Raise :class:`ReadError` where a file has more than ``limit`` bytes, or cannot be looked at."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise unreadable(path, error) from None
    if size > limit:
        problem = f"{size / 1024**2:.0f} MB: larger than {limit // 1024**2} MB"
        raise ReadError(path.name, None, None, problem, "Split it, and read its parts")
