"""What is known of a level: the figures of all sources, and ratios worked out from every vintage of both figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...numbers import Bounds, product, ratio
from ..evidence import Claim, Evidence, Fact, Figure, Ratio
from ..findings import Said, printed, span


@dataclass(frozen=True)
class Level:
    """A level as one source, or two figures, give it; ``what`` says which in words."""

    bounds: Bounds
    what: Said
    inputs: tuple[tuple[str, Figure | Claim], ...]
    recovered: bool = False
    worked_out: bool = False

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.bounds.low is not None and self.bounds.low == self.bounds.high


def levels(evidence: Evidence, fact: Fact, source: int) -> list[Level]:
    """All that is known of a level: printed by the source itself, by others, worked out, and recovered last."""
    known = [_stated(evidence, figure) for figure in evidence.stated(fact, source)]
    published = [level for level in known if not level.recovered]
    own = any(
        figure.source == source and figure.known and not figure.recovered for figure in evidence.figures.get(fact, ())
    )
    worked_out = [] if own else list(quotients(evidence, fact, source))
    return published + worked_out + [level for level in known if level.recovered]


def _stated(evidence: Evidence, figure: Figure) -> Level:
    text = printed(figure, evidence.names.metrics[figure.metric].divisor)
    code = evidence.names.sources[figure.source].code
    return Level(
        evidence.bounds(figure), Said(f"{text} ({code})", f"{text}（{code}）"), (("level", figure),), figure.recovered
    )


def quotients(evidence: Evidence, fact: Fact, source: int, lag: int | None = None) -> Iterator[Level]:
    """A ratio worked out from its numerator and each vintage of its denominator, ``lag`` years before."""
    declared = ratio_of(evidence, fact[0])
    if declared is None or fact[3] != 0:
        return
    lag = declared.lag if lag is None else lag
    for over in evidence.stated((declared.numerator, *fact[1:]), source)[:1]:
        for under in denominators(evidence, declared, fact, lag):
            bounds = per_unit(evidence.bounds(over), evidence.bounds(under), declared.per)
            if bounds is None:
                continue
            codes = " / ".join(printed(one, evidence.names.metrics[one.metric].divisor) for one in (over, under))
            made = span(bounds)
            code = evidence.names.sources[under.source].code
            yield Level(
                bounds,
                Said(f"{made.en} ({codes}, {code}, {under.year})", f"{made.zh}（{codes}，{code}，{under.year}年）"),
                (("numerator", over), ("denominator", under)),
                worked_out=True,
            )


def ratio_of(evidence: Evidence, metric: int) -> Ratio | None:
    """The declaration of a ratio that is worked out."""
    return next((ratio for ratio in evidence.names.ratios if ratio.metric == metric), None)


def denominators(evidence: Evidence, ratio: Ratio, fact: Fact, lag: int) -> list[Figure]:
    """Every published vintage of what a ratio is divided by."""
    return [
        figure
        for figure in evidence.figures.get((ratio.denominator, fact[1], 0, 0, fact[4] - lag), ())
        if figure.known and not figure.recovered
    ]


def per_unit(over: Bounds, under: Bounds, per: int) -> Bounds | None:
    """A figure over another, per so many of its units; ``None`` where the divisor can be zero."""
    return ratio(product(over, per), under)
