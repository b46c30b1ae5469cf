"""The regions that a paragraph names: of the list, of other lists, by their form, and in a row with known ones."""

from __future__ import annotations

import re
from operator import attrgetter

from .areas import COUNTRIES, Area, alongside, areas
from .county_names import in_a_row, in_full, short_names
from .groups import nested, same_role, same_share
from .lexicon import Lexicon, Meaning, Term
from .mention import MAINLAND, NOWHERE, Mention, Over, Region
from .places import CITY_AREAS, CITY_OF, LISTS, ONLY_IN_FULL, OTHER_PLACES, WITHOUT_PROVINCE
from .roles import role_of
from .seldom import seldom

_NARROWER = seldom(
    r"(?!依托|借助|凭借|拥有|建[有成]|设立|的|在|与|和|及|以)[^\W\d_]{0,6}?(?:高新区|高新技术产业开发区|新技术(?:产业)?开发区|经济技术开发区|经开区|开发区|新区|自贸区|自贸试验区|保税区|工业园区|产业园|科技城|科学城|高新园区|核心园区)"
)
#: How the names end that :data:`_NARROWER` finds, and within how many characters.
_NARROWER_ENDS, _NARROWER_LENGTH = ("区", "园", "城"), 15
#: How a name can go on that a word of the list begins: 湘西自治州, 武汉地区, 昌吉市.
_GOES_ON = frozenset("自地市")
#: Places of two characters whose short names are words too.
_WORDS = sorted(
    {name[:2] for name in ONLY_IN_FULL if name.endswith("市") and len(name) == 3}
    | {
        name.removesuffix("地区")[:2]
        for name in OTHER_PLACES
        if name.endswith(("州", "地区")) and 2 < len(name) < 5 and name[1] not in "州地"
    }
)
#: Sets of their first and of their second characters pass over nearly all of a text.
_PARTNERS = re.compile(
    "[{}][{}](?<={})".format(
        *("".join(sorted(set(letters))) for letters in zip(*_WORDS, strict=True)), "|".join(_WORDS)
    )
)
#: A county in full whose name without the ending has two characters.
_IN_FULL = 3
_SO_MANY = seldom("[两二三四五六七八九十\\d]{1,2}个?[市省地区]")
#: So many counties are known by their short names, those that were named last.
_MOST_SEEN = 12
_MARKS = frozenset("、和与及")
#: A region beside which the text's own is compared.
_BESIDE_BEFORE = ("邻近", "邻近的", "邻省", "近邻", "兄弟省", "兄弟省份", "相邻的")
#: How they end, before the end of a line or not.
_BESIDE_ENDS = frozenset([word[-1] for word in _BESIDE_BEFORE] + ["\n"])
_BESIDE_AFTER = ("同期", "同年")
#: Titles that a province gives to what is in its cities.
_TITLE_AFTER = re.compile(
    "(?:省级)?(?:著名商标|知名商标|名牌|老字号|专利(?:金|银|优秀)?奖|(?:科学技术|科技进步|科技)奖|优质产品)"
)
#: How they begin.
_TITLE_BEGINS = frozenset("省著知名老专科优")
#: 不包括港澳台地区，全国
_WITHOUT_THEM = re.compile("不(?:含|包括)港澳台(?:地区)?，$")
#: A town behind the name of its city: 东莞长安镇.
_TOWN = seldom("(?![和与及两二三四五六七八九十各全该本每乡集新城小])[\u4e00-\u9fff]{1,3}[镇乡](?![企村政域级镇市])")
#: 中关村示范区 is 中关村.
_ITS_ZONE = re.compile("(?:国家)?(?:自主创新)?示范区")
_BEGIN = attrgetter("start")
MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))


