"""The page to review a report: the whole text, every statement in it and beside it, and nothing that could run."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipstats.database import open_database
from ipstats.questions.published import reviewed, vocabulary
from ipstats.render.review import Section, page
from ipstats.render.review.escaping import shown
from ipstats.render.review.labels import LABELS
from ipstats.render.review.pieces import pieces
from ipstats.sources.statements import Reading, Statement
from ipstats.sources.vocabulary import Vocabulary
from test_drafts import said

TEXT = "湖北省专利授权量46369\n件，比上年增长5.2%。到2020年力争达到5万件；<b>另有</b>12件。\n"


@pytest.fixture(scope="module")
def names(reported: Path) -> Vocabulary:
    with open_database(reported) as database:
        return vocabulary(database.reader)


def placed(text: str, print_: str, value: int | str, **fields: object) -> Statement:
    """A statement where a print stands in a text."""
    start = text.index(print_)
    return said(print_, value, start=start, end=start + len(print_), **fields)


def example() -> list[Statement]:
    return [
        placed(TEXT, "46369\n件", 46369, clues="level: subject 专利授权量"),
        placed(TEXT, "增长5.2%", "5.2", kind="growth", qualifier="rounded"),
        placed(TEXT, "5万件", 50000, status="F", qualifier="rounded", period="2020"),
        placed(TEXT, "12件", 12, region_code="", region="", doubt="of which region it is, the text leaves open"),
    ]


class Parsed(HTMLParser):
    """What a browser makes of a page: its elements, the text of the article, and the text under each mark."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article: list[str] = []
        self.marked: dict[str, str] = {}
        self.cells: dict[str, str] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(content.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "input", "col"):
            self._open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, "elements are closed in their order"

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "article" in tags:
            self.article.append(data)
            for _, attributes in self._open:
                if "m" in (attributes.get("class") or "").split():
                    for number in (attributes.get("data-n") or attributes.get("data-i") or "").split():
                        self.marked[number] = self.marked.get(number, "") + data
        for tag, attributes in self._open:
            if tag == "tbody":
                self.cells[attributes["id"] or ""] = self.cells.get(attributes["id"] or "", "") + data

    @property
    def text(self) -> str:
        return "".join(self.article)

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] or "" for _, attributes in self.elements if "id" in attributes]

    def classes(self, number: int) -> set[str]:
        """The classes of the mark of a statement."""
        [found] = [
            attributes for tag, attributes in self.elements if tag == "a" and attributes.get("id") == f"m{number}"
        ]
        return set((found["class"] or "").split())


def page_of(names: Vocabulary, text: str, statements: list[Statement], lang: str = "en", **fields: str) -> bytes:
    reading = Reading("report.txt", "0" * 64, fields.get("title", ""), statements, text=text)
    return page([Section(fields.get("name", "report.txt"), reading.title, text, reviewed(reading, names))], lang)


# The text and its marks.


def test_the_whole_text_is_there_and_each_statement_is_marked_where_it_stands(names):
    parsed = Parsed(page_of(names, TEXT, example()))
    assert parsed.text == TEXT
    assert parsed.marked == {"1": "46369\n件", "2": "增长5.2%", "3": "5万件", "4": "12件"}
    assert [parsed.classes(number) - {"m"} for number in (1, 2, 3, 4)] == [
        {"level"}, {"growth"}, {"level", "target"}, {"level", "doubt"},
    ]  # fmt: skip


def test_what_was_understood_stands_in_the_row_of_a_statement(names):
    cells = Parsed(page_of(names, TEXT, example())).cells
    for words in ("1", "level", "46369\n件", "湖北 420000", "2017", "专利授权量, total (patent.grants)", "46,369 件"):
        assert words in cells["r1"]
    assert "Why: level: subject 专利授权量" in cells["r1"]
    assert "Against: 2016" in cells["r2"]
    assert "A target or a forecast, no fact" in cells["r3"]
    assert "In doubt: of which region it is, the text leaves open" in cells["r4"]


