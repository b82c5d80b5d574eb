"""Crossed clauses: a claim that says of one thing what a passage says of another, in a clause that is built alike.

`Norland makes chairs and Sudmark builds ships` bears out no claim that Sudmark makes chairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.reading import reading
from service.verify.judge import Stances
from service.verify.parallels import LEAST_SHARED, crossed

CROSSED = 0.75
"""How surely a passage speaks against a claim that mixes two of its clauses."""

STEP = "The claim joins what the text says of two things in separate clauses."


def with_clauses_kept(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces; those of whose clauses the claim mixes two don't bear it out.

    They speak against it where the two are whole clauses and no other passage says it: what is said of one thing may
    be said elsewhere of the other too. Where none does, what has fewer of the claim's words doesn't bear it out either.
    """
    mixed = {id(piece): crossed(claim, piece.candidate.text.text) for piece in pieces if _is_sentence(piece)}
    if not any(mixed.values()):
        return tuple(pieces)
    is_said = any(not mixed.get(id(piece)) and _says_it(claim, piece) for piece in pieces)
    return tuple(
        _weighed(piece, pair.has_verbs and not is_said)
        if (pair := mixed.get(id(piece)))
        else _set_aside(piece, not is_said)
        for piece in pieces
    )


def _set_aside(piece: Judged, is_idle: bool) -> Judged:
    """A passage that leans to a claim which another one was found to mix, as one that says nothing of it."""
    if not is_idle or piece.is_computed or piece.stance == "against":
        return piece
    return replace(piece, stances=Stances(0.0, 0.0, 1.0, piece.stances.steps))


def _weighed(piece: Judged, is_against: bool) -> Judged:
    if piece.stances.conflicts and piece.stances.contradicts >= CROSSED:
        return piece
    steps = tuple(dict.fromkeys((STEP, *piece.stances.steps)))
    if not is_against:
        return replace(piece, stances=Stances(0.0, 0.0, 1.0, steps))
    rest = round((1 - CROSSED) / 2, 4)
    return replace(piece, stances=Stances(rest, CROSSED, rest, steps, (STEP,)))


def _is_sentence(piece: Judged) -> bool:
    return not piece.is_computed and piece.candidate.hit.held.passage.kind == "sentence"


def _says_it(claim: str, piece: Judged) -> bool:
    """Whether a passage leans to the claim and has nearly all of its words."""
    said, text = reading(claim), reading(piece.candidate.text.text)
    shared = sum(word.root in text.roots for word in said.carrying)
    return piece.stance == "for" and shared >= LEAST_SHARED * len(said.carrying)
