"""What is near to a question and lacks what it asks for or takes for granted doesn't answer it."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.lacking import lacking
from service.ask.understanding import understand

TEXT = """# Tides

The tide wheel of Brenda Marsh has four spokes, as they say on the coast.

It is said that "water keeps no holidays" wherever nets are mended.

The Pier Board met twice in that year, and it mended the pier.
"""


@pytest.fixture
def hits(text_document, hits_of):
    return hits_of(text_document(TEXT, "tides.md"))


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("Which four spokes make up Quill's wheel?", "the wheel of Marsh, and not of Quill"),
        ("What budget did the Pier Board have?", "an amount of money"),
        ("Whose words are they, that water keeps no holidays?", "name nobody"),
    ],
)
def test_what_is_lacking_is_told(hits, question, lacks):
    order = sorted(hits, key=lambda hit: not any(word in hit.held.passage.reading for word in question.split()[-2:]))
    order = [hit for hit in order if "holidays" in hit.held.passage.reading] if "Whose" in question else order
    assert lacks in lacking(understand(Question(question)), order)


@pytest.mark.parametrize(
    "question",
    [
        "How many spokes has Marsh's wheel?",
        "What is Quill's view of the tide wheel?",
        "What did the Pier Board mend?",
        "Whose wheel has four spokes?",
        "What cost advantages does the wheel bring?",
    ],
)
def test_nothing_is_lacking_elsewhere(hits, question):
    assert lacking(understand(Question(question)), hits) == ""


def test_one_who_is_named_beside_the_words_said_them(text_document, hits_of):
    text = '# Nets\n\nAs Marsh wrote, "water keeps no holidays" (Marsh, 1911).\n'
    question = understand(Question("Whose words are they, that water keeps no holidays?"))
    assert lacking(question, hits_of(text_document(text, "nets.md"))) == ""
