"""What is remarked on a statement reads in Chinese as it does in English."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from benchmarks.gold.author import PARTS, masters

from ipstats.questions.remarks import clues, remark
from ipstats.sources.drafts import settle_doubts, sort_out
from ipstats.sources.prose import read_prose
from prose import names

__all__ = ["names"]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("", ""),
        ("the region is open; the period is open", "地区未明；时期未明"),
        ("银川市 is not in the list of regions", "银川市不在地区名录中"),
        ("新能源 may narrow patent.applications", "“新能源”可能缩小 patent.applications 的范围"),
        ("a target or a forecast (2030 is still to come)", "为目标或预测（2030尚未到来）"),
        ("a target or a forecast (力争)", "为目标或预测（力争）"),
        ("printed 外观设汁专利; read as 外观设计专利", "原文作 外观设汁专利；读作 外观设计专利"),
        ("the same fact is printed otherwise: 46396件 at 二, line 9", "同一事实另有不同印法：46396件（二第9行）"),
        (
            "a growth against 2012: one of a fact is kept, 3.1% at line 4",
            "与 2012 相比的说法：一项事实只存一条，3.1%（第4行）",
        ),
        ("something nobody has put into Chinese", "something nobody has put into Chinese"),
    ],
)
def test_a_remark_is_put_into_chinese(english, chinese):
    assert remark(english) == chinese


def test_the_clues_are_put_into_chinese(names):
    text = "2016年，新疆专利授权7116件，比上年减少18.78%，居全国第26位。发明、实用新型授权分别为910件和4828件。"
    found = read_prose(text, names)
    assert [clues(one.why) for one in found] == [
        "数据：所指 专利授权，数字 7116件；地区 新疆，据本句；时期 2016，据本句",
        "增长：所指 专利授权，减少；地区 新疆，据本句；时期 2016，据本句；对比 2015（上年）",
        "位次：所指 专利授权，“居全国”之后的第26位；地区 新疆，据本句；时期 2016，据本句；在全国范围内",
        "数据，并列对应：所指 发明，数字 910件；地区 新疆，据本段；时期 2016，据本段",
        "数据，并列对应：所指 实用新型授权，数字 4828件；地区 新疆，据本段；时期 2016，据本段",
    ]


@pytest.mark.parametrize("part", PARTS)
def test_no_remark_on_any_text_of_the_gold_set_stays_english(names, part):
    """But for codes of metrics, and Latin letters that the text itself has."""

    def english(remarked: str, text: str) -> list[str]:
        for code in sorted(names.metrics, key=len, reverse=True):
            remarked = remarked.replace(code, "")
        words = re.findall("[A-Za-z]{2,}", remarked)
        return [word for word in words if word.lower() not in normalize("NFKC", text).lower()]

    for one in masters(part):
        statements = read_prose(one.text.text, names)
        settle_doubts(statements, names)
        said = [clues(statement.why) for statement in statements]
        said += [remark(text) for statement in statements for text in (statement.note, statement.doubt)]
        said += [remark(entry.reason) for entry in sort_out(statements, names).left_out]
        assert [wrong for remarked in said if (wrong := english(remarked, one.text.text))] == []
