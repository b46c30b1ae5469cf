"""Which metric and patent type the words of a title and of headings name: exactly one, or none."""

from __future__ import annotations

from dataclasses import dataclass

from ...numbers import COUNT_WORDS
from ..vocabulary import MetricName, Vocabulary
from .words import Facets, Unit


@dataclass(frozen=True)
class Meaning:
    """What a column, a row or both are about; ``doubt`` says why it is not known."""

    metric: MetricName | None
    patent_type: str
    unit: Unit | None
    doubt: str = ""


def meaning_of(vocabulary: Vocabulary, heading: Facets, title: Facets, lines: list[Unit]) -> Meaning:
    """What figures under a heading are, in a table of this title with these units in its unit line."""
    kind, doubt = _patent_type(heading, title)
    codes = [] if doubt else _candidates(vocabulary, heading, title)
    if not doubt and heading.unknown:
        doubt = f"the heading also says {'、'.join(heading.unknown)}, which is no metric known here"
    if not doubt and title.unknown:
        doubt = f"the title also says {'、'.join(title.unknown)}, which may narrow what is counted"
    if not doubt and len(codes) != 1:
        doubt = f"may be any of {', '.join(sorted(codes))}" if codes else "the heading names no known metric"
    metric = None if doubt else vocabulary.metrics[codes[0]]
    units = heading.units or lines
    if metric is not None:
        return _with_unit(metric, kind, units, bool(heading.units))
    own = kind if heading.types else ""
    return Meaning(None, own, units[0] if len(units) == 1 else None, doubt)


def _patent_type(heading: Facets, title: Facets) -> tuple[str, str]:
    """The patent type: a heading's before a title's, a kind before the total."""
    kinds = heading.types - {"total"}
    if not kinds and len(title.types - {"total"}) == 1:
        kinds = title.types - {"total"}
    if len(kinds) > 1:
        return "", f"names several patent types: {', '.join(sorted(kinds))}"
    return (next(iter(kinds)) if kinds else "total" if heading.types or title.types else ""), ""


def _candidates(vocabulary: Vocabulary, heading: Facets, title: Facets) -> list[str]:
    """The metrics that the words allow."""
    if heading.metrics:
        # A measure or a subject beside the name of a metric must say the same.
        return [code for code in heading.metrics if _agrees(code, heading)]
    subjects = heading.subjects or title.subjects | {code.partition(".")[0] for code in title.metrics}
    if heading.measures:
        return _with_measures(vocabulary, heading.measures, subjects, heading.types | title.types)
    if title.metrics:
        allowed = [
            code for code in title.metrics if _agrees(code, Facets(subjects=heading.subjects, measures=title.measures))
        ]
        return allowed if allowed or not title.measures else list(title.metrics)
    if title.measures:
        return _with_measures(vocabulary, title.measures, subjects, heading.types | title.types)
    return []


def _agrees(code: str, facets: Facets) -> bool:
    subject, _, measure = code.partition(".")
    return (not facets.subjects or subject in facets.subjects) and (not facets.measures or measure in facets.measures)


def _with_measures(vocabulary: Vocabulary, measures: set[str], subjects: set[str], types: set[str]) -> list[str]:
    if len(measures) > 1:
        return sorted(f"{subject}.{measure}" for subject in subjects for measure in measures)
    found = [code for code in vocabulary.metrics if code.partition(".")[2] in measures]
    if subjects:
        return [code for code in found if code.partition(".")[0] in subjects]
    return [code for code in found if vocabulary.metrics[code].breakdown == "patent_type"] if types else found


def _with_unit(metric: MetricName, kind: str, units: list[Unit], own: bool) -> Meaning:
    """The metric with the printed unit that fits it; a unit that does not makes it another thing."""
    kind = (kind or "total") if metric.breakdown == "patent_type" else ""
    fitting = [unit for unit in units if fits(unit, metric)]
    if len(fitting) == 1 and (own or len(units) >= 1):
        return Meaning(metric, kind, fitting[0])
    if units:
        printed = "、".join(map(str, units))
        return Meaning(
            None,
            kind,
            units[0] if len(units) == 1 else None,
            f"printed in {printed}, where {metric.code} is in {metric.unit}",
        )
    if metric.kind == "amount" or metric.unit == "人":
        return Meaning(
            metric,
            kind,
            None,
            f"no unit is printed; {metric.name_zh} is printed in 万 or 亿 of {metric.unit} as a rule",
        )
    return Meaning(metric, kind, None)


def fits(unit: Unit, metric: MetricName) -> bool:
    """Whether a printed unit is that of a metric."""
    bases = {metric.unit, metric.unit.partition("/")[0] if metric.kind == "ratio" else metric.unit}
    return unit.base in bases or (unit.base in COUNT_WORDS and metric.unit in COUNT_WORDS)
