"""The id of the request that is being answered, by which a person can name it and a log be searched."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"

_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_NOW: ContextVar[str] = ContextVar("request", default="")


def request_id() -> str:
    """The id of the request that is being answered here; "" where there is none."""
    return _NOW.get()


def begin(given: str) -> str:
    """The request's id from now on: the one that it came with, if that is a sane one, else a new one."""
    id = given if _SANE.fullmatch(given) else secrets.token_hex(8)
    _NOW.set(id)
    return id
