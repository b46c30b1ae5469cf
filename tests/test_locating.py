"""Where the error is: the smallest sets of cells that explain what does not add up, on small systems checked by hand."""

from __future__ import annotations

import random
import sys
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ipstats.audit import solving, suspects
from ipstats.audit.equations import Equation, crossed
from ipstats.audit.locating import locate
from ipstats.audit.slips import SLIPS, slip
from ipstats.numbers import Bounds, parse_printed


def counts(**figures):
    """Counts printed in full; ``None`` is a blank."""
    return {name: None if value is None else Bounds.exactly(value) for name, value in figures.items()}


def between(low, high):
    return Bounds(Fraction(low), Fraction(high))


def named(located):
    """The cells and values of each explanation of each component."""
    return [
        {tuple((p.cell, p.value) for p in explanation) for explanation in component.explanations}
        for component in located.components
    ]


def everything(located):
    """All explanations of the whole: one of each component."""
    choices = [[{p.cell for p in explanation} for explanation in one.explanations] for one in located.components]
    return {frozenset().union(*some) for some in product(*choices)}


SUM = [Equation("total", ("a", "b"), "sum")]


def table(rows):
    """A table of two regions and two types with its margins: six sums over nine cells."""
    names = ("nation", "north", "south")
    cells = {
        (region, kind): None if value is None else Bounds.exactly(value)
        for region, row in zip(names, rows, strict=True)
        for kind, value in zip(("total", "x", "y"), row, strict=True)
    }
    sums = crossed([("nation", ("north", "south"), "regions add up")], [("total", ("x", "y"), "types add up")], cells)
    assert len(sums) == 6
    return cells, sums


def test_what_adds_up_needs_no_explanation():
    found = locate(counts(total=5, a=2, b=3), SUM)
    assert found.components == ()
    assert found.explanations == []
    assert found.complete


def test_one_failing_sum_alone_can_be_any_of_its_cells_and_all_are_said():
    found = locate(counts(total=6, a=2, b=3), SUM)
    assert named(found) == [{(("total", 5),), (("a", 3),), (("b", 4),)}]
    assert found.components[0].failures == tuple(SUM)


def test_what_would_have_to_be_below_zero_is_no_explanation():
    """5 = 7 + 2: the 7 could be 3 and the 5 could be 9, but the 2 would have to be -2."""
    assert named(locate(counts(total=5, a=7, b=2), SUM)) == [{(("total", 9),), (("a", 3),)}]


def test_a_cell_of_a_row_and_a_column_that_fail_is_named_with_the_value_that_mends_both():
    cells, sums = table([(10, 4, 6), (7, 3, 4), (3, 1, 3)])  # the last 3 should be 2
    found = locate(cells, sums)
    assert named(found) == [{((("south", "y"), 2),)}]
    assert [equation.rule for equation in found.components[0].failures] == ["types add up", "regions add up"]
    (explanation,) = found.explanations
    assert explanation[0].slip == "one digit changed"


def test_two_wrong_cells_by_different_amounts_have_one_explanation_and_stand_apart():
    cells, sums = table([(10, 4, 6), (7, 5, 4), (3, 1, 9)])  # 5 should be 3, and 9 should be 2
    found = locate(cells, sums)
    assert sorted(named(found), key=str) == [{((("north", "x"), 3),)}, {((("south", "y"), 2),)}]


def test_two_equally_small_explanations_are_both_returned():
    """Two cells too large by one each: so are the two others of the rectangle that they span."""
    cells, sums = table([(10, 4, 6), (7, 4, 4), (3, 1, 3)])
    assert everything(locate(cells, sums)) == {
        frozenset({("north", "x"), ("south", "y")}),
        frozenset({("north", "y"), ("south", "x")}),
    }


def test_a_blank_that_can_make_everything_hold_hides_nothing_and_explains_nothing():
    cells, sums = table([(10, 4, 6), (7, 3, 4), (3, 1, None)])
    assert locate(cells, sums).components == ()


def test_a_blank_links_the_equations_that_it_is_in():
    """The row leaves 2 for the blank, the column 3: no equation fails by itself, and together they do."""
    cells, sums = table([(10, 4, 6), (7, 3, 3), (3, 1, None)])
    found = locate(cells, sums)
    assert named(found) == [{((("north", "y"), 4),)}]


