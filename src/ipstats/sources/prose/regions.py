"""Which region a figure is of: the places that a text names, what each is named for, and what 全省 stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from .areas import NO_PLACE, alongside, areas
from .groups import nested, same_role, same_share
from .homes import as_wide, first_of, of_its_level, only_province
from .lexicon import Lexicon, Term, trie
from .mention import NOWHERE, Mention, Region
from .places import CITY_AREAS, DEICTIC, ONLY_IN_FULL, OTHER_PLACES, PROVINCE_OF
from .roles import role_of
from .tellers import NATIONAL, TELLERS
from .whose import begins_with_nation, is_national, numbered

#: The county of a title: 昌黎县志.
_LOCAL = re.compile(
    r"(?:\d{4}年度?)?(?:中共)?([\u4e00-\u9fff]{2,5}?(?:县|区|市|旗|州|盟))(?=志|年鉴|\d|知识产权|专利|国民|政府|关于|人民|统计|科技|商标|市场)"
)
_NARROWER = re.compile(
    r"[^\W\d_]{0,6}?(?:高新区|高新技术产业开发区|新技术(?:产业)?开发区|经济技术开发区|经开区|开发区|新区|自贸区|自贸试验区|保税区|工业园区|产业园|科技城|高新园区)"
)
#: Places whose short names are words too.
_PARTNERS = re.compile(
    trie(
        [name[:2] for name in ONLY_IN_FULL if name.endswith("市") and len(name) == 3]
        + [
            name.removesuffix("地区")[:2]
            for name in OTHER_PLACES
            if name.endswith(("州", "地区")) and 2 < len(name) < 5 and name[1] not in "州地"
        ]
    )
)
_MARKS = frozenset("、和与及")
#: A region beside which the text's own is compared.
_BESIDE_BEFORE = re.compile("(?:邻近的?|邻省|近邻|兄弟省份?|相邻的)$")
_BESIDE_AFTER = re.compile("同期|同年")
#: Titles that a province gives to what is in its cities.
_TITLE_AFTER = re.compile(
    "(?:省级)?(?:著名商标|知名商标|名牌|老字号|专利(?:金|银|优秀)?奖|(?:科学技术|科技进步|科技)奖|优质产品)"
)
#: The number of a heading.
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．]|第[一二三四五六七八九十百\d]{1,4}[章节编篇部]、?|【)\s*"
)
_ENDS_AS_AREA = re.compile("^[\u4e00-\u9fff]{1,5}[市县区州盟旗师]$")

_MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
_AUTONOMOUS = frozenset(("150000", "450000", "540000", "640000", "650000"))


class Places:
    """The regions of a vocabulary, as prose names them, and the region that a text is about."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.known = {
            code: Region(code, region.name_zh, region.level) for code, region in lexicon.vocabulary.regions.items()
        }
        self.parents = {code: region.parent for code, region in lexicon.vocabulary.regions.items()}
        #: Prefectures that are no cities: 昌吉市 is a city in 昌吉回族自治州.
        self.broad = {
            target
            for (kind, name), targets in lexicon.vocabulary.names.items()
            if kind == "region" and name.endswith(("自治州", "地区", "盟"))
            for target in targets
        }
        self.document: Region = NOWHERE
        self.document_from = ""
        self.tellers: list[Region] = []
        self.own = ""  #: the name of the district or county that a text is about, without its ending
        self._unlisted: dict[str, Region] = {}
        self._headed: dict[str, Region | None] = {}  #: what headings begin with

    def mentions(self, text: str, terms: Iterable[Term]) -> list[Mention]:
        """The regions that a paragraph names, in its order."""
        found: list[Mention] = []
        for term in terms:
            if term.word not in self.lexicon.placing:
                continue
            codes = term.targets("region")
            if len(codes) == 1:
                region: Region | None = self.known[codes[0]]
                pointing = ""
            elif place := term.targets("place"):
                region, pointing = self._place(place[0]), ""
            elif term.targets("deictic"):
                region, pointing = None, term.word
            else:
                continue
            if pointing in ("自治区", "开发区") and term.start and text[term.start - 1] not in "，。；：、（）！？期年":
                continue  # 列入自治区强县工程 says whose programme it is
            if pointing == "区内" and text[term.start - 1 : term.start] == "关":
                continue  # 关区内
            end = term.end
            if region is not None and region.level != "country" and (longer := _NARROWER.match(text, end)):
                # 合肥高新区 is a place of its own, which the list of regions has not.
                end = longer.end()
                region = self._place(text[term.start : end])
            if region is not None and text.startswith("地区", end) and not text.startswith("地区生产", end):
                end += 2
                if not region.code and text[term.start : end - 2] not in CITY_AREAS:
                    region = self._place(text[term.start : end])  # 武汉地区 is 武汉
            if (
                region is not None
                and text[end : end + 1] == "市"
                and text[end - 1] not in "省区"
                and text[end + 1 : end + 2] != "场"
                and (region.code in self.broad or (region.level == "province" and region.code not in _MUNICIPALITIES))
            ):
                end += 1
                region = self._place(text[term.start : end])
            found.append(
                Mention(
                    term.start, end, role_of(text, term.start, end, region), text[term.start : end], region, pointing
                )
            )
        if self.own and self.own in text:
            self._add_own(found, text)
        for mention in found:
            before = text[max(0, mention.start - 4) : mention.start]
            mention.titular = _TITLE_AFTER.match(text, mention.end) is not None
            mention.beside = bool(_BESIDE_AFTER.match(text, mention.end) or _BESIDE_BEFORE.search(before))
        self._add_areas(found, text)
        self._add_partners(found, text)
        for start, end in alongside(text, found, self.lexicon):
            found.append(Mention(start, end, "of", text[start:end], self._place(text[start:end])))
        found.sort(key=lambda mention: mention.start)
        return same_share(same_role(nested(found, self.parents), text), text)

    def _add_own(self, found: list[Mention], text: str) -> None:
        """Add the district or county that a text is about, where it is named without its ending: 海淀."""
        for match in re.finditer(f"{self.own}(?![区县市旗])", text):
            if not any(one.start < match.end() and match.start() < one.end for one in found):
                role = role_of(text, *match.span(), self.document)
                found.append(Mention(*match.span(), role, match[0], self.document))
        found.sort(key=lambda mention: mention.start)

    def _add_areas(self, found: list[Mention], text: str) -> None:
        """Add the places that only their form tells, where no known one stands already."""
        known = bytearray(len(text))
        for mention in found:
            known[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        at: dict[int, Mention] | None = None  #: which mention a character belongs to
        gone: set[int] = set()
        for area in areas(text):
            if 1 in known[area.start : area.end]:
                if not area.sure:
                    continue
                # 拱北海关 is not of 北海; 北海海关 is. 第八师石河子市 is one place.
                if at is None:
                    at = {place: one for one in found for place in range(one.start, one.end)}
                inside = [at[place] for place in range(area.start, area.end) if place in at]
                if not all(area.start < one.start < area.end for one in inside):
                    continue
                gone.update(map(id, inside))
            known[area.start : area.end] = b"\1" * (area.end - area.start)
            region = self.known.get("100000", NOWHERE) if area.national else self._place(area.name)
            role = "of" if area.national else role_of(text, area.start, area.end, NOWHERE)
            found.append(Mention(area.start, area.end, role, area.name, region))
            if at is not None:
                at.update(dict.fromkeys(range(area.start, area.end), found[-1]))
        if gone:
            found[:] = [one for one in found if id(one) not in gone]

    def _add_partners(self, found: list[Mention], text: str) -> None:
        """Add the places whose short names are words too, where they stand in a list with a known one: 通化、四平."""
        starts: set[int] | None = None
        for match in _PARTNERS.finditer(text):
            start, end = match.span()
            counted = text[start - 1 : start] in "，；" and text[end : end + 1].isdigit()
            if not counted and text[start - 1 : start] not in _MARKS and text[end : end + 1] not in _MARKS:
                continue
            if starts is None:
                starts, ends = {one.start for one in found}, {one.end for one in found}
            beside = end + 1 in starts or start - 1 in ends
            # 吴忠37件，中卫22件
            counted = counted and any(text[one : one + 1].isdigit() for one in ends)
            if start not in starts and (beside or counted):
                found.append(Mention(start, end, role_of(text, start, end, NOWHERE), match[0], self._place(match[0])))

    def unlisted(self, name: str) -> Region:
        """A place that no list has, by its name."""
        return self._place(name)

    def _place(self, name: str) -> Region:
        if name + "市" in OTHER_PLACES:
            name += "市"
        return self._unlisted.setdefault(name, Region("", name))

    def pointed_at(self, word: str, latest: Region) -> Region:
        """The region that 全省, 我市 or 自治区 stands for: that of the text, or the last one named of its level."""
        levels = DEICTIC[word]
        if "country" in levels:
            return self.known.get("100000", NOWHERE)
        if word.endswith(("园区", "新区", "开发区")):
            return self.document if self.document.name.endswith(("园区", "开发区", "高新区", "新区")) else NOWHERE
        if not levels:
            return latest if latest.name and latest.level != "macro_region" else self.document
        for region in (self.document, latest, *self.tellers):
            for candidate in (region, self.known.get(self.parent(region), NOWHERE)):
                if candidate.name and self.can_be(word, candidate, levels):
                    return candidate
        if word[-1] == "市" and self.document.level == "place":
            # 全市 of 苏州工业园区 is 苏州.
            for name in (self.document.name[:2], self.document.name[:3]):
                if name in OTHER_PLACES:
                    return self._place(name)
        return NOWHERE

    def parent(self, region: Region) -> str:
        """The code of the region that holds a region; empty where that is not known."""
        return self.parents.get(region.code, "") if region.code else PROVINCE_OF.get(region.name, "")

    def within(self, region: Region, wider: Region) -> bool:
        """Whether a region lies in another one; one of which nothing is known may."""
        parent = self.parent(region)
        return parent == wider.code or not (region.code or parent)

    def can_be(self, word: str, region: Region, levels: tuple[str, ...]) -> bool:
        """Whether a region can be what a word like 全市 stands for, of which ``levels`` are the levels."""
        if region.level not in levels:
            return False
        last = word[-1] if word[0] in "全我本该" else word[0]
        if word == "自治区" or word == "全自治区":
            return region.code in _AUTONOMOUS
        if region.level == "province":
            if last == "省":
                return region.code not in _MUNICIPALITIES | _AUTONOMOUS
            return region.code in (_MUNICIPALITIES if last == "市" else _AUTONOMOUS if last == "区" else ())
        if region.level == "place":
            # 全县 of 诸城市, which was one: nothing else can be meant in a text about it
            was = last == "县" and region is self.document and region.name[-1] in "市区"
            return region.name.endswith(last) or was or (last == "市" and region.name[-1] not in "区州县盟旗")
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
        if title:
            named = self._named(title)
            if not named and (local := _LOCAL.match(title)) and not NO_PLACE.match(local[1]):
                named = [self._place(local[1])]
            if (one := self._common(Counter(named), sure=True)) is not None:
                self.document, self.document_from = one, "the title"
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
        for _, mentions in texts:
            count.update(
                mention.region
                for mention in mentions
                if mention.region is not None and mention.role == "of" and mention.region.level not in ("macro_region", "abroad", "country")
                and not (mention.beside or mention.titular)
            )  # fmt: skip
        count = of_its_level(self, count, texts)
        if not count:
            # 广西著名商标, where no other region is named
            count.update(
                one.region for _, mentions in texts for one in mentions if one.titular and one.region is not None
            )
        if not count and (province := only_province(texts)) is not None:
            count[province] = 1
        count = first_of(count)
        # 我国, and somewhere in the text one city: it is of the nation.
        one = None if begins_with_nation(texts) and sum(count.values()) == 1 else self._common(count, sure=False)
        if one is not None:
            most = "the text, which names it most" if len(count) > 1 else "the text, which names no other"
            self.document, self.document_from = as_wide(self, one, texts), most
        elif begins_with_nation(texts) and count:
            self.document, self.document_from = self.known.get("100000", NOWHERE), "the text, which begins with it"
        elif texts and (any(NATIONAL.search(text) for text, _ in texts[:3]) or is_national(texts)):
            self.document, self.document_from = self.known.get("100000", NOWHERE), "who tells it"

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
        said = [match["who"] for text in texts for pattern in TELLERS for match in pattern.finditer(text, 0, 120)]
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
                self._headed[heading] = self._begins_with(_NUMBER.sub("", heading, count=1))
            if (region := self._headed[heading]) is not None:
                return region
        return None

    def _begins_with(self, text: str) -> Region | None:
        """The region that a text begins with."""
        if not self.lexicon.pattern.match(text) and not _ENDS_AS_AREA.search(text):
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
        for region in listed:
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
