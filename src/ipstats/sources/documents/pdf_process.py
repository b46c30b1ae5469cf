"""Takes a PDF apart in a process of its own, whose time and memory have an end; run by ``pdf``, and by nothing else."""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from ctypes import byref, c_double
from typing import Any

from .layout import Glyph, lines_of

#: The process may take so much memory (where the system can hold it to that), and write so many characters.
MEMORY = 2 << 30
MOST_CHARACTERS = 20_000_000

#: Directions of print on one page that are told apart; the others are read as they come.
_MOST_DIRECTIONS = 8
_ZERO_WIDTH = 0.001


def serve() -> None:
    """Read what is asked for from standard input, and write the pages as lines of JSON to standard output."""
    asked = json.loads(sys.stdin.readline())
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(encoding="utf-8")
    _bound(asked["seconds"])
    for answer in answers(asked["path"], asked["password"]):
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _bound(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none: there the time alone is bounded
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def answers(path: str, password: str | None) -> Iterator[dict[str, Any]]:
    """Each page with its lines, then ``end``; or one ``error``: password, damaged, page or large."""
    import pypdfium2
    import pypdfium2.raw as pdfium

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
    for direction, glyph in _glyphs(text, count):
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


def _glyphs(text: Any, count: int) -> Iterator[tuple[int, Glyph]]:
    """The characters of a page, each with its direction in degrees, in coordinates in which that is level."""
    import pypdfium2.raw as pdfium

    x, y = c_double(), c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    known: dict[int, tuple[int, float, float, float]] = {}
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        thing = pdfium.FPDFText_GetTextObject(text, index)
        address = _address(thing)
        form = known.get(address)
        if form is None:
            if not pdfium.FPDFText_GetMatrix(text, index, byref(matrix)):
                matrix.a, matrix.b, matrix.c, matrix.d = 1, 0, 0, 1
            angle = math.atan2(matrix.b, matrix.a)
            size = abs(pdfium.FPDFText_GetFontSize(text, index)) * math.hypot(matrix.c, matrix.d)
            form = (round(math.degrees(angle)) % 360, math.cos(angle), math.sin(angle), size or 1.0)
            known[address] = form
        direction, cosine, sine, size = form
        if not pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y)):
            continue
        left = x.value * cosine + y.value * sine
        base = x.value * sine - y.value * cosine
        right = left + size
        if pdfium.FPDFText_GetLooseCharBox(text, index, byref(box)):
            corners = [a * cosine + b * sine for a in (box.left, box.right) for b in (box.bottom, box.top)]
            width = max(corners) - left
            # At a slant the box is larger than the character.
            right = left + (width if 0 < width <= 1.5 * size else size)
        yield direction, Glyph(_character(code), left, right, base, size)


def _address(thing: Any) -> int:
    import ctypes

    return ctypes.cast(thing, ctypes.c_void_p).value or 0


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
