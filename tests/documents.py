"""Builds small documents for tests: PDF with reportlab, and taken apart by hand; .docx with python-docx; web pages."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

#: The size of a page in points.
WIDTH, HEIGHT = 595, 842
FONT = "STSong-Light"


def canvas(path: Path):
    """A canvas that writes Chinese with a font that is not in the file, as older yearbooks do."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return canvas.Canvas(str(path), pagesize=(WIDTH, HEIGHT))


def wrapped(text: str, width: float, size: float) -> Iterator[str]:
    """The lines of a text set in a column of so many points."""
    from reportlab.pdfbase import pdfmetrics

    line, used = "", 0.0
    for character in text:
        advance = pdfmetrics.stringWidth(character, FONT, size)
        if used + advance > width:
            yield line
            line, used = "", 0.0
        line, used = line + character, used + advance
    yield line


def write_pdf(path: Path, pages: Sequence[str], size: float = 10) -> Path:
    """A PDF with each text as the lines of a page."""
    drawn = canvas(path)
    for page in pages:
        drawn.setFont(FONT, size)
        for row, line in enumerate(page.split("\n")):
            drawn.drawString(60, HEIGHT - 80 - row * 1.6 * size, line)
        drawn.showPage()
    drawn.save()
    return path


def write_yearbook(path: Path, title: str, body: str, first: int = 341) -> list[str]:
    """A PDF of two columns with a title across them, running heads on facing pages and page numbers.

    The lines of its columns, in the order in which they are to be read.
    """
    drawn = canvas(path)
    lines = list(wrapped(body, 220, 10))
    left, number = list(lines), first
    while left:
        drawn.setFont(FONT, 9)
        drawn.drawString(60, 800, "新疆年鉴（2017）" if number % 2 == 0 else "知识产权")
        drawn.drawCentredString(WIDTH / 2, 30, str(number))
        top = 760
        if number == first:
            drawn.setFont(FONT, 16)
            drawn.drawCentredString(WIDTH / 2, 765, title)
            top = 730
        drawn.setFont(FONT, 10)
        # The columns of print seldom stand on the same lines.
        for x, shift in ((60, 0), (315, 3)):
            for y in range(top - shift, 60, -16):
                if left:
                    drawn.drawString(x, y, left.pop(0))
        drawn.showPage()
        number += 1
    drawn.save()
    return lines


def stream(data: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object of a PDF."""
    if packed:
        data, extra = zlib.compress(data, 9), extra + b"/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (extra, len(data), data)


def raw_pdf(path: Path, content: bytes, *more: bytes, page: bytes = b"", kids: bytes = b"[3 0 R]") -> Path:
    """A PDF written object by object: 4 is the content of its page, 5 a font, and from 6 on what else it has."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids%s/Count 1>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>%s>>/Contents 4 0 R>>" % page,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    path.write_bytes(out)
    return path


def encrypted(path: Path, target: Path, user: str, owner: str = "owner") -> Path:
    """A PDF encrypted with a user's and an owner's password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt(user, owner, algorithm="AES-256")
    writer.write(target)
    return target


def write_html(path: Path, body: str, head: str = "", charset: str = "utf-8") -> Path:
    """A web page that names its character set."""
    page = f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'
    path.write_bytes(page.encode("gb18030" if charset.startswith("gb") else charset))
    return path
