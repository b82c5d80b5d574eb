"""The JSON of an audit."""

from __future__ import annotations

from collections.abc import Callable

from corpus.document import Document
from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.audit import Audit
from service.audit.last import LastAudit
from service.findings.shape import finding_json
from service.shapes import Json


def audit_json(audit: Audit, read: Callable[[Holding], Document], *, everything: bool = False) -> Json:
    """An audit; each finding with its document. With `everything`, what is in order stands among the findings."""
    shown = audit.findings if everything else audit.faults
    return {
        "documents": audit.documents,
        "findings": [
            {
                "doc": finding.holding.name,
                "document_id": finding.holding.id,
                **finding_json(finding, read(finding.holding)),
            }
            for finding in shown
        ],
        "counts": dict(audit.counts),
    }


def last_audit_json(last: LastAudit, library: Library) -> Json:
    """What is kept of the last audit, as an audit, with what came and went since."""
    return {
        **audit_json(last.audit, library.document),
        "is_current": last.is_current,
        "unseen": [holding.name for holding in last.unseen],
        "removed": list(last.removed),
    }
