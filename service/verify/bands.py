"""Bands: from the two sides of the evidence to calibrated probabilities of the verdicts.

A multinomial logistic function of a few figures of the weighed evidence, fitted on the tuning half of the claims of
`python -m evals verdicts` and, at a lower weight, on claims written over short texts of other fields. What no verdict
is clearly likelier than another for is the band of the unsure: it is told as such, whatever is likeliest by a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from service.verify.judge import Stances
from service.verify.weighing import Weighed


@dataclass(frozen=True)
class Odds:
    """The probabilities of the three verdicts; their sum is 1."""

    supported: float
    contradicted: float
    not_found: float

    @property
    def highest(self) -> float:
        """That of the likeliest verdict."""
        return max(self.supported, self.contradicted, self.not_found)

    @property
    def is_unsure(self) -> bool:
        """Whether no verdict is clearly likelier than the others."""
        return self.highest < UNSURE


@dataclass(frozen=True)
class Function:
    """The logarithms of the odds of each side against `not_found`: a constant, then a weight for each of `names`."""

    names: tuple[str, ...]
    supported: tuple[float, ...]
    contradicted: tuple[float, ...]

    def odds(self, found: Sequence[float]) -> Odds:
        """The probabilities of the verdicts for such figures."""
        supported, contradicted = exp(_linear(self.supported, found)), exp(_linear(self.contradicted, found))
        whole = 1 + supported + contradicted
        return Odds(round(supported / whole, 4), round(contradicted / whole, 4), round(1 / whole, 4))


READ = Function(
    ("for", "against", "bearing", "lean"),
    (-0.19, 1.47, -3.67, 0.58, 0.39),
    (-0.93, -0.38, 2.49, 0.54, -0.43),
)
"""Where the likeliest passages were read together with the claim."""

UNREAD = Function(
    ("for", "against", "near for", "near against", "first for", "first against", "cosine", "gap", "coverage"),
    (-2.01, 2.64, -0.07, 0.93, -0.48, 1.81, 0.0, 1.45, 0.49, 0.53),
    (-2.56, 0.84, 1.98, 0.21, 1.68, 1.76, 2.03, 0.7, 1.28, 0.84),
)
"""Where words alone tell whether a passage is about the claim."""

UNSURE = 0.45
"""Where no verdict is as probable as this, the likeliest one was right in about half of the tuning cases."""

OF_CELLS = 0.85
"""How often what cells were compared told right (TabFact's statements on 200 tables: 0.88 for, 0.83 against)."""

OF_WORDS = 0.95
"""How much it counts that a passage has the claim word for word: only what stands around it may still take it back."""

STRONG = 0.45
"""A passage that takes a side as surely as this does so plainly: of the tuning cases one in ten has such a one."""

PLAIN = 0.3
"""A sentence that speaks against a claim as surely as this, and surer than any for it, halves what its figures count:
of a figure that stands in a cell, a verb may still say the wrong thing."""


def read_figures(weighed: Weighed) -> tuple[float, ...]:
    """The figures of `READ`; none where no passage was read.

    The strongest of each side; the best log-odds of bearing on the claim; and to which side (-1 to 1) the passages
    that were read lean, each counting by its odds. A passage that was found to say nothing of the claim lends its
    bearing to no other one.
    """
    every = [(piece.stances, piece.bearing) for piece in weighed.pieces if piece.bearing is not None]
    if not every:
        return ()
    read = [one for one in every if one[0].neither < 1] or [min(every, key=lambda one: one[1])]
    best = max(bearing for _, bearing in read)
    shares = [exp(bearing - best) for _, bearing in read]
    lean = sum(share * _lean(stances) for share, (stances, _) in zip(shares, read, strict=True)) / sum(shares)
    return weighed.best_for, weighed.best_against, best, lean


def _lean(stances: Stances) -> float:
    both = stances.supports + stances.contradicts
    return (stances.supports - stances.contradicts) / both if both else 0.0


def unread_figures(weighed: Weighed, coverage: float) -> tuple[float, ...]:
    """The figures of `UNREAD`, each from 0 to 1.

    The strongest of each side; the same where each passage counts by how near it is to the claim beside the nearest;
    the sides of the nearest passage; its cosine, and how far it stands out from the tenth.
    """
    if not weighed.pieces:
        return (0.0,) * len(UNREAD.names)
    ranked = sorted(weighed.pieces, key=lambda piece: -piece.candidate.hit.score)
    best = ranked[0].candidate.hit.score or 1.0
    near = [(piece.stances, (piece.candidate.hit.score / best) ** 2) for piece in ranked]
    first = ranked[0].stances
    tenth = ranked[min(9, len(ranked) - 1)].candidate.hit.score
    return (
        weighed.best_for,
        weighed.best_against,
        max(stances.supports * share for stances, share in near),
        max(stances.contradicts * share for stances, share in near),
        first.supports,
        first.contradicts,
        max(piece.candidate.hit.cosine for piece in weighed.pieces),
        min(max(best - tenth, 0.0), 1.0),
        coverage,
    )


def odds_of(weighed: Weighed, coverage: float) -> Odds:
    """The odds for the evidence; what cells were compared, and a claim found word for word, count by themselves."""
    read = read_figures(weighed)
    plain = READ.odds(read) if read else UNREAD.odds(unread_figures(weighed, coverage))
    if any(piece.is_verbatim for piece in weighed.pieces):
        rest = 1 - OF_WORDS
        supported = round(OF_WORDS + rest * plain.supported, 4)
        return Odds(supported, round(rest * plain.contradicted, 4), round(rest * plain.not_found, 4))
    computed = [piece for piece in weighed.pieces if piece.is_computed or piece.is_settled]
    if not computed:
        return plain
    surest = max(computed, key=lambda piece: piece.probability)
    weight = OF_CELLS * surest.probability
    if surest.stance == "for" and _is_denied_in_words(weighed):
        weight /= 2
    rest = 1 - weight
    supported = rest * plain.supported + (weight if surest.stance == "for" else 0.0)
    contradicted = rest * plain.contradicted + (weight if surest.stance == "against" else 0.0)
    return Odds(round(supported, 4), round(contradicted, 4), round(rest * plain.not_found, 4))


def _is_denied_in_words(weighed: Weighed) -> bool:
    """Whether the sentences speak against the claim, and none as surely for it: a cell gives figures, no direction."""
    told = [piece.stances for piece in weighed.pieces if not (piece.is_computed or piece.is_settled)]
    against = max((stances.contradicts for stances in told), default=0.0)
    return against >= PLAIN and against > max(stances.supports for stances in told)


def _linear(weights: Sequence[float], found: Sequence[float]) -> float:
    return weights[0] + sum(weight * figure for weight, figure in zip(weights[1:], found, strict=True))
