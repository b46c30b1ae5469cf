"""From the words around a figure to what it counts: before it, after it, or in the text before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from . import guards
from .context import Context
from .facets import NO_FACETS, NOTHING, Facets, Phrase, facets_of
from .figure import Figure
from .fitting import fits
from .gapped import GappedNames
from .headed import Headings
from .idle import LONGEST, trimmed, trimmed_end, words_left
from .leading import own_words
from .lexicon import Lexicon, Term
from .mention import Mention
from .nouns import is_leading, noun_end
from .periods import Named
from .phrases import Resolver
from .programs import see_programs, with_program
from .ratios import MOST_PER_HEAD, PER_HEAD, per_head
from .referring import HOW, HOW_ENDS, is_aim
from .refining import UNSURE, WORDS, Refiner, Told
from .seldom import seldom
from .tokens import Tokens, without
from .verdict import Verdict

#: So far behind a share its noun stands.
_SHARED = 20
#: So many things told before are looked through.
_MANY = 40
#: What so many levels at the end of a paragraph count in a row is what the next one is about.
_SAME = 4
#: So far back the text is looked at.
_FAR = 200
_HAN = seldom(r"[\u3400-\u9fffa-z]")
#: 以每万人口拥有量衡量
_SCALE = seldom("衡量|计算?|来?看|比较")
#: 22个县（市、区）专利申请超过百件 counts counties.
_AREAS = seldom("(?:省|市|区|县|州|乡|镇|旗|地区|城市|街道|园区|国家)")
#: A part of cases, by the name that such parts have.
_CASES = re.compile("(?:纠纷|案件|案)$")
#: A type of patents is of patents, though the word is not printed.
_OF_PATENTS = (("patent", 1),)
#: 以外观设计居多
_MOSTLY = seldom("居多|为主|最多|占多|见长")
#: What is applied for at these is patents.
_PATENT_OFFICE = re.compile("局(?:(?<=专利局)|(?<=国家知识产权局)(?!商标局))")


class Namer:
    """Names what figures count, with a lexicon and the subjects of the headings above."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver, title: str = "") -> None:
        self.lexicon, self.resolver, self.metrics = lexicon, resolver, resolver.metrics
        self._headings = Headings(lexicon, resolver)
        self._gapped = GappedNames(lexicon)
        self.refiner = Refiner(lexicon, resolver, title)
        self.headed: frozenset[str] = frozenset()
        self.subjects: frozenset[str] = frozenset()
        self.headed_program = ""
        self._seen: Tokens | None = None  #: the paragraph looked at last, and whether it names a patent office
        self._office = False
        self._facets = NO_FACETS  #: what the words before the figure stand for
        self._spoken = ""  #: the words of what the paragraph spoke of before the figure

    def enter(self, headings: tuple[str, ...]) -> Phrase:
        """See the headings above a paragraph; what the last of them names, if it names one thing."""
        self.headed, self.headed_program, named = frozenset(), "", NOTHING
        self.refiner.enter(headings)
        for text in headings:
            heading = self._headings.of(text)
            self.headed |= heading.subjects
            if heading.programs:
                self.headed_program = heading.programs[0] if len(heading.programs) == 1 else ""
            named = heading.named
        return named

    def announced(self, text: str) -> Phrase:
        """The one metric that a line names; nothing where it names none."""
        named = self._headings.of(text).named
        return named if named.metric else NOTHING

    def named(
        self, tokens: Tokens, context: Context, figure: Figure, verdict: Verdict, left: int, high: int, sentence: int
    ) -> Phrase:
        """The phrase of a figure whose words begin at ``left``; the next figure stands at ``high``."""
        kind, text, at = verdict.kind, tokens.text, figure.start
        unit = verdict.unit if kind == "level" else ""
        counts = kind == "level" or (kind == "change" and verdict.unit != "个百分点")
        left, before = own_words(tokens, context, figure, verdict, left, sentence)
        self.subjects = self.headed | {"program"} if context.program else self.headed
        if tokens is not self._seen:
            self._seen, self._office = tokens, _PATENT_OFFICE.search(text) is not None
        if self._office and _PATENT_OFFICE.search(text, sentence, at):
            self.subjects = self.subjects | {"patent"}
        spoken, self._spoken = context.phrase.metric, context.phrase.name
        facets = self._facets = facets_of(self.lexicon, before) if before else NO_FACETS
        context.phrase = self._carried(tokens, context, facets, left, sentence)
        if tokens.programs:
            see_programs(tokens, context, max(sentence, left - _FAR), at)
        if not counts:
            phrase = self._claimed(tokens, context, figure, verdict, before, left, sentence)
        else:
            persons = None
            if unit in ("人", "名"):
                told = Told(tokens, context, figure, verdict, left, high, sentence, spoken)
                persons = self.refiner.persons(told, unit)
            phrase = persons or self._counted(tokens, context, figure, verdict, before, left, high, unit, sentence)
        cut = verdict.cut
        words = text[cut - WORDS if cut - WORDS > left else left : cut]
        guarded = guards.WORDS.search(words) is not None
        abroad = guards.ABROAD.search(words) if guarded else None
        how = kind in ("growth", "change") and words[-1:] in HOW_ENDS and HOW.search(words)
        if phrase.metric in UNSURE or abroad or kind == "share" or how:
            told = Told(tokens, context, figure, verdict, left, high, sentence, spoken)
            phrase = self.refiner.refined(told, phrase, unit)
        if guarded:
            phrase = guards.narrowed(self.resolver, context, phrase, words, abroad, own=bool(before), unit=unit)
        code = phrase.metric
        if code.endswith(PER_HEAD):
            few = counts and figure.value is not None and figure.value < MOST_PER_HEAD and not figure.unit_mult
            phrase = per_head(context, phrase, spoken, few=few, bare=counts and not before)
            code = phrase.metric
        metric = self.metrics.get(code)
        if metric is not None and metric.breakdown == "program":
            return with_program(tokens, context, phrase, figure, high, self.headed_program)
        return phrase

    def _carried(self, tokens: Tokens, context: Context, facets: Facets, left: int, sentence: int) -> Phrase:
        """The phrase that completes the words before a figure: the last one named, or the whole that 其中 parted."""
        if facets is NO_FACETS or facets.metrics:
            return context.about()
        if not facets.measures:
            back = self._looked_back(tokens, context, left, sentence, "")
            return back if back.name or back.metric else context.about()
        if facets.types or facets.cases or facets.subjects:
            return context.about()
        if context.phrase.facets.types and tokens.text.startswith("、", left):
            return context.phrase  # 其中发明专利申请3件、授权2件
        # 专利授权方面，全省授权5件: the clause before says of what.
        ahead = self._looked_back(tokens, context, left, sentence, "", typed=True)
        if ahead.own.types and not ahead.facets.subjects:
            ahead = ahead._replace(facets=ahead.facets._replace(subjects=_OF_PATENTS))
        whole = context.completing(facets, self.resolver.metrics)
        if context.whole.metric and dict(facets.measures).keys() != dict(whole.facets.measures).keys():
            context.whole = NOTHING
        return ahead or whole

    def refined(
        self,
        tokens: Tokens,
        context: Context,
        figure: Figure,
        verdict: Verdict,
        left: int,
        sentence: int,
        phrase: Phrase,
    ) -> Phrase:
        """The phrase of a level in a list, as it is meant: as :meth:`named` has that of a level alone."""
        if phrase.metric not in UNSURE:
            return phrase
        told = Told(tokens, context, figure, verdict, left, figure.end, sentence, context.phrase.metric)
        return self.refiner.refined(told, phrase, verdict.unit)

    def of_firm(self, phrase: Phrase) -> Phrase:
        """What a figure of one firm is of: the words that are its name narrow nothing."""
        if not phrase.nearly:
            return phrase
        kind = phrase.patent_type or "total" if self.resolver.metrics[phrase.nearly].breakdown == "patent_type" else ""
        return phrase._replace(metric=phrase.nearly, patent_type=kind, open_words="", nearly="")

    def named_by(
        self, tokens: Tokens, context: Context, terms: list[Term], low: int, sentence: int, unit: str
    ) -> Phrase:
        """The phrase of some words in a row, completed by what is spoken of; that itself where there are none."""
        if not terms:
            return self.topic(tokens, context, low, sentence, unit)
        carried = self._carried(tokens, context, facets_of(self.lexicon, terms), low, sentence)
        return self.make(tokens, terms, min(low, terms[0].start), terms[-1].end, unit, carried)

    def topic(self, tokens: Tokens, context: Context, left: int, sentence: int, unit: str) -> Phrase:
        """What a figure is of whose clause names nothing that it counts."""
        back = self._looked_back(tokens, context, left, sentence, unit)
        found, about = bool(back.name or back.metric), context.about()
        if not found and (context.fresh or context.again) and (whole := context.whole_of_types()):
            return self.resolver.fitting(whole, unit)
        if not found and (every := context.by_place(tokens.text, sentence, left)):
            return self.resolver.fitting(every, unit)
        if found or not unit or about.name or about.metric:
            phrase = back if found else self.resolver.fitting(about, unit)
            if phrase.metric or not unit or (phrase.nearly and not context.placed):
                return phrase  # 新设工作站3个，总数达9个: of them, and of nothing told before
            # 广东省有机构437家 after agencies and their attorneys: the one thing that is counted so.
            fit = self._fitting(context.told[-_MANY:], unit)
            if phrase.nearly and context.placed and (whole := context.total_of(phrase.nearly)):
                return whole  # 发明申请9件；企业申请5件。太原市3件 are of all types
            if not fit and context.placed:
                # 江苏12亿元 after parts of an amount that are no metrics: the amount of which they are parts.
                fit = self._fitting(context.told_before[-_MANY:], unit) or self._fitting(context.ever.values(), unit)
            fit = _that_came(fit) if context.placed else fit
            if len({one.metric for one in fit}) != 1:
                return phrase
            return next((one for one in fit if context.placed and one.patent_type == "total"), fit[-1])
        # 东部地区5亿元 after a paragraph on one amount and one ratio.
        fit = self._fitting(context.told_before[-_MANY:], unit)
        fit = _that_came(fit) if context.placed else fit
        last = {one.metric for one in fit[-_SAME:]}
        return fit[-1] if len({one.metric for one in fit}) == 1 or (len(last) == 1 and len(fit) >= _SAME) else NOTHING

    def _fitting(self, told: Iterable[Phrase], unit: str) -> list[Phrase]:
        """Those of the things told whose figures can have a unit."""
        return [one for one in told if one.metric and fits(unit, self.resolver.metrics[one.metric])]

    def _claimed(
        self,
        tokens: Tokens,
        context: Context,
        figure: Figure,
        verdict: Verdict,
        before: list[Term],
        left: int,
        sentence: int,
    ) -> Phrase:
        """What a growth, a rank or a share is of: the words before it, or the thing before."""
        share = verdict.kind == "share"
        if before:
            phrase = self.make(tokens, before, left, verdict.cut, "", context.phrase, known=self._facets)
            if not phrase.metric and share and phrase.own.types and not phrase.own.measures:
                # 外观设计占申请总量的61%: what is done to it stands in the whole.
                whole = tokens.counted_in(verdict.cut, figure.start)
                typed = self.make(tokens, [*before, *whole], left, figure.start, "", context.phrase)
                phrase = typed if typed.metric else phrase
            if not phrase.metric and share and _CASES.search(tokens.text, left, verdict.cut):
                return self.make(tokens, before, left, verdict.cut, "", self._cases(context))
            return phrase
        if share and context.fresh:
            # 银川市占全区有效发明专利的60%: the words of the whole say of what.
            whole = tokens.counted_in(verdict.cut, figure.start)
            if not whole and context.placed and tokens.text.startswith("的", figure.end):
                # 银川市集中了全区六成的有效发明专利
                whole = tokens.counted_in(figure.end, tokens.clause_end(figure.end, figure.end + _SHARED))
            low = whole[0].start if whole and whole[0].start > figure.start else verdict.cut
            phrase = self.named_by(tokens, context, whole, low, sentence, "") if whole else NOTHING
            if phrase.metric:
                return phrase
        own = words_left(tokens.without_known(left, verdict.cut, []))
        if share and _CASES.search(own) and (cases := self._cases(context)):
            return self.resolver.of_other_case(cases, self._name(tokens, left, verdict.cut))
        if 0 < len(own) <= 3:
            phrase = self.make(tokens, before, left, verdict.cut, "", context.phrase)
            if phrase.nearly or phrase.note:
                return phrase
        if len(own) > 1 and verdict.kind not in ("rank", "rank_change"):
            return Phrase(self._name(tokens, left, verdict.cut), open_words=own)
        return self.topic(tokens, context, left, sentence, "")

    def _cases(self, context: Context) -> Phrase:
        """The thing spoken of that is counted by kinds of cases: the first of the paragraph."""
        for phrase in (*context.told[:4], context.about()):
            metric = self.resolver.metrics.get(phrase.metric)
            if metric is not None and metric.breakdown == "case":
                return phrase
        return NOTHING

    def _counted(
        self, tokens: Tokens, context: Context, figure: Figure, verdict: Verdict, before: list[Term],
        left: int, high: int, unit: str, sentence: int,
    ) -> Phrase:  # fmt: skip
        """What a level counts: the words before it, those after it, or the thing before."""
        after_end = noun_end(tokens, figure, high)
        after = tokens.counted_in(figure.end, after_end) if after_end > figure.end else []
        if verdict.kind == "change":
            stop = figure.start
        else:
            stop = high if after_end > figure.end else tokens.clause_end(figure.end, high)
        # 质押融资…。发明专利授权3件 says by itself what it counts.
        spoken = "" if self._facets.measures else self._spoken
        gapped, spans = self._gapped.around(tokens, left, stop, spoken)
        if before or gapped:
            words = [*before, *after] if after and after[0].start - figure.end <= 1 else before
            known = self._facets if words is before and not gapped else None
            phrase = self.make(tokens, words, left, verdict.cut, unit, context.phrase, gapped, spans, known)
            if phrase.metric or before:
                return phrase
        if not after and is_aim(tokens.text, left, figure.start, figure.end):
            return self.topic(tokens, context, left, sentence, unit)
        own = words_left(tokens.without_known(left, verdict.cut, []), last=True)
        if 0 < len(own) <= 3 and not after:
            phrase = self.make(tokens, [], left, verdict.cut, unit, context.phrase)
            if phrase.metric and phrase.note:
                return phrase
        own = self.resolver.narrowing(own, context.about().metric)
        if after and figure.unit == "个" and _AREAS.match(tokens.text, figure.end):
            return Phrase(trimmed(tokens.text[figure.end : figure.end + 20]), open_words="areas")
        if after:
            phrase = self.make(tokens, after, figure.end, after[-1].end, unit, context.phrase)
            if not phrase.metric and len(after) > 1 and after[0].start == figure.end:
                # 16件地理标志商标带动产值5亿元: what follows is told of them.
                first = self.make(tokens, after[:1], figure.end, after[0].end, unit, context.phrase)
                phrase = first if first.metric else phrase
            if own and phrase.metric and not is_leading(tokens.text[left : verdict.cut]):
                return phrase._replace(metric="", open_words=own)
            return phrase
        if own and own not in "额值率":
            return Phrase(self._name(tokens, left, verdict.cut), open_words=own)
        if after_end > figure.end and _HAN.match(tokens.text, figure.end):
            name = tokens.text[figure.end : min(after_end, figure.end + 20)]
            return Phrase(trimmed(name), open_words=name)
        return self.topic(tokens, context, left, sentence, unit)

    def make(
        self, tokens: Tokens, terms: list[Term], low: int, high: int, unit: str, carried: Phrase,
        gapped: list[tuple[str, str, int]] | tuple[()] = (), spans: list[tuple[int, int]] | tuple[()] = (),
        known: Facets | None = None,
    ) -> Phrase:  # fmt: skip
        """The phrase of some words in a stretch, with a misprint in them put right; ``known`` is what they stand for."""
        blanked = tokens.without_known(low, high, list(spans)) if spans else tokens.blanked[low:high]
        open_words = words_left(blanked) if blanked else ""
        name = self._name(tokens, low, high)
        note = ""
        if 0 < len(open_words) <= 3:
            words = tokens.text[max(low, high - 40) : high]
            corrected = self.lexicon.corrected(words, open_words)
            if corrected is not None:
                fixed, note = corrected
                terms = [term for term in self.lexicon.find(fixed) if term.word in self.lexicon.counting]
                open_words = words_left(without(fixed, [term[:2] for term in self.lexicon.find(fixed)]))
        if known is None or note:
            known = facets_of(self.lexicon, terms, gapped)
        head = None
        if terms and not (gapped or note) and low < high <= len(tokens.text) and terms[-1].end <= high:
            head = terms[-1]
        phrase = self.resolver.phrase(name, known, open_words, unit, carried, self.subjects, head)
        return phrase._replace(note="; ".join(part for part in (phrase.note, note) if part)) if note else phrase

    def _name(self, tokens: Tokens, low: int, high: int) -> str:
        """The words of a stretch as printed, without the regions and periods that they begin with."""
        if tokens.named.find(1, low, low + 4) < 0:
            return trimmed_end(tokens.text[high - LONGEST if high - LONGEST > low else low : high])
        tokens_here: list[Mention | Named] = [*tokens.mentions_in(low, high), *tokens.periods_in(low, high)]
        for token in sorted(tokens_here, key=lambda token: token.end):
            if token.start - low <= 3 and high - token.end >= 2:
                low = token.end
        return trimmed(tokens.text[low:high])

    def _looked_back(
        self, tokens: Tokens, context: Context, left: int, sentence: int, unit: str, *, typed: bool = False
    ) -> Phrase:
        """A thing that the clauses since the last figure name: 专利申请量大幅增长，达到3万件.

        ``typed`` takes a type of patents alone, which a bare measure is of.
        """
        low, end = left - _FAR if left - _FAR > sentence else sentence, left
        index = bisect_left(tokens.figure_at, left) - 1
        if index >= 0 and tokens.figure_at[index] >= low and tokens.figures[index].end > low:
            low = tokens.figures[index].end
        while end > low:
            start = max(low, tokens.clause_start(end - 1, low))
            terms = tokens.counted_in(start, end)
            if terms:
                facets = facets_of(self.lexicon, terms)
                bare = facets.measures and not (facets.types or facets.cases or facets.subjects or facets.metrics)
                aside = tokens.text[start - 1 : start] == "（"
                alone = facets.types and not (facets.measures or unit or typed or facets.subjects or aside)
                mostly = unit and facets.types and not (facets.measures or facets.subjects)
                if alone or (mostly and _MOSTLY.search(tokens.text, terms[-1].end, end) is not None):
                    # 其余为外观设计，占16%; 以外观设计居多，达9件
                    return self.make(tokens, terms, start, terms[-1].end, unit, context.about())
                carried = context.completing(facets, self.resolver.metrics) if bare else NOTHING
                scale = tokens.text[start] in "以按从用" and _SCALE.match(tokens.text, terms[-1].end)
                if scale:  # 以每亿元地区生产总值有效发明专利拥有量衡量，深圳为3件
                    gapped = self._gapped.around(tokens, start + 1, terms[-1].end, "")
                    phrase = self.make(tokens, terms, start + 1, terms[-1].end, unit, carried, *gapped)
                else:
                    phrase = self.make(tokens, terms, start, terms[-1].end, unit, carried)
                if bare and not phrase.metric:
                    # 1991年设管理处，编制7名。此后申请量逐年递增: what was counted so before
                    told = [one for one in context.told if one.metric.partition(".")[2] in dict(facets.measures)]
                    phrase = self.make(tokens, terms, start, terms[-1].end, unit, told[-1]) if told else phrase
                # 专利方面，全市申请3件; 发明专利逆势上扬，授权5件
                of_what = not unit and (
                    (phrase.own.subjects and tokens.text[start:end].endswith(("方面", "方面，", "——", "—", "：")))
                    or (typed and phrase.own.types and not phrase.own.measures and "；" not in tokens.text[start:left])
                )
                return phrase if phrase.metric or of_what else NOTHING
            end = start - 1 if start > low else low
        return NOTHING


def _that_came(fit: list[Phrase]) -> list[Phrase]:
    """The cases that came, where all that was told are these and those closed: 受理9件，审结8件。南京5件."""
    came = [one for one in fit if one.metric.endswith("_accepted")]
    others = {f"{one.metric.removesuffix('_accepted')}_closed" for one in came}
    return came if came and {one.metric for one in fit} == {came[0].metric} | others else fit