def test_text_and_table_lead_to_each_other(names):
    parsed = Parsed(page_of(names, TEXT, example()))
    links = {attributes["href"] for tag, attributes in parsed.elements if tag == "a"}
    assert {f"#{what}{number}" for what in "rm" for number in (1, 2, 3, 4)} <= links
    assert {link.removeprefix("#") for link in links if link} <= set(parsed.ids)
    assert len(parsed.ids) == len(set(parsed.ids))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_label_is_in_the_language_that_was_asked_for(names, lang):
    content = page_of(names, TEXT, example(), lang).decode()
    assert f'<html lang="{lang}">' in content
    here, other = (0, 1) if lang == "zh" else (1, 0)
    for label in ("metric", "value", "in_doubt", "why", "doubt", "target"):
        assert f"{LABELS[label][here]}" in content
        assert not re.search(rf">{LABELS[label][other]}[:<]", content)
    assert '<article lang="zh"' in content


def test_statements_of_one_place_and_within_each_other_are_all_marked(names):
    text = "增加3件至5件。"
    statements = [
        said("3件至5件", 3, start=2, end=7), said("5件", 5, start=5, end=7), said("5件", 5, start=5, end=7, period="2016"),
        said("增加3件", 3, start=0, end=4),
    ]  # fmt: skip
    parsed = Parsed(page_of(names, text, statements))
    assert parsed.text == text
    assert parsed.marked == {"1": "3件至5件", "2": "5件", "3": "5件", "4": "增加3件"}
    assert {f"m{number}" for number in (1, 2, 3, 4)} <= set(parsed.ids)


def test_a_statement_without_a_place_is_in_the_table_alone(names):
    statements = [said("12件", 12, start=0, end=0), said("12件", 12, start=5, end=10_000)]
    parsed = Parsed(page_of(names, TEXT, statements))
    assert parsed.marked == {}
    assert {"r1", "r2"} <= set(parsed.ids)


def test_of_a_table_the_statements_are_shown_and_it_is_said_that_it_has_no_text(names):
    parsed = Parsed(page_of(names, "", [said("12", 12, start=0, end=0)]))
    assert "r1" in parsed.ids
    assert parsed.text == ""


def test_several_files_are_sections_of_one_page_numbered_through(names):
    sections = [
        Section(name, "", TEXT, reviewed(Reading(name, "0" * 64, "", example(), text=TEXT), names))
        for name in ("a.txt", "b.txt")
    ]
    parsed = Parsed(page(sections, "en"))
    assert {f"{what}{number}" for what in "rm" for number in range(1, 9)} <= set(parsed.ids)
    assert [attributes["href"] for tag, attributes in parsed.elements if tag == "a"][1:3] == ["#file1", "#file2"]
    assert len(parsed.ids) == len(set(parsed.ids))


# What is hostile stays text.


def policy(content: str) -> dict[str, str]:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', content)
    assert found is not None
    return dict(part.strip().split(" ", 1) for part in found[1].split(";"))


def test_nothing_is_fetched_and_nothing_runs_but_the_style_and_the_script_that_are_meant(names):
    content = page_of(names, TEXT, example()).decode()
    rules = policy(content)
    assert (rules["default-src"], rules["base-uri"], rules["form-action"]) == ("'none'", "'none'", "'none'")
    for tag in ("style", "script"):
        [inside] = re.findall(rf"<{tag}>(.*?)</{tag}>", content, re.DOTALL)
        assert rules[f"{tag}-src"] == f"'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'"
    parsed = Parsed(content.encode())
    for tag, attributes in parsed.elements:
        assert tag not in ("img", "link", "iframe", "object", "embed", "base", "form", "b"), tag
        assert not {"src", "style", "srcdoc"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")


HOSTILE = st.text(
    st.sampled_from("<>&\"'/=` \n\t\f\r\0\x1b\u2028\u202e\ud800一件12ab-!;[]"), min_size=0, max_size=60
) | st.sampled_from(
    [
        "</article><script>alert(1)</script>", "<!--", "]]>", "</style>", '" onmouseover="alert(1)', "&lt;&#0;&amp", "\n\n12件",
        "<svg/onload=alert(1)>", "javascript:alert(1)",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_file_its_text_is_shown_and_its_marks_are_in_their_places(names, data):
    text = data.draw(HOSTILE) + data.draw(HOSTILE)
    ends = st.integers(0, len(text) + 2)
    spans = data.draw(st.lists(st.tuples(ends, ends), max_size=5))
    words = data.draw(HOSTILE)
    statements = [
        said(text[start:end], 12, start=start, end=end, region=words, region_code="", metric_zh=words, locator=words,
             note=words, clues=words, doubt=words, base_period=words)
        for start, end in spans
    ]  # fmt: skip
    content = page_of(names, text, statements, name=words, title=words)
    parsed = Parsed(content)
    # A browser makes one line break of a carriage return; the page shows it as a replacement character.
    assert parsed.text == shown(text)
    expected = {
        str(number): shown(text[start:end])
        for number, (start, end) in enumerate(spans, 1)
        if 0 <= start < end <= len(text)
    }
    assert parsed.marked == expected
    assert [tag for tag, _ in parsed.elements].count("script") == 1
    assert len(parsed.ids) == len(set(parsed.ids))
    assert not [name for _, attributes in parsed.elements for name in attributes if name.startswith("on")]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 40), st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=8))
