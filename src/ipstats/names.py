"""From names, in either language, to the one thing they stand for: by exact alias, never by similarity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence

#: A word that can be looked up: a name, and what it may stand for as (kind, target) pairs.
Lookup = Callable[[Collection[str]], dict[str, list[tuple[str, str]]]]


def normalize(name: str) -> str:
    """The form in which names are compared: width, case, blanks and hyphens do not matter.

    ``北   京`` is ``北京``; ``Ｘｉｎｊｉａｎｇ`` is ``xinjiang``; ``in-force`` and ``in_force`` are ``in force``.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[_\-‐–·'’]", " ", folded).split()
    if len(words) < 2:
        return "".join(words)
    # Blanks stand between words of Latin letters only. (A pattern of all CJK characters takes longer to
    # compile than a question to answer.)
    joined = words[0]
    for word in words[1:]:
        joined += word if _is_cjk(joined[-1]) or _is_cjk(word[0]) else " " + word
    return joined


def pieces(text: str) -> list[tuple[int, int]]:
    """Where a name can start and end inside a normalized text: at words, and at each CJK character."""
    bounds = [0]
    for position in range(1, len(text)):
        before, here = text[position - 1], text[position]
        if here == " " or before == " " or _is_cjk(before) or _is_cjk(here):
            bounds.append(position)
    bounds.append(len(text))
    return [(a, b) for i, a in enumerate(bounds) for b in bounds[i + 1 :] if text[a] != " " and text[b - 1] != " "]


def _is_cjk(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def segment(text: str, lookup: Lookup, longest: int = 80) -> tuple[list[list[tuple[str, str]]], list[str]]:
    """Cut a text into known names, as few and as long as possible.

    Returns what each name may stand for, and the words that are no names. ``"invention grants"`` and
    ``发明授权`` both give a patent type and a measure.
    """
    normal = normalize(text)[:longest]
    spans = pieces(normal) if normal else []
    known = lookup({normal[a:b] for a, b in spans}) if spans else {}
    ends: dict[int, list[int]] = {}
    for a, b in spans:
        if normal[a:b] in known:
            ends.setdefault(a, []).append(b)
    # Cheapest cover from each position to the end: a known name costs 1, an unknown character 100.
    best: list[tuple[int, int, bool]] = [(0, len(normal), False)] * (len(normal) + 1)
    for position in range(len(normal) - 1, -1, -1):
        skip = 0 if normal[position] == " " else 100
        options = [(best[position + 1][0] + skip, position + 1, False)]
        options += [(best[b][0] + 1, b, True) for b in ends.get(position, ())]
        best[position] = min(options, key=lambda option: (option[0], -option[1]))
    found: list[list[tuple[str, str]]] = []
    unknown = ""
    position = 0
    while position < len(normal):
        _, end, is_name = best[position]
        if is_name:
            found.append(known[normal[position:end]])
            unknown += "\n"
        else:
            unknown += normal[position:end]
        position = end
    return found, [word for word in re.split(r"[\n ]+", unknown) if word]


def named_inside(text: str, targets: Callable[[str], Collection[str]]) -> set[str]:
    """What the names inside a text stand for: 万人发明专利拥有量 names inventions.

    ``targets`` leads from a normalized name to what it stands for.
    """
    normal = normalize(text)
    return {target for a, b in pieces(normal) for target in targets(normal[a:b])}


def nearest(name: str, names: Iterable[str], most: int = 4) -> list[str]:
    """Names that look like ``name``, the most alike first. To suggest; nothing is decided by likeness."""
    from difflib import get_close_matches

    known: dict[str, str] = {}
    for printed in names:
        known.setdefault(normalize(printed), printed)
    wanted = normalize(name)
    similar = get_close_matches(wanted, known, n=most, cutoff=0.5)
    inside = [key for key in known if wanted and (wanted in key or key in wanted) and key not in similar]
    return [known[key] for key in [*similar, *sorted(inside, key=len)][:most]]


def join_names(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
