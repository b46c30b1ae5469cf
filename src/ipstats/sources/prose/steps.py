"""Lists in step: three things, and as many figures after 分别为, each of which goes with the thing in its place."""

from __future__ import annotations

import re

from .areas import is_name
from .context import Context, Item
from .facets import NOTHING, Facets, Phrase, facets_of
from .figure import Figure
from .fitting import fits
from .idle import trimmed, words_left
from .lexicon import Term
from .listed_times import in_time, period_in, periods_named
from .mention import Mention, Region
from .naming import Namer
from .owners import THOSE_WITH
from .referring import measured
from .seldom import seldom
from .tokens import Tokens
from .verdict import Verdict
from .words import DIRECTIONS

_RESPECTIVELY = seldom("分别|依次|先后|各自|分列|分居|分占|分获|各(?=占|为|有|增|达)")
_SEPARATOR = seldom(r"、|以及|和|与|及|，")
_WAYS = "|".join(sorted((word for word in DIRECTIONS if len(word) > 1), key=len, reverse=True))
_BETWEEN = re.compile(rf"(?:[、，]|，?(?:和|与|及|以及))?(?:{_WAYS}|占|达到?|为|第|至)?了?")
#: 三个县（市）, behind the last name of a list.
_SO_MANY = seldom(r"[两二三四五六七八九十\d]+个?(?:区|县|市|州|旗|镇|乡|街|地|省)")
#: What mostly stands between.
_MARKS = frozenset("、，和与及")
#: What stands between begins so.
_BEGINS = frozenset("、，和与及以占达为第至") | {word[0] for word in DIRECTIONS}
#: So many characters stand between two figures of a run at the most.
LONGEST_BETWEEN = 3 + max(map(len, DIRECTIONS)) + 1
#: A run of figures is no longer than this.
_LONGEST_RUN = 40
#: 发明9件、实用新型7件，构成比为56.3%、43.8%
_MADE_OF = seldom("构成比|所占比[重例]|占比")
_ALTOGETHER = re.compile("累计|总数")
_THESE_TWO = seldom("[这该上述]两[个项](?:数字|指标|数据)")
#: 三种专利授权分别为9件、37件、3件: in the order in which the law names them.
_THREE = seldom("三[种类]专利[^，。；\\d]{0,8}(?:分别|依次)")
_TYPES = ("invention", "utility_model", "design")
#: 知识产权优势、示范企业分别达到9家和3家: each has a half of its name.
_HALVES = {
    "知识产权优势": "enterprise.ip_advantage", "知识产权示范": "enterprise.ip_demonstration",
    "优势企业": "enterprise.ip_advantage", "示范企业": "enterprise.ip_demonstration",
}  # fmt: skip
#: Zones that a list names beside others, where a text alone points at one.
_ZONES = ("开发区", "新区", "园区")
#: What is done to cases, by the end of its metric.
_ACTS = {
    "新收": "accepted",
    "受理": "accepted",
    "收案": "accepted",
    "审结": "closed",
    "结案": "closed",
    "办结": "closed",
}
#: So far the figures of a run are looked for.
_FAR = 400


def run_in_step(text: str, figures: list[Figure], index: int) -> int:
    """How many figures from this one on stand in one list, with nothing but its marks between them."""
    run = 1
    while index + run < len(figures) and run < _LONGEST_RUN:
        last, following = figures[index + run - 1], figures[index + run]
        if following.start - last.end > LONGEST_BETWEEN or text[last.end] not in _BEGINS:
            break
        between = text[last.end : following.start]
        if not (between in _MARKS or (between and _BETWEEN.fullmatch(between))) or not _alike(last, following):
            break
        if (between == "，" or last.relative != following.relative) and not _RESPECTIVELY.search(
            text, max(0, figures[index].start - 12), figures[index].start
        ):
            break
        run += 1
    return run


