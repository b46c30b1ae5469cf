"""Documents made to harm, and documents that broke: whole, or an error with a way out, in bounded time and memory."""

from __future__ import annotations

import io
import random
import subprocess
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import raw_pdf, stream, write_html, write_pdf
from ipstats.errors import ReadError
from ipstats.sources.documents.document import Document
from ipstats.sources.documents.html import page_of
from ipstats.sources.documents.markup import take_apart
from ipstats.sources.documents.reading import open_document
from ipstats.sources.opening import kind_of

SAID = "2016年，新疆全年专利申请共计14105件，同比增加15.14%。"
WORDS = b"BT /F 12 Tf 50 700 Td (Grants grew in that year.) Tj ET"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx_of(path: Path, document: bytes | str, **more: bytes) -> Path:
    """A .docx of a main part and others, as little as can be opened."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return path


def body(text: str) -> str:
    return f"<w:document {W}><w:body>{text}</w:body></w:document>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# .docx


def zip_bomb(path: Path) -> Path:
    return docx_of(path / "bomb.docx", body(paragraph(SAID) + " " * 400_000_000))


def entities(path: Path) -> Path:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return docx_of(path / "laughs.docx", f'<!DOCTYPE d [<!ENTITY e0 "ha">{lines}]>' + body(paragraph("&e9;")))


def external_entity(path: Path) -> Path:
    return docx_of(
        path / "out.docx", '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body(paragraph("&x;"))
    )


def tables_in_tables(path: Path) -> Path:
    deep = "<w:tbl><w:tr><w:tc>" * 2000 + paragraph(SAID) + "</w:tc></w:tr></w:tbl>" * 2000
    return docx_of(path / "deep.docx", body(deep))


def without_text(path: Path) -> Path:
    target = path / "none.docx"
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/styles.xml", "<a/>")
        archive.writestr("_rels/.rels", "<a/>")
    return target


def unclosed(path: Path) -> Path:
    return docx_of(path / "unclosed.docx", body(paragraph(SAID))[:-20])


def cut_zip(path: Path) -> Path:
    whole = docx_of(path / "whole.docx", body(paragraph(SAID))).read_bytes()
    (path / "cut.docx").write_bytes(whole[: len(whole) // 2])
    return path / "cut.docx"


def old_word(path: Path) -> Path:
    from ipstats.sources.containers import ole_of

    data = ole_of(bytes(5000)).replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    name, long = "Document".encode("utf-16-le").ljust(64, b"\0") + b"\x12\0", "WordDocument".encode("utf-16-le")
    assert name in data
    (path / "old.doc").write_bytes(data.replace(name, long.ljust(64, b"\0") + b"\x1a\0"))
    return path / "old.doc"


def open_document_text(path: Path) -> Path:
    with zipfile.ZipFile(path / "text.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    return path / "text.odt"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (zip_bomb, "inflates to more than a published document can have"),
        (entities, "XML that declares entities"),
        (external_entity, "XML that declares entities"),
        (tables_in_tables, "tables within tables, more than 20 deep"),
        (without_text, "without its text"),
        (unclosed, "XML that is damaged or cut off"),
        (cut_zip, "damaged or cut off"),
        (old_word, r"old format \(.doc\)"),
        (open_document_text, "another format than .docx"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_word_file_that_cannot_be_read_says_why_and_what_to_do(make, said, tmp_path):
    with pytest.raises(ReadError, match=said) as caught:
        open_document(make(tmp_path))
    assert caught.value.advice


def test_a_docx_nested_a_hundred_thousand_deep_is_read(tmp_path):
    deep = "<w:x>" * 100_000 + paragraph(SAID) + "</w:x>" * 100_000
    assert open_document(docx_of(tmp_path / "deep.docx", body(deep))).text == SAID + "\n"


def test_text_boxes_nested_without_end_do_not_multiply(tmp_path):
    opened = "<w:p><w:r><w:pict><w:txbxContent>"
    deep = opened * 5000 + paragraph(SAID) + "</w:txbxContent></w:pict></w:r></w:p>" * 5000
    path = docx_of(tmp_path / "boxes.docx", body(paragraph("正文。") + deep))
    assert open_document(path).text == "正文。\n"


# HTML


def test_a_hundred_thousand_nested_elements_are_read(tmp_path):
    path = write_html(tmp_path / "deep.html", "<div>" * 100_000 + f"<p>{SAID}</p>")
    assert open_document(path).text == SAID + "\n"
    path = write_html(tmp_path / "tables.html", "<table><tr><td>" * 100_000 + f"<p>{SAID}</p>")
    assert open_document(path).text == SAID + "\n"


def test_attributes_of_megabytes_are_passed_over(tmp_path):
    path = write_html(tmp_path / "wide.html", f'<p title="{"x" * 5_000_000}" {"a=1 " * 300_000}>{SAID}</p>')
    assert open_document(path).text == SAID + "\n"


class _Counted:
    """Counts how many characters of text it is told, and how often it is called."""

    def __init__(self) -> None:
        self.calls = self.characters = 0

    def start(self, tag, attributes) -> None:
        self.calls += 1

    def end(self, tag) -> None:
        self.calls += 1

    def text(self, text) -> None:
        self.calls += 1
        self.characters += len(text)


PIECES = st.sampled_from(
    ["<", ">", "<p", "</p>", "<!--", "-->", "<!", "<?", "=", '"', "'", "<script>", "</script>", "<title>", " a=", "&amp;", "&#x",
     "专利。", "<table>", "<tr>", "<td>", "</table>", "<p hidden>", "<li hidden>", "</ul>", "<pre>", "\n", "<h1>", "</h1>", "<br/>",
     "<textarea>", "<svg>", "</svg>", "<div style='display:none'>", "</div>", "<a/b", "</", "\0", "<meta name=pubdate content=2017-1-1>"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300)
def test_any_markup_is_taken_apart_once_from_left_to_right(markup):
    counted = _Counted()
    take_apart(markup, counted)
    assert counted.characters <= len(markup)
    assert counted.calls <= 2 * len(markup) + 1
    page = page_of(markup)
    assert all(line.text.strip() for line in page.lines)
    assert "<p hidden>" not in page.text().text()


# PDF


@pytest.fixture
def pdf(tmp_path):
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: pip install '.[documents]'")

    def make(content: bytes, *more: bytes, **settings: bytes) -> Path:
        return raw_pdf(tmp_path / "made.pdf", content, *more, **settings)

    return make


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"


def test_a_pdf_written_by_hand_is_read(pdf):
    assert open_document(pdf(stream(WORDS))).text == "Grants grew in that year.\n"


def test_a_stream_that_inflates_without_end_is_refused_and_takes_no_memory_of_ours(pdf):
    # A megabyte of blanks in deflated form, over and over.
    packer = zlib.compressobj(9)
    start = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = start + again * 1200 + packer.compress(WORDS) + packer.flush()
    path = pdf(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(bomb), bomb))
    with pytest.raises(ReadError, match="needs more memory"):
        open_document(path)


@pytest.mark.parametrize(
    ("content", "more", "settings"),
    [
        (stream(b"[" * 500_000 + WORDS), (), {}),
        (stream(b"q " * 500_000 + WORDS), (), {}),
        (b"[" * 200_000 + b"]" * 200_000, (), {}),
        (stream(WORDS), (), {"kids": b"[2 0 R 3 0 R]"}),
        (stream(WORDS), (), {"kids": b"[9 0 R]"}),
        (stream(WORDS), (), {"kids": b"[3 0 R 3 0 R 3 0 R]"}),
        (b"4 0 R", (), {}),
        (stream(b"/X Do"), (stream(b"/X Do", FORM),), {"page": b"/XObject<</X 6 0 R>>"}),
    ],
    ids=["arrays", "states", "objects", "cycle of pages", "no page", "a page thrice", "itself", "form of itself"],
)
def test_a_pdf_with_deep_or_cyclic_objects_is_read_or_refused(pdf, content, more, settings):
    document = opened(pdf(content, *more, **settings))
    assert document is None or "Grants grew" in document.text


def test_a_page_that_takes_too_long_is_named(pdf, monkeypatch):
    from ipstats.sources.documents import pdf as reader

    path = pdf(stream(WORDS))
    answer = b'{"characters": 1}\n{"characters": 1}\n{"chara'
    ended = subprocess.CompletedProcess([], -27, answer, b"")
    monkeypatch.setattr(reader.subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(ReadError, match=r"made.pdf, page 3: it takes longer"):
        open_document(path)


# Files that broke


def samples(folder: Path) -> dict[str, bytes]:
    """A small document of each kind."""
    made = {
        "txt": f"---\ntitle: 状况\n---\n{SAID}\n".encode("gb18030"),
        "html": write_html(
            folder / "a.html", f"<h1>状况</h1><p>{SAID}</p><table><tr><td>一<td>二</table>"
        ).read_bytes(),
        "docx": docx_of(folder / "a.docx", body(paragraph(SAID) * 3), styles=b"<a/>").read_bytes(),
    }
    with suppress(ImportError):
        made["pdf"] = write_pdf(folder / "a.pdf", [SAID, SAID]).read_bytes()
    return made


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, a piece moved, doubled or lost."""
    out = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        out[chance.randrange(len(out))] = chance.randrange(256)
    if chance.random() < 0.3:
        start, length = chance.randrange(len(out)), chance.randrange(1, 60)
        piece = out[start : start + length]
        del out[start : start + length]
        place = chance.randrange(len(out) + 1)
        out[place:place] = piece * chance.randrange(3)
    if chance.random() < 0.2:
        del out[chance.randrange(1, len(out)) :]
    return bytes(out)


