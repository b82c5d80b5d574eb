"""Evidence: candidates that were judged, the sides that they take, and what of them is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from indexer.library import Library
from service.ask.folding import repeats, same
from service.quotes.crediting import reports
from service.quotes.quoting import place, quote
from service.verify.gathering import Candidate
from service.verify.judge import Judge, Stances
from service.verify.verdict import Evidence, Stance

MOST_SHOWN = 5
"""Pieces of evidence that a verdict shows."""


@dataclass(frozen=True)
class Judged:
    """A candidate and where it stands; `is_computed` tells that its table's cells were compared, not its words.

    `is_settled` tells that its figures were compared one by one, as cells are, and `is_verbatim` that it has the claim
    word for word. `bearing` is the log-odds that it is about what the claim says, None where that wasn't read.
    """

    candidate: Candidate
    stances: Stances
    is_computed: bool = False
    is_settled: bool = False
    is_verbatim: bool = False
    bearing: float | None = None

    @property
    def stance(self) -> Stance:
        """The side to which it leans."""
        return "for" if self.stances.supports >= self.stances.contradicts else "against"

    @property
    def probability(self) -> float:
        """How surely it takes the side to which it leans."""
        return max(self.stances.supports, self.stances.contradicts)


def judged(claim: str, candidates: Sequence[Candidate], judge: Judge) -> tuple[Judged, ...]:
    """The candidates with their stances, in their order."""
    stances = judge.judge(claim, [candidate.text for candidate in candidates])
    return tuple(Judged(candidate, stance) for candidate, stance in zip(candidates, stances, strict=True))


def told_once(pieces: Iterable[Judged]) -> tuple[Judged, ...]:
    """The pieces without those that say again what one before them says."""
    kept: list[Judged] = []
    for piece in pieces:
        if not any(same(piece.candidate.hit, other.candidate.hit) for other in kept):
            kept.append(piece)
    return tuple(kept)


def shown(piece: Judged, decides: bool, among: Sequence[Judged], library: Library) -> Evidence:
    """The piece as evidence for a reader; `among` are all that were judged, in which its repeats are looked for."""
    hit = piece.candidate.hit
    holding = hit.held.document
    document = library.document(holding)
    again = repeats(hit, [other.candidate.hit for other in among])
    plain = replace(
        quote(holding, piece.candidate.span, library.document),
        before=piece.candidate.text.before,
        after=piece.candidate.text.after,
        repeats=tuple(place(one.held.document, one.held.passage.span, library.document) for one in again),
        reports=reports(document, piece.candidate.span) if hit.held.passage.kind == "sentence" else (),
    )
    return Evidence(plain, piece.stance, round(piece.probability, 4), decides, piece.stances.steps, _because(piece))


def _because(piece: Judged) -> str:
    """The first step that tells of a conflict, where it leans against the claim."""
    return next(iter(piece.stances.conflicts), "") if piece.stance == "against" else ""
