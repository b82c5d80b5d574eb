"""The more speaks for a citation, the less it is doubted."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.review.doubting import REPORTED, SUPPORTED, SURE, Figures

share = st.floats(0, 1)
figures = st.builds(Figures, share, share, share, share, share, share)


@given(figures, share)
def test_support_nearness_and_words_never_raise_the_doubt(known, more):
    for name in ("supports", "nearness", "in_one_place", "anywhere"):
        higher = replace(known, **{name: max(getattr(known, name), more)})
        assert higher.doubt <= known.doubt


@given(figures, share)
def test_what_speaks_against_never_lowers_it(known, more):
    for name in ("contradicts", "elsewhere"):
        assert replace(known, **{name: max(getattr(known, name), more)}).doubt >= known.doubt


@given(figures)
def test_a_surely_supporting_passage_leaves_no_doubt(known):
    assert replace(known, supports=SUPPORTED).doubt == 0


def test_a_work_on_another_matter_is_surely_doubted_and_one_in_the_same_words_is_not():
    assert Figures(0.0, 0.1, 0.3, 0.6, 0.1, 0.3).doubt >= SURE
    assert Figures(0.2, 0.1, 0.8, 0.5, 1.0, 1.0).doubt < REPORTED
