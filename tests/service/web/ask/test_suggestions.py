"""Suggested questions follow what the library holds, and nobody waits for them."""

from __future__ import annotations

import time

import pytest

from corpus.reading.read import read
from indexer.encoder import HashingEncoder
from indexer.errors import EncoderUnavailable
from indexer.intake import take
from indexer.library import Library
from service import bootstrap
from service.web.ask.suggestions import Suggestions

PAPER = "# Harbours\n\n## The trouble with coal\n\nThe trouble with coal is that the harbour of {} has none.\n"


def made(suggestions: Suggestions) -> tuple[str, ...]:
    for _ in range(200):
        if current := suggestions.current():
            return current
        time.sleep(0.05)
    raise AssertionError("no suggestions in ten seconds")


def put(library: Library, tmp_path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert all(outcome.status != "failed" for outcome in take(library, [tmp_path / name], read))


def test_they_are_made_again_once_the_library_holds_something_else(tmp_path):
    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        suggestions = Suggestions(library, bootstrap.asker(library, ranker=False))
        assert suggestions.current() == ()
        put(library, tmp_path, "a.md", PAPER.format("Ostby"))
        assert made(suggestions) == ("What is said about the trouble with coal?",)
        put(library, tmp_path, "b.md", PAPER.format("Vikmo").replace("coal", "sheep"))
        assert len(made(suggestions)) == 2
        for holding in library.holdings():
            library.remove(holding.id)
        assert suggestions.current() == ()
        suggestions.close()


def test_an_encoder_that_cannot_be_loaded_is_tried_once(tmp_path):
    tries = []

    class Unusable(HashingEncoder):
        def encode(self, texts):
            tries.append(texts)
            raise EncoderUnavailable("no model at all")

    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        put(library, tmp_path, "a.md", PAPER.format("Ostby"))
    with Library(tmp_path / "l", Unusable(64)) as library:
        suggestions = Suggestions(library, bootstrap.asker(library, ranker=False))
        with pytest.raises(EncoderUnavailable):
            suggestions.current()
        assert suggestions.current() == suggestions.current() == () and len(tries) == 1
        suggestions.close()
