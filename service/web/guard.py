"""The guard at the door: which requests come in, how large they may be, and what browsers may do with answers."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.web.pacing.body import paced, too_large
from service.web.problems import Problem, refuse
from service.web.reader import reader_cookie

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names by which a server that only this machine can reach is addressed."""

SMALL_BODY = 1_000_000
"""Bytes of any request that is not an upload."""

MOST_HEAD = 65_536
"""Bytes of the address and the headers of a request together."""

UPLOADS = frozenset({"/api/v1/documents", "/api/v1/review", "/api/v1/reviews", "/library", "/review"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "private, no-cache",
}
"""Sent with every answer that does not say otherwise."""

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
    """ASGI middleware. It refuses other sites' requests, which a browser on this machine would else carry here."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None, upload_bytes: int, body_seconds: int) -> None:
        """`hosts` are the names this server may be addressed by (None: any); `upload_bytes` the largest upload.

        A body may take `body_seconds`, and what its bytes take at the slowest pace.
        """
        self._app = app
        self._hosts = hosts
        self._upload_bytes = upload_bytes
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope, Headers(scope=scope))
        if refusal is not None:
            await refuse(refusal, scope, receive, send)
        else:
            await self._app(scope, paced(receive, self._most_bytes(scope), self._body_seconds), send)

    def _refusal(self, scope: Scope, headers: Headers) -> Problem | None:
        # A foreign name here means that someone's domain was pointed at this machine ("DNS rebinding").
        if self._hosts is not None and _host_name(headers.get("host", "")) not in self._hosts:
            return Problem(421, "host_refused", "this server does not answer to that host name")
        if scope["method"] not in _SAFE_METHODS and _is_cross_site(headers):
            return Problem(403, "cross_site", "this request came from another site's page")
        if _head_bytes(scope) > MOST_HEAD:
            return Problem(431, "head_too_large", "the head of the request has more than 64 kB: send less in it")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > self._most_bytes(scope):
            return Problem(413, "too_large", too_large(self._most_bytes(scope)))
        return None

    def _most_bytes(self, scope: Scope) -> int:
        return self._upload_bytes if scope["path"] in UPLOADS else SMALL_BODY


def _head_bytes(scope: Scope) -> int:
    fields = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
    return fields + len(scope.get("raw_path") or b"") + len(scope["query_string"])


def _host_name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_cross_site(headers: Headers) -> bool:
    """Told by the browser itself (Fetch Metadata), or by an origin other than the host; other programs send neither."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and _netloc(origin) != headers.get("host")


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def with_headers(scope: Scope, send: Send) -> Send:
    """`send`, which gives every answer the headers that all have, and a new reader a cookie."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            for cookie in reader_cookie(scope):
                headers.append("Set-Cookie", cookie)
        await send(message)

    return sent
