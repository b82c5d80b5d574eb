"""What holds for every table: figures are worked out as by hand, and the order of rows means nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.structure.quantities import quantity_of
from service.tables.scale import amount, rounded, scale_of, with_unit, written
from tests.service.tables.conftest import MakeShelf

TOWNS = ["Arbor", "Bexley", "Carrick", "Dunmow", "Elstow", "Fenwick"]
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
figures = st.lists(st.integers(1, 9999), min_size=3, max_size=6, unique=True)


def _table(rows: Sequence[tuple[str, object]]) -> str:
    lines = [f"| {town} | {figure} |" for town, figure in rows]
    return "\n".join(["Table 1. Wells by town", "", "| Town | Wells |", "|---|---|", *lines, ""])


@SHARED
@given(figures, st.randoms(use_true_random=False))
def test_the_greatest_is_the_greatest_in_any_order(shelf: MakeShelf, wells: list[int], random: object) -> None:
    rows = list(zip(TOWNS, wells, strict=False))
    town, most = max(rows, key=lambda row: row[1])
    random.shuffle(rows)  # type: ignore[attr-defined]
    assert shelf(_table(rows)).result("Which town has the most wells?") == f"{town}: {most}"


@SHARED
@given(st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 3))
def test_differences_are_exact(shelf: MakeShelf, one: int, two: int, places: int) -> None:
    first, second = (Decimal(n).scaleb(-places) for n in (one, two))
    table = _table([("Arbor", f"{first:f}"), ("Bexley", f"{second:f}"), ("Carrick", "7")])
    result = shelf(table).result("What is the difference in wells between Arbor and Bexley?")
    assert result is not None
    assert Decimal(result.replace(",", "")) == abs(first - second)


@SHARED
@given(figures)
def test_a_total_row_is_never_the_greatest(shelf: MakeShelf, wells: list[int]) -> None:
    rows: list[tuple[str, object]] = [*zip(TOWNS, wells, strict=False), ("Total", sum(wells))]
    result = shelf(_table(rows)).result("Which town has the most wells?")
    assert result is not None and not result.startswith("Total")


@pytest.mark.parametrize(
    ("unit", "measures", "factor"),
    [
        (None, "", 1),
        ("%", "%", 1),
        ("bn €", "€", 10**9),
        ("Million euros", "€", 10**6),
        ("thousand tonnes", "tonnes", 1000),
        ("million", "", 10**6),
        ("US$", "US$", 1),
        ("dollars", "US$", 1),
        ("km", "km", 1),
    ],
)
def test_units_are_taken_apart(unit: str | None, measures: str, factor: int) -> None:
    scale = scale_of(unit)
    assert (scale.measures, scale.factor) == (measures, factor)


@given(st.integers(1, 10**6), st.sampled_from([("million euros", 10**6), ("bn €", 10**9), ("euros", 1), ("%", 1)]))
def test_amounts_are_in_ones(number: int, unit: tuple[str, int]) -> None:
    quantity = quantity_of(f"{number} {unit[0]}")
    assert quantity is not None
    assert amount(quantity) == number * unit[1]


@given(st.decimals(min_value=Decimal("0.001"), max_value=10**9, places=3))
def test_rounding_keeps_three_digits(value: Decimal) -> None:
    assert abs(rounded(value) - value) <= abs(value) * Decimal("0.0051")


@pytest.mark.parametrize(
    ("like", "shown"),
    [
        ("", "3,000,000,000"),
        ("15000000000", "3,000,000,000"),
        ("15,000", "3,000,000,000"),
        ("15 000", "3 000 000 000"),
        ("15\u202f000", "3\u202f000\u202f000\u202f000"),
        ("15’000", "3’000’000’000"),
        ("12,5", "3\u00a0000\u00a0000\u00a0000"),
    ],
)
def test_long_figures_are_parted_as_their_cells_are(like: str, shown: str) -> None:
    assert written(Decimal(3 * 10**9), like) == shown


def test_figures_are_written_plainly() -> None:
    assert written(Decimal("150000.00"), "3,778") == "150,000"
    assert written(Decimal("1500")) == "1500"
    assert written(Decimal("-0.20")) == "−0.2"
    assert written(Decimal("0.00")) == "0"
    assert with_unit("14.2", "Million euros") == "14.2 million euros"
    assert with_unit("14.2", "€") == "€14.2"
