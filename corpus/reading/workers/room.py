"""The room for answers that wait to be used: so many bytes together, whoever read them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Abandoned(Exception):
    """Nobody wants the answer any more."""


class Room:
    """Holds answers back in the processes that made them while too many bytes wait here. Safe for threads.

    An answer that somebody waits for is always let in, and so is every one while the answer waited for can't begin
    because others block its way: whoever takes answers in order never waits for good.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held: dict[int, int] = {}
        self._begun: set[int] = set()
        self._wanted: set[int] = set()
        self._given_up: set[int] = set()
        self._closed = False
        self._changed = threading.Condition()
        self.peak = 0

    @property
    def bytes_held(self) -> int:
        """How many bytes wait."""
        return sum(self._held.values())

    def begin(self, ticket: int) -> None:
        """The work on a ticket's answer has begun; raises Abandoned where nobody wants it."""
        with self._changed:
            if self._closed or ticket in self._given_up:
                raise Abandoned
            self._begun.add(ticket)
            self._changed.notify_all()

    def enter(self, ticket: int, size: int) -> None:
        """Wait until an answer of so many bytes may come in; raises Abandoned where nobody wants it."""
        with self._changed:
            self._changed.wait_for(lambda: self._may_enter(ticket, size))
            if self._closed or ticket in self._given_up:
                raise Abandoned
            self._held[ticket] = size
            self.peak = max(self.peak, self.bytes_held)

    def leave(self, ticket: int) -> None:
        """The answer was used, or there is none."""
        with self._changed:
            self._held.pop(ticket, None)
            self._begun.discard(ticket)
            self._given_up.discard(ticket)
            self._changed.notify_all()

    def close(self) -> None:
        """Nobody wants any answer any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def give_up(self, ticket: int) -> None:
        """The answer isn't wanted any more."""
        with self._changed:
            self._given_up.add(ticket)
            self._changed.notify_all()

    @contextmanager
    def wanting(self, ticket: int) -> Iterator[None]:
        """Somebody waits for this answer."""
        with self._changed:
            self._wanted.add(ticket)
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._wanted.discard(ticket)

    def _may_enter(self, ticket: int, size: int) -> bool:
        return (
            self._closed
            or ticket in self._wanted
            or ticket in self._given_up
            or self.bytes_held + size <= self._most
            or not self._wanted <= self._begun
        )
