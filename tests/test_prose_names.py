"""Names of metrics as Chinese prose words them: each sentence gives the codes of its figures. All figures are made up."""

from __future__ import annotations

import pytest

from ipstats.sources.prose.lexicon import Lexicon, lexicon_of
from ipstats.sources.prose.present import Present
from prose import metrics, names, read

__all__ = ["names", "read"]

NAMES = (
    ("2021年，湖北省共有318件专利申请获得受理。", "patent.applications/total"),
    ("2021年，湖北省自专利法实施以来，全省累计申请专利6211件，批准3120件。", "patent.applications/total patent.grants/total"),
    ("2021年，湖北省处于有效状态的发明专利8120件。", "patent.in_force/invention"),
    ("2021年，湖北省万人拥有发明专利5.1件。", "patent.in_force_per_10k/invention"),
    ("2021年，湖北省每亿元GDP拥有有效专利2.1件。", "patent.in_force_per_100m_gdp/total"),
    ("2021年，湖北省符合高价值标准的发明专利2120件。", "patent.high_value_in_force"),
    ("2021年，湖北省每万人口高价值专利拥有量3.2件。", "patent.high_value_per_10k"),
    ("2021年，湖北省PCT专利申请受理量321件。", "pct.applications"),
    ("2021年，湖北省向境外申请专利88件。", "patent.filed_abroad"),
    ("2021年，湖北省专利申请授权率52.1%。", "patent.grant_rate"),
    ("2021年，湖北省发明专利审查平均周期16.5个月。", "patent.examination_months"),
    ("2021年，湖北省备案专利实施许可合同212件。", "patent.licences_recorded"),
    ("2021年，湖北省专利转让2120件，许可212件。", "patent.transferred patent.licences_recorded"),
    ("2021年，湖北省实施专利开放许可112件。", "patent.open_licences"),
    ("2021年，湖北省发放专利资助资金312万元。", "patent.subsidies"),
    ("2021年，湖北省新增商标注册申请6120件。", "trademark.applications"),
    ("2021年，湖北省商标注册核准量4110件。", "trademark.registrations"),
    ("2021年，湖北省商标注册总量41.1万件。", "trademark.valid_registrations"),
    ("2021年，湖北省马德里国际注册申请312件。", "trademark.madrid_applications"),
    ("2021年，湖北省马德里国际注册商标有效量3120件。", "trademark.madrid_in_force"),
    ("2021年，湖北省中国驰名商标31件，省著名商标312件。", "trademark.well_known trademark.famous"),
    ("2021年，湖北省驰名商标拥有量31件。", "trademark.well_known"),
    ("2021年，湖北省地理标志证明商标、集体商标112件。", "trademark.geographical"),
    ("2021年，湖北省批准地理标志保护产品62个。", "gi.products"),
    ("2021年，湖北省地理标志用标企业412家。", "gi.users"),
    ("2021年，湖北省地理标志产品总产值121亿元。", "gi.output"),
    ("2021年，湖北省植物新品种权年申请量212件。", "plant_variety.applications"),
    ("2021年，湖北省植物新品种权申请212件，授予品种权112件。", "plant_variety.applications plant_variety.rights_granted"),
    ("2021年，湖北省申请集成电路布图设计登记612件。", "layout.filed"),
    ("2021年，湖北省申请集成电路布图设计612件，获得登记证书538件。", "layout.filed layout.certificates"),
    ("2021年，湖北省作品登记证书5120件。", "copyright.works_registered"),
    ("2021年，湖北省登记计算机软件1212件。", "copyright.software_registered"),
    ("2021年，湖北省出版境外图书合同登记312份。", "copyright.foreign_book_contracts"),
    ("2021年，湖北省版权贸易输出212项。", "copyright.exported"),
    ("2021年，湖北省版权贸易引进312项。", "copyright.imported"),
    ("2021年，湖北省版权服务站点32个。", "copyright.service_stations"),
    ("2021年，湖北省受理专利案件312件，结案298件。", "case.accepted/total case.closed/total"),
    ("2021年，湖北省办理专利侵权纠纷案件41件。", "case.closed/total"),
    ("2021年，湖北省接收其他部门移送的案件12件。", "case.transferred_in"),
    ("2021年，湖北省与其他部门协作执法42次。", "case.joint_with_departments"),
    ("2021年，湖北省知识产权局之间协作执法12次。", "case.joint_between_ip_offices"),
    ("2021年，湖北省跨省联合执法12次。", "case.joint_with_provinces"),
    ("2021年，湖北省电商领域跨省协作办案12起。", "case.joint_ecommerce"),
    ("2021年，湖北省检查商品12.1万件。", "case.goods_inspected"),
    ("2021年，湖北省专利实施计划立项31项。", "program.projects"),
    ("2021年，湖北省验收项目21个。", "program.projects_concluded"),
    ("2021年，湖北省专利权质押贷款额12.1亿元。", "program.loans"),
    ("2021年，湖北省办理专利质押融资登记212笔，融资金额12.1亿元。", "program.pledges_registered program.loans"),
    ("2021年，湖北省专利质押登记212笔，登记金额12.1亿元，涉及专利812件。", "program.pledges_registered program.loans program.rights_pledged"),
    ("2021年，湖北省中国专利金奖2项，中国专利银奖3项，中国专利优秀奖12项。", "program.awards program.awards program.awards"),
    ("2021年，湖北省新增贯标企业32家。", "program.enterprises_new"),
    ("2021年，湖北省贯标企业累计132家。", "program.enterprises_total"),
    ("2021年，湖北省年末全省常住总人口5721万人。", "population.resident"),
    ("2021年，湖北省经济总量达4112亿元。", "economy.gdp"),
    ("2021年，湖北省人均地区生产总值（GDP）71200元。", "economy.gdp_per_head"),
    ("2021年，湖北省常住人口城镇化率62.1%。", "population.urban_share"),
    ("2021年，湖北省专利密集型产业增加值4121亿元。", "economy.patent_intensive"),
    ("2021年，湖北省知识产权使用费年进出口总额3120亿元。", "economy.ip_royalties"),
    ("2021年，湖北省全社会研究与试验发展（R&D）经费支出412亿元。", "rd.expenditure"),
    ("2021年，湖北省研发经费支出强度2.1%。", "rd.intensity"),
    ("2021年，湖北省R&D人员折合全时当量1.2万人年。", "rd.personnel"),
    ("2021年，湖北省技术合同认定登记3120项。", "contract.concluded"),
    ("2021年，湖北省办理技术合同登记3120项，交易额112亿元。", "contract.concluded contract.value"),
    ("2021年，湖北省高新技术企业保有量1.2万家。", "enterprise.high_tech"),
    ("2021年，湖北省科技型中小企业入库2.1万家。", "enterprise.tech_small"),
    ("2021年，湖北省知识产权优势企业71家，示范企业12家。", "enterprise.ip_advantage enterprise.ip_demonstration"),
    ("2021年，湖北省有效专利代理机构112家，执业专利代理师612人。", "agency.patent_agencies agency.patent_agents"),
    ("2021年，湖北省商标代理备案机构1112家。", "agency.trademark_agencies"),
    ("2021年，湖北省知识产权中介机构112家。", "agency.ip_services"),
    ("2021年，湖北省查处各类知识产权案件412件。", "enforcement.ip_cases"),
    ("2021年，湖北省各级市场监管部门共立案查办知识产权案件412件，案值812万元，罚没612万元。", "enforcement.ip_cases enforcement.value enforcement.fines"),
    ("2021年，湖北省专利案件结案率98.2%。", "enforcement.closing_rate"),
    ("2021年，湖北省移送司法机关处理12件。", "enforcement.referred"),
    ("2021年，湖北省没收侵权假冒商品9.2万件。", "enforcement.goods_confiscated"),
    ("2021年，湖北省出动各类执法人员2.1万人次。", "enforcement.officers"),
    ("2021年，湖北省接听举报投诉2112件。", "enforcement.complaints"),
    ("2021年，湖北省知识产权维权援助112件。", "enforcement.aid_cases"),
    ("2021年，湖北省查处商标侵权和假冒案件812件。", "trademark_case.investigated"),
    ("2021年，湖北省查处侵权盗版行为112起。", "copyright_case.investigated"),
    ("2021年，湖北省收缴侵权盗版出版物21万件。", "copyright_case.copies_confiscated"),
    ("2021年，湖北省武汉海关查扣侵权货物112批，涉及货物21.4万件，货值265万元。", "customs.shipments_seized customs.goods_seized customs.value_seized"),
    ("2021年，湖北省海关知识产权保护备案212件。", "customs.recordals"),
    ("2021年，湖北省全省法院新收各类知识产权案件4112件，审结3998件。", "court.cases_accepted court.cases_closed"),
    ("2021年，湖北省法院办结知识产权案件3998件。", "court.cases_closed"),
    ("2021年，湖北省全省法院新收知识产权一审民事案件3112件，审结2998件。", "court.civil_accepted court.civil_closed"),
    ("2021年，湖北省全省法院新收一审知识产权刑事案件112件，审结98件。", "court.criminal_accepted court.criminal_closed"),
    ("2021年，湖北省检察机关批准和决定逮捕侵犯知识产权犯罪嫌疑人112人。", "prosecution.arrests_approved"),
    ("2021年，湖北省检察机关起诉知识产权犯罪嫌疑人312人。", "prosecution.prosecuted"),
    ("2021年，湖北省全省公安机关立侵犯知识产权犯罪案件271起，破案243起，抓获416人。", "police.cases_filed police.cases_solved police.suspects"),
    ("2021年，湖北省有9个地州出台加强知识产权运用和保护的意见。", "policy.ip_protection_prefectures"),
)  # fmt: skip

