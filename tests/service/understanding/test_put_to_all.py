"""Whom a question is put to says nothing of what it is about, where that is everybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.answer import Question
from service.ask.understanding import understand
from service.ask.understanding.put_to_all import without_whom_it_is_put_to


@pytest.mark.parametrize(
    "asked",
    [
        "What do the four papers say about tides?",
        "What does the literature say about tides?",
        "what do these documents tell us about tides?",
        "What have the authors found about tides?",
        "What do all of the sources in this library say about tides?",
        "What has my library to say about tides?",
    ],
)
def test_it_is_about_its_subject(asked: str) -> None:
    assert without_whom_it_is_put_to(asked) == "What is said about tides?"
    understood = understand(Question(asked))
    assert understood.asked == asked
    assert understood.words == ("tides",)


@pytest.mark.parametrize(
    "asked",
    [
        "What does Holm say about tides?",
        "What does the second paper say about tides?",
        "What do the authors of the survey say about tides?",
        "What do papers cost?",
        "How many papers speak of tides?",
    ],
)
def test_others_stay_as_they_are(asked: str) -> None:
    assert without_whom_it_is_put_to(asked) == asked


@given(st.text(max_size=200))
def test_once_is_enough(text: str) -> None:
    once = without_whom_it_is_put_to(text)
    assert without_whom_it_is_put_to(once) == once
