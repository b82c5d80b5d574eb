"""Mistyped words are set right by the library's own, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.vocabulary import Vocabulary, is_english
from service.ask.understanding.spelling import nearest


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vacination", "vaccination"),
        ("influenzza", "influenza"),
        ("antiboides", "antibodies"),
        ("Okonwko", "Okonkwo"),
        ("insectiside", "insecticide"),
        ("absennce", "absence"),
        ("bednets", "bed nets"),
        ("schoolchil dren", "schoolchildren"),
    ],
)
def test_a_mistake_is_set_right_and_told(ask, typed, meant):
    understood = ask(f"What is said of {typed} here?")
    assert meant in understood.text
    assert [(each.typed, each.meant) for each in understood.corrections] == [(typed, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "What do sailors say about nets?",
        "Did the happiest pupils sleep well?",
        "What happened in Nairobi?",
        "Was the programme organised in 2014 or 2041?",
        "Is it like Iran?",
        "Do vaccinations help?",
        "Summarise the trial",
        "Summarize the trial",
    ],
)
def test_words_of_english_numbers_and_known_words_stay(ask, text):
    assert ask(text).corrections == ()


def test_short_names_are_never_changed(ask):
    assert ask("Did they go to Kenja?").text == "Did they go to Kenja?"


@pytest.mark.parametrize(
    "word", ["policies", "labour", "organisation", "tried", "stopped", "measurement", "overtaken", "tropics"]
)
def test_forms_of_english_words_are_english(word):
    assert is_english(word)


@pytest.mark.parametrize("word", ["trainning", "reginal", "colaboration", "goverment", "industral"])
def test_a_mistake_in_an_ending_or_behind_a_prefix_makes_no_english_word(word):
    assert not is_english(word)


@given(st.lists(st.text(st.characters(categories=["Ll"]), min_size=5, max_size=12), min_size=1, max_size=8))
def test_a_word_of_the_vocabulary_is_its_own_nearest(words):
    vocabulary = Vocabulary.of(words)
    for word in vocabulary.counts:
        assert nearest(word, vocabulary) in {word, None}


@given(st.text(max_size=200))
def test_a_vocabulary_counts_every_word_in_small_letters(text):
    counts = Vocabulary.of([text]).counts
    assert all(word == word.lower() and count > 0 for word, count in counts.items())


def test_a_mistyped_word_of_english_that_no_passage_has_is_set_right(ask):
    assert ("membreship", "membership") in [
        (each.typed, each.meant) for each in ask("Does membreship matter?").corrections
    ]
