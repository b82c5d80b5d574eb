"""Greetings, thanks and markup ask nothing; a question that opens with a greeting does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.answer import Question
from service.ask.understanding import understand
from service.ask.understanding.courtesy import is_courtesy, without_markup
from service.errors import QuestionError


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Thanks!",
        "thank you very much",
        "ok thanks a lot",
        "Good morning",
        "hi there",
        "yes",
        "merci",
        "That's great!",
        "can you help me?",
    ],
)
@pytest.mark.parametrize("history", [(), ("How many nets were given away?",)])
def test_a_courtesy_is_refused_whatever_was_asked_before(text, history):
    with pytest.raises(QuestionError, match="asks nothing"):
        understand(Question(text, history=history))


@pytest.mark.parametrize(
    "text",
    [
        "Hello, what do nets cost?",
        "thanks, and who says so?",
        "good harbours",
        "Is it fine?",
        "is that okay",
        "does it help?",
    ],
)
def test_what_says_or_asks_more_is_no_courtesy(text):
    assert not is_courtesy(text)


@pytest.mark.parametrize("text", ["<b></b>", "<br/>", '<img src="x" onerror="y">'])
def test_markup_alone_is_an_empty_question(text):
    with pytest.raises(QuestionError, match="empty"):
        understand(Question(text))


def test_markup_is_no_part_of_a_question():
    assert understand(Question("<script>alert(1)</script>")).words == ("alert", "1")


@given(st.text(alphabet="abcxyz <>=0123456789.", max_size=60).filter(lambda text: "<" not in text or ">" not in text))
def test_without_a_whole_tag_nothing_is_taken_away(text):
    assert without_markup(text) == text


def test_less_and_greater_are_no_tag():
    assert without_markup("Is p<0.05 and b>c, or a < b > c?") == "Is p<0.05 and b>c, or a < b > c?"
