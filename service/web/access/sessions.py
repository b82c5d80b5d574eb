"""Sessions: who has signed in. They are forgotten when the server stops."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

COOKIE = "pincite-session"

SECONDS = 7 * 24 * 3600
"""How long a session lasts."""

MOST = 10_000
"""Sessions that are known at once; the oldest ends first."""


class Sessions:
    """Random ids, of which only the digests are kept. Safe for threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._ends: OrderedDict[str, float] = OrderedDict()

    def begin(self) -> str:
        """The id of a new session, which its cookie carries."""
        id = secrets.token_urlsafe(32)
        with self._lock:
            self._ends[_key(id)] = self._clock() + SECONDS
            while len(self._ends) > MOST:
                self._ends.popitem(last=False)
        return id

    def known(self, id: str) -> str | None:
        """The key of the session with this id; None where there is none, or it is over."""
        key = _key(id)
        with self._lock:
            ends = self._ends.get(key)
            if ends is not None and self._clock() < ends:
                return key
            self._ends.pop(key, None)
        return None

    def end(self, id: str) -> None:
        """Forget a session."""
        with self._lock:
            self._ends.pop(_key(id), None)


def cookie(id: str, *, is_secure: bool) -> str:
    """The header's value that gives a session to a browser; "" takes it away."""
    age = SECONDS if id else 0
    return f"{COOKIE}={id}; Path=/; Max-Age={age}; HttpOnly; SameSite=Strict" + ("; Secure" if is_secure else "")


def _key(id: str) -> str:
    return hashlib.sha256(id.encode("utf-8", "surrogatepass")).hexdigest()