def _alike(last: Figure, following: Figure) -> bool:
    growths = {last.form, following.form} == {"number", "times"} and "%" in (last.unit, following.unit)
    return last.form == following.form or growths or (last.form == "rank_change" and following.unit in ("位", "名"))


def steps_from(
    namer: Namer, tokens: Tokens, context: Context, figures: list[Figure], index: int, left: int, verdict: Verdict,
    sentence: int,
) -> dict[int, Item]:  # fmt: skip
    """What the figures of a list that begins with one of a sentence go with, by their places; nothing where there is none."""
    run = run_in_step(tokens.text, figures, index)
    if run == 1:
        return {}
    items = items_in_step(namer, tokens, context, left, verdict, figures[index], run, sentence)
    context.items = items or context.items
    return {index + place: item for place, item in enumerate(items)}


def items_in_step(
    namer: Namer, tokens: Tokens, context: Context, left: int, verdict: Verdict, figure: Figure, run: int, sentence: int
) -> tuple[Item, ...]:
    """What the figures of a run go with, one by one; nothing where the words do not say."""
    items = _items(namer, tokens, context, left, verdict, figure, run, sentence)
    if items and verdict.kind == "level":
        metrics = namer.resolver.metrics
        items = tuple(
            one._replace(phrase=NOTHING)
            if one.region and one.phrase.metric and not fits(verdict.unit, metrics[one.phrase.metric])
            else one
            for one in items
        )
    named = items and verdict.kind == "level" and all(one.region or one.period for one in items)
    if named and len({one.phrase for one in items}) == 1:
        # 沈阳、大连分别聚集代理机构3家和2家: one thing for all, which may have a name made of parts.
        phrase = namer.refined(tokens, context, figure, verdict, left, sentence, items[0].phrase)
        items = tuple(one._replace(phrase=phrase) for one in items)
    return items


def _items(
    namer: Namer, tokens: Tokens, context: Context, left: int, verdict: Verdict, figure: Figure, run: int, sentence: int
) -> tuple[Item, ...]:
    text = tokens.text
    if verdict.kind == "growth" and "比、" in verdict.clue:
        return ()  # 环比、同比分别为3%、5%
    words = list(_RESPECTIVELY.finditer(text, left, figure.start))
    said = words[-1] if words else None
    if said is None and len({one.unit for one in tokens.figures_between(figure.start, figure.start + _FAR)[:run]}) > 1:
        return ()  # 专利、商标质押融资3笔、9亿元
    high = min(said.start(), verdict.cut) if said is not None else verdict.cut
    if said is not None and (types := _types_of_each(namer, tokens, context, left, high, run)):
        return types
    if said is not None and (three := _three_types(namer, tokens, context, verdict, left, figure.start, run, sentence)):
        return three
    items = _conjuncts(namer, tokens, context, left, high, run, verdict, sentence)
    if not items and said is not None:
        items = _in_clause_before(namer, tokens, context, verdict, left, high, run, sentence)
    if not items and said is not None:
        items = in_time(namer, tokens, context, verdict, left, high, run, sentence)
    if not items and len(context.listed) == run:
        terms = tokens.counted_in(left, verdict.cut)
        phrase = namer.named_by(tokens, context, terms, left, sentence, _unit(verdict))
        return tuple(Item(phrase, region) for region in context.listed)
    bare = not tokens.counted_in(left, high)
    made_of = verdict.kind == "share" and _MADE_OF.search(text, left, figure.start) is not None
    if not items and bare and (said is not None or verdict.kind in ("growth", "rank") or made_of):
        back = not context.whole and len(context.mains) >= run
        if back or len(context.recent) >= run:
            found = tuple((context.mains if back else context.recent)[-run:])
            if _ALTOGETHER.search(text, left, figure.start):  # 新增甲9件、乙3件，累计分别达到37件和8件
                wholes = [one.phrase for one in found]
                stocks = [one._replace(metric=one.metric or one.nearly, open_words="", nearly="") for one in wholes]
                found = tuple(one._replace(phrase=stock) for one, stock in zip(found, stocks, strict=True))
            named = any(one.role == "of" for one in tokens.mentions_in(left, figure.start))
            # 全国申请9件、授权3件，云南分别占2.5%和2.9% are of Yunnan.
            return tuple(one._replace(region=None) for one in found) if named else found
        if _THESE_TWO.search(text, left, figure.start) and len(context.earlier) >= run == 2:
            return tuple(context.earlier[:run])
        if len(context.items) == run:
            return context.items
        if said is not None and len(context.earlier) == run and not context.recent:
            return tuple(context.earlier)
    return items


