"""Ranking: how well a passage suits the kind of question, beside how near it is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.retrieval import Hit
from service.ask.understanding import Understanding

ASKS = 0.8
"""What the score of a passage that is itself a question keeps: it raises the matter and doesn't settle it."""

LACKS_A_NUMBER = 0.85
"""What the score of a passage without a number keeps, where the question asks for one."""


def ranked(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those lowered that can't be the answer by their kind; equals stay in their order."""
    suited = [replace(hit, score=round(hit.score * _suits(question, hit.held.passage.reading), 6)) for hit in hits]
    return tuple(sorted(suited, key=lambda hit: -hit.score))


def _suits(question: Understanding, reading: str) -> float:
    asks = ASKS if reading.endswith("?") else 1.0
    lacks = LACKS_A_NUMBER if question.wants_number and not any(c.isdigit() for c in reading) else 1.0
    return asks * lacks
