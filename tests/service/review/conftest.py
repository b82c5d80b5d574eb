"""A small library and a manuscript that cites it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.document import Document, Span
from corpus.reading.read import read
from indexer.catalogue import Holding
from indexer.encoder import HashingEncoder
from indexer.intake import files_in, take
from indexer.library import Library
from service.quotes.crediting import reports
from service.quotes.quote import Quote
from service.quotes.quoting import quote
from service.review.citations import CitationChecker
from service.review.sources import Sources
from service.verify.claim import Claim
from service.verify.verdict import Evidence, Verdict
from service.words.content import content_words

HARBOURS = """# Harbours and quays of the northern coast

Abel Orwick, 2011

## Growth of the quays

The harbour of Ostby handled 4,120 tonnes of coal in 1887. Its quay was rebuilt twice within ten years.
Vikmo lost its herring fleet after the great storm. Marshall (1890) calls such places a school of patience.

## References

Marshall, A. (1890). Principles of Economics. London: Macmillan.
"""

BELLS = """# Bells and bell founders of Harlow

Berta Sandal, 2015

## Founders

The bell founders of Harlow cast ninety bells for churches abroad. A bell cracks where the tin was stirred too late.
"""

BIBLIOGRAPHY = """@book{harbours, author = {Orwick, Abel}, title = {Harbours and quays of the northern coast},
  year = 2011}
@book{bells, author = {Sandal, Berta}, title = {Bells and bell founders of Harlow}, year = 2015}
"""

MANUSCRIPT = """# Ports and bells

## Trade

The harbour of Ostby handled 4,120 tonnes of coal in 1887 (Orwick, 2011).
Orwick (2011) reports that a bell cracks where the tin was stirred too late.
Glass blowers preferred the southern shore of the lake (Orwick, 2011).
Nobody has counted the anchors (Tolk, 1999). We thank all readers of our drafts.

## References

Orwick, A. (2011). Harbours and quays of the northern coast. Ostby: Quay Press.

Sandal, B. (2015). Bells and bell founders of Harlow. Harlow: Foundry Press.

Tolk, C. (1999). Anchors counted and anchors uncounted. Vikmo: Rope Press.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "harbours.md").write_text(HARBOURS, encoding="utf-8")
    (sources / "bells.md").write_text(BELLS, encoding="utf-8")
    (sources / "library.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    with Library(tmp_path / "library", HashingEncoder(256), create=True) as held:
        assert [outcome.status for outcome in take(held, files_in([sources]), read)] == ["added", "added"]
        yield held


@pytest.fixture
def manuscript(text_document: Callable[..., Document]) -> Document:
    return text_document(MANUSCRIPT, "manuscript.md")


class WordVerifier:
    """A verifier that goes by words alone: what a passage says has most of the claim's words, and its numbers."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def verify(self, claim: Claim) -> Verdict:
        own = self._said(claim, lambda digest: digest in claim.credited)
        if own:
            return Verdict("", claim.text, "supported", 0.9, "Said.", tuple(own))
        others = self._said(claim, lambda digest: digest not in claim.credited)
        return Verdict("", claim.text, "not_found", 0.9, "Not said.", said_by=tuple(piece.quote for piece in others))

    def _said(self, claim: Claim, wanted: Callable[[str], bool]) -> list[Evidence]:
        words = set(content_words(claim.text))
        return [
            Evidence(self._quoted(holding, held.passage.span), "for", 0.9, True)
            for holding in self._library.holdings()
            if wanted(holding.digest)
            for held in self._library.passages_of(holding, ["sentence"])
            if len(words & set(content_words(held.passage.reading))) >= 0.8 * len(words)
        ]

    def _quoted(self, holding: Holding, span: Span) -> Quote:
        told = reports(self._library.document(holding), span)
        return replace(quote(holding, span, self._library.document), reports=told)


@pytest.fixture
def checker(library: Library) -> CitationChecker:
    return CitationChecker(Sources(library), WordVerifier(library))
