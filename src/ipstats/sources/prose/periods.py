"""The periods that a paragraph names."""

from __future__ import annotations

import re
from dataclasses import dataclass

YEAR = r"(?:19[4-9]\d|20\d\d)"
HAN_YEAR = r"[一二][九〇零○][〇零○一二三四五六七八九]{2}"
_N = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_QUARTER = r"第?[一二三四1-4]季度|[一二三四]季|首季度?"
_PART = (
    rf"(?:(?P<half>上半年|下半年)|(?P<quarters>前三季度|前3季度|1至3季度|一至三季度|前两季度|上两季度)|(?P<quarter>{_QUARTER})"
    rf"|(?P<from>{_N})月?份?(?:至|到|-|—|~)(?P<to>{_N})月(?:份)?|[前头](?P<first>{_N}|两)个?月|(?P<month>{_N})月(?:份)?(?!\d{{1,2}}[日号]|[一二三四五六七八九十]{{1,3}}[日号])(?P<end>底|末)?)"
)
#: With one of these a period begins: to look for it first spares the alternatives at all other characters.
_BEGINS = "本头首0-9一二三四五六七八九十今去上下前当同本次翌明来自“”‘是该全年岁期过近最这此历多建改专商第"
_PERIOD = re.compile(
    rf"(?=[{_BEGINS}])(?:(?P<date>(?:(?:{YEAR}|{HAN_YEAR}|今|去|上|前|当|同)年)?(?:{_N})月\d{{1,2}}[日号](?:(?:至|到|-|—|~)(?:{YEAR}年)?(?:{_N}月)?\d{{1,2}}[日号])?|{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d))"
    rf"|(?P<since>自?(?:{YEAR}|{HAN_YEAR})年?(?:{_N}月(?:\d{{1,2}}日)?)?(?:[^，。；\d]{{1,9}}(?:实施|施行|成立|恢复)|开展[^，。；\d]{{1,8}})?以来)"
    rf"|(?P<first_year>{YEAR})年?(?:底|末)?(?:至|到|-|—|~)(?P<last_year>{YEAR})年(?:底|末|期间|间)?(?:的?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})年(?:间|里|中|来)?)?"
    rf"|(?P<year>{YEAR}|{HAN_YEAR}|今|去|(?<!提)前一|上一|上|(?<!提)前|本|当|同|次|翌|明|来)年(?:度)?(?:年(?=[底末初终]))?(?P<tail>底|末|初|终|同期|同月|同季|全年)?(?:，?(?=[^，]){_PART})?(?P<same>同期)?"
    rf"|[“”‘]?(?P<plan>十?[一二三四五六七八九]五|十五)[”’](?P<plan_tail>以来|末|期末|收官|期间|时期|规划期|规划|计划|前[一二三四两]年|开局之年)?"
    rf"|(?P<plan2>十?[一二三四五六七八九]五|十五)(?P<plan2_tail>以来|末|期末|期间|时期|规划期)"
    rf"|(?P<whole>本月|是年|该年|全年度?(?!的?(?:目标|任务|计划|预期))|(?<!创)年内(?!新高|最高|新低)|年度内|年末|年底|岁末|期末|本年度?)"
    rf"|(?P<ago>[一二三四五六七八九十]年前(?=，|的))|(?P<past>过去的?一年|一年来)|(?P<many>(?:过去|近|最近|这|前|此前)?(?:[一二三四五六七八九十]|\d{{1,2}})年(?:多)?(?:来|间|以来|里|中|(?=累计|共|合计|总计|年均))|(?:过去|近|最近|此前)(?:[一二两三四五六七八九十]|\d{{1,2}})年|历年|多年来|[一二三]十多?年来|建[市省区州县]以来|改革开放以来|(?:专利法|商标法)实施以来)"
    rf"|(?P<same2>同期)|{_PART.replace('?P<', '?P<p_')})"
)
#: What every period has. A pattern that begins with a set of characters is looked for much faster than with branches.
_ANCHOR = re.compile(
    r"[年月季期末来五\d](?:(?<!\d)(?:(?<=[年月季期末])|(?<=以来)|(?<=[十一二三四五六七八九]五)[”’])|(?<=\d)(?:[-/.]\d{1,2}[-/.]\d|\d{3}[-—~至]\d{4}))"
)
_HAN_DIGITS = {"〇": "0", "零": "0", "○": "0", **{c: str(i) for i, c in enumerate("一二三四五六七八九", 1)}}
_COMPARED = re.compile(
    r"(?:比|较|与|同|跟|和|相比于|对比|高于|低于|超过|超|多于|少于|相当于|是|为|相较于|相较|优于|快于)$"
)
_OUT_OF = re.compile(r"(?:由|从|自)$")
_SEEN_FROM = re.compile(r"[^，。；\d]{0,12}看(?:，|$)")
#: 对2013年立项的项目组织验收 says which projects, and not when.
_OF_THINGS = re.compile(
    "(?:度)?(?:[^，。；\\d]{0,4}(?:立项|下达|批准|签订|签约|认定|申报|获批))的[^，。；\\d]{1,8}(?:验收|评估|检查|复核|跟踪|督导|抽查|考核)"
)
#: What was set up in a month has its figures of the year: 1986年4月，市科委设专利管理科，编制3人.
_SET_UP = re.compile("，[^，。；\\d]{2,24}?(?:设立?|成立|建立|组建|创办|创建)(?![计备法想])")
#: What is foreseen for a period says nothing of what follows: 预计全年可达3件；授权2件.
_FORESEEN = re.compile("(?:预计|预期|估计|有望|可望)$")
#: 自…专利法施行至
_SINCE = re.compile(r"[^，。；\d]{0,12}(?:实施|施行|成立|建立|设立|开始|起)?[至到]")
#: What makes 同期 an earlier one, where a figure stands behind it.
_OF_COMPARING = re.compile("(?:上年|去年|前年|年|比|较|与|同|于|超过|增加|减少)[^，。；\\d]{0,8}$")
_LISTED = re.compile("的[^，。；、]{1,10}[、和]")
_UNTIL = re.compile(r"(?:截至|截止到|截止至|截止|到|至|止于)$")
#: 从1月25日召开的会议上传来
_MET = re.compile("(?:在[^，。；]{2,12})?(?:召开|举行|闭幕|开幕|举办)")
_QUARTERS_TO = re.compile("[一二三](?:季度)?[至到—-]$")
#: 自3月部署“破案会战”以来
_ACTS = re.compile(r"[^，。；\d]{0,24}以来")
_OF_PART = ("其中", "其中，", "其中：")
_BASED_ON = re.compile("的?基础上")
_REACHED = re.compile(r"(?:^|[.、，。；：（、—\-])(?:力争)?到[“‘]?$")
_COUNTED = re.compile(r"([一二三四五六七八九十]|\d{1,2})年")
_EDGES = ("", "，", "。", "；", "：", "、", "（", "）", "\u3000")
_SUMMED = re.compile("[一二三四五]年|累计|共|年均")
UNDATED = "\0"

