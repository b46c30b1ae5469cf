"""What a document says of itself: its title, and the day on which it was published, where that is plain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ..seldom import seldom

#: So many lines of a text, and so many characters, are its beginning.
_HEAD_LINES, _HEAD = 40, 20_000
#: A title has at most so many characters.
_LONGEST_TITLE = 60

_DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_DAY = (
    r"(?:(?P<year>(?:19|20)\d\d)[ \u3000]?(?:[-./]|年)[ \u3000]?(?P<month>\d{1,2})[ \u3000]?(?:[-./]|月)[ \u3000]?(?P<day>\d{1,2})(?!\d)"
    r"|(?P<hanyear>[一二][〇零○Ｏ一二三四五六七八九]{3})年(?P<hanmonth>[一二三四五六七八九十]{1,2})月(?P<handay>[一二三四五六七八九十]{1,3}))日?"
)
_ANY_DAY = re.compile(_DAY)
_LABELLED = seldom(
    r"(?:发布|发文|公布|发表|刊发|上网|发稿)[ \u3000]?(?:日期|时间)[ \u3000]{0,4}[:：][ \u3000]{0,4}" + _DAY
    + r"|(?m:^[ \u3000]{0,8}(?:日[ \u3000]{0,4}期|时[ \u3000]{0,4}间)[ \u3000]{0,4}[:：][ \u3000]{0,4})" + _DAY.replace("(?P<", "(?P<at_"),
)  # fmt: skip
#: How all of these end: a long text is looked through for it much faster.
_LABEL = re.compile(r"[期间][ \u3000]{0,4}[:：]")
_ALONE = seldom(
    r"[ \u3000]*[（(\[]?[ \u3000]*"
    + _DAY
    + r"(?:[ \u3000]+\d{1,2}[:：]\d\d(?:[:：]\d\d)?|[ \u3000]+[\u4e00-\u9fff]{2,4}(?=[）)]))?[ \u3000]*[）)\]]?[ \u3000]*"
)
#: A report that was read out: the day, and where, below its title.
_DELIVERED = seldom(r"[ \u3000]*(?:[—─―-]{1,2}|[（(])[ \u3000]*" + _DAY + r"在[^。]{4,60}上[^。]{0,20}")
#: The same, as the text begins to tell it: 2024年1月24日，在海南省第七届人民代表大会第三次会议上，省长作政府工作报告。
_TOLD = seldom(r"[ \u3000]*" + _DAY + r"，?在[^。，]{2,40}人民代表大会[^。，]{0,16}会议上.*")

#: A title that is marked as one.
_NAMED = re.compile(r"# |(?:标[ \u3000]{0,4}题|题[ \u3000]{0,4}目)[ \u3000]{0,4}[:：][ \u3000]*")
_SECTION = re.compile(
    r"[ \u3000]*(?:第[一二三四五六七八九十\d]+[章节篇部]|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[#*>-])"
)
_END = re.compile(r"[，。；！？,;!?]|[：:]$")
_TITLE_END = re.compile(
    r"(?:公报|报告|白皮书|蓝皮书|状况|情况|年鉴|统计|通报|综述|概况|概览|新闻|简报|摘要|全文|讲话|通知|意见|年报|月报|快报|数据|进展|发展|工作|保护|知识产权|专利|商标)"
    r"[）)》]?[ \u3000]*$"
)
#: What can stand before a day that begins a line, how a day begins, and how a line ends that is one.
_BEFORE_DAY, _DAY_BEGINS, _DAY_ENDS = " \u3000（([—─―-", frozenset("12一二"), frozenset("日）)]一二三四五六七八九十")


def day_in(text: str) -> date | None:
    """The day that a text names first, in the year, month, day of print; ``None`` where it names none."""
    match = _ANY_DAY.search(text)
    return _day(match) if match else None


def published_in(text: str, stated: Iterable[str] = ()) -> date | None:
    """The day of publication, where all that the document says of it agrees.

    ``stated`` are dates that its head states. They and lines such as 发布日期：2017-04-26 count before a date that
    stands alone below the title, and that before the day on which a report was read out.
    """
    found = {day for said in stated if (day := day_in(said))}
    labelled = {day for match in (_LABELLED.finditer(text) if _LABEL.search(text) else ()) if (day := _day(match))}
    if found or labelled:
        return _single(found | labelled)
    head = _beginning(text)
    dated = [line for line in head[:8] if len(line) < 120 and line.lstrip(_BEFORE_DAY)[:1] in _DAY_BEGINS]
    for form, could_be in ((_ALONE, _is_short), (_DELIVERED, _is_marked), (_TOLD, _is_of_congress)):
        days = {day for line in dated if could_be(line) and (match := form.fullmatch(line)) and (day := _day(match))}
        if days:
            return _single(days)
    return None


def title_of(text: str) -> str:
    """The title of a text: its first line, where that is short, no sentence, no section and not the half of one."""
    lines = _beginning(text)
    if not lines:
        return ""
    first = lines[0].strip(" \u3000\t\ufeff")
    if named := _NAMED.match(first):
        return first[named.end() :].strip()[:_LONGEST_TITLE]
    if (
        not 4 <= len(first) <= _LONGEST_TITLE
        or _END.search(first)
        or _SECTION.match(first)
        or not any("\u4e00" <= character <= "\u9fff" for character in first)
    ):
        return ""
    if _ANY_DAY.search(first) or "\t" in first:
        return ""
    after = text.lstrip("\n \u3000\ufeff")[len(first) :]
    if after.lstrip(" \u3000").startswith("\n\n") or len(lines) == 1 or _TITLE_END.search(first):
        return first
    second = lines[1]
    starts_anew = (
        second[:1] in " \u3000"
        or _SECTION.match(second)
        or (_is_short(second) and _ALONE.fullmatch(second))
        or (_LABEL.search(second) and _LABELLED.match(second))
    )
    return first if starts_anew or len(second) > 2 * max(len(first), 20) else ""


def _is_short(line: str) -> bool:
    """Whether a line ends as one does that is a day alone."""
    last = line.rstrip(" \u3000")[-1:]
    return last in _DAY_ENDS or last.isdecimal()


def _is_marked(line: str) -> bool:
    """Whether a line begins as that does which tells when a report was read out."""
    return line.lstrip(" \u3000")[:1] in _BEFORE_DAY


def _is_of_congress(line: str) -> bool:
    """Whether a line tells of a people's congress."""
    return "人民代表大会" in line


def _beginning(text: str) -> list[str]:
    """The first lines that are not blank."""
    return [line for line in text[:_HEAD].split("\n") if line.strip(" \u3000\f\t\ufeff")][:_HEAD_LINES]


def _single(days: set[date]) -> date | None:
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    """The day of a match, where the calendar has it."""
    said = {name.removeprefix("at_"): value for name, value in match.groupdict().items() if value is not None}
    try:
        if "hanyear" in said:
            year = int("".join(_DIGITS[digit] for digit in said["hanyear"]))
            return date(year, _small(said["hanmonth"]), _small(said["handay"]))
        return date(int(said["year"]), int(said["month"]), int(said["day"]))
    except ValueError:
        return None


def _small(numeral: str) -> int:
    """A Chinese numeral below a hundred. Raises :class:`ValueError` for what is none."""
    tens, ten, ones = numeral.rpartition("十")
    if any(len(part) > 1 for part in (tens, ones)) or (ten and tens == "十"):
        raise ValueError(numeral)
    unit = int(_DIGITS[ones]) if ones else 0
    return (int(_DIGITS[tens]) if tens else 1) * 10 + unit if ten else unit
