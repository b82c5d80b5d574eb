"""What reading one file costs the process that reads it; it is imported there, and so imports only the corpus."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import ReadError

_STATUS = Path("/proc/self/status")
_FORGET_PEAK = Path("/proc/self/clear_refs")


@dataclass(frozen=True)
class Cost:
    """What came of one reading, the seconds that it took and the most memory that was resident.

    `peak_bytes` is 0 where the system does not tell it.
    """

    outcome: Document | ReadError
    seconds: float
    peak_bytes: int


def read_at_cost(read: Callable[[Path], Document], path: Path) -> Cost:
    """Read the file at `path`, and measure it."""
    _forget_peak()
    begin = time.perf_counter()
    try:
        outcome: Document | ReadError = read(path)
    except ReadError as error:
        outcome = error
    return Cost(outcome, time.perf_counter() - begin, _peak_bytes())


def _forget_peak() -> None:
    """Count the peak from here on, as Linux does when it is told 5."""
    try:
        _FORGET_PEAK.write_text("5")
    except OSError:
        return


def _peak_bytes() -> int:
    try:
        lines = _STATUS.read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
