"""What has no word of the library and asks nothing finds nothing, however near something seems."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import HashingEncoder
from indexer.library import Library
from service import bootstrap
from service.ask.answer import Question

SENTENCES = (
    "The harbour of Ostby handled 4,120 tonnes of coal in 1887.",
    "Shipyards followed the harbours, and hired the same smiths.",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory, make_document):
    """An asker over a small library that always answers, as far as it may."""
    folder = tmp_path_factory.mktemp("harbours")
    with Library(folder / "library", HashingEncoder(16), create=True) as held:
        document = make_document(*SENTENCES, name="harbours.txt")
        (folder / document.name).write_text(document.text, encoding="utf-8", newline="")
        held.put(document, folder / document.name, state=document.digest)
        yield bootstrap.asker(held, ranker=False)


@pytest.mark.parametrize("text", ["asdf qwer zxcv", "<b>zxcv</b> asdf", "asdf?", "qwer 1887"])
def test_words_that_no_passage_has_find_nothing(kept, text):
    answer = kept.ask(Question(text))
    assert answer.abstained and not answer.quotes and not answer.nearest
    assert "no passage has the word" in answer.reason


@pytest.mark.parametrize("text", ["harbour", "coal asdf", "1887", "Ostby", "What are wharves?", "tell me of wharves"])
def test_a_word_of_the_library_or_one_that_asks_is_looked_for(kept, text):
    assert "no passage has the word" not in kept.ask(Question(text)).reason


@settings(deadline=None)
@given(st.lists(st.text(alphabet="qxzjkvw", min_size=5, max_size=9), min_size=1, max_size=5))
def test_no_string_of_letters_is_answered(kept, words):
    assert kept.ask(Question(" ".join(words))).abstained
