"""Suggested questions follow what the library holds, and nobody waits for them."""

from __future__ import annotations

import threading
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


def test_those_of_before_are_shown_while_new_ones_are_made(tmp_path):
    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        asker = Slow(bootstrap.asker(library, ranker=False))
        suggestions = Suggestions(library, asker)
        put(library, tmp_path, "a.md", PAPER.format("Ostby"))
        before = suggestions.current()
        assert before == ("What is said about the trouble with coal?",)
        asker.asked = 0
        asker.free = 1
        put(library, tmp_path, "b.md", PAPER.format("Vikmo").replace("coal", "sheep"))
        assert suggestions.current() == suggestions.current() == before
        asker.go_on.set()
        suggestions.close()
        assert len(suggestions.current()) == 2


def test_a_library_that_was_empty_shows_the_first_ones_as_they_come(tmp_path):
    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        asker = Slow(bootstrap.asker(library, ranker=False))
        suggestions = Suggestions(library, asker)
        assert suggestions.current() == ()
        asker.free = 1
        put(library, tmp_path, "a.md", PAPER.format("Ostby") + PAPER.replace("coal", "sheep").format("Vikmo"))
        assert suggestions.current() == ("What is said about the trouble with coal?",)
        asker.go_on.set()
        suggestions.close()
        assert len(suggestions.current()) == 2


HEADS = ("JEL Codes", "Key words and terms", "Received in revised form", "How to cite", "Ключевые слова", "Mots clés")


def test_front_matter_is_none_that_anyone_asks_about(tmp_path):
    told = "".join(f"## {head}\n\n{head}: the harbour trade of the north.\n\n" for head in HEADS)
    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        put(library, tmp_path, "a.md", f"# Harbours\n\n{told}" + PAPER.removeprefix("# Harbours\n").format("Ostby"))
        suggestions = Suggestions(library, bootstrap.asker(library, ranker=False))
        assert suggestions.current() == ("What is said about the trouble with coal?",)
        suggestions.close()


def test_a_heading_in_capitals_is_put_as_the_text_writes_its_words(tmp_path):
    text = (
        "# Harbours\n\n## STRATEGIES OF EU HARBOURS IN NORLAND AND OSTBY\n\nThe strategies of EU harbours differ. "
        "In Norland and in Ostby the harbours have strategies. Strategies of the EU are of harbours.\n"
    )
    with Library(tmp_path / "l", HashingEncoder(64), create=True) as library:
        put(library, tmp_path, "a.md", text)
        suggestions = Suggestions(library, bootstrap.asker(library, ranker=False))
        assert suggestions.current() == ("What is said about strategies of EU harbours in Norland and Ostby?",)
        suggestions.close()


class Slow:
    """An asker that answers so many questions freely, and the others once it may go on."""

    def __init__(self, asker) -> None:
        self._asker = asker
        self.asked, self.free = 0, 99
        self.go_on = threading.Event()

    def ask(self, question):
        self.asked += 1
        if self.asked > self.free:
            assert self.go_on.wait(30)
        return self._asker.ask(question)


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
