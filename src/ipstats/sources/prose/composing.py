"""Names that no list has whole: what a phrase counts, told by its words together, each of which has a part in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ..vocabulary import MetricName
from .composed_names import NAMES, PARTS
from .fitting import fits
from .idle import words_left


class Named(NamedTuple):
    """What a name is made to mean: each of ``needs`` has one part at the least, and all others are in ``may``."""

    code: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str]
    units: frozenset[str]


def _named(code: str, needs: str, may: str = "", units: str = "") -> Named:
    wanted = tuple(frozenset(one.split("|")) for one in needs.split())
    return Named(code, wanted, frozenset(("idle", *may.split())).union(*wanted), frozenset(units.split()))


_NAMES = tuple(_named(*name) for name in NAMES)
_PARTS_OF: dict[str, frozenset[str]] = {}
for _part, _words in PARTS.items():
    for _word in _words.split():
        _PARTS_OF[_word] = _PARTS_OF.get(_word, frozenset()) | {_part}
#: The words by their first character, the longest first: what they are looked for in is short, and each text once.
_BEGINNING: dict[str, list[str]] = {}
for _word in sorted(_PARTS_OF, key=len, reverse=True):
    _BEGINNING.setdefault(_word[0], []).append(_word)
#: Bodies whose name holds for the figures that follow.
_HANDLERS = frozenset(("court", "police", "prosecution", "customs"))
_BODIES = _HANDLERS | {"copyright"}
_BODY_OF = {
    "海关": "customs",
    "法院": "court",
    "审判": "court",
    "中院": "court",
    "公安": "police",
    "检察": "prosecution",
}
#: Not those to whom something is handed over, or with whom something is done.
_BODY = re.compile(
    r"[关院判安察](?:(?<=海关)|(?<=法院)|(?<=中院)|(?<=审判)|(?<=公安)|(?<=检察))(?<![移送交向与同和、]..)(?!总署)"
)
#: 川、黔、陕三省
_PROVINCES = re.compile(
    "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新](?:[、和][京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新])+"
)
#: So many phrases are kept.
_REPEATED = 4096


def body_in(text: str) -> str:
    """The body that a text names last, of those that handle cases; empty where it names none."""
    found = ""
    for match in _BODY.finditer(text):
        found = _BODY_OF[text[match.end() - 2 : match.end()]]
    return found


def composed(words: str, unit: str, metrics: Mapping[str, MetricName], body: str = "") -> str:
    """The code of the metric that some words make together; empty where they make none, or say more than it does.

    ``unit`` is the printed unit of a level, and empty for a claim; ``body`` is who is spoken of, where the words
    name none: court, police, prosecution or customs.
    """
    found = parted(words)
    if not found:
        return ""
    if body in _BODIES and not any(parts & _BODIES for parts in found):
        found = (*found, frozenset((body,)))
        found += (frozenset(("ip",)),) if body in _HANDLERS else ()
    elif body in _BODIES and any(body in parts for parts in found):
        found = (*found, frozenset(("ip",)))  # a court that the text has spoken of
    said: frozenset[str] = frozenset().union(*found)
    for name in _NAMES:
        if any(map(said.isdisjoint, name.needs)) or any(map(name.may.isdisjoint, found)):
            continue
        metric = metrics.get(name.code)
        if metric is None:
            continue
        if not unit or (unit in name.units if name.units else fits(unit, metric)):
            return name.code
    return ""


@lru_cache(_REPEATED)
def parted(words: str) -> tuple[frozenset[str], ...]:
    """The parts that each of some words can have in a name; none where a word has none and is not idle."""
    words = _PROVINCES.sub("外省", words)
    found, rest, at = set(), [], 0
    while at < len(words):
        word = next((one for one in _BEGINNING.get(words[at], ()) if words.startswith(one, at)), "")
        if word:
            found.add(_PARTS_OF[word])
        rest.append(" " if word else words[at])
        at += len(word) or 1
    told = tuple(sorted((parts for parts in found if parts != _IDLE), key=sorted))
    return () if not told or words_left("".join(rest)) else told


_IDLE = frozenset(("idle",))
