"""The index of a library's vectors: a file that never changes, what came since, and without what has gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from indexer.encoder import Vectors
from indexer.vectors import FreshVectors, Ids, Mask, VectorFile

BLUR = 0.02
"""How far a cosine may be off where a number is held in a byte: what is farther below the last wanted is let go."""


class VectorIndex(Protocol):
    """Vectors by passage id, and the nearest ones to a query."""

    def ids(self) -> Ids:
        """The ids held, ascending."""

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Hold these vectors under these ids, which must ascend from above all that were ever held."""

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these ids."""

    def search(self, vector: Vectors, k: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The `k` nearest ids with their cosines, best first, ties by id; `vector` has shape (dimension,).

        `among` are the only ids that may be found, and all of them are looked at.
        """


class LayeredIndex:
    """A `VectorIndex` of a file and of what came since in memory, so that an addition costs what is added.

    `exactly` gives the vectors as they are for ascending ids: a file that isn't exact needs it.
    """

    def __init__(
        self, dimension: int, file: VectorFile | None = None, exactly: Callable[[Sequence[int]], Vectors] | None = None
    ) -> None:
        self._file = file
        self._exactly = exactly
        self._fresh = FreshVectors(dimension)
        self._stays: list[Mask] = [_everything(part.ids) for part in self._parts]

    @property
    def _parts(self) -> list[VectorFile | FreshVectors]:
        return [self._fresh] if self._file is None else [self._file, self._fresh]

    def __len__(self) -> int:
        """How many vectors can be found."""
        return sum(int(stays.sum()) for stays in self._stays)

    def filed(self) -> int:
        """How many vectors the file holds."""
        return 0 if self._file is None else len(self._file.ids)

    def changed(self) -> int:
        """How many vectors came or went since the file was made."""
        gone = sum(int((~stays).sum()) for stays in self._stays)
        return len(self._fresh.ids) + gone

    def ids(self) -> Ids:
        """The ids held, ascending."""
        return np.concatenate([part.ids[stays] for part, stays in zip(self._parts, self._stays, strict=True)])

    def add(self, ids: Sequence[int], vectors: Vectors) -> None:
        """Hold these vectors under these ids, which must ascend from above all that were ever held."""
        new = np.asarray(ids, dtype=np.int64)
        self._fresh.add(new, vectors)
        self._stays[-1] = np.concatenate([self._stays[-1], _everything(new)])

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these ids."""
        gone = np.asarray(ids, dtype=np.int64)
        for part, stays in zip(self._parts, self._stays, strict=True):
            stays &= ~_standing(part.ids, gone)

    def search(self, vector: Vectors, k: int, among: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The `k` nearest ids (of those `among`) with their cosines, best first, ties by id."""
        only = None if among is None else np.asarray(among, dtype=np.int64)
        found: list[tuple[int, float]] = []
        for part, stays in zip(self._parts, self._stays, strict=True):
            allowed = stays if only is None else stays & _standing(part.ids, only)
            found += self._nearest(part, vector, k, None if allowed.all() else allowed, everywhere=only is not None)
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

    def _nearest(
        self, part: VectorFile | FreshVectors, vector: Vectors, k: int, allowed: Mask | None, *, everywhere: bool
    ) -> list[tuple[int, float]]:
        if k < 1 or not len(part.ids) or (allowed is not None and not allowed.any()):
            return []
        if isinstance(part, FreshVectors) or part.is_exact or self._exactly is None:
            positions, _ = part.search(vector, k, allowed)
            return _scored(part.ids[positions], part.rows(positions), vector)
        positions, blurred = part.search(vector, k, allowed, everywhere=everywhere)
        near = np.sort(positions[blurred >= blurred[k - 1] - BLUR] if len(blurred) > k else positions)
        ids = part.ids[near]
        return _scored(ids, self._exactly(ids.tolist()), vector)


def _scored(ids: Ids, rows: Vectors, vector: Vectors) -> list[tuple[int, float]]:
    # In double precision, and then to six decimals: the same on every processor, whatever order it adds in.
    cosines = np.round(rows.astype(np.float64) @ vector.astype(np.float64), 6) + 0.0
    return list(zip(ids.tolist(), cosines.tolist(), strict=True))


def _everything(ids: Ids) -> Mask:
    return np.ones(len(ids), dtype=np.bool_)


def _standing(held: Ids, wanted: Ids) -> Mask:
    """Which of the ids that are held, ascending, are wanted."""
    mask = np.zeros(len(held), dtype=np.bool_)
    if len(held) and len(wanted):
        places = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
        mask[places[held[places] == wanted]] = True
    return mask
