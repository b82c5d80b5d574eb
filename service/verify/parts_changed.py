"""Parts changed: a claim in which those who do a thing and those to whom it is done have changed places.

`The merchant lent the miller money` bears out no claim that the miller lent the merchant money.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.verify.evidence import Judged
from service.verify.gates.negation import negators
from service.verify.gates.reading import Reading, reading
from service.verify.gates.roles import roles
from service.verify.gates.word_list import listed
from service.verify.judge import Stances

CHANGED = 0.75
"""How surely a passage speaks against such a claim, all of whose words it has."""

LEAST_SHARED = 0.99
"""The least share of them: with another verb the places may well be others."""

_MUTUAL = listed("""
    with between and or together each other another same similar equal alike different both than as like unlike link
    links linked relate related relation tied connected associated correlated married met meet meets
""")
"""Words of what holds both ways round."""

_BE = listed("is are was were be been being")


def with_places_kept(claim: str, pieces: Sequence[Judged]) -> tuple[Judged, ...]:
    """The pieces, those against the claim that have its words on the other sides of its verb."""
    said = reading(claim)
    if negators(said) or any(word.lower in _MUTUAL for word in said.words):
        return tuple(pieces)
    return tuple(_weighed(said, piece) for piece in pieces)


def _weighed(claim: Reading, piece: Judged) -> Judged:
    text = reading(piece.candidate.text.text)
    is_row = piece.is_computed or piece.candidate.hit.held.passage.kind == "row"
    if is_row or negators(text) or _voices(claim) != _voices(text):
        return piece
    if sum(word.root in text.roots for word in claim.carrying) < LEAST_SHARED * len(claim.carrying):
        return piece
    found = roles(claim, text)
    if found.stance != "conflict":
        return piece
    rest = round((1 - CHANGED) / 2, 4)
    steps = tuple(dict.fromkeys((found.reason, *piece.stances.steps)))
    return replace(piece, stances=Stances(rest, CHANGED, rest, steps, (found.reason,)))


def _voices(read: Reading) -> bool:
    """Whether a form of `be` stands there, so that a verb may be a passive, or the sentence say what a thing is."""
    return any(word.lower in _BE for word in read.words)
