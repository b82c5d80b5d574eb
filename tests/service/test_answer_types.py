"""A passage shows by its form whether it holds a figure, a date, a name, a definition or a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ask.answer_types import holds


@pytest.mark.parametrize(
    ("expected", "reading", "told"),
    [
        ("number", "Twelve pupils were ill.", True),
        ("number", "Pupils were ill.", False),
        ("percentage", "The titre was 41 % lower.", True),
        ("percentage", "The titre was lower by 41.", False),
        ("money", "It cost € 12 a net.", True),
        ("date", "The vaccine was licensed in the 1990s.", True),
        ("date", "The vaccine was licensed.", False),
        ("person", "This was shown by Spiegel first.", True),
        ("person", "This was shown by others.", False),
        ("place", "Nets were given out in Kisumu.", True),
        ("definition", "A titre is a measure of concentration.", True),
        ("reason", "They fell ill because nets were torn.", True),
        ("list", "Nets, drugs and vaccines, among others, help.", True),
        ("text", "Anything at all.", None),
    ],
)
def test_forms_are_told(expected, reading, told):
    assert holds(expected, reading) is told


@given(st.text(max_size=300), st.sampled_from(["number", "date", "person", "definition", "list", "yes or no"]))
def test_any_text_is_told_or_left_open(reading, expected):
    assert holds(expected, reading) in {True, False, None}
