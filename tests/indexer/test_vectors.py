"""The vector index finds what a plain sort finds, forgets what it is told to, and comes back from its file the same."""

from __future__ import annotations

import os

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder import unit_rows
from indexer.vector_index import LayeredIndex
from indexer.vectors import VectorFile, write_exact, write_lists, write_lists_again

DIMENSION = 8


def random_vectors(seed: int, count: int, dimension: int = DIMENSION):
    return unit_rows(np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32))


def clustered(seed: int, count: int, dimension: int = 32):
    """Vectors about some centres, as the passages of a literature lie about its subjects."""
    moves = np.random.default_rng(seed)
    centres = moves.standard_normal((count // 40, dimension))
    return unit_rows(centres[moves.integers(0, len(centres), count)] + 0.5 * moves.standard_normal((count, dimension)))


def sorted_by_cosine(ids, vectors, query, k: int) -> list[tuple[int, float]]:
    """What is nearest, by a plain sort."""
    cosines = np.round(vectors.astype(np.float64) @ query.astype(np.float64), 6) + 0.0
    return sorted(zip(map(int, ids), cosines.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))[:k]


def recall(index: LayeredIndex, ids, vectors, queries) -> float:
    """The share of the ten nearest that an index finds."""
    found = [
        len({i for i, _ in index.search(query, 10)} & {i for i, _ in sorted_by_cosine(ids, vectors, query, 10)})
        for query in queries
    ]
    return sum(found) / (10 * len(queries))


@given(seed=st.integers(0, 1000), count=st.integers(1, 60), k=st.integers(1, 80))
def test_search_is_a_sort_by_cosine_then_id(seed, count, k):
    vectors, query = random_vectors(seed, count), random_vectors(seed + 1, 1)[0]
    index = LayeredIndex(DIMENSION)
    index.add(range(count), vectors)
    assert index.search(query, k) == sorted_by_cosine(range(count), vectors, query, k)


@given(copies=st.integers(2, 40), k=st.integers(1, 60))
def test_equals_come_by_id_even_where_the_last_wanted_is_one_of_them(copies, k):
    vectors = np.concatenate([random_vectors(1, 3), np.repeat(random_vectors(2, 1), copies, axis=0)])
    index = LayeredIndex(DIMENSION)
    index.add(range(len(vectors)), vectors)
    assert index.search(vectors[3], k) == sorted_by_cosine(range(len(vectors)), vectors, vectors[3], k)


@given(removed=st.sets(st.integers(0, 19)))
def test_removed_ids_are_never_found(removed):
    index = LayeredIndex(DIMENSION)
    index.add(range(20), random_vectors(1, 20))
    index.remove(sorted(removed))
    assert set(index.ids()) == set(range(20)) - removed
    assert not removed & dict(index.search(random_vectors(2, 1)[0], 20)).keys()


def test_empty_index_finds_nothing(tmp_path):
    query = random_vectors(1, 1)[0]
    write_exact(tmp_path / "empty", np.empty(0, dtype=np.int64), [], DIMENSION)
    assert LayeredIndex(DIMENSION).search(query, 5) == []
    assert LayeredIndex(DIMENSION, VectorFile(tmp_path / "empty")).search(query, 5) == []


def test_exact_file_and_what_came_since_are_searched_as_one(tmp_path):
    vectors, query = random_vectors(1, 30), random_vectors(2, 1)[0]
    ids = np.arange(10, 70, 2)
    write_exact(tmp_path / "file", ids[:20], [vectors[:15], vectors[15:20]], DIMENSION)
    index = LayeredIndex(DIMENSION, VectorFile(tmp_path / "file"))
    index.add(ids[20:].tolist(), vectors[20:])
    index.remove([12, 60])
    left = ~np.isin(ids, [12, 60])
    assert index.search(query, 40) == sorted_by_cosine(ids[left], vectors[left], query, 40)
    assert index.changed() == 12
    assert index.filed() == 20


def test_inverted_lists_find_nearly_all_and_everything_with_a_filter(tmp_path):
    vectors, ids = clustered(1, 2000), np.arange(5, 2005)
    found = write_lists(tmp_path / "file", ids, lambda some: vectors[some - 5], 32)
    assert found >= 0.98
    file = VectorFile(tmp_path / "file")
    assert not file.is_exact
    index = LayeredIndex(32, file, lambda some: vectors[np.asarray(some) - 5])
    queries = clustered(2, 80)
    assert recall(index, ids, vectors, queries) >= 0.98
    among = ids[::7]
    for query in queries[:20]:
        assert index.search(query, 10, among.tolist()) == sorted_by_cosine(among, vectors[among - 5], query, 10)


def test_lists_of_which_little_is_left_still_give_what_is_wanted(tmp_path):
    vectors, ids = clustered(1, 2000), np.arange(2000)
    write_lists(tmp_path / "file", ids, lambda some: vectors[some], 32)
    index = LayeredIndex(32, VectorFile(tmp_path / "file"), lambda some: vectors[np.asarray(some)])
    left = [3, 700, 1999]
    index.remove(sorted(set(range(2000)) - set(left)))
    for query in clustered(2, 80)[:20]:
        assert index.search(query, 10) == sorted_by_cosine(left, vectors[left], query, 10)


def test_lists_are_written_again_without_what_has_gone_and_with_what_came(tmp_path):
    vectors, ids = clustered(1, 2400), np.arange(2400)
    write_lists(tmp_path / "one", ids[:2000], lambda some: vectors[some], 32)
    kept = np.random.default_rng(3).random(2000) < 0.8
    write_lists_again(tmp_path / "two", VectorFile(tmp_path / "one"), kept, ids[2000:], [vectors[2000:]])
    held = np.concatenate([ids[:2000][kept], ids[2000:]])
    file = VectorFile(tmp_path / "two")
    assert file.ids.tolist() == held.tolist()
    index = LayeredIndex(32, file, lambda some: vectors[np.asarray(some)])
    assert recall(index, held, vectors[held], clustered(2, 80)) >= 0.98
    assert sorted(i for i, _ in index.search(vectors[0], 3000, held.tolist())) == held.tolist()


@pytest.mark.parametrize("content", [b"", b"not an index" * 100])
def test_what_is_no_index_is_refused(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(ValueError, match="vectors"):
        VectorFile(tmp_path / "file")


def test_index_of_another_kind_is_refused(tmp_path):
    faiss.write_index(faiss.IndexFlatL2(3), str(tmp_path / "file"))
    with pytest.raises(ValueError, match="another kind: IndexFlatL2"):
        VectorFile(tmp_path / "file")


def test_folder_whose_name_is_no_text_holds_a_file_too(tmp_path):
    try:
        folder = tmp_path / os.fsdecode(b"bad\xff")
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes only names that are text")
    vectors = random_vectors(1, 20)
    write_exact(folder / "file", np.arange(20), [vectors], DIMENSION)
    index = LayeredIndex(DIMENSION, VectorFile(folder / "file"))
    assert index.search(vectors[3], 5) == sorted_by_cosine(range(20), vectors, vectors[3], 5)
    (folder / "file").write_bytes(b"not an index")
    with pytest.raises(ValueError, match="no vectors that can be read"):
        VectorFile(folder / "file")
