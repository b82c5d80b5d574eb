"""The weights with which a parsed entry's confidence is reckoned, fitted on entries that the model has not learnt from.

Half of the held-out entries serve for that; the suite reports how well the confidence is calibrated on the other half.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.structure.references.entry import parse_entry, words_of
from corpus.structure.references.surety import signs_of
from corpus.structure.references.tagger import ReferenceTagger
from evals.suites.reference_parsing import calibrates, is_right
from evals.training.references import reference_gold

_STEPS = 30
_RIDGE = 1e-3


def fitted_weights(benchmarks: Path) -> dict[str, float]:
    """The weights that suit the shipped model best; they belong into `corpus.structure.references.surety`."""
    tagger = ReferenceTagger()
    judged = []
    for entry in (e for entries in reference_gold(benchmarks).measured.values() for e in entries if calibrates(e)):
        csl, _ = parse_entry(entry.text)
        judged.append((signs_of(tagger.tagged(words_of(entry.text)[0]), csl), is_right(entry, csl)))
    return logistic_weights(judged)


def logistic_weights(judged: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Weights of the signs, and `bias`, by iteratively reweighted least squares (McCullagh & Nelder 1989)."""
    names = [*sorted(judged[0][0]), "bias"]
    signs = np.array([[{**own, "bias": 1.0}[name] for name in names] for own, _ in judged])
    right = np.array([float(is_so) for _, is_so in judged])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-signs @ weights))
        spread = chance * (1 - chance)
        curvature = signs.T @ (signs * spread[:, None]) + _RIDGE * np.eye(len(names))
        weights = weights + np.linalg.solve(curvature, signs.T @ (right - chance) - _RIDGE * weights)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}
