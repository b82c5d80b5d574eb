"""Calibrating: when to answer at all, learnt from the tuning cases and never from those reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from evals.cases import Case
from evals.measures import ABSTENTION_F1, ABSTENTION_PRECISION, ABSTENTION_RECALL, Judged
from evals.product.asking import Product
from indexer.library import Library
from service.ask.abstention import READ_AGAIN, Calibration, Evidence

FEATURES = tuple(field.name for field in fields(Calibration) if field.name not in ("bias", "threshold"))
"""What the decision rests on: fields of `Evidence`, each with a weight of the same name in `Calibration`."""

SIGNS = {"cosine": 1, "unknown": -1, "missing": -1, "answers": 1}
"""Whether more of it speaks for an answer or against one. A few dozen near misses could teach the opposite."""

PENALTY = 0.1
"""Ridge penalty on standardised features: a few dozen cases would else be fitted by heart."""

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Decided:
    """How good decisions are: the share of right ones, and the abstention measures (None where there was none)."""

    name: str
    right: float
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True)
class FittedCalibration:
    """The calibration, and what it decides beside what the code decides now and beside always answering.

    The decisions at each threshold are by calibrations that were fitted without the case that they decide.
    """

    calibration: Calibration
    cases: int
    decided: tuple[Decided, ...]


def fit_calibration(put: Sequence[tuple[Library, Sequence[Case]]]) -> FittedCalibration:
    """Logistic regression of "the literature answers it" on the evidence, over all libraries with their cases."""
    evidence, answerable = [], []
    for library, cases in put:
        product = Product(library)
        evidence += [product.evidence(case.asked(), product.ranking(case.asked())) for case in cases]
        answerable += [case.answerable for case in cases]
    return calibrated(evidence, answerable)


def calibrated(evidence: Sequence[Evidence], answerable: Sequence[bool]) -> FittedCalibration:
    """The calibration that tells the answerable ones from the others."""
    features = np.array([_features(one) for one in evidence], dtype=np.float64)
    labels = np.array(answerable, dtype=np.float64)
    calibration, now = _calibration(features, labels), READ_AGAIN
    left_out = [
        _calibration(np.delete(features, i, 0), np.delete(labels, i)).probability(one) for i, one in enumerate(evidence)
    ]
    decided = [
        decide("always answering", [True] * len(labels), answerable),
        decide("the code now", [now.probability(one) >= now.threshold for one in evidence], answerable),
        decide("fitted", [calibration.probability(one) >= calibration.threshold for one in evidence], answerable),
        *(decide(f"left out, {t}", [chance >= t for chance in left_out], answerable) for t in THRESHOLDS),
    ]
    return FittedCalibration(calibration, len(labels), tuple(decided))


def decide(name: str, answered: Sequence[bool], answerable: Sequence[bool]) -> Decided:
    """What answering these and abstaining from the others is worth."""
    judged = [Judged(int(can), abstained=not does) for does, can in zip(answered, answerable, strict=True)]
    right = sum(does == can for does, can in zip(answered, answerable, strict=True)) / len(judged)
    measures = (ABSTENTION_PRECISION, ABSTENTION_RECALL, ABSTENTION_F1)
    return Decided(name, right, *(measure.value(judged) for measure in measures))


def _features(evidence: Evidence) -> list[float]:
    values = (getattr(evidence, name) for name in FEATURES)
    return [float(bool(value)) if isinstance(value, tuple) else float(value) for value in values]


def _calibration(features: NDArray[np.float64], labels: NDArray[np.float64]) -> Calibration:
    weights, bias = logistic(features, labels, [SIGNS[name] for name in FEATURES])
    figures = {name: round(float(weight), 2) for name, weight in zip(FEATURES, weights, strict=True)}
    return Calibration(**figures, bias=round(bias, 2), threshold=0.5)


_PRECISE = {"ftol": 0.0, "gtol": 1e-9, "maxiter": 10_000, "maxfun": 100_000}


def logistic(
    features: NDArray[np.float64], labels: NDArray[np.float64], signs: Sequence[int]
) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a ridge-penalised logistic regression whose weights keep these signs, or are 0.

    Features are standardised for the fit, and the weights given back are for the features as they came.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    design = np.column_stack([(features - mean) / spread, np.ones(len(labels))])
    sides = 2 * labels - 1

    ridge = np.array([PENALTY] * features.shape[1] + [0.0])

    def loss(solution: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = sides * (design @ solution)
        slope = -(sides / (1 + np.exp(margins))) @ design + 2 * ridge * solution
        return float(np.logaddexp(0, -margins).sum() + ridge @ solution**2), slope

    bounds = [(0, None) if sign > 0 else (None, 0) for sign in signs]
    solution = minimize(loss, np.zeros(design.shape[1]), jac=True, bounds=[*bounds, (None, None)], options=_PRECISE).x
    weights = solution[:-1] / spread
    return weights, float(solution[-1] - weights @ mean)
