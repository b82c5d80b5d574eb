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
    unsourced = [f for findings in found.values() for f in findings if f.type == "uncited_claim" and f.verdict != "ok"]
    dropped: set[int] = set()
    said: dict[int, str] = {}
    for findings in found.values():
        for finding in findings:
            if finding.type in _REPEATED and finding.verdict != "ok":
                said_in = _unsourced_of(finding, unsourced)
                dropped.update(id(each) for each in _told_with(finding, said_in))
                said[id(finding)] = _without_source(finding, said_in)
    return {
        digest: [
            replace(finding, message=said.get(id(finding)) or finding.message)
            for finding in findings
            if id(finding) not in dropped
        ]
        for digest, findings in found.items()
    }


def _unsourced_of(repeat: AuditFinding, unsourced: Sequence[AuditFinding]) -> list[AuditFinding]:
    """Those that ask for the source of what is repeated, at any of its places."""
    return [each for each in unsourced if any(_is_at(each, place) for place in _places(repeat))]


def _told_with(repeat: AuditFinding, unsourced: Sequence[AuditFinding]) -> list[AuditFinding]:
    """Those that the repetition tells of as well: all but those of the earliest document, or of the first passage."""
    here, *others = _places(repeat)
    is_claim = repeat.type == "duplicate_claim"
    if is_claim and all(document == here[0] for document, _ in others):
        return list(unsourced)
    first = [each for each in unsourced if others and _is_at(each, others[0])]
    return [each for each in unsourced if each not in first] if first or is_claim else []


def _without_source(repeat: AuditFinding, unsourced: Sequence[AuditFinding]) -> str:
    if repeat.type != "duplicate_claim" or not unsourced:
        return repeat.message
    places = _places(repeat)
    at = [place for place in places if any(_is_at(each, place) for each in unsourced)]
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
