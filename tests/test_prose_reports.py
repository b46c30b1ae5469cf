"""Of which place and time figures are, and what they count, in white papers, chronicles, plans and headlines.

All figures are made up.
"""

from __future__ import annotations

import pytest

from prose import metrics, names, periods, read, regions, said

__all__ = ["names", "read"]


# When


def test_a_story_of_a_firm_without_a_name_says_no_time(read):
    found = read(
        "前三季度，全省质押融资99亿元。一家做阀门的企业凭9件专利贷到300万元，利率由5%降到3%。", published="2020-10-20"
    )
    assert periods(found) == ["2020-01/2020-09", "", "", "", ""]
    dated = read("江苏2020年专利工作\n\n去年，一家做阀门的企业凭9件专利贷到300万元。", published="2021-02-20")
    assert periods(dated) == ["2020", "2020"]


def test_the_words_of_a_firm_that_open_a_paragraph_are_of_no_place_and_no_time(read):
    found = read(
        "标题：重庆一季度质押融资\n发布日期：2021-04-21\n\n“没想到，6件专利换来了500万元贷款。”重庆某机械公司负责人说。\n\n一季度，全市质押融资9亿元。"
    )
    assert regions(found) == ["", "", "500000"]
    assert periods(found) == ["", "", "2021-Q1"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("截至2017年末，有效注册商标由五年前的12万件升至48万件，增长3倍。", ["2012", "2017", "2017"]),
        ("2010年授权专利9件，授权量5年间由3件增加到9件。", ["2010", "2005", "2010"]),
        ("1991年申请3件，2000年回升至9件。10年累计申请37件，其中发明3件。", ["1991", "2000", "1991/2000", "1991/2000"]),
        ("2006年专利申请99件。至2006年的10年间，全省受理专利案件37件。", ["2006", "1997/2006"]),
        ("1994年专利申请9件。10年间，全市累计申请专利37件。", ["1994", "1985/1994"]),
        ("自1985年4月1日至1995年12月31日，专利申请99件。", ["1985/1995"]),
        ("2001年，专利申请9件。自1985年实施专利法以来，全省累计授权专利99件。", ["2001", "1985/2001"]),
        ("自2001年起专利申请逐年上升，2004年达99件。", ["2004"]),
        ("2014年受理案件37件，含上年旧存9件。", ["2014", "2014"]),
        ("市专利管理处成立于1985年3月，编制9人。", ["1985"]),
    ],
)  # fmt: skip
def test_years_told_from_others(read, text, when):
    assert periods(read(text)) == when


def test_what_is_kept_or_turned_is_no_time_of_what_follows(read):
    found = read(
        "标题：深圳一季度专利\n发布日期：2019-04-20\n\n一季度，PCT国际专利申请99件，扭转了去年下半年的下滑势头，增长0.8%。"
    )
    assert periods(found) == ["2019-Q1", "2019-Q1"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("截至2014年9月底，每万人口发明专利3件，提前完成“十二五”规划确定的2.5件目标。", ["2014-09", "2015"]),
        ("2018年，截至10月底，万人发明专利拥有量29.6件，完成全年目标29件。", ["2018-10", "2018"]),
        ("2022年，截至6月底，万人发明专利拥有量9件，超过年初确定的8件目标。", ["2022-06", "2022"]),
    ],
)
def test_a_target_is_of_when_it_is_to_be_reached(read, text, when):
    assert periods(read(text)) == when


def test_so_many_years_in_a_plan_are_those_of_the_plan(read):
    found = read(
        "河南省知识产权“十四五”规划\n\n第二章 主要目标\n\n到2025年，质押融资额五年累计超过200亿元；用标企业1000家以上。"
    )
    assert periods(found) == ["2021/2025", "2025"]


def test_a_share_right_behind_a_figure_of_the_year_before_is_of_that_year(read):
    found = read("湖北2023年统计\n\n密集型产业增加值上年度为99亿元，占全省的5%。")
    assert periods(found) == ["2022", "2022"]


def test_a_claim_on_what_there_is_at_the_end_of_a_half_is_of_that_end(read):
    found = read("2021年上半年，全省有效发明专利99件，增长9%。")
    assert periods(found) == ["2021-06", "2021-06"]


def test_years_in_a_row_go_with_figures_in_a_row(read):
    found = read("1991年、1996年、2003年，市专利管理机关先后查处假冒专利案件9件、3件、7件。")
    assert periods(found) == ["1991", "1996", "2003"]


def test_a_mean_growth_is_of_its_years_for_both_of_two(read):
    found = read("2001—2010年，全市专利申请、授权年均分别增长20%和19%。")
    assert periods(found) == ["2001/2010", "2001/2010"]


def test_the_entries_of_a_chronicle_are_of_their_years_and_months(read):
    found = read(
        "大事记\n\n1991年\n3月12日　大庆市专利管理处成立，编制6名。\n12月　全市全年申请专利204件。\n\n1993年\n是年　专利申请351件。"
    )
    assert periods(found) == ["1991-03", "1991", "1993"]


