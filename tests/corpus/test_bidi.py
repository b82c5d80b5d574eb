from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.bidi import in_reading_order, is_leftward, runs_leftward
from corpus.reading.sheet import Word

ARABIC = ["شركة", "سوق", "نمو", "بلغة", "تجارة"]
LATIN = ["Python", "cluster", "trade", "R"]


def word(text: str, start: int, left: float) -> Word:
    return Word(text, start, left, 0.0, left + 5.0 * len(text), 10.0, 8.0, 10.0, False, False, 0)


def set_backward(texts: list[str]) -> list[Word]:
    """The words of one right-to-left line where they are printed: Latin words that follow each other run right."""
    groups: list[list[tuple[int, str]]] = []
    for place, text in enumerate(texts):
        if groups and not is_leftward(text) and not is_leftward(groups[-1][-1][1]):
            groups[-1].append((place, text))
        else:
            groups.append([(place, text)])
    found, right = [], 500.0
    for group in groups:
        for place, text in reversed(group):
            right -= 5.0 * len(text)
            found.append((place, word(text, 0, right)))
            right -= 3.0
    return [replace(printed, start=100 * n) for n, (_, printed) in enumerate(found)]


@given(st.lists(st.sampled_from(ARABIC + LATIN), min_size=1, max_size=12))
def test_a_printed_line_is_read_as_it_was_written(texts: list[str]) -> None:
    letters = sum(is_leftward(text) for text in texts)
    if 2 * letters <= len(texts):
        texts = [*texts, "نمو", *["سوق"] * len(texts)]
    assert [w.text for w in in_reading_order(set_backward(texts))] == texts


@given(st.lists(st.sampled_from(LATIN), min_size=1, max_size=8))
def test_lines_without_such_letters_are_left_alone(texts: list[str]) -> None:
    words = [word(text, 10 * n, 40.0 * n) for n, text in enumerate(texts)]
    assert in_reading_order(words) == tuple(words)


def test_figures_keep_their_place_in_the_line() -> None:
    words = [word("2026", 0, 10), word("-", 4, 35), word("2024", 5, 45), word("سوق", 9, 80)]
    assert [w.text for w in in_reading_order(words)] == ["سوق", "2024", "-", "2026"]


@pytest.mark.parametrize(("texts", "backward"), [(["سوق", "نمو", "R"], True), (["R", "trade", "سوق"], False)])
def test_a_line_runs_as_most_of_its_words_do(texts: list[str], backward: bool) -> None:
    assert runs_leftward(texts) is backward
