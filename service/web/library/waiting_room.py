"""The waiting room: uploads that are stored and wait to be read, a bounded number and size of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Lock

from service.web.problems import WaitingFull


class WaitingRoom:
    """Counts the uploads of each reader and the bytes of all. Safe for threads."""

    def __init__(self, most_uploads: int = 20, most_bytes: int = 2_000_000_000) -> None:
        """`most_uploads` of one reader; `most_bytes` of all readers together."""
        self._most_uploads = most_uploads
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._uploads: Counter[str] = Counter()
        self._bytes = 0

    def check(self, reader: str) -> None:
        """Raise WaitingFull where another upload of this reader would be one too many."""
        with self._lock:
            if self._uploads[reader] >= self._most_uploads:
                waiting = self._uploads[reader]
                raise WaitingFull(f"{waiting} uploads of yours wait to be read already: send more once some are done")

    def enter(self, reader: str, size: int) -> Callable[[], None]:
        """Let an upload of `size` bytes wait; what is called when it no longer does. Raises WaitingFull."""
        self.check(reader)
        with self._lock:
            if self._bytes and self._bytes + size > self._most_bytes:
                waiting = f"{self._bytes / 1_000_000:,.0f} MB"
                raise WaitingFull(f"{waiting} of uploads wait to be read already: send these once some are done")
            self._uploads[reader] += 1
            self._bytes += size
        return lambda: self._leave(reader, size)

    def _leave(self, reader: str, size: int) -> None:
        with self._lock:
            self._bytes -= size
            self._uploads[reader] -= 1
            if not self._uploads[reader]:
                del self._uploads[reader]
