"""Search in a document: whatever stands there is found, however it is written or broken into lines."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.web.source.search import MOST_HITS, hits

PROSE = st.text(st.sampled_from("abcdeßéﬁ ABC-–\n\u00ad’'“Ωй1."), min_size=1, max_size=60)


def found(text: str, words: str) -> list[str]:
    return [span.of(text) for span in hits(text, words)]


class TestHits:
    @given(text=PROSE, data=st.data())
    def test_what_stands_in_the_text_is_found_where_it_stands(self, text, data):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        words = re.sub(r"\A[-–\u00ad\s]+|[-–\u00ad\s]+\Z", "", text[start:end])
        spans = hits(text, words)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert not words or spans

    @given(text=PROSE, words=PROSE)
    def test_hits_come_in_order_and_do_not_overlap(self, text, words):
        spans = hits(text, words)
        assert all(one.start < other.start for one, other in pairwise(spans))

    @pytest.mark.parametrize(
        ("text", "words", "wanted"),
        [
            ("the know-\nledge of mills", "knowledge", "know-\nledge"),
            ("the know-  \r\n  ledge of mills", "knowledge of", "know-  \r\n  ledge of"),
            ("soft\u00adhyphens", "Soft hyphens", None),
            ("soft\u00adhyphens", "softhyphens", "soft\u00adhyphens"),
            ("a co-operation", "cooperation", "co-operation"),
            ("a cooperation", "co-operation", "cooperation"),
            ("in 1990–1995", "1990-1995", "1990–1995"),
            ("two\nlines  here", "two lines here", "two\nlines  here"),
            ("Škoda’s ﬁrm", "skoda's firm", "Škoda’s ﬁrm"),
            ("STRASSE", "straße", "STRASSE"),
            ("THE MILL", "the mill", "THE MILL"),
            ("other words", "mills", None),
            ("a - b", "-", None),
        ],
    )
    def test_writing_does_not_matter(self, text, words, wanted):
        assert found(text, words) == ([] if wanted is None else [wanted])

    def test_there_are_not_more_than_anyone_looks_at(self):
        assert len(hits("a " * 5000, "a")) == MOST_HITS

    def test_places_are_characters_of_the_text(self):
        assert hits("𝔸 mill, a mill", "mill") == (Span(2, 6), Span(10, 14))