def test_news_of_last_year_came_out_early_in_the_next(read):
    found = read(
        "福建作品登记破千件\n\n本报福州4月23日讯　昨天，福建省版权局公布2007年版权工作情况：全年作品登记1086件。\n\n去年全省查处侵权盗版案件327起。"
    )
    assert periods(found) == ["2007", "2007", "2007"]


def test_a_headline_is_of_when_the_text_below_tells_the_same_of(read):
    found = read(
        "标题：山西专利申请量突破2500件\n发布日期：2006-02-09\n\n去年，全省专利申请2563件，比2004年增长29.6%。"
    )
    assert periods(found) == ["2005", "2005", "2005"]
    other = read("标题：山西专利申请量突破2500件\n发布日期：2006-02-09\n\n去年，全省专利授权2563件。")
    assert periods(other) == ["", "2005"]


def test_kinds_are_of_the_whole_time_again_behind_its_months(read):
    found = read(
        "标题：宁波海关一季度查获侵权商品\n发布日期：2024-04-23\n\n一季度，该关扣留侵权货物99批。1月扣留30批，3月41批。按权利划分，专利权案件9批。"
    )
    assert periods(found) == ["2024-Q1", "2024-01", "2024-03", "2024-Q1"]


def test_months_go_on_in_the_paragraph_and_not_in_the_next(read):
    found = read(
        "昌吉州2013年知识产权工作总结\n\n截至11月底，全州专利申请99件。昌吉市申请43件。\n\n全州受理专利案件9件。"
    )
    assert periods(found) == ["2013-01/2013-11", "2013-01/2013-11", "2013"]


# Where


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("昆山、虎丘、吴江三家基层法院收案9件。", [""]),
        ("2012年，长株潭三市专利申请99件，占全省的六成。", ["", ""]),
        ("2012年，苏南五市专利申请99件，占全省的六成。", ["苏南", "苏南"]),
        ("全省申请99件。增速超过50%的有昆明、玉溪，分别增长66%和54%。", ["530000", "", "昆明市", "玉溪市"]),
        ("全省申请99件。昆明申请37件，其余各州市均不足9件。", ["530000", "昆明市", ""]),
        ("全省申请99件。每个州市新认定著名商标2件。", ["530000", ""]),
        ("与毗邻的贵州相比，全省有效发明专利少58件。全年查处冒充专利9件。", ["530000", "530000"]),
        ("与邻省贵州的1206件、四川的2754件相比，差距不小。", ["520000", "510000"]),
        ("昆明市“云烟”用标企业9家。", ["昆明市"]),
        ("在全国各省会城市中，昆明居第9位。", ["昆明市"]),
        ("昆明专利申请99件，占全省的五成。商标注册申请37件。", ["昆明市", "昆明市", "530000"]),
        ("一是昆明法院收案99件。二是著作权案件37件。", ["昆明市", "530000"]),
        ("全省申请99件，评出省专利奖9项。楚雄、德宏分别申请9件和3件。", ["530000", "530000", "楚雄", "德宏"]),
    ],
)  # fmt: skip
def test_places_of_a_province(read, text, where):
    assert regions(read("云南省2012年知识产权工作\n\n" + text)) == where


def test_no_city_is_made_of_a_verb(read):
    found = read("东莞年鉴2007\n\n2007年，东莞市专利申请99件。评出市专利金奖5项。认定市专利培育企业30家。")
    assert regions(found) == ["441900"] * 3


def test_a_county_named_in_full_is_known_by_its_short_name(read):
    found = read("泉州市2011年商标工作\n\n晋江市注册商标99件。\n\n晋江鞋类商标侵权案件占全市的四成。")
    assert regions(found) == ["晋江市", "晋江市"]


def test_a_place_in_brackets_is_the_one_before_them(read):
    found = read("兵团2013年知识产权工作\n\n石河子市（第八师）专利申请99件，占兵团的半数以上。")
    assert regions(found) == ["石河子市", "石河子市"]


def test_a_zone_has_a_name_of_its_own_beside_districts(read):
    found = read("大连2004年专利\n\n2004年，金州区、高新区、开发区分别申请专利9件、7件和3件。大鹏新区仅有2件。")
    assert regions(found) == ["金州区", "高新区", "开发区", "大鹏新区"]


def test_works_of_a_country_are_not_of_it(read):
    found = read("2013年北京版权\n\n全市登记外国图书合同99件，以美国、英国图书居多，美国图书占33%。")
    assert regions(found) == ["110000", "110000"]


def test_a_man_by_his_age_and_a_firm_by_one_are_of_no_region(read):
    found = read("1997年宁夏专利\n\n全区申请99件。一名72岁的退休工程师一人就申请9件，玉柴公司实施专利3项。")
    assert regions(found) == ["640000", "", ""]


