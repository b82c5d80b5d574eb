"""Progress: how far long work has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and of how many."""


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""
