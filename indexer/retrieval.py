"""Retrieval: passages ranked by meaning and by words together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import HeldPassage
from indexer.encoder import Vectors, query_vector
from indexer.lexical import CONTEXT_WEIGHT
from indexer.library import Library

DEPTH = 100
"""How many passages each ranker proposes."""

DENSE_WEIGHT = 0.9
"""The cosine's share of the convex sum (chosen on the tuning cases of `python -m evals answers`)."""

NEIGHBOUR_WEIGHT = 0.1
"""What each neighbouring passage adds: a sentence answers better where its neighbours are on the subject."""


@dataclass(frozen=True)
class Hit:
    """A passage with its `score` (0 to about 1) and what that rests on: `cosine` (-1 to 1) and `bm25` (from 0).

    `answers` are the log-odds that it answers, by a model that read it with the question; None where none did.
    """

    held: HeldPassage
    score: float
    cosine: float
    bm25: float
    answers: float | None = None


@dataclass(frozen=True)
class Weights:
    """How the two rankers are joined; `dense` 1 is meaning alone, 0 is words alone."""

    dense: float = DENSE_WEIGHT
    neighbour: float = NEIGHBOUR_WEIGHT
    context: float = CONTEXT_WEIGHT


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True)
class Query:
    """What is searched for: the `vector` of a question's whole text for its meaning, its `words` for its wording.

    `among` are the ids of the only passages that may be found; all may with None.
    """

    vector: Vectors
    words: tuple[str, ...]
    among: tuple[int, ...] | None = None


class Retriever:
    """Ranks a library's passages by a convex sum of cosine and normalised BM25 (Bruch, Gai & Ingber 2023).

    The sum is taken over the union of both rankers' proposals, each passage with both of its true scores.
    """

    def __init__(self, library: Library, weights: Weights = DEFAULT_WEIGHTS, depth: int = DEPTH) -> None:
        self._library = library
        self._weights = weights
        self._depth = depth

    def query(self, text: str, words: Sequence[str]) -> Query:
        """The query for a question. It takes the encoder's time, and no lock."""
        return Query(query_vector(self._library.encoder, text), tuple(words))

    def search(self, query: Query) -> tuple[Hit, ...]:
        """The passages for a query, best first; equals by document and place."""
        with self._library.view():
            bm25 = dict(self._library.matching(query.words, self._depth, self._weights.context, query.among))
            near = self._library.nearest(query.vector, self._depth, query.among)
            held = self._library.passages(sorted({*bm25, *(i for i, _ in near)}))
            cosines = self._cosines(query.vector, sorted(held))
        scores = self._scores(held, cosines, bm25)
        hits = [Hit(held[i], scores[i], cosines[i], bm25.get(i, 0.0)) for i in held]
        return tuple(sorted(hits, key=_order))

    def _cosines(self, vector: Vectors, ids: Sequence[int]) -> dict[int, float]:
        if not ids:
            return {}
        products = self._library.vectors(ids) @ vector
        # Six decimals: below that, results differ between processors.
        return {i: round(float(product), 6) for i, product in zip(ids, products, strict=True)}

    def _scores(
        self, held: Mapping[int, HeldPassage], cosines: Mapping[int, float], bm25: Mapping[int, float]
    ) -> dict[int, float]:
        best = max(bm25.values(), default=0.0) or 1.0
        own = {
            i: self._weights.dense * max(cosine, 0.0) + (1 - self._weights.dense) * bm25.get(i, 0.0) / best
            for i, cosine in cosines.items()
        }

        def beside(i: int, other: int) -> float:
            same = other in held and held[other].document.digest == held[i].document.digest
            return own[other] if same else 0.0

        # Passages of one document have consecutive ids, in its order.
        return {i: round(own[i] + self._weights.neighbour * (beside(i, i - 1) + beside(i, i + 1)), 6) for i in own}


def _order(hit: Hit) -> tuple[float, str, int]:
    return -hit.score, hit.held.document.name, hit.held.passage.span.start
