"""Rows and tables that stand twice, and cells that were never filled."""

from __future__ import annotations

import pytest

from tests.service.checks.tables.conftest import Check, table

PORTS = ("Alba | 1,204 | 18.2", "Bora | 877 | 11.9", "Cora | 3,410 | 42.0", "Dora | 655 | 9.3")


def ports(number: int, *rows: str, caption: str = "Ships and catch by port") -> str:
    return table(f"Table {number}. {caption}", "Port | Ships | Catch", *rows)


def test_a_row_that_stands_twice(check: Check) -> None:
    found = check(ports(1, *PORTS, PORTS[1]))
    assert found.faults == [("duplicate_row", "Bora 877 11.9")]
    second = next(f for f in found.findings if f.type == "duplicate_row")
    assert second.related[0].start < second.span.start


def test_a_row_under_another_heading_is_another_one(check: Check) -> None:
    rows = ("North | |", "Men | 12 | 30.5", "Women | 9 | 28.1", "South | |", "Men | 12 | 30.5", "Women | 8 | 27.0")
    assert "duplicate_row" not in check(ports(1, *rows)).types


def test_rows_that_are_alike_in_some_cells(check: Check) -> None:
    assert not check(ports(1, "Alba | 59 | 0.42", "Bora | 66 | 0.42", "Cora | 59 | 1.48")).faults


def test_a_table_that_stands_twice(check: Check) -> None:
    found = check(ports(1, *PORTS) + "\nThe coast is long.\n\n" + ports(2, *PORTS, caption="The fleet once more"))
    assert found.types == ["duplicate_table"]
    assert "Table 2 repeats Table 1: all 4 rows are the same." in found.messages


def test_a_table_that_stands_twice_for_the_most_part(check: Check) -> None:
    changed = (*PORTS[:3], "Dora | 655 | 9.9")
    found = check(ports(1, *PORTS) + "\nThe coast is long.\n\n" + ports(2, *changed))
    assert found.types.count("duplicate_table") == 1
    assert "table_conflict" in found.types


def test_tables_of_few_small_numbers_are_alike_by_chance(check: Check) -> None:
    rows = ("A | 1 | 2", "B | 2 | 1", "C | 3 | 3")
    assert not check(ports(1, *rows) + "\nThe coast is long.\n\n" + ports(2, *rows)).faults


@pytest.mark.parametrize(
    "word",
    ["undefined", "NaN", "null", "TBD", "#REF!", "#DIV/0!", "xx", "XX.X", "to be added", "[insert value]", "???"],
)
def test_placeholders(check: Check, word: str) -> None:
    found = check(ports(1, *PORTS, f"Edda | 93 | {word}"))
    assert found.faults == [("placeholder_cell", f"Edda 93 {word}")]
    assert f"“{word}”" in found.messages


def test_one_finding_for_a_row(check: Check) -> None:
    found = check(ports(1, *PORTS, "Alba | undefined | undefined", "Bora | undefined | undefined"))
    assert found.types == ["placeholder_cell", "placeholder_cell"]


@pytest.mark.parametrize("word", ["–", "-", "…", "", "n/a"])
def test_an_honest_gap_is_none(check: Check, word: str) -> None:
    assert not check(ports(1, *PORTS, f"Edda | 93 | {word}")).faults


def test_a_row_of_nothing_that_no_note_explains(check: Check) -> None:
    row = "Edda | n/a | n/a"
    assert check(ports(1, *PORTS, row)).types == ["placeholder_cell"]
    assert not check(ports(1, *PORTS, row) + "\nNote: n/a = not available.").faults


def test_words_of_a_text_are_no_placeholders(check: Check) -> None:
    found = check(
        table("Table 1. Terms", "Term | Meaning", "undefined | a value that is missing", "Nan | a name", "XX | females")
    )
    assert not found.faults


def test_a_count_of_cells_is_parted_from_the_number_of_the_table(check: Check) -> None:
    assert "of Table 1, 2 cells read" in check(ports(1, *PORTS, "Edda | undefined | undefined")).messages
