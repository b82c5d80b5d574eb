"""Work that somebody waits for: done as every other job is, and its maker gets what came of it, or what went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Generic, TypeVar

from anyio import from_thread
from starlette.requests import Request

from service.errors import JobUnknown, ServiceError
from service.web.jobs.board import Board, Cancelled, Teller, nothing
from service.web.jobs.job import Item, Job
from service.web.problems import Busy, NotReady, WorkStopped

LOOK_SECONDS = 0.5
"""How often it is looked whether whoever waits is still there."""

Made = TypeVar("Made")


class ClientGone(ServiceError):
    """Whoever waited has gone away."""


class Awaited(Generic[Made]):
    """A job on a board, and what its work makes."""

    def __init__(
        self,
        board: Board,
        lane: str,
        reader: str,
        title: str,
        work: Callable[[Teller], Made],
        *,
        items: Sequence[Item] = (),
        discard: Callable[[], None] = nothing,
        address: str = "",
        goes_on: bool = False,
    ) -> None:
        """Put the work in the lane's queue, as `Board.submit` does; `address` is the page that shows what it made.

        `goes_on`: it does even where whoever waits for it goes away, as a page that somebody leaves.
        """
        self._board = board
        self._reader = reader
        self._address = address
        self._goes_on = goes_on
        self._work = work
        self._made: list[Made] = []
        self._end: Future[Made] = Future()
        self._end.set_running_or_notify_cancel()
        self.job: Job = board.submit(
            lane, reader, title, self._worked, items=items, discard=discard, ended=self._has_ended
        )

    def result(self, request: Request, patience: float) -> Made:
        """Wait for it in a thread that serves `request`, and have the job forgotten; raises what the work raises.

        Raises Busy where it hasn't begun after `patience` seconds, ClientGone where nobody waits any more (unless it
        goes on then, it is let go of), and NotReady or WorkStopped where it was stopped, with the server or alone.
        """
        last, is_left = time.monotonic() + patience, False
        try:
            while not self._is_over():
                if from_thread.run(request.is_disconnected):
                    is_left = self._goes_on
                    raise ClientGone("whoever sent this has gone")
                if time.monotonic() > last and self._waits():
                    raise Busy("others' files are being read and checked: send this again later, or in the background")
            return self._end.result()
        except Cancelled:
            if self._board.is_closed:
                raise NotReady("the server is about to stop: send this again once it has been started") from None
            raise WorkStopped("the work was stopped in the list of jobs: begin it again") from None
        finally:
            if not is_left:
                with suppress(JobUnknown):
                    self._board.cancel(self.job.id, self._reader)
                    self._board.forget(self.job.id, self._reader)

    def _is_over(self) -> bool:
        try:
            self._end.exception(LOOK_SECONDS)
        except TimeoutError:
            return False
        return True

    def _waits(self) -> bool:
        return self._board.job(self.job.id, self._reader).status == "waiting"

    def _worked(self, teller: Teller) -> str:
        self._made.append(self._work(teller))
        return self._address

    def _has_ended(self, error: BaseException | None) -> None:
        if error is None:
            self._end.set_result(self._made[0])
        else:
            self._end.set_exception(error)
