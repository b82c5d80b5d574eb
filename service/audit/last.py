"""The last audit of a library, as it was kept, and what came and went since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from hashlib import sha256

from indexer.audit_store import Looked
from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.audit import Audit, AuditFinding
from service.audit.keeping import Told, key_of, unpacked
from service.findings.finding import TYPES, Finding


@dataclass(frozen=True)
class Standing:
    """How a library stands to its last audit: `unseen` are documents that were added or read anew since.

    `removed` are the names of those that are gone; `key` tells one audit from another.
    """

    unseen: tuple[Holding, ...] = ()
    removed: tuple[str, ...] = ()
    key: str = field(default="", compare=False)

    @property
    def is_current(self) -> bool:
        """Whether the library is still the one that was audited."""
        return not self.unseen and not self.removed


@dataclass(frozen=True)
class LastAudit:
    """What the last audit of everything found that is still held; what was in order isn't kept."""

    audit: Audit
    standing: Standing = Standing()

    @property
    def unseen(self) -> tuple[Holding, ...]:
        """The documents that were added or read anew since."""
        return self.standing.unseen

    @property
    def removed(self) -> tuple[str, ...]:
        """The names of the documents that are gone since."""
        return self.standing.removed

    @property
    def is_current(self) -> bool:
        """Whether the library is still the one that was audited."""
        return self.standing.is_current


def last_audit(library: Library) -> LastAudit | None:
    """What is kept of the last audit of the whole library; None where there was none. Nothing is worked out anew."""
    with library.view():
        holdings = library.holdings()
        with library.audits() as store:
            told, known = store.told(), store.everything_known()
    if not told:  # An audit of some documents alone makes the table as well.
        return None
    found = [finding for holding in holdings for finding in _about(holding, known.get(holding.digest, ()))]
    digests = {looked.digest for looked in told}
    return LastAudit(
        Audit(tuple(found), sum(holding.digest in digests for holding in holdings)), _standing(told, holdings)
    )


def standing(library: Library) -> Standing | None:
    """How the library stands to its last audit, without what that found; None where there was none."""
    with library.view():
        holdings = library.holdings()
        with library.audits() as store:
            told = store.told()
    return _standing(told, holdings) if told else None


def _standing(told: Sequence[Looked], holdings: Sequence[Holding]) -> Standing:
    keys = {looked.digest: looked.key for looked in told}
    held = {holding.digest for holding in holdings}
    return Standing(
        unseen=tuple(holding for holding in holdings if keys.get(holding.digest) != key_of(holding)),
        removed=tuple(looked.name for looked in told if looked.digest not in held),
        key=sha256("".join(sorted(keys.values())).encode()).hexdigest()[:16],
    )


def _about(holding: Holding, kept: tuple[bytes, ...]) -> Iterator[AuditFinding]:
    """The findings about a document itself, in the order of its text; what else is kept of it rests on its passages."""
    told = [found for found in (unpacked(blob, Told) for blob in kept) if found.document_id == holding.id]
    findings = sorted((each.finding for each in told), key=lambda finding: (finding.span, TYPES.index(finding.type)))
    for finding in findings:
        yield AuditFinding(**{each.name: getattr(finding, each.name) for each in fields(Finding)}, holding=holding)
