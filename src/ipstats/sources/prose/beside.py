"""What bare words count beside a thing that was told: 获贷款9亿元 behind a number of pledges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..vocabulary import MetricName
from .facets import NOTHING, Phrase
from .seldom import seldom

_ALL = 1_000


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that are of ``code`` where a metric that begins with one of ``told`` is among the last things told.

    ``units`` are those that the figure can have, a dash for a claim, and ``last`` is how many of the things told are
    looked at.
    """

    words: re.Pattern[str]
    units: frozenset[str]
    told: tuple[str, ...]
    code: str
    last: int = _ALL


def _beside(words: str, units: str, told: str, code: str, last: int = _ALL) -> Beside:
    return Beside(seldom(words), frozenset(units.split()), tuple(told.split()), code, last)


_GI, _PLEDGES = "gi. trademark.geographical", "program.pledges_registered program.rights_pledged"
_RULES = (
    # 立项9个，安排经费3万元
    _beside("(?:共|累计)?(?:安排|拨付|下拨|下达|投入)的?(?:财政)?(?:经费|资金|金额)", "元", "program.projects", "program.funding", 1),
    # 质押融资3亿元，办理登记9笔
    _beside("(?:共|累计)?(?:办理)?登记", "笔", "program.loans", "program.pledges_registered", 2),
    # 质押9笔，获银行贷款9亿元
    _beside(
        "(?:共|累计|实际)?(?:(?:帮助|助|为|助力|支持)?(?:企业|单位))?(?:获得?|取得|融得)?(?:银行)?(?:贷款|融资|放款|获贷|授信)(?:金额|总额|额)?",
        "元", _PLEDGES, "program.loans", 2,
    ),
    # 经营主体用标9家
    _beside(
        "(?:经营主体|市场主体|企业|合法|获准)?(?:用标|使用专用标志|使用地理标志专用标志)(?:的?(?:企业|市场主体|经营主体|主体))?",
        "家 户 个", _GI, "gi.users",
    ),
    # 三个产品产值均突破9亿元
    _beside("(?:[一二三四五六七八九十]个)?(?:产品)?(?:年|总)?产值(?:均|都)?", "元 -", _GI, "gi.output"),
    # 生产总值9亿元，人均3万元
    _beside("(?:按常住人口计算)?(?:的)?人均(?:生产总值|值)?", "元", "economy.gdp", "economy.gdp_per_head", 3),
    # 登记笔数居首位
    _beside("(?:质押)?登记(?:笔数|数)|质押笔数", "-", "program.pledges_registered program.loans", "program.pledges_registered"),
    # 全年查扣共9批, in the text of a customs house
    _beside("(?:全年|共|累计)?(?:查扣|扣留|查获|截获)(?:共|了)?", "批 批次", "customs.", "customs.shipments_seized"),
    _beside("(?:全年|共|累计)?(?:查扣|扣留|查获|截获)(?:共|了)?", "件", "customs.", "customs.goods_seized"),
    # 阿拉善盟支出9亿元
    _beside("支出", "元", "rd.expenditure", "rd.expenditure", 3),
    # 布图设计登记申请9件，获证3件
    _beside("获证|发证", "件", "layout.", "layout.certificates"),
    # 授权发明专利9件，结案周期平均22个月
    _beside("(?:平均)?结案周期(?:平均?)?", "个月", "patent.", "patent.examination_months"),
    # 发明专利平均审查周期9个月，力争将周期压缩到5个月
    _beside("(?:将|把|力争)*(?:平均)?(?:审查)?周期", "个月", "patent.examination_months", "patent.examination_months"),
    # 长沙、株洲两地法院收案合计占全省的67%
    _beside(
        "(?:[一二三四五六七八九十][地家市])?(?:两级|各级|基层)?(?:法院|中院)?(?:收案|新收案件|受理案件)(?:数|量)?(?:合计)?",
        "件 -", "court.cases_accepted", "court.cases_accepted",
    ),
    # 起诉人数较多的省份依次为江苏9人
    _beside("起诉(?:人数)?(?:较多|最多|居前|靠前)的?(?:省份|省市|地区|市)?(?:依次|分别)?(?:为|是)?", "人 名 -", "prosecution.prosecuted", "prosecution.prosecuted"),
    # 资助专利9件，资助金额3万元
    _beside("资助(?:金额|总额|额)", "元 -", "", "patent.subsidies"),
    # 公安机关立案9件，破3件
    _beside("(?:侦|告)?破(?:获|案)?(?:案件)?", "件 起 宗", "police.", "police.cases_solved", 3),
    _beside("立案数", "-", "police.", "police.cases_filed"),
    _beside("检察(?:机关|院)(?:提起公诉|起诉)", "人 名", "", "prosecution.prosecuted"),
    _beside("移送(?:案件)?数", "-", "enforcement.referred", "enforcement.referred"),
    # 专利代理机构9家，执业人员30人
    _beside("执业(?:人员|代理师|代理人)", "人 名", "agency.", "agency.patent_agents"),
    # 涉案9万元
    _beside("涉案(?:金额|价值|货值|总额)?", "元", "customs.", "customs.value_seized", 3),
    _beside("涉案(?:金额|价值|货值|总额)?", "元", "", "enforcement.value"),
    # 出台重大经济活动评议办法的有3个, of prefectures
    _beside(
        "(?:出台|制定|印发)[^，。；]{0,16}评议[^，。；]{0,8}(?:政策|办法|文件)(?:的|的地州市?)?(?:有|达到?)?",
        "个", "policy.", "policy.ip_assessment_prefectures",
    ),
    # 成交项数9项, where an amount was told
    _beside("(?:成交|合同)?(?:项数|份数|合同数)", "项 份 件 -", "contract.", "contract.concluded"),
    # 其中商标类9件, of the cases that market supervision investigates
    _beside("(?:其中)?商标|.*(?:商标类|商标案件|商标类案件)", "件 起 宗", "enforcement.ip_cases", "trademark_case.investigated"),
    _beside(".*(?:著作权类|版权类|版权案件)", "件 起 宗", "enforcement.ip_cases", "copyright_case.investigated"),
)  # fmt: skip
#: The rules by the units that they know, in their order.
_BY_UNIT: dict[str, list[Beside]] = {}
for _rule in _RULES:
    for _unit in _rule.units:
        _BY_UNIT.setdefault(_unit, []).append(_rule)
#: The characters of which words that any rule knows have one: most have none.
_ANY = re.compile("[均笔贷融放获授标产查扣截案评项份合登安拨投下著版支记证周资破立诉送执]")


def told_beside(words: str, unit: str, told: Sequence[Phrase], metrics: Mapping[str, MetricName]) -> Phrase:
    """What bare words count, by the rules; nothing where none of them knows the words.

    ``unit`` is the printed unit of a level and empty for a claim; ``told`` are the things told before.
    """
    if not words or _ANY.search(words) is None:
        return NOTHING
    for rule in _BY_UNIT.get(unit or "-", ()):
        if rule.words.fullmatch(words):
            near = told[-rule.last :]
            begun = not rule.told or next((one for one in reversed(near) if one.metric.startswith(rule.told)), None)
            if begun and rule.code in metrics:
                kept = begun if isinstance(begun, Phrase) and rule.code.startswith("program.") else Phrase(words)
                return kept._replace(metric=rule.code, name=words)
    return NOTHING
