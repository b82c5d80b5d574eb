"""Rows that are counted, rows that keep to a bound, and plain means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.service.tables.conftest import MakeShelf
from tests.service.tables.test_measuring import VALLEYS

COUNTED = [
    ("How many Birch guilds are in Table 3?", "2"),
    ("How many guilds are listed in Table 3?", "4"),
    ("How many valleys does Table 3 list?", "2"),
    ("How many trades are in Table 3 for Alder?", "2"),
    ("How many valleys are in Table 2?", "2"),
    ("How many valleys does Table 1 contain?", "2"),
    ("How many mills are in Table 4?", None),  # a column of figures: nothing is counted
    ("How many stone guilds are in Table 3?", None),
    ("How many guilds in Table 3 help mills?", None),
]


@pytest.mark.parametrize(("question", "result"), COUNTED)
def test_what_a_named_table_lists_is_counted(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(VALLEYS).result(question) == result


def test_a_count_names_what_it_counted(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("How many Birch guilds are in Table 3?")
    assert answer is not None
    [computation] = answer.computations
    assert computation.operation == "count"
    assert computation.expression == "White Thread, Birch Engine Guild: 2 under “Guild name” in Table 3"
    assert [cell.text for cell in computation.cells] == ["White Thread", "Birch Engine Guild"]
    assert len(answer.rows) == 2


def test_without_a_named_table_no_rows_are_counted(shelf: MakeShelf) -> None:
    assert shelf(VALLEYS).result("How many guilds are there in Birch?") is None


BOUNDED = [
    ("Which trades have sale growth above 9 percent?", "Birch, Dyeing"),
    ("Which guilds grew by more than 8.8 %?", "White Thread; Birch Engine Guild"),
    ("Which guilds grew by at most 7.1 %?", "Alder Cloth Guild"),
    ("Which Birch guilds have sale growth under 9 percent?", "Birch Engine Guild"),
    ("List the guilds above 9 percent in Table 3.", "White Thread"),
    ("Which guilds in Table 3 help more than 110 mills?", "Weirside Old Guild; White Thread"),
    ("How many guilds grew by more than 8.8 percent?", "2 of 4"),
    ("Which guilds grew by more than 50 %?", "none of 4"),
    ("Which price is above 30 euros?", None),
    ("What share of mills sells more than 20 bales?", None),
]


@pytest.mark.parametrize(("question", "result"), BOUNDED)
def test_rows_that_keep_to_a_bound_are_named(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(VALLEYS).result(question) == result


TOWNS = """# Towns

Table 1. Towns and their people

| Town | Inhabitants (thousand) | Budget |
|---|---|---|
| Upton | 900 | €3,600,000 |
| Down | 700 | €900,000 |

Table 2. Mills by their hands

