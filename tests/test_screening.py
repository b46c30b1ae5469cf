"""The audit of a large database finds what the audit of a small one finds, word for word."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ipstats.database import open_database
from ipstats.errors import NothingMatchesError
from ipstats.questions import auditing
from panels import World, statements
from worlds import on_sqlite

BAD = ("contradicted", "question", "unverifiable")
ASKED = (("contradicted",), ("question",), ("unverifiable",), BAD)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A database of reference data alone."""
    return on_sqlite(tmp_path_factory.mktemp("bare") / "bare.sqlite", [])


def audited(path: Path, large: int, **selectors: object):
    """The rows and notes of an audit, where a database with more figures than ``large`` is screened."""
    with pytest.MonkeyPatch.context() as patch, open_database(path) as database:
        patch.setattr(auditing, "LARGE", large)
        try:
            result = database.audit(**selectors)
        except NothingMatchesError:
            return [], []
        return result.rows, result.notes


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
    max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate]
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
