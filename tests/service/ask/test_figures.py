"""Of a figure that is pointed to, what the text says of it is quoted; one that isn't there is told."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.understanding.targets import targets_of

TEXT = """# Tides of the bay

Brenda Marsh

## Results

The water was measured at the pier for a year.

Figure 01: Height of the water by month

Source: the harbour office.

The chart illustrates how high the water stood in each month. It highlights that March saw the highest floods, while
August saw hardly any.

Boats left with the ebb, as everybody knows.

Figure 02: Boats that left by hour

The chart shows when boats left the pier. Most of them left before dawn.
"""


@pytest.fixture
def asker(library, hold, text_document):
    hold(library, text_document(TEXT, "tides.md"))
    return bootstrap.asker(library)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What does figure 1 show?", "March saw the highest floods"),
        ("second figure: when did most leave?", "before dawn"),
        ("What does the last chart show?", "before dawn"),
    ],
)
def test_what_is_said_of_a_figure_is_quoted(asker, question, words):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert words in answer.quotes[0].text


def test_a_figure_that_is_not_there_is_told(asker):
    answer = asker.ask(Question("What does figure 7 of tides.md show?"))
    assert answer.abstained
    assert "Figure 7" in answer.reason and "Figure 1, 2" in answer.reason


@pytest.mark.parametrize(
    "text", ["What is the figure for 1923?", "a figure of 3 percent", "the first figure of speech"]
)
def test_a_mere_number_is_no_figure(text):
    targets = targets_of(text)
    assert targets.figure is None and targets.figure_place is None
