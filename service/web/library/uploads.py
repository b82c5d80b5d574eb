"""Uploads: files that come over HTTP, put into the library the way `pincite add` does."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from corpus.document import Document
from corpus.errors import CorpusError
from indexer.intake import Outcome, Read, take
from indexer.library import Library
from indexer.source_store import digest_of
from service.naming import file_name
from service.web.problems import UploadRefused

SIDECARS = frozenset({".bib", ".ris", ".json"})
"""Bibliographic data that may come along with the documents."""


@dataclass(frozen=True)
class Upload:
    """One uploaded file: what it calls itself, and its bytes."""

    name: str | None
    content: BinaryIO


def take_uploads(library: Library, uploads: Sequence[Upload], read: Read) -> tuple[Outcome, ...]:
    """Put the uploaded documents in, with the bibliographic data that came along; an outcome's path is a bare name.

    Raises UploadRefused where no document is among them or the disk refuses.
    """
    with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        documents, sidecars = _stored(library, uploads, folder)
        if not documents:
            raise UploadRefused("there is no document among the files: choose a PDF, DOCX, HTML, Markdown or text file")
        return tuple(_taken(library, documents, bool(sidecars), read, folder))


def read_upload(upload: Upload, read: Read) -> Document:
    """The document in an uploaded file, which isn't kept; raises UploadRefused for what can't be read."""
    with tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        path = _store(upload, folder)
        try:
            return read(path)
        except CorpusError as error:
            raise UploadRefused(_unplaced(str(error), folder)) from error


def _stored(library: Library, uploads: Sequence[Upload], folder: Path) -> tuple[list[Path], list[Path]]:
    documents: list[Path] = []
    sidecars: list[Path] = []
    held = {holding.name: holding.digest for holding in library.holdings()}
    for upload in uploads:
        path = _store(upload, folder)
        if path.suffix.lower() in SIDECARS:
            sidecars.append(path)
        else:
            documents.append(_renamed(path, held))
    return documents, sidecars


def _store(upload: Upload, folder: Path) -> Path:
    path = folder / file_name(upload.name, {entry.name for entry in folder.iterdir()})
    try:
        with path.open("wb") as stream:
            shutil.copyfileobj(upload.content, stream)
    except OSError as error:
        raise UploadRefused(f"{path.name} can't be stored: {error.strerror}") from error
    return path


def _renamed(path: Path, held: dict[str, str]) -> Path:
    """Under a name of its own where the library holds another document of that name."""
    if held.get(path.name) in (None, digest_of(path)):
        return path
    beside = {entry.name for entry in path.parent.iterdir()}
    return path.rename(path.with_name(file_name(path.name, beside | set(held))))


def _taken(library: Library, documents: list[Path], described: bool, read: Read, folder: Path) -> Iterator[Outcome]:
    held = {holding.digest: holding for holding in library.holdings()}
    for path in documents:
        known = held.get(digest_of(path))
        if known is not None and not described:
            # Reading it again would lose what the bibliography beside the original says of it.
            yield Outcome(Path(path.name), "unchanged", known)
        else:
            yield from (_without_folder(outcome, folder) for outcome in take(library, [path], read))


def _without_folder(outcome: Outcome, folder: Path) -> Outcome:
    return replace(outcome, path=Path(outcome.path.name), detail=_unplaced(outcome.detail, folder))


def _unplaced(message: str, folder: Path) -> str:
    """The message without the folder's name, which is none of the sender's business."""
    return message.replace(f"{folder}/", "").replace(str(folder), "the upload")
