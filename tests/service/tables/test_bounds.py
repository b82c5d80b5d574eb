"""Bounds on figures, as questions put them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.quantities import quantity_of
from service.tables.bounds import bound_in


@pytest.mark.parametrize(
    ("text", "value", "above", "within", "factor", "is_percent"),
    [
        ("more than 9 %", "9", True, False, None, True),
        ("above 9.5 percent", "9.5", True, False, None, True),
        ("at least 2 million euros", "2", True, True, 10**6, False),
        ("no more than 1,200", "1200", False, True, None, False),
        ("fewer than 40", "40", False, False, None, False),
        ("exceeding 3 thousand", "3", True, False, 1000, False),
        ("over €5 million", "5", True, False, 10**6, False),
    ],
)
def test_a_bound_is_read(
    text: str, value: str, above: bool, within: bool, factor: int | None, is_percent: bool
) -> None:
    bound = bound_in(f"Which towns have {text} in all?")
    assert bound is not None
    assert (bound.value, bound.above, bound.within) == (Decimal(value), above, within)
    assert (bound.factor, bound.is_percent, bound.said) == (factor, is_percent, text)


@pytest.mark.parametrize("text", ["Which towns grew after 2010?", "more than 2010", "over the years", "the most mills"])
def test_a_year_or_no_number_is_no_bound(text: str) -> None:
    assert bound_in(text) is None


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["", " thousand", " million"]))
def test_more_than_and_at_most_part_all_figures(limit: int, figure: int, scale: str) -> None:
    more, most = (bound_in(f"Which have {word} {limit}{scale} wells?") for word in ("more than", "at most"))
    quantity = quantity_of(f"{figure}{scale}")
    assert more is not None and most is not None and quantity is not None
    assert more.holds(quantity) == (figure > limit) != most.holds(quantity)
    assert more.suits(quantity.unit)


def test_a_bare_number_says_nothing_of_figures_in_thousands() -> None:
    bound = bound_in("Which towns have more than 800 inhabitants?")
    assert bound is not None
    assert bound.suits(None) and bound.suits("km") and bound.suits("%") and not bound.suits("thousand")


def test_money_is_held_against_its_own() -> None:
    bound = bound_in("Which towns spend more than 2 million dollars?")
    assert bound is not None
    assert bound.suits("US$") and not bound.suits("€") and not bound.suits("%")
