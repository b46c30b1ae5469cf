"""How sharp a check is: shares that are counted exactly, and agree with trying every value."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipstats.numbers import Bounds, parse_printed
from ipstats.sharpness import as_percent, of_bounds, of_count, of_growth_from_unknown_base, of_rank

ends = st.fractions(min_value=-60, max_value=60, max_denominator=20)


def explained_one_by_one(value: int, decimals: int) -> Fraction:
    """The same share by trying every base, and marking every rate that its growth can be printed as."""
    unit = 10**decimals
    rates = set()
    for base in range(1, 3 * value + 2):
        # Twice the growth in units of the last place, so that a half is a whole number apart.
        twice = Fraction(200 * (value - base) * unit, base)
        nearest = [rate for rate in range(int(twice) // 2 - 2, int(twice) // 2 + 3) if abs(twice - 2 * rate) <= 1]
        rates |= {rate for rate in nearest if -50 * unit <= rate <= 100 * unit}
    return Fraction(len(rates), 150 * unit + 1)


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_a_share_of_rates_is_the_one_found_base_by_base(decimals):
    for value in (*range(0, 130), 200, 256, 377, 1000, 1250):
        assert of_growth_from_unknown_base(value, decimals) == explained_one_by_one(value, decimals), value


@settings(deadline=None)
@given(st.integers(0, 400), st.integers(0, 3))
def test_that_holds_for_any_small_value(value, decimals):
    assert of_growth_from_unknown_base(value, decimals) == explained_one_by_one(value, decimals)


@pytest.mark.parametrize(("value", "percent"), [(14105, "78"), (3762, "36"), (24, "0.25")])
def test_the_larger_a_value_the_less_its_growth_proves(value, percent):
    assert as_percent(of_growth_from_unknown_base(value, 2)) == Decimal(percent)


def test_of_24_the_bases_from_12_to_48_explain_one_rate_each():
    # 24 from 12 is +100 %, from 48 is -50 %: 37 bases, and 15 001 rates of two decimals.
    assert of_growth_from_unknown_base(24, 2) == Fraction(37, 15001)


def test_a_base_that_leads_halfway_between_two_rates_explains_both():
    # 9 from 8 is +12.5 %: printed whole, 12 or 13. The bases from 5 to 18 but for 8 give one rate each
    # (80, 50, 29, 0, -10, -18, -25, -31, -36, -40, -44, -47, -50): 15 of 151.
    assert of_growth_from_unknown_base(9, 0) == Fraction(15, 151)


def test_a_large_value_leaves_a_base_for_every_rate():
    assert of_growth_from_unknown_base(10**15, 2) == 1
    assert of_growth_from_unknown_base(40_000, 2) == 1
    assert of_growth_from_unknown_base(0, 2) == 0


@pytest.mark.parametrize(("value", "decimals"), [(-1, 2), (5, -1), (5, 7)])
def test_what_no_growth_can_be_is_refused(value, decimals):
    with pytest.raises(ValueError):
        of_growth_from_unknown_base(value, decimals)


@settings(deadline=None)
@given(
    ends,
    st.fractions(min_value=0, max_value=20, max_denominator=20),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["3%", "0.5%", "三成", "1/6", "超过3%", "不足3.5%", "至多2%", "至少3%", "3%至5%", "-2.5%", "减少超过5%", "增长8%"]),
    st.integers(-20, 0),
    st.integers(10, 20),
)  # fmt: skip
def test_the_share_of_values_in_bounds_is_the_one_found_value_by_value(low, width, low_open, high_open, text, at, to):
    computed = Bounds(low, low + width, low_open and width > 0, high_open and width > 0)
    printed = parse_printed(text)
    first = printed.ends[0] if printed.ends else printed
    step = Fraction(10) ** (first.unit_mult - first.decimals)
    passed, tried = 0, 0
    for number in range(-200, 201):
        value = number * step
        if not at <= value <= to:
            continue
        tried += 1
        if "超过" in text or "至少" in text:
            strict = "超过" in text
            down = printed.direction < 0
            claim = Bounds(None, value, high_open=strict) if down else Bounds(value, None, low_open=strict)
        elif "不足" in text or "至多" in text:
            claim = Bounds(None, value, high_open="不足" in text)
        else:
            more = 2 if printed.ends else 0
            claim = Bounds(value - step / 2, value + more + step / 2)
        passed += claim.intersect(computed) is not None
    assert of_bounds(computed, printed, at, to) == Fraction(passed, tried)


def test_of_the_rates_of_one_decimal_from_0_to_10_two_in_a_hundred_round_to_a_known_growth():
    # 2.30 to 2.35 is printed as 2.3 or 2.4 (2.35 is a half), of 101 values.
    known = Bounds(Fraction(23, 10), Fraction(47, 20))
    assert of_bounds(known, parse_printed("5.0%"), 0, 10) == Fraction(2, 101)


def test_a_result_without_bounds_refutes_nothing():
    assert of_bounds(Bounds(None, None), parse_printed("15.1%"), -50, 100) == 1
    assert of_count(Bounds(None, None), 3) == 1


def test_a_grid_without_values_is_refused():
    with pytest.raises(ValueError, match="printed as 3成 is"):
        of_bounds(Bounds(None, None), parse_printed("三成"), 1, 9)


@given(ends, ends, st.integers(1, 2))
def test_the_share_of_whole_numbers_is_the_one_found_one_by_one(a, b, digits):
    computed = Bounds(min(a, b), max(a, b))
    numbers = range(10) if digits == 1 else range(10, 100)
    assert of_count(computed, digits) == Fraction(sum(number in computed for number in numbers), len(numbers))


def test_one_number_of_five_digits_is_one_of_ninety_thousand():
    assert of_count(Bounds.exactly(14105), 5) == Fraction(1, 90000)
    assert of_count(Bounds.exactly(14105), 4) == 0
    assert of_count(Bounds(Fraction(0), None), 25) == 1


def test_ranks_are_shares_of_those_that_there_are():
    assert of_rank(2, 31) == Fraction(2, 31)
    for possible, ranked in ((32, 31), (-1, 31), (0, 0)):
        with pytest.raises(ValueError):
            of_rank(possible, ranked)


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (Fraction(2, 1000), "0.20"),
        (Fraction(78008, 100000), "78"),
        (Fraction(1), "100"),
        (Fraction(0), "0"),
        (Fraction(9949, 10000), "99"),
        (Fraction(999, 1000), "100"),
        (Fraction(1, 90000), "0.0011"),
        (Fraction(5, 100), "5.0"),
        (Fraction(995, 100000), "1.0"),
        (Fraction(125, 1000), "13"),
        (Fraction(1, 10**12), "0.000001"),
    ],
)
def test_a_share_is_shown_with_two_digits_that_count(share, shown):
    assert str(as_percent(share)) == shown


@given(st.fractions(min_value=0, max_value=1))
def test_what_is_shown_is_near_the_share_and_has_no_exponent(share):
    shown = as_percent(share)
    assert "E" not in str(shown)
    assert (shown == 0) == (share == 0)
    if share * 100 >= Fraction(1, 10**6):
        assert abs(Fraction(shown) - share * 100) <= share * 100 / 20
