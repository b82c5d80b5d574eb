"""Words that are built on the same one: found by their beginnings as by going through all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.tables.wording import _akin, is_met

KNOWN = """
    industri industrial employe employment itali italian turkey turkish uzbek uzbekistan a ab abc firm firms 2019 trade
"""
WORDS = st.sampled_from(KNOWN.split()) | st.text("abcdeilnr", max_size=9)


@given(WORDS, st.frozensets(WORDS, max_size=30))
def test_a_word_is_met_by_any_that_is_akin(word: str, stems: frozenset[str]) -> None:
    assert is_met(word, stems) == (word in stems or any(_akin(word, other) for other in stems))
