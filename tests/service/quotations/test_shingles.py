"""Every run of five words that is held is found, at its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.quotations.shingles import LENGTH, ShingleIndex, shingled_words


def test_each_shingle_of_a_held_work_is_found_in_it(small_library):
    index = ShingleIndex(small_library)
    text = "Herring came in spring and left before the summer was over."
    words, _ = shingled_words(text, [Span(0, len(text))])
    hits = list(index.hits(words))
    assert [hit.ours for hit in hits] == list(range(len(words) - LENGTH + 1))
    assert {index.holdings[hit.work].name for hit in hits} == {"holm.md"}
    assert [hit.theirs - hits[0].theirs for hit in hits] == [hit.ours for hit in hits]


def test_nothing_is_found_of_words_in_another_order(small_library):
    assert not list(ShingleIndex(small_library).hits(("over", "was", "summer", "the", "before", "left", "and")))


def test_an_empty_text_has_no_shingles(small_library):
    assert not list(ShingleIndex(small_library).hits(()))


@given(st.text(max_size=60))
def test_words_keep_their_characters(text):
    words, spans = shingled_words(text, [Span(0, len(text))])
    assert len(words) == len(spans)
    assert all(span.of(text) for span in spans)
