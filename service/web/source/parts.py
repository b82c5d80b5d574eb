"""Parts: a text without pages, cut where one would turn the page."""

from __future__ import annotations

from functools import lru_cache

from corpus.document import Span

LONGEST_PART = 6000
"""Characters of a text without pages that are shown at once."""


@lru_cache(maxsize=16)
def parts(text: str) -> tuple[Span, ...]:
    """The text in parts that end, if they can, with a paragraph, else a line, else a word."""
    found: list[Span] = []
    start = 0
    while len(text) - start > LONGEST_PART:
        end = _break(text, start + LONGEST_PART // 2, start + LONGEST_PART)
        found.append(Span(start, end))
        start = end
    return (*found, Span(start, len(text)))


def _break(text: str, earliest: int, latest: int) -> int:
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, earliest, latest)
        if found >= 0:
            return found + len(mark)
    return latest
