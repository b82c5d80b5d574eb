"""Figures as they are shown: rounded as in print, however long they are."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from service.tables.scale import rounded, to_step

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**60), max_value=10**60, places=4)


@given(value=FIGURES, places=st.integers(0, 6))
def test_a_figure_is_rounded_to_the_nearest_step(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)
    shown = to_step(value, step)
    assert shown.as_tuple().exponent == -places
    assert 2 * abs(int(shown.scaleb(9)) - int(value.scaleb(9))) <= int(step.scaleb(9))


@given(FIGURES)
def test_significant_digits_of_any_figure(value: Decimal) -> None:
    assert not value or abs(rounded(value) - value) <= max(abs(value) / 200, Decimal("0.5"))


def test_halves_go_away_from_nought() -> None:
    assert [str(to_step(Decimal(text), Decimal("0.1"))) for text in ("0.25", "-0.25", "0.35")] == ["0.3", "-0.3", "0.4"]
