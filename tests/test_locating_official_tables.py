"""Misprints in the official tables of the bundled yearbooks: each is seen, its cell named, and its figure given back."""

from __future__ import annotations

import sys
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from ipstats.audit.locating import locate
from ipstats.audit.swaps import suspected_swaps
from ipstats.numbers import Bounds

sys.path.insert(0, str(ROOT))
from benchmarks import corrupting

TABLES = corrupting.tables()
KEYS = sorted(TABLES)


def located(table, wrong=None):
    """What is found in a table with these figures in place of its own."""
    return locate(corrupting.exact(table.figures | (wrong or {})), table.equations)


def first_values(found):
    """What the first explanation of each component proposes."""
    return {p.cell: p.value for component in found.components for p in component.explanations[0]}


def exchanged(table, one, other):
    """The rows of two provinces, each with the figures of the other."""
    return {(a, c): table.figures[b, c] for a, b in ((one, other), (other, one)) for c in corrupting.COLUMNS}


def sets(found):
    return [[{p.cell for p in explanation} for explanation in one.explanations] for one in found.components]


def test_there_are_42_tables_and_their_sums_are_all_there():
    assert len(TABLES) == 42
    assert sum(len(table.figures) for table in TABLES.values()) == 1548 * 4
    # 35 regions of four columns, a nation, and three or four macro-regions until 2016.
    assert {len(t.equations) for (_, year), t in TABLES.items() if year > 2016} == {35 + 4}
    assert {len(t.equations) for (_, year), t in TABLES.items() if 2011 < year < 2017} == {39 + 5 * 4}
    assert {len(t.equations) for (_, year), t in TABLES.items() if year < 2012} == {38 + 4 * 4}


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_as_they_are_printed_nothing_is_wrong_with_them(key):
    assert located(TABLES[key]).components == ()


#: Three macro-regions, four, none with a blank, and none.
@pytest.mark.parametrize(
    "key", [("patent.grants", 2010), ("patent.in_force", 2016), ("patent.applications", 2019), ("patent.grants", 2023)]
)
def test_one_wrong_figure_is_found_in_whichever_cell_it_is(key):
    table = TABLES[key]
    for cell, value in table.figures.items():
        if value is not None:
            # The last digit becomes the next: the smallest misprint that there is.
            wrong = value // 10 * 10 + (value + 1) % 10
            found = located(table, wrong={cell: wrong})
            assert sets(found) == [[{cell}]]
            assert first_values(found) == {cell: value}
            assert found.explanations[0][0].slip in ("one digit changed", "two neighbouring digits swapped")


@st.composite
def misprints(draw, cells=1):
    """A table, and some of its cells in different rows and columns with one digit changed."""
    table = TABLES[draw(st.sampled_from(KEYS))]
    changes = {}
    for _ in range(cells):
        free = [
            cell
            for cell, value in table.figures.items()
            if value is not None and all(cell[0] != row and cell[1] != column for row, column in changes)
        ]
        cell = draw(st.sampled_from(free))
        digits = str(table.figures[cell])
        place = draw(st.integers(0, len(digits) - 1))
        digit = draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
        changes[cell] = int(digits[:place] + digit + digits[place + 1 :])
    return table, changes


@given(misprints())
@settings(deadline=None, max_examples=150)
def test_any_wrong_digit_is_found_and_the_right_figure_proposed(misprint):
    table, changes = misprint
    found = located(table, wrong=changes)
    assert found.complete
    assert sets(found) == [[set(changes)]]
    assert first_values(found) == {cell: table.figures[cell] for cell in changes}


@given(misprints(cells=2))
@settings(deadline=None, max_examples=150)
def test_so_are_two_in_different_rows_and_columns(misprint):
    table, changes = misprint
    found = located(table, wrong=changes)
    assert found.complete
    one, other = (abs(value - table.figures[cell]) for cell, value in changes.items())
    if one != other:
        assert sorted(sets(found), key=str) == sorted([[{cell}] for cell in changes], key=str)
        assert first_values(found) == {cell: table.figures[cell] for cell in changes}
    else:
        # As much is moved along a rectangle, which its two other corners explain as well.
        assert all(any(explanation <= set(changes) for explanation in one) for one in sets(found))


