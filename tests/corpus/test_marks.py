from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bibliography.marks import CLOSE, OPEN, unmarked, with_words_whole


@given(st.text(f"ab ,1{OPEN}{CLOSE}"))
def test_no_sign_of_a_mark_is_left(text: str) -> None:
    assert not {OPEN, CLOSE} & set(unmarked(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Scienti\ue000fi\ue001c Institute", "Scientific Institute"),
        ("Ann Smith\ue000a\ue001, Bo Lee\ue000b\ue001", "Ann Smith\ue000a\ue001, Bo Lee\ue000b\ue001"),
        ("\ue000a\ue001department", "\ue000a\ue001department"),
        ("Smith\ue0001\ue001and Lee", "Smith\ue0001\ue001and Lee"),
    ],
)
def test_a_ligature_within_a_word_is_no_mark(text: str, expected: str) -> None:
    assert with_words_whole(text) == expected
