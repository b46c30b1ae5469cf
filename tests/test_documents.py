"""Documents of prose: what their words are, where these stand, and what a document says of itself."""

from __future__ import annotations

import codecs
import hashlib
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from documents import write_html, write_pdf
from ipstats.errors import ReadError
from ipstats.sources.documents.document import Document
from ipstats.sources.documents.html import page_of
from ipstats.sources.documents.reading import open_document
from ipstats.sources.documents.sayings import published_in, title_of
from ipstats.sources.documents.words import file_holds_prose, is_prose
from ipstats.sources.opening import kind_of

REPORT = ROOT.parent / "shared" / "sources" / "xinjiang-2016-ip.txt"
SAID = "2016年，新疆全年专利申请共计14105件，同比增加15.14%。\n全区商标申请为34136件。\n"


@pytest.fixture
def written(tmp_path):
    """Write bytes or text to a file."""

    def write(content: str | bytes, name: str = "report.txt") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


# Text


@pytest.mark.parametrize(
    "content",
    [
        SAID.encode(), codecs.BOM_UTF8 + SAID.encode(), SAID.encode("gb18030"), codecs.BOM_UTF16_LE + SAID.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SAID.encode("utf-16-be"), SAID.encode("utf-16-le"), SAID.encode("utf-16-be"),
        SAID.replace("\n", "\r\n").encode("gb18030"), SAID.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 mark", "gb18030", "utf-16-le mark", "utf-16-be mark", "utf-16-le", "utf-16-be", "crlf", "cr"],
)  # fmt: skip
def test_a_text_is_the_same_in_every_encoding_and_with_every_line_end(written, content):
    document = open_document(written(content))
    assert (document.kind, document.text) == ("text", SAID)


def test_an_offset_leads_to_its_line(written):
    document = open_document(written(SAID))
    assert document.place(0) == "line 1"
    assert document.place(SAID.index("34136")) == "line 2"
    assert document.place(SAID.index("\n")) == "line 1"
    for outside in (-1, len(SAID) + 1):
        with pytest.raises(ValueError, match="none at"):
            document.place(outside)


def test_a_paragraph_may_be_one_line_of_any_length(written):
    long = "全区专利申请24件。" * 20_000
    assert open_document(written(long)).text == long


def test_the_checksum_is_that_of_the_file_as_it_was_found(written):
    content = codecs.BOM_UTF8 + SAID.encode()
    assert open_document(written(content)).checksum == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"), (b" \n\t\r\n", "no words"), ("\u3000\ufeff\n".encode(), "no words"),
        (SAID.encode() + b"\0", "binary"), (SAID.encode() * 100 + b"\0", "a NUL byte"),
        (b"\xff\xfe" + SAID.encode("utf-16-le") + b"\x01", "not UTF-16"),
        (b"\xff\xfe" + SAID.encode("utf-16-le") + b"\x00\xd8", "not UTF-16"), (SAID.encode()[:-2], "and this is not"),
        (SAID.encode() + b"\xed\xa0\x80", "and this is not"), (bytes(range(256)) * 4, "binary"),
        (b"\x00\x01" * 3000, "binary"), (b"{\\rtf1 text}", "Rich Text"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused_with_a_way_out(written, content, said):
    with pytest.raises(ReadError, match=said) as caught:
        open_document(written(content))
    assert caught.value.advice


def test_a_broken_character_is_named_with_its_line(written):
    with pytest.raises(ReadError) as caught:
        open_document(written(SAID.encode() + "专利".encode()[:-1] + b"\n"))
    assert caught.value.problem.startswith("report.txt, line 3: ")
    assert caught.value.advice == "Save the file as UTF-8"


def test_a_text_above_the_limit_is_refused_and_not_taken_into_memory(written):
    path = written(SAID * 100)
    with path.open("r+b") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(ReadError, match=r"200 MB: larger than 50 MB"):
        open_document(path)


def test_the_report_is_read_as_it_stands():
    if not REPORT.exists():
        pytest.skip("the printed report is not here")
    assert open_document(REPORT).text == REPORT.read_text("utf-8")


# Front matter, title and date


def test_front_matter_says_title_date_and_region_and_stays_in_the_text(written):
    text = f"---\ntitle: 2016年知识产权状况\ndate: 2017-04-26\nregion: 新疆\n---\n{SAID}"
    document = open_document(written(text, "report.md"))
    assert (document.title, document.published, document.region) == ("2016年知识产权状况", date(2017, 4, 26), "新疆")
    assert document.text == text
    assert document.place(text.index("14105")) == "line 6"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("标题\n发布日期：2017-04-26\n正文。", date(2017, 4, 26)),
        ("标题\n发布时间：2017年4月26日 10:30 来源：新疆日报\n正文。", date(2017, 4, 26)),
        ("标题\n 发布时间: 2017/4/6\n正文。", date(2017, 4, 6)),
        ("标题\n日　期：2017.04.26\n正文。", date(2017, 4, 26)),
        ("标题\n2017年4月26日\n\n正文于2018年1月1日结束。", date(2017, 4, 26)),
        ("标题\n（2017年4月26日）\n正文。", date(2017, 4, 26)),
        ("标题\n二〇一七年四月二十六日\n正文。", date(2017, 4, 26)),
        ("标题\n——2017年1月9日在自治区第十二届人民代表大会第五次会议上\n正文。", date(2017, 1, 9)),
        ("发布日期：2017-04-26\n其他\n发布日期：2017-04-26\n", date(2017, 4, 26)),
        # What is not plain is not known.
        ("发布日期：2017-04-26\n其他\n发布日期：2018-05-01\n", None),
        ("发布日期：2017-02-30\n", None),
        ("标题\n2017年4月26日\n2017年5月2日\n正文。", None),
        ("截至2016年12月31日，全区专利申请14105件。\n", None),
        ("成文日期：2017-04-26\n正文。", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_date_of_publication_is_known_where_it_is_plain(text, day):
    assert published_in(text) == day


def test_dates_that_contradict_each_other_leave_it_open():
    assert published_in("发布日期：2017-04-26\n", ["2017-04-27 10:00:00"]) is None
    assert published_in("发布日期：2017-04-26\n", ["2017-04-26T10:00:00+08:00"]) == date(2017, 4, 26)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2016年新疆知识产权状况\n\n2016年，全区专利申请增长。\n", "2016年新疆知识产权状况"),
        ("湖北省国民经济和社会发展统计公报\n湖北省统计局\n全年增长。\n", "湖北省国民经济和社会发展统计公报"),
        ("# 新疆知识产权白皮书\n正文。", "新疆知识产权白皮书"),
        ("标题：前三季度专利情况\n发布日期：2017-10-20\n正文。", "前三季度专利情况"),
        ("题　目: 前三季度专利情况\n正文。", "前三季度专利情况"),
        ("全省知识产权工作座谈会召开\n　　2016年，全省专利申请增长。\n", "全省知识产权工作座谈会召开"),
        # Half a sentence, a sentence, and the heading of a section are no titles.
        ("全区各类作品登记\n46件，引进44项。\n", ""),
        ("2016年，全区专利申请增长\n正文。", ""),
        ("一、专利的申请\n2016年，新疆全年专利申请共计14105件。\n", ""),
        ("全区专利申请24件。\n\n正文。", ""),
        ("Report\n\nText.", ""),
        ("", ""),
    ],
)
def test_the_title_is_a_short_first_line_that_is_no_part_of_the_text(text, title):
    assert title_of(text) == title


# Prose or table


@pytest.mark.parametrize(
    "text",
    [
        SAID, SAID.replace("\n", ""), "---\ntitle: 标题\n---\n", "# 标题\n", "2016年,全区专利申请14105件,增长15.14%。其中发明,3000件。",
        "全区专利申请14105件，增长15.14%，\n其中发明专利申请3000件", "地区专利，情况如下。\n新疆增长，内蒙古下降。\n",
        "This is no table at all. It says nothing.\nNor does this one say more than that.\n",
    ],
)  # fmt: skip
def test_sentences_are_prose(text):
    assert is_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "region,period,metric,published\n新疆,2016,patent.grants,7116\n", "地区,年份,指标,数值,备注\n新疆,2016,专利授权量,7116,初步数。\n",
        "省份,2015,2016\n新疆,8761,7116\n", "甲\t乙\n1\t2\n3\t4\n", "甲,乙,说明\n1,2,增长，见注。\n3,4,下降，见注。\n",
        '甲,乙\n"一，二。",3\n"三，四。",5\n', "", "\n", "地区", "地区;年份;值\n新疆;2016;5\n", "just,words\n", "甲，乙，丙\n1，2，3\n",
    ],
)  # fmt: skip
def test_a_table_is_no_prose(text):
    assert not is_prose(text)


