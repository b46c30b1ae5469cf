"""Places that only their form tells: districts and counties, lists such as 甲、乙两市, and the bodies of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .county_names import han_but, is_county
from .idle import words_left
from .lexicon import Lexicon
from .mention import Mention
from .seldom import seldom


@dataclass(frozen=True, slots=True)
class Area:
    """A place told by its form. ``name`` is as printed; a ``national`` one is a body of the nation."""

    start: int
    end: int
    name: str
    national: bool = False
    sure: bool = False  #: whether no other name can be meant by a part of it


#: Behind what a clause, or a thing in a list, begins. A text is looked through with a wide blank before it.
_MARK = r"[，。；：、（“】\u3000和与及中年月底是]"
_NOT_AMONG = "(?:(?<!中)|(?<=其中))(?!其中)"
_HEAD = _MARK + _NOT_AMONG
_NUMERAL = r"(?:[两二三四五六七八九十]个?|十[一二三四五六七八九]个?|\d{1,2}个?)"
_NAME = r"(?:(?![和与及])[\u4e00-\u9fff]|和(?=[田龙县静硕顺政平]))"
#: 第八师 of the Corps, 黄埔海关, 延边中院.
_DIVISION = seldom(
    r"((?:第|(?<![一-龥])农?)[一二三四五六七八九十]{1,2}师(?:[\u4e00-\u9fff]{2,4}?市(?!场))?)(?!范|傅|资|生|长|部|级|德)"
)
_BODY = seldom(rf"{_HEAD}(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?:海关|中院|中级人民法院|中级法院)")
_COURT = seldom(
    rf"{_HEAD}据?(?P<name>[\u4e00-\u9fff]{{2}})(?:人民)?法院(?=共|全年|受理|新收|审结|收案|办结|结案|通报|发布|公布|知识产权|知产|去年|今年|为|有|\d)"
)
_NO_COURT = seldom(
    "各级|基层|高级|上级|中级|人民|两级|有关|相关|涉案|审理|一审|二审|原审|受诉|互联|金融|海事|铁路|专门|地方|最高|当地|辖区"
)
#: 沪苏浙皖: provinces by their one-character names.
_PROVINCE = "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新]"
_SHORTEST = seldom(rf"{_PROVINCE}{_PROVINCE}{{2,7}}(?=有效|专利|发明|商标|知识|版权|[三四五六七八]|合计|共|的)")
#: What a county or a district does or has, when it is what a clause is about.
_SAYS = (
    r"“|基数|增势|增速|增幅|势头|体量|虽|是|深入|大力|积极|扎实|全面|加快|着力|围绕|坚持|强化|推进|科委|科协|政府|人民政府|县委|市委|区委|一个[区县市]|地理标志|驰名|著名|新增|只|始|首|法院|人民法院|检察|公安|海关|市场监管|知识产权局|工商|科技局|专利|申请|授权|商标|发明|实用|外观|有效|拥有|作品|版权|知识产权|质押|融资|企业|科技|技术|高新|受理|立案|查处|办理|登记|注册|结案|审结|新增|获|认定|实现|完成|累计|全年|当年|去年|今年|"
    r"一[地区市县家]|达|仅|共|占|为|居|排|列|位|以|有|约|近|接近|超过|不足|不到|均|也|则|又|还|已|万人|每万|贡献|表现|发挥|一枝独秀|一马当先|领跑|独占|遥遥领先|紧随其后|最|pct|和|与|及|、|分别|依次|各|同比|环比|比|较|增|减|下降|上升|提高|升|降|这一|该|\d|[一二两三四五六七八九十百千]{1,8}[件项家个]"
)
_AREA = seldom(
    rf"{_MARK}(?=[\u4e00-\u9fff]{han_but('县区市旗州盟镇')}{{0,10}}+[县区市旗州盟镇]){_NOT_AMONG}(?:所辖|下辖)?(?P<name>(?P<stem>[\u4e00-\u9fff]{{1,5}}?)(?<![两二三四五六七八九十])(?:自治县|自治州|开发区|高新区|示范区|试验区|合作区|片区|保税区|工业园区|工业园|自贸区|新区|县|区|市|旗|州|盟|镇|园区))(?=[（，]?(?:{_SAYS}))"
)
#: 渝中、江北、九龙坡三区: what they are stands once, behind the last.
_LIST = seldom(
    rf"{_HEAD}(?P<names>(?:{_NAME}{{2,4}}[、和与及]){{1,12}}{_NAME}{{2,4}}?)(?={_NUMERAL}(?:区县|县区|市县|县市|市州|州市|(?:中心)?城区|镇街|街镇|乡镇|区|县（市）|县|市|州|旗|盟|地|镇|乡|街道))"
)
#: Countries, as what is counted of them names them.
COUNTRIES = seldom("日本|美国|德国|韩国|法国|英国|瑞士|荷兰|意大利|瑞典|加拿大|新加坡|俄罗斯|印度|澳大利亚")
_ABROAD = seldom(
    rf"{_HEAD}(?P<name>{COUNTRIES.pattern})(?=以\d|（\d|占|[、和与及]|分[列居别]|依次|居|排|列|位|增|下降|减|降|升|为|有|则|同期|提交|首次|后退|前进|紧随|仍|[\d]|的?(?:申请|授权|专利|发明|商标|有效))"
)
#: 乐清一市就…: a place and how many it is.
_ONE = seldom(rf"{_HEAD}(?P<name>[\u4e00-\u9fff]{{2,3}}?)一(?=[市县区地州](?:就|即|便|独|占|达|有|为|申请|授权))")
_ONE_OF = seldom("一[市县区地州]")
_LISTED = seldom(r"[区县市州旗盟地镇乡街中城](?:(?<=[两二三四五六七八九十\d].)|(?<=[两二三四五六七八九十\d]个.))")
_BEGINS = seldom(rf"{_HEAD}$")
#: What stands between the names of a list; 和 begins some of them.
_BETWEEN = seldom("、(?=.)|和(?![田龙县静硕顺政平])|[与及]")
_NATIONAL = seldom(
    r"(?<![获经被由])(?P<name>国家知识产权局(?:专利局|商标局)?|国家工商(?:行政管理)?总局(?:商标局)?|国家版权局|国家市场监(?:督管理|管)总局|中国专利局|最高人民法院)(?=共?(?:累计)?(?:受理|授权|授予|审结|登记|批准|核准|收到|注册|新收))"
)
#: How words begin, or what they hold, that are no names of places.
NO_PLACE = seldom(
    "记者|从|完成|业务|.*并入|归口|划归|划入|关区|.*(?:保护|管理|执法|服务|宣传|培训|创造|运用|概况|工作)|所辖|下辖|联合|会同|配合|协助|继续|保持|位居|名列|分区|城镇|乡镇|集镇|建制镇|村镇|小城镇|首届|首次|设|撤|建|新增|新建|涉及|查获|第|每|全|我|本|该|各|其|辖|城区|郊|山区|园区|校区|社区|景区|片区|示范|试验|开发区|高新区|自治|[一二两三四五六七八九十]+(?:个|大|类|家|项|省|市|县|区|地|州|批|级|处|是|年|月|季)|西部|东部|中部|地区|市区|县区|设区|省|直辖|计划单列|县级|地级|沿海|重点|部分|多|有|在|和|与|至|对|向|由|从|全国|各地|直属|我国|中国|各个|该省|我省|全省|当地|口岸|所属|世界|国际|隶属|兄弟|.*(?:季度|[我全本该][省市区县州])"
)
_NO_PART = seldom(
    "自治|和|与|及|专利|申请|授权|商标|发明|知识|版权|案件|法院|企业|以上|上述|其他|其余|前|后|这|另|等|年|月|合计|同比|占|是|为|的|市场|高新技术|分别|居|列|排|获|试点|示范|百强|综合|自由|自主|国家|省级|先行|特色|产业|创新|一批|建设|核心|强县|城市"
)


#: The characters that what :data:`_SAYS` holds begins with.
_SAYS_BEGINS = (
    "".join(sorted({said[0] for said in _SAYS.split("|") if said[0] not in "\\["})) + r"\d一二两三四五六七八九十百千"
)
_UNITS = "[区县市州旗盟地镇乡街中城]"
#: How each form ends, or begins where it is a country: most texts have none, and one search tells that.
_FORMED = re.compile(
    rf"[区县市州旗盟地镇乡街中城关院局师{_PROVINCE[1:-1]}日美德韩法英瑞荷意加俄印澳](?:"
    rf"(?<=[一二两三四五六七八九十\d]{_UNITS}|海关|[中法]院|[利标总]局|[一二三四五六七八九十]师|[新开园发]区)"
    rf"|(?<=[两二三四五六七八九十\d]个{_UNITS}|版权局|{_PROVINCE}{{3}})|(?<=国家知识产权局)"
    rf"|(?<=[县区市旗州盟镇])(?=[（，]?[{_SAYS_BEGINS}])(?<![我全本该][县区市州])"
    r"|(?<=[日美德韩法英瑞荷意加新俄印澳])(?=[本国士兰典大拿加罗度]))"
)


#: What no name of a place has in it.
_NO_NAME = seldom(
    "[合共总计其余占均各同比增减达为仅约近超逾已有是在与和及或等分列居第前后上下本年月日期末初的了被件项]|发明|实用|外观|专利|商标|申请|授权|注册|案件|企业|法院"
)
#: 吴忠37件，中卫22件: a name in the place of another one.
_ALONGSIDE = seldom(
    r"(?:以[\u4e00-\u9fff]{0,4}(?=[\d]))?[各均]?(?P<verb>[\u4e00-\u9fff]{0,3}?)[\d.]+[万亿]?[余多]?[件项家起宗个户批笔](?:领跑|领先|居首|居前|最多|列首位|居首位|占先)?(?:，|；|、)(?P<name>[\u4e00-\u9fff]{2,4}?)(?P=verb)(?=[\d]|仅[\d])"
)
#: The same of characters that need not be Chinese: what it does not match that does not, and it is compiled much faster.
_LIKE_ALONGSIDE = re.compile(_ALONGSIDE.pattern.replace(r"[\u4e00-\u9fff]", r"[^\x00-\u07ff]"))


def is_name(text: str) -> bool:
    """Whether some characters can be the name of a place."""
    return 2 <= len(text) <= 4 and _HAN_ONLY.fullmatch(text) is not None and _NO_NAME.search(text) is None


#: Zones of a city, which it has one of: 高新区 in a text about a city is a place of its own.
ZONES = ("高新区", "经开区", "高新园区", "高新技术开发区", "高新技术产业开发区", "经济技术开发区")
_ZONE = seldom(
    rf"{_HEAD}(?P<name>{'|'.join(ZONES)})(?=(?:企业|一个区|全年|去年|当年|共|累计)?(?:[、和与]|[申专发有授p占为达以居排列仅就即技商每拥高增]|分别|万人|\d))"
)
#: 长安镇、松山湖、塘厦镇; 三亚、琼海各3件: a name in a list that a known one begins, and how such a list ends.
_LISTED_NAME = seldom(r"[、和与及](?P<name>[\u4e00-\u9fff]{2,4}?)(?=各[\d占为有]|分别|依次|合计|[、和与及])")
_LINKS = ("、", "和", "与", "及")
_STANDS = seldom("[一二三四五六七八九十]{1,3}[位名]?")
_LIST_ENDS = seldom(r"各[\d占为有]|分别|依次|合计")
_HAN_ONLY = seldom("[\u4e00-\u9fff]+")


def alongside(text: str, mentions: list[Mention], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where names stand in the place of a known one: 昆明办案803件，怒江办案27件."""
    if not mentions:
        return
    ends = [one.end for one in mentions if one.role == "of"]
    starts = {one.start for one in mentions}
    for end in ends if "、" in text else ():
        for span in _in_list(text, end, starts, lexicon):
            starts.add(span[0])
            yield span
    while ends:
        end = ends.pop()
        found = _ALONGSIDE.match(text, end) if _LIKE_ALONGSIDE.match(text, end) else None
        if found is None or found.start("name") in starts:
            continue
        name = found["name"]
        if is_name(name) and not lexicon.find(name) and words_left(name):
            starts.add(found.start("name"))
            ends.append(found.end("name"))
            yield found.span("name")


