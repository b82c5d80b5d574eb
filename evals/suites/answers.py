"""Answers: are they made of the right quotations, and are there none where the literature has none?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from corpus.document import Document
from evals.cases import KINDS, Case
from evals.failures import failures, is_right
from evals.libraries import document_called
from evals.matching import Key, Place, key_of, place_of
from evals.measures import MEASURES, Judged, JudgedQuote
from evals.product.asking import Shown
from evals.report import ALL_KINDS, Group, Report, SystemFigures, group
from evals.runs import CaseRun, Response
from evals.systems import System, systems
from indexer.library import Library
from service.errors import QuestionError


def measure(library: Library, cases: Sequence[Case], split: str) -> Report:
    """Ask every system every case; `split` names the cases in the report. Raises CaseError."""
    runs = {system.name: run(system, cases, library) for system in systems(library)}
    product = next(iter(runs.values()))
    return Report(
        suite="answers",
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
    wanted = tuple(_first_place(places, document) for places in key.parts)
    try:
        response = system.respond(case.asked())
    except QuestionError:
        return CaseRun(case, None, Judged(len(case.parts), missed=True), key.lost, wanted)
    return CaseRun(case, response, judge(response, key, document), key.lost, wanted)


def _first_place(places: Sequence[Place], document: Callable[[str], Document]) -> str:
    return f"{places[0].span.of(document(places[0].doc).text)} ({places[0].doc})" if places else ""


def judge(response: Response, key: Key, document: Callable[[str], Document]) -> Judged:
    """The response against the key."""
    return Judged(
        parts=len(key.parts),
        quotes=tuple(
            JudgedQuote(key.covered(place_of(quote)), is_verbatim(quote, document(quote.doc)))
            for quote in response.quotes
        ),
        abstained=response.abstained,
        ranked=tuple(map(key.covered, response.ranked)),
    )


def is_verbatim(quote: Shown, document: Document) -> bool:
    """Whether the quotation is the document's own characters, and starts on the page that it names."""
    page = document.page_at(quote.start)
    return document.text[quote.start : quote.end] == quote.text != "" and quote.page == (page and page.number)
