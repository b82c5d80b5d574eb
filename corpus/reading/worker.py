"""Reading in a process of its own, which a hostile file may stall, fill or crash without harm to this one."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from corpus.errors import MemoryExceeded, ReaderCrashed, ReadError, ReadingStopped, TimeExceeded
from corpus.reading.file_size import file_size
from corpus.reading.limits import Limits
from corpus.reading.worker_process import DONE, MORE_TIME, OVER_MEMORY, receive, send

_LOG = logging.getLogger("pincite.corpus")
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from corpus.reading.worker_process import serve; serve()"
)
_DEFAULT = Limits()
Result = TypeVar("Result")


class ReadingWorker:
    """Runs read functions in one child process, started when needed and again after a crash.

    A read function is a module-level callable (or a `functools.partial` of one) from a path to anything
    that pickles. One file is read at a time; threads wait for one another.
    """

    def __init__(self, limits: Limits = _DEFAULT) -> None:
        self.limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> ReadingWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, function: Callable[[Path], Result], path: Path) -> Result:
        """What `function` makes of `path`.

        Raises what the function raises of the ReadError family; before reading FileMissing, FileEmpty, and
        FileTooLarge over the limit on bytes; and ReadingStopped when it takes too long, needs too much memory
        or crashes.
        """
        file_size(path, self.limits)
        with self._lock:
            try:
                outcome = self._outcome(function, path)
            except BaseException:
                self.stop()
                raise
        if isinstance(outcome, ReadError):
            raise outcome
        result: Result = outcome  # type: ignore[assignment]  # the child returns what the function returned
        return result

    def stop(self) -> None:
        """End the child process, if one runs."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close(stream)

    def _outcome(self, function: Callable[[Path], object], path: Path) -> object:
        request = pickle.dumps((function, path))
        process = self._started()
        clock = _Clock(process)
        clock.allow(self.limits.seconds)
        try:
            succeeded, value = _exchange(process, request, clock.grant)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = process.wait()
            self.stop()
            return self._stopped(path, code, clock)
        finally:
            clock.stop()
        if succeeded or isinstance(value, ReadError):
            return value
        _LOG.debug("%s: the reader failed: %s", path, value)
        return ReaderCrashed(f"{path}: the reader failed on it ({value}); please report the file")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            command = [sys.executable, "-c", _BOOT, json.dumps(sys.path), str(self.limits.memory_bytes)]
            # A session of its own keeps Ctrl-C from reaching the child before this process has dealt with it.
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
        return self._process

    def _stopped(self, path: Path, code: int, clock: _Clock) -> ReadingStopped:
        if clock.late and clock.granted:
            return TimeExceeded(
                f"{path}: a page not recognised within {clock.granted:g} seconds; raise PINCITE_OCR_SECONDS"
            )
        if clock.late:
            return TimeExceeded(
                f"{path}: not read within {self.limits.seconds:g} seconds; raise PINCITE_READ_SECONDS, or split it"
            )
        if code == OVER_MEMORY:
            most = self.limits.memory_bytes // 2**20
            return MemoryExceeded(f"{path}: needs more than {most:,} MiB of memory; raise PINCITE_READ_MB, or split it")
        how = f"crashed on it ({signal.Signals(-code).name})" if code < 0 else f"ended with status {code} on it"
        return ReaderCrashed(f"{path}: the reader {how}; please report the file")


class _Clock:
    """Ends a process that takes too long; `granted` is what it was last given beyond the first allowance."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._timer: threading.Timer | None = None
        self.late = False
        self.granted = 0.0

    def allow(self, seconds: float) -> None:
        """End the process so many seconds from now, whatever was allowed before."""
        self.stop()
        self._timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), self._end)
        self._timer.start()

    def grant(self, seconds: float) -> None:
        """Give it so many seconds from now, as it asks for them."""
        self.granted = seconds
        self.allow(seconds)

    def stop(self) -> None:
        """Let the process be."""
        if self._timer is not None:
            self._timer.cancel()

    def _end(self) -> None:
        self.late = True
        _kill(self._process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and those that it started, as an OCR engine is."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
        except ProcessLookupError:
            return
    else:
        process.kill()


def _exchange(process: subprocess.Popen[bytes], request: bytes, grant: Callable[[float], None]) -> tuple[bool, object]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    send(process.stdin, request)
    while True:
        kind, value = pickle.loads(receive(process.stdout))
        if kind != MORE_TIME:
            return kind == DONE, value
        grant(value)


def _close(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]  # a pipe
    except OSError:
        _LOG.debug("a pipe to a stopped reader was already broken")
