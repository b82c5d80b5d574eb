"""More time for a file that needs it: reading is limited in time, and a page to recognise takes seconds."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

granting: ContextVar[Callable[[float], None] | None] = ContextVar("granting", default=None)
"""What grants time in a process whose time is limited; None where it is not."""


def ask_for_time(seconds: float) -> None:
    """Have the clock start anew, and stop the reading only after so many seconds from now."""
    grant = granting.get()
    if grant is not None:
        grant(seconds)
