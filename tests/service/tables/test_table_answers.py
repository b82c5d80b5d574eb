"""What is worked out from tables, and what is not."""

from __future__ import annotations

import pytest

from tests.service.tables.conftest import RIVERS, MakeShelf

RESULTS = [
    ("Which river is the longest?", None),  # nothing says that length is meant
    ("Which river has the greatest length?", "Alna: 312 km"),
    ("Which river has the fewest dams?", "Drava: 2"),
    ("Which river has the second largest basin?", "Alna: 4,100 km²"),
    ("By how much does the share of flow of the Alna exceed that of the Brenta?", "25.5 percentage points"),
    ("How many more dams does the Brenta have than the Alna?", "8"),
    ("How many times larger is the basin of the Brenta than that of the Drava?", "6.13 times"),
    ("What is the sum of the dams of the Alna and the Brenta?", "14"),
    ("By how much did the salmon caught in the Alna grow from 2005 to 2015?", "0.6 thousand tonnes"),
    ("By what percentage did the salmon caught in the Alna grow from 2005 to 2015?", "50 %"),
    ("By how much did the salmon caught in the Brenta fall between 2010 and 2015?", "−0.2 thousand tonnes"),
    ("In which year was the catch of salmon in the Alna highest?", "2015: 1.8 thousand tonnes"),
    ("Which town has more inhabitants, Harborough or Millbank?", "Harborough: 18,200"),
    ("What is the difference in budget between Harborough and Millbank?", "1.8 million euros"),
    ("How many rivers have more than 2 dams?", "2 of 3"),
    ("How many rivers have a length of more than 200 km?", "2 of 4"),
]


