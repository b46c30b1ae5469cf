"""What a text says of itself before its first figure: its title, when it came out, and which years it speaks of."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..documents.sayings import published_in
from .belonging import ABROAD
from .cleaning import Layout
from .context import Context
from .period_forms import HAN_YEAR, plain_year
from .periods import find_periods
from .regions import Places
from .resolving import first_year
from .seldom import seldom
from .timeline import Known
from .titles import issued_in, plan_in, title_period

#: So far into a text a day stands that is its own.
_HEAD = 20_000
#: So far a text on applications from abroad would tell of those from within, if it does.
_LEAD = 400
_DATE = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})")
_YEARS = re.compile(r"(?:19|20)\d\d年(?P<from>以来|起)?")
#: Before a year that is to be reached, and before one that a text does not speak of itself.
_TO = frozenset("0123456789到至")
_BESIDE = _TO | frozenset("比较与同跟自从由")
#: Titles of what was said at a meeting early in the year.
_SPOKEN = re.compile("工作报告|(?:工作)?会议上的(?:工作)?(?:报告|讲话)|局长会议")
#: Words of a title: what is to come, and what has been.
_PLANS = re.compile("规划|纲要|计划|要点")
_REPORTS = seldom("评估|总结|完成|回顾|执行|情况|进展|收官|成效|报告|公报|综述")
_OPENS = re.compile(
    "《([^《》]{4,60}(?:规划|纲要|计划|公报|报告|白皮书|方案|意见|通知|办法|年鉴)(?:（[^（）《》]{1,20}）)?)》"
)
#: The day on which something was made known: 2024年12月19日，海淀区知识产权局公布…, 新华网哈尔滨2009年6月12日电.
_TOLD = seldom(
    r"(?P<year>20\d\d|19\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:，?[^，。；]{2,24}?(?:公布|发布|通报|召开|举行|介绍|获悉|披露|晒出)|[电讯]|[\s\u3000]*[\u4e00-\u9fff]{2,8}[报网社]）|）今年|，[^，。；]{2,16}?在[^，。；]{4,40}?(?:会议|大会)上)"
)
#: A day as print has it: most texts begin without one.
_DAY = re.compile(r"月\d{1,2}日")
#: A dateline: 新华社北京4月1日电.
_WIRED = seldom(r"(?:社|报|网)[\u4e00-\u9fff]{2,6}(\d{1,2})月(\d{1,2})日[电讯]")
#: A line that says in which month a text came out: （2018年12月）.
ISSUED = re.compile(r"[（(]?((?:19|20)\d\d)年(\d{1,2})月[）)]?")
_DECEMBER = 12
_MONTHS = seldom(r"((?:19|20)\d\d)年(\d{1,2})月")
#: A summary of a year, whose 今年 is that year.
_SUMMED_UP = re.compile(rf"((?:19|20)\d\d|{HAN_YEAR})年(?:度)?[^，。；]{{0,12}}?总结")
#: A title that says of which year a report is, which comes out in the next.
_REPORTED = re.compile(r"((?:19|20)\d\d)年(?:度)?[^，。；]{0,24}(?:状况|白皮书|年报|公报|成绩单|年度报告|情况通报)")
#: A text on applications from abroad, and one on a single school or firm.
_ABROAD = re.compile("国外(?:来华|在华)|外国来华")
_BODY = re.compile(
    r"(?:大学|学院|学校|集团|公司|研究院|研究所)(?=(?:\d{4}年|[一二]〇)|科技|科研|知识产权|专利|年报|年度|工作|概况)"
)
_OFFICE = seldom("局|厅|政府|委员会")
#: The law of patents came into force on 1 April 1985.
_LAW = re.compile("1985年[^；]{0,40}专利法》?[^。；，]{0,6}(?:施行|实施)|专利法》?(?:施行|实施)以来")
_LAW_YEAR = 1985
#: 4月25日，深圳市发布《2017年知识产权发展状况白皮书》: what it tells of comes out in the year behind.
_ISSUES = re.compile(
    r"(?:(?<![年\d])(?P<month>\d{1,2})月\d{1,2}日，?)?[^。；\d]{0,20}(?:发布|公布|通报|印发)了?《[^《》\d]{0,16}(?P<year>(?:19|20)\d\d)年(?:度)?[^《》]{0,24}(?:白皮书|状况|年报|公报|报告)"
)
#: 本报4月23日讯, 从4月24日…上获悉: a day without its year, in its first half.
_EARLY = seldom(r"(?<![年\d])([1-6])月(\d{1,2})日(?:讯|电|专电|[^，。；\d]{0,24}(?:获悉|了解到|公布|发布|上获悉))")
_LAST_YEAR = seldom("去年|过去一年|今年(?!以来|[一上前头1-9])")
_PAST_YEAR = seldom(r"过去的?一年(?:里|中)?，[^；]{0,60}?((?:19|20)\d\d)年(?!底|末|[\d—至到-])")
#: What is said on a day, which a line below the title gives.
_SAID = seldom("(?:报告|汇报|讲话|发言|总结)(?:（[^）]{1,8}）)?$")
#: How the second line of a title goes on.
_GOES_ON = seldom(
    "^关于|年(?:度)?.*(?:公报|报告|状况|情况|年鉴|统计|白皮书|综述|简报|快报|总结)|^[（(]?(?:19|20)\\d\\d年(?:第\\d{1,3}期|度|\\d{1,2}月|第?[一二三四]季度|[上下]半年|前三季度)?[）)]?$"
)


@dataclass
class Front:
    """The title of a text, and what it says of the years: ``titled`` is the period that it names, ``plan`` the years of a plan.

    ``spoken`` tells that it is a report to a meeting, and ``is_plan`` that it is a plan.
    """

    title: str
    titled: Known | None
    plan: str
    spoken: bool
    is_plan: bool
    year: int | None = None  #: the year that the title names, or an issue of which it is


def opened(
    text: str, layout: Layout, title: str, published: date | None, places: Places, plans: dict[str, tuple[int, int]]
) -> tuple[Front, Context]:
    """What a text says of itself, and the context in which its first figure stands; ``places`` are settled."""
    published = published or _published(layout) or published_in(text[:_HEAD]) or _reported(layout, title)
    context = Context(published, places=places, home=places.document, home_from=places.document_from)
    if _ABROAD.search(title) and ABROAD in places.known and "其中国内" not in text[:_LEAD]:
        context.home, context.home_from = places.known[ABROAD], "the title"
        places.document, places.document_from = context.home, context.home_from
    context.body = _BODY.search(title) is not None and not _OFFICE.search(title)
    period = title_period(title, plans, context.published)
    plan = plan_in(title, plans)
    if plan:
        context.span = Known(plan, "the title")
    spoken = _SPOKEN.search(title) is not None and len(period) == 4
    if context.published is None and "讲话" in title and (past := _PAST_YEAR.search(text, 0, _HEAD)) is not None:
        context.published = date(int(past[1]) + 1, 1, 31)  # 过去一年，…2007年 of a speech, in which 今年 is the next
    if context.published is None and spoken:
        context.published = date(int(period), 1, 31)  # 今年 of a report to a meeting is the year of the meeting
    titled = Known(period, "the title") if period and not spoken else None
    if titled:
        context.period, context.year = titled, first_year(period)
        context.titled = titled
    if not period:
        context.year = issued_in(title)
        if context.published is None:
            context.only = _only_year(text)
            context.months_of_it = re.search("[今去本]年", text) is None
    context.law = _LAW_YEAR if _LAW.search(text, 0, _HEAD) is not None else 0
    is_plan = _is_plan(title)
    context.planned = context.published is None and is_plan
    context.now = _now(context.published, title, period, plans) or _latest(text)
    return Front(title, titled, plan, spoken, is_plan, context.year), context


def _reported(layout: Layout, title: str) -> date | None:
    """When a text was told: the day that it says its figures were made known, or early in the year behind that of its title."""
    for paragraph in layout.paragraphs[:3]:
        if (issued := _ISSUES.search(paragraph.text, 0, 100)) is not None:
            return date(int(issued["year"]) + 1, max(1, min(int(issued["month"] or 1), _DECEMBER)), 1)
        found = _TOLD.search(paragraph.text, 0, 80) if _DAY.search(paragraph.text, 0, 80) else None
        if found and int(found["year"]) >= _latest("".join(one.text for one in layout.paragraphs)):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    for paragraph in layout.paragraphs[:4]:
        if (dated := ISSUED.fullmatch(paragraph.text)) is not None and 0 < int(dated[2]) <= _DECEMBER:
            return date(int(dated[1]), int(dated[2]), monthrange(int(dated[1]), int(dated[2]))[1])
    if (told := _wired(layout)) is not None:
        return told
    if (told := _early_in_the_next(layout)) is not None:
        return told
    if summed_up := _SUMMED_UP.search(title):
        return date(int(plain_year(summed_up[1])), 12, 31)
    reported = _REPORTED.search(title)
    return date(int(reported[1]) + 1, 1, 31) if reported else None


def _wired(layout: Layout) -> date | None:
    """The day of a dateline without its year, where the text speaks of the month before, with its year: 4月1日电, 到1987年3月底."""
    text = "".join(one.text for one in layout.paragraphs[:4])
    wired = _WIRED.search(text) if "日电" in text or "日讯" in text else None
    if wired is None:
        return None
    month, day = int(wired[1]), int(wired[2])
    spoken = {int(found[1]) for found in _MONTHS.finditer(text) if 0 <= month - int(found[2]) <= 1}
    if len(spoken) != 1 or max(spoken) < _latest(text):
        return None
    try:
        return date(spoken.pop(), month, day)
    except ValueError:
        return None


def _early_in_the_next(layout: Layout) -> date | None:
    """The day of a dateline without its year early in a year, where the text tells of the year before as 去年: 4月23日讯, 2007年…成绩单."""
    text = "".join(one.text for one in layout.paragraphs)
    day = _EARLY.search(text, 0, _HEAD)
    if day is None or _LAST_YEAR.search(text) is None:
        return None
    years = [int(found[0][:4]) for found in _YEARS.finditer(text) if _before(found) not in _BESIDE]
    if (
        not years
        or max(int(found[0][:4]) for found in _YEARS.finditer(text) if _before(found) not in _TO) > years[0] + 1
    ):
        return None
    try:
        return date(years[0] + 1, int(day[1]), int(day[2]))
    except ValueError:
        return None


def source_in(layout: Layout) -> str:
    """Who is printed as the source of a text."""
    return next(
        (layout.front[name] for name in ("来源", "信息来源", "发布机构", "发布单位") if name in layout.front), ""
    )


def _now(published: date | None, title: str, period: str, plans: dict[str, tuple[int, int]]) -> int:
    """The last year that can be a fact when a text was written; 0 where neither date nor title tells."""
    if published is not None:
        return published.year
    planned = [named.form for named in find_periods(title, plans) if named.form[:4].isdecimal()]
    if planned and _is_plan(title):
        return int(planned[0][:4]) - 1
    return (first_year(period) or 0) - (len(period) == 4 and _is_plan(title))  # 2011年工作计划 is of what is to come


def _is_plan(title: str) -> bool:
    """Whether a title is that of a plan, and not of a report on one."""
    return _PLANS.search(title) is not None and _REPORTS.search(title) is None


def title_in(given: str, layout: Layout) -> str:
    """The title of a text, given or found, with the line below it, where that goes on with it: 青岛市统计局, 关于1999年国民经济和社会发展情况的统计公报."""
    title = given or layout.title or _cited(layout)
    lines = [paragraph.text for paragraph in layout.paragraphs[:3] if paragraph.heading]
    for first, second in pairwise(lines):
        if first == title and _GOES_ON.search(second) and not (_SAID.search(first) and ISSUED.fullmatch(second)):
            return first + second
    return title


def _cited(layout: Layout) -> str:
    """The title of a document that a text begins with: 《…规划》提出：…"""
    found = _OPENS.match(layout.paragraphs[0].text) if layout.paragraphs else None
    return found[1] if found else ""


def _latest(text: str) -> int:
    """The latest year that a text speaks of, those aside that are to be reached (到2025年)."""
    return max((int(found[0][:4]) for found in _YEARS.finditer(text) if _before(found) not in _TO), default=0)


def _only_year(text: str) -> int | None:
    """The one year that a text names, but for those that it compares with or looks forward to."""
    year = None
    for found in _YEARS.finditer(text):
        if found["from"] or _before(found) in _BESIDE:
            continue
        if year is not None and year != int(found[0][:4]):
            return None
        year = int(found[0][:4])
    return year


def _before(found: re.Match[str]) -> str:
    """The character before a match; a blank at the start of the text."""
    return found.string[found.start() - 1] if found.start() else " "


def _published(layout: Layout) -> date | None:
    for name in ("发布日期", "发布时间", "成文日期", "日期", "published"):
        if found := _DATE.search(layout.front.get(name, "")):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                return None
    return None