def test_a_blank_is_never_an_explanation_and_adds_none():
    cells, sums = table([(10, 4, 6), (7, 3, 4), (3, 9, None)])
    assert named(locate(cells, sums)) == [{((("south", "x"), 1),)}]


def test_a_cell_that_is_in_no_equation_or_not_printed_at_all_does_no_harm():
    assert locate(counts(total=5, a=2, elsewhere=7), SUM).components == ()


def test_a_figure_below_zero_is_wrong_whatever_else_holds():
    found = locate(counts(total=5, a=-2, b=3), SUM)
    assert named(found) == [{(("a", 2),)}]
    assert found.components[0].failures == ()


def test_a_figure_below_zero_is_told_apart_from_what_else_is_wrong():
    sums = [*SUM, Equation("other", ("c",), "same")]
    assert named(locate(counts(total=5, a=-2, b=3, other=1, c=4), sums)) == [
        {(("a", 2),)},
        {(("other", 4),), (("c", 1),)},
    ]


def test_counts_are_whole_and_amounts_need_not_be():
    """7 is twice 3.5: of counts, the total is wrong, of amounts it can be the part as well."""
    twice = [Equation("total", ("half", "half"), "twice")]
    assert named(locate(counts(total=7, half=3), twice)) == [{(("total", 6),)}]
    found = locate(counts(total=7, half=3), twice, whole=False)
    assert named(found) == [{(("total", 6),), (("half", Fraction(7, 2)),)}]


def test_of_counts_only_the_whole_numbers_within_the_bounds_count():
    """Between 0.5 and 1.5 there is 1, so 1 + 1 is 2 and nothing else; amounts can be anything from 1 to 3."""
    near_one = between(Fraction(1, 2), Fraction(3, 2))
    for total, counted in ((1, False), (2, True), (3, False)):
        cells = {"total": Bounds.exactly(total), "a": near_one, "b": near_one}
        assert (locate(cells, SUM).components == ()) == counted
        assert locate(cells, SUM, whole=False).components == ()


def test_an_open_end_is_not_part_of_what_a_figure_can_be():
    """Both below 5 make less than 10, and of counts 8 at the most."""
    below = Bounds(Fraction(4), Fraction(5), high_open=True)
    for total, amounts, counted in ((8, True, True), (9, True, False), (10, False, False), (11, False, False)):
        cells = {"total": Bounds.exactly(total), "a": below, "b": below}
        assert (locate(cells, SUM, whole=False).components == ()) == amounts
        assert (locate(cells, SUM).components == ()) == counted


def test_what_is_proposed_beside_open_ends_is_open_where_they_are():
    below = Bounds(Fraction(4), Fraction(5), high_open=True)
    cells = {"total": Bounds.exactly(Fraction(25, 2)), "a": below, "b": below}
    found = {e[0].cell: e[0].proposed for e in locate(cells, SUM, whole=False).explanations}
    more = Bounds(Fraction(15, 2), Fraction(17, 2), low_open=True)
    assert found == {"total": Bounds(Fraction(8), Fraction(10), high_open=True), "a": more, "b": more}
    twice = [Equation("total", ("half", "half"), "twice"), Equation("total", ("a", "b"), "sum")]
    cells |= {"total": Bounds.exactly(9), "half": Bounds.exactly(1)}
    assert [e[0].proposed for e in locate(cells, twice, whole=False).explanations] == [Bounds.exactly(Fraction(9, 2))]


def test_halves_that_no_whole_number_has_are_found_between_rounded_cells():
    """a + a = b + b + 1 has no solution in whole numbers, though it has in fractions."""
    sums = [Equation("even", ("a", "a"), "twice"), Equation("even", ("b", "b", "one"), "twice and one")]
    cells = {"even": between(0, 9), "a": between(0, 9), "b": between(0, 9), "one": Bounds.exactly(1)}
    found = locate(cells, sums)
    assert {p.cell for explanation in found.explanations for p in explanation} == {"one"}
    assert locate(cells, sums, whole=False).components == ()


def test_a_rounded_figure_holds_within_its_rounding():
    """2.1万 + 3.4万 is between 5.4万 and 5.6万."""
    wan = {text: parse_printed(text).bounds(whole=True) for text in ("2.1万", "3.4万", "5.4万", "5.6万", "5.7万")}
    for total, holds in (("5.4万", True), ("5.6万", True), ("5.7万", False)):
        cells = {"total": wan[total], "a": wan["2.1万"], "b": wan["3.4万"]}
        assert (locate(cells, SUM).components == ()) == holds


