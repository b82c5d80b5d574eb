"""A passage with the question's very words is an answer's, whatever a model makes of it."""

from __future__ import annotations

import pytest

from service.ask.abstention import LITERAL, READ_AGAIN, Evidence
from service.ask.answer import Question
from service.ask.literal import is_literal
from service.ask.understanding import understand

TEXT = "# Nets\n\nThe premium of the netmakers is 7.4 per cent in Norland. Tar keeps them dry.\n"


@pytest.mark.parametrize(
    "asked, told",
    [
        ("What is the premium in Norland?", True),
        ("What premium do the netmakers of Norland have?", True),
        ("What is the premium in Sudmark?", False),
        ("How large is the premium in Norland?", True),
        ("What is tar?", False),
        ("What do the papers say about tar?", True),
        ("What do the papers say about herring?", False),
    ],
)
def test_all_words_in_one_passage(text_document, hits_of, asked, told):
    assert is_literal(understand(Question(asked)), hits_of(text_document(TEXT, "nets.md"))) == told


def test_it_is_answered_unless_a_name_is_missing():
    doubted = Evidence(0.7, 0.0, (), answers=-5.0)
    assert not READ_AGAIN.answers_it(doubted)
    assert READ_AGAIN.answers_it(Evidence(0.7, 0.0, (), answers=-5.0, literal=True))
    assert READ_AGAIN.probability(Evidence(0.7, 0.0, (), answers=-5.0, literal=True)) == LITERAL
    assert not READ_AGAIN.answers_it(Evidence(0.7, 0.0, ("Ohm",), answers=-5.0, literal=True))
