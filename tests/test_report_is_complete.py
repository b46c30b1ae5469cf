"""Every number of the report of 2016 is in the seeds, each once, and the seeds hold no number beside them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ipstats.numbers import parse_printed

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT.parent / "shared" / "sources" / "xinjiang-2016-ip.txt"
SEEDS = ROOT / "seeds" / "xinjiang-2016"

needs_report = pytest.mark.skipif(not REPORT.exists(), reason="the report itself is not part of the project")

#: The files whose rows each name a place in the report.
LOCATED = ("figures.csv", "claims.csv", "documents.csv", "participants.csv")

NUMERALS = "一二三四五六七八九十"

#: A number, in either kind of digits, with the words that belong to it: 1470万, 21.36万, 920余, 十八, 一.
NUMBER = re.compile(rf"(?P<digits>\d+(?:\.\d+)?)余?[万亿]?|[零〇两百千万亿{NUMERALS}]+", re.ASCII)

#: Chinese numerals that are part of a fixed term and count nothing that was measured.
FIXED_TERMS = (
    "三种专利",  # the three kinds of patent of Chinese law
    "万人发明",  # inventions per 10 000 people: the name of a ratio
    "一种",  # "a ...", as titles of patents begin
    "进一步",  # "further"
    "三批国家",  # the three batches of markets, each of which is named
    "五地州",  # the five northern prefectures, a name
)

#: Numbers that say which one, not how many.
ORDINALS = (
    rf"第[{NUMERALS}]+[届批]",
    rf"[{NUMERALS}]等奖",
    rf"（[{NUMERALS}]+）",  # a section: （一）
    rf"[{NUMERALS}]是",  # a list inside a paragraph: 一是, 二是
)

#: The words before a number that make it negative.
FALLS = ("减少", "下降", "降低")


@dataclass(frozen=True)
class Report:
    """The report without blanks and line breaks, with the printed line of each character."""

    text: str
    lines: tuple[int, ...]
    starts: frozenset[int]

    def numbers(self) -> list[re.Match[str]]:
        """Each number of the report; one broken over two lines is one."""
        return list(NUMBER.finditer(self.text))

    def spans(self, pattern: str) -> list[tuple[int, int]]:
        """Where a pattern stands."""
        return [match.span() for match in re.finditer(pattern, self.text, re.ASCII)]


@cache
def report() -> Report:
    """The report; a line that ends in digits goes on in the next one."""
    text, lines, starts = "", [], set()
    for number, line in enumerate(REPORT.read_text("utf-8").splitlines(), 1):
        starts.add(len(text))
        kept = "".join(line.split())
        text += kept
        lines += [number] * len(kept)
    return Report(text, tuple(lines), frozenset(starts))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one seed file."""
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(locator: str) -> list[int]:
    """The line numbers that a locator names, each after the section that holds it."""
    parts = locator.split("; ")
    found = [re.fullmatch(r"[一二三四](?:（[一二三四五六]）\d?)?, line (\d+)", part) for part in parts]
    assert all(found), f"not a locator: {locator}"
    return [int(match[1]) for match in found if match]


def stated() -> list[tuple[str, int, str]]:
    """Each printed place of each figure and claim: the row, the line, and the number with its unit."""
    every = []
    for name in ("figures.csv", "claims.csv"):
        for index, row in enumerate(rows(name), 2):
            for line in places(row["locator"]):
                every.append((f"{name}:{index}", line, row["published"].lstrip("-")))
    return every


def arabic(text: str) -> str:
    """The text with a Chinese numeral up to ten at its front written in digits."""
    return f"{NUMERALS.index(text[0]) + 1}{text[1:]}" if text[0] in NUMERALS else text


def figures_at(number: re.Match[str]) -> list[str]:
    """The figures and claims whose number, with its unit, is printed here on the line they name."""
    here, line = arabic(report().text[number.start() :]), report().lines[number.start()]
    return [row for row, at, printed in stated() if at == line and is_printed(printed, here)]


def is_printed(printed: str, here: str) -> bool:
    """Whether a text begins with this number and its unit, and not with a longer number."""
    number, found = NUMBER.match(printed), NUMBER.match(here)
    return number is not None and found is not None and number[0] == found[0] and here.startswith(printed)


def contexts() -> dict[str, list[tuple[int, int]]]:
    """Where the report has dates, years, numbers of documents, ordinals and fixed terms."""
    whole = report()
    dates = r"\d{1,2}月\d{1,2}日"
    headings = rf"[{NUMERALS}]、|\d\.(?!\d)"
    return {
        "date": whole.spans(dates),
        "year": whole.spans(r"(?<!\d)20\d\d年"),
        "document": [span for row in rows("documents.csv") for span in whole.spans(re.escape(row["number"]))],
        "ordinal": [span for pattern in ORDINALS for span in whole.spans(pattern)]
        + [span for span in whole.spans(headings) if span[0] in whole.starts],
        "fixed term": [span for term in FIXED_TERMS for span in whole.spans(term)],
    }