@pytest.mark.parametrize(("question", "result"), RESULTS)
def test_figures_are_worked_out_from_cells_or_not_at_all(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(RIVERS).result(question) == result


REFUSED = [
    "Which river has the most bridges?",
    "Which lake has the greatest depth?",
    "How many dams does the Elbe have?",
    "How long is the Alna in 1990?",
    "How much salmon was caught in the Alna in 2007?",
    "How much salmon was caught in the Alna in 2020?",
    "How many times larger is the basin of the Brenta than that of the Danube?",
    "Why do salmon return to the Alna?",
    "Who counted the salmon?",
]


@pytest.mark.parametrize("question", REFUSED)
def test_what_no_table_says_is_not_answered(shelf: MakeShelf, question: str) -> None:
    assert shelf(RIVERS).answer(question) is None


LOOKED_UP = [
    ("How many dams does the Brenta have?", ["11"]),
    ("What is the share of flow of the Corin?", ["25.0"]),
    ("How much salmon was caught in the Brenta in 2010?", ["0.3"]),
    ("What share of homes has a boat in Millbank?", ["21.3"]),
    ("How large is the budget of Harborough?", ["4.1"]),
]


@pytest.mark.parametrize(("question", "cells"), LOOKED_UP)
def test_the_cell_that_is_asked_for_is_found(shelf: MakeShelf, question: str, cells: list[str]) -> None:
    assert shelf(RIVERS).cells(question) == cells


def test_a_computation_shows_its_way_and_its_cells(shelf: MakeShelf) -> None:
    rivers = shelf(RIVERS)
    answer = rivers.answer("By how much does the share of flow of the Alna exceed that of the Brenta?")
    assert answer is not None
    [computation] = answer.computations
    assert computation.expression == "36.1 % (Alna) − 10.6 % (Brenta) = 25.5 percentage points"
    assert [cell.text for cell in computation.cells] == ["36.1", "10.6"]
    for cell in computation.cells:
        assert cell.span.of(rivers.documents[cell.digest].text) == cell.text
    assert [row.table for row in answer.rows] == ["1", "1"]


def test_the_runner_up_is_quoted_with_the_greatest(shelf: MakeShelf) -> None:
    answer = shelf(RIVERS).answer("Which river has the greatest length?")
    assert answer is not None
    assert [row.cells[0].text for row in answer.rows] == ["312", "275"]
    assert "the highest of 4 figures" in answer.computations[0].expression


def test_placeholders_are_named(shelf: MakeShelf) -> None:
    rivers = shelf(RIVERS)
    fewest, dams = rivers.answer("Which river has the fewest dams?"), rivers.answer("How many dams has the Corin?")
    assert fewest is not None and dams is not None
    assert [notice.kind for notice in (*fewest.notices, *dams.notices)] == ["placeholder", "placeholder"]
    assert "“undefined”" in fewest.notices[0].text and "Corin" in fewest.notices[0].text


def test_ties_are_all_named(shelf: MakeShelf) -> None:
    table = "Table 1. Ferries\n\n| Ferry | Seats |\n|---|---|\n| Gull | 80 |\n| Tern | 80 |\n| Auk | 40 |\n"
    assert shelf(table).result("Which ferry has the most seats?") == "Gull: 80 and Tern: 80"


def test_ranges_and_bounds_are_not_compared(shelf: MakeShelf) -> None:
    table = "Table 1. Ferries\n\n| Ferry | Seats |\n|---|---|\n| Gull | 70–90 |\n| Tern | >80 |\n| Auk | 40 |\n"
    assert shelf(table).result("Which ferry has the most seats?") is None


def test_figures_of_two_units_are_not_compared(shelf: MakeShelf) -> None:
    table = "Table 1. Ferries\n\n| Ferry | Cost |\n|---|---|\n| Gull | €2 million |\n| Tern | 80 kg |\n"
    assert shelf(table).result("Which ferry has the highest cost?") is None


def test_scales_are_brought_together(shelf: MakeShelf) -> None:
    table = "Table 1. Ferries\n\n| Ferry | Cost |\n|---|---|\n| Gull | €2 million |\n| Tern | €800 thousand |\n"
    assert shelf(table).result("Which ferry has the highest cost?") == "Gull: €2 million"
    assert shelf(table).result("How many times higher is the cost of the Gull than that of the Tern?") == "2.5 times"


def test_a_country_that_stands_in_several_rows_is_not_ranked(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Ships by flag\n\n| Flag | Kind | Ships |\n|---|---|---|\n| Malta | Tanker | 80 |\n"
        "| Malta | Ferry | 9 |\n| Chile | Tanker | 60 |\n| Chile | Ferry | 50 |\n"
    )
    ships = shelf(table)
    assert ships.result("Which flag has the most ships?") is None
    assert ships.result("Which kind of ships has Chile most of?") in {None, "Chile, Tanker: 60"}
    assert ships.result("What is the difference in ships between Malta and Chile?") is None
    assert ships.result("What is the difference in tanker ships between Malta and Chile?") == "20"


@pytest.mark.parametrize("question", ["What does the third table show?", "What is in Table 3?", "the last table"])
def test_a_named_table_is_shown_whole(shelf: MakeShelf, question: str) -> None:
    answer = shelf(RIVERS).answer(question)
    assert answer is not None
    [table] = answer.tables
    assert table.number == "3"
    assert table.caption == "The two largest towns"
    assert table.rows[0] == ("Inhabitants", "18,200", "9,100")


def test_a_named_table_is_the_only_one_asked(shelf: MakeShelf) -> None:
    other = RIVERS.replace("Salmon caught", "Trout caught").replace("# Rivers of the North", "# Rivers of the South")
    answer = shelf(RIVERS, other).answer("How many dams does the Brenta have in Table 2?")
    assert answer is None or not answer.computations
    assert answer is None or {table.number for table in answer.tables} == {"2"}


def test_abbreviations_that_the_document_explains_are_understood(shelf: MakeShelf) -> None:
    text = (
        "# Boats\n\nEvery harbour has small sailing boats (SSBs) and larger ones.\n\n"
        "Table 1. Boats by harbour\n\n| Harbour | SSBs | Tugs |\n|---|---|---|\n| Upton | 40 | 7 |\n| Down | 22 | 9 |\n"
    )
    assert shelf(text).cells("How many small sailing boats are there in Upton?") == ["40"]


def test_the_year_before_is_worked_out(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Visitors\n\n| Place | Year | Visitors |\n|---|---|---|\n| Upton | 2020 | 40 |\n"
        "| Upton | 2021 | 55 |\n| Down | 2020 | 10 |\n| Down | 2021 | 12 |\n"
    )
    assert shelf(table).result("How many more visitors did Upton have in 2021 than the year before?") == "15"


def test_a_stated_mean_is_read_and_not_worked_out(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Farms\n\n| Valley | Farms | Average area (ha) |\n|---|---|---|\n| Upper | 40 | 12.5 |\n"
        "| Lower | 60 | 8.5 |\n"
    )
    farms = shelf(table)
    assert farms.cells("What is the average area of farms in the Upper valley?") == ["12.5"]
    assert farms.result("What is the average area of farms in the Upper valley?") is None
    assert farms.result("What is the sum of the average area of the Upper and the Lower valley?") is None


def test_rows_are_found_by_what_their_other_cells_name(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Quarries\n\n| County | Stone (t) | Owner |\n|---|---|---|\n| Upshire | 40 | Grey Brothers |\n"
        "| Downshire | 60 | Delver Ltd |\n"
    )
    assert shelf(table).cells("How much stone does Delver Ltd have?") == ["60"]


def test_the_same_question_gives_the_same_answer(shelf: MakeShelf) -> None:
    rivers = shelf(RIVERS)
    question = "Which river has the greatest length?"
    assert rivers.answer(question) == rivers.answer(question)


def test_nothing_is_said_without_hits_or_tables(shelf: MakeShelf) -> None:
    assert shelf("# Prose\n\nThe Alna is a long river.\n").answer("Which river has the greatest length?") is None
    assert shelf("# Prose\n\nThe Alna is a long river.\n").answer("What does the third table show?") is None


def test_rows_that_share_the_words_of_the_question_are_not_taken_together(shelf: MakeShelf) -> None:
    table = (
        "Table 1. Storms by gauge\n\n| Gauge | Storms |\n|---|---|\n| Wind speed above 20 | 13 |\n"
        "| Wind speed above 30 | 6 |\n| Rainfall | 40 |\n"
    )
    assert shelf(table).result("What is the average wind speed of storms?") is None
    assert shelf(table).result("What is the difference in storms by wind speed?") is None


FLOCKS = """# Flocks

Table 1. Flocks by valley and beast

| Valley | Beast | Flocks |
|---|---|---|
| Alder | Sheep | 41 |
| Birch | Goats | 52 |
| Alder | Geese | 63 |
| Birch | Geese | 74 |
"""


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("How many flocks of geese are there in Birch?", ["74"]),
        ("How many flocks of geese are there in 1700 Birch?", []),
        ("How many flocks of goats are there in Alder?", []),
        ("How many flocks of sheep are there in Birch?", []),
        ("How many flocks are there in Alder?", ["41", "63"]),
    ],
)
def test_a_row_has_all_that_names_it(shelf: MakeShelf, question: str, cells: list[str]) -> None:
    assert shelf(FLOCKS).cells(question) == cells


