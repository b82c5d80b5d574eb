"""Which questions ask what each document says."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.breadth import MOST_LISTED, MOST_QUOTES, Extent, extent_of
from service.ask.understanding import understand


@pytest.mark.parametrize(
    "question",
    [
        "What do the papers say about rope?",
        "How do the documents define a quay?",
        "Do the authors agree on the age of the harbour?",
        "According to the studies, why do ropes wear out?",
        "Which authors mention tar?",
        "What does the literature conclude on herring?",
        "Across the literature, what is the effect of tar?",
        "Compare the sources on the length of the quay.",
    ],
)
def test_every_document_is_heard(question):
    extent = extent_of(understand(Question(question)))
    assert extent.every_document and extent.most == MOST_LISTED


@pytest.mark.parametrize(
    "question",
    [
        "In the paper on Ostby, what is said of tar?",
        "Does the paper give the length of the quay?",
        "Why do ropes wear out?",
    ],
)
def test_one_document_may_answer(question):
    assert not extent_of(understand(Question(question))).every_document


def test_a_long_answer_earns_its_length():
    extent = Extent(most=MOST_LISTED, near=0.7, near_beyond=0.8)
    assert [extent.needs(count) for count in (0, MOST_QUOTES - 1, MOST_QUOTES)] == [0.7, 0.7, 0.8]