# What


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("新设版权服务工作站6个，总数达21个。", ["", "copyright.service_stations"]),
        ("扣留侵权货物45批、36万件。", ["customs.shipments_seized", "customs.goods_seized"]),
        ("企业新办结知识产权海关备案213件。", ["customs.recordals"]),
        ("检查商场46家、商品3100件。", ["", "case.goods_inspected"]),
        ("专利申请99件，其中发明专利9件，占一成。太原市以3件居首。", ["patent.applications/total"] + ["patent.applications/invention"] * 2 + ["patent.applications/total"] * 2),
        ("专利申请南京3件、苏州2件、无锡1件，三市申请量合计占全省的六成。", ["patent.applications/total"] * 4),
        ("投入强度由上年的2.1%提高到2.2%。", ["rd.intensity"] * 2),
        ("计算机软件方面，全年登记著作权9件。", ["copyright.software_registered"]),
        ("质押登记9笔，帮助企业获得贷款3亿元。", ["program.pledges_registered", "program.loans"]),
    ],
)  # fmt: skip
def test_what_bare_words_count(read, text, what):
    found = read("2013年，全社会研发经费支出9亿元。" + text)
    assert metrics(found)[1:] == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("新收民事一审案件9件。杭州法院收案3件。", ["court.civil_accepted"] * 2),
        ("新收民事一审案件9件，民事二审案件3件，刑事一审案件2件。", ["court.civil_accepted", "", "court.criminal_accepted"]),
        ("刑事一审案件新收、审结分别为9件和7件。", ["court.criminal_accepted", "court.criminal_closed"]),
        ("新收和审结民事一审案件9件和7件。", ["court.civil_accepted", "court.civil_closed"]),
    ],
)  # fmt: skip
def test_cases_below_a_heading_of_one_kind(read, text, what):
    kind = "刑事案件" if text.startswith("刑事") else "民事案件"
    found = read(f"浙江法院2020年知识产权审判\n\n（一）{kind}\n\n2020年，全省法院" + text)
    assert metrics(found) == what


def test_the_share_of_the_product_is_a_level_of_research_alone(read):
    found = read("2022年，上海专利密集型产业增加值99亿元，相当于全市生产总值的17%。研发经费9亿元，相当于生产总值的3%。")
    assert [one.kind for one in found] == ["level", "share", "level", "level"]
    assert metrics(found)[1::2] == ["economy.patent_intensive", "rd.intensity"]


def test_names_of_counties_and_of_places_beside_them_are_no_numbers(read):
    found = read("绵阳市2010年知识产权工作\n\n江油、三台、安县各设立专利服务站1个。")
    assert said(found) == ["level 1 个"]


def test_what_is_compared_with_a_figure_right_before_is_a_change(read):
    found = read("2013年，全省申请专利99件，较2012年的90件多出9件，低于全国100件的平均水平。")
    assert said(found) == ["level 99 件", "level 90 件", "change 9 件", "level 100 件"]
    assert regions(read("陕西2013年\n\n全省万人拥有发明专利4件，低于全国6件的平均水平。")) == ["610000", "100000"]


def test_a_contribution_rate_is_a_level_and_a_contribution_a_share(read):
    found = read("2025年，科技进步贡献率提高到63%。松山湖贡献了全市的四成。")
    assert [one.kind for one in found] == ["level", "share"]


def test_what_comes_from_abroad_is_told_in_the_whole_country(read):
    found = read("我国2013年专利统计\n\n2013年，受理专利申请99件，其中受理国外专利申请9件。")
    assert (metrics(found), regions(found)) == (["patent.applications/total"] * 2, ["100000", "900000"])


def test_the_one_city_or_county_of_a_text_may_be_named_in_a_name_only(read):
    found = read("第三节　专利管理\n\n1985年，株洲电力机车研究所设专利科。是年，全市申请专利19件，居全省第三位。")
    assert regions(found) == ["株洲市", "株洲市"]
    found = read("第四章　商标\n\n2000年，“安溪铁观音”获准注册。至2007年底，全县有效注册商标2368件。")
    assert regions(found) == ["安溪县"]
    found = read("第三节　专利管理\n\n1985年，株洲电力机车研究所、湘潭工业大学设专利科。是年，全市申请专利19件。")
    assert regions(found) == [""]


def test_a_list_by_places_is_of_the_whole_again_and_not_of_the_part_told_last(read):
    found = read(
        "山东省2017年专利工作\n\n2017年全省专利申请量为2963件。二是结构。发明申请612件。三是分布。济南1411件、青岛303件。"
    )
    assert metrics(found)[2:] == ["patent.applications/total"] * 2
    named = read("山东省2017年专利工作\n\n2017年全省专利申请2963件。从区域看，济南申请发明专利99件，青岛30件。")
    assert metrics(named)[1:] == ["patent.applications/invention"] * 2


def test_what_a_figure_is_held_against_says_no_time_for_the_next_sentence(read):
    found = read("2016年，新收案件4836件，而2015年为3717件。审结率为91%。")
    assert periods(found) == ["2016", "2015", "2016"]


def test_this_year_of_a_speech_is_the_one_behind_the_past_year(read):
    found = read("在全省会议上的讲话\n\n过去一年，成绩显著。2007年专利申请3480件。\n\n今年，专利申请要突破4200件。")
    assert periods(found) == ["2007", "2008"]
