"""The only writer of standard error, and the only one who knows exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence

from ..errors import Exit, IpstatsError


def say(message: str) -> None:
    """A message for the person at the terminal; never data."""
    # Where nobody listens there is nothing to do about it; print would turn to standard output.
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(message, file=sys.stderr, flush=True)


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, int], None]]:
    """Rows so far of a long file, on one line of a terminal's standard error; gone at the end."""
    shown = False

    def tell(name: str, rows: int) -> None:
        nonlocal shown
        if sys.stderr is not None and sys.stderr.isatty():
            print(f"\r\x1b[K{name}: {rows:,} rows", end="", file=sys.stderr, flush=True)
            shown = True

    try:
        yield tell
    finally:
        if shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code."""
    if arguments is not None:
        sys.argv[1:] = arguments
    # A terminal may be set to anything; what we write is UTF-8, and a path that is not text is shown escaped.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run()
    except KeyboardInterrupt:
        say("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read the answer has read enough. What Python still wants to flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE


def _run() -> int:
    import typer

    from .app import build

    try:
        code = build()(prog_name="ipstats", standalone_mode=False)
    except IpstatsError as error:
        return fail(error)
    except typer.TyperException as error:
        say(_usage(error))
        return Exit.USAGE
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort:
        say("interrupted")
        return Exit.INTERRUPTED
    if code == Exit.INTERRUPTED:
        # Typer makes an exit code of Ctrl-C, and says nothing.
        say("interrupted")
    return code if isinstance(code, int) else Exit.DONE


def fail(error: IpstatsError) -> int:
    """Say what was wrong and what to do next; the exit code of the error."""
    complain(error)
    return error.exit_code


def complain(error: IpstatsError) -> None:
    """Say what was wrong and what to do next."""
    say(f"ipstats: {error.problem}")
    if error.advice:
        say(error.advice)


def _usage(error: Exception) -> str:
    message = getattr(error, "format_message", lambda: str(error))()
    context = getattr(error, "ctx", None)
    if context is None or type(error).__name__ == "NoArgsIsHelpError":
        return str(message)
    return f"ipstats: {message}\nSee: {context.command_path} --help"
