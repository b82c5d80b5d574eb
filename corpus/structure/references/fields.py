"""The parts of a reference entry as pieces of its text, put together from the labels of its tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.structure.references.tagger import OTHER, Tagging

_PAIRS = {")": "(", "]": "[", "»": "«", "”": "“", '"': '"'}
_EDGES = frozenset(" \t,;:.–—-/\"“”„«»'‘’*_`")
_ABBREVIATED = re.compile(r"\w\.\s?\w.*[^\W\d_]{1,12}$|(?:^|\s)[^\W\d_]$")


@dataclass(frozen=True)
class Part:
    """A run of tokens of one label: half-open, in characters of the entry; `surety` is that of its least sure token."""

    label: str
    start: int
    end: int
    surety: float

    def of(self, text: str) -> str:
        """The part's own characters."""
        return text[self.start : self.end]


def parts(tagging: Tagging) -> list[Part]:
    """Every run of tokens with one label, in order, but for those that belong to nothing."""
    return [part for part in _runs(tagging) if part.label != OTHER]


def _runs(tagging: Tagging) -> Iterator[Part]:
    labelled = zip(tagging.tokens, tagging.labels, tagging.probabilities, strict=True)
    for label, group in groupby(labelled, key=lambda item: item[1]):
        run = list(group)
        yield Part(label, run[0][0].start, run[-1][0].end, min(probability for _, _, probability in run))


def bare(text: str, part: Part) -> str:
    """The part's words without the punctuation around them; brackets and quotation marks that pair are kept whole."""
    start, end = part.start, part.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if start == end:
        return ""
    while end < len(text) and _completes(text[start:end], text[end]):
        end += 1
    closing = next((mark for mark, opening in _PAIRS.items() if start and text[start - 1] == opening), None)
    if closing and text.count(closing, start, end) > text.count(_PAIRS[closing], start, end):
        start -= 1
    return text[start:end]


def _completes(words: str, mark: str) -> bool:
    """Whether `mark`, which follows `words`, closes something in them, or makes a question or a call of them."""
    if mark in "?!":
        return words[-1].isalnum()
    opening = _PAIRS.get(mark)
    if opening == mark:
        return words.count(mark) % 2 == 1
    return opening is not None and words.count(opening) > words.count(mark)


def abbreviated(text: str, part: Part) -> str:
    """The part's words, with the full stop after them where they are abbreviated: `Eur. Plan. Stud.`, `М.`"""
    words = bare(text, part)
    stop = text.startswith(".", text.find(words, part.start) + len(words)) if words else False
    return f"{words}." if stop and len(words) < 60 and _ABBREVIATED.search(words) else words
