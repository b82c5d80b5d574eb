"""Works: whole documents ranked for a question, each by its best passage and by the words of all its passages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer.catalogue import HeldPassage, Holding
from indexer.encoder import Vectors, unit_rows
from indexer.library import Library

DEPTH = 300
"""How many passages each ranker proposes: enough for some dozens of works."""

DENSE_WEIGHT = 0.75
"""The cosine's share of a work's score (chosen on SciFact's training claims)."""

MOST_WORKS = 100
"""How many documents are told, if nothing else is asked for."""

FEEDBACK_WORKS = 2
"""How many of the best works move the question towards them."""

FEEDBACK_WEIGHT = 0.3
"""How far they move it (chosen on SciFact's training claims)."""

K1, B = 1.2, 0.75
"""BM25's saturation and its share of length normalisation (Robertson 1994)."""


@dataclass(frozen=True)
class NearPassage:
    """A passage by its id, the document that it stands in by its digest, and its cosine with a question (-1 to 1)."""

    id: int
    work: str
    cosine: float


@dataclass(frozen=True)
class WorkScore:
    """A document by its digest: its `score` (0 to about 1), its passage `nearest` to the question, and its `bm25`."""

    work: str
    score: float
    nearest: int
    bm25: float


@dataclass(frozen=True)
class RankedWork:
    """A document with its score (0 to about 1), and its passage that is nearest to the question."""

    document: Holding
    score: float
    nearest: HeldPassage


def rank_works(
    near: Iterable[NearPassage], wording: Mapping[str, float], dense: float = DENSE_WEIGHT
) -> tuple[WorkScore, ...]:
    """The documents of these passages, best first, equals by digest.

    `wording` is each document's BM25 by digest. A document's score is the convex sum of its nearest passage's cosine
    and of its BM25 over the highest one: a document answers by a passage, and is about what its words say together.
    """
    nearest: dict[str, NearPassage] = {}
    for passage in sorted(near, key=lambda passage: (-passage.cosine, passage.id)):
        nearest.setdefault(passage.work, passage)
    highest = max((wording.get(work, 0.0) for work in nearest), default=0.0) or 1.0

    def scored(passage: NearPassage) -> WorkScore:
        bm25 = wording.get(passage.work, 0.0)
        score = dense * max(passage.cosine, 0.0) + (1 - dense) * bm25 / highest
        return WorkScore(passage.work, round(score, 6), passage.id, bm25)

    return tuple(sorted(map(scored, nearest.values()), key=lambda one: (-one.score, one.work)))


class WorkRanker:
    """Ranks the documents of a library, in two rounds.

    The second asks with the question moved towards the best works of the first (Rocchio 1971; for vectors Li et al.
    2022, "Pseudo Relevance Feedback with Deep Language Models and Dense Retrievers").
    """

    def __init__(self, library: Library, depth: int = DEPTH, feedback: float = FEEDBACK_WEIGHT) -> None:
        self._library = library
        self._depth = depth
        self._feedback = feedback
        self._sizes: dict[str, int] = {}
        self._sizes_of: int | None = None

    def rank(self, vector: Vectors, words: Sequence[str], most: int = MOST_WORKS) -> tuple[RankedWork, ...]:
        """At most `most` documents for a question (the vector of its text, and its words), best first."""
        with self._library.view():
            best = self.scores(vector, words)[:most]
            held = self._library.passages([one.nearest for one in best])
        return tuple(RankedWork(held[one.nearest].document, one.score, held[one.nearest]) for one in best)

    def scores(self, vector: Vectors, words: Sequence[str]) -> tuple[WorkScore, ...]:
        """Every document with a passage that either ranker proposes, best first."""
        with self._library.view():
            wording = self._wording(words)
            worded = [i for i, _ in self._library.matching(words, self._depth)]
            works = rank_works(self._near(vector, worded), wording)
            if self._feedback and works:
                moved = self._moved(vector, works[:FEEDBACK_WORKS])
                works = rank_works(self._near(moved, worded), wording)
            return works

    def _near(self, vector: Vectors, worded: Sequence[int]) -> list[NearPassage]:
        """The passages nearest to the vector and those proposed by their words, with their cosines."""
        works = self._library.works_of(sorted({*worded, *(i for i, _ in self._library.nearest(vector, self._depth))}))
        if not works:
            return []
        # Six decimals: below that, results differ between processors.
        products = np.round(self._library.vectors(list(works)) @ vector, 6)
        return [NearPassage(i, work, float(cosine)) for (i, work), cosine in zip(works.items(), products, strict=True)]

    def _moved(self, vector: Vectors, works: Sequence[WorkScore]) -> Vectors:
        centres = [self._centre(work) for work in works]
        moved: Vectors = unit_rows((vector + self._feedback * np.mean(centres, axis=0))[None, :])[0]
        return moved

    def _centre(self, work: WorkScore) -> Vectors:
        """The direction in which a document's passages lie, on the whole."""
        document = self._library.passages([work.nearest])[work.nearest].document
        ids = [held.id for held in self._library.passages_of(document, ("sentence", "row"))] or [work.nearest]
        centre: Vectors = unit_rows(self._library.vectors(ids).mean(axis=0)[None, :])[0]
        return centre

    def _wording(self, words: Sequence[str]) -> dict[str, float]:
        """BM25 of each document that has any of the words; a word counts once in each passage that has it."""
        sizes = self._current_sizes()
        average = sum(sizes.values()) / len(sizes) if sizes else 1.0
        scores: dict[str, float] = {}
        for word in dict.fromkeys(words):
            having = self._library.works_with(word)
            rarity = math.log(1 + (len(sizes) - len(having) + 0.5) / (len(having) + 0.5))
            for digest, count in having.items():
                length = K1 * (1 - B + B * sizes[digest] / average)
                scores[digest] = scores.get(digest, 0.0) + rarity * count * (K1 + 1) / (count + length)
        return {digest: round(score, 6) for digest, score in scores.items()}

    def _current_sizes(self) -> dict[str, int]:
        version = self._library.version()
        if version != self._sizes_of:
            self._sizes, self._sizes_of = self._library.work_sizes(), version
        return self._sizes
