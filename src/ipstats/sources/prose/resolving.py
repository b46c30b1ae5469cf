"""What a named period is in SDMX form, once its year is known, and the periods beside it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from .periods import UNDATED, Named


def resolved(named: Named, year: int | None, published: date | None) -> tuple[str, str]:
    """The period in SDMX form and why it is not known, one of them empty.

    ``year`` is the year at hand, from the sentence, the paragraph or the title. 今年 and 去年 are told from
    the date of publication alone.
    """
    if named.form == UNDATED:
        return "", f"{named.text} says no first and last year"
    if "{y}" not in named.form:
        return named.form, ""
    stated: int | None = None
    if named.year.isdigit():
        stated = int(named.year)
    elif named.year in ("今", "去", "前"):
        if published is None:
            return "", f"{named.text} is told from the date of publication, which is not known"
        stated = published.year - {"今": 0, "去": 1, "前": 2}[named.year]
    elif named.year == "上":
        stated = year - 1 if year is not None else published.year - 1 if published is not None else None
    elif named.year == "过":
        if published is not None and published.month == 12:
            return named.form.replace("{y}", str(published.year)), ""  # the end of the year itself
        if published is None and year is not None:
            return named.form.replace("{y}", str(year)), ""  # 2020年…情况的报告：一年来
        if published is None or published.month > 6:
            return "", f"{named.text} is told from a date of publication early in the year, which is not known"
        stated = published.year - 1
    elif named.year == "明":
        stated = published.year + 1 if published is not None else None
    elif named.year in ("上月", "上季", "到今"):
        return _before_now(named, published)
    elif named.year[:1] == "-":
        stated = year + int(named.year) if year is not None else None
    elif named.year in ("次", "翌"):
        stated = year + 1 if year is not None else None
    elif year is not None:
        stated = year
    elif named.text == "年内" and published is not None:
        stated = published.year
    elif published is not None and named.form != "{y}":
        # 上半年 and 1至9月 without a year: the last such part that was over when it was published.
        stated = published.year if _last_month(named.form) <= published.month else published.year - 1
    if stated is None and named.year == "明":
        return "", f"{named.text} is told from the date of publication, which is not known"
    if stated is None:
        return "", f"the year of {named.text} is not printed" if named.text else "no period is printed"
    return named.form.replace("{y}", str(stated)), ""


def _before_now(named: Named, published: date | None) -> tuple[str, str]:
    """The month or the quarter before the day of publication, or the month of it."""
    if published is None:
        return "", f"{named.text} is told from the date of publication, which is not known"
    now = f"{published.year}-{published.month:02}"
    if named.year == "上月":
        return one_before(now), ""
    if named.year == "上季":
        return one_before(f"{published.year}-Q{(published.month + 2) // 3}"), ""
    return now, ""


def _last_month(form: str) -> int:
    last = form.rpartition("{y}-")[2]
    if last[0] == "S":
        return 6 * int(last[1])
    return 3 * int(last[1]) if last[0] == "Q" else int(last)


@lru_cache(1024)
def first_year(period: str) -> int | None:
    """The calendar year of a period, the last one of several."""
    if len(period) == 4:
        return int(period) if period.isdecimal() else None
    last = period.rpartition("/")[2] or period
    return int(last[:4]) if last[:4].isdecimal() else None


@lru_cache(1024)
def one_year_before(period: str) -> str:
    """The same period of the year before."""
    if len(period) == 4 and period.isdecimal():
        return str(int(period) - 1)
    return re.sub(r"\b(\d{4})(?=$|[-/])", lambda found: str(int(found[1]) - 1), period)


def one_before(period: str) -> str:
    """The period just before: of a month the month before, of a quarter the quarter before."""
    found = re.fullmatch(r"(\d{4})-(?:(Q|S)(\d)|(\d\d))", period)
    if found is None:
        return ""
    year = int(found[1])
    if found[2]:
        number, most = int(found[3]) - 1, {"Q": 4, "S": 2}[found[2]]
        return f"{year}-{found[2]}{number}" if number else f"{year - 1}-{found[2]}{most}"
    month = int(found[4]) - 1
    return f"{year}-{month:02}" if month else f"{year - 1}-12"


def ends_at(period: str) -> str:
    """The month in which a period ends: 2022-06 of 2022-S1, of 2022-01/2022-06 and of 2022-Q2."""
    last = period.rpartition("/")[2]
    if len(last) == 4:
        return f"{last}-12"
    if last[5:6] in ("S", "Q"):
        return f"{last[:4]}-{int(last[6]) * (6 if last[5] == 'S' else 3):02}"
    return last


def length(period: str) -> int:
    """How many years a range of years has."""
    return int(period[5:]) - int(period[:4]) + 1


def holds(period: str, quarter: str) -> bool:
    """Whether a period is longer than a quarter, and has that quarter in it: 上半年 and 二季度."""
    return quarter.startswith(f"{period}-") if len(period) == 4 else (
        len(period) > 7 - ("S" in period) and period[:4] == quarter[:4] and "Q" not in period
        and (period[5:6] == "S" or "/" in period) and ends_at(period) >= ends_at(quarter)
    )  # fmt: skip


def is_many(period: str) -> bool:
    """Whether a period is a range of whole years."""
    return len(period) == 9 and period[4] == "/"
