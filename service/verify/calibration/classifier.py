"""The classifier: two logistic functions of the features, fitted by `python -m evals train claim-judge`.

One tells a text that bears on the claim from one that doesn't, the other which side it takes if it does: what makes a
text bear on a claim is learnt from other data than what makes it contradict one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.shipped_file import ShippedFile

MODEL = Path(__file__).with_name("models") / "verdicts.json"
"""The fitted weights; its card stands beside it."""

SHIPPED = ShippedFile(MODEL, "580c23449f2cef436a1a048e3ad47cf2b7b3ffb6d210d8133f6420a558a8307c")

FARTHEST = 4.0
"""Standard deviations beyond which a feature counts no more."""


@dataclass(frozen=True)
class Logistic:
    """A logistic function of named features, each first centred and scaled."""

    names: tuple[str, ...]
    centre: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    bias: float

    def chances(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """The probability of each row of features."""
        values = np.array([[row[name] for name in self.names] for row in rows], dtype=np.float64)
        scaled = np.clip((values - self.centre) / self.scale, -FARTHEST, FARTHEST)
        chances: NDArray[np.float64] = 1 / (1 + np.exp(-(scaled @ self.weights + self.bias)))
        return chances


@dataclass(frozen=True)
class Classifier:
    """The two functions: whether a text bears on a claim, and whether it supports the claim if it does."""

    bearing: Logistic
    support: Logistic

    def stances(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """A row of supports, contradicts, neither for each row of features."""
        if not rows:
            return np.zeros((0, 3))
        bears, sides = self.bearing.chances(rows), self.support.chances(rows)
        return np.stack([bears * sides, bears * (1 - sides), 1 - bears], axis=1)


@lru_cache(maxsize=2)
def load(with_encoder: bool) -> Classifier:
    """The shipped classifier, as fitted with or without an encoder's nearness; raises ShippedFileDamaged."""
    held = json.loads(SHIPPED.content())["with encoder" if with_encoder else "without encoder"]
    return Classifier(_logistic(held["bearing"]), _logistic(held["support"]))


def _logistic(held: Mapping[str, Any]) -> Logistic:
    rows = held["features"]
    centre, scale, weights = (np.array([row[key] for row in rows.values()]) for key in ("centre", "scale", "weight"))
    return Logistic(tuple(rows), centre, scale, weights, held["bias"])


def to_json(classifiers: Mapping[str, Classifier]) -> str:
    """The classifiers as they are shipped, each feature with its weight, readable by people."""
    held = {
        name: {"bearing": _held(one.bearing), "support": _held(one.support)}
        for name, one in sorted(classifiers.items())
    }
    return json.dumps(held, indent=1) + "\n"


def _held(function: Logistic) -> dict[str, Any]:
    columns = zip(function.names, function.weights, function.centre, function.scale, strict=True)
    rows = {n: {"weight": round(w, 4), "centre": round(c, 4), "scale": round(s, 4)} for n, w, c, s in columns}
    return {"bias": round(function.bias, 4), "features": rows}
