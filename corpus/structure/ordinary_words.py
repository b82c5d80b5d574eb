"""Capitalised words that a text uses as words or places, and which are therefore no authors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

_WORD = re.compile(r"\w+")
_PLACED = re.compile(r"\b(?:in|within|across|throughout|at)\s(?=\w)")
_CITED = re.compile(r"\s?[(\[]")
_LONGEST = 6
_NOWHERE = -9


class OrdinaryWords:
    """The names that stand in a text after a preposition of place, or are also written small in it.

    The text is gone through once, not once a name, so that thousands of unlisted names take no longer than one.
    """

    def __init__(self, text: str) -> None:
        self._placed = frozenset(name for match in _PLACED.finditer(text) for name in _openings(text, match.end()))
        self._small = frozenset(_small_runs(text))

    def __contains__(self, name: str) -> bool:
        small = name.lower()
        return name != small and (name in self._placed or all(run in self._small for run in _runs(small)))


def _openings(text: str, start: int) -> Iterator[str]:
    """The one word at `start`, the two, the three …, but for those that a citation's bracket follows."""
    for word in islice(_WORD.finditer(text, start, start + 100), _LONGEST):
        opening = text[start : word.end()]
        if opening != opening.lower() and not _CITED.match(text, word.end()):
            yield opening


def _small_runs(text: str) -> Iterator[str]:
    """Every word in small letters, and every two that follow one another with what stands between them."""
    start_before = end_before = _NOWHERE
    for word in _WORD.finditer(text):
        letters = word[0]
        if letters != letters.lower():
            end_before = _NOWHERE
            continue
        yield letters
        start, end = word.span()
        if start - end_before <= 2:
            yield text[start_before:end]
        start_before, end_before = start, end


def _runs(name: str) -> list[str]:
    """The pairs of words of a name; the word itself where it has only one."""
    words = list(_WORD.finditer(name))
    return [name[a.start() : b.end()] for a, b in pairwise(words)] or [name]
