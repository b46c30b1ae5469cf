"""What the words of a title or a heading stand for: metrics, measures, patent types, units; and what is left over."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from ...names import normalize, segment
from ...numbers import MULTIPLIERS
from ..vocabulary import Vocabulary
from .grid import fold, is_cjk, period_of, split_marks

_KINDS = ("metric", "subject", "measure", "patent_type")
_OF_WHICH = re.compile(r"^\s*(?:其\s*中\s*[:：]?|[#＃]|of\s+which\s*[:：,]?|including\s*[:：,]?)\s*", re.IGNORECASE)
_ORDINAL = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?\d{1,2}[)）]|\d{1,2}[、.．](?!\d))\s*")
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_TWO_LANGUAGES = re.compile(r"^(.*[\u3400-\u9fff][^A-Za-z]*?)(\s+[A-Za-z].*|[A-Z][a-z].*)$", re.DOTALL)

#: Words that narrow nothing: of titles, and of headings (where they are fewer, because a heading is a claim).
_NEUTRAL_TITLE = (
    "按地区分布", "按地区分组", "按地区分", "按地区", "分地区", "分地市", "各地区", "各省区市", "各省", "地区分布", "分布", "行政区划", "地区", "区域",
    "国内", "基本情况", "情况", "状况", "统计表", "统计", "一览表", "一览", "主要指标", "指标", "总表", "表", "主要", "历年", "年度", "年末", "年底", "年",
    "专利类型", "类型", "种类", "构成", "件数", "数量", "数", "量", "以及", "和", "与", "及", "的", "各", "省", "自治区", "直辖市", "市", "区", "地",
    "我国", "按", "分", "变化", "比较", "对比", "知识产权", "国民经济", "社会发展", "发展", "科技", "活动", "成果", "州", "总", "共", "月", "上半年",
    "下半年", "季度", "十一五", "十二五", "十三五", "十四五", "时期", "期间", "续", "三", "种",
)  # fmt: skip
_NEUTRAL_HEADING = (
    "件数",
    "数量",
    "数",
    "量",
    "指标",
    "的",
    "情况",
    "各",
    "和",
    "及",
    "国内",
    "本年",
    "当年",
    "项目",
    "类型",
    "专利类型",
)
_NEUTRAL_ENGLISH = frozenset((
    "of", "by", "region", "regions", "the", "and", "in", "number", "domestic", "table", "statistics", "main",
    "indicators", "on", "from", "to", "year", "years", "for", "a", "three", "kinds", "basic", "piece", "province",
    "provinces", "level", "end", "at", "item", "items", "type", "types", "different",
))  # fmt: skip
#: Words of English print for units: the base unit, and the powers of ten before it.
_ENGLISH_UNITS = {
    "piece": "件", "pieces": "件", "item": "件", "items": "件", "case": "件", "cases": "件", "person": "人", "persons": "人",
    "yuan": "元", "yuan rmb": "元", "rmb": "元", "unit": "个", "units": "个", "%": "%", "percent": "%",
}  # fmt: skip
_ENGLISH_POWERS = (
    (re.compile(r"^(?:10000|10,000|10 000)\s*"), "万"), (re.compile(r"^100\s*million\s*"), "亿"),
    (re.compile(r"^10\s*million\s*"), "千万"), (re.compile(r"^million\s*"), "百万"), (re.compile(r"^(?:1000|1,000|thousand)\s*"), "千"),
)  # fmt: skip
#: Base units in print that no metric of ours has; figures in them are kept under their heading.
_OTHER_UNITS = frozenset(
    ("人次", "户", "所", "篇", "册", "种", "台", "吨", "公顷", "美元", "‰", "平方公里", "人年", "元/人", "枚", "类")
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: its multiplier (``万`` or blank) and its base (``件``)."""

    multiplier: str
    base: str

    def __str__(self) -> str:
        return self.multiplier + self.base


@dataclass
class Facets:
    """What some words stand for. ``unknown`` are those that stand for nothing."""

    metrics: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    measures: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.metrics or self.subjects or self.measures or self.types)

    @property
    def measured(self) -> bool:
        """Whether the words say what is counted."""
        return bool(self.metrics or self.measures)

    def joined(self, other: Facets) -> Facets:
        """Both together."""
        return Facets(
            self.metrics | other.metrics,
            self.subjects | other.subjects,
            self.measures | other.measures,
            self.types | other.types,
            self.unknown + other.unknown,
            self.units or other.units,
        )


def split_languages(text: str) -> tuple[str, str]:
    """The Chinese and the English part of a cell: ``北京 Beijing`` and ``合计\\nTotal`` are both in one."""
    plain = text.strip()
    if not is_cjk(plain):
        return "", plain
    found = _TWO_LANGUAGES.match(plain)
    return (found[1].strip(), found[2].strip()) if found and not is_cjk(found[2]) else (plain, "")


def without_lead(text: str) -> str:
    """A heading or a name without ``其中：``, ``#``, ordinals and footnote marks."""
    plain = split_marks(text)[0]
    for pattern in (_OF_WHICH, _ORDINAL, _OF_WHICH):
        plain = pattern.sub("", plain, count=1)
    return split_marks(plain)[0]


