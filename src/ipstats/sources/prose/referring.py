"""Figures that name nothing and point back: a target of the figure before, the former of two, or the latter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..vocabulary import MetricName
from .beside import told_beside
from .context import Context, Item
from .facets import NOTHING, Phrase
from .fitting import fits
from .seldom import seldom

_AIM = r"(?:目标|规划|计划|任务|考核|约束性)(?:目标|任务|指标)?(?:值|数|要求)?"
#: 3件的规划目标, 3件这一目标
_AIM_BEHIND = seldom(rf"(?:的|这一|这个|以上的)?[^，。；、\d]{{0,6}}{_AIM}")
#: 目标3件, 规划目标为3件
_AIM_BEFORE = seldom(rf"{_AIM}(?:为|是|定为|设为|：|的|应为|仅为)?$")
#: What only says how a thing is measured: 批次增长53.9%, 案件数由33起增加到284起.
_MEASURED = {
    "批次": ("批",), "货物批次": ("批",), "数量": ("件",), "件数": ("件",), "货物数量": ("件",), "商品数量": ("件",),
    "案值": ("元",), "货值": ("元",), "价值": ("元",), "金额": ("元",), "融资额": ("元",), "成交额": ("元",),
}  # fmt: skip
_SEIZED = re.compile("^(?:扣留|查扣|查获)的?")
_CASES = re.compile("各?(?:共|均|已|实际)?(?:(?:案件|案)(?:总?数?量?|总量|量))")
#: 三市拥有量均在9件以上
_SO_MANY = re.compile("^[一两二三四五六七八九十]+(?:省|市|区|县|州|地|家)")
_STOCK = re.compile("(?:的|均|都)?(?:拥有量|保有量|存量)(?:均|都|也)?")
#: How much of something: 数量则下降3%, behind its shipments and its pieces.
HOW = re.compile(
    "(?:批次|数量|(?<!案)件数|案值|货值|价值|金额|融资额|成交额)(?:则|却|也|均|都|同比|环比|比上年|较上年|上年)*$"
)
#: 民事一审9件, of the cases that courts accepted or closed
_FIRST = re.compile("(?:知识产权|其中|一审){0,2}(民事|刑事)(?:一审)?(?:案件)?(?:为|共|有)?")
#: How these words end.
HOW_ENDS = frozenset("次量数值额则却也均都比年")
_KINDS_OF_COURT = {"民事": "civil", "刑事": "criminal"}
#: 新设工作站9个，全市工作站总数48个
_TOTAL_OF = re.compile("(?:总数|总量|数量)$")
#: What is done to cases, said without them: 案件最多的1995年查处9宗.
_BARE_ACT = re.compile(
    "(?:案件最多的|当年|一年|即|就|仅|又|已|共|也|均|则|各){0,3}(?:查处|查办|办案)(?:了|数|量|数量)?"
)
#: 2001年登记9项, where contracts were spoken of.
_REGISTERED = re.compile("(?:共|又|已|累计)?(?:认定)?(?:登记|签订)")
#: 研发经费9亿元。西部地区经费3亿元
_SPENT = seldom("(?:各类企业|企业|政府属研究机构|高等学校|高校|共|总)?(?:经费|支出|投入)(?:投入|支出|总量)?")
#: 新增驰名商标3件，累计拥有9件
_ALTOGETHER = seldom("(?:年末|全省|全市|全区)?(?:(?:累计|总共|共|现|实)(?:拥?有?|设)|总计|总数|总量|有效期内总数)")
_CONTRACTS = frozenset("项份件")
#: 实际兑付9万元, of what was set aside
_PAID = re.compile("(?:实际|共|累计|全年)?(?:兑付|兑现|发放|支付|拨付|到位)(?:资金)?")
_PAID_OUT = frozenset(("patent.subsidies", "program.funding"))
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
_ANY_AIM = seldom("[目规计任考约](?:标|划|务|核|束)")
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
        fit = [one for one in fit if one.metric != "enforcement.referred"] or fit
    elif _BARE_ACT.fullmatch(words):
        fit = [one for one in told if one.metric in _INVESTIGATED]
    elif _REGISTERED.fullmatch(words) and unit in _CONTRACTS:
        fit = [one for one in told if one.metric == "contract.concluded"]
    elif beside := told_beside(words, unit, told, metrics):
        return beside
    elif _PAID.fullmatch(words) and unit == "元" and context.told and context.told[-1].metric in _PAID_OUT:
        return context.told[-1]
    elif (first := _FIRST.fullmatch(words)) is not None and _of_court(context):
        done = (context.told[-1] if context.told else context.phrase).metric.rpartition("_")[2]
        code = f"court.{_KINDS_OF_COURT[first[1]]}_{done}"
        return Phrase(words, metric=code) if code in metrics else NOTHING
    elif whole := _whole(context, words, metrics, unit):
        return whole
    elif (words := _SEIZED.sub("", words)) in _MEASURED and context.phrase.metric:
        subject = context.phrase.metric.partition(".")[0]
        fit = [
            one for one in told if one.metric.startswith(f"{subject}.") and metrics[one.metric].unit in _MEASURED[words]
        ]
    else:
        return NOTHING
    return fit[-1] if fit else NOTHING


def _of_court(context: Context) -> bool:
    """Whether the cases of courts are spoken of: 民事一审9件，民事二审3件，刑事一审2件."""
    last = context.told[-1].metric if context.told else ""
    return context.phrase.metric.startswith("court.") or (not context.phrase.metric and last.startswith("court."))


def _whole(context: Context, words: str, metrics: Mapping[str, MetricName], unit: str) -> Phrase:
    """All that there is of what was new: 新增9件，累计拥有37件; nothing where the words say another thing."""
    near = metrics.get(context.phrase.nearly)
    if near is None:
        return NOTHING
    if _ALTOGETHER.fullmatch(words) and unit:
        return Phrase(context.phrase.name, context.phrase.facets, near.code) if near.kind == "stock" else NOTHING
    same = _TOTAL_OF.sub("", words)
    if same != words and len(same) > 1 and context.phrase.name.endswith(same):
        return Phrase(words, metric=near.code)
    return NOTHING


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
