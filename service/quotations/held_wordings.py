"""Held wordings: the words of the library's documents, kept while they are needed again and again."""

from __future__ import annotations

from functools import lru_cache

from corpus.document import Document
from indexer.catalogue import Holding
from indexer.errors import DocumentUnknown
from indexer.library import Library
from service.quotations.wording import Wording, document_wording

WORDINGS_IN_MEMORY = 48


class HeldWordings:
    """The document and the wording of each holding that is asked for; the last few are kept."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept = lru_cache(maxsize=WORDINGS_IN_MEMORY)(self._read)

    def of(self, holding: Holding) -> tuple[Document, Wording]:
        """The held document, and its words."""
        return self._kept(holding.digest, holding.state)

    def _read(self, digest: str, state: str) -> tuple[Document, Wording]:
        holding = self._library.holding_with(digest)
        if holding is None or holding.state != state:
            raise DocumentUnknown(f"the document {digest[:12]} was removed or read anew in the meantime: try again")
        document = self._library.document(holding)
        return document, document_wording(document)
