"""Measures of decisions among classes, each with a bootstrap interval: accuracy, and F1 averaged over the classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from evals.measures import LEVEL, RESAMPLES, SEED, Interval, mean_interval

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]


def resampled(statistic: Callable[[Numbers], float | None], size: int) -> Interval:
    """A statistic of cases, given by their numbers, with a percentile bootstrap over the cases (Efron 1979)."""
    value = statistic(np.arange(size)) if size else None
    if value is None:
        return Interval(None, None, None, 0.0)
    found = [statistic(draw) for draw in _draws(size)]
    return _interval(value, np.array([one for one in found if one is not None]), size)


def accuracy(given: Sequence[str], right: Sequence[str]) -> Interval:
    """The share of cases whose class is the right one."""
    return mean_interval([float(one == other) for one, other in zip(given, right, strict=True)])


def macro_f1(given: Sequence[str], right: Sequence[str], classes: Sequence[str]) -> Interval:
    """The mean of the classes' F1; a class that is neither given nor right among the cases is left out of it."""
    if not len(given):
        return Interval(None, None, None, 0.0)
    said = np.array([[one == name for name in classes] for one in given], dtype=np.float64)
    true = np.array([[one == name for name in classes] for one in right], dtype=np.float64)
    value = _mean_f1(np.ones((1, len(said))), said, true)[0]
    return _interval(float(value), _mean_f1(_times_drawn(len(said)), said, true), len(said))


def f1(given: Sequence[bool], right: Sequence[bool]) -> Interval:
    """F1 of one class: twice the cases that are both, over the sum of those given and those right."""
    told = [("yes" if one else "no", "yes" if other else "no") for one, other in zip(given, right, strict=True)]
    if not any("yes" in pair for pair in told):
        return Interval(None, None, None, 0.0)
    return macro_f1([one for one, _ in told], [other for _, other in told], ["yes"])


def _mean_f1(times: Floats, said: Floats, true: Floats) -> Floats:
    """The mean F1 for each row of `times`, which has how often each case was drawn."""
    both, whole = 2 * times @ (said * true), times @ said + times @ true
    with np.errstate(invalid="ignore", divide="ignore"):
        of_class = both / whole
    occurs = whole > 0
    mean: Floats = np.where(occurs, of_class, 0.0).sum(axis=1) / np.maximum(occurs.sum(axis=1), 1)
    return mean


def _draws(size: int) -> Numbers:
    draws: Numbers = np.random.default_rng(SEED).integers(0, size, size=(RESAMPLES, size))
    return draws


def _times_drawn(size: int) -> Floats:
    times = np.zeros((RESAMPLES, size))
    for row, draw in zip(times, _draws(size), strict=True):
        np.add.at(row, draw, 1)
    return times


def _interval(value: float, drawn: Floats, size: int) -> Interval:
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return Interval(value, float(low), float(high), float(size))


def best_cut_between(scores: Sequence[float], right: Sequence[str], above: str, below: str) -> float:
    """The least score to say `above` rather than `below` at with the highest accuracy; the lowest of equals."""
    cuts = [float("-inf"), *sorted(set(scores)), float("inf")]

    def hits(cut: float) -> int:
        return sum((above if score >= cut else below) == one for score, one in zip(scores, right, strict=True))

    return max(cuts, key=lambda cut: (hits(cut), -cut))
