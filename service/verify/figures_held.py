"""Figures held: a passage that has none of the figures which a claim gives doesn't bear the claim out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.amounts import Amount, amounts


def with_figures_held(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces; those for the claim stand aside whose words, and those beside, have none of its figures."""
    figures = [amount for amount in amounts(claim) if any(character.isdigit() for character in amount.text)]
    return tuple(_held(piece, figures) for piece in pieces) if figures else tuple(pieces)


def _held(piece: Judged, figures: Sequence[Amount]) -> Judged:
    if piece.is_computed or piece.is_settled or piece.stance == "against":
        return piece
    text = piece.candidate.text
    given = [amount for part in (text.text, text.before, text.after, text.section) for amount in amounts(part)]
    if any(_is_same(one, other) for one in figures for other in given):
        return piece
    step = f"The text doesn't say {figures[0].text}."
    stances = replace(
        piece.stances, supports=0.0, neither=round(1 - piece.stances.contradicts, 4), steps=(step, *piece.stances.steps)
    )
    return replace(piece, stances=stances)


def _is_same(one: Amount, other: Amount) -> bool:
    """Whether two figures may be one, whatever they count: a row gives shares as plain numbers."""
    return one.least <= other.most and other.least <= one.most
