"""Taking files into a library: which there are, which are new, and what became of each."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath
from stat import S_ISREG
from typing import Literal

import msgspec

from corpus.bibliography.record import Field, Record
from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.errors import CorpusError, FileDamaged, FileMissing, ReadError
from corpus.reading.media import SUFFIXES
from corpus.reading.reading import READING_VERSION
from indexer.catalogue import Holding
from indexer.library import Change, Library, origin_of
from indexer.passages import PASSAGES_VERSION
from indexer.source_store import digest_of

_log = logging.getLogger("pincite.indexer")

Read = Callable[[Path], Document]
"""Reads one file; raises ReadError."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file; `detail` says why it failed, or which file it is a copy of."""

    path: Path
    status: Change | Literal["failed"]
    holding: Holding | None = None
    detail: str = ""


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to take: those named, and all readable ones in the folders named, sorted, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_inside(path) if _is_folder(path) else [path]))
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    """The files of a folder that can be documents, sorted; those of a library within it are its own business."""
    libraries = {path.parent for path in folder.rglob("library.sqlite")}
    found = (path for path in folder.rglob("*") if libraries.isdisjoint(path.parents))
    return sorted(path for path in found if _is_candidate(path, folder))


def take(library: Library, files: Iterable[Path], read: Read) -> Iterator[Outcome]:
    """Put each file into the library, and say what became of it as soon as that is certain.

    What is reported as added stays added, whatever happens to the files after it.
    """
    sidecars = cache(_sidecars)
    for path in files:
        try:
            yield _take_one(library, path, read, sidecars)
        except CorpusError as error:
            _log.info("failed: %s", error)
            yield Outcome(path, "failed", detail=str(error))


def _take_one(library: Library, path: Path, read: Read, sidecars: Callable[[Path], Sidecars]) -> Outcome:
    digest = _digest(path)
    beside = sidecars(path.parent)
    # Asked anew for each file: the one before, or another process, may have changed what is held.
    holding = library.holding_with(digest)
    if holding is not None:
        change: Change = "updated" if _forget_earlier(library, path, digest) else "unchanged"
        if _is_copy(holding, path):
            return Outcome(path, change, holding, detail=f"the same file as {holding.name}")
        if holding.state_as_read == _state(digest, _beside(beside, path, library.as_read(holding))):
            if holding.origin == origin_of(path):
                return Outcome(path, change, holding)
            return Outcome(path, "updated", library.relocate(holding, path))
    document = read(path)
    holding, change = library.put(document, path, _state(document.digest, _beside(beside, path, document.record)))
    return Outcome(path, change, holding)


def read_again(library: Library, holding: Holding, read: Read) -> Holding:
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
    beside = [field for field in library.as_read(holding).fields if field.source == "sidecar"]
    described = replace(document, record=Record.of([*beside, *document.record.fields]))
    return library.renew(holding, described, _state(document.digest, beside))


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


def _sidecars(folder: Path) -> Sidecars:
    found = Sidecars.load(folder)
    for notice in found.notices:
        _log.warning("%s", notice)
    return found


def _digest(path: Path) -> str:
    try:
        if not S_ISREG(path.stat().st_mode):
            raise FileMissing(f"{path} is not a file that holds a document: name a file or a folder")
        return digest_of(path)
    except FileNotFoundError as error:
        raise FileMissing(f"{path}: no such file") from error
    except OSError as error:
        raise FileMissing(f"{path} can't be read: {error.strerror}") from error


def _beside(sidecars: Sidecars, path: Path, record: Record) -> tuple[Field, ...]:
    """What the bibliographic data beside a file say of it."""
    return sidecars.fields_for(path, record.text("title"), record.text("DOI"))


def _state(digest: str, beside: Iterable[Field]) -> str:
    """What a document's passages depend on: its bytes, the bibliographic data beside it, and how they are read."""
    parts = [
        READING_VERSION,
        PASSAGES_VERSION,
        digest,
        msgspec.to_builtins(sorted(beside, key=lambda field: field.name)),
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # A name that the system refuses is said so when the file is opened.
        return False


def _is_candidate(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()
