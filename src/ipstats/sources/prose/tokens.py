"""A paragraph with all that stands in it: words, regions, periods and figures, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain, compress
from operator import attrgetter, itemgetter

from .cleaning import Paragraph
from .figure import Figure
from .figures import find_figures
from .groups import grouped
from .lexicon import Lexicon, Term
from .mention import Mention
from .periods import Named, find_periods
from .regions import Places
from .seldom import seldom

#: How all that is masked begins: one search for it spares four.
_MASKED = re.compile(r"[《〔\[“第a-z1\-](?:(?<![a-z1])|(?<=[a-z])[a-z]|(?<=1)[3-9])")
_MARKED = re.compile("[《〔\\[“第]")
_TITLES = re.compile(
    r"《[^《》]{0,80}(?:《[^《》]{0,60}》[^《》]{0,60}){0,3}》|〔[^〔〕]{0,12}〕\s?第?\d{0,5}号?|\[\d{4}\]\d{0,5}号?|“[^“”%。，]{1,12}”|第[\d一二三四五六七八九十百零]{1,6}号"
)
_MODELS = re.compile(r"[a-z][a-z]+[-/ ]?[a-z]?\d[\d.\-x]*")
_TELEPHONES = re.compile(r"\d{3,4}-\d{7,8}")
_MOBILES = re.compile(r"1[3-9]\d{9}(?!\d)")
_QUOTED = re.compile(r"“[^“”]{0,60}”")
_MARKS = re.compile("[，；：。！？（）【】\u3000]")
#: The same where a text has a dash, which must be a whole one.
_BOUNDARY = re.compile("[，；：。！？（）【】\u3000—](?:(?<!—)|(?=—))")
#: 各省（区、市） and 《专利合作条约》（PCT）, whose brackets part no clause.
_AREAS = re.compile("（[a-z&]{2,6}）|（(?:自治)?[省区市县州旗盟](?:、(?:直辖|自治)?[省区市县州旗盟]){0,4}）")
_INFLUENCE = seldom(
    r"受[^，。；、\d]{1,14}影响，?|因[^，。；、\d]{2,14}(?=增长|增加|上升|下降|减少|回落|回升|降低|下滑|降至|升至)"
)
_EXPLAINED = seldom("（[^（）]{2,30}）(?=为|达|是|约|共|有)")
_SENTENCE = re.compile(r"[。！？][。！？]*[”’）》]?")


#: Before and behind all places of a text.
_NEVER = 1 << 62


class Tokens:
    """The tokens of a paragraph, each kind in its order: its words and regions at once, all else when it is complete."""

    __slots__ = (
        "blanked", "bounds", "counted", "counted_at", "figure_at", "figures", "masked", "mentioned_at", "mentions", "named",
        "period_at", "periods", "program_at", "programs", "sentences", "terms", "text", "titles",
    )  # fmt: skip
    periods: list[Named]
    figures: list[Figure]
    sentences: list[tuple[int, int]]
    mentioned_at: list[int]  #: where each of them begins, as the next
    period_at: list[int]
    figure_at: list[int]
    counted: list[Term]  #: the terms that can name a metric
    counted_at: list[int]
    programs: list[Term]  #: those of the counted that can name a program
    program_at: list[int]
    bounds: list[int]  #: the commas and brackets that part its clauses, one before and one behind all of the text
    named: bytearray  #: 1 where the name of a region or a period begins
    blanked: str  #: the text with blanks where words, regions, periods and quotations are known

    def __init__(
        self, text: str, terms: list[Term], mentions: list[Mention], masked: list[tuple[int, int]], titles: bytearray
    ) -> None:
        self.text, self.terms, self.mentions = text, terms, mentions
        self.masked = masked  #: titles, numbers of documents and the like
        self.titles = titles  #: 1 at each character of a title in 《》

    def clause_start(self, position: int, low: int) -> int:
        """Where the clause of a place begins, behind the last comma or bracket."""
        bounds = self.bounds
        behind = bounds[bisect_left(bounds, position) - 1] + 1
        return behind if behind > low else low

    def clause_end(self, position: int, high: int) -> int:
        """Where the clause of a place ends, before the next comma or bracket."""
        bounds = self.bounds
        before = bounds[bisect_left(bounds, position)]
        return before if before < high else high

    def counted_in(self, low: int, high: int) -> list[Term]:
        """The terms that can name a metric in a stretch."""
        # As _ending does, which this is asked for most.
        terms, begins = self.counted, self.counted_at
        first = bisect_left(begins, low)
        last = bisect_left(begins, high, first)
        if first < last and terms[last - 1][1] > high:
            last -= 1
        return terms[first:last]

    def programs_in(self, low: int, high: int) -> list[Term]:
        """The terms that can name a program in a stretch."""
        if not self.programs:
            return self.programs
        return _ending(self.programs, self.program_at, low, high)

    def figures_between(self, low: int, high: int) -> list[Figure]:
        """The figures that begin in a stretch."""
        return self.figures[bisect_left(self.figure_at, low) : bisect_left(self.figure_at, high)]

    def without_known(self, low: int, high: int, spans: list[tuple[int, int]]) -> str:
        """A stretch with blanks where words, regions, periods and short quotations are known."""
        text = self.blanked[low:high]
        for start, end in spans:
            a, b = max(0, start - low), min(len(text), end - low)
            if a < b:
                text = text[:a] + " " * (b - a) + text[b:]
        return text

    def unplaced(self, low: int, high: int) -> str:
        """A stretch with blanks where regions and periods are named."""
        text = self.text[low:high]
        found: list[Mention | Named] = [*self.mentions_in(low, high), *self.periods_in(low, high)]
        for token in found:
            a, b = token.start - low, min(token.end, high) - low
            text = text[:a] + _beside(token, b - a).ljust(b - a) + text[b:]
        for quoted in _QUOTED.finditer(text) if "“" in text else ():
            text = text[: quoted.start()] + " " * len(quoted[0]) + text[quoted.end() :]
        return text

    def mentions_in(self, low: int, high: int) -> list[Mention]:
        """The regions named in a stretch."""
        if not self.mentions:
            return self.mentions
        first = bisect_left(self.mentioned_at, low)
        return self.mentions[first : bisect_left(self.mentioned_at, high, first)]

    def periods_in(self, low: int, high: int) -> list[Named]:
        """The periods named in a stretch."""
        first = bisect_left(self.period_at, low)
        return self.periods[first : bisect_left(self.period_at, high, first)]


def _beside(token: Mention | Named, length: int) -> str:
    """The word for a place with which something is done: 与辽宁联合执法, 与包头市知识产权局协作执法."""
    if not isinstance(token, Mention) or token.role != "other" or length < len("外省") or token.region is None:
        return ""
    return "外省" if token.region.level == "province" else "相互"


def tokens_of(paragraph: Paragraph, lexicon: Lexicon, places: Places) -> Tokens:
    """Find all tokens of a paragraph. Titles in 《》, numbers of documents and short quotations are no figures."""
    text = paragraph.text
    terms = lexicon.find(text)
    if _MASKED.search(text) is None:  # most have none of these
        return Tokens(text, terms, places.mentions(text, terms), [], bytearray(len(text)))
    masked = _masked(text)
    if "《" not in text:
        return Tokens(text, terms, places.mentions(text, terms), masked, bytearray(len(text)))
    titles = _cover(len(text), (span for span in masked if text[span[0]] == "《"))
    mentions = places.mentions(text, [term for term in terms if not titles[term[0]]])
    return Tokens(text, terms, mentions, masked, titles)


_START, _START_END = attrgetter("start"), attrgetter("start", "end")
#: The same of a term, which is a tuple.
_FROM_TO = itemgetter(0, 1)


def _ending(terms: list[Term], begins: list[int], low: int, high: int) -> list[Term]:
    """The terms that begin and end in a stretch; as none lies over another, the last alone can go on behind it."""
    first = bisect_left(begins, low)
    last = bisect_left(begins, high, first)
    if first < last and terms[last - 1].end > high:
        last -= 1
    return terms[first:last]


def _masked(text: str) -> list[tuple[int, int]]:
    """Where a text has titles, numbers of documents, short quotations and the numbers of telephones and models."""
    masked = [match.span() for match in _TITLES.finditer(text)] if _MARKED.search(text) else []
    # GDP4112亿元 is no model of anything.
    masked += [match.span() for match in _MODELS.finditer(text) if not match[0].startswith(("gdp", "pct"))]
    if "-" in text:
        masked += [match.span() for match in _TELEPHONES.finditer(text)]
    mobiles = _MOBILES.finditer(text)
    masked += [match.span() for match in mobiles if not text[match.start() - 1 : match.start()].isdigit()]
    return masked


def _cover(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    cover = bytearray(length)
    for start, end in spans:
        cover[start:end] = b"\1" * (end - start)
    return cover


def complete(tokens: Tokens, lexicon: Lexicon) -> None:
    """Find the figures and periods of a paragraph, and where its clauses begin."""
    text, terms, titles = tokens.text, tokens.terms, tokens.titles
    tokens.sentences = _sentences(text)
    periods = find_periods(text, lexicon.vocabulary.plans)
    if "《" in text:
        periods = [named for named in periods if not titles[named.start]]
    tokens.periods = periods
    cover = bytearray(len(text))
    for start, end in tokens.masked:
        if text[start] != "“" or not text[start + 1 : end - 1].endswith(("件", "家", "元")):
            cover[start:end] = b"\1" * (end - start)
    for named in periods:
        start, end = named.start, named.end
        cover[start:end] = b"\1" * (end - start)
    numbered = lexicon.numbered
    for start, end, word, _ in terms:
        if word in numbered:
            cover[start:end] = b"\1" * (end - start)
    tokens.mentioned_at = list(map(_START, tokens.mentions))
    tokens.period_at = list(map(_START, periods))
    tokens.figures = figures = find_figures(text, cover)
    tokens.figure_at = list(map(_START, figures))
    if figures:
        _complete_around(tokens, lexicon)
    else:
        tokens.counted = tokens.programs = []
        tokens.counted_at = tokens.program_at = []
        tokens.bounds = [-_NEVER, _NEVER]
        tokens.named, tokens.blanked = bytearray(), ""


def _complete_around(tokens: Tokens, lexicon: Lexicon) -> None:
    """Find what is looked for around figures: the words that can name them, the bounds of clauses, what is not known."""
    text = tokens.text
    tokens.named = named = bytearray(len(text))
    for start in chain(tokens.mentioned_at, tokens.period_at):
        named[start] = 1
    counting, marked, titles = lexicon.counting, lexicon.marked, tokens.titles
    counted = [term for term in tokens.terms if term[2] in counting]
    if "《" in text:
        counted = [term for term in counted if not titles[term[0]]]
    tokens.counted = counted
    tokens.blanked = _blanked(tokens)
    # 研究与试验发展（R&D）经费 is one word, brackets and all.
    words = [term[2] for term in counted]
    whole = [] if marked.isdisjoint(words) else [(term[0], term[1]) for term in counted if term[2] in marked]
    if "（" in text:
        whole += map(re.Match.span, _AREAS.finditer(text))
    if ("（" in text or "影响" in text or "因" in text) and (explained := list(_explained(tokens))):
        whole += explained
        tokens.blanked = without(tokens.blanked, explained)
        inside = _cover(len(text), explained)
        counted = tokens.counted = [term for term in counted if not inside[term[0]]]
    tokens.counted_at = [term[0] for term in counted]
    programs = lexicon.programs
    tokens.programs = [] if programs.isdisjoint(words) else [term for term in counted if term[2] in programs]
    tokens.program_at = [term[0] for term in tokens.programs]
    # Without a step of ours for each of them: a text has more commas than figures.
    marks = [*map(re.Match.start, (_BOUNDARY if "—" in text else _MARKS).finditer(text))]
    if whole:
        marks = [*compress(marks, map(_parting(text, whole).__getitem__, marks))]
    tokens.bounds = [-_NEVER, *marks, _NEVER]


def _parting(text: str, whole: list[tuple[int, int]]) -> bytearray:
    """A cover of a text with 0 where a word lies, whose marks part no clause."""
    parting = bytearray(b"\1") * len(text)
    for start, end in whole:
        parting[start:end] = bytes(end - start)
    return parting


def _explained(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """What only explains: brackets behind a name (投入强度（与地区生产总值之比）为2.56%), and 受审查周期影响."""
    yield from (match.span() for match in _INFLUENCE.finditer(tokens.text))
    ends = {term.end for term in tokens.counted}
    for match in _EXPLAINED.finditer(tokens.text):
        if match.start() in ends and not tokens.figures_between(match.start(), match.end()):
            yield match.span()


def _blanked(tokens: Tokens) -> str:
    """The text of a paragraph without what is known in it."""
    text = tokens.text
    spans = list(map(_FROM_TO, tokens.terms))
    for known in (tokens.mentions, tokens.periods):
        spans += map(_START_END, known)
    if "“" in text:
        spans += map(re.Match.span, _QUOTED.finditer(text))
    if "《" in text:
        spans += [span for span in tokens.masked if text[span[0]] == "《"]
    return without(text, spans)


def without(text: str, spans: list[tuple[int, int]]) -> str:
    """A text with blanks in place of some stretches."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if end > at:
            parts.append(text[at:start].ljust(end - at))
            at = end
    parts.append(text[at:])
    return "".join(parts)


#: No sentence has more characters.
_LONGEST = 4_000
#: The number of an item, which is no word of it.
_NUMBERS = frozenset("一二三四五六七八九十（")
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）")


def _sentences(text: str) -> list[tuple[int, int]]:
    start = numbered.end() if text[:1] in _NUMBERS and (numbered := _NUMBERED.match(text)) else 0
    ends = [*map(re.Match.end, _SENTENCE.finditer(text))]
    if (ends[-1] if ends else start) < len(text):
        ends.append(len(text))
    found = list(zip([start, *ends], ends, strict=False))
    if len(text) <= _LONGEST:
        return found
    return [piece for begins, end in found for piece in _in_pieces(text, begins, end)]


def _in_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence; one that never ends in pieces, as what is told of a figure is looked for in all of its sentence."""
    while end - start > _LONGEST:
        low, high = start + _LONGEST // 2, start + _LONGEST
        stop = next((at for mark in "；，、" if (at := text.rfind(mark, low, high)) >= 0), high - 1) + 1
        yield start, stop
        start = stop
    yield start, end


def groups_of(tokens: Tokens) -> list[list[Mention]]:
    """The regions of a paragraph, those of one list together."""
    return grouped(tokens.text, tokens.mentions)
