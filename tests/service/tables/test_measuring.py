"""A figure is worked out only of what is asked: the head and its qualifying words must fit."""

from __future__ import annotations

import pytest

from tests.service.tables.conftest import MakeShelf

VALLEYS = """# Mills of the valleys

Table 1. Mills and weavers of the valleys, 1901

| Valley | Weaving mills | Wool sale growth (%) |
|---|---|---|
| Alder | 400 | 5.4 |
| Birch | 300 | 4.7 |

Table 2. Mills that sell wool, 1901

| Valley | All mills | Selling mills | Percentage of mills selling | Average sale price (€) |
|---|---|---|---|---|
| Alder | 420 | 120 | 28.6 | 25 |
| Birch | 300 | 200 | 66.7 | 40 |
| Alder | undefined | undefined | undefined | undefined |
| Birch | undefined | undefined | undefined | undefined |

Table 3. Wool mill sale growth, 1901

| Valley | Trade | Mills helped | Sale growth rate (%) | Guild name |
|---|---|---|---|---|
| Alder | Spinning | 120 | 8.5 | Weirside Old Guild |
| Birch | Dyeing | 150 | 10.2 | White Thread |
| Alder | Fulling | 90 | 7.1 | Alder Cloth Guild |
| Birch | Carding | 110 | 8.9 | Birch Engine Guild |

Table 4. Mill sales, 1900 and 1901

| Valley | Year | Mills | Mill sale growth (%) |
|---|---|---|---|
| Alder | 1901 | 50 | 8.5 |
| Birch | 1901 | 75 | 6.2 |
| Alder | 1900 | 48 | 7.8 |
| Birch | 1900 | 73 | 5.9 |
"""

ASKED = [
    ("What is the difference between selling mills in Birch and Alder?", "80"),
    ("What is the ratio of Birch to Alder selling mills?", "1.67 times"),
    ("What is the difference in the number of mills that sell between Birch and Alder?", "80"),
    ("Which valley has the highest share of selling mills?", "Birch: 66.7 %"),
    ("What is the difference in the percentage of mills selling between the two valleys?", "38.1 percentage points"),
    ("What is the difference in sale growth between the Alder Cloth Guild and the Birch Engine Guild?", "1.8"),
    ("How many mills did Birch have more in 1901 than in 1900?", "2"),
    ("How many mills does Birch have more than Alder in 1900?", "25"),
    ("By how much did the mills of Birch grow from 1900 to 1901?", "2"),
    ("Which guild helped the most mills?", "White Thread: 150"),
]


@pytest.mark.parametrize(("question", "result"), ASKED)
def test_the_column_is_the_one_whose_head_says_what_is_asked(shelf: MakeShelf, question: str, result: str) -> None:
    assert (shelf(VALLEYS).result(question) or "").startswith(result)


