"""``python -m ipstats``, and the entry of the ``ipstats`` command."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # An answer takes less time than collecting garbage would; what runs for long switches it on again.
    gc.disable()
    try:
        from .cli.console import run

        code = run()
    except SystemExit as done:
        code = done.code if isinstance(done.code, int) else 0
    except KeyboardInterrupt:
        # Before the command line is there to say so: 130 is what a shell expects.
        code = 130
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            # Closed by whoever read it; the exit code says what there is to say.
            continue
    # Everything is written and closed: taking the interpreter apart would take as long as a query.
    os._exit(code)


if __name__ == "__main__":
    main()
