"""Names: compared without regard to width, case and blanks, and never guessed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipstats.names import join_names, nearest, normalize, segment


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("北   京", "北京"),
        ("内蒙 古", "内蒙古"),
        ("Ｘｉｎｊｉａｎｇ", "xinjiang"),
        ("in_force", "in force"),
        ("Inner-Mongolia", "inner mongolia"),
        ("  PCT 专利 申请 ", "pct专利申请"),
        ("Xi'an", "xi an"),
    ],
)
def test_names_are_compared_without_width_case_and_blanks(name, normal):
    assert normalize(name) == normal


@given(st.text(max_size=30))
def test_a_normalized_name_stays_as_it_is(name):
    assert normalize(normalize(name)) == normalize(name)


WORDS = {
    "invention": [("patent_type", "invention")],
    "发明": [("patent_type", "invention")],
    "发明专利": [("patent_type", "invention")],
    "专利": [("subject", "patent")],
    "授权": [("measure", "grants")],
    "grants": [("measure", "grants")],
    "in force": [("measure", "in_force")],
}


def look_up(names):
    return {name: WORDS[name] for name in names if name in WORDS}


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("invention grants", ["invention", "grants"]),
        ("发明授权", ["invention", "grants"]),
        ("发明专利授权", ["invention", "grants"]),
        ("Invention  in-force", ["invention", "in_force"]),
    ],
)
def test_a_text_is_cut_into_the_fewest_known_names(text, targets):
    found, unknown = segment(text, look_up)
    assert [options[0][1] for options in found] == targets
    assert unknown == []


def test_what_is_no_name_is_left_over_and_said():
    found, unknown = segment("inventon grants", look_up)
    assert [options[0][1] for options in found] == ["grants"]
    assert unknown == ["inventon"]


def test_a_latin_word_is_never_cut():
    assert segment("grantsx", look_up) == ([], ["grantsx"])


@given(st.text(max_size=60))
def test_a_text_without_known_names_is_left_over_whole(text):
    found, unknown = segment(text, lambda names: {})
    assert found == []
    assert unknown == [word for word in re.split("[\n ]+", normalize(text)) if word]


@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=6))
def test_known_names_in_a_row_leave_nothing_over(words):
    found, unknown = segment(" ".join(words), look_up, longest=200)
    assert unknown == []
    assert {target for options in found for _, target in options} <= {"invention", "patent", "grants", "in_force"}


def test_the_nearest_names_are_suggested_as_they_are_written():
    assert nearest("xinjang", ["Xinjiang", "Zhejiang", "新疆"])[0] == "Xinjiang"
    assert nearest("疆", ["新疆", "浙江"]) == ["新疆"]
    assert nearest("qqqq", ["Xinjiang"]) == []


def test_names_are_joined_as_a_person_would():
    assert [join_names(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