#: Parts of a year as SDMX writes them.
_PART_CODES = {"上半年": "S1", "下半年": "S2"}


@dataclass(slots=True)
class Named:
    """A period in a text. ``role`` is of (the figures after it are of it), base (they are compared with it) or from.

    ``year`` is a year, a word such as 今 or 去, or empty; ``part`` what follows the year in SDMX form, with
    ``{y}`` for it. A ``whole`` one only says that the year at hand is meant.
    """

    start: int
    end: int
    role: str
    year: str
    form: str
    until: bool = False
    whole: bool = False
    text: str = ""
    reached: bool = False  #: 到2025年: a time to be reached, where 截至 is one that is over
    years: int = 0  #: how many years are spoken of: 五年来
    follows: str = ""  #: the words behind it: 起 of 1995年起, 共 of 到2001年共
    part: bool = False  #: 其中2000年: it holds for a part alone
    since: int = 0  #: the year of 自1985年以来
    acts: bool = False  #: whether an action began then, which the text tells of: 自3月部署行动以来
    opens: bool = False  #: whether it begins a sentence
    foreseen: bool = False  #: 预计全年: it holds for the next figure alone


def find_periods(text: str, plans: dict[str, tuple[int, int]]) -> list[Named]:
    """The periods and dates in a paragraph, in its order. A date is taken too: its numbers are no figures."""
    found: list[Named] = []
    for low, high in _stretches(text):
        for match in _PERIOD.finditer(text, low, high):
            start = match.start()
            if not match[0] or (text[start - 1 : start].isdigit() and text[start].isdigit()):
                continue
            named = _named(match, text, plans)
            if named is not None:
                if found and found[-1].role == "base" and text[found[-1].end : start] == "的" and named.role == "of":
                    named.role = "base"  # 较“十五”末的2005年
                listed = found and found[-1].role == "from" and _LISTED.fullmatch(text, found[-1].end, start)
                if listed and named.role == "of" and text.startswith("的", named.end):
                    named.role = "from"  # 由2021年的3件、2022年的5件升至
                if found and (joined := _months(found[-1], named, text)):
                    found[-1] = joined
                else:
                    found.append(named)
    return found