def test_the_same_is_told_of_a_file(written):
    assert file_holds_prose(written(SAID.encode("gb18030")))
    assert not file_holds_prose(written("地区,年份,值\n新疆,2016,5\n"))
    assert not file_holds_prose(written(b"\xff\xff\xff"))


@given(st.text(max_size=300))
def test_any_text_is_prose_or_is_not(text):
    assert is_prose(text) in (True, False)
    assert isinstance(title_of(text), str)
    published_in(text)


# HTML


def test_a_page_is_read_for_what_it_shows(tmp_path):
    body = """
    <script>var x = "2015年。";</script><style>p { color: red }</style><!-- 2014年。 -->
    <h1>2016年新疆<br>知识产权状况</h1>
    <p>2016年，新疆全年专利申请共计<b>14105</b>件&nbsp;，同比增长&#37;。</p>
    <p hidden>隐藏的一段。</p><div style="color:red; display : none">隐藏的<div>另一段</div>。</div>
    <noscript>请启用脚本。</noscript><select><option>全国</option></select>
    <ul><li>其一<li hidden>其二<li>其三</ul>
    <p>末段&lt;完&gt;。
    """
    document = open_document(write_html(tmp_path / "page.html", body))
    assert document.text == (
        "2016年新疆\n\n知识产权状况\n\n2016年，新疆全年专利申请共计14105件\xa0，同比增长%。\n\n其一\n\n其三\n\n末段<完>。\n"
    )
    assert document.place(document.text.index("14105")) == "paragraph 3"
    assert document.place(len(document.text)) == "paragraph 6"


