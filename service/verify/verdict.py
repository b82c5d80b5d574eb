"""What came of a claim: a verdict with the evidence that it rests on, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.quotes.quote import Place, Quote

Ruling = Literal["supported", "contradicted", "partly_supported", "not_found"]
"""What can become of a claim.

`partly_supported`: a part of it holds and another doesn't, the documents disagree, or what is found says nearly that.
"""

Stance = Literal["for", "against"]


@dataclass(frozen=True)
class Evidence:
    """A verbatim passage that speaks for the claim or against it, and how surely (`probability`, 0 to 1).

    `decides` tells what a verdict rests on from what is merely nearest: of that, `stance` is the side to which it
    leans. `steps` say why, in short sentences; `because` is the one of them that
    contradicts the claim, empty where none does.
    """

    quote: Quote
    stance: Stance
    probability: float
    decides: bool
    steps: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True)
class Verdict:
    """The verdict on a claim, its calibrated `confidence` (0 to 1), and the evidence, best first.

    `reason` says the verdict in one sentence for a reader; `steps` tell what was looked at, in order.
    `said_by` names other works' passages that say what the credited work doesn't: the claim is misattributed.
    `parts` are the verdicts on each of several claims in one sentence; none where it is a single claim.
    `unheld` names works that the claim credits and the library doesn't hold.
    """

    id: str
    claim: str
    verdict: Ruling
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()
    said_by: tuple[Place, ...] = ()
    steps: tuple[str, ...] = ()
    parts: tuple[Verdict, ...] = ()
    unheld: tuple[str, ...] = ()

    @property
    def is_misattributed(self) -> bool:
        """Whether another work than the credited one says it."""
        return bool(self.said_by)

    @property
    def supporting(self) -> tuple[Evidence, ...]:
        """The passages for the claim that the verdict rests on, best first."""
        return tuple(piece for piece in self.evidence if piece.stance == "for" and piece.decides)

    @property
    def contradicting(self) -> tuple[Evidence, ...]:
        """The passages against the claim that the verdict rests on, best first."""
        return tuple(piece for piece in self.evidence if piece.stance == "against" and piece.decides)
