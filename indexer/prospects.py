"""Files on their way into a library: read ahead, while those before them are put in, as far as there is room."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.errors import CorpusError, FileMissing
from indexer.source_store import digest_of

if TYPE_CHECKING:
    from corpus.reading.workers.pool import Pending

AHEAD = 32
"""Files that are looked at, and read, before the first of them is put in."""

TOGETHER_CHARACTERS = 100_000
"""How much text is embedded together. Encoding a few dozen abstracts in one go takes a fifth less than one by one."""


@runtime_checkable
class AheadReader(Protocol):
    """A reader that reads several files at once, each in a process of its own."""

    def __call__(self, path: Path) -> Document:
        """The document in the file at `path`, and what is said of it beside."""

    def start(self, path: Path) -> Pending[Document]:
        """Have it read, by the file alone."""

    def check(self, path: Path) -> None:
        """Raise what keeps a file from being read, as far as that is seen without opening it."""

    def sidecars(self, folder: Path) -> Sidecars:
        """The bibliographic data in a folder."""


@dataclass
class Prospect:
    """A file that may become a document: what was found of it so far, good or bad."""

    path: Path
    _digest: str | CorpusError
    _pending: Pending[Document] | None = None
    _document: Document | CorpusError | None = None

    def digest(self) -> str:
        """The SHA-256 of its bytes when it was looked at; raises the ReadError that there was instead."""
        if isinstance(self._digest, CorpusError):
            raise self._digest
        return self._digest

    def document(self) -> Document | None:
        """Its document, where it was read ahead; raises what `settled` kept."""
        if isinstance(self._document, CorpusError):
            raise self._document
        return self._document

    def settled(self) -> Document | None:
        """Its document, where it was read ahead and that went well; waits for it, and keeps what went wrong."""
        pending, self._pending = self._pending, None
        if pending is not None:
            try:
                self._document = pending.result()
            except CorpusError as error:
                self._document = error
        return self._document if isinstance(self._document, Document) else None

    def is_done(self) -> bool:
        """Whether there is nothing to wait for."""
        return self._pending is None or self._pending.is_done()

    def give_up(self) -> None:
        """Don't read it."""
        if self._pending is not None:
            self._pending.give_up()


def batches(
    files: Iterable[Path], read: Callable[[Path], Document], needs_reading: Callable[[Path, str], bool]
) -> Iterator[list[Prospect]]:
    """The files in their order, those next to each other that have been read by now and are small in one list.

    Those that need reading are read ahead. A reader that reads no file ahead is asked for one when its turn has come.
    """
    reader = read if isinstance(read, AheadReader) else None
    coming, waiting = iter(files), deque[Prospect]()
    try:
        while True:
            while len(waiting) < (AHEAD if reader else 1) and (path := next(coming, None)) is not None:
                waiting.append(_prospect(path, reader, needs_reading, waiting))
            if not waiting:
                return
            yield _first_of(waiting)
    finally:
        for prospect in waiting:
            prospect.give_up()


def _first_of(waiting: deque[Prospect]) -> list[Prospect]:
    """Those that go together, taken from the front: the first, which is waited for, and the small ones behind it."""
    taken: list[Prospect] = []
    characters = 0
    while waiting and characters < TOGETHER_CHARACTERS and (not taken or waiting[0].is_done()):
        taken.append(waiting.popleft())
        document = taken[-1].settled()
        characters += len(document.text) if document else 0
    return taken


def _prospect(
    path: Path,
    reader: AheadReader | None,
    needs_reading: Callable[[Path, str], bool],
    waiting: Iterable[Prospect],
) -> Prospect:
    try:
        if reader is not None:
            reader.check(path)
        digest = _digest(path)
    except CorpusError as error:
        return Prospect(path, error)
    # A copy of one that is on its way is held when its turn comes.
    is_copy = any(prospect._digest == digest for prospect in waiting)
    if reader is None or is_copy or not needs_reading(path, digest):
        return Prospect(path, digest)
    return Prospect(path, digest, reader.start(path))


def _digest(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            next(path.iterdir(), None)
        if not S_ISREG(mode):
            raise FileMissing(f"{path} is not a file that holds a document: name a file or a folder")
        return digest_of(path)
    except FileNotFoundError as error:
        raise FileMissing(f"{path}: no such file") from error
    except OSError as error:
        raise FileMissing(f"{path} can't be read: {error.strerror}") from error
