"""Documents with the bibliographic data beside them, all of it read in processes of their own."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.bibliography.record import Field, Record
from corpus.bibliography.sidecar import SUFFIXES, Sidecars, read_sidecar
from corpus.document import Document
from corpus.reading.file_size import file_size

if TYPE_CHECKING:
    from corpus.reading.workers.pool import Pending, ReadingPool

FOLDERS_KEPT = 8
"""Folders whose bibliographic data are remembered."""

_States = tuple[tuple[str, int, int], ...]


class DocumentReader:
    """Reads documents in a pool's processes. Safe for threads.

    `alone` reads one by its file alone: what lies beside it is read once for all documents of a folder, and laid over.
    """

    def __init__(self, pool: ReadingPool, alone: Callable[[Path], Document]) -> None:
        self._pool = pool
        self._alone = alone
        self._kept: OrderedDict[Path, tuple[_States, Sidecars]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def readers(self) -> int:
        """How many files are read at once."""
        return self._pool.readers

    def __call__(self, path: Path) -> Document:
        """The document in the file at `path`, and what is said of it beside; raises a ReadError."""
        document = self.start(path).result()
        return with_beside(document, beside(self.sidecars(path.parent), path, document.record))

    def start(self, path: Path) -> Pending[Document]:
        """Have it read as soon as a process is free, by the file alone."""
        return self._pool.start(self._alone, path)

    def check(self, path: Path) -> None:
        """Raise what keeps a file from being read, as far as that is seen without opening it: a ReadError."""
        file_size(path, self._pool.limits)

    def sidecars(self, folder: Path) -> Sidecars:
        """The bibliographic data in a folder; read again once one of its files has another name, time or size."""
        states = _states(folder)
        with self._lock:
            known = self._kept.get(folder)
        if known is not None and known[0] == states:
            return known[1]
        found = Sidecars.load(folder, lambda path: self._pool.start(read_sidecar, path, any_size=True).result())
        with self._lock:
            self._kept[folder] = states, found
            self._kept.move_to_end(folder)
            while len(self._kept) > FOLDERS_KEPT:
                self._kept.popitem(last=False)
        return found


def beside(sidecars: Sidecars, path: Path, record: Record) -> tuple[Field, ...]:
    """What the bibliographic data beside a file say of it; `record` is what is known of it otherwise."""
    return sidecars.fields_for(path, record.text("title"), record.text("DOI"))


def with_beside(document: Document, fields: tuple[Field, ...]) -> Document:
    """The document with what is said of it beside its file, which wins over what the file says."""
    return replace(document, record=Record.of([*fields, *document.record.fields])) if fields else document


def _states(folder: Path) -> _States:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES]
        return tuple(sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in found))
    except OSError:
        return ()
