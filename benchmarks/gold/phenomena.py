"""What a text of the gold set is about: the genres and difficulties of Chinese statistical prose.

Those that can be told from the statements themselves are told from them. The others stand as tags in the master,
and where a word or a pattern goes with a tag, the text must have it.
"""

from __future__ import annotations

import re

from .marks import Marked
from .statements import Item

GENRES = frozenset(
    ["yearbook", "bulletin", "white-paper", "news", "gazetteer", "work-report", "court", "customs", "plan"]
)

#: Tags that a master gives, and what a text with each has in it; an empty pattern where no word goes with it.
GIVEN = {
    "front-matter": r"\A标题：",
    "section-number": r"(?m)^　*(?:[一二三四五六七八九]、|（[一二三四五六七八九]）|\d+\.|第[一二三四五六七八九]+[章节]|（\d+）)|[一二三四]是",
    "document-number": r"〔\d{4}〕\d+号",
    "date": r"\d+月\d+日",
    "ordinal": r"第[一二三四五六七八九十]+[届次批]|首[届批]|[一二]等奖",
    "telephone": r"\d{3,5}[-—]?\s?\d{3,}|（\d{3,4}）\s?\d+|1\d{4}",
    "address": r"\d+号.{0,8}(?:楼|室|层)",
    "law-article": r"[法典例释]》?第[一二三四五六七八九十百千]+条",
    "page-number": r"第\d+页|(?m:^\W*第? ?\d+ ?页?\W*$)|·\s?\d+\s?·",
    "patent-number": r"ZL ?\d{12}",
    "age": r"岁",
    "idiom": r"一批|一系列|一是|一家|一步|一次|一大批|无一|二是|三是|一路",
    "misprint": "",
    "page-heading": "",
    "broken-word": r"[一-龥]\n[一-龥]",
    "named-growth": r"增速|增幅|降幅|涨幅",
    "chain": r"环比",
    "list-in-step": r"分别",
    "of-which": r"其中",
    "each": r"各",
    "carried-subject": "",
    "from-to": r"[由从].{2,30}[到至为]",
    "several-regions": "",
    "relative-year": r"去年|今年|上年|本年",
    "year-end": r"年底|年末|[”’]末",
}

#: Tags of difficulties of region, period and metric, for which the second part was written.
SHIFTS = {
    "heading": r"\A.{2,30}\n",
    "levels-mixed": "",
    "neighbour": r"[高低多少快]于|[高低多少快]出?|相比|比较|邻",
    "city-list": "",
    "metric-ellipsis": "",
    "metric-recalled": "",
    "period-shift": "",
    "footnote-mark": r"\[\d+\]",
}


def told(marked: Marked) -> set[str]:
    """Phenomena of a text that its statements show."""
    found: set[str] = set()
    for item in marked.text.items:
        found |= _told_of(item, marked.text.text[item.start : item.end])
    return found


def _told_of(item: Item, span: str) -> set[str]:
    digits = re.search(r"[0-9０-９]", span)
    plain = "".join(span.split())
    value = item.value
    shown = {
        "not-scored": item.kind == "any",
        "ratio": item.metric.split("/")[0].endswith("_per_10k") or (item.kind == "level" and item.unit == "%"),
        "multiplier": bool(re.search(r"[0-9０-９][余多]?[万亿]", plain)),
        "money": item.unit.endswith("元"),
        "range": value is not None and value.low != value.high,
        "target": item.status == "F",
        "growth-down": item.kind == "growth" and value is not None and value.low < 0,
        "doubling": "番" in span,
        "times": item.kind == "growth" and "倍" in span,
        "level-with": "持平" in span,
        "absolute-change": item.kind == "change" and item.unit != "个百分点",
        "percentage-points": item.unit == "个百分点",
        "rank": item.kind == "rank",
        "rank-in-words": item.kind == "rank" and not digits and "第" not in span,
        "rank-tied": item.kind == "rank" and "并列" in span,
        "rank-up": item.kind == "rank_change" and value is not None and value.low > 0,
        "rank-down": item.kind == "rank_change" and value is not None and value.low < 0,
        "rank-of-growth": item.subject == "growth",
        "share-percent": item.kind == "share" and bool(re.search("[%％]", span)),
        "share-fraction": item.kind == "share" and bool(re.search("(?<!百)分之|/", span)),
        "share-tenths": item.kind == "share" and "成" in span,
        "share-half": item.kind == "share" and "半" in span and "成" not in span,
        "chinese-numerals": not digits and bool(re.search("[一二三四五六七八九十两百千万亿]", span)),
        "corps": item.region == "660000",
        "nation": item.region in ("100000", "100010"),
        "prefecture": item.region.isdecimal() and item.region[2:4] != "00" and item.region[4:] == "00",
        "region-not-listed": bool(item.region) and not item.region.isdecimal(),
        "region-open": item.kind != "any" and not item.region,
        "period-open": item.kind != "any" and not item.period,
        "half-year": "-S" in item.period,
        "quarter": "-Q" in item.period,
        "month": bool(re.fullmatch(r"\d{4}-\d{2}", item.period)),
        "cumulative": bool(re.fullmatch(r"\d{4}-\d{2}/\d{4}-\d{2}", item.period)),
        "several-years": bool(re.fullmatch(r"\d{4}/\d{4}", item.period)),
        "broken-number": "\n" in span,
        "blanks": bool(re.search("[ 　]", span)),
        "full-width": bool(re.search("[０-９％]", span)),
        "without-metric": item.kind == "level" and not item.metric,
    }
    return {name for name, is_so in shown.items() if is_so} | {
        f"qualifier-{item.qualifier.replace('_', '-')}" for _ in [0] if item.qualifier
    }


#: All phenomena that the statements of a text can show.
TOLD = frozenset(
    [
        "not-scored",
        "ratio",
        "multiplier",
        "money",
        "range",
        "target",
        "growth-down",
        "doubling",
        "times",
        "level-with",
        "absolute-change",
        "percentage-points",
        "rank",
        "rank-in-words",
        "rank-tied",
        "rank-up",
        "rank-down",
        "rank-of-growth",
        "share-percent",
        "share-fraction",
        "share-tenths",
        "share-half",
        "chinese-numerals",
        "corps",
        "nation",
        "prefecture",
        "region-not-listed",
        "region-open",
        "period-open",
        "half-year",
        "quarter",
        "month",
        "cumulative",
        "several-years",
        "broken-number",
        "blanks",
        "full-width",
        "without-metric",
        "qualifier-about",
        "qualifier-at-least",
        "qualifier-more-than",
        "qualifier-at-most",
        "qualifier-less-than",
    ]
)


def phenomena(marked: Marked) -> set[str]:
    """All phenomena of a text: its tags, and what its statements show."""
    return set(marked.tags) | told(marked)


def unfounded(marked: Marked) -> list[str]:
    """Tags of a text that are unknown, or whose word it has not."""
    patterns = GIVEN | SHIFTS
    return [
        tag
        for tag in marked.tags
        if tag not in GENRES and (tag not in patterns or not re.search(patterns[tag], marked.text.text, re.DOTALL))
    ]
