"""Lists of words, written as running text."""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words between the white space."""
    return frozenset(words.split())


def numbered(words: str, first: int = 0) -> dict[str, int]:
    """The words with their places, counted from `first`."""
    return {word: place for place, word in enumerate(words.split(), first)}
