"""Nearest vectors: the one module that knows FAISS."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Vectors

Ids = NDArray[np.int64]


class VectorIndex(Protocol):
    """Vectors by passage id, and the nearest ones to a query."""

    def ids(self) -> Ids:
        """The ids held, ascending."""

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Hold these vectors under these ids, which must be new."""

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these ids."""

    def search(self, vector: Vectors, k: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The `k` nearest ids with their cosines, best first, ties by id; `vector` has shape (dimension,).

        `among` are the only ids that may be found.
        """

    def save(self, path: Path) -> None:
        """Write the index to `path` in one step; raises OSError."""


class FaissIndex:
    """Exact inner-product search over unit vectors (cosine), held in memory and saved as one file."""

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path, dimension: int) -> FaissIndex | None:
        """The index saved at `path`; None if that file holds none of this kind and dimension."""
        try:
            index = faiss.read_index(str(path))
        except RuntimeError:
            return None
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            return None
        made = cls(dimension)
        made._index = index
        return made

    def save(self, path: Path) -> None:
        """Write the index to `path` in one step: readers find the old file or the new one. One writer at a time."""
        draft = path.with_name(f"{path.name}.draft")
        try:
            with draft.open("wb") as stream:
                stream.write(faiss.serialize_index(self._index).tobytes())
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def ids(self) -> Ids:
        """The ids held, ascending."""
        return np.sort(faiss.vector_to_array(self._index.id_map).astype(np.int64))

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Hold these vectors under these ids, which must be new."""
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), np.asarray(ids, dtype=np.int64))

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these ids."""
        if len(ids):
            self._index.remove_ids(faiss.IDSelectorBatch(np.asarray(ids, dtype=np.int64)))

    def search(self, vector: Vectors, k: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The `k` nearest ids (of those `among`) with their cosines, best first, ties by id."""
        wanted = min(k, self._index.ntotal if among is None else len(among))
        if wanted == 0:
            return []
        scores, ids = self._index.search(
            np.ascontiguousarray(vector[None, :], dtype=np.float32), wanted, params=_only(among)
        )
        # Six decimals: what is below them is rounding noise that may differ between processors.
        pairs = [(int(i), round(float(s), 6)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _only(among: Sequence[int] | None) -> faiss.SearchParameters | None:
    if among is None:
        return None
    allowed = faiss.IDSelectorBatch(np.asarray(among, dtype=np.int64))
    return faiss.SearchParameters(sel=allowed)  # type: ignore[call-arg]  # its stub doesn't know that it takes any
