"""Nearest vectors: the one module that knows FAISS.

Two kinds of indexes. `FreshVectors` is in memory and grows. `VectorFile` lies on the disk, is mapped into memory and
never changes: up to `EXACT_UP_TO` vectors it holds them as they are and looks at each; beyond, they lie in inverted
lists (Jégou et al. 2011) in a byte a number, and as many of the lists are looked into as it took to find, when the file
was made, at least `RECALL` of what is truly nearest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Vectors

_faiss: Any = faiss
"""FAISS without its stubs, which lack half of what is called here."""

Flat = Any
"""An `IndexFlatIP`: vectors as they are."""

Lists = Any
"""An `IndexIVFScalarQuantizer`: inverted lists of vectors in a byte a number."""

Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]
"""For each vector of an index, in its order, whether it may be found."""

Candidates = tuple[Ids, Vectors]
"""Positions in an index with their cosines, which may be near misses, best first."""

_THREADS = _faiss.omp_get_max_threads()

EXACT_UP_TO = 100_000
"""Vectors that are compared one by one: 10 ms for a question on one core, and nothing is ever missed."""

RECALL = 0.995
"""The share of the ten nearest that the inverted lists must find of what was tried when they were made."""

TRIED = 100
"""Queries that this is tried with."""

LEAST_LISTS = 8
LISTS = 2.0
"""Inverted lists for each square root of the number of vectors."""

TRAINED_ON = 32
"""Vectors for each list that the lists are placed by."""

ROUNDS = 8
"""Rounds of k-means that place them."""

BATCH = 20_000
"""Vectors that are at hand at a time while a file is made."""

TIED = 2e-6
"""Cosines nearer to each other than this may be equal to six decimals."""


class FreshVectors:
    """What was added since a file was made: vectors in memory, in the order of their ids."""

    def __init__(self, dimension: int) -> None:
        self._index = _faiss.IndexFlatIP(dimension)
        self.ids: Ids = np.empty(0, dtype=np.int64)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Hold these vectors too; the ids ascend, from above those that are held."""
        if len(ids):
            self._index.add(_rows(vectors))
            self.ids = np.concatenate([self.ids, ids])

    def search(self, vector: Vectors, k: int, allowed: Mask | None = None) -> Candidates:
        """The `k` nearest, and what is as near as the last of them."""
        return _nearest(self._index, vector, k, allowed)

    def rows(self, positions: Ids) -> Vectors:
        """The vectors at these positions."""
        return _stored(self._index, positions)


class VectorFile:
    """An index on the disk, mapped into memory; `ids` ascend, `positions` count along them."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, which must be whole; raises ValueError if it holds no such index."""
        try:
            mapped = _mapped(path)
        except (RuntimeError, OSError) as error:
            raise ValueError(f"{path} holds no vectors that can be read: {error}") from error
        inner = _faiss.downcast_index(mapped.index) if isinstance(mapped, faiss.IndexIDMap) else None
        if not isinstance(inner, faiss.IndexFlatIP | faiss.IndexIVFScalarQuantizer):
            raise ValueError(f"{path} holds vectors of another kind: {type(inner or mapped).__name__}")
        self._mapped: Any = mapped
        self._index: Any = inner
        self.ids: Ids = _faiss.vector_to_array(mapped.id_map).astype(np.int64)

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._index.d)

    @property
    def is_exact(self) -> bool:
        """Whether the vectors are held as they are."""
        return isinstance(self._index, faiss.IndexFlatIP)

    def search(self, vector: Vectors, k: int, allowed: Mask | None = None, *, everywhere: bool = False) -> Candidates:
        """The `k` nearest of those `allowed`, and some more.

        They are all found where the file is exact or with `everywhere`, which looks into every list.
        """
        if self.is_exact:
            return _nearest(self._index, vector, k, allowed)
        held = len(self.ids) if allowed is None else int(allowed.sum())
        # How many lists are looked into was found with all that the file holds: what is left of it lies farther apart.
        everywhere = everywhere or held < len(self.ids) / 2
        found = _probed(self._index, vector, k, allowed, self._index.nlist if everywhere else self._index.nprobe)
        if len(found[0]) >= min(k, held):
            return found
        # The lists that were looked into have too few left.
        return _probed(self._index, vector, k, allowed, self._index.nlist)

    def rows(self, positions: Ids) -> Vectors:
        """The vectors at these positions, of an exact file."""
        return _stored(self._index, positions)

    def lists(self) -> Iterator[tuple[int, Ids, NDArray[np.uint8]]]:
        """Each inverted list by its number, with the positions and the codes of what is in it."""
        for number in range(self._index.nlist):
            size = self._index.invlists.list_size(number)
            if size:
                yield number, *_list(self._index, number, size)

    def emptied(self) -> Lists:
        """The same lists with nothing in them."""
        empty = _faiss.IndexIVFScalarQuantizer(
            _faiss.clone_index(self._index.quantizer),
            self.dimension,
            self._index.nlist,
            _faiss.ScalarQuantizer.QT_8bit,
            _faiss.METRIC_INNER_PRODUCT,
            False,
        )
        empty.sq = self._index.sq
        empty.is_trained, empty.nprobe = True, self._index.nprobe
        return empty


