"""Works read again: the documents ranked first, each by its sentences nearest to what is asked or claimed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.catalogue import HeldPassage, Holding
from indexer.encoder import Vectors
from indexer.library import Library
from indexer.works import MOST_WORKS, RankedWork, WorkRanker
from service.ask.rereading import Pairs, lowered, reads_of

MOST = 15
"""Documents that are read again, the best first."""

SENTENCES = 2
"""Passages of each that are read."""


class WorkRereader:
    """Ranks documents, and orders the best of them anew by what a model makes of their nearest passages.

    Without such a model they stay as they were ranked.
    """

    def __init__(self, library: Library, ranker: WorkRanker, pairs: Pairs | None = None) -> None:
        self._library = library
        self._ranker = ranker
        self._pairs = pairs

    def rank(
        self, question: str, vector: Vectors, words: Sequence[str], most: int = MOST_WORKS
    ) -> tuple[RankedWork, ...]:
        """At most `most` documents for a question (its text, the vector of that, and its words), best first."""
        with self._library.view():
            works = self._ranker.rank(vector, words, max(most, MOST))
            return self._read_again(question, vector, works)[:most]

    def _read_again(self, question: str, vector: Vectors, works: Sequence[RankedWork]) -> tuple[RankedWork, ...]:
        if self._pairs is None or not works:
            return tuple(works)
        told = [self._told(question, vector, work) for work in works[:MOST]]
        best, least = max(told), min(told)
        told += [least] * (len(works) - len(told))
        scored = [
            RankedWork(work.document, lowered(work.score, best - odds), work.nearest)
            for work, odds in zip(works, told, strict=True)
        ]
        return tuple(sorted(scored, key=lambda work: (-work.score, work.document.digest)))

    def _told(self, question: str, vector: Vectors, work: RankedWork) -> float:
        """The best log-odds of the document's nearest passages."""
        assert self._pairs is not None
        nearest = self._nearest(vector, work.document) or [work.nearest]
        return max(self._pairs.logits(question, reads_of(self._library, nearest)))

    def _nearest(self, vector: Vectors, document: Holding) -> list[HeldPassage]:
        held = sorted(self._library.passages_of(document, ("sentence", "row")), key=lambda one: one.id)
        products = np.round(self._library.vectors([one.id for one in held]) @ vector, 6) if held else np.zeros(0)
        return [held[place] for place in np.argsort(-products, kind="stable")[:SENTENCES]]
