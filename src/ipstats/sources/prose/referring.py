"""Figures that name nothing and point back: a target of the figure before, the former of two, or the latter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..vocabulary import MetricName
from .context import Context, Item
from .facets import NOTHING, Phrase
from .fitting import fits

_AIM = r"(?:目标|规划|计划|任务|考核|约束性)(?:目标|任务|指标)?(?:值|数|要求)?"
#: 3件的规划目标, 3件这一目标
_AIM_BEHIND = re.compile(rf"(?:的|这一|这个|以上的)?[^，。；、\d]{{0,6}}{_AIM}")
#: 目标3件, 规划目标为3件
_AIM_BEFORE = re.compile(rf"{_AIM}(?:为|是|定为|设为|：|的|应为|仅为)?$")
#: What only says how a thing is measured: 批次增长53.9%, 案件数由33起增加到284起.
_MEASURED = {
    "批次": ("批",), "货物批次": ("批",), "数量": ("件",), "件数": ("件",), "货物数量": ("件",), "商品数量": ("件",),
    "案值": ("元",), "货值": ("元",), "价值": ("元",), "金额": ("元",), "融资额": ("元",), "成交额": ("元",),
}  # fmt: skip
_SEIZED = re.compile("^(?:扣留|查扣|查获)的?")
_CASES = re.compile("各?(?:共|均|已|实际)?(?:(?:案件|案)(?:总?数?量?|总量|量))")
#: 其中商标类9件, of the cases that market supervision investigates.
_KINDS_OF_CASES = {
    "商标类": "trademark_case.investigated", "商标案件": "trademark_case.investigated", "商标类案件": "trademark_case.investigated",
    "著作权类": "copyright_case.investigated", "版权类": "copyright_case.investigated", "版权案件": "copyright_case.investigated",
}  # fmt: skip
#: 三市拥有量均在9件以上
_SO_MANY = re.compile("^[一两二三四五六七八九十]+(?:省|市|区|县|州|地|家)")
_STOCK = re.compile("(?:的|均|都)?(?:拥有量|保有量|存量)(?:均|都|也)?")
#: How much of something: 数量则下降3%, behind its shipments and its pieces.
HOW = re.compile(
    "(?:批次|数量|(?<!案)件数|案值|货值|价值|金额|融资额|成交额)(?:则|却|也|均|都|同比|环比|比上年|较上年|上年)*$"
)
#: 民事一审9件, of the cases that courts accepted or closed
_FIRST = re.compile("(?:知识产权|其中|一审){0,2}(民事|刑事)(?:一审)?(?:案件)?(?:为|共|有)?")
_KINDS_OF_COURT = {"民事": "civil", "刑事": "criminal"}
#: 获银行贷款9亿元, 帮助企业融资9亿元, behind the number of pledges
_LENT = re.compile(
    "(?:共|累计|实际)?(?:获得?|取得|帮助企业|助企业|为企业|助力企业|企业)?(?:银行)?(?:贷款|融资|放款|获贷|授信)(?:金额|总额|额)?"
)
_PLEDGES = frozenset(("program.pledges_registered", "program.rights_pledged"))
#: 经营主体用标9家, where geographical indications were spoken of
_USERS = re.compile(
    "(?:经营主体|市场主体|企业|合法|获准)?(?:用标|使用专用标志|使用地理标志专用标志)(?:的?(?:企业|市场主体|经营主体|主体))?"
)
#: 实际兑付9万元, of what was set aside
_PAID = re.compile("(?:实际|共|累计|全年)?(?:兑付|兑现|发放|支付|拨付|到位)(?:资金)?")
_PAID_OUT = frozenset(("patent.subsidies", "program.funding"))
#: 出台重大经济活动评议办法的有3个, of prefectures
_ASSESSED = re.compile(
    "(?:出台|制定|印发)[^，。；]{0,16}评议[^，。；]{0,8}(?:政策|办法|文件)(?:的|的地州市?)?(?:有|达到?)?"
)
#: 新设工作站9个，全市工作站总数48个
_TOTAL_OF = re.compile("(?:总数|总量|数量)$")
#: 全年查扣共9批, in the text of a customs house
_SEIZES = re.compile("(?:全年|共|累计)?(?:查扣|扣留|查获|截获)(?:共|了)?")
#: 三个产品产值均突破9亿元, where geographical indications were spoken of
_OUTPUT = re.compile("(?:[一二三四五六七八九十]个)?(?:产品)?(?:年|总)?产值(?:均|都)?")
#: What is done to cases, said without them: 案件最多的1995年查处9宗.
_BARE_ACT = re.compile(
    "(?:案件最多的|当年|一年|即|就|仅|又|已|共|也|均|则|各){0,3}(?:查处|查办|办案)(?:了|数|量|数量)?"
)
#: 2001年登记9项, where contracts were spoken of.
_REGISTERED = re.compile("(?:共|又|已|累计)?(?:认定)?(?:登记|签订)")
#: 立项9个，安排经费3万元
_FUNDS = re.compile("(?:共|累计)?(?:安排|拨付|下拨|下达|投入)的?(?:财政)?(?:经费|资金|金额)")
#: 研发经费9亿元。西部地区经费3亿元
_SPENT = re.compile("(?:各类企业|企业|政府属研究机构|高等学校|高校|共|总)?(?:经费|支出|投入)(?:投入|支出|总量)?")
#: 新增驰名商标3件，累计拥有9件
_ALTOGETHER = re.compile("(?:年末|全省|全市|全区)?(?:(?:累计|总共|共|现|实)(?:拥?有?|设)|总计|总数|总量|有效期内总数)")
#: 成交项数9项, where an amount was told
_ITEMS = re.compile("(?:成交|合同)?(?:项数|份数|合同数)")
#: 涉案9万元
_VALUE = re.compile("涉案(?:金额|价值|货值|总额)?")
#: 质押融资3亿元，办理登记9笔
_PLEDGED = re.compile("(?:共|累计)?(?:办理)?登记")
_CONTRACTS, _FIRMS = frozenset("项份件"), frozenset("家户个")
_SEIZED_IN = {"批": "customs.shipments_seized", "批次": "customs.shipments_seized", "件": "customs.goods_seized"}
_INDICATIONS = ("gi.", "trademark.geographical")
_INVESTIGATED = frozenset(
    (
        "trademark_case.investigated",
        "copyright_case.investigated",
        "enforcement.ip_cases",
        "case.closed",
        "case.accepted",
    )
)
_CASE_NAME = "案件"
_ANY_AIM = re.compile("[目规计任考约](?:标|划|务|核|束)")
_POINTING = re.compile("前者|后者")
_SENTENCE = re.compile("[。；]")
#: So far behind a figure or before it the word for a target stands.
_NEAR = 16
#: So many things told before are looked through.
_TOLD = 12


def spent(context: Context, words: str, metrics: Mapping[str, MetricName], unit: str = "") -> Phrase:
    """What bare 经费 is of: research and development, where that was spoken of last of all that is spent."""
    if unit not in ("元", "") or not _SPENT.fullmatch(words):
        return NOTHING
    told = (*context.told_before[-_TOLD:], *context.told[-_TOLD:])
    fit = [one for one in told if metrics[one.metric].unit == "元"]
    return fit[-1] if fit and fit[-1].metric == "rd.expenditure" else NOTHING


def is_aim(text: str, left: int, start: int, end: int) -> bool:
    """Whether a figure at ``start`` to ``end`` is said to be the target of what stands before."""
    if _ANY_AIM.search(text, max(left, start - _NEAR), end + _NEAR) is None:
        return False
    if _AIM_BEHIND.match(text, end, end + _NEAR):
        return True
    return _AIM_BEFORE.search(text, max(left, start - _NEAR), start) is not None


def measured(context: Context, words: str, metrics: Mapping[str, MetricName], unit: str = "") -> Phrase:
    """What words say that only tell how something is measured: the last thing told that is measured so."""
    told: tuple[Phrase, ...] = (*context.told_before[-_TOLD:], *context.told[-_TOLD:])
    words = _SO_MANY.sub("", words).rstrip("则却也")
    if _STOCK.fullmatch(words):
        fit = [one for one in told if metrics[one.metric].kind == "stock" and fits(unit, metrics[one.metric])]
    elif _CASES.fullmatch(words):
        fit = [one for one in told if _CASE_NAME in metrics[one.metric].name_zh]
    elif _BARE_ACT.fullmatch(words):
        fit = [one for one in told if one.metric in _INVESTIGATED]
    elif _FUNDS.fullmatch(words) and unit == "元" and context.told and context.told[-1].metric == "program.projects":
        return (
            context.told[-1]._replace(metric="program.funding", name=words) if "program.funding" in metrics else NOTHING
        )
    elif _ALTOGETHER.fullmatch(words) and unit and (near := metrics.get(context.phrase.nearly)) is not None:
        return Phrase(context.phrase.name, context.phrase.facets, near.code) if near.kind == "stock" else NOTHING
    elif _PLEDGED.fullmatch(words) and unit == "笔" and any(one.metric == "program.loans" for one in told[-2:]):
        code = "program.pledges_registered"
        return told[-1]._replace(metric=code, name=words) if code in metrics else NOTHING
    elif (first := _FIRST.fullmatch(words)) is not None and context.phrase.metric.startswith("court."):
        done = (context.told[-1] if context.told else context.phrase).metric.rpartition("_")[2]
        code = f"court.{_KINDS_OF_COURT[first[1]]}_{done}"
        return Phrase(words, metric=code) if code in metrics else NOTHING
    elif _LENT.fullmatch(words) and unit == "元" and any(one.metric in _PLEDGES for one in told[-2:]):
        return told[-1]._replace(metric="program.loans", name=words) if "program.loans" in metrics else NOTHING
    elif _USERS.fullmatch(words) and unit in _FIRMS and any(one.metric.startswith(_INDICATIONS) for one in told):
        return Phrase(words, metric="gi.users") if "gi.users" in metrics else NOTHING
    elif _SEIZES.fullmatch(words) and any(one.metric.startswith("customs.") for one in told) and unit in _SEIZED_IN:
        return Phrase(words, metric=_SEIZED_IN[unit]) if _SEIZED_IN[unit] in metrics else NOTHING
    elif _PAID.fullmatch(words) and unit == "元" and context.told and context.told[-1].metric in _PAID_OUT:
        return context.told[-1]
    elif _ASSESSED.fullmatch(words) and any(one.metric.startswith("policy.") for one in told):
        code = "policy.ip_assessment_prefectures"
        return Phrase(words, metric=code) if code in metrics else NOTHING
    elif (same := _TOTAL_OF.sub("", words)) != words and len(same) > 1 and context.phrase.name.endswith(same):
        return Phrase(words, metric=context.phrase.nearly) if context.phrase.nearly else NOTHING
    elif _ITEMS.fullmatch(words) and any(one.metric == "contract.value" for one in told):
        return Phrase(words, metric="contract.concluded") if "contract.concluded" in metrics else NOTHING
    elif _VALUE.fullmatch(words) and unit == "元":
        code = (
            "customs.value_seized"
            if any(one.metric.startswith("customs.") for one in told[-3:])
            else "enforcement.value"
        )
        return Phrase(words, metric=code) if code in metrics else NOTHING
    elif words in ("商标", "其中商标") and any(one.metric == "enforcement.ip_cases" for one in told):
        return (
            Phrase(words, metric="trademark_case.investigated") if "trademark_case.investigated" in metrics else NOTHING
        )
    elif _OUTPUT.fullmatch(words) and unit in ("元", "") and any(one.metric.startswith(_INDICATIONS) for one in told):
        return Phrase(words, metric="gi.output") if "gi.output" in metrics else NOTHING
    elif _REGISTERED.fullmatch(words) and unit in _CONTRACTS:
        fit = [one for one in told if one.metric == "contract.concluded"]
    elif words.endswith(tuple(_KINDS_OF_CASES)) and any(one.metric == "enforcement.ip_cases" for one in told):
        code = next(code for word, code in _KINDS_OF_CASES.items() if words.endswith(word))
        return Phrase(words, metric=code) if code in metrics else NOTHING
    elif (words := _SEIZED.sub("", words)) in _MEASURED and context.phrase.metric:
        subject = context.phrase.metric.partition(".")[0]
        fit = [
            one for one in told if one.metric.startswith(f"{subject}.") and metrics[one.metric].unit in _MEASURED[words]
        ]
    else:
        return NOTHING
    return fit[-1] if fit else NOTHING


def pointed(context: Context, text: str, left: int, start: int) -> Item | None:
    """What 前者 or 后者 before a figure stands for: one of the last two levels."""
    if text.find("者", left, start) < 0:
        return None
    words = _POINTING.findall(text, left, start)
    if not words:
        return None
    two = context.recent if len(context.recent) > 1 else context.earlier if not context.recent else []
    if len(two) < 2:
        if len(context.listed) == 2 and not context.recent:
            return Item(NOTHING, context.listed[words[-1] == "后者"])  # 佛山、东莞旗鼓相当，前者3件
        return None
    return two[-2] if words[-1] == "前者" else two[-1]
