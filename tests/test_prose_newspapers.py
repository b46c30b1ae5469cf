"""What newspapers, gazetteers and reports to congresses leave to the reader: where, when and of what a figure is.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions

__all__ = ["names", "read"]


# Where


def test_a_report_to_a_congress_is_of_the_region_whose_congress_it_is(read):
    found = read(
        "2024年1月24日，在海南省第七届人民代表大会第三次会议上，省长作政府工作报告。\n\n"
        "过去一年，全社会研发经费9亿元。三亚崖州湾科技城注册企业3家。全省专利申请37件。"
    )
    assert (regions(found)[0], regions(found)[-1]) == ("460000", "460000")
    assert periods(found) == ["2023"] * 3


@pytest.mark.parametrize("address", ["（长春市人民大街159号4楼）", "（长春市解放路9号）"])
def test_an_address_says_nothing_of_where_a_figure_is_of(read, address):
    found = read(f"吉林省1993年专利工作\n\n1993年，省专利事务所{address}代理申请9件。")
    assert regions(found) == ["220000"]


def test_what_is_compared_with_a_part_of_the_country_is_of_that_part(read):
    found = read("2015年软件著作权登记情况\n\n2015年，西部地区登记37件，增长41%，高于东部地区的31%。")
    assert regions(found) == ["100300", "100300", "100100"]


def test_a_part_of_the_country_behind_the_nation_has_a_level_of_its_own(read):
    found = read("陕西省2020年研发公报\n\n2020年，全国投入强度为2.4%，西部地区为1.5%。")
    assert regions(found) == ["100000", "100300"]


@pytest.mark.parametrize("rank", ["居全省县级第四", "跻身全省县级市第8位", "居全国省会第三位"])
def test_a_rank_among_counties_or_capitals_is_of_the_place_itself(read, rank):
    assert regions(read(f"永康市2018年工作\n\n2018年，永康市专利授权99件，{rank}。")) == ["永康市"] * 2


def test_countries_go_on_with_verbs_of_their_own(read):
    found = read("2020年国际专利申请\n\n2020年，中国申请99件；美国以59件排名第二；日本提交37件；韩国首次升至第四。")
    assert regions(found) == ["100000", "美国", "美国", "日本", "韩国"]


def test_the_world_is_no_nation(read):
    found = read("2020年，全球通过《专利合作条约》提交的国际专利申请999件。其中，中国申请68件，占全球的7%。")
    assert regions(found) == ["全球", "100000", "100000"]
    assert metrics(found) == ["pct.applications"] * 3


def test_the_nation_is_without_its_south_east_where_the_clause_before_says_so(read):
    assert regions(read("到2013年底，不包括港澳台地区，全国发明专利拥有量58万件。")) == ["100010"]


def test_parts_from_abroad_stay_of_the_type_and_are_from_abroad(read):
    found = read("2010年，全国发明专利授权99件，其中国外53件。")
    assert (regions(found), metrics(found)) == (["100000", "900000"], ["patent.grants/invention"] * 2)


def test_a_first_application_is_of_the_place_that_made_it(read):
    assert regions(read("1985年秦皇岛市首次申请专利5件。")) == ["秦皇岛市"]


def test_where_shops_were_opened_or_a_firm_sits_nothing_is_counted(read):
    found = read("贵州省2021年工作\n\n2021年，贵州品牌在北京、上海等地设店。全省商标注册申请37件。")
    assert regions(found) == ["520000"]
    found = read("常州市2017年，查处假冒专利案件99件。在一起涉及上海某公司的案件中，没收物品。全市专利申请37件。")
    assert regions(found) == ["常州市", "常州市"]


def test_two_ranks_behind_two_places_are_theirs(read):
    found = read("2009年，北京软件著作权登记99件；上海、广东居二、三位，分别登记42件、37件。")
    assert regions(found) == ["110000", "310000", "440000", "310000", "440000"]


def test_a_title_on_applications_from_abroad_leaves_those_from_within(read):
    title = "国外来华发明专利申请恢复增长"
    found = read(f"{title}\n\n2011年，国家知识产权局共受理发明专利申请99件，其中国内37件。", title=title)
    assert regions(found) == ["100000", "100000"]


def test_the_core_of_a_zone_is_a_place_of_its_own(read):
    found = read("浦东新区2013年简报\n\n2013年11月，张江核心园区PCT申请9件。")
    assert (regions(found), metrics(found)) == (["张江核心园区"], ["pct.applications"])


# When


def test_awards_announced_lately_are_of_the_year_of_the_news(read):
    found = read("第十九届中国专利奖近日揭晓，青岛市共有9项专利获奖。", published="2017-12-18")
    assert periods(found) == ["2017"]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ("前两年3件，后三年6件", ["2013/2017", "2013/2014", "2015/2017"]),
        ("头两年3件，后三年6件", ["2013/2017", "2013/2014", "2015/2017"]),
    ],
)
def test_the_first_and_the_last_years_of_a_range(read, years, expected):
    assert periods(read(f"2013年至2017年，全省专利申请9件，其中{years}。")) == expected


def test_an_earlier_year_in_a_bracket_is_left_with_it(read):
    found = read("2012年，全省专利授权99件（2007年为9件），其中发明37件（2007年：5件）。申请999件。")
    assert periods(found) == ["2012", "2007", "2012", "2007", "2012"]


def test_two_years_after_that_are_no_last_two_years(read):
    found = read("1993年申请专利9件。此后两年申请有所回落，1994年降至7件。")
    assert periods(found) == ["1993", "1994"]
    assert metrics(found) == ["patent.applications/total"] * 2


def test_a_rank_from_which_a_place_fell_is_of_the_year_before(read):
    found = read("1993年，全省申请专利9件，比1992年增加2件，在全国排名由第十二位退至第十三位。")
    assert periods(found) == ["1993", "1993", "1992", "1993"]


def test_an_average_that_a_plan_aims_at_is_of_its_years(read):
    found = read("河北省知识产权“十三五”规划\n\n到2020年，有效发明专利达到9件；PCT专利申请年均增长15%以上。")
    assert periods(found) == ["2020", "2016/2020"]
    assert periods(read("河北省知识产权“十三五”规划\n\nPCT专利申请年均增长15%以上。")) == ["2016/2020"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("98年专利申请", "1998"), ("2022Q3专利申请", "2022-Q3"), ("上世纪90年代，专利申请", "1990/1999"),
        ("第九个五年计划期间，专利申请", "1996/2000"), ("2019年底有效发明专利", "2019"), ("元月至三月专利申请", ""),
    ],
)  # fmt: skip
def test_the_forms_in_which_a_period_is_written(read, words, period):
    assert periods(read(f"全省{words}9件。")) == [period]


# Of what


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("2020年，全省研发经费支出99亿元。石家庄市支出9亿元。", "rd.expenditure"),
        ("2022年，集成电路布图设计申请登记99件，获证37件。", "layout.certificates"),
        ("2014年，授权发明专利99件，结案周期平均22个月。", "patent.examination_months"),
        ("2007年，资助专利99件，资助金额9万元。", "patent.subsidies"),
        ("2020年，公安机关立案侵犯知识产权案件99起，检察机关起诉37人。", "prosecution.prosecuted"),
        ("2020年，公安机关立案侵犯知识产权犯罪案件99起，告破37起。", "police.cases_solved"),
        ("2020年，公安机关立案侵犯知识产权犯罪案件99起，破案37起。立案数增长3%。", "police.cases_filed"),
        ("2019年，全省专利代理机构99家，执业人员37人。", "agency.patent_agents"),
    ],
)
def test_what_bare_words_count_beside_a_thing_told(read, text, metric):
    assert metrics(read(text))[-1] == metric


def test_a_scale_that_a_clause_names_is_of_the_figures_behind_it(read):
    found = read("2015年，以每亿元地区生产总值有效发明专利拥有量衡量，石家庄市为4件，居全省第一；唐山市2件。")
    assert metrics(found) == ["patent.in_force_per_100m_gdp/invention"] * 3


def test_what_was_counted_so_before_a_thing_between(read):
    found = read(
        "1988年专利申请38件，批准专利11件。1991年，省专利管理处成立，编制7名。此后申请量逐年递增，1995年236件。"
    )
    assert metrics(found)[-1] == "patent.applications/total"


def test_research_by_a_wide_ampersand_is_research(read):
    assert metrics(read("2022年，全市研究与试验发展（R＆D）经费支出9亿元。")) == ["rd.expenditure"]


def test_a_place_per_head_is_of_the_type_that_was_told(read):
    found = read("2014年底，全国每万人口发明专利拥有量4.6件；北京以每万人43.8件高居榜首。")
    assert [one.patent_type for one in found] == ["invention"] * 3


def test_a_heading_that_names_a_bare_measure_is_of_what_was_counted_so(read):
    found = read("2014年，全区专利申请99件；授权37件。\n\n一、申请量。乌鲁木齐市42件。\n\n二、授权量。乌鲁木齐市21件。")
    assert metrics(found) == ["patent.applications/total", "patent.grants/total"] * 2


@pytest.mark.parametrize("number", ["三、", "（三）"])
def test_the_number_of_an_item_narrows_nothing(read, number):
    found = read(f"2018年海关工作\n\n2018年，海关扣留9批。\n\n{number}宁波海关扣留侵权货物39批、61件。")
    assert metrics(found)[1:] == ["customs.shipments_seized", "customs.goods_seized"]


def test_five_years_before_a_report_early_in_the_year(read):
    found = read("五年来，全市申请专利99件。", published="2022-04-07")
    assert periods(found) == ["2017/2021"]


def test_prefectures_without_their_ending_are_named(read):
    found = read("贵州省2019年工作\n\n2019年，黔东南有地理标志保护产品29个；铜仁18个。")
    assert (regions(found), metrics(found)) == (["黔东南", "铜仁市"], ["gi.products"] * 2)


@pytest.mark.parametrize(
    ("months", "published", "period"),
    [
        ("2010年3月至去年", "2013-04-02", "2010/2012"),
        ("2010年3月至今年", "2013-04-02", "2010/2013"),
        ("2010年11月到去年底", "2013-04-02", "2010/2012"),
        ("2010年3月至去年", "", ""),
    ],
)
def test_months_up_to_a_year_that_is_only_pointed_at_are_years_where_the_day_is_known(read, months, published, period):
    (found,) = read(f"{months}，四川省受理专利案件3件。", published=published)
    assert found.period == period
    assert bool(found.note) == (not period)
