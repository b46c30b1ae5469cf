"""Which region and which period a text is of, where no title tells it or a title tells only a part of it.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]


# Which region


def test_a_text_of_a_province_is_of_the_one_that_stands_in_a_name(read):
    found = read("2011年，全省专利授权37件，获湖南省专利奖的有9件。")
    assert regions(found) == ["430000", "430000"]
    assert regions(read("记者在第四届湖南省专利发明博览会上获悉，2011年，全省专利授权37件。")) == ["430000"]


def test_a_fair_that_bears_the_name_of_a_province_is_not_of_its_figures(read):
    found = read("四川省2011年专利工作\n\n2011年，全省专利授权37件。在第四届湖南省专利博览会上，专利申请9件。")
    assert regions(found) == ["510000", "510000"]


def test_a_province_beside_which_a_text_puts_its_own_is_not_what_it_is_of(read):
    assert regions(read("2011年，全省专利授权37件，浙江同期51件。")) == ["", "330000"]


@pytest.mark.parametrize("words", ["高于浙江省", "比浙江省少", "多于浙江省同期"])
def test_a_province_that_a_text_is_compared_with_is_not_what_it_is_of(read, words):
    assert regions(read(f"2011年，全省专利授权37件，{words}。")) == [""]


def test_the_leader_among_provinces_has_its_figure(read):
    assert regions(read("2014年，我国专利申请99件。\n\n广东领先，申请9件。")) == ["100000", "440000"]


def test_a_zone_in_a_title_is_what_figures_without_a_region_are_of(read):
    assert regions(read("天津市滨海新区2016年知识产权工作总结\n\n2016年，专利授权37件。")) == ["滨海新区"]


@pytest.mark.parametrize("word", ["我省", "全省"])
def test_a_text_of_a_province_that_names_one_city_is_of_its_province(read, word):
    text = f"2011年，全省专利授权37件，{word}绵阳市设立专利基金。\n\n2012年，商标注册3件。"
    assert regions(read(text)) == ["510000", "510000"]


def test_a_text_of_a_city_that_it_names_once_is_of_the_city_itself(read):
    text = "2011年，全市专利授权37件，我市绵阳市设立专利基金。\n\n2012年，商标注册3件。"
    assert regions(read(text)) == ["绵阳市", "绵阳市"]


def test_a_city_named_first_and_as_often_as_what_holds_it_is_what_a_text_is_of(read):
    text = "晋江市列入福建省试点，福建省支持晋江市，泉州市也支持。\n\n2012年，商标注册3件。\n\n全市专利授权9件。"
    assert regions(read(text)) == ["晋江市", "晋江市"]


@pytest.mark.parametrize(("city", "zone", "code"), [("天津市", "滨海新区", "120000"), ("重庆市", "两江新区", "500000")])
def test_a_zone_in_a_title_is_meant_and_not_the_city_that_it_is_in(read, city, zone, code):
    text = f"{city}{zone}2016年知识产权工作总结\n\n2016年，全区专利授权37件，全市授权99件。"
    assert regions(read(text)) == [zone, code]


def test_the_number_of_a_document_tells_its_municipality(read):
    assert regions(read("渝知发〔2006〕17号\n\n2006年，全市专利申请9件。")) == ["500000"]


def test_the_area_of_a_customs_house_is_no_region_of_its_own(read):
    found = read("2018年，甘肃省海关查扣侵权货物9批，关区内货值3万元。")
    assert regions(found) == ["620000", "620000"]
    assert metrics(found) == ["customs.shipments_seized", "customs.value_seized"]


def test_a_customs_house_with_the_name_of_its_seat_is_of_its_province(read):
    found = read("江苏省2018年知识产权状况\n\n南京海关查扣侵权货物9批，案值3万元。专利申请7件。")
    assert regions(found) == ["320000", "320000", "320000"]


def test_a_customs_house_that_shares_its_province_is_of_its_city(read):
    found = read("广东省2018年知识产权状况\n\n深圳海关查扣侵权货物9批，案值3万元。专利申请7件。")
    assert regions(found) == ["440300", "440300", "440000"]


def test_a_customs_house_of_a_port_is_of_the_city_that_a_text_is_about(read):
    found = read("上海市2020年知识产权状况\n\n洋山海关查扣侵权货物9批。")
    assert regions(found) == ["310000"]


def test_a_campaign_of_all_customs_is_no_place_of_what_was_seized_in_it(read):
    assert regions(read("2018年，四川省在全国海关“龙腾行动”中查扣侵权货物9批。")) == ["510000"]


def test_a_county_whose_name_begins_with_a_number_is_no_figure(read):
    found = read("2006年，绵阳市专利申请9件，三台县申请2件，购置设备三台。")
    assert said(found) == ["level 9 件", "level 2 件", "level 3 台"]
    assert regions(found)[:2] == ["绵阳市", "三台县"]


def test_our_prefecture_is_the_one_that_the_text_is_of(read):
    found = read("喀什地区2003年知识产权工作总结\n\n2003年，全疆专利授权99件，我地区9件。")
    assert (regions(found), metrics(found)) == (["650000", "653100"], ["patent.grants/total"] * 2)


def test_a_city_of_the_same_name_is_not_its_prefecture(read):
    found = read("昌吉州2010年专利工作\n\n2010年，昌吉市专利授权9件，全州37件。")
    assert regions(found) == ["昌吉市", "652300"]


def test_a_county_that_became_a_city_can_still_be_called_a_county(read):
    assert regions(read("诸城市2011年知识产权工作总结\n\n2011年，全县专利授权9件。")) == ["诸城市"]


# Which period


def test_another_place_at_the_same_time_is_of_the_same_year(read):
    found = read("2014年，江苏省专利授权37件，浙江同期51件。")
    assert (periods(found), regions(found)) == (["2014", "2014"], ["320000", "330000"])


def test_the_past_year_of_a_report_without_a_date_is_that_of_its_title(read):
    found = read("河北省知识产权局关于2020年知识产权工作情况的报告\n\n一年来，全省专利申请9件。")
    assert periods(found) == ["2020"]


def test_a_report_to_a_meeting_is_of_the_year_that_it_opens_with(read):
    found = read(
        "在2008年全区知识产权工作会议上的报告\n\n2007年是宁夏知识产权工作的重要一年。\n\n全区申请专利9件，授权3件。"
    )
    assert (periods(found), regions(found)) == (["2007", "2007"], ["640000", "640000"])


def test_this_year_of_a_report_to_a_meeting_is_that_of_the_meeting(read):
    found = read(
        "在2011年全省知识产权工作会议上的报告\n\n2010年，湖南省专利授权9件。\n\n全省申请7件。今年申请目标8件。"
    )
    assert periods(found) == ["2010", "2010", "2011"]
    assert [one.status for one in found] == ["A", "A", "F"]


def test_a_dateline_is_of_the_year_of_the_month_before_it(read):
    found = read("新华社北京4月1日电　到1987年3月底，全国专利申请37件。去年，专利授权9件，今年一季度3件。")
    assert periods(found) == ["1987-01/1987-03", "1986", "1987-Q1"]


@pytest.mark.parametrize("end", ["5月底", "1月底"])
def test_a_dateline_far_from_the_months_of_its_text_tells_no_year(read, end):
    found = read(f"新华社北京4月1日电　到1987年{end}，全国专利申请37件。去年，专利授权9件。")
    assert periods(found)[1] == ""


def test_what_a_figure_rose_from_in_two_years_leaves_it_in_its_own(read):
    found = read("2023年，青海省专利授权由2021年的3件、2022年的5件升至9件，商标注册7件。")
    assert periods(found) == ["2021", "2022", "2023", "2023"]
    assert metrics(found) == ["patent.grants/total"] * 3 + ["trademark.registrations"]


@pytest.mark.parametrize("issue", ["2023年第6期", "（2023年第6期）"])
def test_an_issue_below_a_title_tells_of_which_year_its_months_are(read, issue):
    found = read(f"青海知识产权统计简报\n{issue}\n\n5月，全省专利授权9件；2021年为7件。1至5月，商标注册3件。")
    assert periods(found) == ["2023-05", "2021", "2023-01/2023-05"]


@pytest.mark.parametrize(
    ("line", "period"),
    [("2023年度", "2023"), ("2023年上半年", "2023-S1"), ("2023年第二季度", "2023-Q2"), ("（2023年5月）", "2023-05")],
)
def test_a_period_below_a_title_is_that_of_the_text(read, line, period):
    found = read(f"青海知识产权统计简报\n{line}\n\n全省专利授权9件，商标注册3件。")
    assert periods(found) == [period, period]


def test_since_a_law_and_up_to_a_year_is_one_period(read):
    found = read("1996年，陕西省专利申请9件；自1985年4月专利法施行至1996年底，累计申请99件。")
    assert periods(found) == ["1996", "1985/1996"]
