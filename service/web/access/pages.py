"""The page on which people sign in with the server's token, and the way out again."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from service.web.access.gate import SIGN_IN, SIGN_OUT, Access, session_id, too_many_attempts
from service.web.access.sessions import cookie
from service.web.access.visitor import SESSION
from service.web.rendering import rendered

router = APIRouter(include_in_schema=False)

_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
"""An address on this server; browsers take `//` and `/\\` for the beginning of another server's name."""


@router.get(SIGN_IN)
def form(request: Request, next: str = "/") -> Response:
    """The form for the token."""
    if _access(request) is None or SESSION in request.scope:
        return RedirectResponse(_local(next), status_code=303)
    return _form(request, next)


@router.post(SIGN_IN)
def sign_in(
    request: Request,
    token: Annotated[str, Form(max_length=2000)] = "",
    next: Annotated[str, Form(max_length=4000)] = "/",
) -> Response:
    """Begin a session for whoever has the token."""
    access = _access(request)
    if access is None:
        return RedirectResponse(_local(next), status_code=303)
    if wait := access.wait(request.scope):
        refusal = too_many_attempts(wait)
        return _form(request, next, refusal.detail, refusal.status, dict(refusal.headers))
    if not access.is_right(request.scope, token.strip()):
        return _form(request, next, "that is not this server’s token" if token else "type the token first", 401)
    response = RedirectResponse(_local(next), status_code=303)
    response.headers["Set-Cookie"] = cookie(access.sessions.begin(), is_secure=request.url.scheme == "https")
    return response


@router.post(SIGN_OUT)
def sign_out(request: Request) -> Response:
    """End the session."""
    access = _access(request)
    if access is None:
        return RedirectResponse("/", status_code=303)
    access.sessions.end(session_id(request))
    response = RedirectResponse(SIGN_IN, status_code=303)
    response.headers["Set-Cookie"] = cookie("", is_secure=request.url.scheme == "https")
    return response


def _access(request: Request) -> Access | None:
    access: Access | None = request.app.state.access
    return access


def _form(
    request: Request, next: str, refusal: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    response = rendered(request, "sign_in.html", {"next": _local(next), "refusal": refusal}, status)
    response.headers.update(headers or {})
    return response


def _local(address: str) -> str:
    return address if _LOCAL.fullmatch(address) else "/"
