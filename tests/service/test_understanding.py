"""Questions are read for the words that carry them, whatever is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.answer import Question
from service.ask.understanding import LONGEST_QUESTION, understand
from service.errors import QuestionError
from service.words.content import content_words, exact_words


@pytest.mark.parametrize("text", ["", "   ", "?!", "\n\t", "…"])
def test_empty_question_is_refused(text):
    with pytest.raises(QuestionError, match="empty"):
        understand(Question(text))


def test_overlong_question_is_refused_with_its_length():
    with pytest.raises(QuestionError, match="2,001"):
        understand(Question("a" * (LONGEST_QUESTION + 1)))


@pytest.mark.parametrize("text", ["the of and to", "Who is who?", "why?"])
def test_question_about_nothing_is_refused(text):
    with pytest.raises(QuestionError, match="name a subject"):
        understand(Question(text))


def test_characters_that_are_no_text_are_refused():
    with pytest.raises(QuestionError, match="no text"):
        understand(Question("what \ud800 grows?"))


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused(text):
    try:
        understood = understand(Question(text))
    except QuestionError:
        return
    assert understood.words
    assert len(set(understood.words)) == len(understood.words)
    assert set(understood.exact) <= set(exact_words(understood.text))


def test_function_words_do_not_carry_a_question():
    assert content_words("What is the role of trust in a district?") == ("role", "trust", "district")


def test_endings_and_hyphens_do_not_hide_a_word():
    assert content_words("Why didn't Ostby's twenty-year plan work?") == ("ostby", "twenty", "year", "plan", "work")
    assert exact_words("How fast did the Elbe's exports grow by 3.29 %?") == ("Elbe", "3.29")


def test_question_of_function_words_alone_keeps_them():
    assert content_words("who is who") == ("who", "is")


def test_names_and_numbers_must_be_met_exactly():
    assert exact_words("How many firms did the OECD count in Norland in 2019?") == ("OECD", "Norland", "2019")
    assert exact_words("Growth of exports") == ()


def test_follow_up_is_read_with_the_question_before_it():
    history = ("What raised exports in Norland?", "Which ports grew?")
    assert "ports" in understand(Question("And why did they?", history=history)).words
    assert "exports" not in understand(Question("And why did they?", history=history)).words


@pytest.mark.parametrize("text", ["Why do districts decline over several generations?", "Why did ports grow?"])
def test_why_alone_leans_and_a_whole_question_does_not(text):
    history = ("Who wrote about photosynthesis?",)
    assert "photosynthesis" not in understand(Question(text, history=history)).words
    assert "photosynthesis" in understand(Question("Why?", history=history)).words


def test_question_that_stands_alone_is_not_mixed_with_earlier_ones():
    asked = Question("What does Marshall write about labour markets?", history=("Which ports grew?",))
    assert "ports" not in understand(asked).words


@pytest.mark.parametrize(
    "text",
    [
        "What is the difference between Norland and Sudmark in wages?",
        "Compare Norland with Sudmark",
        "Norland versus Sudmark: which exports more?",
        "How do Norland and Sudmark differ?",
    ],
)
def test_comparison_has_two_sides(text):
    one, two = understand(Question(text)).sides
    assert "Norland" in one
    assert "Sudmark" not in one
    assert "Sudmark" in two
    assert "Norland" not in two