def write_exact(path: Path, ids: Ids, batches: Iterable[Vectors], dimension: int) -> None:
    """Write a file that holds these vectors as they are; raises OSError."""
    index = _faiss.IndexFlatIP(dimension)
    for batch in batches:
        index.add(_rows(batch))
    _write(path, index, ids)


def write_lists(path: Path, ids: Ids, vectors: Callable[[Ids], Vectors], dimension: int) -> float:
    """Write a file of inverted lists over the vectors that `vectors` gives for ascending ids; raises OSError.

    The value is the share of the ten nearest that it finds, over queries made of these vectors.
    """
    _faiss.omp_set_num_threads(_THREADS)
    index = _trained(vectors(_spread(ids, _list_count(len(ids)) * TRAINED_ON)), _list_count(len(ids)), dimension)
    queries = _queries(vectors, ids)
    nearest = _faiss.ResultHeap(len(queries), 10, keep_max=True)
    for begin in range(0, len(ids), BATCH):
        batch = _rows(vectors(ids[begin : begin + BATCH]))
        index.add(batch)
        truly, at = _faiss.knn(queries, batch, min(10, len(batch)), _faiss.METRIC_INNER_PRODUCT)
        nearest.add_result(truly, at + begin)
    nearest.finalize()
    recall = _probe_enough(index, queries, nearest.I)
    _write(path, index, ids)
    return recall


def write_lists_again(path: Path, held: VectorFile, kept: Mask, ids: Ids, batches: Iterable[Vectors]) -> None:
    """Write a file with the lists of another, what is `kept` of it, and new vectors under higher `ids`; OSError."""
    _faiss.omp_set_num_threads(_THREADS)
    index, places = held.emptied(), np.cumsum(kept) - 1
    for number, positions, codes in held.lists():
        stays = kept[positions]
        moved, left = places[positions[stays]], np.ascontiguousarray(codes[stays])
        if len(moved):
            index.invlists.add_entries(number, len(moved), _faiss.swig_ptr(moved), _faiss.swig_ptr(left))
    index.ntotal = int(kept.sum())
    for batch in batches:
        index.add(_rows(batch))
    _write(path, index, np.concatenate([held.ids[kept], ids]))


