"""A file that shows a fault, made smaller as long as it shows the same one."""

from __future__ import annotations

import time
from collections.abc import Callable


def reduced(data: bytes, shows: Callable[[bytes], bool], seconds: float) -> bytes:
    """The smallest part found of `data` that still `shows` it, within so many seconds.

    Stretches are taken out, halves first, then halves of these and so on (delta debugging, Zeller 1999).
    """
    until = time.monotonic() + seconds
    size = max(1, len(data) // 2)
    while size >= 1:
        start, shorter = 0, False
        while start < len(data):
            if time.monotonic() > until:
                return data
            candidate = data[:start] + data[start + size :]
            if shows(candidate):
                data, shorter = candidate, True
            else:
                start += size
        if not shorter:
            if size == 1:
                break
            size //= 2
    return data
