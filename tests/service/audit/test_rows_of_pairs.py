"""Rows of pairs of sentences: the best one, without holding every pair against every other."""

from __future__ import annotations

import time
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from service.audit.meeting import MOST_APART, _best_row

PAIRS = st.dictionaries(st.tuples(st.integers(0, 8), st.integers(0, 8)), st.sampled_from([0.5, 0.6, 0.7]), min_size=1)


@dataclass(frozen=True)
class Alike:
    """How alike two sentences are."""

    degree: float


def through_all(pairs, found):
    best = {}
    for pair in pairs:
        before = [
            best[p]
            for p in pairs
            if p in best and all(0 < b - a <= MOST_APART + 1 for a, b in zip(p, pair, strict=True))
        ]
        score, row = max(before, key=lambda entry: entry[0], default=(0.0, []))
        best[pair] = (score + found[pair].degree, [*row, pair])
    return max(best.values(), key=lambda entry: entry[0])[1]


@given(PAIRS)
def test_the_best_row_is_that_of_all_pairs(degrees) -> None:
    found = {pair: Alike(degree) for pair, degree in degrees.items()}
    assert _best_row(sorted(found), found) == through_all(sorted(found), found)


def test_a_sentence_that_stands_hundreds_of_times_is_no_wait() -> None:
    found = {(one, two): Alike(0.9) for one in range(150) for two in range(150)}
    begun = time.process_time()
    assert len(_best_row(sorted(found), found)) == 150
    assert time.process_time() - begun < 5
