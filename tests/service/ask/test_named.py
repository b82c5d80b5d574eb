"""A reader is told of names and years of the question that nothing quoted mentions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.bibliography.record import Field, Record
from service import bootstrap
from service.ask.answer import Question
from service.ask.named import names_of, years_of
from service.ask.understanding import understand

TEXT = """# Harbours of Norland

The harbour of Ostby handled much coal in 1887, and its quay was rebuilt.

The harbour of Vikmo handled timber, as the Northern Trade Council (NTC) reports.

Shipyards followed the harbours, and hired the same smiths.
"""


@pytest.fixture
def told(library, hold, text_document):
    """The notices of this kind for a question, of which the library has all words."""
    hold(library, text_document(TEXT, "harbours.md"))
    asker = bootstrap.asker(library, ranker=False)

    def notices(question):
        answer = asker.ask(Question(question))
        assert not answer.abstained, answer.reason
        return [notice.text for notice in answer.notices if notice.kind == "not_in_quotes"]

    return notices


def test_a_name_that_is_quoted_needs_no_word(told):
    assert told("What did the harbour of Ostby handle in 1887?") == []
    assert told("Which timber was handled in the harbour of Vikmo in Norland?") == []


def test_a_year_behind_an_author_says_which_work_is_meant(library, hold, text_document):
    text = "# Harbours\n\nTobias Quill\n\n## Abstract\n\nThe quay of Ostby sank. It was rebuilt in stone."
    document = text_document(text, "quays.md")
    dated = Field("issued", {"date-parts": [[1999]]}, "sidecar", "library.bib: quays")
    hold(library, replace(document, record=Record((*document.record.fields, dated))))
    answer = bootstrap.asker(library, ranker=False).ask(Question("Summarise Quill (1999)"))
    assert not answer.abstained
    assert answer.notices == ()


def test_a_name_that_stands_elsewhere_is_told_of(told):
    [text] = told("Did shipyards that followed the harbours hire the same smiths in Vikmo?")
    assert text.startswith(("The passage quoted", "None of the passages")) and "“Vikmo”" in text


def test_a_year_that_stands_elsewhere_is_told_of(told):
    [text] = told("Did shipyards that followed the harbours hire the same smiths in 1887?")
    assert "“1887”" in text


def test_an_abbreviation_is_said_by_its_words(told):
    assert told("Which timber of the harbour of Vikmo does the NTC report?") == []


@pytest.mark.parametrize(
    ("text", "names", "years"),
    [
        ("Did exports of Norland grow in 1887?", ("Norland",), ("1887",)),
        ("The Growth Of Exports In Norland", (), ()),
        ("Norland grew", (), ()),
        ("How did exports grow by 3.29 % in Norland?", ("Norland",), ()),
    ],
)
def test_names_and_years_of_a_question(text, names, years):
    question = understand(Question(text))
    assert (names_of(question), years_of(question)) == (names, years)