def _in_clause_before(
    namer: Namer, tokens: Tokens, context: Context, verdict: Verdict, left: int, high: int, run: int, sentence: int
) -> tuple[Item, ...]:
    """A list that stands in the clause before: 发明、实用新型和外观设计，分别为…"""
    start = tokens.clause_start(max(sentence, left - 1), sentence)
    before = tokens.figures_between(start, left) if start < left else []
    if len(before) == 1 and (those := THOSE_WITH.match(tokens.text, before[0].end)):
        start, before = those.end(), []  # 增速超过9%的有怒江、迪庆，分别增长12%和11%
    if start >= left or before:
        return ()
    terms = tokens.counted_in(left, high)
    periods = periods_named(tokens, context, start, left - 1, run)
    if periods and terms:
        # 今年一、二、三季度，贵州授权量分别为…: of what stands in one clause, and when in the other.
        phrase = namer.named_by(tokens, context, terms, left, sentence, _unit(verdict))
        return tuple(Item(phrase, None, period) for period in periods)
    items = _conjuncts(namer, tokens, context, start, left - 1, run, verdict, sentence)
    acts = tokens.counted_in(left, verdict.cut)
    if acts and items and all(item.region is not None for item in items):
        # 甲、乙、丙三市尤为突出，分别申请3件…: of what stands in the clause of the figures.
        phrase = namer.named_by(tokens, context, acts, left, sentence, _unit(verdict))
        items = tuple(item._replace(phrase=phrase) for item in items) if phrase.metric else items
    return items


def _three_types(
    namer: Namer, tokens: Tokens, context: Context, verdict: Verdict, left: int, start: int, run: int, sentence: int
) -> tuple[Item, ...]:
    """三种专利授权分别为9件、37件、3件: each type, in the order in which the law names them."""
    found = _THREE.search(tokens.text, left, start) if run == len(_TYPES) else None
    if found is None:
        return ()
    terms = tokens.counted_in(found.start(), verdict.cut)
    base = namer.named_by(tokens, context, terms, left, sentence, _unit(verdict))
    return tuple(Item(base._replace(patent_type=kind)) for kind in _TYPES) if base.metric and base.patent_type else ()


def two_things(
    namer: Namer, tokens: Tokens, context: Context, low: int, high: int, verdict: Verdict, sentence: int
) -> tuple[Item, ...]:
    """The two things that a stretch names: 申请量、授权量双双领跑; nothing where it does not name two."""
    ends = tokens.counted_in(low, high)
    return _conjuncts(namer, tokens, context, low, ends[-1].end, 2, verdict, sentence) if ends else ()


