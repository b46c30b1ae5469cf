"""A finding: one published number, what it should be by a rule, the verdict, and a sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..numbers import Bounds
from ..periods import period_text
from .evidence import Claim, Evidence, Figure

#: Verdicts, the worst first.
VERDICTS = ("contradicted", "question", "unverifiable", "consistent", "reproduced")


class Said(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str


#: Nothing to say.
NOTHING = Said("", "")


@dataclass(slots=True)
class Finding:
    """One check of one published number.

    ``low`` and ``high`` are what it should be, in its own unit; ``implied`` is what another figure would have to
    be for it to hold. ``sharpness`` is the share of random numbers of the same print that would have passed.
    ``inputs`` are the figures and claims that it was computed from, each with its part in the computation.
    ``gross`` marks a contradiction of sign or direction, and ``suspects`` the cells that explain a failed sum.
    """

    rule: str
    verdict: str
    of: Figure | Claim
    published: str
    computed: Bounds | None
    explanation: Said
    implied: Said = NOTHING
    sharpness: Fraction | None = None
    inputs: list[tuple[str, Figure | Claim]] = field(default_factory=list)
    gross: bool = False
    suspects: Said = NOTHING


def grade(printed: Bounds, computed: Bounds) -> str:
    """How a printed number stands to what it should be.

    Reproduced where whatever it can have been prints so, contradicted where none of it does, and consistent
    in between.
    """
    both = printed.intersect(computed)
    return "contradicted" if both is None else "reproduced" if both == computed else "consistent"


def cut_off(claim: Claim | Figure, divisor: int) -> Bounds:
    """What a number can be if its digits were cut off and not rounded."""
    step = Fraction(10) ** (-claim.decimals + (claim.unit_mult if isinstance(claim, Figure) else 0))
    value = Fraction(claim.value or 0, divisor)
    return Bounds(value, value + step, high_open=True) if value >= 0 else Bounds(value - step, value, low_open=True)


def best(findings: list[Finding]) -> Finding:
    """The kindest of several ways to check one number, the first where several are as kind."""
    kindness = ("reproduced", "consistent", "question", "contradicted", "unverifiable")
    return min(findings, key=lambda finding: kindness.index(finding.verdict))


def plain(number: Fraction | int, places: int = 6, up: bool | None = None) -> str:
    """A number in plain digits, with at most so many decimals: to the nearest, or to one side."""
    if isinstance(number, int) or number.denominator == 1:
        return str(int(number))
    scaled = number * 10**places
    whole = scaled.numerator // scaled.denominator
    if up is None:
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    elif up and scaled.denominator != 1:
        whole += 1
    text = format(Decimal(whole).scaleb(-places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(bounds: Bounds | None, places: int = 4) -> Said:
    """A range in words of both languages, rounded outwards; one number where it is one."""
    if bounds is None or (bounds.low is None and bounds.high is None):
        return Said("", "")
    low = None if bounds.low is None else plain(bounds.low, places, up=False)
    high = None if bounds.high is None else plain(bounds.high, places, up=True)
    if low is None:
        return Said(f"at most {high}", f"不超过 {high}")
    if high is None:
        return Said(f"at least {low}", f"不少于 {low}")
    if bounds.low == bounds.high or low == high:
        return Said(low, low)
    return Said(f"{low} to {high}", f"{low} 至 {high}")


def range_text(bounds: Bounds | None, places: int = 4) -> Said:
    """A range as one cell: a number, or both ends with a dash between them."""
    if bounds is None or bounds.low is None or bounds.high is None:
        return span(bounds, places)
    low, high = plain(bounds.low, places, up=False), plain(bounds.high, places, up=True)
    text = low if bounds.low == bounds.high or low == high else f"{low} – {high}"
    return Said(text, text)


def whole_range(bounds: Bounds | None) -> Bounds | None:
    """The whole numbers of a range as a range; the range itself where it is without end."""
    inside = bounds.integers() if bounds is not None else None
    if bounds is None or inside is None or not inside:
        return bounds if inside is None else None
    return Bounds(Fraction(inside[0]), Fraction(inside[-1]))


def name_of(evidence: Evidence, of: Figure | Claim, *, region: bool = True) -> Said:
    """What a number is of, in words: Xinjiang, patents in force, invention, 2016."""
    names = evidence.names
    metric, item = names.metrics[of.metric], names.items[of.item]
    period = period_of(evidence, of)
    en = [metric.en, item.en] if item.en else [metric.en]
    zh = f"{metric.zh}·{item.zh}" if item.zh else metric.zh
    where = names.regions[of.region]
    if region:
        return Said(
            ", ".join([where.en, *en, period]),
            f"{where.zh}{period}年{zh}" if len(period) == 4 else f"{where.zh}{period} {zh}",
        )
    return Said(", ".join(en), zh)


def period_of(evidence: Evidence, of: Figure | Claim) -> str:
    """The period of a number as it is written."""
    return period_text(of.year, evidence.names.suffixes[of.part])


def printed(figure: Figure, divisor: int) -> str:
    """A figure as it was printed; one that was recovered as its range."""
    if figure.published:
        return figure.published
    low = None if figure.low is None else Fraction(figure.low, divisor)
    high = None if figure.high is None else Fraction(figure.high, divisor)
    return range_text(Bounds(low, high)).en
