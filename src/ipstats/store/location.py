"""Where the database is: flag, environment, user configuration, default, in this order."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import DatabaseMissingError, UsageError

#: Name of the database file in the user's data directory.
FILE_NAME = "ipstats.sqlite"


@dataclass(frozen=True, eq=False, repr=False)
class Location:
    """A database: a SQLite file (``path``) or a server (``url``), and who said so (``origin``)."""

    path: Path | None
    url: str
    origin: str

    @property
    def is_sqlite(self) -> bool:
        return self.path is not None

    def __str__(self) -> str:
        return str(self.path) if self.path is not None else masked(self.url)


def masked(url: str) -> str:
    """A connection string with its password replaced by stars."""
    # The name of the driver is ours, not what the user wrote.
    hidden = re.sub(r"(://[^:/@?]*):.*@", r"\1:***@", url.replace("postgresql+psycopg://", "postgresql://", 1))
    return re.sub(r"(?i)([?&](?:password|passwd|sslpassword)=)[^&]*", r"\1***", hidden)


def locate(flag: str | None = None) -> Location:
    """The database that is meant. Raises :class:`UsageError` for a text that names none."""
    if flag is not None:
        return parse(flag, "--database")
    if environment := os.environ.get("IPSTATS_DATABASE"):
        return parse(environment, "IPSTATS_DATABASE")
    configured = configuration().get("database")
    if isinstance(configured, str):
        return parse(configured, str(configuration_file()))
    return Location(data_directory() / FILE_NAME, "", "default")


def parse(text: str, origin: str) -> Location:
    """A path, a ``sqlite:///`` URL or a ``postgresql://`` URL."""
    scheme, separator, rest = text.partition("://")
    dialect = scheme.partition("+")[0].lower()
    if not text.strip():
        raise UsageError(f"{origin} is empty", "Give the path of a SQLite file, or postgresql://user@host/name")
    if not separator:
        if re.match(r"(?i)(postgres(ql)?|sqlite)(\+\w+)?:|(.*\s)?password\s*=", text):
            # Not a file of that name: a message or a listing would show the password.
            raise UsageError(
                f"{origin} is no connection string",
                "Write postgresql://user:password@host:port/name, or ./NAME for a file",
            )
        return Location(_file(text, origin), "", origin)
    if dialect == "sqlite":
        if not rest.startswith("/") or len(rest) < 2:
            raise UsageError(
                f"{origin} names no file: {masked(text)}",
                "Write sqlite:///relative/path or sqlite:////absolute/path",
            )
        return Location(_file(rest[1:], origin, home=False), "", origin)
    if dialect in ("postgresql", "postgres"):
        if rest.partition("?")[0].count("@") > 1:
            # What stands behind the first would be taken for the host, and named in messages.
            raise UsageError(f"{origin} has an @ in its user name or password: {masked(text)}", "Write it there as %40")
        return Location(None, "postgresql+psycopg" + text[len(scheme) :], origin)
    raise UsageError(
        f"{origin} is of a kind that ipstats does not speak: {masked(text)}",
        "Give the path of a SQLite file, or postgresql://user@host/name",
    )


def _file(text: str, origin: str, *, home: bool = True) -> Path:
    try:
        path = Path(text)
        return (path.expanduser() if home else path).absolute()
    except RuntimeError:
        raise UsageError(f"{origin} is in a home directory that is not known: {text}", "Write the whole path") from None
    except FileNotFoundError:
        raise UsageError(f"{origin} is relative to a folder that is gone: {text}", "Write the whole path") from None


def data_directory() -> Path:
    """The user's data directory for ipstats (platformdirs)."""
    from platformdirs import user_data_path

    return _at_home(user_data_path)


def configuration_file() -> Path:
    """The user's configuration file, which need not exist."""
    from platformdirs import user_config_path

    return _at_home(user_config_path) / "config.toml"


def _at_home(directory: Callable[..., Path]) -> Path:
    # Without HOME and without an entry in the password file, "~" stays as it is, or is an error, by version.
    with contextlib.suppress(RuntimeError):
        if (path := directory("ipstats", appauthor=False)).is_absolute():
            return path
    raise DatabaseMissingError(
        "there is no home directory to keep the database in", "Name a place: --database PATH, or IPSTATS_DATABASE=PATH"
    )


def configuration() -> dict[str, Any]:
    """What the user configured: ``database`` and ``lang``. Empty where there is no file."""
    try:
        file = configuration_file()
        text = file.read_text("utf-8")
    except (OSError, DatabaseMissingError):
        return {}
    except UnicodeDecodeError:
        raise UsageError(f"{file} is not UTF-8 text", 'It is TOML: database = "path", lang = "zh"') from None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: {error}", 'It is TOML: database = "path", lang = "zh"') from None
