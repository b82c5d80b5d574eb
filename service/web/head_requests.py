"""HEAD requests, answered as a GET is, without the body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadRequests:
    """ASGI middleware: to what stands within it, a HEAD is a GET."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on; of the answer to a HEAD, only the headers go out."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        as_get: Scope = {**scope, "method": "GET"}

        async def headers_alone(message: Message) -> None:
            if message["type"] == "http.response.start":
                # What was found out on the way (the route, a new reader) is for those outside as well.
                scope.update({**as_get, "method": "HEAD"})
                await send(message)
                # At once, so that an answer that goes on and on, as events do, ends here.
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app(as_get, receive, headers_alone)
