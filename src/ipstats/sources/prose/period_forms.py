"""The forms in which text names a period: patterns, and what they match in SDMX form."""

from __future__ import annotations

import re

YEAR = r"(?:19[4-9]\d|20\d\d)"
HAN_YEAR = r"[一二][九〇零○][〇零○一二三四五六七八九]{2}"
N = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十元])"
#: 98年, as texts of those years write it, where no number of years is meant.
_SHORT_YEAR = r"(?<![\d.])[89]\d(?=年[，、度全上下一二三四底末初专申授至到和与比各我为新发商实昆抚])"
_QUARTER = r"第?[一二三四1-4]季度|[一二三四]季|首季度?"
_PART = (
    rf"(?:(?P<half>上半年|下半年)|(?P<quarters>前三季度|前3季度|1(?:至|-|—|~)3季度|一(?:至|-|—|~)三季度|前两季度|上两季度|前三个季度|前两个季度)|(?P<quarter>{_QUARTER})"
    rf"|(?P<from>{N})月?份?(?:[上中下]旬)?(?:至|到|-|—|~)(?P<to>{N})月(?:份)?(?:[上中下]旬)?|[前头](?P<first>{N}|两)个?月|(?P<month>{N})月(?:份)?(?!\d{{1,2}}[日号]|[一二三四五六七八九十]{{1,3}}[日号])(?P<end>底|末)?)"
)
#: How a period begins, as far as one character more tells: 专 is in every sentence, and hardly ever in 专利法实施以来.
_GO_ON = (
    r"(?:19|20)[0-9]{2}|[0-9]{1,2}[年月季世份上中下至到\-—~]|[6-9]0年|[一二三四五六七八九十今去次翌明截历岁]|[本是该全当来]年|本月|年[内度末底]|上[一年半两个月季世]|后[两二三四五]年|下半|前[\d一二两三四五六七八九十元年]"
    r"|同[年期]|头[\d一二两三四五六七八九十元]|首季|期末|元[月份上中下至到\-—~]|自[12一二]|[“”‘][一二三四五六七八九十]|第[一二三四六七八九十1-4]|过去|最近"
    r"|[近这][\d一二两三四五六七八九十]|近日揭|此前|多年来|建[市省区州县]|改革|专利法|商标法|规划期"
)
PERIOD = re.compile(
    rf"(?={_GO_ON})(?:(?P<date>(?:(?:{YEAR}|{HAN_YEAR}|今|去|上|前|当|同)年)?(?:{N})月\d{{1,2}}[日号](?:(?:至|到|-|—|~)(?:{YEAR}年)?(?:{N}月)?\d{{1,2}}[日号])?|{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
    rf"|(?P<since>自?(?:{YEAR}|{HAN_YEAR})年?(?:{N}月(?:\d{{1,2}}日)?)?(?:[^，。；\d]{{1,9}}(?:实施|施行|成立|恢复)|(?:开展|实施|施行|颁布)[^，。；\d]{{1,8}})?以来)"
    rf"|(?P<first_year>{YEAR})年?(?:底|末)?(?:至|到|-|—|~)(?P<last_year>{YEAR})年(?:底|末|期间|间)?(?:的?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})年(?:间|里|中|来)?)?"
    rf"|(?P<code>{YEAR}年?q[1-4])|(?P<year>{YEAR}|{HAN_YEAR}|{_SHORT_YEAR}|今|去|(?<!提)前一|上一|上|(?<!提)前|本|当|同|次|翌|明|来)年(?:度)?(?:年(?=[底末初终]))?(?P<tail>年中|底|末|初|终|同期|同月|同季|全年)?(?:，?(?=[^，]){_PART})?(?P<same>同期)?"
    rf"|[“”‘]?(?P<plan>十?[一二三四五六七八九]五|十五)[”’](?P<plan_tail>以来|末|期末|收官|期间|时期|规划期|规划|计划|[前头][一二三四两]年|的?最后一年|的?第一年|的?首年|开局之年)?"
    rf"|(?P<plan2>十?[一二三四五六七八九]五|十五)(?P<plan2_tail>以来|末|期末|期间|时期|规划期)"
    rf"|第(?P<plan3>[六七八九十]|十[一二三四])个五年(?:计划|规划)(?P<plan3_tail>期间|时期|期末|末)?"
    rf"|(?P<decade>(?:(?:20|二十|上个?)世纪)?[6-9]0年代)|(?P<edge>(?<![是为比较此之其以])[前头后][两二三四五]年)(?=[^内后前间的]|$)|(?P<back>截[至止](?:到)?(?:目前|(?:记者)?发稿时?|今日)|上个?月(?:底|末)?(?!均)|(?<!加)上一?季度)"
    rf"|(?P<whole>规划期末|本月|是年|该年|全年度?(?!的?(?:目标|任务|计划|预期))|(?<!创)年内(?!新高|最高|新低)|年度内|年末|年底|岁末|期末|本年度?)"
    rf"|(?P<ago>[一二三四五六七八九十]年前(?=，|的|这))|(?P<recent>近日(?=揭晓))|(?P<past>过去的?一年|一年来)|(?P<many>(?:过去|近|最近|这|前|此前)?(?:[二三]十|十[一二三四五六七八九]|[一二三四五六七八九十]|\d{{1,2}})年(?:多)?(?:来|间|以来|里|中|(?=累计|共|合计|总计|年均|安排|统筹|内统筹|内安排|投入|达到|拨付))|(?:过去|近|最近|此前)(?:[一二两三四五六七八九十]|\d{{1,2}})年|历年|多年来|[一二三]十多?年来|建[市省区州县]以来|改革开放以来|(?:专利法|商标法)实施以来)"
    rf"|(?P<same2>同期)|{_PART.replace('?P<', '?P<p_')})"
)
#: Where a period can begin: a pattern that begins with a set of characters is looked for much faster than with branches.
BEGINS = re.compile(
    r"[元规本头首截后0-9一二三四五六七八九十今去上下前当同次翌明来自“”‘是该全年岁期过近最这此历多建改专商第]"
    r"(?=[年半一两月季世二三四五六七八九十〇零○元期去近前来革划内度末底份上中下至到止\-—~]|日(?<=近日)|个(?<=上个)|[市省区州县](?<=建.)|[利标]法"
    r"|\d(?:[年月季世份上中下至到\-—~]|(?<=19|20)\d|(?<=[前近这头第自].)))"
)
#: What every period has: one character, before the numbers that are told by it too. Digits are in so many places that
#: dates and ranges in digits alone are looked for by what stands between them.
_ANCHOR = re.compile(
    r"[年月季期末来五前稿代日q至~—/.\-](?:(?<=[年月季期末代])|(?<=近日|发稿|以来)|(?<=[十一二三四五六七八九]五)[”’]|(?<=截至目前|截止目前|截至今日)"
    r"|(?<=\dq)(?=[1-4])|(?<=\d[-/.])(?=(\d{1,2}[-/.]\d))|(?<=\d{4}[-—~至])(?=(\d{4})))"
)
#: How many digits stand before what the groups of :data:`_ANCHOR` hold.
_DIGITS_BEFORE = (0, 1, 4)
_HAN_DIGITS = {"〇": "0", "零": "0", "○": "0", **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
#: Parts of a year as SDMX writes them.
_PART_CODES = {"上半年": "S1", "下半年": "S2"}


def stretches_of(text: str) -> list[tuple[int, int]]:
    """Where periods can stand: around the characters of which each has one."""
    stretches: list[tuple[int, int]] = []
    over, length = 0, len(text)
    for anchor in _ANCHOR.finditer(text):
        start, end = anchor.span()
        if digits := anchor.lastindex:
            start, end = start - _DIGITS_BEFORE[digits], anchor.end(digits)
        if start < over:
            continue
        over = end
        low, high = max(0, start - 17), min(length, end + 16)
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], high)
        else:
            stretches.append((low, high))
    return stretches