def _months(first: Named, last: Named, text: str) -> Named | None:
    """2011年11月至2012年6月 as one period."""
    if last.form == "{y}" and first.role in ("date", "from", "of") and first.year.isdigit():
        led = text[max(0, first.start - 3) : first.start]
        since = _SINCE.fullmatch(text, first.end, last.start) and ("自" in led or "从" in led)
        pointed = last.year in ("今", "去")
        if since and first.year.isdigit() and (pointed or (last.year.isdigit() and first.year < last.year)):
            # 自1985年4月1日专利法施行至1996年底, 到去年底
            return Named(
                first.start, last.end, "of", last.year if pointed else "",
                f"{first.year}/{'{y}' if pointed else last.year}", text=text[first.start : last.end],
                follows=text[last.end : last.end + 9],
            )  # fmt: skip
    if (
        text[first.end : last.start] not in ("至", "到", "-", "—", "~")
        or not first.year.isdigit()
        or first.role == "base"
    ):
        return None
    ends: list[str] = []
    for named in (first, last):
        year = named.year or first.year
        form = "{y}-12" if named.form == "{y}" and "12月" in named.text else named.form
        if named is last and form == "{y}" and ends and first.form != "{y}" and int(ends[0][:4]) < int(year):
            ends = [ends[0][:4], year]  # 1985年4月到1993年底
            break
        if not (year.isdigit() and re.fullmatch(r"\{y\}-\d\d", form)):
            return None
        ends.append(form.replace("{y}", year))
    if ends[0] >= ends[1]:
        return None
    if ends[0].endswith("-01") and ends[1].endswith("-12"):
        ends = [ends[0][:4], ends[1][:4]]  # 2014年1月至2016年12月 are three years
    form = "/".join(dict.fromkeys(ends))
    return Named(
        first.start, last.end, "of", "", form, text=text[first.start : last.end], follows=text[last.end : last.end + 9]
    )


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where periods can stand: around the characters of which each has one."""
    stretches: list[tuple[int, int]] = []
    for anchor in _ANCHOR.finditer(text):
        low, high = max(0, anchor.start() - 17), min(len(text), anchor.end() + 16)
        if stretches and low <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], high)
        else:
            stretches.append((low, high))
    return stretches


def _named(match: re.Match[str], text: str, plans: dict[str, tuple[int, int]]) -> Named | None:
    start, end = match.span()
    head = text[max(0, start - 4) : start]
    role = _role(head, text, end)
    until = bool(_UNTIL.search(head))
    reached = bool(_REACHED.search(text[max(0, start - 3) : start]))
    if match["date"] or match["since"] or match["first_year"] or match["year"]:
        said = _of_years(match, text, role, until=until)
    else:
        said = _of_words(match, text, plans, role, until=until)
    if said is None or isinstance(said, Named):
        return said
    role, year, form, years, since = said
    whole = bool(match["whole"]) or (match["p_quarter"] is not None and form == "{y}")
    if role == "of" and _BASED_ON.match(text, end):
        role = "base"
    until = until or (form.startswith("{y}-") and match[0].endswith(("底", "末")))
    if until and form == "{y}-12" and role == "of":
        form = "{y}"  # 截至12月 is the end of the year
    part, follows, opens = head.endswith(_OF_PART), text[end : end + 9], head[-1:] in ("", "。", "\u3000")
    foreseen = role == "of" and bool(_FORESEEN.search(head))
    acts = role == "from" and _ACTS.match(text, end) is not None
    return Named(
        start,
        end,
        role,
        year,
        form,
        until,
        whole,
        match[0],
        reached,
        years,
        follows,
        part,
        since,
        acts,
        opens,
        foreseen,
    )


#: The role of a period, the year or the word for it, its form, how many years, and the year since when.
_Said = tuple[str, str, str, int, int]


def _of_years(match: re.Match[str], text: str, role: str, *, until: bool) -> _Said | Named | None:
    """What a date, a range of years or a year says."""
    start, end = match.span()
    if match["date"]:
        year, form = _of_date(match["date"])
        told = not until and (role == "of" or (role == "from" and _MET.match(text, end)))
        return "date" if told else role, year, form, 0, 0
    if match["since"]:
        since = int(plain_year(match["since"].removeprefix("自")[:4]))
        return "since" if role == "of" else role, "", UNDATED, 0, since
    if match["first_year"]:
        if match["first_year"] > match["last_year"]:
            return None
        return "of" if role == "from" else role, "", f"{match['first_year']}/{match['last_year']}", 0, 0
    if not _is_year(text, start, end):
        return _anchor(match, text)
    year, form, role = _of_year(match, text, end, role)
    if match["tail"] == "初":
        return Named(start, end, "date", year, "{y}", text=match[0])
    return role, year, form, 0, 0


def _of_words(
    match: re.Match[str], text: str, plans: dict[str, tuple[int, int]], role: str, *, until: bool
) -> _Said | Named | None:
    """What a plan, or words that name no year, say."""
    start, end = match.span()
    year, years = "", 0
    if plan := match["plan"] or match["plan2"]:
        if plan not in plans:
            return None
        form, is_name = _of_plan(*plans[plan], match["plan_tail"] or match["plan2_tail"] or "")
        if is_name and not until and not _SUMMED.match(text, end):
            return Named(start, end, "date", "", form, text=match[0])
    elif match["whole"]:
        form = "{y}"
    elif match["past"]:
        year, form = "过", "{y}"
    elif match["ago"]:
        year, form = f"-{_number(match['ago'][0])}", "{y}"
    elif match["many"]:
        if not _is_span(match, text) or match["many"][:2] in ("一年", "1年"):
            return None  # 一年间 is the year at hand
        form = UNDATED
        if counted := _COUNTED.search(match["many"]):
            years = _number(counted[1])
    elif match["same2"]:
        if not _is_compared(text, start, end):
            return None
        role, year, form = "base", "上", "{y}"
    elif match["p_quarter"] and _QUARTERS_TO.search(text, max(0, start - 4), start):
        form = "{y}"  # 一至四季度
    else:
        form = _form(match, "p_")
    return role, year, form, years, 0


def _role(head: str, text: str, end: int) -> str:
    """What a period is named for, by the characters before it."""
    if _OUT_OF.search(head):
        return "of" if _SEEN_FROM.match(text, end) else "from"  # 从2011年收案的类型看
    return "base" if _COMPARED.search(head) else "of"


def _of_year(match: re.Match[str], text: str, end: int, role: str) -> tuple[str, str, str]:
    """The year that is named, the part of it, and the role: 同期 is compared with, or spoken of."""
    year = plain_year(match["year"])
    year = {"前一": "上", "上一": "上", "来": "明", "同": "当"}.get(year, year)
    if match["tail"] in ("同期", "同月", "同季") or match["same"]:
        compared = role == "base" or text[end : end + 1] in tuple("增减提下上相基持翻")
        role = "base" if compared else "from" if role == "from" else "same"
    form = _form(match, "")
    if role == "of" and match["month"] and _SET_UP.match(text, end):
        form = "{y}"
    return year, form, role


def _anchor(match: re.Match[str], text: str) -> Named | None:
    """A year that only says which one 是年 behind it is: 1996年以后…。是年申请9件."""
    start, end = match.span()
    anchors = match["year"].isdigit() and text.startswith(("以后", "之后"), end)
    return Named(start, end, "anchor", match["year"], "{y}", text=match[0]) if anchors else None


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether a year is when something is, and not what it is before or behind: 1995年以后, 以前年."""
    if text.startswith(("以后", "以前", "之前", "之后", "前后"), end):
        return False
    if _OF_THINGS.match(text, end):
        return False
    return not (text.startswith("前年", start) and start and text[start - 1] in "以之")


