"""What a percentage states: a growth, a part of a whole, or a ratio that is a figure of its own."""

from __future__ import annotations

import re

from .figure import Figure
from .seldom import seldom
from .verdict import ANY_DIRECTION, ANY_NOUN, NOUN, TO, Verdict, adjoins, any_of, same_kind, signed, way_before
from .words import DIRECTIONS, FALLS, GROWTH_NOUNS, SHARES

OF_AIM = "of what was to be reached"
#: 占45.6%，…，而全国平均只有31.6%
_MEAN = seldom("平均(?:水平|值|数)?(?:只|仅|才)?(?:有|为|是)?$")
_SHARE_SAID = seldom("占\\d|比重|比例|占比|份额")
#: 投入强度由上年的2.1%提高到2.2%
_OUT_OF = seldom("[由从][^，。；\\d]{0,8}$")
_CAME_TO = seldom("(?:提高|上升|提升|升|增加|增|扩大|下降|降|降低|减少|回落)[到至为]")
#: 完成全年目标任务的95%
_OF_AIM = seldom("完成[^，。；]{0,16}(?:目标|任务|计划|指标)数?(?:任务)?的$")
_SHARE = re.compile(rf"(?:{any_of(SHARES)})(?!有(?!效)|用|地(?!区)|领|据|优)")
#: 为查扣总数的90%
_BRACKETED = seldom(r"占[^，。；（）\d]{0,14}（[^（）]{1,30}）的?(?:约|近)?$")
_OF_SUM = re.compile(
    r"(?:为|是|仅为|约为|接近|不足|不到|超过|[约近])[^，。；\d]{0,8}(?:总数|总量|总额|全部)的(?:约|近|将近)?$|(?:为|是)全[国省市区县州](?:总数|总量)?的$"
)
#: 企业中有专利申请的不足两成, 白酒贡献了六分之五
_OF_THOSE = seldom(
    r"[中里]，?(?:拥?有|设有|建有)[^，。；\d]{2,16}的(?:仅占?|约|近|不足|不到|超过|超)*$|贡献了?(?:全[国省市区县州]的?|[^，。；\d]{2,14}(?:总量|总数|总额)的)?(?:约|近)?$"
)
#: 增速回落至3.5%, 降幅收窄到4.6%
_NOUN_BEFORE = seldom(rf"(?P<noun>{any_of(GROWTH_NOUNS)})[^，。；\d]{{0,6}}$")
#: 环比、同比分别为
_BOTH = seldom(
    "(?:[同环]比|比上年|较上年)[、和与](?:[同环]比|比上[月年])(?:分别|依次)?[为达]?$|(?:[同环]比|[比较]上[年月](?:同期)?)约?(?=$)"
)
_RATIO_END = re.compile(
    r"(?:率|强度|指数|水平|满意度|得分|(?<![季年])度)(?:的)?(?:达到?|为|是|约|近|超过?|保持在|稳定在|控制在|在|力争|目标|连续|均|已|分别|高达|仅|突破|至|到|到\d{4}年|\d{4}年|提高到|提升至|提升到|提高至|上升到|上升至|降至|下降到|：|了|$)*$"
)
_OF_PRODUCT = re.compile("相当于[^，。；\\d]{0,6}生产总值的$")
_GROWTH_AFTER = re.compile("的(?:同比|年均)?(?:增长|增幅|增速|涨幅|速度)")
_AIM_AFTER = re.compile("的(?:规划|年度|预期|全年|既定)?目标")
_PART_AFTER = seldom(r"的|(?:以上|左右)?(?:为|是|来自|由|属于|(?:高度|主要)?(?:集中|分布)[在于])")
#: 占比最高，为43%
_LARGEST = re.compile(r"(占比|比重|份额)[^，。；\d]{0,6}，(?:高达|达到|达|为|是|近|约|超过|超)+$")
#: 从增速看，汕尾以61.3%居首位
_OF_SPEED = seldom(
    "(?:增速|增幅|增长率|增长)(?:方面|来看|上看|看|上(?=，)|排(?=[，序])|居前|前[一二三四五]|排名|较快|最快|较大|最大|较高|领先)[^。；占比率]{0,60}$"
)


def _ratio_in_words(
    text: str, left_start: int, figure: Figure, share: re.Match[str] | None, clause: int
) -> Verdict | None:
    """A percentage that words make a part of a whole, or a ratio to the product, otherwise than by 占."""
    unit = figure.unit
    if share is not None and share[0] == "之比":
        if text.endswith(("生产总值", "gdp"), clause, share.start()):
            clue = "之比 of the product, a ratio of its own"
            return signed("level", figure, 1, unit, figure.start, figure.start, clue)
        # 与生产总值之比 is of what stands before 与.
        cut = max(text.rfind("与", left_start, share.start()), left_start)
        return signed("share", figure, 1, unit, figure.start, cut, "之比")
    if share is None and _BRACKETED.search(text, max(0, figure.start - 54), figure.start):
        return signed("share", figure, 1, unit, figure.start, left_start, "占 before brackets")
    if share is None and (aim := _OF_AIM.search(text, max(clause, figure.start - 24), figure.start)) is not None:
        return signed("share", figure, 1, unit, figure.start, max(aim.start(), left_start), OF_AIM)
    if (summed := _OF_SUM.search(text, left_start, figure.start)) is not None:
        return signed("share", figure, 1, unit, figure.start, summed.start(), "of the whole before it")
    if _OF_PRODUCT.search(text, max(clause, figure.start - 16), figure.start):
        return signed("level", figure, 1, unit, figure.start, figure.start, "相当于 the product, a ratio of its own")
    if (part := _OF_THOSE.search(text, max(clause, figure.start - 24), figure.start)) is not None:
        return signed(
            "share", figure, 1, unit, figure.start, max(part.start(), left_start), "a part of those before it"
        )
    if share is None and (both := _BOTH.search(text, max(clause, figure.start - 16), figure.start)) is not None:
        return signed("growth", figure, 1, unit, figure.start, max(both.start(), left_start), both[0])
    largest = _LARGEST.search(text, max(0, figure.start - 18), figure.start)
    if largest is not None and share is None:
        return signed("share", figure, 1, unit, figure.start, left_start, largest[1])
    return None


