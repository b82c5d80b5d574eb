"""Auditing from outside: which documents are meant, and the report as a page."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.catalogue import Holding
from indexer.library import Library
from service.audit.audit import Audit


def named(library: Library, keys: Sequence[str]) -> tuple[Holding, ...] | None:
    """The documents that are named, each once; None where none is: all are meant then. Raises DocumentUnknown."""
    if not keys:
        return None
    found = [library.holding(key) for key in keys]
    return tuple({holding.digest: holding for holding in found}.values())


def html_report(audit: Audit, library: Library) -> bytes:
    """The audit as one HTML page that needs nothing else."""
    from service.audit.wording import headline
    from service.reports.page import Heading, report_page

    heading = Heading(
        title="Audit of the library",
        lead=headline(audit),
        checked={"documents": audit.documents},
        ours="Document",
        names_documents=True,
    )
    found = [(finding.holding.name, library.document(finding.holding), finding) for finding in audit.findings]
    return report_page(heading, found).encode("utf-8", errors="replace")
