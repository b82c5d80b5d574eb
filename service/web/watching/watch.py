"""The watch: every request has an id, is counted, and is told of in one line, without what it was about."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web import problems
from service.web.api.routes import PREFIX
from service.web.guard import with_headers
from service.web.watching.metrics import Metrics
from service.web.watching.request_id import HEADER, begin

REQUESTS = "pincite.requests"
"""The logger of the lines; each record has the values of `Line` in `extra`."""

_log = logging.getLogger("pincite.service")
_requests = logging.getLogger(REQUESTS)


class Watch:
    """ASGI middleware, the outermost of all: what goes wrong within it becomes an answer here."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and tell of it when it is over."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id = begin(Headers(scope=scope).get(HEADER, ""))
        began, status, size = time.perf_counter(), 0, 0
        guarded = with_headers(scope, send)

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = id
            size += len(message.get("body", b""))
            await guarded(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:
            if status:  # Half an answer is out already: the connection has to end.
                raise
            response = await problems.answer(Request(scope), error)
            await response(scope, receive, sent)
        finally:
            self._tell(scope, id, status, size, time.perf_counter() - began)

    def _tell(self, scope: Scope, id: str, status: int, size: int, seconds: float) -> None:
        route = route_of(scope)
        self._metrics.request(route, scope["method"], status, seconds)
        milliseconds = round(seconds * 1000, 1)
        told: Mapping[str, object] = {
            "request": id,
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": milliseconds,
            "bytes": size,
        }
        _requests.info("%s %s %s %s ms %s", scope["method"], route, status, milliseconds, id, extra={"told": told})


def route_of(scope: Scope) -> str:
    """The template of the address, such as `/documents/{id}`; "other" for what is no address of ours."""
    if scope["path"].startswith("/static/"):
        return "/static"
    template = getattr(scope.get("route"), "path_format", None)
    if template is None:
        return "other"
    # A route of the API knows its address without the prefix that they have in common.
    return PREFIX + template if scope["path"].startswith(f"{PREFIX}/") else str(template)