def test_the_rows_of_a_table_are_lines_and_their_cells_are_parted_by_tabs(tmp_path):
    body = """<p>各地专利授权量见下表。</p><table><thead><tr><th>地区<th>授权量<br>（件）</tr></thead>
    <tr><td><p>新疆</p></td><td><p>7116</p></td></tr><tr><td>西藏<td></table><p>完。</p>"""
    document = open_document(write_html(tmp_path / "page.html", body))
    assert document.text == "各地专利授权量见下表。\n\n地区\t授权量 （件）\n新疆\t7116\n西藏\n\n完。\n"
    assert document.place(document.text.index("7116")) == "paragraph 3"


def test_a_table_that_only_lays_out_the_page_is_read_as_its_paragraphs(tmp_path):
    body = """<table><tr><td>首页</td><td><p>2016年，新疆专利授权7116件。</p><p>其中发明910件。</p>
    <table><tr><td>甲</td><td>1</td></tr></table></td></tr></table>"""
    document = open_document(write_html(tmp_path / "page.html", body))
    assert document.text == "首页\n\n2016年，新疆专利授权7116件。\n\n其中发明910件。\n\n甲\t1\n"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_a_page_is_read_in_its_character_set(tmp_path, charset):
    path = write_html(tmp_path / "page.html", "<p>一九九六年新疆共有八件。</p>", charset=charset)
    assert open_document(path).text == "一九九六年新疆共有八件。\n"


def test_a_page_that_names_a_wrong_character_set_is_read_by_its_characters(tmp_path):
    path = tmp_path / "page.html"
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><p>专利申请二十四件。</p>'
    )
    path.write_bytes(page.format("gb2312").encode("utf-8"))
    assert open_document(path).text == "专利申请二十四件。\n"
    path.write_bytes(page.format("utf-8").encode("gb18030"))
    assert open_document(path).text == "专利申请二十四件。\n"
    path.write_bytes(codecs.BOM_UTF16_LE + page.format("utf-8").encode("utf-16-le"))
    assert open_document(path).text == "专利申请二十四件。\n"


