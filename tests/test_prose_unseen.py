"""When figures are of, and what bare words count, in the ways that reports new to the reader have worded it.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]


# When


def test_what_came_by_the_end_of_a_month_came_since_the_year_began(read):
    found = read("2015年，截至11月底，全省专利申请99件，有效发明专利37件，已有专利代理机构3家。")
    assert periods(found) == ["2015-01/2015-11", "2015-11", "2015-11"]


def test_an_action_that_began_in_a_month_has_its_figures_since_then(read):
    found = read("2013年，自5月“护航”行动启动以来，截至11月底，全省查处专利案件99件。\n\n石家庄市查处9件。")
    assert periods(found) == ["2013-05/2013-11"] * 2


def test_an_event_on_a_day_of_a_yearbook_is_of_its_year(read):
    found = read("扬州市2017年知识产权工作\n\n4月26日，举办宣传活动，发放资料9份。")
    assert periods(found) == ["2017"]
    news = read("4月26日，举办宣传活动，发放资料9份。", published="2017-05-02")
    assert periods(news) == ["2017-04"]


@pytest.mark.parametrize("verb", ["设", "成立", "组建"])
def test_what_was_set_up_in_a_month_is_of_the_year(read, verb):
    found = read(f"1986年4月，市科委{verb}专利管理科，编制3人。1986年4月，专利申请9件。")
    assert periods(found) == ["1986", "1986-04"]


def test_one_year_is_the_year_at_hand(read):
    assert periods(read("2022年，用标企业99家，一年间增加60%。")) == ["2022", "2022"]


def test_a_year_after_which_something_was_is_the_one_that_follows_it(read):
    found = read("1995年专利申请9件。1996年以后，申请徘徊。是年专利申请7件。")
    assert periods(found) == ["1995", "1996"]


def test_a_year_in_the_name_of_projects_is_not_when_they_were_examined(read):
    found = read("新疆2016年专利工作\n\n对2013年立项的项目组织验收，通过21个。专利申请9件。")
    assert periods(found) == ["2016", "2016"]


def test_all_of_the_year_is_that_of_the_title_again(read):
    found = read("佛山市2022年统计公报\n\n2021年研发经费支出9亿元。全年专利授权37件。")
    assert periods(found) == ["2021", "2022"]


def test_a_quarter_among_figures_of_a_year_holds_for_its_sentence(read):
    found = read("2019年，专利申请99件。四季度专利申请9件。包头市专利申请7件。")
    assert periods(found) == ["2019", "2019-Q4", "2019"]


def test_four_quarters_have_their_figures_in_step(read):
    found = read("2019年专利工作\n\n一至四季度专利申请分别为1件、2件、3件和4件。")
    assert periods(found) == ["2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"]


def test_a_line_with_a_month_says_when_a_report_was_made(read):
    found = read(
        "苏州市知识产权工作情况汇报\n\n（2018年12月）\n\n今年1—10月，全市专利申请9件。明年，计划专利申请11件。"
    )
    assert periods(found) == ["2018-01/2018-10", "2019"]


def test_a_report_to_a_meeting_with_a_month_below_its_title_tells_of_the_year_before(read):
    text = "在全省知识产权局长会议上的工作报告\n\n2015年2月\n\n2014年，湖南省专利申请99件。\n\n全年备案许可合同涉及专利9件。"
    assert periods(read(text)) == ["2014", "2014"]


def test_a_plan_for_a_year_is_of_that_year_and_yet_to_come(read):
    found = read("宁夏2011年专利工作要点\n\n2010年，全区专利申请99件。\n\n一、提高数量\n\n专利申请120件。")
    assert periods(found) == ["2010", "2011"]
    assert [one.status for one in found] == ["A", "F"]


def test_an_aim_for_all_of_the_year_is_of_the_year_and_what_came_is_not(read):
    found = read("2018年，PCT专利申请前10个月为16件，完成全年22件目标的72.7%。")
    assert periods(found) == ["2018-01/2018-10", "2018", "2018-01/2018-10"]


# Which kind


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("增速上，十堰以41%领跑", "growth 41 %"), ("按增速排，东莞以64%位列第一", "growth 64 %"),
        ("降幅收窄至4.6%", "growth -4.6 %"), ("增速回落到9%", "growth 9 %"), ("由30%回落到9%", "level 9 %"),
        ("，约66%集中在郑州市", "share 66 %"), ("，不足总量的6%", "share 6 %"), ("，为全区的66%", "share 66 %"),
        ("，完成全年22件目标的72%", "share 72 %"), ("，企业中有专利申请的不足两成", "share 20 %"),
        ("，两类贡献了六分之五", "share 250/3 %"), ("，户均增收2300元", "level 2300 元"), ("，同比增收2300元", "change 2300 元"),
        ("，仅低于乌鲁木齐市的43件", "level 43 件"), ("，低于上年43件", "change -43 件"),
    ],
)  # fmt: skip
def test_the_kind_that_words_around_a_figure_tell(read, words, statement):
    found = read(f"2016年，全省专利申请99件{words}。")
    assert statement in said(found)


def test_both_comparisons_of_one_figure_are_growths(read):
    found = read("2017年7月，全市专利申请99件，环比、同比分别为－4.1%、30.6%。")
    assert said(found)[1:] == ["growth -4.1 %", "growth 30.6 %"]


# What


def test_shipments_and_pieces_that_customs_seized_go_each_with_its_growth(read):
    found = read(
        "2016年，海关查获侵权货物9批，涉及商品37件，案值3万元。与2015年相比，批次减少3%，数量则减少5%，案值微增1%。"
    )
    assert metrics(found)[3:] == ["customs.shipments_seized", "customs.goods_seized", "customs.value_seized"]


def test_the_kinds_of_first_instances_are_what_was_done_to_all_cases(read):
    found = read("2016年，全市法院新收知识产权案件99件，其中民事一审37件，刑事一审6件。")
    assert metrics(found) == ["court.cases_accepted", "court.civil_accepted", "court.criminal_accepted"]


def test_two_halves_of_names_make_two_names(read):
    found = read("到2020年，知识产权优势、示范企业分别发展到99家和37家。")
    assert metrics(found) == ["enterprise.ip_advantage", "enterprise.ip_demonstration"]


def test_what_banks_lent_on_pledges_is_their_loans(read):
    found = read("2016年，办理专利权质押登记17件，获银行贷款3亿元，比2015年翻一番。")
    assert metrics(found) == ["program.pledges_registered", "program.loans", "program.loans"]


def test_the_number_of_pledges_and_their_loans_are_no_list_in_step(read):
    found = read("2022年，专利、商标质押融资12笔、3亿元。")
    assert metrics(found) == ["program.pledges_registered", "program.loans"]


def test_trademarks_registered_in_a_part_of_a_year_are_registrations(read):
    assert metrics(read("2022年上半年，注册商标37件。")) == ["trademark.registrations"]
    assert metrics(read("2022年，注册商标37件。")) == [""]


def test_who_uses_an_indication_is_told_behind_the_products(read):
    assert metrics(read("2023年，地理标志保护产品99个，经营主体用标37家。")) == ["gi.products", "gi.users"]


def test_a_dash_parts_a_remark_from_what_is_counted(read):
    found = read("2014年，量减质升是最大亮点——发明专利申请37件。")
    assert metrics(found) == ["patent.applications/invention"]


def test_cases_that_were_investigated_stay_those_spoken_of(read):
    found = read("2019年，全区查处知识产权违法案件99件。\n\n各盟市中，包头市查处案件9件。")
    assert metrics(found) == ["enforcement.ip_cases", "enforcement.ip_cases"]


def test_a_year_behind_parts_goes_on_with_the_whole(read):
    found = read("1985年，全省专利申请99件，其中发明37件。1988年突破1000件。")
    assert metrics(found) == ["patent.applications/total", "patent.applications/invention", "patent.applications/total"]


# Which region


@pytest.mark.parametrize(
    "words", ["在一起侵害商标权案中，判令被告赔偿", "在黄某等人假冒商标案中，嫌疑人获利", "单户企业贴息不超过"]
)
def test_a_figure_of_one_case_or_one_customer_is_of_no_region(read, words):
    found = read(f"福建省2021年法院工作\n\n2021年，{words}3万元。")
    assert regions(found) == [""]


def test_cases_accepted_are_not_one_case(read):
    found = read("武汉市2021年法院工作\n\n在全部民事一审收案中，著作权案件占七成。")
    assert regions(found) == ["武汉市"]


def test_an_office_of_the_nation_that_approved_something_is_not_where_it_is(read):
    found = read("2019年，河南省经国家知识产权局批准设立的专利代理机构9家。")
    assert regions(found) == ["410000"]