def accounts_of(number: re.Match[str]) -> list[str]:
    """All that a number of the report can be: a figure, a claim, or part of something that is neither."""
    start, end = number.span("digits") if number["digits"] else number.span()
    around = [kind for kind, spans in contexts().items() for a, b in spans if a <= start and end <= b]
    return figures_at(number) + around


@needs_report
def test_every_number_of_the_report_is_exactly_one_thing() -> None:
    """No number is left over, and none can be taken for two things."""
    doubtful = [
        (report().lines[number.start()], number.group(), accounts)
        for number in report().numbers()
        if len(accounts := accounts_of(number)) != 1
    ]
    assert doubtful == []


@needs_report
def test_every_place_of_a_figure_or_a_claim_is_in_the_report_once() -> None:
    """Each locator leads to its number, and two rows never lead to one."""
    found = Counter(
        (row, report().lines[number.start()]) for number in report().numbers() for row in figures_at(number)
    )
    assert found == Counter((row, line) for row, line, _ in stated())


@needs_report
def test_a_negative_growth_is_printed_as_a_fall_and_no_other_is() -> None:
    """The sign of a claim is that of the word before its number."""
    claims = enumerate(rows("claims.csv"), 2)
    negative = {f"claims.csv:{index}" for index, row in claims if row["published"].startswith("-")}
    falls = {
        row
        for number in report().numbers()
        for row in figures_at(number)
        if report().text[: number.start()].endswith(FALLS)
    }
    assert falls == negative


@needs_report
def test_every_document_stands_after_its_date_at_its_lines() -> None:
    """The last date before a document's number is its date of issue; its locator names all their lines."""
    whole = report()
    for row in rows("documents.csv"):
        (start, _end), *others = whole.spans(re.escape(row["number"]))
        assert others == []
        date = list(re.finditer(r"(\d+)月(\d+)日", whole.text[:start], re.ASCII))[-1]
        year = re.search(r"〔(\d{4})〕", row["number"])
        assert year is not None
        assert row["issued"] == f"{year[1]}-{int(date[1]):02}-{int(date[2]):02}"
        assert places(row["locator"]) == [whole.lines[at] for at in (date.start(1), date.start(2), start)]


@needs_report
def test_every_numbered_document_of_the_report_is_recorded() -> None:
    """A number in tortoise-shell brackets belongs to a row of the documents."""
    assert len(report().spans(r"〔\d{4}〕\d+号")) == len(rows("documents.csv"))


@needs_report
def test_every_participant_is_named_where_its_locator_says() -> None:
    """The characters of a name, which may be shortened, follow one another from its line on."""
    whole = report()
    for row in rows("participants.csv"):
        (line,) = places(row["locator"])
        name = re.sub(r"（第.批）$", "", row["name_zh"])
        start = whole.lines.index(line)
        assert re.search(".*?".join(map(re.escape, name)), whole.text[start : start + 50]), row


def sections() -> dict[int, str]:
    """The section in which each line of the report stands, written as in locators: 三（二）4."""
    found, chapter, section, item = {}, "", "", ""
    for number, line in enumerate(REPORT.read_text("utf-8").splitlines(), 1):
        if match := re.match(rf"\s*([{NUMERALS}])、", line):
            chapter, section, item = match[1], "", ""
        elif match := re.match(rf"\s*(（[{NUMERALS}]）)", line):
            section, item = match[1], ""
        elif match := re.match(r"\s*(\d)\.", line):
            item = match[1]
        found[number] = chapter + section + item
    return found


@needs_report
@pytest.mark.parametrize("name", LOCATED)
def test_every_line_of_a_locator_is_in_its_section(name: str) -> None:
    """The section that a locator names is the one that its line stands in."""
    section_of = sections()
    for row in rows(name):
        assert row["locator"] == "; ".join(f"{section_of[at]}, line {at}" for at in places(row["locator"]))


@needs_report
def test_each_fixed_term_is_needed() -> None:
    """A fixed term that the report does not have is not excused."""
    assert [term for term in FIXED_TERMS if term not in report().text] == []


def test_the_report_gives_41_figures_and_9_claims() -> None:
    """A figure printed twice is one row with two places."""
    assert (len(rows("figures.csv")), len(rows("claims.csv"))) == (41, 9)


@pytest.mark.parametrize("name", ["figures.csv", "claims.csv"])
def test_what_was_printed_comes_back_as_it_was_printed(name: str) -> None:
    """Each published text is a printed number and is kept to the character."""
    published = [row["published"] for row in rows(name)]
    assert [parse_printed(text).text for text in published] == published


@pytest.mark.parametrize("name", LOCATED)
def test_every_row_names_its_place(name: str) -> None:
    """A locator is a section as printed and a line, once or several times, and no place is named twice."""
    for row in rows(name):
        lines = places(row["locator"])
        assert lines == sorted(set(lines)), row
