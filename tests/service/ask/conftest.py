"""Hits made of documents, for tests of what is done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus.document import Document
from indexer.catalogue import HeldPassage, Holding
from indexer.passages import passages
from indexer.retrieval import Hit

Hits = Callable[..., list[Hit]]


@pytest.fixture(scope="session")
def hits_of() -> Hits:
    """Every passage of some documents as a hit, in order; the first has the score 1, each next one 0.01 less."""
    return _hits


def _hits(*documents: Document) -> list[Hit]:
    found = []
    for of in documents:
        holding = Holding(of.digest[:12], of.name, of.digest, "", "", of.media_type, of.record, len(of.pages), 0, ())
        found += [(holding, passage) for passage in passages(of) if passage.kind in ("sentence", "row")]
    made = [Hit(HeldPassage(n, holding, passage), 1.0, 1.0, 1.0) for n, (holding, passage) in enumerate(found)]
    return [replace(hit, score=1 - 0.01 * n) for n, hit in enumerate(made)]
