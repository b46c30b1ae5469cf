"""Texts that nobody wrote: the reader of prose stays within bounds, and says the same of the same text."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ipstats.sources.prose as package
from ipstats.sources.prose.seldom import Seldom
from prose import names, read

__all__ = ["names", "read"]

#: Pieces of prose, of which hypothesis makes texts that look nearly right.
PIECES = [
    "2016年", "上半年", "截至6月底", "“十二五”期间", "新疆", "全省", "广东、江苏", "专利申请量", "发明专利授权", "和", "、", "，", "。", "；", "分别为", "其中",
    "达", "3件", "21.36万件", "百分之五", "六分之一", "三成半", "两万件", "第22位", "首位", "提高一位", "增长15.14%", "减少", "翻番", "持平", "占全国的", "的",
    "同比", "比上年", "个百分点", "力争", "到2020年", "《", "》", "“", "”", "（", "）", "〔2016〕2号", "\n", "\n\n", "\f", " ", "\u3000", "１２", "件", "%", "万", "-",
    "一、", "（一）", "1.", "·218·", "各", "累计", "企业", "法院", "审结", "专利奖", "一等奖", "外观设汁专利", "0", "9" * 40, "1/6", "全国排", "与", "a1", "\x00", "😀",
]  # fmt: skip

BRAKES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@BRAKES
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=300))
def test_any_text_is_read_without_a_slip_and_each_place_once(read, text):
    found = read(text)
    ends = 0
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.start >= ends, "statements overlap"
        ends = one.end
        assert (one.value is None) != (one.low is None and one.high is None)
        assert one.region or one.note
        assert one.period or one.note


@BRAKES
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join))
def test_front_matter_and_title_never_move_a_place(read, text):
    # The first line can be a title, whose figures are none: here it is a sentence.
    plain = read("情况如下。\n" + text)
    led = read("发布日期：2017-04-26\n\n情况如下。\n" + text)
    assert len(led) >= len(plain) - 1 or not plain


def calls(read, text: str) -> int:
    """How many functions a reading calls: its work, without a clock."""
    count = 0

    def see(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    read(text)
    sys.setprofile(see)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "2016年，新疆专利申请量3件，同比增长5%。", "3件、", "增长3%、", "新疆、", "其中3件", "1", "，", "《", "“", "专利申请量", "2016-", "分别为3件和",
        "六分之", "到2025年", "新疆专利申请\n", "1\n", "一、\n", "全省专利授杈3件", "总量的", "位居第3、", "力争3件", "百分之", "公司提交3件",
        "海淀区3件。", "渝中、江北、", "一家企业3件，", "两市合计3件，", "其中成都3件；", "授权量3件\n\n", "分列二、三位，", "沪苏浙", "成都和",
        "由3件增至", "到2030年达3件。目前", "各市州", "中院、",
        "武汉（3件）", "3件（截至6月底），", "五年累计3件，", "合计3件，", "（与生产总值之比）为3%，", "从增速看3%，", "国外申请3件，", "全市新疆",
        "仅次于武汉的3件，", "全省平均3件，", "【专利】3件", "公司3件，", "GDP3元，", "查处3件，", "全年3件，", "新区3件，", "年均增长3%，",
        "查处案件3件、", "海淀区3件、", "渝中、江北、九龙坡三区3件、", "浦东新区3件、", "截至6月底3件、", "去年3件、", "作品登记3件、", "分别为3件和5件、",
    ],
)  # fmt: skip
def test_twice_the_text_is_no_more_than_twice_the_work(read, piece):
    once, twice = (calls(read, "新疆2016年专利申请3件，" + piece * (size // len(piece))) for size in (4_000, 8_000))
    # A text that never ends a sentence is read in pieces, and what is spoken of may be told otherwise in the second.
    assert twice <= 2.4 * once + 2_000


def test_a_sentence_that_never_ends_is_read_in_pieces_and_loses_nothing(read):
    found = read("2016年，新疆专利申请3件，" + "商标注册5件、专利授权7件；" * 1_500)
    assert [(one.region, one.period) for one in found] == [("新疆", "2016")] * 3_001
    assert [one.metric for one in found[-2:]] == ["trademark.registrations", "patent.grants"]


def test_the_district_that_a_text_is_about_is_found_in_so_many_places_in_as_many_steps(read):
    text = "江阴市2020年情况\n\n" + "江阴、2019年，商标方面，"
    once, twice = (calls(read, text + "江阴、2019年，商标方面，" * count) for count in (300, 600))
    assert twice <= 2.2 * once + 2_000


def patterns():
    """Every pattern of the reader, those too that are compiled when they are first used."""
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        for name, value in vars(importlib.import_module(module.name)).items():
            value = re.compile(value.pattern) if isinstance(value, Seldom) else value
            if isinstance(value, re.Pattern):
                yield f"{module.name.rpartition('.')[2]}.{name}", value


def repeats_inside(parsed, within: bool = False) -> bool:
    """Whether a repetition without bound stands inside another that can be gone back on."""
    from re import _constants, _parser

    for code, argument in parsed:
        if code in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
            endless = argument[1] is _constants.MAXREPEAT
            if (endless and within) or repeats_inside(argument[2], within or endless):
                return True
        elif code is _constants.BRANCH:
            if any(repeats_inside(branch, within) for branch in argument[1]):
                return True
        elif code is _constants.SUBPATTERN:
            if repeats_inside(argument[-1], within):
                return True
        elif isinstance(argument, _parser.SubPattern) and repeats_inside(argument, within):
            return True
    return False


def test_a_repetition_within_a_repetition_is_told():
    from re import _parser

    assert repeats_inside(_parser.parse("(?:a+b?)*c"))
    assert not repeats_inside(_parser.parse("(?:a{1,3}b?)*c+"))


@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=lambda item: item if isinstance(item, str) else "")
def test_no_pattern_can_run_away(name, pattern):
    from re import _parser

    assert not repeats_inside(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)), name


def test_the_same_text_says_the_same_in_every_process(reported):
    script = (
        "import sys; from ipstats.database import open_database; from ipstats.sources.prose import read_prose\n"
        "from ipstats.sources.vocabulary import Vocabulary\n"
        "with open_database(sys.argv[1]) as database:\n"
        "    names = Vocabulary.read(lambda sql: database.reader.select(sql)[1])\n"
        "text = '2016年，全省专利授杈3件，广东、江苏和浙江分别为1件、2件和5件。查获侵权货物45批、36.2万件。审结12件。'\n"
        "said = [(one, one.why) for one in read_prose(text, names)]\n"
        "sys.stdout.buffer.write(repr(said).encode('utf-8'))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script, str(reported)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1
    assert b"Statement(" in said.pop()


@pytest.mark.parametrize(("printed", "value"), [("0٣件", 3), ("03件", 3), ("2.٥万件", 25_000)])
def test_digits_of_another_script_are_read_for_what_they_are_and_never_as_none(read, printed, value):
    (found,) = read(f"2016年，新疆专利申请{printed}。")
    assert (found.value, found.published) == (value, printed)