| Hands | Mills | Share (%) |
|---|---|---|
| 1–9 | 80 | 40 |
| 10–49 | 30 | 15 |
| 250 and more | 9 | 4 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which towns have a budget of more than 2 million euros?", "Upton"),
        ("Which towns have a budget of more than 5 million euros?", "none of 2"),
        ("How many towns have a budget below 1 million?", "1 of 2"),
        (
            "Which towns have more than 800,000 inhabitants?",
            None,
        ),  # the column counts thousands, the question doesn't say
        ("Which towns have more than 0.8 million inhabitants?", "Upton"),
        ("Which towns have more than 20 % inhabitants?", None),
        ("How many mills have more than 250 hands?", None),
        ("Which towns have between 0.8 and 1 million inhabitants?", "Upton"),
        ("Which towns got more than half a million euros?", "Upton; Down"),
        ("Which towns have a budget between half a million and two million euros?", "Down"),
        ("Which towns have more than 0.8 million inhabitants and a budget below 2 million euros?", "none of 2"),
        ("Which towns have more than 0.6 million inhabitants and a budget below 2 million euros?", "Down"),
    ],
)
def test_a_bound_is_held_against_figures_of_its_scale(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(TOWNS).result(question) == result


def test_a_bound_that_none_keeps_to_shows_the_nearest(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which guilds grew by more than 50 %?")
    assert answer is not None
    [computation] = answer.computations
    assert computation.expression.endswith("are more than 50 %; the nearest is 10.2 % (White Thread)")
    assert [cell.text for cell in computation.cells] == ["10.2"]


HILLS = """# Hills

Table 1. Farms on two hills by crop

| Crop | Amber farms | Birch farms | Share of land (%) |
|---|---|---|---|
| Oats | 30 | 12 | 40 |
| Rye | 9 | 15 | 25 |
| Flax | 8 | 8 | 20 |
| Hops | 4 | – | 15 |
| All crops | 51 | 35 | 100 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which crops have more farms on Amber than on Birch?", "Oats"),
        ("Which crops have fewer farms on Amber than on Birch?", "Rye"),
        ("How many crops have more farms on Birch than on Amber?", "1 of 3"),
        ("How many more rye farms are there on Birch than on Amber?", "6"),
        ("Which crop has more farms on Amber than rye?", None),
        ("How many of the crops have more than five Amber farms?", "3 of 4"),
    ],
)
def test_rows_are_named_that_have_more_under_one_head_than_under_another(
    shelf: MakeShelf, question: str, result: str | None
) -> None:
    assert shelf(HILLS).result(question) == result


def test_rows_that_are_compared_show_both_of_their_cells(shelf: MakeShelf) -> None:
    answer = shelf(HILLS).answer("Which crops have more farms on Amber than on Birch?")
    assert answer is not None
    [computation] = answer.computations
    assert (
        computation.expression == "30 > 12 (Oats): 1 of 3 rows have more under “Amber farms” than under “Birch farms”"
    )
    assert [cell.text for cell in computation.cells] == ["30", "12"]


def test_all_of_many_rows_are_quoted_that_keep_to_a_bound(shelf: MakeShelf) -> None:
    rows = "\n".join(f"| Ke{chr(97 + place)} | {place + 1} |" for place in range(26))
    answer = shelf(f"Table 1. Wells by town\n\n| Town | Wells |\n|---|---|\n{rows}\n").answer(
        "Which towns have at least five wells?"
    )
    assert answer is not None
    assert len(answer.rows) == 22 and not answer.tables


def test_two_bounds_that_none_keeps_to_show_the_nearest(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which guilds grew by more than 9 % and less than 10 %?")
    assert answer is not None
    [computation] = answer.computations
    assert computation.result == "none of 4"
    assert computation.expression.endswith(
        "are more than 9 % and less than 10 %; the nearest is 8.9 % (Birch Engine Guild)"
    )


def test_a_bound_shows_its_figures(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which guilds grew by more than 8.8 %?")
    assert answer is not None
    assert answer.computations[0].expression == (
        "10.2 % (White Thread), 8.9 % (Birch Engine Guild): "
        "2 of 4 figures for “Sale growth rate (%)” are more than 8.8 %"
    )


MEANS = [
    ("What is the average sale growth of the Alder guilds in Table 3?", "7.8 %"),
    ("What is the mean sale growth rate in Table 3?", "8.68 %"),
    ("What is the average sale growth across both valleys in Table 1?", "5.05 %"),
    ("What is the average number of selling mills across both valleys?", "160"),
    ("What is the average sale price of the two valleys?", None),  # the mean of means
    ("What is the average mill sale growth of Birch between 1900 and 1901 in Table 4?", "6.05 %"),
    ("What is the average mill sale growth of Birch in Table 4?", None),  # of two years that nobody asked for
    ("What is the sum of sale growth in Table 3?", None),
]


@pytest.mark.parametrize(("question", "result"), MEANS)
def test_means_are_worked_out_plainly(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(VALLEYS).result(question) == result


def test_a_mean_of_all_rows_needs_to_know_which_are_all(shelf: MakeShelf) -> None:
    rows = "\n".join(f"| Ke{chr(97 + place)} | {place + 1} |" for place in range(20))
    few = "Table 1. Wells of three towns\n\n| Town | Wells |\n|---|---|\n| Arn | 4 |\n| Bel | 6 |\n| Cor | 8 |\n"
    many = f"Table 1. Wells by town\n\n| Town | Wells |\n|---|---|\n{rows}\n"
    question = "What is the average number of wells of the towns?"
    assert shelf(few).result(question) == "6"
    assert shelf(few, many).result(question) is None


def test_how_many_there_are_in_all_is_no_name(shelf: MakeShelf) -> None:
    assert shelf(TOWNS).cells("How many of the 119 mills had 10–49 hands?") == ["30"]


def test_a_mean_says_that_it_is_a_plain_one(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("What is the average sale growth of the Alder guilds in Table 3?")
    assert answer is not None
    assert answer.computations[0].expression == (
        "(8.5 % (Alder, Spinning) + 7.1 % (Alder, Fulling)) / 2 = 7.8 % (each counted once)"
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 999), min_size=2, max_size=6), st.integers(1, 999))
def test_above_and_not_above_are_all(shelf: MakeShelf, wells: list[int], bound: int) -> None:
    rows = "\n".join(f"| Town{chr(97 + place)} | {count} |" for place, count in enumerate(wells))
    table = shelf(f"Table 1. Wells by town\n\n| Town | Wells |\n|---|---|\n{rows}\n")
    above = table.result(f"How many towns have more than {bound} wells?")
    atmost = table.result(f"How many towns have at most {bound} wells?")
    assert above is not None and atmost is not None
    kept = [int(result.split()[0].replace("none", "0")) for result in (above, atmost)]
    assert kept == [sum(w > bound for w in wells), sum(w <= bound for w in wells)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(st.integers(1, 999), min_size=2, max_size=6))
def test_a_mean_lies_between_the_least_and_the_greatest(shelf: MakeShelf, wells: list[int]) -> None:
    rows = "\n".join(f"| Town{chr(97 + place)} | {count} |" for place, count in enumerate(wells))
    result = shelf(f"Table 1. Wells by town\n\n| Town | Wells |\n|---|---|\n{rows}\n").result(
        "What is the average number of wells in Table 1?"
    )
    assert result is not None
    mean = Decimal(result.replace(",", ""))
    assert min(wells) <= mean <= max(wells)
    assert abs(mean - Decimal(sum(wells)) / len(wells)) <= Decimal("0.5")


def test_all_rows_that_a_figure_rests_on_are_quoted(shelf: MakeShelf) -> None:
    rows = "\n".join(f"| Town{chr(97 + place)} | {place + 1} |" for place in range(20))
    answer = shelf(f"Table 1. Wells by town\n\n| Town | Wells |\n|---|---|\n{rows}\n").answer(
        "Which towns have more than 12 wells?"
    )
    assert answer is not None
    assert len(answer.rows) == 8 and not answer.tables
