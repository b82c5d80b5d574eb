"""What kind of answer is asked for, what is to be worked out, and which places are pointed to."""

from __future__ import annotations

import pytest

from service.ask.answer import Question
from service.ask.understanding import understand
from service.ask.understanding.comparison import sides_of
from service.ask.understanding.expectations import expected_of, form_of, is_negated, operation_of
from service.ask.understanding.targets import targets_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who discovered penicillin?", "person"),
        ("Which researchers measured melatonin?", "person"),
        ("Where were the nets handed out?", "place"),
        ("In which country was the effect weaker?", "place"),
        ("When was the vaccine licensed?", "date"),
        ("How many pupils were absent?", "number"),
        ("What percentage of volunteers fell ill?", "percentage"),
        ("How much did the programme cost?", "money"),
        ("What is an antibody titre?", "definition"),
        ("What is meant by incidence?", "definition"),
        ("Why does sleep matter?", "reason"),
        ("What causes malaria?", "reason"),
        ("Which kinds of nets are there?", "list"),
        ("Name the four stages of sleep.", "list"),
        ("How are nets treated?", "method"),
        ("Does melatonin help?", "yes or no"),
        ("melatonin and vaccination", "text"),
        ("When nets are torn, what do families do?", "text"),
    ],
)
def test_kind_of_answer(text, expected):
    assert expected_of(text) == expected


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Which group had the highest titre?", "maximum"),
        ("Where was incidence the lowest?", "minimum"),
        ("Which village had the fewest cases?", "minimum"),
        ("By how much did incidence fall?", "difference"),
        ("How many more cases were there in 2014?", "difference"),
        ("How many times as many cases were there?", "ratio"),
        ("What share of the pupils was absent?", "share"),
        ("How many cases were there in total?", "sum"),
        ("How long did they sleep on average?", "average"),
        ("How many tables are there?", "count"),
        ("Why do nets tear?", None),
    ],
)
def test_what_is_to_be_worked_out(text, operation):
    assert operation_of(text, expected_of(text)) == operation


def test_negation_is_seen_and_nothing_else_taken_for_it():
    assert is_negated("Which volunteers did not fall ill?")
    assert not is_negated("What is notable about nets?")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Why do nets tear?", "question"),
        ("bed nets malaria", "keywords"),
        ("Nets were given to every pupil.", "statement"),
    ],
)
def test_form(text, form):
    assert form_of(text) == form


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("What does Table 3 show?", {"table": "3"}),
        ("Table four, first row", {"table": "4"}),
        ("Table IV", {"table": "4"}),
        ("the sixth table", {"table_place": 6}),
        ("What is in the last table?", {"table_place": -1}),
        ("reference [19]", {"reference": "19"}),
        ("what is said with [7]?", {"reference": "7"}),
        ("the last reference", {"reference_place": -1}),
        ("the second author", {"author_place": 2}),
        ("section 2.1", {"section": "2.1"}),
        ("what is on page 12", {"page": "12"}),
        ("tables turned 3 times", {}),
    ],
)
def test_targets(text, target):
    assert {name: value for name, value in vars(targets_of(text)).items() if value is not None} == target


def test_numbers_of_targets_are_nobodys_figures():
    understood = understand(Question("What does Table 3 say about Kisumu in 2014?"))
    assert understood.exact == ("Kisumu", "2014")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("How do Norway and Kenya differ in incidence?", ("Norway differ in incidence", "Kenya differ in incidence")),
        ("How is incidence in Norway and Kenya?", ("incidence in Norway", "Kenya")),
        ("Which is cheaper, nets or vaccines?", ("nets", "vaccines")),
        ("Unlike Norway, what did Kenya do?", ("Norway: what did Kenya do", "what did Kenya do")),
        ("norway vs kenya number of cases", ("norway number of cases", "kenya number of cases")),
        ("How does Okonkwo's view differ from Long's?", ("Okonkwo's view", "Long's view")),
        ("How do sleep in Oslo and Bergen compare?", ("sleep in Oslo", "sleep in Bergen")),
        ("What do the nurses and the teachers each expect?", ("the nurses each expect", "the teachers each expect")),
    ],
)
def test_both_sides_of_a_comparison_are_asked_for(text, sides):
    found = sides_of(text)
    assert len(found) == len(sides)
    assert all(side in question for side, question in zip(sides, found, strict=True)), found


@pytest.mark.parametrize(
    "text",
    [
        "Do nets and vaccines help?",
        "Which pupils were ill or absent?",
        "Which drugs, such as quinine or artemisinin, were given?",
        "How many boys and girls took part? I find different numbers.",
    ],
)
def test_what_only_lists_is_no_comparison(text):
    assert sides_of(text) == ()


def test_authors_of_one_work_are_no_two_sides(ask):
    assert ask("What do Okonkwo and Halvorsen recommend?").sides == ()
    assert len(ask("What do Okonkwo and Long recommend?").sides) == 2
