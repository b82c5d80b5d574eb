"""What a question why takes for granted, and tables that say the reverse."""

from __future__ import annotations

import pytest

from tests.service.tables.conftest import MakeShelf

COASTS = """# Two coasts

Table 1. The coasts in outline, 2001

| Indicator | Esker | Fenmark |
|---|---|---|
| Harbours | 31 | 44 |
| Ferries | 120 | 90 |
| Catch (thousand tonnes) | 7.2 | 5.9 |

Table 2. Catch (thousand tonnes), 1991–2001

| Coast | 1991 | 1996 | 2001 |
|---|---|---|---|
| Esker | 4.1 | 5.5 | 7.2 |
| Fenmark | 4.9 | 6.3 | 5.9 |
| Gull Isles | 2.0 | 2.0 | 2.0 |

Table 3. Boats by coast and year

| Coast | Year | Boats | Crews |
|---|---|---|---|
| Esker | 2000 | 310 | 90 |
| Fenmark | 2000 | 280 | 85 |
| Esker | 2001 | 330 | 82 |
| Fenmark | 2001 | 260 | 88 |
"""

DENIED = [
    ("Why does Esker have more harbours than Fenmark?", "31 (Esker) and 44 (Fenmark)"),
    ("Why are there fewer ferries in Esker than in Fenmark?", "120 (Esker) and 90 (Fenmark)"),
    ("How come Fenmark has more ferries than Esker?", "90 (Fenmark) and 120 (Esker)"),
    ("What explains Esker's lead over Fenmark in harbours?", "31 (Esker) and 44 (Fenmark)"),
    ("Why does Fenmark lag behind Esker in harbours?", "44 (Fenmark) and 31 (Esker)"),
    (
        "Why did the catch of Esker fall?",
        "4.1 thousand tonnes (1991), 5.5 thousand tonnes (1996) and 7.2 thousand tonnes (2001)",
    ),
    (
        "Why did Fenmark's catch drop between 1991 and 1996?",
        "4.9 thousand tonnes (1991) and 6.3 thousand tonnes (1996)",
    ),
    ("What caused the decline in the catch of Esker?", "4.1 thousand tonnes (1991)"),
    ("Why did the number of boats in Esker decline from 2000 to 2001?", "310 (Esker, 2000) and 330 (Esker, 2001)"),
    ("Why did the crews of Esker increase?", "90 (Esker, 2000) and 82 (Esker, 2001)"),
    ("Why did the catch of the Gull Isles rise?", "2.0 thousand tonnes (1991)"),
    ("By how much did the catch of Esker fall from 1991 to 2001?", "4.1 thousand tonnes (1991)"),
    ("How much has the catch of Esker fallen?", "4.1 thousand tonnes (1991)"),
    ("What was the decline in the catch of Esker between 1991 and 1996?", "4.1 thousand tonnes (1991)"),
]


ORCHARDS = """# Orchards of two valleys

Table 1. Yield of orchards, 2020

| Valley | Fruit | Growth of yield (%) | Trees |
|---|---|---|---|
| Arn | Apples | 4.1 | 900 |
| Arn | Pears | 1.2 | 700 |
| Bel | Apples | 6.0 | 400 |
| Bel | Plums and cherries | 0.5 | 100 |

Table 2. Trees found by each rule

| Rule | Ill trees | Healthy trees (%) |
|---|---|---|
| Spots above 2 | 6 | 90.0 |
| Spots above 1 | 13 | 80.0 |
| Leaf colour | 9 | 85.0 |

Table 3. Orchards and pickers by year

| Valley | Year | Orchards | Pickers |
|---|---|---|---|
| Arn | 2019 | 30 | 50 |
| Bel | 2019 | 40 | 45 |
| Arn | 2020 | 33 | 48 |
| Bel | 2020 | 41 | 49 |

Table 4. Members of fruit guilds among growers

| Indicator | Arn | Bel |
|---|---|---|
| Guilds | 12 | 9 |
| Members that export (%) | 71.0 | 60.0 |
"""


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("Why are plums the fastest growing yield?", "0.5 % (Bel, Plums and cherries) and 6.0 % (Bel, Apples)"),
        ("Why do pears have the fastest growth of yield in Arn?", "1.2 % (Arn, Pears) and 4.1 % (Arn, Apples)"),
        ("Why does the rule of spots above 2 find the most ill trees?", "6 (Spots above 2) and 13 (Spots above 1)"),
        ("Why does leaf colour find the fewest ill trees?", "9 (Leaf colour) and 6 (Spots above 2)"),
        ("Why did the number of orchards in Bel fall in 2020?", "40 (Bel, 2019) and 41 (Bel, 2020)"),
        ("Why does Arn have more orchards than Bel?", "33 (Arn, 2020) and 41 (Bel, 2020)"),
        ("Why do members of fruit guilds in Bel export more than those in Arn?", "60.0 % (Bel) and 71.0 % (Arn)"),
    ],
)
def test_superlatives_and_years_are_held_against_the_figures(shelf: MakeShelf, question: str, cells: str) -> None:
    answer = shelf(ORCHARDS).answer(question)
    assert answer is not None and answer.rows and not answer.computations
    assert "says otherwise" in answer.untrue and cells in answer.untrue


