"""The vectors of a library: a copy of the catalogue's that can be searched, brought into line with it when used.

On the disk lies a file that never changes. What was added since is read from the catalogue, what was removed is left
out, and once both together are a tenth of the file, a new file takes its place.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.catalogue import Catalogue
from indexer.durability import sync_folder
from indexer.encoder import Vectors
from indexer.vector_index import LayeredIndex, VectorIndex
from indexer.vector_seal import VectorSeal
from indexer.vectors import BATCH, EXACT_UP_TO, Ids, VectorFile, write_exact, write_lists, write_lists_again

VECTORS = "vectors.faiss"
"""The file's name in the library's folder."""

SEAL, SEAL_BEFORE = "vectors", "vectors before"
"""The facts that hold the file's seal, and that of the one before it: a crash may leave either file."""

SHARE = 10
"""One part in so many may have changed before a new file is made."""

MOST_CHANGED = 20_000
"""Or so many vectors: they are read from the catalogue at each start, which takes a quarter of a second."""

GROWTH = 2
"""How many times as many vectors there may be as when the lists were placed, until they are placed anew."""

_log = logging.getLogger("pincite.indexer")


@dataclass(frozen=True)
class Draft:
    """A new file beside the one in use, with its seal."""

    path: Path
    seal: VectorSeal


class VectorStore:
    """The vectors that lie in a library's folder. Not safe for threads by itself: the library guards it."""

    def __init__(self, folder: Path, dimension: Callable[[], int], exact_up_to: int = EXACT_UP_TO) -> None:
        """For the library in `folder`; `dimension` tells that of its vectors, where the catalogue knows none yet."""
        self._path = folder / VECTORS
        self._dimension = dimension
        self._exact_up_to = exact_up_to
        self._index: LayeredIndex | None = None
        self._last = 0
        self._used: VectorSeal | None = None
        self._seen_changes: int | None = None

    def current(self, catalogue: Catalogue) -> VectorIndex:
        """The index of the vectors that the catalogue holds. To be called while `reading`."""
        changes = catalogue.changes()
        if self._index is None or changes != self._seen_changes:
            if self._index is None:
                self._index = self._opened(catalogue)
            self._align(self._index, catalogue)
            self._seen_changes = changes
        return self._index

    @property
    def unsaved(self) -> bool:
        """Whether a new file is worth its while for what the index in memory holds."""
        return self._index is not None and self._index.changed() > _bearable(self._index.filed())

    def is_due(self, catalogue: Catalogue) -> bool:
        """Whether so much has changed that a new file is worth its while. To be called while `reading`; it is quick."""
        seal = self._seal(catalogue)
        if seal is None:
            return catalogue.ids.count() > 0
        ids = catalogue.ids
        came = len(ids.after(seal.last))
        return came + (seal.passages + came - ids.count()) > _bearable(seal.passages)

    def is_lost(self, catalogue: Catalogue) -> bool:
        """Whether a library that is large has no file that it knows. To be called while `reading`; it is quick."""
        return self._seal(catalogue) is None and catalogue.ids.count() > MOST_CHANGED

    def take_over(self, catalogue: Catalogue) -> None:
        """Use the file that lies there by now, where another process put it in the place of the one in use."""
        seal = self._seal(catalogue)
        if seal is not None and seal != self._used:
            self._index = None

    def draft(self, catalogue: Catalogue) -> Draft:
        """Make a new file of what the catalogue holds. To be called while `reading`; it takes a minute for a million.

        It touches nothing that others use, so nobody need wait for it. Raises OSError.
        """
        path = self._path.with_name(f"{VECTORS}.{os.getpid()}.draft")
        try:
            seal = self._written(path, catalogue)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Draft(path, seal)

    def keep(self, draft: Draft, catalogue: Catalogue) -> None:
        """Have the catalogue know the new file as well as the one in use. To be called while `writing`."""
        before = self._seal(catalogue)
        catalogue.set_fact(SEAL_BEFORE, before.written() if before else "")
        catalogue.set_fact(SEAL, draft.seal.written())
        for other in self._path.parent.glob(f"{VECTORS}.*draft"):
            if other != draft.path:
                other.unlink(missing_ok=True)

    def adopt(self, draft: Draft) -> None:
        """Put the new file in the place of the one in use, once the catalogue knows it for good. Raises OSError."""
        try:
            draft.path.replace(self._path)
            sync_folder(self._path.parent)
        finally:
            draft.path.unlink(missing_ok=True)
            self._index = None

    def _seal(self, catalogue: Catalogue) -> VectorSeal | None:
        """The seal of the file that lies there, if the catalogue knows it: none of an earlier copy of the library."""
        seals = (VectorSeal.read(catalogue.fact(name)) for name in (SEAL, SEAL_BEFORE))
        return next((seal for seal in seals if seal is not None and seal.fits(self._path)), None)

    def _opened(self, catalogue: Catalogue) -> LayeredIndex:
        """An index over the file that lies there, or over none."""
        dimension = int(catalogue.fact("dimension") or self._dimension())
        seal = self._seal(catalogue)
        file = self._file(dimension) if seal is not None else None
        self._used = seal
        self._last = seal.last if seal is not None and file is not None else 0
        return LayeredIndex(dimension, file, catalogue.vectors)

    def _file(self, dimension: int) -> VectorFile | None:
        try:
            file = VectorFile(self._path)
        except ValueError as error:
            _log.warning("the vectors are put together again: %s", error)
            return None
        return file if file.dimension == dimension else None

    def _align(self, index: LayeredIndex, catalogue: Catalogue) -> None:
        """Take in what was added since, and leave out what was removed."""
        ids = catalogue.ids
        new = ids.after(self._last)
        for batch in _batches(new):
            index.add(batch.tolist(), catalogue.vectors(batch.tolist()))
        self._last = max(self._last, ids.last())
        if len(index) != ids.count():
            index.remove(np.setdiff1d(index.ids(), ids.all(), assume_unique=True).tolist())

    def _written(self, path: Path, catalogue: Catalogue) -> VectorSeal:
        """A file at `path` of all vectors, of the kind that suits their number; its seal."""
        dimension = int(catalogue.fact("dimension") or self._dimension())
        ids, last = catalogue.ids.all(), catalogue.ids.last()
        read = _reader(catalogue)
        if len(ids) <= self._exact_up_to:
            write_exact(path, ids, map(read, _batches(ids)), dimension)
            return VectorSeal.of(path, len(ids), last)
        seal = self._seal(catalogue)
        file = self._file(dimension) if seal is not None and len(ids) <= GROWTH * seal.trained else None
        if seal is None or file is None:
            recall = write_lists(path, ids, read, dimension)
            return VectorSeal.of(path, len(ids), last, len(ids), recall)
        new = ids[ids > seal.last]
        write_lists_again(path, file, np.isin(file.ids, ids, assume_unique=True), new, map(read, _batches(new)))
        return VectorSeal.of(path, len(ids), last, seal.trained, seal.recall)


def _batches(ids: Ids) -> Iterator[Ids]:
    return (ids[begin : begin + BATCH] for begin in range(0, len(ids), BATCH))


def _bearable(filed: int) -> int:
    """How many vectors may have come or gone since a file of so many was made."""
    return min(filed // SHARE, MOST_CHANGED)


def _reader(catalogue: Catalogue) -> Callable[[Ids], Vectors]:
    def read(ids: Ids) -> Vectors:
        return catalogue.vectors(ids.tolist())

    return read
