"""Figures and percentages of the prose: by themselves, and against the tables."""

from __future__ import annotations

import pytest

from tests.service.checks.tables.conftest import Check, table

SOURCES = table(
    "Table 1. Main source of the last idea",
    "Source | Masters | Share (%)",
    "Customers | 61 | 28.5",
    "Suppliers | 52 | 24.3",
    "Newly hired crew | 47 | 22.0",
    "Casual talk | 31 | 14.5",
    "Fairs | 14 | 6.5",
    "Schools | 9 | 4.2",
)
FLEET = table(
    "Table 2. The fleet by coast",
    "Coast | Ships 2010 | Ships 2020 | Crew 2020 | Change in ships (%)",
    "Ostby | 120 | 150 | 1,240 | 25.0",
    "Vikmo | 310 | 279 | 2,105 | −10.0",
)
OUTLINE = table(
    "Table 3. The two coasts in outline, 2019",
    "Indicator | Northcoast | Southcoast",
    "Inhabitants | 1,842,000 | 2,306,000",
    "Fishing ships | 3,778 | 4,912",
    "Unemployment rate (%) | 6.1 | 4.3",
)
YEARS = table(
    "Table 4. Ships that sail under a flag of their own", "Year | Ships", "2012 | 9", "2016 | 21", "2020 | 27"
)
TABLES = "\nThe coast is long and cold.\n\n".join([SOURCES, FLEET, OUTLINE, YEARS])
AFTERWARDS = f"{TABLES}\n## Results\n\n"

RIGHT_AND_WRONG = [
    ("Table 1 shows that {} masters name customers as their source.", "61", "67"),
    ("As Table 1 shows, customers were named by {} masters and suppliers by 52.", "61", "65"),
    ("As Table 1 shows, customers were named by 61 masters and suppliers by {}.", "52", "58"),
    ("Table 1 has the answers. Customers come first with {} per cent.", "28.5", "21.5"),
    ("Fairs matter little: only {} masters mention them (see Table 1).", "14", "19"),
    ("Ostby had {} ships in 2020 (Table 2).", "150", "190"),
    ("Table 2 shows that Vikmo lost ships, from 310 in 2010 to {} in 2020.", "279", "579"),
    ("The number of ships in Ostby grew by {} per cent (Table 2).", "25", "29"),
    ("Vikmo's ships employed a crew of {} in 2020.", "2,105", "2,505"),
    ("Northcoast has 3,778 fishing ships, Southcoast {} (Table 3).", "4,912", "5,912"),
    ("Southcoast has {} inhabitants.", "2,306,000", "3,306,000"),
    ("Unemployment in Northcoast stands at {} %, as Table 3 shows.", "6.1", "6.9"),
    ("Table 4 counts them. In 2020 there were {} ships with a flag of their own.", "27", "37"),
]


@pytest.mark.parametrize(("sentence", "right", "wrong"), RIGHT_AND_WRONG)
def test_a_figure_of_the_prose_against_its_cell(check: Check, sentence: str, right: str, wrong: str) -> None:
    found = check(AFTERWARDS + sentence.format(right))
    assert not found.faults
    assert found.in_order("number_table_mismatch")
    found = check(AFTERWARDS + sentence.format(wrong))
    assert found.types == ["number_table_mismatch"]
    assert wrong in found.faults[0][1]
    assert right in found.messages


@pytest.mark.parametrize(
    "sentence",
    [
        "As Table 1 shows, more than half of the masters name customers or suppliers.",
        "In Table 1, customers and suppliers together have 52.8 per cent.",
        "Customers were 12 years ago named by 40 per cent of the masters, unlike in Table 1.",
        "The gap between Ostby and Vikmo in Table 2 was 129 ships in 2020.",
        "Ostby lies 40 kilometres north of Vikmo (see Table 2).",
        "One master in seven got the idea from casual talk (Table 1).",
        "Northcoast has 12 lighthouses.",
        "In 2015 Ostby had 131 ships.",
    ],
)
def test_what_a_table_does_not_give_is_left_alone(check: Check, sentence: str) -> None:
    assert not check(AFTERWARDS + sentence).faults


def test_a_paragraph_right_behind_a_table_speaks_of_it(check: Check) -> None:
    found = check(f"{SOURCES}\nCustomers lead with 61 masters. Suppliers follow, named by 25 masters.")
    assert found.types == ["number_table_mismatch"]


