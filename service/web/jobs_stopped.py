"""Work that was stopped with the server: written down while it lasts, and listed when the server starts again."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from service.web.jobs.board import Board
from service.web.jobs.job import Item, Job
from service.web.library.taking import READING_NOW

_log = logging.getLogger("pincite.service")

NAME = "interrupted.json"
"""The file, in the library's folder."""

TURN = "interrupted.lock"
"""The file beside it that the server holds which keeps its work there."""

BETWEEN_SECONDS = 1.0
"""How often at most it is written down how far a job has come; that one begins or ends is written down at once."""

_IN = frozenset({"added", "updated", "unchanged"})


class Stopped(msgspec.Struct, frozen=True):
    """A job that was stopped, or that isn't ended, and whose it is."""

    reader: str
    job: Job


class StoppedJobs:
    """What waits or runs on a board, kept in a library's folder for the server after this one. Safe for threads.

    Of several servers over one library, the first keeps its work there.
    """

    def __init__(self, board: Board, folder: Path) -> None:
        self._board = board
        self._path = folder / NAME
        self._turn_path = folder / TURN
        self._lock = threading.Lock()
        self._turn: int | None = None
        self._kept: Sequence[tuple[str, str]] = ()
        self._written = 0.0

    def start(self) -> None:
        """List on the board what was stopped with the server before, and write down from now on what there is to do."""
        if not self._is_first():
            _log.warning("another server has this library: what is stopped with this one can't be listed later")
            return
        for one in self._read():
            self._board.recall(one.reader, one.job if one.job.is_ended else _cut_off(one.job))
        self._keep([])
        self._board.follow(self._note)

    def stop(self) -> None:
        """Close the board, and write down what was still to be done or in the middle of it."""
        self._board.follow(_nothing)
        before = self._board.unended()
        self._keep([Stopped(reader, _interrupted(job)) for reader, job in before])
        self._board.close()
        after = {job.id: job for _, job in self._board.everything()}
        self._keep(
            [
                Stopped(reader, _interrupted(after.get(job.id, job)))
                for reader, job in before
                if after.get(job.id, job).status not in ("done", "failed") and not job.is_stopping
            ]
        )
        if self._turn is not None:
            self._turn_path.unlink(missing_ok=True)
            self._let_go()

    def _note(self) -> None:
        """Write down what waits or runs: at once where that is something else, else now and then."""
        with self._lock:
            jobs = [(reader, job) for reader, job in self._board.unended() if not job.is_stopping]
            now = [(job.id, job.status) for _, job in jobs]
            if now == self._kept and time.monotonic() - self._written < BETWEEN_SECONDS:
                return
            self._kept, self._written = now, time.monotonic()
            self._write([Stopped(reader, job) for reader, job in jobs])

    def _keep(self, stopped: list[Stopped]) -> None:
        with self._lock:
            self._write(stopped)

    def _write(self, stopped: list[Stopped]) -> None:
        """Write it down; where that can't be, it is said in the log."""
        try:
            if stopped:
                draft = self._path.with_suffix(".draft")
                draft.write_bytes(msgspec.json.encode(stopped))
                draft.replace(self._path)
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("what is stopped with the server can't be listed later: %s", error.strerror)

    def _read(self) -> list[Stopped]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[Stopped])
        except FileNotFoundError:
            return []
        except (OSError, msgspec.DecodeError) as error:
            _log.warning("what was stopped with the server the last time can't be listed: %s", error)
            return []

    def _is_first(self) -> bool:
        """Whether no other server keeps its work in this folder; one that was killed keeps nothing any more."""
        if sys.platform == "win32":
            return True
        import fcntl  # not on every system

        try:
            self._turn = os.open(self._turn_path, os.O_RDWR | os.O_CREAT, 0o644)
            fcntl.flock(self._turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._let_go()
            return False
        except OSError:  # A folder that can't be written to, or a file system without locks.
            self._let_go()
        return True

    def _let_go(self) -> None:
        held, self._turn = self._turn, None
        if held is not None:
            os.close(held)


def _nothing() -> None:
    """What is done about a change once the server stops."""


def _interrupted(job: Job) -> Job:
    """A job that a server had the time to stop."""
    taken = sum(item.status in _IN for item in job.items)
    left = (
        f"{taken} of its {len(job.items)} files are in the library, add the others again"
        if len(job.items) > 1
        else "begin it again"
    )
    return _ended(job, f"interrupted: the server was stopped before this was done; {left}")


def _cut_off(job: Job) -> Job:
    """A job whose server was killed, or ended with the machine: how far it came is known but roughly."""
    taken = sum(item.status in _IN for item in job.items)
    left = (
        f"{taken} or more of its {len(job.items)} files are in the library, add them all again: "
        "what is there stays as it is"
        if len(job.items) > 1
        else "begin it again"
    )
    items = tuple(item if item.status != READING_NOW else Item(item.name) for item in job.items)
    return replace(_ended(job, f"interrupted: the server broke off before this was done; {left}"), items=items)


def _ended(job: Job, problem: str) -> Job:
    return replace(job, status="failed", is_stopping=False, ahead=0, problem=problem)
