"""What a text says of itself before its first figure, and what holds from there on: title, day, plan, one school, abroad.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]


# When it was told


def test_a_report_that_was_read_out_tells_its_place_and_its_day_below_the_title(read):
    found = read(
        "政府工作报告\n——2014年1月19日在甘肃省第十二届人民代表大会第三次会议上\n\n"
        "去年，专利授权4812件。\n\n今年，研发投入82亿元。"
    )
    assert regions(found) == ["620000", "620000"]
    assert periods(found) == ["2013", "2014"]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2019年11月8日，长沙市知识产权局公布今年前10个月数据：全市专利授权1.9万件。", "2019-01/2019-10"),
        ("新华网长沙2019年7月12日电　记者获悉，今年上半年，长沙专利授权1.1万件。", "2019-S1"),
        # No day of telling, or one before what is told: 今年 stays unknown.
        ("2019年11月8日，长沙市知识产权局挂牌。今年前10个月，全市专利授权1.9万件。", ""),
        ("2015年3月8日，长沙市知识产权局公布规划。今年，全市专利授权1.9万件，2018年为1.7万件。", ""),
    ],
)
def test_the_day_on_which_figures_were_made_known_tells_this_year(read, text, period):
    assert periods(read(text))[0] == period


def test_a_report_on_a_year_came_out_in_the_next(read):
    found = read("2021年江西省知识产权保护状况\n\n去年，全省商标注册12万件；今年一季度3万件。")
    assert periods(found) == ["2021", "2022-Q1"]


def test_a_summary_of_a_year_was_written_in_it(read):
    found = read("宜春市知识产权局2011年工作总结和2012年工作打算\n\n今年1至10月，全市专利申请912件。")
    assert (regions(found), periods(found)) == (["宜春市"], ["2011-01/2011-10"])


def test_a_title_can_go_on_below_its_first_line(read):
    found = read("青岛市统计局\n关于1999年国民经济和社会发展情况的统计公报\n\n全市专利授权986件。")
    assert (regions(found), periods(found)) == (["青岛市"], ["1999"])


@pytest.mark.parametrize("issue", ["2017年第3期", "二〇一七年第三期"])
def test_the_year_of_an_issue_is_that_of_its_months_and_no_period(read, issue):
    found = read(f"宁夏专利统计月报（{issue}）\n\n1至5月，全区专利申请287件。\n\n银川申请168件。")
    assert periods(found) == ["2017-01/2017-05"] * 2


def test_a_text_of_one_year_has_its_months_in_it(read):
    found = read("昆山市科技局消息：1—11月，全市专利申请2万件，占比较2010年同期上升。2011年全市安排资助300万元。")
    assert periods(found) == ["2011-01/2011-11", "2011"]
    # Where a text points at this year, the year that it names may be another one.
    assert periods(read("6月份，全省专利申请2810件。2012年全省授权9千件。今年再增。"))[0] == ""


# Of which years


def test_the_years_of_a_plan_are_those_of_what_it_sums_up(read):
    found = read("湖南省“十一五”知识产权规划完成情况\n\n五年累计申请专利8万件，年均增长17%；2010年授权1.3万件。")
    assert periods(found) == ["2006/2010", "2006/2010", "2010"]


def test_what_there_is_within_several_years_is_of_the_last_of_them(read):
    found = read("2013—2017年，贵州累计授权专利5万件；有效发明专利从2300件增加到8400件，每万人2.3件。")
    assert periods(found) == ["2013/2017", "2012", "2017", "2017"]


def test_a_part_has_its_own_period_up_to_the_semicolon(read):
    found = read("“九五”期间，青岛市申请专利7918件，其中2000年2316件；授权5027件。")
    assert periods(found) == ["1996/2000", "2000", "1996/2000"]


def test_three_years_and_three_figures_go_one_by_one(read):
    found = read("1988年至1990年，常德市专利申请数分别为41件、58件和72件。")
    assert periods(found) == ["1988", "1989", "1990"]


def test_a_quarter_within_a_half_year_is_of_its_sentence_alone(read):
    found = read("2025年上半年，江苏发明专利授权4万件。二季度授权2万件。商标注册9万件。")
    assert periods(found) == ["2025-S1", "2025-Q2", "2025-S1"]


def test_times_since_a_year_reach_to_the_year_at_hand(read):
    found = read("1998年，西安市专利授权702件。自1985年以来，累计授权专利5986件。受理专利纠纷19起。")
    assert periods(found) == ["1998", "1985/1998", "1998"]


def test_the_whole_year_before_is_only_beside(read):
    found = read("2025年前三季度，天津质押融资79亿元，去年全年为88亿元。商标注册3万件。", published="2025-10-20")
    assert periods(found) == ["2025-01/2025-09", "2024", "2025-01/2025-09"]


def test_behind_and_before_a_year_is_no_time_of_a_figure(read):
    found = read("1985年至2005年，河南省专利申请7万件。1995年以后渐快。其中发明1.8万件。")
    assert periods(found) == ["1985/2005"] * 2


# Of whom


def test_the_figures_of_a_school_are_of_no_region(read):
    found = read("华南理工大学2017年科技成果年报\n\n2017年，学校申请专利3216件，居全国高校第9位。")
    assert regions(found) == ["", ""]
    # An office of a place with such a word in its name is none.
    assert regions(read("广东省教育厅2017年大学专利工作概况\n\n2017年，全省高校申请专利3万件。")) == ["440000"]


def test_applications_from_abroad_are_of_no_region_within(read):
    found = read("国外来华发明专利申请分析\n\n2008年国外申请人在我国提交发明专利申请9.3万件。日本3.2万件，占34%。")
    assert regions(found) == ["900000", "日本", "日本"]
    assert metrics(found)[0] == "patent.applications/invention"


def test_cities_of_one_province_tell_which_it_is(read):
    found = read("2002年，全省专利申请5672件。成都市专利申请3517件，绵阳、德阳各200件。")
    assert regions(found)[0] == "510000"


def test_a_district_is_known_without_its_ending(read):
    found = read("海淀区知识产权工作情况\n\n2023年，北京市专利授权20万件。海淀有效发明专利28万件。")
    assert regions(found) == ["110000", "海淀区"]


def test_a_city_within_the_province_spoken_of_is_only_a_part(read):
    found = read("2024年，西藏专利授权1896件；拉萨市授权1402件。PCT国际专利申请9件。")
    assert regions(found) == ["540000", "拉萨市", "540000"]


@pytest.mark.parametrize("where", ["排在深圳、广州、佛山、中山之后", "列在广州之后"])
def test_places_before_which_a_rank_stands_are_beside_it(read, where):
    found = read(f"2015年，东莞市专利授权26820件，{where}，居全省第5位。发明专利申请1万件。")
    assert set(regions(found)) == {"441900"}


def test_the_nation_without_its_south_east_is_what_is_spoken_of_until_another_is_named(read):
    found = read("2024年，我国国内（不含港澳台）发明专利有效量475万件；每万人口高价值发明专利14件。全国商标申请9件。")
    assert regions(found) == ["100010", "100010", "100000"]


def test_a_firm_by_its_name_is_of_no_region(read):
    found = read("2019年，广东PCT国际专利申请2万件。申请人方面，华为以4411件居首位。")
    assert regions(found) == ["440000", "", ""]


# Of what


def test_regions_behind_types_are_of_all_types(read):
    found = read(
        "2015年，新疆专利申请9千件，其中发明2千件，实用新型5千件，外观设计2千件。分地区看，乌鲁木齐申请4千件。"
    )
    assert metrics(found)[-1] == "patent.applications/total"


def test_a_total_behind_types_in_a_clause_of_its_own(read):
    found = read("2013年，深圳专利申请8万件，其中发明3万件；获授权4.9万件。")
    assert metrics(found) == ["patent.applications/total", "patent.applications/invention", "patent.grants/total"]


def test_the_amount_beside_a_number_of_contracts_is_theirs(read):
    found = read("1988年，吉林技术合同成交4890项，金额1.43亿元。")
    assert metrics(found) == ["contract.concluded", "contract.value"]


def test_pledges_and_their_amount_have_one_name(read):
    found = read("2025年，宣城知识产权质押融资386笔、41.2亿元。")
    assert metrics(found) == ["program.pledges_registered", "program.loans"]


def test_cases_that_courts_take_are_those_of_courts(read):
    found = read("2021年，宁夏法院受理的知识产权案件1200件，审结1043件。")
    assert metrics(found) == ["court.cases_accepted", "court.cases_closed"]


def test_what_explains_a_change_names_nothing(read):
    found = read("2013年，深圳发明专利授权10987件，受审查周期影响回落15.9%；商标注册3万件，因政策调整下降8%。")
    assert [one.metric for one in found] == [
        "patent.grants", "patent.grants", "trademark.registrations", "trademark.registrations",
    ]  # fmt: skip


def test_a_heading_of_one_type_is_of_what_stands_below_it(read):
    found = read("2017年，河南省专利申请10万件。\n\n1.发明专利。申请3万件，授权7264件。")
    assert metrics(found)[1:] == ["patent.applications/invention", "patent.grants/invention"]


# What is to come, and what was won


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("今年，我们将大力推进科技兴阿，专利授权1200件，技术合同成交额3亿元。", "FF"),
        ("2022年工作重点。坚持创新驱动，培育高新技术企业300户。", "F"),
        ("2021年工作回顾。坚持创新驱动，培育高新技术企业300户。", "A"),
        ("规划提出，专利授权达到8000件。2010年实际授权13873件。", "FA"),
        ("全年争取自治区科技项目47项，专利授权300件。", "AA"),
        ("全年专利授权争取达到300件。", "F"),
    ],
)
def test_what_is_to_come_is_told_from_what_is(read, text, statuses):
    found = read(f"2022年1月8日，阿克苏地区专利工作情况。\n\n{text}", published="2022-01-08")
    assert "".join(one.status for one in found) == statuses


# Kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专利授权3件，占有效专利的77.5%。", "share 77.5 %"),
        ("PCT申请67件，比2019年多出1.31倍。", "growth 131.00 %"),
        ("近七成为著作权纠纷。", "share 70 %"),
        ("专利申请3件，12.9%的增长只排在第四。", "growth 12.9 %"),
        ("研发投入3亿元，相当于生产总值的1.42%。", "level 1.42 %"),
        ("案件上诉率由2008年的49.18%降为48.82%。", "level 48.82 %"),
        ("软件登记9万件，相当于全市的36.7%。", "share 36.7 %"),
    ],
)
def test_the_kind_of_a_percentage_is_that_of_the_words_around_it(read, text, expected):
    assert expected in said(read(f"2020年，海南省{text}"))


def test_how_many_names_a_list_has_is_no_figure(read):
    assert said(read("2016年，渝北、九龙坡、渝中3个区的专利授权2000件。")) == ["level 2000 件"]
    assert said(read("2018年，R&D经费投入较多的省（市）有6个，分别为广东（占13.7%）、江苏（占12.7%）。")) == [
        "share 13.7 %", "share 12.7 %",
    ]  # fmt: skip


def test_parts_of_what_is_investigated_and_closed(read):
    found = read("2019年，温州市场监管部门查处知识产权案件1127件，其中商标案件1046件。")
    assert metrics(found) == ["enforcement.ip_cases", "trademark_case.investigated"]
    found = read("2005年，湖北省知识产权局受理专利案件134件，审结118件。")
    assert metrics(found) == ["case.accepted/total", "case.closed/total"]


def test_a_division_of_the_corps_and_its_city_are_one_place(read):
    found = read("2016年，兵团专利申请3148件。第八师石河子市申请专利1376件，第一师阿拉尔市412件。")
    assert regions(found) == ["660000", "第八师石河子市", "第一师阿拉尔市"]


def test_a_line_without_figures_says_what_the_list_below_it_counts(read):
    found = read("2021年江西省专利情况\n\n附：各设区市专利授权量\n\n1.南昌：2914件\n\n2.赣州：1130件")
    assert regions(found) == ["南昌市", "赣州市"]
    assert metrics(found) == ["patent.grants/total"] * 2


def test_a_text_that_names_the_nation_alone_is_of_the_nation(read):
    found = read("2007年，全国地方法院审结知识产权民事一审案件17654件。\n\n刑事审判方面，全年审结刑事一审案件2731件。")
    assert regions(found) == ["100000", "100000"]


def test_the_town_of_a_dateline_with_its_year_says_nothing(read):
    found = read("中新社北京2024年1月18日电　2023年全国授权发明专利90万件。受理PCT国际专利申请7万件。")
    assert regions(found) == ["100000", "100000"]


def test_words_and_places_that_firms_are_called_like_are_none(read):
    assert regions(read("2020年，西藏专利授权1702件。阿里地区授权12件。")) == ["540000", "阿里地区"]
    assert regions(read("2020年，河北省优美的外观设计专利授权300件，三星级地理标志产品5个。")) == ["130000"] * 2


def test_a_text_that_begins_with_the_nation_is_not_of_the_one_city_that_it_names(read):
    found = read("2014年，我国动力电池领域专利授权3716件。\n\n申请量居前的企业中，合肥市有1家。\n\n专利转让90件。")
    assert regions(found)[-1] == "100000"


@pytest.mark.parametrize("number", ["三、", "3."])
def test_what_looks_back_on_a_plan_is_of_its_years_however_it_is_numbered(read, number):
    (found,) = read(f"四川省知识产权事业发展规划\n\n{number}“十二五”回顾\n\n全省专利授权9件。\n")
    assert found.period == "2011/2015"
