"""What a check is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from corpus.document import Document
from service.findings.finding import Finding


class Check(Protocol):
    """Looks at one document by itself; the same document gives equal findings in the same order."""

    def __call__(self, document: Document) -> Iterable[Finding]:
        """What there is to say, `ok` findings included: whoever shows them chooses."""