def _in_list(text: str, end: int, starts: set[int], lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names behind a known one in a list that ends as one of places does, or goes on with a known one."""
    spans: list[tuple[int, int]] = []
    while (text.startswith(_LINKS, end) and (found := _LISTED_NAME.match(text, end)) is not None) and found.start(
        "name"
    ) not in starts:
        name = found["name"]
        if not is_name(name) or lexicon.find(name) or not words_left(name) or NO_PLACE.match(name):
            return []
        if _STANDS.fullmatch(name):
            return []  # 上海、广东居二、三位
        spans.append(found.span("name"))
        end = found.end("name")
    return spans if end + 1 in starts or _LIST_ENDS.match(text, end) else []


def areas(text: str) -> list[Area]:
    """The places that their form tells, those in lists first; some may lie over others."""
    if _FORMED.search(text) is None:
        return []
    return [Area(area.start - 1, area.end - 1, area.name, area.national, area.sure) for area in _areas("\u3000" + text)]


def _areas(text: str) -> Iterator[Area]:
    for match in _NATIONAL.finditer(text) if "国家" in text or "中国专利局" in text or "最高" in text else ():
        yield Area(*match.span("name"), match["name"], national=True)
    for match in _LIST.finditer(text) if _LISTED.search(text) else ():
        if match["names"].endswith("等"):
            continue  # 渝北、江北等6个区县
        at = match.start("names")
        for name in _BETWEEN.split(match["names"]):
            if not (NO_PLACE.match(name) and name[0] not in "三五六七九") and not _NO_PART.search(name):
                yield Area(at, at + len(name), name, sure=True)
            at += len(name) + 1
    for match in _BODY.finditer(text) if "海关" in text or "中院" in text or "中级" in text else ():
        if not NO_PLACE.match(match["name"]) and not _NO_PART.search(match["name"]):
            yield Area(*match.span("name"), match["name"], sure=True)
    for match in _COURT.finditer(text) if "法院" in text else ():
        if (
            not NO_PLACE.match(match["name"])
            and not _NO_COURT.match(match["name"])
            and not _NO_PART.search(match["name"])
        ):
            yield Area(*match.span("name"), match["name"])
    for match in _SHORTEST.finditer(text):
        if _BEGINS.search(text[max(0, match.start() - 3) : match.start()]):
            yield Area(*match.span(), match[0])
    for match in _ABROAD.finditer(text) if COUNTRIES.search(text) else ():
        yield Area(*match.span("name"), match["name"])
    for match in _ONE.finditer(text) if _ONE_OF.search(text) else ():
        if is_name(match["name"]) and not NO_PLACE.match(match["name"]) and not _NO_PART.search(match["name"]):
            yield Area(*match.span("name"), match["name"])
    for match in _ZONE.finditer(text) if "高新" in text or "经开区" in text or "经济技术" in text else ():
        yield Area(*match.span("name"), match["name"], sure=True)
    for match in _DIVISION.finditer(text) if "师" in text else ():
        yield Area(*match.span(1), match[1], sure=True)
    for match in _AREA.finditer(text):
        short = len(match["name"]) == 2 and match["name"][1] == "市"  # 哈市 is 哈尔滨市
        if match["name"][-1] == "市" and not (is_county(match["name"]) or is_county(match["stem"])):
            continue  # 评出市专利金奖: all cities are in the lists
        if not NO_PLACE.match(match["name"]) and not _NO_PART.search(match["stem"]) and not short:
            yield Area(*match.span("name"), match["name"])
