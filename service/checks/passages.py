"""Passages as rows of words, and how much of one stands in another in the same order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import LCSseq

from corpus.document import Document, Span
from service.words.content import FUNCTION_WORDS
from service.words.stems import stem

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Passage:
    """Sentences in a row and the words that carry them, stemmed, without citations; `at` are the words' spans."""

    sentences: tuple[Span, ...]
    words: tuple[str, ...]
    at: tuple[Span, ...]
    length: int
    verbatim: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]

    @property
    def span(self) -> Span:
        """All of its characters."""
        return Span(self.sentences[0].start, self.sentences[-1].end)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that follow each other."""
        return frozenset(zip(self.words, self.words[1:], strict=False))


class Passages:
    """Makes passages of a document's sentences."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._cited = [callout.span for callout in document.callouts]
        self._starts = [span.start for span in self._cited]

    def of(self, sentences: Sequence[Span]) -> Passage:
        """The words of the sentences."""
        found = [(word, span) for sentence in sentences for word, span in self._words(sentence)]
        carrying = [(stem(word), span) for word, span in found if word.lower() not in FUNCTION_WORDS]
        opening = {sentence.start for sentence in sentences}
        return Passage(
            tuple(sentences),
            tuple(word for word, _ in carrying),
            tuple(span for _, span in carrying),
            len(found),
            tuple(word.lower() for word, _ in found),
            frozenset(word for word, _ in found if _DIGIT.search(word)),
            frozenset(word.lower() for word, span in found if word[0].isupper() and span.start not in opening),
        )

    def _words(self, sentence: Span) -> Iterator[tuple[str, Span]]:
        for match in _WORD.finditer(self._text, sentence.start, sentence.end):
            if not self._is_cited(match.start()):
                yield match[0], Span(*match.span())

    def _is_cited(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._cited[at].end


def overlap(first: Passage, second: Passage) -> tuple[float, float]:
    """The share of both passages' words that they have in common in the same order, and that of the shorter one's."""
    if not first.words or not second.words:
        return 0.0, 0.0
    common = LCSseq.similarity(first.words, second.words)
    return 2 * common / (len(first.words) + len(second.words)), common / min(len(first.words), len(second.words))


def shared_sentences(first: Passage, second: Passage, least: float) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The run of each passage's sentences from the first to the last that has `least` of its words in the other."""
    ours: list[Span] = []
    theirs: list[Span] = []
    for edit in LCSseq.opcodes(first.words, second.words):
        if edit.tag == "equal":
            ours.extend(first.at[edit.src_start : edit.src_end])
            theirs.extend(second.at[edit.dest_start : edit.dest_end])
    return _run(first, ours, least), _run(second, theirs, least)


def _run(passage: Passage, matched: Sequence[Span], least: float) -> tuple[Span, ...]:
    held = [k for k, sentence in enumerate(passage.sentences) if _share(passage, sentence, matched) >= least]
    return passage.sentences[held[0] : held[-1] + 1] if held else ()


def _share(passage: Passage, sentence: Span, matched: Sequence[Span]) -> float:
    return _within(matched, sentence) / max(1, _within(passage.at, sentence))


def _within(spans: Sequence[Span], sentence: Span) -> int:
    first = bisect_left(spans, sentence.start, key=lambda span: span.start)
    return bisect_left(spans, sentence.end, key=lambda span: span.start) - first
