"""What the reader of prose makes of one phenomenon at a time. All figures are made up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016年，新疆专利申请量达14105件。", "level 14105 件"),
        ("2016年，新疆专利申请量为1.41万件。", "level 14100 件"),
        ("2016年，新疆专利申请量14,105件。", "level 14105 件"),
        ("2016年，新疆共申请专利１４１０５件。", "level 14105 件"),
        ("2016年，新疆质押融资3.5亿元。", "level 350000000 元"),
        ("2016年，新疆申请专利近两万件。", "level 20000 件"),
        ("2016年，新疆申请专利三千零五件。", "level 3005 件"),
        ("2016年，新疆授权率为百分之五十四点二。", "level 54.2 %"),
        ("2016年，新疆申请专利3至5件。", "level 3..5 件"),
        ("2016年，新疆专利申请突破百万件大关。", "level 1000000 件"),
    ],
)
def test_a_level_is_read_in_base_units_however_its_number_is_printed(read, text, expected):
    assert said(read(text)) == [expected]


@pytest.mark.parametrize(
    ("printed", "qualifier"),
    [
        ("920余件", "at_least"), ("920多件", "at_least"), ("近920件", "about"), ("约920件", "about"), ("920件左右", "about"),
        ("超过920件", "more_than"), ("突破920件", "more_than"), ("不足920件", "less_than"), ("920件以上", "at_least"),
        ("不超过920件", "at_most"), ("920件", "exact"), ("9.2百件", "rounded"),
    ],
)  # fmt: skip
def test_a_qualifier_belongs_to_the_print_and_does_not_change_the_value(read, printed, qualifier):
    (one,) = read(f"2016年，新疆申请专利{printed}，再创新高。")
    assert (one.published, one.value, one.qualifier) == (printed, 920, qualifier)


def test_lines_pages_and_blanks_inside_a_number_do_not_part_it(read):
    text = "2016年，新疆检查商品21.36\n万件，专利申请 24 件，受\n理专利案件7\f25\n件。"
    assert [(one.published, one.value) for one in read(text)] == [
        ("21.36\n万件", 213600), ("24 件", 24), ("7\f25\n件", 725),
    ]  # fmt: skip


def test_page_numbers_and_running_headings_between_the_halves_of_a_sentence_are_left_out(read):
    text = "2003年，黑龙江省专利授权\n\n· 218 ·\n黑龙江年鉴　2004\n\n2794件，比上年减少3.1%。"
    found = read(text)
    assert said(found) == ["level 2794 件", "growth -3.1 %"]
    assert metrics(found) == ["patent.grants/total"] * 2


def test_a_list_in_step_goes_item_by_item(read):
    found = read(
        "2016年，新疆发明、实用新型、外观设计专利授权依次为910件、4828件、1378件，同比分别增长5%、6.5%和下降7%。"
    )
    assert said(found) == [
        "level 910 件", "level 4828 件", "level 1378 件", "growth 5 %", "growth 6.5 %", "growth -7 %",
    ]  # fmt: skip
    assert metrics(found) == ["patent.grants/invention", "patent.grants/utility_model", "patent.grants/design"] * 2


def test_a_list_in_step_can_be_of_measures_of_regions_and_of_years(read):
    assert metrics(read("2016年新疆专利申请量和授权量分别为10件和8件。")) == [
        "patent.applications/total",
        "patent.grants/total",
    ]
    assert regions(read("2016年广东、江苏发明专利授权量分别为9件、7件。")) == ["440000", "320000"]
    assert periods(read("新疆2014年、2015年专利申请量分别为9件、7件。")) == ["2014", "2015"]


def test_growths_in_step_without_names_are_of_the_levels_just_read(read):
    found = read("2013年，安徽省商标注册申请49831件，核准注册28714件，分别比上年增长24.1%和下降0.5%。")
    assert metrics(found) == ["trademark.applications", "trademark.registrations"] * 2
    assert said(found)[2:] == ["growth 24.1 %", "growth -0.5 %"]


def test_parts_take_their_measure_from_the_whole_and_what_follows_them_goes_back_to_it(read):
    found = read("2016年，全国受理专利案件864件，其中冒充专利案件640件、专利纠纷案件224件，办结871件。")
    assert metrics(found) == [
        "case.accepted/total",
        "case.accepted/passing_off",
        "case.accepted/patent_dispute",
        "case.closed/total",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同比增长15.14%", "growth 15.14 %"),
        ("比上年减少 18.78%", "growth -18.78 %"),
        ("较2015年下降百分之五", "growth -5 %"),
        ("增速为12.3%", "growth 12.3 %"),
        ("降幅达3.1%", "growth -3.1 %"),
        ("比上年翻了一番", "growth 100 %"),
        ("比2010年翻两番", "growth 300 %"),
        ("同比增长2.3倍", "growth 230.0 %"),
        ("是上年的2.3倍", "growth 130.0 %"),
        ("与上年持平", "growth 0 %"),
        ("同比增长一成", "growth 10 %"),
        ("比上年增加300件", "change 300 件"),
        ("比上年减少300件", "change -300 件"),
        ("居全国第22位", "rank 22 位"),
        ("位居全国首位", "rank 1 位"),
        ("并列全国第3位", "rank 3 位"),
        ("在全国排名第六", "rank 6 位"),
        ("排名比上年提高一位", "rank_change 1 位"),
        ("排名较上年后退两个位次", "rank_change -2 位"),
        ("占全国的12.3%", "share 12.3 %"),
        ("占全国的六分之一", "share 50/3 %"),
        ("约占全国三成", "share 30 %"),
        ("占全国的三成半", "share 35 %"),
        ("超过全国半数", "share 50 %"),
    ],
)  # fmt: skip
def test_a_claim_is_of_its_kind_and_of_the_level_before_it(read, text, expected):
    found = read(f"2016年，新疆专利申请量14105件，{text}。")
    assert said(found)[1:] == [expected]
    assert metrics(found) == ["patent.applications/total"] * 2


def test_percentage_points_are_a_change_and_never_a_growth(read):
    found = read("2016年，新疆发明专利授权率为54.2%，比上年提高1.2个百分点。")
    assert said(found) == ["level 54.2 %", "change 1.2 个百分点"]


def test_risen_to_is_a_level_and_not_a_rise(read):
    assert said(read("2016年，新疆专利申请量由上年的12250件增加到14105件。")) == ["level 12250 件", "level 14105 件"]
    assert periods(read("2016年，新疆专利申请量由上年的12250件增加到14105件。")) == ["2015", "2016"]


def test_the_span_of_a_growth_begins_at_its_word_of_direction_where_that_touches_it(read):
    found = read("2016年，新疆专利申请量同比增长15.14%，授权量增幅达 12.3%，商标申请减少了5%。")
    assert [one.published for one in found] == ["增长15.14%", "12.3%", "减少了5%"]


def test_a_rank_can_be_one_of_growth_within_a_region(read):
    _, _, rank = read("2016年，新疆专利申请量14105件，增长15.14%，增幅在西部排第3位。")
    assert (rank.subject, rank.scope_code, rank.region_code) == ("growth", "100300", "650000")


def test_a_growth_names_the_period_that_it_is_against(read):
    found = read("2021年第三季度，云南省专利授权900件，同比增长5%；商标申请800件，环比下降2%。")
    assert [one.base_period for one in found] == ["", "2020-Q3", "", "2021-Q2"]


def test_region_and_period_come_from_the_sentence_the_paragraph_or_the_title(read):
    found = read("专利申请量3件。\n2015年，南京专利申请量4件。授权量2件。", title="江苏省2016年知识产权概况")
    assert regions(found) == ["320000", "南京市", "南京市"]
    assert periods(found) == ["2016", "2015", "2015"]
    assert "from the title" in found[0].why
    assert "from the paragraph" in found[2].why


@pytest.mark.parametrize(
    ("word", "title", "code"),
    [
        ("全省", "江苏省知识产权概况", "320000"), ("全区", "新疆知识产权概况", "650000"), ("我市", "上海市知识产权概况", "310000"),
        ("兵团", "", "660000"), ("我国", "", "100000"), ("全市", "成都市知识产权概况", "成都市"), ("全省", "广州市知识产权概况", "440000"),
    ],
)  # fmt: skip
def test_words_that_point_at_a_region_find_it(read, word, title, code):
    assert regions(read(f"2016年，{word}专利申请量3件。", title=title)) == [code]


def test_a_region_that_is_not_known_stays_open_with_a_note(read):
    (one,) = read("2016年，全省专利申请量3件。")
    assert (one.region_code, one.region) == ("", "")
    assert "全省 stands for no region" in one.note
    assert one.doubt


def test_a_province_in_a_title_is_no_city_of_its_autonomous_namesake(read):
    (one,) = read("2016年，全省专利申请量3件。", title="新疆知识产权概况")
    assert one.region_code == ""


def test_a_place_beside_the_list_of_regions_keeps_its_name(read):
    found = read("2016年，苏州专利申请量3件，昆山市2件；第八师1件。")
    assert [(one.region_code, one.region) for one in found] == [("", "苏州市"), ("", "昆山市"), ("", "第八师")]
    assert all("not in the list" in one.doubt for one in found)


def test_a_region_that_is_compared_with_is_not_what_the_figure_is_of(read):
    found = read("2016年，新疆专利申请量3件，占全国的1%，增速高于全国平均2.1个百分点，与江苏合作5次。")
    assert set(regions(found)) == {"650000"}


def test_a_sum_over_several_regions_has_no_region(read):
    (one,) = read("2016年，广东、江苏两省共申请专利3万件。")
    assert (one.region, one.metric) == ("", "patent.applications")


@pytest.mark.parametrize(
    ("words", "published", "period"),
    [
        ("截至2016年底", "", "2016"), ("2016年上半年", "", "2016-S1"), ("2016年第三季度", "", "2016-Q3"), ("2016年7月", "", "2016-07"),
        ("2016年1至9月", "", "2016-01/2016-09"), ("2016年前三季度", "", "2016-01/2016-09"), ("“十二五”期间", "", "2011/2015"),
        ("2011—2015年", "", "2011/2015"), ("“十二五”末", "", "2015"), ("截至2016年6月底", "", "2016-01/2016-06"), ("二〇一六年", "", "2016"),
        ("去年", "2017-04-26", "2016"), ("今年上半年", "2017-07-26", "2017-S1"), ("1至3月", "2017-04-26", "2017-01/2017-03"),
        ("去年", "", ""), ("今年前三季度", "", ""), ("全年", "", ""), ("近五年", "2017-04-26", ""),
    ],
)  # fmt: skip
def test_periods_are_in_sdmx_form_and_open_where_their_year_is_not_known(read, words, published, period):
    (one,) = read(f"{words}，新疆专利申请量3件。", published=published)
    assert one.period == period
    assert bool(one.note) == (not period)


def test_a_stock_at_the_end_of_june_and_a_flow_of_the_half_year_are_of_two_periods(read):
    found = read("今年上半年，新疆申请专利5件。截至6月底，有效发明专利90件。全区商标申请7件。", published="2022-07-28")
    assert periods(found) == ["2022-S1", "2022-06", "2022-S1"]


def test_the_first_lines_tell_title_and_date(read):
    found = read("标题：云南省去年专利工作\n发布日期：2017-04-26\n\n去年，全省申请专利3件。")
    assert (regions(found), periods(found)) == (["530000"], ["2016"])


def test_targets_are_forecasts_and_no_facts(read):
    found = read(
        "2017年，新疆申请专利3件。到2020年，力争达到5件。“十三五”时期目标：授权专利6件。", published="2018-02-01"
    )
    assert [one.status for one in found] == ["A", "F", "F"]
    assert [one.doubt for one in found] == ["", "no fact yet", "no fact yet"]


@pytest.mark.parametrize(
    "text",
    [
        "2016年4月26日，新疆发布《2015年专利3件》。", "印发意见（新政办发〔2016〕2号）。", "第十八届中国专利奖和第3批试点。", "地址：明知路100号2楼305室。",
        "电话：0991-1234567，12330。", "依照专利法第六十五条。", "详见第412页。", "五十八岁的农艺师。", "专利号ZL201821034567.2。", "一是建立机制，二是加强执法，召开一次会议。",
        "在全区开展“双11”专项行动。", "实现三个转变、五个统一。", "全国500强企业。",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_not_read(read, text):
    assert said(read(text)) == []


def test_a_metric_that_is_not_in_the_lexicon_is_read_with_its_printed_name(read):
    (one,) = read("2016年，新疆举办培训班12期。")
    assert (one.metric, one.metric_zh, one.value, one.unit) == ("", "举办培训班", 12, "期")


def test_a_word_that_narrows_what_is_counted_leaves_the_metric_open(read):
    (one,) = read("2016年，新疆新能源汽车专利申请量12件。")
    assert one.metric == ""
    assert "能源汽车 may narrow patent.applications" in one.note


def test_a_unit_that_is_not_that_of_the_metric_is_another_thing(read):
    first, second = read("2016年，新疆以9项知识产权通过质押融资61万元。")
    assert (first.metric, second.metric) == ("program.rights_pledged", "program.loans")


def test_a_misprint_one_character_off_is_put_right_with_a_note(read):
    (one,) = read("2016年，新疆外观设汁专利授权119件。")
    assert (one.metric, one.patent_type) == ("patent.grants", "design")
    assert "printed 外观设汁专利" in one.note


def test_a_misprinted_region_is_never_guessed(read):
    (one,) = read("2016年，江两专利申请量3件。")
    assert one.region_code == ""


def test_another_edition_of_an_award_is_not_the_one_of_the_list(read):
    found = read("2018年，新疆3件专利获第二十届中国专利奖优秀奖。2016年，新疆4件专利获第十八届中国专利奖的优秀奖。")
    assert [one.program for one in found] == ["", "china_patent_award_18"]
    assert metrics(found) == ["program.awards"] * 2


def test_the_program_of_one_region_is_not_taken_for_another(read):
    found = read("2016年，新疆知识产权质押融资3亿元。2016年，江苏知识产权质押融资9亿元。")
    assert [one.program for one in found] == ["pledge_financing", ""]


def test_courts_count_their_own_cases(read):
    found = read("2020年，云南法院新收知识产权案件3862件，审结3710件。")
    assert metrics(found) == ["court.cases_accepted", "court.cases_closed"]


def test_traditional_characters_are_read_by_their_simplified_ones(read):
    (one,) = read("2016年，新疆專利申請量達14105件。")
    assert (one.metric, one.value, one.published) == ("patent.applications", 14105, "14105件")


def test_english_is_not_read_and_said_so(read):
    from ipstats.sources.prose import language_note

    text = "In 2016, 14105 patent applications were filed in Xinjiang, 15.14% more than in 2015. " * 3
    assert read(text) == []
    assert "only Chinese" in language_note(text)


def test_a_locator_is_given_by_section_and_line_or_by_the_caller(read, names):
    from ipstats.sources.prose import read_prose

    text = "三、创造\n（二）运用\n1.专利\n2016年，新疆申请专利\n3件。"
    assert read(text)[0].locator == "三（二）1, line 5"
    assert read_prose(text, names, place=lambda offset: f"at {offset}")[0].locator == f"at {text.index('3件')}"


def test_every_statement_says_why_it_was_read(read):
    _, growth = read("2016年，新疆专利申请共14105件，同比增加15.14%。")
    assert growth.why == (
        "growth: subject 专利申请, 增加; region 新疆 from the sentence; "
        "period 2016 from the sentence; against 2015 (同比)"
    )


def test_values_are_exact(read):
    found = read("2016年，新疆万人发明专利拥有量1.594件，占全国的1/6。")
    assert [one.value for one in found] == [Decimal("1.594"), Fraction(50, 3)]


def test_the_page_on_prose_names_every_rule_as_the_program_does():
    from ipstats.sources.prose.words import RULES
    from prose import ROOT

    page = (ROOT / "docs" / "reading-prose.md").read_text("utf-8")
    assert [f"| {rule.name} | {rule.says} |" for rule in RULES if f"| {rule.name} | {rule.says} |" not in page] == []


def test_of_several_figures_a_multiple_is_a_growth_among_growths(read):
    found = read("2023年，武汉、宜昌、襄阳专利申请量分别为3件、4件、5件，增幅分别为61%、1.3倍和42.7%。")
    assert said(found)[3:] == ["growth 61 %", "growth 130.0 %", "growth 42.7 %"]
    assert regions(found) == ["武汉市", "宜昌市", "襄阳市"] * 2


def test_a_unit_printed_once_counts_for_the_whole_list(read):
    found = read(
        "2016年，新疆发明、实用新型、外观设计专利授权分别为12、15和20件，增速高于全国、西部5.2个和3.8个百分点。"
    )
    assert said(found) == ["level 12 件", "level 15 件", "level 20 件", "change 5.2 个百分点", "change 3.8 个百分点"]


def test_what_stands_in_brackets_is_an_aside(read):
    found = read("2015年，西藏申请专利114件（发明38件、外观设计24件），同比增长29.55%。")
    assert metrics(found) == [f"patent.applications/{kind}" for kind in ("total", "invention", "design", "total")]


def test_new_ones_are_no_stock_and_their_sum_is(read):
    found = read("2016年，新疆新认定高新技术企业426家，总数达1682家。")
    assert metrics(found) == ["", "enterprise.high_tech"]


def test_applications_from_abroad_are_none_of_the_region(read):
    found = read("2009年，全国受理专利申请976686件，其中国外申请99075件。")
    assert [one.region_code for one in found] == ["100000", "900000"]
    (one,) = read("2009年，江苏省国外申请人专利申请75件。")
    assert one.metric == ""


def test_a_year_that_was_reached_is_no_target_in_a_text_of_later_years(read):
    found = read("到1990年，江苏专利申请量达605件。2000年，全省专利申请1475件。到2005年，力争达到3000件。")
    assert [one.status for one in found] == ["A", "A", "F"]


def test_a_target_that_was_met_is_a_fact(read):
    found = read("2020年，福建每万人口发明专利拥有量12.6件，提前一年实现规划目标；商标申请量9件。")
    assert [one.status for one in found] == ["A", "A"]


def test_a_heading_tells_period_and_aim_of_what_stands_below_it(read):
    text = "合肥市知识产权局工作总结\n一、2020年主要工作\n专利申请量3件。\n二、2021年工作计划\n专利申请量4件。"
    found = read(text)
    assert [(one.period, one.status) for one in found] == [("2020", "A"), ("2021", "F")]


def test_a_figure_of_one_firm_is_not_of_its_region(read):
    (one,) = read("公司去年提交专利申请57件。", title="上海市知识产权概况", published="2017-04-26")
    assert one.region == ""
    assert "of one firm" in one.note


def test_words_that_are_near_each_other_and_mean_two_things_are_no_misprints(read):
    (one,) = read("2012年，全国向其他部门移送案件126件。")
    assert one.metric == ""


def test_after_a_list_of_parts_the_text_is_of_the_whole_again(read):
    found = read("2014年，苏州市专利申请量10万件。下辖县级市中，昆山市申请3万件，常熟市2万件。全市授权专利5万件。")
    assert regions(found) == ["苏州市", "昆山市", "常熟市", "苏州市"]


def test_a_title_of_the_nation_is_no_region(read):
    found = read("2018年，河北新增全国版权示范单位3家，作品登记5件。")
    assert regions(found) == ["130000", "130000"]


def test_the_base_of_a_doubling_is_the_period_it_began_from(read):
    *_, doubled = read("2020年，海南每万人口发明专利拥有量从2015年的1.86件提高到3.75件，五年翻了一番。")
    assert (doubled.value, doubled.base_period) == (100, "2015")
