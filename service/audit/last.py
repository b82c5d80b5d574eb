"""The last audit of a library, as it was kept, and what came and went since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.audit import Audit, AuditFinding
from service.audit.keeping import Told, key_of, unpacked
from service.findings.finding import TYPES, Finding


@dataclass(frozen=True)
class LastAudit:
    """What the last audit of everything found that is still held; what was in order isn't kept.

    `unseen` are documents that were added or read anew since, `removed` the names of those that are gone.
    """

    audit: Audit
    unseen: tuple[Holding, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether the library is still the one that was audited."""
        return not self.unseen and not self.removed


def last_audit(library: Library) -> LastAudit | None:
    """What is kept of the last audit of the whole library; None where there was none. Nothing is worked out anew."""
    with library.view():
        holdings = library.holdings()
        with library.audits() as store:
            told, known = store.told(), store.everything_known()
    if not told:  # An audit of some documents alone makes the table as well.
        return None
    keys = {looked.digest: looked.key for looked in told}
    held = {holding.digest for holding in holdings}
    found = [finding for holding in holdings for finding in _about(holding, known.get(holding.digest, ()))]
    return LastAudit(
        audit=Audit(tuple(found), sum(digest in held for digest in keys)),
        unseen=tuple(holding for holding in holdings if keys.get(holding.digest) != key_of(holding)),
        removed=tuple(looked.name for looked in told if looked.digest not in held),
    )


def _about(holding: Holding, kept: tuple[bytes, ...]) -> Iterator[AuditFinding]:
    """The findings about a document itself, in the order of its text; what else is kept of it rests on its passages."""
    told = [found for found in (unpacked(blob, Told) for blob in kept) if found.document_id == holding.id]
    findings = sorted((each.finding for each in told), key=lambda finding: (finding.span, TYPES.index(finding.type)))
    for finding in findings:
        yield AuditFinding(**{field.name: getattr(finding, field.name) for field in fields(Finding)}, holding=holding)
