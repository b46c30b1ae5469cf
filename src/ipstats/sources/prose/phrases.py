"""What a noun phrase counts: one metric with its breakdown, or none and the words as printed."""

from __future__ import annotations

from collections.abc import Iterable

from ..vocabulary import MetricName
from .facets import NO_FACETS, NOTHING, Facets, Phrase
from .fitting import fits
from .idle import BODY
from .lexicon import SUMS, Lexicon, Term

#: Who counts: the bodies whose figures are their own, and the subject of their metrics.
_BODIES_OF = {"法院": "court", "检察": "prosecution", "公安": "police", "海关": "customs"}


#: What the measures of patents are of other rights that are applied for and granted.
_RIGHTS = {
    "case": {f"{court}_{end}": f"case.{end}" for court in ("cases", "civil", "criminal") for end in ("accepted", "closed")},
    "plant_variety": {"accepted": "plant_variety.applications", "applications": "plant_variety.applications", "grants": "plant_variety.rights_granted"},
    "layout": {"accepted": "layout.filed", "applications": "layout.filed", "works_registered": "layout.certificates", "certificates": "layout.certificates"},
}  # fmt: skip


#: So many combinations of words are kept, and so many phrases.
_MOST_KNOWN, _MOST_PHRASES = 20_000, 5_000
#: The cases of courts, for those of an office.
_OF_COURT = {"case.accepted": "court.cases_accepted", "case.closed": "court.cases_closed"}
#: The amount of what is counted in pieces, and the pieces of an amount.
_BESIDE = {
    "contract.concluded": "contract.value", "contract.value": "contract.concluded",
    "program.pledges_registered": "program.loans", "program.loans": "program.pledges_registered",
    "customs.shipments_seized": "customs.value_seized", "customs.goods_seized": "customs.value_seized",
}  # fmt: skip
#: The kinds of what market supervision investigates.
_PARTS_OF_CASES = {
    "商标案件": "trademark_case.investigated", "著作权案件": "copyright_case.investigated", "版权案件": "copyright_case.investigated",
}  # fmt: skip
#: What 受理 says again.
_RECEIVED = frozenset(
    ("patent.applications", "trademark.applications", "pct.applications", "plant_variety.applications")
)
#: Kinds of a subject that a text goes on with by their measure alone.
_OWN_KINDS = frozenset(("madrid",))


