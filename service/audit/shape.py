"""The JSON of an audit."""

from __future__ import annotations

from collections.abc import Callable

from corpus.document import Document
from indexer.catalogue import Holding
from service.audit.audit import Audit
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
