"""What a figure states: a level, a growth, a change, a rank, a change of rank or a share, told by the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from .figure import Figure, Value
from .words import DIRECTIONS, FALLS, GROWTH_NOUNS, LINKS, SHARES, STANDINGS


@dataclass(slots=True)
class Verdict:
    """The kind of a figure, its value and unit as that kind has them, and the words that told.

    ``start`` is where its span begins; ``cut`` where the words before it that name the thing end.
    """

    kind: str
    value: Value
    unit: str
    start: int
    cut: int
    clue: str
    low: Value = None
    high: Value = None
    subject: str = "level"
    sign: int = 1


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_PLAIN = {word: sign for word, sign in DIRECTIONS.items() if len(word) > 1 or word in "增升涨跌降减"}
_DIRECTION = re.compile(rf"(?P<way>{_any_of(_PLAIN)})(?:幅度)?(?P<link>(?:{LINKS}|到|至){{0,3}})$")
#: 多, 高 and the like are words of growth only where something is compared.
_COMPARED = re.compile(
    r"(?P<way>高出|多出|多|少|高|低|快|慢)(?P<link>了|出|约|近|收|结|办|立|审|发|建|设|签|登记|注册|审结|受理|办结|立案|查处|授权|申请)?$"
)
_COMPARISON = re.compile(r"(?:比|较|于|过|同期)")
_NOUN = re.compile(rf"(?P<way>{_any_of(GROWTH_NOUNS)})(?P<link>(?:{LINKS}|均|依次){{0,3}})$")
_AGAINST = re.compile(r"(高于|低于|多于|少于)[^，。；\d]{2,14}(?<![的有])$")
OF_AIM = "of what was to be reached"
_EARLIER = "of an earlier figure"
_TO = re.compile("[到至]")
#: 投入强度由上年的2.1%提高到2.2%
_OUT_OF = re.compile("[由从][^，。；\\d]{0,8}$")
_CAME_TO = re.compile("(?:提高|上升|提升|升|增加|增|扩大|下降|降|降低|减少|回落)[到至为]")
#: 完成全年目标任务的95%
_OF_AIM = re.compile("完成[^，。；]{0,16}(?:目标|任务|计划|指标)数?(?:任务)?的$")
_ANY_NOUN = re.compile(_any_of(GROWTH_NOUNS))
_ANY_DIRECTION = re.compile(_any_of([word for word in _PLAIN if len(word) > 1]))
_SHARE = re.compile(rf"(?:{_any_of(SHARES)})(?!有(?!效)|用|地(?!区)|领|据|优)")
#: 为查扣总数的90%
_BRACKETED = re.compile(r"占[^，。；（）\d]{0,14}（[^（）]{1,30}）的?(?:约|近)?$")
_OF_SUM = re.compile(
    r"(?:为|是|仅为|约为|接近|不足|不到|超过|[约近])[^，。；\d]{0,8}(?:总数|总量|总额|全部)的(?:约|近|将近)?$|(?:为|是)全[国省市区县州](?:总数|总量)?的$"
)
#: 企业中有专利申请的不足两成, 白酒贡献了六分之五
_OF_THOSE = re.compile(
    r"[中里]，?(?:拥?有|设有|建有)[^，。；\d]{2,16}的(?:仅占?|约|近|不足|不到|超过|超)*$|贡献了?(?:约|近)?$"
)
#: 增速回落至3.5%, 降幅收窄到4.6%
_NOUN_BEFORE = re.compile(rf"(?P<noun>{_any_of(GROWTH_NOUNS)})[^，。；\d]{{0,6}}$")
#: 环比、同比分别为
_BOTH = re.compile(
    "(?:[同环]比|比上年|较上年)[、和与](?:[同环]比|比上[月年])(?:分别|依次)?[为达]?$|(?:[同环]比|[比较]上[年月](?:同期)?)约?(?=$)"
)
#: 户均增收3000元 is how much more each has, and of no figure before.
_EACH = re.compile("(?:户均|人均|户均年|人均年|每户|每人|亩均)年?$")
_LAST_SHARE = re.compile(rf"(?P<way>{_any_of(SHARES)})(?!有(?!效)|用|地(?!区)|领|据|优)[^占]{{0,40}}$")
_RATIO_END = re.compile(
    r"(?:率|强度|指数|水平|满意度|得分|(?<![季年])度)(?:的)?(?:达到?|为|是|约|近|超过?|保持在|稳定在|控制在|在|力争|目标|连续|均|已|分别|高达|仅|突破|至|到|到\d{4}年|\d{4}年|提高到|提升至|提升到|提高至|上升到|上升至|降至|下降到|：|了|$)*$"
)
_OF_PRODUCT = re.compile("相当于[^，。；\\d]{0,6}生产总值的$")
_GROWTH_AFTER = re.compile("的(?:同比|年均)?(?:增长|增幅|增速|涨幅|速度)")
_AIM_AFTER = re.compile("的(?:规划|年度|预期|全年|既定)?目标")
_PART_AFTER = re.compile(r"的|(?:以上|左右)?(?:为|是|来自|由|属于|(?:高度|主要)?(?:集中|分布)[在于])")
_RANK_LEAD = re.compile(
    rf"(?:{_any_of(STANDINGS)})(?:在|为|于|了|至|到|的|全国|全省|全区|全市|西部|中部|东部|各?(?:省|市|区|州|县|城市|省份|地区|省会|自治区|直辖市|副省级|地级|县级|计划单列|设区|同类)*(?:市|中|里)?|十?[一二三四五六七八九]?省区?市?|（|）|、|和|第\d+位|\d+个){{0,6}}$"
)
_STANDS = re.compile(r"位居|位列|名列|排名|排在|跃居|稳居|分列|分居|[居列排]")
_STANDING = re.compile(_any_of(STANDINGS))
_PUT = re.compile(r"(?:放在|摆在|作为|视为|当作)$")
_AGAINST_EARLIER = re.compile(
    r"(?:上年|去年|前年|同期|年末|年底|年初|期末|[\d〇零一二三四五六七八九]{4}年|(?:十?[一二三四五六七八九]五|十五)[”’]?(?:期间|时期|末)?|当年|初期|前|期初|时|之初)[^，。；]{0,8}$"
)
#: 是2007年(770件的3.65倍)
_BASE_LEVEL = re.compile(
    r"(?:是|为|相当于|达到|达)(?:(?:19|20)\d\d年|上年|去年|前年|上年同期|去年同期)(?:同期|全年)?的?$"
)
#: 占比最高，为43%
_LARGEST = re.compile(r"(占比|比重|份额)[^，。；\d]{0,6}，(?:高达|达到|达|为|是|近|约|超过|超)+$")
#: 增幅最大，达1.2倍
_FASTEST = re.compile(
    r"(?:增幅|增速|涨幅|升幅)[^，。；\d]{0,6}，(?:仅|只|仅为|高达|达到|达|为|近|约|超过|超|分别为|依次为|分别达)+$"
)
#: 从增速看，汕尾以61.3%居首位
_OF_SPEED = re.compile(
    "(?:增速|增幅|增长率|增长)(?:方面|来看|上看|看|上(?=，)|排(?=[，序])|居前|前[一二三四五]|排名|较快|最快|较大|最大|较高|领先)[^。；占比率]{0,60}$"
)
_BECOMES = re.compile(r"(?:到|至|为|是|相当于|达|达到|等于|约|近|的)+$")
_FLAT_WITH = re.compile(
    r"(?:上年|去年|前一年|上一年|前年|头年|上一季|上期|同期|同比|上月|上季|\d{1,2}月|环比|往年|年初|上年末|[\d]{4}年|基本|大体|大致|总体|保持|比重|占比)"
)


def judged(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict | None:
    """The kind of a figure whose words begin at ``left_start``; ``None`` where it is no statement.

    ``before`` is the figure before it in the same clause list, with its verdict; ``clause`` where the clause begins.
    """
    if figure.form == "rank":
        return _rank(text, left_start, figure, before, clause)
    moved = before is not None and before[1].kind == "rank_change" and figure.unit in ("位", "名")
    if before is not None and moved and left_start == before[0].end and figure.start - left_start < 3:
        return _same(figure, before[1], "位")
    if figure.form == "rank_change":
        sign = -1 if figure.value is not None and figure.value < 0 else 1
        clue = text[figure.start : figure.end]
        return Verdict("rank_change", figure.value, "位", figure.start, figure.start, clue, sign=sign)
    if figure.form == "flat":
        return _flat(text, figure, clause)
    if figure.form == "times":
        return _times(text, left_start, figure, before)
    if figure.unit == "个百分点":
        return _points(text, left_start, figure)
    if figure.relative:
        return _percent(text, left_start, figure, before, clause)
    return _amount(text, left_start, figure, before)


def _rank(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict | None:
    head = text[max(clause, figure.start - 24) : figure.start]
    led = text.startswith("并列", figure.start) or bool(_RANK_LEAD.search(head) or _STANDS.search(head[-14:]))
    follows = before is not None and before[1].kind == "rank" and len(head) <= 24
    if _PUT.search(head) or not (led or follows or not figure.bare):
        return None
    printed = text[figure.start : figure.end]
    if printed in ("首位", "第一位", "第一名", "第一") and not led and not follows:
        return None
    subject = "growth" if _ANY_NOUN.search(text, clause, figure.start) else "level"
    standing = _RANK_LEAD.search(text, max(left_start, figure.start - 24), figure.start)
    standing = standing or _STANDS.search(text, left_start, figure.start)
    standing = standing or _STANDING.search(text, left_start, figure.start)
    cut = standing.start() if standing else figure.start
    noun = _ANY_NOUN.search(text, left_start, figure.start)
    if noun is not None:
        cut = min(cut, noun.start())
    return Verdict("rank", figure.value, "位", figure.start, cut, f"{printed} after {head[-4:]}", subject=subject)


def _flat(text: str, figure: Figure, clause: int) -> Verdict | None:
    head = text[max(clause, figure.start - 24) : figure.end]
    if not _FLAT_WITH.search(head) or re.search(r"(?:全国|平均|全省)", head):
        return None
    compared = re.search(r"(?:与|同|和|比|较)", text[clause : figure.start])
    cut = clause + compared.start() if compared else figure.start
    return Verdict("growth", Decimal(0), "%", figure.start, cut, text[figure.start : figure.end])


def _times(text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None) -> Verdict | None:
    if figure.unit == "%":
        head = text[left_start : figure.start]
        led = re.search(r"(?:比|较|实现|同比|，)", head)
        cut = left_start + led.start() if led else figure.start
        return Verdict("growth", figure.value, "%", figure.start, cut, text[figure.start : figure.end])
    if figure.value is None:
        return None
    direction = _DIRECTION.search(text, max(left_start, figure.start - 12), figure.start)
    if before is not None and before[1].kind == "level" and text[before[0].end : figure.start] == "的":
        compared = _BASE_LEVEL.search(text, max(0, before[0].start - 16), before[0].start)
        if compared is not None:  # 是2007年770件的3.65倍
            clue = f"{compared[0]}… {_EARLIER}"
            return Verdict("growth", figure.value * 100 - 100, "%", figure.start, figure.start, clue)
    percent = figure.value * 100
    if direction and not _TO.search(direction["link"]):
        sign = _PLAIN[direction["way"]]
        start = direction.start() if _adjoins(direction["link"]) else figure.start
        return Verdict("growth", sign * percent, "%", start, direction.start(), direction[0], sign=sign)
    if _FASTEST.search(text, max(0, figure.start - 16), figure.start):
        return Verdict("growth", percent, "%", figure.start, figure.start, "a multiple after a growth")
    listed = before is not None and before[1].kind == "growth" and figure.start - before[0].end < 3
    if listed and before is not None and before[1].clue.endswith(_EARLIER):
        return Verdict("growth", percent - 100, "%", figure.start, figure.start, f"same kind {_EARLIER}")
    if listed or _NOUN.search(text, max(left_start, figure.start - 14), figure.start):
        return Verdict("growth", percent, "%", figure.start, figure.start, "a multiple among growths")
    more = _COMPARED.search(text, max(left_start, figure.start - 4), figure.start)
    if more and more["way"] in ("多出", "高出") and _COMPARISON.search(text, left_start, more.start()):
        return Verdict("growth", percent, "%", more.start(), more.start(), more[0])  # 比2019年多出1.31倍
    becomes = _BECOMES.search(text, max(left_start, figure.start - 10), figure.start)
    earlier = _AGAINST_EARLIER.search(text[left_start : (becomes.start() if becomes else figure.start)])
    if direction or (becomes and (earlier or _AGAINST_EARLIER.search(text[left_start : figure.start]))):
        cut = direction.start() if direction else left_start + (earlier.start() if earlier else 0)
        clue = text[max(left_start, figure.start - 8) : figure.start]
        return Verdict("growth", percent - 100, "%", figure.start, cut, f"{clue} {_EARLIER}")
    return None


def _adjoins(link: str) -> bool:
    """Whether nothing stands between a word of growth and its figure."""
    return link in ("", "了")


def _points(text: str, left_start: int, figure: Figure) -> Verdict | None:
    way, sign, clue = _way(text, left_start, figure)
    start = figure.start
    cut = figure.start
    if way is not None:
        cut = way.start()
        if _adjoins(way["link"] or "") and len(way["way"]) > 1:
            start = way.start()
    else:
        anywhere = list(_ANY_DIRECTION.finditer(text, left_start, figure.start))
        if anywhere:
            sign, clue, cut = DIRECTIONS[anywhere[-1][0]], anywhere[-1][0], anywhere[-1].start()
        elif re.search(r"低于|慢于|少于|落后", text[left_start : figure.start]):
            sign, clue = -1, "低于"
        elif re.search(r"高于|快于|高出|领先|多于|优于", text[left_start : figure.start]):
            sign, clue = 1, "高于"
    noun = _ANY_NOUN.search(text, left_start, cut)
    return _signed("change", figure, sign, "个百分点", start, cut, clue or "个百分点", "growth" if noun else "level")


def _way(text: str, left_start: int, figure: Figure) -> tuple[re.Match[str] | None, int, str]:
    """The word of growth just before a figure, and its sign."""
    at = max(left_start, figure.start - 14)
    found = _DIRECTION.search(text, at, figure.start)
    if found is None:
        found = _COMPARED.search(text, at, figure.start)
        told = found is not None and found["link"] in ("了", "出")  # 多了112件 compares by itself
        if found is not None and not told and not _COMPARISON.search(text, left_start, found.start()):
            found = None
    if found is None:
        return None, 1, ""
    return found, DIRECTIONS.get(found["way"].removesuffix("出"), 1), found[0]


def _same(figure: Figure, before: Verdict, unit: str) -> Verdict:
    """A figure of the kind of the one before it in a list."""
    sign = before.sign if figure.value is None or figure.value >= 0 else 1
    return _signed(before.kind, figure, sign, unit, figure.start, figure.start, "same kind as the figure before it")


def _signed(
    kind: str, figure: Figure, sign: int, unit: str, start: int, cut: int, clue: str, subject: str = "level"
) -> Verdict:
    value = None if figure.value is None else sign * figure.value
    low, high = (figure.low, figure.high) if sign > 0 else (
        None if figure.high is None else -figure.high, None if figure.low is None else -figure.low,
    )  # fmt: skip
    return Verdict(kind, value, unit, start, cut, clue, low, high, subject, sign)


def _ratio_in_words(
    text: str, left_start: int, figure: Figure, share: re.Match[str] | None, clause: int
) -> Verdict | None:
    """A percentage that words make a part of a whole, or a ratio to the product, otherwise than by 占."""
    unit = figure.unit
    if share is not None and share[0] == "之比":
        if text.endswith(("生产总值", "gdp"), clause, share.start()):
            clue = "之比 of the product, a ratio of its own"
            return _signed("level", figure, 1, unit, figure.start, figure.start, clue)
        # 与生产总值之比 is of what stands before 与.
        cut = max(text.rfind("与", left_start, share.start()), left_start)
        return _signed("share", figure, 1, unit, figure.start, cut, "之比")
    if share is None and _BRACKETED.search(text, max(0, figure.start - 54), figure.start):
        return _signed("share", figure, 1, unit, figure.start, left_start, "占 before brackets")
    if share is None and (aim := _OF_AIM.search(text, max(clause, figure.start - 24), figure.start)) is not None:
        return _signed("share", figure, 1, unit, figure.start, max(aim.start(), left_start), OF_AIM)
    if (summed := _OF_SUM.search(text, left_start, figure.start)) is not None:
        return _signed("share", figure, 1, unit, figure.start, summed.start(), "of the whole before it")
    if _OF_PRODUCT.search(text, max(clause, figure.start - 16), figure.start):
        return _signed("level", figure, 1, unit, figure.start, figure.start, "相当于 the product, a ratio of its own")
    if (part := _OF_THOSE.search(text, max(clause, figure.start - 24), figure.start)) is not None:
        return _signed(
            "share", figure, 1, unit, figure.start, max(part.start(), left_start), "a part of those before it"
        )
    if share is None and (both := _BOTH.search(text, max(clause, figure.start - 16), figure.start)) is not None:
        return _signed("growth", figure, 1, unit, figure.start, max(both.start(), left_start), both[0])
    largest = _LARGEST.search(text, max(0, figure.start - 18), figure.start)
    if largest is not None and share is None:
        return _signed("share", figure, 1, unit, figure.start, left_start, largest[1])
    return None


def _percent(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict | None:
    unit = figure.unit
    share = _SHARE.search(text, left_start, figure.start)
    for found in _SHARE.finditer(text, clause, left_start) if share is None else ():
        share = found
    way, sign, clue = _way(text, left_start, figure)
    ratio = bool(_RATIO_END.search(text, max(left_start, figure.start - 16), figure.start))
    if way is not None:
        becomes = len(way["way"]) == 1 and (way["link"] or "").startswith("为")  # 由49.18%降为48.82%
        if becomes or _TO.search(way["link"] or ""):
            if share is not None and share[0] != "贡献率":
                return _signed(
                    "share", figure, 1, unit, figure.start, min(share.start(), way.start()), f"{share[0]} {way[0]}"
                )
            noun = _NOUN_BEFORE.search(text, max(clause, way.start() - 16), way.start())
            if noun is None and before is not None and before[1].kind == "growth" and way.start() <= before[0].end + 1:
                # 增速由21.9%提高到29.7%
                return _signed("growth", figure, before[1].sign, unit, figure.start, way.start(), way[0])
            if noun is not None:
                sign = -1 if noun["noun"] in FALLS else 1
                return _signed("growth", figure, sign, unit, figure.start, noun.start(), f"{noun['noun']} {way[0]}")
            return _signed("level", figure, 1, unit, figure.start, way.start(), way[0])
        start = way.start() if _adjoins(way["link"] or "") and len(way["way"]) > 1 else figure.start
        return _signed("growth", figure, sign, unit, start, way.start(), clue)
    noun = _NOUN.search(text, max(left_start, figure.start - 14), figure.start)
    if noun is not None and text.endswith("自然", 0, noun.start()):
        return _signed("level", figure, 1, unit, figure.start, figure.start, "自然增长率, a ratio by its name")
    if noun is not None:
        return _signed("growth", figure, -1 if noun["way"] in FALLS else 1, unit, figure.start, noun.start(), noun[0])
    if (told := _ratio_in_words(text, left_start, figure, share, clause)) is not None:
        return told
    if share is not None and not ratio:
        return _signed("share", figure, 1, unit, figure.start, share.start(), share[0])
    if _GROWTH_AFTER.match(text, figure.end):
        return _signed("growth", figure, 1, unit, figure.start, figure.start, "a growth after it")
    if _AIM_AFTER.match(text, figure.end):
        return _signed("level", figure, 1, unit, figure.start, figure.start, "a target after it")
    if _PART_AFTER.match(text, figure.end) and not ratio:
        return _signed(
            "share", figure, 1, unit, figure.start, figure.start, f"{text[figure.end : figure.end + 2]} after it"
        )
    if ratio:
        return _signed("level", figure, 1, unit, figure.start, figure.start, "a ratio by its name")
    if _OF_SPEED.search(text, max(0, figure.start - 80), figure.start):
        return _signed("growth", figure, 1, unit, figure.start, figure.start, "a percentage where growth is spoken of")
    came = _CAME_TO.match(text, figure.end) and _OUT_OF.search(text, max(left_start, figure.start - 10), figure.start)
    if came and _ANY_NOUN.search(text, left_start, figure.start) is None:
        return _signed("level", figure, 1, unit, figure.start, figure.start, "from a level to another")
    if before is not None and before[0].relative and before[1].kind in ("growth", "share", "level"):
        return _same(figure, before[1], unit)
    noun = _ANY_NOUN.search(text, clause, figure.start)
    anywhere = noun or _ANY_DIRECTION.search(text, clause, figure.start)
    if anywhere is not None:
        falls = anywhere[0] in FALLS or DIRECTIONS.get(anywhere[0], 1) < 0
        return _signed("growth", figure, -1 if falls else 1, unit, figure.start, anywhere.start(), anywhere[0])
    fraction = not text[figure.start : figure.end].rstrip("%‰").replace(".", "").isdigit()
    kind = "share" if fraction or "其中" in text[left_start : figure.start] else "level"
    return _signed(kind, figure, 1, unit, figure.start, figure.start, "no word of growth or share")


def _amount(text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None) -> Verdict | None:
    way, sign, clue = _way(text, left_start, figure)
    if way is not None and (way["link"] or "").startswith("为"):
        pass  # 降为8903件 and 缩短为4.9个月 are what it came to
    elif way is not None and not _TO.search(way["link"] or ""):
        if (way["way"] in ("增", "升") and text[way.start() - 1 : way.start()] in ("新",)) or _EACH.search(
            text, max(left_start, way.start() - 4), way.start()
        ):
            way = None
        else:
            start = way.start() if _adjoins(way["link"] or "") and len(way["way"]) > 1 else figure.start
            return _signed("change", figure, sign, figure.unit, start, way.start(), clue)
    if (
        before is not None
        and before[1].kind == "change"
        and (before[0].unit == figure.unit or text.find("分别", max(0, before[0].start - 16), before[0].start) >= 0)
    ):
        between = text[before[0].end : figure.start]
        if len(between) < 3 and not between.startswith(("，", "；")):
            return _same(figure, before[1], figure.unit)
    against = _AGAINST.search(text, max(left_start, figure.start - 18), figure.start)
    if way is None and against is not None:
        return _signed(
            "change",
            figure,
            -1 if against[1] in ("低于", "少于") else 1,
            figure.unit,
            figure.start,
            against.start(),
            against[0],
        )
    cut = way.start() if way is not None else figure.start
    return _signed("level", figure, 1, figure.unit, figure.start, cut, f"number {text[figure.start : figure.end]}")
