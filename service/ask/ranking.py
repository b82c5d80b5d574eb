"""Ranking: how well a passage suits the question, beside how near it is to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.catalogue import HeldPassage
from indexer.passages import Passage
from indexer.retrieval import Hit
from service.ask.answer_types import holds
from service.ask.understanding import Understanding

ASKS = 0.5
"""What the score of a passage that is itself a question keeps: it raises the matter and doesn't settle it."""

LACKS_THE_KIND = 0.95
"""What the score keeps of a passage without a thing of the kind that is asked for: a figure, a year, a person."""

OF_A_NAMED_WORK = 0.1
"""What a passage of a document that the question plainly names gains."""

ON_A_CITED_WORK = 0.05
"""What a passage gains that cites the work that the question names."""


def ranked(question: Understanding, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits by score, those lowered that can't be the answer by their kind; equals stay in their order."""
    suited = [replace(hit, score=round(_score(question, hit), 6)) for hit in hits]
    return tuple(sorted(suited, key=lambda hit: -hit.score))


def _score(question: Understanding, hit: Hit) -> float:
    named = OF_A_NAMED_WORK * (hit.held.document.digest in question.named_digests)
    cites = ON_A_CITED_WORK * _cites_the_named(question, hit.held)
    return hit.score * _suits(question, hit.held.passage) + named + cites


def _cites_the_named(question: Understanding, held: HeldPassage) -> bool:
    return any(
        work.is_credited and work.digest == held.document.digest and held.passage.span.overlaps(place)
        for work in question.cited
        for place in work.places
    )


def _suits(question: Understanding, passage: Passage) -> float:
    suits = ASKS if passage.reading.endswith("?") else 1.0
    if holds(question.expected, passage.reading) is False:
        suits *= LACKS_THE_KIND
    return suits
