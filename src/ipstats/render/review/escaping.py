"""Texts of files in HTML: whatever is in them, they stay text."""

from __future__ import annotations

import re
from html import escape

#: Characters that HTML has no place for. Each is replaced by one, so that no other moves.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\r\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def shown(text: str) -> str:
    """A text as the page shows it: every unprintable character as one replacement character."""
    return _UNPRINTABLE.sub("\ufffd", text)


def escaped(text: str) -> str:
    """A text for the inside of an element or of a quoted attribute."""
    return escape(shown(text), quote=True)
