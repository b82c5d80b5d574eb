"""What a page does to words isn't theirs, and every word keeps its characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.quotations.wording import plain, wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the firm’s costs", "the firm's costs"),
        ("an eﬃcient ﬁrm", "an efficient firm"),
        ("co\u00adoperation", "cooperation"),
        ("insti-\ntutions last", "institutions last"),
        ("a well-known fact", "a well known fact"),
        ("4,120 tonnes", "4120 tonnes"),
        ("4\u202f120 tonnes", "4,120 tonnes"),
        ("12 %", "12 per cent"),
        ("12%", "12 percent"),
        ("naïve", "naive"),
        ("trade — and toil", "trade – and toil"),
        ("supply & demand", "Supply and Demand"),
    ],
)
def test_words_are_the_same_however_they_are_set(one, other):
    assert wording(one).letters == wording(other).letters


@pytest.mark.parametrize(("one", "other"), [("3.5", "35"), ("-2", "2"), ("able", "unable"), ("4.120", "4,121")])
def test_numbers_and_words_that_differ_stay_apart(one, other):
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    "text",
    [
        "Costs depend on its neighbours.14 The rest follows.",
        "Costs depend on its neighbours¹⁴. The rest follows.",
        "Costs depend on its neighbours14. The rest follows.",
        "Costs depend on its neighbours (Porter, 1990). The rest follows.",
        "Costs depend on its neighbours [14, 15]. The rest follows.",
    ],
)
def test_marks_of_notes_and_citations_can_be_left_out(text):
    assert wording(text).letters == wording("Costs depend on its neighbours. The rest follows.").letters


def test_a_number_of_the_sentence_is_no_mark():
    assert "14" in wording("There were 14 firms.").letters


@given(st.text(max_size=80))
def test_each_word_keeps_its_characters(text):
    found = wording(text)
    assert all(plain(span.of(text)) == word for word, span in zip(found.words, found.spans, strict=True))
    assert list(found.spans) == sorted(found.spans)


@given(st.lists(st.sampled_from(("ab", "abc", "bca", "firm", "of", "the")), min_size=1, max_size=12), st.data())
def test_a_run_of_the_text_stands_in_it(words, data):
    found = wording(" ".join(words))
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    assert (first, last) in found.standing("".join(words[first : last + 1]))
