"""Bounds are met by what keeps to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.verify.gates.amounts import amounts
from service.verify.limits import limit_of


def limit(text):
    return limit_of(text, amounts(text)[0])


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("more than 58 firms", "over"),
        ("fewer than 58 firms", "under"),
        ("no fewer than 58 firms", "least"),
        ("no more than 58 firms", "most"),
        ("58 or more firms", "least"),
        ("58 or fewer firms", "most"),
    ],
)
def test_a_bound_is_read_with_its_side(text, side):
    assert limit(text).side == side


@pytest.mark.parametrize("text", ["58 firms", "about 58 firms", "nearly 58 firms"])
def test_a_figure_that_is_given_itself_is_no_bound(text):
    assert limit(text) is None


@given(st.integers(2, 999), st.integers(0, 1999))
def test_a_figure_keeps_to_a_bound_or_to_its_opposite(bound, figure):
    assert limit(f"more than {bound} firms").holds(figure) != limit(f"at most {bound} firms").holds(figure)
    assert limit(f"fewer than {bound} firms").holds(figure) != limit(f"at least {bound} firms").holds(figure)
