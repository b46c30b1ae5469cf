"""In which encoding a text file is written, decided over the whole of it; no text is ever mangled in silence."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ..errors import SeedError
from .files import blocks

#: A line may have at most this many characters.
LONGEST_LINE = 20_000

_SAVE = "Save the file as CSV UTF-8"
_NAMES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ASCII = bytes(byte for byte in range(128) if byte != ord("\n"))
#: All behind U+07FF: told by what it is not, it is compiled in no time.
_WIDE = re.compile("[^\x00-\u07ff]")
_LATIN = re.compile("[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][A-Za-z]")


@dataclass(frozen=True, slots=True)
class TextForm:
    """How to read a text file: its codec, the bytes of the mark before it, and whether a quote stands in it."""

    codec: str
    skip: int
    quoted: bool

    def open(self, path: Path) -> io.TextIOWrapper:
        """The file as text, its line ends as they are."""
        raw = path.open("rb")
        raw.seek(self.skip)
        return io.TextIOWrapper(raw, self.codec, newline="")


def form_of(path: Path, name: str, is_header: Callable[[str], bool], longest: int | None = None) -> TextForm:
    """Find the encoding of a text file: UTF-8, GB18030 or UTF-16, with a mark or without.

    ``name`` is what errors call the file. UTF-16 without a mark is believed only where ``is_header`` knows the
    first line. Raises :class:`SeedError`, with the line, where none of them fits, where two fit that give
    different texts, and for a NUL or a line of more than ``longest`` characters (:data:`LONGEST_LINE`).
    """
    longest = LONGEST_LINE if longest is None else longest
    head = next(blocks(path), b"")[:65536]
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return _only(path, name, codec, len(mark), longest)
    if b"\0" in head:
        for codec in ("utf-16-le", "utf-16-be"):
            lines = head[: len(head) // 2 * 2].decode(codec, "replace").splitlines()
            if lines and is_header(lines[0]):
                return _only(path, name, codec, 0, longest)
    seen = _scan(path, name, "utf-8", 0, longest)
    if seen.failure is None:
        if seen.narrow and not seen.latin and _scan(path, name, "gb18030", 0, longest, strictly=False).failure is None:
            raise SeedError(
                name, None, None, None, "the text is both UTF-8 and GB18030, with different words", f"{_SAVE}, with a byte order mark"
            )  # fmt: skip
        return TextForm("utf-8", 0, seen.quoted)
    # UTF-8 of which a byte was lost can pass for GB18030 and come out as other words.
    if _holds_utf8(path):
        raise _refused(path, name, "utf-8", 0, seen.failure, "lines of the file are UTF-8, and this is not")
    again = _scan(path, name, "gb18030", 0, longest)
    if again.failure is not None:
        raise _refused(path, name, "gb18030", 0, again.failure, "neither UTF-8 nor GB18030")
    if again.doubtful * 4 > again.wide:
        raise _refused(path, name, "utf-8", 0, seen.failure, "neither UTF-8 nor GB18030 as it is written")
    return TextForm("gb18030", 0, again.quoted)


def _only(path: Path, name: str, codec: str, skip: int, longest: int) -> TextForm:
    seen = _scan(path, name, codec, skip, longest)
    if seen.failure is not None:
        raise _refused(path, name, codec, skip, seen.failure, f"not {_NAMES[codec]}, as the file begins")
    return TextForm(codec, skip, seen.quoted)


@dataclass(slots=True)
class _Seen:
    """What a file holds when it is read in one encoding; ``failure`` is the byte at which that ends."""

    failure: int | None = None
    quoted: bool = False
    #: All that is not ASCII is of two bytes in UTF-8; and Latin letters stand among it, beside others.
    narrow: bool = False
    latin: bool = False
    #: In GB18030: characters that are not ASCII, and those that plain GB2312 does not have.
    wide: int = 0
    doubtful: int = 0


@dataclass(slots=True)
class _Lines:
    """Looks for a line without end, a window at a time."""

    longest: int
    open: int = 0

    def too_long(self, text: str) -> int | None:
        """The place in ``text`` of a line that is too long, or ``None``."""
        start = -self.open
        while start + self.longest < len(text):
            end = _last_break(text, max(start, 0), start + self.longest + 1)
            if end < 0:
                return max(start, 0)
            start = end + 1
        last = _last_break(text, 0, len(text))
        self.open = self.open + len(text) if last < 0 else len(text) - last - 1
        return None


def _last_break(text: str, start: int, end: int) -> int:
    found = text.rfind("\n", start, end)
    return found if found >= 0 else text.rfind("\r", start, end)


def _scan(path: Path, name: str, codec: str, skip: int, longest: int, *, strictly: bool = True) -> _Seen:
    """Read the whole file in one encoding, and see what is in it."""
    seen, lines = _Seen(), _Lines(longest)
    decoder = codecs.getincrementaldecoder(codec)()
    place, wide = skip, False
    for block in chain(blocks(path, skip), (b"",)):
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, not block)
        except UnicodeDecodeError as error:
            seen.failure = place - pending + error.start
            return seen
        if strictly:
            if "\0" in text:
                line = _line_at(path, codec, skip, place - pending + len(text[: text.index("\0")].encode(codec)))
                raise SeedError(name, line, None, None, "a NUL byte: this is no text file", _SAVE)
            if (far := lines.too_long(text)) is not None:
                at = place - pending + len(text[:far].encode(codec, "surrogatepass"))
                line = _line_at(path, codec, skip, at)
                raise SeedError(name, line, None, text[far : far + 80], f"a line of more than {longest} characters")
        place += len(block)
        seen.quoted = seen.quoted or '"' in text
        if text.isascii():
            continue
        if codec == "utf-8" and not wide:
            wide = _WIDE.search(text) is not None
            seen.narrow = not wide
            seen.latin = seen.latin or _LATIN.search(text) is not None
        elif codec == "gb18030":
            seen.wide += len(block.translate(None, _ASCII)) // 2
            seen.doubtful += _doubtful(text)
    return seen


def _doubtful(text: str) -> int:
    """How many characters GB18030 has as two bytes and plain GB2312 does not have: few, in Chinese of today."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return (len(text.encode("gbk", "ignore")) - len(text.encode("gb2312", "ignore"))) // 2
    return 0


