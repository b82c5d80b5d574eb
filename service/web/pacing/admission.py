"""Admission: how much work is done at once, and how long whoever asked waits for it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.server_limits import ServerLimits
from service.web.guard import UPLOADS
from service.web.problems import COME_AGAIN, RETRY_SECONDS, Problem, refuse

_ASKS = re.compile(
    r"/|/c/[^/]+(?:/again)?|/api/v1/(?:ask|verify|conversations|conversations/[^/]+/questions(?:/\d+/again)?)"
)
"""What is answered while the asker waits, by POST."""


class Admission:
    """ASGI middleware: a bounded amount of work at once; the rest waits its turn, and takes no thread meanwhile.

    Asking, and taking files in, have turns of their own; pages, health and metrics never wait.
    """

    def __init__(self, app: ASGIApp, limits: ServerLimits) -> None:
        self._app = app
        self._seconds = limits.answer_seconds
        self._asking = _Turns(limits.at_once, limits.queue)
        self._taking = _Turns(limits.at_once, limits.queue)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on when its turn has come."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
        elif _ASKS.fullmatch(scope["path"]):
            await self._in_turn(self._asking, scope, receive, send, self._answered)
        elif scope["path"] in UPLOADS:
            await self._in_turn(self._taking, scope, receive, send, self._app)
        else:
            await self._app(scope, receive, send)

    async def _in_turn(self, turns: _Turns, scope: Scope, receive: Receive, send: Send, app: ASGIApp) -> None:
        async with turns.one(self._seconds) as has_turn:
            if has_turn:
                await app(scope, receive, send)
                return
        await refuse(_busy(), scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in time, or say that it takes too long; what was begun goes on, and keeps its turn to its end."""
        out = _Once(send)
        working = asyncio.ensure_future(self._app(scope, receive, out.send))
        try:
            done, _ = await asyncio.wait({working}, timeout=self._seconds)
            if not done and out.close():
                await refuse(_late(self._seconds), scope, receive, send)
            await working
        except asyncio.CancelledError:
            working.cancel()
            raise


class _Turns:
    """So many at once, so many more in the queue."""

    def __init__(self, at_once: int, queue: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._queue = queue
        self._waiting = 0

    @asynccontextmanager
    async def one(self, patience: float) -> AsyncIterator[bool]:
        """A turn, waited for in order; False where too many wait, or none came in time."""
        if not await self._taken(patience):
            yield False
            return
        try:
            yield True
        finally:
            self._free.release()

    async def _taken(self, patience: float) -> bool:
        if self._waiting >= self._queue and self._free.locked():
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                return await self._free.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1


class _Once:
    """Hands an answer on, unless it is closed before the answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._has_begun = False
        self._is_closed = False

    async def send(self, message: Message) -> None:
        """Hand it on, or drop it."""
        if not self._is_closed:
            self._has_begun = True
            await self._send(message)

    def close(self) -> bool:
        """Take no more, where nothing has come yet; else False."""
        self._is_closed = not self._has_begun
        return self._is_closed


def _busy() -> Problem:
    detail = f"the server is busy answering others: try again in {RETRY_SECONDS} s"
    return Problem(503, "busy", detail, COME_AGAIN)


def _late(seconds: int) -> Problem:
    detail = f"there was no answer within {seconds} s: ask again later, or narrow down what is searched"
    return Problem(504, "answer_late", detail)
