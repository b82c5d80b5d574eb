"""Token buckets: how often something may be done, for each of many keys."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_KEYS = 10_000
"""Keys that are remembered; the one that was used longest ago is forgotten first."""


class Buckets:
    """A bucket a key: it holds `most` turns and is filled again within a minute. Safe for threads."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._lock = Lock()
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take a turn: 0 where there is one, else the seconds until there will be."""
        with self._lock:
            now = self._clock()
            left = self._left(key, now)
            wait = 0.0 if left >= 1 else (1 - left) * 60 / self._most
            self._keep(key, left if wait else left - 1, now)
            return wait

    def wait(self, key: str) -> float:
        """The seconds until there is a turn, taking none."""
        with self._lock:
            left = self._left(key, self._clock())
            return 0.0 if left >= 1 else (1 - left) * 60 / self._most

    def _left(self, key: str, now: float) -> float:
        left, then = self._held.get(key, (float(self._most), now))
        return min(float(self._most), left + max(0.0, now - then) * self._most / 60)

    def _keep(self, key: str, left: float, now: float) -> None:
        self._held[key] = (left, now)
        self._held.move_to_end(key)
        while len(self._held) > MOST_KEYS:
            self._held.popitem(last=False)