class Resolver:
    """From words to metrics, with a vocabulary; each combination of words once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.metrics = lexicon.vocabulary.metrics
        self._by_measure: dict[str, list[str]] = {}
        self._by_subject: dict[str, list[str]] = {}
        for code in self.metrics:
            subject, _, measure = code.partition(".")
            self._by_measure.setdefault(measure, []).append(code)
            self._by_subject.setdefault(subject, []).append(code)
        self._known: dict[tuple[object, ...], tuple[str, bool]] = {}
        self._phrases: dict[tuple[object, ...], Phrase] = {}

    def phrase(
        self,
        name: str,
        facets: Facets,
        open_words: str,
        unit: str,
        carried: Phrase = NOTHING,
        subjects: frozenset[str] = frozenset(),
        head: Term | None = None,
    ) -> Phrase:
        """The phrase that words make, what they leave open taken from the phrase before them.

        ``head`` is the word just before the figure, which must be one for the metric that is taken.

        ``unit`` is the printed unit of a level and empty for a claim; ``subjects`` are those of the headings.
        """
        bare = facets is NO_FACETS or not (facets.measures or facets.subjects or facets.metrics or facets)
        if bare and (name or not carried):
            return Phrase(name, open_words=open_words)
        key = (name, facets, open_words, unit, carried, subjects, head.word if head is not None else "")
        found = self._phrases.get(key)
        if found is None:
            if len(self._phrases) > _MOST_PHRASES:
                self._phrases.clear()
            found = self._phrases[key] = self._made(name, facets, open_words, unit, carried, subjects, head)
        return found

    def _made(
        self,
        name: str,
        facets: Facets,
        open_words: str,
        unit: str,
        carried: Phrase,
        subjects: frozenset[str],
        head: Term | None,
    ) -> Phrase:
        if not facets:
            return self.fitting(carried, unit)
        merged = self._with_carried(facets, carried)
        code = self._of_rights(facets, carried, unit, subjects) or self._of_kind(name, facets, carried, unit)
        inherited = True
        head = None if code else head
        if not code:
            code, inherited = self._metric(facets, merged, unit, carried, subjects)
        if not code and (beside := self._only([_BESIDE.get(one, "") for one, _ in facets.metrics], unit)):
            code, head = beside, None  # 质押融资86笔
        if not code and carried.metric and not facets.subjects:
            code = self._sibling(name, carried.metric, unit) or self._kin(facets, carried.metric, unit)
        if code and head is not None and not self._is_named(name, code) and not self._is_of(head, code):
            code = ""
        if code == "enforcement.value" and carried.metric.startswith("customs."):
            code = "customs.value_seized"  # 涉案金额 of what customs seized
        if not code:
            return Phrase(name, merged, open_words=open_words, patent_type=_one(facets.types), own=facets)
        code = self._of_court(name, facets, code, open_words)
        metric = self.metrics[code]
        open_words = self.narrowing(open_words, code)
        if code.startswith(("gi.", "trademark.geographical")) and "等" in name:
            open_words = ""  # 宣纸、宣木瓜等地理标志产品14个: some of them, by name
        if open_words and metric.breakdown == "case" and not BODY.search(open_words):
            # The kind of case is not in the list, and still one of the cases.
            return Phrase(name, merged, code, open_words=open_words)
        if open_words:
            return Phrase(name, merged, open_words=open_words, patent_type=_one(facets.types), nearly=code, own=facets)
        return self._phrase_of(metric, name or carried.name, facets, merged, carried, inherited)

    def phrase_of(self, code: str, name: str, facets: Facets) -> Phrase:
        """The phrase of a metric that words make together, with the item of its breakdown among them."""
        return self._phrase_of(self.metrics[code], name, facets, facets, NOTHING, inherited=False)

    def _phrase_of(
        self, metric: MetricName, name: str, facets: Facets, merged: Facets, carried: Phrase, inherited: bool
    ) -> Phrase:
        """The phrase of a metric, with the item of its breakdown that the words name."""
        subject, _, measure = metric.code.partition(".")
        merged = Facets(
            merged.metrics, ((subject, 1),), ((measure, 1),), merged.types, merged.cases, merged.programs, merged.awards
        )  # fmt: skip
        kind = case = program = award = ""
        if metric.breakdown == "patent_type":
            bare = metric.kind == "ratio" and not facets.subjects
            types = facets.types or (carried.facets.types if inherited or bare else frozenset())
            kind = _one(types) if types else "total"
        elif metric.breakdown == "case":
            cases = facets.cases or (carried.facets.cases if inherited else frozenset())
            case = _one(cases) if cases else "total"
        elif metric.breakdown == "program":
            program, award = _one(facets.programs or carried.facets.programs), _one(facets.awards)
        return Phrase(name, merged, metric.code, kind, case, program, award, own=facets)

    def _of_rights(self, facets: Facets, carried: Phrase, unit: str, headed: frozenset[str]) -> str:
        """获得授权 after 植物新品种权申请 is of the same rights, and never of patents."""
        subject = carried.metric.partition(".")[0]
        if subject not in _RIGHTS or facets.subjects or facets.metrics or facets.types or "patent" in headed:
            return ""
        return self._only([_RIGHTS[subject].get(measure, "") for measure, _ in facets.measures], unit)

    def _of_kind(self, name: str, facets: Facets, carried: Phrase, unit: str) -> str:
        """申请量 after 马德里商标有效注册量: the applications of the same kind, and not all of them."""
        subject, _, measure = carried.metric.partition(".")
        kind = measure.partition("_")[0]
        part = next((code for word, code in _PARTS_OF_CASES.items() if name.endswith(word)), "")
        if part and carried.metric == "enforcement.ip_cases":
            return self._only([part], unit)  # 其中商标案件
        if facets.subjects or facets.metrics or facets.types:
            return ""
        if carried.metric in _RECEIVED and dict(facets.measures).keys() == {"accepted"}:
            return self._only([carried.metric], unit)  # 受理 after 专利申请 are applications
        if carried.metric == "case.accepted" and "cases_closed" in dict(facets.measures):
            return self._only(["case.closed"], unit)  # 受理专利案件3件，审结2件
        if carried.metric and self._is_named(name, carried.metric) and self._only([carried.metric], unit):
            return carried.metric  # 查处 after 查处商标违法案件
        if kind not in _OWN_KINDS:
            return ""
        if "valid_registrations" in dict(facets.measures):
            return self._only([f"{subject}.{kind}_in_force"], unit)
        return self._only([f"{subject}.{kind}_{own}" for own, _ in facets.measures], unit)

    def _only(self, codes: Iterable[str], unit: str) -> str:
        """The one metric among some codes whose figures can have a unit; empty where there are several, or none."""
        found = {code for code in codes if code in self.metrics and (not unit or fits(unit, self.metrics[code]))}
        return found.pop() if len(found) == 1 else ""

    def _sibling(self, name: str, carried: str, unit: str) -> str:
        """授权 after 植物新品种申请: the metric of the same subject whose name has the word."""
        subject = carried.partition(".")[0]
        codes = [
            code for code in self._by_subject[subject]
            if code != carried and self._is_named(name, code) and (not unit or fits(unit, self.metrics[code]))
        ]  # fmt: skip
        return codes[0] if len(codes) == 1 else ""

    def _kin(self, facets: Facets, carried: str, unit: str) -> str:
        """受理 after 知识产权民事一审案件: the acceptances of the same cases."""
        subject, _, measure = carried.partition(".")
        first = measure.rpartition("_")[0]
        return self._only([f"{subject}.{first}_{own}" for own, _ in facets.measures if first], unit)

    def of_other_case(self, carried: Phrase, name: str) -> Phrase:
        """A part of the cases before whose kind is not in the list."""
        return Phrase(name, carried.facets, carried.metric, open_words=name)

    def _of_court(self, name: str, facets: Facets, code: str, open_words: str) -> str:
        """法院受理的知识产权案件 are none of an office's: the metric of courts, where it was taken for that of cases."""
        ours = _OF_COURT.get(code, "")
        general = "知识产权" in name and not facets.cases - {"total"}
        return ours if ours in self.metrics and general and "法院" in open_words else code

    def _is_named(self, name: str, code: str) -> bool:
        return len(name) >= 2 and name in self.metrics[code].name_zh

    def _is_of(self, term: Term, code: str) -> bool:
        """Whether a word can be said of a metric."""
        subject, _, measure = code.partition(".")
        breakdown = self.metrics[code].breakdown
        own = {"metric": code, "subject": subject, "measure": measure}
        items = {"patent_type": "patent_type", "case": "case", "program": "program", "award": "program"}
        return (
            any(
                own.get(kind) == target or items.get(kind) == breakdown or term.word in SUMS
                for kind, target in term.meanings
            )
            or any(measure.endswith(f"_{target}") for target in term.targets("measure"))
            or (
                subject in ("court", "enforcement", "police", "trademark_case", "copyright_case")
                and "case" in term.targets("subject")
            )
        )

    def _beside(self, code: str, unit: str) -> Phrase | None:
        """What is told beside a number of contracts or pledges without words of its own: 技术合同86项，金额3亿元."""
        shipments = code == "customs.shipments_seized" and unit not in ("元", "批", "批次")
        code = "customs.goods_seized" if shipments else _BESIDE.get(code, "")
        metric = self.metrics.get(code)
        if metric is None or not fits(unit, metric):
            return None
        subject, _, measure = code.partition(".")
        return Phrase(metric.name_zh, Facets(subjects=((subject, 1),), measures=((measure, 1),)), code)

    def fitting(self, carried: Phrase, unit: str) -> Phrase:
        """The phrase before, where a figure of this unit can be of it."""
        if carried.metric and unit and not fits(unit, self.metrics[carried.metric]):
            if (beside := self._beside(carried.metric, unit)) is not None:
                return beside
            # 查获侵权货物45批、36.2万件: the same words, counted otherwise.
            other = self.phrase(carried.name, carried.own, carried.open_words, unit) if carried.own else NOTHING
            return other if other.metric else Phrase(carried.name, carried.facets, open_words=carried.name)
        if not carried.metric and carried.own and unit:
            return self.phrase(carried.name, carried.own, carried.open_words, unit)
        return carried

    def _with_carried(self, facets: Facets, carried: Phrase) -> Facets:
        """The facets of a phrase, with those that it leaves open."""
        before = carried.facets
        if facets.metrics or before is NO_FACETS:
            programs = facets.programs or before.programs
            return facets._replace(programs=programs) if programs != facets.programs else facets
        complete = bool(facets.measures and (facets.subjects or facets.types or facets.cases))
        whole = bool(facets.subjects) or complete
        return Facets(
            facets.metrics,
            facets.subjects or (() if complete else before.subjects),
            facets.measures or before.measures,
            facets.types or (frozenset() if whole else before.types),
            facets.cases or (frozenset() if whole else before.cases),
            facets.programs or before.programs,
            facets.awards,
            facets.telling,
        )

    def _metric(
        self, facets: Facets, merged: Facets, unit: str, carried: Phrase, subjects: frozenset[str]
    ) -> tuple[str, bool]:
        """The one metric that the words name, and whether what they leave open is that of the phrase before."""
        key = (facets, merged, unit, carried.metric, subjects)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[key] = self._best(facets, merged, unit, carried, subjects)
        return found

    def _best(
        self, facets: Facets, merged: Facets, unit: str, carried: Phrase, headed: frozenset[str]
    ) -> tuple[str, bool]:
        named = dict(facets.metrics)
        own_subjects, own_measures = dict(facets.subjects), dict(facets.measures)
        candidates = set(named)
        for measure in own_measures or dict(merged.measures):
            candidates |= set(self._by_measure.get(measure, ()))
        if not own_measures and not named:
            # A subject that is counted in one way only: PCT专利申请.
            for subject in own_subjects:
                if len(self._by_subject[subject]) == 1:
                    candidates |= set(self._by_subject[subject])
            if carried.metric:
                candidates.add(carried.metric)
        scores: dict[str, int] = {}
        total = sum(named.values()) + sum(own_subjects.values()) + sum(own_measures.values())
        for code in candidates:
            metric = self.metrics[code]
            subject, _, measure = code.partition(".")
            items = (
                (bool(facets.types) and metric.breakdown == "patent_type")
                or (bool(facets.cases) and metric.breakdown == "case")
                or (bool(facets.programs or facets.awards) and metric.breakdown == "program")
            )
            long_measure = measure in facets.telling and len(self._by_measure[measure]) == 1
            evidence = (
                code in named or subject in own_subjects or items or long_measure
                or subject in dict(merged.subjects) or subject in headed
                or (carried.metric.partition(".")[0] == subject and not own_subjects)
            )  # fmt: skip
            if not evidence or (unit and not fits(unit, metric)):
                continue
            if facets.types - {"total"} and metric.breakdown != "patent_type" and code not in named:
                continue
            if facets.cases and metric.breakdown != "case" and code not in named:
                continue
            if own_subjects and subject not in own_subjects and code not in named and not items and not long_measure:
                continue
            covered = named.get(code, 0) + own_subjects.get(subject, 0) + own_measures.get(measure, 0)
            scores[code] = 2 * covered - total + (1 if items else 0)
        if not scores:
            return "", False
        best = max(scores.values())
        codes = sorted(code for code, score in scores.items() if score == best)
        if len(codes) > 1 and carried.metric in codes:
            codes = [carried.metric]
        if len(codes) > 1:
            # 审结 after 新收民事一审案件 is of the same cases.
            kin = carried.metric.partition("_")[0]
            alike = [code for code in codes if kin and code.partition("_")[0] == kin]
            codes = alike if len(alike) == 1 else codes
            alike = [
                code for code in codes if carried.metric and code.partition(".")[0] == carried.metric.partition(".")[0]
            ]
            codes = alike if len(alike) == 1 else codes
            alike = [code for code in codes if code.partition(".")[0] in headed]
            codes = alike if len(alike) == 1 else codes
        code = codes[0] if len(codes) == 1 else ""
        return code, bool(code) and not own_subjects and code not in named

    def narrowing(self, open_words: str, code: str) -> str:
        """Those of the open words that narrow a metric: a court narrows nothing of what courts count."""
        body = BODY.search(open_words)
        if body is not None and code.partition(".")[0] in (_BODIES_OF[body[1]], "enforcement"):
            return BODY.sub("", open_words)
        return open_words


def _one(items: frozenset[str]) -> str:
    return next(iter(items)) if len(items) == 1 else ""
