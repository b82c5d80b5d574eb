"""Uploads: files that come over HTTP, kept in a temporary folder until they have been read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpus.bibliography.sidecar import SUFFIXES as SIDECARS
from corpus.document import Document
from corpus.errors import CorpusError
from indexer.intake import Read
from service.naming import file_name
from service.web.problems import UploadRefused, unstored

_PREFIX = "pincite-"


@dataclass(frozen=True)
class Upload:
    """One uploaded file: what it calls itself, and its bytes."""

    name: str | None
    content: BinaryIO


@dataclass(frozen=True)
class Batch:
    """Uploaded files in a folder of their own: the documents in the order they came, and the data that describe them.

    Whoever has it discards it.
    """

    folder: Path
    documents: tuple[Path, ...]
    is_described: bool

    @property
    def bytes(self) -> int:
        """How much room it takes on the disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def discard(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


def stored(uploads: Sequence[Upload]) -> Batch:
    """The uploads as a batch; raises UploadRefused where no document is among them, StorageFull or UploadUnstored."""
    folder = _new_folder()
    try:
        paths = [_store(upload, folder) for upload in uploads]
        documents = tuple(path for path in paths if path.suffix.lower() not in SIDECARS)
        if not documents:
            raise UploadRefused(_no_document(paths))
        return Batch(folder, documents, len(documents) < len(paths))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def read_upload(upload: Upload, read: Read) -> Document:
    """The document in an uploaded file, which isn't kept; raises UploadRefused for what can't be read."""
    folder = _new_folder()
    try:
        return read(_store(upload, folder))
    except CorpusError as error:
        raise UploadRefused(unplaced(str(error), folder)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unplaced(message: str, folder: Path) -> str:
    """The message without the folder's name, which is none of the sender's business."""
    return message.replace(f"{folder}/", "").replace(str(folder), "the upload")


def _new_folder() -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise unstored(error) from error


def _no_document(paths: Sequence[Path]) -> str:
    wanted = "choose a PDF, DOCX, HTML, Markdown or text file"
    if not paths:
        return f"there is no document among the files: {wanted}"
    names = ", ".join(path.name for path in paths[:3])
    return f"there is no document among the files; {names} only describes some: {wanted} along with it"


def _store(upload: Upload, folder: Path) -> Path:
    path = folder / file_name(upload.name, {entry.name for entry in folder.iterdir()})
    try:
        with path.open("wb") as stream:
            shutil.copyfileobj(upload.content, stream)
    except OSError as error:
        raise unstored(error) from error
    return path
