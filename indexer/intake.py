"""Taking files into a library: which there are, which are new, and what became of each."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from corpus.bibliography.record import Field
from corpus.bibliography.sidecar import Sidecars
from corpus.document import Document
from corpus.errors import CorpusError, FileMissing
from corpus.reading.media import SUFFIXES
from corpus.reading.reading import READING_VERSION
from indexer.catalogue import Holding
from indexer.library import Change, Library
from indexer.source_store import digest_of

_log = logging.getLogger("pincite.indexer")

Read = Callable[[Path], Document]
"""Reads one file; raises ReadError."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file; `detail` is the error of a failed one."""

    path: Path
    status: Change | Literal["failed"]
    holding: Holding | None = None
    detail: str = ""


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to take: those named, and all readable ones in the folders named, sorted, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if _is_candidate(p, path)) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)


def take(library: Library, files: Iterable[Path], read: Read) -> Iterator[Outcome]:
    """Put each file into the library, and say what became of it as soon as that is certain.

    What is reported as added stays added, whatever happens to the files after it.
    """
    held = {holding.digest: holding for holding in library.holdings()}
    sidecars = cache(_sidecars)
    for path in files:
        try:
            yield _take_one(library, path, read, sidecars, held)
        except CorpusError as error:
            _log.info("failed: %s", error)
            yield Outcome(path, "failed", detail=str(error))


def _take_one(
    library: Library,
    path: Path,
    read: Read,
    sidecars: Callable[[Path], Sidecars],
    held: dict[str, Holding],
) -> Outcome:
    digest = _digest(path)
    beside = sidecars(path.parent)
    if (holding := held.get(digest)) is not None and holding.state == _state(digest, beside, path, holding):
        return Outcome(path, "unchanged", holding)
    document = read(path)
    state = _state(document.digest, beside, path, document)
    holding, change = library.put(document, path, state)
    held[holding.digest] = holding
    return Outcome(path, change, holding)


def _sidecars(folder: Path) -> Sidecars:
    found = Sidecars.load(folder)
    for notice in found.notices:
        _log.warning("%s", notice)
    return found


def _digest(path: Path) -> str:
    try:
        return digest_of(path)
    except FileNotFoundError as error:
        raise FileMissing(f"{path}: no such file") from error
    except OSError as error:
        raise FileMissing(f"{path} can't be read: {error.strerror}") from error


def _state(digest: str, sidecars: Sidecars, path: Path, known: Holding | Document) -> str:
    """What a document's reading depends on: its bytes, the bibliographic data beside it, and the reader."""
    fields: tuple[Field, ...] = sidecars.fields_for(path, _text(known, "title"), _text(known, "DOI"))
    parts = [READING_VERSION, digest, msgspec.to_builtins(sorted(fields, key=lambda field: field.name))]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _text(known: Holding | Document, name: str) -> str | None:
    value = known.record.get(name)
    return value if isinstance(value, str) else None


def _is_candidate(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.is_file()
