"""Parts of files (RFC 9110, 14): a range that makes no sense, or that a file hasn't, is told as every other failure."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.naming import visible
from service.web.problems import Problem, refuse

UNIT = "bytes"
LONGEST_TOLD = 60
"""Characters of a range that are repeated."""


class ByteRanges:
    """ASGI middleware. What serves files within it refuses a range by a line of text, or by none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on, and tell what is wrong with its range."""
        asked = Headers(scope=scope).get("range") if scope["type"] == "http" else None
        if asked is None:
            await self._app(scope, receive, send)
            return
        if asked.partition("=")[0].strip().lower() != UNIT:
            # Who doesn't know a unit has to ignore the range (RFC 9110, 14.2).
            scope["headers"] = [(name, value) for name, value in scope["headers"] if name != b"range"]
            await self._app(scope, receive, send)
            return
        refusal: Problem | None = None

        async def sent(message: Message) -> None:
            nonlocal refusal
            if message["type"] == "http.response.start":
                refusal = _refusal(asked, message["status"], Headers(raw=message["headers"]))
            if refusal is None:
                await send(message)

        await self._app(scope, receive, sent)
        if refusal is not None:
            await refuse(refusal, scope, receive, send)


def _refusal(asked: str, status: int, headers: Headers) -> Problem | None:
    """What is told instead of an answer of that status, where it is the range that was refused."""
    told = visible(asked if len(asked) <= LONGEST_TOLD else f"{asked[:LONGEST_TOLD]}…")
    if status == 416:
        there = headers.get("content-range", "")
        size = there.rpartition("/")[2]
        detail = f"the range “{told}” lies outside the file, which has {size} bytes"
        return Problem(416, "range_outside", detail, (("Content-Range", there),))
    if status == 400 and headers.get("content-type", "").startswith("text/plain"):
        return Problem(400, "range_refused", f"the range “{told}” makes no sense: send it as bytes=FIRST-LAST")
    return None