def is_of_which(text: str) -> bool:
    """Whether a name is said to be part of what stands before it."""
    return bool(_OF_WHICH.match(split_marks(text)[0]))


class Words:
    """Reads words with a vocabulary; each text once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._lookup = vocabulary.lookup(*_KINDS)
        self._places = vocabulary.lookup("region", *_KINDS)
        self._types = vocabulary.lookup("patent_type")
        self._known: dict[tuple[str, bool], Facets] = {}
        self._regions: dict[str, list[str]] = {}

    def regions(self, text: str) -> list[str]:
        """The regions that a name stands for: by exact alias, misprints left out."""
        found = self._regions.get(text)
        if found is None:
            name = normalize(without_lead(text))
            key = ("region", name)
            # A number is a code, and no name in print.
            bare = name.isdecimal() or key in self.vocabulary.misprints
            found = self._regions[text] = [] if bare else self.vocabulary.names.get(key, [])
        return found

    def names_region(self, text: str) -> bool:
        """Whether a cell names a region, in one language or both."""
        return any(part and self.regions(part) for part in (text, *split_languages(text)))

    def facets(self, text: str, *, title: bool = False) -> Facets:
        """What a heading (or a title) stands for."""
        found = self._known.get((text, title))
        if found is None:
            found = self._known[text, title] = self._read(text, title)
        return found

    def _read(self, text: str, title: bool) -> Facets:
        facets = Facets()
        plain = without_lead(text) if not title else text
        zh, en = split_languages(plain)
        words = zh or en
        for inside in _BRACKETS.findall(words):
            units = self.units(inside)
            facets.units = facets.units or units
            if units or period_of(inside) or (zh and not is_cjk(inside)):
                words = words.replace(inside, " ")
        words = re.sub(r"[()（）\[\]]", " ", unicodedata.normalize("NFKC", words))
        if zh:
            # 申请授权 are applications that were granted; its two halves alone would be two measures.
            words = fold(words).replace("申请授权", "授权")
        found, unknown = segment(words, self._places if title else self._lookup, longest=400)
        for meanings in found:
            self._take(facets, meanings)
        if not facets.types:
            # A name such as 每万人发明专利拥有量 holds its type inside.
            types = [target for names in segment(words, self._types, longest=400)[0] for _, target in names]
            facets.types |= {target for target in types if target != "total"}
        facets.unknown += [word for word in unknown if self._narrows(word, title, bool(zh))]
        return facets

    @staticmethod
    def _take(facets: Facets, meanings: list[tuple[str, str]]) -> None:
        into: dict[str, set[str]] = {
            "region": set(),
            "metric": facets.metrics,
            "subject": facets.subjects,
            "measure": facets.measures,
            "patent_type": facets.types,
        }
        kinds = {kind for kind, _ in meanings}
        for kind, target in meanings:
            # A word that names a metric outright is not also read as one of its parts.
            if kind == "metric" or "metric" not in kinds:
                into[kind].add(target)

    def regions_in(self, title: str) -> list[str]:
        """The regions that the words of a title name."""
        found = segment(fold(title), self._places, longest=400)[0]
        named = {target for names in found for kind, target in names if kind == "region"}
        return [code for code in self.vocabulary.regions if code in named]

    @staticmethod
    def _narrows(word: str, title: bool, chinese: bool) -> bool:
        """Whether a word that stands for nothing may narrow what its neighbours say."""
        if not chinese:
            return word.strip(".,:;()&'\"").isalpha() and word.strip(".,:;()") not in _NEUTRAL_ENGLISH
        rest = re.sub(r"[^\u3400-\u9fffA-Za-z]", "", word)
        for neutral in _NEUTRAL_TITLE if title else _NEUTRAL_HEADING:
            rest = rest.replace(neutral, "")
        return bool(rest)

    def units(self, text: str) -> list[Unit]:
        """The units that a text names, and nothing else: ``万件``, ``件、项``, ``10 000 persons``."""
        plain = " ".join(unicodedata.normalize("NFKC", text).split()).strip(" .:;。()")
        zh, en = split_languages(plain)
        if zh:
            zh = fold(zh).strip("()")
            zh = _BRACKETS.sub("", zh)
            whole = self._unit(zh)
            found = [whole] if whole else [self._unit(part) for part in re.split(r"[、,，;；/]", zh) if part]
        else:
            found = [self._english_unit(en.casefold())] if en else []
        return [unit for unit in found if unit] if all(found) else []

    def _unit(self, text: str) -> Unit | None:
        if text in self.vocabulary.units or text in _OTHER_UNITS:
            return Unit("", text)
        for multiplier in sorted(MULTIPLIERS, key=len, reverse=True):
            base = text.removeprefix(multiplier)
            if base != text and (base in self.vocabulary.units or base in _OTHER_UNITS):
                return Unit(multiplier, base)
        return None

    @staticmethod
    def _english_unit(text: str) -> Unit | None:
        for pattern, multiplier in _ENGLISH_POWERS:
            if found := pattern.match(text):
                base = _ENGLISH_UNITS.get(text[found.end() :].strip())
                return Unit(multiplier, base) if base else None
        base = _ENGLISH_UNITS.get(text)
        return Unit("", base) if base else None
