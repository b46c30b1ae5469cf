"""Names made of parts, what bare words and words that point back stand for, and words that make a figure another thing.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, read, regions, said

__all__ = ["names", "read"]


def statuses(found):
    """The status of each statement: A for a fact, F for what is to be reached."""
    return [one.status for one in found]


# Names made of parts


@pytest.mark.parametrize(
    ("words", "found"),
    [
        # Who handles, what is done, and to what.
        ("口岸海关中止放行涉嫌侵权物品31批次，货值82万元", ["customs.shipments_seized", "customs.value_seized"]),
        ("海关截获冒牌商品31批次", ["customs.shipments_seized"]),
        ("公安机关告破侵犯知识产权犯罪案件31起，缉捕嫌犯44人", ["police.cases_solved", "police.suspects"]),
        (
            "检察院批捕侵犯知识产权犯罪分子31人，提起公诉44人",
            ["prosecution.arrests_approved", "prosecution.prosecuted"],
        ),
        ("中级法院收案知识产权民商事一审44件，办结31件", ["court.civil_accepted", "court.civil_closed"]),
        ("知识产权局会同药监、烟草部门检查9次", ["case.joint_with_departments"]),
        ("知识产权局会同四川、宁夏开展执法检查9次", ["case.joint_with_provinces"]),
        # What there is, and what it yields.
        ("马德里商标存量31件", ["trademark.madrid_in_force"]),
        ("地标产品总产值31亿元，用标企业44家", ["gi.output", "gi.users"]),
        ("实施专利导航项目31个，下拨经费44万元", ["program.projects", "program.funding"]),
    ],
)
def test_a_name_that_no_list_has_is_known_by_its_parts(read, words, found):
    assert metrics(read(f"2018年，甘肃省{words}。")) == found


@pytest.mark.parametrize(
    "words",
    [
        "海关截获超标商品31批次",
        "公安机关告破侵犯知识产权青少年犯罪案件31起",
        "知识产权局会同药监、烟草部门研讨检查9次",
    ],
)
def test_a_word_that_no_name_has_leaves_a_figure_without_one(read, words):
    assert metrics(read(f"2018年，甘肃省{words}。")) == [""]


def test_what_customs_seize_is_not_what_another_body_does(read):
    found = read("2018年，甘肃省海关截获冒牌商品31批次；工商部门截获冒牌商品9批次。")
    assert metrics(found) == ["customs.shipments_seized", ""]


def test_an_office_that_no_list_has_is_not_the_body_named_before(read):
    found = read("2018年，甘肃省海关截获冒牌商品31批次；农牧局截获冒牌商品9批次。")
    assert metrics(found) == ["customs.shipments_seized", ""]


def test_who_is_prosecuted_behind_another_crime_is_of_no_metric(read):
    assert metrics(read("2014年，甘肃省检察机关批捕诈骗犯罪人员37人，公诉51人。")) == ["", ""]


def test_cases_closed_behind_those_of_one_kind_are_of_that_kind(read):
    found = read("2014年，甘肃省法院新立知识产权刑案一审37件，了结31件。")
    assert metrics(found) == ["court.criminal_accepted", "court.criminal_closed"]


def test_bare_spending_behind_research_is_spent_on_research(read):
    found = read("2016年，全国研究与试验发展（R&D）经费156亿元。\n\n西部地区经费19亿元，占全国12%。")
    assert metrics(found) == ["rd.expenditure"] * 3


def test_a_steady_economy_is_no_growth_of_none(read):
    assert said(read("2009年，山西省经济保持平稳增长，专利申请9件。")) == ["level 9 件"]


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        ("完成年度目标任务的95.2%", "share 95.2 %"),
        ("比上年多发32万元", "change 320000 元"),
        ("检查商户64户次", "level 64 户次"),
    ],
)
def test_what_was_done_of_a_task_is_a_share_and_what_was_paid_more_a_change(read, words, statement):
    assert said(read(f"2009年，山西省专利申请9件，{words}。"))[1:] == [statement]


def test_the_share_of_research_in_the_product_is_a_level_of_its_intensity(read):
    found = read("2016年，江西省研发经费支出占地区生产总值的2.5%。")
    assert (metrics(found), said(found)) == (["rd.intensity"], ["level 2.5 %"])
    # One in the spending of a wider region is a share of it.
    found = read("2016年，江西省研发经费支出占全国的2.5%。")
    assert (metrics(found), said(found)) == (["rd.expenditure"], ["share 2.5 %"])


# What bare words stand for


def test_the_former_and_the_latter_are_the_last_two_levels(read):
    found = read("2015年，贵州省专利申请814件，授权523件，前者增长7%，后者下降3%。")
    assert metrics(found)[2:] == ["patent.applications/total", "patent.grants/total"]
    assert said(found)[2:] == ["growth 7 %", "growth -3 %"]
    found = read("2015年，贵州省专利申请814件，增长3%，授权523件，下降9%。前者居全国第21位，后者居第22位。")
    assert metrics(found)[4:] == ["patent.applications/total", "patent.grants/total"]


def test_the_former_is_the_first_where_the_latter_is_told_before_it(read):
    found = read("2015年，贵州省专利申请814件，商标申请523件，后者下降3%，前者增长7%。")
    assert metrics(found)[2:] == ["trademark.applications", "patent.applications/total"]


def test_money_that_is_set_aside_behind_projects_is_theirs(read):
    found = read("2014年，青海省专利产业化项目立项9个，安排经费3万元。")
    assert metrics(found) == ["program.projects", "program.funding"]
    assert metrics(read("2014年，青海省专利申请9件，安排经费3万元。"))[1] == ""


def test_what_is_registered_behind_a_loan_is_the_pledge(read):
    found = read("2019年，宁夏企业以专利质押获贷3亿元，办理登记9笔。")
    assert metrics(found) == ["program.loans", "program.pledges_registered"]
    # Where no loan is told of, so many of them say nothing of what they are.
    assert metrics(read("2019年，宁夏商标注册6件，办理登记4笔。")) == ["trademark.registrations", ""]


def test_new_ones_are_no_stock_but_all_that_there_are_behind_them_is(read):
    assert metrics(read("2013年，湖北省新增驰名商标3件，累计拥有9件。")) == ["", "trademark.well_known"]


def test_what_there_is_at_the_end_of_a_year_is_the_stock_of_what_came(read):
    found = read("2013年，湖北省商标核准注册3件，年末实有9件。")
    assert metrics(found) == ["trademark.registrations", "trademark.valid_registrations"]


@pytest.mark.parametrize("words", ["达到400件的规划目标", "完成400件的年度目标"])
def test_what_was_to_be_reached_is_a_target_of_the_thing_that_reached_it(read, words):
    found = read(f"2016年，海南省专利授权417件，{words}。商标注册9件。")
    assert metrics(found) == ["patent.grants/total", "patent.grants/total", "trademark.registrations"]
    assert statuses(found) == ["A", "F", "A"]


def test_what_is_foreseen_holds_up_to_a_semicolon_and_an_aim_goes_on(read):
    found = read("2022年，江苏省预计全年专利授权可达3件；专利申请2件。")
    assert statuses(found) == ["F", "A"]
    found = read("2022年，江苏省力争全年专利授权达到3件；专利申请2件。")
    assert statuses(found) == ["F", "F"]


@pytest.mark.parametrize("heading", ["一、专利纠纷", "三、专利侵权纠纷"])
def test_bare_acts_are_done_to_the_thing_of_the_heading(read, heading):
    found = read(f"{heading}\n\n2003年，辽宁省受理37件，审结31件。")
    assert metrics(found) == ["case.accepted/total", "case.closed/total"]


def test_bare_acts_are_done_to_the_thing_of_the_sentence_before(read):
    found = read("2018年，甘肃省专利纠纷由各地调处。至2018年，共受理37件。商标申请3件。")
    assert metrics(found) == ["case.accepted/total", "trademark.applications"]


def test_kinds_of_cases_are_of_those_that_are_investigated(read):
    found = read("2018年，甘肃省查处知识产权案件37件，其中商标类9件，版权类3件。")
    assert metrics(found) == ["enforcement.ip_cases", "trademark_case.investigated", "copyright_case.investigated"]


def test_contracts_that_are_registered_are_those_spoken_of(read):
    found = read("2018年，甘肃省技术合同成交37项，2017年登记31项。")
    assert metrics(found) == ["contract.concluded"] * 2


def test_a_city_behind_a_new_thing_is_of_it_and_not_of_the_whole_before(read):
    found = read("2017年，西藏专利授权5件，其中发明专利授权2件。有效注册商标9件；拉萨市3件。")
    assert metrics(found) == [
        "patent.grants/total", "patent.grants/invention", "trademark.valid_registrations", "trademark.valid_registrations",
    ]  # fmt: skip
    assert regions(found)[3] == "拉萨市"


def test_a_fall_and_what_it_led_to_are_no_list_in_step(read):
    found = read("2009年，吉林省专利申请21件。受经济环境影响，申请量下降7.2%，为18件。")
    assert metrics(found) == ["patent.applications/total"] * 3
    assert said(found) == ["level 21 件", "growth -7.2 %", "level 18 件"]


# Words that make a figure another thing


def test_applicants_from_abroad_end_where_provinces_are_told_of(read):
    found = read("1994年，全国专利申请78件。国外申请9件。按地区看，广东9件，居首位；浙江5件。")
    assert regions(found) == ["100000", "900000", "440000", "440000", "330000"]
    assert metrics(found) == ["patent.applications/total"] * 5


def test_grants_to_applicants_from_abroad_are_a_part_of_the_nations(read):
    found = read("1994年，我国专利授权78件，其中国外申请人授权9件，增长3%。")
    assert (regions(found), metrics(found)) == (["100000", "900000", "900000"], ["patent.grants/total"] * 3)


def test_applications_abroad_are_none_that_a_province_receives(read):
    found = read("1994年，广东省专利申请78件，国外申请9件。")
    assert (regions(found), metrics(found)) == (["440000", "440000"], ["patent.applications/total", ""])


def test_more_than_there_can_be_per_head_is_a_count(read):
    count, ratio = "patent.in_force/invention", "patent.in_force_per_10k/invention"
    found = read("2021年，贵州省有效发明专利9999件，每万人口拥有2件。贵阳市3333件。")
    assert metrics(found) == [count, ratio, count]
    found = read("2021年，贵州省有效发明专利9999件，每万人口拥有2件。贵阳市5件。")
    assert metrics(found) == [count, ratio, ratio]


def test_grants_per_head_are_no_count_of_grants(read):
    assert metrics(read("2021年，贵州省每万人口专利授权量3件。")) == [""]


@pytest.mark.parametrize("whole", ["占全部申请（含外观设计）的", "占全国（不含港澳台）的", "为总数的", "是全部的"])
def test_a_share_can_name_its_whole_with_a_bracket_or_as_a_total(read, whole):
    found = read(f"2012年，山西省发明专利授权72件，{whole}3%。")
    assert said(found) == ["level 72 件", "share 3 %"]
    assert metrics(found) == ["patent.grants/invention"] * 2
