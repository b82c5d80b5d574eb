"""Rates: how many requests a minute a reader may make."""

from __future__ import annotations

from math import ceil

from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.access.visitor import visitor
from service.web.pacing.buckets import Buckets
from service.web.problems import Problem, refuse

FREE = ("/static/", "/healthz", "/readyz", "/metrics")
"""What costs next to nothing, or is asked by machines that watch the server."""


class Rates:
    """ASGI middleware: who asks too often is told when to come again."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        """`most`: the requests a minute of each visitor."""
        self._app = app
        self._most = most
        self._buckets = Buckets(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] == "http" and not scope["path"].startswith(FREE):
            wait = self._buckets.take(visitor(scope))
            if wait:
                await refuse(self._refusal(wait), scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refusal(self, wait: float) -> Problem:
        seconds = ceil(wait)
        detail = f"more than {self._most} requests came from you within a minute: try again in {seconds} s"
        return Problem(429, "too_many_requests", detail, (("Retry-After", str(seconds)),))
