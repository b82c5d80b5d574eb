"""Reviewing: a manuscript against itself and, as far as the library holds what it cites, against its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.document import Document
from indexer.library import Library
from service.checks.check import Check
from service.checks.claims import stated_claims
from service.findings.comparison_result import ComparisonResult
from service.findings.finding import Finding
from service.findings.merging import merged
from service.progress import Progress, silent
from service.quotations.copies import COPIED_TEXT, LIBRARY_WORDS
from service.review.carried_quotations import with_carried
from service.review.citations import CITATIONS, NO_CITATIONS, CitationCheck, CitationChecker
from service.review.review import NO_LIBRARY, Review


class SourceCheck(Protocol):
    """Holds a manuscript against a library in one respect; deterministic."""

    def compare(self, document: Document) -> ComparisonResult:
        """What there is to say, `ok` findings included."""


class SlowCheck(Protocol):
    """A source check that takes long, and tells how far it has come."""

    def compare(self, document: Document, progress: Progress = silent) -> ComparisonResult:
        """What there is to say, `ok` findings included."""


STEPS: Mapping[str, float] = {
    "the manuscript itself": 1.0,
    "quotations": 1.5,
    LIBRARY_WORDS: 1.0,
    COPIED_TEXT: 3.0,
    CITATIONS: 10.0,
}
"""What is told while a manuscript is reviewed, in order, and about how long each step takes beside the others."""


@dataclass(frozen=True)
class Shelf:
    """What holds a manuscript against one library: its citations, its quotations, and words taken without marks."""

    library: Library
    citations: CitationChecker
    quotations: SourceCheck
    copies: SlowCheck

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hold a manuscript against."""
        return self.library.size() == 0


class Reviewer:
    """Reviews manuscripts: by the `checks` of a document by itself, and against a `shelf` where there is one.

    Deterministic; safe for threads.
    """

    def __init__(self, checks: Sequence[Check], shelf: Shelf | None = None) -> None:
        self._checks = tuple(checks)
        self._shelf = shelf

    def review(self, document: Document, progress: Progress = silent) -> Review:
        """All findings on the manuscript, what is in order included, each fault once."""
        shelf = None if self._shelf is None or self._shelf.is_empty else self._shelf
        found = list(self._by_itself(document, progress))
        citations, quotations, copies = NO_CITATIONS, ComparisonResult(), ComparisonResult()
        if shelf is not None:
            quotations = _of("quotations", shelf.quotations, with_carried(document), progress)
            copies = shelf.copies.compare(document, progress)
            citations = shelf.citations.check(document, progress)
        found += [*quotations.findings, *copies.findings, *citations.findings]
        told = (*copies.notices, *citations.notices, *quotations.notices)
        return Review(
            document.name,
            merged(found, document),
            {**_counts(document, citations), **quotations.counted, **copies.counted},
            (*self._alone(shelf), *told, *_notices(document, citations, shelf), *document.notices),
        )

    def _alone(self, shelf: Shelf | None) -> Iterator[str]:
        if shelf is None:
            why = NO_LIBRARY if self._shelf is None else "The library is empty"
            yield (
                f"{why}, so that the manuscript was checked by itself alone: add the works that it cites with"
                " `pincite add` to have its citations and quotations held against them."
            )

    def _by_itself(self, document: Document, progress: Progress) -> Iterator[Finding]:
        for done, check in enumerate(self._checks):
            progress("the manuscript itself", done, len(self._checks))
            yield from check(document)
        progress("the manuscript itself", len(self._checks), len(self._checks))


def _of(step: str, check: SourceCheck, document: Document, progress: Progress) -> ComparisonResult:
    progress(step, 0, 1)
    found = check.compare(document)
    progress(step, 1, 1)
    return found


def _counts(document: Document, citations: CitationCheck) -> Mapping[str, int]:
    return {
        "claims": len(stated_claims(document)),
        "citations": len(document.callouts),
        "citations_held_against_sources": citations.held_against,
        "citations_not_checked": sum(finding.is_unchecked for finding in citations.findings),
        "quotations": len(document.quotations),
        "references": len(document.references),
        "references_held": citations.references_held,
        "works_held": citations.works_held,
        "tables": len(document.tables),
        "sentences": len(document.sentences),
    }


def _notices(document: Document, citations: CitationCheck, shelf: Shelf | None) -> Iterator[str]:
    if shelf is not None and document.references and not citations.references_held:
        count = len(document.references)
        listed = "The only work" if count == 1 else f"None of the {count} works"
        isnt = "isn't" if count == 1 else "is"
        yield f"{listed} in the list {isnt} surely held in this library: no citation could be held against its source."
    if document.callouts and not document.references:
        yield "No list of references was found, so that no citation could be followed to a work."
