"""Weighing: what all judged passages together say of a claim, each side taken at its strongest.

A claim is supported by one passage that says it, whatever a hundred others don't say: each side counts with its
maximum, and a passage that repeats another adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.verify.evidence import Judged, told_once
from service.words.stems import stem

MOST_COUNTED = 12
"""Passages of each side that are looked at, the strongest first."""


@dataclass(frozen=True)
class Weighed:
    """All judged passages, and of each side those that take it, the strongest first and each statement once."""

    pieces: tuple[Judged, ...]
    supporting: tuple[Judged, ...]
    opposing: tuple[Judged, ...]

    @property
    def best_for(self) -> float:
        """How surely the strongest passage speaks for the claim."""
        return self.supporting[0].stances.supports if self.supporting else 0.0

    @property
    def best_against(self) -> float:
        """How surely the strongest passage speaks against the claim."""
        return self.opposing[0].stances.contradicts if self.opposing else 0.0


def weighed(pieces: Sequence[Judged]) -> Weighed:
    """The two sides of what was judged; equally strong ones by how near they are to the claim."""
    supporting = sorted(pieces, key=lambda piece: (-piece.stances.supports, *_nearness(piece)))
    opposing = sorted(pieces, key=lambda piece: (-piece.stances.contradicts, *_nearness(piece)))
    return Weighed(tuple(pieces), told_once(supporting[:MOST_COUNTED]), told_once(opposing[:MOST_COUNTED]))


def _nearness(piece: Judged) -> tuple[float, str, int]:
    hit = piece.candidate.hit
    return -hit.score, hit.held.document.name, hit.held.passage.span.start


def coverage(words: Sequence[str], pieces: Sequence[Judged], frequency: dict[str, int], size: int) -> float:
    """How much of the claim's wording, rare words more, the passages hold in theirs: 0 to 1."""
    said = {stem(word) for piece in pieces for word in piece.candidate.text.text.split()}
    weights = {word: size / (1 + frequency.get(word, 0)) for word in words}
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if stem(word) in said) / total if total else 0.0
