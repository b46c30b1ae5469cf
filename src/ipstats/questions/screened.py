"""The audit of a large database: screened in columns, and only what does not pass put before the rules."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from os import cpu_count

from ..audit.auditing import audit, in_order
from ..audit.evidence import NATION, Claim, Evidence, Figure, Names
from ..audit.findings import Finding
from ..audit.rules import RULES
from ..audit.rules.exchanged import small_levels
from ..audit.rules.outliers import Usual, far_out
from ..audit.rules.regions import members_of
from ..audit.screening.columns import Claims, Key, Table, ThinError
from ..audit.screening.figures import Panel
from ..audit.screening.screen import Picked, by_the_piece, packing_of, screen
from ..audit.suspects import name_suspects
from ..store.columns import ColumnReader
from ..store.evidence import Some, read_evidence
from ..store.reading import Reader

#: So many figures are put before a rule at once, or somewhat more.
SLICE = 50_000

#: Of so many regions each is read for itself, rather than all regions of the years concerned.
_FEW = 100

#: More connections than this to one file are of no use.
_MOST_THREADS = 4


@dataclass(frozen=True)
class Asked:
    """What is asked of the screen: rules (all where none is named), verdicts, sources that count, and which facts."""

    rules: Collection[str]
    verdicts: Collection[str]
    sources: Collection[int] | None
    wanted: Callable[[Figure | Claim | Key], bool]


#: What is to be looked at in a family, and how many figures a year has in each metric; ``None`` where the family must
#: be read as a small one is.
_Picked = tuple[Picked, dict[int, int]] | None


def screened(reader: Reader, names: Names, families: Sequence[set[int]], asked: Asked) -> Iterator[list[Finding]]:
    """The findings of each family that have one of the verdicts, none of which may be consistent or reproduced.

    Families are screened side by side, each by a connection of its own.
    """
    rules = [
        rule
        for rule in RULES
        if (not asked.rules or rule in asked.rules) and set(RULES[rule].verdicts) & set(asked.verdicts)
    ]
    if not rules:
        return
    look = _Look(reader, names, asked, rules)
    for family, picked in zip(families, _screens(reader, names, families, rules, asked), strict=True):
        if picked is None:
            yield look.plainly(family, rules)
        else:
            yield look.at(family, *picked)


def _screens(
    reader: Reader, names: Names, families: Sequence[set[int]], rules: Sequence[str], asked: Asked
) -> Iterator[_Picked]:
    """What is to be looked at in each family, in their order, while others are still screened."""
    screens: list[Future[_Picked]] = [Future() for _ in families]
    # One iterator for all threads: each takes the next family. The list is emptied where nothing more is wanted.
    waiting = deque(zip(families, screens, strict=True))

    def work() -> None:
        """Screen one family after the other, until none is left."""
        taken = Future[_Picked]()
        try:
            columns = ColumnReader(reader, names, asked.sources)
            try:
                while waiting:
                    family, taken = waiting.popleft()
                    taken.set_result(_picked(columns, names, family, rules, asked))
            finally:
                columns.close()
        except IndexError:
            # Another thread took the last one.
            return
        except BaseException as error:
            for left in (taken, *(screen for _, screen in waiting)):
                if not left.done():
                    left.set_exception(error)
            waiting.clear()

    threads = min(_MOST_THREADS, cpu_count() or 1, max(1, len(families)))
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(threads):
            pool.submit(work)
        try:
            for screen in screens:
                yield screen.result()
        finally:
            waiting.clear()


def _picked(columns: ColumnReader, names: Names, family: set[int], rules: Sequence[str], asked: Asked) -> _Picked:
    if "question" in asked.verdicts and "outliers" in rules and by_the_piece(names, family):
        return None
    packing = packing_of(names, family)
    tables: dict[int, Table] = {}
    claims: dict[int, Claims] = {}
    stated = {"growths", "ranks", "shares", "implied"} & set(rules)
    try:
        for metric in sorted(family):
            tables[metric] = columns.table(metric, packing)
            if stated:
                claims[metric] = columns.claims(metric, packing)
        picked = screen(names, tables, claims, rules, asked.verdicts)
    except ThinError:
        return None
    chosen = {rule: {key for key in keys if asked.wanted(key)} for rule, keys in picked.keys.items()}
    picked.keys = {rule: keys for rule, keys in chosen.items() if keys}
    a_year = {metric: 1 + len(table.rows) // max(1, len(table.grid.years)) for metric, table in tables.items()}
    return picked, a_year


class _Look:
    """Puts what was picked before the rules, with all the figures that they look at, in slices."""

    def __init__(self, reader: Reader, names: Names, asked: Asked, rules: Sequence[str]) -> None:
        self.reader, self.names, self.asked, self.rules = reader, names, asked, rules
        self.some = Some(self._rows, asked.sources)

    def _rows(self, sql: str, values: Mapping[str, object]) -> Iterable[Sequence[object]]:
        return self.reader.select(sql, values)[1]

    def plainly(self, family: set[int], rules: Sequence[str]) -> list[Finding]:
        """The findings of a family, all of it read."""
        evidence = read_evidence(self._rows, self.names, family, self.asked.sources)
        findings = audit(evidence, rules, self.asked.wanted)
        name_suspects(evidence, findings)
        return [one for one in findings if one.verdict in self.asked.verdicts]

    def at(self, family: set[int], picked: Picked, a_year: Mapping[int, int]) -> list[Finding]:
        """The findings of what was picked in a family."""
        keys = dict(picked.keys)
        found = list(self._sums(keys.pop("parts", set()), keys.pop("regions", set())))
        found += self._outliers(keys.pop("outliers", set()), picked.usual)
        found += self._exchanged(keys.pop("exchanged", set()))
        for rule, of_rule in keys.items():
            slices = self._ranks(of_rule, a_year) if rule == "ranks" else self._within(rule, family, of_rule)
            for evidence, some in slices:
                found += self._judged(rule, evidence, some)
        return in_order(found)

    def _exchanged(self, keys: set[Key]) -> Iterator[Finding]:
        """The rows that look exchanged, in their years, of the levels in which they are looked for: those of few regions."""
        levels = small_levels(self.names)
        regions = sorted(region.id for region in self.names.regions.values() if region.level in levels)
        concerned: dict[int, set[int]] = defaultdict(set)
        for key in keys:
            concerned[key.metric].add(key.year)
        for metric, years in sorted(concerned.items()):
            beside = {year + step for year in years for step in (-1, 0, 1)}
            evidence = Evidence(self.names)
            for region in regions:
                evidence.add(one for one in self.some.of_region(metric, region) if one.year in beside)
            found = (one for one in RULES["exchanged"].check(evidence) if one.of.year in years)
            yield from (one for one in found if self.asked.wanted(one.of))

    def _outliers(self, keys: set[Key], usual: Mapping[Panel, Usual]) -> Iterator[Finding]:
        """The findings of steps beside those that are usual, of which the panels need not be read again."""
        regions: dict[tuple[int, int], list[Key]] = defaultdict(list)
        for key in sorted(keys):
            regions[key.metric, key.region].append(key)
        for (metric, region), of_region in regions.items():
            evidence = Evidence(self.names)
            evidence.add(self.some.of_region(metric, region))
            for key in of_region:
                figure = evidence.figures[key.fact][0]
                before = evidence.preferred((*key.fact[:4], key.year - 1))
                if before is not None and figure.value and before.value:
                    panel = usual[metric, key.item, key.part, key.year]
                    yield from far_out(evidence, [(figure, before, Fraction(figure.value, before.value))], panel)

    def _sums(self, parts: set[Key], regions: set[Key]) -> Iterator[Finding]:
        """The findings of sums, table by table, each with the cells that explain it: that takes the whole table."""
        tables: dict[tuple[int, int], tuple[set[Key], set[Key]]] = defaultdict(lambda: (set(), set()))
        for at, keys in enumerate((parts, regions)):
            for key in keys:
                tables[key.metric, key.year][at].add(key)
        for (metric, year), (of_parts, of_regions) in sorted(tables.items()):
            whole = Evidence(self.names)
            whole.add(self.some.of_years(metric, year, year))
            found = self._judged("parts", _only(whole, {key.region for key in of_parts}), of_parts)
            found += self._judged("regions", _only(whole, self._with_members(of_regions)), of_regions)
            name_suspects(whole, found)
            yield from found

    def _judged(self, rule: str, evidence: Evidence, keys: set[Key]) -> list[Finding]:
        """What a rule finds of the figures and claims of these keys, if it has one of the verdicts."""
        return [
            finding
            for finding in (RULES[rule].check(evidence) if keys else ())
            if finding.verdict in self.asked.verdicts and key_of(finding.of) in keys
        ]

    def _with_members(self, keys: set[Key]) -> set[int]:
        """The regions of totals and all those that make them."""
        regions = {key.region for key in keys}
        for region, year in {(key.region, key.year) for key in keys}:
            outside = self.names.members(NATION, year, ("hmt_region",))
            regions |= members_of(self.names, region, year, set(outside)) | outside
        return regions

    def _within(self, rule: str, family: set[int], keys: set[Key]) -> Iterator[tuple[Evidence, set[Key]]]:
        """All figures of the regions concerned."""
        claims = rule in ("growths", "shares", "implied")
        regions: dict[int, set[Key]] = defaultdict(set)
        for key in keys:
            regions[key.region].add(key)
        metrics = sorted({key.metric for key in keys} if rule == "sources" else family)
        evidence, some, there = Evidence(self.names), set[Key](), set[int]()
        for region in sorted(regions):
            stated = [claim for metric in metrics for claim in self.some.claims(metric, region)] if claims else []
            if rule != "implied":
                stated = [claim for claim in stated if key_of(claim) in keys]
            scopes = {claim.scope for claim in stated if claim.scope is not None} if rule == "shares" else set()
            for of in sorted({region} | scopes):
                if of not in there:
                    for metric in metrics:
                        evidence.add(self.some.of_region(metric, of))
                    there.add(of)
            evidence.claims += stated
            some |= regions[region]
            if len(evidence.figures) > SLICE:
                yield evidence, some
                evidence, some, there = Evidence(self.names), set(), set()
        yield evidence, some

    def _ranks(self, keys: set[Key], a_year: Mapping[int, int]) -> Iterator[tuple[Evidence, set[Key]]]:
        """All regions that are ranked, in the years concerned."""
        concerned: dict[int, set[int]] = defaultdict(set)
        for key in keys:
            concerned[key.metric].add(key.region)
        for metric, regions in sorted(concerned.items()):
            few, many = Evidence(self.names), dict[int, list[Claim]]()
            there: set[int] = set()
            for claim in (one for region in sorted(regions) for one in self.some.claims(metric, region)):
                if key_of(claim) not in keys:
                    continue
                members = self._ranked(claim)
                if len(members) > _FEW:
                    many.setdefault(claim.year, []).append(claim)
                    continue
                for region in sorted(members - there):
                    few.add(self.some.of_region(metric, region))
                there |= members
                few.claims.append(claim)
            yield few, keys
            for evidence in self._panels(metric, many, a_year[metric]):
                yield evidence, keys

    def _ranked(self, claim: Claim) -> set[int]:
        """The regions that a claim ranks its own among, in any of its years."""
        names, level = self.names, (self.names.regions[claim.region].level,)
        years = {claim.year} if claim.base_year is None else {claim.year, claim.base_year}
        return {claim.region}.union(*(names.members(claim.scope or NATION, year, level) for year in years))

    def _panels(self, metric: int, claims: Mapping[int, list[Claim]], a_year: int) -> Iterator[Evidence]:
        """All regions in the years of claims, some years at a time, and the regions of the claims in all others."""
        evidence, there = Evidence(self.names), set[int]()
        for year in sorted(claims):
            for one in sorted(_years(year, claims[year]) - there):
                evidence.add(self.some.of_years(metric, one, one))
                there.add(one)
            evidence.claims += claims[year]
            if len(there) * a_year > SLICE:
                yield self._history(metric, evidence, there)
                evidence, there = Evidence(self.names), set()
        yield self._history(metric, evidence, there)

    def _history(self, metric: int, evidence: Evidence, there: set[int]) -> Evidence:
        """The regions concerned in all other years, for breaks between two."""
        for region in sorted({claim.region for claim in evidence.claims}):
            evidence.add(one for one in self.some.of_region(metric, region) if one.year not in there)
        return evidence


def _only(evidence: Evidence, regions: Collection[int]) -> Evidence:
    """What there is of these regions."""
    return Evidence(evidence.names, {fact: beside for fact, beside in evidence.figures.items() if fact[1] in regions})


def _years(year: int, claims: Sequence[Claim]) -> set[int]:
    """The years in which the figures of all regions are looked at."""
    years = {year}
    for claim in claims:
        base = year - 1 if claim.base_year is None else claim.base_year
        if claim.kind == "rank_change":
            years |= {base, base - 1}
        if claim.subject == "growth":
            years.add(base)
    return years


def key_of(of: Figure | Claim) -> Key:
    """The key of a figure or a claim."""
    return Key(*of[:6], of.kind, of.subject) if isinstance(of, Claim) else Key(*of[:6])
