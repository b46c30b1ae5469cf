"""Of when a figure is: of its list, of its own words, of a bracket behind it, or of the period at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..vocabulary import MetricName
from .brackets import Notes
from .context import Context, Item
from .facets import Phrase
from .figure import Figure
from .resolving import ends_at, first_year, is_many, resolved
from .seldom import seldom
from .timeline import NEVER, Known
from .tokens import Tokens
from .verdict import Verdict

_GREW_TO = seldom(
    "(?:逐步|稳步|快速|迅速)?(?:增|升|降|减|提|涨|跌|跃|缩|扩|攀|发展|压|延|上|下|回|退|滑|前移|后移)[^，。；\\d]{0,4}[至到为]"
)
#: 由第8位升至第7位, 由第8位前移一位
_WENT = seldom(f"{_GREW_TO.pattern}|(?:前移|后移|上升|下降|前进|后退|提升|下滑)(?:了)?[一二两三四五六七八九\\d]")
_LEFT_OVER = re.compile("（(?:含|不含|其中|比|较)")
#: 两年平均增长
_TWO_YEARS = re.compile("([两二三四五])年平均(?:增长|增速为?|增幅为?)?$")
_PART_OF_YEAR = re.compile("-[SQ]\\d$|-\\d\\d/")
_YEAR = 4
#: What there is, though it is called by what it came by: 已有9件, 手握授权专利9件.
_HELD = seldom("有$|(?:手握|握有|持有|拥有)[^，。；]{0,8}$")
_SO_MANY_YEARS = re.compile(r"([三四五])年(?:累计|合计|总计|共|间共|来共)")
_NOW = re.compile("现有|现已有|目前")
_FROM_RANK = re.compile(r"[由从][^，。；\d]{0,8}$")
#: What makes a new thing of a stock.
_COMES = seldom("(?:新增|新认定|新培育|培育|新建|净增|认定|新核准|新获|新设|新登记|新注册|新吸纳)[^，。；]*$")
_AND = ("和", "、", "与", "及")
#: 全年目标29件, and 年初确定的9件目标
_YEARS_AIM = seldom("(?:全年|年度|年初)[^，。；\\d]{0,6}(?:目标|任务|计划)(?:任务|数|值|为|是)?$")
_OF_THE_YEAR = seldom("(?:全年|年度|年初)[^，。；\\d]{0,6}的?$")
_AN_AIM = seldom("的?[^，。；\\d]{0,4}(?:目标|任务)")
#: So near the figure before it a claim about it stands.
_BESIDE = 2
_NEWLY = seldom("新[增认培核设建登]|(?<!累计)认定(?!为)")
_YEARLY = re.compile("年均|平均每年|每年平均")
#: Ratios of a stock.
_PER_HEAD = ("_per_10k", "_per_100m_gdp")


def _up_to(period: Known) -> Known:
    """The year as far as a month of it: what has come by the end of November."""
    year, _, month = period.value.partition("-")
    if not month.isdecimal() or month == "01":
        return period
    return Known(f"{year}-01/{period.value}", period.found, period.note)


class When:
    """Tells the periods of the figures of a paragraph; ``ahead`` says that what it tells is to be reached."""

    def __init__(
        self, tokens: Tokens, context: Context, metrics: Mapping[str, MetricName], notes: Notes, *, ahead: bool
    ) -> None:
        self.tokens, self.context, self.metrics, self.notes, self.ahead = tokens, context, metrics, notes, ahead
        self.text = tokens.text
        self.bracketed = "（" in tokens.text
        self.sums = _SO_MANY_YEARS.search(tokens.text) is not None  #: whether so many years are summed up in it
        self.aims = "目标" in tokens.text or "任务" in tokens.text
        self.led_from = False  #: whether the figure last told of is the first of two: 由12件增至15件
        self.ended = "", "", 0  #: the last stock told at the end of a part of a year, that part, and where it ends
        self.mean, self.mean_end = NEVER, -1  #: the years of the last growth, and where its figure ends

    def period_of(
        self, figure: Figure, verdict: Verdict, phrase: Phrase, item: Item | None, left: int, sentence: int
    ) -> Known:
        """The period of a figure: of a list, of its own words, or that at hand."""
        context, kind, at = self.context, verdict.kind, figure.start
        self.led_from = stock = False
        level = kind == "level"
        if (
            context.vague is not None
            or context.ended is not None
            or context.single is not None
            or context.point is not None
        ):  # only behind such a period a stock can be of another one than a flow
            stock = self._is_stock(phrase, self.text[max(sentence, at - 30) : at])
            period = context.current_period(stock)
        else:
            period = context.once or context.within or context.period
        if self.aims and level and len(period.value) > _YEAR and self._is_of_years_aim(figure, left):
            return Known(period.value[:_YEAR], period.found)
        if level and context.base_value is not None and 0 <= at - context.base_end <= 2:
            period = context.base_value
        if item is not None and item.period is not None:
            period = item.period
        elif self.bracketed and (noted := self._noted(figure)) is not None:
            period = noted
        if context.same is period and kind in ("growth", "change"):
            period = context.period  # 上年同期只有505件，净增137件
        if context.point is period or context.summed == period.value:
            period = self._of_flow(period, phrase, figure, left, sentence)
        if kind == "growth":
            if left == self.mean_end or self.text.find("年", left, at) >= 0:
                period = self._averaged(figure, period, left, sentence)
            return self._as_before(phrase, period, left) if self.ended[0] else period
        if self.sums and period.value.isdecimal() and (years := self._years_before(figure, sentence)):
            period = Known(f"{int(period.value) - years + 1}/{period.value}", period.found, period.note)
        if not level and kind not in ("rank", "share"):
            return self._as_before(phrase, period, left)
        # Before most figures there is neither 由 nor 从.
        led = (figure.form == "rank" or (left < at and self.text[at - 1] in "由从")) and self.is_from(figure, left)
        if kind == "share" and not led:
            return period
        if led and context.once is None:
            self.led_from = True
            return context.earlier_level(left if kind == "share" else 0)
        if level and len(period.value) > _YEAR and self._is_at_end(phrase, figure, left):
            if is_many(period.value):
                return period if self.ahead or context.planned else Known(period.value[5:], period.found, period.note)
            if not stock and _PART_OF_YEAR.search(period.value):
                self.ended = phrase.metric, period.value, figure.end
                return Known(ends_at(period.value), period.found, period.note)  # 上半年每万人口有效发明专利3件
        return period

    def _as_before(self, phrase: Phrase, period: Known, left: int) -> Known:
        """The period of a claim about the figure before it: of the end of June, where that was."""
        metric, value, end = self.ended
        if metric and (metric, value) == (phrase.metric, period.value) and 0 <= left - end <= _BESIDE:
            return Known(ends_at(value), period.found, period.note)
        return period

    def _is_of_years_aim(self, figure: Figure, left: int) -> bool:
        """Whether a figure is the target of a year, in a text of a part of it: 提前完成年初确定的9件目标."""
        low = max(left, figure.start - 14)
        if _YEARS_AIM.search(self.text, low, figure.start):
            return True
        led = _OF_THE_YEAR.search(self.text, low, figure.start) is not None
        return led and _AN_AIM.match(self.text, figure.end) is not None

    def _of_flow(self, period: Known, phrase: Phrase, figure: Figure, left: int, sentence: int) -> Known:
        """The period of what came by the end of a month, or of a year: 截至11月底，专利申请9件."""
        metric = self.metrics.get(phrase.metric)
        if metric is None or metric.kind not in ("flow", "amount"):
            return period
        if self.context.point is not period:
            return self._summed_up(period, phrase, figure, sentence)
        held = _HELD.search(self.text, max(left, figure.start - 12), figure.start)
        since = self.text.find("以来", sentence, figure.start) >= 0
        if held or since:
            return period
        months = _up_to(period)
        if self.context.period.value == months.value[:_YEAR]:
            self.context.months_on = months  # 截至11月底，申请9件。昌吉市申请3件 in these months too
        return months

    def _summed_up(self, period: Known, phrase: Phrase, figure: Figure, sentence: int) -> Known:
        """The years that a sum up to one of them is of: those of the title, or since there are patents."""
        clause = self.tokens.clause_start(figure.start, sentence)
        part = self.text.find("其中", sentence, figure.start) >= 0 and self.context.whole.metric == phrase.metric
        if self.text.find("累计", sentence if part else clause, figure.start) < 0:
            return period
        titled = self.context.titled
        if titled is not None and is_many(titled.value) and titled.value[:4] < period.value <= titled.value[5:]:
            return Known(f"{titled.value[:4]}/{period.value}", "the title")
        if self.context.law and phrase.metric.startswith("patent.") and str(self.context.law) < period.value:
            return Known(f"{self.context.law}/{period.value}", "the text")
        return period

    def _years_before(self, figure: Figure, sentence: int) -> int:
        """How many years a sum is of: 五年累计申请9件; none where it says none."""
        clause = self.tokens.clause_start(figure.start, sentence)
        found = _SO_MANY_YEARS.search(self.text, clause, figure.start)
        last = found is not None and not self.tokens.figures_between(found.end(), figure.start)
        return "三四五".index(found[1]) + 3 if found is not None and last else 0

    def _averaged(self, figure: Figure, period: Known, left: int, sentence: int) -> Known:
        """The years that a growth is the average of, where it is one."""
        words = self.text[left : figure.start]
        if words in _AND and left == self.mean_end:
            self.mean_end = figure.end
            return self.mean  # 年均分别增长12%和9%
        if "年" not in words:
            return period
        self.mean, self.mean_end = self._mean(figure, period, words, sentence), figure.end
        return self.mean

    def _mean(self, figure: Figure, period: Known, words: str, sentence: int) -> Known:
        """The years that the growth behind some words is the average of."""
        context = self.context
        if (mean := _TWO_YEARS.search(words)) and (year := first_year(period.value)):
            many = "二三四五".index(mean[1].replace("两", "二")) + 2
            return Known(f"{year - many + 1}/{year}", period.found)
        based = context.base.isdecimal() and period.value.isdecimal() and int(context.base) < int(period.value) - 1
        if based and _YEARLY.search(words):
            return Known(f"{int(context.base) + 1}/{period.value}", period.found)  # 比2005年增长2倍，年均递增25%
        if (self.ahead or context.ahead or context.planned) and _YEARLY.search(words):
            for plan in (context.titled, context.span):
                if plan is not None and is_many(plan.value) and period.value in ("", plan.value[5:]):
                    return plan  # 到2020年，申请年均增长15%, of a plan from 2016 on
        if (context.averaged or context.span) and _YEARLY.search(words):
            if context.averaged:
                return context.averaged
            summed = "年累计" in self.text[sentence : figure.start]
            if summed and context.span is not None and context.span.value[5:] == period.value:
                return context.span  # 五年累计986亿元，年均增长5%
        return period

    def _is_at_end(self, phrase: Phrase, figure: Figure, left: int) -> bool:
        """Whether a figure within several years is of the last of them: what there is, or what it came to from 12件."""
        led = self.text.endswith(("到", "至", "到了", "至了"), 0, figure.start)
        if self.context.left_from and led and is_many(self.context.current_period().value):
            return True
        if _NEWLY.search(self.text, left, figure.start) is not None:
            return False
        metric = self.metrics.get(phrase.metric)
        if metric is None and is_many(self.context.current_period().value):
            return _NOW.search(self.text, left, figure.start) is not None  # 全市现有法官9名
        return metric is not None and (metric.kind == "stock" or metric.code.endswith(_PER_HEAD))

    def is_from(self, figure: Figure, left: int) -> bool:
        """Whether a figure is the first of two levels, or ranks: 由12件增至15件, 由全国第8位升至第7位."""
        if figure.form == "rank":
            began = _FROM_RANK.search(self.text, max(left, figure.start - 10), figure.start)
            return began is not None and _WENT.match(self.text, figure.end) is not None
        led = self.text[max(left, figure.start - 1) : figure.start] in ("由", "从")
        return led and _GREW_TO.match(self.text, figure.end) is not None

    def _noted(self, figure: Figure) -> Known | None:
        """The period that a bracket behind a figure says of it: 4.6件（截至6月底）."""
        note = self.notes.behind(figure.end)
        if note and _LEFT_OVER.match(self.text, note[0]):
            return None  # 79件（含上年结转）
        for named in self.tokens.periods_in(*note) if note else ():
            if named.role == "of" and not named.whole:
                value, why = resolved(named, self.context.year, self.context.published)
                return Known(value, "the bracket behind it", why)
        return None

    def _is_stock(self, phrase: Phrase, words: str) -> bool:
        """Whether a phrase counts what there is, and not what came; ``words`` stand before the figure."""
        if ("新" in words or "认定" in words or "培育" in words or "净增" in words) and _COMES.search(words):
            return False
        metric = self.metrics.get(phrase.metric)
        if metric is not None:
            return metric.kind in ("stock", "ratio")
        return any(word in phrase.name for word in ("有效", "拥有", "累计", "保有", "共有", "总数"))
