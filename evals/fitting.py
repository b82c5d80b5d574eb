"""Fitting: the weights of the ranking and of the choice, tried out on the tuning cases and never on those reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from evals.cases import Case
from evals.libraries import document_called
from evals.matching import Key, Place, key_of, place_of
from evals.measures import COMPLETE, PRECISION, RECALL, RECIPROCAL_RANK, Judged, JudgedQuote, Measure, first, found, hit
from evals.product.asking import Product, Shown
from indexer.library import Library
from indexer.retrieval import Hit, Weights
from service.ask import choosing
from service.ask.answer import Question

DENSE = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
NEIGHBOUR = (0.0, 0.05, 0.1, 0.2)
CONTEXT = (0.1, 0.3, 0.6, 1.0)
NEAR = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True)
class Trial:
    """Figures that were tried, and what they scored on the tuning cases; `objective` decides."""

    tried: dict[str, float]
    scores: dict[str, float]
    objective: float


def fit_ranking(library: Library, cases: Sequence[Case]) -> tuple[Trial, ...]:
    """Every combination of the first rankers' weights on the answerable cases, best first; nothing is read again."""
    asked = _asked(library, cases)
    trials = []
    for context, dense, neighbour in product(CONTEXT, DENSE, NEIGHBOUR):
        weighted = Product(library, Weights(dense, neighbour, context), ranker=False)
        judged = [Judged(len(key.parts), ranked=_covers(key, weighted.ranking(question))) for question, key in asked]
        tried = {"context": context, "dense": dense, "neighbour": neighbour}
        trials.append(_trial(tried, judged, (first(1), first(3), RECIPROCAL_RANK, found(10))))
    return _best_first(trials)


def fit_choice(library: Library, cases: Sequence[Case]) -> tuple[Trial, ...]:
    """How near the best a further quotation must come, on the answerable cases, best first."""
    asker = Product(library)
    asked = [(asker.ranking(question), asker.sides(question), key) for question, key in _asked(library, cases)]
    trials = []
    for near in NEAR:
        judged = [_chosen(library, choosing.choose(hits, sides, near), key) for hits, sides, key in asked]
        trials.append(_trial({"near": near}, judged, (hit(1), hit(3), COMPLETE, RECALL, PRECISION)))
    return _best_first(trials)


def _asked(library: Library, cases: Sequence[Case]) -> list[tuple[Question, Key]]:
    document = partial(document_called, library)
    return [(case.asked(), key_of(case, document)) for case in cases if case.answerable]


def _chosen(library: Library, hits: Sequence[Hit], key: Key) -> Judged:
    shown = map(Shown.of_quote, choosing.quotes(hits, library.document))
    return Judged(len(key.parts), tuple(JudgedQuote(key.covered(place_of(quote)), True) for quote in shown))


def _covers(key: Key, hits: Sequence[Hit]) -> tuple[frozenset[int], ...]:
    return tuple(key.covered(Place(hit.held.document.name, hit.held.passage.span)) for hit in hits[:10])


def _trial(tried: dict[str, float], judged: Sequence[Judged], measures: Sequence[Measure]) -> Trial:
    scores = {str(measure): measure.value(judged) or 0.0 for measure in measures}
    return Trial(tried, scores, sum(scores.values()) / len(scores))


def _best_first(trials: Sequence[Trial]) -> tuple[Trial, ...]:
    return tuple(sorted(trials, key=_order))


def _order(trial: Trial) -> tuple[float, tuple[float, ...]]:
    return -round(trial.objective, 9), tuple(trial.tried.values())
