"""Signals: what a gate has to say on a claim and a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stance = Literal["agree", "conflict", "absent"]


@dataclass(frozen=True)
class Signal:
    """One gate's finding: agreement, conflict, or nothing to compare.

    `strength` from 0 to 1 is how far the compared words are said of the same thing; `claim` and `text` are the words
    that it rests on, as they are written; `reason` is one plain sentence for people, empty where nothing was compared.
    """

    gate: str
    stance: Stance = "absent"
    strength: float = 0.0
    claim: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    reason: str = ""


def shared(left: frozenset[str] | set[str], right: frozenset[str] | set[str]) -> float:
    """The share of the smaller set that the other has too; 0 where one is empty."""
    least = min(len(left), len(right))
    return len(left & right) / least if least else 0.0
