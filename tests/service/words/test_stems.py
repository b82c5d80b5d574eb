"""Inflected forms of a word have one stem, and words of their own have stems of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.words.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        ("export", "exports", "exported", "exporting", "Exports"),
        ("city", "cities"),
        ("tie", "ties", "tied"),
        ("class", "classes"),
        ("stop", "stopped", "stopping"),
        ("share", "shares", "shared", "sharing"),
        ("café", "cafe", "Cafés"),
        ("box", "boxes"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("pair", [("bus", "bu"), ("thesis", "these"), ("red", "r"), ("1990s", "1990"), ("king", "k")])
def test_different_words_keep_different_stems(pair):
    assert stem(pair[0]) != stem(pair[1])


@given(st.text(max_size=30))
def test_a_stem_is_no_longer_than_the_word_without_accents(word):
    assert stem(word) == stem(word.lower())
    assert not stem(word).isspace() or word.isspace()
