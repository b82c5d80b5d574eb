"""Findings: how a manuscript is given to the product and a library audited, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.document import Document, Span
from evals.matching import Place
from evals.meeting import Found
from indexer.library import Library
from service import bootstrap
from service.findings.finding import Finding
from service.settings import Settings


class Reviewing:
    """Manuscripts reviewed against one library."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._reviewer = bootstrap.reviewer(library)
        self._read = bootstrap.read_function(settings)

    def read(self, path: Path) -> Document:
        """The manuscript as it is read."""
        return self._read(path)

    def found(self, name: str, document: Document) -> tuple[Found, ...]:
        """Problems and doubts, as about the document called `name`."""
        review = self._reviewer.review(document)
        return tuple(_found(name, review.findings, review.document))


def audited(library: Library) -> tuple[Found, ...]:
    """Problems and doubts of the whole library."""
    findings = bootstrap.auditor(library).audit().findings
    return tuple(one for finding in findings for one in _found(finding.holding.name, [finding], finding.holding.name))


def _found(name: str, findings: Iterable[Finding], own: str) -> Iterable[Found]:
    for finding in findings:
        if finding.verdict != "ok":
            related = tuple(
                Place(name if place.doc in ("", own) else place.doc, Span(place.start, place.end))
                for place in finding.related
            )
            yield Found(finding.type, finding.verdict, Place(name, finding.span), related, finding.message)
