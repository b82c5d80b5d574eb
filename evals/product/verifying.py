"""Verifying: how a claim is put to the product, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.product.asking import Shown
from indexer.encoder import Encoder
from indexer.library import Library
from service import bootstrap
from service.errors import ServiceError
from service.settings import Settings
from service.verify.claim import Claim
from service.verify.judge import EvidenceText


@dataclass(frozen=True)
class Ruled:
    """What was made of a claim: its verdict, how sure, and the passages shown, best first."""

    ruling: str
    confidence: float
    evidence: tuple[Shown, ...]


@dataclass(frozen=True)
class Sides:
    """The strongest support and the strongest contradiction that a text has for a claim."""

    supports: float
    contradicts: float


class Verifying:
    """Claims held against one library."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._verifier = bootstrap.verifier(library, bootstrap.judge(settings, library.encoder))

    def ruled(self, claim: str) -> Ruled | None:
        """The verdict on a claim; None where the product refuses it."""
        try:
            verdict = self._verifier.verify(Claim(claim))
        except ServiceError:
            return None
        shown = tuple(Shown.of_quote(piece.quote) for piece in verdict.evidence)
        return Ruled(verdict.verdict, verdict.confidence, shown)


class Judging:
    """Claims held against texts that are given, without a library."""

    def __init__(self, settings: Settings, encoder: Encoder | None = None) -> None:
        self._judge = bootstrap.judge(settings, encoder or bootstrap.encoder(settings))

    def sides(self, claim: str, title: str, sentences: Sequence[str]) -> Sides:
        """Each sentence judged with the ones beside it; the maximum of each side (0 where there are none)."""
        texts = [
            EvidenceText(
                text=sentence,
                before=sentences[number - 1] if number else "",
                after=sentences[number + 1] if number + 1 < len(sentences) else "",
                title=title,
            )
            for number, sentence in enumerate(sentences)
        ]
        stances = self._judge.judge(claim, texts)
        return Sides(
            max((one.supports for one in stances), default=0.0), max((one.contradicts for one in stances), default=0.0)
        )
