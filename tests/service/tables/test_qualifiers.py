"""Which words of a question narrow which."""

from __future__ import annotations

import pytest

from service.tables.qualifiers import pairs_in


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("selling mills in Birch", {("sell", "mill")}),
        ("mills selling in Birch", {("mill", "sell"), ("sell", "mill")}),
        ("mills that sell", {("sell", "mill")}),
        ("the mills' wool growth", {("wool", "grow")}),
        ("the mill’s looms", set()),
        ("mills, looms and dams", set()),
        ("mills of wool", set()),
        ("the very mills", set()),
        ("wool-selling mills", {("wool", "sell"), ("sell", "wool"), ("sell", "mill")}),
        ("", set()),
    ],
)
def test_words_side_by_side_narrow_one_another(text: str, pairs: set[tuple[str, str]]) -> None:
    assert pairs_in(text, ()) == pairs


def test_words_left_out_are_passed_over() -> None:
    assert pairs_in("leaking total boats", {"total"}) == {("leak", "boat")}
