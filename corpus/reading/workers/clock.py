"""The clock over a reading process: it ends one that takes too long."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from corpus.reading.limits import Limits
from corpus.reading.workers.messages import Garbled

_PATIENCE = 3
"""How many times as long as it may work a process may take that others keep from the processor."""

_WORKED = 0.8
"""The share of the time that a process has worked if nobody kept it from the processor."""

_LEAST_WAIT = 0.25


class WorkerClock:
    """Ends a process that takes too long; `granted` is what it was last given beyond the first allowance.

    Time counts as it passes; but where the processor is busy with others, a process that wants to work and may not is
    waited for, or a file would be read on one day and not on another.
    """

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._timer: threading.Timer | None = None
        self._grants = 0
        self._allowed = self._began = self._had_worked = 0.0
        self.late = False
        self.granted = 0.0

    def begin(self) -> None:
        """Give it what one file has."""
        self._allow(self._limits.seconds)

    def grant(self, seconds: float) -> None:
        """Give it so many seconds from now, as it asks for them for a page, but no more than a page may have.

        Raises Garbled where it asks more often than a file may have pages.
        """
        self._grants += 1
        if self._grants > self._limits.pages:
            raise Garbled(f"{self._grants:,} wishes for more time")
        most = self._limits.ocr_seconds
        self.granted = seconds if 0 < seconds < most else most
        self._allow(self.granted)

    def stop(self) -> None:
        """Let the process be."""
        if self._timer is not None:
            self._timer.cancel()

    def _allow(self, seconds: float) -> None:
        """End the process so many seconds from now, whatever was allowed before."""
        self._allowed, self._began = seconds, time.monotonic()
        self._had_worked = _work_of(self._process.pid)[1]
        self._wait(seconds)

    def _wait(self, seconds: float) -> None:
        self.stop()
        self._timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        missing = self._kept_from_work()
        if missing:
            self._wait(max(missing, _LEAST_WAIT))
        else:
            self.late = True
            kill(self._process)

    def _kept_from_work(self) -> float:
        """The seconds that others took of its time; 0 where it has had them, where it only waits, or at last."""
        wants_to_work, worked = _work_of(self._process.pid)
        if not wants_to_work or time.monotonic() - self._began > _PATIENCE * self._allowed:
            return 0.0
        own = worked - self._had_worked
        return self._allowed - own if own < _WORKED * self._allowed else 0.0


def kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and those that it started, as an OCR engine is."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
        except ProcessLookupError:
            return
    else:
        process.kill()


def _work_of(process: int) -> tuple[bool, float]:
    """Whether a process wants to work rather than wait, and its processor time; no where the system doesn't tell."""
    try:
        state, *facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return False, 0.0
    return state == "R", (int(facts[10]) + int(facts[11])) / os.sysconf("SC_CLK_TCK")