def percentage(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict | None:
    """What a percentage states whose words begin at ``left_start``; ``before`` is the figure before it, and its verdict."""
    unit = figure.unit
    share = _SHARE.search(text, left_start, figure.start)
    if share is None and clause < left_start:
        for found in _SHARE.finditer(text, clause, left_start):
            share = found
    way, sign, clue = way_before(text, left_start, figure)
    if way is not None:
        becomes = len(way["way"]) == 1 and (way["link"] or "").startswith("为")  # 由49.18%降为48.82%
        if becomes or TO.search(way["link"] or ""):
            return _what_it_came_to(text, figure, share, way, before, clause)
        start = way.start() if adjoins(way["link"] or "") and len(way["way"]) > 1 else figure.start
        return signed("growth", figure, sign, unit, start, way.start(), clue)
    noun = NOUN.search(text, max(left_start, figure.start - 14), figure.start)
    if noun is not None and text.endswith("自然", 0, noun.start()):
        return signed("level", figure, 1, unit, figure.start, figure.start, "自然增长率, a ratio by its name")
    if noun is not None:
        return signed("growth", figure, -1 if noun["way"] in FALLS else 1, unit, figure.start, noun.start(), noun[0])
    if (told := _ratio_in_words(text, left_start, figure, share, clause)) is not None:
        return told
    ratio = bool(_RATIO_END.search(text, max(left_start, figure.start - 16), figure.start))
    if share is not None and not ratio:
        return signed("share", figure, 1, unit, figure.start, share.start(), share[0])
    if _GROWTH_AFTER.match(text, figure.end):
        return signed("growth", figure, 1, unit, figure.start, figure.start, "a growth after it")
    if _AIM_AFTER.match(text, figure.end):
        return signed("level", figure, 1, unit, figure.start, figure.start, "a target after it")
    if _PART_AFTER.match(text, figure.end) and not ratio:
        return signed(
            "share", figure, 1, unit, figure.start, figure.start, f"{text[figure.end : figure.end + 2]} after it"
        )
    if ratio:
        return signed("level", figure, 1, unit, figure.start, figure.start, "a ratio by its name")
    return _by_what_was_told(text, left_start, figure, before, clause)


def _what_it_came_to(
    text: str,
    figure: Figure,
    share: re.Match[str] | None,
    way: re.Match[str],
    before: tuple[Figure, Verdict] | None,
    clause: int,
) -> Verdict:
    """What 提高到29.7% states: a share, a growth or a level, as what has come to it is one."""
    unit = figure.unit
    if share is not None and share[0] != "贡献率":
        return signed("share", figure, 1, unit, figure.start, min(share.start(), way.start()), f"{share[0]} {way[0]}")
    noun = _NOUN_BEFORE.search(text, max(clause, way.start() - 16), way.start())
    if noun is None and before is not None and before[1].kind == "growth" and way.start() <= before[0].end + 1:
        # 增速由21.9%提高到29.7%
        return signed("growth", figure, before[1].sign, unit, figure.start, way.start(), way[0])
    if noun is not None:
        sign = -1 if noun["noun"] in FALLS else 1
        return signed("growth", figure, sign, unit, figure.start, noun.start(), f"{noun['noun']} {way[0]}")
    return signed("level", figure, 1, unit, figure.start, way.start(), way[0])


def _by_what_was_told(
    text: str, left_start: int, figure: Figure, before: tuple[Figure, Verdict] | None, clause: int
) -> Verdict:
    """What a percentage states that no words beside it tell: as the one before it, or as the sentence speaks."""
    unit = figure.unit
    if _OF_SPEED.search(text, max(0, figure.start - 80), figure.start):
        return signed("growth", figure, 1, unit, figure.start, figure.start, "a percentage where growth is spoken of")
    came = _CAME_TO.match(text, figure.end) and _OUT_OF.search(text, max(left_start, figure.start - 10), figure.start)
    if came and ANY_NOUN.search(text, left_start, figure.start) is None:
        return signed("level", figure, 1, unit, figure.start, figure.start, "from a level to another")
    if before is not None and before[0].relative and before[1].kind in ("growth", "share", "level"):
        return same_kind(figure, before[1], unit)
    noun = ANY_NOUN.search(text, clause, figure.start)
    anywhere = noun or ANY_DIRECTION.search(text, clause, figure.start)
    if anywhere is not None:
        falls = anywhere[0] in FALLS or DIRECTIONS.get(anywhere[0], 1) < 0
        return signed("growth", figure, -1 if falls else 1, unit, figure.start, anywhere.start(), anywhere[0])
    mean = _MEAN.search(text, max(left_start, figure.start - 12), figure.start)
    if mean and _SHARE_SAID.search(text, max(0, clause - 60), figure.start):
        return signed("share", figure, 1, unit, figure.start, figure.start, "the same of all on the average")
    fraction = not text[figure.start : figure.end].rstrip("%‰").replace(".", "").isdigit()
    kind = "share" if fraction or "其中" in text[left_start : figure.start] else "level"
    return signed(kind, figure, 1, unit, figure.start, figure.start, "no word of growth or share")
