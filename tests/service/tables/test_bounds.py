"""Bounds on figures, as questions put them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.structure.quantities import quantity_of
from service.tables.bounds import bound_in, is_denied, without_bounds


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
        ("more than ten", "10", True, False, None, False),
        ("at least a dozen", "12", True, True, None, False),
        ("fewer than two thousand", "2", False, False, 1000, False),
        ("less than half a million euros", "0.5", False, False, 10**6, False),
        ("not fewer than twenty-five per cent", "25", True, True, None, True),
        ("40 or more", "40", True, True, None, False),
        ("three or fewer", "3", False, True, None, False),
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


@pytest.mark.parametrize(
    "text",
    [
        "more than two thirds of the wells",
        "more than 3 times as many wells",
        "more than one in ten wells",
        "more than half of the wells",
        "wells dug between 1990 and 2010",
        "the difference between 5 and 10 wells",
    ],
)
def test_parts_factors_and_gaps_are_no_bounds(text: str) -> None:
    assert bound_in(f"Which towns have {text}?") is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("more than 10 and fewer than 12", [11]),
        ("at least 10 wells and at most twelve wells", [10, 11, 12]),
        ("more than 10 wells, but not more than 12", [11, 12]),
        ("between 10 and 12", [10, 11, 12]),
        ("between ten and a dozen", [10, 11, 12]),
        ("fewer than 13 and more than 12", []),
    ],
)
def test_two_bounds_are_both_kept_to(text: str, kept: list[int]) -> None:
    bound = bound_in(f"Which towns have {text} wells?")
    quantities = [quantity_of(str(figure)) for figure in range(5, 20)]
    assert bound is not None and bound.suits(None)
    assert [quantity.value for quantity in quantities if quantity and bound.holds(quantity)] == kept


@pytest.mark.parametrize(
    "text",
    [
        "more than 10 wells and fewer than 50 people",
        "fewer than 10 or more than 50 wells",
        "not between 10 and 50 wells",
        "more than 10 and at least 12 wells",
    ],
)
def test_bounds_that_are_not_plainly_on_one_figure_suit_none(text: str) -> None:
    bound = bound_in(f"Which towns have {text}?")
    assert bound is not None and not bound.suits(None)


def test_the_ends_of_a_range_share_their_unit() -> None:
    bound = bound_in("Which towns spend between 5 and 10 million euros?")
    assert bound is not None and bound.also is not None
    assert (bound.limit, bound.also.limit, bound.money) == (5 * 10**6, 10 * 10**6, "€")
    assert bound.suits("million euros") and not bound.suits("%")


@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 120))
def test_the_nearest_figure_is_the_least_far(low: int, high: int, figure: int) -> None:
    bound, quantity = bound_in(f"Which have between {low} and {high} wells?"), quantity_of(str(figure))
    assert bound is not None and quantity is not None
    if low <= high:
        assert (bound.distance(quantity) == 0) == bound.holds(quantity) == (low <= figure <= high)


def test_a_denied_bound_denies_nothing_else() -> None:
    assert not is_denied("Which towns do not have more than 40 wells?")
    assert not is_denied("Which towns are not named in more than 40 books?")
    assert is_denied("Which towns have no wells, and more than 40 books?")


def test_bounds_are_taken_out_of_a_question() -> None:
    text = "Which towns have more than ten and fewer than 50 wells?"
    assert without_bounds(text).split() == ["Which", "towns", "have", "and", "wells?"]


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