RUNS = (
    ("2021年，湖北省全年受理专利侵权纠纷案件318件，结案302件，结案率95%。", "case.accepted/patent_dispute case.closed/patent_dispute enforcement.closing_rate"),
    ("2021年，湖北省受理专利申请3120件，其中发明专利812件；授权专利1912件，其中发明专利312件。", "patent.applications/total patent.applications/invention patent.grants/total patent.grants/invention"),
    ("2021年，湖北省有效注册商标21.4万件，其中驰名商标42件、地理标志商标61件。", "trademark.valid_registrations trademark.well_known trademark.geographical"),
    ("2021年，湖北省作品登记5.1万件，计算机软件著作权登记1.2万件，版权输出112项，引进212项。", "copyright.works_registered copyright.software_registered copyright.exported copyright.imported"),
    ("2021年，湖北省备案商标代理机构512家，专利代理机构82家，执业专利代理师412人。", "agency.trademark_agencies agency.patent_agencies agency.patent_agents"),
    ("2021年，湖北省国家知识产权示范企业12家，优势企业71家，高新技术企业5120家，科技型中小企业7120家。", "enterprise.ip_demonstration enterprise.ip_advantage enterprise.high_tech enterprise.tech_small"),
    ("2021年，湖北省全省检察机关批捕侵犯知识产权犯罪62人，提起公诉152人；全省法院新收知识产权案件7120件，审结7012件。", "prosecution.arrests_approved prosecution.prosecuted court.cases_accepted court.cases_closed"),
    ("2021年，湖北省专利权质押融资额32.1亿元，商标权质押融资3.2亿元。", "program.loans program.loans"),
    ("2021年，湖北省全省市场监管部门查处商标违法案件412件，案值812万元，罚没款612万元，移送公安机关9件。", "trademark_case.investigated enforcement.value enforcement.fines enforcement.referred"),
    ("2021年，湖北省版权部门查办侵权盗版案件31件，收缴盗版制品2.1万件。", "copyright_case.investigated copyright_case.copies_confiscated"),
    ("2021年，湖北省武汉海关扣留侵权货物212批，涉及货物31.4万件。", "customs.shipments_seized customs.goods_seized"),
    ("2021年，湖北省登记技术合同5120项，成交额412亿元，其中技术交易额312亿元。", "contract.concluded contract.value contract.value"),
    ("2021年，湖北省研究与试验发展（R&D）经费支出512亿元，R&D人员全时当量8.1万人年。", "rd.expenditure rd.personnel"),
    ("2021年，湖北省受理知识产权举报投诉912件，办理维权援助案件112件，出动执法人员8120人次。", "enforcement.complaints enforcement.aid_cases enforcement.officers"),
    ("2021年，湖北省农业植物新品种权申请82件，授权41件；集成电路布图设计登记申请62件，发证51件。", "plant_variety.applications plant_variety.rights_granted layout.filed layout.certificates"),
    ("2021年，湖北省地理标志产品71个，用标企业512家，年产值212亿元。", "gi.products gi.users gi.output"),
    ("2021年，湖北省专利转让2120件，许可312件，声明开放许可专利82件。", "patent.transferred patent.licences_recorded patent.open_licences"),
    ("2021年，湖北省全省公安机关侦破侵犯知识产权犯罪案件112起，抓获犯罪嫌疑人212名。", "police.cases_solved police.suspects"),
    ("2021年，湖北省全省法院新收民事一审案件5120件，审结5012件；新收刑事一审案件62件，审结58件。", "court.civil_accepted court.civil_closed court.criminal_accepted court.criminal_closed"),
    ("2021年，湖北省马德里商标国际注册申请112件，累计有效量1120件。", "trademark.madrid_applications trademark.madrid_in_force"),
    ("2021年，湖北省专利质押登记212笔，涉及专利912件，融资金额22.1亿元。", "program.pledges_registered program.rights_pledged program.loans"),
    ("2021年，湖北省版权工作站21个，作品登记3120件。", "copyright.service_stations copyright.works_registered"),
    ("2021年，湖北省全年申请专利412件，批准201件。", "patent.applications/total patent.grants/total"),
    ("2021年，湖北省新增知识产权海关备案61件，查扣侵权货物41批。", "customs.recordals customs.shipments_seized"),
    ("2021年，湖北省年末常住人口5121万人，城镇化率61.2%；地区生产总值3.2万亿元，人均地区生产总值6.2万元。", "population.resident population.urban_share economy.gdp economy.gdp_per_head"),
)  # fmt: skip

