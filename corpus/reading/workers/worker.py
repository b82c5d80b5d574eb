"""Reading in a process of its own, which a hostile file may stall, fill, crash or take over without harm here."""

from __future__ import annotations

import json
import logging
import math
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, TypeVar

from corpus.errors import (
    CorpusError,
    MemoryExceeded,
    OutputExceeded,
    ReaderCrashed,
    ReadingStopped,
    TimeExceeded,
)
from corpus.reading.file_size import file_size
from corpus.reading.limits import Limits
from corpus.reading.workers.call import answer_type, request_of
from corpus.reading.workers.clock import WorkerClock, kill
from corpus.reading.workers.environment import environment
from corpus.reading.workers.messages import (
    DONE,
    FAILED,
    Answered,
    Failure,
    Garbled,
    TooLong,
    decoded,
    error_of,
    exactly,
    receive_head,
    send_request,
)
from corpus.reading.workers.process import OVER_LENGTH, OVER_MEMORY, Bounds

_LOG = logging.getLogger("pincite.corpus")
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from corpus.reading.workers.process import serve; serve()"
)
_DEFAULT = Limits()
Result = TypeVar("Result")
MakeRoom = Callable[[int], None]
"""Waits until an answer of so many bytes may be taken over."""


class ReadingWorker:
    """Runs read functions in one child process, started when needed and again after a crash.

    A read function stands at the top of a module (or is a `functools.partial` of one that does) and makes of a path
    what its declared type says: bytes, numbers, texts, or dataclasses of them. One file is read at a time; threads wait
    for one another. With `in_background` the child lets go first whoever else wants the processor.
    """

    def __init__(self, limits: Limits = _DEFAULT, *, in_background: bool = False) -> None:
        self.limits = limits
        self._in_background = in_background
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> ReadingWorker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, function: Callable[[Path], Result], path: Path) -> Result:
        """What `function` makes of `path`.

        Raises what the function raises of the CorpusError family; before reading FileMissing, FileEmpty, and
        FileTooLarge over the limit on bytes; and ReadingStopped when it takes too long, needs too much memory, hands
        too much back or crashes.
        """
        file_size(path, self.limits)
        result: Result = self.answered(function, path).value()
        return result

    def answered(self, function: Callable[[Path], object], path: Path, make_room: MakeRoom | None = None) -> Answered:
        """The same as it came, not yet made into what it says; the answer waits in the child until there is room.

        The file isn't looked at before.
        """
        request, expected = request_of(function, path), answer_type(function)
        with self._lock:
            try:
                return Answered(self._outcome(request, path, make_room), expected, str(path))
            except CorpusError:
                raise
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """End the child process, if one runs."""
        process, self._process = self._process, None
        if process is not None:
            kill(process)
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    _close(stream)
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)

    def _outcome(self, request: bytes, path: Path, make_room: MakeRoom | None) -> bytes:
        process = self._started()
        clock = WorkerClock(process, self.limits)
        clock.begin()
        try:
            kind, payload = _exchange(process, request, clock, self.limits, make_room)
            if kind == DONE:
                return payload
            failure: Failure = decoded(payload, Failure)
        except (EOFError, OSError):
            code = process.wait()
            self.stop()
            raise self._stopped(path, code, clock) from None
        except TooLong:
            self.stop()
            raise self._too_long(path) from None
        except Garbled as error:
            self.stop()
            raise ReaderCrashed(f"{path}: the reader answered with {error}; please report the file") from None
        finally:
            clock.stop()
        raise self._failed(path, failure)

    def _failed(self, path: Path, failure: Failure) -> CorpusError:
        error = error_of(failure)
        if error is not None:
            return error
        _LOG.debug("%s: the reader failed: %s", path, failure.message)
        return ReaderCrashed(f"{path}: the reader failed on it ({failure.message}); please report the file")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._folder = Path(tempfile.mkdtemp(prefix="pincite-reader-"))
            bounds = Bounds(
                self.limits.memory_bytes,
                self.limits.answer_bytes,
                self.limits.seconds,
                str(self._folder),
                self._in_background,
            )
            # A session of its own keeps Ctrl-C from reaching the child before this process has dealt with it.
            self._process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, json.dumps(sys.path), bounds.written()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
                env=environment(self._folder),
            )
        return self._process

    def _stopped(self, path: Path, code: int, clock: WorkerClock) -> ReadingStopped:
        if clock.late and clock.granted:
            return TimeExceeded(
                f"{path}: a page not recognised within {clock.granted:g} seconds; raise PINCITE_OCR_SECONDS"
            )
        if clock.late or code == _OUT_OF_PROCESSOR_TIME:
            return TimeExceeded(
                f"{path}: not read within {self.limits.seconds:g} seconds; raise PINCITE_READ_SECONDS, or split it"
            )
        if code == OVER_MEMORY:
            most = self.limits.memory_bytes // 2**20
            return MemoryExceeded(f"{path}: needs more than {most:,} MiB of memory; raise PINCITE_READ_MB, or split it")
        if code == OVER_LENGTH:
            return self._too_long(path)
        how = f"crashed on it ({_signal_name(-code)})" if code < 0 else f"ended with status {code} on it"
        return ReaderCrashed(f"{path}: the reader {how}; please report the file")

    def _too_long(self, path: Path) -> OutputExceeded:
        most = self.limits.answer_bytes / 2**20
        return OutputExceeded(f"{path}: what was read of it takes more than {most:,.3g} MiB; split it")


_OUT_OF_PROCESSOR_TIME = -getattr(signal, "SIGXCPU", math.inf)


def _exchange(
    process: subprocess.Popen[bytes], request: bytes, clock: WorkerClock, limits: Limits, make_room: MakeRoom | None
) -> tuple[bytes, bytes]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    send_request(process.stdin, request)
    while True:
        kind, length = receive_head(process.stdout, limits.answer_bytes)
        if kind == DONE and make_room is not None:
            clock.stop()
            make_room(length)
            clock.begin()
        payload = exactly(process.stdout, length)
        if kind in (DONE, FAILED):
            return kind, payload
        clock.grant(decoded(payload, float))


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        _LOG.debug("a pipe to a stopped reader was already broken")
