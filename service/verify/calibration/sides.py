"""Claims and texts made ready to be compared: read, and with their vectors where there is an encoder."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.encoder import Encoder
from service.verify.calibration.features import Side, features
from service.verify.gates.reading import Reading, reading
from service.verify.gates.signal import Signal
from service.verify.judge import EvidenceText

Compared = tuple[dict[str, float], tuple[Signal, ...]]
"""The features of a claim and a text, and the signals of the gates."""


class Sides:
    """Compares claims with texts; each text is encoded once a call, all together."""

    def __init__(self, encoder: Encoder | None) -> None:
        self._encoder = encoder

    def compared(self, claim: str, evidence: Sequence[EvidenceText]) -> list[Compared]:
        """A claim with each of the texts."""
        return self.compared_pairs([claim] * len(evidence), evidence)

    def compared_pairs(self, claims: Sequence[str], evidence: Sequence[EvidenceText]) -> list[Compared]:
        """Each claim with the text at its place."""
        sides = self._sides([*claims, *(one.text for one in evidence)])
        return [
            features(sides[claim], sides[one.text], around(one)) for claim, one in zip(claims, evidence, strict=True)
        ]

    def _sides(self, texts: Sequence[str]) -> dict[str, Side]:
        each = list(dict.fromkeys(texts))
        if self._encoder is None or not each:
            return {text: Side(reading(text)) for text in each}
        vectors = self._encoder.encode(each)
        return {text: Side(reading(text), vector) for text, vector in zip(each, vectors, strict=True)}


def around(evidence: EvidenceText) -> Reading:
    """What stands around a text, read as one: the sentences beside it, and the titles above."""
    return reading(
        " ".join(part for part in (evidence.before, evidence.after, evidence.title, evidence.section) if part)
    )
