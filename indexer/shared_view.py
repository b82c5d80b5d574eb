"""The shared view: all who read a library at the same time see one version of it, and wait for nobody's thinking.

Between two look-ups of one question a model reads for a tenth of a second and more. Were a lock held meanwhile, readers
would queue; a transaction that is kept open keeps nobody out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from types import TracebackType

RENEWED_AFTER = 1.0
"""Seconds after which nobody joins a view any more: what other processes wrote has to be seen at some time."""


class SharedView:
    """The lock for look-ups on one connection, and views that several threads have at once. Safe for threads.

    The first view begins a read transaction and the last one ends it; look-ups in between, anybody's, see the same.
    Once something was written here, or a view is old, newcomers wait until the open ones have ended.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[None]]) -> None:
        """`reading` begins a read transaction, and ends it."""
        self._reading = reading
        self._condition = threading.Condition(threading.RLock())
        self._own = threading.local()
        self._transaction = ExitStack()
        self._views = 0
        self._begun = 0.0
        self._is_outdated = False

    def __enter__(self) -> None:
        """Begin a look-up: nobody else looks anything up until it ends. May be nested."""
        self._condition.acquire()
        try:
            # Who has begun already must not wait for itself.
            if not self._depth:
                self._condition.wait_for(self._may_begin)
        except BaseException:
            self._condition.release()
            raise
        self._own.depth = self._depth + 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the look-up."""
        self._own.depth = self._depth - 1
        self._condition.release()

    @contextmanager
    def view(self) -> Iterator[None]:
        """One unchanging version for all look-ups inside, while others look things up too. May be nested."""
        with self:
            if not self._views:
                self._transaction.enter_context(self._reading())
                self._begun, self._is_outdated = time.monotonic(), False
            self._views += 1
            self._own.depth = self._depth + 1
        try:
            yield
        finally:
            with self._condition:
                self._own.depth = self._depth - 1
                self._views -= 1
                if not self._views:
                    self._end()

    def outdate(self) -> None:
        """Something was written: whoever begins from now on sees it."""
        with self._condition:
            self._is_outdated = self._views > 0

    @property
    def _depth(self) -> int:
        """How many look-ups and views this thread is inside of."""
        return getattr(self._own, "depth", 0)

    def _may_begin(self) -> bool:
        return not self._views or not (self._is_outdated or time.monotonic() - self._begun > RENEWED_AFTER)

    def _end(self) -> None:
        try:
            self._transaction.close()
        finally:
            self._is_outdated = False
            self._condition.notify_all()


class WritingTurn:
    """The lock of writers: one at a time, and `written` is called after each."""

    def __init__(self, written: Callable[[], None]) -> None:
        self._lock = threading.Lock()
        self._written = written

    def __enter__(self) -> None:
        """Wait for the writer before."""
        self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the next one write."""
        self._lock.release()
        self._written()
