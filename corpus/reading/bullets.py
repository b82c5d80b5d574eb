"""Bullets that are drawn as shapes, as browsers draw the marks of lists: no character says that they are there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.reading.sheet import Shade, Word

_SMALLEST, _LARGEST = 0.15, 0.7  # of a bullet, in parts of the type size, as all that follow
_LOWEST, _HIGHEST = -0.05, 0.65  # of its middle over the line
_NEAREST, _FARTHEST = 0.1, 2.5  # from it to its word
_CLEAR = 1.5  # of words before it
_TALLEST = 40.0


def with_bullets(words: Sequence[Word], dots: Iterable[Shade]) -> list[Word]:
    """The words, of which those with a dot before them, and no other word beside that, are bulleted."""
    found = list(words)
    level = sorted((word.base, index) for index, word in enumerate(words))
    for dot in dots:
        middle = (dot.top + dot.bottom) / 2
        near = level[bisect_left(level, (middle - 1.0, 0)) : bisect_left(level, (middle + _TALLEST, 0))]
        beside = [index for _, index in near if _is_beside(dot, middle, words[index])]
        after = min(beside, key=lambda index: (words[index].left, index), default=None)
        if after is not None and _marks(dot, words[after]) and words[after].left >= dot.right:
            found[after] = replace(words[after], bulleted=True)
    return found


def _is_beside(dot: Shade, middle: float, word: Word) -> bool:
    """Whether a word stands level with a dot and so near that it would part it from what comes before."""
    level = _LOWEST * word.size <= word.base - middle <= _HIGHEST * word.size
    return level and dot.left - _CLEAR * word.size <= word.right and word.left <= dot.right + _FARTHEST * word.size


def _marks(dot: Shade, word: Word) -> bool:
    gap, across = (word.left - dot.right) / word.size, (dot.right - dot.left) / word.size
    return _NEAREST <= gap <= _FARTHEST and _SMALLEST <= across <= _LARGEST
