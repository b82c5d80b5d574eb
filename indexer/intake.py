"""Taking files into a library: which there are, which are new, and what became of each."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from corpus.bibliography.record import Field
from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.errors import CorpusError, FileDamaged, FileMissing, FileTooLarge, ReadError
from corpus.reading.reading import READING_VERSION
from corpus.reading.workers.reader import FOLDERS_KEPT, beside, with_beside
from indexer.catalogue import Holding
from indexer.embedding import Tell, untold
from indexer.folders import files_in
from indexer.library import Change, Library, origin_of
from indexer.passages import LONGEST_PASSAGE, PASSAGES_VERSION
from indexer.prospects import TOGETHER_CHARACTERS, AheadReader, Prospect, batches
from indexer.source_store import digest_of

_log = logging.getLogger("pincite.indexer")

__all__ = ["Outcome", "Read", "files_in", "read_again", "take"]

MOST_PASSAGES = 60_000
"""Passages of one file, as 3,000 pages may have: each is encoded, which takes milliseconds, and nothing else bounds."""

Read = Callable[[Path], Document]
"""Reads one file; raises ReadError."""

TellOf = Callable[[Path, int, int], None]
"""Told of which long file passages are being embedded, how many are, and of how many. It may raise, which ends it."""


def _untold(path: Path, done: int, total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file; `detail` says why it failed, or which file it is a copy of."""

    path: Path
    status: Change | Literal["failed"]
    holding: Holding | None = None
    detail: str = ""


def take(
    library: Library, files: Iterable[Path], read: Read, *, renewing: bool = True, tell: TellOf = _untold
) -> Generator[Outcome]:
    """Put each file into the library, and say what became of it as soon as that is certain.

    What is reported as added stays added, whatever happens to the files after it. A reader that reads ahead does so
    while what was read before is put in; what becomes of the files is the same, and in their order. Without `renewing`
    a file that is held stays as it is, however it would be read now.
    """
    beside_in = lru_cache(FOLDERS_KEPT)(partial(_sidecars, read))

    def needs_reading(path: Path, digest: str) -> bool:
        holding = library.holding_with(digest)
        return holding is None or not (
            not renewing or _is_copy(holding, path) or _is_up_to_date(library, holding, path, beside_in(path.parent))
        )

    for prospects in batches(files, read, needs_reading):
        if len(prospects) > 1:
            library.embed_ahead(
                [document for each in prospects if (document := each.settled()) and _is_small(document)]
            )
        for prospect in prospects:
            held = None if renewing else _as_held(library, prospect)
            yield held or _outcome(library, prospect, read, beside_in, partial(tell, prospect.path))


def _as_held(library: Library, prospect: Prospect) -> Outcome | None:
    """What became of a file that is held already and stays as it is."""
    try:
        holding = library.holding_with(prospect.digest())
    except CorpusError:
        return None
    return None if holding is None else Outcome(prospect.path, "unchanged", holding)


def _outcome(
    library: Library, prospect: Prospect, read: Read, beside_in: Callable[[Path], Sidecars], tell: Tell
) -> Outcome:
    try:
        return _take_one(library, prospect, read, beside_in, tell)
    except CorpusError as error:
        _log.info("failed: %s", error)
        return Outcome(prospect.path, "failed", detail=str(error))


def _is_up_to_date(library: Library, holding: Holding, path: Path, sidecars: Sidecars) -> bool:
    """Whether the document is held as its file would be read now."""
    fields = beside(sidecars, path, library.as_read(holding))
    return holding.state_as_read == _state(holding.digest, fields)


def _take_one(
    library: Library, prospect: Prospect, read: Read, beside_in: Callable[[Path], Sidecars], tell: Tell
) -> Outcome:
    path, digest = prospect.path, prospect.digest()
    sidecars = beside_in(path.parent)
    # Asked anew for each file: the one before, or another process, may have changed what is held.
    holding = library.holding_with(digest)
    if holding is not None:
        forgotten, restored = _forget_earlier(library, path, digest), library.keep_source(holding, path)
        change: Change = "updated" if forgotten or restored else "unchanged"
        if _is_copy(holding, path):
            return Outcome(path, change, holding, detail=f"the same file as {holding.name}")
        if _is_up_to_date(library, holding, path, sidecars):
            if holding.origin == origin_of(path):
                return Outcome(path, change, holding)
            return Outcome(path, "updated", library.relocate(holding, path))
    document = _described(prospect.document() or read(path), path, digest, sidecars)
    holding, change = library.put(document, path, _state(digest, beside(sidecars, path, document.record)), tell)
    return Outcome(path, change, holding)


