"""Twins: works that a library holds under two files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.bibliography.entry import doi_key
from corpus.bibliography.names import folded
from corpus.document import Document, Span
from indexer.catalogue import Holding
from service.audit.audit import AuditFinding
from service.audit.crossing import Documents
from service.audit.sources import age, authors_of
from service.findings.finding import FindingVerdict
from service.quotes.quoting import Read, place
from service.shapes import year_of

LEAST_OVERLAP = 0.7
"""The share of the longer text that stands in the other, from which on they are one work."""

LEAST_TITLE = 3
"""Words of a title that two works don't share by chance, where they share an author."""


@dataclass(frozen=True)
class Twin:
    """Two files of one work, and why they are taken for that."""

    first: Holding
    later: Holding
    reason: str
    verdict: FindingVerdict


def twins(holdings: Sequence[Holding], overlaps: Mapping[Documents, float]) -> tuple[Twin, ...]:
    """Two documents each that are one work, the earlier one first."""
    pairs = {*_sharing(holdings), *(pair for pair, share in overlaps.items() if share >= LEAST_OVERLAP)}
    by_digest = {holding.digest: holding for holding in holdings}
    found = []
    for one, two in sorted(pairs):
        first, later = sorted((by_digest[one], by_digest[two]), key=age)
        found.append(_twin(first, later, overlaps.get((one, two), 0.0)))
    return tuple(sorted((twin for twin in found if twin), key=lambda twin: (age(twin.first), age(twin.later))))


def _sharing(holdings: Sequence[Holding]) -> Iterator[Documents]:
    """The pairs with a DOI or a title in common."""
    under: dict[str, list[str]] = {}
    for holding in holdings:
        for key in filter(None, (_doi(holding), _title(holding))):
            under.setdefault(key, []).append(holding.digest)
    for digests in under.values():
        yield from combinations(sorted(set(digests)), 2)


def _twin(first: Holding, later: Holding, overlap: float) -> Twin | None:
    same_title = bool(_title(first)) and _title(first) == _title(later)
    same_authors = bool(authors_of(first) & authors_of(later))
    text = f"{round(100 * overlap)} % of the text is the same"
    if _doi(first) and _doi(first) == _doi(later):
        sure = same_title or overlap >= LEAST_OVERLAP or not (_title(first) and _title(later))
        return Twin(first, later, f"the same DOI, {_doi(first)}", "problem" if sure else "doubt")
    if overlap >= LEAST_OVERLAP:
        return Twin(first, later, f"{'the same title, and ' if same_title else ''}{text}", "problem")
    if same_title and same_authors:
        years = year_of(first), year_of(later)
        apart = years[0] != years[1] and None not in years
        versions = f", though of {years[0]} and {years[1]}: perhaps two versions" if apart else ""
        return Twin(
            first, later, f"the same title and author{versions}", "doubt" if apart or not overlap else "problem"
        )
    return None


def _doi(holding: Holding) -> str:
    return doi_key(holding.record.text("DOI") or "")


def _title(holding: Holding) -> str:
    title = folded(holding.record.text("title") or "")
    return title if len(title.split()) >= LEAST_TITLE else ""


def duplicate_documents(found: Sequence[Twin], read: Read) -> Iterator[AuditFinding]:
    """One finding for each file but the first of a work."""
    told: dict[str, list[Twin]] = {}
    for twin in found:
        told.setdefault(twin.later.digest, []).append(twin)
    for twins_of in told.values():
        later = twins_of[0].later
        names = ", ".join(twin.first.name for twin in twins_of)
        yield AuditFinding(
            type="duplicate_document",
            verdict="problem" if any(twin.verdict == "problem" for twin in twins_of) else "doubt",
            span=title_span(read(later)),
            message=f"{later.name} holds the same work as {names}: {twins_of[0].reason}.",
            related=tuple(place(twin.first, title_span(read(twin.first)), read) for twin in twins_of),
            holding=later,
        )


def title_span(document: Document) -> Span:
    """Where a document's title stands; else its first sentence, or its first characters."""
    title = document.record.text("title") or ""
    at = document.text.find(title) if title else -1
    if at >= 0:
        return Span(at, at + len(title))
    return document.sentences[0] if document.sentences else Span(0, min(len(document.text), MOST_OF_A_TITLE))


MOST_OF_A_TITLE = 120