def test_beside_rounded_figures_the_proposal_is_what_their_bounds_leave():
    cells = {"total": Bounds.exactly(100), "a": between(45, 55), "b": Bounds.exactly(80)}
    (component,) = locate(cells, SUM).components
    assert {e[0].cell: e[0].proposed for e in component.explanations} == {
        "total": between(125, 135),
        "a": between(20, 20),
        "b": between(45, 55),
    }


def test_where_any_value_will_do_nothing_is_proposed():
    cells = {"total": None, "a": Bounds.exactly(-1), "b": Bounds.exactly(3)}
    ((proposal,),) = locate(cells, SUM).explanations
    assert (proposal.cell, proposal.proposed, proposal.value) == ("a", None, None)


def test_what_is_at_least_some_number_has_no_upper_end():
    cells = {"total": Bounds.exactly(3), "a": Bounds(Fraction(10), None), "b": Bounds.exactly(1)}
    found = {e[0].cell: e[0].proposed for e in locate(cells, SUM).explanations}
    assert found == {"total": Bounds(Fraction(11), None), "a": between(2, 2)}


def test_failures_that_share_no_cell_are_not_multiplied_out():
    sums = [Equation((n, "total"), ((n, "a"), (n, "b")), "sum") for n in range(5)]
    cells = {(n, name): Bounds.exactly(value) for n in range(5) for name, value in (("total", 9), ("a", 3), ("b", 3))}
    found = locate(cells, sums)
    assert [len(component.explanations) for component in found.components] == [3] * 5
    assert len(found.explanations) == 15


def test_rows_that_only_a_blank_total_links_are_told_apart():
    cells, sums = table([(None, None, None), (7, 3, 3), (3, 1, 1)])
    found = locate(cells, sums)
    assert [len(component.explanations) for component in found.components] == [3, 3]
    assert [component.failures[0].total for component in found.components] == [("north", "total"), ("south", "total")]


def test_an_explanation_can_span_two_failures_through_a_cell_between():
    """a and c fail apart, by one each; one cell each explains them, and so does moving one from a to c in their sum."""
    sums = [Equation("a", ("a1",), "a"), Equation("c", ("c1",), "c"), Equation("both", ("a", "c"), "both")]
    found = locate(counts(a=5, a1=4, c=6, c1=7, both=11), sums)
    assert everything(found) == {frozenset({"a", "c"}), frozenset({"a1", "c1"})}


def test_the_likeliest_misprint_is_first_and_no_other_is_dropped():
    """5012 for 5102 in the part; the total would have to be 6012 instead of 6102, the other 1090 instead of 1000."""
    found = locate(counts(total=6102, a=5012, b=1000), SUM)
    assert [(e[0].cell, e[0].slip) for e in found.explanations] == [
        ("total", "two neighbouring digits swapped"),
        ("a", "two neighbouring digits swapped"),
        ("b", "one digit changed"),
    ]


def test_two_exchanged_cells_are_the_first_explanation():
    cells, sums = table([(110, 42, 68), (70, 9, 37), (40, 33, 31)])  # 33 and 9 stand in each other's place
    found = locate(cells, sums)
    assert len(found.explanations) == 3  # x, y, or the totals can be off by 24 in both rows
    assert [(p.cell, p.value, p.slip) for p in found.explanations[0]] == [
        (("north", "x"), 33, "exchanged with another cell"),
        (("south", "x"), 9, "exchanged with another cell"),
    ]


SAME = [Equation(one, (other,), "the same") for one, other in combinations("abcde", 2)]
DIFFERENT = {name: Bounds.exactly(value) for value, name in enumerate("abcde", 1)}
ALL_BUT_ONE = {frozenset("abcde") - {kept} for kept in "abcde"}


def test_five_figures_that_should_be_one_need_four_of_them_changed():
    found = locate(DIFFERENT, SAME, most=4)
    assert everything(found) == ALL_BUT_ONE
    assert found.complete


def test_the_solver_finds_what_branching_would(capfd):
    """Without a word on standard output."""
    pytest.importorskip("scipy", reason="the extra solver is not installed")
    found = locate(DIFFERENT, SAME, most=1)
    assert everything(found) == ALL_BUT_ONE
    assert found.complete
    assert sorted(map(str, found.explanations)) == sorted(map(str, locate(DIFFERENT, SAME, most=4).explanations))
    assert capfd.readouterr().out == ""


