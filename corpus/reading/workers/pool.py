"""Several reading processes at once: files are read ahead of whoever uses what comes of them, within bounds."""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from corpus.errors import ReadingStopped
from corpus.reading.file_size import file_size
from corpus.reading.limits import Limits
from corpus.reading.workers.messages import Answered
from corpus.reading.workers.room import Abandoned, Room
from corpus.reading.workers.worker import ReadingWorker

MOST_READERS = 4
"""Processes that read at once where nobody says how many: each may take all the memory that one file may."""

WAITING_BYTES = 128 * 2**20
"""How much that was read may wait to be used; what is waited for comes in beyond it."""

_DEFAULT = Limits()
Result = TypeVar("Result")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pending(Generic[Result]):
    """A result that comes in its time. Whoever has it asks for it once, or gives it up."""

    def __init__(self, future: Future[Answered], room: Room, ticket: int) -> None:
        self._future = future
        self._room = room
        self._ticket = ticket

    def is_done(self) -> bool:
        """Whether there is no more waiting for it."""
        return self._future.done()

    def result(self) -> Result:
        """Wait for it; raises what `ReadingWorker.read` raises."""
        try:
            with self._room.wanting(self._ticket):
                answered = self._future.result()
            result: Result = answered.value()
        except CancelledError:
            raise ReadingStopped("a file was not read: reading was stopped") from None
        finally:
            self._room.leave(self._ticket)
        return result

    def give_up(self) -> None:
        """Let go of it: what hasn't begun doesn't, and what comes is thrown away."""
        self._room.give_up(self._ticket)
        self._future.cancel()
        self._future.add_done_callback(lambda _: self._room.leave(self._ticket))


class ReadingPool:
    """Several `ReadingWorker`s, each started when it is needed first. Safe for threads.

    Files are read in the order in which they are asked for; what is read waits in at most `waiting_bytes`.
    """

    def __init__(
        self,
        limits: Limits = _DEFAULT,
        readers: int | None = None,
        *,
        in_background: bool = False,
        waiting_bytes: int = WAITING_BYTES,
    ) -> None:
        self.limits = limits
        self.readers = readers or min(cores(), MOST_READERS)
        self.room = Room(waiting_bytes)
        self._idle = [ReadingWorker(limits, in_background=in_background) for _ in range(self.readers)]
        self._workers = tuple(self._idle)
        self._lock = threading.Lock()
        self._stopped = False
        self._threads = ThreadPoolExecutor(self.readers, "pincite-reading")
        self._tickets = itertools.count()

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def read(self, function: Callable[[Path], Result], path: Path) -> Result:
        """What `function` makes of `path`; raises what `ReadingWorker.read` raises."""
        return self.start(function, path).result()

    def start(self, function: Callable[[Path], Result], path: Path, *, any_size: bool = False) -> Pending[Result]:
        """Have `function` read `path` as soon as a process is free; with `any_size` it isn't looked at before."""
        ticket = next(self._tickets)
        return Pending(self._threads.submit(self._answered, function, path, ticket, any_size), self.room, ticket)

    def stop(self) -> None:
        """End all processes, whatever they do, and begin nothing more."""
        self._stopped = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self.room.close()
        self._threads.shutdown(wait=True)
        # One that was about to start when it was told to stop.
        for worker in self._workers:
            worker.stop()

    def _answered(self, function: Callable[[Path], object], path: Path, ticket: int, any_size: bool) -> Answered:
        try:
            self.room.begin(ticket)
            if not any_size:
                file_size(path, self.limits)
            worker = self._taken(path)
            try:
                return worker.answered(function, path, lambda size: self.room.enter(ticket, size))
            finally:
                self._put_back(worker)
        except Abandoned:
            raise ReadingStopped(f"{path} was not read: nobody wants it any more") from None

    def _taken(self, path: Path) -> ReadingWorker:
        """The worker that rested last: its process is the likeliest to run. There is one for each thread."""
        with self._lock:
            if self._stopped:
                raise ReadingStopped(f"{path} was not read: reading was stopped")
            return self._idle.pop()

    def _put_back(self, worker: ReadingWorker) -> None:
        with self._lock:
            self._idle.append(worker)