#: What is like a metric and is none: what is new of a stock, a part, or the other side of a trade.
NO_METRICS = (
    "2021年，湖北省涉外专利申请88件。",
    "2021年，湖北省国外专利申请受理880件。",
    "2021年，湖北省商标注册平均审查周期4个月。",
    "2021年，湖北省新增有效注册商标4110件。",
    "2021年，湖北省新认定驰名商标3件。",
    "2021年，湖北省农产品地理标志商标62件。",
    "2021年，湖北省新增地理标志商标12件。",
    "2021年，湖北省美术作品登记1120件。",
    "2021年，湖北省版权输出与引进512项。",
    "2021年，湖北省新设版权服务工作站3个。",
    "2021年，湖北省年末户籍人口5721万人。",
    "2021年，湖北省第一产业增加值412亿元。",
    "2021年，湖北省户籍人口城镇化率42.1%。",
    "2021年，湖北省吸纳技术合同成交额112亿元。",
    "2021年，湖北省输出技术合同成交额112亿元。",
    "2021年，湖北省技术开发合同3120项。",
    "2021年，湖北省新认定高新技术企业112家。",
    "2021年，湖北省净增高新技术企业112家。",
    "2021年，湖北省新增科技型中小企业112家。",
    "2021年，湖北省知识产权服务品牌机构12家。",
    "2021年，湖北省没收违法所得12万元。",
    "2021年，湖北省移送涉嫌犯罪案件线索12条。",
    "2021年，湖北省向公安机关移送涉嫌犯罪案件线索12件。",
    "2021年，湖北省扣押侵权商品9.2万件。",
    "2021年，湖北省全省法院新收知识产权一审案件3112件。",
    "2021年，湖北省全省法院新收知识产权行政一审案件12件。",
    "2021年，湖北省检察机关批准逮捕侵犯商标权犯罪嫌疑人12人。",
)  # fmt: skip


