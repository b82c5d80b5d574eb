"""Figures that are spelt out."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from service.tables.number_words import SPELT, spelt_value


@pytest.mark.parametrize(
    ("text", "value", "scale"),
    [
        ("ten", "10", None),
        ("a dozen", "12", None),
        ("two dozen", "24", None),
        ("twenty-five", "25", None),
        ("a hundred and fifty", "150", None),
        ("twelve hundred", "1200", None),
        ("two thousand", "2", 1000),
        ("half a million", "0.5", 10**6),
        ("one million two hundred thousand", "1200", 1000),
    ],
)
def test_number_words_are_read(text: str, value: str, scale: int | None) -> None:
    assert re.fullmatch(SPELT, text)
    assert spelt_value(text) == (Decimal(value), scale)


@pytest.mark.parametrize("text", ["two ten", "twenty thirty", "five twenty", ""])
def test_words_that_make_no_number_have_no_value(text: str) -> None:
    assert spelt_value(text) is None


@pytest.mark.parametrize("text", ["tent", "often", "a ten", "someone"])
def test_words_with_a_number_inside_are_none(text: str) -> None:
    assert not re.fullmatch(SPELT, text)
