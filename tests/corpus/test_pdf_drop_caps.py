from __future__ import annotations

import pytest

from corpus.reading.drop_caps import with_drop_caps
from corpus.reading.lines import Line
from corpus.reading.sheet import Word


def line(text: str, left: float, base: float, start: int, size: float = 10.0) -> Line:
    words = []
    for token in text.split():
        right = left + 0.5 * size * len(token)
        words.append(
            Word(token, start, left, base - 0.75 * size, right, base + 0.22 * size, base, size, False, False, start)
        )
        left, start = right + 0.3 * size, start + len(token)
    return Line(1, tuple(words))


def paragraph(cap: str, rest: str, sunk: bool) -> list[Line]:
    """A large initial, standing on the first line or sunk to the second, and the lines beside and below it."""
    initial = line(cap, 50, 112 if sunk else 100, 0, 26.0)
    indent = initial.right + 2
    return [
        initial,
        line(rest, indent, 100, 10),
        line("lines of the study have an end", indent, 112, 60),
        line("and more", 50, 124, 99),
    ]


@pytest.mark.parametrize("sunk", [True, False])
@pytest.mark.parametrize(
    ("cap", "rest", "expected"),
    [
        ("T", "he growers meet", "The growers meet"),
        ("R", "egional trade grows", "Regional trade grows"),
        ("P", "hD work", "PhD work"),
        ("I", "ndustrial trade", "Industrial trade"),
        ("A", "nother day", "Another day"),
        ("A", "study of trade", "A study of trade"),
        ("“W", "hat now", "“What now"),
    ],
)
def test_an_initial_is_part_of_its_word(cap: str, rest: str, expected: str, sunk: bool) -> None:
    found = with_drop_caps(paragraph(cap, rest, sunk))
    assert [line.text for line in found] == [expected, "lines of the study have an end", "and more"]


def test_letters_of_the_size_of_the_text_stay_apart() -> None:
    lines = [line("B", 50, 100, 0), line("cells hold it", 58, 100, 1), line("X ray", 50, 112, 20)]
    assert [line.text for line in with_drop_caps(lines)] == ["B", "cells hold it", "X ray"]


def test_a_first_line_that_the_initial_covers_is_its_word() -> None:
    lines = [line("A", 50, 112, 0, 26.0), line("lfred met the growers", 50, 100, 10), line("in the hall", 65, 112, 60)]
    assert [found.text for found in with_drop_caps(lines)] == ["Alfred met the growers", "in the hall"]
