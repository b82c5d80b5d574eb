"""Ranking: how well a passage suits the kind of question, beside how near it is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.passages import Passage
from indexer.retrieval import Hit
from service.ask.understanding import Understanding

ASKS = 0.5
"""What the score of a passage that is itself a question keeps: it raises the matter and doesn't settle it."""

LACKS_A_NUMBER = 0.85
"""What the score of a passage without a number keeps, where the question asks for one."""

ROW_UNASKED = 0.9
"""What the score of a table row keeps, where the question asks for no figure: its few words are easily all met."""


def ranked(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those lowered that can't be the answer by their kind; equals stay in their order."""
    suited = [replace(hit, score=round(hit.score * _suits(question, hit.held.passage), 6)) for hit in hits]
    return tuple(sorted(suited, key=lambda hit: -hit.score))


def _suits(question: Understanding, passage: Passage) -> float:
    suits = ASKS if passage.reading.endswith("?") else 1.0
    if question.wants_number and not any(character.isdigit() for character in passage.reading):
        suits *= LACKS_A_NUMBER
    if passage.kind == "row" and not question.wants_number:
        suits *= ROW_UNASKED
    return suits
