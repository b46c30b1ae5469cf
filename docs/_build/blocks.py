"""The examples in the pages: their commands are run, and what they print is written below them.

A fenced block ``console`` holds commands after ``$`` (continued after ``>``) and their standard output, a block
``pycon`` a Python session. ``2>&1`` shows the messages too; ``exit=5`` behind ``console`` says that the commands
of the block end with that code and not with 0. All blocks of a page share one working directory, which holds
the folders of ``docs/examples``, and one data directory. Blocks of another kind are not run.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1]
ROOT = DOCS.parent
EXAMPLES = DOCS / "examples"

_BLOCK = re.compile(r"^```(?P<kind>console|pycon)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)

#: What is kept of the environment in which the pages are written.
_KEPT = ("PATH", "SYSTEMROOT", "TMPDIR")

#: The directories of a user, where Linux has them (XDG Base Directory Specification).
_DIRECTORIES = {"DATA": ".local/share", "CONFIG": ".config", "CACHE": ".cache", "STATE": ".local/state"}


class ExampleError(Exception):
    """An example that does not run as its page says."""


class Shell:
    """A place of their own for the commands of one page: a working directory and a home, thrown away at the end."""

    def __init__(self, database: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ipstats-docs-")
        # Resolved: what the program prints is a real path, and a temporary directory may be a link.
        place = Path(self._folder.name).resolve()
        self.home, self.work = place / "home", place / "work"
        shutil.copytree(EXAMPLES, self.work)
        data = self.home / _DIRECTORIES["DATA"] / "ipstats"
        data.mkdir(parents=True)
        shutil.copy(database, data / "ipstats.sqlite")
        self.names: dict[str, Any] = {"__name__": "__main__"}

    def __enter__(self) -> Shell:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def run(self, command: str) -> tuple[int, str]:
        """Run one command line; its exit code and what it printed."""
        words = shlex.split(command)
        together = words[-1:] == ["2>&1"]
        words = words[:-1] if together else words
        if words[:1] == ["cat"]:
            return 0, "".join((self.work / name).read_text("utf-8") for name in words[1:])
        if words[:1] != ["ipstats"]:
            raise ExampleError(f"neither ipstats nor cat: {command}")
        from ipstats.cli.console import run

        out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
        err = out if together else io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
        with self._inside(), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            arguments, sys.argv = sys.argv, ["ipstats", *words[1:]]
            try:
                code = run(words[1:])
            finally:
                sys.argv = arguments
        return int(code), self._without_places(out.buffer.getvalue().decode())  # type: ignore[attr-defined]

    def execute(self, source: str) -> str:
        """Run one statement of a Python session; what it printed."""
        out = io.StringIO()
        with self._inside(), contextlib.redirect_stdout(out):
            exec(compile(source, "<docs>", "single"), self.names)
        return self._without_places(out.getvalue())

    def _without_places(self, text: str) -> str:
        return text.replace(f"{self.work}{os.sep}", "").replace(str(self.home), "~")

    @contextlib.contextmanager
    def _inside(self) -> Iterator[None]:
        """Our directory, home and environment, and nothing of the user's."""
        before, here = dict(os.environ), Path.cwd()
        environment = {name: before[name] for name in _KEPT if name in before}
        environment |= {"HOME": str(self.home), "LANG": "C.UTF-8"}
        for name, place in _DIRECTORIES.items():
            environment[f"XDG_{name}_HOME"] = str(self.home / place)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(self.work)
        try:
            yield
        finally:
            os.chdir(here)
            os.environ.clear()
            os.environ.update(before)


def blocks_of(text: str) -> list[tuple[str, str, str]]:
    """The blocks of a page that are run: kind, what stands behind it, and the body."""
    return [(match["kind"], match["info"].strip(), match["body"]) for match in _BLOCK.finditer(text)]


def brought_up_to_date(text: str, shell: Shell) -> str:
    """A page with the outputs of its examples as they are now."""

    def renewed(match: re.Match[str]) -> str:
        body = match["body"]
        try:
            new = _session(body, shell) if match["kind"] == "pycon" else _console(body, match["info"], shell)
        except ExampleError:
            raise
        except Exception as error:
            raise ExampleError(f"{type(error).__name__}: {error}, in:\n{body}") from error
        return f"```{match['kind']}{match['info']}\n{new}```"

    return _BLOCK.sub(renewed, text)


def commands_of(body: str) -> list[str]:
    """The commands of a console block, each with its continuation lines."""
    commands: list[str] = []
    last_is_command = False
    for line in body.splitlines():
        if line.startswith("$ "):
            commands.append(line[2:])
        elif last_is_command and line.startswith("> "):
            commands[-1] += "\n" + line[2:]
        last_is_command = line.startswith("$ ") or (last_is_command and line.startswith("> "))
    return commands


def _console(body: str, info: str, shell: Shell) -> str:
    expected = int(match[1]) if (match := re.search(r"exit=(\d+)", info)) else 0
    parts = []
    for command in commands_of(body):
        code, out = shell.run(command)
        if code != expected:
            raise ExampleError(f"ends with {code}, not with {expected}: {command}\n{out}")
        parts.append("$ " + command.replace("\n", "\n> ") + "\n" + out)
    return "\n".join(parts) if any("\n" in part.rstrip("\n") for part in parts[:-1]) else "".join(parts)


def _session(body: str, shell: Shell) -> str:
    parts = []
    for piece in doctest.DocTestParser().parse(body):
        if isinstance(piece, str):
            parts.append(piece)
            continue
        first, *rest = piece.source.splitlines()
        parts.append("\n".join([">>> " + first, *(f"... {line}".rstrip() for line in rest)]) + "\n")
        parts.append(shell.execute(piece.source))
    return "".join(parts)
