"""Counts and amounts and their ratios: which of the two a figure is of."""

from __future__ import annotations

import re

from .context import Context
from .facets import Phrase
from .figure import Figure
from .phrases import Resolver
from .seldom import seldom
from .verdict import Verdict

#: More per 10 000 people are none.
MOST_PER_HEAD = 1000
#: How the metrics end that can be meant as counts, or that counts can be meant as.
PER_HEAD = ("_per_10k", "patent.high_value_in_force")
#: So many things told before are looked through.
_MANY = 40


_PRODUCT = re.compile("生产总值|gdp")
_RESEARCH = seldom("研[发究]|r&d|经费|强度")
_LIKE = seldom("(?:相当于|与)[^，。；\\d]{0,8}(?:生产总值|gdp)(?:的|之比为?)?$")
#: Metrics that are the share of the product which another one has.
_OF_PRODUCT = {"rd.expenditure": "rd.intensity", "rd.intensity": "rd.intensity"}


def of_product(
    resolver: Resolver, text: str, figure: Figure, verdict: Verdict, phrase: Phrase, spoken: Phrase
) -> Phrase:
    """The ratio that the share of an amount in the product is a level of: 研发经费占生产总值的2.5% is an intensity."""
    level = verdict.kind == "level" and _LIKE.search(text, max(0, figure.start - 20), figure.start) is not None
    code = _OF_PRODUCT.get(phrase.metric or (spoken.metric if level else ""), "")
    if (
        level
        and spoken.metric not in _OF_PRODUCT
        and not _RESEARCH.search(text, max(0, figure.start - 30), figure.start)
    ):
        verdict.kind = "share"  # 密集型产业增加值9亿元，相当于生产总值的13%
        return spoken
    shared = (verdict.kind == "share" or level) and code in resolver.metrics
    if not shared or not _PRODUCT.search(text, max(0, figure.start - 20), figure.start):
        return phrase
    verdict.kind = "level"
    return resolver.phrase_of(code, phrase.name, phrase.own)


def per_head(context: Context, phrase: Phrase, spoken: str, *, few: bool, bare: bool) -> Phrase:
    """A phrase with the count, or the ratio of it, that its figure can only be of.

    ``spoken`` is the metric spoken of before; ``few`` tells that the figure counts no more than there can be per
    10 000 people, and ``bare`` that it is a count without words of its own.
    """
    if phrase.metric == "patent.high_value_in_force" and context.whole.metric == "patent.in_force_per_10k" and few:
        # 每万人口发明专利13件，其中高价值发明专利5件: the part is per 10 000 people, as the whole is.
        return phrase._replace(metric="patent.high_value_per_10k")
    if phrase.metric == "patent.in_force_per_10k" and spoken == "patent.high_value_in_force" and not phrase.own.types:
        # 高价值发明专利8件，每万人口2件
        return phrase._replace(metric="patent.high_value_per_10k", patent_type="")
    if (
        phrase.metric == spoken == "patent.in_force_per_10k"
        and not phrase.own.types
        and context.phrase.metric == spoken
    ):
        phrase = phrase._replace(patent_type=context.phrase.patent_type)  # 每万人口发明专利3件；北京每万人9件
    if phrase.metric.endswith("_per_10k") and bare and not few:
        # 有效发明专利9999件，每万人口拥有2件。贵阳市3333件 are no 3333 per 10 000 people.
        code = phrase.metric.removesuffix("_per_10k")
        told = [one for one in context.told[-_MANY:] if one.metric in (code, f"{code}_in_force")]
        return told[-1] if told else Phrase(phrase.name, phrase.facets)
    return phrase
