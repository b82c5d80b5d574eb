"""Letterspaced words, such as A B S T R A C T at the head of a journal's page, made whole again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from corpus.reading.sheet import Word

_FEWEST = 5
_WIDEST = 0.8
_EVEN = 1.5


def closed_up(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a line, with the letters that evenly spaced ones are made of glued together."""
    if sum(len(word.text) == 1 for word in words) < _FEWEST:
        return tuple(words)
    return tuple(word for run in _runs(words) for word in (_glued(run) if len(run) >= _FEWEST else run))


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Runs of single letters of one size, and what stands between them."""
    run: list[Word] = []
    for word in words:
        if run and not (_is_letter(word) and _is_letter(run[-1]) and _is_near(run[-1], word)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalpha()


def _is_near(before: Word, word: Word) -> bool:
    return before.size == word.size and before.base == word.base and 0 < word.left - before.right < 2 * word.size


def _glued(run: Sequence[Word]) -> Iterator[Word]:
    gaps = [word.left - before.right for before, word in pairwise(run)]
    usual = median(gaps)
    if usual > _WIDEST * run[0].size:
        yield from run
        return
    yield run[0]
    for gap, word in zip(gaps, run[1:], strict=True):
        yield replace(word, glued=True) if gap <= _EVEN * usual else word
