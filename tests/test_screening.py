"""The audit of a large database finds what the audit of a small one finds, word for word."""

from __future__ import annotations

import random
import shutil
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ipstats.audit import suspects
from ipstats.audit.blame import RULES
from ipstats.audit.screening import columns
from ipstats.audit.screening.columns import above
from ipstats.audit.screening.figures import exact_at
from ipstats.database import open_database
from ipstats.errors import NothingMatchesError, TimeLimitError
from ipstats.questions import auditing, screened
from ipstats.store import columns as store_columns
from ipstats.store.evidence import Some
from panels import NORTH_EAST, YEARS, World, statements
from worlds import on_sqlite

BAD = ("contradicted", "question", "unverifiable")
ASKED = (("contradicted",), ("question",), ("unverifiable",), BAD)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A database of reference data alone."""
    return on_sqlite(tmp_path_factory.mktemp("bare") / "bare.sqlite", [])


def without_suspects(result):
    """The rows of an audit but for the claims that explain failing claims: of a large database they are not worked out."""
    at = {column.id: i for i, column in enumerate(result.columns)}
    return [
        tuple("" if i == at["suspects"] and row[at["rule"]] in RULES else cell for i, cell in enumerate(row))
        for row in result.rows
    ]


@pytest.fixture(autouse=True, scope="module")
def _short_search():
    """Most of these tables are damaged all over: what explains that is looked for long enough to differ."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suspects, "BUDGET", 3_000)
        yield


def audited(path: Path, large: int, **selectors: object):
    """The rows and notes of an audit, where a database with more figures than ``large`` is screened."""
    with pytest.MonkeyPatch.context() as patch, open_database(path) as database:
        patch.setattr(auditing, "LARGE", large)
        try:
            result = database.audit(**selectors)
        except NothingMatchesError:
            return [], []
        return without_suspects(result), result.notes


def assert_alike(path: Path, **selectors: object) -> int:
    plain, alike = audited(path, 10**9, **selectors), audited(path, 0, **selectors)
    assert alike == plain
    return len(plain[0])


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("scratch")


def made(bare: Path, scratch: Path, chance: random.Random) -> World:
    path = scratch / f"{chance.getrandbits(60):x}.sqlite"
    return World(Path(shutil.copy(bare, path)), chance)


def random_world(bare: Path, scratch: Path, chance: random.Random, share: float, provinces: bool, scale: int) -> Path:
    """A database of random sums and claims, some of them damaged."""
    world = made(bare, scratch, chance)
    world.sums("patent.grants", chance.choice([(1,), (1, 2), (1, 2, 3)]), all_provinces=provinces, scale=scale)
    if chance.random() < 0.5:
        world.sums("patent.in_force", (1,), scale=scale)
        for region in (210_000, 220_000, 230_000):
            for year in range(2009, 2016):
                world.figure("population.resident", region, "", year, chance.randint(10**6, 10**8), 2)
                world.figure("patent.in_force_per_10k", region, "invention", year, chance.randint(0, 3000))
    world.damage(share)
    statements(world, chance.choice([0, 5, 40]))
    return world.write()


@settings(
    max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
)
@given(
    seed=st.integers(0, 2**40),
    share=st.sampled_from([0.0, 0.01, 0.05, 0.3]),
    provinces=st.booleans(),
    scale=st.sampled_from([1, 1000, 10**9]),
)
def test_a_screened_audit_says_what_a_plain_one_says(bare, scratch, seed, share, provinces, scale):
    path = random_world(bare, scratch, random.Random(seed), share, provinces, scale)
    for verdicts in ASKED:
        assert_alike(path, verdict=verdicts)
    path.unlink()


@pytest.mark.parametrize(
    "selectors",
    [
        {"verdict": BAD},
        {"verdict": ("contradicted",), "rule": ("regions", "parts")},
        {"verdict": BAD, "region": ("新疆", "西部"), "year": ("2012-2016",)},
        {"verdict": BAD, "metric": ("invention",), "as_of": "2017"},
        {"verdict": ("question", "unverifiable"), "source": ("xinjiang-2016",), "lang": "zh"},
    ],
    ids=str,
)
def test_the_bundled_figures_are_screened_as_they_are_read(seeded, selectors):
    assert_alike(seeded, **selectors)


def test_on_a_server_the_screen_finds_the_same(panel, panel_postgres):
    with pytest.MonkeyPatch.context() as patch, open_database(panel) as here, open_database(panel_postgres) as there:
        patch.setattr(auditing, "LARGE", 10**9)
        plain = here.audit(verdict=BAD)
        patch.setattr(auditing, "LARGE", 0)
        assert without_suspects(there.audit(verdict=BAD)) == without_suspects(plain)


def clean(bare: Path, scratch: Path, seed: int = 1) -> World:
    """All provinces in six years, with sums that hold."""
    world = made(bare, scratch, random.Random(seed))
    world.sums("patent.grants", all_provinces=True, scale=1000, beyond=3)
    return world


