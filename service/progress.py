"""Progress: how far long work has come, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many of it are done, and of how many."""


class Measured(Protocol):
    """Told what `Progress` is told, and how much of the whole work is done, from 0 to 1, where that is known."""

    def __call__(self, step: str, done: int, total: int, share: float | None = None) -> None:
        """Say how far the work has come."""


def unmeasured(tell: Progress) -> Measured:
    """Tells `tell` of the step alone."""
    return lambda step, done, total, share=None: tell(step, done, total)


def silent(step: str, done: int, total: int) -> None:
    """Tells nobody."""


class Course:
    """One measure over work in several steps, from 0 to 1: it never goes back.

    `weights` are the steps in their order, each with how long it takes beside the others; a step that isn't among them
    leaves the measure where it is.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        whole = sum(weights.values())
        self._parts: dict[str, tuple[float, float]] = {}
        before = 0.0
        for step, weight in weights.items():
            self._parts[step] = before / whole, weight / whole
            before += weight
        self._share = 0.0

    def share(self, step: str, done: int, total: int) -> float:
        """How much of the whole is done, now that `done` of `total` of the step are."""
        begins, part = self._parts.get(step, (0.0, 0.0))
        come = min(done / total, 1.0) if total else 0.0
        self._share = max(self._share, begins + part * come)
        return self._share
