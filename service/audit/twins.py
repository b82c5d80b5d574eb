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


class WorkKeys:
    """What tells that two files are of one work, for each file of a library."""

    def __init__(self, holdings: Sequence[Holding]) -> None:
        self._keys = {holding.digest: _Key.of(holding) for holding in holdings}

    def twin(self, pair: Documents, overlap: float) -> Twin | None:
        """The two files, whose texts are the same to that share, as one work; None where they aren't."""
        first, later = sorted((self._keys[digest] for digest in pair), key=lambda key: age(key.holding))
        return _twin(first, later, overlap)

    def are_one_work(self, pair: Documents, overlap: float) -> bool:
        """Whether the two files, whose texts are the same to that share, are two and of one work."""
        return pair[0] != pair[1] and self.twin(pair, overlap) is not None

    def sharing(self) -> Iterator[Documents]:
        """The pairs with a DOI in common, or a title and an author; of very many, each with the earliest."""
        under: dict[tuple[str, ...], list[_Key]] = {}
        for key in self._keys.values():
            for shared in key.shared():
                under.setdefault(shared, []).append(key)
        for keys in under.values():
            ordered = sorted(keys, key=lambda key: age(key.holding))
            pairs = (
                combinations(ordered, 2) if len(ordered) <= MOST_IN_PAIRS else ((ordered[0], k) for k in ordered[1:])
            )
            for one, two in pairs:
                yield min(one.digest, two.digest), max(one.digest, two.digest)


MOST_IN_PAIRS = 40
"""Files of one work that are told as twins each of each; more are told as twins of the earliest."""


def twins(keys: WorkKeys, overlaps: Mapping[Documents, float]) -> tuple[Twin, ...]:
    """Two documents each that are one work, the earlier one first."""
    pairs = {*keys.sharing(), *(pair for pair, share in overlaps.items() if share >= LEAST_OVERLAP)}
    found = (keys.twin(pair, overlaps.get(pair, 0.0)) for pair in sorted(pairs))
    return tuple(sorted((twin for twin in found if twin), key=lambda twin: (age(twin.first), age(twin.later))))


@dataclass(frozen=True)
class _Key:
    """A file, with the DOI, the title and the authors of its work, folded; empty where it tells none."""

    holding: Holding
    doi: str
    title: str
    authors: frozenset[str]

    @staticmethod
    def of(holding: Holding) -> _Key:
        title = folded(holding.record.text("title") or "")
        return _Key(
            holding,
            doi_key(holding.record.text("DOI") or ""),
            title if len(title.split()) >= LEAST_TITLE else "",
            authors_of(holding),
        )

    @property
    def digest(self) -> str:
        return self.holding.digest

    def shared(self) -> Iterator[tuple[str, ...]]:
        """What another file of the work would have too."""
        if self.doi:
            yield (self.doi,)
        if self.title:
            yield from ((self.title, author) for author in sorted(self.authors))


def _twin(first: _Key, later: _Key, overlap: float) -> Twin | None:
    same_title = bool(first.title) and first.title == later.title
    text = f"{round(100 * overlap)} % of the text is the same"
    if first.doi and first.doi == later.doi:
        sure = same_title or overlap >= LEAST_OVERLAP or not (first.title and later.title)
        return Twin(first.holding, later.holding, f"the same DOI, {first.doi}", "problem" if sure else "doubt")
    if overlap >= LEAST_OVERLAP:
        reason = f"{'the same title, and ' if same_title else ''}{text}"
        return Twin(first.holding, later.holding, reason, "problem")
    if same_title and first.authors & later.authors:
        years = year_of(first.holding), year_of(later.holding)
        apart = years[0] != years[1] and None not in years
        versions = f", though of {years[0]} and {years[1]}: perhaps two versions" if apart else ""
        verdict: FindingVerdict = "doubt" if apart or not overlap else "problem"
        return Twin(first.holding, later.holding, f"the same title and author{versions}", verdict)
    return None


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
