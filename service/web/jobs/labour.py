"""Labour: the work of jobs, which takes long and which nobody waits for at once; wherever it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Protocol

from corpus.document import Document
from indexer.catalogue import Holding
from indexer.intake import Outcome, Read
from indexer.library import Library
from service import bootstrap
from service.audit.wording import headline
from service.progress import Progress
from service.review.reviewer import Reviewer
from service.web.jobs.board import Teller
from service.web.library.taking import EMBEDDING_STEP, read_again_and_tell, take_and_tell
from service.web.library.uploads import Batch, Upload, read_upload
from service.workspace.packing import Checked

CORRECTING_STEP = "putting the fields in"
"""What is being done before passages are embedded anew."""


class Labour(Protocol):
    """Does the work of jobs. Whoever is told how far it has come may raise Cancelled, which stops it there."""

    def add(self, batch: Batch, tell: Teller) -> tuple[Outcome, ...]:
        """Put the files of a batch into the library, and say what became of each; raises LibraryError."""

    def read_again(self, id: str, tell: Progress) -> None:
        """Read the held document with this id once more; raises DocumentUnknown or RereadingFailed."""

    def correct(
        self, id: str, changes: Mapping[str, object | None], taken_back: Sequence[str], tell: Progress
    ) -> Holding:
        """Put a held document's bibliographic fields in by hand, as `Library.correct` does; raises DocumentUnknown."""

    def review(self, name: str, content: bytes, tell: Progress) -> Checked:
        """Read a manuscript, and hold it against the library; raises UploadRefused where it can't be read."""

    def audit(self, tell: Progress) -> str:
        """Audit the library, keep what is found, and say in a sentence what that is."""


class LabourHere:
    """Does it in this process, by whoever asks for it."""

    def __init__(self, library: Library, read: Read, reviewer: Callable[[], Reviewer]) -> None:
        """Over a library; `reviewer` is asked for once there is something to review."""
        self._library = library
        self._read = read
        self._reviewer = reviewer

    def add(self, batch: Batch, tell: Teller) -> tuple[Outcome, ...]:
        """Put the files of a batch into the library."""
        return take_and_tell(self._library, batch, self._read, tell)

    def read_again(self, id: str, tell: Progress) -> None:
        """Read a held document once more."""
        read_again_and_tell(self._library, self._library.holding(id), self._read, tell)

    def correct(
        self, id: str, changes: Mapping[str, object | None], taken_back: Sequence[str], tell: Progress
    ) -> Holding:
        """Put a held document's bibliographic fields in by hand."""
        tell(CORRECTING_STEP, 0, 0)
        return self._library.correct(id, changes, taken_back, partial(tell, EMBEDDING_STEP))

    def review(self, name: str, content: bytes, tell: Progress) -> Checked:
        """Read a manuscript, and hold it against the library."""
        document = read_upload(Upload(name, BytesIO(content)), self._read)
        return Checked(document, self._reviewer().review(document, tell))

    def audit(self, tell: Progress) -> str:
        """Audit the library."""
        return headline(bootstrap.auditor(self._library).audit(progress=tell))


def one_at_a_time(read: Read) -> Read:
    """`read` for one thread at a time."""
    turn = Lock()

    def read_alone(path: Path) -> Document:
        with turn:
            return read(path)

    return read_alone
