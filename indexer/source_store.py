"""The sources: a copy of each document's file, under its content's hash."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from corpus.errors import FileDamaged


class SourceStore:
    """A folder of files by SHA-256, so that a page can be shown after the original was moved or changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the copy of the file with that digest lies. It has no ending: a file may be renamed."""
        return self._folder / digest

    def keep(self, source: Path, digest: str) -> None:
        """Copy `source` in, in one step. Raises FileDamaged if its bytes no longer have that digest."""
        target = self.path(digest)
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".draft")
        try:
            with source.open("rb") as original, draft.open("wb") as copy:
                shutil.copyfileobj(original, copy)
                copy.flush()
                os.fsync(copy.fileno())
            if digest_of(draft) != digest:
                raise FileDamaged(f"{source} changed while it was being read: add it again")
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def discard(self, digest: str) -> None:
        """Delete the copy, if there is one."""
        self.path(digest).unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