def test_only_the_table_with_such_a_column_is_asked(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("What is the difference between selling mills in Birch and Alder?")
    assert answer is not None
    assert [computation.result for computation in answer.computations] == ["80"]


OF_SOMETHING_ELSE = [
    "What is the difference in stone mills between Alder and Birch?",
    "What is the difference in the mills' rent between Alder and Birch?",
    "What is the difference in large selling mills between Alder and Birch?",
    "What is the difference in mill debt between Alder and Birch in Table 2?",
    "What is the difference in the mills' growth of debt between Alder and Birch?",
    "What is the difference in selling guilds between Alder and Birch?",
    "What is the difference in sale price per mill between Alder and Birch?",
    "What is the difference in sale price between Alder and Birch?",  # the head says that it is an average
    "By how much does the wool growth of mills differ in Alder's dyeing from Birch's?",
    "What is the average number of mills per guild in Alder in 1901?",
    "What is the median of mills helped in Table 3?",
    "How many guilds do Alder and Birch have together?",
]


@pytest.mark.parametrize("question", OF_SOMETHING_ELSE)
def test_nothing_is_worked_out_of_a_column_that_says_something_else(shelf: MakeShelf, question: str) -> None:
    assert shelf(VALLEYS).result(question) is None


def test_growth_is_no_difference_between_two_places(shelf: MakeShelf) -> None:
    table = "Table 1. Towns\n\n| Town | Inhabitants |\n|---|---|\n| Upton | 900 |\n| Dell | 700 |\n"
    assert shelf(table).result("By how much does the growth of inhabitants of Upton exceed that of Dell?") is None
    assert shelf(table).result("By how much does the number of inhabitants of Upton exceed that of Dell?") == "200"


def test_a_head_of_growth_is_taken_only_where_growth_is_asked(shelf: MakeShelf) -> None:
    table = "Table 1. Towns\n\n| Town | Growth of rents (%) |\n|---|---|\n| Upton | 9 |\n| Dell | 7 |\n"
    assert shelf(table).result("Which town has the highest rents?") is None
    assert shelf(table).result("Which town has the highest growth of rents?") == "Upton: 9 %"


def test_without_a_column_that_is_asked_nothing_is_added_up(shelf: MakeShelf) -> None:
    table = "Table 1. Guilds and mills\n\n| Valley | Mills |\n|---|---|\n| Alder | 9 |\n| Birch | 7 |\n"
    assert shelf(table).result("How many guilds do Alder and Birch have together?") is None
    assert shelf(table).result("How many mills do Alder and Birch have together?") == "16"


def test_a_head_that_lacks_the_growth_that_is_asked_is_not_taken(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Mill sale growth\n\n| Valley | Mills selling | Looms |\n|---|---|---|\n"
        "| Alder | 9 | 2 |\n| Birch | 7 | 3 |\n"
    )
    assert shelf(table).result("What is the difference in mill sale growth between Alder and Birch?") is None
    assert shelf(table).result("What is the difference in mills' sale growth between Alder and Birch?") is None
    assert shelf(table).result("What is the difference in selling mills between Alder and Birch?") == "2"


def test_what_narrows_a_head_is_not_what_it_is_of(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Money\n\n| Valley | Mill taxes | Loom value |\n|---|---|---|\n"
        "| Alder | 9 | 20 |\n| Birch | 7 | 30 |\n"
    )
    assert shelf(table).result("Which valley has more mills, Alder or Birch?") is None
    assert shelf(table).result("Which valley has the most mill taxes?") == "Alder: 9"
    assert shelf(table).result("Which valley has the highest value of looms?") == "Birch: 30"


def test_words_that_an_abbreviation_stands_for_are_narrowed_as_it_is(shelf: MakeShelf) -> None:
    text = (
        "# Boats\n\nEvery harbour has small sailing boats (SSBs) and larger ones.\n\n"
        "Table 1. Boats by harbour\n\n| Harbour | SSBs | Leaking tugs |\n|---|---|---|\n"
        "| Upton | 40 | 7 |\n| Dell | 22 | 9 |\n"
    )
    assert shelf(text).result("What is the difference in small sailing boats between Upton and Dell?") == "18"
    assert shelf(text).result("What is the difference in leaking small sailing boats between Upton and Dell?") is None


def test_a_table_whose_head_says_more_than_is_asked_is_not_shown_beside_one_that_does_not(shelf: MakeShelf) -> None:
    text = (
        "Table 1. Valleys in 1901\n\n| Indicator | Alder | Birch |\n|---|---|---|\n"
        "| Sales (million euros) | 4.1 | 2.3 |\n"
        "| Looms | 40 | 23 |\n\nTable 2. Mills of the valleys in 1901\n\n| Measure | Alder | Birch |\n|---|---|---|\n"
        "| Shops with sales (%) | 20 | 30 |\n| Mills with dams (%) | 4 | 9 |\n"
    )
    answer = shelf(text).answer("Which valley has the larger sales?")
    assert answer is not None
    assert [computation.result for computation in answer.computations] == ["Alder: 4.1 million euros"]
