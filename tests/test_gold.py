"""The gold set is well formed and covers what it says, a bad one is refused, and statements are matched fairly."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from ipstats.errors import ReadError
from ipstats.sources.statements import Reading
from ipstats.sources.vocabulary import Vocabulary

sys.path.insert(0, str(ROOT))
from benchmarks import reading
from benchmarks.gold import author, phenomena
from benchmarks.gold.folder import read_gold
from benchmarks.gold.marks import Marked, read_master
from benchmarks.gold.matching import Score, agrees, match
from benchmarks.gold.printed import numbers_in
from benchmarks.gold.report import errors_of
from benchmarks.gold.statements import COLUMNS, Item, Text, Value

TEXT = "2016年，新疆专利授权量为7116件，同比下降18.78%，其中发明910件。\n"


def item(start: int, end: int, value: str = "3", kind: str = "level", unit: str = "件", **more: str) -> Item:
    return Item(start, end, kind, Value.parse(value), unit, **more)  # type: ignore[arg-type]


def folder_with(folder: Path, *rows: str, text: str = TEXT, header: str = ",".join(COLUMNS)) -> Path:
    """A gold set of one text, ``a.txt``."""
    (folder / "a.txt").write_text(text, "utf-8")
    (folder / "gold.csv").write_text("\n".join([header, *rows, ""]), "utf-8")
    return folder


# The gold set that is kept.


@pytest.mark.parametrize("half", author.HALVES)
def test_nothing_is_wrong_with_the_gold_set(half: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert reading.main([str(author.FOLDER), "--check", *(["--held-out"] if half == "held_out" else [])]) == 0
    assert "nothing is wrong" in capsys.readouterr().out


@pytest.mark.parametrize("part", author.PARTS[2:])
def test_nothing_is_wrong_with_the_later_parts(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert reading.main([str(author.FOLDER / part), "--check"]) == 0
    assert "nothing is wrong" in capsys.readouterr().out


@pytest.mark.parametrize("part", author.PARTS)
def test_texts_and_offsets_are_what_the_master_says(part: str) -> None:
    """Otherwise: ``python -m benchmarks.gold.author``."""
    assert author.stale(part) == []


def lengths_of(texts: list[Marked]) -> dict[str, int]:
    """How many characters each text has, blanks aside."""
    return {one.text.name: len("".join(one.text.text.split())) for one in texts}


@pytest.mark.parametrize("half", author.HALVES)
def test_a_half_has_thirty_texts_of_the_length_of_a_paragraph_or_two(half: str) -> None:
    lengths = lengths_of(author.masters(half))
    assert len(lengths) >= 30
    assert {name: length for name, length in lengths.items() if not 120 <= length <= 600} == {}


def test_the_second_part_has_forty_texts_and_the_difficulties_for_which_it_was_written() -> None:
    texts = author.masters("second")
    lengths = lengths_of(texts)
    assert len(lengths) >= 40
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 700} == {}
    counts = Counter(name for one in texts for name in phenomena.phenomena(one))
    regions = {"nation", "corps", "prefecture", "region-not-listed", "region-open"}
    periods = {"half-year", "quarter", "month", "cumulative", "several-years", "period-open"}
    assert {name for name in set(phenomena.SHIFTS) | regions | periods if counts[name] < 3} == set()
    assert phenomena.GENRES - set(counts) == set()


def test_the_third_part_has_two_dozen_texts_from_every_genre_with_shifts_of_region_and_period() -> None:
    texts = author.masters("third")
    lengths = lengths_of(texts)
    assert len(lengths) >= 24
    assert {name: length for name, length in lengths.items() if not 200 <= length <= 600} == {}
    counts = Counter(name for one in texts for name in phenomena.phenomena(one))
    regions = {"nation", "corps", "prefecture", "region-not-listed", "region-open"}
    periods = {"half-year", "quarter", "month", "cumulative", "several-years"}
    shifts = {"heading", "levels-mixed", "neighbour", "city-list", "metric-ellipsis", "metric-recalled", "period-shift"}
    assert (phenomena.GENRES | regions | periods | shifts) - set(counts) == set()


@pytest.mark.parametrize("part", ["fourth", "fifth", "sixth"])
def test_a_part_of_plain_publications_has_texts_from_every_genre_in_short_paragraphs(part: str) -> None:
    texts = author.masters(part)
    lengths = lengths_of(texts)
    assert len(lengths) >= 36
    assert {name: length for name, length in lengths.items() if not 150 <= length <= 600} == {}
    counts = Counter(name for one in texts for name in phenomena.phenomena(one))
    assert phenomena.GENRES - {"plan"} - set(counts) == set()
    assert {"nation", "corps", "prefecture", "region-not-listed", "several-years", "half-year"} - set(counts) == set()


def test_no_two_parts_share_a_text_or_a_sentence_but_for_standing_notes() -> None:
    parts: dict[str, set[str]] = {}  # of each name of a text and each sentence, where it stands
    for part in author.PARTS:
        for one in author.masters(part):
            sentences = one.text.text.replace("\n", "").split("。")
            own = {sentence for sentence in sentences if len(sentence) > 12 and not sentence.startswith("注：")}
            for said in (one.text.name, *own):
                parts.setdefault(said, set()).add(part)
    assert {said: sorted(where) for said, where in parts.items() if len(where) > 1} == {}


def test_every_phenomenon_is_in_both_halves_and_three_times_in_all() -> None:
    counts = {
        half: Counter(name for one in author.masters(half) for name in phenomena.phenomena(one))
        for half in author.HALVES
    }
    wanted = phenomena.GENRES | set(phenomena.GIVEN) | phenomena.TOLD
    for half in author.HALVES:
        assert wanted - set(counts[half]) == set(), half
    assert {name for name in wanted if sum(counts[half][name] for half in author.HALVES) < 3} == set()


@pytest.mark.parametrize("part", author.PARTS)
def test_no_text_has_a_tag_that_nothing_in_it_shows(part: str) -> None:
    found = {one.text.name: phenomena.unfounded(one) for one in author.masters(part)}
    assert {name: tags for name, tags in found.items() if tags} == {}
    assert all(set(one.tags) & phenomena.GENRES for one in author.masters(part))


def test_every_province_is_in_it() -> None:
    codes = {one.region for half in author.HALVES for text in author.masters(half) for one in text.text.items}
    with (ROOT / "seeds" / "reference" / "regions.csv").open(encoding="utf-8", newline="") as file:
        provinces = {row["code"] for row in csv.DictReader(file) if row["level"] == "province"}
    assert len(provinces) == 31
    assert provinces - codes == set()


# A gold set of somebody else.

GOOD = "a.txt,14,19,level,7116,件,650000,2016,patent.grants/total"


def test_a_good_row_is_taken(tmp_path: Path) -> None:
    texts, errors = read_gold(
        folder_with(tmp_path, GOOD, "a.txt,22,30,growth,-18.78,%,650000,2016,patent.grants/total")
    )
    assert errors == []
    assert [TEXT[one.start : one.end] for one in texts[0].items] == ["7116件", "下降18.78%"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a.txt,14,99,level,7116,件,650000,2016,", "offsets 14 to 99 outside the text, which has 41 characters"),
        ("a.txt,19,14,level,7116,件,650000,2016,", "offsets 19 to 14 outside"),
        ("a.txt,x,19,level,7116,件,650000,2016,", "start and end are no whole numbers"),
        ("a.txt,14,19,amount,7116,件,650000,2016,", "unknown kind 'amount'"),
        ("b.txt,14,19,level,7116,件,650000,2016,", "there is no such text"),
        ("a.txt,14,19,level,7117,件,650000,2016,", "the text does not hold the value 7117"),
        ("a.txt,14,19,level,7116,元,650000,2016,", "the text does not hold the unit 元"),
        ("a.txt,14,19,level,7e3,件,650000,2016,", "no value: '7e3'"),
        ("a.txt,14,19,level,5..3,件,650000,2016,", "no value: '5..3'"),
        ("a.txt,14,19,growth,7116,件,650000,2016,", "unit '件' does not go with kind growth"),
        ("a.txt,14,19,rank,1.5,位,650000,2016,", "a rank is a whole number from 1, not 1.5"),
        ("a.txt,14,19,level,7116,件,659999,2016,", "no region has the code '659999'"),
        ("a.txt,14,19,level,7116,件,西安,2016,", "the text does not name the region 西安"),
        ("a.txt,14,19,level,7116,件,650000,2016-13,", "no period: '2016-13'"),
        ("a.txt,14,19,level,7116,件,650000,2016/2011,", "no period: '2016/2011'"),
        ("a.txt,14,19,level,7116,件,650000,2016,patent.gifts", "no metric has the code 'patent.gifts'"),
        ("a.txt,14,19,level,7116,件,650000,2016,patent.grants", "patent.grants takes a patent type"),
        ("a.txt,14,19,level,7116,件,650000,2016,pct.applications/total", "pct.applications takes no patent type"),
        ("a.txt,14,20,level,7116,件,650000,2016,\na.txt,15,19,any,,,,,", "overlaps line 2"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_its_text(
    row: str, problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = 2 + row.count("\n")
    assert reading.main([str(folder_with(tmp_path, row)), "--check"]) == 2
    message = capsys.readouterr().err
    assert f"gold.csv, line {line}: {problem}" in message


def test_a_heading_with_a_slip_of_the_pen_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path, header=",".join(COLUMNS).replace("period", "periode"))
    assert reading.main([str(folder), "--check"]) == 2
    assert "gold.csv, line 1: missing period" in capsys.readouterr().err


def test_a_folder_without_a_gold_set_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reading.main([str(tmp_path), "--check"]) == 2
    assert "no gold set" in capsys.readouterr().err


def test_a_text_that_is_no_utf_8_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_with(tmp_path)
    (folder / "b.txt").write_bytes("专利".encode("gb18030"))
    assert reading.main([str(folder), "--check"]) == 2
    assert "b.txt, byte 2: not UTF-8" in capsys.readouterr().err


def test_a_date_of_publication_that_is_none_is_refused(tmp_path: Path) -> None:
    _, errors = read_gold(folder_with(tmp_path, text="发布日期：2017-02-30\n" + TEXT))
    assert [error.problem.partition(":")[0] for error in errors] == ["a.txt, first lines"]


def test_many_errors_are_counted_and_not_all_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["a.txt,1,2,nothing,,,,,"] * 30
    assert reading.main([str(folder_with(tmp_path, *rows)), "--check"]) == 2
    message = capsys.readouterr().err
    assert "30 wrong" in message
    assert "… and 10 more" in message


def test_offsets_count_characters_behind_a_byte_order_mark_and_windows_ends_of_lines(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "a.txt,6,8,level,3,件,,,")
    (folder / "a.txt").write_bytes(b"\xef\xbb\xbf" + "专利：\r\n共有3件\r\n".encode())
    texts, errors = read_gold(folder)
    assert errors == []
    assert texts[0].text == "专利：\n共有3件\n"


@pytest.mark.parametrize(
    ("span", "number"),
    [
        ("21.36\n万件", "213600"),
        ("１，８９４件", "1894"),
        ("5 372 件", "5372"),
        ("3700余万元", "37000000"),
        ("近两万件", "20000"),
        ("十九亿五千万元", "1950000000"),
        ("二万一千四百零六件", "21406"),
        ("百分之八点六", "8.6"),
        ("六分之一", "50/3"),
        ("1/6", "50/3"),
        ("三成五", "35"),
        ("三成半", "35"),
        ("增长2.3倍", "230"),
        ("2.3倍", "130"),
        ("翻了两番", "300"),
        ("持平", "0"),
        ("首位", "1"),
        ("过半", "50"),
    ],
)
def test_the_check_knows_what_print_can_mean(span: str, number: str) -> None:
    assert Fraction(number) in numbers_in(span)


@pytest.mark.parametrize(
    ("span", "number"), [("7116件", "7117"), ("增长2.3倍", "23"), ("三成", "3.5"), ("第22位", "21")]
)
def test_the_check_knows_what_print_cannot_mean(span: str, number: str) -> None:
    assert Fraction(number) not in numbers_in(span)


@given(st.integers(1, 10**12), st.integers(0, 4))
def test_a_figure_with_a_multiplier_is_found_again(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    assert Fraction(number) * 10_000 in numbers_in(f"约{number:f}万件")


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=2000))
def test_a_value_is_written_as_it_is_read(number: Fraction) -> None:
    assert Value.parse(str(Value(number, number))) == Value(number, number)


# Masters.


def test_a_mark_takes_what_it_leaves_out_from_the_mark_before() -> None:
    content = (
        "## a-b | news\n共⟦level|21.5|件|650000|2016|patent.grants/total|about⟧约21.5件⟦/⟧，"
        "⟦growth|-3⟧下降3%⟦/⟧，⟦level|2|家|||-|F⟧2家⟦/⟧\n"
    )
    text = read_master(content, "m")[0].text
    assert text.text == "共约21.5件，下降3%，2家\n"
    first, second, third = text.items
    assert (first.start, first.end, first.qualifier) == (1, 7, "about")
    assert second == Item(8, 12, "growth", Value.parse("-3"), "%", "650000", "2016", "patent.grants/total")
    assert third == Item(13, 15, "level", Value.parse("2"), "家", "650000", "2016", "", status="F")


@pytest.mark.parametrize(
    "body",
    [
        "共⟦level|3|件⟧3件⟦/⟧",  # no mark before it
        "共⟦level|3|件|650000|2016|-⟧3件",  # not closed
        "共⟦size|3|件|650000|2016|-⟧3件⟦/⟧",
        "共⟦level|three|件|650000|2016|-⟧3件⟦/⟧",
        "共⟦level|3||650000|2016|-⟧3件⟦/⟧",  # no unit
        "共⟦level|3|件|650000|2016|-|perhaps⟧3件⟦/⟧",
    ],
)
def test_a_mark_that_is_not_understood_is_named_with_its_text(body: str) -> None:
    with pytest.raises(ReadError, match=r"a\.txt"):
        read_master(f"## a | news\n{body}\n", "m")


# Matching.


def test_a_statement_is_matched_where_places_overlap_and_kind_value_and_unit_are_equal() -> None:
    outcome = match([item(10, 15)], [item(12, 20)])
    assert len(outcome.pairs) == 1
    assert (outcome.missed, outcome.invented) == ([], [])


@pytest.mark.parametrize(
    "other",
    [item(15, 20), item(10, 15, "4"), item(10, 15, kind="change"), item(10, 15, unit="项"), item(10, 15, "3..4")],
)
def test_a_statement_elsewhere_or_of_another_figure_is_one_missed_and_one_invented(other: Item) -> None:
    outcome = match([item(10, 15)], [other])
    assert (outcome.pairs, outcome.missed, outcome.invented) == ([], [item(10, 15)], [other])


def test_one_statement_read_twice_is_right_once() -> None:
    outcome = match([item(10, 15)], [item(10, 12), item(9, 15)])
    assert outcome.pairs == [(item(10, 15), item(9, 15))]
    assert outcome.invented == [item(10, 12)]


def test_one_long_statement_read_is_not_right_twice() -> None:
    outcome = match([item(0, 2), item(3, 8)], [item(0, 8)])
    assert outcome.pairs == [(item(3, 8), item(0, 8))]
    assert outcome.missed == [item(0, 2)]


def test_what_is_read_where_the_gold_is_silent_is_not_counted() -> None:
    outcome = match([Item(10, 15, "any"), item(20, 25)], [item(12, 16), item(20, 25)])
    score = Score()
    score.add(outcome)
    assert (score.gold, score.found, score.right, len(outcome.ignored)) == (1, 1, 1, 1)


def test_a_share_is_compared_as_a_fraction_and_not_as_a_rounded_decimal() -> None:
    sixth = item(0, 4, "50/3", "share", "%")
    assert match([sixth], [item(0, 4, "50/3", "share", "%")]).pairs
    assert not match([sixth], [item(0, 4, "16.67", "share", "%")]).pairs


@pytest.mark.parametrize(
    ("name", "gold", "found", "same"),
    [
        ("region", "苏州", "苏州市", True),
        ("region", "苏州", "常州", False),
        ("region", "", "650000", False),
        ("period", "2016-S1", "2016-01/2016-06", True),
        ("period", "2016-01/2016-03", "2016-Q1", True),
        ("period", "2016-01/2016-09", "2016", False),
        ("status", "", "A", True),
        ("status", "F", "A", False),
        ("qualifier", "", "rounded", True),
        ("qualifier", "at_least", "exact", False),
        ("subject", "growth", "", False),
        ("metric", "patent.grants/total", "patent.grants/invention", False),
    ],
)
def test_fields_agree_in_what_they_say_and_not_in_how_it_is_written(
    name: str, gold: str, found: str, same: bool
) -> None:
    assert agrees(name, item(0, 1, **{name: gold}), item(0, 1, **{name: found})) is same


def test_a_metric_is_judged_only_where_the_gold_has_one() -> None:
    score = Score()
    score.add(match([item(0, 2), item(3, 5, metric="a")], [item(0, 2, metric="b"), item(3, 5, metric="a")]))
    assert score.accuracy("metric") == 1
    assert score.judged["metric"] == 1
    assert score.judged["region"] == 2


places = st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from("12"))
statements = st.lists(places, max_size=8).map(lambda all: [item(at, at + long, value) for at, long, value in all])


@given(statements, statements)
def test_no_statement_is_lost_or_counted_twice(gold: list[Item], found: list[Item]) -> None:
    outcome = match(gold, found)
    assert Counter(map(id, gold)) == Counter(map(id, [*(one for one, _ in outcome.pairs), *outcome.missed]))
    assert Counter(map(id, found)) == Counter(map(id, [*(two for _, two in outcome.pairs), *outcome.invented]))
    assert all(one.overlap(two) and one.value == two.value for one, two in outcome.pairs)


@given(statements)
def test_the_gold_itself_is_read_perfectly(gold: list[Item]) -> None:
    score = Score()
    score.add(match(gold, list(gold)))
    assert score.right == score.gold == score.found


# The measurement as a whole.


def test_a_measurement_is_printed_as_counts_and_shares(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of two statements one is right, its period wrong, and one is read as something else; a third is invented."""
    rows = [GOOD, "a.txt,22,30,growth,-18.78,%,650000,2016,patent.grants/total"]
    folder = folder_with(tmp_path, *rows)

    def reader(text: Text) -> list[Item]:
        return [
            item(14, 19, "7116", region="650000", period="2015", metric="patent.grants/total"),
            item(22, 30, "18.78", "growth", "%"),
            item(0, 4, "2016", unit="年"),
        ]

    assert reading.main([str(folder), "--errors"], lambda: reader) == 0
    table, _, errors = capsys.readouterr().out.partition("\n\n")
    assert table.splitlines()[-1].split() == [
        "all",
        "2",
        "3",
        "1",
        "0.3333",
        "0.5000",
        "0.4000",
        "1.0000",
        "0.0000",
        "1.0000",
        "1.0000",
        "1.0000",
        "1.0000",
    ]
    assert [line.split()[3] for line in errors.splitlines()] == ["invented", "period", "misread"]
    assert "gold growth -18.78 % patent.grants/total; read growth 18.78 %" in errors

    assert reading.main([str(folder), "--format", "json"], lambda: reader) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["scores"][-1] | {"name": "all"} == {
        "about": "all", "name": "all", "gold": 2, "read": 3, "right": 1, "precision": "0.3333", "recall": "0.5000",
        "f1": "0.4000", "region": "1.0000", "period": "0.0000", "metric": "1.0000", "status": "1.0000",
        "qualifier": "1.0000", "subject": "1.0000",
    }  # fmt: skip


