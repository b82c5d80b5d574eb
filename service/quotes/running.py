"""Running text: quoted prose without the line breaks that its page gave it."""

from __future__ import annotations

import re

_BROKEN_LINE = re.compile(r"\s*\n\s*(?!(?:[-*+•◦▪✓✔–—]|\(?(?:\d{1,2}|[a-z])[.)])\s)")
"""A line break within prose, which says nothing; one before a list item stays."""


def running(text: str) -> str:
    """Prose without its line breaks."""
    return _BROKEN_LINE.sub(" ", text)
