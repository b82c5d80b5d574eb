"""Large libraries made of small ones: documents drawn again and again, each copy's vectors moved a little."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np

from corpus.document import Document
from indexer.catalogue import Catalogue
from indexer.embedding import passage_vectors
from indexer.encoder import Encoder, Vectors, unit_rows
from indexer.passages import Passage, passages

STEP = 0.25
"""How far a copy's vector is moved along the difference of two others, so that copies spread as real ones do."""

NOISE = 0.002
"""How far (standard deviation of each number) it is moved besides, so that no two are equal."""

COMMITTED_TOGETHER = 20_000
"""Passages in one transaction: a million in one would be written twice, and need twice the room."""


@dataclass(frozen=True)
class Original:
    """A document with its passages and their vectors."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: Vectors


def originals(documents: Sequence[Document], encoder: Encoder) -> tuple[Original, ...]:
    """These documents as they would be held; documents without a passage are left out."""
    found = [(document, passages(document)) for document in documents]
    return tuple(Original(one, tuple(its), passage_vectors(encoder, its)) for one, its in found if its)


def held_originals(folder: Path) -> tuple[Original, ...]:
    """The documents of a library that is there already; nothing is encoded again."""
    with closing(Catalogue(folder / "library.sqlite")) as catalogue, catalogue.reading():
        found = []
        for holding in catalogue.holdings():
            vectored = catalogue.vectored(holding)
            if vectored:
                document = catalogue.document(holding.digest, holding.state)
                found.append(Original(document, tuple(vectored), np.stack(list(vectored.values()))))
    return tuple(found)


def grow(folder: Path, originals: Sequence[Original], encoder: Encoder, size: int) -> None:
    """A library of at least `size` passages, of copies of these documents (a smoothed bootstrap; always the same).

    Each vector is moved along the difference of two others (Efron & Tibshirani 1993, 16.5, for the idea): copies then
    lie about their originals as the literature itself lies, and not evenly in every direction.
    """
    with closing(Catalogue(folder / "library.sqlite")) as catalogue:
        with catalogue.writing():
            catalogue.set_fact("encoder", encoder.name)
            catalogue.set_fact("dimension", str(encoder.dimension))
        copies = _copies(originals, size)
        while batch := _batch(copies):
            with catalogue.writing():
                for copy in batch:
                    twin = copy.document
                    catalogue.insert(twin, f"copy {twin.name}", twin.digest, copy.passages, copy.vectors)


def _batch(copies: Iterator[Original]) -> list[Original]:
    """The next copies, until there are enough for one transaction."""
    taken: list[Original] = []
    held = 0
    while held < COMMITTED_TOGETHER and (copy := next(copies, None)) is not None:
        taken.append(copy)
        held += len(copy.passages)
    return taken


def _copies(originals: Sequence[Original], size: int) -> Iterator[Original]:
    moves = np.random.default_rng(0)
    everything = np.concatenate([original.vectors for original in originals])
    held = 0
    for number in count():
        for original in originals:
            yield replace(
                original,
                document=_copy(original.document, number),
                vectors=_moved(original.vectors, everything, moves),
            )
            held += len(original.passages)
            if held >= size:
                return


def _moved(vectors: Vectors, everything: Vectors, moves: np.random.Generator) -> Vectors:
    one, other = (everything[moves.integers(0, len(everything), len(vectors))] for _ in range(2))
    noise = moves.normal(0, NOISE, vectors.shape).astype(np.float32)
    return unit_rows(vectors + STEP * (one - other) + noise)


def _copy(document: Document, number: int) -> Document:
    digest = hashlib.sha256(f"{document.digest} {number}".encode()).hexdigest()
    return replace(document, name=f"{number:04}-{document.name}", digest=digest)