def test_a_reader_that_finds_nothing_has_no_precision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reading.main([str(folder_with(tmp_path, GOOD))], lambda: lambda text: []) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[:7] == ["all", "1", "0", "0", "-", "0.0000", "0.0000"]


def test_an_error_shows_its_place_and_its_text() -> None:
    text = Text("a.txt", TEXT, [])
    (error,) = errors_of([(text, match([item(14, 19, "7116")], []))])
    assert str(error) == "a.txt, line 1: missed 16年，新疆专利授权量为[7116件]，同比下降18.78%，  gold level 7116 件"


def test_a_statement_of_the_reader_is_compared_in_base_units() -> None:
    read = SimpleNamespace(
        start=3, end=9, kind="level", value=Decimal("213600"), low=None, high=None, unit="件", region_code="",
        region="苏州市", period="2016", metric="patent.grants", patent_type="invention", status="A",
    )  # fmt: skip
    found = reading.item_of(read)
    assert found == Item(3, 9, "level", Value.parse("213600"), "件", "苏州市", "2016", "patent.grants/invention", "A")
    read.value, read.low, read.high = None, Decimal(3), Decimal(5)
    assert reading.item_of(read).value == Value.parse("3..5")


def test_each_text_is_given_to_the_reader_as_the_file_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured is what ``ipstats read`` says of it, whose offsets count the front matter."""
    seen = []

    def read_report(path: Path, vocabulary: Vocabulary) -> Reading:
        seen.append((path.name, path.read_text("utf-8"), vocabulary.targets("region", "新疆")))
        return Reading(path.name, "")

    monkeypatch.setitem(sys.modules, "ipstats.sources.reports", SimpleNamespace(read_report=read_report))
    read = reading.installed_reader()
    content = "标题：上半年综述\n发布日期：2017-07-31\n\n新疆授权3件。\n"
    assert read(Text("a.txt", content)) == []
    assert seen == [("a.txt", content, ["650000"])]


def test_without_a_reader_that_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "ipstats.sources.reports", None)
    assert reading.main([]) == 2
    assert "there is no reader of prose here" in capsys.readouterr().err
