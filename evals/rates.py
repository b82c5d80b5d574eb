"""Shares of a whole."""

from __future__ import annotations


def rate(part: int, whole: int) -> float:
    """The share of `whole` that `part` is; 1.0 of nothing, since nothing of it was missed."""
    return part / whole if whole else 1.0
