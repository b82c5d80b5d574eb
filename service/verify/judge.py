"""Judging: how far an evidence text supports a claim, contradicts it, or does neither.

This is the contract alone; what keeps it stands beside it and is chosen in one place with everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class EvidenceText:
    """A sentence that a claim is judged by, with what helps to understand it.

    `text` is judged; `before` and `after` are the sentences beside it, `title` the work's and `section` the heading
    above it: each is empty where there is none.
    """

    text: str
    before: str = ""
    after: str = ""
    title: str = ""
    section: str = ""


@dataclass(frozen=True)
class Stances:
    """The probabilities that a text supports a claim, contradicts it, or does neither; their sum is 1.

    `steps` says in plain sentences what this rests on, the weightiest first: "The claim says 45 %, the text 39.7 %."
    `conflicts` are those of them that tell how the text contradicts the claim.
    """

    supports: float
    contradicts: float
    neither: float
    steps: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


class Judge(Protocol):
    """What weighs a claim against evidence. Deterministic; safe for threads."""

    def judge(self, claim: str, evidence: Sequence[EvidenceText]) -> tuple[Stances, ...]:
        """The stances of each evidence text, in their order."""
