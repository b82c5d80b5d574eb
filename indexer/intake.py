"""Taking files into a library: which there are, which are new, and what became of each."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import Literal

import msgspec

from corpus.bibliography.record import Field
from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.errors import CorpusError, FileMissing
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
        if holding.state == _state(digest, beside, path, holding):
            if holding.origin == origin_of(path):
                return Outcome(path, change, holding)
            return Outcome(path, "updated", library.relocate(holding, path))
    document = read(path)
    holding, change = library.put(document, path, _state(document.digest, beside, path, document))
    return Outcome(path, change, holding)


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


def _state(digest: str, sidecars: Sidecars, path: Path, known: Holding | Document) -> str:
    """What a document's passages depend on: its bytes, the bibliographic data beside it, and how they are read."""
    fields: tuple[Field, ...] = sidecars.fields_for(path, known.record.text("title"), known.record.text("DOI"))
    parts = [
        READING_VERSION,
        PASSAGES_VERSION,
        digest,
        msgspec.to_builtins(sorted(fields, key=lambda field: field.name)),
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
