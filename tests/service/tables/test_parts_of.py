"""Shares: worked out only of amounts of one thing, where a share is asked for in words."""

from __future__ import annotations

import pytest

from service.ask.understanding.expectations import expected_of, operation_of
from tests.service.tables.conftest import MakeShelf

FARMS = """# Farms

Table 1. Farms of the valleys

| Valley | Farms | Wool sold | Sheep growth rate | Organic farms |
|---|---|---|---|---|
| Alder | 8000 | 350000000000 | 5.2 | 2000 |
| Birch | 9000 | 500000000000 | 6.3 | 3 |
"""
RATES = """# Rates

Table 1. Wool of the valleys

| Valley | Farms | Wool growth rate (%) |
|---|---|---|
| Alder | 3600 | 5.4 |
| Birch | 3000 | 4.7 |

Table 2. Sheep and wool of the valleys

| Valley | Farms | Wool sold | Sheep growth rate | Fences built |
|---|---|---|---|---|
| Alder | 8000 | 350000000000 | 5.2 | 12000 |
| Birch | 9000 | 500000000000 | 6.3 | 15000 |
"""


WARDS = """# Wards

Table 1. Wards

| Ward | Patients | Cured |
|---|---|---|
| North | 200 | 50 |
| South | 20000 | 3 |
"""


@pytest.mark.parametrize("question", ["What is the wool growth rate of the Alder valley?", "What is the birth rate?"])
def test_a_rate_is_no_share_that_is_asked_for(question: str) -> None:
    assert operation_of(question, expected_of(question)) is None


@pytest.mark.parametrize("question", ["What percentage of farms is organic?", "What is the proportion of farms?"])
def test_a_part_is_asked_for_in_words(question: str) -> None:
    assert operation_of(question, expected_of(question)) == "share"


@pytest.mark.parametrize("valley", ["Alder", "Birch"])
def test_a_rate_column_that_is_named_is_looked_up(shelf: MakeShelf, valley: str) -> None:
    question = f"What is the wool growth rate of the {valley} valley?"
    answer = shelf(RATES).answer(question, operation=operation_of(question, expected_of(question)))
    assert answer is not None and not answer.computations
    assert [cell.text for row in answer.rows for cell in row.cells] == ["5.4" if valley == "Alder" else "4.7"]


def test_what_is_unlike_is_never_divided(shelf: MakeShelf) -> None:
    farms = shelf(FARMS)
    for question in (
        "What share of wool is the sheep growth rate in the Alder valley?",
        "What share of wool sold are farms in the Alder valley?",
    ):
        answer = farms.answer(question, operation="share")
        assert answer is None or not answer.computations


def test_a_whole_that_the_question_names_needs_no_common_word(shelf: MakeShelf) -> None:
    assert shelf(WARDS).result("What share of patients in the North ward were cured?") == "25 %"


def test_a_small_share_is_not_nought(shelf: MakeShelf) -> None:
    assert shelf(WARDS).result("What share of patients in the South ward were cured?") == "0.02 %"


def test_a_table_whose_columns_measure_it_only_together_is_not_shown_beside(shelf: MakeShelf) -> None:
    answer = shelf(RATES).answer("What is the wool growth rate of the Alder valley?")
    assert answer is not None and {row.table for row in answer.rows} == {"1"}
