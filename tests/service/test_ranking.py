"""Passages that can't be the answer by their kind are lowered, and nothing else is changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.record import Record
from corpus.document import Span
from indexer.catalogue import HeldPassage, Holding
from indexer.passages import Kind, Passage
from indexer.retrieval import Hit
from service.ask.answer import Question
from service.ask.ranking import ranked
from service.ask.understanding import understand
from service.ask.understanding.works import NamedDocument

HOLDING = Holding("0" * 12, "a.txt", "0" * 64, "", "", "text/plain", Record(), 0, 1, ())


def hit(reading: str, score: float, kind: Kind = "sentence") -> Hit:
    return Hit(HeldPassage(1, HOLDING, Passage(Span(0, 1), kind, reading, "")), score, 0.5, 1.0)


def order(question: str, *hits: Hit) -> list[str]:
    return [one.held.passage.reading for one in ranked(understand(Question(question)), hits)]


def test_a_question_is_no_answer():
    asked, said = hit("Did exports grow?", 0.9), hit("Exports grew.", 0.8)
    assert order("Did exports grow?", asked, said) == ["Exports grew.", "Did exports grow?"]


@pytest.mark.parametrize(
    "question", ["How many firms export?", "Which share of firms exports?", "When was it founded?"]
)
def test_a_question_for_a_figure_wants_one(question):
    assert order(question, hit("Many do.", 0.83), hit("It was 12 % in 1990.", 0.8))[0] == "It was 12 % in 1990."


def test_a_passage_without_a_figure_is_not_lowered_where_none_is_asked_for():
    assert order("Why do firms export?", hit("They must.", 0.9), hit("In 1990 they had to.", 0.8))[0] == "They must."


@given(
    st.lists(
        st.tuples(st.sampled_from(["Why?", "It grew.", "It grew by 3."]), st.floats(0, 1).map(lambda x: round(x, 6))),
        max_size=8,
    )
)
def test_no_passage_is_lost_or_raised(pairs):
    hits = [hit(reading, score) for reading, score in pairs]
    result = ranked(understand(Question("How many grew?")), hits)
    assert sorted(one.held.passage.reading for one in result) == sorted(one.held.passage.reading for one in hits)
    assert all(one.score <= max((other.score for other in hits), default=0) for one in result)
    assert [one.score for one in result] == sorted((one.score for one in result), reverse=True)


def test_a_passage_of_the_named_document_is_raised():
    said, named = hit("Firms must export.", 0.80), hit("Firms had to export.", 0.75)
    other = replace(HOLDING, digest="1" * 64)
    named = replace(named, held=replace(named.held, document=other))
    asked = understand(Question("Why do firms export?"))
    document = NamedDocument(digest="1" * 64, name="b.txt", sure=1.0, by="author")
    assert ranked(asked, [said, named])[0].held == said.held
    assert ranked(replace(asked, documents=(document,)), [said, named])[0].held == named.held
