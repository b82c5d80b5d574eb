"""Right-to-left text: the words of a line in the order in which they are read.

The page shows where each word stands; the Unicode bidirectional algorithm (UAX #9), read backwards, tells from that
how the line was written: a line of Arabic or Hebrew is read from the right, the Latin words in it from the left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.reading.sheet import Word

_TOUCHING = 0.08


def is_leftward(text: str) -> bool:
    """Whether the first letter of `text` belongs to a script that runs to the left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL", "L"):
            return kind != "L"
    return False


def runs_leftward(texts: Iterable[str]) -> bool:
    """Whether most words of `texts` that have letters run to the left."""
    leftward = rightward = 0
    for text in texts:
        if not text.isascii():
            back = is_leftward(text)
            leftward += back
            rightward += not back and any(map(str.isalpha, text))
        else:
            rightward += any(map(str.isalpha, text))
    return leftward > rightward


def in_reading_order(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of one line of a column as they are read; those without right-to-left letters stay as they are."""
    if not any(not word.text.isascii() and is_leftward(word.text) for word in words):
        return tuple(words)
    backward = runs_leftward(word.text for word in words)
    across = sorted(words, key=lambda word: (-word.right, -word.left) if backward else (word.left, word.right))
    read: list[Word] = []
    run: list[Word] = []
    for word in [*across, None]:
        if word is not None and _goes_against(word, run, backward):
            run.append(word)
            continue
        read += _unmarked_ends(run[::-1], run)
        run = []
        if word is not None:
            read.append(word)
    return tuple(_spaced(read))


def _goes_against(word: Word, run: Sequence[Word], backward: bool) -> bool:
    """Whether a word runs the other way than its line, as do the figures and marks between such words."""
    if _is_strong(word):
        return is_leftward(word.text) != backward
    return backward and bool(run)


def _is_strong(word: Word) -> bool:
    return any(map(str.isalpha, word.text))


def _unmarked_ends(read: list[Word], run: Sequence[Word]) -> list[Word]:
    """A run read the other way; figures that only stand beside it keep their place in the line."""
    outer = 0
    while outer < len(read) and not _is_strong(read[outer]):
        outer += 1
    return read[outer:] + list(run[len(run) - outer :])


def _spaced(read: Sequence[Word]) -> Iterable[Word]:
    """The words, each glued to the one before it only where the two touch."""
    yield read[0]
    for before, word in pairwise(read):
        glued = word.glued
        if before.start + len(before.text) != word.start:
            gap = max(before.left - word.right, word.left - before.right)
            glued = gap < _TOUCHING * word.size
        yield word if glued == word.glued else replace(word, glued=glued)
