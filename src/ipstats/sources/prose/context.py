"""What a figure takes from the text before it: the region, the period and the thing that the text is speaking of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from .periods import Named, first_year, one_before, one_year_before, resolved
from .phrases import NOTHING, Phrase
from .regions import NOWHERE, Mention, Places, Region


@dataclass(frozen=True, slots=True)
class Known:
    """A region or a period with the place that it was found in; ``note`` says why it is not known."""

    value: str
    found: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things that figures in step go with."""

    phrase: Phrase = NOTHING
    region: Region | None = None
    period: Known | None = None


@dataclass(slots=True)
class Context:
    """The state of a text at a place in it."""

    places: Places
    published: date | None
    region: Region = NOWHERE
    region_from: str = ""
    region_note: str = ""
    several: bool = False  #: several regions are named, and the figure is not said to be of any one of them
    latest: Region = NOWHERE
    period: Known = field(default_factory=lambda: Known("", ""))
    year: int | None = None
    once: Known | None = None  #: a period that holds for the next figure alone
    within: Known | None = None  #: a period that holds for the sentence alone
    base: str = ""
    base_clue: str = ""
    phrase: Phrase = NOTHING
    items: tuple[Item, ...] = ()
    program: str = ""
    part_of: bool = False  #: 其中 has been passed: a region named after it holds for the sentence alone
    outer: tuple[Region, str, str] | None = None

    def enter_paragraph(self, headed: tuple[Region | None, Known | None]) -> None:
        """Forget what held for the paragraph before."""
        region, period = headed
        self.region, self.region_from, self.region_note = self.places.document, self.places.document_from, ""
        if region is not None:
            self.region, self.region_from = region, "the heading"
        if period is not None:
            self.period = period
            self.year = first_year(period.value)
        elif self.period.value or self.period.note:
            self.period = replace(self.period, found="the paragraph before") if self.period.value else Known("", "")
        self.phrase, self.items, self.program = NOTHING, (), ""
        self.end_sentence()

    def end_sentence(self) -> None:
        """Forget what held for the sentence alone."""
        if self.outer is not None:
            self.region, self.region_from, self.region_note = self.outer
        self.outer, self.part_of, self.several = None, False, False
        self.once = self.within = None
        self.base = self.base_clue = ""
        if self.region_from == "the sentence":
            self.region_from = "the paragraph"
        if self.period.found == "the sentence":
            self.period = replace(self.period, found="the paragraph")

    def pass_of_which(self) -> None:
        """Pass 其中: regions named from here on are parts."""
        if not self.part_of:
            self.part_of = True
            self.outer = (self.region, self.region_from, self.region_note)

    def pass_regions(self, group: list[Mention]) -> None:
        """Pass one region, or several in one list."""
        of = [mention for mention in group if mention.role == "of"]
        if not of:
            return
        if len(of) > 1:
            self.several = True
            return
        mention = of[0]
        note = ""
        region = mention.region
        if region is None:
            region = self.places.pointed_at(mention.pointing, self.latest)
            if not region.name:
                if mention.pointing == "国内":
                    return
                note = f"{mention.word} stands for no region that the text names"
        else:
            self.latest = region
        self.region, self.region_from, self.region_note = region, "the sentence", note
        self.several = False

    def pass_period(self, named: Named, *, opening: bool) -> None:
        """Pass a period. ``opening`` tells that the paragraph has named none so far."""
        value, note = resolved(named, self.year, self.published)
        known = Known(value, "the sentence", note)
        if named.role == "base":
            self.base, self.base_clue = self._base(named, value), named.text
        elif named.role == "from" or (named.year in ("上", "次", "翌") and not named.until):
            self.once = known
        elif named.role == "date":
            if value and "{y}" in named.form:
                self.within = known
                if named.year.isdigit():
                    self.year = int(named.year)
        elif named.whole:
            self.within = None
            if self.year is not None:
                self.period = Known(str(self.year), self.period.found or "the sentence")
            elif not self.period.value:
                self.period = known
        else:
            self.within = None
            narrow = "-" in named.form and "/" not in named.form and not named.until and not opening
            if narrow and named.form[4:5].isdigit():
                self.within = known
            else:
                self.period = known
            if value and named.role != "since":
                self.year = first_year(value)

    def _base(self, named: Named, value: str) -> str:
        now = self.current_period().value
        if named.year in ("上", "去", "当") or (named.text == "同期" and now):
            before = one_year_before(now)
            return before[:4] if named.text.endswith(("末", "底")) and before else before
        return value

    def current_period(self) -> Known:
        """The period of a figure here."""
        return self.once or self.within or self.period

    def compare(self, words: str) -> None:
        """See 同比 and 环比 among the words before a figure."""
        now = self.current_period().value
        if "同比" in words:
            self.base, self.base_clue = one_year_before(now), "同比"
        elif "环比" in words:
            self.base, self.base_clue = one_before(now), "环比"
