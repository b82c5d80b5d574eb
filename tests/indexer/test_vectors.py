"""The vector index finds what a plain sort finds, and forgets what it is told to."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder import unit_rows
from indexer.vectors import FaissIndex

DIMENSION = 8


def random_vectors(seed: int, count: int):
    return unit_rows(np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32))


@given(seed=st.integers(0, 1000), count=st.integers(1, 60), k=st.integers(1, 80))
def test_search_is_a_sort_by_cosine_then_id(seed, count, k):
    vectors, query = random_vectors(seed, count), random_vectors(seed + 1, 1)[0]
    index = FaissIndex(DIMENSION)
    index.add(range(count), vectors)
    cosines = {i: round(float(vectors[i] @ query), 6) for i in range(count)}
    found = index.search(query, k)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    assert len(found) == min(k, count)
    worst = min(score for _, score in found)
    assert all(abs(cosines[i] - score) < 2e-6 for i, score in found)
    assert all(cosine <= worst + 2e-6 for i, cosine in cosines.items() if i not in dict(found))


@given(removed=st.sets(st.integers(0, 19)))
def test_removed_ids_are_never_found(removed):
    index = FaissIndex(DIMENSION)
    index.add(range(20), random_vectors(1, 20))
    index.remove(sorted(removed))
    assert set(index.ids()) == set(range(20)) - removed
    assert not removed & dict(index.search(random_vectors(2, 1)[0], 20)).keys()


def test_saved_index_comes_back_equal(tmp_path):
    index = FaissIndex(DIMENSION)
    index.add([3, 7, 9], random_vectors(1, 3))
    index.save(tmp_path / "vectors.faiss")
    again = FaissIndex.load(tmp_path / "vectors.faiss", DIMENSION)
    assert again is not None
    query = random_vectors(2, 1)[0]
    assert again.search(query, 3) == index.search(query, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.faiss"]


def test_index_of_another_dimension_is_not_used(tmp_path):
    index = FaissIndex(DIMENSION)
    index.add([1], random_vectors(1, 1))
    index.save(tmp_path / "vectors.faiss")
    assert FaissIndex.load(tmp_path / "vectors.faiss", DIMENSION + 1) is None


def test_empty_index_finds_nothing():
    assert FaissIndex(DIMENSION).search(random_vectors(1, 1)[0], 5) == []
