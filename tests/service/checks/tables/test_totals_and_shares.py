"""Totals and shares of a whole, added up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.service.checks.tables.conftest import Check, table

ROWS = st.lists(st.tuples(st.integers(1, 999), st.integers(1, 999)), min_size=2, max_size=7)


def fleet(rows: list[tuple[int, int]], first: int, second: int) -> str:
    named = [f"Port {chr(65 + n)} | {a} | {b}" for n, (a, b) in enumerate(rows)]
    return table("Table 1. Ships by port", "Port | Trawlers | Cutters", *named, f"Total | {first} | {second}")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_totals_that_add_up_are_in_order(check: Check, rows: list[tuple[int, int]]) -> None:
    found = check(fleet(rows, sum(a for a, _ in rows), sum(b for _, b in rows)))
    assert not found.faults
    assert len(found.in_order("shares_not_100")) == 2


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, off=st.integers(20, 90))
def test_a_total_beside_one_that_adds_up_is_found(check: Check, rows: list[tuple[int, int]], off: int) -> None:
    first, second = sum(a for a, _ in rows), sum(b for _, b in rows)
    found = check(fleet(rows, first, second + off))
    assert found.faults == [("shares_not_100", f"Total {first} {second + off}")]
    assert f"add up to {second}" in found.messages.replace(",", "")


def test_one_wrong_cell_is_told_once(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships by port and coast",
            "Port | North | South | Both",
            "Ostby | 11 | 9 | 20",
            "Vikmo | 23 | 17 | 40",
            "Harlow | 12 | 17 | 28",
            "Lund | 4 | 4 | 8",
            "All | 50 | 46 | 96",
        )
    )
    assert found.faults == [("shares_not_100", "17 28")]
    assert "both would, were 17 there 16" in found.messages


def test_a_row_that_stands_twice_is_no_fault_of_the_sum_that_has_both(check: Check) -> None:
    rows = ["small | 30 | 30.0", "middling | 30 | 30.0", "middling | 30 | 30.0", "large | 40 | 60.0"]
    found = check(table("Table 1. Firms", "Group | Firms | Share (%)", *rows, "All | 130 | 100.0"))
    assert "of 100" not in found.messages and "add up to 100" not in found.messages
    assert "duplicate_row" in found.types
    found = check(table("Table 1. Firms", "Group | Firms | Share (%)", *rows, "All | 115 | 100.0"))
    assert "add up to 100, the row that stands twice counted once, but" in found.messages


def test_totals_of_rows(check: Check) -> None:
    found = check(
        table(
            "Table 1. Jobs by sector, thousand",
            "Sector | Men | Women | Total",
            "Farming | 12.1 | 8.2 | 20.3",
            "Building | 30.4 | 2.7 | 38.1",
            "Care | 5.5 | 24.6 | 30.1",
            "Trade | 9.0 | 9.5 | 18.5",
        )
    )
    assert found.faults == [("shares_not_100", "38.1")]
    assert "add up to 33.1" in found.messages


def test_subtotals_and_rows_of_which(check: Check) -> None:
    found = check(
        table(
            "Table 1. Budget (million euros)",
            "Item | 2019 | 2020",
            "Staff | 10.5 | 11.0",
            "of which masters | 2.5 | 3.0",
            "Travel | 1.5 | 0.7",
            "Subtotal running costs | 12.0 | 11.7",
            "Ships | 20.0 | 25.0",
            "Sheds | 5.2 | 5.1",
            "Subtotal investment | 25.2 | 30.1",
            "Total | 37.2 | 41.8",
        )
    )
    assert not found.faults


@pytest.mark.parametrize(
    "rows",
    [
        ("Men | 70 | 45.2", "Women | 30 | 41.0", "All | 100 | 43.9"),
        ("Mean of ports | 3 | 4.5", "Alba | 2 | 4.0", "Bora | 4 | 5.0"),
        ("Alba | 8,000 | 1.39", "Bora | 2,000 | 0.68", "All | 10,000 | 1.00"),
    ],
)
def test_means_and_quotients_are_no_sums(check: Check, rows: tuple[str, ...]) -> None:
    assert not check(table("Table 1. Owners", "Name | Owners | Value", *rows)).faults


def test_a_total_without_some_of_its_parts_is_left_alone(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships by port, selected ports",
            "Port | Ships",
            "Alba | 120",
            "Bora | 80",
            "Cora | –",
            "Total | 310",
        )
    )
    assert not [f for f in found.findings if f.type == "shares_not_100"]


def shares(
    *values: str, caption: str = "Table 1. Who gets what from a fish", head: str = "Share of the price (%)"
) -> str:
    return table(caption, f"Stage | {head}", *(f"Stage {n} | {value}" for n, value in enumerate(values, start=1)))


def test_shares_that_make_more_than_a_whole(check: Check) -> None:
    found = check(shares("12", "31", "22", "9", "29"))
    assert found.types == ["shares_not_100"]
    assert "103 %" in found.messages


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.integers(20, 300), min_size=3, max_size=8))
def test_rounded_shares_of_a_whole_are_in_order(check: Check, parts: list[int]) -> None:
    found = check(shares(*(f"{part * 100 / sum(parts):.1f}" for part in parts)))
    assert not found.faults
    assert len(found.in_order("shares_not_100")) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "A master could name several stages, see Table 1.",
        "Note: Shares do not add up to 100, since more than one answer was possible.",
    ],
)
def test_shares_of_which_several_may_be_named(check: Check, prose: str) -> None:
    assert not check(f"{prose}\n\n{shares('52', '31', '22')}").faults
    assert not check(f"{shares('52', '31', '22')}\n{prose}").faults


def test_a_note_on_rounding_allows_no_more_than_rounding(check: Check) -> None:
    found = check(f"{shares('52', '31', '22')}\nNote: Shares may not add up to 100 because of rounding.")
    assert found.types == ["shares_not_100"]


@pytest.mark.parametrize("head", ["Export rate (%)", "Firms that export (%)", "Growth (%)", "Accuracy (%)"])
def test_rates_are_no_shares_of_a_whole(check: Check, head: str) -> None:
    assert not check(shares("34.6", "31.3", "30.1", caption="Table 1. The coasts", head=head)).faults


def test_shares_are_surely_wrong_beyond_half_a_step_for_each_figure(check: Check) -> None:
    (sure,) = [f for f in check(shares("12", "31", "22", "9", "29")).findings if f.type == "shares_not_100"]
    assert sure.verdict == "problem"
    assert not check(shares("12", "31", "22", "9", "28")).faults