def test_the_pieces_of_a_text_are_all_of_it_and_each_knows_the_spans_that_it_lies_in(length, ends):
    spans = [(start, end, number) for number, (start, end) in enumerate(ends)]
    valid = {number: (start, end) for start, end, number in spans if 0 <= start < end <= length}
    found = list(pieces(length, spans))
    assert [place for piece in found for place in range(piece.start, piece.end)] == list(range(length))
    for piece in found:
        inside = {number for number, (start, end) in valid.items() if start <= piece.start and piece.end <= end}
        assert set(piece.spans) == inside
        # The innermost first: it begins last, and of those that begin together it is the shortest.
        order = [(-valid[number][0], valid[number][1]) for number in piece.spans]
        assert order == sorted(order)
    assert sorted(number for piece in found for number in piece.first) == sorted(valid)


# A long text.


def test_a_long_text_is_laid_out_in_blocks_that_end_with_a_line_and_never_inside_a_mark(names):
    line = "湖北省专利授权量46369件，比上年增长5.2%。\n"
    text = line * 3000
    statements = [said("46369件", 46369, start=at * len(line) + 8, end=at * len(line) + 14) for at in range(3000)]
    content = page_of(names, text, statements).decode()
    article = content.partition("<article")[2].partition("</article>")[0]
    blocks = re.findall(r'<div class="block">(.*?)</div>', article, re.DOTALL)
    assert len(blocks) > 10
    assert all(re.sub("<[^>]*>", "", block).endswith("\n") for block in blocks)
    assert max(len(re.sub("<[^>]*>", "", block)) for block in blocks) < 2 * 6000
    parsed = Parsed(content.encode())
    assert parsed.text == text
    assert set(parsed.marked.values()) == {"46369件"}
    assert len(re.findall("<table", content)) == 15


def test_a_text_without_a_line_end_is_parted_too(names):
    for text in ("一二三四五六七八九十。" * 5000, "一" * 60_000):
        content = page_of(names, text, []).decode()
        assert content.partition("</article>")[0].count('<div class="block">') > 1
        assert Parsed(content.encode()).text == text


def test_the_page_grows_in_step_with_the_text(names):
    line = "湖北省专利授权量46369件。\n"

    def size(lines: int) -> int:
        statements = [said("46369件", 46369, start=at * len(line) + 8, end=at * len(line) + 14) for at in range(lines)]
        return len(page_of(names, line * lines, statements))

    small, large = size(500) - size(0), size(2000) - size(0)
    assert large < 4.2 * small


# The command.


def test_the_command_writes_the_page_and_says_so(ipstats, database, tmp_path):
    (tmp_path / "report.txt").write_text("2017年，湖北省专利授权量46369件，同比增长5.2%。\n", "utf-8")
    ran = ipstats("read", "report.txt", "--html", "page.html", "--lang", "zh", "--database", database)
    assert (ran.code, ran.out, ran.err) == (0, "", "wrote page.html: 2 statements, 0 in doubt\n")
    parsed = Parsed((tmp_path / "page.html").read_bytes())
    assert parsed.marked == {"1": "46369件", "2": "增长5.2%"}
    both = ipstats("read", "report.txt", "--html", "page.html", "-o", "rows.csv", "--database", database)
    assert (both.code, both.out) == (0, "")
    assert len((tmp_path / "rows.csv").read_text("utf-8").splitlines()) == 3


def test_a_page_that_cannot_be_written_is_an_error_with_a_way_out(ipstats, database, tmp_path):
    (tmp_path / "report.txt").write_text("2017年，湖北省专利授权量46369件。\n", "utf-8")
    ran = ipstats("read", "report.txt", "--html", "nowhere/page.html", "--database", database)
    assert ran.code == 2
    assert ran.err.startswith("ipstats: nowhere/page.html cannot be written")
