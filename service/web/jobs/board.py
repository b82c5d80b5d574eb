"""The board: jobs in the background, one at a time in the order they came, known to who asked for them."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from service.errors import JobUnknown
from service.web.jobs.job import STATES, Item, Job
from service.web.problems import INTERNAL, problem_of

_log = logging.getLogger("pincite.service")

KEPT = 200
"""Ended jobs that are remembered."""

ID_BYTES = 9


class Cancelled(BaseException):
    """The reader no longer wants this job's work. No failure: work that goes on after failures lets it through."""


class Teller:
    """What a job's work tells of itself: a `Progress` to be called, and the outcome of each item."""

    def __init__(self, board: Board, id: str) -> None:
        self._board = board
        self._id = id

    def __call__(self, step: str, done: int, total: int, share: float | None = None) -> None:
        """Say how far the work has come, in this step and (from 0 to 1) in all.

        Raises Cancelled where the work is no longer wanted.
        """
        self._board.change(self._id, lambda job: replace(job, step=step, done=done, total=total, share=share))
        if self._board.is_cancelled(self._id):
            raise Cancelled

    def item(self, number: int, item: Item) -> None:
        """Say what became of item `number` (from 0)."""
        self._board.change(
            self._id, lambda job: replace(job, items=(*job.items[:number], item, *job.items[number + 1 :]))
        )


Work = Callable[[Teller], str]
"""Does a job's work, and gives the address of the page that shows what came of it, or ""."""

_Change = Callable[[Job], Job]


def nothing() -> None:
    """What there is to clear up after most jobs."""


Ended = Callable[[BaseException | None], None]
"""Told that a job has ended, and what stopped it: Cancelled where it was let go of, None where it was done."""


def _ignored(error: BaseException | None) -> None:
    """What most jobs' ends are to those who began them: they follow the job."""


@dataclass
class _Entry:
    reader: str
    job: Job
    work: Work | None
    discard: Callable[[], None]
    about: str
    ended: Ended = _ignored
    cancelled: threading.Event = field(default_factory=threading.Event)


