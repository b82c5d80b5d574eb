"""Training of the judge of claims: two logistic functions over gates, alignment and nearness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.training.claim_edits import EDITS, edited_pairs
from evals.training.claim_pairs import LabelledPair, training_pairs
from indexer.encoder import Encoder
from indexer.sentence_encoder import SentenceEncoder
from service.verify.calibration.classifier import FARTHEST, MODEL, Classifier, Logistic, to_json
from service.verify.calibration.features import BEARING, TURNING
from service.verify.calibration.sides import Sides

PENALTY = 20.0
"""Weight of the squared weights (a scikit-learn C of 0.05)."""

Floats = NDArray[np.float64]
Example = tuple[Mapping[str, float], bool, float]
"""The features of a pair, which of two it is, and its weight."""

_STEPS = 25
_TOGETHER = 1000


@dataclass(frozen=True)
class JudgeTraining:
    """How many pairs each source gave, and the file that was written."""

    pairs: dict[str, int]
    model: Path


def train_claim_judge(benchmarks: Path, model: Path = MODEL, encoder: Encoder | None = None) -> JudgeTraining:
    """Fit the judge anew from the public sets under `benchmarks` and the project's own claims; write it to `model`."""
    given = training_pairs(benchmarks)
    pairs = (*given, *edited_pairs(given))
    fitted = {
        "with encoder": fit(pairs, featured(pairs, Sides(encoder or SentenceEncoder()))),
        "without encoder": fit(pairs, featured(pairs, Sides(None))),
    }
    model.write_text(to_json(fitted), encoding="utf-8")
    return JudgeTraining(dict(Counter(pair.source for pair in pairs)), model)


def to_text(report: JudgeTraining) -> str:
    """The report as it is printed."""
    rows = [f"{count:7,}  {source}" for source, count in sorted(report.pairs.items())]
    return "\n".join(["pairs learnt from", *rows, str(report.model)])


def featured(pairs: Sequence[LabelledPair], sides: Sides) -> list[dict[str, float]]:
    """The features of each pair."""
    rows: list[dict[str, float]] = []
    for begin in range(0, len(pairs), _TOGETHER):
        some = pairs[begin : begin + _TOGETHER]
        found = sides.compared_pairs([pair.claim for pair in some], [pair.evidence for pair in some])
        rows.extend(values for values, _ in found)
    return rows


def fit(pairs: Sequence[LabelledPair], rows: Sequence[Mapping[str, float]]) -> Classifier:
    """The two functions; of the one that takes sides, both sides weigh the same within each source.

    What turns sides (`TURNING`) is learnt last, on edited pairs too, and beside all else as it was learnt without them:
    a claim that has none of it is judged as if no pair had been edited.
    """
    bearing = [
        (row, bool(pair.bears), pair.weight) for pair, row in zip(pairs, rows, strict=True) if pair.bears is not None
    ]
    plain = tuple(name for name in sorted(rows[0]) if name not in TURNING)
    natural = [(pair, row) for pair, row in zip(pairs, rows, strict=True) if pair.source not in EDITS]
    sides = logistic(_sided(natural), plain)
    return Classifier(logistic(bearing, BEARING), extended(sides, _sided(list(zip(pairs, rows, strict=True))), TURNING))


def _sided(examples: Sequence[tuple[LabelledPair, Mapping[str, float]]]) -> list[Example]:
    sided = [(pair, row) for pair, row in examples if pair.supports is not None]
    totals: dict[tuple[str, bool], float] = defaultdict(float)
    for pair, _ in sided:
        totals[pair.source, bool(pair.supports)] += pair.weight
    return [(row, bool(pair.supports), pair.weight * _evening(totals, pair)) for pair, row in sided]


def _evening(totals: Mapping[tuple[str, bool], float], pair: LabelledPair) -> float:
    both = totals.get((pair.source, True), 0.0) + totals.get((pair.source, False), 0.0)
    return 0.5 * both / totals[pair.source, bool(pair.supports)]


def logistic(examples: Sequence[Example], names: Sequence[str]) -> Logistic:
    """Weighted logistic regression with a squared penalty, by reweighted least squares (McCullagh & Nelder 1989)."""
    values, right, weight = _columns(examples, names)
    centre, scale = values.mean(axis=0), _spread(values)
    scaled = np.clip((values - centre) / scale, -FARTHEST, FARTHEST)
    found = _newton(np.hstack([scaled, np.ones((len(scaled), 1))]), right, weight, np.zeros(len(scaled)))
    return Logistic(tuple(names), centre, scale, found[:-1], float(found[-1]))


def extended(known: Logistic, examples: Sequence[Example], names: Sequence[str]) -> Logistic:
    """A function with the weights of more features beside its own; where all of these are 0 it is as it was."""
    values, right, weight = _columns(examples, names)
    scale = _spread(values)
    chances = known.chances([row for row, _, _ in examples])
    # The last column, always 0, takes the constant's place: the known function has one.
    scaled = np.hstack([np.clip(values / scale, -FARTHEST, FARTHEST), np.zeros((len(values), 1))])
    found = _newton(scaled, right, weight, np.log(chances / (1 - chances)))[:-1]
    return Logistic(
        (*known.names, *names),
        np.concatenate([known.centre, np.zeros(len(names))]),
        np.concatenate([known.scale, scale]),
        np.concatenate([known.weights, found]),
        known.bias,
    )


def _columns(examples: Sequence[Example], names: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    values = np.array([[row[name] for name in names] for row, _, _ in examples])
    right = np.array([float(so) for _, so, _ in examples])
    return values, right, np.array([one for _, _, one in examples])


def _spread(values: Floats) -> Floats:
    scale: Floats = values.std(axis=0)
    scale[scale < 1e-9] = 1.0
    return scale


def _newton(signs: Floats, right: Floats, weight: Floats, known: Floats) -> Floats:
    """The weights of the columns of `signs`, beside the log-odds that are known; the last one is the constant's."""
    weights = np.zeros(signs.shape[1])
    penalty = np.full(signs.shape[1], PENALTY)
    penalty[-1] = 1e-6
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(signs @ weights + known)))
        spread = weight * np.maximum(chance * (1 - chance), 1e-6)
        curvature = signs.T @ (signs * spread[:, None]) + np.diag(penalty)
        weights = weights + np.linalg.solve(curvature, signs.T @ (weight * (right - chance)) - penalty * weights)
    return weights
