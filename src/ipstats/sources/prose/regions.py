"""Which region a figure is of: the places that a text names, what each is named for, and what 全省 stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from .areas import NO_PLACE, ZONES
from .county_names import begins_with_county, endings_of, full_with, holder_of
from .finding import MUNICIPALITIES, Finder
from .homes import as_wide, first_of, of_its_level, only_city, only_county, only_province, opens_with, pointing_words
from .lexicon import Lexicon
from .mention import MAINLAND, NOWHERE, Mention, Region
from .places import CITY_OF, DEICTIC, OTHER_PLACES, PROVINCE_OF, WORLD
from .seldom import seldom
from .tellers import NATIONAL, OF_NATION, tellers_in
from .whose import begins_with_nation, convened, is_national, numbered

#: The county of a title: 昌黎县志.
_LOCAL = seldom(
    r"(?:\d{4}年度?)?(?:中共)?([\u4e00-\u9fff]{2,5}?(?:县|区|市|旗|州|盟))(?=志|年鉴|\d|知识产权|专利|国民|政府|关于|人民|统计|科技|商标|市场)"
)
_ENDINGS = re.compile("[县区市旗州盟]")
#: The number of a heading.
_NUMBER = seldom(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|第[一二三四五六七八九十百\d]{1,4}[章节编篇部]、?|【)\s*"
)
_ENDS_AS_AREA = seldom("^[\u4e00-\u9fff]{1,5}[市县区州盟旗师]$")

#: Provinces by one character, as headlines name them: 沪发明专利授权首破万件.
_CHARACTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇陕甘"
_NAMES = "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 陕西 甘肃"
_SHORT_NAMES = dict(zip(_CHARACTERS, _NAMES.split(), strict=True))
_SHORTEST = seldom(
    f"[{_CHARACTERS}](?=去年|今年|发明|专利|商标|知识产权|pct|版权|技术|研发|[上下]半年|前三季度|[一二三]季度)"
)
_AUTONOMOUS = frozenset(("150000", "450000", "540000", "640000", "650000"))


class Places(Finder):
    """The regions of a vocabulary, and the one that a text is about."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.document_from = ""
        self.tellers: list[Region] = []
        self._headed: dict[str, Region | None] = {}  #: what headings begin with

    def pointed_at(self, word: str, latest: Region) -> Region:
        """The region that 全省, 我市 or 自治区 stands for: that of the text, or the last one named of its level."""
        levels = DEICTIC[word]
        if "country" in levels:
            return self.known.get("100000", NOWHERE)
        if word.endswith(("园区", "新区", "开发区")):
            zones = (self.document, latest)
            return next((one for one in zones if one.name.endswith(("园区", "开发区", "高新区", "新区"))), NOWHERE)
        if not levels:
            return latest if latest.name and latest.level != "macro_region" else self.document
        if levels == ("reporting_unit",):
            return next((one for one in self.known.values() if one.level == "reporting_unit"), NOWHERE)
        nearest = (latest, self.document) if word[0] == "该" else (self.document, latest)
        for region in (*nearest, *self.tellers):
            for candidate in (region, self._city(region), self.known.get(self.parent(region), NOWHERE)):
                if candidate.name and self.can_be(word, candidate, levels):
                    return candidate
        if word[-1] == "市" and self.document.level == "place":
            # 全市 of 苏州工业园区 is 苏州.
            for name in (self.document.name[:2], self.document.name[:3]):
                if name in OTHER_PLACES:
                    return self.unlisted(name)
        return NOWHERE

    def parent(self, region: Region) -> str:
        """The code of the region that holds a region; empty where that is not known."""
        if region.code:
            return self.parents.get(region.code, "")
        return PROVINCE_OF.get(region.name, "") or (holder_of(region.name)[0] if region.name else "")

    def within(self, region: Region, wider: Region) -> bool:
        """Whether a region lies in another one; one of which nothing is known may."""
        parent = self.parent(region)
        if (
            not region.code
            and (prefecture := CITY_OF.get(region.name) or holder_of(region.name)[1])
            and wider.name.startswith(prefecture)
        ):
            return True  # 瑞安市 and 温州市
        return parent == wider.code or not (region.code or parent)

    def can_be(self, word: str, region: Region, levels: tuple[str, ...]) -> bool:
        """Whether a region can be what a word like 全市 stands for, of which ``levels`` are the levels."""
        if region.level not in levels:
            return False
        last = word[-1] if word[0] in "全我本该这" else word[0]
        if word == "自治区" or word == "全自治区":
            return region.code in _AUTONOMOUS
        if region.level == "province":
            if last == "省":
                return region.code not in MUNICIPALITIES | _AUTONOMOUS
            return region.code in (MUNICIPALITIES if last == "市" else _AUTONOMOUS if last == "区" else ())
        if region.level == "place":
            # 全县 of 诸城市, which was one: nothing else can be meant in a text about it
            was = {last, region.name[-1]} in ({"县", "市"}, {"县", "区"}) and region is self.document
            named = region.name.endswith(last) or full_with(region.name, last)
            return named or was or (last == "市" and region.name[-1] not in "区州县盟旗镇乡")
        return True

    def name_own(self) -> bool:
        """See whether a text is about a district or a county, which it may name without its ending."""
        name = self.document.name
        county = self.document.level == "place" and len(name) > 2 and name[-1] in "区县旗市" and name[-2] not in "新高"
        self.own = re.escape(name[:-1]) if county and name[:-1] not in OTHER_PLACES else ""
        return bool(self.own)

    def settle(self, title: str, texts: Iterable[tuple[str, list[Mention]]], source: str = "") -> None:
        """Find out which region a text is about.

        It is the one of its title, of who tells it (``source`` is who is printed as such), or that it names throughout:
        ``texts`` are its paragraphs, with the regions that each names, and are looked at as far as it takes.
        """
        rest = iter(texts)
        texts = list(islice(rest, 3))
        self.tellers = self._told_by(source, [text for text, _ in texts])
        if (titled := self._titled(title, texts)) is not None:
            self.document, self.document_from = titled, "the title"
            return
        congress = {one for name in convened(texts) for one in self._named(name)}
        if len(congress) == 1:
            self.document, self.document_from = congress.pop(), "who tells it"
            return
        if self.tellers:
            self.document, self.document_from = self._teller(title, [text for text, _ in texts]), "who tells it"
            return
        if title and NATIONAL.search(title):
            self.document, self.document_from = self.known.get("100000", NOWHERE), "who tells it"
            return
        count: Counter[Region] = Counter()
        texts += rest
        if own := self.known.get(numbered(texts)):
            self.document, self.document_from = own, "who tells it"
            return
        count.update([
            mention.region
            for _, mentions in texts
            for mention in mentions
            if mention.region is not None and mention.role == "of" and mention.region.level not in ("macro_region", "abroad", "country")
            and not (mention.beside or mention.titular or mention.word in ZONES or mention.region.name == WORLD)
        ])  # fmt: skip
        if (opening := opens_with(self, count, texts)) is not None:
            self.document, self.document_from = opening, "the text, which begins with it"
            return
        count = of_its_level(self, count, texts)
        if not count:
            # 广西著名商标, where no other region is named
            count.update(
                one.region for _, mentions in texts for one in mentions if one.titular and one.region is not None
            )
        if county := only_county(texts):
            count = Counter([self.unlisted(county)])
        if not count and (place := only_province(texts) or only_city(self, texts)) is not None:
            count[place] = 1
        count = first_of(count)
        # 我国, and somewhere in the text one city: it is of the nation.
        alone = begins_with_nation(texts) and (sum(count.values()) == 1 or begins_with_nation(texts, mainland=True))
        one = None if alone else self._common(count, sure=False)
        if one is not None:
            most = "the text, which names it most" if len(count) > 1 else "the text, which names no other"
            self.document, self.document_from = self._city_of(as_wide(self, one, texts), texts), most
        elif begins_with_nation(texts) and (count or begins_with_nation(texts, mainland=True)):
            code = MAINLAND if begins_with_nation(texts, mainland=True) else "100000"
            self.document, self.document_from = self.known.get(code, NOWHERE), "the text, which begins with it"
        elif texts and (any(NATIONAL.search(text) for text, _ in texts[:3]) or is_national(texts)):
            self.document, self.document_from = self.known.get("100000", NOWHERE), "who tells it"

    def _titled(self, title: str, texts: Sequence[tuple[str, list[Mention]]]) -> Region | None:
        """The region of a title; ``texts`` are the first paragraphs."""
        named = self._named(title) if title else []
        if not named and _ENDINGS.search(title) and (local := _LOCAL.match(title)) and not NO_PLACE.match(local[1]):
            named = [self.unlisted(local[1])]
        if not named and title[:1] in _SHORT_NAMES and (short := _SHORTEST.match(title)) is not None:
            named = self._named(_SHORT_NAMES[short[0]])
        if not named and (county := begins_with_county(title)):
            # 肥西专利质押融资…, where the text names 肥西县
            full = [county] if county[-1] in "县区市旗" else endings_of(county)
            named = [self.unlisted(name) for name in full if any(name in text for text in (title, *dict(texts)))]
        if (one := self._common(Counter(named), sure=True)) is not None:
            return one
        return self.known.get("100000") if OF_NATION.match(title) else None

    def _city_of(self, region: Region, texts: Sequence[tuple[str, list[Mention]]]) -> Region:
        """The city of a district, where a text of 全市 names no city: 佛山 of 顺德区."""
        words = pointing_words(texts)
        city = self._city(region)
        return city if city.name and words and all(word[-1] == "市" for word in words) else region

    def _city(self, region: Region) -> Region:
        """The city that holds a district or a county; :data:`NOWHERE` where it is none of one."""
        if region.code or region.name[-1:] not in tuple("区县"):
            return NOWHERE
        city = holder_of(region.name)[1]
        return next(iter(self._named(f"{city}市")), NOWHERE) if city else NOWHERE

    def _teller(self, title: str, texts: Sequence[str]) -> Region:
        """Who tells a text; the province, where it is its province that a paper of a city speaks of."""
        teller = self.tellers[0]
        province = self.known.get(self.parent(teller), NOWHERE)
        told = "".join((title, *texts))
        of_province = re.search("全省|我省|省知识产权局|全区|我区|自治区", told) and not re.search(
            "全市|我市|本市", told
        )
        return province if of_province and province.level == "province" else teller

    def _named(self, text: str) -> list[Region]:
        """The regions that a title or the name of a body names."""
        named = [
            mention.region
            for mention in self.mentions(text, self.lexicon.find(text))
            if mention.region is not None and mention.role != "scope"
        ]
        named = [region for region in named if region.level not in ("macro_region", "abroad")]
        whole = {
            one.name for one in named if any(one.name != two.name and one.name.endswith(two.name) for two in named)
        }
        return [region for region in named if region.name not in whole]  # 天津市滨海新区 is 滨海新区

    def _told_by(self, source: str, texts: list[str]) -> list[Region]:
        """The regions of the bodies that a text is from, and that it says to have its figures from."""
        said = [
            match["who"] for text in texts for pattern in tellers_in(text) for match in pattern.finditer(text, 0, 120)
        ]
        tellers = []
        for who in (*said, source):
            named = list(dict.fromkeys(region for region in self._named(who) if region.level != "country"))
            if len(named) == 1:
                tellers.append(named[0])
        return tellers

    def headed(self, headings: tuple[str, ...]) -> Region | None:
        """The region that the nearest heading begins with: 三、甘肃."""
        for heading in reversed(headings):
            if heading not in self._headed:
                number = _NUMBER.match(heading)
                self._headed[heading] = self._begins_with(heading[number.end() :] if number else heading)
            if (region := self._headed[heading]) is not None:
                return region
        return None

    def _begins_with(self, text: str) -> Region | None:
        """The region that a text begins with."""
        if not self.lexicon.pattern.match(text) and not _ENDS_AS_AREA.match(text):
            return None
        found = self.mentions(text, self.lexicon.find(text))
        first = next(iter(found), None)
        if first is None or first.start or first.role != "of":
            return None
        inside = found[1] if len(found) > 1 else first
        if (
            first.region is not None
            and inside.region is not None
            and inside.start < first.end
            and first.region.name.endswith(inside.region.name)
        ):
            first = inside  # 天津市滨海新区2016年工作总结
        region = first.region or self.pointed_at(first.pointing, self.document)
        return region if region.name and region.level != "abroad" else None

    def _common(self, count: Counter[Region], *, sure: bool) -> Region | None:
        """The region that holds all that are named; or, unless it must be sure, the one named most by far."""
        if not count:
            return None
        if len(count) == 1:
            return next(iter(count))
        listed = [region for region in count if region.code]
        for region in listed or count:
            if all(other is region or self.within(other, region) for other in count):
                return region
        if sure:
            return None
        tops = {self.parents[region.code] if region.level == "prefecture" else region.code for region in listed}
        if len(tops) == 1 and len(listed) == len(count):
            return self.known[tops.pop()]
        first, *others = count
        if not any(other.code or self.parent(other) for other in others) and (first.code or self.parent(first)):
            return first  # 宜昌市, and then its counties
        region, times = count.most_common(1)[0]
        if times * 3 >= sum(count.values()) * 2:
            return region
        # 成都, 绵阳 and 德阳 are places of Sichuan.
        above = {
            parent for region in count if (parent := region.code if region.level == "province" else self.parent(region))
        }
        several = sum(bool(self.parent(region)) for region in count) > 1
        province = self.known.get(above.pop(), NOWHERE) if several and len(above) == 1 else NOWHERE
        return province if province.level == "province" else None
