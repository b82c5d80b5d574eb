"""The upkeep of a library's vectors: their file is made anew where that is worth its while, beside all other work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.errors import LibraryUnusable
from indexer.shared_view import SharedView, WritingTurn
from indexer.vector_store import VectorStore

_log = logging.getLogger("pincite.indexer")


class VectorUpkeep:
    """Writes the vectors of a library down. A failure costs the next start some time, and nothing else."""

    def __init__(
        self,
        path: Path,
        store: VectorStore,
        look_ups: SharedView,
        writing: WritingTurn,
        reader: Catalogue,
        writer: Callable[[], Catalogue],
    ) -> None:
        """For the library whose SQLite file lies at `path`; `reader` is used under `look_ups` alone."""
        self._path = path
        self._store = store
        self._look_ups = look_ups
        self._writing = writing
        self._reader = reader
        self._writer = writer
        self._first = threading.Lock()
        self._was_looked_for = False

    def save(self) -> None:
        """Write the vectors down, where enough changed of those in memory."""
        with self._look_ups:
            due = self._store.unsaved
        if due:
            self._write()

    def save_due(self) -> None:
        """Write the vectors down, where enough changed of those in the catalogue and no other process wrote them."""
        with self._look_ups, self._reader.reading():
            due = self._store.is_due(self._reader)
            if not due:
                self._store.take_over(self._reader)
        if due:
            self._write()

    def save_lost(self) -> None:
        """Write the vectors of a large library down, where their file is gone; it is looked for once.

        Else all of them would be in memory until the library is closed. To be called before anything is looked up.
        """
        if self._was_looked_for:
            return
        with self._first:
            if self._was_looked_for:
                return
            with self._look_ups, self._reader.reading():
                lost = self._store.is_lost(self._reader)
            if lost:
                self._write()
            self._was_looked_for = True

    def _write(self) -> None:
        """Make a new file of the vectors, meanwhile everybody may read and write, and put it in place."""
        try:
            with closing(Catalogue(self._path)) as own, own.reading():
                draft = self._store.draft(own)
            writer = self._writer()
            with self._writing, writer.writing():
                self._store.keep(draft, writer)
            with self._look_ups:
                self._store.adopt(draft)
        except (LibraryUnusable, OSError) as error:
            _log.warning("the vectors were not saved, and will be put together again: %s", error)
