"""Takes a PDF apart in a process of its own, whose time and memory have an end; run by ``pdf``, and by nothing else."""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from ctypes import addressof, byref, c_double
from dataclasses import dataclass
from typing import Any

from .layout import Glyph, lines_of

#: The process may take so much memory (where the system can hold it to that), and write so many characters.
MEMORY = 2 << 30
MOST_CHARACTERS = 20_000_000

#: Seconds of processor time that one page may cost, and all of them; ``pdf`` ends the process itself after more.
PAGE_SECONDS, SECONDS = 20, 300

#: Directions of print on one page that are told apart; the others are read as they come.
_MOST_DIRECTIONS = 8
_ZERO_WIDTH = 0.001
#: Characters that the library puts between pieces of text.
_CAN_BE_GENERATED = frozenset(map(ord, "\x02\r\n -"))


def serve() -> None:
    """Read what is asked for from standard input, and write the pages as lines of JSON to standard output."""
    asked = json.loads(sys.stdin.readline())
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(encoding="utf-8")
    _bound()
    try:
        for answer in answers(asked["path"], asked["password"], bounded=True):
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    except MemoryError:
        sys.stdout.write(json.dumps({"error": "memory"}) + "\n")
    sys.stdout.flush()


def _bound() -> None:
    """Give the process an end: the system ends it."""
    try:
        import resource
    except ImportError:  # Windows has none: there the time alone is bounded
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _start_clock() -> None:
    """From now on the process is ended after so many seconds of its time, unless they begin anew."""
    import signal

    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)


def answers(path: str, password: str | None, *, bounded: bool = False) -> Iterator[dict[str, Any]]:
    """Each page with its lines, then ``end``; or one ``error``: password, damaged, page or large.

    ``bounded`` ends the process where a page takes too long.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    if bounded:
        _start_clock()
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        yield {"error": "password" if locked else "damaged", "said": str(error)[:200]}
        return
    left = MOST_CHARACTERS
    try:
        count = len(document)
        for number in range(count):
            if bounded:
                _start_clock()
            try:
                page = document[number]
                answer = _page(page, page.get_textpage(), left)
            except pypdfium2.PdfiumError as error:
                yield {"error": "page", "page": number + 1, "said": str(error)[:200]}
                return
            left -= answer["characters"]
            if left < 0:
                yield {"error": "large", "page": number + 1}
                return
            yield answer
        yield {"end": count}
    finally:
        document.close()


def _page(page: Any, text: Any, left: int) -> dict[str, Any]:
    """The lines of a page: upright ones first, that is those in the direction of most of its print.

    ``unmapped`` counts characters that the file does not say how to read, ``lost`` pieces that have no extent.
    """
    directions: dict[int, list[Glyph]] = {}
    unmapped = 0
    count = text.count_chars()
    if count > left:
        return {"characters": count}
    for direction, glyph in _glyphs(text.raw, count):
        if glyph.text == "\ufffd":
            unmapped += 1
        if direction not in directions and len(directions) >= _MOST_DIRECTIONS:
            direction = next(iter(directions))
        directions.setdefault(direction, []).append(glyph)
    groups = sorted(directions.values(), key=len, reverse=True)
    height = page.get_height()
    lines: list[list[Any]] = []
    for rank, glyphs in enumerate(groups):
        top = min(glyph.base for glyph in glyphs)
        bottom = max(glyph.base for glyph in glyphs)
        for line in lines_of(glyphs):
            lines.append(
                [line.text, round(line.base - top, 1), round(bottom - line.base, 1), round(line.size, 1), rank > 0]
            )
    return {
        "characters": count, "lines": lines, "height": round(height, 1), "unmapped": unmapped,
        "lost": _without_extent(page), "pictures": _pictures(page),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Form:
    """What the characters of one piece of text share: direction in degrees, its cosine and sine, size, baseline."""

    direction: int
    cosine: float
    sine: float
    size: float
    base: float


def _glyphs(text: Any, count: int) -> Iterator[tuple[int, Glyph]]:
    """The characters of a page, each with its direction in degrees, in coordinates in which that is level."""
    import pypdfium2.raw as pdfium

    # Whatever is done here is done for every character: what is asked for by name is fetched once.
    unicode_of, object_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetTextObject
    box_of, is_generated = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_IsGenerated
    box = pdfium.FS_RECTF()
    at_box = byref(box)
    known: dict[int, _Form] = {}
    high = 0
    for index in range(count):
        code = unicode_of(text, index)
        if code < 127 and code in _CAN_BE_GENERATED and is_generated(text, index) == 1:
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else code
        high = 0
        thing = object_of(text, index)
        address = addressof(thing.contents) if thing else 0
        form = known.get(address)
        if form is None:
            form = _form(text, index)
            if address:
                known[address] = form
        if not box_of(text, index, at_box):
            continue
        size = form.size
        if form.direction == 0:
            left, right = box.left, box.right
        else:
            corners = [x * form.cosine + y * form.sine for x in (box.left, box.right) for y in (box.bottom, box.top)]
            left, right = min(corners), max(corners)
        # At a slant the box is larger than the character.
        if not 0 < right - left <= 1.5 * size:
            right = left + size
        yield form.direction, Glyph(_character(code), left, right, form.base, size)


def _form(text: Any, index: int) -> _Form:
    """What the piece of text has in which a character stands."""
    import pypdfium2.raw as pdfium

    x, y, matrix = c_double(), c_double(), pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, byref(matrix)):
        matrix.a, matrix.b, matrix.c, matrix.d = 1, 0, 0, 1
    angle = math.atan2(matrix.b, matrix.a)
    size = abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
    pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    cosine, sine = math.cos(angle), math.sin(angle)
    base = x.value * sine - y.value * cosine
    usable = all(map(math.isfinite, (size, base))) and size > 0
    return _Form(round(math.degrees(angle)) % 360, cosine, sine, size if usable else 1.0, base if usable else 0.0)


def _character(code: int) -> str:
    """A character, or U+FFFD for one that the file does not say how to read."""
    if code == 2:
        return "-"
    if code < 32:
        return " " if code in (9, 10, 13) else "\ufffd"
    if 0xD800 <= code < 0xF900 or code in (0xFFFD, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return "\ufffd"
    return chr(code)


def _without_extent(page: Any) -> int:
    """How many pieces of upright print have no width: their font is neither in the file nor on this machine."""
    import pypdfium2.raw as pdfium

    lost = 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=2):
        left, bottom, right, top = item.get_bounds()
        lost += right - left < _ZERO_WIDTH and top - bottom > 1
    return lost


def _pictures(page: Any) -> int:
    """How many pictures a page has: a page of pictures alone was scanned."""
    import pypdfium2.raw as pdfium

    return sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