def opened(path: Path) -> Document | None:
    """The document, or ``None`` where it is refused with a word on the file."""
    try:
        return open_document(path)
    except ReadError as error:
        if not error.problem.startswith(path.name) or not error.advice:
            raise
    return None


def whole_or_refused(path: Path) -> None:
    document = opened(path)
    if document is not None:
        assert document.text.strip()
        for offset in (0, len(document.text) // 2, len(document.text)):
            assert document.place(offset)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(["txt", "html", "docx"]), seed=st.integers(0, 10**6))
def test_a_damaged_document_is_whole_or_refused(tmp_path, kind, seed):
    path = tmp_path / f"damaged.{kind}"
    path.write_bytes(damaged(samples(tmp_path)[kind], random.Random(seed)))
    whole_or_refused(path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_docx_with_damaged_xml_is_whole_or_refused(tmp_path, seed):
    chance = random.Random(seed)
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}{box}</w:tc></w:tr></w:tbl>"
    whole = body(paragraph(SAID) + box + table + f"<w:del>{paragraph('删')}</w:del>")
    tags = ["w:p", "w:r", "w:tc", "w:tr", "w:tbl", "w:pict", "w:txbxContent", "w:del", "w:t"]
    # Well-formed XML with elements in places where no Word puts them.
    one, other = chance.sample(tags, 2)
    swapped = whole.replace(f"<{one}>", "<\0>").replace(f"</{one}>", "</\0>").replace(f"<{other}>", f"<{one}>")
    swapped = swapped.replace(f"</{other}>", f"</{one}>").replace("\0", other)
    whole_or_refused(docx_of(tmp_path / "odd.docx", swapped))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_a_damaged_pdf_is_whole_or_refused(tmp_path, seed):
    data = samples(tmp_path).get("pdf")
    if data is None:
        pytest.skip("reportlab is not installed: pip install '.[test]'")
    path = tmp_path / "damaged.pdf"
    path.write_bytes(damaged(data, random.Random(seed)))
    whole_or_refused(path)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_are_read_or_refused(tmp_path, data, head):
    path = tmp_path / "any"
    path.write_bytes(head + data)
    whole_or_refused(path)


def test_an_encrypted_docx_opens_with_its_password(tmp_path):
    from msoffcrypto.format.ooxml import OOXMLFile

    docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install '.[test]'")
    made, plain = docx.Document(), io.BytesIO()
    made.add_paragraph(SAID)
    made.save(plain)
    target = tmp_path / "locked.docx"
    with target.open("wb") as file:
        OOXMLFile(plain).encrypt("secret", file)
    assert open_document(target, password="secret").text == SAID + "\n"
    # Without its password nobody knows whether it holds a text or a table.
    assert kind_of(target) == "xlsx"
    assert kind_of(target, "wrong") == "xlsx"
