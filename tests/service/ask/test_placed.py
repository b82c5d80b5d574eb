"""Hits are raised by the section that a question names and by a rare thing asked for; notes are lowered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.ask.answer import Question
from service.ask.placed import placed
from service.ask.understanding import understand

TEXT = """# Wool of the hills

## Results

The flocks grew by a half in the wet years, they say.

Of the shepherds, 75% sold more wool than before.

Source: "the office of the valley, its books of many years".

## Discussion

The flocks may well shrink again in the dry years to come.
"""


@pytest.fixture
def level(text_document, hits_of):
    return [replace(hit, score=0.5) for hit in hits_of(text_document(TEXT, "wool.md"))]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What does the discussion section say of the flocks?", "The flocks may well shrink"),
        ("What percentage of shepherds sold more wool?", "Of the shepherds, 75%"),
    ],
)
def test_what_is_asked_for_comes_first(level, question, first):
    assert placed(understand(Question(question)), level)[0].held.passage.reading.startswith(first)


def test_a_note_comes_last_unless_sources_are_asked_for(level):
    assert placed(understand(Question("How did flocks do?")), level)[-1].held.passage.reading.startswith("Source")
    asked = placed(understand(Question("Which sources do the figures come from?")), level)
    assert {hit.score for hit in asked} == {0.5}