def test_how_many_rows_a_table_is_said_to_have(check: Check) -> None:
    ports = table("Table 1. The ports", "Port | Depth (m)", "Alba | 11.5", "Bora | 9.2", "Cora | 14.8")
    assert check(f"{ports}\nTable 1 lists three ports.").in_order("number_table_mismatch") == ["three ports"]
    assert check(f"{ports}\nTable 1 lists 14 ports.").faults == [("number_table_mismatch", "14 ports")]
    assert check(f"{ports}\nThe 14 ports listed in Table 1 are deep.").types == ["number_table_mismatch"]


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("Catches rose from 120 to 150 tonnes, or 30 %.", "25 %"),
        ("The fleet grew from 120 ships in 2010 to 150 ships in 2015, an increase of 35 per cent.", "25 %"),
        ("Output fell by 40 % from 50 to 40.", "20 %"),
        ("The rate rose from 12 % to 15 %, or 4 percentage points.", "3 percentage points"),
        ("Of the 340 masters, 120 (45.3 %) fish alone.", "35.3 %"),
        ("Of the 84 ships, 21 have a cook, that is 35 per cent.", "25 %"),
        ("Twelve of the 34 ports (53.3 %) are deep.", "35.3 %"),
        ("In 40.0 % of cases (12 of 34) it was seen.", "35.3 %"),
        ("We found 12 (40.3 %) of 34.", "35.3 %"),
        ("A letter went to 340 masters. In the end 214 answered, a response rate of 72.9 per cent.", "62.9 %"),
        ("Exports doubled from 20 to 35 million euros.", "1.75 times"),
        ("In the end 150 masters answered, up 45 % from 120 before.", "25 %"),
    ],
)
def test_a_percentage_beside_its_figures(check: Check, sentence: str, result: str) -> None:
    found = check(sentence)
    assert found.types == ["percentage_mismatch"]
    assert result in found.messages


@pytest.mark.parametrize(
    "sentence",
    [
        "Catches rose from 120 to 150 tonnes, or 25 %.",
        "Catches rose from 12.1 million tonnes in 2010 to 16.2 million in 2019, which is about 34 per cent.",
        "The rate rose from 12 % to 15 %, a rise of 25 %.",
        "The rate rose from 12 % to 15 %, or 3 percentage points.",
        "A letter went to 340 masters. In the end 214 answered, a response rate of 62.9 per cent.",
        "Exports more than doubled from 20 to 45.",
    ],
)
def test_a_percentage_that_comes_out_right(check: Check, sentence: str) -> None:
    found = check(sentence)
    assert not found.faults
    assert len(found.in_order("percentage_mismatch")) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales grew from 100 in 2000 to 200 in 2010, or 7.2 % a year.",
        "Between 2010 and 2015 the fleet rose by 30 % to 150 ships, and 12 masters left.",
        "In 2019, 45 ships of 90 came; 30 of them (20 tonnes and 5 %) left.",
        "Cutters take 12 of 34 berths, and trawlers 58 % of the catch.",
    ],
)
def test_percentages_of_something_else(check: Check, sentence: str) -> None:
    assert not check(sentence).faults


def test_a_percentage_in_brackets_behind_a_part_of_the_only_other_number(check: Check) -> None:
    found = check("In 2019, 412 masters were asked; 388 (91.2 %) sent the form back.")
    assert [(f.type, f.verdict) for f in found.findings] == [("percentage_mismatch", "doubt")]
    found = check("In 2019, 412 masters were asked; 388 (94.2 %) sent the form back.")
    assert [(f.type, f.verdict) for f in found.findings] == [("percentage_mismatch", "ok")]


def test_figures_of_all_together(check: Check) -> None:
    costs = table(
        "Table 1. Spending of the harbour (thousand euros)",
        "Item | 2018 | 2019 | Change (%)",
        "Staff | 210 | 252 | 20.0",
        "Quays | 80 | 76 | −5.0",
        "Boats | 12 | 15 | 25.0",
        "Total | 302 | 343 | 13.6",
    )
    assert not check(f"{costs}\nIn total the harbour spent 343 thousand euros in 2019 (Table 1).").faults
    found = check(f"{costs}\nIn total the harbour spent 434 thousand euros in 2019 (Table 1).")
    assert found.types == ["number_table_mismatch"]


def test_what_is_counted_is_narrowed_by_what_follows_it(check: Check) -> None:
    text = table(
        "Table 1. Statements on exports by text",
        "Text | Statements | Of which on exports | Share (%)",
        "Holm | 25 | 19 | 76.0",
        "Lie | 14 | 8 | 57.1",
        "All | 39 | 27 | 69.2",
    )
    found = check(f"{text}\nTable 1 counts 16 statements on exports in Holm.")
    assert found.types == ["number_table_mismatch"]
    assert "has 19 for “Holm” under “Of which on exports”" in found.messages
    assert not check(f"{text}\nTable 1 counts 19 statements on exports in Holm.").faults
    assert "has 25" in check(f"{text}\nTable 1 counts 27 statements in Holm.").messages


def test_the_words_of_a_wrong_share_end_behind_its_bracket(check: Check) -> None:
    (fault,) = check("Of the 96 masters, 36 (42 %) belong to a guild.").faults
    assert fault[1].endswith("36 (42 %)")
