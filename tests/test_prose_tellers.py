"""Of which region a text is that leaves it to who tells it, and what figures beside each other are of. All figures are made up."""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions

__all__ = ["names", "read"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("标题：半年报\n来源：海南省知识产权局\n\n2022年，全省专利授权31件。", "460000"),
        ("记者日前从黑龙江省知识产权局获悉，2012年，全省专利申请量32件。", "230000"),
        ("标题：国家知识产权局发布主要统计数据\n\n2018年，商标注册申请33件。", "100000"),
        ("标题：贵州与全国\n来源：贵州省知识产权局\n\n2022年，全省专利授权34件。", "520000"),
    ],
)
def test_a_text_is_of_the_region_of_who_tells_it(read, text, region):
    assert regions(read(text)) == [region]


def test_a_region_that_the_text_is_compared_with_is_not_its_own(read):
    text = "2016年，我省发明专利授权31件。浙江同期发明专利授权45件。\n\n2016年，全省专利申请62件。"
    assert regions(read(text)) == ["", "330000", ""]


def test_the_second_whole_of_a_share_is_not_what_comes_after_it_is_of(read):
    text = "2021年，吉林省有效注册商标17件，占东北的48.2%、辽宁省的4.6%，专利授权13件。"
    assert regions(read(text)) == ["220000"] * 4


def test_periods_of_the_clause_before_go_with_figures_in_step(read):
    found = read("2014年一、二、三季度，贵州专利授权量分别为19件、23件和27件。")
    assert periods(found) == ["2014-Q1", "2014-Q2", "2014-Q3"]
    assert set(metrics(found)) == {"patent.grants/total"}


def test_rights_in_plant_varieties_are_granted_and_no_patents(read):
    found = read("2019年，云南省提交植物新品种权申请19件；获得授权9件。")
    assert metrics(found) == ["plant_variety.applications", "plant_variety.rights_granted"]
