"""What the title of a text says of when its figures are of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from .period_forms import HAN_YEAR, YEAR, plain_year
from .periods import find_periods
from .resolving import resolved

_DOCUMENT = re.compile(r"[〔\[（(]\d{4}[〕\])）]\d+号")
_MEETING = re.compile("发布会|例会|会议")
_BARE_YEAR = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
#: The number of an issue, whose year says nothing of the figures in it but in which year it came out.
_ISSUE = re.compile(
    rf"(?:{YEAR}|{HAN_YEAR})年(?:度)?(?:第?(?:\d{{1,3}}|[一二三四五六七八九十]{{1,3}})[期号辑卷次]|\d{{1,2}}月份?(?=[^，。；]{{0,8}}(?:发布会|例会|通气会)))"
)
#: What a summary of a year says beside: 2011年工作总结和2012年工作打算.
_NEXT = re.compile(
    rf"(?:和|及|暨|与|以及)(?:{YEAR}|{HAN_YEAR})年(?:度)?(?:的)?(?:工作)?(?:打算|计划|思路|安排|要点|重点|部署)"
)
#: 2014—2016 in a title.
_BARE_SPAN = re.compile(rf"(?<!\d)({YEAR})[-—~至]({YEAR})(?![\d年])")


def title_period(text: str, plans: dict[str, tuple[int, int]], published: date | None, year: int | None = None) -> str:
    """The one period that a title names; empty where it names none, or several.

    ``year`` is the year that a part of one is of, where it is named without.
    """
    if "年鉴" in text:
        return ""  # a yearbook is named by the year in which it came out
    text = _NEXT.sub("", _ISSUE.sub("", _DOCUMENT.sub("", text)))
    named = [one for one in find_periods(text, plans) if one.role in ("of", "from") and not one.whole]
    if _MEETING.search(text):
        # A meeting in the fourth quarter speaks of the year.
        named = [replace(one, form="{y}") if one.year.isdigit() and "Q" in one.form else one for one in named]
    periods = {resolved(one, None if one.year else year, published)[0] for one in named} - {""}
    if not periods and (span := _BARE_SPAN.search(text)) and span[1] < span[2]:
        return f"{span[1]}/{span[2]}"
    if not periods and (bare := _BARE_YEAR.search(text)):
        return bare[1]
    return periods.pop() if len(periods) == 1 else ""


def plan_in(text: str, plans: dict[str, tuple[int, int]]) -> str:
    """The years of the one plan that a title or a heading names: 2011/2015 of “十二五”规划."""
    named = {
        one.form for one in find_periods(text, plans) if re.fullmatch(r"\d{4}/\d{4}", one.form) and "五" in one.text
    }
    return named.pop() if len(named) == 1 else ""


def issued_in(title: str) -> int | None:
    """The year of 2019年第3期 in a title."""
    found = _ISSUE.search(title)
    return int(plain_year(found[0][:4])) if found else None
