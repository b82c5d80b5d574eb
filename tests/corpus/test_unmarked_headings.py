"""Titles that nothing marks: short lines between finished paragraphs, and their levels."""

from __future__ import annotations

import time

import pytest

from corpus.structure.grids import text_grids
from corpus.structure.headings import find_headings
from corpus.structure.sections import sections

PROSE = (
    "Firms that share a place also share suppliers, workers and ideas, and this makes all of them more productive."
    " It was seen long ago."
)


def found(*blocks: str) -> list[tuple[int, str]]:
    text = "\n\n".join(blocks)
    return [(section.level, section.title) for section in sections(text, find_headings(text, text_grids(text)))]


@pytest.mark.parametrize(
    "line",
    [
        "Furthermore, the exponents reduce to",
        "Thus we find the share of",
        "Surprisingly, exports grew",
        "The value of the share in 12 regions",
        "The firms are",
        "Mit den Werten von",
        "Поэтому мы считаем, что",
    ],
)
def test_lines_that_lead_into_a_formula_are_no_titles(line: str) -> None:
    assert found(PROSE, line, PROSE) == []


def test_digits_inside_words_do_not_spoil_a_title() -> None:
    assert found(PROSE, "Deletion of Chr4-cl and CO2 in H1 cells", PROSE) == [
        (1, "Deletion of Chr4-cl and CO2 in H1 cells")
    ]


def test_a_title_right_under_a_title_is_one_level_lower() -> None:
    blocks = [PROSE, "Feed production", "Composition of diets", PROSE, "Yields", PROSE]
    assert found(*blocks) == [(1, "Feed production"), (2, "Composition of diets"), (1, "Yields")]


def test_titles_under_methods_and_results_are_of_sections_within() -> None:
    assert found(
        "Introduction", PROSE, "Clusters in theory", PROSE, "Methods", PROSE, "Sample", PROSE, "Conclusion", PROSE
    ) == [
        (1, "Introduction"),
        (1, "Clusters in theory"),
        (1, "Methods"),
        (2, "Sample"),
        (1, "Conclusion"),
    ]
    assert found("Introduction", PROSE, "Результаты", PROSE, "Экспорт районов", PROSE, "Заключение", PROSE)[2] == (
        2,
        "Экспорт районов",
    )


def test_short_lines_in_a_row_are_a_list() -> None:
    assert found(PROSE, "Coal", "Timber", "Iron", PROSE) == []


@pytest.mark.slow
def test_many_tables_and_headings_take_time_in_proportion() -> None:
    text = "\n\n".join(["Table 1. T\n\na\tb\nx\t1", PROSE, "Yields of farms", PROSE] * 1500)
    start = time.process_time()
    find_headings(text, text_grids(text))
    assert time.process_time() - start < 10
