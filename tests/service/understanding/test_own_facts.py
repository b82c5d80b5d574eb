"""Facts about a document itself are looked up and quoted from its front matter or its reference list."""

from __future__ import annotations

import pytest

from service import bootstrap
from service.ask.answer import Question
from service.ask.understanding.record_fields import fields_asked


@pytest.fixture(scope="module")
def asker(medicine):
    return bootstrap.asker(medicine)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Who wrote the paper on bed nets?", "Grace Wanjiru Long"),
        ("Where do the authors of the vaccination study work?", "University of Bergen"),
        ("When was Okonkwo's paper accepted?", "Accepted 17 August 2019"),
        ("What is the DOI of the vaccination study?", "10.1234/sleep.2019.0042"),
        ("Which e-mail address does Okonkwo give?", "m.okonkwo@uib.example"),
        ("keywords of the sleep paper", "sleep restriction, influenza"),
        ("In which journal was the study on bed nets published?", "Journal of Field Epidemiology"),
        ("What is reference 2 of the vaccination study?", "Spiegel, K. (2002)"),
        ("What is the last reference in the paper on bed nets?", "Lengeler"),
        ("What does the vaccination study say with reference [1]?", "formed fewer antibodies"),
    ],
)
def test_a_fact_is_quoted_from_its_line(asker, medicine, question, line):
    answer = asker.ask(Question(question))
    assert not answer.abstained, answer.reason
    assert line in answer.quotes[0].text
    for quote in answer.quotes:
        assert medicine.document(medicine.holding(quote.document_id)).text[quote.start : quote.end] == quote.text


def test_a_count_is_told_in_a_notice(asker):
    answer = asker.ask(Question("How many references does Okonkwo's paper have?"))
    assert any("2 entries in its reference list" in notice.text for notice in answer.notices)


def test_what_a_document_does_not_tell_of_itself_is_not_found(asker):
    answer = asker.ask(Question("What is the DOI of the paper on bed nets?"))
    assert answer.abstained
    assert "nets.md" in answer.reason


def test_ordinary_questions_get_no_front_matter_and_no_references(asker):
    for question in ("What was the antibody titre?", "Were treated nets given to pupils?", "malaria incidence"):
        kinds = {hit.held.passage.kind for hit in asker.rank(asker.understand(Question(question)))}
        assert kinds <= {"sentence", "row"}


@pytest.mark.parametrize(
    "text",
    [
        "What do the authors say about melatonin?",
        "According to the paper, who published the guidelines?",
        "Which authors does the study mention?",
        "How many papers were accepted for the review of nets?",
        "Who accepted the nets?",
        "What was the journey of the mosquito?",
    ],
)
def test_what_a_document_says_is_no_fact_about_it(text):
    assert fields_asked(text, names_a_document=False) == ()
