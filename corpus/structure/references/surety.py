"""How sure a parsed entry is: what the model thinks of its own labels, and whether the entry has what entries have."""

from __future__ import annotations

import math
from collections.abc import Mapping

from corpus.structure.references.tagger import Tagging

WEIGHTS = {"least": 5.43, "mean": 11.27, "missing": -0.06, "bias": -13.48}
"""Of a logistic function, fitted on entries kept out of the training (`python -m evals train reference-surety`)."""

_NEEDED = ("author", "issued", "title")


def surety(tagging: Tagging, csl: Mapping[str, object]) -> float:
    """From 0 to 1, how probably author, title, year and container are all read as a person would read them."""
    signs = signs_of(tagging, csl)
    if not any(name in csl for name in (*_NEEDED, "container-title")):
        return 0.0
    score = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in signs.items())
    return round(1 / (1 + math.exp(-score)), 2)


def signs_of(tagging: Tagging, csl: Mapping[str, object]) -> dict[str, float]:
    """What the surety is reckoned from: the least and the mean probability of a label, and how much is missing."""
    sure = tagging.probabilities or [0.0]
    missing = sum(name not in csl for name in _NEEDED)
    if "container-title" in csl and "author" in csl and "issued" in csl:
        missing = 0
    return {"least": min(sure), "mean": sum(sure) / len(sure), "missing": float(missing)}
