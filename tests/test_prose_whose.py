"""Whose a figure is, of when and of what, where brackets, other regions and spans of years stand around it.

All figures are made up.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from prose import metrics, names, periods, read, regions

__all__ = ["names", "read"]


# Brackets


def test_a_period_in_brackets_behind_a_figure_is_of_that_figure_alone(read):
    found = read("2023年上半年，湖南发明专利授权1.1万件，有效发明专利8.4万件（截至6月底），商标申请7万件。")
    assert periods(found) == ["2023-S1", "2023-06", "2023-S1"]


def test_a_region_in_brackets_behind_a_figure_changes_nothing(read):
    found = read("2018年，厦门PCT国际专利申请312件（不含外省企业在福建的申请），同比下降4%，专利授权9000件。")
    assert regions(found) == ["厦门市"] * 3


def test_figures_in_brackets_are_of_the_regions_in_front_of_them(read):
    found = read("2020年，长沙有效发明专利2.9万件，少于武汉（5.1万件）和杭州（7.3万件），排在全国第九位。")
    assert regions(found) == ["长沙市", "武汉市", "杭州市", "长沙市"]


def test_brackets_that_explain_a_name_do_not_part_it_from_its_figure(read):
    (one,) = read("2022年，江西R&D经费投入强度（与地区生产总值之比）为1.74%。")
    assert (one.kind, one.metric) == ("level", "rd.intensity")


def test_a_list_of_regions_with_figures_in_brackets_is_of_one_thing(read):
    found = read("2022年，江西商标申请20万件。R&D经费投入强度超过1%的有南昌（2.1%）、新余（1.9%）和赣州（1.8%）。")
    assert regions(found)[2:] == ["南昌市", "新余市", "赣州市"]
    assert metrics(found)[2:] == ["rd.intensity"] * 3


# Other regions


def test_the_figure_of_a_region_that_is_compared_with_is_its_own(read):
    found = read("2003年，辽宁登记技术合同交易额60亿元。大连合同成交金额19亿元，居全省第二位，仅次于沈阳市的27亿元。")
    assert regions(found) == ["210000", "大连市", "大连市", "沈阳市"]
    assert metrics(found)[3] == "contract.value"


def test_an_average_of_all_is_of_all(read):
    found = read("2017年，广东每万人口发明专利拥有量18件。深圳为88件，珠海57件，全省平均18.9件。")
    assert regions(found) == ["440000", "440300", "440400", "440000"]


def test_the_province_of_a_city_is_known_where_all_of_it_is_spoken_of(read):
    found = read("2020年，无锡市专利授权6万件，居省内第三位。全省专利授权49.9万件。", title="2020年无锡市专利工作")
    assert [one.region for one in found] == ["无锡市", "无锡市", "江苏"]


def test_domestic_figures_of_a_province_stay_its_own(read):
    found = read("2017年，苏州申请商标3万件。\n\n全省国内商标申请量34万件。", title="江苏企业的商标")
    assert [one.region for one in found] == ["苏州市", "江苏"]


def test_the_town_of_a_dateline_is_not_what_a_text_is_about(read):
    found = read(
        "新华社北京4月24日电 2022年，全国作品登记45万件。与2021年相比，登记量增长12.1%。", published="2023-04-24"
    )
    assert regions(found) == ["100000"] * 2


def test_who_gave_a_title_is_not_whose_figure_it_is(read):
    found = read("新增浙江省著名商标11件，有效注册商标1.8万件。", title="永康市2012年商标工作")
    assert regions(found) == ["永康市"] * 2


def test_a_nation_is_told_by_what_only_nations_have(read):
    text = "2021年，研究与试验发展经费支出2.7万亿元，与国内生产总值之比为2.4%。全年授予专利权460万件。"
    found = read(text)
    assert regions(found) == ["100000"] * 3
    assert [one.region for one in read(text.replace("国内生产", "地区生产"))] == [""] * 3


def test_a_ratio_to_the_product_is_the_intensity(read):
    found = read("2021年，全国研究与试验发展经费支出2.7万亿元，与国内生产总值之比为2.4%。")
    assert (found[1].kind, found[1].value) == ("level", Decimal("2.4"))
    assert metrics(found)[1] == "rd.intensity"


def test_applications_from_abroad_are_of_no_region_at_home(read):
    found = read("2008年，国家知识产权局共受理专利申请82万件，其中国内申请71万件；国外申请11万件，占13.4%。")
    assert regions(found)[2:] == ["900000"] * 2
    assert metrics(found)[2:] == ["patent.applications/total"] * 2
    (_, abroad) = read("2008年，陕西专利申请1.1万件，国外申请30件。")
    assert (abroad.region_code, abroad.metric) == ("610000", "")


def test_shares_of_one_region_in_several_figures_of_a_whole(read):
    found = read(
        "2019年，全国申请植物新品种权7800件、授权3400件，云南分别占2.5%和2.9%，居第九位。", title="云南植物新品种"
    )
    assert regions(found) == ["100000"] * 2 + ["530000"] * 3


def test_after_all_of_the_nation_a_text_goes_on_with_its_own_region(read):
    found = read("2019年，云南授权专利2万件。全国授权240万件，云南占0.8%。商标申请9万件。", title="2019年云南专利")
    assert regions(found) == ["530000", "100000", "530000", "530000"]


# Spans of years


def test_so_many_years_are_those_of_the_span_named_before(read):
    found = read("“十三五”时期，贵州授权专利9万件。五年来，质押融资61亿元；五年累计作品登记3万件。")
    assert periods(found) == ["2016/2020"] * 3


def test_so_many_years_are_open_where_no_such_span_is_named(read):
    found = read("2016年至2018年，贵州授权专利9万件。五年来，质押融资61亿元。")
    assert periods(found) == ["2016/2018", ""]


def test_an_average_growth_is_of_the_years_after_the_first(read):
    found = read("宁夏专利申请由2010年的739件增至2015年的4394件，年均增长42.8%。")
    assert periods(found) == ["2010", "2015", "2011/2015"]


@pytest.mark.parametrize(("words", "period"), [("累计申请13580件", "2011/2015"), ("规划提出申请13580件", "2016")])
def test_a_plan_is_a_time_where_something_adds_up_over_it(read, words, period):
    assert periods(read(f"2016年，宁夏新增商标3件；“十二五”{words}。"))[1] == period


def test_from_the_same_time_of_the_year_before_is_one_year_back(read):
    found = read("2016年上半年，克拉玛依专利申请612件，居全区第3位，由上年同期的第2位退居第3位。")
    assert periods(found)[2:] == ["2015-S1", "2016-S1"]


def test_the_whole_of_last_year_is_no_part_of_it(read):
    found = read("2023年前三季度，浙江质押融资1600亿元，超过去年全年的1556亿元。", published="2023-10-20")
    assert periods(found) == ["2023-01/2023-09", "2022"]


def test_the_end_of_last_year_is_not_the_end_of_this(read):
    found = read("今年上半年，江西发明专利授权4783件，较去年年底增加3件。商标申请9万件。", published="2025-07-22")
    assert periods(found)[2] == "2025-S1"


def test_the_same_time_is_that_of_the_figure_before(read):
    found = read("2015年，山西每万人口发明专利拥有量2.3件，全国同期为6.1件。")
    assert periods(found) == ["2015"] * 2


def test_an_undated_text_that_names_one_year_is_of_that_year(read):
    assert periods(read("全年作品登记3万件。2021年版权输出9项。")) == ["2021", "2021"]
    assert periods(read("全年作品登记3万件。2021年版权输出9项，2020年8项。"))[0] == ""
    assert periods(read("全年作品登记3万件，比2021年增长5%。"))[0] == ""


# Targets and things


def test_a_figure_that_a_target_is_of_is_none_that_was_reached(read):
    found = read("2020年，陕西技术合同成交额1758亿元，超额完成全年1600亿元的目标任务。")
    assert [one.status for one in found] == ["A", "F"]


def test_a_shortened_name_is_the_one_thing_of_its_unit(read):
    found = read("2019年，全国专利代理机构2691家，执业专利代理师20192人。广东省有机构437家，江苏省261家，海南省仅9家。")
    assert metrics(found) == ["agency.patent_agencies", "agency.patent_agents"] + ["agency.patent_agencies"] * 3


def test_a_measure_alone_goes_on_with_the_kind_spoken_of(read):
    found = read("2017年，江苏马德里商标有效注册量3147件。苏州、无锡申请量分别为158件、87件。")
    assert metrics(found) == ["trademark.madrid_in_force"] + ["trademark.madrid_applications"] * 2


@pytest.mark.parametrize("word", ["汕头", "包头"])
def test_a_place_that_ends_like_a_word_before_numbers_has_figures(read, word):
    assert [one.published for one in read(f"2017年，{word}286件发明专利获得授权。")] == ["286件"]


def test_a_word_that_ends_like_a_qualifier_is_none(read):
    (_, solved) = read("2022年，全国公安机关立案3万起，侦破2.43万起。")
    assert (solved.published, solved.qualifier) == ("2.43万起", "rounded")


def test_a_noun_that_a_figure_is_an_attribute_of_is_what_it_counts(read):
    found = read("2017年，广东专利授权33万件。深圳以6万件的发明专利申请量居首位。")
    assert metrics(found)[1] == "patent.applications/invention"


def test_a_rank_is_of_the_whole_name_before_its_verb(read):
    found = read("2012年，永康市专利申请总量居金华各县（市、区）首位。")
    assert metrics(found) == ["patent.applications/total"]


# Who tells, and when


def test_a_paper_of_a_city_that_says_our_province_speaks_of_the_province(read):
    text = "本报济南1月20日讯 去年，我省发明专利申请量7.7万件。\n全年授权专利7万件。"
    assert [one.region for one in read(text, published="2015-01-21")] == ["山东", "山东"]
    of_city = text.replace("我省", "我市")
    assert [one.region for one in read(of_city, published="2015-01-21")] == ["济南市", "济南市"]


def test_the_nation_of_a_rank_in_a_title_is_not_what_the_text_is_about(read):
    found = read(
        "去年，山东省专利申请15万件。\n全年授权7万件。", published="2015-01-21", title="我省专利申请跃居全国第三"
    )
    assert [one.region for one in found] == ["山东", "山东"]


def test_a_bureau_of_a_region_is_no_city(read):
    found = read("全区专利授权3821件。", title="广西壮族自治区市场监督管理局工作总结")
    assert regions(found) == ["450000"]


def test_a_city_and_then_its_counties_are_a_text_on_the_city(read):
    found = read("1995年，宜昌市申请专利231件。枝江县申请24件，秭归县19件。是年，市专利管理处受理专利纠纷5起。")
    assert [one.region for one in found][-1] == "宜昌市"


def test_the_year_of_a_yearbook_is_when_it_came_out(read):
    found = read("2016年，全市专利申请3万件。\n至年末，有效注册商标16万件。", title="苏州年鉴（2017）")
    assert periods(found) == ["2016", "2016"]


def test_a_report_to_a_meeting_tells_this_year_and_the_last(read):
    found = read("去年，全省专利授权5万件。\n今年，专利授权预期6万件。", title="安徽省2017年政府工作报告")
    assert periods(found) == ["2016", "2017"]
    assert [one.status for one in found] == ["A", "F"]


def test_a_press_conference_on_half_a_year_is_of_that_half(read):
    title = "浙江省2025年上半年知识产权工作新闻发布会"
    assert periods(read("杭州发明专利授权18624件。", title=title)) == ["2025-S1"]
    quarter = "浙江省2020年第四季度新闻发布会"
    assert periods(read("杭州发明专利授权18624件。", title=quarter)) == ["2020"]


def test_the_aim_of_a_year_is_no_time(read):
    found = read("2024年1至7月，重庆质押融资61亿元，提前完成全年目标。其中，普惠贷款512笔。")
    assert periods(found) == ["2024-01/2024-07"] * 2


def test_a_title_can_state_a_figure(read):
    found = read("2016年重庆19项专利获中国专利奖\n\n2016年，重庆专利授权4万件。")
    assert [one.published for one in found] == ["19项", "4万件"]


# Lists and sums


def test_a_sum_behind_several_regions_is_of_none_of_them(read):
    found = read("2020年，山东发明专利授权2.6万件。其中青岛9000件、济南8000件，合计1.7万件，占全省的65%。")
    assert [one.region for one in found] == ["山东", "青岛市", "济南市", "", ""]


def test_two_counts_that_touch_are_both_read(read):
    found = read("2021年，浙江检察机关批准逮捕侵犯知识产权犯罪案件358件627人。")
    assert [one.published for one in found] == ["358件", "627人"]


def test_a_city_of_the_name_of_its_prefecture_is_a_part_of_it(read):
    found = read("2019年，喀什地区专利申请291件，其中喀什市173件，占59.5%。")
    assert [one.region for one in found] == ["喀什", "喀什市", "喀什市"]


@pytest.mark.parametrize("among", ["在16个州市中排第7位", "居16个县市首位"])
def test_among_how_many_a_rank_is_is_no_level(read, among):
    assert [one.kind for one in read(f"2020年，大理州发明专利授权112件，{among}。")] == ["level", "rank"]


# Growth


def test_a_rank_behind_a_growth_alone_is_one_by_growth(read):
    found = read("2024年，江西专利授权9万件，增长18.9%，居中部第三位；山西下降2.3%，居第六位。")
    assert [one.subject for one in found if one.kind == "rank"] == ["level", "growth"]


def test_a_percentage_where_growth_is_spoken_of_is_a_growth(read):
    found = read("2020年，广东发明专利授权7万件。从增速看，汕尾以61.3%居全省首位，阳江38.8%，占比9%。")
    assert [one.kind for one in found] == ["level", "growth", "rank", "growth", "share"]


# Things


def test_the_name_of_a_firm_narrows_nothing_of_what_it_counts(read):
    found = read("2009年，深圳专利申请3万件。华为公司申请发明专利3127件。")
    assert (metrics(found)[1], found[1].region) == ("patent.applications/invention", "")


def test_a_verb_said_again_is_of_the_same_thing(read):
    found = read("1985—1990年，吉林查处商标违法案件2316起；1991—1998年查处7904起。")
    assert metrics(found) == ["trademark_case.investigated"] * 2
    assert periods(found) == ["1985/1990", "1991/1998"]


def test_a_measure_is_of_the_whole_only_where_the_whole_is_measured_so(read):
    found = read("2010年，宁夏授权专利1081件，其中发明58件。签订技术合同487项，成交金额1亿元。")
    assert metrics(found)[2:] == ["contract.concluded", "contract.value"]


def test_a_measure_alone_is_of_what_was_measured_so_before(read):
    found = read("2006年，烟台专利申请量3164件。\n\n2007年，新增驰名商标3件，总数11件。\n\n2008年，申请量4127件。")
    assert metrics(found)[-1] == "patent.applications/total"


def test_within_so_many_is_at_most_so_many(read):
    (one,) = read("2023年，全国发明专利平均审查周期压缩至16个月以内。")
    assert (one.published, one.qualifier) == ("16个月以内", "at_most")


def test_a_heading_in_black_brackets_is_no_part_of_the_name_behind_it(read):
    found = read("【专利服务】2016年，湖南有专利代理机构46家。【奖励】中国专利奖11项。")
    assert metrics(found)[0] == "agency.patent_agencies"


def test_a_name_keeps_its_first_word_though_it_begins_like_an_idle_one(read):
    (one,) = read("截至2020年底，全省有效发明专利共3件。", title="湖北省专利统计")
    assert one.why.startswith("level: subject 有效发明专利, ")
