"""Words before a figure that make of its metric another thing: from abroad, new ones, all that there are."""

from __future__ import annotations

import re

from .context import Context
from .facets import NO_FACETS, Phrase
from .phrases import Resolver
from .seldom import seldom

#: Words that make a figure one of things from abroad, of new ones, or of all that there are.
ABROAD = seldom("(?=[国境海来外输引吸])(?:(?:(?<!中)|(?<=其中))国外|境外|(?<!青)海外|来华|外国|输出|引进|吸纳)")
#: Applicants from abroad, where a nation's figures are told.
_FOREIGN = seldom(
    "来自(?:国外|境外)的|(?:共?受理|收到|授权|授予)?国外(?:申请人|来华|在华)?(?:的?(?:专利|发明|商标)|申请|授权)|来华|国外在华|国外$"
)
_IN_CHINA = re.compile("[在来]华")
_FROM_ABROAD = seldom("(?:受理|收到|授权|授予)的?(?:国外|境外)")
#: What stands before: a mark, a period.
_LEADS = seldom(r"^[\d年月日—至上下半一二三四季度全，。；、其中共]*")
_OF_ABROAD = frozenset(("exported", "imported", "filed_abroad", "foreign_book_contracts", "madrid_applications"))
#: A ratio to the people or to the product, which no count is.
_PER = re.compile("每万|万人(?!次)|每亿元")
_IN_FORCE = "有效"
#: The words of any of these guards, which most figures have none of.
WORDS = re.compile(
    r"国外|境外|海外|来华|外国|输出|引进|吸纳|每万|万人|每亿元|当年核准|当年新|新|净增|总量|总数|总计|累计|存量|实有|保有"
)
_NEW = seldom("当年核准|当年新|新增|新认定|新核准|新培育|新获|新设|新建|新登记|净增")
_ALL = seldom("总量|总数|总计|(?<![年月度内])累计|存量|实有|保有")
_ADVANTAGE = "enterprise.ip_advantage"
_FILED_ABROAD, _APPLICATIONS = "patent.filed_abroad", "patent.applications"
_COUNTS = frozenset(("patent.applications", "patent.grants"))
#: What there is of what comes: 核准注册3件，年末实有9件.
_NEW_OF = dict.fromkeys(("program.enterprises_piloting", "program.enterprises_total"), "program.enterprises_new")
_NEW_FIRMS, _ALL_FIRMS = "program.enterprises_new", "program.enterprises_total"
_STOCK_OF = {"trademark.registrations": "trademark.valid_registrations"}


def _guarded(
    resolver: Resolver, phrase: Phrase, words: str, abroad: re.Match[str] | None, *, own: bool, unit: str
) -> Phrase:
    """A phrase without its metric, where the words before the figure make it another thing."""
    if not phrase.metric and not own and phrase.own and unit and _ALL.search(words):
        # 新认定高新技术企业3家，总数达9家: the second is of the stock itself.
        whole = resolver.phrase(phrase.name, phrase.own, "", unit)
        stock = whole.metric and resolver.metrics[whole.metric].kind == "stock"
        return whole if stock else phrase
    metric = resolver.metrics.get(phrase.metric)
    if metric is None:
        flow = resolver.metrics.get(phrase.nearly)
        if flow is not None and not own and unit and flow.kind == "flow" and _IN_FORCE in phrase.name:
            # 有效的海关备案9项，当年新增3项: what is new of a stock that is no metric itself.
            return resolver.phrase_of(flow.code, phrase.name, phrase.own) if _NEW.search(words) else phrase
        return phrase
    narrowed = ""
    if (found := abroad) and phrase.metric.partition(".")[2] not in _OF_ABROAD:
        narrowed = found[0]  # 国外申请 are none of the region's
    elif phrase.metric in _COUNTS and (found := _PER.search(words)):
        narrowed = found[0]  # 每万人口专利授权量
    elif metric.kind == "stock" and (found := _NEW.search(words)):
        if phrase.metric in _NEW_OF and _NEW_OF[phrase.metric] in resolver.metrics:
            return phrase._replace(metric=_NEW_OF[phrase.metric])  # 新增试点企业3家
        narrowed = found[0]  # what is new is a flow
    elif unit and metric.kind == "flow" and not own and (found := _ALL.search(words)):
        if (
            phrase.metric == _NEW_FIRMS
            and phrase.name.endswith(("优势企业", "优势企业新增"))
            and _ADVANTAGE in resolver.metrics
        ):
            return phrase._replace(metric=_ADVANTAGE)
        if phrase.metric == _NEW_FIRMS and _ALL_FIRMS in resolver.metrics:
            return phrase._replace(metric=_ALL_FIRMS)
        if found[0] in ("实有", "保有") and phrase.metric in _STOCK_OF:
            return phrase._replace(metric=_STOCK_OF[phrase.metric])
        narrowed = found[0]  # 新增3件，总量达9件
    if not narrowed:
        return phrase
    return Phrase(phrase.name, phrase.facets, open_words=narrowed, nearly=phrase.metric,
                  own=phrase.own)  # fmt: skip


def narrowed(
    resolver: Resolver,
    context: Context,
    phrase: Phrase,
    words: str,
    abroad: re.Match[str] | None,
    *,
    own: bool,
    unit: str,
) -> Phrase:
    """A phrase, and whether the words before its figure make it one of applicants from abroad, or no metric.

    ``abroad`` is what of these words may say so.
    """
    if phrase.open_words == "国外" and not (phrase.metric or phrase.nearly) and context.about().metric:
        phrase = context.about()  # 授权9件，其中国外3件
    if phrase.metric == _FILED_ABROAD and _FROM_ABROAD.search(words) and _APPLICATIONS in resolver.metrics:
        phrase = resolver.phrase_of(_APPLICATIONS, phrase.name, NO_FACETS)  # 受理国外专利申请 came from there
    code = phrase.metric or phrase.nearly
    nation = context.region.level == "country" or (not context.region.name and _IN_CHINA.search(words))
    if nation and code and (_FOREIGN.match(_LEADS.sub("", words, count=1)) or _FROM_ABROAD.search(words)):
        if not phrase.metric:
            phrase = resolver.phrase_of(code, phrase.name, phrase.own)
        return phrase._replace(open_words="国外")  # the nation's figure of applicants from abroad
    if context.home.level == "abroad":  # where all that is counted is from abroad, that narrows nothing
        return phrase
    return _guarded(resolver, phrase, words, abroad, own=own, unit=unit)
