"""Who reads: without accounts, whoever sits at this machine; from elsewhere, whoever has the cookie."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from starlette.types import Scope

COOKIE = "pincite-reader"
HERE = "here"
"""The one reader of a server that only this machine can reach: a lost cookie must not lose a history."""

_KEY = re.compile(r"[\w-]{22,64}", re.ASCII)
_YEAR = 365 * 24 * 3600
_NEW = "pincite.new_reader"


def _reader(request: Request) -> str:
    if request.app.state.is_local:
        return HERE
    key = request.cookies.get(COOKIE, "")
    if _KEY.fullmatch(key):
        return key
    key = secrets.token_urlsafe(24)
    request.scope[_NEW] = key
    return key


AtReader = Annotated[str, Depends(_reader)]
"""The key of whoever reads: conversations, reviews and jobs are theirs alone."""


def reader_cookie(scope: Scope) -> Iterator[str]:
    """The header that gives a new reader a key, after a request that needed one."""
    if _NEW in scope:
        secure = "; Secure" if scope.get("scheme") == "https" else ""
        yield f"{COOKIE}={scope[_NEW]}; Path=/; Max-Age={_YEAR}; HttpOnly; SameSite=Strict{secure}"
