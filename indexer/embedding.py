"""Embedding: a passage's vector, made of what it says and of what it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
