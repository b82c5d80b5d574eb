"""Flaws: products that lose documents, made on purpose in the child alone, so that the suite is seen to notice.

Each is a library as it might have been built.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.document import Document
from indexer.catalogue import Catalogue
from indexer.document_rows import DocumentRows
from indexer.library import Library
from indexer.source_store import SourceStore
from indexer.sqlite_file import CATALOGUE

REPORTED_EARLY = 3
"""Steps of writing of which only the last is followed by a commit."""

GAP_TOUCHES, GAP_SECONDS = 12, 0.2
"""How wide the gap is between two halves of one step: touches of the disk and time in which a blow may fall."""


class _Early(Catalogue):
    """Says that something is done before it is committed."""

    _steps = 0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Commit only so often."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        yield
        self._steps += 1
        if self._steps % REPORTED_EARLY == 0:
            self._connection.execute("COMMIT")


class _HalfRows(DocumentRows):
    """Commits a document's row apart from its passages."""

    def _insert_document(self, document: Document, origin: str, state: str, passages: int, number: int | None) -> int:
        number = super()._insert_document(document, origin, state, passages, number)
        self._connection.execute("COMMIT")
        _gap(Path.cwd())
        self._connection.execute("BEGIN IMMEDIATE")
        return number


class _Halves(Catalogue):
    """Writes documents in halves."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._rows = _HalfRows(self._connection, self.words, self._lexicon)


class _Unfiled(Catalogue):
    """Commits a document's row before the copy of its file is made."""

    def __init__(self, path: Path, sources: _Later) -> None:
        super().__init__(path)
        self._later = sources

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Commit, and copy then."""
        with super().writing():
            yield
        if self._later.waiting:
            _gap(self._path.parent)
            self._later.keep_waiting()


class _Later(SourceStore):
    """Copies files when it is told to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.waiting: list[tuple[Path, str]] = []

    def keep(self, source: Path, digest: str) -> None:
        """Remember to copy."""
        self.waiting.append((source, digest))

    def keep_waiting(self) -> None:
        """Copy what was remembered."""
        while self.waiting:
            super().keep(*self.waiting.pop())


def _gap(folder: Path) -> None:
    for _ in range(GAP_TOUCHES):
        next(folder.iterdir(), None)
        time.sleep(GAP_SECONDS / GAP_TOUCHES)


def _plant_early(library: Library) -> None:
    library._writer = _Early(library.folder / CATALOGUE)


def _plant_halves(library: Library) -> None:
    library._writer = _Halves(library.folder / CATALOGUE)


def _plant_unfiled(library: Library) -> None:
    later = _Later(library.folder / "files")
    library._sources, library._writer = later, _Unfiled(library.folder / CATALOGUE, later)


def _plant_unsynced_files(library: Library) -> None:
    os.fsync = _synced_by_nobody  # type: ignore[assignment]  # in this child alone


def _plant_unsynced_rows(library: Library) -> None:
    library._writer._connection.execute("PRAGMA synchronous = NORMAL")


def _synced_by_nobody(handle: object) -> None:
    """What leaves the copies of files, and the names in folders, to the system."""


POWER_FLAWS: dict[str, Callable[[Library], None]] = {
    "unsynced-files": _plant_unsynced_files,
    "unsynced-rows": _plant_unsynced_rows,
}
"""What only a power cut brings to light."""

FLAWS: dict[str, Callable[[Library], None]] = {
    "early": _plant_early,
    "halves": _plant_halves,
    "unfiled": _plant_unfiled,
    **POWER_FLAWS,
}
"""What can be planted, by name."""
