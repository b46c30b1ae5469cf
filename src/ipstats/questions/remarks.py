"""What is remarked on a statement, in Chinese: its doubts, its notes and the clues that it was read by.

The reader words them in English, one after the other with semicolons between. Each wording has one in Chinese here;
what has none stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

#: The places that a region or a period is told from.
_FROM = {
    "the sentence": "本句", "the paragraph": "本段", "the paragraph before": "上一段", "the heading": "小标题", "the title": "标题",
    "the list": "并列各项", "who tells it": "发布单位", "the words before it": "前面的词语", "the words behind it": "后面的词语",
    "the bracket behind it": "其后括号", "the text, which names it most": "全文最常提及者", "the text, which names no other": "全文仅提及此地",
    "the text, which begins with it": "全文以此开篇",
    "the text, which names no other year": "全文仅提及此年", "the text": "全文",
}  # fmt: skip

_KINDS = {
    "level": "数据", "growth": "增长", "change": "变动", "rank": "位次", "rank_change": "位次变动", "share": "占比", "list in step": "并列对应",
}  # fmt: skip

#: Whole remarks.
_WHOLE = {
    "the region is open": "地区未明",
    "the period is open": "时期未明",
    "a range": "为一区间",
    "no fact yet": "尚非事实",
    "no region is named": "未提及地区",
    "no period is named": "未提及时期",
    "no period is printed": "未写明时期",
    "several regions are named": "同时提及多个地区",
    "of one firm": "属某一单位",
    "a story of one firm, which says no time": "某一单位的事例，未写时间",
    "the same of all on the average": "同一比重之平均水平",
    "from a level to another": "由一水平到另一水平",
    "from when is not printed": "起始时间未写明",
    "when it is to be reached is not printed": "未写明何时达到",
    "no region": "无地区",
    "no period": "无时期",
    "no subject": "未写明所指",
    "a ratio by its name": "名称即为比率",
    "a growth after it": "其后言增长",
    "a target after it": "其后言目标",
    "相当于 the product": "相当于生产总值",
    "of what was to be reached": "为目标数的一部分",
    "of the whole before it": "为其前总量的一部分",
    "a part of those before it": "为其前所述者的一部分",
    "占 before brackets": "括注前之占",
    "a ratio of its own": "本身即为比率",
    "no word of growth or share": "无增长或占比用词",
    "same kind as the figure before it": "与前一数字同类",
    "a percentage where growth is spoken of": "所在句述及增速",
    "a multiple after a growth": "增长之后的倍数",
    "a multiple among growths": "增长之列的倍数",
    "what it is a figure of, the text leaves open": "所指何项，文中未明",
    "of which region it is, the text leaves open": "属何地区，文中未明",
    "of which period it is, the text leaves open": "属何时期，文中未明",
    "its number cannot be loaded as it is printed": "所印数字无法照原样入库",
    "a count below zero": "计数小于零",
    "a target or a forecast, and no fact": "为目标或预测，尚非事实",
    "a range: a claim is one number": "为一区间：说法须为单一数值",
    "against what, the text does not say: loading takes the year before": "未写明与何时相比：入库时按上年",
}  # fmt: skip

#: Remarks with something of the text in them.
_PARTS = (
    (r"(.+) is not in the list of regions", r"\1不在地区名录中"),
    (r"(.+) stands for no region that the text names", r"“\1”所指地区文中未提及"),
    (r"(.+) is told from the date of publication, which is not known", r"“\1”须由发布日期推定，而发布日期不详"),
    (r"(.+) is told from a date of publication early in the year, which is not known", r"“\1”须由年初的发布日期推定，而发布日期不详"),
    (r"the year of (.+) is not printed", r"“\1”的年份未写明"),
    (r"(.+) says no first and last year", r"“\1”未写明起止年份"),
    (r"a target or a forecast \((.+) is still to come\)", r"为目标或预测（\1尚未到来）"),
    (r"a target or a forecast \((.+)\)", r"为目标或预测（\1）"),
    (r"(.+) may narrow (.+)", r"“\1”可能缩小 \2 的范围"),
    (r"read as (.+)", r"读作 \1"),
    (r"within (.+)", r"在\1范围内"),
    (r"(.+) is of a program, and which one, the text leaves open", r"\1 须分项目，属何项目文中未明"),
    (r"the same fact is printed otherwise: (.+)", r"同一事实另有不同印法：\1"),
    (r"no region is called '(.*)'", r"没有名为“\1”的地区"),
    (r"printed in (.*), where (.+) is in (.+)", r"以“\1”为单位，而 \2 以“\3”为单位"),
    (r"finer than (.+) is kept", r"比 \1 所存的更精细"),
    (r"more than (\d+) decimals", r"小数超过\1位"),
    (r"a breakdown that (.+) does not take: (.+)", r"\1 不作此细分：\2"),
    (r"of (.+): figures are kept by year, half-year, quarter, month or months since January", r"属 \1：只按年、半年、季、月、年初至某月存数"),
    (r"a change in (.+): only changes in percentage points are kept", r"以\1计的变动：只存以百分点计的变动"),
    (r"compared with (.+): claims compare with the same part of an earlier year", r"与 \1 相比：说法只与以前年份的同期相比"),
    (r"printed as (.+) too, which says no less: (.+)", r"另印作 \1，所示不少于此：\2"),
    (r"a (\w+) against (.+): one of a fact is kept, (.+)", r"与 \2 相比的说法：一项事实只存一条，\3"),
    (r"a (\w+): one of a fact is kept, (.+)", r"又一说法：一项事实只存一条，\2"),
    (r"a (\w+) within (.+): one of a fact is kept, (.+)", r"在 \2 范围内的说法：一项事实只存一条，\3"),
    (r"printed (.+)", r"原文作 \1"),
    (r"and (\d+) more", r"另有\1处"),
    (r"subject (.+)", r"所指 \1"),
    (r"number (.+)", r"数字 \1"),
    (r"same kind of an earlier figure", r"与前一数字同类，对比以前的数字"),
    (r"(.*) of an earlier figure", r"\1（对比以前的数字）"),
    (r"(.+) of the product", r"\1，相对生产总值"),
    (r"(.+) after it", r"其后为“\1”"),
    (r"(.+) after (.*)", r"“\2”之后的\1"),
)  # fmt: skip

_PLACE = re.compile(r" at (?:([^,;]{1,20}), )?line (\d+)")
_LINE = re.compile(r"\bline (\d+)")
_SOURCED = re.compile(r"(region|period) (.+?) from (the .+|who tells it)", re.DOTALL)
_AGAINST = re.compile(r"against (.+) \((.+)\)", re.DOTALL)
_HEAD = re.compile(rf"(?P<kind>{'|'.join(map(re.escape, _KINDS))})(?:, (?P<rule>list in step))?: ")


@lru_cache(maxsize=4096)
def remark(text: str) -> str:
    """Doubts and notes in Chinese."""
    text = _PLACE.sub(lambda found: f"（{found[1] or ''}第{found[2]}行）", text)
    text = _LINE.sub(r"第\1行", text)
    return "；".join(_one(part) for part in text.split("; ")) if text else ""


@lru_cache(maxsize=4096)
def clues(text: str) -> str:
    """The rule and the clues of a statement in Chinese."""
    head = _HEAD.match(text)
    if head is None:
        return remark(text)
    rule = _KINDS[head["kind"]] + (f"，{_KINDS[head['rule']]}" if head["rule"] else "")
    parts = (_clue(part) for part in text[head.end() :].split("; "))
    return f"{rule}：{'；'.join(parts)}"


def _clue(text: str) -> str:
    """A part of the clues: a region or period with what it was told from, or several clues with commas between."""
    if sourced := _SOURCED.fullmatch(text):
        what = "地区" if sourced[1] == "region" else "时期"
        return f"{what} {sourced[2]}，据{_FROM.get(sourced[3], sourced[3])}"
    return "，".join(_against(piece) or _one(piece) for piece in text.split(", "))


def _against(text: str) -> str:
    found = _AGAINST.fullmatch(text)
    if found is None:
        return ""
    told = {"the period before": "前一时期"}.get(found[2], found[2])
    return f"对比 {found[1]}（{told}）"


@cache
def _parts() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The remarks with something of the text in them; most answers are in English, and need none."""
    return tuple((re.compile(pattern, re.DOTALL), chinese) for pattern, chinese in _PARTS)


def _one(text: str) -> str:
    if text in _WHOLE:
        return _WHOLE[text]
    for pattern, chinese in _parts():
        if found := pattern.fullmatch(text):
            return found.expand(chinese)
    return text