class Board:
    """Jobs, worked on by one thread each `lane`, so that a long review doesn't keep an upload waiting.

    Safe for threads. `close` lets the running jobs end at their next word of progress.
    """

    def __init__(self, lanes: Sequence[str]) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._changed: Callable[[], None] = nothing
        self._entries: dict[str, _Entry] = {}
        self._queues: dict[str, queue.SimpleQueue[str | None]] = {lane: queue.SimpleQueue() for lane in lanes}
        self._threads = [
            threading.Thread(target=self._work_on, args=(lane,), name=f"pincite-{lane}", daemon=True) for lane in lanes
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_closed(self) -> bool:
        """Whether it takes no more work."""
        return self._closed

    def follow(self, changed: Callable[[], None]) -> None:
        """Have `changed` called whenever a job has come, begun, come further or ended, and nobody else."""
        self._changed = changed

    def close(self) -> None:
        """Take no more work, let go of what waits, and wait for what runs to stop at its next word of progress."""
        with self._lock:
            self._closed = True
            entries = tuple(self._entries.values())
        for entry in entries:
            self._let_go(entry)
        for waiting in self._queues.values():
            waiting.put(None)
        for thread in self._threads:
            thread.join()

    def submit(
        self,
        lane: str,
        reader: str,
        title: str,
        work: Work,
        *,
        items: Sequence[Item] = (),
        discard: Callable[[], None] = nothing,
        about: str = "",
        ended: Ended = _ignored,
    ) -> Job:
        """Put work in the lane's queue; `discard` clears up after it, however it ends, even where it never began.

        `about` is the id of what it works on, for `cancel_about`; `ended` is told last of all, once.
        """
        waiting = self._queues[lane]
        id = secrets.token_urlsafe(ID_BYTES)
        entry = _Entry(reader, Job(id, lane, title, items=tuple(items)), work, discard, about, ended)
        with self._lock:
            self._entries[id] = entry
            self._forget_oldest()
            closed = self._closed
        if closed:
            self._let_go(entry)
        else:
            waiting.put(id)
            self._changed()
        return self.job(id, reader)

    def job(self, id: str, reader: str) -> Job:
        """The job as it stands; raises JobUnknown."""
        with self._lock:
            entry = self._entry(id, reader)
            return replace(entry.job, ahead=self._ahead(id) if entry.job.status == "waiting" else 0)

    def jobs(self, reader: str) -> tuple[Job, ...]:
        """The reader's jobs, the oldest first."""
        with self._lock:
            return tuple(entry.job for entry in self._entries.values() if entry.reader == reader)

    def unended(self) -> tuple[tuple[str, Job], ...]:
        """What waits or runs, each with its reader."""
        return tuple((reader, job) for reader, job in self.everything() if not job.is_ended)

    def everything(self) -> tuple[tuple[str, Job], ...]:
        """Every job that is remembered, each with its reader."""
        with self._lock:
            return tuple((entry.reader, entry.job) for entry in self._entries.values())

    def recall(self, reader: str, job: Job) -> None:
        """List a job that ended when the server ran before."""
        with self._lock:
            self._entries[job.id] = _Entry(reader, job, None, nothing, "")

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state, whoever asked for them."""
        with self._lock:
            states = Counter[str](entry.job.status for entry in self._entries.values())
        return {state: states[state] for state in STATES}

    def cancel(self, id: str, reader: str) -> Job:
        """Let go of a job: at once where it hasn't begun, else at its next word of progress; raises JobUnknown."""
        with self._lock:
            entry = self._entry(id, reader)
        self._let_go(entry)
        return self.job(id, reader)

    def cancel_about(self, about: str, reader: str) -> None:
        """Let go of every job of the reader's that works on what has this id."""
        with self._lock:
            entries = [one for one in self._entries.values() if (one.about, one.reader) == (about, reader)]
        for entry in entries:
            self._let_go(entry)

    def forget(self, id: str, reader: str) -> None:
        """List a job no more that has ended; one that hasn't stays."""
        with self._lock:
            entry = self._entries.get(id)
            if entry is not None and entry.reader == reader and entry.job.is_ended:
                del self._entries[id]

    def is_cancelled(self, id: str) -> bool:
        """Whether the job is no longer wanted."""
        with self._lock:
            return self._entries[id].cancelled.is_set()

    def change(self, id: str, change: _Change) -> None:
        """Let `change` make the job's next state; the same once more is no news."""
        with self._lock:
            entry = self._entries[id]
            changed = change(entry.job)
            if changed == entry.job:
                return
            entry.job = replace(changed, version=entry.job.version + 1)
        self._changed()

    def _entry(self, id: str, reader: str) -> _Entry:
        entry = self._entries.get(id)
        if entry is None or entry.reader != reader:
            raise JobUnknown("there is no such work in the background; it may be over and forgotten")
        return entry

    def _ahead(self, id: str) -> int:
        lane = self._entries[id].job.kind
        of_lane = [other for other, entry in self._entries.items() if entry.job.kind == lane and not entry.job.is_ended]
        return of_lane.index(id)

    def _forget_oldest(self) -> None:
        ended = [id for id, entry in self._entries.items() if entry.job.is_ended]
        for id in ended[: max(0, len(ended) - KEPT)]:
            del self._entries[id]

    def _let_go(self, entry: _Entry) -> None:
        entry.cancelled.set()
        if self._taken(entry) is not None:
            self._end(entry, Cancelled())
            return
        with self._lock:
            if not entry.job.is_ended and not entry.job.is_stopping:
                entry.job = replace(entry.job, is_stopping=True, version=entry.job.version + 1)
        self._changed()

    def _taken(self, entry: _Entry) -> Work | None:
        """The work, for the one who takes it first, and clears up after it then."""
        with self._lock:
            work, entry.work = entry.work, None
            return work

    def _work_on(self, lane: str) -> None:
        while (id := self._queues[lane].get()) is not None:
            with self._lock:
                entry = self._entries.get(id)  # One that was let go of may be forgotten by now.
            if entry is not None:
                self._work(entry)

    def _work(self, entry: _Entry) -> None:
        if (work := self._taken(entry)) is not None:
            try:
                result = self._done(entry.job.id, work)
            except BaseException as error:  # The job is where it is told: this thread has nobody else to tell.
                self._end(entry, error)
            else:
                self._end(entry, None, result)

    def _done(self, id: str, work: Work) -> str:
        """Do the work; its result."""
        if self.is_cancelled(id):
            raise Cancelled
        self.change(id, lambda job: replace(job, status="running"))
        return work(Teller(self, id))

    def _end(self, entry: _Entry, error: BaseException | None, result: str = "") -> None:
        try:
            entry.discard()
        except Exception:  # What is left lying must not stop the jobs behind it.
            _log.exception("a job left something behind")
        entry.discard = nothing
        change = _end_of(error, result)
        self.change(entry.job.id, lambda job: replace(change(job), is_stopping=False))
        ended, entry.ended = entry.ended, _ignored  # What it holds may be large, and the job is remembered.
        ended(error)


def _end_of(error: BaseException | None, result: str) -> _Change:
    """What its end makes of a job."""
    if error is None:
        return lambda job: replace(job, status="done", result=result)
    if isinstance(error, Cancelled):
        return lambda job: replace(job, status="cancelled")
    problem = problem_of(error) if isinstance(error, Exception) else INTERNAL
    if problem.status >= 500:
        _log.error("a job failed", exc_info=error)
    return lambda job: replace(job, status="failed", problem=problem.detail)
