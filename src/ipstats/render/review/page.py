"""Put the page together: one file of HTML that needs no network and runs nothing of what it shows."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ..cells import in_words
from .escaping import escaped
from .labels import label
from .pieces import Piece, pieces
from .rows import COLUMNS, Row, rows_of

if TYPE_CHECKING:
    from ...results import Result

#: A browser lays out a block of the text, or of the table, only when it comes into view.
_TEXT_BLOCK, _TABLE_BLOCK = 6_000, 200

#: What can be shown alone, in the order of the choices; the kinds are those that there are.
_KINDS = ("level", "growth", "rank", "rank_change", "share", "change")


@dataclass(frozen=True)
class Section:
    """What was read out of one file: its name and title, its text, and the statements with their offsets.

    ``result`` has the columns of an answer of ``read``, and ``why``, ``doubt`` and ``left_out``. ``notes`` are said above it.
    """

    name: str
    title: str
    text: str
    result: Result
    notes: Sequence[str] = field(default=())


def page(sections: Sequence[Section], lang: str) -> bytes:
    """The page as UTF-8; ``lang`` is that of the labels, zh or en."""
    return "".join(_page(sections, lang)).encode("utf-8")


def _page(sections: Sequence[Section], lang: str) -> Iterator[str]:
    first, rows = 1, []
    for section in sections:
        rows.append(rows_of(section.result, first, lang))
        first += len(section.result.rows)
    every = [row for of_section in rows for row in of_section]
    style = _resource("page.css") + _filter_rules(every)
    script = _resource("page.js")
    title = f"{sections[0].name} – {label('title', lang)}" if len(sections) == 1 else label("title", lang)
    yield (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escaped(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#table1">{escaped(label("skip_table", lang))}</a>\n'
    )
    yield from _header(sections, every, lang)
    yield "<main>\n"
    for number, (section, of_section) in enumerate(zip(sections, rows, strict=True), 1):
        yield from _section(section, of_section, number, len(sections) > 1, lang)
    yield f'</main>\n<div id="tip" role="tooltip" hidden></div>\n<script>{script}</script>\n</body>\n</html>\n'


@cache
def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing is fetched, and nothing runs but the style and the script that are meant."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _choices(rows: Sequence[Row]) -> dict[str, int]:
    """What can be shown alone, with how many statements it is."""
    kinds = Counter(row.kind for row in rows)
    found = {"all": len(rows), "doubt": sum(row.doubt for row in rows), "target": sum(row.target for row in rows)}
    return found | {kind: kinds[kind] for kind in _KINDS if kinds[kind]}


def _filter_rules(rows: Sequence[Row]) -> str:
    """What is not shown under each choice. They hang on the header, in which nothing moves: on the body, a browser
    would look at every mark again whenever the hint is shown.
    """
    return "".join(
        f"header:has(#show-{name}:checked) ~ main tbody:not(.{name}){{display:none}}\n"
        f"header:has(#show-{name}:checked) ~ main .m:not(.{name}){{background:none;text-decoration:none;outline-offset:0}}\n"
        f"header:has(#show-{name}:checked) ~ main .m:not(.{name})::after{{content:none}}\n"
        for name in _choices(rows)
        if name != "all"
    )


def _header(sections: Sequence[Section], rows: Sequence[Row], lang: str) -> Iterator[str]:
    heading = sections[0].name if len(sections) == 1 else label("title", lang)
    yield f"<header>\n<h1>{escaped(heading)}</h1>\n"
    if len(sections) > 1:
        links = "".join(
            f'<li><a href="#file{number}">{escaped(section.name)}</a></li>'
            for number, section in enumerate(sections, 1)
        )
        yield f'<nav aria-label="{escaped(label("files", lang))}"><ul>{links}</ul></nav>\n'
    yield f"<fieldset><legend>{escaped(label('show', lang))}</legend>\n"
    words = sections[0].result if sections else None
    for name, count in _choices(rows).items():
        if name in _KINDS and words is not None:
            text = in_words(words, name, lang)
        else:
            text = label(name, lang)
        checked = " checked" if name == "all" else ""
        yield (
            f'<label class="choice {name}"><input type="radio" name="show" id="show-{name}" value="{name}" autocomplete="off"{checked}>'
            f'<span class="sample">{escaped(text)}</span> <span class="count">{count}</span></label>\n'
        )
    yield f'</fieldset>\n<p class="keys">{escaped(label("keys", lang))} '
    yield f'<span id="shown" role="status" data-word="{escaped(label("shown", lang))}"></span></p>\n</header>\n'


def _section(section: Section, rows: Sequence[Row], number: int, named: bool, lang: str) -> Iterator[str]:
    heading = section.title or section.name if not named else " – ".join(
        text for text in (section.name, section.title) if text and (text != section.name or text is section.name)
    )  # fmt: skip
    yield f'<section aria-labelledby="file{number}">\n<h2 id="file{number}" lang="zh">{escaped(heading)}</h2>\n'
    for note in section.notes:
        yield f'<p class="note">{escaped(note)}</p>\n'
    yield '<div class="pair">\n'
    if section.text:
        yield f'<article lang="zh" tabindex="-1" aria-label="{escaped(label("text", lang))}">'
        yield from _marked(section.text, rows)
        yield "</article>\n"
    else:
        yield f'<p class="note">{escaped(label("no_text", lang))}</p>\n'
    yield (
        f'<div class="rows" id="table{number}" role="region" tabindex="0" '
        f'aria-label="{escaped(label("statements", lang))}: {escaped(section.name)}">\n'
    )
    if not rows:
        yield f"<p>{escaped(label('none', lang))}</p>\n"
    columns = "".join(f'<col class="c-{name}">' for name in COLUMNS)
    headings = "".join(f'<th scope="col">{escaped(label(name, lang))}</th>' for name in COLUMNS)
    for start in range(0, len(rows), _TABLE_BLOCK):
        yield f'<div class="block"><table data-details="{escaped(label("details", lang))}"><colgroup>{columns}</colgroup><thead><tr>{headings}</tr></thead>\n'
        yield from (row.html for row in rows[start : start + _TABLE_BLOCK])
        yield "</table></div>\n"
    yield "</div>\n</div>\n</section>\n"


def _marked(text: str, rows: Sequence[Row]) -> Iterator[str]:
    """The text in blocks, with a mark around each statement."""
    by_number = {row.number: row for row in rows}
    yield '<div class="block">'
    size = 0
    for piece in pieces(len(text), [(row.start, row.end, row.number) for row in rows]):
        if piece.spans:
            yield _mark(text, piece, by_number)
            size += piece.end - piece.start
            continue
        # A block ends with a line, or, in a text without lines, with a sentence; never inside a mark.
        start = piece.start
        while size + piece.end - start > _TEXT_BLOCK:
            end = _block_end(text, max(start, start + _TEXT_BLOCK - size), piece.end)
            if end is None:
                break
            yield escaped(text[start:end]) + '</div><div class="block">'
            start, size = end, 0
        yield escaped(text[start : piece.end])
        size += piece.end - start
    yield "</div>"


def _block_end(text: str, start: int, end: int) -> int | None:
    """The end of the first line that ends behind ``start``, or of a sentence where the line is very long."""
    for pattern in (r"\n", r"[。；;]"):
        match = re.compile(pattern).search(text, start, min(end, start + 4 * _TEXT_BLOCK))
        if match:
            return match.end()
    return start + 4 * _TEXT_BLOCK if start + 4 * _TEXT_BLOCK < end else None


def _mark(text: str, piece: Piece, rows: dict[int, Row]) -> str:
    """A piece of the text that statements are read from: a link to the row of the innermost of them."""
    inside = [rows[number] for number in piece.spans]
    kinds = sorted({name for row in inside for name in row.classes.split()})
    inner = escaped(text[piece.start : piece.end])
    main = inside[0]
    several = " ".join(str(row.number) for row in inside)
    anchors = "".join(f'<span id="m{number}"></span>' for number in piece.first if number != main.number)
    if main.number not in piece.first:
        return f'{anchors}<span class="m {" ".join(kinds)}" data-n="{several}">{inner}</span>'
    more = f' data-n="{several}"' if len(inside) > 1 else ""
    # In print the number leads from the text to the table.
    return (
        f'{anchors}<a class="m {" ".join(kinds)}" id="m{main.number}" href="#r{main.number}" data-i="{main.number}"'
        f'{more} aria-describedby="r{main.number}">{inner}</a>'
    )
