"""Embedding: a passage's vector, made of what it says and of what it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.encoder import Encoder, Vectors, unit_rows
from indexer.passages import Passage


def passage_vectors(encoder: Encoder, passages: Sequence[Passage]) -> Vectors:
    """One unit vector a passage, halfway between its words alone and its words in their context.

    Alone, a sentence is found by what it says; in its context, by what it is about. On paraphrased questions the mean
    puts the right sentence first more often than either (see `python -m evals answers`).
    """
    alone = encoder.encode([passage.reading for passage in passages])
    within = encoder.encode([passage.embedded for passage in passages])
    return unit_rows(alone + within)
