"""Measures of one ranking against what should be found: each question gives one value."""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def ndcg(ranked: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """Normalised discounted cumulative gain of the first `k` (Järvelin & Kekäläinen 2002); 0 where none is relevant."""
    gain = sum(1 / math.log2(rank + 1) for rank, found in enumerate(ranked[:k], 1) if found in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gain / ideal if ideal else 0.0


def recall(ranked: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """The share of the relevant ones that are among the first `k`; 0 where none is relevant."""
    return len(relevant & set(ranked[:k])) / len(relevant) if relevant else 0.0


def first(ranked: Sequence[str], relevant: AbstractSet[str]) -> float:
    """1 if the first one is relevant, else 0."""
    return float(bool(ranked) and ranked[0] in relevant)