def test_where_the_solver_is_missing_the_answer_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    found = locate(DIFFERENT, SAME, most=1)
    assert found.explanations == []
    assert not found.complete
    assert "no set of up to 3 cells explains it" in found.tried
    assert "pip install 'ipstats[solver]'" in found.tried


def test_a_wrong_choice_of_the_solver_is_not_believed(monkeypatch):
    """What it chooses has to hit every conflict, and what is returned has been tried exactly."""
    pytest.importorskip("scipy", reason="the extra solver is not installed")

    class Careless(solving.Candidates):
        given = 0

        def smallest(self, budget):
            Careless.given += 1
            return frozenset({0}) if Careless.given == 1 else super().smallest(budget)

    monkeypatch.setattr("ipstats.audit.hitting.Candidates", Careless)
    assert everything(locate(DIFFERENT, SAME, most=1)) == ALL_BUT_ONE


def test_a_budget_ends_the_search_and_is_said_and_the_same_everywhere():
    for budget in (0, 10, 100, 1000):
        found = locate(DIFFERENT, SAME, most=4, budget=budget)
        assert not found.complete
        assert "budget" in found.tried
        assert found == locate(DIFFERENT, SAME, most=4, budget=budget)


def test_what_was_found_before_the_budget_ended_is_said_as_incomplete():
    """There are two explanations: with more steps, none, some or both of them are found."""
    cells, sums = table([(10, 4, 6), (7, 4, 4), (3, 1, 3)])
    whole = everything(locate(cells, sums))
    sizes = set()
    for budget in range(0, 4000, 50):
        found = locate(cells, sums, budget=budget)
        sizes.add((len(found.explanations), found.complete))
        if found.explanations:
            assert everything(found) <= whole
        assert found.complete == (everything(found) == whole)
    assert {(0, False), (2, True)} <= sizes


def test_a_wide_sum_is_explained_within_the_budget():
    """Each of twenty thousand parts is one; only the total can be wrong alone, as none can fall by so much."""
    parts = tuple(range(1, 20_001))
    found = locate({cell: Bounds.exactly(1) for cell in (0, *parts)}, [Equation(0, parts, "sum")])
    assert named(found) == [{((0, 20_000),)}]
    assert found.complete


# Every system of up to four cells, against trying all sets and all values.

LARGEST = 15


def can_hold(bounds, sums, free):
    ranges = [
        range(LARGEST + 1) if number in free or ends is None else range(max(ends[0], 0), ends[1] + 1)
        for number, ends in enumerate(bounds)
    ]
    return any(
        all(values[total] == sum(values[p] for p in parts) for total, parts in sums) for values in product(*ranges)
    )


def smallest_by_trying(bounds, sums):
    printed = [number for number, ends in enumerate(bounds) if ends is not None]
    for size in range(len(printed) + 1):
        found = {frozenset(some) for some in combinations(printed, size) if can_hold(bounds, sums, some)}
        if found:
            return found
    raise AssertionError("all zeros satisfy every sum")


@st.composite
def systems(draw):
    number = draw(st.integers(2, 4))
    low = st.integers(0, 3)
    ends = st.one_of(st.none(), low.map(lambda n: (n, n)), st.builds(lambda n, m: (n, n + m), low, st.integers(0, 2)))
    bounds = draw(st.lists(ends, min_size=number, max_size=number))
    cells = st.permutations(range(number)).flatmap(
        lambda order: st.integers(2, min(3, number)).map(lambda length: (order[0], tuple(order[1:length])))
    )
    return bounds, draw(st.lists(cells, min_size=1, max_size=3))


@given(systems())
@settings(deadline=None, max_examples=150)
def test_no_smaller_set_explains_and_none_of_the_smallest_is_missing(system):
    bounds, sums = system
    cells = {number: None if ends is None else between(*ends) for number, ends in enumerate(bounds)}
    found = locate(cells, [Equation(total, parts, "") for total, parts in sums], most=4)
    assert found.complete
    assert everything(found) == smallest_by_trying(bounds, sums)


