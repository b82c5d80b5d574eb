"""Doubting: how probable it is that a cited work doesn't say what it is cited for.

A logistic function of what the judge makes of the work's passages, of nearness in meaning and of wording. It was fitted
on the statements of five manuscripts over short papers and on 131 claims over abstracts (SciFact, dev), half weight:
AUC 0.81 and 0.83 in ten-fold cross-validation; by nearness alone 0.82 and 0.75, by the judge alone 0.84 and 0.79.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

CONSTANT = 3.21
SUPPORTS, CONTRADICTS, NEARNESS, NEARER_ELSEWHERE, IN_ONE_PLACE, ANYWHERE = -2.36, 1.27, -1.42, 0.93, -1.21, -2.19
"""The weights of the figures, in their order: of the logarithm of the odds that the work doesn't say it."""

REPORTED = 0.6
"""From here on a person should look."""

SURE = 0.75
"""From here on it doesn't stand there (on the five manuscripts none that did was above it)."""

SAYS_IT = 0.4
"""Below, a work says it."""

SUPPORTED = 0.5
"""The judge's probability from which one passage is support enough, whatever else there is."""


@dataclass(frozen=True)
class Figures:
    """What is known of a statement and the works that it cites, each from 0 to 1.

    `supports` and `contradicts` are the judge's highest for a passage of theirs; `nearness` is the highest cosine,
    `elsewhere` that of a passage of another work; `in_one_place` the share of the statement's words that stand
    together in them, `anywhere` the share that stand in them at all.
    """

    supports: float
    contradicts: float
    nearness: float
    elsewhere: float
    in_one_place: float
    anywhere: float

    @property
    def doubt(self) -> float:
        """How probable it is that the works don't say it, 0 to 1; 0 where a passage surely does."""
        if self.supports >= SUPPORTED:
            return 0.0
        odds = (
            CONSTANT
            + SUPPORTS * self.supports
            + CONTRADICTS * self.contradicts
            + NEARNESS * self.nearness
            + NEARER_ELSEWHERE * max(0.0, self.elsewhere - self.nearness)
            + IN_ONE_PLACE * self.in_one_place
            + ANYWHERE * self.anywhere
        )
        return round(1 / (1 + exp(-odds)), 4)
