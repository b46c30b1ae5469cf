"""HTML taken apart into tags and texts, in time linear in its length whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Protocol

#: Of one tag so many attributes are looked at.
_MOST_ATTRIBUTES = 200

_NEXT = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/?)(?P<tag>[A-Za-z][^\s/>]{0,60})|(?P<other>[!?]|/[^A-Za-z]))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<plain>[^\s>]*)))?"""
)
#: The rest of a tag whose attributes are not looked at: a quote counts where a value begins.
_REST = re.compile(r"""(?:[^>"'=]++|=\s*"[^"]*"|=\s*'[^']*'|["'=])*+""")
_COMMENT_END = re.compile(r"--!?>")
#: Elements whose content is no markup.
_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"))


def names_in(text: str) -> frozenset[str]:
    """The names of elements or attributes that a text lists."""
    return frozenset(text.split())


class Listener(Protocol):
    """Is told of what stands in a page, in its order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names are in lower case."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text between tags, its entities resolved."""


def take_apart(page: str, listener: Listener) -> None:
    """Tell a listener of each tag and each text of a page; comments and declarations are passed over."""
    position, length = 0, len(page)
    while position < length:
        match = _NEXT.search(page, position)
        if match is None:
            listener.text(unescape(page[position:]))
            return
        if match.start() > position:
            listener.text(unescape(page[position : match.start()]))
        position = match.end()
        if match["comment"]:
            # <!--> and <!---> are whole comments.
            ended = _COMMENT_END.search(page, max(match.end() - 2, 0))
            position = ended.end() if ended else length
        elif match["other"]:
            ended_at = page.find(">", match.start() + 1)
            position = ended_at + 1 if ended_at >= 0 else length
        elif match["end"]:
            position = _after_tag(page, position)
            listener.end(match["tag"].lower())
        else:
            position = _element(page, position, match["tag"].lower(), listener)


def _element(page: str, position: int, tag: str, listener: Listener) -> int:
    """Tell of the start of an element, and of its content where that is no markup; where it goes on."""
    attributes: dict[str, str] = {}
    for _ in range(_MOST_ATTRIBUTES):
        match = _ATTRIBUTE.match(page, position)
        if match is None:
            break
        value = match["double"] or match["single"] or match["plain"] or ""
        attributes.setdefault(match["name"].lower(), unescape(value[:1000]))
        position = match.end()
    position = _after_tag(page, position)
    listener.start(tag, attributes)
    if tag not in _RAW:
        return position
    ended = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(page, position)
    stop = ended.start() if ended else len(page)
    if tag == "title":
        listener.text(unescape(page[position:stop]))
    listener.end(tag)
    return _after_tag(page, ended.end()) if ended else stop


def _after_tag(page: str, position: int) -> int:
    """The place behind the ``>`` of a tag; the end of the page where none comes."""
    match = _REST.match(page, position)
    position = match.end() if match else position
    return position + 1 if position < len(page) else position
