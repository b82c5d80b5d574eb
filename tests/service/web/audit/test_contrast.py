"""Two texts side by side lose nothing, and what is marked is what differs, or what is shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.audit.contrast import Piece, contrast, entry_contrast, shortened

WORDS = st.lists(st.sampled_from(["the", "quay", "of", "Ostby", "silted", "up,", "in", "1887", "“then”", "\n"]))
TEXTS = st.one_of(st.text(), WORDS.map(" ".join))


def marked(pieces):
    return [piece.text for piece in pieces if piece.is_marked]


@given(TEXTS, TEXTS)
def test_the_pieces_together_are_the_texts(ours, theirs):
    for compared in (contrast(ours, theirs), entry_contrast(ours, theirs)):
        assert "".join(piece.text for piece in compared.ours) == ours
        assert "".join(piece.text for piece in compared.theirs) == theirs


@given(TEXTS)
def test_a_text_differs_in_nothing_from_itself(text):
    compared = contrast(text, text)
    assert marked(compared.ours) == marked(compared.theirs) == []


@given(TEXTS, TEXTS)
def test_it_is_the_same_likeness_either_way(ours, theirs):
    assert (contrast(ours, theirs).likeness == "same") == (contrast(theirs, ours).likeness == "same")


def test_what_differs_is_marked_in_texts_that_are_nearly_the_same():
    compared = contrast("The basin silted up within nine winters.", "The basin silted up within eleven winters.")
    assert compared.likeness == "near"
    assert (marked(compared.ours), marked(compared.theirs)) == (["nine"], ["eleven"])


def test_what_is_shared_is_marked_in_texts_that_have_little_else_in_common():
    compared = contrast(
        "They say that nobody knew the bar by night, and laugh.",
        "Of all the pilots of this coast, so the ledger tells us, nobody knew the bar by night when it rained.",
    )
    assert compared.likeness == "apart"
    assert marked(compared.ours) == marked(compared.theirs) == ["nobody knew the bar by night"]


@pytest.mark.parametrize("labels", [("8. ", "1. "), ("[3] ", "[12] "), ("(4) ", "5) ")])
def test_the_numbers_of_entries_make_no_difference(labels):
    entry = "Kvist, A. (1998). Harbours of the north."
    compared = entry_contrast(*(f"{label}{entry}" for label in labels))
    assert compared.likeness == "same"


def test_long_runs_that_are_equal_are_shortened_and_marks_stay_whole():
    text = "one two three four five " * 100
    shown = shortened((Piece(text), Piece("word " * 200, is_marked=True), Piece(text)), 500)
    assert shown[1] == Piece("word " * 200, is_marked=True)
    assert all(" […] " in shown[at].text and len(shown[at].text) < 300 for at in (0, 2))