def _conjuncts(
    namer: Namer, tokens: Tokens, context: Context, low: int, high: int, run: int, verdict: Verdict, sentence: int
) -> tuple[Item, ...]:
    parts = _parts(tokens, low, high)
    if len(parts) > run:
        parts = parts[-run:]
    if len(parts) != run:
        return ()
    regions = _beside_known([_region(tokens, context, *part) for part in parts], tokens, context, parts)
    periods = [period_in(tokens, context, *part) for part in parts]
    own = [facets_of(namer.lexicon, tokens.counted_in(*part)) for part in parts]
    verb = tokens.counted_in(*parts[0])[:1]
    if len(own) > 1 and own[-1].measures and verb and verb[0].targets("measure") and (own[0].types or own[0].subjects):
        # 受理发明、实用新型专利申请: what is done to all of them stands before the first.
        own[0] = own[0]._replace(measures=())
    if sum(region is not None for region in regions) == run:
        return _of_places(namer, tokens, context, parts, regions, high, verdict, sentence)
    if sum(period is not None for period in periods) == run:
        terms = tokens.counted_in(low, high)
        phrase = namer.named_by(tokens, context, terms, parts[-1][0], sentence, _unit(verdict))
        return tuple(Item(phrase, None, period) for period in periods)
    if not all(own):
        names = [trimmed(text_of(tokens, part)) for part in parts]
        halves = [code for name in names for word, code in _HALVES.items() if name.endswith(word)]
        if len(halves) == run and all(code in namer.resolver.metrics for code in halves):
            return tuple(Item(Phrase(name, metric=code)) for name, code in zip(names, halves, strict=True))
        measures = [measured(context, name, namer.resolver.metrics) for name in names]
        if all(measures):
            return tuple(Item(phrase) for phrase in measures)
        return tuple(Item(Phrase(name, open_words=name)) for name in names) if all(names) else ()
    items: list[Item] = []
    carried = context.phrase
    typed = context.opens and context.phrase.patent_type not in ("", "total")
    if typed and all(one.measures and not (one.types or one.subjects or one.cases) for one in own):
        carried = context.completing(own[0], namer.resolver.metrics)  # 其中发明3件。申请量、授权量分别居第9位和第8位
    first = namer.resolver.phrase("", own[0], "", _unit(verdict), carried, namer.headed).facets
    following = tokens.figures_between(high, min(high + 300, len(tokens.text)))
    units = [_unit(verdict) and one.unit for one in following[:run]]
    units += [_unit(verdict)] * (run - len(units))
    for part, facets, unit in zip(parts, own, units, strict=True):
        if items and (done := _done_to_same(namer, items[0].phrase, trimmed(text_of(tokens, part)))):
            items.append(Item(done))
            continue
        filled = _filled(_filled(facets, own[-1]), first)
        open_words = words_left(tokens.without_known(*part, []))
        name = trimmed(text_of(tokens, part))
        items.append(Item(namer.resolver.phrase(name, filled, open_words, unit, carried, namer.headed)))
    if not items[0].phrase.metric and (
        done := _done_to_same(namer, items[-1].phrase, trimmed(text_of(tokens, parts[0])))
    ):
        items[0] = Item(done)  # 新收和审结民事一审案件分别为
    return tuple(items)


def _of_places(
    namer: Namer, tokens: Tokens, context: Context, parts: list[tuple[int, int]], regions: list[Region | None],
    high: int, verdict: Verdict, sentence: int,
) -> tuple[Item, ...]:  # fmt: skip
    """What the figures of a list of places count: 包头市和呼和浩特市分别申请3件和5件."""
    # 包头市和呼和浩特市分别申请: what is counted can stand behind 分别.
    terms = tokens.counted_in(parts[-1][0], verdict.cut)
    behind = parts[-1][0] + len(regions[-1].name if regions[-1] and not tokens.mentions_in(*parts[-1]) else "")
    phrase = namer.named_by(tokens, context, terms, behind, sentence, _unit(verdict))
    if not phrase.metric and high < verdict.cut:
        terms = tokens.counted_in(parts[-1][0], high)
        phrase = namer.named_by(tokens, context, terms, parts[-1][0], sentence, _unit(verdict))
    if not phrase.metric:  # 海口、三亚两市案件数分别占46%、18.5%
        known = max([behind, *(one.end for one in tokens.mentions_in(*parts[-1]))])
        said = trimmed(tokens.text[known : min(high, verdict.cut)])
        phrase = measured(context, said, namer.resolver.metrics, _unit(verdict)) or phrase
    return tuple(Item(phrase, region) for region in regions)


