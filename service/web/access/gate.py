"""The gate: where the server has a token, whoever comes in has it, or has signed in with it."""

from __future__ import annotations

from math import ceil
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from service.web.access.sessions import COOKIE, Sessions
from service.web.access.token import Token
from service.web.access.visitor import SESSION, address_of
from service.web.pacing.buckets import Buckets
from service.web.problems import Problem, refuse, wants_page

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"

ATTEMPTS_A_MINUTE = 10
"""Wrong tokens from one address."""


class Access:
    """What opens the gate: the token, the sessions, and how often someone may be wrong about the token."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.sessions = Sessions()
        self._wrong = Buckets(ATTEMPTS_A_MINUTE)

    def wait(self, scope: Scope) -> int:
        """The seconds until another token from this address is looked at; 0 where that is now."""
        return ceil(self._wrong.wait(address_of(scope)))

    def is_right(self, scope: Scope, said: str) -> bool:
        """Whether what was said is the token; one that isn't is counted."""
        if self.token.is_it(said):
            return True
        self._wrong.take(address_of(scope))
        return False


def too_many_attempts(wait: int) -> Problem:
    """The refusal of whoever was wrong about the token too often."""
    detail = f"too many wrong tokens came from this address: try again in {wait} s"
    return Problem(429, "too_many_attempts", detail, (("Retry-After", str(wait)),))


class Gate:
    """ASGI middleware: programs send `Authorization: Bearer`, people sign in once and have a cookie then."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, show the way to the form for the token, or hand the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        key = self._access.sessions.known(session_id(HTTPConnection(scope)))
        if key is not None:
            scope[SESSION] = key
        refusal = None if key is not None or _is_open(scope["path"]) else self._refusal(scope, headers)
        if refusal is None:
            await self._app(scope, receive, send)
        elif refusal.status == 401 and scope["method"] in ("GET", "HEAD") and wants_page(scope):
            await RedirectResponse(sign_in_for(scope), status_code=303)(scope, receive, send)
        else:
            await refuse(refusal, scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Problem | None:
        scheme, _, said = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return _unknown("this server needs its token: send the header `Authorization: Bearer …`, or sign in")
        if wait := self._access.wait(scope):
            return too_many_attempts(wait)
        if self._access.is_right(scope, said.strip()):
            return None
        return _unknown("that is not this server's token")


def session_id(connection: HTTPConnection) -> str:
    """The id in the session's cookie, "" where there is none; whatever cookies of other programs come along."""
    return connection.cookies.get(COOKIE, "")


def sign_in_for(scope: Scope) -> str:
    """The form for the token, that leads to what was asked for."""
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    # What signs out is nothing to be led back to: it takes no GET.
    return SIGN_IN if wanted == "/" or scope["path"] == SIGN_OUT else f"{SIGN_IN}?next={quote(wanted, safe='')}"


def _is_open(path: str) -> bool:
    """What the form for the token needs."""
    return path == SIGN_IN or path.startswith("/static/")


def _unknown(detail: str) -> Problem:
    return Problem(401, "token_needed", detail, (("WWW-Authenticate", 'Bearer realm="Pincite"'),))
