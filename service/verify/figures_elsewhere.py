"""Figures elsewhere: a sentence with other figures speaks of something else where the claim's own stand together.

`The premium is 7.4 per cent in Norland and 3.1 in Sudmark` is what a claim with these two figures is held against, and
not the sentence beside it, by which something else grew by 1.8 per cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.amounts import Amount, amounts
from service.verify.judge import Stances

LEAST_FIGURES = 2
"""Different figures of a claim that a sentence has by more than chance."""


def with_other_figures_aside(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces; those against the claim that have none of its figures stand aside where one for it has them all."""
    figures = _figures(claim)
    if len({(each.least, each.most) for each in figures}) < LEAST_FIGURES:
        return tuple(pieces)
    if not any(_has_all(piece, figures) for piece in pieces):
        return tuple(pieces)
    return tuple(_aside(piece) if _has_others(piece, figures) else piece for piece in pieces)


def _has_all(piece: Judged, figures: Sequence[Amount]) -> bool:
    given = _figures(piece.candidate.text.text)
    is_told = not piece.is_computed and piece.stance == "for" and piece.stances.supports > 0
    return is_told and all(_is_among(figure, given) for figure in figures)


def _has_others(piece: Judged, figures: Sequence[Amount]) -> bool:
    """Whether a sentence is against the claim, and has figures of which none is the claim's."""
    if piece.is_computed or piece.is_settled or piece.stance == "for":
        return False
    given = _figures(piece.candidate.text.text)
    return bool(given) and not any(_is_among(figure, given) for figure in figures)


def _figures(text: str) -> list[Amount]:
    return [amount for amount in amounts(text) if any(character.isdigit() for character in amount.text)]


def _is_among(figure: Amount, given: Sequence[Amount]) -> bool:
    return any(figure.least == other.least and figure.most == other.most for other in given)


def _aside(piece: Judged) -> Judged:
    return replace(piece, stances=Stances(0.0, 0.0, 1.0, piece.stances.steps))
