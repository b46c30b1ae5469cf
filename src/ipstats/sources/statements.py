"""What a published file says, one statement at a time, before anything of it is loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

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
    """One figure as a file states it.

    ``region_code`` and ``metric`` are empty where the printed name is known for nothing; ``region`` and
    ``metric_zh`` then hold it as printed. ``period`` is in SDMX form. ``value`` is in base units
    (21.36万件 is 213600 of ``unit`` 件) and ``None`` where the figure is missing or known as a range only.
    ``status`` is the SDMX observation status: A, O for a figure missing in print, I for one recovered from
    the others, whose ``published`` is then empty and whose ``note`` gives the reason.
    ``doubt`` says why the statement cannot be loaded as it is; it is empty where it can.
    """

    kind: str
    region_code: str
    region: str
    period: str
    metric: str
    metric_zh: str
    patent_type: str
    value: Decimal | None
    unit: str
    qualifier: str
    published: str
    locator: str
    note: str = ""
    status: str = "A"
    doubt: str = ""

    @property
    def year(self) -> int | None:
        """The calendar year of the period."""
        return int(self.period[:4]) if self.period[:4].isdecimal() else None


@dataclass
class Reading:
    """A file as it was read: its statements in the order of print, and what could not be understood.

    ``title`` is that of the first table, and ``checksum`` the SHA-256 of the file as it was found.
    """

    name: str
    checksum: str
    title: str = ""
    statements: list[Statement] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