def _holds_utf8(path: Path) -> bool:
    """Whether some line is certainly UTF-8: two characters of three bytes or more, and nothing else beside ASCII.

    A line of Chinese in GB18030 cannot look so: its common characters never begin with such a byte.
    """
    rest = b""
    for block in chain(blocks(path), (b"\n",)):
        # A million lines name the same few things: what is left of them without ASCII is looked at once.
        *lines, rest = (rest + block.translate(None, _ASCII)).split(b"\n")
        rest = rest[-4 * LONGEST_LINE :]
        for line in set(lines):
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            if len(text) >= 2 and len(_WIDE.findall(text)) == len(text):
                return True
    return False


def _refused(path: Path, name: str, codec: str, skip: int, place: int, problem: str) -> SeedError:
    with path.open("rb") as file:
        file.seek(place)
        found = file.read(1)
    byte = f"byte {place + 1} of the file is 0x{found.hex()}" if found else "the file ends inside a character"
    return SeedError(name, _line_at(path, codec, skip, place), None, None, f"{problem}: {byte}", _SAVE)


def _line_at(path: Path, codec: str, skip: int, place: int) -> int:
    """The line on which a byte of the file stands."""
    counter = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(codec)("replace"), translate=True)
    line, left = 1, place - skip
    for block in blocks(path, skip):
        line += counter.decode(block[:left]).count("\n")
        left -= len(block)
        if left <= 0:
            break
    return line
