"""Figures of no one region: those of one firm, of several places together, or of each of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from .seldom import seldom
from .timeline import Known
from .tokens import Tokens

#: The note of a figure of one firm.
OF_ONE = "of one firm"
#: That of a figure of several regions together, or of each of them.
OF_SEVERAL = "several regions are named"
#: Firms that reports name without 公司, none of which is a word or a place besides; behind a mark, 其中 or 仅.
_NAMES = "国家电网|中国石化|中国石油|联想|百度|阿里巴巴|小米|索尼|松下|华为|中兴通讯|oppo|vivo|腾讯|比亚迪|京东方|格力|海尔|海信|宁德时代|大疆|商汤|烽火通信|华星光电|三星(?![级堆])|高通"
_FIRST_NAMES = _NAMES.replace("(?![级堆])", "")
_BY_NAME = rf"(?:(?<![一-鿿])|(?<=其中)|(?<=仅))(?:{_NAMES})(?!.{{0,6}}(?:等|和[^，。；]{{0,8}}等))"
#: One firm, one school or one man, whose figures are none of a region.
_FIRM = seldom(
    r"(?:一家|某|这家|该(?![关局]))[^，。；、\d]{0,12}?(?:[药车酒]企|企业|公司|集团|高校|大学|学院|医院|厂(?![商房家])|院所|研究院|研究所|代理所|机构)"
    r"|一[位名][^，。；\d]{0,20}?(?:人|者|家|长|师|员|授)(?:说|表示|介绍|告诉|称|坦言)"
    rf"|{_BY_NAME}"
    r"|[\u4e00-\u9fff]{1,7}[^区市县州镇乡旗]一家(?:就|即|便)|一人(?:就|即|便|独)"
    r"|[一-鿿]{2,6}、[一-鿿]{2,6}[两二三]家(?:[一-鿿]{2,4})?(?:公司|企业|高校)"
    r"|在?(?:一起|一宗)[^，。；]{2,26}案件?[中里]|在[^，。；\d]{2,30}(?<![收立结办])案中|）[^，。；]{1,12}号案|单户"
    r"|(?:(?<![家个理等业级])(?:公司|集团)|(?<![家个所等])(?:大学|学院|研究院|研究所|交易所|出版社)|(?<![设建办工农该个家多分])厂)(?:的|一名|一次性|一家|向|挂牌|就|也|均|各|分别|\d(?!\d*[所家个])|去年|今年|已|拥有|手握|输出|引进|提交|申请|共|累计|获(?!评|批|得?者)|年末|年底|全年|截至|本年|当年|上年|在|研发|通过|自主|先后|现有|有(?!限|关|色|机|效)|持有|目前|近|授权|专利|有效|发明|以|实施|五年|自\d|创|新|推广)"
)
_FIRM_WORD = re.compile(
    f"岁|案中|案里|案件中|案件里|号案|单户|一家|某|这家|该|一位|一名|公司|集团|大学|学院|交大|科大|工大|农大|研究院|研究所|交易所|出版社|厂|{_FIRST_NAMES}|两家|二家|三家|一人"
)
#: 两地合计, 三省之和: the figure is of all of them.
_SUM = re.compile(
    r"[一两二三四五六七八九十\d]\d?个?(?=[省市区县地城州国者师])(?:省区市|省市|省区|市州|州市|区县|地市|城市|地区|地|省|市|区|县|州|国|者|师)(?:[^，。；\d]{0,6}?)(?:之和|合计|总计|共计|总和|加起来|共(?!同)|合占|占(?=全|了|到|\d|近|约|[一二三四五六七八九]成))"
)
#: 三市申请量合计, 三市依旧领先，申请量合计; 其余各县（市）共; 三大产业产值均
_SUM_FAR = seldom(
    r"[两二三四五六七八九十其](?:(?<!其)\d?(?=[省市区县地城州片家镇])(?:省区市|省市|省区|市州|州市|区县|地市|城市|地区|片区|家[^，。；、\d]{0,4}?(?:法院|中院|海关|企业)|省|市|区|县|州|镇)[^。；\d]{1,24}?(?:之和|合计|总计|加起来)[^，。；、\d]{0,6}$"
    r"|(?<=其)[余他]各?(?:县（市）|县（市、区）|县市|区县|县区|市县|地州|州市|市州|市|县|区|州|省|地)[^，。；\d]{0,6}$"
    r"|(?<!其)[大个](?:产业|产品|品牌|特产)[^，。；\d]{0,12}(?:均|合计|都)[^，。；\d]{0,6}$)"
)
#: 各市州, of each of which it is.
_EACH = seldom(
    r"每个?(?:设区市|市州|市|县|州|区|地州)[^，。；\d]{0,16}$|(?<![一-龥])各(?:地级市|设区市|市州|州市|市县区|市县|县市区|县市|区县|县区|地州市|盟市|地市|省区市|省市|省份|市|县|区|省|州|师)(?!知识产权局|法院|局|场|监|政|委|直|内|行|自|类|地|共|合计|总|中|级|部门|有关|界)[^，。；\d]{0,16}$"
)
#: 销售者刘某（男，43岁）…: one man, where no region is named beside him.
_AGED = seldom(
    r"(?:今年|[男女，（](?:现年)?|为|(?<![一-龥]))[\d一二三四五六七八九十]{2,4}岁(?:的(?![^，。]{0,9}(?:说|告诉|表示|介绍|[占有\d]))|[，）])"
)
#: One firm that the text does not name: 台州一家阀门企业用5件专利从银行贷到…
_SOME_FIRM = seldom(r"一家(?!企业|公司|就|的)[^，。；、\d]{1,14}?(?:[药车酒]企|企业|公司|厂|合作社)(?!等|各)")
#: What tells a story that opens a paragraph, in the words of one who took part: “一项专利，换来9万元贷款。”威海一家…
_WHOSE_WORDS = seldom("[^。；\\d]{0,24}(?:企业|公司|厂|农|户|合作社|董事长|创始人|老板|总经理)")
WHEN_OPEN = Known("", "", "a story of one firm, which says no time")
_MANY = seldom("合计|总计|加起来|之和|其[余他]|大产业|个产业|个产品|个品牌")
#: What every sum over places has that ends further on.
_FAR_SUMS = re.compile(
    "[合总加之其大个](?:(?<=[合总])计|(?<=加)起来|(?<=之)和|(?<=其)[余他]|(?<=[大个])(?:产[业品]|品牌|特产))"
)
_TWO = 2
#: 投入超过20亿元的有合肥、芜湖
THOSE_WITH = seldom("的(?:省份?|地区|市州|城市|[市县区州]|国家)?(?:只|仅|共|还)?有")
#: So far back the words of a figure are looked for.
_FAR = 200


class Hints(NamedTuple):
    """What a sentence names: one firm, and a sum over ``several`` places, or each of them.

    ``each``, ``sums`` and ``far`` tell which words for that it has.
    """

    firm: bool
    several: bool
    each: bool = False
    sums: bool = False
    far: bool = False


NO_HINTS, _OF_FIRM = Hints(False, False), Hints(True, False)


def hints(text: str, start: int, end: int) -> Hints:
    """What the sentence between two places names."""
    firm = _FIRM_WORD.search(text, start, end) is not None and _FIRM.search(text, start, end) is not None
    firm = firm or text.startswith("“") or text.find("岁", start, end) >= 0
    each = text.find("各", start, end) >= 0 or text.find("每", start, end) >= 0
    sums = _SUM.search(text, start, end) is not None
    far = _FAR_SUMS.search(text, start, end) is not None
    if not (each or sums or far):
        return _OF_FIRM if firm else NO_HINTS
    return Hints(firm, each or sums or (far and _MANY.search(text, start, end) is not None), each, sums, far)


def is_of_some_firm(tokens: Tokens, sentence: int, start: int) -> bool:
    """Whether the figure at ``start`` is of a firm that the text does not name."""
    return _SOME_FIRM.search(tokens.text, max(sentence, start - _FAR), start) is not None or _in_story(tokens, start)


def _in_story(tokens: Tokens, start: int) -> bool:
    """Whether a figure stands in the words of a firm or a farmer that open a paragraph."""
    if not tokens.text.startswith("“"):
        return False
    closing = tokens.text.find("”", 1)
    return start < closing and _WHOSE_WORDS.match(tokens.text, closing + 1) is not None


def is_of_firm(tokens: Tokens, sentence: int, start: int) -> bool:
    """Whether the figure at ``start`` is of one firm, and no region has been named since."""
    if _in_story(tokens, start):
        return True
    if _AGED.search(tokens.text, max(sentence, start - _FAR), start) is not None and not any(
        one.role == "of" for one in tokens.mentions_in(sentence, start)
    ):
        return True
    firm = _FIRM.search(tokens.text, max(sentence, start - _FAR), start + 1)
    if firm is not None and firm[0] == "单户" and tokens.clause_start(start, sentence) > firm.start():
        return False
    if firm is not None and tokens.text.find("；", firm.end(), start) >= 0:
        return False
    return firm is not None and not any(one.role == "of" for one in tokens.mentions_in(firm.end(), start))


def is_of_several(tokens: Tokens, hinted: Hints, sentence: int, start: int) -> bool:
    """Whether the figure at ``start`` is the sum over several regions, or of each of them.

    ``hinted`` is what the sentence names: what it has no words of is not looked for.
    """
    clause = tokens.clause_start(start, sentence)
    at = max(clause, start - _FAR)
    words = tokens.text[at:start]
    found = (_SUM.search(words) if hinted.sums else None) or (_EACH.search(words) if hinted.each else None)
    if (
        found is None
        and hinted.far
        and (far := _SUM_FAR.search(tokens.text, max(sentence, start - _FAR), start)) is not None
    ):
        return not any(one.role == "of" for one in tokens.mentions_in(far.start(), start))
    if found is None:
        return False
    if found[0].find("者") >= 0 and sum(one.role == "of" for one in tokens.mentions_in(sentence, start)) < _TWO:
        return False  # 二者合计 of two amounts
    return not any(one.role == "of" and one.start < at + found.start() for one in tokens.mentions_in(at, start))
