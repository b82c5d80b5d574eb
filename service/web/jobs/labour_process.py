"""A process that labours for the server: it is started when there is work, and does one piece at a time."""

from __future__ import annotations

import json
import logging
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import IO

import msgspec

from corpus.errors import CorpusError
from indexer import errors as of_indexer
from indexer.errors import IndexerError
from service import errors as of_service
from service.errors import ServiceError
from service.progress import Measured
from service.settings import Settings
from service.web import problems
from service.web.jobs.board import Cancelled
from service.web.jobs.job import Item
from service.web.jobs.labour_messages import Became, End, Going, Order, Step, Told, put, settings_line

_log = logging.getLogger("pincite.service")

IDLE_SECONDS = 300.0
"""How long it is kept for more work: it takes a second or two to start, and some memory while it is there."""

LOOK_SECONDS = 0.5
"""How often it is looked whether work is still wanted that has told nothing new."""

STOP_SECONDS = 2.0
"""How long work that is no longer wanted may go on, to its next word; then its process is ended."""

_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    " from service.web.jobs.labour_child import serve; serve(sys.argv[2])"
)

_KNOWN: tuple[ModuleType, ...] = (of_indexer, of_service, problems)
"""Where the failures stand that are told here as they were there."""

Outcomes = Callable[[int, Item], None]


class BrokenOff(Exception):
    """The process went away in the middle of its work, as `how` says; it was at item `under_way`."""

    def __init__(self, how: str, under_way: int) -> None:
        super().__init__(how)
        self.how = how
        self.under_way = under_way


class CutShort(Cancelled):
    """The process was ended since its work was no longer wanted; it was at item `under_way`."""

    def __init__(self, under_way: int) -> None:
        super().__init__()
        self.under_way = under_way


def _ignored(number: int, item: Item) -> None:
    """What becomes of items where the work has none."""


class LabourProcess:
    """Follows orders at a low priority, one at a time. Safe for threads.

    The process is started when it is needed, and ended when it has been idle for a while.
    """

    def __init__(self, settings: Settings, idle_seconds: float = IDLE_SECONDS) -> None:
        """On the library that the settings name, as they say."""
        self._settings = settings
        self._idle_seconds = idle_seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._rest: threading.Timer | None = None
        self._is_closed = False

    def close(self) -> None:
        """End the process, whatever it does."""
        self._is_closed = True
        if (process := self._process) is not None:
            process.kill()
            process.wait()
            # Whoever follows it gets to its end now, and must not find the pipes closed.
            with self._turn:
                self._forget(process)
        if self._rest is not None:
            self._rest.cancel()

    def do(self, order: Order, tell: Measured, became: Outcomes = _ignored) -> str:
        """Have an order followed, and tell how far that has come; its result.

        Raises what stopped it there, Cancelled what `tell` raises, and BrokenOff where the process went away. What
        `tell` was told last it is told again while nothing new comes: so that it can say that this is not wanted.
        """
        with self._turn:
            if self._rest is not None:
                self._rest.cancel()
            try:
                course, process = _Course(tell, became), self._started()
                with _ended_once_unwanted(process, course):
                    return self._followed(process, order, course)
            finally:
                self._lie_down()

    def _followed(self, process: subprocess.Popen[bytes], order: Order, course: _Course) -> str:
        orders, answers = _pipes(process)
        try:
            put(orders, order)
            end = course.followed(orders, answers)
        except (BrokenPipeError, ConnectionResetError):
            end = None
        if end is None:
            raise self._broken(process, course)
        if end.is_last:
            process.wait()
            self._forget(process)
        return _result(end)

    def _broken(self, process: subprocess.Popen[bytes], course: _Course) -> BaseException:
        code = process.wait()
        self._forget(process)
        if self._is_closed or not course.is_wanted:
            return CutShort(course.under_way)
        how = signal.Signals(-code).name if code < 0 else f"status {code}"
        _log.error("the process that works in the background ended with %s", how)
        return BrokenOff(how, course.under_way)

    def _started(self) -> subprocess.Popen[bytes]:
        """The process, with its settings; as it was left where it still runs."""
        if self._is_closed:
            raise Cancelled
        if self._process is not None and self._process.poll() is not None:
            self._forget(self._process)
        if self._process is None:
            self._folder = _new_folder()
            # A group of its own keeps Ctrl-C from it. In the same session, it is nicer than the server and not
            # only than itself (see `lower_priority`).
            self._process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, json.dumps(sys.path), self._folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                process_group=0 if sys.platform != "win32" else None,
            )
            orders, _ = _pipes(self._process)
            orders.write(settings_line(self._settings))
        return self._process

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        """Let go of what is left of a process that has ended; its reading workers end by themselves."""
        _close(process)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._process = None

    def _lie_down(self) -> None:
        """End the process after a while, unless there is work for it by then."""
        self._rest = threading.Timer(self._idle_seconds, self._let_go)
        self._rest.daemon = True
        self._rest.start()

    def _let_go(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                if (process := self._process) is not None:
                    process.kill()
                    process.wait()
                    self._forget(process)
            finally:
                self._turn.release()


class _Course:
    """How far a process has come, told to who waits for it."""

    def __init__(self, tell: Measured, became: Outcomes) -> None:
        self._tell = tell
        self._became = became
        self._telling = threading.Lock()
        self._last: Step | None = None
        self.is_wanted = True

    @property
    def under_way(self) -> int:
        """The item that it is at."""
        return self._last.done if self._last else 0

    def followed(self, orders: IO[bytes], answers: IO[bytes]) -> End | None:
        """How it ended; None where the process went away before."""
        for line in answers:
            told: Told = msgspec.json.decode(line, type=Told)
            match told:
                case Step():
                    put(orders, Going(self._goes_on(told)))
                case Became(number, item):
                    self._became(number, item)
                case End():
                    return told
        return None

    def is_still_wanted(self) -> bool:
        """Whether it is, though there is nothing new to tell."""
        return self._goes_on(None)

    def _goes_on(self, step: Step | None) -> bool:
        with self._telling:
            self._last = step or self._last
            try:
                if self._last is not None:
                    self._tell(self._last.step, self._last.done, self._last.total, self._last.share)
            except Cancelled:
                self.is_wanted = False
            return self.is_wanted


@contextmanager
def _ended_once_unwanted(process: subprocess.Popen[bytes], course: _Course) -> Iterator[None]:
    """End the process where its work is no longer wanted and it doesn't come to its next word, as in a large file.

    That is safe: what it puts into the library is put in by one transaction.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(LOOK_SECONDS):
            if not course.is_still_wanted():
                if not over.wait(STOP_SECONDS):
                    process.kill()
                return

    watching = threading.Thread(target=watch, name="pincite-watching", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _result(end: End) -> str:
    """What came of the work; raises here what stopped it there."""
    if end.kind == Cancelled.__name__:
        raise Cancelled
    for module in _KNOWN:
        known = getattr(module, end.kind, None) if end.kind else None
        if isinstance(known, type) and issubclass(known, IndexerError | ServiceError | CorpusError):
            raise known(end.line)
    if end.kind:
        raise RuntimeError(f"work in the background failed: {end.kind}: {end.line}")
    return end.line


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise BrokenPipeError
    return process.stdin, process.stdout


def _new_folder() -> str:
    """A folder for what the process needs for a while; raises StorageFull or UploadUnstored."""
    try:
        return tempfile.mkdtemp(prefix="pincite-labour-")
    except OSError as error:
        raise problems.unstored(error) from error


def _close(process: subprocess.Popen[bytes]) -> None:
    for stream in _pipes(process):
        try:
            stream.close()
        except OSError:
            continue
