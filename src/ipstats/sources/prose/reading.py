"""From a text in Chinese prose to its statements."""

from __future__ import annotations

import gc
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from ..statements import Statement
from ..vocabulary import Vocabulary
from .characters import language_note
from .cleaning import laid_out
from .context import Context
from .front import ISSUED, Front, opened, source_in, title_in
from .lexicon import lexicon_of
from .making import Maker
from .mention import Mention
from .naming import Namer
from .phrases import Resolver
from .regions import Places
from .seldom import seldom
from .sentences import Walker
from .timeline import Known
from .titles import plan_in, title_period
from .tokens import Tokens, complete, tokens_of
from .told_below import date_headlines

#: It begins with a set of characters, and is looked for much faster than its branches would be.
_FIGURE = seldom(
    r"[\d之榜第一二两三四五六七八九十百千翻首](?:(?<=\d)[万亿]?[件项家元%个批起宗笔]|(?<=[之榜])首$|(?<=第)[一二三四五六七八九十\d]+位?$|(?<=[一二两三四五六七八九])成"
    r"|(?<=[百千])万?亿?[余多]?[件项家元批起宗笔]|(?<=[一二两三四五六七八九十百千])[一二两三四五六七八九十百千]{0,3}[百千万][余多]?[件项家元批起宗笔]|(?<=翻)[一两]?番|(?<=首)位$)"
)
#: “十三五”回顾: what it tells is of the years of the plan.
_LOOKS_BACK = seldom(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[章节部]).*(?:回顾|总结|成就|成效|完成情况|发展历程)"
)
#: Sections of a plan that tell of the years before it.
_BASIS = seldom("基础|回顾|现状|成效|成就")
_CHRONICLE = seldom("大事[记纪]|纪事")
_TITLE = re.compile(r"《[^《》]{0,80}》?")
#: A line that says what the list below it counts is no longer than this.
_ANNOUNCING = 45
#: A heading within a paragraph is no longer than this.
_SHORT = 30
#: The length of a year as SDMX writes it.
_YEAR = 4
#: Headings of what is to be reached; those of what has been are none.
_AIMS = seldom(
    "^(?!.*(?:完成|情况|回顾|总结|任务书)).*(?:目标|工作计划|打算$|设想$|(?<!五)年(?:度)?计划$|工作打算|工作安排|工作部署|工作思路|工作要点|工作重点|(?:今年|明年|下半年|下一?步)重点工作|重点工作安排|下一步|重点任务|展望$)"
)
#: Headings of a plan that are such too.
_PLAN_AIMS = seldom(_AIMS.pattern + "|^(?!.*(?:完成|情况|回顾|总结)).*指标")


def read_prose(
    text: str,
    vocabulary: Vocabulary,
    *,
    published: date | None = None,
    title: str = "",
    place: Callable[[int], str] | None = None,
) -> list[Statement]:
    """Read the figures and the claims about figures of a text.

    ``published`` is the day of publication, from which 今年 and 去年 are told; without it the first lines of
    the text are looked at (``发布日期：2017-04-26``). ``title`` tells region and period where the text does not.
    ``place`` turns an offset into a locator; without it that is the section and the line. Offsets count the
    characters of ``text`` as given. A text in English gives no statement:
    :func:`~ipstats.sources.prose.language_note` says so.
    """
    if language_note(text).startswith("not in Chinese"):
        return []
    with _no_collection():
        return _read(text, vocabulary, published, title, place)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the collector of cycles: a reading makes none, and its many small parts would be walked over for nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(
    text: str, vocabulary: Vocabulary, published: date | None, title: str, place: Callable[[int], str] | None
) -> list[Statement]:
    lexicon = lexicon_of(vocabulary)
    lexicon.expect(text)
    layout = laid_out(text, lexicon.spans)
    places = Places(lexicon)
    # A large text has very many tokens: they are found when they are needed, and let go of one after the other.
    found: deque[Tokens] = deque()

    def looked_at() -> Iterator[tuple[str, list[Mention]]]:
        for paragraph in layout.paragraphs:
            found.append(tokens_of(paragraph, lexicon, places))
            yield found[-1].text, found[-1].mentions

    title = title_in(title, layout)
    places.settle(title, looked_at(), source_in(layout))
    if places.name_own():
        found = deque(tokens_of(one, lexicon, places) for one in layout.paragraphs[: len(found)])
    front, context = opened(text, layout, title, published, places, vocabulary.plans)
    namer = Namer(lexicon, Resolver(lexicon), front.title)
    context.chronicle = _CHRONICLE.search(front.title) is not None
    context.thing = namer.announced(front.title)
    maker = Maker(text, vocabulary, layout, place)
    sections = _Sections(front, context, vocabulary.plans)
    statements: list[Statement] = []
    headlines: list[Statement] = []
    headings: tuple[str, ...] | None = None
    for paragraph in layout.paragraphs:
        of = found.popleft() if found else tokens_of(paragraph, lexicon, places)
        if paragraph.heading and not _FIGURE.search(paragraph.text):
            continue
        if paragraph.text[0] in "（(12" and ISSUED.fullmatch(paragraph.text):
            continue
        if paragraph.headings is not headings and paragraph.headings != headings:
            headings = paragraph.headings
            sections.enter(headings)
            context.enter_section(namer.enter(headings), places.headed(headings), headings[-1] if headings else "")
        context.enter_paragraph(sections.period)
        complete(of, lexicon)
        if (
            not of.figures
            and len(of.text) <= _ANNOUNCING
            and of.text[-1] not in "。！？"
            and (named := namer.announced(of.text))
        ):
            context.announce(named)
        if not (of.figures or of.mentions or of.periods):
            continue  # it tells nothing, and the text behind it takes nothing from it
        walker = Walker(namer, of, context, sections.aim, _aim_inside(paragraph.text, sections.aims))
        read_here = [maker.statement(read, paragraph) for read in walker.read()]
        headlines += read_here if paragraph.heading else ()
        statements += read_here
    date_headlines(headlines, statements)
    return statements


