"""A Typer command that converts its options itself, and the registration of only the verbs that are named.

Typer 0.29 converts each option with pydantic, whose import takes longer than the answer does. The options
of ipstats are texts, whole numbers, seconds, paths and switches; where Typer changes so that this no longer
fits, its own conversion is used and nothing but time is lost.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class _Conversion:
    """What stands for Typer's runtime conversion of one parameter."""

    def __init__(self, kind: type, several: bool) -> None:
        self.kind = kind
        self.several = several

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        if value is None:
            return None
        if self.several:
            return [self._one(item, param, ctx) for item in value]
        return self._one(value, param, ctx)

    def _one(self, value: Any, param: Any, ctx: Any) -> Any:
        if isinstance(value, self.kind):
            return value
        try:
            return self.kind(value)
        except ValueError:
            what = {int: "a whole number", float: "a number"}.get(self.kind, self.kind.__name__)
            raise typer.BadParameter(f"{value!r} is not {what}.", ctx=ctx, param=param) from None


class _Lean:
    """What makes a command or a group lean: parameters that convert themselves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _lighten(self.params)  # type: ignore[attr-defined]

    def get_params(self, ctx: Any) -> list[Any]:
        """The parameters with ``--help``, which is made only now."""
        parameters: list[Any] = super().get_params(ctx)  # type: ignore[misc]
        _lighten(parameters)
        return parameters


class LeanCommand(_Lean, TyperCommand):
    """A command whose simple parameters need no pydantic."""


class LeanGroup(_Lean, TyperGroup):
    """A group of commands whose own simple parameters need no pydantic."""


def _lighten(parameters: Iterable[Any]) -> None:
    for parameter in parameters:
        descriptor: Any = getattr(parameter, "type_descriptor", None)
        if descriptor is None or not hasattr(parameter, "_runtime_param"):
            continue
        conversion = _conversion(getattr(descriptor, "annotation", None))
        if conversion is not None:
            parameter._runtime_param = conversion


def _conversion(annotation: Any) -> _Conversion | None:
    if annotation in (bool, str, int, float, Path):
        return _Conversion(annotation, several=False)
    inner = getattr(annotation, "__args__", ())
    if getattr(annotation, "__origin__", None) is list and inner and inner[0] in (str, Path):
        return _Conversion(inner[0], several=True)
    return None


def named(known: Iterable[str]) -> list[str]:
    """Those of the known commands that stand on the command line; none where it names none of them.

    Only one of them can run, and each that is put together takes as long as a query.
    """
    words = _words()
    return [name for name in known if name in words]


def _words() -> list[str]:
    """The words of the command line, or of the one that a shell wants completed, but for the last one there."""
    for shell in ("COMP_WORDS", "_TYPER_COMPLETE_ARGS"):
        if (line := os.environ.get(shell)) is not None:
            return line.split()[:-1]
    return sys.argv[1:]
