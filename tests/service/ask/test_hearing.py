"""Where a question names several documents, each is heard, asked without the names."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.hearing import heard, put_to_each
from service.ask.understanding import Shelves, understand

NORTH = """# Locks of the north

Brenda Marsh

## Advice

Councils must keep the locks clear of weed in the spring. Locks of the north are older than any other.
"""
SOUTH = """# Weirs of the south

Tobias Quill

## Advice

Councils should pay for the weirs out of the toll. Salmon climb the weirs in autumn, and nobody stops them.
"""


@pytest.fixture
def rivers(library, hold, text_document):
    hold(library, text_document(NORTH, "north.md"))
    hold(library, text_document(SOUTH, "south.md"))
    return library


def test_each_author_named_is_quoted(rivers):
    answer = bootstrap.asker(rivers).ask(Question("What do north.md and south.md each say about councils?"))
    assert {quote.doc for quote in answer.quotes} == {"north.md", "south.md"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What does north.md say about councils?", "councils?"),
        ("Who pays for weirs?", "Who pays for weirs?"),
    ],
)
def test_the_question_is_put_without_its_frame(rivers, text, left):
    question = understand(Question(text), Shelves(rivers))
    meant = [holding for holding in rivers.holdings() if holding.digest in heard(question)]
    assert put_to_each(question, meant) in (left, text)


def test_the_name_of_a_file_is_no_word_of_what_it_is_asked(rivers):
    question = understand(Question("What should councils do, according to north.md?"), Shelves(rivers))
    meant = [holding for holding in rivers.holdings() if holding.digest in heard(question)]
    assert put_to_each(question, meant) == "What should councils do?"


def test_a_fact_of_a_record_is_put_to_nobody(rivers):
    assert heard(understand(Question("Who wrote north.md?"), Shelves(rivers))) == ()
