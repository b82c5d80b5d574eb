"""A passage's vector lies halfway between its words alone and its words in their context."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from indexer.embedding import passage_vectors
from indexer.encoder import HashingEncoder
from indexer.passages import Passage

ENCODER = HashingEncoder(64)

words = st.text(alphabet="abcdefg ", min_size=1, max_size=30).filter(str.strip)


@given(st.lists(st.tuples(words, words), max_size=5))
def test_one_unit_vector_a_passage_as_near_to_its_words_as_to_its_context(pairs):
    made = [Passage(Span(0, 1), "sentence", reading, context) for reading, context in pairs]
    vectors = passage_vectors(ENCODER, made)
    assert vectors.shape == (len(pairs), 64)
    for vector, passage in zip(vectors, made, strict=True):
        alone, within = ENCODER.encode([passage.reading, passage.embedded])
        length = np.linalg.norm(vector)
        assert length == 0 or abs(length - 1) < 1e-5
        # Hashed words may cancel each other out; a vector without a direction is near to nothing.
        if alone.any() and within.any():
            assert abs(vector @ alone - vector @ within) < 1e-5


def test_a_passage_without_context_keeps_the_vector_of_its_words():
    made = Passage(Span(0, 1), "sentence", "mills on the river", "")
    assert np.allclose(passage_vectors(ENCODER, [made]), ENCODER.encode(["mills on the river"]), atol=1e-6)
