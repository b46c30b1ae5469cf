"""The periods that a paragraph names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .period_forms import BEGINS, PERIOD, form_of, number, of_date, plain_year, stretches_of
from .seldom import seldom

#: What stands before a period that is compared with.
_COMPARED = frozenset("较与同跟和超占是为")
_COMPARED_WORDS = (
    "相比于", "高于", "低于", "超过", "多于", "少于", "相当于", "相较于", "优于", "快于",
)  # fmt: skip
_OUT_OF = frozenset("由从自")
_SEEN_FROM = seldom(r"[^，。；\d]{0,12}看(?:，|$)")
#: 对2013年立项的项目组织验收 says which projects, and not when.
_OF_THINGS = seldom(
    "(?:度)?(?:[^，。；\\d]{0,4}(?:立项|下达|批准|签订|签约|认定|申报|获批))的[^，。；\\d]{1,8}(?:验收|评估|检查|复核|跟踪|督导|抽查|考核)"
)
#: Within so many characters the 的 of it stands.
_OF_LENGTH = 8
#: 含上年旧存9件
_LEFT = tuple(of + left for of in ("", "的") for left in ("旧存", "结转", "遗留", "未结", "积存", "存案"))
#: 扭转了去年下半年的下滑势头
_KEPT = tuple(
    kept + ended for kept in ("扭转", "延续", "保持", "改变", "承接", "摆脱", "走出", "一改") for ended in ("", "了")
)
_TREND = seldom("的?[^，。；\\d]{0,8}(?:势头|态势|局面|趋势|颓势|低迷|阴影)")
#: What was set up in a month has its figures of the year: 1986年4月，市科委设专利管理科，编制3人.
_SET_UP = seldom("，[^，。；\\d]{2,24}?(?:设立?|成立|建立|组建|创办|创建)(?![计备法想])")
#: 管理处成立于1985年3月，编制9人
_FOUNDED = seldom("(?:成立|建|设立|组建|创办)于$")
#: 而2015年为3件
_BEEN = ("为", "仅", "只", "是")
#: What is foreseen for a period says nothing of what follows: 预计全年可达3件；授权2件.
_FORESEEN = ("预计", "预期", "估计", "有望", "可望")
#: 自…专利法施行至
_SINCE = seldom(r"[^，。；\d]{0,12}(?:实施|施行|成立|建立|设立|开始|起)?[至到]")
#: 2014年11月建院至, 自2019年5月上线，到
_OPENED = seldom(r"[^，。；\d]{0,8}(?:建院|成立|挂牌|上线|启动|运行|设立|揭牌)，?[至到]")
#: What makes 同期 an earlier one, where a figure stands behind it.
_OF_COMPARING = seldom("(?:上年|去年|前年|年|比|较|与|同|于|超过|增加|减少)[^，。；\\d]{0,8}$")
_LISTED = seldom("的[^，。；、]{1,10}[、和]")
_UNTIL = ("到", "至", "截止", "止于")
#: 从1月25日召开的会议上传来
_MET = seldom("(?:在[^，。；]{2,12}|[^，。；\\d]{0,8})(?:召开|举行|闭幕|开幕|举办)")
_QUARTERS_TO = seldom("[一二三](?:季度)?[至到—-]$")
#: 自3月部署“破案会战”以来
_ACTS = seldom(r"[^，。；\d]{0,24}以来")
_TIMES_OF = seldom(r"(?:同期)?的(?:\d[\d.]*|[两一二三四五六七八九十]+)(?:多|余)?倍")
#: 上月, 上季度 and 截至目前 are told from the date of publication, or from the period at hand.
_BACK = {"上月": "上月", "上个": "上月", "上季": "上季", "上一": "上季"}
_BOTH = seldom("(?:，[^，。；\\d]{0,8})?两年(?![^，。；]*(?:，[^，。；]*)?(?:分别|依次))")
_OF_PART = ("其中", "其中，", "其中：")
_BASED_ON = ("基础上", "的基础上")
#: What stands between two months, or how it ends.
_UP_TO = ("至", "到", "-", "—", "~")
_REACHED = seldom(r"(?:^|[.、，。；：（、—\-])(?:力争)?到[“‘]?$")
_COUNTED = seldom(r"([二三]十|十[一二三四五六七八九]|[一二三四五六七八九十]|\d{1,2})年")
_EDGES = ("", "，", "。", "；", "：", "、", "（", "）", "\u3000")
_SUMMED = seldom("[一二三四五]年|累计|共|年均")
UNDATED = "\0"
#: Words for years that mean the same as others.
_YEARS = {"前一": "上", "上一": "上", "来": "明", "同": "当"}


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
    inner: bool = False  #: 质押融资额五年累计: it stands behind what is counted
    against: bool = False  #: 而2015年为3件: what the figure before it is held against


def find_periods(text: str, plans: dict[str, tuple[int, int]]) -> list[Named]:
    """The periods and dates in a paragraph, in its order. A date is taken too: its numbers are no figures."""
    found: list[Named] = []
    for low, high in stretches_of(text):
        over = low
        for begins in BEGINS.finditer(text, low, high):
            start = begins.start()
            if start < over or (match := PERIOD.match(text, start, high)) is None:
                continue
            over = match.end()
            if text[start].isdigit() and text[start - 1 : start].isdigit():
                continue
            named = _named(match, text, plans)
            if named is not None:
                if found and found[-1].role == "base" and text[found[-1].end : start] == "的" and named.role == "of":
                    named.role = "base"  # 较“十五”末的2005年
                beside = found and found[-1].role == "of" and text[found[-1].end : start] == "和"
                if beside and named.role == "base" and not text.startswith(("相比", "比", "相较"), named.end):
                    named.role = "of"  # 2010年和2011年两年
                listed = found and found[-1].role == "from" and _LISTED.fullmatch(text, found[-1].end, start)
                if listed and named.role == "of" and text.startswith("的", named.end):
                    named.role = "from"  # 由2021年的3件、2022年的5件升至
                if found and (joined := _months(found[-1], named, text)):
                    found[-1] = joined
                else:
                    found.append(named)
    return _joined(found, text) if len(found) > 1 else found


def _joined(found: list[Named], text: str) -> list[Named]:
    """The periods, 2010年和2011年两年 as one of them."""
    for place in range(len(found) - 1, 0, -1):
        first, last = found[place - 1], found[place]
        if (
            not (first.role == last.role == "of" and first.form == last.form == "{y}")
            or not (first.year.isdigit() and last.year.isdigit())
            or text[first.end : last.start] not in ("、", "和", "与")
            or (both := _BOTH.match(text, last.end)) is None
            or int(first.year) + 1 != int(last.year)
        ):
            continue
        found[place - 1 : place + 1] = [
            Named(first.start, both.end(), "of", "", f"{first.year}/{last.year}", text=text[first.start : both.end()])
        ]
    return found


def _months(first: Named, last: Named, text: str) -> Named | None:
    """2011年11月至2012年6月 as one period."""
    if not text.endswith(_UP_TO, first.end, last.start):
        return None
    if last.form == "{y}" and first.role in ("date", "from", "of") and first.year.isdigit():
        led = text[max(0, first.start - 3) : first.start]
        since = _SINCE.fullmatch(text, first.end, last.start) and ("自" in led or "从" in led)
        pointed = last.year in ("今", "去")
        if since and first.year.isdigit() and (pointed or (last.year.isdigit() and first.year < last.year)):
            # 自1985年4月1日专利法施行至1996年底, 到去年底
            year, form = (last.year, f"{first.year}/{{y}}") if pointed else ("", f"{first.year}/{last.year}")
            return _from_to(first, last, text, year, form)
    if (
        (
            text[first.end : last.start] not in _UP_TO
            and not (_OPENED.fullmatch(text, first.end, last.start) and first.form != "{y}")
        )
        or not first.year.isdigit()
        or first.role == "base"
    ):
        return None
    ends: list[str] = []
    for named in (first, last):
        year = named.year or first.year
        form = "{y}-12" if named.form == "{y}" and "12月" in named.text else named.form
        if not year.isdigit():
            if named is first or first.form == "{y}" or form != "{y}" or year not in ("今", "去"):
                return None
            return _from_to(first, last, text, year, f"{first.year}/{{y}}")  # 2010年3月至去年
        if named is last and form == "{y}" and ends and first.form != "{y}" and int(ends[0][:4]) < int(year):
            ends = [ends[0][:4], year]  # 1985年4月到1993年底
            break
        if not re.fullmatch(r"\{y\}-\d\d", form):
            return None
        ends.append(form.replace("{y}", year))
    if ends[0] >= ends[1]:
        return None
    if ends[0].endswith("-01") and ends[1].endswith("-12"):
        ends = [ends[0][:4], ends[1][:4]]  # 2014年1月至2016年12月 are three years
    return _from_to(first, last, text, "", "/".join(dict.fromkeys(ends)))


def _from_to(first: Named, last: Named, text: str, year: str, form: str) -> Named:
    """Two periods of a paragraph as one, from the first to the last."""
    follows = text[last.end : last.end + 9]
    return Named(first.start, last.end, "of", year, form, text=text[first.start : last.end], follows=follows)


def _named(match: re.Match[str], text: str, plans: dict[str, tuple[int, int]]) -> Named | None:
    start, end = match.span()
    head = text[max(0, start - 4) : start]
    before = head.removesuffix("\n")
    if text.startswith(_LEFT, end) or (before.endswith(_KEPT) and _TREND.match(text, end)):
        return None
    role = _role(before, text, end)
    until = before.endswith(_UNTIL)
    reached = "到" in head and _REACHED.search(text[max(0, start - 3) : start]) is not None
    if any(match.group("year", "date", "since", "first_year", "code")):
        said = _of_years(match, text, role, until=until)
    else:
        said = _of_words(match, text, plans, role, until=until)
    if said is None or isinstance(said, Named):
        return said
    role, year, form, years, since = said
    all_year, quarter, many = match.group("whole", "p_quarter", "many")
    whole = bool(all_year) or (quarter is not None and form == "{y}")
    if role == "of" and text.startswith(_BASED_ON, end):
        role = "base"
    until = until or (form.startswith("{y}-") and match[0].endswith(("底", "末")))
    if until and form == "{y}-12" and role == "of":
        form = "{y}"  # 截至12月 is the end of the year
    part, follows, opens = head.endswith(_OF_PART), text[end : end + 9], head[-1:] in ("", "。", "\u3000")
    foreseen = role == "of" and before.endswith(_FORESEEN)
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
        bool(many) and head[-1:] in ("量", "数", "额"),
        head[-1:] == "而" and follows.startswith(_BEEN),
    )


#: The role of a period, the year or the word for it, its form, how many years, and the year since when.
_Said = tuple[str, str, str, int, int]


def _of_years(match: re.Match[str], text: str, role: str, *, until: bool) -> _Said | Named | None:
    """What a date, a range of years or a year says."""
    start, end = match.span()
    code, date, since_then, first_year, last_year, tail = match.group(
        "code", "date", "since", "first_year", "last_year", "tail"
    )
    if code:
        return role, code[:4], f"{{y}}-Q{code[-1]}", 0, 0
    if date:
        if (years := re.findall(r"(?:19|20)\d\d(?=年)", date)) and years[0] < years[-1]:
            return "of" if role == "from" else role, "", f"{years[0]}/{years[-1]}", 0, 0
        year, form = of_date(date)
        told = not until and (role == "of" or (role == "from" and _MET.match(text, end)))
        return "date" if told else role, year, form, 0, 0
    if since_then:
        since = int(plain_year(since_then.removeprefix("自")[:4]))
        return "since" if role == "of" else role, "", UNDATED, 0, since
    if first_year:
        if first_year > last_year:
            return None
        return "of" if role == "from" else role, "", f"{first_year}/{last_year}", 0, 0
    if not _is_year(text, start, end):
        return _anchor(match, text)
    year, form, role = _of_year(match, text, end, role)
    if tail == "初":
        return Named(start, end, "date", year, "{y}", text=match[0])
    return role, year, form, 0, 0


def _of_words(
    match: re.Match[str], text: str, plans: dict[str, tuple[int, int]], role: str, *, until: bool
) -> _Said | Named | None:
    """What a plan, or words that name no year, say."""
    start, end = match.span()
    year, years = "", 0
    if match["whole"]:
        form = "{y}"
    elif plan := match["plan"] or match["plan2"] or (match["plan3"] and f"{match['plan3']}五"):
        if plan not in plans:
            return None
        tail = match["plan_tail"] or match["plan2_tail"] or match["plan3_tail"] or ""
        if tail == "以来":
            return "since", "", UNDATED, 0, plans[plan][0]
        form, is_name = _of_plan(*plans[plan], tail)
        if is_name and not until and not _SUMMED.match(text, end):
            return Named(start, end, "date", "", form, text=match[0], follows=text[end : end + 9])
    elif match["decade"]:
        first = 1900 + 10 * int(match["decade"][-4])
        return role, "", f"{first}/{first + 9}", 0, 0
    elif match["edge"]:
        form, years = UNDATED, number(match["edge"][1])
        year = match["edge"][0]
    elif match["back"]:
        year, form = _BACK.get(match["back"][:2], "到今"), "{y}"
    elif match["recent"]:
        year, form = "今", "{y}"  # 第十九届中国专利奖近日揭晓
    elif match["past"]:
        year, form = "过", "{y}"
    elif match["ago"]:
        year, form = f"-{number(match['ago'][0])}", "{y}"
    elif match["many"]:
        if not _is_span(match, text) or match["many"][:2] in ("一年", "1年"):
            return None  # 一年间 is the year at hand
        form = UNDATED
        if counted := _COUNTED.search(match["many"]):
            years = number(counted[1])
    elif match["same2"]:
        if not _is_compared(text, start, end):
            return None
        role, year, form = "base", "上", "{y}"
    elif match["p_quarter"] and _QUARTERS_TO.search(text, max(0, start - 4), start):
        form = "{y}"  # 一至四季度
    else:
        form = form_of(match, "p_")
    return role, year, form, years, 0


def _role(before: str, text: str, end: int) -> str:
    """What a period is named for, by the characters before it."""
    if text[end : end + 1] in ("的", "同") and _TIMES_OF.match(text, end):
        return "base"  # 2005年的3.2倍
    last = before[-1:]
    if last in _OUT_OF:
        return "of" if _SEEN_FROM.match(text, end) else "from"  # 从2011年收案的类型看
    if last == "比":
        return "of" if before[-2:-1] in ("占", "同") else "base"
    return "base" if last in _COMPARED or before.endswith(_COMPARED_WORDS) else "of"


def _of_year(match: re.Match[str], text: str, end: int, role: str) -> tuple[str, str, str]:
    """The year that is named, the part of it, and the role: 同期 is compared with, or spoken of."""
    said, tail, same, month = match.group("year", "tail", "same", "month")
    year = _YEARS.get(said) or plain_year(said)
    if same or tail in ("同期", "同月", "同季"):
        compared = role == "base" or text[end : end + 1] in tuple("增减提下上相基持翻")
        role = "base" if compared else "from" if role == "from" else "same"
    form = form_of(match, "")
    if month:
        founded = _FOUNDED.search(text, max(0, match.start() - 6), match.start()) and text.startswith("，", end)
        if founded or (role == "of" and _SET_UP.match(text, end)):
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
    if "的" in text[end : end + _OF_LENGTH] and _OF_THINGS.match(text, end):
        return False
    return not (text.startswith("前年", start) and start and text[start - 1] in "以之")


def _is_span(match: re.Match[str], text: str) -> bool:
    """Whether so many years are what a figure is of: 五年来, 银川市五年累计, but not 创近五年新高."""
    before = text[match.start() - 1 : match.start()]
    if before in "量数额" and text.startswith(("由", "从"), match.end()):
        return True  # 授权量5年间由3件增加到9件
    return before in _EDGES or (match["many"][-1] == "年" and before in "市省区州县团国量数额政")


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
    if tail.startswith(("前", "头")):
        return f"{first}/{first + number(tail[1]) - 1}" if tail[1] != "一" else str(first), False
    if tail.endswith(("一年", "首年")):
        return str(last if "最后" in tail else first), False
    form = str(last) if tail in ("末", "期末", "收官") else str(first) if tail == "开局之年" else f"{first}/{last}"
    return form, tail in ("", "规划", "计划")
