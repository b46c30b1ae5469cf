"""What is known at a place in a text of when its figures are of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .period_forms import number
from .periods import UNDATED, Named
from .resolving import ends_at, first_year, holds, is_many, length, one_before, one_year_before, resolved
from .seldom import seldom

#: What a time since then sums up: 到2001年共, 至2006年底，全区累计.
_TO_DATE = seldom("，?(?:全[国省市区县州]|我[国省市区])?(?:共|累计|总共|合计|一共)")


class Known(NamedTuple):
    """A period with the place that it was found in; ``note`` says why it is not known."""

    value: str
    found: str
    note: str = ""


_YEARS_PAST = seldom("过去|五年来")
#: The length of a month as SDMX writes it.
_MONTH = 7
_YEAR = 4
#: 自2001年起; not 上年起诉
_ON = re.compile("(?:起(?!诉)|开?始)")
_SUMMING = seldom("(?:间，?|，)?(?:全[国省市区县州]|我[省市区])?(?:累计|合计|总计|共)")
_SO_MANY = re.compile(r"的(\d{1,2}|[二三]?十[一二三四五六七八九]?|[二三四五六七八九])年(?:间|里|来)")
_AIMED = ("目标值", "规划值", "预期值", "目标为", "的目标", "规划目标", "预期目标")
_PLANNED = seldom(
    r"(?:规划|计划|纲要)?(?:所?(?:确定|提出|设定|明确|要求|预期)了?的?(?:目标)?|目标)(?:值)?(?:为|的)?\d|[\d.]+[万亿]?[件个家]的?目标"
)
_AIM = re.compile(r"[\d.]{1,6}[万亿]?[件元项家笔]的?[目任]")
#: Reports on the years before come out by this month.
_EARLY = 4
NEVER = Known("", "")


@dataclass(slots=True)
class Timeline:
    """The periods at a place in a text."""

    published: date | None
    now: int = 0  #: the last year that can be a fact when the text was written; 0 where that is not known
    planned: bool = False  #: whether that is told from a plan, whose years are to come
    period: Known = field(default_factory=lambda: Known("", ""))
    year: int | None = None
    only: int | None = None  #: the one year that an undated text names
    months_of_it: bool = False  #: whether its months are of that year, as no other one is pointed at
    span: Known | None = None  #: the last range of years
    spans: dict[int, Known] = field(default_factory=dict)  #: the last one of each length
    left_from: int = 0  #: the year of the first level of 由2010年的3件增至2015年的9件
    averaged: Known | None = None  #: the years that an average growth after both is of
    point: Known | None = None  #: the end of a part of the year: what a stock is of, and a flow is not
    point_named: bool = False
    ended: Known | None = None  #: the last such end that the paragraph has named
    pair: tuple[int, int] = (0, 0)  #: the years of the last two levels of which one has come from the other
    law: int = 0  #: the year in which the law of patents came into force, where the text tells it
    titled: Known | None = None  #: the period that the title names
    this_year: int | None = None  #: the year that a heading of what is to come names
    vague: Known | None = None  #: 历年: when the next figure is of, if it is no stock
    began: Known = NEVER  #: the period of the first figure of the paragraph
    back: bool = False  #: whether the year named last is the one before
    sums: bool = False  #: whether the sentence tells of all since then
    acting: str = ""  #: the month in which the action that the text tells of began
    summed: str = ""  #: the year up to which the sentence sums something up
    dated: bool = False  #: whether the sentence has named a period
    once: Known | None = None  #: a period that holds for the next figure alone
    within: Known | None = None  #: a period that holds for the sentence alone
    same: Known | None = None  #: that of 上年同期, with which the next claim compares
    part: bool = False  #: whether that is only of a part, which a semicolon ends
    ahead: str = ""  #: the period of 到2025年, where that is still to come
    before_ahead: Known = field(default_factory=lambda: Known("", ""))  #: the period at hand before it
    months_on: Known | None = None  #: the months that flows have been told of by their end
    chronicle: bool = False  #: whether the paragraphs are the entries of a chronicle, by their days
    brief: bool = False  #: whether the paragraph alone is of these months
    since: int = 0  #: the year of 1995年起
    years_ago: int = 0  #: how many years before the first of two levels is: 5年间由3件增加到7件
    single: Known | None = None  #: the last period that is no range of years
    best: Known | None = None  #: the latest year that the sentence has named
    outside: tuple[Known, int | None, Known | None] | None = None  #: what held before a bracket with a figure
    base: str = ""
    base_clue: str = ""
    base_end: int = -1  #: where the base period ends in the paragraph
    base_value: Known | None = None

    def leave_bracket(self) -> None:
        """Go on with the period that was at hand before the bracket that holds a figure."""
        if self.outside is not None:
            (self.period, self.year, self.point), self.outside = self.outside, None

    def pass_period(self, named: Named, *, opening: bool) -> None:
        """Pass a period. ``opening`` tells that the paragraph has named none so far."""
        self.dated = True
        value, note = self._told(named)
        known = Known(value, "the sentence", note)
        if not value and named.text == "历年" and self.period.value:
            self.vague = known  # 历年累计有效商标3件 says nothing of what follows
            return
        if named.text.endswith("开局之年") and value.isdecimal() and self.span is None:
            self.span = Known(f"{value}/{int(value) + 4}", "the sentence")  # a plan is of five years
        if is_many(value) and named.role == "of":
            self.span = self.spans[length(value)] = known
        if named.foreseen and (self.year is not None or value):
            self.within = Known(str(self.year), "the sentence") if named.whole and self.year is not None else known
            self.part = True
        elif named.role == "base":
            self.base, self.base_clue = self._base(named, value), named.text
            self.base_end, self.base_value = named.end, Known(self.base, "the sentence", note)
        elif not self._pass_beside(named, known):
            self._pass_main(named, known, opening=opening)

    def _told(self, named: Named) -> tuple[str, str]:
        """What a period is in SDMX form, and why it is not known, one of them empty."""
        value, note = resolved(named, self.year, self.published)
        if self.back and named.until and not named.year and self.published is not None:
            value, note = resolved(named, self.published.year, self.published)  # 去年7月3件。至7月末
        self.back = named.year in ("去", "上") if named.year else self.back
        if (
            not value
            and self.only is not None
            and self.months_of_it
            and named.year == ""
            and named.form.startswith("{y}-")
        ):
            value = named.form.replace("{y}", str(self.only))  # 1—11月 in a text that names one year
        span = self.titled if self.planned and self.titled and is_many(self.titled.value) else self.span
        if not value and named.years and span is not None and named.years != length(span.value):
            span = self.spans.get(named.years)
        if not value and span and named.years == length(span.value):
            value = span.value  # 五年来, after “十三五”时期
        elif (
            not value and named.years and self.year and _SUMMING.match(named.follows) and not is_many(self.period.value)
        ):
            value, note = f"{self.year - named.years + 1}/{self.year}", ""  # 2000年2893件。10年累计申请24136件
        elif not value and named.years and _YEARS_PAST.match(named.text) and (told := self.published) is not None:
            if told.month <= _EARLY:  # 过去五年 of a report early in a year
                value = f"{told.year - named.years}/{told.year - 1}"
        elif named.role == "from" and named.text.endswith("同期"):
            value = one_year_before(self.current_period().value) or value
        if named.year == "今" and self.this_year and "{y}" in named.form:
            value, note = named.form.replace("{y}", str(self.this_year)), ""
        return value, note

    def _pass_beside(self, named: Named, known: Known) -> bool:
        """Pass a period that holds for the next figure, or the sentence, alone; whether it is one."""
        aimed = named.follows.startswith(_AIMED) and "：" not in named.follows
        if (aimed or named.against) and named.role == "of" and named.year.isdigit():
            self.once = known  # 2020年目标值为3件, 而2015年为3件 say nothing of what follows
        elif named.year in ("前", "头", "后") and named.years:
            self._pass_edge(named)
        elif named.year == "上月" and named.role == "of" and self.period.value and known.value:
            self.once = known
        elif named.year == "上季" and named.role == "of":
            before = one_before(self.current_period().value)
            self.once = Known(before, "the sentence") if before else known
        elif named.year == "到今" and known.value:
            self.point, self.point_named, self.ended = known, True, known
        elif named.year[:1] == "-" and known.value and named.role == "from":
            self.once = known  # 由五年前的3件升至9件
        elif (named.year[:1] == "-" and known.value) or (named.year in ("次", "翌") and not named.until):
            self.within = known
        elif named.year in ("去", "上") and named.text.endswith("全年") and named.follows[:1] in tuple("为（是的"):
            self.once = known  # 前三季度3亿元，去年全年为4亿元
        else:
            return False
        return True

    def _pass_main(self, named: Named, known: Known, *, opening: bool) -> None:
        if named.role == "from" or (named.year == "上" and not named.until and named.role != "same"):
            if _ON.match(named.follows) is not None:
                self.since = first_year(known.value) or self.since  # 自2001年起逐年上升，去年申请9件
                return
            self.once, self.acting = known, known.value if named.acts else self.acting
            if named.acts and named.year.isdigit():
                self.year = int(named.year)
            if named.follows.startswith(("专利法", "《专利法", "商标法", "建", "设")) and known.value.isdigit():
                self.since, self.once = int(known.value), None  # 自1985年专利法实施至2006年底
        elif named.role == "same":
            before = one_year_before(self.current_period().value)
            year = first_year(known.value)
            self.within = Known(before, "the sentence") if year is None or first_year(before) == year else known
            self.part, self.same = True, self.within if self.within.value < self.period.value else None
        elif named.role == "date":
            self._pass_date(named, known)
        elif named.role == "anchor":
            self.year = int(named.year)  # 1996年以后…。是年申请9件
        elif named.role == "since" and opening and named.form == UNDATED and not named.text.startswith("自"):
            self.since, self.sums = named.since, True  # “九五”以来，截至1998年底
        elif named.role == "since" and not opening and named.since < (self.year or 0) and self.period.value:
            self.within = Known(f"{named.since}/{self.year}", "the sentence")  # 自1985年以来, up to the year at hand
        elif named.whole:
            self._pass_whole(named, known)
        else:
            self._pass_of(named, known, opening=opening)

    def _pass_edge(self, named: Named) -> None:
        """前两年 and 后三年 of several years."""
        span = self.period.value
        span = span if is_many(span) else self.span.value if self.span else ""
        if not is_many(span):
            return
        first, last = int(span[:4]), int(span[5:])
        edge = (last - named.years + 1, last) if named.year == "后" else (first, first + named.years - 1)
        self.within = Known(f"{edge[0]}/{edge[1]}", "the sentence")

    def _pass_date(self, named: Named, known: Known) -> None:
        if is_many(known.value) and _PLANNED.match(named.follows):
            self.once = Known(known.value[5:], known.found)  # “十二五”规划确定的9件目标
        if is_many(known.value) and self.span is None:
            self.span = known  # the years of a plan, which its name says
        if known.value and "{y}" in named.form:
            in_year = (
                self.period.found in ("the title", "the heading", "the paragraph before")
                and known.value[:4] == self.period.value
            )
            in_year = in_year and not (self.chronicle and not named.start)  # 3月12日…, an entry of a chronicle
            self.within = None if in_year and named.form != "{y}" and not named.until else known
            if named.year.isdigit():
                self.year = int(named.year)

    def _pass_whole(self, named: Named, known: Known) -> None:
        """全年 and 年末: the year at hand."""
        if self.year is not None and _AIM.match(named.follows) and named.text == "全年":
            self.once = Known(str(self.year), "the sentence")  # 完成全年2200件目标的76%
            return
        self.within = self.point = None
        if named.text == "规划期末" and self.span is not None:
            self.period = Known(self.span.value[5:], "the sentence")
            return
        if named.text == "期末" and "-" in self.period.value:
            return  # the end of a quarter
        if named.text == "本月":
            self.period = self.titled or self.period
            return
        home = self.titled.value if self.titled else ""
        if len(home) == _YEAR and named.text == "全年" and named.opens and self.period.found == "the paragraph":
            self.year = int(home)  # 2021年研发经费9亿元。全年授权3件, in a bulletin of 2022
        if self.year is not None:
            self.period = Known(str(self.year), self.period.found or "the sentence")
        elif not self.period.value:
            self.period = known
            if self.only is not None and named.text == "全年":
                self.period = Known(str(self.only), "the text, which names no other year")

    def _pass_of(self, named: Named, known: Known, *, opening: bool) -> None:
        if named.years and not known.value and named.follows.startswith(("由", "从")) and self.period.value.isdecimal():
            self.years_ago = named.years  # 2010年申请9件，授权量5年间由3件增加到7件
            return
        if not known.value and named.year == "" and self.period.found == "the sentence" and self.period.value:
            return  # 五年间 of a sentence that has its period
        self.within = None
        last = first_year(known.value) or 0
        if last and named.until and (so_many := _SO_MANY.match(named.follows)) is not None:
            known = Known(f"{last - number(so_many[1]) + 1}/{last}", known.found)  # 至2006年的10年间
        self.summed = known.value if named.until and named.form == "{y}" else self.summed
        if _ON.match(named.follows) is not None and "{y}" in named.form:
            self.since = last
        elif 0 < self.since < last and named.until and (self._is_end(named) or _TO_DATE.match(named.follows)):
            self.single, self.period, self.year = known, Known(f"{self.since}/{last}", "the sentence"), last
            return
        if is_many(known.value) and self.single_year() and re.match("，?(?:年均|每年|平均每年|间年均)", named.follows):
            self.once = known  # 到2015年…，2012年至2015年年均增长12%，其中
            return
        if named.inner and is_many(known.value):
            self.once = known  # 质押融资额五年累计超过9亿元，年均增长3%
            return
        of_part = "-" in named.form and "/" not in named.form
        of_quarter = of_part and not opening and named.form[4:5] == "Q" and holds(self.period.value, known.value)
        if last and named.until and named.reached:
            later = last > (self.now or self.year or 9999) or (not self.now and self.year is None)
            if later and not self.ahead:
                self.before_ahead = self.period
            self.ahead = known.value if later else ""
        began = self.once.value if self.once else self.acting
        if of_part and named.until and len(began) == len(known.value) == _MONTH and began < known.value:
            # 自今年5月行动启动以来，截至11月底
            self.period, self.point, self.once = Known(f"{began}/{known.value}", known.found), None, None
        elif of_part and named.until and named.form[4:5].isdigit():
            self.come_back()
            self.point, self.point_named, self.ended = known, True, known
        elif of_part and self.period.value and named.follows.startswith(("单月", "当月", "一个月", "单季", "当季")):
            self.within = known  # 3月份单月 of a paragraph on the quarter
        elif (
            (of_part and (not opening or (named.part and self.period.value)) and named.form[4:5].isdigit())
            or of_quarter
            or (named.part and is_many(self.period.value))
        ):
            self.within, self.part = known, named.part
        else:
            known = self._so_far(named, known)
            if is_many(known.value):
                self.single = self.period if self.single_year() else None
            self.period, self.point = known, None
            latest = first_year(self.best.value) if self.best else None
            if last and not named.reached and not is_many(known.value) and (latest is None or last > latest):
                self.best = known
        if known.value and named.role != "since" and known.value != self.ahead:
            self.year = first_year(known.value)
        elif named.year in ("今", "去", "前"):
            self.year = None

    def _is_end(self, named: Named) -> bool:
        """Whether a year ends what the sentence tells of since an earlier one: “九五”以来，截至1998年底."""
        return self.sums and named.text.endswith(("底", "末"))

    def _so_far(self, named: Named, known: Known) -> Known:
        """今年 after 截至9月底 is the year as far as it has gone."""
        end = self.point.value if self.point and self.point_named else ""
        if named.year == "今" and named.form == "{y}" and not named.until and end[:5] == f"{known.value}-":
            return Known(f"{known.value}-01/{end}", known.found, known.note)
        return known

    def single_year(self) -> bool:
        """Whether the sentence has named one year, or part of one."""
        return self.period.found == "the sentence" and bool(self.period.value) and not is_many(self.period.value)

    def leave_months(self) -> None:
        """Leave the months of the time that the title names for all of it."""
        if (
            self.titled is not None
            and self.period.value != self.titled.value
            and holds(self.titled.value, self.period.value)
        ):
            self.period = self.titled

    def come_back(self) -> None:
        """Leave what is to come, and speak of what is, as 目前 does."""
        if self.ahead:
            self.ahead, self.period = "", self.before_ahead

    def _base(self, named: Named, value: str) -> str:
        now = self.current_period().value
        if named.year in ("上", "去", "当") or (named.text == "同期" and now):
            before = one_year_before(now)
            return before[:4] if named.text.endswith(("末", "底", "全年")) and before else before
        return value

    def earlier_level(self, left: int = 0) -> Known:
        """The period of 12件 in 由12件增至15件: the one compared with behind ``left``, or one year before."""
        if self.base and self.base_end >= left:
            return Known(self.base, "the sentence")
        now = self.current_period()
        if self.pair[0] and now.value == str(self.pair[1]):
            return Known(str(self.pair[0]), now.found)  # 由2015年的9件增至2020年的12件；由3家发展到5家
        if self.years_ago and now.value.isdecimal():
            return Known(str(int(now.value) - self.years_ago), now.found)
        if not now.value:
            return Known("", "", "from when is not printed")
        if is_many(now.value):
            return Known(str(int(now.value[:4]) - 1), now.found)  # five years begin where the one before them ended
        return Known(one_year_before(now.value), now.found)

    def see_level(self, period: Known, *, first: bool) -> None:
        """See of which years the levels of a sentence are; the ``first`` of two is what another has come from."""
        year = first_year(period.value) or 0
        if not self.began.value:
            self.began = period
        if first:
            self.left_from = year
        elif 0 < self.left_from < year:
            self.averaged = Known(f"{self.left_from + 1}/{year}", period.found)
            self.pair = (self.left_from, year)

    def pass_semicolon(self) -> None:
        """Leave the period of a part: 五年3件，其中2000年1件；授权2件."""
        if self.part:
            self.within, self.part = None, False

    def current_period(self, stock: bool | None = None) -> Known:
        """The period of a figure here; ``stock`` tells whether it counts what there is at the end of a period."""
        if self.vague is not None and not stock:
            return self.vague
        if self.once is not None or self.within is not None:
            return self.once or self.within or self.period
        if stock and self.ended and ends_at(self.period.value) == self.ended.value != self.period.value:
            return self.ended  # 截至6月底 of the paragraph, where the first half is spoken of again
        if stock and self.single and is_many(self.period.value):
            return self.single  # “十四五”期间 is no time that a stock can be of
        if self.point and (self.point_named or not self.period.value):
            return self.point
        if self.point and stock and ends_at(self.period.value) == ends_at(self.point.value):
            return self.point  # what there is at the end of June, where the first half is spoken of
        return self.period

    def compare(self, words: str) -> None:
        """See 同比 and 环比 among the words before a figure."""
        if "同比" in words:
            self.base, self.base_clue = one_year_before(self.current_period().value), "同比"
        elif "环比" in words:
            self.base, self.base_clue = one_before(self.current_period().value), "环比"
