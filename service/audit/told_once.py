"""Told once: a fault that several findings of an audit come upon is one finding.

The rules, in the order in which they are used:
1. Of two files of one work (twins), the later one gets no finding that the first one has too.
2. A statement without a source that stands twice in one document is told as repeated, and that no source is given.
3. Of one that stands in several documents, the earliest is told to give no source; for the others that is said
   where they are told to repeat it.
4. Within a document, the rules of a review hold (`service.findings.merging`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.bibliography.names import folded
from corpus.document import Span
from indexer.catalogue import Holding
from service.audit.audit import AuditFinding
from service.audit.span_index import SpanIndex
from service.audit.twins import Twin
from service.findings.finding import FindingType
from service.findings.merging import merged
from service.quotes.quoting import Read

Found = Mapping[str, Sequence[AuditFinding]]
"""The findings by the digest of the document that they are about."""

_REPEATED: frozenset[FindingType] = frozenset({"duplicate_claim", "duplicate_paragraph"})

Place = tuple[str, Span]
"""A passage of the document with that id."""


def told_once(found: Found, twins: Sequence[Twin], read: Read) -> dict[str, tuple[AuditFinding, ...]]:
    """The findings of each document without those that tell again what another one tells."""
    kept = _unsourced_once(_without_copies(found, twins, read))
    told: dict[str, tuple[AuditFinding, ...]] = {}
    for digest, findings in sorted(kept.items()):
        if findings:
            joined = merged(findings, read(findings[0].holding))
            told[digest] = tuple(finding for finding in joined if isinstance(finding, AuditFinding))
    return told


def _without_copies(found: Found, twins: Sequence[Twin], read: Read) -> dict[str, list[AuditFinding]]:
    firsts: dict[str, list[Holding]] = {}
    for twin in twins:
        firsts.setdefault(twin.later.digest, []).append(twin.first)
    kept = {}
    for digest, findings in found.items():
        told = _told_of(firsts.get(digest, ()), found, read)
        kept[digest] = [
            each for each in findings if each.type == "duplicate_document" or _words(each, read) not in told
        ]
    return kept


def _told_of(holdings: Iterable[Holding], found: Found, read: Read) -> frozenset[tuple[str, str]]:
    return frozenset(_words(finding, read) for holding in holdings for finding in found.get(holding.digest, ()))


def _words(finding: AuditFinding, read: Read) -> tuple[str, str]:
    """What tells a finding in one file of a work from others, and is equal in another file."""
    return finding.type, folded(finding.span.of(read(finding.holding).text))


def _unsourced_once(found: Found) -> dict[str, list[AuditFinding]]:
    unsourced = _Unsourced(found)
    dropped: set[int] = set()
    said: dict[int, str] = {}
    for findings in found.values():
        for finding in findings:
            if finding.type in _REPEATED and finding.verdict != "ok":
                dropped.update(id(each) for each in _told_with(finding, unsourced))
                said[id(finding)] = _without_source(finding, unsourced)
    return {
        digest: [
            replace(finding, message=said.get(id(finding)) or finding.message)
            for finding in findings
            if id(finding) not in dropped
        ]
        for digest, findings in found.items()
    }


class _Unsourced:
    """The findings that ask for the source of a statement, by where it stands."""

    def __init__(self, found: Found) -> None:
        self._findings = [
            f for findings in found.values() for f in findings if f.type == "uncited_claim" and f.verdict != "ok"
        ]
        self._numbers: SpanIndex[int] = SpanIndex()
        for number, finding in enumerate(self._findings):
            self._numbers.add(finding.holding.id, finding.span, number)

    def at(self, *places: Place) -> list[AuditFinding]:
        """Those about a passage at any of these places, in order."""
        return [self._findings[n] for n in sorted({n for place in places for n in self._at(place)})]

    def _at(self, place: Place) -> list[int]:
        return [n for n in self._numbers.overlapping(*place) if _is_at(self._findings[n], place)]


def _told_with(repeat: AuditFinding, unsourced: _Unsourced) -> list[AuditFinding]:
    """Those that the repetition tells of as well: all but those of the earliest document, or of the first passage."""
    here, *others = _places(repeat)
    is_claim = repeat.type == "duplicate_claim"
    every = unsourced.at(here, *others)
    if is_claim and all(document == here[0] for document, _ in others):
        return every
    first = unsourced.at(*others[:1])
    return [each for each in every if each not in first] if first or is_claim else []


def _without_source(repeat: AuditFinding, unsourced: _Unsourced) -> str:
    places = _places(repeat)
    at = [place for place in places if unsourced.at(place)]
    if repeat.type != "duplicate_claim" or not at:
        return repeat.message
    if len(at) == len(places) or len({document for document, _ in places}) == 1:
        where = "no source is given"
    elif places[0] in at:
        where = "no source is given here"
    else:
        return repeat.message
    return f"{repeat.message.rstrip('.')}; {where}."


def _places(repeat: AuditFinding) -> list[Place]:
    """Where the words stand: first where they are told to be repeated, then where they stand before."""
    others = [(place.document_id, Span(place.start, place.end)) for place in repeat.related]
    return [(repeat.holding.id, repeat.span), *others]


def _is_at(finding: AuditFinding, place: Place) -> bool:
    """Whether the passages are, for the most part, one; a claim is in the paragraph that it stands in."""
    document, span = place
    common = min(finding.span.end, span.end) - max(finding.span.start, span.start)
    return finding.holding.id == document and common > 0 and 2 * common >= min(len(finding.span), len(span))