def _is_span(match: re.Match[str], text: str) -> bool:
    """Whether so many years are what a figure is of: 五年来, 银川市五年累计, but not 创近五年新高."""
    before = text[match.start() - 1 : match.start()]
    return before in _EDGES or (match["many"][-1] == "年" and before in "市省区州县团国量数额")


def _is_compared(text: str, start: int, end: int) -> bool:
    """Whether 同期 is what a figure is compared with, and not the time of another figure: 全国同期为3件, 同期，…"""
    if text[end : end + 1] == "，" and text[start - 1 : start] in ("", "。", "；", "，"):
        return False
    if text[start - 1 : start] == "在":
        return False  # 在同期收案中
    if text[end : end + 1].isdigit() and not _OF_COMPARING.search(text, max(0, start - 12), start):
        return False  # 江苏省9件，浙江同期5件
    return text[end : end + 1] not in tuple("为达审受授共有查立完") and text[max(0, start - 2) : start] not in (
        "全国",
        "全省",
    )


def _of_plan(first: int, last: int, tail: str) -> tuple[str, bool]:
    """The years of a plan, and whether the words are only its name: “十三五”规划 says nothing of when."""
    if tail == "以来" or tail.startswith("前"):
        return UNDATED, False
    form = str(last) if tail in ("末", "期末", "收官") else str(first) if tail == "开局之年" else f"{first}/{last}"
    return form, tail in ("", "规划", "计划")