def levels(found):
    return " ".join(code or "-" for code, one in zip(metrics(found), found, strict=True) if one.kind == "level")


@pytest.mark.parametrize(("text", "codes"), NAMES)
def test_a_metric_is_known_by_each_of_its_names(read, text, codes):
    assert levels(read(text)) == codes


@pytest.mark.parametrize(("text", "codes"), RUNS)
def test_the_later_figures_of_a_run_are_of_what_their_words_say(read, text, codes):
    assert levels(read(text)) == codes


@pytest.mark.parametrize("text", NO_METRICS)
def test_what_is_only_like_a_metric_has_none(read, text):
    assert levels(read(text)) == "-"


def test_of_one_short_text_only_its_words_are_compiled_and_all_others_are_still_found(names):
    whole, lexicon = Lexicon(names, lexicon_of(names).words, {}), Lexicon(names, lexicon_of(names).words, {})
    whole.expect("专利" * 9_000)
    lexicon.expect("2021年，湖北省申请专\n利6211件。")
    assert isinstance(lexicon.pattern, Present)
    for text in (
        "湖北省申请专利6211件",
        "",
        "商标注册申请",
        "发明专利授权量",
        "广东省佛山市",
        "有效发明专利拥有量",
        "版权登记",
        "山",
    ):
        assert lexicon.find(text) == whole.find(text)
    assert not isinstance(lexicon.pattern, Present)
