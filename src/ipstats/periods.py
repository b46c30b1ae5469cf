"""Periods as they are written: a year, a part of one in SDMX form, and its months up to one of them."""

from __future__ import annotations

import re
from functools import lru_cache

#: Where the year stands again in the suffix of a part: 2016-01/2016-09 is 2016 and -01/YYYY-09.
YEAR_AGAIN = "YYYY"
#: How periods can be written, for a message.
WAYS = "2016, 2016-S1, 2016-Q3, 2016-07 or 2016-01/2016-09"

_PERIOD = re.compile(r"(\d{4})(-(?:0[1-9]|1[0-2]|S[12]|Q[1-4]))?", re.ASCII)
_MONTHS = re.compile(r"(\d{4})-(0[1-9]|1[0-2])/(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
#: Months in a row that have a name of their own.
_NAMED = {
    ("01", "12"): "", ("01", "06"): "-S1", ("07", "12"): "-S2",
    ("01", "03"): "-Q1", ("04", "06"): "-Q2", ("07", "09"): "-Q3", ("10", "12"): "-Q4",
}  # fmt: skip


@lru_cache(1024)
def year_and_part(period: str) -> tuple[int, str] | None:
    """The year of a period, and the suffix of its part; ``None`` for what is no period of one year.

    The suffix is empty for the year itself, what follows the year in SDMX form (-S1, -Q3, -07), or
    ``-01/YYYY-09`` for the months up to September. Months that make a quarter or a half-year are that, and only
    those from January on can be months up to one.
    """
    if found := _PERIOD.fullmatch(period):
        return int(found[1]), found[2] or ""
    found = _MONTHS.fullmatch(period)
    if found is None or found[1] != found[3]:
        return None
    year, first, last = int(found[1]), found[2], found[4]
    if (first, last) in _NAMED:
        return year, _NAMED[first, last]
    if first == last:
        return year, f"-{first}"
    return (year, f"-01/{YEAR_AGAIN}-{last}") if first == "01" < last else None


def period_text(year: int, suffix: str) -> str:
    """A period as it is written, from its year and the suffix of its part."""
    return f"{year}{suffix.replace(YEAR_AGAIN, str(year))}"
