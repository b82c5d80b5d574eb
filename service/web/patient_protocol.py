"""HTTP/1.1 on one connection, with patience for slow strangers that ends."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from service.web.guard import HEADERS
from service.web.problems import MEDIA_TYPE, Problem, problem_json
from service.web.watching.request_id import HEADER, begin

HEAD_SECONDS = 15
"""How long the head of a request may take, from its first byte or from when the connection was made."""

UNREAD_SECONDS = 60
"""How long an answer may stay unread, once there is no more room for it on the way."""

NO_HTTP = "this can't be understood as a request of HTTP/1.1, or its head is too long"
"""What is told of it."""


class PatientProtocol(H11Protocol):
    """uvicorn's own, but a connection that only ever begins a request, or never reads its answer, is closed.

    No more are held than the concurrency limit says: the oldest that asks nothing makes room for a new one.
    """

    _head: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        # uvicorn itself would hold any number, and refuse what is asked on all of them.
        self._most, self.limit_concurrency = self.limit_concurrency, None
        self._since = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A connection from which a request should come."""
        super().connection_made(transport)
        self._head = self.loop.call_later(HEAD_SECONDS, transport.abort)
        if self._most is not None and len(self.connections) > self._most:
            self._make_room()

    def _make_room(self) -> None:
        """Close the oldest connection that asks nothing, else this one."""
        held = (each for each in self.connections if isinstance(each, PatientProtocol) and each is not self)
        idle = [each for each in held if each.cycle is None or each.cycle.response_complete]
        leaving = min(idle, key=lambda each: each._since, default=self)
        # It takes a turn of the loop to be gone: until then it must not be counted, nor chosen again.
        self.connections.discard(leaving)
        leaving.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Tell what can't be understood as HTTP as a problem, like every other failure, and close."""
        id = begin("")
        body = json.dumps(problem_json(Problem(400, "invalid_request", NO_HTTP))).encode()
        headers = {
            **HEADERS,
            HEADER: id,
            "Content-Type": MEDIA_TYPE,
            "Content-Length": str(len(body)),
            "Connection": "close",
        }
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True  # Its own answer would come after this one.
        with suppress(h11.LocalProtocolError):  # It is half answered already.
            self._send(h11.Response(status_code=400, headers=list(headers.items()), reason=b"Bad Request"))
            self._send(h11.Data(data=body))
            self._send(h11.EndOfMessage())
        self.transport.close()

    def _send(self, event: h11.Event) -> None:
        self.transport.write(self.conn.send(event) or b"")

    def data_received(self, data: bytes) -> None:
        """More of a request: its head is whole where an answer to it has been begun."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._forget()
        elif self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self.transport.abort)

    def pause_writing(self) -> None:
        """The other side reads more slowly than it is told."""
        super().pause_writing()
        self._unread = self.loop.call_later(UNREAD_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """There is room again."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._forget()
        super().connection_lost(exc)  # Resumes writing, which ends the other patience.

    def _forget(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None
