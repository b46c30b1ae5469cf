"""What a phrase is at last: what bare words stand for, names made of parts, and words that make it another thing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .composing import body_in, composed, parted
from .context import Context
from .facets import NO_FACETS, Phrase, facets_of
from .figure import Figure
from .idle import trimmed
from .lexicon import Lexicon
from .nouns import noun_end
from .phrases import Resolver
from .referring import HOW, measured, spent
from .seldom import seldom
from .tokens import Tokens
from .verdict import Verdict

_AGENCIES = re.compile("(?<!专利)(?<!商标)(?<!服务)代理机构")
#: What bare words of a measure or of an act can stand for another thing than.
_SAID_ALONE = frozenset(("", "case.closed", "enforcement.ip_cases"))
#: Metrics that words name which can be of others too.
_LOOSE = frozenset((
    "court.cases_accepted", "court.cases_closed", "case.accepted", "case.closed", "enforcement.value", "enforcement.goods_confiscated",
    "program.projects", "program.funding", "program.enterprises_piloting", "trademark.madrid_applications", "program.pledges_registered",
))  # fmt: skip
#: Words that a share has which is a ratio of its own.
_OF_RATIOS = re.compile("生产总值|gdp|人口|强度|申请")
#: So many combinations of words are kept.
_MOST_KNOWN = 5_000
UNSURE = _LOOSE | _SAID_ALONE | {"copyright.works_registered"}
#: Things that are acted on, as a text names them before.
_THINGS = re.compile(
    "专利纠纷|专利侵权纠纷|冒充专利|假冒专利|专利案件|商标违法|商标侵权|商标(?=注册|申请|申报|工作|管理)|专利申请"
)
#: A heading that names a thing has no more characters, its number aside.
_SHORT = 14
_NUMBER = seldom(r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．])")
_AND_GOODS = ("、商品", "，商品", "、货物")
_INSPECTS = re.compile("检查[^。；]{0,24}$")
_LABEL = seldom("(?:[一二三四五六七八九]是)?([^，。；\\d]{4,16})")
_LONGEST_LABEL = 20
#: Acts that are done to persons, who may be anybody's.
_ACTS = frozenset(("prosecute", "arrest", "catch", "suspects"))
_WORKS, _SOFTWARE = "copyright.works_registered", "copyright.software_registered"
_CLOSED, _REGISTERED = "case.closed", "trademark.registrations"
_MARKS = re.compile("(?:共|新)?注册商标")
_PART = re.compile("-[SQ]|/\\d{4}-")
_INVESTIGATED = ("enforcement.ip_cases", "trademark_case.investigated", "copyright_case.investigated")
_ALL_CASES = frozenset(("court.cases_accepted", "court.cases_closed"))
_BARE_PARTS = frozenset(("first", "accept", "close", "investigate", "apply", "idle", "file"))
_BARE_CASES = _BARE_PARTS | {"case"}
#: Who handles something, by its ending.
_OFFICES = re.compile("[\u4e00-\u9fff]{2}(?:局|部门|委|办公室)")
#: So far back the text is looked at, and the words of a figure.
_FAR, WORDS, _NEAR = 200, 40, 12
#: So many things told before are looked through.
_MANY = 40


@dataclass(slots=True)
class Told:
    """Where a figure stands: its words begin at ``left``, the next one stands at ``high``,
    and its sentence begins at ``sentence``.

    ``spoken`` is the metric that the text spoke of before.
    """

    tokens: Tokens
    context: Context
    figure: Figure
    verdict: Verdict
    left: int
    high: int
    sentence: int
    spoken: str


def _only(words: str, kinds: frozenset[str]) -> bool:
    """Whether words have parts of these kinds and no others: an act, and nothing that it is done to."""
    parts = parted(words)
    return bool(parts) and all(one & kinds for one in parts)


def _is_narrowed(context: Context, code: str) -> bool:
    """Whether the level before is of a part of what a metric of the same subject counts."""
    near = context.recent[-1].phrase.nearly if context.recent else ""
    return bool(near) and near.partition(".")[0] == code.partition(".")[0]


def _label(text: str, sentence: int) -> str:
    """A short sentence without figures before another one, which says what that is about."""
    if text[sentence - 1 : sentence] != "。":
        return ""
    start = max(text.rfind(mark, 0, sentence - 1) for mark in "。；") + 1
    found = _LABEL.fullmatch(text, start, sentence - 1) if sentence - start <= _LONGEST_LABEL else None
    return found[1] if found is not None else ""


def _thing(before: str, heading: str) -> str:
    """What a bare act is done to: the thing that the text has named last, or the heading."""
    found = _THINGS.findall(before) or _THINGS.findall(heading)
    return found[-1] if found else heading


class Refiner:
    """Refines phrases, with the bodies that a title and headings name."""

    def __init__(self, lexicon: Lexicon, resolver: Resolver, title: str) -> None:
        self.lexicon, self.resolver = lexicon, resolver
        self.heading = ""  #: the heading above, where it is short enough to be the name of a thing
        self._headed: dict[tuple[str, ...], str] = {}
        self._known: dict[tuple[str, str, str], str] = {}
        self.titled = self.headed = body_in(title)  #: who handles the cases that are told of

    def enter(self, headings: tuple[str, ...]) -> None:
        """See the headings above a paragraph."""
        self.heading = _NUMBER.sub("", headings[-1]) if headings and len(headings[-1]) <= _SHORT else ""
        headed = self._headed.get(headings)
        if headed is None:
            headed = next((body for text in reversed(headings) if (body := body_in(text))), self.titled)
            self._headed[headings] = headed
        self.headed = headed

    def refined(self, told: Told, phrase: Phrase, unit: str) -> Phrase:
        """A phrase as it is meant; ``unit`` is the unit of a level."""
        tokens, verdict, low = told.tokens, told.verdict, max(told.left, told.verdict.cut - WORDS)
        if phrase.metric == "program.funding" and (
            found := spent(told.context, trimmed(tokens.unplaced(low, verdict.cut)), self.resolver.metrics, unit)
        ):
            return found
        if (
            phrase.metric == _WORKS
            and "软件" in tokens.text[told.sentence : told.left]
            and "作品" not in tokens.text[told.left : verdict.cut]
        ):
            return phrase._replace(metric=_SOFTWARE)  # 计算机软件方面，登记著作权9件
        if (
            unit
            and tokens.text.startswith(_AND_GOODS, told.left)
            and _INSPECTS.search(tokens.text, told.sentence, told.left)
        ):
            return phrase._replace(metric="case.goods_inspected", open_words="", nearly="")  # 检查商场9个、商品37件
        if phrase.metric in _ALL_CASES and told.context.one_kind and (one := self._of_one_kind(told, phrase)):
            return one  # 杭州法院收案9件, below the heading 民事案件
        if phrase.metric == _CLOSED and (kept := self._investigated(told, low)):
            return kept
        if told.verdict.kind in ("growth", "change") and HOW.search(tokens.text, low, verdict.cut):
            said = trimmed(tokens.unplaced(low, verdict.cut))
            return measured(told.context, said, self.resolver.metrics) or phrase
        if not phrase.metric and unit == "件" and _MARKS.fullmatch(trimmed(tokens.unplaced(low, verdict.cut))):
            period = told.context.current_period().value
            if (
                _PART.search(period) or "全年" in tokens.text[low : verdict.cut]
            ) and _REGISTERED in self.resolver.metrics:
                return phrase._replace(metric=_REGISTERED)  # 上半年注册商标9件 came in that half
        if phrase.metric in _SAID_ALONE:
            said = trimmed(tokens.unplaced(low, verdict.cut))
            phrase = measured(told.context, said, self.resolver.metrics, unit) or phrase
        return self._composed(told, phrase, unit)

    def _of_one_kind(self, told: Told, phrase: Phrase) -> Phrase | None:
        """The cases of the one kind that a section is about, done to as ``phrase`` says."""
        context, done = told.context, phrase.metric.rpartition("_")[2]
        said = (one.metric.split(".")[-1].split("_")[0] for one in (*context.told, *context.told_before))
        kind = next((one for one in said if one in ("civil", "criminal")), "")
        code = f"court.{kind}_{done}"
        return phrase._replace(metric=code) if kind and code in self.resolver.metrics else None

    def _investigated(self, told: Told, low: int) -> Phrase | None:
        """查处案件 after 查处知识产权违法案件: the same cases, whosever they are."""
        context = told.context
        words = told.tokens.unplaced(low, told.verdict.cut)
        if "查处案件" not in words and "办案" not in words:
            return None
        said = (*context.told[-_MANY:], *context.told_before[-_MANY:], *context.ever.values())
        kinds = {one.metric: one for one in said if one.metric in (_CLOSED, *_INVESTIGATED)}
        return next(iter(kinds.values())) if len(kinds) == 1 and _CLOSED not in kinds else None

    def persons(self, told: Told, unit: str) -> Phrase | None:
        """What a number of persons right behind one of cases counts: 起诉298件530人."""
        name = told.context.phrase.name
        if told.left != told.figure.start or not name or told.context.phrase.metric:
            return None
        code = self._code(told, name, unit, max(0, told.left - _FAR))
        return self.resolver.phrase_of(code, name, NO_FACETS) if code else None

    def _composed(self, told: Told, phrase: Phrase, unit: str) -> Phrase:
        """What the words around a figure make together, where no name of the list is among them."""
        tokens, figure, left, far = told.tokens, told.figure, told.left, max(0, told.left - _FAR)
        share = told.verdict.kind == "share"
        cut = figure.start if share else told.verdict.cut
        if share and not _OF_RATIOS.search(tokens.text, left, cut):
            return phrase
        behind, end = "", figure.end
        if told.verdict.kind == "level" and (end := noun_end(tokens, figure, told.high)) > figure.end:
            behind = " " + tokens.unplaced(figure.end, end)
        words = tokens.unplaced(left, cut) + behind
        if _AGENCIES.search(words) and "专利代理" in self.heading + tokens.text[far : figure.end + _NEAR]:
            words = words.replace("代理机构", "专利代理机构")
        code = self._code(told, words, unit, far)
        if code and _is_narrowed(told.context, code) and _only(words, _ACTS):
            return phrase  # 检察机关批捕诈骗犯罪人员9人，公诉5人 are both of no metric
        if code in _ALL_CASES and told.spoken.startswith("court.") and _only(words, _BARE_CASES):
            kind = told.spoken.removeprefix("court.").partition("_")[0]
            one = f"court.{kind}_{code.rpartition('_')[2]}"
            code = one if one in self.resolver.metrics else code  # 刑事一审新收9件，了结5件
        if not code and not share and _only(words, _BARE_PARTS):
            thing = _thing(tokens.text[far:left], self.heading)
            code = self._code(told, words + thing, unit, far) if thing else ""  # 专利纠纷由…调处。至2000年，共受理9件
        clause = max(told.sentence, far)
        if not code and not share and (label := _label(tokens.text, clause)):
            code = self._code(told, words + " " + label, unit, far)  # 一是实施专利转化项目。全年立项36项
        if not code and clause < left and not share and not tokens.figures_between(clause, left):
            # 某海关扣留侵权货物，货值9万元: the clause before says of what.
            code = self._code(told, tokens.unplaced(clause, cut) + behind, unit, far)
        if phrase.open_words == "areas" and not code.startswith("policy."):
            return phrase  # 22个县专利申请超过百件 counts counties
        if not code or code == phrase.metric or (share and self.resolver.metrics[code].kind != "ratio"):
            return phrase
        terms = tokens.counted_in(left, cut) + (tokens.counted_in(figure.end, end) if behind else [])
        name = phrase.name or trimmed(tokens.unplaced(left, told.verdict.cut))
        return self.resolver.phrase_of(code, name, facets_of(self.lexicon, terms))

    def _code(self, told: Told, words: str, unit: str, far: int) -> str:
        """What some words make together, each combination once."""
        if not parted(words):
            return ""
        key = (words, unit, self._body(told, far))
        code = self._known.get(key)
        if code is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            code = self._known[key] = composed(words, unit, self.resolver.metrics, key[2])
        return code

    def _body(self, told: Told, far: int) -> str:
        """Who handles what is told of: the body named last, that of the heading, or that of what was told before."""
        before = told.context.told_before
        spoken = told.spoken or (before[-1].metric if before else "")
        own = told.tokens.text[told.left : told.verdict.cut]
        if _OFFICES.search(own) and not body_in(own):
            return ""  # 海关截获3批次；农牧局截获9批次
        return body_in(told.tokens.text[far : told.left]) or self.headed or spoken.partition(".")[0]
