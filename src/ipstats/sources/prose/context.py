"""What a figure takes from the text before it: the region, the period and the thing that the text is speaking of."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .mention import NOWHERE, Mention, Region
from .periods import Named, ends_at, first_year, one_before, one_year_before, resolved
from .phrases import NOTHING, Facets, Phrase
from .regions import Places

#: The code of the nation without Hong Kong, Macao and Taiwan.
MAINLAND = "100010"
#: What a time since then sums up: 到2001年共, 至2006年底，全区累计.
_TO_DATE = re.compile("，?(?:全[国省市区县州]|我[省市区])?(?:共|累计|总共|合计|一共)")
#: So many things counted before are looked through for the one that a bare measure is of.
_NEAR = 40


class Known(NamedTuple):
    """A period with the place that it was found in; ``note`` says why it is not known."""

    value: str
    found: str
    note: str = ""


class Item(NamedTuple):
    """One of several things that figures in step go with."""

    phrase: Phrase = NOTHING
    region: Region | None = None
    period: Known | None = None


@dataclass(slots=True)
class Context:
    """The state of a text at a place in it."""

    places: Places
    published: date | None
    now: int = 0  #: the last year that can be a fact when the text was written; 0 where that is not known
    planned: bool = False  #: whether that is told from a plan, whose years are to come
    region: Region = NOWHERE
    region_from: str = ""
    home: Region = NOWHERE  #: the region of a paragraph that names none: that of the heading, or of the text
    home_from: str = ""
    body: bool = False  #: whether the text is about one school or firm, whose figures are of no region
    region_note: str = ""
    several: bool = False  #: several regions are named, and the figure is not said to be of any one of them
    latest: Region = NOWHERE
    latest_before: Region = NOWHERE  #: the last region named before the sentence
    period: Known = field(default_factory=lambda: Known("", ""))
    year: int | None = None
    only: int | None = None  #: the one year that an undated text names
    months_of_it: bool = False  #: whether its months are of that year, as no other one is pointed at
    span: Known | None = None  #: the last range of years
    left_from: int = 0  #: the year of the first level of 由2010年的3件增至2015年的9件
    averaged: Known | None = None  #: the years that an average growth after both is of
    point: Known | None = None  #: the end of a part of the year: what a stock is of, and a flow is not
    point_named: bool = False
    ended: Known | None = None  #: the last such end that the paragraph has named
    once: Known | None = None  #: a period that holds for the next figure alone
    within: Known | None = None  #: a period that holds for the sentence alone
    part: bool = False  #: whether that is only of a part, which a semicolon ends
    ahead: str = ""  #: the period of 到2025年, where that is still to come
    before_ahead: Known = field(default_factory=lambda: Known("", ""))  #: the period at hand before it
    since: int = 0  #: the year of 1995年起
    single: Known | None = None  #: the last period that is no range of years
    best: Known | None = None  #: the latest year that the sentence has named
    base: str = ""
    base_clue: str = ""
    base_end: int = -1  #: where the base period ends in the paragraph
    base_value: Known | None = None
    phrase: Phrase = NOTHING
    whole: Phrase = NOTHING  #: what 其中 took parts of
    topic: Phrase = NOTHING  #: what the paragraph before, or the heading, is about
    fresh: bool = True  #: whether the figure at hand begins a sentence, or has a region of its own
    told: list[Phrase] = field(default_factory=list)  #: what the levels of the paragraph count, parts aside
    ever: dict[str, Phrase] = field(default_factory=dict)  #: the last thing counted by each measure since the heading
    headed: bool = False  #: whether what a text is about is what its heading names
    told_before: list[Phrase] = field(default_factory=list)  #: and those of the paragraph before
    items: tuple[Item, ...] = ()
    recent: list[Item] = field(default_factory=list)  #: the levels of the sentence so far
    mains: list[Item] = field(default_factory=list)  #: those of them that are no parts
    aside: Phrase | None = None  #: what the text spoke of before a bracket
    earlier: list[Item] = field(default_factory=list)  #: those of the sentence before
    listed: tuple[Region, ...] = ()  #: the last list of regions in the sentence
    program: str = ""
    outer: tuple[Region, str, str] | None = None  #: the region before the sentence, or before 其中
    passed: list[Region] = field(default_factory=list)  #: the regions of the sentence so far
    beside: list[Region] = field(default_factory=list)  #: those of them that others are only compared with

    def enter_section(self, headed: Phrase, region: Region | None) -> None:
        """Begin to speak of what a heading names; of the same thing as before where it names none."""
        self.home, self.home_from = self.places.document, self.places.document_from
        if region is not None:
            self.home, self.home_from, self.latest = region, "the heading", region
        if headed:
            self.told, self.told_before, self.topic = [], [], headed
            self.headed = True
            self.ever.clear()

    def enter_paragraph(self, titled: Known | None) -> None:
        """Forget what held for the paragraph before, but for what it was about."""
        self.end_sentence()
        if self.told:
            self.told_before, self.told = self.told, []
            self.topic, self.headed = common_topic(self.told_before), False
            for phrase in self.told_before:
                measure = phrase.metric.partition(".")[2]
                if measure not in self.ever or phrase.patent_type in ("", "total"):
                    self.ever[measure] = phrase
        self.region, self.region_from, self.region_note = self.home, self.home_from, ""
        plan = titled is not None and is_many(titled.value) and self.ahead  # a list of what is to be reached
        if titled is not None and not plan:
            self.period, self.year, self.ahead = titled, first_year(titled.value), ""
        elif self.period.value:
            self.period = Known(self.period.value, "the paragraph before", self.period.note)
        else:
            self.period = Known("", "")
        self.phrase, self.whole, self.items, self.program = NOTHING, NOTHING, (), ""
        self.earlier, self.ended = [], None
        self.outer, self.passed, self.since = None, [], 0

    def end_sentence(self) -> None:
        """Forget what held for the sentence alone. Of several regions in a row none is what the text is about."""
        distinct = list(dict.fromkeys(self.passed)) if self.passed else self.passed
        if len(distinct) > 1 or self.outer is not None:
            self.latest = self.latest_before
            if not self.latest_before.name:
                own = [region for region in distinct if region not in self.beside]
                self.latest = own[0] if own else NOWHERE if distinct else self.latest
        self.latest_before = self.latest
        if self.outer is not None:
            self.region, self.region_from, self.region_note = self.outer
        elif len(distinct) > 1:
            head = distinct[0]
            wider = all(self.places.within(other, head) or other.level == "country" for other in distinct[1:])
            keeps = head.level in ("country", "province", "reporting_unit") and wider
            keeps = keeps and self.home not in distinct[1:]  # 全国申请9件，云南占2.5%: on with Yunnan
            self.region = head if keeps else self.home
            self.region_from = "the paragraph" if keeps else self.home_from
            self.region_note = ""
        if self.best is not None and self.period.found == "the sentence" and self.ahead != self.period.value:
            last, best = first_year(self.period.value), first_year(self.best.value)
            if last is not None and best is not None and last < best:
                self.period, self.year = self.best, best  # 2012年3件，而2011年为2件
        self.best = self.averaged = None
        self.left_from = 0
        self.outer, self.passed, self.beside = None, [], []
        self.several, self.point_named = False, False
        self.once = self.within = self.base_value = None
        self.base = self.base_clue = ""
        self.base_end, self.single = -1, None
        self.earlier, self.recent, self.listed = self.recent or self.earlier, [], ()
        self.mains, self.aside = [], None
        if self.region_from == "the sentence":
            self.region_from = "the paragraph"
        if self.period.found == "the sentence":
            self.period = Known(self.period.value, "the paragraph", self.period.note)

    def pass_of_which(self) -> None:
        """Pass 其中: regions named from here on are parts."""
        if self.outer is None:
            self.outer = (self.region, self.region_from, self.region_note)

    def pass_aside(self, mention: Mention) -> None:
        """Pass a place within the region that the sentence has told of: …1687件；拉萨市有1402件."""
        region = mention.region
        inside = region is not None and region.level in ("prefecture", "place")
        if mention.role == "of" and inside and self.region.level in ("province", "reporting_unit"):
            assert region is not None
            if self.places.parent(region) == self.region.code:
                self.pass_of_which()

    def pass_regions(self, group: list[Mention]) -> None:
        """Pass one region, or several in one list."""
        of = [mention for mention in group if mention.role == "of"]
        if not of:
            return
        regions = [mention.region or self.places.pointed_at(mention.pointing, self.latest) for mention in of]
        if len(of) > 1:
            self.several, self.listed = True, tuple(regions)
            self.passed.extend(regions)
            return
        mention, region, note = of[0], regions[0], ""
        if region.code == MAINLAND:
            self.pass_of_which()  # 国内（不含港澳台） is of its sentence alone
        if self.home.level == "abroad" and region.level == "country":
            return  # 国外申请人在我国提交
        if mention.titular and self.home.name and self.home.level != "country":
            return
        if mention.pointing == "国内" and self.region_from == "the sentence":
            return  # 全省国内商标申请 is of the province
        if mention.region is None:
            if not region.name:
                if mention.pointing in ("国内", "全境", "园区", "全园区", "开发区"):
                    return
                note = f"{mention.word} stands for no region that the text names"
        elif mention.beside:
            self.beside.append(region)
        else:
            self.latest = region
        self.region, self.region_from, self.region_note = region, "the sentence", note
        self.several = False
        self.passed.append(region)

    def pass_period(self, named: Named, *, opening: bool) -> None:
        """Pass a period. ``opening`` tells that the paragraph has named none so far."""
        value, note = resolved(named, self.year, self.published)
        if (
            not value
            and self.only is not None
            and self.months_of_it
            and named.year == ""
            and named.form.startswith("{y}-")
        ):
            value = named.form.replace("{y}", str(self.only))  # 1—11月 in a text that names one year
        if not value and self.span and named.years == _length(self.span.value):
            value = self.span.value  # 五年来, after “十三五”时期
        elif named.role == "from" and named.text.endswith("同期"):
            value = one_year_before(self.current_period().value) or value
        known = Known(value, "the sentence", note)
        if is_many(value) and named.role == "of":
            self.span = known
        if named.role == "base":
            self.base, self.base_clue = self._base(named, value), named.text
            self.base_end, self.base_value = named.end, Known(self.base, "the sentence", note)
        elif named.year in ("次", "翌") and not named.until:
            self.within = known
        elif named.role == "from" or (named.year == "上" and not named.until):
            self.once = known
            if named.follows.startswith(("专利法", "《专利法", "商标法", "建", "设")) and known.value.isdigit():
                self.since, self.once = int(known.value), None  # 自1985年专利法实施至2006年底
        elif named.role == "same":
            before = one_year_before(self.current_period().value)
            year = first_year(value)
            self.within = Known(before, "the sentence") if year is None or first_year(before) == year else known
        elif named.role == "date":
            self._pass_date(named, known)
        elif named.role == "since" and not opening and named.since < (self.year or 0) and self.period.value:
            self.within = Known(f"{named.since}/{self.year}", "the sentence")  # 自1985年以来, up to the year at hand
        elif named.whole:
            self._pass_whole(named, known)
        else:
            self._pass_of(named, known, opening=opening)

    def _pass_date(self, named: Named, known: Known) -> None:
        if is_many(known.value) and self.span is None:
            self.span = known  # the years of a plan, which its name says
        if known.value and "{y}" in named.form:
            self.within = known
            if named.year.isdigit():
                self.year = int(named.year)

    def _pass_whole(self, named: Named, known: Known) -> None:
        """全年 and 年末: the year at hand."""
        self.within = self.point = None
        if self.year is not None:
            self.period = Known(str(self.year), self.period.found or "the sentence")
        elif not self.period.value:
            self.period = known
            if self.only is not None and named.text == "全年":
                self.period = Known(str(self.only), "the text, which names no other year")

    def _pass_of(self, named: Named, known: Known, *, opening: bool) -> None:
        if not known.value and named.year == "" and self.period.found == "the sentence" and self.period.value:
            return  # 五年间 of a sentence that has its period
        self.within = None
        last = first_year(known.value) or 0
        if named.follows.startswith(("起", "始")) and "{y}" in named.form:
            self.since = last
        elif 0 < self.since < last and named.until and _TO_DATE.match(named.follows):
            self.single, self.period, self.year = known, Known(f"{self.since}/{last}", "the sentence"), last
            return
        if is_many(known.value) and self.single_year() and re.match("，?(?:年均|每年|平均每年|间年均)", named.follows):
            self.once = known  # 到2015年…，2012年至2015年年均增长12%，其中
            return
        of_part = "-" in named.form and "/" not in named.form
        of_quarter = of_part and not opening and named.form[4:5] == "Q" and _holds(self.period.value, known.value)
        if last and named.until and named.reached:
            later = last > (self.now or self.year or 9999) or (not self.now and self.year is None)
            if later and not self.ahead:
                self.before_ahead = self.period
            self.ahead = known.value if later else ""
        if of_part and named.until and named.form[4:5].isdigit():
            self.come_back()
            self.point, self.point_named, self.ended = known, True, known
        elif (
            (of_part and not opening and named.form[4:5].isdigit())
            or of_quarter
            or (named.part and is_many(self.period.value))
        ):
            self.within, self.part = known, named.part
        else:
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

    def single_year(self) -> bool:
        """Whether the sentence has named one year, or part of one."""
        return self.period.found == "the sentence" and bool(self.period.value) and not is_many(self.period.value)

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

    def about(self) -> Phrase:
        """What is spoken of: the last thing named in the paragraph, else what the text before is about."""
        return self.phrase or self.topic

    def whole_of_types(self) -> Phrase:
        """The total before its types one by one, the last of which was spoken of: 按地区分，哈尔滨市3件 is of all types."""
        if self.phrase.patent_type in ("", "total"):
            return NOTHING
        same = [one for one in self.told[-_NEAR:] if one.metric == self.phrase.metric]
        types = {one.patent_type for one in same} - {"", "total"}
        totals = [one for one in same if one.patent_type == "total"]
        return totals[-1] if totals and len(types) > 1 else NOTHING

    def completing(self, facets: Facets, known: Collection[str]) -> Phrase:
        """The phrase that completes a measure said alone: the whole after its parts, or what was counted so before.

        ``known`` are the codes of all metrics.
        """
        measures = dict(facets.measures).keys()
        if self.headed and not self.phrase and self.topic.facets.types and not self.topic.metric:
            return self.topic  # 1.发明专利。申请3件
        head, part, _ = self.phrase.metric.partition(".")[2].partition("_")
        if part and head != "cases" and any(measure.startswith(f"{head}_") for measure in measures):
            return self.phrase  # 新收民事一审案件3件，审结2件: the same cases, and not the whole that they are parts of
        whole = self.whole.metric.partition(".")[0]
        if any(f"{whole}.{measure}" in known for measure in measures):
            return self.whole
        if self.fresh and (total := self.whole_of_types()):
            return total  # 外观设计3件。乌鲁木齐市申请9件 are of all types
        subject = self.phrase.metric.partition(".")[0]
        if any(f"{subject}.{measure}" in known for measure in measures):
            return self.phrase
        for told in (self.told[-_NEAR:], self.told_before[-_NEAR:]):
            same = [phrase for phrase in told if phrase.metric.partition(".")[2] in measures]
            totals = [phrase for phrase in same if phrase.patent_type == "total"]
            if same:
                return (totals or same)[-1]
        if not self.phrase.metric and not self.phrase.facets and self.told:
            return self.told[-1]  # 新收3件、旧存1件；审结2件
        if self.phrase:
            return self.phrase
        if not self.headed and (ever := next((self.ever[one] for one in measures if one in self.ever), None)):
            return ever  # 申请量 after a paragraph on trademarks, where it was patents that were applied for
        # 授权量 after a paragraph on applications for inventions is of patents.
        topic = self.topic or (self.told_before[-1] if self.told_before else NOTHING)
        return topic._replace(patent_type="", facets=topic.facets._replace(types=frozenset()))

    def earlier_level(self) -> Known:
        """The period of 12件 in 由12件增至15件: the one compared with, or one year before."""
        if self.base:
            return Known(self.base, "the sentence")
        now = self.current_period()
        if not now.value:
            return Known("", "", "from when is not printed")
        if is_many(now.value):
            return Known(str(int(now.value[:4]) - 1), now.found)  # five years begin where the one before them ended
        return Known(one_year_before(now.value), now.found)

    def see_level(self, period: Known, *, first: bool) -> None:
        """See of which years the levels of a sentence are; the ``first`` of two is what another has come from."""
        year = first_year(period.value) or 0
        if first:
            self.left_from = year
        elif 0 < self.left_from < year:
            self.averaged = Known(f"{self.left_from + 1}/{year}", period.found)

    def leave_parts(self) -> None:
        """Go back to the region before 其中: the next thing is none of the parts."""
        if self.outer is not None:
            self.region, self.region_from, self.region_note = self.outer
            self.several = False

    def pass_semicolon(self) -> None:
        """Leave the period of a part: 五年3件，其中2000年1件；授权2件."""
        if self.part:
            self.within, self.part = None, False

    def asks_for_stocks(self) -> bool:
        """Whether a stock can be of another period here than a flow."""
        return bool(self.ended or self.single or self.point)

    def current_period(self, stock: bool | None = None) -> Known:
        """The period of a figure here; ``stock`` tells whether it counts what there is at the end of a period."""
        if self.once or self.within:
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
        now = self.current_period().value
        if "同比" in words:
            self.base, self.base_clue = one_year_before(now), "同比"
        elif "环比" in words:
            self.base, self.base_clue = one_before(now), "环比"


def common_topic(told: list[Phrase]) -> Phrase:
    """The one thing that a paragraph counts: the whole where parts are counted too; nothing where it counts several."""
    if len({phrase.metric for phrase in told}) != 1:
        return NOTHING
    totals = [phrase for phrase in told if phrase.patent_type == "total" or phrase.case_kind == "total"]
    return (totals or told)[-1]


def _length(period: str) -> int:
    """How many years a range of years has."""
    return int(period[5:]) - int(period[:4]) + 1


def _holds(period: str, quarter: str) -> bool:
    """Whether a part of a year is longer than a quarter, and has that quarter in it: 上半年 and 二季度."""
    return (
        len(period) > 7 - ("S" in period) and period[:4] == quarter[:4] and "Q" not in period
        and (period[5:6] == "S" or "/" in period) and ends_at(period) >= ends_at(quarter)
    )  # fmt: skip


def is_many(period: str) -> bool:
    """Whether a period is a range of whole years."""
    return len(period) == 9 and period[4] == "/"
