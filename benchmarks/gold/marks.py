"""From a master, in which statements are marked in the running text, to texts and statements with offsets.

A master holds many texts. Each begins with a line ``## name | tag tag``. A statement is marked as

    ⟦kind|value|unit|region|period|metric|more⟧21.36万件⟦/⟧

An empty field, or one left out at the end, repeats that of the mark before in the same text; ``-`` is a field
that stays empty. The unit of a growth, share, rank and change of rank need not be written. ``more`` is
``F`` for a target and the word of a qualifier or ``growth`` for the rank of a growth, with blanks between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipstats.errors import ReadError

from .statements import KINDS, Item, Text, Value

#: Units that follow from the kind.
UNITS = {"growth": "%", "share": "%", "rank": "位", "rank_change": "位"}

#: Words for a figure that is not exact.
QUALIFIERS = ("about", "at_least", "more_than", "at_most", "less_than")

_HEAD = re.compile(r"^## (?P<name>[a-z0-9-]+) \| (?P<tags>[a-z -]+)\n", re.MULTILINE)
_MARK = re.compile(r"⟦(?P<fields>[^⟦⟧/\n][^⟦⟧\n]*)⟧(?P<span>[^⟦⟧]+)⟦/⟧")
_INHERITED = ("region", "period", "metric")


@dataclass(slots=True)
class Marked:
    """A text of a master, and the phenomena for which it was written."""

    text: Text
    tags: list[str]


def read_master(content: str, name: str) -> list[Marked]:
    """All texts of a master; ``name`` is that of the file, for messages.

    Raises :class:`~ipstats.errors.ReadError` at the first mark that is not understood.
    """
    heads = list(_HEAD.finditer(content))
    if not heads or content[: heads[0].start()].strip():
        raise ReadError(name, "line 1", content[:40], "a master begins with a line '## name | tags'")
    texts: list[Marked] = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        body = content[head.end() : following.start() if following else len(content)].strip("\n") + "\n"
        texts.append(Marked(_unmarked(body, f"{head['name']}.txt", name), head["tags"].split()))
    if repeated := {one.text.name for one in texts if sum(one.text.name == two.text.name for two in texts) > 1}:
        raise ReadError(name, None, min(repeated), "two texts have one name")
    return texts


def _unmarked(body: str, file: str, master: str) -> Text:
    plain, items, position = "", [], 0
    before: Item | None = None
    for mark in _MARK.finditer(body):
        plain += body[position : mark.start()]
        try:
            item = _item(mark["fields"].split("|"), len(plain), len(plain) + len(mark["span"]), before)
        except ValueError as error:
            raise ReadError(master, file, mark[0], f"a mark that is not understood: {error}") from None
        items.append(item)
        before = before if item.kind == "any" else item
        plain += mark["span"]
        position = mark.end()
    plain += body[position:]
    if left := re.search(r"[⟦⟧].{0,40}", plain):
        raise ReadError(master, file, left[0], "a bracket that belongs to no mark")
    return Text(file, plain, items)


def _item(fields: list[str], start: int, end: int, before: Item | None) -> Item:
    kind, value, unit, *rest = [*fields, "", "", "", "", "", ""][:7]
    if kind not in KINDS:
        raise ValueError(f"no kind {kind!r}")
    if len(fields) > 7:
        raise ValueError("more than seven fields")
    if kind == "any":
        return Item(start, end, kind)
    unit = unit or UNITS.get(kind, "")
    if not unit:
        raise ValueError("no unit")
    texts = {}
    for name, text in zip(_INHERITED, rest[:3], strict=True):
        if not text and before is None:
            raise ValueError(f"no {name}, and no mark before it to take one from")
        texts[name] = "" if text == "-" else text or getattr(before, name)
    status = qualifier = subject = ""
    for word in rest[3].split():
        if word == "F":
            status = word
        elif word in QUALIFIERS:
            qualifier = word
        elif word == "growth":
            subject = word
        else:
            raise ValueError(f"no word {word!r}")
    return Item(
        start, end, kind, Value.parse(value), unit, **texts, status=status, qualifier=qualifier, subject=subject
    )