class Finder:
    """Finds the regions of a vocabulary, as prose names them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        # The same for all texts, as they are those of the vocabulary.
        self.known, self.parents, self.broad = lexicon.regions, lexicon.parents, lexicon.broad
        self.document: Region = NOWHERE  #: the region that the text is about, once that is known
        self.seen: dict[str, Region] = {}  #: the counties named in full so far, by their names without endings
        self.own = ""  #: the name of the district or county that a text is about, without its ending
        self._unlisted: dict[str, Region] = {}
        self._placed: dict[str, tuple[Region | None, str] | None] = {}  #: what the words of the lexicon name

    def mentions(self, text: str, terms: list[Term]) -> list[Mention]:
        """The regions that a paragraph names, in its order."""
        found: list[Mention] = []
        placing, placed = self.lexicon.placing, self._placed
        for start, end, word, meanings in terms:
            if word not in placing:
                continue
            if word not in placed:
                placed[word] = self._place_of(word, meanings)
            if (place := placed[word]) is None:
                continue
            region, pointing = place
            if word in ("全国", "我国") and (
                text.startswith(("（不含港澳台", "大陆"), end) or _WITHOUT_THEM.search(text, max(0, start - 12), start)
            ):
                region, pointing = self.known.get(MAINLAND), ""
            if pointing in ("自治区", "开发区") and start and text[start - 1] not in "，。；：、（）！？期年":
                continue  # 列入自治区强县工程 says whose programme it is
            if found and start < found[-1].end and (pointing or word in CITY_OF):
                continue  # 张江核心园区 is one name, and so is 三亚崖州湾科技城
            if pointing == "区内" and text[start - 1 : start] == "关":
                continue  # 关区内
            if region is not None:
                end, region = self._longer(text, start, word, region)
            found.append(Mention(start, end, role_of(text, start, end, region), text[start:end], region, pointing))
        if self.own and self.own in text:
            self._add_own(found, text)
        if self.seen and (seen := list(filter(text.__contains__, self.seen))):
            self._add_seen(found, text, seen)
        for mention in found:
            start, end = mention.start, mention.end
            if mention.word in LISTS and _SO_MANY.match(text, end):
                mention.several = True
            behind = text[end : end + 1]
            if behind in _TITLE_BEGINS and _TITLE_AFTER.match(text, end):
                mention.titular = True
            if (behind == "同" and text.startswith(_BESIDE_AFTER, end)) or (
                text[start - 1 : start] in _BESIDE_ENDS
                and text[max(0, start - 4) : start].removesuffix("\n").endswith(_BESIDE_BEFORE)
            ):
                mention.beside = True
        self._add_areas(found, text)
        self._add_partners(found, text)
        if not found:
            return found
        for start, end in alongside(text, found, self.lexicon):
            found.append(Mention(start, end, "of", text[start:end], self.unlisted(text[start:end])))
        if len(found) == 1:
            return found
        found.sort(key=_BEGIN)
        return same_share(same_role(nested(found, self.parents), text), text)

    def _place_of(self, word: str, meanings: Meaning) -> tuple[Region | None, str] | None:
        """The region that a word names, or that it only points at one; ``None`` where it may name several."""
        targets = meanings.by_kind
        if len(codes := targets.get("region", [])) == 1:
            return self.known[codes[0]], ""
        if place := targets.get("place"):
            return self.unlisted(place[0]), ""
        return (None, word) if "deictic" in targets else None

    def _longer(self, text: str, start: int, word: str, region: Region) -> tuple[int, Region]:
        """Where the name of a region ends, which goes on behind a word of the list, and which one it is then."""
        end = start + len(word)
        if region.level != "country":
            near = text[end : end + _NARROWER_LENGTH]
            if any(ending in near for ending in _NARROWER_ENDS) and (longer := _NARROWER.match(text, end)):
                # 合肥高新区 is a place of its own, which the list of regions has not.
                end = longer.end()
                region = self.unlisted(text[start:end])
        if word == "中关村" and (zone := _ITS_ZONE.match(text, end)) is not None:
            end = zone.end()
        if text[end : end + 1] not in _GOES_ON:
            return end, region
        if not region.code and text.startswith("自治州", end):
            end += 3
            region = self.unlisted(text[start:end])  # 湘西自治州
        if text.startswith("地区", end) and not text.startswith("地区生产", end):
            end += 2
            if not region.code and text[start : end - 2] not in CITY_AREAS | WITHOUT_PROVINCE:
                region = self.unlisted(text[start:end])  # 武汉地区 is 武汉
        if (
            text[end : end + 1] == "市"
            and text[end - 1] not in "省区"
            and text[end + 1 : end + 2] != "场"
            and (region.code in self.broad or (region.level == "province" and region.code not in MUNICIPALITIES))
        ):
            end += 1
            region = self.unlisted(text[start:end])
        return end, region

    def _add_own(self, found: list[Mention], text: str) -> None:
        """Add the district or county that a text is about, where it is named without its ending: 海淀."""
        over = Over(found)
        for match in re.finditer(f"{self.own}(?![区县市旗])", text):
            if not over.between(*match.span()):
                role = role_of(text, *match.span(), self.document)
                found.append(Mention(*match.span(), role, match[0], self.document))
        found.sort(key=lambda mention: mention.start)

    def _add_seen(self, found: list[Mention], text: str, seen: list[str]) -> None:
        """Add the counties that the text has named in full before: 晋江鞋类商标, behind 晋江市."""
        over = Over(found)
        for short in seen:
            for match in re.finditer(
                f"(?:^|(?<=[，。；：、\u3000]))(?:其中，?)?({short})(?![区县市旗一二三四五六七八九十])", text
            ):
                start, end = match.span(1)
                if not over.between(start, end):
                    region = self.seen[short]
                    found.append(Mention(start, end, role_of(text, start, end, region), match[1], region))
                    over.add(found[-1])
        found.sort(key=lambda mention: mention.start)

    def _add_areas(self, found: list[Mention], text: str) -> None:
        """Add the places that only their form tells, where no known one stands already."""
        told, full, short = areas(text), in_full(text), short_names(text)
        if not (told or full or short or (found and ("镇" in text or "乡" in text))):
            return
        known = bytearray(len(text))
        for mention in found:
            known[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
        if told:
            self._add_told(found, text, told, known)
        self._add_counties(found, text, full, known)
        others = [(one.start, one.end) for one in found if not one.pointing] if short else []
        for start, end in in_a_row(text, short, others):
            if 1 not in known[start:end]:
                role = role_of(text, start, end, NOWHERE)
                found.append(Mention(start, end, role, text[start:end], self.unlisted(text[start:end])))

    def _add_told(self, found: list[Mention], text: str, told: list[Area], known: bytearray) -> None:
        """Add those of the places that their form tells that are not known by another name."""
        at: dict[int, Mention] | None = None  #: which mention a character belongs to
        over: Over | None = None
        gone: set[int] = set()
        for area in told:
            if 1 in known[area.start : area.end]:
                over = over or Over(found)
                if not area.sure and not self._is_zone(area, over):
                    continue
                # 拱北海关 is not of 北海; 北海海关 is. 第八师石河子市 is one place.
                if at is None:
                    at = {place: one for one in found for place in range(one.start, one.end)}
                inside = [at[place] for place in range(area.start, area.end) if place in at]
                if not all(area.start < one.start < area.end for one in inside):
                    continue
                gone.update(map(id, inside))
            known[area.start : area.end] = b"\1" * (area.end - area.start)
            region = self.known.get("100000", NOWHERE) if area.national else self.unlisted(area.name)
            role = "of" if area.national else role_of(text, area.start, area.end, NOWHERE)
            found.append(Mention(area.start, area.end, role, area.name, region))
            if over is not None:
                over.add(found[-1])
            if at is not None:
                at.update(dict.fromkeys(range(area.start, area.end), found[-1]))
        if gone:
            found[:] = [one for one in found if id(one) not in gone]

    @staticmethod
    def _is_zone(area: Area, over: Over) -> bool:
        """Whether a name ends in a word that only points at a zone, and holds no other place: 大鹏新区."""
        inside = over.between(area.start, area.end)
        return all(one.pointing == "新区" and one.end == area.end and area.start < one.start for one in inside)

    def _add_counties(
        self, found: list[Mention], text: str, full: list[tuple[int, int, bool]], known: bytearray
    ) -> None:
        """Add the counties that are named in full, also where they begin like another place: 中山区 is not 中山."""
        for one in list(found) if "镇" in text or "乡" in text else ():
            if one.role == "of" and one.region is not None and (town := _TOWN.match(text, one.end)) is not None:
                found.append(Mention(*town.span(), "of", town[0], self.unlisted(town[0])))
                known[town.start() : town.end()] = b"\1" * (town.end() - town.start())
        over: Over | None = None
        gone: set[int] = set()
        for start, end, bounded in full:
            if not bounded and not known[start - 1]:
                continue
            if end - start == _IN_FULL:
                self.seen[text[start : end - 1]] = self.unlisted(text[start:end])
                if len(self.seen) > _MOST_SEEN:
                    del self.seen[next(iter(self.seen))]
            if 1 in known[start:end]:
                over = over or Over(found)
                inside = over.between(start, end)
                if not all(one.start >= start and one.end < end and not one.pointing for one in inside):
                    continue
                over.remove(inside)
                gone.update(map(id, inside))
            known[start:end] = b"\1" * (end - start)
            role = "other" if text[start - 1 : start] == "“" else role_of(text, start, end, NOWHERE)
            found.append(Mention(start, end, role, text[start:end], self.unlisted(text[start:end])))
            if over is not None:
                over.add(found[-1])
        if gone:
            found[:] = [one for one in found if id(one) not in gone]

    def _add_partners(self, found: list[Mention], text: str) -> None:
        """Add the places whose short names are words too, where they stand in a list with a known one: 通化、四平."""
        starts: set[int] | None = None
        numbered = False  #: whether a number stands behind any of the known ones
        for match in _PARTNERS.finditer(text):
            start, end = match.span()
            counted = text[start - 1 : start] in "，；" and text[end : end + 1].isdigit()
            if not counted and text[start - 1 : start] not in _MARKS and text[end : end + 1] not in _MARKS:
                continue
            if starts is None:
                starts, ends = {one.start for one in found}, {one.end for one in found}
                numbered = any(text[one : one + 1].isdigit() for one in ends)
            beside = end + 1 in starts or start - 1 in ends
            # 吴忠37件，中卫22件
            if start not in starts and (beside or (counted and numbered)):
                found.append(Mention(start, end, role_of(text, start, end, NOWHERE), match[0], self.unlisted(match[0])))

    def unlisted(self, name: str) -> Region:
        """A place that no list has, by its name."""
        if name + "市" in OTHER_PLACES:
            name += "市"
        elif name == "浦东":
            name += "新区"  # 浦东法院
        level = "abroad" if COUNTRIES.fullmatch(name) else "place"
        return self._unlisted.setdefault(name, Region("", name, level))
