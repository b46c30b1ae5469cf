"""What a region is named for: the figures behind it, a whole that they are within, or something else."""

from __future__ import annotations

import re

from .mention import Region
from .places import WITHOUT_PROVINCE, WORLD
from .seldom import seldom

#: What stands before a region that something is held against, sent to or in: single characters, and longer words.
_NOT_OF = frozenset("占居列排比较向对赴除含由从至到驻于")
_NOT_OF_WORDS = (
    "地址", "地址为", "址：", "会同", "排名", "移交", "移送", "转交", "移交给", "来自", "超过", "高出", "领先", "雄踞", "持有", "引进",
    "出口", "建设", "打造", "输往", "运往", "发往", "销往",
)  # fmt: skip
_FROM_THERE = seldom(r"的[^，。；\d]{0,6}?(?:有|为|占|达|约|仅|共)*[\d一二三四五六七八九十]")
#: What stands before the head of a clause: its mark, a period, or a light word.
_HEAD = frozenset("，。；：、（）“”\u3000而年月底末日度来间期在占居列位于比和与及是为的至到")
_HEAD_WORDS = ("其中", "据统计", "目前", "截至")
_WITH = seldom(r"(?:与|和|同|跟|是|为)(?:毗邻|邻近|相邻|邻省|周边|兄弟省区?|兄弟省份)?的?$")
#: How what :data:`_WITH` finds ends.
_WITH_ENDS = frozenset("与和同跟是为邻近边省区的")
_WITH_AFTER = seldom(
    r"[^，。；]{0,12}(?:相比|持平|并列|相差|差距|不相上下|相同|合作|联合|签|开展|共同|平均|相当|建立|共建|的\d|的[一二三四五六七八九十]+倍|协作|等)"
)
_OTHER_AFTER = re.compile(
    r"(?:一[名位]|脐橙|茶(?![叶园])|某|火腿|大米|苹果|枸杞|滩羊|黄牛|三七|蜜柚|平均|各地(?!州)|各省|率先|援建|首个|首批|首家|首次(?!实现|突破|超|达|升|跃|进|申请|授权|获)|领先(?!，|、)|先进|前列|示范|试点|优秀|文明|最[多大高]|唯一|重点|性|人均|人大|政协|第一个|“(?!一枝|领跑|独占|一马|一家|扫黄|十?[一二三四五六七八九]五)|《|驻|总部|籍|商人|客商|展馆|会展|召开|举行|举办的|籍|之后|之前|以外|之外|代表团|的比重|同行|同类|统一|知名|闻名|排头|有影响|经济技术|大学|学院|大道|街道|街|路|银行(?!机构|业)|交易所|铁路|机场|话|菜|人(?:民?大)?会?(?=提|说))"
)
#: The same further on, which one of the characters 会, 号 and 等 tells.
_OTHER_FAR = seldom(
    r"[\u4e00-\u9fff]{0,8}(?:交易会|博览会|展览会|洽谈会|展示会)|[\u4e00-\u9fff]{0,5}(?:大街|路|街|大道)\d+号|[^，。；、\d（]{1,4}(?:、[^，。；、\d]{2,8}){0,5}等(?:[^，。；、\d]{0,6}地理标志|产品|特产|特色|行业|产业)"
)
_RANK_AFTER = seldom(
    r"(?:的?(?:排名|位次|名次|排位)|(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?)?(?:各?(?:省会城?市?|县级市?|省|区|市|州|县|地州市|盟市|地级?市|城市|省会|副省级|县级|计划单列|自治|直辖|、|（|）|及|和|以上|地区|省份|中|里|（区）|（市）|（区、市）|依旧|仍|继续|系统|范围|各|内|同类|法院|海关|名次|的|总数|总量)++)?(?:并列)?(?:排名?|列|居|位居|位列|名列|位次|处于|保持|稳居)?(?:在|为|于)?(?:第[一二三四五六七八九十\d]|前(?:[一二三四五六七八九十]|\d{1,2})(?:位|名|强)?(?=[，。；、])|首位|榜首|之首|首名|(?:前移|后移|上升|下降|提升|跃升|前进|后退)\d{0,2}[一二两三四五六七八九十]?个?位))"
)
_SCHOOL = seldom(r"[\u4e00-\u9fff]{0,5}(?:大学|学院|交大|科大|工大|农大|研究院|研究所)")
_STANDS_AFTER = seldom(
    r"(?:[^，。；]{0,16}仅次于[^，。；]{2,10}，)?[^，。；]{0,20}(?:[排列居升跃退降由从]|位[居列])[^，。；]{0,8}[第首]"
)
_SHARE_AFTER = seldom(
    r"(?:（[^）]{0,24}）)?(?:申请|授权|专利|总量|总数|同期|注册|登记|的|比重|比例|份额|为|达|近|超过?|约|商标|发明|总|量|有效|知识产权|合计|总额|数)*+(?:百分之|\d+(?:\.\d+)?%|[一二两三四五六七八九十]+(?:分之|成)|1/\d|一?半)"
)
#: 美国、英国图书
_AMONG_ITS = seldom("(?:各|全部|\\d+个|[一二三四五六七八九十]+个)?(?:设区|省辖)?[地州盟市县区、（）]{1,8}中(?!心)")
_WORKS = seldom("(?:[、和与及][\u4e00-\u9fff]{2,5}){0,5}(?:的)?(?:图书|作品|影片|影视)")
#: 眉山市“东坡泡菜”用标企业9家
_ITS_BRAND = seldom("“[^”]{2,8}”(?:等)?(?:品牌|产品)?(?:用标|年?产值|年?产量|种植|合法|专用标志)")
#: The agency of a dateline: 新华社北京4月24日电 says nothing of Beijing.
_AGENCIES = ("新华社", "中新社", "中新网", "新华网", "人民网", "本报", "本网", "央视网")
#: 在全国海关“龙腾行动”中 says what was taken part in.
_IN_A_CAMPAIGN = seldom(r"[^，。；\d]{0,8}(?:[“《][^”》]{1,16}[”》]|行动|评选|评比|考核)[^，。；]{0,8}中")
_HELD_THERE = seldom(
    r"(?:[、和与][\u4e00-\u9fff]{2,6}){0,6}(?:等地)?(?:设店|开店|设点|举办|召开|举行|开设|开办|巡回|开庭|发放|散发|组织)"
)
_COMPARED = ("高于", "低于", "快于", "慢于")
_OF_WORLD = seldom("申请人|企业|排名|知名|最|首|创新|专利权人|化")
_DATED = seldom(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[电讯]")


def _heads(before: str) -> bool:
    """Whether a clause can begin behind these characters."""
    return not before or before[-1] in _HEAD or before.endswith(_HEAD_WORDS)


def role_of(text: str, start: int, end: int, region: Region | None) -> str:
    """What the region at a place is named for: of, scope or other."""
    head, tail = text[max(0, start - 4) : start], text[end : end + 40]
    before, last = head.removesuffix("\n"), head[-1:]
    inside = last == "在"
    if before.endswith(_AGENCIES) and _DATED.match(tail):
        return "other"
    if inside and (_HELD_THERE.match(tail) or _IN_A_CAMPAIGN.match(tail)):
        return "other"  # 在乌鲁木齐、五家渠举办培训班
    near = tail[:8]
    if ("大" in near or "学院" in near or "研究" in near) and _SCHOOL.match(tail):
        return "other"  # 东北农业大学 is not of 东北
    if tail.startswith("举办") and not _heads(before):
        return "other"
    level = "" if region is None else region.level
    country, macro = level == "country", level == "macro_region"
    wide = region is None or country or macro or region.name in WITHOUT_PROVINCE or text[start] == "全"
    word = text[start:end]
    if word == WORLD and (not _heads(before) or _OF_WORLD.match(tail)):
        return "other"
    if (
        _OTHER_AFTER.match(tail) or (("会" in tail or "号" in tail or "等" in tail) and _OTHER_FAR.match(tail))
    ) and not (text[end - 1] in "市县区州" and _ITS_BRAND.match(tail)):
        return "other"
    if level == "abroad" and _WORKS.match(tail):
        return "other"  # 美国图书占33%
    if last == "占" or head.endswith(("占到", "占了")) or (inside and tail.startswith(("占", "的占比", "所占"))):
        return "scope"
    if inside and _AMONG_ITS.match(tail):
        return "scope"  # 在全疆各地州市中
    if macro:
        if last == "，" and tail.startswith(("为", "达")):
            return "of"  # 全国投入强度为3%，西部地区为2%
        if head.endswith(_COMPARED):
            return "other"  # 高于东部地区的3%
    elif country and (last == "自" or (inside and tail.startswith(("的申请", "申请")))):
        return "other"  # 自我国…以来, 国外企业和个人在中国的申请
    if last in ("从", "就") and tail.startswith(("看", "来看", "范围看", "而言", "来说")):
        return "of"  # 从全国看
    if country and not (_heads(before) or _SHARE_AFTER.match(tail) or _RANK_AFTER.match(tail)):
        return "other"  # 新增全国版权示范单位 says what they are
    if wide and last in ("在", "居", "列") and _STANDS_AFTER.match(tail):
        return "scope"
    return _led_role(head, tail, word, region, wide=wide)


def _led_role(head: str, tail: str, word: str, region: Region | None, *, wide: bool) -> str:
    """The role of a region by the word that leads to it, and the rank or share that follows."""
    before = head.removesuffix("\n")
    if head.endswith("来自") and _FROM_THERE.match(tail):
        return "of"  # 来自广东的有3件
    led = before[-1:] in _NOT_OF or before.endswith(_NOT_OF_WORDS)
    if (led or wide or head.endswith("在")) and _RANK_AFTER.match(tail):
        return "scope"
    if wide and _SHARE_AFTER.match(tail):
        return "scope"
    if region is not None and (region.code == "100010" or region.level == "abroad"):
        return "of" if region.code == "100010" and word.startswith(("不含", "全国", "我国")) else "other"
    if led or (before[-1:] in _WITH_ENDS and _WITH.search(before) and _WITH_AFTER.match(tail)):
        return "other"
    return "of"
