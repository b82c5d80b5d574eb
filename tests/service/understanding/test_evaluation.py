"""What speaks for a thing is told apart from what speaks against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.understanding.evaluation import evaluation_of, without_nouns_of


@pytest.mark.parametrize(
    ("question", "side", "thing"),
    [
        ("What are the disadvantages of tide wheels?", "against", "wheels"),
        ("Which weaknesses does the wheel have?", "against", "wheel"),
        ("drawbacks of tide wheels", "against", "wheels"),
        ("What are the main criticisms of wheel policy in Ostby?", "against", "policy"),
        ("Do tide wheels have downsides?", "against", ""),
        ("What are the arguments against tide wheels?", "against", "wheels"),
        ("What negative effects do wheels have?", "against", "wheels"),
        ("What are the advantages and disadvantages of tide wheels?", "both", "wheels"),
        ("pros and cons of wheels", "both", "wheels"),
        ("List the benefits of tide wheels", "for", "wheels"),
        ("What are the arguments in favour of wheels?", "for", "wheels"),
        ("Which advantages does a wheel bring?", "for", "wheel"),
        ("dangers of belonging to a guild for a small mill", "against", "guild"),
        ("What are the risks of being a member of a guild?", "against", "guild"),
        ("What are the risks of milling in Ostby?", "against", "milling"),
    ],
)
def test_the_side_that_is_asked_for(question, side, thing):
    found = evaluation_of(question)
    assert found is not None
    assert (found.side, found.thing) == (side, thing)


@pytest.mark.parametrize(
    "question",
    [
        "How did the wheel overcome its weaknesses?",
        "Who analysed the risks?",
        "How large is the risk premium?",
        "What is competitive advantage based on?",
        "Which problem solving method was used?",
    ],
)
def test_what_asks_for_no_side_has_none(question):
    found = evaluation_of(question)
    assert found is None


def test_others_of_the_side_are_looked_for_beside_its_noun():
    found = evaluation_of("What are the drawbacks of tide wheels?")
    assert found is not None
    assert found.text == "What are the drawbacks, risks, problems and limitations of tide wheels?"
    assert without_nouns_of(found, ("drawbacks", "tide", "wheels")) == ("tide", "wheels")


@given(st.text(max_size=80))
def test_any_text_is_read(text):
    found = evaluation_of(text)
    assert found is None or found.noun in text.lower()
