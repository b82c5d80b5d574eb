"""Selective answering: how well a score tells what can be answered, and what trusting it costs.

AUROC is the chance that an answerable question has the higher score of a pair (Hanley & McNeil 1982); the risk–coverage
curve (El-Yaniv & Wiener 2010) has for each share of questions answered, the surest first, the share of wrong ones among
them; AURC is the area under it, lower being better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

SEED = 20
RESAMPLES = 1000
POINTS = 100
"""Points of a curve that are kept: as many as a plot can show."""


@dataclass(frozen=True)
class Bounded:
    """A value with its 95 % interval by bootstrap over questions; all None where it can't be had."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class CurvePoint:
    """Answering this share of the questions, this share of the answers is wrong."""

    coverage: float
    risk: float


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """The area under the ROC curve, ties counting half; None where all are of one kind."""
    labels = np.asarray(positive, dtype=bool)
    ones, zeros = int(labels.sum()), int((~labels).sum())
    if not ones or not zeros:
        return None
    ranks = rankdata(np.asarray(scores, dtype=np.float64))
    above: float = (ranks[labels].sum() - ones * (ones + 1) / 2) / (ones * zeros)
    return float(above)


def bounded_auroc(scores: Sequence[float], positive: Sequence[bool]) -> Bounded:
    """The same with its interval; resamples of one kind alone are left out."""
    value = auroc(scores, positive)
    if value is None:
        return Bounded(None, None, None)
    numbers, labels = np.asarray(scores, dtype=np.float64), np.asarray(positive, dtype=bool)
    draws = np.random.default_rng(SEED).integers(0, len(numbers), size=(RESAMPLES, len(numbers)))
    drawn = [found for draw in draws if (found := auroc(numbers[draw], labels[draw])) is not None]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Bounded(value, float(low), float(high))


def curve(scores: Sequence[float], wrong: Sequence[bool]) -> tuple[CurvePoint, ...]:
    """Risk at each coverage, the surest questions first; those with one score are answered together or not at all."""
    order = sorted(range(len(scores)), key=lambda number: -scores[number])
    points, losses = [], 0
    for answered, number in enumerate(order, 1):
        losses += wrong[number]
        if answered == len(order) or scores[order[answered]] != scores[number]:
            points.append(CurvePoint(answered / len(order), losses / answered))
    return tuple(points)


def aurc(points: Sequence[CurvePoint]) -> float | None:
    """The area under a risk–coverage curve, each step at its end's risk; None for no points."""
    area, before = 0.0, 0.0
    for point in points:
        area += (point.coverage - before) * point.risk
        before = point.coverage
    return area if points else None


def thinned(points: Sequence[CurvePoint]) -> tuple[CurvePoint, ...]:
    """At most as many points as a plot can show, the last one among them."""
    step = -(-len(points) // POINTS) or 1
    return tuple(point for number, point in enumerate(points, 1) if number % step == 0 or number == len(points))


def best_cut(scores: Sequence[float], answerable: Sequence[bool]) -> float:
    """The least score to answer at with which abstaining has the highest F1; the lowest of equals."""
    labels = np.asarray(answerable, dtype=bool)
    numbers = np.asarray(scores, dtype=np.float64)
    cuts: list[float] = [float("-inf"), *sorted(set(numbers.tolist())), float("inf")]
    return max(cuts, key=lambda cut: (_f1(numbers < cut, ~labels), -cut))


def abstention_f1(abstained: Sequence[bool], answerable: Sequence[bool]) -> float:
    """F1 of abstaining from just the unanswerable ones."""
    return _f1(np.asarray(abstained, dtype=bool), ~np.asarray(answerable, dtype=bool))


def _f1(abstained: NDArray[np.bool_], unanswerable: NDArray[np.bool_]) -> float:
    both = int((abstained & unanswerable).sum())
    given = int(abstained.sum()) + int(unanswerable.sum())
    return float(2 * both / given) if given else 0.0
