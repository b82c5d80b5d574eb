"""What two sentences share is met under a common key, whatever stands around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from service.audit.crossing import crossing_sentences
from service.audit.likeness import likeness, weights
from service.audit.sketch import RUN, WINDOW, Sentence, Sketch, bands, runs, sketch

WORDS = st.text("abcdefgh", min_size=2, max_size=6)
LISTS = st.lists(WORDS, max_size=12).map(tuple)


@given(LISTS, LISTS, LISTS, LISTS, st.lists(WORDS, min_size=RUN + WINDOW - 1, max_size=20).map(tuple))
def test_a_long_enough_run_in_common_is_never_missed(before, after, ahead, behind, run):
    assert set(runs(before + run + after)) & set(runs(ahead + run + behind))


@given(st.frozensets(WORDS, min_size=4, max_size=20))
def test_equal_stems_have_equal_bands_in_whatever_order(words):
    assert bands(words) == bands(frozenset(sorted(words, reverse=True)))
    assert len(bands(words)) == len(set(bands(words)))


def test_citations_are_no_words_of_a_sentence_and_labels_neither(text_document):
    document = text_document("# A\n\n## B\n\nRESULTS Quays silt up when fees are dropped (Kvist, 1998).\n")
    (sentence,) = sketch(document).sentences
    assert " ".join(sentence.words) == "quays silt up when fees are dropped"


@given(LISTS, LISTS)
def test_likeness_is_the_same_both_ways(one, two):
    a, b = (_sentence(words) for words in (one, two))
    weigh = weights([a, b], frozenset())
    there, back = likeness(a, b, weigh, 0.5), likeness(b, a, weigh, 0.5)
    assert (there.words, there.degree, bool(there.conflict)) == (back.words, back.degree, bool(back.conflict))
    assert 0 <= there.words <= 1


def _sentence(words):
    return Sentence(Span(0, 1), 0, "body", words, (), (), (*runs(words), *bands(frozenset(words))))


def test_only_pairs_with_a_new_document_cross():
    said = _sentence(("the", "basin", "silted", "up", "within", "nine", "cold", "winters"))
    sketches = {name: Sketch((said,), frozenset(), (), ()) for name in "abc"}
    assert set(crossing_sentences(sketches, {"c"})) == {("a", "c"), ("b", "c")}
    assert set(crossing_sentences(sketches, set("abc"))) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert crossing_sentences(sketches, set()) == {}
