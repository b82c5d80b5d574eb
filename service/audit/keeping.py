"""Keeping: what an audit found, as bytes in the library's store and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

import msgspec

from indexer.audit_store import Kept, Known, Looked
from indexer.catalogue import Holding
from service.audit.audit import AuditFinding
from service.audit.sketch import SKETCH_VERSION
from service.findings.finding import Finding

AUDIT_VERSION = 3
"""Raised whenever a document would give other findings, so that libraries are audited anew."""

Content = TypeVar("Content")


@dataclass(frozen=True)
class Told:
    """A finding with the document that it is about, as it is kept for answers."""

    doc: str
    document_id: str
    finding: Finding


def key_of(holding: Holding, checks: Sequence[str] = ()) -> str:
    """Differs whenever an audit of the document, with the checks of these names, would find something else."""
    facts = (AUDIT_VERSION, SKETCH_VERSION, holding.digest, holding.state, holding.name, *checks)
    return sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


def packed(content: object) -> bytes:
    """The content as bytes, equal content as equal bytes."""
    return msgspec.msgpack.encode(content, order="sorted")


def unpacked(kept: bytes, kind: type[Content]) -> Content:
    """What `packed` was given."""
    return msgspec.msgpack.decode(kept, type=kind)


def current(kept: dict[str, Kept], holdings: Sequence[Holding], checks: Sequence[str] = ()) -> dict[str, Kept]:
    """Of what is kept that which is of these documents as they are held now."""
    return {h.digest: kept[h.digest] for h in holdings if h.digest in kept and kept[h.digest].key == key_of(h, checks)}


def known_of(findings: Iterable[AuditFinding], holdings: Sequence[Holding]) -> Iterable[Known]:
    """What is known of each passage: of the one that a finding is about, and of those that it rests on."""
    digests = {holding.id: holding.digest for holding in holdings}
    for finding in findings:
        if finding.verdict == "ok":
            continue
        about = finding.holding
        others = [place for place in finding.related if place.document_id in digests]
        bare = Finding(finding.type, finding.verdict, finding.span, finding.message, finding.related, finding.steps)
        told = packed(Told(about.name, about.id, bare))
        rests_on = next((digests[p.document_id] for p in others if p.document_id != about.id), about.digest)
        yield Known(about.digest, finding.span.start, finding.span.end, rests_on, told)
        for place in others:
            if place.document_id != about.id:
                yield Known(digests[place.document_id], place.start, place.end, about.digest, told)


def looked_at(holdings: Iterable[Holding]) -> Iterable[Looked]:
    """What is kept of the documents that an audit of everything looked at."""
    return (Looked(holding.digest, key_of(holding), holding.name) for holding in holdings)
