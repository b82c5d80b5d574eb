"""A passage's vector lies halfway between its words alone and its words in their context."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from indexer.embedding import AT_ONCE, VectorsAhead, passage_vectors
from indexer.encoder import HashingEncoder, Vectors
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


MANY = [
    Passage(
        Span(number, number + 1), "sentence", f"mill {number} turns " + "stones " * (number % 7), f"part {number % 5}"
    )
    for number in range(3 * AT_ONCE + 5)
]


class TogetherEncoder(HashingEncoder):
    """One whose vectors may depend on what is encoded with a text; it counts the lists that it is given."""

    def __init__(self) -> None:
        super().__init__(8)
        self.lists = 0

    @property
    def encodes_apart(self) -> bool:
        return False

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.lists += 1
        return super().encode(texts)


def test_how_far_a_long_document_is_is_told_and_changes_no_vector():
    told: list[tuple[int, int]] = []
    vectors = passage_vectors(ENCODER, MANY, lambda done, total: told.append((done, total)))
    assert told == [(done, len(MANY)) for done in (0, AT_ONCE, 2 * AT_ONCE, 3 * AT_ONCE, len(MANY))]
    few = np.concatenate([passage_vectors(ENCODER, MANY[begin : begin + 100]) for begin in range(0, len(MANY), 100)])
    assert (vectors == few).all()


def test_whoever_is_told_may_stop_it_and_short_ones_tell_nothing():
    def stop(done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        passage_vectors(ENCODER, MANY, stop)
    with pytest.raises(KeyboardInterrupt):
        VectorsAhead(ENCODER).of(MANY, stop)
    assert len(passage_vectors(ENCODER, MANY[:AT_ONCE], stop)) == AT_ONCE


def test_where_company_changes_a_vector_all_are_encoded_in_one():
    together = TogetherEncoder()
    passage_vectors(together, MANY, lambda done, total: pytest.fail("nothing is known of how far that is"))
    assert together.lists == 2
