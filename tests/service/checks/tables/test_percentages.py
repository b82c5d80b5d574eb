"""Percentages, rates and changes of tables, worked out anew."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.service.checks.tables.conftest import Check, table


def share(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


counts = st.lists(st.integers(min_value=1, max_value=900), min_size=4, max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=counts)
def test_rounded_shares_are_in_order(check: Check, parts: list[int]) -> None:
    rows = [f"Port {chr(65 + n)} | {part} | {share(part, sum(parts))}" for n, part in enumerate(parts)]
    found = check(table("Table 1. Ships by port", "Port | Ships | Share (%)", *rows, f"Total | {sum(parts)} | 100.0"))
    assert not found.faults
    assert len(found.in_order("percentage_mismatch")) == len(parts)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=counts, data=st.data())
def test_a_share_that_is_off_is_found_in_its_row(check: Check, parts: list[int], data: st.DataObject) -> None:
    shares = [share(part, sum(parts)) for part in parts]
    wrong = data.draw(st.integers(min_value=0, max_value=len(parts) - 1))
    shares[wrong] += data.draw(st.sampled_from([Decimal("3.7"), Decimal("9.0"), Decimal("20.2")]))
    rows = [f"Port {chr(65 + n)} | {part} | {shares[n]}" for n, part in enumerate(parts)]
    found = check(table("Table 1. Ships by port", "Port | Ships | Share (%)", *rows, f"Total | {sum(parts)} | 100.0"))
    assert ("percentage_mismatch", f"Port {chr(65 + wrong)} {parts[wrong]} {shares[wrong]}") in found.faults
    assert found.types.count("percentage_mismatch") == 1


def test_the_whole_may_stand_in_the_caption(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ports with each kind of ship, among 34 ports",
            "Kind | Ports | Share (%)",
            "Cutters | 13 | 38.2",
            "Trawlers | 15 | 44.1",
            "Ferries | 12 | 53.3",
            "Barges | 8 | 23.5",
        )
    )
    assert found.faults == [("percentage_mismatch", "Ferries 12 53.3")]
    assert "12 of 34 is 35.3 %" in found.messages


def test_a_share_of_another_column(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships that fish",
            "Coast | Ships | Fishing | Share (%)",
            "North | 3,778 | 124 | 5.1",
            "South | 4,912 | 309 | 6.3",
            "Both coasts | 8,690 | 433 | 5.0",
        )
    )
    assert found.faults == [("percentage_mismatch", "North 3,778 124 5.1")]
    assert "124 of 3,778 is 3.3 %" in found.messages


def test_one_in_the_last_place_is_a_doubt(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships that fish",
            "Coast | Total ships | Fishing ships | Percentage of ships fishing",
            "North | 3778000 | 124000 | 3.29",
            "South | 3000000 | 600000 | 20",
        )
    )
    assert [(f.verdict, f.type) for f in found.findings if f.verdict != "ok"] == [("doubt", "percentage_mismatch")]


def test_changes_between_two_years(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships by port",
            "Port | 2010 | 2020 | Change (%)",
            "Alba | 120 | 150 | 25.0",
            "Bora | 310 | 279 | −10.0",
            "Cora | 64 | 80 | 35.0",
            "Dora | 200 | 260 | 30.0",
        )
    )
    assert found.faults == [("percentage_mismatch", "Cora 64 80 35.0")]


def test_growth_from_year_to_year_and_cumulated_shares(check: Check) -> None:
    found = check(
        table(
            "Table 1. Index of catches (2010 = 100)",
            "Year | Index | Annual growth (%)",
            "2010 | 100.0 | –",
            "2011 | 103.2 | 3.2",
            "2012 | 104.5 | 1.3",
            "2013 | 99.8 | −9.5",
            "2014 | 101.8 | 2.0",
        )
        + "\n"
        + table(
            "Table 2. Shares of the catch",
            "Port | Share (%) | Cumulative share (%)",
            "Alba | 45.0 | 45.0",
            "Bora | 25.0 | 70.0",
            "Cora | 20.0 | 93.0",
            "Dora | 10.0 | 100.0",
        )
    )
    assert found.faults == [
        ("percentage_mismatch", "2013 99.8 −9.5"),
        ("percentage_mismatch", "Cora 20.0 93.0"),
    ]


def test_counts_with_percentages_in_one_cell(check: Check) -> None:
    found = check(
        table(
            "Table 1. Masters of the ships (n = 240)",
            "Characteristic | n (%)",
            "Sex | ",
            "Men | 110 (45.8)",
            "Women | 130 (54.2)",
            "Age | ",
            "18–39 | 80 (33.3)",
            "40–59 | 100 (47.1)",
            "60+ | 60 (25.0)",
        )
    )
    assert ("percentage_mismatch", "40–59 100 (47.1)") in found.faults


def test_decimals_that_are_cut_off_throughout_are_in_order(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships that fish",
            "Coast | Ships | Fishing | Fishing (%)",
            "North | 290 | 131 | 45.1",
            "South | 365 | 190 | 52.0",
            "East | 437 | 249 | 56.9",
            "West | 216 | 151 | 69.9",
        )
    )
    assert not found.faults


def test_a_row_of_a_part_is_a_share_of_that_part(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ships by port",
            "Port | Ships | Share (%)",
            "Alba | 120 | 40.0",
            "of which trawlers | 30 | 25.0",
            "Bora | 90 | 30.0",
            "Cora | 90 | 30.0",
            "Total | 300 | 100.0",
        )
    )
    assert not found.faults


def test_rates_that_nothing_in_the_table_makes_up_are_left_alone(check: Check) -> None:
    found = check(
        table(
            "Table 1. Accuracy of the methods",
            "Method | Runs | Accuracy (%) | Recall (%)",
            "A | 12 | 93.1 | 88.0",
            "B | 15 | 94.2 | 86.5",
            "C | 11 | 90.0 | 91.1",
        )
    )
    assert not found.findings


def test_one_column_by_another(check: Check) -> None:
    found = check(
        table(
            "Table 1. Ports and masters of two coasts",
            "Coast | Ports | Masters | Masters per port",
            "East | 21 | 6,320 | 351",
            "West | 32 | 8,960 | 280",
            "Both | 53 | 15,280 | 288",
        )
    )
    assert found.faults == [("percentage_mismatch", "East 21 6,320 351")]
    assert "6,320 by 21 is 301" in found.messages


@pytest.mark.parametrize(
    ("sentence", "is_fault"),
    [
        ("The 54 lamps of the hill were 20.8 per cent of the 260.", False),
        ("The 54 lamps of the hill were 31 per cent of the 260.", True),
        ("The 54 oil lamps make up 31 per cent of all 260 lamps.", True),
        ("By 1930 54 lamps were lit, and women were 31 per cent of the 260 walkers.", False),
        ("The 54 lamps that were lit were 31 per cent of the 260 lights.", False),
        ("There were 54 lamps; oil was 31 per cent of the 260 barrels.", False),
    ],
)
def test_a_share_that_a_number_is_said_to_make_up(check: Check, sentence: str, is_fault: bool) -> None:
    assert ("percentage_mismatch" in check(sentence).types) is is_fault
