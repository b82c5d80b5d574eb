"""Embedding: a passage's vector, made of what it says and of what it stands in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, runtime_checkable

import numpy as np

from corpus.document import Document
from indexer.encoder import Encoder, Vectors, unit_rows
from indexer.passages import Passage, passages

AT_ONCE = 512
"""Passages that are encoded between two words of how far it has come: some seconds' work."""

Tell = Callable[[int, int], None]
"""Told how many passages have their vectors, and of how many. It may raise, which stops the work there."""


def untold(done: int, total: int) -> None:
    """Tells nobody."""


def passage_vectors(encoder: Encoder, passages: Sequence[Passage], tell: Tell = untold) -> Vectors:
    """One unit vector a passage, halfway between its words alone and its words in their context.

    Alone, a sentence is found by what it says; in its context, by what it is about. On paraphrased questions the mean
    puts the right sentence first more often than either (see `python -m evals answers`).
    """
    if len(passages) <= AT_ONCE or not _encodes_apart(encoder):
        return _vectors(encoder, passages)
    # Texts of one length are encoded together: those of like length go into one part, so that parts cost nothing.
    order = sorted(range(len(passages)), key=lambda place: len(passages[place].embedded), reverse=True)
    vectors = np.zeros((len(passages), encoder.dimension), dtype=np.float32)
    for begin in range(0, len(order), AT_ONCE):
        tell(begin, len(order))
        part = order[begin : begin + AT_ONCE]
        vectors[part] = _vectors(encoder, [passages[place] for place in part])
    tell(len(order), len(order))
    return vectors


def _vectors(encoder: Encoder, passages: Sequence[Passage]) -> Vectors:
    alone = encoder.encode([passage.reading for passage in passages])
    within = encoder.encode([passage.embedded for passage in passages])
    return unit_rows(alone + within)


@runtime_checkable
class ApartEncoder(Protocol):
    """An encoder that tells whether a text's vector depends on the text alone, whatever is encoded with it."""

    @property
    def encodes_apart(self) -> bool:
        """Whether it does."""


def _encodes_apart(encoder: Encoder) -> bool:
    return isinstance(encoder, ApartEncoder) and encoder.encodes_apart


class VectorsAhead:
    """The vectors of passages that are about to be held, made for several documents in one go. Safe for threads."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._ahead: dict[tuple[str, str], Vectors] = {}
        self._lock = threading.Lock()

    def make(self, documents: Iterable[Document]) -> None:
        """Make those of these documents, and forget all others; nothing where it would change what they are."""
        if not _encodes_apart(self._encoder):
            return
        found = [passage for document in documents for passage in passages(document)]
        if not found:
            return
        made = passage_vectors(self._encoder, found)
        with self._lock:
            self._ahead = {_worded(passage): vector for passage, vector in zip(found, made, strict=True)}

    def of(self, found: Sequence[Passage], tell: Tell = untold) -> Vectors:
        """The vectors of a document's passages, made now where they weren't before; how far that is is told."""
        with self._lock:
            known = [self._ahead.get(_worded(passage)) for passage in found]
        vectors = [vector for vector in known if vector is not None]
        # What was corrected by hand of a document changes the context of all its passages.
        whole = found and len(vectors) == len(found)
        return np.stack(vectors) if whole else passage_vectors(self._encoder, found, tell)


def embedded_anew(
    encoder: Encoder, document: Document, earlier: Mapping[Passage, Vectors], tell: Tell = untold
) -> tuple[Sequence[Passage], Vectors] | None:
    """A document's passages and vectors where they differ from the earlier ones; what stays is not encoded again."""
    found = passages(document)
    if found == tuple(earlier):
        return None
    known = {_worded(passage): vector for passage, vector in earlier.items()}
    new = list({_worded(passage): passage for passage in found if _worded(passage) not in known}.values())
    vectors = passage_vectors(encoder, new, tell)
    known |= {_worded(passage): vector for passage, vector in zip(new, vectors, strict=True)}
    return found, np.stack([known[_worded(passage)] for passage in found]) if found else vectors


def _worded(passage: Passage) -> tuple[str, str]:
    """All that a passage's vector depends on."""
    return passage.reading, passage.context
