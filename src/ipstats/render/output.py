"""The only writer of standard output: bytes, in one go, to a file or to the stream."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from ..errors import OutputError


def deliver(data: bytes, output: Path | None = None, *, pager: bool = False) -> None:
    """Write an answer to ``output``, or to standard output.

    A file is written beside its place and renamed, so that it is whole or as it was. ``pager`` shows what is
    longer than the terminal with ``$PAGER``.
    """
    if output is not None:
        _write_file(data, output)
    elif not (pager and _is_long(data) and _paged(data)):
        _write_stream(data)


def _write_stream(data: bytes) -> None:
    if sys.stdout is None:
        raise OutputError("standard output is closed", "Name a file with -o")
    try:
        sys.stdout.flush()
        stream = getattr(sys.stdout, "buffer", None)
        if stream is None:
            sys.stdout.write(data.decode())
        else:
            stream.write(data)
            stream.flush()
    except BrokenPipeError:
        # Whoever read the answer has read enough. Said here: Typer would end with 1, which means something else.
        _drop_the_rest()
    except OSError as error:
        _drop_the_rest()
        raise OutputError(
            f"standard output cannot be written: {error.strerror or error}", "Name a file with -o"
        ) from None


def _drop_the_rest() -> None:
    # What is left in the buffer would be tried again, and fail again, when Python ends.
    with Path(os.devnull).open("wb") as nowhere, contextlib.suppress(OSError, ValueError):
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _write_file(data: bytes, output: Path) -> None:
    try:
        if output.is_dir():
            raise IsADirectoryError(errno.EISDIR, "it is a directory")
        if _is_standard_output(output):
            # Also where that is a file: the shell has it open, perhaps to append, and it is not ours to replace.
            _write_stream(data)
        elif output.exists() and not output.is_file():
            # A pipe or a device: nothing to replace.
            output.write_bytes(data)
        else:
            _replace(data, Path(os.path.realpath(output)))
    except OSError as error:
        raise OutputError(
            f"{output} cannot be written: {error.strerror or error}", "Name another file with -o"
        ) from None


def _replace(data: bytes, output: Path) -> None:
    if output.is_file():
        with output.open("rb") as there:
            if there.read(16) == b"SQLite format 3\0":
                raise OSError(errno.EEXIST, "it is a SQLite database")
    unfinished = output.with_name(f".{os.getpid()}-{time.monotonic_ns():x}.part")
    try:
        unfinished.write_bytes(data)
        if output.exists():
            shutil.copymode(output, unfinished)
        unfinished.replace(output)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _is_standard_output(output: Path) -> bool:
    try:
        return sys.stdout is not None and os.path.samestat(output.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


def is_terminal() -> bool:
    """Whether standard output goes to a person."""
    try:
        return sys.stdout.isatty()
    except (AttributeError, ValueError):
        return False


def terminal_width() -> int | None:
    """Columns of the terminal, or ``None`` off a terminal."""
    return shutil.get_terminal_size().columns if is_terminal() else None


def wants_color() -> bool:
    """Colour on a terminal, unless ``NO_COLOR`` is set to something or the terminal is dumb."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_long(data: bytes) -> bool:
    return is_terminal() and data.count(b"\n") >= shutil.get_terminal_size().lines


def _paged(data: bytes) -> bool:
    """Show data with the user's pager, as git does; whether that worked."""
    command = os.environ.get("PAGER", "less" if shutil.which("less") else "more")
    if not command.strip() or command.strip() == "cat":
        return False
    # F: leave at once where one screen is enough; R: colours; X: leave the text on the screen.
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | dict(os.environ)
    try:
        pager = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    try:
        pager.communicate(data)
    except (BrokenPipeError, KeyboardInterrupt):
        pager.wait()
    # The shell's ways of saying that there is no such command, or none that can be run: the answer is not lost.
    return pager.returncode not in (126, 127)
