"""Figures that the authors count themselves: found at once as by going through every place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.checks.own_results import _Counted, _is_exact

FIGURES = st.frozensets(st.sampled_from(["10", "12", "1.5", "99", "145", "2,001"]), max_size=4)
WORDS = st.frozensets(st.sampled_from(["firm", "trade", "port", "grow"]), max_size=3)


@given(st.lists(st.tuples(FIGURES, WORDS), max_size=6), FIGURES, WORDS)
def test_a_sentence_is_counted_where_one_place_has_enough_of_it(places, figures, words) -> None:
    expected = any(
        len(figures & own) > 1 or any(map(_is_exact, figures & own)) or bool(figures & own and words & about)
        for own, about in places
    )
    assert _Counted(places).has(figures, words) == expected
