"""Counties, districts and zones: in full, in a row without their endings, and as what a text is of.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]


@pytest.mark.parametrize("county", ["霸州市", "大城县", "香河县"])
def test_a_county_named_in_full_is_known_whatever_follows(read, county):
    text = f"廊坊市2006年专利工作\n\n2006年，全市专利申请99件。{county}钢木家具业的专利申请占了9件。"
    assert regions(read(text)) == ["廊坊市", county]


@pytest.mark.parametrize("list_of", ["瑞安37件、乐清24件", "瑞安为37件，乐清仅24件"])
def test_counties_in_a_row_need_no_ending(read, list_of):
    text = f"温州市2001年专利工作\n\n2001年，全市专利申请99件，其中{list_of}。"
    assert regions(read(text)) == ["温州市", "瑞安", "乐清市"]


def test_a_county_whose_name_is_a_word_too_is_none_on_its_own(read):
    assert regions(read("杭州市2011年专利工作\n\n2011年，全市专利申请99件，文化为9件。")) == ["杭州市", "杭州市"]


def test_a_district_that_begins_like_a_city_is_the_district(read):
    assert regions(read("大连市2011年专利工作\n\n2011年，中山区专利申请9件。")) == ["中山区"]


@pytest.mark.parametrize("word", ["和平区域", "鹿城区间", "新城县级"])
def test_a_word_that_goes_on_is_no_county(read, word):
    assert regions(read(f"杭州市2011年专利工作\n\n2011年，在{word}专利申请9件。")) == ["杭州市"]


def test_a_county_in_the_name_of_a_product_is_not_what_the_figure_is_of(read):
    text = "广西2011年商标工作\n\n2011年，“横县茉莉花茶”等3件地理标志商标获准注册。"
    assert regions(read(text)) == ["450000"]


@pytest.mark.parametrize("ending", ["两个中心城区", "两区", "两城区"])
def test_districts_that_are_counted_together_have_no_region(read, ending):
    found = read(f"襄阳市2013年专利工作\n\n2013年，全市专利授权99件，襄城、樊城{ending}授权37件，占37.4%。")
    assert regions(found) == ["襄阳市", "", ""]
    assert metrics(found) == ["patent.grants/total"] * 3


def test_a_place_that_no_list_has_stands_between_two_that_are_known(read):
    found = read("东莞市2013年专利工作\n\n2013年，镇街中，长安镇、松山湖、塘厦镇专利申请超过9件。")
    assert regions(found) == [""]
    assert metrics(found) == ["patent.applications/total"]


@pytest.mark.parametrize("zone", ["高新区", "经开区", "高新园区"])
def test_a_zone_of_a_city_is_a_place_of_its_own(read, zone):
    text = f"西安市2017年专利工作\n\n2017年，全市专利申请99件。{zone}申请37件。"
    assert regions(read(text)) == ["西安市", zone]


def test_a_zone_is_itself_where_the_text_is_of_it(read):
    text = "西安高新区2017年专利工作\n\n2017年，高新区专利申请99件。"
    assert regions(read(text)) == ["西安高新区"]


def test_a_text_is_of_the_county_that_it_begins_with(read):
    text = "2014年，浏阳市推进专利工作。全年专利申请99件，长沙市、湖南省同期分别为990件、9900件。\n\n全市专利授权9件。"
    assert regions(read(text)) == ["浏阳市", "长沙市", "430000", "浏阳市"]


def test_a_prefecture_whose_counties_follow_is_what_a_text_is_of(read):
    text = "2017年，新疆喀什地区专利申请99件，莎车县9件，疏勒县7件。\n\n全年查处假冒专利案件3件。"
    assert regions(read(text))[-1] == "653100"


def test_a_county_that_became_a_city_is_what_all_of_the_city_means(read):
    text = "1985年，诸城县科委管理专利。1987年撤县设市，是年授权4件。1990年，全市专利申请9件，潍坊市99件。"
    assert regions(read(text)) == ["诸城县", "诸城县", "潍坊市"]


def test_a_title_with_a_county_without_its_ending_needs_the_name_in_full(read):
    news = "标题：肥西专利质押融资跑出加速度\n\n2022年，{}专利授权37件。"
    assert regions(read(news.format("肥西县一家企业称，全县"))) == ["肥西县"]
    assert regions(read("标题：动力电池专利报告\n\n2022年，专利授权37件。")) == [""]


@pytest.mark.parametrize("word", ["黑龙江省专利管理处", "黑龙江省科委"])
def test_this_province_is_the_one_that_tells(read, word):
    text = f"本报讯　记者从{word}召开的会议上获悉，1986年，这个省专利申请99项。"
    assert regions(read(text)) == ["230000"]


def test_a_rank_in_the_whole_region_stays_with_the_part(read):
    text = "喀什地区2019年专利工作\n\n2019年，专利申请99件，居南疆第三、全疆第八。"
    assert regions(read(text)) == ["653100"] * 3


def test_a_title_on_the_nation_is_of_it_wherever_its_paper_stands(read):
    text = "标题：我国去年专利申请突破九万件\n发布日期：1993-01-19\n\n本报北京1月18日电　1992年专利授权37件。"
    assert regions(read(text))[-1] == "100000"


def test_a_day_of_a_meeting_is_not_when_its_figures_are_of(read):
    found = read("廊坊市专利工作\n\n从2007年1月25日召开的会议上传来喜讯：2006年，全市专利申请99件。")
    assert periods(found) == ["2006"]


def test_what_is_said_of_regions_before_their_figures_does_not_hide_what_is_counted(read):
    found = read(
        "无锡市1993年专利工作\n\n1993年，全市专利授权99件。江阴、宜兴、锡山三个县（市）尤为突出，分别申请37件、24件、17件。"
    )
    assert regions(found)[1:] == ["江阴市", "宜兴", "锡山"]
    assert metrics(found)[1:] == ["patent.applications/total"] * 3


@pytest.mark.parametrize("word", ["逆势上扬，", "含金量更足："])
def test_a_type_of_patents_said_before_a_bare_measure_is_its_own(read, word):
    found = read(f"青海省2022年专利工作\n\n2022年，专利授权99件，发明专利{word}授权37件，增长3%。")
    assert metrics(found) == ["patent.grants/total", "patent.grants/invention", "patent.grants/invention"]
    assert said(found)[1] == "level 37 件"