MILLS = """# Towns

Table 1. Mills of a town

| Measure | {0} | {1} |
|---|---|---|
| Mills | 12 | {2} |
| Tolls (€) | 3 | 4 |
"""


def test_tables_that_give_the_same_under_other_names_do_not_differ(shelf: MakeShelf) -> None:
    two = MILLS.format("Alder (old)", "Birch (new)", "19")
    for birch, kinds in (("19", []), ("18", ["several_tables"])):
        answer = shelf(MILLS.format("Alder", "Birch", birch), two).answer("Has Birch more mills than Alder?")
        assert answer is not None and len(answer.computations) == 2
        assert [notice.kind for notice in answer.notices] == kinds


def test_a_total_is_none_of_those_that_are_compared(shelf: MakeShelf) -> None:
    vales = shelf(
        "# Vales\n\nTable 1. Vales\n\n| Vale | Mills |\n|---|---|\n"
        "| Alder | 12 |\n| Birch | 19 |\n| Both vales | 31 |\n"
    )
    assert vales.result("Which vales have the most mills?") == "Birch: 19"
    assert vales.result("Which vales have more than 15 mills?") == "Birch"
    assert vales.result("Which vale has more mills than Alder?") is None
    assert vales.cells("How many mills are in both vales?") == ["31"]


BOOKS = """# Things named in 60 books

Table 1. Things named in 60 books

| Thing | Books | Share (%) |
|---|---|---|
| Rivers | 45 | 75.0 |
| Roads | 30 | 50.0 |
| Bridges | 12 | 20.0 |
| Wells | 12 | 20.0 |

Table 2. Letters by port

| Port | Letters | Share (%) | Of these, answered | Weight (kg) |
|---|---|---|---|---|
| Arn | 30 | 60.0 | 12 | 4 |
| Bel | 15 | 30.0 | 14 | 9 |
| Cor | 5 | 10.0 | 5 | 2 |

Table 3. Schools by parish

| Parish | Schools | Pupils who read (%) |
|---|---|---|
| Ulm | 4 | 80 |
| Vik | 9 | 75 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("How many books are there in total?", None),  # some of the 60 name several things
        ("How many books name rivers and roads together?", None),
        ("How many letters are there in total?", "50"),
        ("How many schools are there in total?", "13"),  # the percentages are of each parish's pupils
    ],
)
def test_what_is_counted_several_times_has_no_sum(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(BOOKS).result(question) == result


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which port has the most answered letters?", "Bel: 14"),
        ("Which port has the most letters?", "Arn: 30"),
        ("Which ports have more than 12 answered letters?", "Bel"),
        ("Which of the three ports has the fewest letters?", "Cor: 5"),
    ],
)
def test_a_head_may_speak_of_the_one_before_it(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(BOOKS).result(question) == result


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("What are the two most named things by books?", "1. Rivers: 45, 2. Roads: 30"),
        ("Which two ports have the most letters?", "1. Arn: 30, 2. Bel: 15"),
        ("What are the top 2 ports by the highest number of letters?", "1. Arn: 30, 2. Bel: 15"),
        ("Which two ports have the fewest letters?", "1. Cor: 5, 2. Bel: 15"),
        ("The two ports with the most letters", "1. Arn: 30, 2. Bel: 15"),
        ("What are the two ports with the fewest letters?", "1. Cor: 5, 2. Bel: 15"),
        ("Name the 2 ports that have the most letters.", "1. Arn: 30, 2. Bel: 15"),
        ("Which are the three ports with the most letters?", "1. Arn: 30, 2. Bel: 15, 3. Cor: 5"),
        ("Which five ports have the most letters?", None),  # there are three
        ("The port with the most letters", "Arn: 30"),
        ("Which three things are in the most books?", None),  # two are third
        ("Which of the two ports has the most letters?", "Arn: 30"),
    ],
)
def test_several_of_the_greatest_are_named(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(BOOKS).result(question) == result
