from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.accents import NO_INK, composed


def drawn(text: str, over: dict[int, int]) -> list[int]:
    """The codes of a text whose characters stand side by side, but for those that stand `over` another."""

    def extent(index: int) -> tuple[float, float]:
        place = over.get(index, index)
        return 10.0 * place, 10.0 * place + 8.0

    return composed([ord(letter) for letter in text], list(range(1, len(text) + 1)), extent)


def text_of(codes: list[int]) -> str:
    return "".join(chr(code) for code in codes if code != NO_INK)


@pytest.mark.parametrize(
    ("text", "over", "expected"),
    [
        ("caf´e", {3: 4}, "café"),
        ("Lo´scio", {2: 3}, "Lościo"),
        ("na¨ıve", {2: 3}, "naïve"),
        ("Go˜ni", {2: 3}, "Goñi"),
        ("c¸a", {1: 0}, "ça"),
        ("a ´ b", {}, "a ´ b"),
    ],
)
def test_an_accent_over_a_letter_is_part_of_it(text: str, over: dict[int, int], expected: str) -> None:
    assert text_of(drawn(text, over)) == expected


@given(st.text(st.sampled_from("abc ´`^~¨x"), max_size=12))
def test_accents_that_stand_beside_letters_stay(text: str) -> None:
    assert text_of(drawn(text, {})) == text
