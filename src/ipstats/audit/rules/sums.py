"""A printed total beside the sum of printed figures: what the rules on parts and on regions share."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ... import sharpness
from ...numbers import Bounds
from ..evidence import Evidence, Figure
from ..findings import Finding, Said, cut_off, grade, name_of, plain, printed, range_text, span

#: So many figures are written out in a sentence; more are counted.
_SHOWN = 6


def summed(evidence: Evidence, rule: str, whole: Figure, parts: Sequence[Figure], what: Said) -> Finding:
    """The check that a total is the sum of its parts, within what the print allows."""
    divisor = evidence.names.metrics[whole.metric].divisor
    # Whole numbers over one divisor: a table has thousands of sums, and fractions are slow.
    open_low, open_high = any(part.low is None for part in parts), any(part.high is None for part in parts)
    low = None if open_low else Fraction(sum(part.low or 0 for part in parts), divisor)
    high = None if open_high else Fraction(sum(part.high or 0 for part in parts), divisor)
    computed = Bounds(low, high)
    verdict = grade(evidence.bounds(whole), computed)
    truncated = verdict == "contradicted" and whole.low != whole.high and _cut(whole, computed, divisor)
    if truncated:
        verdict = "consistent"
    filled = [figure for figure in (whole, *parts) if figure.recovered]
    if filled and verdict == "reproduced":
        verdict = "consistent"
    addends = " + ".join(printed(part, divisor) for part in parts) if len(parts) <= _SHOWN else ""
    total, made = printed(whole, divisor), span(computed)
    if verdict == "contradicted":
        said = _off(evidence, whole, computed, what, addends, total)
    elif truncated:
        said = Said(
            f"{_made(what.en, addends)} {made.en}; {total} fits only if its digits were cut off and not rounded.",
            f"{what.zh}{_made_zh(addends)}为 {made.zh}；公布数 {total} 只有按截尾而非四舍五入才吻合。",
        )
    elif filled:
        name = name_of(evidence, filled[0])
        said = Said(
            f"{_made(what.en, addends)} {made.en}, as printed; {name.en} is recovered from it.",
            f"{what.zh}{_made_zh(addends)}为 {made.zh}，与公布数一致；其中{name.zh}由此推算。",
        )
    elif verdict == "reproduced":
        said = Said(
            f"{_made(what.en, addends)} {made.en}, as printed.",
            f"{what.zh}{_made_zh(addends)}为 {made.zh}，与公布数一致。",
        )
    else:
        said = Said(
            f"{_made(what.en, addends)} {made.en}, and {total} is among them.",
            f"{what.zh}{_made_zh(addends)}为 {made.zh}，公布数 {total} 在其中。",
        )
    return Finding(
        rule, verdict, whole, total, computed, said,
        implied=range_text(computed) if verdict == "contradicted" else Said("", ""),
        sharpness=sharp(whole, computed, divisor),
        inputs=[("total", whole), *(("part", part) for part in parts)],
    )  # fmt: skip


def _cut(whole: Figure, computed: Bounds, divisor: int) -> bool:
    """Whether a rounded total would fit if it was cut off instead."""
    return whole.value is not None and cut_off(whole, divisor).intersect(computed) is not None


def _made(what: str, addends: str) -> str:
    return f"{what[0].upper()}{what[1:]} ({addends}) make" if addends else f"{what[0].upper()}{what[1:]} make"


def _made_zh(addends: str) -> str:
    return f"（{addends}）合计" if addends else "合计"


def _off(evidence: Evidence, whole: Figure, computed: Bounds, what: Said, addends: str, total: str) -> Said:
    bounds, made = evidence.bounds(whole), span(computed)
    if bounds.low is not None and computed.high is not None and computed.high < bounds.low:
        by, side, side_zh = plain(bounds.low - computed.high), "too much", "多"
    else:
        assert bounds.high is not None
        assert computed.low is not None
        by, side, side_zh = plain(computed.low - bounds.high), "too little", "少"
    return Said(
        f"{_made(what.en, addends)} {made.en}; {total} is {by} {side}.",
        f"{what.zh}{_made_zh(addends)}为 {made.zh}，公布数 {total} {side_zh} {by}。",
    )


def sharp(figure: Figure, computed: Bounds, divisor: int) -> Fraction | None:
    """The share of the figures printed with as many digits that would have passed."""
    if figure.value is None:
        return None
    step = Fraction(10) ** (figure.unit_mult - figure.decimals)
    printed_as = abs(Fraction(figure.value, divisor) / step)
    digits = len(str(printed_as.numerator // printed_as.denominator))
    half = Fraction(0) if figure.low == figure.high else Fraction(1, 2)
    return sharpness.of_count(
        Bounds(
            None if computed.low is None else computed.low / step - half,
            None if computed.high is None else computed.high / step + half,
        ),
        digits,
    )