@pytest.mark.parametrize(
    ("head", "body", "title", "day"),
    [
        ("<title>状况_新疆政府网</title>", "<h1>2016年状况</h1>", "2016年状况", None),
        ("<title>2016年状况</title>", "", "2016年状况", None),
        ("<title>网站</title><meta name=ArticleTitle content='2016年状况'>", "<h1>新疆</h1>", "2016年状况", None),
        ('<meta name="PubDate" content="2017-04-26 10:22">', "", "", date(2017, 4, 26)),
        ('<meta property="article:published_time" content="2017-04-26T10:00:00+08:00">', "", "", date(2017, 4, 26)),
        ("", "<div>发布时间：2017-04-26</div>", "", date(2017, 4, 26)),
        ('<meta name="publishdate" content="2017-04-27">', "<div>发布时间：2017-04-26</div>", "", None),
    ],
)
def test_a_page_says_its_title_and_its_day(tmp_path, head, body, title, day):
    document = open_document(write_html(tmp_path / "page.html", f"{body}<p>全区专利申请24件，同比增长。</p>", head))
    assert (document.title, document.published) == (title, day)


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>地区</td><td>授权量</td></tr><tr><td>新疆</td><td>7116</td></tr></table>",
        "<table><tr><td>新疆</td><td>7116</td></tr></table><p>注：本表数据来源于国家知识产权局，不含港澳台。</p>",
        "<ul><li><a>首页</a><li><a>政务公开</a></ul>",
    ],
)
def test_a_page_with_a_table_alone_is_to_be_saved_as_a_workbook(tmp_path, body):
    path = write_html(tmp_path / "grants.xls", body)
    with pytest.raises(ReadError, match="HTML") as caught:
        kind_of(path)
    assert caught.value.advice == "Open it in Excel and save it as .xlsx, or as CSV"


def test_a_piece_of_a_page_is_a_page(written):
    assert kind_of(written("<!-- a -->\n<div><p>2016年，新疆专利授权7116件。</p></div>")) == "html"
    assert kind_of(written("<?xml version='1.0'?><html><p>2016年，新疆专利授权7116件。</p>")) == "html"
    assert kind_of(written("<<新疆年鉴>> 2016年，新疆专利授权7116件。")) == "text"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<div><span hidden>隐</div><p>显。</p>", "显。"),
        ("<div><p hidden>隐<p>显。</div>", "显。"),
        ("<div hidden>隐</p>隐</span>隐<div>隐</div>隐</div>显。", "显。"),
        ("<ul><li hidden>隐<ul><li>隐</ul>隐<li>显。</ul>", "显。"),
        ("<ul><li hidden>隐</ul>显。", "显。"),
        ("<table><tr hidden><td>隐<tr><td>显。<td hidden>隐<td>也显。</table>", "显。\t也显。"),
        ("<table><tr><td hidden>隐<table><tr><td>隐</table>隐</table>显。", "显。"),
        ("<section><div style='DISPLAY:none'>隐</section>显。", "显。"),
        ("<svg><title>隐</title></svg><template><p>隐</template>显。", "显。"),
    ],
)
def test_no_more_is_hidden_than_the_hidden_element_holds(body, text):
    assert page_of(f"<html><body>{body}").text().text() == text + "\n"


# .docx


@pytest.fixture
def word(tmp_path):
    """A new .docx, and where to save it."""
    docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install '.[test]'")
    return docx.Document(), tmp_path / "report.docx"


def test_a_docx_is_read_with_its_tables_where_they_stand(word):
    made, path = word
    made.add_heading("2016年新疆知识产权状况", 0)
    made.add_paragraph("2016年，新疆全年专利申请共计").add_run("14105件").bold = True
    made.add_paragraph("")
    table = made.add_table(2, 3)
    for row, cells in enumerate([("地区", "授权量", "单位"), ("新疆", "7116", "件")]):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    made.add_paragraph("发布日期：2017年4月26日")
    made.core_properties.created = datetime(2020, 1, 1)
    made.save(path)
    document = open_document(path)
    assert document.text == (
        "2016年新疆知识产权状况\n\n2016年，新疆全年专利申请共计14105件\n\n地区\t授权量\t单位\n新疆\t7116\t件\n\n发布日期：2017年4月26日\n"
    )
    assert (document.kind, document.title, document.published) == ("docx", "2016年新疆知识产权状况", date(2017, 4, 26))
    assert document.place(document.text.index("7116")) == "paragraph 4"