def rows_of(path: Path, **selectors: object) -> list[tuple[object, ...]]:
    """Rule, verdict, region and year of each finding of a screened audit, which is as the plain one."""
    assert_alike(path, **selectors)
    with pytest.MonkeyPatch.context() as patch, open_database(path) as database:
        patch.setattr(auditing, "LARGE", 0)
        try:
            found = database.audit(**selectors)
        except NothingMatchesError:
            return []
    return [tuple(row[key] for key in ("rule", "verdict", "region_code", "year")) for row in found.to_records()]


def test_figures_that_hold_are_not_read_one_by_one(bare, scratch, monkeypatch):
    path = clean(bare, scratch).write()

    def refuse(*_: object) -> None:
        raise AssertionError("a figure was read")

    for name in ("of_region", "of_years", "claims"):
        monkeypatch.setattr(Some, name, refuse)
    monkeypatch.setattr(auditing, "read_evidence", refuse)
    assert audited(path, 0, verdict=("contradicted", "unverifiable")) == ([], [])


def test_a_wrong_total_is_found_with_what_explains_it(bare, scratch):
    world = clean(bare, scratch)
    world.figures[world.metrics["patent.grants"][1], NORTH_EAST, world.types["design"], 0, 2013, 1][1:4] = [7] * 3
    # The north-east is the total of its provinces, and its design patents a part of all its patents.
    assert rows_of(world.write(), verdict="contradicted") == [
        ("parts", "contradicted", "100400", 2013),
        ("regions", "contradicted", "100400", 2013),
    ]


def test_without_numpy_a_large_database_is_audited_as_a_small_one(bare, scratch, monkeypatch):
    world = clean(bare, scratch)
    world.damage(0.05)
    path = world.write()
    plain = audited(path, 10**9, verdict=BAD)
    monkeypatch.setattr(auditing, "_has_numpy", lambda: False)
    monkeypatch.setattr(screened, "screened", None)
    assert audited(path, 0, verdict=BAD) == plain


def test_figures_too_far_apart_for_a_grid_are_read_as_a_small_database_is(bare, scratch, monkeypatch):
    world = clean(bare, scratch)
    world.damage(0.1)
    path = world.write()
    monkeypatch.setattr(columns, "_THINNEST", 0)
    monkeypatch.setattr(columns, "_SMALL", 0)
    assert assert_alike(path, verdict=BAD)


def test_slices_change_nothing(bare, scratch, monkeypatch):
    world = clean(bare, scratch)
    world.damage(0.1)
    statements(world, 60)
    path = world.write()
    monkeypatch.setattr(screened, "SLICE", 1)
    monkeypatch.setattr(store_columns, "_REGIONS", 3)
    assert assert_alike(path, verdict=BAD) > 100


def test_an_error_in_the_screen_is_the_error_of_the_audit(bare, scratch, monkeypatch):
    path = clean(bare, scratch).write()

    def late(*_: object) -> None:
        raise TimeLimitError("the time limit was reached")

    monkeypatch.setattr(store_columns.ColumnReader, "claims", late)
    with pytest.raises(TimeLimitError):
        audited(path, 0, verdict=("contradicted",))


#: 8 * 10^14 grown by exactly 24.9999 %.
GROWN = 999_999_200_000_000


@pytest.mark.parametrize(("top", "verdicts"), [(GROWN, []), (GROWN - 1, ["contradicted"])])
def test_a_growth_at_the_edge_of_its_print_is_decided_exactly(bare, scratch, top, verdicts):
    # One less is a part in 10^15, which no quotient in floating point would show.
    world = made(bare, scratch, random.Random(1))
    world.figure("patent.grants", 650_000, "invention", 2015, 8 * 10**14)
    world.figure("patent.grants", 650_000, "invention", 2016, top)
    world.claim("patent.grants", 650_000, "invention", 2016, "growth", 249_999, base=2015)
    found = rows_of(world.write(), verdict="contradicted", rule="growths")
    assert [verdict for _, verdict, _, _ in found] == verdicts


LARGE = st.integers(2**55, 2**61)


@given(LARGE, LARGE, st.sampled_from([-1, 0, 1]), st.sampled_from([-1, 1]))
def test_products_too_large_for_64_bits_are_compared_exactly(a, b, apart, sign):
    # Both sides the same, or one apart in one factor: in floating point they are all alike.
    first, factor, second, other = (np.array([number]) for number in (sign * a, b, sign * b, a + apart))
    assert above(first, factor, second, other)[0] == (sign * a * b > sign * b * (a + apart))


@given(*[st.integers(-(2**61), 2**61)] * 4)
def test_any_products_are_compared_exactly(a, b, c, d):
    first, factor, second, other = (np.array([number]) for number in (a, b, c, d))
    assert above(first, factor, second, other)[0] == (a * b > c * d)


