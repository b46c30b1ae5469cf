"""Printed numbers and their bounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipstats.errors import PrintedNumberError
from ipstats.numbers import (
    Bounds,
    base_of_growth,
    compound_rate,
    growth,
    parse_printed,
)

decimals = st.integers(0, 4)
fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
positive = st.fractions(min_value=Fraction(1, 10**6), max_value=10**9, max_denominator=10**6)


def printed_as(number: Fraction, places: int) -> str:
    """A number rounded half up to so many places, as a careful editor prints it."""
    scaled = number * 10**places
    whole = (abs(scaled) * 2 + 1).numerator // ((abs(scaled) * 2 + 1).denominator * 2)
    sign = "-" if number < 0 and whole else ""
    return sign + format(Decimal(whole).scaleb(-places), "f")


@pytest.mark.parametrize(
    ("text", "number", "places", "power", "unit", "qualifier"),
    [
        ("14105", "14105", 0, 0, "", "exact"),
        ("14105件", "14105", 0, 0, "件", "exact"),
        ("21.36万件", "213600", 2, 4, "件", "exact"),
        ("1470万元", "14700000", 0, 4, "元", "exact"),
        ("920余件", "920", 0, 0, "件", "at_least"),
        ("1.594件", "1.594", 3, 0, "件", "exact"),
        ("-18.78%", "-18.78", 2, 0, "%", "exact"),
        ("15.0%", "15.0", 1, 0, "%", "exact"),
        ("约3.5亿元", "350000000", 1, 8, "元", "about"),
        ("超过2万亿元", "2000000000000", 0, 12, "元", "more_than"),
        ("不足500家", "500", 0, 0, "家", "less_than"),
        ("3万多件", "30000", 0, 4, "件", "at_least"),
        ("500件以上", "500", 0, 0, "件", "at_least"),
        ("1,234,567", "1234567", 0, 0, "", "exact"),
        ("１２．５万", "125000", 1, 4, "", "exact"),
        ("24 件", "24", 0, 0, "件", "exact"),
        ("76.8件/万人", "76.8", 1, 0, "件/万人", "exact"),
    ],
)
def test_a_printed_number_is_read_with_its_precision(text, number, places, power, unit, qualifier):
    printed = parse_printed(text)
    assert (printed.number, printed.decimals, printed.unit_mult, printed.unit, printed.qualifier) == (
        Decimal(number), places, power, unit, qualifier,
    )  # fmt: skip
    assert str(printed.number) == number
    assert printed.text == text


@pytest.mark.parametrize(
    "text", ["", "件", "1.2.3", "1,23", "12,34", "--5", "1e5", "5 6x7", "0x10", "NaN", "1" * 31, "٣"]
)
def test_what_is_no_printed_number_is_refused(text):
    with pytest.raises(PrintedNumberError):
        parse_printed(text)


@pytest.mark.parametrize(
    ("text", "whole", "low", "high"),
    [
        ("14105件", True, "14105", "14105"),
        ("21.36万件", True, "213550", "213650"),
        ("1.2345万件", True, "12345", "12345"),
        ("1.594", False, "1.5935", "1.5945"),
        ("1470万元", False, "14695000", "14705000"),
        ("15.0%", False, "14.95", "15.05"),
        ("-18.78%", False, "-18.785", "-18.775"),
        ("920余件", True, "920", None),
        ("超过920件", True, "921", None),
        ("不足920件", True, None, "919"),
        ("约7200亿元", False, "715000000000", "725000000000"),
    ],
)
def test_bounds_follow_from_the_print(text, whole, low, high):
    bounds = parse_printed(text).bounds(whole=whole)
    assert bounds == Bounds(*(None if end is None else Fraction(end) for end in (low, high)))


@given(fractions, decimals, st.sampled_from(["", "万", "亿"]))
def test_the_true_figure_lies_inside_the_bounds_of_its_print(number, places, multiplier):
    power = {"": 0, "万": 4, "亿": 8}[multiplier]
    text = printed_as(number / 10**power, places) + multiplier
    assert number in parse_printed(text).bounds(whole=False)


@given(st.integers(0, 10**12), st.integers(0, 5))
def test_a_rounded_count_stands_for_whole_numbers_that_hold_the_true_one(count, places):
    bounds = parse_printed(printed_as(Fraction(count, 10**4), places) + "万").bounds(whole=True)
    assert count in bounds
    assert bounds.low is not None
    assert bounds.low.denominator == 1


@given(
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["", "件", "元", "%"]),
)
def test_reading_a_printed_number_loses_nothing(number, multiplier, unit):
    text = f"{number:f}{multiplier}{unit}"
    printed = parse_printed(text)
    assert f"{printed.number.scaleb(-printed.unit_mult):.{printed.decimals}f}{multiplier}{printed.unit}" == text


@given(positive, positive, st.integers(0, 3), st.integers(0, 3))
def test_the_true_growth_lies_inside_the_computed_bounds(value, base, places, base_places):
    value_bounds = parse_printed(printed_as(value, places)).bounds(whole=False)
    base_bounds = parse_printed(printed_as(base, base_places)).bounds(whole=False)
    grown = growth(value_bounds, base_bounds)
    if grown is None:
        assert base_bounds.low is not None
        assert base_bounds.low <= 0
    else:
        assert (value - base) * 100 / base in grown


@given(positive, positive, st.fractions(min_value=0, max_value=5, max_denominator=100))
def test_wider_inputs_never_narrow_a_growth(value, base, slack):
    narrow = growth(Bounds(value, value), Bounds(base, base))
    wide = growth(Bounds(value - slack, value + slack), Bounds(base, base + slack))
    assert narrow is not None
    assert wide is not None
    assert narrow.low is not None
    assert narrow.low in wide


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 3))
def test_the_true_base_is_among_those_recovered_from_its_growth(base, value, places):
    rate = Fraction(value - base, base) * 100
    stated = parse_printed(printed_as(rate, places) + "%").bounds(whole=False)
    recovered = base_of_growth(Bounds.exactly(value), stated)
    if stated.low is not None and stated.low <= -100:
        assert recovered is None
    else:
        assert recovered is not None
        whole = recovered.integers()
        assert whole is not None
        assert base in whole


@pytest.mark.parametrize(
    ("level", "rate", "candidates"),
    [
        # The official tables print 12250, 8761 and 3072 for 2015.
        (14105, "15.14%", range(12250, 12251)),
        (7116, "-18.78%", range(8761, 8762)),
        (3762, "22.46%", range(3072, 3073)),
        # 34136 / 1.3505 = 25276.6 and 34136 / 1.3495 = 25295.3.
        (34136, "35.0%", range(25277, 25296)),
    ],
)
def test_a_level_and_its_growth_leave_these_bases(level, rate, candidates):
    recovered = base_of_growth(Bounds.exactly(level), parse_printed(rate).bounds(whole=False))
    assert recovered is not None
    assert recovered.integers() == candidates


@given(fractions, fractions, fractions, fractions)
def test_an_intersection_holds_what_both_hold_and_nothing_else(a, b, c, number):
    first, second = Bounds(min(a, b), max(a, b)), Bounds(c, None)
    both = first.intersect(second)
    assert (number in first and number in second) == (both is not None and number in both)


@given(positive, positive, st.integers(1, 12))
def test_the_compound_rate_is_the_nearest_hundredth_of_a_percent(value, base, years):
    rate = compound_rate(value, base, years)
    assert rate is not None
    half = Fraction(1, 20000)
    factor = 1 + Fraction(rate) / 100
    assert (factor - half if factor > half else Fraction(0)) ** years <= value / base < (factor + half) ** years


def test_a_doubling_in_two_years_is_41_42_percent_a_year():
    assert compound_rate(Fraction(200), Fraction(100), 2) == Decimal("41.42")
    assert compound_rate(Fraction(100), Fraction(0), 2) is None


def test_halves_are_printed_up_by_the_oracle_of_these_tests():
    assert printed_as(Fraction(5, 2), 0) == str(Decimal("2.5").quantize(Decimal(1), ROUND_HALF_UP))
