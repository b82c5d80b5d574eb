"""Bounds on two columns at once: the rows that keep to both, with the cells of both."""

from __future__ import annotations

import pytest

from service.tables.bounds import bounds_apart
from tests.service.tables.conftest import MakeShelf

VALLEYS = """# Orchards

Table 1. Orchards and pickers by valley, 2018

| Valley | Orchards | Pickers | Yield (%) |
|---|---|---|---|
| Arn | 120 | 900 | 12.5 |
| Bel | 340 | 2,100 | 8.0 |
| Cor | 410 | 800 | 9.5 |
| Dun | 90 | 300 | 14.0 |
| Erl | 350 | – | 10.0 |
"""


@pytest.mark.parametrize(
    ("question", "result"),
    [
        ("Which valleys have over 300 orchards and fewer than 1,000 pickers?", "Cor"),
        ("Which valleys have fewer than 1,000 pickers but more than 100 orchards?", "Arn; Cor"),
        ("How many valleys have more than 100 orchards and more than 850 pickers?", "2 of 4"),
        ("Which valleys have over 300 orchards and fewer than 10 pickers?", "none of 4"),
        ("Which valleys have a yield above 9 % and at least 400 orchards?", None),  # mixed scales are left alone
        ("Which valleys have over 300 orchards or fewer than 10 pickers?", None),
        ("Which valleys have more than 100 orchards and fewer than 200?", "Arn"),
    ],
)
def test_rows_must_keep_to_both_bounds(shelf: MakeShelf, question: str, result: str | None) -> None:
    assert shelf(VALLEYS).result(question) == result


def test_the_cells_of_both_columns_are_shown(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which valleys have over 300 orchards and fewer than 1,000 pickers?")
    assert answer is not None
    [done] = answer.computations
    assert [cell.text for cell in done.cells] == ["410", "800"]
    assert "410 and 800 (Cor)" in done.expression
    assert "1 of 4 rows have over 300 under “Orchards” and fewer than 1,000 under “Pickers”" in done.expression


def test_where_no_row_keeps_to_both_the_nearest_is_shown(shelf: MakeShelf) -> None:
    answer = shelf(VALLEYS).answer("Which valleys have over 300 orchards and fewer than 10 pickers?")
    assert answer is not None
    [done] = answer.computations
    assert [cell.text for cell in done.cells] == ["410", "800"]
    assert "0 of 4 rows have over 300" in done.expression


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("have over 300 orchards and fewer than 10 pickers?", [{"orchard"}, {"picker"}]),
        ("more than 10 and fewer than 40 mills", []),
        ("over 300 orchards or fewer than 10 pickers?", []),
        ("over 300 orchards", []),
    ],
)
def test_bounds_on_different_figures_are_told_apart(text: str, stems: list[set[str]]) -> None:
    assert [set(one.stems) for one in bounds_apart(text)] == stems