def test_the_day_on_which_a_docx_was_saved_is_not_that_of_publication(word):
    made, path = word
    made.add_paragraph("全区专利申请24件。")
    made.save(path)
    assert open_document(path).published is None


def body_of(path: Path, body: str) -> Path:
    """Put other XML into the body of a .docx."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = " ".join(f'xmlns:{prefix}="urn:{prefix}"' for prefix in ("mc", "wp", "wps", "v"))
    parts["word/document.xml"] = (
        f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" {names}>'
        f"<w:body>{body}</w:body></w:document>"
    ).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def run(text: str, settings: str = "") -> str:
    """A run of text in the XML of a .docx."""
    return f"<w:r><w:rPr>{settings}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<w:p>{run('有')}<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins>{run('增')}</w:ins></w:p>", "有增\n"),
        ("<w:p>" + run("见") + run("隐", "<w:vanish/>") + run("显", "<w:vanish w:val='0'/>") + "</w:p>", "见显\n"),
        (f"<w:p><w:r><w:instrText>PAGE 3</w:instrText></w:r>{run('字')}<w:r><w:tab/><w:br/></w:r>{run('段')}</w:p>", "字\t\n段\n"),
        (f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{run('字')}</w:p>", "字\n"),
        (
            f"<w:p>{run('正文')}<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p>{run('框中')}"
            f"</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>{run('框中')}"
            f"</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('续')}</w:p>",
            "正文续\n\n框中\n",
        ),
        (f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p>{run('控件')}</w:p></w:sdtContent></w:sdt>", "控件\n"),
        (
            f"<w:tbl><w:tr><w:tc><w:p>{run('甲')}</w:p><w:p>{run('（件）')}</w:p></w:tc><w:tc><w:p>{run('1')}</w:p></w:tc></w:tr></w:tbl>",
            "甲 （件）\t1\n",
        ),
    ],
    ids=["changes", "hidden", "codes", "tab stops", "text box", "control", "table"],
)  # fmt: skip
def test_what_a_docx_shows_is_read_once_and_nothing_else(word, body, text):
    made, path = word
    made.save(path)
    assert open_document(body_of(path, body)).text == text


def test_footnotes_come_at_the_end(word):
    made, path = word
    made.add_paragraph("全区专利申请24件。")
    made.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="urn:w"><w:footnote><w:p>{run("初步数。")}</w:p></w:footnote></w:footnotes>',
        )
    assert open_document(path).text == "全区专利申请24件。\n\n初步数。\n"


def test_a_heading_is_the_title_where_no_paragraph_is_styled_as_one(word):
    made, path = word
    made.add_paragraph("新疆统计局")
    made.add_heading("2016年统计公报", 1)
    made.add_heading("一、综合", 2)
    made.save(path)
    assert open_document(path).title == "2016年统计公报"


# What is no prose


def test_a_workbook_is_no_prose(tmp_path):
    from workbooks import write_workbook

    path = write_workbook(tmp_path / "table.xlsx", [["地区", "件"], ["新疆", 1]])
    with pytest.raises(ReadError, match="not prose: it holds xlsx"):
        open_document(path)


def test_each_kind_is_told_by_its_content(word, tmp_path, written):
    made, path = word
    made.save(path)
    assert kind_of(path.rename(tmp_path / "a.txt")) == "docx"
    assert kind_of(write_pdf(tmp_path / "b.doc", ["全区专利申请24件。"])) == "pdf"
    assert kind_of(write_html(tmp_path / "c.pdf", "<p>全区专利申请24件，增长。</p>")) == "html"
    assert kind_of(written(SAID, "d.html")) == "text"


@given(
    text=st.text(max_size=60),
    starts=st.lists(st.integers(0, 60), max_size=5, unique=True).map(sorted),
)
def test_every_offset_has_a_place(text, starts):
    breaks = tuple((start, page) for page, start in enumerate([0, *(s for s in starts if 0 < s < len(text))], 1))
    document = Document("a", "", "pdf", text, breaks=breaks)
    pages = [int(document.place(offset).split()[1].rstrip(",")) for offset in range(len(text) + 1)]
    assert pages == sorted(pages)
    assert all(int(document.place(offset).split()[3]) >= 1 for offset in range(len(text) + 1))
