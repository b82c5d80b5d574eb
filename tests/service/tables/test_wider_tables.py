"""Extremes that are worked out over all of a table, over a selection of it, or over rows of another subject."""

from __future__ import annotations

import pytest

from tests.service.tables.conftest import MakeShelf

SELECTED = """# Three crops

Table 1. Farms and hands of three crops, 2018

| Crop | Farms | Hands | Hands per farm |
|---|---|---|---|
| Barley | 40 | 900 | 22.5 |
| Oats | 30 | 500 | 16.7 |
| Rye | 90 | 300 | 3.3 |
"""

ALL = """# All crops

Table 1. Crops by coast, 2018

| Crop | Esker farms | Esker hands | Fenmark farms | Fenmark hands |
|---|---|---|---|---|
| Barley | 41 | 880 | 12 | 300 |
| Oats | 30 | 500 | 44 | 950 |
| Rye | 90 | 300 | 80 | 310 |
| Hops | 4 | 100 | 5 | 90 |
| Flax | 9 | 200 | 7 | 60 |
"""


def test_a_selection_of_rows_is_shown_beside_the_whole(shelf: MakeShelf) -> None:
    answer = shelf(SELECTED, ALL).answer("Which crop has the most hands?")
    assert answer is not None
    assert [done.result for done in answer.computations] == ["Barley: 880", "Oats: 950", "Barley: 900"]
    assert "highest of 5 figures for “Fenmark hands”" in answer.computations[1].expression
    assert [notice.kind for notice in answer.notices] == ["several_tables"]


@pytest.mark.parametrize(
    ("question", "results"),
    [
        ("Which four crops have the most hands?", ["1. Barley: 880, 2. Oats: 500, 3. Rye: 300, 4. Flax: 200"]),
        ("Which crops have more than 600 hands?", ["Barley", "Oats", "Barley"]),
        ("Which crops have more than 600 hands in Fenmark?", ["Oats"]),
    ],
)
def test_several_and_bounded_ones_are_of_the_whole(shelf: MakeShelf, question: str, results: list[str]) -> None:
    answer = shelf(SELECTED, ALL).answer(question)
    assert answer is not None
    assert [done.result for done in answer.computations][: len(results)] == results


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which crop has the largest share?", "Oats: 60 %"),
        ("Which two crops have the largest share?", "1. Oats: 60 %, 2. Rye: 30 %"),
    ],
)
def test_the_only_share_of_a_table_is_meant(shelf: MakeShelf, question: str, result: str) -> None:
    rows = "| Crop | Share of the price (%) |\n|---|---|\n| Oats | 60 |\n| Rye | 30 |\n| Flax | 10 |\n"
    assert shelf(f"# Crops\n\nTable 1. Crops\n\n{rows}").result(question) == result


def test_a_table_that_is_no_selection_answers_alone(shelf: MakeShelf) -> None:
    other = ALL.replace("Barley", "Wheat")
    assert shelf(SELECTED, other).result("Which crop has the most hands?") == "Barley: 900"
    answer = shelf(SELECTED, ALL).answer("Which crop has the most hands in Esker?")
    assert answer is not None and [done.result for done in answer.computations] == ["Barley: 880"]
    answer = shelf(SELECTED, ALL).answer("Which crop has the most hands per farm?")
    assert answer is not None and [done.result for done in answer.computations] == ["Barley: 22.5"]


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which crop has the largest farms?", None),  # a number of farms says nothing of their size
        ("Which crop has the smallest farms?", None),
        ("Which crop has the largest number of farms?", "Rye: 90"),
        ("Which crop has the most farms?", "Rye: 90"),
    ],
)
def test_a_number_of_things_is_not_their_size(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(SELECTED).result(question) == result


TRADES = """# Trades

Table 1. Growth of trades, 2018

| Coast | Trade | Growth (%) |
|---|---|---|
| Esker | Smiths | 4.0 |
| Esker | Coopers | 3.0 |
| Fenmark | Weavers | 2.0 |
| Fenmark | Coopers | 5.0 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Is the growth of weavers higher than that of smiths in Esker?", None),  # the weavers are Fenmark's
        ("Why is the growth of weavers lower than that of smiths in Esker?", None),
        ("Is the growth of smiths higher than that of coopers in Esker?", "Esker, Smiths: 4.0 %"),
        ("Is the growth of weavers in Fenmark higher than that of smiths in Esker?", "Esker, Smiths: 4.0 %"),
    ],
)
def test_rows_of_another_subject_are_not_compared(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(TRADES).result(question) == result
