"""Turned round: a claim that compares the two things of a passage the other way round contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.comparisons import MEASURES, comparison, is_turned
from service.verify.gates.reading import Reading, reading
from service.verify.judge import Stances

TURNED = 0.8
"""How surely a passage speaks against such a claim, all of whose words it has."""

LEAST_SHARED = 0.8
"""The least share of them."""


def with_comparisons_read(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those against the claim that say the same with the two sides of `than` the other way round.

    What says it from the other side (`more than the small` for `less than the large`) is for it.
    """
    said = reading(claim)
    if comparison(said) is None:
        return tuple(pieces)
    return tuple(_weighed(said, piece) for piece in pieces)


def _weighed(claim: Reading, piece: Judged) -> Judged:
    text = reading(piece.candidate.text.text)
    one, other = comparison(claim), comparison(text)
    if piece.is_computed or one is None or other is None or not _has_the_words(claim, text):
        return piece
    turned, rest = is_turned(one, other), round((1 - TURNED) / 2, 4)
    if turned:
        step = "The claim compares the same two the other way round."
        steps = tuple(dict.fromkeys((step, *piece.stances.steps)))
        return replace(piece, stances=Stances(rest, TURNED, rest, steps, (step,)))
    if turned is False and one.how.stem != other.how.stem:
        return replace(piece, stances=Stances(TURNED, rest, rest, ("Both compare the same two alike.",)))
    return piece


def _has_the_words(claim: Reading, text: Reading) -> bool:
    """Whether the text has nearly all words of the claim, `less` for its `more`."""
    words = [word for word in claim.carrying if word.lower not in MEASURES]
    return sum(word.root in text.roots for word in words) >= LEAST_SHARED * len(words)
