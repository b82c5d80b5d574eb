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


NOTE = "The shepherds, the flocks and their figures are invented, and the valley is not on any map."


@pytest.fixture
def noted(text_document, hits_of):
    """Hits of four works that bear the same note, once in other sentences."""
    texts = {
        f"work-{number}.md": f"# Wool of valley {number}\n\n{NOTE}\n\n## Results\n\nThe flocks grew {number} times.\n"
        for number in range(3)
    }
    texts["work-3.md"] = f"# Wool of the last valley\n\n{NOTE.replace(', and the', '. The')}\n\n## Results\n\nSold.\n"
    return [replace(hit, score=0.5) for name, text in texts.items() for hit in hits_of(text_document(text, name))]


@pytest.mark.parametrize(
    ("question", "is_lowered"),
    [("Which figures do the shepherds give?", True), ("Are the figures invented?", False), ("Are sheep sold?", True)],
)
def test_what_stands_in_every_work_is_about_none_of_their_subjects(noted, question, is_lowered):
    notes = [hit for hit in placed(understand(Question(question)), noted) if "invented" in hit.held.passage.reading]
    assert {hit.score for hit in notes} == {0.25 if is_lowered else 0.5}
    others = [hit for hit in placed(understand(Question(question)), noted) if "grew" in hit.held.passage.reading]
    assert {hit.score for hit in others} == {0.5}


def test_copies_of_one_work_are_one(text_document, hits_of):
    text = f"# Wool of the valley\n\n{NOTE}\n"
    hits = [replace(hit, score=0.5) for n in range(4) for hit in hits_of(text_document(text, f"copy-{n}.md"))]
    assert {hit.score for hit in placed(understand(Question("What do shepherds sell?")), hits)} == {0.5}