@pytest.mark.parametrize(
    "question",
    [
        "Why do apples have the fastest growth of yield in Arn?",
        "Why do apples have the fastest growth of yield?",  # of which valley?
        "Why does leaf colour find the second most ill trees?",
        "Why is leaf colour one of the rules that find the most ill trees?",
        "Why does the rule of spots above 1 find the most ill trees?",
        "Why do most rules find ill trees?",
        "Why do plums have the most stones?",
        "Why are the trees of leaf colour the most coloured?",
        "Why are trees in apple orchards the most fruitful?",
        "Why are trees with spots the most spotted trees?",
        "Why did the number of orchards in Bel rise in 2020?",
        "Why did the number of orchards in Bel fall in 2018?",
        "Why did the number of pickers in Arn fall in 2020?",
        "Why does Bel have more orchards than Arn?",
        "Why does Bel have more pickers than Arn?",  # in one of two years
        "Why do members of fruit guilds in Arn export more than those in Bel?",
    ],
)
def test_superlatives_that_no_table_plainly_denies_stand(shelf: MakeShelf, question: str) -> None:
    answer = shelf(ORCHARDS).answer(question)
    assert answer is None or not answer.untrue


@pytest.mark.parametrize(("question", "cells"), DENIED)
def test_figures_that_say_the_reverse_are_named(shelf: MakeShelf, question: str, cells: str) -> None:
    answer = shelf(COASTS).answer(question)
    assert answer is not None and answer.rows and not answer.computations
    assert "says otherwise" in answer.untrue and cells in answer.untrue


@pytest.mark.parametrize(
    "question",
    [
        "Why did Fenmark's catch fall in 1996?",  # it may have fallen since the year before
        "Why does Fenmark have more harbours than Esker?",
        "Why did the catch of Esker rise?",
        "Why did Fenmark's catch rise between 1991 and 1996?",
        "Why did Fenmark's catch fall?",  # it rose first
        "Why did Fenmark's catch fall in 2001?",
        "Why did the catch of Esker grow more slowly after 1996?",
        "Why did the catch of Esker not fall?",
        "Why did the catch fall?",  # of which coast?
        "Why did the prices of Esker fall?",
        "Did the catch of Esker fall?",
        "By how much did the catch of Esker rise from 1991 to 2001?",
        "How much of the catch of Esker is landed where prices fall?",
        "Does Esker have more harbours than Fenmark?",
        "Why does Hollin have more harbours than Fenmark?",
        "Why did the catch of Esker fall and that of Fenmark rise?",
    ],
)
def test_nothing_is_denied_that_no_table_plainly_denies(shelf: MakeShelf, question: str) -> None:
    answer = shelf(COASTS).answer(question)
    assert answer is None or not answer.untrue


def test_where_two_tables_say_different_things_nothing_is_denied(shelf: MakeShelf) -> None:
    other = COASTS.replace("| Harbours | 31 | 44 |", "| Harbours | 44 | 31 |")
    answer = shelf(COASTS, other).answer("Why does Esker have more harbours than Fenmark?")
    assert answer is not None and not answer.untrue


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many more harbours does Esker have than Fenmark?", "31 (Esker) is less than 44 (Fenmark)"),
        ("How many fewer ferries are there in Esker than in Fenmark?", "120 (Esker) is more than 90 (Fenmark)"),
        ("How many more harbours does Fenmark have than Esker?", None),
        ("What is the difference in harbours between Esker and Fenmark?", None),
    ],
)
def test_a_difference_says_where_it_is_the_other_way_round(shelf: MakeShelf, question: str, told: str | None) -> None:
    answer = shelf(COASTS).answer(question)
    assert answer is not None
    notices = [notice.text for notice in answer.notices if notice.kind == "premise"]
    assert notices == ([f"It is the other way round: {told}."] if told else [])
