"""Systems that are asked the same cases: the product, and what it has to be better than."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Span
from evals.bare_rankers import BareVectors, BareWords, Scorer, best
from evals.matching import Place
from evals.product.asking import Product, Shown
from evals.runs import Response
from indexer.library import Library
from indexer.passages import passages
from indexer.retrieval import Hit
from service.ask.answer import Question

RANKED = 10
"""How many passages of a ranking are looked at."""

SHOWN = 3
"""How many passages a bare ranker shows: as many as are looked at together."""


class System(Protocol):
    """Something that answers questions over a library."""

    @property
    def name(self) -> str:
        """As it is called in the report."""

    def respond(self, question: Question) -> Response:
        """Answer; raises QuestionError."""


class Pincite:
    """The product."""

    def __init__(self, product: Product, name: str = "pincite") -> None:
        self._product = product
        self.name = name

    def respond(self, question: Question) -> Response:
        """The product's answer."""
        answer = self._product.answer(question)
        quotes = tuple(map(Shown.of_quote, answer.quotes))
        return Response(quotes, answer.abstained, _best_places(self._product.ranking(question)))


class AlwaysAnswering:
    """The product without its silence: where it abstains, the passages that it offers as the nearest."""

    name = "always answering"

    def __init__(self, product: Product) -> None:
        self._product = product

    def respond(self, question: Question) -> Response:
        """The product's quotations, or else its nearest passages."""
        answer = self._product.answer(question)
        quotes = tuple(map(Shown.of_quote, answer.quotes or answer.nearest))
        return Response(quotes, not quotes, _best_places(self._product.ranking(question)))


class TopPassage:
    """The product's best passage, copied: what it quotes is real, and it never says "not found"."""

    name = "top passage copied"

    def __init__(self, product: Product, library: Library) -> None:
        self._library = library
        self._product = product

    def respond(self, question: Question) -> Response:
        """The best passage, whatever the question."""
        hits = self._product.ranking(question)
        held = [hit.held for hit in hits[:1]]
        shown = tuple(
            Shown.of_passage(one.passage, one.document.name, self._library.document(one.document)) for one in held
        )
        return Response(shown, abstained=not shown, ranked=_best_places(hits))


@dataclass(frozen=True)
class BareRanker:
    """The best sentences and rows by one score, without their context; always answers, the last question alone."""

    name: str
    scorer: Scorer
    shown: Sequence[Shown]

    def respond(self, question: Question) -> Response:
        """The best passages, whatever the question."""
        ranked = [self.shown[number] for number in best(self.scorer.scores(question.text), RANKED)]
        places = tuple(Place(one.doc, Span(one.start, one.end)) for one in ranked)
        return Response(tuple(ranked[:SHOWN]), abstained=not ranked, ranked=places)


def systems(library: Library) -> tuple[System, ...]:
    """The product first, then the baselines."""
    readings, shown = plain_passages(library)
    product = Product(library)
    return (
        Pincite(product),
        Pincite(Product(library, ranker=False), "without the ranker"),
        AlwaysAnswering(product),
        TopPassage(product, library),
        BareRanker("BM25 alone", BareWords(readings), shown),
        BareRanker("dense alone", BareVectors(library.encoder, readings), shown),
    )


def plain_passages(library: Library) -> tuple[list[str], list[Shown]]:
    """Every sentence and table row of the library without its context: as it is read, and as it would be shown."""
    readings, shown = [], []
    for holding in library.holdings():
        document = library.document(holding)
        for passage in passages(document):
            if passage.kind in ("sentence", "row"):
                readings.append(passage.reading)
                shown.append(Shown.of_passage(passage, holding.name, document))
    return readings, shown


def _best_places(hits: Sequence[Hit]) -> tuple[Place, ...]:
    return tuple(Place(hit.held.document.name, hit.held.passage.span) for hit in hits[:RANKED])
