"""Searching among some passages finds what a search of everything finds of them."""

from __future__ import annotations

import sqlite3

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoder import unit_rows
from indexer.lexical import SqliteLexicalIndex
from indexer.vector_index import LayeredIndex

COUNT = 20
SOME = st.sets(st.integers(0, COUNT + 5))
"""Ids, some of them not held."""


@settings(deadline=None)
@given(among=SOME, k=st.integers(1, COUNT + 5))
def test_nearest_among_some(among, k):
    index = LayeredIndex(8)
    index.add(range(COUNT), unit_rows(np.random.default_rng(1).standard_normal((COUNT, 8)).astype(np.float32)))
    query = unit_rows(np.random.default_rng(2).standard_normal((1, 8)).astype(np.float32))[0]
    everything = index.search(query, COUNT)
    assert index.search(query, k, sorted(among)) == [pair for pair in everything if pair[0] in among][:k]
    assert index.search(query, k, None) == everything[:k]


@settings(deadline=None)
@given(among=SOME, k=st.integers(1, COUNT + 5))
def test_matching_among_some(among, k):
    connection = sqlite3.connect(":memory:")
    connection.execute(SqliteLexicalIndex.SCHEMA)
    index = SqliteLexicalIndex(connection)
    index.add((i, "coal " * (i % 4) + "sheep " * (i % 3), "harbour") for i in range(COUNT))
    everything = index.search(["coal", "sheep"], COUNT)
    assert (
        index.search(["coal", "sheep"], k, among=sorted(among)) == [pair for pair in everything if pair[0] in among][:k]
    )
    counts = index.document_frequency(["coal", "gold"], sorted(among))
    assert counts == {"coal": sum(i % 4 > 0 for i in among if i < COUNT), "gold": 0}
    connection.close()