@given(systems())
@example(([None, (0, 0), None, (1, 2)], [(0, (2,)), (3, (1,)), (3, (2, 0))]))  # a sum of two that are the same is even
@settings(deadline=None, max_examples=100)
def test_the_ends_that_are_proposed_can_be_had_and_nothing_outside_them(system):
    bounds, sums = system
    cells = {number: None if ends is None else between(*ends) for number, ends in enumerate(bounds)}
    found = locate(cells, [Equation(total, parts, "") for total, parts in sums], most=4)
    if len(found.components) == 1:
        for explanation in found.explanations:
            free = {p.cell for p in explanation}
            for proposal in explanation:
                held = [n for n in range(LARGEST + 1) if can_hold(
                    [(n, n) if c == proposal.cell else ends for c, ends in enumerate(bounds)],
                    sums, free - {proposal.cell},
                )]  # fmt: skip
                ends = proposal.proposed or Bounds(Fraction(0), None)
                assert held[0] == ends.low
                assert ends.high in (held[-1], None)
                assert ends.high is not None or held[-1] > LARGEST // 2


@pytest.mark.parametrize(
    ("printed", "meant", "name"),
    [
        (5012, 5102, "two neighbouring digits swapped"),
        (5012, 5612, "one digit changed"),
        (512, 5012, "a zero lost"),
        (50012, 5012, "a zero too many"),
        (512, 5712, "a digit lost"),
        (57712, 5712, "a digit too many"),
        (21, 210000, "万 lost"),
        (21, 213600, "万 lost"),
        (210000, 21, "万 doubled"),
        (5, 50, "a zero lost"),
        (0, 7, "one digit changed"),
        (512, 987, ""),
        (7, 7000, ""),
    ],
)
def test_a_slip_has_a_name(printed, meant, name):
    assert slip(Bounds.exactly(printed), Bounds.exactly(meant)) == name
    assert name in SLIPS


def test_the_slip_of_a_rounded_figure_is_that_of_its_printed_digits():
    printed = parse_printed("21.36万").bounds(whole=True)
    assert slip(printed, Bounds.exactly(231_634)) == "two neighbouring digits swapped"
    assert slip(printed, between(210_000, 290_000)) == "", "a wide range says nothing of a digit"
    assert slip(None, Bounds.exactly(7)) == ""
    assert slip(Bounds(Fraction(920), None), Bounds.exactly(20)) == ""


# Of a large table only those sums are looked at that are near the failing ones.


def broken_table(chance):
    """Some of the sums of a table of three rows and columns with totals, and its cells with up to three of them wrong."""
    cells = {(row, column): chance.randint(1, 9) for row in "abc" for column in "xyz"}
    cells |= {(row, "total"): sum(cells[row, column] for column in "xyz") for row in "abc"}
    columns = [*"xyz", "total"]
    cells |= {("total", column): sum(cells[row, column] for row in "abc") for column in columns}
    sums = [
        Equation((row, "total"), tuple((row, column) for column in "xyz"), "parts") for row in [*"abc", "total"]
    ] + [Equation(("total", column), tuple((row, column) for row in "abc"), "regions") for column in columns]
    chance.shuffle(sums)
    for _ in range(chance.randint(1, 3)):
        cells[chance.choice(sorted(cells))] += chance.choice([1, 5])
    return cells, sums[: chance.randint(3, 7)]


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=200)
def test_sums_far_from_those_that_fail_change_no_explanation_of_one_cell(chance):
    assert_near_is_enough(*broken_table(chance))


@pytest.mark.parametrize("seed", [272, 1229, 1305, 1476])
def test_where_one_cell_explains_nothing_sums_farther_off_are_looked_at(seed):
    """In these tables the nearest sums alone allow pairs that break others."""
    cells, sums = broken_table(random.Random(seed))
    assert named_near(cells, sums, (1,)) != named_near(cells, sums, (2,))
    assert_near_is_enough(cells, sums)


def assert_near_is_enough(cells, sums):
    assert named_near(cells, sums, suspects._HOPS) == named_near(cells, sums, (2,))


def named_near(cells, sums, hops):
    """The explanations that are found where sums are looked at over so many shared cells."""
    wrong = {(one.rule, one.total) for one in sums if cells[one.total] != sum(cells[part] for part in one.parts)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suspects, "_HOPS", hops)
        components = suspects.explained(lambda cell: Bounds.exactly(cells[cell]), sums, wrong, whole=True)
    return sorted(
        sorted((proposal.cell, str(proposal.proposed)) for proposal in explanation)
        for component in components
        for explanation in component.explanations
    )
