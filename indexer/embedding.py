"""Embedding: a passage's vector, made of what it says and of what it stands in."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from corpus.document import Document
from indexer.encoder import Encoder, Vectors, unit_rows
from indexer.passages import Passage, passages


def passage_vectors(encoder: Encoder, passages: Sequence[Passage]) -> Vectors:
    """One unit vector a passage, halfway between its words alone and its words in their context.

    Alone, a sentence is found by what it says; in its context, by what it is about. On paraphrased questions the mean
    puts the right sentence first more often than either (see `python -m evals answers`).
    """
    alone = encoder.encode([passage.reading for passage in passages])
    within = encoder.encode([passage.embedded for passage in passages])
    return unit_rows(alone + within)


@runtime_checkable
class ApartEncoder(Protocol):
    """An encoder that tells whether a text's vector depends on the text alone, whatever is encoded with it."""

    @property
    def encodes_apart(self) -> bool:
        """Whether it does."""


class VectorsAhead:
    """The vectors of passages that are about to be held, made for several documents in one go. Safe for threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._ahead: dict[tuple[str, str], Vectors] = {}
        self._lock = threading.Lock()

    def make(self, documents: Iterable[Document]) -> None:
        """Make those of these documents, and forget all others; nothing where it would change what they are."""
        if not (isinstance(self._encoder, ApartEncoder) and self._encoder.encodes_apart):
            return
        found = [passage for document in documents for passage in passages(document)]
        if not found:
            return
        made = passage_vectors(self._encoder, found)
        with self._lock:
            self._ahead = {_worded(passage): vector for passage, vector in zip(found, made, strict=True)}

    def of(self, found: Sequence[Passage]) -> Vectors:
        """The vectors of a document's passages, made now where they weren't before."""
        with self._lock:
            known = [self._ahead.get(_worded(passage)) for passage in found]
        vectors = [vector for vector in known if vector is not None]
        # What was corrected by hand of a document changes the context of all its passages.
        whole = found and len(vectors) == len(found)
        return np.stack(vectors) if whole else passage_vectors(self._encoder, found)


def embedded_anew(
    encoder: Encoder, document: Document, earlier: Mapping[Passage, Vectors]
) -> tuple[Sequence[Passage], Vectors] | None:
    """A document's passages and vectors where they differ from the earlier ones; what stays is not encoded again."""
    found = passages(document)
    if found == tuple(earlier):
        return None
    known = {_worded(passage): vector for passage, vector in earlier.items()}
    new = list({_worded(passage): passage for passage in found if _worded(passage) not in known}.values())
    vectors = passage_vectors(encoder, new)
    known |= {_worded(passage): vector for passage, vector in zip(new, vectors, strict=True)}
    return found, np.stack([known[_worded(passage)] for passage in found]) if found else vectors


def _worded(passage: Passage) -> tuple[str, str]:
    """All that a passage's vector depends on."""
    return passage.reading, passage.context
