"""The sources: a copy of each document's file, under its content's hash."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import re
import shutil
from pathlib import Path
from stat import S_ISREG

from corpus.errors import FileDamaged
from indexer.durability import make_folder, sync_folder

DRAFT = ".draft"
"""The ending of a copy that is being made, or was when the process was killed."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_log = logging.getLogger("pincite.indexer")


class SourceStore:
    """A folder of files by SHA-256, so that a page can be shown after the original was moved or changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Where the copy of the file with that digest lies. It has no ending: a file may be renamed."""
        return self._folder / digest

    def keep(self, source: Path, digest: str) -> None:
        """Copy `source` in, in one step, and have it on the disk.

        Raises FileDamaged if its bytes no longer have that digest, or OSError. One at a time.
        """
        target = self.path(digest)
        make_folder(self._folder)
        draft = target.with_suffix(DRAFT)
        try:
            with source.open("rb") as original, draft.open("wb") as copy:
                shutil.copyfileobj(original, copy)
                copy.flush()
                os.fsync(copy.fileno())
            if digest_of(draft) != digest:
                raise FileDamaged(f"{source} changed while it was being read: add it again")
            draft.replace(target)
            # The row that names it is written next, and must never outlast it.
            sync_folder(self._folder)
        finally:
            draft.unlink(missing_ok=True)

    def discard(self, digest: str) -> None:
        """Delete the copy, if there is one. One that can't be deleted stays, and does no harm."""
        try:
            self.path(digest).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("%s is no longer needed and can't be deleted: %s", self.path(digest), error.strerror)

    def digests(self) -> tuple[str, ...]:
        """The digests by which files are kept, ascending, whether or not their bytes still have them."""
        return tuple(sorted(name for name in self._names() if _DIGEST.fullmatch(name)))

    def drafts(self) -> tuple[str, ...]:
        """The names of copies that were never finished, ascending; one may be in the making."""
        return tuple(sorted(name for name in self._names() if name.endswith(DRAFT)))

    def discard_draft(self, name: str) -> None:
        """Delete an unfinished copy. To be called while nobody else keeps anything."""
        (self._folder / name).unlink(missing_ok=True)

    def _names(self) -> list[str]:
        return [path.name for path in self._folder.iterdir()] if self._folder.is_dir() else []


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, hex. Raises OSError, also for what is no file: a pipe would never end."""
    if not S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