def _mapped(path: Path) -> Any:
    """The index that a file holds, mapped into memory; raises RuntimeError or OSError."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        # FAISS takes no name that isn't UTF-8, but the file by the number under which it is open.
        with path.open("rb") as stream:
            return _faiss.read_index(f"/dev/fd/{stream.fileno()}", _faiss.IO_FLAG_MMAP_IFC)
    return _faiss.read_index(str(path), _faiss.IO_FLAG_MMAP_IFC)


def _trained(sample: Vectors, lists: int, dimension: int) -> Lists:
    index = _faiss.IndexIVFScalarQuantizer(
        _faiss.IndexFlatIP(dimension),
        dimension,
        lists,
        _faiss.ScalarQuantizer.QT_8bit,
        _faiss.METRIC_INNER_PRODUCT,
        False,
    )
    index.cp.seed, index.cp.niter, index.cp.spherical, index.cp.min_points_per_centroid = 1, ROUNDS, True, 1
    index.train(_rows(sample))
    return index


def _list_count(vectors: int) -> int:
    return max(LEAST_LISTS, int(LISTS * vectors**0.5))


def _spread(ids: Ids, most: int) -> Ids:
    """At most so many of the ids, evenly spread."""
    return ids[:: max(1, -(-len(ids) // most))]


def _queries(vectors: Callable[[Ids], Vectors], ids: Ids) -> Vectors:
    """Queries that are as hard as questions: each lies amid three vectors, so that its nearest are in several lists."""
    drawn = np.sort(np.random.default_rng(0).choice(ids, min(len(ids), 3 * TRIED), replace=False))
    some = vectors(drawn)
    third = len(some) // 3
    mixed = some[:third] + some[third : 2 * third] + some[2 * third : 3 * third]
    return _rows(mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-12))


def _probe_enough(index: Lists, queries: Vectors, truly: Ids) -> float:
    """Have so many lists looked into that enough of what is truly nearest is found; the share that is."""
    index.nprobe = LEAST_LISTS
    while True:
        found = [set(_probed(index, query, 10, None, index.nprobe)[0].tolist()) for query in queries]
        wanted = [{int(i) for i in row if i >= 0} for row in truly]
        recall = sum(len(a & b) for a, b in zip(found, wanted, strict=True)) / max(1, sum(map(len, wanted)))
        if recall >= RECALL or index.nprobe >= index.nlist:
            return recall
        index.nprobe = min(index.nlist, index.nprobe + max(1, index.nprobe // 2))


def _nearest(index: Flat, vector: Vectors, k: int, allowed: Mask | None) -> Candidates:
    """The `k` nearest of an exact index, and what may be as near as the last of them."""
    most = int(index.ntotal if allowed is None else allowed.sum())
    wanted = min(k + k // 8 + 1, most)
    while wanted > 0:
        positions, cosines = _asked(index, vector, wanted, _parameters(allowed))
        if wanted == most or cosines[k - 1] - cosines[-1] > TIED:
            return positions, cosines
        wanted = min(2 * wanted, most)
    return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)


def _probed(index: Lists, vector: Vectors, k: int, allowed: Mask | None, probes: int) -> Candidates:
    """Twice as many as are wanted, and some: what a byte a number blurs is told apart afterwards."""
    parameters = _faiss.SearchParametersIVF(nprobe=probes)
    if allowed is not None:
        parameters = _faiss.SearchParametersIVF(nprobe=probes, sel=_selector(allowed))
    return _asked(index, vector, min(2 * k + 50, index.ntotal), parameters)


def _asked(index: Any, vector: Vectors, wanted: int, parameters: Any) -> Candidates:
    # One question is no work for several threads: that they wait for each other costs ten times what they do.
    _faiss.omp_set_num_threads(1)
    cosines, positions = index.search(_rows(vector[None, :]), wanted, params=parameters)
    found = positions[0] >= 0
    return positions[0][found], cosines[0][found]


def _parameters(allowed: Mask | None) -> Any:
    return None if allowed is None else _faiss.SearchParameters(sel=_selector(allowed))


def _selector(allowed: Mask) -> Any:
    return _faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))


def _stored(index: Flat, positions: Ids) -> Vectors:
    everything = _faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d).reshape(index.ntotal, index.d)
    found: Vectors = everything[positions]
    return found


def _list(index: Lists, number: int, size: int) -> tuple[Ids, NDArray[np.uint8]]:
    lists = index.invlists
    positions = _faiss.rev_swig_ptr(lists.get_ids(number), size).astype(np.int64)
    codes = _faiss.rev_swig_ptr(lists.get_codes(number), size * lists.code_size).reshape(size, lists.code_size)
    return positions, codes


def _write(path: Path, index: Any, ids: Ids) -> None:
    """Write an index with the ids of its vectors to `path`."""
    # FAISS gives ids only to an index that is still empty: the full one takes its place.
    empty = _faiss.IndexFlatIP(index.d)
    named = _faiss.IndexIDMap(empty)
    named.index = index
    _faiss.copy_array_to_vector(np.ascontiguousarray(ids, dtype=np.int64), named.id_map)
    named.ntotal = index.ntotal
    with path.open("wb") as stream:
        try:
            _faiss.write_index(named, _faiss.PyCallbackIOWriter(stream.write))
        except RuntimeError as error:
            raise OSError(f"{path} can't be written: {error}") from error
        stream.flush()
        os.fsync(stream.fileno())


def _rows(vectors: Vectors) -> Vectors:
    return np.ascontiguousarray(vectors, dtype=np.float32)
