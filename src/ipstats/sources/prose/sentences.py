"""The grammar of a paragraph: which figure goes with which words, regions and periods."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from . import owners
from .asides import COUNTERS, is_aside
from .behind import name_behind
from .belonging import SCOPED, Belonging, is_guest, is_own_customs
from .brackets import Notes
from .context import Context, Item
from .facets import NOTHING, Phrase
from .figure import Figure
from .groups import is_counted_area
from .kinds import judged
from .mention import MAINLAND, Mention, Region
from .naming import Namer
from .percents import OF_AIM
from .ratios import of_product
from .referring import pointed
from .resolving import first_year
from .seldom import seldom
from .steps import LONGEST_BETWEEN, steps_from, two_things
from .targets import target_of, targets_in
from .timeline import Known
from .tokens import Tokens, groups_of
from .verdict import CHANGES, Verdict
from .when import When

_SUMMED = seldom("[，；、]?(?:合计|共计|总计|合共)")
#: 目前 and the like, after what is to come.
_NOW = seldom("目前|截至|截止|现有|现已|迄今|至今|已(?:达|有|经|超|突破|完成|实现)|当前")
#: What is said of the figure before, and is of when that was: 上年度为9件，占全省的5%.
_GOES_ON = seldom("，(?:约|仅|已)?(?:占|居|列|位居|位列|排|总量位?[居列])")
#: Another subject, or who speaks for the whole: 质押贷款方面，; 省知识产权局表示，
_ANEW = seldom(
    "(?:(?:第[一二三四五六]|其[一二三四五])，|[一二三四五]是|此外|另外|全年共(?:受理|授权|授予|签订|登记)|(?:省|市|自治区|州|县)财政)|(?:[一二三四五]是)?(?:[^，。；、\\d]{2,12}方面，|(?:据)?(?:省|自治区|市)[^，。；、\\d]{2,8}局[^，。；\\d]{0,12}(?:表示|介绍|显示|透露|说|预计)，?)"
)
_BY_KINDS = seldom("[按从][^，。；\\d]{1,8}(?:看|分|划分|统计)，")
_LEADS = frozenset("第其一二三四五此另据省自市全州县")
#: So far back the words of a figure are looked for.
_FAR = 200
#: So many characters lead a sentence.
_LEAD = 30
OF_ONE = owners.OF_ONE
#: Behind the end of any text.
_NEVER = sys.maxsize
#: So many regions of a sentence are looked through for two.
_MANY = 40


@dataclass(slots=True)
class Read:
    """One statement of a paragraph, with the clues that it was read by."""

    figure: Figure
    verdict: Verdict
    rule: str
    phrase: Phrase
    region: Region
    region_from: str
    region_note: str
    period: Known
    base: str
    base_clue: str
    scope: Region | None
    scope_named: str
    target: str


class Walker:
    """Walks through the sentences of a paragraph with its context."""

    def __init__(
        self, namer: Namer, tokens: Tokens, context: Context, headed_target: str, own_target: str = ""
    ) -> None:
        self.tokens, self.context, self.namer = tokens, context, namer
        self.text = tokens.text
        self.headed_target, self.own_target = headed_target or own_target, own_target
        self.groups = groups_of(tokens)
        self.notes = Notes(tokens)
        self.when = When(tokens, context, namer.resolver.metrics, self.notes, ahead=bool(self.headed_target))
        self.group = self.named = self.figure = 0
        #: Where each of the groups and of the periods ends, and behind the last of them.
        self.ends = [group[-1].end for group in self.groups], [named.end for named in tokens.periods]
        for ends in self.ends:
            ends.append(_NEVER)
        self.opening = True
        # What the paragraph has none of is not looked for at each of its figures.
        text = tokens.text
        self.bracketed, self.customs = "（" in text or "）" in text, "海关" in text
        self.points = "前者" in text or "后者" in text
        self.aims = self.when.aims or "指标" in text or bool(self.headed_target)
        self.pair: tuple[Item, ...] = ()  #: what 前者 and 后者 stand for
        self.parted = False  #: whether the sentence before told what share of the whole a part of it has
        self.next = 0  #: nothing that is to be passed ends before it
        self.belonging = Belonging(tokens, context, self.groups)

    def read(self) -> Iterator[Read]:
        """The statements of the paragraph, in its order."""
        context, begins = self.context, [*self.tokens.figure_at, _NEVER]
        touched = True
        for start, end in self.tokens.sentences:
            if begins[self.figure] >= end:
                # Most sentences have no figures, and many nothing at all that tells of a place or a time.
                touched = self.next <= end or touched
                if touched:
                    if end >= self.next:
                        self._pass(end)
                    context.end_sentence()
                touched = False
                continue
            touched = True
            before = (context.period, context.year, context.point)
            firm = False
            reads = self._sentence(start, end)
            if len(reads) > 2 and not reads[0].phrase.metric:
                name_behind(reads, self.tokens, self.namer.resolver.metrics, start)
            for read in reads:
                if read.region_note == OF_ONE:
                    firm = True
                yield read
            if end >= self.next:
                self._pass(end)
            if firm and before[0].value:
                context.period, context.year, context.point = before  # 去年 of a firm's figures is its own
            context.end_sentence()

    def _sentence(self, start: int, end: int) -> list[Read]:
        text, tokens, context = self.text, self.tokens, self.context
        reads: list[Read] = []
        first, self.pair = self.figure, ()
        self.figure = bisect_left(tokens.figure_at, end, first)
        mine = tokens.figures[first : self.figure]
        self._open(start, end, mine[0])
        targets, context_ahead = targets_in(text, start, end), bool(context.ahead)
        semicolon, of_which_in_it = text.find("；", start, end) >= 0, text.find("其中", start, end) >= 0
        compared = text.find("比", start, end) >= 0
        before: tuple[Figure, Verdict] | None = None
        leveled = parted = of_which = False
        apart = False  #: whether a semicolon stands behind it
        steps: dict[int, Item] = {}
        behind, last = start, len(mine) - 1
        for index, figure in enumerate(mine):
            at, low, behind = figure.start, behind, figure.end
            clause = tokens.clause_start(at, at - _FAR if at - _FAR > start else start)
            left = clause if clause > low else low
            if semicolon and (parted := text.find("；", low, at) >= 0):
                apart = True
                context.pass_semicolon()
            if apart and before is not None:
                before = None
                self._leave_parts(low, figure)
            if context_ahead and _NOW.search(text, low, at):
                context.come_back()
            if of_which_in_it:
                of_which = text.find("其中", low, at) >= 0
            if self.bracketed:
                self._pass_brackets(low, at)
            self._begin(low, figure, first=not index, parted=parted, of_which=of_which)
            if at >= self.next:
                self._pass(at, start)
            verdict = judged(text, left, figure, before, clause)
            if verdict is None or (figure.unit in COUNTERS and is_aside(text, figure, verdict)):
                if verdict is not None and (terms := tokens.counted_in(left, at)):
                    context.phrase = self.namer.named_by(tokens, context, terms, left, start, "")
                continue
            if verdict.kind == "rank" and before is not None and _is_of_growth(before[1], leveled):
                verdict.subject = "growth"
            leveled = verdict.kind == "level" or (leveled and not context.fresh)
            if compared and verdict.kind in CHANGES:
                context.compare(text[max(start, clause if "比" in text[clause:left] else left) : at])
            high = mine[index + 1].start if index < last else end
            near = index < last and high - behind <= LONGEST_BETWEEN
            if near and index not in steps:
                steps = steps_from(self.namer, tokens, context, mine, index, left, verdict, start) or steps
            if of_which:
                context.whole = context.phrase
            item = steps.get(index) if steps else None
            if item is None and self.points:
                item = pointed(context, text, left, at) or self._pointed_thing(left, figure, verdict, start)
            reads.append(self._statement(figure, verdict, left, high, start, item, targets))
            before, context.vague = (figure, verdict), None
            self.opening = apart = False
            # What held for one figure alone is forgotten; a share right behind it is of the same.
            if context.once is not None and not _GOES_ON.match(text, behind):
                context.once = None
        return reads

    def _open(self, start: int, end: int, first: Figure) -> None:
        """Begin a sentence: with another subject it is of the whole again, and not of the part spoken of before."""
        high = min(end, start + _LEAD)
        led = self.text[start] in _LEADS or self.text.find("方面，", start, high) >= 0
        anew = led and _ANEW.match(self.text, start, high) is not None
        if anew or (self.parted and self._is_of_another(start, first)):
            self.context.return_home()
        if self.text[start] in "按从" and _BY_KINDS.match(self.text, start, end):
            self.context.leave_months()  # 1月9批。按权利划分，…, of the whole quarter again
        self.parted = False
        self.belonging.owners = owners.hints(self.text, start, end)

    def _is_of_another(self, start: int, figure: Figure) -> bool:
        """Whether a sentence names a subject of its own, and no region: 浦东新区9亿元，占全市的37%。技术合同3项."""
        terms = self.tokens.counted_in(start, figure.start)
        return any(term.targets("subject") or term.targets("metric") for term in terms)

    def _pointed_thing(self, left: int, figure: Figure, verdict: Verdict, sentence: int) -> Item | None:
        """What 前者 or 后者 stands for, where two things were named before, and no figures: 申请量、授权量双双领跑，前者3件."""
        at = max(self.text.find(word, left, figure.start) for word in ("前者", "后者"))
        if at < 0 or self.context.recent:
            return self.pair[self.text[at] == "后"] if at >= 0 and len(self.pair) == 2 else None
        start = self.tokens.clause_start(max(sentence, left - 1), sentence)
        self.pair = (
            ()
            if self.tokens.figures_between(start, left)
            else two_things(self.namer, self.tokens, self.context, start, left - 1, verdict, sentence)
        )
        return self.pair[self.text[at] == "后"] if len(self.pair) == 2 else None

    def _pass(self, until: int, sentence: int = 0) -> None:
        """Take what stands before a place into the context, in the order of print, where anything does."""
        context, text = self.context, self.text
        group_ends, named_ends = self.ends
        while True:
            at_group, at_named = group_ends[self.group], named_ends[self.named]
            if at_group > until and at_named > until:
                self.next = at_group if at_group < at_named else at_named
                return
            if at_named <= at_group:
                named = self.tokens.periods[self.named]
                self.named += 1
                if self.bracketed and self.notes.holds(named.start):
                    continue
                context.pass_period(named, opening=self.opening)
                self.opening = self.opening and named.role != "of"
                continue
            group = self.groups[self.group]
            self.group += 1
            begins = group[0].start
            if self.bracketed and (self.notes.holds(begins) or self._is_other_name(group)):
                continue
            if text.find("其中", begins - 6 if begins - 6 > sentence else sentence, begins) >= 0:
                context.pass_of_which()
            if len(group) > 1:
                if is_counted_area(text, group[-1].end):
                    continue  # of 巴州、昌吉州等5个地州市 the regions are what is counted
            elif self.customs and is_own_customs(text, context, group[0]):
                continue
            elif context.recent:
                context.pass_aside(group[0])
            context.pass_regions(group)
            context.guest = self.customs and is_guest(text, context, group[-1].end)

    def _is_other_name(self, group: list[Mention]) -> bool:
        """Whether a place in brackets is the one before them by another name: 石河子市（八师）."""
        text, first = self.text, group[0]
        bracketed = text.startswith("）", first.end) and text[first.start - 1 : first.start] == "（"
        if not bracketed or len(group) > 1 or not self.group or first.region is None or first.region.code:
            return False
        before = self.groups[self.group - 2][-1] if self.group > 1 else None
        return before is not None and before.role == "of" and before.end == first.start - 1

    def _begin(self, low: int, figure: Figure, *, first: bool, parted: bool, of_which: bool) -> None:
        """See whether a figure has a region of its own: then it is of the whole, where parts ended before it."""
        context, tokens, at = self.context, self.tokens, figure.start
        named = again = False
        if tokens.named.find(1, low, at) >= 0:  # before most figures there is neither a region nor a period
            named = any(mention.role == "of" for mention in tokens.mentions_in(low, at))
            again = parted and any(one.role == "of" for one in tokens.periods_in(low, at))
        context.fresh, context.placed, context.again = first or named, named, again
        context.opens, context.parting = first, of_which
        if (
            len(context.passed) > 1
            and not first
            and _SUMMED.match(self.text, low, at)
            and len(set(context.passed[-_MANY:])) > 1
        ):
            context.several = True  # 烟台3件、淄博2件，合计5件
        if (whole := context.whole) is not NOTHING and whole.metric:
            subject = context.phrase.metric.partition(".")[0]
            if subject and subject != whole.metric.partition(".")[0]:
                context.whole = NOTHING  # 授权3件，其中发明1件。有效注册商标9件；拉萨市5件
            elif (named or (first and self._is_dated(low, figure))) and (first or parted) and not of_which:
                context.phrase, context.whole = whole, NOTHING

    def _is_dated(self, low: int, figure: Figure) -> bool:
        """Whether a year stands before a figure, and nothing that it counts: 1988年突破9件."""
        dated = any(one.role == "of" and one.year for one in self.tokens.periods_in(low, figure.start))
        return dated and not self.tokens.counted_in(low, figure.start)

    def _leave_parts(self, low: int, figure: Figure) -> None:
        """Behind a semicolon another subject is no part any more: 其中拉萨市占3/4；商标申请3件."""
        low = self.text.find("；", low, figure.start)
        if self.text.startswith(("国外来华", "国外在华", "来华"), low + 1):
            return  # 国内申请3件；国外来华申请1件: both are parts
        terms = self.tokens.counted_in(low, figure.start)
        said = any(term.targets("subject") or term.targets("metric") for term in terms)
        if said or (terms and self.context.region.code == MAINLAND):
            self.context.leave_parts()

    def _pass_brackets(self, low: int, high: int) -> None:
        """What stands in brackets is an aside: behind them the text goes on with what stood before."""
        context = self.context
        opening, closing = self.text.rfind("（", low, high), self.text.find("）", low, high)
        if closing >= 0 and context.aside is not None:
            context.phrase, context.aside = context.aside, None
        if closing >= 0 and not self.tokens.periods_in(low, closing):
            context.leave_bracket()  # 专利授权9件（2007年为3件），其中发明5件
        if 0 <= opening < high - 1 and self.text.find("）", opening, high) < 0:
            context.aside = context.phrase
            context.outside = context.period, context.year, context.point

    def _statement(
        self,
        figure: Figure,
        verdict: Verdict,
        left: int,
        high: int,
        sentence: int,
        item: Item | None,
        targets: list[tuple[int, str]],
    ) -> Read:
        context = self.context
        about = spoken if (spoken := context.phrase).name or spoken.metric else context.topic
        phrase = item.phrase if item is not None else NOTHING
        if not (phrase.name or phrase.metric):
            phrase = self.namer.named(self.tokens, context, figure, verdict, left, high, sentence)
        if figure.unit in ("%", "‰"):
            phrase = of_product(self.namer.resolver, self.text, figure, verdict, phrase, about)
        kind, metric = verdict.kind, phrase.metric
        if (metric or phrase.name) and not verdict.clue.startswith(OF_AIM):
            context.phrase = phrase
        if (whole := context.whole) is not NOTHING and context.opens and whole.metric and self._is_another(phrase):
            context.whole = whole = NOTHING  # 其中发明申请9件。专利授权37件
        region, region_from, region_note = self.belonging.region_of(figure, verdict, phrase, item, sentence)
        if region_note == OF_ONE:
            if not (metric or phrase.nearly or self.tokens.counted_in(left, figure.start)):
                phrase = self.namer.resolver.fitting(about, verdict.unit) if kind == "level" else phrase
            phrase = context.phrase = self.namer.of_firm(phrase)
        elif region_note == owners.OF_SEVERAL:
            self.belonging.summed = figure.end
        period = self.when.period_of(figure, verdict, phrase, item, left, sentence)
        if region_note == OF_ONE and owners.is_of_some_firm(self.tokens, sentence, figure.start):
            said = period.found == "the sentence" or self.tokens.periods_in(sentence, figure.start)
            period = period if said else owners.WHEN_OPEN
        if kind == "level":
            once = context.once
            if once is not None and once.value:
                context.base, context.base_clue = once.value, "the period before"
            if (led := once is not None or self.when.led_from) or context.left_from or not context.began.value:
                context.see_level(period, first=led)
            told = Item(phrase, region)
            context.recent.append(told)
            if whole is NOTHING or not (whole.name or whole.metric):
                context.mains.append(told)
                if phrase.metric:
                    context.told.append(phrase)
        elif item is not None and phrase.metric and phrase.patent_type not in ("", "total"):
            context.told.append(phrase)  # 发明、实用新型分别占三成和五成
        scope, scope_named = None, ""
        if kind in SCOPED:
            scope, scope_named = self.belonging.scope(figure, verdict, left, self.group)
            self.parted = self.parted or (kind == "share" and scope is not None and scope is context.home)
        target, now = "", context.now  # in most paragraphs nothing is to be reached
        if self.aims or targets or context.ahead or (now and (first_year(period.value) or 0) > now):
            headed = self.headed_target
            target = target_of(self.text, figure, targets, period, context, headed, firm=bool(self.own_target))
        base, base_clue = (context.base, context.base_clue) if kind in CHANGES else ("", "")
        return Read(
            figure, verdict, kind if item is None else "list in step", phrase, region, region_from, region_note, period,
            base, base_clue, scope, scope_named, target,
        )  # fmt: skip

    def _is_another(self, phrase: Phrase) -> bool:
        """Whether a phrase is of another whole than that of which 其中 took parts."""
        whole = self.context.whole.metric
        other = phrase.metric and phrase.metric != whole
        if whole.startswith("court.") and phrase.metric.startswith("court."):
            return phrase.metric.rpartition("_")[2] != whole.rpartition("_")[2]  # 新收9件，其中民事3件。审结民事2件
        return bool(other) and bool(phrase.own.measures) and phrase.patent_type in ("", "total")


def _is_of_growth(before: Verdict, leveled: bool) -> bool:
    """Whether a rank is one by growth: behind a growth without a level (江西增长18.9%，居第一), or a change of one."""
    return before.subject == "growth" if before.kind == "change" else before.kind == "growth" and not leveled
