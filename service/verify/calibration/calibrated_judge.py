"""The judge that is shipped: gates, alignment and nearness of meaning, weighed by a small fitted classifier."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder
from service.verify.calibration.alignment import aligned
from service.verify.calibration.classifier import load
from service.verify.calibration.sides import Compared, Sides
from service.verify.gates.reading import reading
from service.verify.judge import EvidenceText, Stances

MOST_WORDS = 4
"""As many words of the claim are named of those that a text doesn't have."""
_TOLD = frozenset(("numbers", "years", "names", "direction", "causes", "hedges"))
# Agreement of the other gates is too common to be worth a sentence.


class CalibratedJudge:
    """Weighs gates, alignment and, where there is an encoder, nearness of meaning. Deterministic; safe for threads."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        """`encoder`: the library's; without one the judge is a little worse and several times faster."""
        self._sides = Sides(encoder)
        self._with_encoder = encoder is not None

    def judge(self, claim: str, evidence: Sequence[EvidenceText]) -> tuple[Stances, ...]:
        """The stances of each evidence text, in their order."""
        compared = self._sides.compared(claim, evidence)
        chances = load(self._with_encoder).stances([values for values, _ in compared])
        return tuple(
            _stances(row, _steps(claim, one, found), _conflicts(found))
            for row, one, found in zip(chances, evidence, compared, strict=True)
        )


def _stances(row: NDArray[np.float64], steps: tuple[str, ...], conflicts: tuple[str, ...]) -> Stances:
    supports, contradicts = round(float(row[0]), 4), round(float(row[1]), 4)
    return Stances(supports, contradicts, round(1 - supports - contradicts, 4), steps, conflicts)


def _conflicts(compared: Compared) -> tuple[str, ...]:
    """What the gates found that parts the two, the weightiest first."""
    found = sorted((s for s in compared[1] if s.stance == "conflict"), key=lambda s: -s.strength)
    return tuple(dict.fromkeys(signal.reason for signal in found if signal.reason))


def _steps(claim: str, evidence: EvidenceText, compared: Compared) -> tuple[str, ...]:
    """What the gates found, conflicts first, and which of the claim's words the text lacks."""
    order = {"conflict": 0, "agree": 1}
    found = [s for s in compared[1] if s.stance == "conflict" or (s.stance == "agree" and s.gate in _TOLD)]
    told = [signal.reason for signal in sorted(found, key=lambda s: (order.get(s.stance, 2), -s.strength))]
    missing = aligned(reading(claim), reading(evidence.text).carrying).unmet
    unmet = [word.text for word in missing if len(word.text) > 1 or word.text.isdigit()]
    if unmet:
        more = f" and {len(unmet) - MOST_WORDS} more" if len(unmet) > MOST_WORDS else ""
        told.append(
            f"Of the claim's words the text lacks {', '.join(f'“{word}”' for word in unmet[:MOST_WORDS])}{more}."
        )
    return tuple(dict.fromkeys(told))
