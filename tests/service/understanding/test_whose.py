"""What is asked of one person or one work is not told of another, though no other is known."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question

TIDES = """# Tides and trade in the harbour of Ostby

Abel Quill and Berta Stone

University of Ostby

Correspondence: b.stone@ostby.example

DOI: 10.1234/tides.7

Keywords: tides, coal

## Growth

The harbour handled 4,120 tonnes of coal [1].

## References

1. Vane, C. (1990). Quays. Ostby: Weir Press. https://doi.org/10.1234/quays.1
2. Moss, D. (1991). Cranes. Ostby: Weir Press.
"""
WEIRS = """# The weir of the northern river

Edgar Finch

Contact: office@weirs.example

## Weirs

The weir is deep.
"""


@pytest.fixture
def asker(library, hold, text_document):
    hold(library, text_document(TIDES, "tides.md"))
    hold(library, text_document(WEIRS, "weirs.md"))
    return bootstrap.asker(library)


@pytest.mark.parametrize(
    "question",
    [
        "What is Smith's e-mail?",
        "what is smith's email?",
        "What is the e-mail address of Moss?",
        "What is Quill's e-mail?",
        "What is Smith's DOI?",
        "What is the DOI of the paper by Smith?",
        "What is the DOI of the paper on glaciers?",
        "What is the ORCID of Quill?",
        "What is Finch's DOI?",
    ],
)
def test_what_is_anothers_is_not_given(asker, question):
    answer = asker.ask(Question(question))
    assert answer.abstained, answer.quotes
    assert "Not found" in answer.reason


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("What is Stone's e-mail?", "b.stone@ostby.example"),
        ("What is Finch's e-mail address?", "office@weirs.example"),
        ("What is Quill's DOI?", "10.1234/tides.7"),
        ("What is Vane's DOI?", "10.1234/quays.1"),
        ("Which e-mail addresses do the authors give?", "b.stone@ostby.example"),
        ("Who is the corresponding author?", "b.stone@ostby.example"),
        ("What is the e-mail of the paper on tides?", "b.stone@ostby.example"),
        ("Which paper has the keyword coal?", "tides, coal"),
    ],
)
def test_what_is_theirs_is_given(asker, question, line):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert line in answer.quotes[0].text


def test_the_reason_says_of_whom_it_was_asked(asker):
    assert "(e-mail address) of “Smith”" in asker.ask(Question("What is Smith's e-mail?")).reason