def plain_year(text: str) -> str:
    """A year in digits: 2007 of 二〇〇七."""
    return "".join(_HAN_DIGITS.get(character, character) for character in text) if len(text) == 4 else text


def _of_date(text: str) -> tuple[str, str]:
    """The month of a date; the year itself for its last day."""
    if found := re.match(rf"({YEAR})[-/.](\d{{1,2}})", text):
        month, year = int(found[2]), found[1]
    else:
        found = re.match(rf"(?:({YEAR}|{HAN_YEAR}|今|去|上|前|当|同)年)?({_N})月", text)
        assert found is not None
        month, year = _number(found[2]), plain_year(found[1] or "")
    return year, "{y}" if re.search(r"12月31[日号]$", text) else f"{{y}}-{month:02}"


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    digits = {character: value for value, character in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
    return 10 + digits[text[1]] if len(text) == 2 else digits[text]


def _form(match: re.Match[str], prefix: str) -> str:
    """The SDMX form of a part of a year, with ``{y}`` for the year."""
    if half := match[f"{prefix}half"]:
        return "{y}-" + _PART_CODES[half]
    if quarters := match[f"{prefix}quarters"]:
        return "{y}-01/{y}-06" if "两" in quarters else "{y}-01/{y}-09"
    if quarter := match[f"{prefix}quarter"]:
        digit = re.sub(r"[第季度]", "", quarter).replace("首", "一")
        return f"{{y}}-Q{_number(digit)}"
    if match[f"{prefix}from"]:
        first, last = _number(match[f"{prefix}from"]), _number(match[f"{prefix}to"])
        return "{y}" if (first, last) == (1, 12) else f"{{y}}-{first:02}/{{y}}-{last:02}"
    if first_months := match[f"{prefix}first"]:
        return f"{{y}}-01/{{y}}-{_number(first_months):02}"
    if month := match[f"{prefix}month"]:
        return "{y}" if _number(month) == 12 and match[f"{prefix}end"] else f"{{y}}-{_number(month):02}"
    return "{y}"
