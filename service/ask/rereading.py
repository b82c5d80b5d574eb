"""Rereading: the best passages read once more, each together with the question.

Retrieval compares a question with passages that were read without it. A model that reads both at once tells better
which passage answers, and whether any does; it is too slow for more than a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from indexer.catalogue import HeldPassage
from indexer.library import Library
from indexer.pair_model import Read
from indexer.retrieval import Hit

MOST = 12
"""Hits that are read again, the best first."""

WEIGHT = 0.05
"""What a score loses for each unit that its log-odds lie below the best (chosen on the tuning cases of `answers`)."""

FARTHEST = 12.0
"""Units below the best from which on it makes no difference."""


class Pairs(Protocol):
    """What reads a question and passages together."""

    def logits(self, question: str, passages: Sequence[Read]) -> tuple[float, ...]:
        """For each passage the log-odds that it answers."""


class Rereader:
    """Reads the best hits again, by `pairs`; without these, hits stay as they are."""

    def __init__(self, library: Library, pairs: Pairs | None = None) -> None:
        self._library = library
        self._pairs = pairs

    def reread(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The hits, the best of them ordered anew; equals stay in their order."""
        if self._pairs is None or not hits:
            return tuple(hits)
        first, rest = hits[:MOST], hits[MOST:]
        logits = self._pairs.logits(question, reads_of(self._library, [hit.held for hit in first]))
        best = max(logits)
        scored = [
            replace(hit, score=lowered(hit.score, best - logit), answers=logit)
            for hit, logit in zip(first, logits, strict=True)
        ]
        # What was not read counts as the least likely of what was.
        scored += [replace(hit, score=lowered(hit.score, best - min(logits))) for hit in rest]
        return tuple(sorted(scored, key=lambda hit: -hit.score))


def lowered(score: float, below: float) -> float:
    """A score lowered by how far the log-odds lie `below` the best ones."""
    return round(score - WEIGHT * min(below, FARTHEST), 6)


def reads_of(library: Library, passages: Sequence[HeldPassage]) -> list[Read]:
    """The passages as they are read: each with what stands beside it."""
    beside = library.passages(sorted({i for held in passages for i in (held.id - 1, held.id + 1)}))
    return [
        Read(held.passage.reading, _context(held, beside.get(held.id - 1), beside.get(held.id + 1)))
        for held in passages
    ]


def _context(held: HeldPassage, before: HeldPassage | None, after: HeldPassage | None) -> str:
    """A row's head and caption; a sentence's work and the sentences beside it."""
    if held.passage.kind != "sentence":
        return held.passage.context
    title = held.document.record.text("title") or ""
    around = [other.passage.reading if other and _is_beside(held, other) else "" for other in (before, after)]
    return f"{title}. {' '.join(around)}".strip()


def _is_beside(held: HeldPassage, other: HeldPassage) -> bool:
    return other.passage.kind == "sentence" and other.document.digest == held.document.digest
