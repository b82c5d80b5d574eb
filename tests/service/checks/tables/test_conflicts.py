"""Tables that give one thing two values."""

from __future__ import annotations

from tests.service.checks.tables.conftest import Check, table

OUTLINE = table(
    "Table 1. The two coasts in outline, 2019",
    "Indicator | Northcoast | Southcoast",
    "Ships | 3,778 | 4,912",
    "Catch (thousand tonnes) | 18.6 | 16.2",
)


def catch(last: str) -> str:
    return table(
        "Table 2. Catch (thousand tonnes), 2010–2019",
        "Coast | 2010 | 2015 | 2019",
        f"Northcoast | 12.9 | 15.8 | {last}",
        "Southcoast | 12.1 | 14.0 | 16.2",
    )


def test_two_tables_with_two_values(check: Check) -> None:
    found = check(f"{OUTLINE}\nThe catch grew.\n\n{catch('19.4')}")
    assert found.faults == [("table_conflict", "Northcoast 12.9 15.8 19.4")]
    assert "19.4" in found.messages
    assert "18.6" in found.messages


def test_two_tables_that_agree(check: Check) -> None:
    found = check(f"{OUTLINE}\nThe catch grew.\n\n{catch('18.6')}")
    assert not found.faults
    assert found.in_order("table_conflict") == ["Northcoast 12.9 15.8 18.6", "Southcoast 12.1 14.0 16.2"]


def test_three_values_for_one_thing_are_told_at_the_later_ones(check: Check) -> None:
    tables = [
        table(f"Table {n}. Ships of the coasts (2024)", head, f"North | {north}", "South | 3,000")
        for n, (head, north) in enumerate(
            [("Coast | Number of ships", "3,600"), ("Coast | Total ships", "3,778"), ("Coast | N° ships", "8,000")], 1
        )
    ]
    found = check("\nHere is the next one.\n\n".join(tables))
    assert found.faults == [("table_conflict", "North 3,778"), ("table_conflict", "North 8,000")]


def test_tables_of_other_things_are_no_conflict(check: Check) -> None:
    first = table(
        "Table 1. Accuracy on the harbour set", "Model | Dev | Test", "Alpha | 35.1 | 33.9", "Beta | 33.2 | 31.0"
    )
    second = table(
        "Table 2. Accuracy on the river set", "Model | Dev | Test", "Alpha | 45.1 | 43.9", "Beta | 43.2 | 41.0"
    )
    assert not check(f"{first}\nHere is the next one.\n\n{second}").faults


def test_totals_of_one_thing_that_is_broken_down_in_two_ways(check: Check) -> None:
    first = table("Table 1. Answers by port", "Port | Answers", "Alba | 120", "Bora | 94", "Total | 214")
    second = table("Table 2. Answers by size of ship", "Size | Answers", "Small | 150", "Large | 70", "Total | 220")
    found = check(f"{first}\nHere is the next one.\n\n{second}")
    assert found.faults == [("table_conflict", "Total 220")]
    assert not check(f"{first}\nHere is the next one.\n\n{second.replace('70', '64').replace('220', '214')}").faults


def test_two_rows_of_one_name(check: Check) -> None:
    rows = ("Alba | 120 | 94", "Bora | 310 | 279", "Cora | 64 | 80")
    found = check(table("Table 1. The ports", "Port | Ships | Masters", *rows, "Bora | 355 | 241"))
    assert found.faults == [("table_conflict", "Bora 355 241")]
    headed = ("North | |", "Men | 12 | 30.5", "Women | 9 | 28.1", "South | |", "Men | 14 | 31.5", "Girls | 8 | 27.0")
    assert not check(table("Table 1. The coasts", "Who | Ships | Age", *headed)).faults


def test_values_are_told_with_their_unit_as_it_reads_within_a_sentence(check: Check) -> None:
    assert "18.6 thousand tonnes for “Catch (thousand tonnes)”" in check(f"{OUTLINE}\n{catch('19.4')}").messages
    dues = table("Table 1. Dues of the coast", "Item | Million euros", "Quays | 0.4", "Pilots | 3.1")
    said = check(f"{dues}\nQuays received 1.4 million euros (Table 1).").messages
    assert "has 0.4 million euros for “Quays”" in said
