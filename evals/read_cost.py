"""What reading one file costs the process that reads it; it is imported there, and so imports only the corpus."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError
from corpus.reading.workers.messages import Failure, error_of, failure_of

_STATUS = Path("/proc/self/status")
_FORGET_PEAK = Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Cost:
    """What came of one reading, the seconds that it took and the most memory that was resident.

    `peak_bytes` is 0 where the system does not tell it.
    """

    document: Document | None
    failure: Failure | None
    seconds: float
    peak_bytes: int

    @classmethod
    def of(cls, outcome: Document | ReadError, seconds: float, peak_bytes: int) -> Cost:
        """The cost of a reading that ended so."""
        if isinstance(outcome, ReadError):
            return cls(None, failure_of(outcome), seconds, peak_bytes)
        return cls(outcome, None, seconds, peak_bytes)

    @property
    def outcome(self) -> Document | ReadError:
        """What came of it; raises ValueError where that is neither."""
        error = None if self.failure is None else error_of(self.failure)
        found = self.document if error is None else error
        if not isinstance(found, Document | ReadError):
            raise ValueError(f"a reading that ended with {self.failure}")
        return found


def read_at_cost(read: Callable[[Path], Document], path: Path) -> Cost:
    """Read the file at `path`, and measure it."""
    _forget_peak()
    begin = time.perf_counter()
    try:
        outcome: Document | ReadError = read(path)
    except ReadError as error:
        outcome = error
    return Cost.of(outcome, time.perf_counter() - begin, _peak_bytes())


def memory_held() -> int:
    """The resident memory of this process in bytes; 0 where the system does not tell it."""
    return _told("VmRSS:")


def _forget_peak() -> None:
    """Count the peak from here on, as Linux does when it is told 5."""
    try:
        _FORGET_PEAK.write_text("5")
    except OSError:
        return


def _peak_bytes() -> int:
    return _told("VmHWM:")


def _told(line: str) -> int:
    """What the system says on this line of the status of the process, in bytes."""
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(each.split()[1]) for each in lines if each.startswith(line)), 0)