def _is_small(document: Document) -> bool:
    """Whether it is embedded with others; a long one is by itself, so that how far that has come can be told."""
    return len(document.text) < TOGETHER_CHARACTERS


def _is_too_long(document: Document) -> bool:
    """Whether it would be more passages than are taken of one file; a sentence too long to be one is several."""
    return sum(-(-len(span) // LONGEST_PASSAGE) for span in document.sentences) > MOST_PASSAGES


def _described(document: Document, path: Path, digest: str, sidecars: Sidecars) -> Document:
    """The document with what is said of it beside its file; raises FileDamaged where that is another file by now."""
    if document.digest != digest:
        raise FileDamaged(f"{path} changed while it was being read: add it again")
    if _is_too_long(document):
        raise FileTooLarge(f"{path} would be more than {MOST_PASSAGES:,} passages: split it, and add the parts")
    return with_beside(document, beside(sidecars, path, document.record))


def read_again(library: Library, holding: Holding, read: Read, tell: Tell = untold) -> Holding:
    """Read a held document once more, from the library's own copy of its file, and hold what comes of it.

    What the bibliographic data beside the file said of it, and what was corrected by hand, stays. Raises ReadError, or
    DocumentUnknown where it was removed in the meantime.
    """
    with _copied(library.source(holding), holding) as path:
        try:
            document = read(path)
        except ReadError as error:
            # The folder of the copy means nothing to whoever reads the message.
            raise type(error)(str(error).replace(f"{path.parent}/", "")) from error
    if document.digest != holding.digest:
        raise FileDamaged(f"the library's copy of {holding.name} is no longer what it was: add the file again")
    said_beside = tuple(field for field in library.as_read(holding).fields if field.source == "sidecar")
    described = with_beside(document, said_beside)
    return library.renew(holding, described, _state(document.digest, said_beside), tell)


@contextmanager
def _copied(source: Path, holding: Holding) -> Iterator[Path]:
    """A copy of the library's copy under the document's name: a reader goes by the name's ending."""
    try:
        with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as folder:
            yield Path(shutil.copyfile(source, Path(folder) / PurePath(holding.name).name))
    except FileNotFoundError as error:
        raise FileMissing(f"the library's copy of {holding.name} is gone: add the file again") from error
    except OSError as error:
        raise FileMissing(f"{holding.name} can't be copied to be read: {error.strerror}") from error


def _forget_earlier(library: Library, path: Path, digest: str) -> bool:
    """Forget what the path held before it got its present content; whether there was anything."""
    earlier = [holding for holding in library.holdings_from(path) if holding.digest != digest]
    for holding in earlier:
        library.remove(holding.digest)
    return bool(earlier)


def _is_copy(holding: Holding, path: Path) -> bool:
    """Whether the held document's own file is still there, so that `path` is a second one with the same content."""
    if holding.origin == origin_of(path):
        return False
    original = Path(holding.origin)
    return original.is_file() and digest_of(original) == holding.digest


def _sidecars(read: Read, folder: Path) -> Sidecars:
    """The bibliographic data in a folder, read as its documents are."""
    try:
        found = read.sidecars(folder) if isinstance(read, AheadReader) else Sidecars.load(folder)
    except OSError as error:
        _log.warning("%s can't be looked into for bibliographic data: %s", folder, error.strerror)
        return Sidecars()
    for notice in found.notices:
        _log.warning("%s", notice)
    return found


def _state(digest: str, beside: Iterable[Field]) -> str:
    """What a document's passages depend on: its bytes, the bibliographic data beside it, and how they are read."""
    parts = [
        READING_VERSION,
        PASSAGES_VERSION,
        digest,
        msgspec.to_builtins(sorted(beside, key=lambda field: field.name)),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
