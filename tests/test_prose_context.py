"""What a figure is of, when its own clause does not say: the thing, the region and the period of the text around it.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]

GRANTS = "2019年，四川省专利授权8.21万件，同比下降5.6%。"


def levels(found):
    """The levels among some statements."""
    return [one for one in found if one.kind == "level"]


# The thing


def test_a_region_alone_is_of_what_the_paragraph_before_counts(read):
    found = read(f"{GRANTS}\n\n市州方面，成都5.08万件，占全省的61.9%；绵阳4200件，增长8.3%，居第二位。")
    assert set(metrics(found)) == {"patent.grants/total"}
    assert regions(found)[2:] == ["成都市"] * 2 + ["绵阳市"] * 3


def test_a_list_of_regions_is_of_the_clause_before_it_that_has_no_figure(read):
    found = read("2008年，全国专利授权35万件。\n\n广东、浙江授权量位居前列，分别为62030件、52950件。")
    assert regions(found) == ["100000", "440000", "330000"]
    assert metrics(found) == ["patent.grants/total"] * 3


def test_a_clause_can_set_what_the_next_counts_without_a_figure(read):
    found = read("2017年，全省商标申请5万件。\n专利授权方面，浙江全省授权22万件，其中发明2.8万件。")
    assert metrics(found) == ["trademark.applications", "patent.grants/total", "patent.grants/invention"]


@pytest.mark.parametrize("words", ["这一数字为", "该指标为", "以", "则为", "约", "仅"])
def test_idle_words_and_words_that_point_back_name_no_other_thing(read, words):
    found = read(f"截至2021年底，山西有效发明专利2.47万件。太原{words}1.62万件。")
    assert metrics(found) == ["patent.in_force/invention"] * 2


def test_what_a_region_does_with_its_figure_is_not_what_it_counts(read):
    found = read("2017年，江苏每万人发明专利拥有量22件，南京以49.7件拔得头筹，苏州44件次之。")
    assert metrics(found) == ["patent.in_force_per_10k/invention"] * 3


def test_a_new_thing_of_another_unit_is_none_of_what_was_spoken_of(read):
    found = read("2019年，四川省专利授权8万件。\n\n成都安排经费300万元，绵阳200人。")
    assert metrics(found) == ["patent.grants/total", "", ""]


def test_unknown_words_keep_a_figure_from_what_was_spoken_of(read):
    found = read("2019年，四川省专利授权8万件。\n\n成都新能源汽车5000件。")
    assert metrics(found) == ["patent.grants/total", ""]


def test_a_paragraph_that_counts_two_things_leaves_a_bare_figure_open(read):
    found = read("2019年，四川专利申请9万件，专利授权8万件。\n\n成都5万件。")
    assert metrics(found)[2] == ""


def test_a_bare_measure_is_of_what_was_counted_so_before_and_not_of_its_last_part(read):
    found = read("2009年，山东专利授权34513件，其中发明专利2865件。青岛、济南授权量居前，合计占全省的46.1%。")
    assert metrics(found) == ["patent.grants/total", "patent.grants/invention", "patent.grants/total"]


def test_behind_parts_a_region_of_its_own_is_counted_whole(read):
    found = read("2014年，昌吉州申请专利811件，其中发明专利102件。克拉玛依市1024件，增长22%。")
    assert metrics(found) == [
        "patent.applications/total", "patent.applications/invention",
        "patent.applications/total", "patent.applications/total",
    ]  # fmt: skip


def test_a_heading_says_what_is_counted_below_it(read):
    found = read("一、专利授权量\n\n2019年，成都5.08万件，绵阳4200件。")
    assert metrics(found) == ["patent.grants/total"] * 2


def test_the_whole_that_a_share_is_of_names_the_thing(read):
    found = read("2017年，宁夏每万人口发明专利拥有量5件；银川市占全区有效发明专利的60%。")
    assert metrics(found)[1] == "patent.in_force/invention"


def test_the_same_cases_are_accepted_and_closed(read):
    found = read("2010年，云南法院新收知识产权民事一审案件612件，审结590件。昆明中院受理430件。")
    assert metrics(found) == ["court.civil_accepted", "court.civil_closed", "court.civil_accepted"]
    assert regions(found)[2] == "昆明市"


def test_a_rank_keeps_the_thing_before_the_words_of_its_scope(read):
    found = read("2008年，黑龙江商标申请3件。全省专利授权量在全国列第17位。")
    assert metrics(found)[1] == "patent.grants/total"


def test_counties_are_what_is_counted_where_a_figure_stands_before_them(read):
    assert metrics(read("2010年，河北22个县（市、区）专利申请超过百件。"))[0] == ""


# The region


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("沙坪坝区802件", "沙坪坝区"), ("巴南区约占十分之一", "巴南区"), ("其中南岸区授权6件", "南岸区"),
        ("渝北区法院受理5件", "渝北区"), ("杨凌示范区申请5件", "杨凌示范区"), ("两江新区5件", "两江新区"),
    ],
)  # fmt: skip
def test_a_district_or_zone_is_known_by_its_form_and_keeps_its_printed_name(read, clause, name):
    assert regions(read(f"2015年，重庆市专利授权3964件。{clause}。"))[1] == name


def test_the_ending_of_a_list_is_that_of_each_in_it(read):
    found = read("2013年，重庆商标申请5万件。\n\n渝中、江北、九龙坡三区商标申请量分别占全市的14%、11%和9%。")
    assert regions(found)[1:] == ["渝中", "江北", "九龙坡"]
    assert metrics(found) == ["trademark.applications"] * 4


@pytest.mark.parametrize(
    "clause",
    [
        "城口、巫溪两县各26件", "两地合计不足330件", "成都、绵阳两市占全省的71%", "各市州新增18件", "长春中院、延边中院受理专利案件31件",
        "通化、四平各2件", "沪苏浙皖专利授权合计102件",
    ],
)  # fmt: skip
def test_a_figure_of_several_regions_is_of_none(read, clause):
    found = read(f"2015年，四川省专利授权3964件，成都31件。{clause}。")
    assert regions(found)[2] in ("", "沪苏浙皖")


@pytest.mark.parametrize(
    "clause",
    ["一家藏药企业去年仅有专利9件", "东北农业大学获授权发明专利12件", "某科技公司专利9件", "一位老师说他们接到案件9件"],
)
def test_a_figure_of_one_firm_school_or_man_is_of_no_region(read, clause):
    found = read(f"2015年，四川省专利授权3964件。{clause}。全省商标申请5件。", "2016-02-01")
    assert regions(found) == ["510000", "", "510000"]
    assert periods(found)[2] == "2015"


@pytest.mark.parametrize("words", ["在西部与内蒙古并列第8位", "比内蒙古多2件", "增幅居西南三省第一"])
def test_a_region_that_is_only_compared_with_is_not_the_subject(read, words):
    found = read(f"2010年，贵州专利授权3086件，{words}，比2009年提升1位。")
    assert set(regions(found)) == {"520000"}


def test_a_name_is_not_found_across_two_others(read):
    found = read("2014年，拱北海关扣留侵权货物793批次，货运渠道中拱北海关查获48批次。")
    assert "北海市" not in regions(found)
    assert regions(found)[0] == "拱北"


def test_a_body_of_the_nation_speaks_for_the_nation(read):
    found = read("2016年，国家知识产权局共受理发明专利申请56.5万件，授权发明专利20.1万件。")
    assert regions(found) == ["100000"] * 2


def test_behind_a_semicolon_another_subject_is_no_part_any_more(read):
    found = read("2019年，西藏专利申请1830件，其中拉萨市占3/4；商标申请1.23万件。")
    assert regions(found) == ["540000", "拉萨市", "540000"]


def test_the_place_behind_a_share_is_what_it_is_of(read):
    found = read("2011年，广东授权专利13.89万件，超过3/4集中在珠三角。")
    assert regions(found) == ["440000", "珠三角"]


def test_the_title_of_a_plan_tells_the_region_from_within_its_marks(read):
    found = read("《湖南省知识产权战略实施推进计划（2012—2015年）》提出：\n\n1.到2015年，全省专利申请量达到4.5万件。")
    assert [(one.region_code, one.period, one.status) for one in found] == [("430000", "2015", "F")]


def test_the_whole_city_and_the_zone_that_a_text_is_about_are_told_apart(read):
    found = read("标题：苏州工业园区知识产权报告\n\n2013年，全市发明专利申请5.2万件，园区发明专利申请6100件。")
    assert regions(found) == ["苏州市", "苏州工业园区"]


# The period


def test_the_next_year_holds_for_its_sentence(read):
    found = read("1986年，广西申请专利126件，次年申请204件，增长61.9%。获授权38件。")
    assert periods(found) == ["1986", "1987", "1987", "1986"]


def test_the_first_of_two_levels_is_of_the_year_before(read):
    found = read("2017年，江苏发明专利授权量同比增长33.1%，由1180件增至1571件。")
    assert periods(found)[1:] == ["2016", "2017"]


def test_since_a_year_up_to_another_is_all_of_them(read):
    found = read("1995年起，甘肃开始查处冒充专利行为，到2001年共立案73件，罚款48万元。")
    assert periods(found) == ["1995/2001"] * 2


@pytest.mark.parametrize("words", ["较“十五”末的2005年翻了一番多", "在2005年的基础上翻一番", "比2005年翻一番"])
def test_a_year_compared_with_is_not_the_year_of_the_growth(read, words):
    found = read(f"2010年，河北专利申请1.2万件，{words}；专利授权1万件。")
    assert periods(found) == ["2010"] * 3
    assert found[1].base_period == "2005"


def test_a_month_without_a_year_never_takes_that_of_a_target(read):
    found = read("到2025年，湖南有效发明专利达到12万件。截至3月底，这一数字为9.87万件，占中部的20%。")
    assert [(one.period, one.status) for one in found] == [("2025", "F"), ("", "A"), ("", "A")]


def test_now_ends_what_is_to_come(read):
    found = read(
        "2021年，内蒙古授权专利5件。到2025年，全区有效发明专利将达到9000件。目前，包头市拥有1480件。", "2022-01-01"
    )
    assert [(one.period, one.status) for one in found] == [("2021", "A"), ("2025", "F"), ("2021", "A")]


def test_a_stock_at_a_month_stays_of_the_month_in_the_sentences_behind_it(read):
    found = read(
        "2016年上半年，全国授权专利5件。截至6月底，我国有效发明专利9件。北京、上海合计占全国有效发明专利的42.7%。"
    )
    assert periods(found) == ["2016-S1", "2016-06", "2016-06"]


def test_next_year_is_told_from_the_day_of_publication(read):
    text = "明年，西藏发明专利授权量力争达到150件。"
    assert periods(read(text, "2019-12-27")) == ["2020"]
    assert periods(read(text)) == [""]


def test_an_average_growth_over_years_leaves_the_year_of_the_sentence_alone(read):
    found = read("到2015年，湖南专利申请量达到4.5万件，2012年至2015年年均增长12%，其中发明占四成。", "2012-03-01")
    assert periods(found) == ["2015", "2012/2015", "2015"]


# Targets


def test_all_that_a_plan_says_of_years_to_come_is_a_target_and_what_it_says_of_the_past_is_none(read):
    found = read(
        "云南省“十四五”知识产权规划\n\n二、主要指标\n\n到2025年，全省有效注册商标80万件；“十四五”期间，授权专利500件。\n\n"
        "三、发展基础\n\n2020年末，有效发明专利16480件。"
    )
    assert [(one.period, one.status) for one in found] == [("2025", "F"), ("2021/2025", "F"), ("2020", "A")]
    assert set(regions(found)) == {"530000"}


def test_a_plan_in_a_name_is_no_plan(read):
    found = read("2006年，福建省专利实施计划立项45项。2012年，福建授权专利5件。")
    assert {one.status for one in found} == {"A"}


@pytest.mark.parametrize("words", ["计划达到3000件", "要发行3单", "要突破3000件", "力争3000件"])
def test_the_words_of_a_target_make_one(read, words):
    found = read(f"2016年，青海专利申请量{words}。", "2016-03-02")
    assert [one.status for one in found] == ["F"]


# Figures in unusual print


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专利授权2件，比2012年增长一倍半以上", "growth 150.0 %"), ("专利授权2件，同比翻番有余", "growth 100 %"),
        ("专利授权2件，占八成有余", "share 80 %"), ("专利授权量跃上万件台阶", "level 10000 件"), ("专利授权在百件以上", "level 100 件"),
        ("知识产权保护满意度达82～85分", "level 82..85 分"), ("平均审理周期由去年的5.6个月缩短为4.9个月", "level 4.9 个月"),
        ("专利授权37件，并列第九", "rank 9 位"), ("与去年同期相比，专利申请量多了112件", "change 112 件"),
        ("专利授权66件，与前一年持平", "growth 0 %"), ("专利授权3万件，居各省（区、市）第四", "rank 4 位"),
        ("专利授权150件，增幅最大，达1.2倍", "growth 120.0 %"), ("专利授权150件，厦门占比最高，为43%", "share 43 %"),
        ("专利授权１，８９４件", "level 1894 件"),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_it_is_meant(read, text, expected):
    assert said(read(f"2013年，福建{text}。"))[-1] == expected


def test_ranks_in_one_list_go_with_their_regions(read):
    found = read("2013年，陕西西安市专利申请2.38万件，宝鸡、咸阳分列二、三位。")
    assert [(one.kind, str(one.value), one.region) for one in found[1:]] == [
        ("rank", "2", "宝鸡市"),
        ("rank", "3", "咸阳市"),
    ]
    assert found[-1].published == "三位"


# Headings


def test_a_heading_gives_the_region_of_what_stands_below_it(read):
    found = read(
        "各市知识产权概况（2013年）\n\n南京市\n\n专利授权19484件，居全省第一。商标申请2.1万件。\n\n徐州市\n\n专利授权5210件。"
    )
    assert [one.region for one in found] == ["南京市"] * 3 + ["徐州市"]
    assert set(periods(found)) == {"2013"}


def test_a_numbered_heading_gives_its_region_and_a_comparison_in_it_gives_none(read):
    found = read(
        "一、陕西\n\n2015年专利授权33350件。\n\n二、甘肃\n\n2017年专利授权9672件。\n\n三、与青海比较\n\n专利授权5件。"
    )
    assert regions(found)[:2] == ["610000", "620000"]
    assert regions(found)[2] != "630000"


def test_a_date_below_the_title_is_no_heading(read):
    found = read("浙江省2019年统计公报\n\n2020年3月5日\n\n全年全省专利申请量43.59万件。")
    assert periods(found) == ["2019"]


def test_earlier_years_brought_in_to_compare_do_not_stay(read):
    found = read("2012年，辽宁专利申请量为41152件，而2011年为37102件。沈阳1.32万件。")
    assert periods(found) == ["2012", "2011", "2012"]


def test_the_first_of_two_levels_is_of_the_year_before_where_nothing_is_compared(read):
    found = read("2017年，江苏发明专利授权量由1180件增至1571件。“十二五”期间，授权量由5件增至9件。")
    assert periods(found)[:4] == ["2016", "2017", "2010", "2015"]
