"""Arithmetic on what figures can be: nothing true is ever left out, and ends know whether they belong."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipstats.numbers import (
    Bounds,
    base_of_growth,
    difference,
    growth,
    part_of_share,
    product,
    ratio,
    remainder,
    share,
    total,
    value_of_growth,
    whole_of_share,
)

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=60)
positive = st.fractions(min_value=Fraction(1, 60), max_value=1000, max_denominator=60)
widths = st.fractions(min_value=0, max_value=50, max_denominator=12)
sides = st.none() | widths


@st.composite
def held(draw, inside=numbers, *, lowest=None, ends=sides):
    """An interval and a number in it; ends open and closed, or none at all."""
    number = draw(inside)
    down, up = draw(ends), draw(ends)
    low = None if down is None else number - down
    if lowest is not None and (low is None or low < lowest):
        low = Fraction(lowest)
    high = None if up is None else number + up
    low_open, high_open = draw(st.booleans()) and low != number, draw(st.booleans()) and high != number
    return Bounds(low, high, low_open, high_open), number


def intervals(**limits):
    return held(**limits).map(lambda found: found[0])


def closed(low, high) -> Bounds:
    return Bounds(Fraction(low), Fraction(high))


#: Each operation of two figures, and the same on two numbers.
OPERATIONS = {
    "sum": (lambda a, b: total((a, b)), lambda x, y: x + y),
    "difference": (difference, lambda x, y: x - y),
    "product": (product, lambda x, y: x * y),
    "ratio": (ratio, lambda x, y: x / y),
    "growth": (growth, lambda x, y: (x - y) * 100 / y),
    "value of growth": (value_of_growth, lambda x, y: x * (100 + y) / 100),
    "base of growth": (base_of_growth, lambda x, y: x * 100 / (100 + y)),
    "share": (share, lambda x, y: x * 100 / y),
    "whole of share": (whole_of_share, lambda x, y: x * 100 / y),
    "part of share": (part_of_share, lambda x, y: x * y / 100),
}

operations = pytest.mark.parametrize(("on_bounds", "on_numbers"), OPERATIONS.values(), ids=list(OPERATIONS))


@operations
@given(first=held(positive, lowest=0), second=held(positive, lowest=0))
def test_the_result_of_the_true_figures_lies_inside_that_of_their_bounds(on_bounds, on_numbers, first, second):
    found = on_bounds(first[0], second[0])
    if found is not None:
        assert on_numbers(first[1], second[1]) in found


@pytest.mark.parametrize("name", ["sum", "difference", "product", "ratio", "whole of share", "part of share"])
@given(first=held(), second=held())
def test_signs_make_no_difference_to_that(name, first, second):
    on_bounds, on_numbers = OPERATIONS[name]
    found = on_bounds(first[0], second[0])
    if found is None:
        assert 0 in second[0]
    else:
        assert on_numbers(first[1], second[1]) in found


@operations
@given(first=intervals(), second=intervals(), more=intervals())
def test_a_wider_figure_never_narrows_a_result(on_bounds, on_numbers, first, second, more):
    wider = Bounds(
        *(None if None in ends else pick(ends) for pick, ends in ((min, (first.low, more.low)), (max, (first.high, more.high))))
    )  # fmt: skip
    assert wider.covers(first)
    for narrow, wide in (
        (on_bounds(first, second), on_bounds(wider, second)),
        (on_bounds(second, first), on_bounds(second, wider)),
    ):
        # What can be zero somewhere in the narrow figure can be in the wide one.
        assert wide is None or (narrow is not None and wide.covers(narrow))


@settings(deadline=None)
@given(intervals(ends=widths), intervals(ends=widths))
def test_no_end_of_a_product_lies_further_out_than_its_factors_reach(first, second):
    found = product(first, second)
    corners = [a * b for a in (first.low, first.high) for b in (second.low, second.high)]
    assert (found.low, found.high) == (min(corners), max(corners))
    # A closed end is the product of two numbers that can be; an open one is not.
    points = [low + (high - low) * Fraction(step, 8) for low, high in ((first.low, first.high), (second.low, second.high)) for step in range(9)]  # fmt: skip
    reached = {a * b for a in points[:9] if a in first for b in points[9:] if b in second}
    assert (found.low in reached, found.high in reached) == (found.low in found, found.high in found)


@given(held(positive, lowest=0), held(positive, lowest=Fraction(1, 60)))
def test_growth_and_its_base_and_value_lead_back_to_what_they_came_from(value, base):
    grown = growth(value[0], base[0])
    assert value_of_growth(base[0], grown).covers(value[0])
    back = base_of_growth(value[0], grown)
    assert back is None or back.covers(Bounds.exactly(base[1]))


@given(intervals(), intervals())
def test_an_intersection_is_the_same_from_both_sides_and_inside_both(first, second):
    both = first.intersect(second)
    assert both == second.intersect(first)
    if both is not None:
        assert first.covers(both)
        assert second.covers(both)


@given(intervals(), intervals(), numbers)
def test_an_intersection_holds_what_both_hold(first, second, number):
    both = first.intersect(second)
    for end in (number, first.low, first.high, second.low, second.high):
        if end is not None:
            assert (end in first and end in second) == (both is not None and end in both)


@settings(deadline=None)
@given(intervals())
def test_the_whole_numbers_inside_are_those_that_are_found_one_by_one(bounds):
    whole = bounds.integers()
    if bounds.low is None or bounds.high is None:
        assert whole is None
    else:
        assert list(whole) == [number for number in range(-1100, 1101) if number in bounds]


@pytest.mark.parametrize(
    ("bounds", "whole"),
    [
        (closed(3, 5), [3, 4, 5]),
        (Bounds(Fraction(3), Fraction(5), low_open=True), [4, 5]),
        (Bounds(Fraction(3), Fraction(5), high_open=True), [3, 4]),
        (Bounds(Fraction(3), Fraction(4), low_open=True, high_open=True), []),
        (Bounds(Fraction(7, 2), Fraction(9, 2), low_open=True, high_open=True), [4]),
    ],
)
def test_an_open_end_is_not_among_the_whole_numbers(bounds, whole):
    assert list(bounds.integers()) == whole


def test_intervals_that_touch_at_an_open_end_have_nothing_in_common():
    below = Bounds(Fraction(0), Fraction(5), high_open=True)
    assert below.intersect(closed(5, 6)) is None
    assert closed(0, 5).intersect(closed(5, 6)) == closed(5, 5)


def test_a_side_without_end_is_never_open():
    assert Bounds(None, Fraction(5), low_open=True) == Bounds(None, Fraction(5))
    assert hash(Bounds(None, None, low_open=True, high_open=True)) == hash(Bounds(None, None))
    assert closed(1, 2) != Bounds(Fraction(1), Fraction(2), high_open=True)


def test_an_open_end_stays_open_through_a_sum_and_what_a_total_leaves():
    more = Bounds(Fraction(10), None, low_open=True)
    assert total((more, closed(1, 2))) == Bounds(Fraction(11), None, low_open=True)
    assert remainder(closed(100, 100), (more, closed(1, 2))) == Bounds(None, Fraction(89), high_open=True)
    assert total(()) == closed(0, 0)


def test_a_base_that_can_be_as_small_as_one_likes_leaves_growth_without_end():
    # 50 from more than 0, up to 100, is a fall by half or anything above that.
    assert growth(closed(50, 50), Bounds(Fraction(0), Fraction(100), low_open=True)) == Bounds(Fraction(-50), None)
    assert growth(closed(50, 50), closed(0, 100)) is None


def test_a_base_without_end_leaves_a_fall_that_is_never_complete():
    assert growth(closed(50, 50), Bounds(Fraction(100), None)) == Bounds(Fraction(-100), Fraction(-50), low_open=True)


def test_a_quotient_by_what_can_be_zero_is_none():
    assert ratio(closed(1, 2), closed(-1, 1)) is None
    assert ratio(closed(1, 2), closed(0, 1)) is None
    # 1 to 2 by -4 to -2: from -1 to -1/4.
    assert ratio(closed(1, 2), closed(-4, -2)) == closed(-1, Fraction(-1, 4))


def test_ends_that_a_divisor_leaves_out_are_left_out_of_the_quotient():
    between = Bounds(Fraction(2), Fraction(4), low_open=True, high_open=True)
    assert ratio(closed(8, 8), between) == Bounds(Fraction(2), Fraction(4), low_open=True, high_open=True)
    assert ratio(closed(8, 8), Bounds(Fraction(2), Fraction(4), low_open=True)) == Bounds(
        Fraction(2), Fraction(4), high_open=True
    )
    # Nothing of anything is nothing, also of what has no end.
    assert ratio(closed(0, 0), Bounds(Fraction(2), None, low_open=True)) == closed(0, 0)


def test_inventions_per_10000_people_follow_from_both_figures():
    # 3762 by 2359 to 2361 of 10 000 people: 1.5934 to 1.5948.
    per_head = ratio(closed(3762, 3762), closed(2359, 2361))
    assert per_head == closed(Fraction(3762, 2361), Fraction(3762, 2359))


def test_a_share_and_its_whole_are_each_others_inverse():
    # 300 are 29.5 to 30.5 %: the whole is between 300/0.305 and 300/0.295.
    whole = whole_of_share(closed(300, 300), closed(Fraction(59, 2), Fraction(61, 2)))
    assert whole.integers() == range(984, 1017)
    assert share(closed(300, 300), closed(1000, 1000)) == closed(30, 30)
    assert part_of_share(closed(1000, 1000), closed(Fraction(59, 2), Fraction(61, 2))) == closed(295, 305)


def test_bounds_in_whole_numbers_lose_nothing():
    assert Bounds(Fraction(1, 3), Fraction(2, 3)).scaled(10) == (3, 7)
    assert Bounds(None, Fraction(1, 2), high_open=True).scaled(2) == (None, 1)
