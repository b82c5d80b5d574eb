"""Works, authors and documents that a question names: the right ones, and no others."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.answer import Question
from service.ask.understanding import Shelves, understand, understanding_json
from service.ask.understanding.attribution import credits_in
from service.errors import QuestionError


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("What does Okonkwo say about antibodies?", "sleep-2019.md"),
        ("According to Halvorsen, was melatonin measured?", "sleep-2019.md"),
        ("In Long's article, how many pupils took part?", "nets.md"),
        ("How far did incidence fall (Long, 2015)?", "nets.md"),
        ("Grace Long on absence from school", "nets.md"),
        ("What is concluded in nets.md?", "nets.md"),
        ("sleep-2019: how many volunteers?", "sleep-2019.md"),
        ("What is the main finding of the paper on bed nets?", "nets.md"),
        ("What does the vaccination study say about Norway?", "sleep-2019.md"),
        ("the Norwegian study: was melatonin measured?", "sleep-2019.md"),
        ("Who wrote “Bed nets and malaria incidence among Kenyan schoolchildren”?", "nets.md"),
        ("Why does Long recommend treated nets?", "nets.md"),
    ],
)
def test_a_named_document_is_plain(ask, question, document):
    assert [(named.name, named.is_plain) for named in ask(question).documents][:1] == [(document, True)]


@pytest.mark.parametrize(
    "question",
    [
        "How long did the volunteers sleep?",
        "What is known about malaria and absence from school?",
        "antibody titre after short nights",
        "Does the paper trail matter in a study of sleep?",
        "Which countries took part?",
    ],
)
def test_an_ordinary_word_names_no_document(ask, question):
    assert ask(question).documents == ()


def test_something_of_an_author_that_is_no_work_is_a_mere_hint(ask):
    (named,) = ask("Is Okonkwo's dog mentioned in the acknowledgements?").documents
    assert not named.is_plain


def test_another_year_than_the_documents_is_no_plain_name(ask):
    (named,) = ask("What does Okonkwo (1987) say about antibodies?").documents
    assert not named.is_plain


def test_a_work_that_is_only_cited_is_found_with_the_places_that_cite_it(ask, medicine):
    (work,) = ask("What does Prather (2012) say?").cited
    text = medicine.document(medicine.holding("sleep-2019.md")).text
    assert (work.document, work.n, work.year, work.is_credited) == ("sleep-2019.md", 1, 2012, True)
    assert [place.of(text) for place in work.places] == ["[1]"]
    assert "hepatitis B" in work.span.of(text)


def test_a_cited_work_of_another_year_is_another_work(ask):
    assert ask("What does Prather (1999) say?").cited == ()


def test_an_author_who_is_nowhere_is_told(ask):
    understood = ask("What does Zwingli (1999) say about antibodies?")
    assert understood.unknown_works == ("Zwingli (1999)",)
    assert ask("What does Spiegel say about volunteers?").unknown_works == ()


def test_a_described_work_that_is_nowhere_is_told_by_its_name(ask):
    assert ask("What does the Peruvian study say about nets?").unknown_works == ("Peruvian study",)


def test_a_generic_word_means_the_only_document_and_none_of_several(ask, tmp_path, hold, library, make_document):
    assert ask("What is the conclusion of the paper?").documents == ()
    hold(library, make_document("Ports grew with coal."))
    (named,) = understand(Question("What is the conclusion of the paper?"), Shelves(library)).documents
    assert named.name == "paper.txt"


def test_what_describes_a_document_need_not_be_met_by_a_passage(ask):
    assert "Norwegian" not in ask("When was the Norwegian study accepted?").exact
    assert "Kenya" in ask("How strong was the effect in Kenya?").exact


def test_a_library_that_changes_is_read_anew(library, hold, make_document):
    shelves = Shelves(library)
    question = Question("What does harbours.txt say about coal?")
    assert understand(question, shelves).documents == ()
    hold(library, make_document("Ports grew with coal.", name="harbours.txt"))
    assert [named.name for named in understand(question, shelves).documents] == ["harbours.txt"]


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=2))
def test_any_text_is_understood_over_a_library_or_refused_and_always_alike(ask, text, history):
    try:
        understood = ask(text, *history)
    except QuestionError:
        return
    assert understood == ask(text, *history)
    assert set(understood.kinds) >= {"sentence", "row"}
    assert json.dumps(understanding_json(understood))
    assert all(0 < named.sure <= 1 for named in understood.documents)


def test_a_question_of_the_greatest_length_is_understood_in_time(ask):
    for words in ("How do Abc Def and Ghi differ ", "one and two or ", "“the paper on ", "zqvxkt "):
        begin = time.perf_counter()
        ask("What nets? " + words * (1900 // len(words)))
        assert time.perf_counter() - begin < 5


def test_a_description_is_kept_as_it_stands_in_the_question(ask):
    question = ask("What does the study of Kenyan schoolchildren say about nets?")
    assert question.documents and question.documents[0].by in question.text


@pytest.mark.parametrize(
    "text", ["Who measured the titre of Okonkwo and Halvorsen?", "Who wrote the study of bed nets and malaria?"]
)
def test_authors_of_one_work_and_words_of_its_name_are_no_sides(ask, text):
    assert ask(text).sides == ()


def test_a_list_of_references_is_a_way_to_name_its_document(ask):
    assert ask("What is entry 2 in the Bergen bibliography?").documents[0].name == "sleep-2019.md"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("What does O'Brien's paper say?", ("O'Brien",)),
        ("What do O’Brien and McLong (2001) say?", ("O’Brien", "McLong")),
        ("What do Okonkwo's results say?", ("Okonkwo",)),
    ],
)
def test_a_name_may_have_an_apostrophe_and_ends_before_a_possessive(text, people):
    assert people in [credit.people for credit in credits_in(text)]
