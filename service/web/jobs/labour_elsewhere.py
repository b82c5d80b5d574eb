"""Labour in processes of their own: whoever asks meanwhile doesn't feel it, and a crash of it takes nothing along."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from indexer.catalogue import Holding
from indexer.errors import IndexerError
from indexer.intake import Outcome
from indexer.library import Library
from indexer.source_store import digest_of
from service.naming import visible
from service.progress import Progress, unmeasured
from service.settings import Settings
from service.web.jobs.board import Teller
from service.web.jobs.job import Item
from service.web.jobs.labour_messages import (
    CHECKED,
    MANUSCRIPT,
    Add,
    Audit,
    Correct,
    ReadAgain,
    Review,
    outcomes_in,
)
from service.web.jobs.labour_process import IDLE_SECONDS, BrokenOff, CutShort, LabourProcess
from service.web.library.taking import item_of
from service.web.library.uploads import Batch
from service.web.problems import AddingStopped, WorkStopped, unstored
from service.workspace.packing import Checked, unpacked

_log = logging.getLogger("pincite.service")

CORRECTING_IDLE_SECONDS = 60.0
"""How long the process that corrects is kept: corrections come one after the other, or seldom."""

NO_ROOM = "the server's disk is full: the manuscript can't be checked; make room on it, and begin the review again"
"""What is told of a review that there is no room for."""


class LabourElsewhere:
    """Does the work in processes at a low priority: one reads, one corrects, one checks. Safe for threads."""

    def __init__(self, settings: Settings, library: Library, idle_seconds: float = IDLE_SECONDS) -> None:
        """On the library that the settings name, as they say; `library` is refreshed when it may have changed."""
        self._library = library
        self._reading = LabourProcess(settings, idle_seconds)
        self._correcting = LabourProcess(settings, min(idle_seconds, CORRECTING_IDLE_SECONDS))
        self._checking = LabourProcess(settings, idle_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they do: what they have reported is held."""
        self._reading.close()
        self._correcting.close()
        self._checking.close()

    def add(self, batch: Batch, tell: Teller) -> tuple[Outcome, ...]:
        """Put the files of a batch into the library."""
        try:
            with self._refreshed():
                return outcomes_in(self._reading.do(Add.of(batch), tell, tell.item))
        except CutShort as error:
            for path in batch.documents[error.under_way :][:1]:
                tell.item(error.under_way, self._left(path))
            raise
        except BrokenOff as error:
            for number, path in enumerate(batch.documents[error.under_way :], error.under_way):
                tell.item(number, self._left(path, "failed", "not added: send it again"))
            raise AddingStopped(
                f"reading the files was cut off ({error.how}): those that are not in the library, send again"
            ) from None

    def _left(self, path: Path, status: str = "", detail: str = "") -> Item:
        """What became of a file whose process ended: it may be in, though nobody was told; else as it is said here."""
        try:
            held = self._library.holding_with(digest_of(path))
        except (OSError, IndexerError):
            held = None
        return Item(visible(path.name), status, detail) if held is None else item_of(Outcome(path, "unchanged", held))

    def read_again(self, id: str, tell: Progress) -> None:
        """Read a held document once more."""
        with self._refreshed(), _told():
            self._reading.do(ReadAgain(id), unmeasured(tell))

    def correct(
        self, id: str, changes: Mapping[str, object | None], taken_back: Sequence[str], tell: Progress
    ) -> Holding:
        """Put a held document's bibliographic fields in by hand."""
        if changes or taken_back:
            order = Correct(id, dict(changes), tuple(taken_back))
            with self._refreshed(), _told():
                self._correcting.do(order, unmeasured(tell))
        return self._library.holding(id)

    def review(self, name: str, content: bytes, tell: Progress) -> Checked:
        """Read a manuscript, and hold it against the library."""
        with _folder_of(content) as folder, _told():
            self._checking.do(Review(str(folder), name), unmeasured(tell))
            return unpacked((folder / CHECKED).read_bytes())

    def audit(self, tell: Progress) -> str:
        """Audit the library."""
        with self._refreshed(), _told():
            return self._checking.do(Audit(), unmeasured(tell))

    @contextmanager
    def _refreshed(self) -> Iterator[None]:
        """See what the process changed, before somebody asks."""
        try:
            yield
        finally:
            try:
                self._library.refresh()
            except IndexerError as error:
                _log.warning("the library can't be read at the moment: %s", error)


@contextmanager
def _folder_of(content: bytes) -> Iterator[Path]:
    """A folder with a manuscript in it, for as long as it is needed; raises StorageFull or UploadUnstored."""
    with ExitStack() as held:
        try:
            place = tempfile.TemporaryDirectory(prefix="pincite-", ignore_cleanup_errors=True)
            folder = Path(held.enter_context(place))
            (folder / MANUSCRIPT).write_bytes(content)
        except OSError as error:
            raise unstored(error, NO_ROOM) from error
        yield folder


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenOff as error:
        raise WorkStopped(f"the work was cut off ({error.how}): begin it again") from None