def test_a_misprint_beside_the_blank_of_jilin_is_told_from_the_blank():
    """Design applications of Jilin in 2019 are not printed; row and column both leave 2503 for them."""
    table = TABLES["patent.applications", 2019]
    assert table.figures["220000", "design"] is None
    for cell in (("220000", "total"), ("220000", "invention"), ("210000", "design"), ("100000", "design")):
        found = located(table, wrong={cell: table.figures[cell] + 1})
        assert sets(found) == [[{cell}]]
        assert first_values(found) == {cell: table.figures[cell]}


def test_a_province_in_another_macro_region_is_seen_and_in_the_same_one_is_not():
    """Sums cannot tell 北京 from 天津, both in the east; 北京 and 山西 they can."""
    table = TABLES["patent.grants", 2015]
    assert located(table, wrong=exchanged(table, "110000", "120000")).components == ()
    assert located(table, wrong=exchanged(table, "110000", "140000")).components != ()


def test_a_block_moved_one_row_down_is_found_as_a_whole():
    table = TABLES["patent.grants", 2015]
    rows = table.provinces[4:10]
    moved = {(below, "design"): table.figures[above, "design"] for above, below in pairwise(rows)}
    found = located(table, wrong={(rows[0], "design"): None, **moved})
    assert found.complete
    assert len(found.explanations) == len(found.components)
    assert first_values(found) == {cell: table.figures[cell] for cell in moved}
    # The last figure of the block was printed over; the others stand one row down.
    slips = {p.cell[0]: p.slip for (explanation,) in [c.explanations for c in found.components] for p in explanation}
    assert [slips[row] for row in rows[1:3]] == ["printed in another cell"] * 2


def test_a_table_printed_rounded_holds_and_a_gross_misprint_in_it_is_found():
    table = TABLES["patent.grants", 2015]
    printed = corrupting.rounded(table.figures)
    assert locate(printed, table.equations).components == ()
    cell = ("440000", "invention")
    wrong = printed[cell]
    found = locate(printed | {cell: Bounds(wrong.low + 90_000, wrong.high + 90_000)}, table.equations)
    assert sets(found) == [[{cell}]]
    assert table.figures[cell] in found.explanations[0][0].proposed


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_no_rows_look_exchanged_as_they_are_printed(key):
    table = TABLES[key]
    assert suspected_swaps(table.rows(), *corrupting.neighbours(table)) == []


def test_exchanged_rows_are_asked_about_where_they_are_of_different_size():
    table = TABLES["patent.grants", 2015]
    rows = table.rows()
    rows["110000"], rows["120000"] = rows["120000"], rows["110000"]
    before, after = corrupting.neighbours(table)
    for years in ((before, after), (before, None), (None, after)):
        (swap,) = suspected_swaps(rows, *years)
        assert {swap.one, swap.other} == {"110000", "120000"}
        assert swap.nearer > 2


def test_without_neighbouring_years_nothing_is_suspected():
    rows = TABLES["patent.grants", 2015].rows()
    assert suspected_swaps(rows, None, None) == []
    assert suspected_swaps(rows, {}, {}) == []


def test_rows_that_grew_alike_or_are_the_same_are_not_suspected():
    assert suspected_swaps({"a": [10, 20], "b": [10, 20]}, {"a": [9, 18], "b": [9, 18]}, None) == []
    assert suspected_swaps({"a": [10], "b": [40]}, {"a": [5], "b": [20]}, {"a": [20], "b": [80]}) == []


def test_a_swap_is_as_much_nearer_as_its_ratios_say():
    """9 stands where 99 was, and 99 where 9 was: with one added, ten times as far as without the exchange."""
    (swap,) = suspected_swaps({"a": [99, None], "b": [9, 5]}, {"a": [9, 3], "b": [99, None]}, None)
    assert swap.nearer == Fraction(10)


def test_the_benchmark_misprints_what_it_says_and_scores_it(capsys):
    scores = corrupting.measure(1, 1, lambda kind: kind == "万 lost")
    total = corrupting.merged(scores["万 lost"])
    assert (total.tries, total.detected, total.located, total.repaired) == (42, 42, 42, 42)
    assert len(total.cells()) == len(corrupting._HEADER) - 1


def test_the_benchmark_counts_what_is_not_repaired():
    """Of an exchanged pair within a macro-region, nothing is seen: none of the scores may claim it."""
    table = TABLES["patent.grants", 2015]
    score = corrupting.Score()
    corrupting.tried(table, table.figures | exchanged(table, "110000", "120000"), score)
    assert (score.tries, score.detected, score.located, score.alone, score.repaired) == (1, 0, 0, 0, 0)
