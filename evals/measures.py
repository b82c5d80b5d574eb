"""Measures: what an answer is worth, as values that print as they are written (`hit@3`).

Every measure is a ratio over cases: each case adds to what was counted and to what could have been, and the
measure is the one sum over the other. A case that a run missed adds nothing to the first and its whole weight to
the second, so that it scores zero and doesn't vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20
LEVEL = 0.95


@dataclass(frozen=True)
class JudgedQuote:
    """A quotation against the key: which parts it covers, and whether it stands where it says, word by word."""

    covers: frozenset[int]
    verbatim: bool

    @property
    def right(self) -> bool:
        """Whether it says something that was asked for."""
        return bool(self.covers)


@dataclass(frozen=True)
class Judged:
    """What a run made of one case.

    `parts` is how many things a full answer says, 0 where the literature has none; `quotes` are those
    shown, best first; `ranked` says of each of the best passages, whether it was shown or not, which parts it
    covers; `missed` is a case for which the run has no answer at all.
    """

    parts: int
    quotes: tuple[JudgedQuote, ...] = ()
    abstained: bool = False
    ranked: tuple[frozenset[int], ...] = ()
    missed: bool = False

    @property
    def answerable(self) -> bool:
        """Whether the literature answers it."""
        return self.parts > 0

    @property
    def covered(self) -> int:
        """How many of the parts the quotations cover together."""
        return self.covered_by(len(self.quotes))

    def covered_by(self, k: int) -> int:
        """How many of the parts the first `k` quotations cover together."""
        return len(frozenset().union(*(quote.covers for quote in self.quotes[:k])))


@dataclass(frozen=True)
class Interval:
    """A measured value with its 95 % confidence interval; all None where nothing could be counted.

    `of` is the measure's denominator.
    """

    value: float | None
    low: float | None
    high: float | None
    of: float

    def __str__(self) -> str:
        if self.value is None or self.low is None or self.high is None:
            return "–"
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


Counts = tuple[float, float]


@dataclass(frozen=True)
class Measure:
    """A named ratio. `counts` gives what a case that was run adds to it, `weight` what one that was missed could have.

    `meaning` is the definition in words.
    """

    name: str
    meaning: str
    counts: Callable[[Judged], Counts]
    weight: Callable[[Judged], float]

    def __str__(self) -> str:
        return self.name

    def of(self, case: Judged) -> Counts:
        """What the case adds to the count, and to what could have been counted."""
        return (0.0, self.weight(case)) if case.missed else self.counts(case)

    def value(self, cases: Sequence[Judged]) -> float | None:
        """The measure over the cases; None where nothing could be counted."""
        counts = [self.of(case) for case in cases]
        possible = sum(count[1] for count in counts)
        return fsum(count[0] for count in counts) / possible if possible else None

    def interval(self, cases: Sequence[Judged]) -> Interval:
        """The measure with a percentile bootstrap over cases (Efron 1979); the same cases give the same figures."""
        counts = np.array([self.of(case) for case in cases], dtype=np.float64).reshape(-1, 2)
        value = self.value(cases)
        if value is None:
            return Interval(None, None, None, 0.0)
        low, high = _bootstrap(counts)
        return Interval(value, low, high, float(counts[:, 1].sum()))


def mean_interval(values: Sequence[float]) -> Interval:
    """The mean of one value a question with a percentile bootstrap over questions; the same values give the same."""
    if not len(values):
        return Interval(None, None, None, 0.0)
    counts = np.column_stack([np.array(values, dtype=np.float64), np.ones(len(values))])
    low, high = _bootstrap(counts)
    return Interval(fsum(values) / len(values), low, high, float(len(values)))


def ratio_interval(counts: Sequence[Counts]) -> Interval:
    """The sum of what was counted over the sum of what could have been, with a percentile bootstrap over the pairs."""
    whole = fsum(of for _, of in counts)
    if not whole:
        return Interval(None, None, None, 0.0)
    low, high = _bootstrap(np.array(counts, dtype=np.float64))
    return Interval(fsum(counted for counted, _ in counts) / whole, low, high, whole)


def _bootstrap(counts: NDArray[np.float64]) -> tuple[float, float]:
    draws = np.random.default_rng(SEED).integers(0, len(counts), size=(RESAMPLES, len(counts)))
    sums = counts[draws].sum(axis=1)
    # A resample without a single case that counts says nothing about the ratio.
    sums = sums[sums[:, 1] > 0]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [tail, 1 - tail])
    return float(low), float(high)


def hit(k: int) -> Measure:
    """The share of answerable questions one of whose first `k` quotations is right."""
    return Measure(
        f"hit@{k}",
        f"answerable questions with a right quotation among the first {k}",
        lambda case: (_any_right(case, k), case.answerable),
        _answerable,
    )


def found(k: int) -> Measure:
    """The share of parts that one of the best `k` passages holds, whatever was shown of them."""
    return Measure(
        f"found@{k}",
        f"parts that stand in the first {k} passages of the ranking, before any is chosen",
        lambda case: (len(frozenset().union(*case.ranked[:k])), case.parts),
        lambda case: case.parts,
    )


def first(k: int) -> Measure:
    """The share of answerable questions with a right passage among the best `k`, whatever was shown."""
    return Measure(
        f"rank@{k}",
        f"answerable questions with a right passage among the first {k} of the ranking",
        lambda case: (case.answerable and any(case.ranked[:k]), case.answerable),
        _answerable,
    )


def complete(k: int) -> Measure:
    """The share of answerable questions all parts of which the first `k` quotations cover."""
    return Measure(
        f"complete@{k}",
        f"answerable questions all parts of which are covered by the first {k} quotations",
        lambda case: (case.answerable and case.covered_by(k) == case.parts, case.answerable),
        _answerable,
    )


def _any_right(case: Judged, k: int) -> bool:
    return case.answerable and any(quote.right for quote in case.quotes[:k])


def _all_covered(case: Judged) -> bool:
    return case.answerable and case.covered == case.parts


def _answered_right(case: Judged) -> bool:
    return _all_covered(case) and case.quotes[0].right


def _reciprocal_rank(case: Judged) -> float:
    return next((1 / rank for rank, covers in enumerate(case.ranked, 1) if covers), 0.0)


def _abstained_rightly(case: Judged) -> bool:
    return case.abstained and not case.answerable


def _answerable(case: Judged) -> float:
    return case.answerable


def _once(case: Judged) -> float:
    return 1.0


VERBATIM = Measure(
    "verbatim",
    "quotations that are the document's own characters, on the page that they name",
    lambda case: (sum(quote.verbatim for quote in case.quotes), len(case.quotes)),
    _once,
)
PRECISION = Measure(
    "quote precision",
    "quotations given, unanswerable questions included, that say something asked for",
    lambda case: (sum(quote.right for quote in case.quotes), len(case.quotes)),
    _once,
)
RECALL = Measure(
    "quote recall",
    "parts of the answers that the quotations cover",
    lambda case: (case.covered, case.parts),
    lambda case: case.parts,
)
COMPLETE = Measure(
    "complete",
    "answerable questions all parts of which are covered",
    lambda case: (_all_covered(case), case.answerable),
    _answerable,
)
ANSWERED_RIGHT = Measure(
    "answered right",
    "answerable questions all parts of which are covered, the first quotation being a right one",
    lambda case: (_answered_right(case), case.answerable),
    _answerable,
)
RIGHT = Measure(
    "right",
    "all questions: answered right where the literature answers, abstained from where it doesn't",
    lambda case: (_answered_right(case) or _abstained_rightly(case), 1),
    _once,
)
ABSTENTION_PRECISION = Measure(
    "abstention precision",
    "abstentions that were right: the literature doesn't answer",
    lambda case: (_abstained_rightly(case), case.abstained),
    _once,
)
ABSTENTION_RECALL = Measure(
    "abstention recall",
    "unanswerable questions that were abstained from",
    lambda case: (_abstained_rightly(case), not case.answerable),
    lambda case: not case.answerable,
)
ABSTENTION_F1 = Measure(
    "abstention F1",
    "the harmonic mean of abstention precision and recall",
    lambda case: (2 * _abstained_rightly(case), case.abstained + (not case.answerable)),
    _once,
)
RECIPROCAL_RANK = Measure(
    "MRR",
    "answerable questions: one over the rank of the first right passage (of the ten best), averaged",
    lambda case: (_reciprocal_rank(case) if case.answerable else 0.0, case.answerable),
    _answerable,
)

ANSWER_MEASURES = (
    RIGHT,
    ANSWERED_RIGHT,
    hit(1),
    hit(3),
    COMPLETE,
    complete(3),
    RECALL,
    PRECISION,
    VERBATIM,
    ABSTENTION_PRECISION,
    ABSTENTION_RECALL,
    ABSTENTION_F1,
)
"""Of what was shown. Correctness and coverage come before precision: a citation score alone rewards copying."""

RANKING_MEASURES = (first(1), first(3), RECIPROCAL_RANK, found(10))
"""Of the order of the passages, before any is chosen and whether or not there was an answer."""

MEASURES = ANSWER_MEASURES + RANKING_MEASURES
