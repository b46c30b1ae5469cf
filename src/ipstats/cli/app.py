"""The verbs, put together."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from .lean import LeanCommand, LeanGroup, named
from .options import DatabaseOption

#: Each verb: its module, its function there, and what it does in a few words.
VERBS = {
    "query": ("query", "", "Ask a question: growth, ranking, series, ..."),
    "cite": ("query", "cite", "Show where figures were published."),
    "audit": ("audit", "audit", "Recompute what was published, and grade it."),
    "list": ("listing", "list_", "List metrics, regions, sources, questions ..."),
    "sql": ("sql", "sql", "Run a SELECT of your own, read-only."),
    "status": ("status", "status", "Show the database and what it holds."),
    "read": ("read", "read", "Show what a published file says, without loading it."),
    "load": ("load", "load", "Load published files and seed folders."),
    "init": ("init", "init", "Make the database."),
    "migrate": ("migrate", "migrate", "Bring an older database up to date."),
}


def _version(wanted: bool) -> None:
    if wanted:
        from .. import __version__

        typer.echo(f"ipstats {__version__}")
        raise typer.Exit


def main(
    database: DatabaseOption = None,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Regional intellectual-property statistics: every figure traced to print, every claim recomputed."""


def build(verbs: list[str] | None = None) -> typer.Typer:
    """The command line with these verbs; without them, ready to run those that are named on it."""
    app = typer.Typer(
        name="ipstats",
        cls=LeanGroup,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(main)
    wanted = named(VERBS)
    for verb in VERBS if verbs is None else verbs:
        module_name, function, purpose = VERBS[verb]
        if verbs is None and verb not in wanted:
            # It cannot run, and is here for its name: nothing of it need be read.
            app.command(verb, cls=LeanCommand, short_help=purpose)(_elsewhere)
            continue
        module = import_module(f".{module_name}", __package__)
        if function:
            app.command(verb, cls=LeanCommand, short_help=purpose)(getattr(module, function))
        else:
            app.add_typer(module.build(every=verbs is not None), name=verb, short_help=purpose)
    return app


def _elsewhere() -> None:
    """Stands for a verb that is not named on the command line."""
