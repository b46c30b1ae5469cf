"""``python -m ipstats``, and the entry of the ``ipstats`` command."""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from .cli.console import run

    sys.exit(run())


if __name__ == "__main__":
    main()
