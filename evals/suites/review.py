"""Review: are the planted faults of manuscripts found, and what is in order left alone?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.document import Document
from evals.annotations import Annotation, Manuscript, located
from evals.cases import Anchor
from evals.equal_strings import equal_strings
from evals.fault_runs import MEANINGS, FaultRun, failures, fault_run, groups, right
from evals.libraries import document_called
from evals.meeting import Found
from evals.product.findings import Reviewing
from evals.report import Report, SystemFigures
from evals.typeset_manuscripts import typeset
from indexer.library import Library
from service.settings import Settings

PRODUCT = "pincite"


def measure(
    library: Library, settings: Settings, manuscripts: Sequence[Manuscript], split: str, *, in_print: bool = False
) -> Report:
    """Review every manuscript against the library, typeset as PDF if `in_print`. Raises CaseError."""
    with TemporaryDirectory(prefix="pincite-evals-") as temporary:
        folder = Path(temporary)
        with Library(folder / "empty", library.encoder, create=True) as empty:
            systems = {PRODUCT: Reviewing(library, settings), "without a library": Reviewing(empty, settings)}
            read = {
                one.path.stem: systems[PRODUCT].read(typeset(one.path, folder) if in_print else one.path)
                for one in manuscripts
            }
            marked = {
                one.path.stem: in_letters(one.annotations) if in_print else one.annotations for one in manuscripts
            }
            runs = {
                name: [
                    _run(one, read[one.path.stem], marked[one.path.stem], library, system.found) for one in manuscripts
                ]
                for name, system in systems.items()
            }
            runs["equal strings"] = [
                _run(one, read[one.path.stem], marked[one.path.stem], library, _equal_strings) for one in manuscripts
            ]
    return Report(
        suite="review" + (" (PDF)" if in_print else ""),
        split=split,
        encoder=library.encoder.name,
        cases=sum(len(one.annotations) for one in manuscripts),
        meanings=MEANINGS,
        systems=tuple(SystemFigures(name, groups(of_system)) for name, of_system in runs.items()),
        failures=failures(runs[PRODUCT]),
        right=right(runs[PRODUCT]),
    )


def _run(
    manuscript: Manuscript,
    document: Document,
    annotations: Sequence[Annotation],
    library: Library,
    found: Callable[[str, Document], Sequence[Found]],
) -> FaultRun:
    name = manuscript.path.name

    def called(doc: str) -> Document:
        return document if doc == name else document_called(library, doc)

    places = located(annotations, called)
    held = {holding.name: library.document(holding).text for holding in library.holdings()}
    return fault_run({**held, name: document.text}, [name], found(name, document), places)


def _equal_strings(name: str, document: Document) -> Sequence[Found]:
    return equal_strings({name: document})


def in_letters(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """The annotations with places that are found by their letters and digits, for a file in another format."""

    def moved(anchor: Anchor) -> Anchor:
        return replace(anchor, letters_only=True)

    return tuple(replace(one, anchor=moved(one.anchor), related=tuple(map(moved, one.related))) for one in annotations)
