"""Own copies: documents of the library that are the manuscript itself, under this name or another."""

from __future__ import annotations

from corpus.bibliography.names import folded, folded_families
from corpus.document import Document
from service.findings.cited_holdings import HeldWorks

LEAST_OF_A_TITLE = 3
"""Words of a title that two works hardly have in common."""


def own_copies(document: Document, library: HeldWorks) -> frozenset[str]:
    """The digests of held documents with the same bytes, or the same title and an author in common."""
    title = folded(document.record.text("title") or "")
    people = folded_families(document.record.get("author"))
    found = {document.digest}
    for holding in library.holdings():
        same = title and folded(holding.record.text("title") or "") == title
        others = folded_families(holding.record.get("author"))
        if same and len(title.split()) >= LEAST_OF_A_TITLE and (people & others or not people or not others):
            found.add(holding.digest)
    return frozenset(found)