def _done_to_same(namer: Namer, first: Phrase, act: str) -> Phrase:
    """What else was done to the cases that the first of a list counts: 刑事一审案件新收、审结."""
    head, _, done = first.metric.rpartition("_")
    ended = next((one for one in _ACTS if act.endswith(one)), "")
    code = f"{head}_{_ACTS.get(ended, done)}"
    court = first.metric.startswith("court.") and ended and code in namer.resolver.metrics
    return first._replace(metric=code, name=act) if court else NOTHING


def _types_of_each(namer: Namer, tokens: Tokens, context: Context, low: int, high: int, run: int) -> tuple[Item, ...]:
    """One type of each of the things before: 申请9件、授权5件，其中发明专利分别为3件和1件."""
    facets = facets_of(namer.lexicon, tokens.counted_in(low, high))
    if len(facets.types) != 1 or facets.measures or facets.metrics or len(context.mains) < run:
        return ()
    wholes = [one.phrase for one in context.mains[-run:]]
    if len({one.metric for one in wholes}) < run or any(one.patent_type != "total" for one in wholes):
        return ()
    kind = next(iter(facets.types))
    return tuple(Item(one._replace(patent_type=kind, facets=one.facets._replace(types=facets.types))) for one in wholes)


def _unit(verdict: Verdict) -> str:
    return verdict.unit if verdict.kind == "level" else ""


def text_of(tokens: Tokens, part: tuple[int, int]) -> str:
    """The words of a part."""
    return tokens.text[part[0] : part[1]]


def _parts(tokens: Tokens, low: int, high: int) -> list[tuple[int, int]]:
    """The parts of a list, cut at its marks and at no 和 inside a word."""
    known: list[Term | Mention] = [*tokens.counted_in(low, high), *tokens.mentions_in(low, high)]
    inside = [(token.start, token.end) for token in known]
    cuts = [
        match.span() for match in _SEPARATOR.finditer(tokens.text, low, high)
        if not any(start < match.end() and match.start() < end for start, end in inside)
        and tokens.text.count("（", low, match.start()) == tokens.text.count("）", low, match.start())
    ]  # fmt: skip
    edges = [low, *(place for cut in cuts for place in cut), high]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if tokens.text[a:b].strip()]


def _region(tokens: Tokens, context: Context, low: int, high: int) -> Region | None:
    for mention in tokens.mentions_in(low, high):
        if mention.end <= high and mention.role == "of":
            if mention.region is None and mention.pointing in _ZONES:
                return context.places.unlisted(mention.word)  # 高新区、金州区、开发区分别为
            return mention.region or context.places.pointed_at(mention.pointing, context.latest)
    return None


def _beside_known(
    regions: list[Region | None], tokens: Tokens, context: Context, parts: list[tuple[int, int]]
) -> list[Region | None]:
    """The regions of a list, those among them that no list of places has: 长春、四平、延边分别为."""
    if all(regions) or not any(regions):
        return regions
    found: list[Region | None] = []
    for region, (low, high) in zip(regions, parts, strict=True):
        terms = tokens.counted_in(low, high)
        name = tokens.text[low : terms[0].start if terms else high]
        if (many := _SO_MANY.search(name)) is not None:
            name = name[: many.start()]
        found.append(region or (context.places.unlisted(name) if is_name(name) else None))
    return found if all(found) else regions


def _filled(facets: Facets, other: Facets) -> Facets:
    """A part of a list with what only another part says: 发明 of 发明、实用新型专利授权 is of grants too."""
    if facets.metrics:
        return facets
    return facets._replace(
        subjects=facets.subjects or other.subjects,
        measures=facets.measures or other.measures,
        types=facets.types or (frozenset() if facets.subjects else other.types),
        cases=facets.cases or (frozenset() if facets.subjects else other.cases),
        programs=facets.programs or other.programs,
    )
