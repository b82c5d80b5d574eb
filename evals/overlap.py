"""Overlap: plain measures of whether a text says a claim, which no verifier is worth its cost without beating.

ROUGE-2 (Lin 2004) as recall of the claim: the share of its pairs of neighbouring words that stand in the text. For
telling faithful summaries from others it is not weak (Pagnoni et al. 2021), nor is the cosine of sentence embeddings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from indexer.encoder import Encoder

_WORD = re.compile(r"\w+")


def rouge_2(claim: str, texts: Sequence[str]) -> float:
    """The share of the claim's bigrams that stand in one of the texts, each as often as it stands there."""
    wanted = Counter(_pairs(claim))
    held = Counter(pair for text in texts for pair in _pairs(text))
    return sum((wanted & held).values()) / max(1, sum(wanted.values()))


def best_cosine(claim: str, texts: Sequence[str], encoder: Encoder) -> float:
    """The cosine of the claim and the text nearest to it; 0 where there are no texts."""
    if not texts:
        return 0.0
    vectors = encoder.encode([claim, *texts])
    # Six decimals: below that, results differ between processors.
    return round(float((vectors[1:] @ vectors[0]).max()), 6)


def _pairs(text: str) -> list[tuple[str, str]]:
    words = _WORD.findall(text.casefold())
    return list(pairwise(words))
