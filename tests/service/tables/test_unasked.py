"""What a question does not ask for is not worked out: a maximum, a fall that was a rise, figures of something near."""

from __future__ import annotations

import pytest

from tests.service.tables.conftest import RIVERS, MakeShelf

SHARES = """# Towns

Table 1. Boats of the towns, 1901

| Town | Boats | Sailing boats | Sailing boats (% of boats) |
|---|---|---|---|
| Upton | 3,000 | 124 | 4.1 |
| Dell | 2,900 | 600 | 20.7 |
"""


def test_percentage_points_are_no_change_in_per_cent(shelf: MakeShelf) -> None:
    question = "By how many percentage points does Dell's share of sailing boats exceed Upton's?"
    assert shelf(SHARES).result(question) == "16.6 percentage points"


def test_numbers_are_not_compared_where_shares_are_asked(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Boats\n\n| Town | Boats | Sailing boats |\n|---|---|---|\n| Upton | 90 | 12 |\n| Dell | 80 | 60 |\n"
    )
    for of in ("By how many percentage points", "By what percentage"):
        assert shelf(table).result(f"{of} does Dell's share of sailing boats exceed Upton's?") is None
    assert shelf(table).result("By what percentage does Dell's number of sailing boats exceed Upton's?") == "400 %"


FIRMS = """# Work and exports of two coasts

## Wages, GDP and exports

Table 1. Firms by coast, 2015

| Coast | Firms |
|---|---|
| North | 340 |
| South | 162 |

Table 2. Exports (million euros), 2010–2019

| Coast | 2010 | 2019 |
|---|---|---|
| North | 12 | 19 |
| South | 15 | 14 |

Table 3. Makers of boats

| Kind | Makers | Helped by a buyer (%) |
|---|---|---|
| Sailing | 71 | 63 |
| Rowing | 54 | 48 |

Table 4. Firms of either kind

| Indicator | North, small | North, large | South, small | South, large |
|---|---|---|---|---|
| Firms that export (%) | 34 | 21 | 29 | 22 |
| Lorries | 9 | 8 | 7 | 6 |
"""

NOT_ASKED = [
    "What is the average firm size in Table 1?",
    "Which coast has the largest firm size?",
    "Do firms export more?",
    "Are firms bigger?",
    "Do larger firms export more?",
    "Why do firms export more?",
    "Does the paper say whether firms export more?",
    "Do most firms export?",
    "What is the largest buyer of boats?",
    "Who is the largest buyer?",
    "How much did wages in the North fall between 2010 and 2019?",
    "How much did wages in the North change between 2010 and 2019?",
    "How much did the GDP of the North rise between 2010 and 2019?",
    "How much did exports of the North fall from 2010 to 2019?",
    "How much did the North lose in exports from 2010 to 2019?",
    "By what percentage did exports of the South rise from 2010 to 2019?",
    "Were the exports of the North higher in Table 2 than in Table 1?",
]


@pytest.mark.parametrize("question", NOT_ASKED)
def test_what_is_not_asked_is_not_worked_out(shelf: MakeShelf, question: str) -> None:
    assert shelf(FIRMS).result(question) is None


ASKED = [
    ("Does the North have more firms than the South?", "North: 340"),
    ("Were the exports of the North higher in 2019 than in 2010?", "2019: 19 million euros"),
    ("Can you tell me which coast has the most firms?", "North: 340"),
    ("Which kind has more makers?", "Sailing: 71"),
    ("How much did exports of the North rise from 2010 to 2019?", "7 million euros"),
    ("How much did exports of the South fall from 2010 to 2019?", "−1 million euros"),
    ("How much did exports of the South change from 2010 to 2019?", "−1 million euros"),
]


@pytest.mark.parametrize(("question", "result"), ASKED)
def test_what_is_asked_is_worked_out(shelf: MakeShelf, question: str, result: str) -> None:
    assert shelf(FIRMS).result(question) == result


def test_a_yes_or_no_about_two_that_are_named_compares_them(shelf: MakeShelf) -> None:
    assert shelf(RIVERS).result("Does Harborough have more inhabitants than Millbank?") == "Harborough: 18,200"
    assert shelf(RIVERS).result("Is the Alna longer than other rivers?") is None