class _Sections:
    """The sections of a text: the period that their headings name, and whether what they tell is to be reached."""

    def __init__(self, front: Front, context: Context, plans: dict[str, tuple[int, int]]) -> None:
        self.front, self.context, self.plans = front, context, plans
        self.aims = _PLAN_AIMS if front.is_plan else _AIMS
        self.period = front.titled
        self.aim = ""
        self._told: dict[str, tuple[Known | None, bool]] = {}  #: what each heading says

    def enter(self, headings: tuple[str, ...]) -> None:
        """Begin the section below these headings."""
        front, context = self.front, self.context
        self.period, self.aim = front.titled, ""
        for heading in headings:
            told = self._told.get(heading)
            if told is None:
                told = self._told[heading] = (self._named(heading), self.aims.match(heading) is not None)
            self.period = told[0] or self.period
            if told[1] and not self.aim:
                self.aim = heading
        own = self.period if self.aim and self.period is not front.titled else None
        context.this_year = int(own.value) if own is not None and own.value.isdecimal() else None
        if front.plan:
            back = front.is_plan and not self.aim and any(_BASIS.search(heading) for heading in headings)
            first, last = int(front.plan[:4]), int(front.plan[5:])
            plan = f"{first - (last - first + 1)}/{first - 1}" if back else front.plan
            context.span = Known(plan, "the title") if back or self.aim else context.span
        own_aim = self.aim == front.title and front.is_plan  # 2011年专利工作计划
        if (
            self.aim
            and self.period is front.titled
            and not (front.titled and ("/" in front.titled.value or (own_aim and len(front.titled.value) == _YEAR)))
        ):
            self.period = None  # the year of a report is not that of what comes next
            unknown = Known("", "", "when it is to be reached is not printed")
            context.period = (context.span or unknown) if context.planned else unknown

    def _named(self, heading: str) -> Known | None:
        """The period that a heading names; a government reports of the year before that of its report."""
        told_at = "政府工作报告" in self.front.title or "会议上" in self.front.title
        if self.front.spoken and told_at and heading.endswith(self.front.title):
            return None
        plain = _TITLE.sub("", heading)
        period = title_period(plain, self.plans, self.context.published, self.front.year)
        period = period or (plan_in(plain, self.plans) if _LOOKS_BACK.match(plain) else "")
        if not period and "明年" in plain and self.front.year:
            period = str(self.front.year + 1)
        return Known(period, "the heading") if period else None


def _aim_inside(text: str, aims: re.Pattern[str]) -> str:
    """The heading that a paragraph begins with, where what it tells is to be reached: 2022年工作重点。坚持…"""
    end = text.find("。", 0, _SHORT) + 1
    if not end:
        return ""
    head = text[:end]
    return head if "，" not in head and aims.match(head) and not _FIGURE.search(head) else ""
