"""Grounding: are answers made of the right quotations, and are there none where the literature has none?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from corpus.document import Document
from evals.cases import KINDS, Case
from evals.failures import failures, is_right
from evals.libraries import document_called
from evals.matching import Key, Place, key_of, place_of
from evals.measures import MEASURES, Judged, JudgedQuote
from evals.report import ALL_KINDS, Group, Report, SystemFigures, group
from evals.runs import CaseRun, Response
from indexer.library import Library
from indexer.retrieval import DEFAULT_WEIGHTS, Hit, Retriever, Weights
from service import bootstrap
from service.ask.answer import Question, Quote
from service.ask.choosing import quotes
from service.ask.understanding import understand
from service.errors import QuestionError

RANKED = 10
"""How many passages of a ranking are looked at."""


class System(Protocol):
    """Something that answers questions over a library."""

    @property
    def name(self) -> str:
        """As it is called in the report."""

    def respond(self, question: Question) -> Response:
        """Answer; raises QuestionError."""


class Pincite:
    """The product, or with other weights its own rankers alone."""

    def __init__(self, name: str, library: Library, weights: Weights = DEFAULT_WEIGHTS) -> None:
        self.name = name
        self._asker = bootstrap.asker(library, weights)

    def respond(self, question: Question) -> Response:
        """The product's answer."""
        answer = self._asker.ask(question)
        ranking = self._asker.rank(understand(question))[:RANKED]
        return Response(answer.quotes, answer.abstained, ranking)


class TopPassage:
    """A baseline that always copies the best passage: what it quotes is real, and it never says "not found"."""

    name = "top passage copied"

    def __init__(self, library: Library) -> None:
        self._library = library
        self._retriever = Retriever(library)

    def respond(self, question: Question) -> Response:
        """The best passage, whatever the question."""
        understood = understand(question)
        ranked = self._retriever.search(self._retriever.query(understood.text, understood.words))[:RANKED]
        return Response(quotes(ranked[:1], self._library.document), abstained=not ranked, ranked=ranked)


def systems(library: Library) -> tuple[System, ...]:
    """The product first, then the baselines."""
    return (
        Pincite("pincite", library),
        Pincite("BM25 alone", library, Weights(dense=0.0)),
        Pincite("dense alone", library, Weights(dense=1.0)),
        TopPassage(library),
    )


def measure(library: Library, cases: Sequence[Case], split: str) -> Report:
    """Ask every system every case; `split` names the cases in the report. Raises CaseError."""
    runs = {system.name: run(system, cases, library) for system in systems(library)}
    product = next(iter(runs.values()))
    return Report(
        suite="grounding",
        split=split,
        encoder=library.encoder.name,
        cases=len(cases),
        meanings={str(measure): measure.meaning for measure in MEASURES},
        systems=tuple(SystemFigures(name, _groups(of_system)) for name, of_system in runs.items()),
        failures=failures(product),
        right={run.case.id: is_right(run.judged) for run in product},
    )


def _groups(runs: Sequence[CaseRun]) -> tuple[Group, ...]:
    by_kind = {kind: [run.judged for run in runs if run.case.kind == kind] for kind in KINDS}
    everything = group(ALL_KINDS, [run.judged for run in runs], MEASURES)
    return everything, *(group(kind, judged, MEASURES) for kind, judged in by_kind.items() if judged)


def run(system: System, cases: Sequence[Case], library: Library) -> tuple[CaseRun, ...]:
    """Every case, asked and judged; raises CaseError for one that names a document that is not held."""
    document = partial(document_called, library)
    return tuple(_run_case(system, case, key_of(case, document), document) for case in cases)


def _run_case(system: System, case: Case, key: Key, document: Callable[[str], Document]) -> CaseRun:
    try:
        response = system.respond(case.asked())
    except QuestionError:
        return CaseRun(case, None, Judged(len(case.parts), missed=True), key.lost)
    return CaseRun(case, response, judge(response, key, document), key.lost)


def judge(response: Response, key: Key, document: Callable[[str], Document]) -> Judged:
    """The response against the key."""
    return Judged(
        parts=len(key.parts),
        quotes=tuple(
            JudgedQuote(key.covered(place_of(quote)), is_verbatim(quote, document(quote.doc)))
            for quote in response.quotes
        ),
        abstained=response.abstained,
        ranked=tuple(key.covered(_place(hit)) for hit in response.ranked),
    )


def is_verbatim(quote: Quote, document: Document) -> bool:
    """Whether the quotation is the document's own characters, and starts on the page that it names."""
    page = document.page_at(quote.start)
    return document.text[quote.start : quote.end] == quote.text != "" and quote.page == (page and page.number)


def _place(hit: Hit) -> Place:
    return Place(hit.held.document.name, hit.held.passage.span)
