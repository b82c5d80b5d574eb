"""Whoever asks for drawbacks gets no praise, and whoever asks for benefits no blame."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.evaluated import on_its_side, speaks, tells_of_none
from service.ask.understanding import understand

PRAISE = "Tide wheels have great advantages, for they improve every mill and help its owner."
BLAME = "The drawbacks of tide wheels are that they rot and that they stand still at slack water."
MILD = "Some say that tide wheels stand in the way of salmon, at the expense of those who fish."
OTHER = "Salmon nets carry risks that nobody on the river has thought of."
PLAIN = "Tide wheels are made of oak."


@pytest.fixture
def hits(make_document, hits_of):
    return hits_of(make_document(PRAISE, BLAME, MILD, OTHER, PLAIN, name="wheels.txt"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What are the disadvantages of tide wheels?", [BLAME, MILD]),
        ("What are the benefits of tide wheels?", [PRAISE]),
        ("What are tide wheels made of?", [PRAISE, BLAME, MILD, OTHER, PLAIN]),
    ],
)
def test_only_what_speaks_on_the_side_is_left(hits, question, expected, library):
    left = on_its_side(understand(Question(question)), hits, library.document)
    assert [hit.held.passage.reading for hit in left] == expected


@pytest.mark.parametrize(
    ("reading", "is_against"),
    [
        ("Wheels reduce the risks of drought.", False),
        ("Wheels lower costs and overcome barriers.", False),
        ("Wheels do not always pay.", True),
        ("Wheels are not only cheap but also strong.", False),
        ("There is a danger of rot.", True),
        ("The research problem is how wheels turn.", False),
        ("Wheels lack oak.", True),
        ("Wheels help every mill that lacks wind.", False),
    ],
)
def test_to_reduce_a_risk_is_no_drawback(reading, is_against):
    assert speaks("against", reading) is is_against


def test_a_drawback_is_found_by_whatever_noun_it_is_asked_for(library, hold, make_document):
    hold(library, make_document(PRAISE, BLAME, PLAIN, name="wheels.txt"))
    asker = bootstrap.asker(library)
    for noun in ("disadvantages", "drawbacks", "weaknesses", "shortcomings"):
        answer = asker.ask(Question(f"What are the {noun} of tide wheels?"))
        assert all(quote.text != PRAISE for quote in (*answer.quotes, *answer.nearest[:1]))


def test_that_nothing_tells_of_dangers_is_not_said_where_something_tells_of_risks(hits, library):
    question = understand(Question("What are the dangers of weirs?"))
    assert not on_its_side(question, hits, library.document)
    assert not tells_of_none(question, hits)
    assert tells_of_none(question, [hit for hit in hits if hit.held.passage.reading in (PRAISE, PLAIN)])
