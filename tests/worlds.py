"""Made-up databases: the same seed folders on SQLite and on PostgreSQL, beside reference data and nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ipstats.database import initialize, load

Files = Mapping[str, str | Sequence[str]]


def write_folder(parent: Path, code: str, published: str, more: str = "", **files: str | Sequence[str]) -> Path:
    """A seed folder of this source; ``more`` is added to its ``source.toml``, and files are given by name."""
    folder = parent / code
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(f'code = "{code}"\npublished = "{published}"\n{more}\n', "utf-8")
    for stem, text in files.items():
        (folder / f"{stem}.csv").write_text(text if isinstance(text, str) else "\n".join(text) + "\n", "utf-8")
    return folder


def on_sqlite(path: Path, folders: Iterable[Path]) -> Path:
    """A SQLite database with the reference data and these folders."""
    initialize(path, bare=True)
    if folders := list(folders):
        load(path, folders)
    return path


@contextmanager
def on_postgresql(server: str, folders: Iterable[Path]) -> Iterator[str]:
    """The URL of the same database on a server, dropped at the end."""
    import psycopg

    name = f"world_{os.getpid()}_{os.urandom(4).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = server.replace("/postgres?", f"/{name}?") if "/postgres?" in server else server.rsplit("/", 1)[0] + "/" + name
    try:
        initialize(url, bare=True)
        if folders := list(folders):
            load(url, folders)
        yield url
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
