"""Cells that span several places: laid out as in HTML, and bounded whatever a file says of them."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.structure.spanning import placed

EXTENTS = st.tuples(st.integers(1, 70_000), st.integers(1, 70_000))


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(EXTENTS | st.just((1, 1)), max_size=4), max_size=8))
def test_every_cell_stands_somewhere_and_all_rows_are_equally_long(rows):
    grid = placed(rows)
    assert len({len(row) for row in grid}) <= 1
    stood = {owner for row in grid for owner in row if owner}
    assert stood == {(r, number) for r, row in enumerate(rows) for number in range(len(row))}


def test_spans_that_reach_into_every_row_below_take_no_time_and_lose_no_cell():
    begin = time.process_time()
    grid = placed([[(1000, 65534), (1, 1)]] * 3000)
    assert time.process_time() - begin < 2
    assert [len(set(row) - {None}) for row in grid] == [2] * 3000


def test_an_ordinary_head_of_two_rows_keeps_its_spans():
    assert placed([[(1, 2), (2, 1)], [(1, 1), (1, 1)]]) == [[(0, 0), (0, 1), (0, 1)], [(0, 0), (1, 0), (1, 1)]]
