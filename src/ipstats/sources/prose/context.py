"""What a figure takes from the text before it: the region, the period and the thing that the text is speaking of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from .areas import ZONES
from .facets import NOTHING, Facets, Phrase
from .finding import MUNICIPALITIES as CITIES
from .mention import NOWHERE, Mention, Region
from .regions import Places
from .resolving import ends_at, first_year, is_many
from .seldom import seldom
from .timeline import NEVER, Known, Timeline

#: So many things counted before are looked through for the one that a bare measure is of.
_NEAR = 40
#: The length of a range of years.
_RANGE = 9
#: No plan has so many years.
_LONG = 6
#: 按地区分, 从省份看, 三是分布。 before places: of all that there is of what was spoken of.
_BY_PLACE = seldom(
    "按(?:地区|市地|地市|市州|州市|盟市|区域|省份|设区市)(?:划分|分布|分|看|来看)|从(?:省份|地区|区域|市州|盟市|各市|地域)(?:分布|来)?看|是分布。"
)
#: So far before the sentence such a word may stand.
_LABELLED = 9
_ALL_CASES = frozenset(("court.cases_accepted", "court.cases_closed"))


class Item(NamedTuple):
    """One of several things that figures in step go with."""

    phrase: Phrase = NOTHING
    region: Region | None = None
    period: Known | None = None


@dataclass(slots=True)
class Context(Timeline):
    """The state of a text at a place in it."""

    places: Places = field(kw_only=True)
    region: Region = NOWHERE
    region_from: str = ""
    home: Region = NOWHERE  #: the region of a paragraph that names none: that of the heading, or of the text
    home_from: str = ""
    body: bool = False  #: whether the text is about one school or firm, whose figures are of no region
    region_note: str = ""
    several: bool = False  #: several regions are named, and the figure is not said to be of any one of them
    latest: Region = NOWHERE
    latest_before: Region = NOWHERE  #: the last region named before the sentence
    phrase: Phrase = NOTHING
    whole: Phrase = NOTHING  #: what 其中 took parts of
    topic: Phrase = NOTHING  #: what the paragraph before, or the heading, is about
    fresh: bool = True  #: whether the figure at hand begins a sentence, or has a region of its own
    placed: bool = False  #: whether it has a region of its own
    again: bool = False  #: whether it has a period of its own behind a semicolon
    parting: bool = False  #: whether 其中 stands before it
    opens: bool = False  #: whether it is the first of its sentence
    guest: bool = False  #: whether the region is that in the name of a customs house of the text's own region
    told: list[Phrase] = field(default_factory=list)  #: what the levels of the paragraph count, parts aside
    ever: dict[str, Phrase] = field(default_factory=dict)  #: the last thing counted by each measure since the heading
    one_kind: bool = False  #: whether a heading says that the section is about one kind of cases
    thing: Phrase = NOTHING  #: the one thing that the title says the text counts
    headed: bool = False  #: whether what a text is about is what its heading names
    told_before: list[Phrase] = field(default_factory=list)  #: and those of the paragraph before
    wholes: dict[str, Phrase] = field(default_factory=dict)  #: what was counted in all sections before, by its measure
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

    def enter_section(self, headed: Phrase, region: Region | None, heading: str = "") -> None:
        """Begin to speak of what a heading names; of the same thing as before where it names none."""
        self.one_kind = ("民事" in heading) != ("刑事" in heading)
        self.home, self.home_from = self.places.document, self.places.document_from
        if region is not None:
            self.home, self.home_from, self.latest = region, "the heading", region
        if headed:
            for one in (*self.ever.values(), *self.told_before, *self.told):
                if one.metric and one.patent_type in ("", "total"):
                    self.wholes[one.metric.partition(".")[2]] = one
            headed = self._completed(headed)
            self.told, self.told_before, self.topic = [], [], headed
            self.headed = True
            self.ever.clear()

    def _completed(self, headed: Phrase) -> Phrase:
        """What a heading says of which is bare: 一、申请量, below a text on applications for patents."""
        own = headed.own
        if headed.metric or not own.measures or own.subjects or own.types:
            return headed
        return next((self.wholes[measure] for measure in dict(own.measures) if measure in self.wholes), headed)

    def announce(self, phrase: Phrase) -> None:
        """See a line without figures that says what the list below it counts."""
        self.topic, self.headed = phrase, True
        self.told, self.told_before = [], [phrase]

    def enter_paragraph(self, titled: Known | None) -> None:
        """Forget what held for the paragraph before, but for what it was about."""
        self.end_sentence()
        if self.told:
            self.told_before, self.told = self.told, []
            self.topic, self.headed = common_topic(self.told_before, self.thing), False
            for phrase in self.told_before:
                measure = phrase.metric.partition(".")[2]
                if measure not in self.ever or phrase.patent_type in ("", "total"):
                    self.ever[measure] = phrase
        self.region, self.region_from, self.region_note = self.home, self.home_from, ""
        plan = titled is not None and is_many(titled.value) and self.ahead  # a list of what is to be reached
        if titled is not None and self._goes_on(titled):
            # 1—10月… in a report of October: so are the sections behind it.
            self.period = Known(self.period.value, "the paragraph before", self.period.note)
        elif titled is not None and not plan:
            self.period, self.year, self.ahead = titled, first_year(titled.value), ""
            if self.span is None and is_many(titled.value):
                self.span = titled  # 五年来 of a report of five years
        elif self.period.value:
            began = self.began.value if is_many(self.period.value) else ""
            back = bool(began) and began[:4] == self.period.value[5:] and not is_many(began)
            # 1993年…，从1985年到1993年累计…: the next paragraph is of the year that this one began with.
            value = began if back else self.period.value
            self.period = Known(value, "the paragraph before", self.period.note)
        else:
            self.period = Known("", "")
        self.phrase, self.whole, self.items, self.program = NOTHING, NOTHING, (), ""
        self.earlier, self.ended, self.began, self.pair = [], None, NEVER, (0, 0)
        self.outer, self.passed, self.since, self.brief = None, [], 0, False

    def _goes_on(self, titled: Known) -> bool:
        """Whether a paragraph is of the months that the one before it was of, and not of all that the title names."""
        months = self.period.value
        if "/" not in months[5:] or self.brief:
            return False
        began = not self.began.value or ends_at(self.began.value) == ends_at(months)
        return ends_at(months) == ends_at(titled.value) or (began and months[:4] == titled.value)

    def end_sentence(self) -> None:
        """Forget what held for the sentence alone. Of several regions in a row none is what the text is about."""
        if self.outside is not None:
            self.leave_bracket()
        if self.outer is not None or len(self.passed) > 1:
            self._leave_regions()
        self.latest_before = self.latest
        many, began = self.period.value, self.began.value
        if self.best is not None and self.period.found == "the sentence" and self.ahead != many:
            last, best = first_year(many), first_year(self.best.value)
            if last is not None and best is not None and last < best:
                self.period, self.year = self.best, best  # 2012年3件，而2011年为2件
                many = self.best.value
        if (
            len(many) == _RANGE
            and is_many(many)
            and not is_many(began)
            and began[:4] == many[5:]
            and int(many[5:]) - int(many[:4]) >= _LONG
        ):
            # 2005年…。自1985年至2005年底累计…。: the next sentence is of the year again.
            self.period = Known(began, "the paragraph")
        elif self.pair[0] and many == str(self.pair[1]) and began == f"{self.pair[0]}/{self.pair[1]}":
            self.period = Known(began, "the paragraph")  # 五年来3件。由2012年的1件升至2016年的2件。
        if self.phrase.open_words and self.phrase.metric:
            self.phrase = self.phrase._replace(open_words="")  # 国外申请3件。广东5件 are not from abroad
        if self.guest:
            self.region, self.region_from, self.region_note, self.guest = self.home, self.home_from, "", False
        if self.dated:  # what only a period has set
            self.best, self.summed, self.sums, self.same, self.years_ago = None, "", False, None, 0
            self.once, self.within, self.base_value, self.single = None, None, None, None
            self.base_end, self.point_named, self.dated = -1, False, False
        self.averaged, self.left_from, self.base, self.base_clue = None, 0, "", ""
        self.several, self.outer, self.aside, self.listed = False, None, None, ()
        if self.passed:
            self.passed = []
        if self.beside:
            self.beside = []
        if self.recent:
            self.earlier, self.recent, self.mains = self.recent, [], []
        if self.months_on is not None:
            self.period, self.months_on, self.brief = Known(self.months_on.value, "the paragraph"), None, True
        if self.region_from == "the sentence":
            self.region_from = "the paragraph"
        if self.period.found == "the sentence":
            self.period = Known(self.period.value, "the paragraph", self.period.note)

    def _leave_regions(self) -> None:
        """Go back from a part to the region before it, and from several regions to what they are of."""
        distinct = list(dict.fromkeys(self.passed))
        if len(distinct) > 1 or self.outer is not None:
            self.latest = self.latest_before
            if not self.latest_before.name:
                own = [region for region in distinct if region not in self.beside]
                self.latest = own[0] if own else NOWHERE if distinct else self.latest
        if self.outer is not None:
            self.region, self.region_from, self.region_note = self.outer
        elif len(distinct) > 1:
            head = distinct[0]
            wider = all(self.places.within(other, head) or other.level == "country" for other in distinct[1:])
            keeps = head.level in ("country", "province", "reporting_unit") and wider
            keeps = keeps and self.places.parent(self.home) != head.code  # 全省、全国分别为9件、14件
            keeps = keeps and self.home not in distinct[1:]  # 全国申请9件，云南占2.5%: on with Yunnan
            self.region = head if keeps else self.home
            self.region_from = "the paragraph" if keeps else self.home_from
            self.region_note = ""

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
        if mention.word in ZONES and self.home.level == "place" and self.home.name.endswith("区"):
            region = self.home  # 高新区 in a text about one
        if mention.word in ZONES and self.home.level == "province" and self.home.code not in CITIES:
            return  # 高新技术产业开发区 of a province are all that it has
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
        self.several = mention.several
        self.passed.append(region)

    def about(self) -> Phrase:
        """What is spoken of: the last thing named in the paragraph, else what the text before is about."""
        phrase = self.phrase
        return phrase if phrase.name or phrase.metric else self.topic

    def whole_of_types(self) -> Phrase:
        """The total before its types one by one, the last of which was spoken of: 按地区分，哈尔滨市3件 is of all types."""
        if self.phrase.patent_type in ("", "total"):
            return NOTHING
        same = [one for one in self.told[-_NEAR:] if one.metric == self.phrase.metric]
        types = {one.patent_type for one in same} - {"", "total"}
        totals = [one for one in same if one.patent_type == "total"]
        return totals[-1] if totals and len(types) > 1 else NOTHING

    def total_of(self, code: str) -> Phrase:
        """The whole of a metric by patent types that was told last, of which a part was spoken of."""
        told = (*self.ever.values(), *self.told_before[-_NEAR:], *self.told[-_NEAR:])
        return next((one for one in reversed(told) if one.metric == code and one.patent_type == "total"), NOTHING)

    def by_place(self, text: str, sentence: int, left: int) -> Phrase:
        """The total of what is told place by place: 职务申请3件。按地区分，哈尔滨市3件."""
        if self.recent or not self.placed or not _BY_PLACE.search(text, max(0, sentence - _LABELLED), left):
            return NOTHING
        return self.total_of(self.phrase.metric or self.phrase.nearly)

    def _is_after_parts(self) -> bool:
        """Whether the sentence has told the total of which the type spoken of is a part: 申请9件，发明占三成；授权5件."""
        totals = [one.phrase for one in self.recent[-_NEAR:] if one.phrase.patent_type == "total"]
        return any(one.metric == self.phrase.metric for one in totals)

    def whole_again(self) -> Phrase:
        """The whole of the parts spoken of last: what 其中 took parts of, or the total of all types."""
        same = self.whole.metric == self.phrase.metric
        return self.whole if same and self.whole.metric else self.whole_of_types() or self.phrase

    def _all_types(self, measures: Collection[str]) -> Phrase:
        """The whole that a measure is of behind a region, where one type was spoken of that was measured otherwise."""
        phrase = self.phrase
        if phrase.patent_type in ("", "total") or (phrase.metric.partition(".")[2] in measures and not self.opens):
            return NOTHING
        if self.headed and self.topic.facets.types:
            return NOTHING
        near = (*self.told[-_NEAR:], *self.told_before[-_NEAR:], *self.ever.values())
        same = [one for one in near if one.metric.partition(".")[2] in measures and one.patent_type == "total"]
        if same:
            return same[-1]
        totals = [one for one in self.told[-_NEAR:] if one.metric == phrase.metric and one.patent_type == "total"]
        if totals and phrase.metric.partition(".")[2] not in measures:
            return totals[-1]  # 专利申请9件，发明专利申请3件。授权5件
        return NOTHING

    def completing(self, facets: Facets, known: Collection[str]) -> Phrase:
        """The phrase that completes a measure said alone: the whole after its parts, or what was counted so before.

        ``known`` are the codes of all metrics.
        """
        measures = dict(facets.measures).keys()
        if self.parting and self.phrase.metric.partition(".")[2] in measures:
            return self.phrase  # 发明专利申请9件，其中国内申请5件
        narrowed = self.opens and not self.phrase.metric and self.phrase.nearly
        if narrowed and self.told and self.told[-1].metric == self.phrase.nearly:
            self.phrase = self.told[-1]  # 职务申请占四成。同年授权5件: the part is left with its sentence
        last = self.phrase or (self.told_before[-1] if self.told_before else NOTHING)
        if self.opens and self.placed and last.metric.startswith("court.") and not self.one_kind:
            said = (*self.ever.values(), *self.told_before[-_NEAR:], *self.told[-_NEAR:])
            cases = [one for one in said if one.metric in _ALL_CASES]
            if fit := [one for one in cases if one.metric.partition(".")[2] in measures]:
                return fit[-1]  # 刑事一审案件新收3件。南宁中院收案9件 are of all cases
        if self.headed and not self.phrase and self.topic.facets.types and not self.topic.metric:
            return self.topic  # 1.发明专利。申请3件
        head, part, _ = self.phrase.metric.partition(".")[2].partition("_")
        if part and head != "cases" and any(measure.startswith(f"{head}_") for measure in measures):
            return self.phrase  # 新收民事一审案件3件，审结2件: the same cases, and not the whole that they are parts of
        whole = self.whole.metric.partition(".")[0]
        if any(f"{whole}.{measure}" in known for measure in measures):
            return self.whole
        if (self.fresh or self.again) and (total := self.whole_of_types()):
            return total  # 外观设计3件。乌鲁木齐市申请9件 are of all types
        if (self.placed or self.opens or self._is_after_parts()) and (total := self._all_types(measures)):
            return total  # 有效发明专利3件。西安市申请9件 are of all types
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

    def return_home(self) -> None:
        """Leave a place within the region that the paragraph is about for the whole of it."""
        inside = self.region.level in ("place", "prefecture") and self.home.level != "country"
        if inside and self.home.name and self.region is not self.home and self.places.within(self.region, self.home):
            self.region, self.region_from, self.region_note = self.home, self.home_from, ""

    def leave_parts(self) -> None:
        """Go back to the region before 其中: the next thing is none of the parts."""
        if self.outer is not None:
            self.region, self.region_from, self.region_note = self.outer
            self.several = False


def common_topic(told: list[Phrase], titled: Phrase = NOTHING) -> Phrase:
    """The one thing that a paragraph counts: the whole where parts are counted too; nothing where it counts several."""
    if len({phrase.metric for phrase in told}) != 1:
        return NOTHING
    totals = [phrase for phrase in told if phrase.patent_type == "total" or phrase.case_kind == "total"]
    types = {phrase.patent_type for phrase in told}
    if not totals and len(types) > 1 and "" not in types:
        return titled if titled.metric == told[-1].metric else told[-1]
    return (totals or told)[-1]
