"""PDF: columns in the order of reading, running heads left out, and what has no text said plainly."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import FONT, WIDTH, canvas, encrypted, raw_pdf, stream, wrapped, write_pdf, write_yearbook
from ipstats.errors import ReadError
from ipstats.sources.documents.layout import Glyph, lines_of
from ipstats.sources.documents.reading import open_document
from ipstats.sources.documents.running import PageLine, without_running_heads

pytest.importorskip("reportlab", reason="reportlab is not installed: pip install '.[test]'")
pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: pip install '.[documents]'")

TITLE = "2016年新疆知识产权发展状况"
#: Sentences that all differ, so that a line out of its place is seen.
BODY = "".join(
    f"第{number}项统计显示，全区专利申请量达{number * 137 + 1000}件，同比增长{number}.{number % 10}%，其中发明专利{number * 41}件。"
    for number in range(1, 220)
)


@pytest.fixture(scope="module")
def yearbook(tmp_path_factory):
    """A yearbook of several pages, and the lines of its columns in the order of reading."""
    path = tmp_path_factory.mktemp("yearbook") / "yearbook.pdf"
    return path, write_yearbook(path, TITLE, BODY)


def test_two_columns_are_read_one_after_the_other(yearbook):
    path, lines = yearbook
    document = open_document(path)
    assert len(document.breaks) == 5
    assert document.text.replace("\f", "").split("\n")[:-1] == [TITLE, *lines]
    assert document.title == TITLE


def test_running_heads_and_page_numbers_are_left_out_and_said(yearbook):
    document = open_document(yearbook[0])
    assert "新疆年鉴" not in document.text
    assert not any(line in document.text.split("\n") for line in ("341", "342", "343", "344", "345"))
    assert document.notes == ("left out, as it runs over the pages: page numbers, 知识产权, 新疆年鉴（2017）",)


def test_an_offset_leads_to_page_and_line(yearbook):
    document = open_document(yearbook[0])
    (_, first), (start, second) = document.breaks[:2]
    assert (first, second) == (1, 2)
    assert document.place(0) == "page 1, line 1"
    assert document.place(document.text.index("\n") + 1) == "page 1, line 2"
    assert document.place(start) == "page 2, line 1"
    assert document.text[start - 2 : start] == "\n\f"
    line = document.text.index("\n", start) + 1
    assert document.place(line + 3) == "page 2, line 2"


def test_a_single_column_keeps_its_lines_and_its_indents(tmp_path):
    page = "　　2016年，新疆全年专利申请共计14105件，同比\n增加15.14%。全区商标申请为 34136 件。\n　　其中发明专利申请3000件。"
    document = open_document(write_pdf(tmp_path / "a.pdf", [page]))
    assert document.text == page + "\n"


def test_rows_of_a_table_stay_rows(tmp_path):
    drawn = canvas(tmp_path / "table.pdf")
    drawn.setFont(FONT, 10)
    rows = [
        ("地区", "合计", "发明", "实用新型"),
        ("新疆", "7116", "910", "4828"),
        ("西藏", "245", "60", "101"),
        ("青海", "1357", "271", "823"),
    ]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            drawn.drawString(60 + 120 * column, 700 - 20 * row, cell)
    drawn.save()
    document = open_document(tmp_path / "table.pdf")
    assert document.text == "".join("\t".join(cells) + "\n" for cells in rows)


def test_a_page_printed_sideways_is_read_along_its_lines(tmp_path):
    drawn = canvas(tmp_path / "sideways.pdf")
    drawn.translate(WIDTH, 0)
    drawn.rotate(90)
    drawn.setFont(FONT, 10)
    drawn.drawString(60, 500, "2016年，全区专利申请14105件，")
    drawn.drawString(60, 484, "同比增加15.14%。")
    drawn.save()
    assert open_document(tmp_path / "sideways.pdf").text == "2016年，全区专利申请14105件，\n同比增加15.14%。\n"


def test_what_stands_aslant_comes_behind_the_page(tmp_path):
    drawn = canvas(tmp_path / "mark.pdf")
    drawn.setFont(FONT, 10)
    drawn.saveState()
    drawn.translate(200, 600)
    drawn.rotate(45)
    drawn.drawString(0, 0, "内部资料")
    drawn.restoreState()
    for row, line in enumerate(("2016年，全区专利申请14105件，", "同比增加15.14%。")):
        drawn.drawString(60, 640 - 16 * row, line)
    drawn.save()
    assert open_document(tmp_path / "mark.pdf").text == "2016年，全区专利申请14105件，\n同比增加15.14%。\n内部资料\n"


LONG = BODY[:900]


def columns(drawn, text: str, lefts: Sequence[float], width: float, top: float, bottom: float) -> list[str]:
    """Set a text in columns; its lines."""
    lines = list(wrapped(text, width, 10))
    left = list(lines)
    for x in lefts:
        for y in range(int(top), int(bottom), -16):
            if left:
                drawn.drawString(x, y, left.pop(0))
    assert not left
    return lines


def test_three_columns_are_read_one_after_the_other(tmp_path):
    drawn = canvas(tmp_path / "three.pdf")
    drawn.setFont(FONT, 10)
    lines = columns(drawn, LONG, (50, 220, 390), 150, 780, 300)
    drawn.save()
    assert open_document(tmp_path / "three.pdf").text == "".join(f"{line}\n" for line in lines)


def test_what_stands_across_the_columns_is_read_where_it_stands(tmp_path):
    drawn = canvas(tmp_path / "across.pdf")
    drawn.setFont(FONT, 10)
    above = list(wrapped(BODY[:120], 470, 10))
    for row, line in enumerate(above):
        drawn.drawString(60, 780 - 16 * row, line)
    lines = columns(drawn, LONG, (60, 315), 220, 730, 300)
    drawn.drawCentredString(WIDTH / 2, 270, "表1 2016年全国各地区专利申请授权情况统计表")
    rows = [("地区", "合计", "发明", "实用新型"), ("新疆", "7116", "910", "4828"), ("西藏", "245", "60", "101")]
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            drawn.drawString(60 + 120 * column, 240 - 20 * row, cell)
    drawn.save()
    table = ["\t".join(cells) for cells in rows]
    expected = [*above, *lines, "表1 2016年全国各地区专利申请授权情况统计表", *table]
    document = open_document(tmp_path / "across.pdf")
    assert document.text.split("\n")[:-1] == expected
    # The heading of a table is not that of the document.
    assert document.title == ""


# Passwords


def test_an_encrypted_pdf_opens_with_its_password_alone(tmp_path):
    pytest.importorskip("pypdf", reason="pypdf is not installed: pip install '.[test]'")
    path = write_pdf(tmp_path / "plain.pdf", ["全区专利申请24件。"])
    locked = encrypted(path, tmp_path / "locked.pdf", "secret")
    assert open_document(locked, password="secret").text == "全区专利申请24件。\n"
    for password, said in ((None, "encrypted with a password"), ("wrong", "the password does not open it")):
        with pytest.raises(ReadError, match=said) as caught:
            open_document(locked, password=password)
        assert "--password-file" in caught.value.advice
    # An owner's password forbids printing and the like, and not reading.
    assert open_document(encrypted(path, tmp_path / "open.pdf", "")).text == "全区专利申请24件。\n"


# What cannot be read


def test_a_scanned_pdf_is_said_to_have_no_text(tmp_path):
    picture = stream(b"\x00", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
    path = raw_pdf(
        tmp_path / "scan.pdf", stream(b"q 500 0 0 700 0 0 cm /I Do Q"), picture, page=b"/XObject<</I 6 0 R>>"
    )
    with pytest.raises(ReadError, match="without a text layer: it was scanned") as caught:
        open_document(path)
    assert "OCR" in caught.value.advice


def test_a_page_without_text_among_others_is_noted(tmp_path):
    from reportlab.lib.utils import ImageReader

    pytest.importorskip("PIL", reason="Pillow comes with reportlab")
    from PIL import Image

    drawn = canvas(tmp_path / "mixed.pdf")
    drawn.setFont(FONT, 10)
    drawn.drawString(60, 700, "全区专利申请24件。")
    drawn.showPage()
    drawn.drawImage(ImageReader(Image.new("L", (4, 4))), 0, 0, 500, 700)
    drawn.save()
    document = open_document(tmp_path / "mixed.pdf")
    assert document.notes == ("without a text layer, and not read: page 2",)
    assert document.breaks == ((0, 1), (12, 2))


def test_a_pdf_that_is_cut_off_is_refused_although_its_first_pages_open(yearbook, tmp_path):
    data = yearbook[0].read_bytes()
    for length in (len(data) * 2 // 3, len(data) - 8):
        path = tmp_path / "cut.pdf"
        path.write_bytes(data[:length])
        with pytest.raises(ReadError, match="cut off"):
            open_document(path)


def test_without_its_reader_a_pdf_says_what_to_install(yearbook, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReadError, match="needs pypdfium2") as caught:
        open_document(yearbook[0])
    assert caught.value.advice == "Install it: pip install 'ipstats[documents]'"


# Layout: what does not depend on how a file was written


def glyphs_of(line: str, left: float, base: float, size: float = 10) -> list[Glyph]:
    return [Glyph(c, left + i * size, left + (i + 1) * size, base, size) for i, c in enumerate(line)]


@given(
    seed=st.integers(0, 10**6),
    shift=st.floats(0, 9),
    gutter=st.floats(15, 60),
    left=st.integers(3, 12),
    right=st.integers(3, 12),
)
@settings(max_examples=50)
def test_columns_are_found_in_whatever_order_the_characters_come(seed, shift, gutter, left, right):
    chance = random.Random(seed)
    columns = [
        [f"{side}{row:02}" + "字" * (9 if row < rows - 1 else 4) for row in range(rows)]
        for side, rows in (("左", left), ("右", right))
    ]
    glyphs = []
    for number, lines in enumerate(columns):
        for row, line in enumerate(lines):
            glyphs += glyphs_of(line, 50 + number * (120 + gutter), 100 + 16 * row + shift * number)
    expected = [line for lines in columns for line in lines]
    chance.shuffle(glyphs)
    assert [line.text for line in lines_of(glyphs)] == expected


@given(
    st.lists(
        st.builds(
            Glyph,
            st.sampled_from("专利申请7116件。 "),
            st.floats(-50, 700),
            st.just(0.0),
            st.floats(-50, 900),
            st.sampled_from([6.0, 10.0, 16.0]),
        ).map(lambda glyph: Glyph(glyph.text, glyph.left, glyph.left + glyph.size, glyph.base, glyph.size)),
        max_size=60,
        unique_by=lambda glyph: (glyph.left, glyph.base),
    )
)
def test_no_character_is_lost_or_made_up_wherever_it_stands(glyphs):
    read = "".join(line.text for line in lines_of(glyphs))
    printed = sorted(glyph.text for glyph in glyphs if glyph.text != " ")
    found = sorted(read.replace(" ", "").replace("\t", "").replace("\u3000", ""))
    # A character printed a second time almost at its place, so that it looks bold, is one character.
    assert len(found) <= len(printed)
    assert set(found) == set(printed)


# Running heads


def page_of(*lines: str) -> list[PageLine]:
    return [PageLine(text, 16.0 * row, 16.0 * (len(lines) - 1 - row), 10.0, False) for row, text in enumerate(lines)]


BETWEEN = [f"第{row}行的内容各不相同。" for row in range(20)]


def body_of(page: int) -> list[str]:
    return [f"{page}{line}" for line in BETWEEN]


def test_heads_of_facing_pages_are_left_out():
    pages = [
        page_of(f"{page}\t新疆年鉴" if page % 2 else f"知识产权\t{page}", *body_of(page)) for page in range(11, 17)
    ]
    kept, heads = without_running_heads(pages)
    assert [[line.text for line in page] for page in kept] == [body_of(page) for page in range(11, 17)]
    assert sorted(heads) == ["新疆年鉴", "知识产权"]


def test_a_number_that_is_no_page_number_stays():
    pages = [page_of(*body_of(page), str(number)) for page, number in enumerate((7116, 910, 4828))]
    assert without_running_heads(pages)[0] == pages


def test_a_negative_number_at_the_foot_of_a_page_stays_and_a_page_number_between_dashes_goes():
    assert without_running_heads([page_of(*BETWEEN, "-18")])[0] == [page_of(*BETWEEN, "-18")]
    kept, heads = without_running_heads([page_of(*BETWEEN, "— 18 —")])
    assert [line.text for line in kept[0]] == BETWEEN
    assert heads == ["page numbers"]


def test_what_begins_with_a_year_is_the_same_only_where_the_year_is():
    pages = [page_of(f"{year}年，专利授权增长。", *body_of(year)) for year in (2015, 2016, 2017)]
    assert without_running_heads(pages)[0] == pages


def test_a_line_that_states_something_stays_although_two_pages_have_it():
    said = "5.14%，其中发明专利申请3000件，占21.3%，在全"
    pages = [page_of(said, *body_of(page)) for page in range(3)]
    assert without_running_heads(pages)[0] == pages


def test_a_line_behind_one_that_is_not_repeated_is_no_running_head():
    pages = [page_of(f"第{page}节各不相同", "单位：件", *body_of(page)) for page in "甲乙丙"]
    assert without_running_heads(pages)[0] == pages


def test_roman_page_numbers_are_page_numbers():
    pages = [page_of(*body_of(number), roman) for number, roman in enumerate(("iii", "iv", "v"))]
    assert without_running_heads(pages)[1] == ["page numbers"]


def test_lines_in_the_middle_of_pages_may_be_the_same():
    pages = [page_of(*body_of(page)[:10], "单位：件", *body_of(page)[10:]) for page in range(4)]
    assert without_running_heads(pages)[0] == pages
