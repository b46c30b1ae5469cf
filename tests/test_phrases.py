"""Numbers as running text prints them: in words, as ranges and shares, with words before and behind them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipstats.errors import PrintedNumberError
from ipstats.numbers import Bounds, Printed, growth_percent, parse_figure, parse_printed

CHARACTERS = "零一二三四五六七八九"


def group_in_words(number: int) -> str:
    """A number below 10 000 in Chinese characters, with one 零 for each gap."""
    words = ""
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            words += CHARACTERS[digit] + unit
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


def in_words(number: int) -> str:
    """A positive number below 10**16 in Chinese characters, group after group."""
    for power, unit in ((8, "亿"), (4, "万")):
        head, rest = divmod(number, 10**power)
        if head:
            gap = "零" if 0 < rest < 10 ** (power - 1) else ""
            return in_words(head) + unit + gap + (in_words(rest) if rest else "")
    return group_in_words(number)


def parts(printed: Printed) -> Printed:
    """A print without its text, to be compared."""
    ends = None if printed.ends is None else (parts(printed.ends[0]), parts(printed.ends[1]))
    return replace(printed, text="", ends=ends)


def between(low: str, high: str) -> Bounds:
    return Bounds(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("number", "words"),
    [(36, "三十六"), (120, "一百二十"), (3005, "三千零五"), (200_000, "二十万"), (100_010_001, "一亿零一万零一")],
)
def test_the_oracle_of_these_tests_writes_numerals_as_print_does(number, words):
    assert in_words(number) == words


@given(st.integers(1, 10**16 - 1) | st.integers(1, 10**6))
def test_a_numeral_is_the_number_that_it_was_written_for(number):
    printed = parse_printed(in_words(number) + "件")
    assert (printed.number, printed.unit, printed.qualifier) == (number, "件", "exact")
    assert number in printed.bounds(whole=True)


@pytest.mark.parametrize(
    ("text", "number", "places", "power", "unit"),
    [
        ("两万件", "20000", 0, 4, "件"),
        ("十二", "12", 0, 0, ""),
        ("十四", "14", 0, 0, ""),
        ("三十六", "36", 0, 0, ""),
        ("一百二", "120", 0, 0, ""),
        ("两千两百", "2200", 0, 0, ""),
        ("一万二千件", "12000", 1, 4, "件"),
        ("一万二", "12000", 1, 4, ""),
        ("三亿五千万元", "350000000", 1, 8, "元"),
        ("三点五亿元", "350000000", 1, 8, "元"),
        ("两万亿元", "2000000000000", 0, 12, "元"),
        ("1亿2000万元", "120000000", 4, 8, "元"),
        ("3万5千件", "35000", 1, 4, "件"),
        ("贰拾万圆", "200000", 0, 5, "圆"),
        ("二十亿元", "2000000000", 3, 12, "元"),
        ("二十万亿元", "20000000000000", 0, 12, "元"),
        ("十二万件", "120000", 0, 4, "件"),
        ("百分之五", "5", 0, 0, "%"),
        ("百分之十二点五", "12.5", 1, 0, "%"),
        ("百分之零点五", "0.5", 1, 0, "%"),
        ("百分之百", "100", 0, 0, "%"),
        ("百分之12.50", "12.50", 2, 0, "%"),
        ("万分之五", "0.05", 2, 0, "%"),
        ("千分之三", "3", 0, 0, "‰"),
        ("三成", "30", 0, 1, "%"),
        ("三成五", "35", 1, 1, "%"),
        ("三成半", "35", 1, 1, "%"),
        ("3.5成", "35", 1, 1, "%"),
        ("-3.5成", "-35", 1, 1, "%"),
        ("0成", "0", 0, 1, "%"),
        ("五个百分点", "5", 0, 0, "个百分点"),
        ("1.2百分点", "1.2", 1, 0, "个百分点"),
        ("５０\n０件", "500", 0, 0, "件"),
    ],
)
def test_a_number_in_words_is_read_with_its_precision(text, number, places, power, unit):
    printed = parse_printed(text)
    assert (str(printed.number), printed.decimals, printed.unit_mult, printed.unit) == (number, places, power, unit)
    assert (printed.qualifier, printed.text) == ("exact", text)


@pytest.mark.parametrize(
    "text",
    [
        # Two digits side by side are "three to five" or a year, and 数 and 几 are no numbers.
        "三五", "五六百件", "二〇一六", "数百件", "几十件",
        # A unit alone, and what only begins like a number.
        "万件", "百分", "零件", "万亿元", "成", "分之一", "三分之", "点五",
        # Which number is meant, the print does not say.
        "三亿五千", "一百二万", "3万5", "下降-5%", "减少-1/3",
        # No shares, no ranges.
        "3/2", "0/5", "六分之七", "1/0", "40%至30%", "3件至5%", "5至5件", "3至5至7件", "三分之一至一半",
        "超过3至5件", "约近5件", "增长增长5%", "降至5%", "增长到", "增长", "约",
    ],
)  # fmt: skip
def test_what_has_no_one_meaning_is_refused(text):
    with pytest.raises(PrintedNumberError):
        parse_printed(text)


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [
        ("近两万件", "20000", "about"),
        ("约增长5%", "5", "about"),
        ("增长约5%", "5", "about"),
        ("5件上下", "5", "about"),
        ("十余件", "10", "at_least"),
        ("十多万件", "100000", "at_least"),
        ("三千多万件", "30000000", "at_least"),
        ("3百多万件", "3000000", "at_least"),
        ("百余家", "100", "at_least"),
        ("920\n余件", "920", "at_least"),
        ("不低于百分之五", "5", "at_least"),
        ("近万件", "10000", "about"),
        ("超百亿元", "10000000000", "more_than"),
        ("过半", "50", "more_than"),
        ("半数以上", "50", "more_than"),
        ("超三成", "30", "more_than"),
        ("5%强", "5", "more_than"),
        ("5%弱", "5", "less_than"),
        ("不到一半", "50", "less_than"),
        ("不足千分之三", "3", "less_than"),
        ("不超过三十家", "30", "at_most"),
        # These leave a number as it is.
        ("达到500件", "500", "exact"),
        ("多达500件", "500", "exact"),
        ("增长达12%", "12", "exact"),
        # A list of five hundred enterprises.
        ("500强", "500", "exact"),
    ],
)
def test_words_of_degree_qualify_a_number_and_do_not_change_it(text, number, qualifier):
    printed = parse_printed(text)
    assert (str(printed.number), printed.qualifier) == (number, qualifier)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("增长15.14%", "15.14", "%"),
        ("减少 18.78%", "-18.78", "%"),
        ("负增长5%", "-5", "%"),
        ("增长-5.2%", "-5.2", "%"),
        ("下降百分之五", "-5", "%"),
        ("增长了12%", "12", "%"),
        ("增加300件", "300", "件"),
        ("减少三百件", "-300", "件"),
        ("提高1.2个百分点", "1.2", "个百分点"),
        ("回落0.3个百分点", "-0.3", "个百分点"),
        ("提高一位", "1", "位"),
        ("后移2位", "-2", "位"),
        ("增长2.3倍", "2.3", "倍"),
    ],
)
def test_a_word_of_direction_gives_a_number_its_sign(text, number, unit):
    printed = parse_printed(text)
    assert (str(printed.number), printed.unit, printed.direction != 0) == (number, unit, True)


@pytest.mark.parametrize(
    ("text", "whole", "bounds"),
    [
        ("增长超过5%", False, Bounds(Fraction(5), None, low_open=True)),
        ("下降超过5%", False, Bounds(None, Fraction(-5), high_open=True)),
        ("下降5%以上", False, Bounds(None, Fraction(-5))),
        ("下降不足5%", False, Bounds(Fraction(-5), None, low_open=True)),
        ("下降近三成", False, between("-35", "-25")),
        ("减少超过300件", True, Bounds(None, Fraction(-301))),
        ("减少300件", True, between("-300", "-300")),
        ("下降3%至5%", False, between("-5.5", "-2.5")),
        ("减少三分之一", False, Bounds(Fraction(-203, 6), Fraction(-197, 6))),
    ],
)
def test_qualifiers_speak_of_the_size_of_a_fall(text, whole, bounds):
    assert parse_printed(text).bounds(whole=whole) == bounds


@pytest.mark.parametrize(
    ("text", "whole", "bounds"),
    [
        ("三百件", True, between("300", "300")),
        ("两万件", True, between("15000", "25000")),
        ("一万二千件", True, between("11500", "12500")),
        ("十二万件", True, between("115000", "125000")),
        ("二十万件", True, between("150000", "250000")),
        ("三成", False, between("25", "35")),
        ("三成五", False, between("34.5", "35.5")),
        ("一半", False, between("49.5", "50.5")),
        ("约一半", False, between("45", "55")),
        ("不足920件", False, Bounds(None, Fraction(920), high_open=True)),
        ("超过1.5万元", False, Bounds(Fraction(15000), None, low_open=True)),
        ("三分之一强", False, Bounds(Fraction(100, 3), None, low_open=True)),
        ("过半", False, Bounds(Fraction(50), None, low_open=True)),
        ("超过0.00005万件", True, Bounds(Fraction(1), None)),
        ("不足1.23456万件", True, Bounds(None, Fraction(12345))),
    ],
)
def test_bounds_of_words_follow_from_what_they_say(text, whole, bounds):
    assert parse_printed(text).bounds(whole=whole) == bounds


@pytest.mark.parametrize(
    ("text", "fraction", "number"),
    [
        ("六分之一", Fraction(50, 3), None),
        ("1/6", Fraction(50, 3), None),
        ("6分之1", Fraction(50, 3), None),
        ("四分之三", Fraction(75), "75"),
        ("1/8", Fraction(25, 2), "12.5"),
        ("半数", Fraction(50), "50"),
        ("三十一分之一", Fraction(100, 31), None),
    ],
)
def test_a_fraction_is_an_exact_share_within_half_a_point(text, fraction, number):
    printed = parse_printed(text)
    assert (printed.fraction, printed.value, printed.unit) == (fraction, fraction, "%")
    assert (None if printed.number is None else str(printed.number)) == number
    assert printed.bounds(whole=False) == Bounds(fraction - Fraction(1, 2), fraction + Fraction(1, 2))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "bounds"),
    [
        ("3至5件", "3", "5", "件", between("3", "5")),
        ("3-5件", "3", "5", "件", between("3", "5")),
        ("3～5件", "3", "5", "件", between("3", "5")),
        ("三到五件", "3", "5", "件", between("3", "5")),
        ("3至五件", "3", "5", "件", between("3", "5")),
        ("3件至5件", "3", "5", "件", between("3", "5")),
        ("10万至20万元", "100000", "200000", "元", between("95000", "205000")),
        # The multiplier is that of both ends, where the first would not be the higher one by it.
        ("3至5万件", "30000", "50000", "件", between("25000", "55000")),
        ("1.2-1.5万件", "12000", "15000", "件", between("11500", "15500")),
        ("8000至1万件", "8000", "10000", "件", between("8000", "15000")),
        ("30%至40%", "30", "40", "%", between("29.5", "40.5")),
        ("30至40%", "30", "40", "%", between("29.5", "40.5")),
        ("-5%至-3%", "-5", "-3", "%", between("-5.5", "-2.5")),
        ("百分之三至百分之五", "3", "5", "%", between("2.5", "5.5")),
        ("百分之三至五", "3", "5", "%", between("2.5", "5.5")),
        ("三至五成", "30", "50", "%", between("25", "55")),
        ("约30%至40%", "30", "40", "%", between("25", "45")),
    ],
)
def test_a_range_has_two_ends_and_no_number(text, low, high, unit, bounds):
    printed = parse_printed(text)
    assert (str(printed.low), str(printed.high), printed.unit) == (low, high, unit)
    assert printed.number is printed.value is None
    assert printed.bounds(whole=unit == "件") == bounds


@pytest.mark.parametrize(
    ("text", "whole", "bounds"),
    [
        ("15.1%", False, Bounds(Fraction("15.1"), Fraction("15.2"), high_open=True)),
        ("-15.1%", False, Bounds(Fraction("-15.2"), Fraction("-15.1"), low_open=True)),
        ("减少15.1%", False, Bounds(Fraction("-15.2"), Fraction("-15.1"), low_open=True)),
        ("0.0%", False, Bounds(Fraction("-0.1"), Fraction("0.1"), low_open=True, high_open=True)),
        ("21.36万件", True, between("213600", "213699")),
        ("14105件", True, between("14105", "14105")),
        ("超过920件", True, Bounds(Fraction(921), None)),
        ("15.1%至15.3%", False, Bounds(Fraction("15.1"), Fraction("15.4"), high_open=True)),
    ],
)
def test_a_figure_that_was_cut_off_lies_above_its_print(text, whole, bounds):
    assert parse_printed(text).truncated(whole=whole) == bounds


@given(st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4), st.integers(0, 3))
def test_the_true_figure_lies_inside_the_bounds_of_its_truncated_print(number, places):
    cut = abs(number.numerator) * 10**places // number.denominator
    text = ("-" if number < 0 and cut else "") + format(Decimal(cut).scaleb(-places), "f") + "%"
    assert number in parse_printed(text).truncated(whole=False)


units = st.sampled_from(["", "件", "元", "%", "‰", "位", "倍", "个百分点", "件/万人"])
qualifiers = st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than"])


@st.composite
def printed_figures(draw, qualified=qualifiers):
    """The parts of a figure that print can hold."""
    decimals, power = draw(st.integers(0, 4)), draw(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 12]))
    digits = draw(st.integers(-(10**12), 10**12))
    exponent = power - decimals
    number = Decimal(digits * 10**exponent) if exponent >= 0 else Decimal(f"{digits}E{exponent}")
    return Printed("", number, decimals, power, draw(units), draw(qualified))


@given(printed_figures())
def test_the_canonical_form_of_a_figure_reads_as_the_same_parts(printed):
    again = parse_printed(printed.form())
    assert parts(again) == printed
    assert again.form() == printed.form()


@given(
    st.sampled_from(["", "增长", "下降", "减少了"]),
    st.sampled_from(["", "约", "近", "超过", "不足", "至少", "不超过"]),
    st.integers(1, 10**9).map(in_words) | st.integers(1, 10**9).map(str) | st.decimals(0, 10**4, places=2).map("{:f}".format),
    st.sampled_from(["", "余", "多"]),
    st.sampled_from(["件", "%", "倍", "万元", "成", ""]),
    st.sampled_from(["", "以上", "左右"]),
)  # fmt: skip
def test_whatever_is_understood_keeps_its_parts_in_its_canonical_form(direction, before, digits, after, unit, end):
    try:
        printed = parse_printed(f"{direction}{before}{digits}{after}{unit}{end}")
    except PrintedNumberError:
        return
    assert parts(parse_printed(printed.form())) == parts(printed)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("15.0%", "15.0%"),
        ("21.36万件", "21.36万件"),
        ("２１．３６ 万件", "21.36万件"),
        ("1,234件", "1234件"),
        ("920余件", "至少920件"),
        ("下降近三成", "减少约3成"),
        ("下降3%至5%", "减少3%至5%"),
        ("3至5万件", "3万件至5万件"),
        ("约3至5件", "约3件至5件"),
        ("-5%至-3%", "-5%至-3%"),
        ("六分之一", "1/6"),
        ("减少三分之一", "减少1/3"),
        ("一万二千件", "1.2万件"),
    ],
)
def test_a_print_has_one_canonical_form(text, form):
    printed = parse_printed(text)
    assert printed.form() == form
    assert parts(parse_printed(form)) == parts(printed)


@pytest.mark.parametrize("text", ["1/6", "3-5", "2015-2016", "一半", "十二件", "增长5%", "三成", "百分之五", "件"])
def test_a_cell_of_a_table_holds_digits_and_no_phrase(text):
    with pytest.raises(PrintedNumberError):
        parse_figure(text)


@pytest.mark.parametrize(
    ("text", "percent", "bounds"),
    [
        ("增长15.14%", "15.14", between("15.135", "15.145")),
        ("-18.78%", "-18.78", between("-18.785", "-18.775")),
        ("下降百分之五", "-5", between("-5.5", "-4.5")),
        ("百分之五", "5", between("4.5", "5.5")),
        ("增长两成", "20", between("15", "25")),
        ("减少一半", "-50", between("-50.5", "-49.5")),
        ("增长1倍", "100", between("50", "150")),
        ("增长2.3倍", "230", between("225", "235")),
        ("增长十倍", "1000", between("950", "1050")),
        ("增长1倍多", "100", Bounds(Fraction(100), None)),
        ("增长超过1倍", "100", Bounds(Fraction(100), None, low_open=True)),
        ("增长到2.3倍", "130", between("125", "135")),
        ("是上年的2.3倍", "130", between("125", "135")),
        ("为上年的2.3倍", "130", between("125", "135")),
        ("提高到上年的2.345倍", "134.5", between("134.45", "134.55")),
        ("是上年的近2倍", "100", between("50", "150")),
        ("相当于2015年的80%", "-20", between("-20.5", "-19.5")),
        ("为上年的一半", "-50", between("-50.5", "-49.5")),
        ("翻番", "100", Bounds(Fraction(100), None)),
        ("翻一番", "100", Bounds(Fraction(100), None)),
        ("翻了一番", "100", Bounds(Fraction(100), None)),
        ("翻两番", "300", Bounds(Fraction(300), None)),
        ("翻了两番多", "300", Bounds(Fraction(300), None)),
        ("翻三番", "700", Bounds(Fraction(700), None)),
        ("近翻番", "100", between("50", "150")),
        ("持平", "0", between("-0.5", "0.5")),
        ("与上年持平", "0", between("-0.5", "0.5")),
        ("基本持平", "0", between("-5", "5")),
        ("零增长", "0", between("-0.5", "0.5")),
    ],
)
def test_growth_is_percent_however_it_is_worded(text, percent, bounds):
    grown = growth_percent(text)
    assert (str(grown.number), grown.unit, grown.text) == (percent, "%", text)
    assert grown.bounds(whole=False) == bounds


@pytest.mark.parametrize(
    "text",
    [
        # An addition or a level? Of what? And nothing falls by more than all of it.
        "2.3倍", "一半", "减少2倍", "下降0.5倍",
        # What a rate became, and by how many points, is no growth.
        "提高到80%", "提高1.2个百分点", "15.14", "增长300件", "增长1.5万倍", "翻", "上年的", "x" * 200,
    ],
)  # fmt: skip
def test_what_is_no_growth_is_refused(text):
    with pytest.raises(PrintedNumberError):
        growth_percent(text)


def test_growth_by_a_range_of_multiples_is_a_range_of_percent():
    grown = growth_percent("增长2至3倍")
    assert (grown.low, grown.high) == (200, 300)
    assert grown.bounds(whole=False) == between("150", "350")


@given(
    st.text(
        "0123456789.,-+/ 件元%万亿千百十余多约近超过不足到以上下左右成分之半强弱个点至~—一二三两零倍位增长减少达翻番持平的是",
        max_size=14,
    )
)
def test_any_text_is_a_number_or_is_refused(text):
    for read in (parse_printed, parse_figure, growth_percent):
        try:
            printed = read(text)
        except PrintedNumberError:
            continue
        for whole in (True, False):
            for bounds in (printed.bounds(whole=whole), printed.truncated(whole=whole)):
                assert bounds.low is None or bounds.high is None or bounds.low <= bounds.high
        assert (printed.number is None) <= (printed.ends is not None or printed.fraction is not None)


@pytest.mark.parametrize(
    "piece", ["9", "1,111", "一", "一百", "约", "增长", "至", "一至", "9.", "百分之", "的", "万", "余", " 3", "1/"]
)
def test_a_text_of_any_length_is_answered(piece):
    for read in (parse_printed, growth_percent):
        with pytest.raises(PrintedNumberError):
            read(piece * 200_000)