def test_steps_that_round_to_the_same_are_put_in_order_exactly():
    # Each is 1 and a part in 10^15; rounded to a double they cannot be told apart.
    base = np.array([10**15 - 2, 10**15 - 8, 10**15 - 4, 10**15 - 6])
    now = base + 1
    steps = now / base
    assert len(set(steps.tolist())) == 1
    ordered = [exact_at(steps, np.sort(steps), now, base, place) for place in range(4)]
    assert ordered == [Fraction(one + 1, one) for one in (10**15 - 2, 10**15 - 4, 10**15 - 6, 10**15 - 8)]


@given(st.lists(st.integers(-5, 5), max_size=30), st.lists(st.integers(-6, 6), min_size=1, max_size=9))
def test_what_is_at_most_a_limit_is_counted(numbers, limits):
    counted = columns.at_most(np.array(numbers, np.int64), np.array(limits, np.int64))
    assert counted.tolist() == [sum(number <= limit for number in numbers) for limit in limits]


def test_a_step_far_from_those_of_the_peers_is_asked_about(bare, scratch):
    world = made(bare, scratch, random.Random(1))
    for place, region in enumerate(world.provinces):
        for year in YEARS:
            world.figure("patent.grants", region, "invention", year, 10_000 + 100 * place + 50 * (year - 2010))
    grants, invention = world.metrics["patent.grants"][1], world.types["invention"]
    world.figures[grants, 650_000, invention, 0, 2013, 1][1:4] = [500_000] * 3
    # Up, and down again: both steps are far from the others.
    assert rows_of(world.write(), verdict="question", rule="outliers") == [
        ("outliers", "question", "650000", 2013),
        ("outliers", "question", "650000", 2014),
    ]


def test_ranks_of_claims_are_told_apart_among_all_regions(bare, scratch):
    world = made(bare, scratch, random.Random(1))
    for place, region in enumerate(world.provinces, 1):
        for year in (2014, 2015):
            # The first province has the least; with 31 of them the third from the end is third.
            world.figure(
                "patent.grants", region, "invention", year, 1000 * place * (2 if year == 2015 and place == 9 else 1)
            )
    third, ninth = world.provinces[-3], world.provinces[8]
    world.claim("patent.grants", third, "invention", 2015, "rank", 30_000)
    world.claim("patent.grants", third, "invention", 2014, "rank", 40_000)
    world.claim("patent.grants", ninth, "invention", 2015, "rank", 10_000, subject="growth", base=2014)
    # 9000 was 23rd; 18000 is level with the eighteenth, of which thirteen have more.
    world.claim("patent.grants", ninth, "invention", 2015, "rank_change", 90_000, base=2014)
    world.claim("patent.grants", world.provinces[0], "invention", 2015, "rank_change", 10_000, base=2014)
    assert rows_of(world.write(), verdict="contradicted", rule="ranks") == [
        ("ranks", "contradicted", str(world.provinces[0]), 2015),
        ("ranks", "contradicted", str(third), 2014),
    ]


def test_a_large_figure_of_which_one_end_alone_is_known_contradicts_no_other_source_by_accident(bare, scratch):
    # At most 100 and 300: one ends where the other has not begun.
    world = made(bare, scratch, random.Random(1))
    world.figure("patent.grants", 650_000, "invention", 2015, 300, 2)
    world.figure("patent.grants", 650_000, "invention", 2015, 100, 1, low=None)
    found = rows_of(world.write(), rule="sources", verdict=("contradicted", "question"))
    assert [row[:2] for row in found] == [("sources", "contradicted")]


def exchanged_here_and_there(world: World) -> None:
    """Twelve provinces of very different sizes, some rows of them exchanged, some figures missing or recovered."""
    chance = world.chance
    regions = chance.sample(world.provinces, 12)
    years = chance.choice([range(2009, 2016), (2009, 2010, 2012, 2013, 2014)])
    kinds = chance.choice([("invention",), ("invention", "design")])
    size = {region: 4**number for number, region in enumerate(regions)}
    rows = {
        (year, region): {kind: size[region] * chance.randint(100, 110) // 10 for kind in kinds}
        for year in years
        for region in regions
    }
    for year in years:
        if chance.random() < 0.5:
            one, other = chance.sample(regions, 2)
            rows[year, one], rows[year, other] = rows[year, other], rows[year, one]
    for (year, region), row in rows.items():
        for kind, value in row.items():
            if chance.random() < 0.8:
                status = chance.choice("AAAAAAAI")
                value = chance.randint(1, 10**9) if status == "I" else -value if chance.random() < 0.01 else value
                world.figure("patent.grants", region, kind, year, value, status=status)


@pytest.mark.parametrize("seed", range(25))
def test_rows_that_look_exchanged_are_all_put_before_the_rule(bare, scratch, seed):
    world = made(bare, scratch, random.Random(seed))
    exchanged_here_and_there(world)
    path = world.write()
    assert_alike(path, verdict="question", rule="exchanged")
    path.unlink()
