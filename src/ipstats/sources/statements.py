"""What a published file says, one statement at a time, before anything of it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from ..errors import ReadError

#: What print writes where there is no figure, in lower case.
MISSING = frozenset(
    [
        "-",
        "--",
        "---",
        "–",
        "—",
        "——",
        "－",
        "−",
        "―",
        "…",
        "……",
        "..",
        "...",
        "......",
        "····",
        "#",
        "*",
        "**",
        "/",
        "×",
        "na",
        "n/a",
        "n.a.",
    ]
)


@dataclass(slots=True)
class Statement:
    """One figure, or one claim about a figure, as a file states it.

    ``kind`` is level, growth, rank, rank_change, share or change. ``region_code`` and ``metric`` are empty where the printed name is known for nothing; ``region`` and
    ``metric_zh`` then hold it as printed. ``period`` is in SDMX form. ``value`` is in base units
    (21.36万件 is 213600 of ``unit`` 件), a ``Fraction`` where no decimal ends (六分之一 is 50/3 percent), and
    ``None`` where the figure is missing or known as a range only; ``low`` and ``high`` then are its ends.
    ``status`` is the SDMX observation status: A, O for a figure missing in print, I for one recovered from
    the others, whose ``published`` is then empty and whose ``note`` gives the reason, F for a target or a
    forecast, which is no fact.
    ``doubt`` says why the statement cannot be loaded as it is; it is empty where it can.

    What only running text gives: ``start`` and ``end`` are offsets into the text, both 0 where the reader has
    none. ``case_kind``, ``program`` and ``award_level`` are codes of the metric's breakdown. A claim is about
    a level or about its growth (``subject``), against ``base_period``, within the region ``scope_code``.
    ``clues`` are the words of ``why``, or what makes them.
    """

    kind: str
    region_code: str
    region: str
    period: str
    metric: str
    metric_zh: str
    patent_type: str
    value: Decimal | Fraction | None
    unit: str
    qualifier: str
    published: str
    locator: str
    note: str = ""
    status: str = "A"
    doubt: str = ""
    start: int = 0
    end: int = 0
    case_kind: str = ""
    program: str = ""
    award_level: str = ""
    subject: str = "level"
    base_period: str = ""
    scope_code: str = ""
    low: Decimal | Fraction | None = None
    high: Decimal | Fraction | None = None
    clues: str | Callable[[], str] = field(default="", compare=False, repr=False)

    @property
    def why(self) -> str:
        """The rule and the clues that made the statement; few ever ask for them, so they are worded when asked for."""
        if not isinstance(self.clues, str):
            self.clues = self.clues()
        return self.clues

    @property
    def year(self) -> int | None:
        """The calendar year of the period."""
        return int(self.period[:4]) if self.period[:4].isdecimal() else None


@dataclass
class Reading:
    """A file as it was read: its statements in the order of print, and what could not be understood.

    ``title`` is that of the first table, and ``checksum`` the SHA-256 of the file as it was found. Of running
    text, ``text`` is what the offsets of statements point into. ``published`` is the date of publication, as far
    as it is known: 2017-04-26, 2017-04, 2017 or empty. ``notes`` are for whoever reads the answer.
    """

    name: str
    checksum: str
    title: str = ""
    statements: list[Statement] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    text: str = ""
    published: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, and no table."""
        return self.text != ""