def plain_year(text: str) -> str:
    """A year in digits: 2007 of 二〇〇七."""
    if len(text) == 2 and text.isdigit():
        return f"19{text}"  # 98年
    if len(text) != 4 or text.isascii():
        return text
    return "".join([_HAN_DIGITS.get(character, character) for character in text])


def of_date(text: str) -> tuple[str, str]:
    """The month of a date; the year itself for its last day."""
    if found := re.match(rf"({YEAR})[-/.](\d{{1,2}})", text):
        month, year = int(found[2]), found[1]
    else:
        found = re.match(rf"(?:({YEAR}|{HAN_YEAR}|今|去|上|前|当|同)年)?({N})月", text)
        assert found is not None
        month, year = number(found[2]), plain_year(found[1] or "")
    return year, "{y}" if re.search(r"12月31[日号]$", text) else f"{{y}}-{month:02}"


def number(text: str) -> int:
    """A number up to twenty, or of whole tens, in digits or in characters."""
    if text.isascii():
        return int(text)
    digits = {character: value for value, character in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "元": 1}
    if len(text) == 2:
        return 10 + digits[text[1]] if text[0] == "十" else 10 * digits[text[0]]
    return digits[text]


#: The groups of a part of a year, where it stands behind one and where it stands alone.
_PARTS = ("half", "quarters", "quarter", "from", "to", "first", "month", "end")
_GROUPS = {prefix: tuple(prefix + part for part in _PARTS) for prefix in ("", "p_")}


def form_of(match: re.Match[str], prefix: str) -> str:
    """The SDMX form of a part of a year, with ``{y}`` for the year."""
    half, quarters, quarter, start, end, first_months, month, ends = match.group(*_GROUPS[prefix])
    if half:
        return "{y}-" + _PART_CODES[half]
    if prefix == "" and match["tail"] == "年中":
        return "{y}-06"
    if quarters:
        return "{y}-01/{y}-06" if "两" in quarters else "{y}-01/{y}-09"
    if quarter:
        digit = re.sub(r"[第季度]", "", quarter).replace("首", "一")
        return f"{{y}}-Q{number(digit)}"
    if start:
        first, last = number(start), number(end)
        return "{y}" if (first, last) == (1, 12) else f"{{y}}-{first:02}/{{y}}-{last:02}"
    if first_months:
        return f"{{y}}-01/{{y}}-{number(first_months):02}"
    if month:
        return "{y}" if number(month) == 12 and ends else f"{{y}}-{number(month):02}"
    return "{y}"
