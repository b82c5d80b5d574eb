"""Ruling: the verdict on one claim out of the odds and both sides of the evidence, in words too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from service.verify.bands import STRONG, Odds
from service.verify.evidence import MOST_SHOWN, Judged, told_once
from service.verify.verdict import Ruling, Stance
from service.verify.weighing import Weighed

CLOSE = 0.1
"""Where the odds of both sides differ by less, neither wins."""

LEAST_TOLD = 0.37
"""A side that is less likely isn't told as a verdict: among the tuning cases of `python -m evals verdicts` it is then
likelier to be none; higher bounds lose more right verdicts than wrong ones."""

LEAST_DECISIVE = 0.7
"""Beside the strongest passage of the side that wins, one that takes it less surely than this share decides nothing."""

LEAST_SURE: dict[Stance, float] = {"for": 0.0, "against": 0.2}
"""A passage that takes a side less surely than this decides nothing: what says a thing in other words is never sure."""

LIKELY_UNTOLD = 0.5
"""From here on, a claim is contradicted even where nobody can tell in what figure, name or word (chosen on the tuning
cases among 0.45 to 0.9; below, a passage must be told apart from the claim)."""

MOST_OF_A_SIDE = 2
"""Passages of a side that are shown before what is merely nearest."""


@dataclass(frozen=True)
class Ruled:
    """A ruling, how probable it is, what it rests on, and what is shown with it: each with whether it decides.

    `is_of_others` tells that the passages say it, but nothing says it of those whom the claim credits.
    """

    ruling: Ruling
    confidence: float
    odds: Odds
    shown: tuple[tuple[Judged, bool], ...]
    is_unsure: bool = False
    is_disputed: bool = False
    is_of_others: bool = False


def undecided(what: Ruled) -> Ruled:
    """The same passages, of which none decides anything."""
    shown = tuple((piece, False) for piece, _ in what.shown)
    return replace(what, ruling="not_found", confidence=what.odds.highest, shown=shown, is_disputed=False)


def ruled(weighed: Weighed, odds: Odds) -> Ruled:
    """The likeliest verdict that has evidence; where two strong sides are as likely, `partly_supported`."""
    is_disputed = _is_disputed(weighed)
    ruling = _likeliest(weighed, odds)
    if is_disputed and abs(odds.supported - odds.contradicted) < CLOSE:
        ruling = "partly_supported"
    both = max(odds.supported, odds.contradicted)
    confidence = both if ruling == "partly_supported" else _chance(odds, ruling)
    is_unsure = odds.is_unsure or confidence < odds.highest
    return Ruled(ruling, confidence, odds, _shown(weighed, ruling, is_disputed, odds), is_unsure, is_disputed)


def _likeliest(weighed: Weighed, odds: Odds) -> Ruling:
    """A side only where it is likely enough and a passage takes it that can be shown; else `not_found`."""
    side: Ruling = "supported" if odds.supported >= odds.contradicted else "contradicted"
    chance = _chance(odds, side)
    if odds.not_found >= chance or chance < LEAST_TOLD:
        return "not_found"
    return side if any(_deciding(weighed, stance, odds) for stance in _SIDES[side]) else "not_found"


def _chance(odds: Odds, ruling: Ruling) -> float:
    known = {"supported": odds.supported, "contradicted": odds.contradicted, "not_found": odds.not_found}
    return known.get(ruling, odds.highest)


def _is_disputed(weighed: Weighed) -> bool:
    """Whether two passages of different works plainly say the opposite of one another about the claim."""
    if min(weighed.best_for, weighed.best_against) < STRONG or not weighed.opposing[0].stances.conflicts:
        return False
    return weighed.supporting[0].candidate.digest != weighed.opposing[0].candidate.digest


def _shown(weighed: Weighed, ruling: Ruling, is_disputed: bool, odds: Odds) -> tuple[tuple[Judged, bool], ...]:
    """Those that decide, of both sides where both are strong, then the nearest."""
    sides = [*_SIDES[ruling]]
    if is_disputed:
        sides += [side for side in _SIDES["partly_supported"] if side not in sides]
    chosen: list[tuple[Judged, bool]] = []
    for side in sides:
        chosen += [(piece, True) for piece in _deciding(weighed, side, odds)]
    nearest = sorted(weighed.pieces, key=lambda piece: (not piece.is_computed, -piece.candidate.hit.score))
    others = [piece for piece in nearest if not any(piece is known for known, _ in chosen)]
    kept = told_once([*(piece for piece, _ in chosen), *others])[:MOST_SHOWN]
    deciding = [piece for piece, _ in chosen]
    return tuple((piece, any(piece is known for known in deciding)) for piece in kept)


_SIDES: dict[Ruling, tuple[Stance, ...]] = {
    "supported": ("for",),
    "contradicted": ("against",),
    "partly_supported": ("for", "against"),
    "not_found": (),
}


def _deciding(weighed: Weighed, side: Stance, odds: Odds) -> list[Judged]:
    """Those nearly as sure as the surest of a side; against a claim, those that can be told to differ from it."""
    pieces = weighed.supporting if side == "for" else weighed.opposing
    needs_telling = side == "against" and odds.contradicted < LIKELY_UNTOLD
    own = [piece for piece in pieces if piece.stance == side and piece.probability > 0]
    sure = [piece for piece in own if piece.probability >= max(LEAST_DECISIVE * own[0].probability, LEAST_SURE[side])]
    return [piece for piece in sure if piece.stances.conflicts or not needs_telling][:MOST_OF_A_SIDE]
